import { callFunction, type Row } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { readCompiled } from '../emails/compiled.ts';
import { findOccurrence, type Occurrence, resolveOccurrence } from './occurrences.ts';
import { untrackedSchema } from './schema.ts';
import { withoutTracking } from './untracked.ts';

type DueRepeat = Row<'list_due_repeats'>;

/** Repeats of one run of the schedule, which runs every minute. */
const repeatsAtOnce = 50;
/** A time that passed longer ago was missed, in milliseconds. */
const lateness = 3_600_000;

/** What happens to a repeat that is due. */
export interface Plan {
  /** The time that is made; undefined where it was missed, or is not due yet by the newest rules of its zone. */
  made: Occurrence | undefined;
  /** When it comes next; undefined after the last time. */
  next: Occurrence | undefined;
}

/** Decides what happens to a repeat that is due. What was missed is not made up: only a time of the last hour is made. */
export function planRepeat(repeat: Omit<DueRepeat, 'id' | 'kind' | 'untracked'>, now: Date): Plan {
  const due = resolveOccurrence(repeat, repeat.nextOn);
  if (due.at > now) return { made: undefined, next: due };
  const oldest = new Date(now.getTime() - lateness);
  return {
    made: due.at >= oldest ? due : undefined,
    next: findOccurrence(repeat, { on: repeat.nextOn, at: oldest }),
  };
}

/**
 * Makes the copies of repeats that are due, each in a transaction of its own: one that fails is logged and keeps no other from being made.
 * @returns how many were due, were made, and failed
 */
export async function makeDueRepeats({ database, requestId }: Pick<SystemContext, 'database' | 'requestId'>) {
  const { due } = await database.write((handle) => ({
    due: callFunction(handle, 'list_due_repeats', { limit: repeatsAtOnce }),
  }));
  const sum = { due: due.length, made: 0, failed: 0 };
  for (const repeat of due) {
    try {
      const { made, next } = planRepeat(repeat, new Date());
      const { copied } = await database.write((handle) => ({
        copied: callFunction(handle, 'make_repeat_copy', {
          repeatId: repeat.id,
          occursOn: repeat.nextOn,
          local: made?.local ?? null,
          at: made?.at.toISOString() ?? null,
          nextOn: next?.on ?? null,
          nextAt: next?.at.toISOString() ?? null,
          compiled: compileUntracked(repeat),
        }),
      }));
      if (copied[0]?.outcome === 'MADE') sum.made += 1;
    } catch (error) {
      sum.failed += 1;
      console.error(JSON.stringify({ requestId, task: 'repeats', repeatId: repeat.id, error: String(error) }));
    }
  }
  return sum;
}

/** What an email is compiled to without tracking; null where it is sent as it was compiled. */
function compileUntracked({ untracked }: DueRepeat): object | null {
  const given = untrackedSchema.safeParse(untracked).data;
  const compiled = readCompiled(given?.compiled);
  return given && compiled ? withoutTracking(compiled, given.links) : null;
}
