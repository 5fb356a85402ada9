import { type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { ModerationCommand, ReviewCommand } from './schema.ts';

/**
 * Writes the viewer's review of a tool. It was written by the first two and nothing was by the others: `UNCHANGED` the
 * same as before; `ELSEWHERE` they reviewed the tool for another organization; `TOO_OFTEN` more than 20 times in an hour.
 */
export function saveReview(handle: QueryHandle, slug: string, review: Extract<ReviewCommand, { intent: 'save' }>) {
  type Outcome =
    | ('WRITTEN' | 'EDITED' | 'UNCHANGED')
    | ('NO_TOOL' | 'NOT_ALLOWED' | 'NOT_OWNED' | 'ELSEWHERE' | 'TOO_OFTEN');
  return handle
    .select({ outcome: sql<Outcome>`outcome` })
    .from(sql`app.save_review(${slug}, ${review.rating}, ${review.title}, ${review.review}) as outcome`);
}

/** Deletes the viewer's review of a tool, if there is one. */
export function deleteReview(handle: QueryHandle, slug: string) {
  return handle.select({ outcome: sql<'DELETED' | 'NONE'>`outcome` }).from(sql`app.delete_review(${slug}) as outcome`);
}

/** Says for the viewer that a published review is wrong. */
export function flagReview(handle: QueryHandle, id: string, reason: string) {
  return handle
    .select({ outcome: sql<'FLAGGED' | 'ALREADY' | 'OWN' | 'NOT_PUBLISHED' | 'NOT_ALLOWED'>`outcome` })
    .from(sql`app.flag_review(${id}, ${reason}) as outcome`);
}

/** What became of a moderator's command; all but the first wrote nothing. `CHANGED`: the review is not what they saw. */
export type ModerationOutcome = 'MODERATED' | 'REPLIED' | 'CHANGED' | 'NO_NOTE' | 'NONE';

/** Does what a moderator decided about a review. Raises 42501 for anybody but a platform admin. */
export function moderateReview(handle: QueryHandle, command: ModerationCommand) {
  const { reviewId, version } = command;
  return handle.select({ outcome: sql<ModerationOutcome>`outcome` }).from(sql`${callOf()} as outcome`);

  function callOf(): SQL {
    switch (command.intent) {
      case 'approve':
      case 'reject':
        return sql`app.moderate_review(${reviewId}, ${command.intent === 'approve'}, ${command.note}, ${version})`;
      case 'reply':
        return sql`app.reply_to_review(${reviewId}, ${command.reply}, ${version})`;
      case 'remove-reply':
        return sql`app.reply_to_review(${reviewId}, null, ${version})`;
    }
  }
}
