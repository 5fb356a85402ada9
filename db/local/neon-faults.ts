import { z } from 'zod';

/** Failures that an endpoint can show; the last four happen after the statements have been committed. */
const faultSchema = z.object({
  /** Only requests with this `x-request-id`. */
  requestId: z.string().optional(),
  /** Only requests with this text in one of their statements. */
  match: z.string().optional(),
  fault: z.enum([
    'status-500',
    'status-429',
    'status-507',
    'html-400',
    'reset-before',
    'hang',
    'slow',
    'cut-body',
    'stalled-body',
    'wrong-shape',
    'reset-after-commit',
  ]),
  /** Milliseconds, for `slow`. */
  delayMs: z.number().int().min(0).max(60_000).default(5_000),
  /** The number of requests it hits. */
  times: z.number().int().min(1).default(1),
});

/** One planned failure. */
export type Fault = z.output<typeof faultSchema>;

/** The planned failures. */
export interface Faults {
  add(fault: z.input<typeof faultSchema>): void;
  clear(): void;
  /** Returns the first failure planned for such a request, and counts it down. */
  take(requestId: string | undefined, statements: string[]): Fault | undefined;
}

/** Starts with no failure planned. */
export function createFaults(): Faults {
  let planned: Fault[] = [];
  return {
    add(fault) {
      planned.push(faultSchema.parse(fault));
    },
    clear() {
      planned = [];
    },
    take(requestId, statements) {
      const fault = planned.find(
        ({ requestId: wanted, match }) =>
          (wanted === undefined || wanted === requestId) &&
          (match === undefined || statements.some((statement) => statement.includes(match))),
      );
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times === 0) planned = planned.filter((other) => other !== fault);
      return fault;
    },
  };
}
