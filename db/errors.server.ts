import { NeonDbError } from '@neondatabase/serverless';

/**
 * The kinds of failures, and their treatment:
 * - `refused`: the database understood and said no (a constraint, row-level security, a wrong value); nothing was written.
 *   The caller answers it, or it is a bug.
 * - `conflict`: it lost against another transaction; nothing was written. Tried once more, reads and writes alike.
 * - `unavailable`: it could not be asked, had no room or no time, or a read got no usable answer; nothing was written.
 *   Reads are tried once more, writes are left to their sender.
 * - `outcome-unknown`: it was asked to write and gave no usable answer; the write may have happened. Never tried again
 *   here: only the sender can do that, with a form whose second sending changes nothing.
 */
export type DatabaseFailure = 'refused' | 'conflict' | 'unavailable' | 'outcome-unknown';

export type DatabaseAccess = 'read' | 'write';

/** Serialization failure, deadlock. */
const conflictStates = new Set(['40001', '40P01']);
/** Postgres does not know the outcome, or went away when it may have been committing. */
const unknownStates = /^(40003|08(?!001|004)|57P0[12])/;
/** No connection, no room, a lock or the time ran out, not started, broken inside: rolled back, or never begun. */
const unavailableStates = /^(08|53|55P03|57|58|XX)/;
/** The driver's message about an answer of the proxy, which turned the request away before it reached Postgres. */
const turnedAway = /^Server error \(HTTP status 429\)/;

/** A failure of the database, with its kind. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly failure: DatabaseFailure;
  /** Whether the same transaction may be sent again without asking its sender. */
  readonly isRepeatable: boolean;
  /** The five-character SQLSTATE, when Postgres itself answered. */
  readonly state: string | undefined;
  readonly constraint: string | undefined;

  constructor(cause: unknown, access: DatabaseAccess) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    const answer = findNeonError(cause);
    this.state = answer?.code || undefined;
    this.constraint = answer?.constraint || undefined;
    this.failure = tellFailure(this.state, turnedAway.test(this.message), access);
    this.isRepeatable = this.failure === 'conflict' || (this.failure === 'unavailable' && access === 'read');
  }
}

// The driver throws NeonDbError for batches and Drizzle wraps it for single queries.
function findNeonError(error: unknown): NeonDbError | undefined {
  if (error instanceof NeonDbError) return error;
  if (error instanceof Error && error.cause !== undefined) return findNeonError(error.cause);
  return undefined;
}

function tellFailure(state: string | undefined, isTurnedAway: boolean, access: DatabaseAccess): DatabaseFailure {
  const withoutAnswer = access === 'write' ? 'outcome-unknown' : 'unavailable';
  if (state === undefined) return isTurnedAway ? 'unavailable' : withoutAnswer;
  if (conflictStates.has(state)) return 'conflict';
  if (unknownStates.test(state)) return withoutAnswer;
  if (unavailableStates.test(state)) return 'unavailable';
  return 'refused';
}

/** Whether row-level security or a missing grant refused it: a row of somebody else looks like a missing one. */
export function isNotAllowed(error: unknown): boolean {
  return error instanceof DatabaseError && error.state === '42501';
}

/** Whether it refused the form of another organization than its sender works for: `app.begin_request` ended the transaction. */
export function isOfOtherOrganization(error: unknown): boolean {
  return error instanceof DatabaseError && error.state === 'LO001';
}
