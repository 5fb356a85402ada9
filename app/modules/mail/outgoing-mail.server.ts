import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';

/** A queued mail that one sender holds for ten minutes. */
export interface ClaimedMail {
  id: string;
  /** The how-manieth it is, from 1. */
  attempt: number;
  kind: string;
  recipient: string;
  content: unknown;
}

/** Takes up to so many mails that are due. */
export function claimMail(handle: QueryHandle, limit: number) {
  return handle
    .select({
      id: sql<string>`id`,
      attempt: sql<number>`attempt`,
      kind: sql<string>`kind`,
      recipient: sql<string>`recipient`,
      content: sql<unknown>`content`,
    })
    .from(sql`app.claim_mail(${limit})`);
}

/** Notes that the message goes out now; false when it is no longer this sender's. */
export function handOverMail(handle: QueryHandle, { id, attempt }: ClaimedMail) {
  return handle.select({ ours: sql<boolean>`ours` }).from(sql`app.hand_over_mail(${id}, ${attempt}) as ours`);
}

/** What became of an attempt. */
export type Attempt = { error: null } | { error: string; again: boolean };

/** Notes what became of an attempt, and says what happens to the mail: null when it is no longer this sender's. */
export function settleMail(handle: QueryHandle, { id, attempt }: ClaimedMail, result: Attempt) {
  const again = result.error !== null && result.again;
  return handle
    .select({ outcome: sql<'SENT' | 'LATER' | 'GIVEN_UP' | null>`outcome` })
    .from(sql`app.settle_mail(${id}, ${attempt}, ${result.error}, ${again}) as outcome`);
}
