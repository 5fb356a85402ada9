import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { asViewer } from './as-viewer.ts';
import { only } from './rows.ts';

/** A row of a stride. */
export interface StrideRow {
  id: string;
  attempt: number;
  place: number;
  email: string;
  variant: 'A' | 'B';
  values: { name: string; email: string; organization: string };
  secretVersion: string;
  isOpen: boolean;
}

/** The answer to a request for a stride. */
export interface StrideAnswer {
  outcome: string;
  problem?: string;
  claimId?: string;
  leaseUntil?: string | null;
  rows?: StrideRow[];
}

/** What became of a message. */
interface Result {
  outcome: 'SENT' | 'REFUSED' | 'NOT_TAKEN' | 'UNSENT' | 'UNKNOWN';
  reason?: string;
  code?: string;
  messageId?: string;
  pauses?: 'GROUP' | 'TRANSPORT';
}

/** A request for a stride. */
interface StrideRequest {
  claimId?: string;
  settlements?: object[];
  limit?: number;
  startedAt?: string;
  settings?: object;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** The hashes of the tokens of a claim, as a lane sends them along. */
export const tokenHashes = (claimId: string, count: number) =>
  Array.from({ length: count }, (_, place) => ({
    unsubscribe: hash(`u ${claimId} ${place}`),
    view: hash(`v ${claimId} ${place}`),
    bounce: hash(`b ${claimId} ${place}`),
  }));

/** Asks for a stride as a lane does, as nobody. Without limits of speed, unless they are among the settings. */
export async function askForStride(
  asApp: Client,
  sql: Client,
  emailId: string,
  { claimId = randomUUID(), settlements = [], limit = 10, startedAt, settings = {} }: StrideRequest = {},
): Promise<StrideAnswer> {
  const { at } = only(
    await sql.query<{ at: string }>('select started_at::text as at from email_campaigns where id = $1', [emailId]),
  );
  const rules = {
    leaseSeconds: 120,
    rate: 0,
    groupRate: 0,
    repeatsUnknown: false,
    secretVersions: ['secret'],
    ...settings,
  };
  const { rows } = await asViewer(asApp, null, (client) =>
    client.query<{ answer: StrideAnswer }>(
      `select app.hand_over_stride($1, $2, $3, $4, 'secret', $5, $6, $7) as answer`,
      [
        emailId,
        startedAt ?? at,
        claimId,
        JSON.stringify(tokenHashes(claimId, limit)),
        JSON.stringify(settlements),
        limit,
        JSON.stringify(rules),
      ],
    ),
  );
  return rows[0]?.answer ?? { outcome: 'nothing' };
}

/** A settlement of a stride: one result for all of its rows, or one for each by its place. */
export function settle(
  { claimId, leaseUntil, rows = [] }: StrideAnswer,
  result: Result | ((row: StrideRow, index: number) => Result),
): object {
  return {
    claimId,
    leaseUntil,
    results: rows.map((row, index) => ({
      id: row.id,
      attempt: row.attempt,
      ...(typeof result === 'function' ? result(row, index) : result),
    })),
  };
}
