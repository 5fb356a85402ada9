import { NeonDbError } from '@neondatabase/serverless';

/**
 * - `refused`: the database understood and said no (a constraint, row-level security, a wrong value); nothing was written.
 * - `conflict`: it lost against another transaction; nothing was written, and doing it again is safe.
 * - `unavailable`: it could not be asked; nothing was written.
 * - `outcome-unknown`: it was asked to write and gave no usable answer; the write may have happened.
 */
export type DatabaseFailure = 'refused' | 'conflict' | 'unavailable' | 'outcome-unknown';

/** Serialization failure, deadlock. */
const conflictStates = new Set(['40001', '40P01']);
/** Connection exceptions, too many connections, shutting down: Postgres says so before it runs anything. */
const unavailableStates = /^(08|53|57P0)/;

/** Every failure of the database, told apart once. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly failure: DatabaseFailure;
  /** The five-character SQLSTATE, when Postgres itself answered. */
  readonly state: string | undefined;
  readonly constraint: string | undefined;

  constructor(cause: unknown, access: 'read' | 'write') {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    const answer = findNeonError(cause);
    this.state = answer?.code || undefined;
    this.constraint = answer?.constraint || undefined;
    this.failure = tellFailure(this.state, access);
  }
}

// The driver throws NeonDbError for batches and Drizzle wraps it for single queries.
function findNeonError(error: unknown): NeonDbError | undefined {
  if (error instanceof NeonDbError) return error;
  if (error instanceof Error && error.cause !== undefined) return findNeonError(error.cause);
  return undefined;
}

function tellFailure(state: string | undefined, access: 'read' | 'write'): DatabaseFailure {
  if (state === undefined) return access === 'write' ? 'outcome-unknown' : 'unavailable';
  if (conflictStates.has(state)) return 'conflict';
  if (unavailableStates.test(state)) return 'unavailable';
  return 'refused';
}

/** Whether row-level security or a missing grant stopped it: not theirs, which looks like not there. */
export function isNotAllowed(error: unknown): boolean {
  return error instanceof DatabaseError && error.state === '42501';
}
