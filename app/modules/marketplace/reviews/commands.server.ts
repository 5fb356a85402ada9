import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { ModerationCommand, ReviewCommand } from './schema.ts';

/**
 * Writes the viewer's review of a tool. It was written by the first two and nothing was by the others: `UNCHANGED` the
 * same as before; `ELSEWHERE` they reviewed the tool for another organization; `TOO_OFTEN` more than 20 times in an hour.
 */
export function saveReview(handle: QueryHandle, slug: string, review: Extract<ReviewCommand, { intent: 'save' }>) {
  return callFunction(handle, 'save_review', {
    toolSlug: slug,
    rating: review.rating,
    title: review.title,
    review: review.review,
  });
}

/** Deletes the viewer's review of a tool, if there is one. */
export function deleteReview(handle: QueryHandle, slug: string) {
  return callFunction(handle, 'delete_review', { toolSlug: slug });
}

/** Says for the viewer that a published review is wrong. */
export function flagReview(handle: QueryHandle, id: string, reason: string) {
  return callFunction(handle, 'flag_review', { reviewId: id, reason });
}

/** Does what a moderator decided about a review. Raises 42501 for anybody but a platform admin. */
export function moderateReview(handle: QueryHandle, command: ModerationCommand) {
  const { reviewId, version } = command;
  switch (command.intent) {
    case 'approve':
    case 'reject':
      return callFunction(handle, 'moderate_review', {
        reviewId,
        isApproved: command.intent === 'approve',
        note: command.note,
        version,
      });
    case 'reply':
      return callFunction(handle, 'reply_to_review', { reviewId, reply: command.reply, version });
    case 'remove-reply':
      return callFunction(handle, 'reply_to_review', { reviewId, reply: null, version });
  }
}
