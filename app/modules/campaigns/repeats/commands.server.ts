import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { callFunction } from '#db/call-function.server.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm, type UsableForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { isStopped } from '../emails/checks.ts';
import type { CompileResult } from '../emails/compile.server.ts';
import { lookOver } from '../emails/facts.server.ts';
import { findEmail, readEdited } from '../emails/queries.server.ts';
import { findOccurrence, type Occurrence } from './occurrences.ts';
import type { RepeatRule } from './rule.ts';
import { type RepeatKind, repeatCommandSchema, repeatKinds, type TypedRepeat } from './schema.ts';

/** A request about the repeat of an email or a post. */
interface AskedRepeat extends Pick<ActionFunctionArgs, 'request' | 'context'> {
  kind: RepeatKind;
  /** Of the email or post. */
  id: string;
}

type Refuse = UsableForm<TypedRepeat>['refuse'];

/** The page of the repeat of an email or a post. */
export const repeatAddress = (kind: RepeatKind, id: string) =>
  `/campaigns/repeats/${kind === repeatKinds.email ? 'email' : 'post'}/${id}`;

/**
 * Lets an email or a post repeat, or stops that.
 * @param form  the form as it was sent
 * @returns a redirect to the page of the repeat, or a refusal that keeps what was typed
 */
export async function answerRepeatCommand(asked: AskedRepeat, form: FormData) {
  const parsed = await parseForm(form, repeatCommandSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: command, refuse } = parsed;
  return command.intent === 'stop' ? stopRepeat(asked) : saveRepeat(asked, command, refuse);
}

async function saveRepeat(asked: AskedRepeat, typed: TypedRepeat, refuse: Refuse) {
  const { request, context, kind, id } = asked;
  const rule: RepeatRule = { ...typed, every: typed.every ?? 1 };
  const first = findOccurrence(rule, { on: null, at: new Date() });
  if (!first) return refuse({ endsOn: 'It would never come: enter a later last day.' }, 422);
  const compiled = kind === 'EMAIL' ? await compileSource(asked, typed.version) : { ok: true as const, result: null };
  if (!compiled.ok) return refuse(compiled.problem, 409);
  const { viewer, saved } = await context.database.write((handle) => ({
    saved: callFunction(handle, 'save_campaign_repeat', {
      id: typed.id,
      kind,
      sourceId: id,
      version: typed.version,
      rule: describeRule(rule, first),
      compiled: compiled.result?.compiled ?? null,
      links: compiled.result?.links ?? null,
    }),
  }));
  requireViewer(viewer, request);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(
        context,
        repeatAddress(kind, id),
        'It repeats. Its copies appear here as they are made.',
      );
    case 'CHANGED':
      return refuse('Nothing was saved: somebody changed it since you opened this page. Look at it again.', 409);
    case 'TIER':
      return refuse('Nothing was saved: repeats come with the Elite plan.', 403);
    case 'CLOSED':
      return refuse('Nothing was saved: its campaign is over.', 409);
    case 'COPY':
      return refuse('Nothing was saved: it was made by a repeat itself. Change the repeat of its source.', 409);
    case 'NOT_READY':
      return refuse('Nothing was saved: what failed cannot repeat. Change it first, so that it is a draft again.', 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

const describeRule = ({ every, ...rule }: RepeatRule, next: Occurrence) => ({
  frequency: rule.frequency,
  interval: every,
  startsOn: rule.startsOn,
  endsOn: rule.endsOn,
  localTime: rule.localTime,
  timeZone: rule.timeZone,
  nextOn: next.on,
  nextAt: next.at.toISOString(),
});

/**
 * Checks and compiles an email that is to repeat. One that was scheduled before keeps what it was compiled to then.
 * @param version  of the email that the page showed
 * @throws as the guards; a 404 where it is not there
 */
async function compileSource(
  { request, context, id }: AskedRepeat,
  version: number,
): Promise<{ ok: true; result: CompileResult | null } | { ok: false; problem: string }> {
  const { viewer, found } = await context.database.read((handle) => ({ found: findEmail(handle, id) }));
  requireViewer(viewer, request);
  const [row] = found;
  if (!row) throw notFound();
  if (row.status !== 'DRAFT') return { ok: true, result: null };
  const looked = await lookOver({ request, context, id }, readEdited(row));
  if (looked.row.version !== version || row.version !== version)
    return {
      ok: false,
      problem: 'Nothing was saved: somebody changed the email since you opened this page. Look at it again.',
    };
  if (!isStopped(looked.findings)) return { ok: true, result: looked.result };
  const errors = looked.findings.filter(({ level }) => level === 'ERROR').map(({ message }) => message);
  return { ok: false, problem: `Nothing was saved, because the email cannot go out like this. ${errors.join(' ')}` };
}

async function stopRepeat({ request, context, kind, id }: AskedRepeat) {
  const { viewer, stopped } = await context.database.write((handle) => ({
    stopped: callFunction(handle, 'stop_campaign_repeat', { sourceId: id }),
  }));
  requireViewer(viewer, request);
  const outcome = stopped[0]?.outcome;
  switch (outcome) {
    case 'STOPPED':
      return redirectWithToast(context, repeatAddress(kind, id), 'It repeats no more, and can be changed again.');
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
