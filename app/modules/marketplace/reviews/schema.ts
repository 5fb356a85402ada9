import { z } from 'zod';

export const longestTitle = 120;
export const shortestReview = 20;
export const longestReview = 5000;
export const longestReason = 300;
export const longestNote = 1000;
export const longestReply = 2000;

/** A text of one or several lines, as typed but for what surrounds it. */
function lines(label: string, { minimum = 0, maximum }: { minimum?: number; maximum: number }) {
  return (
    z
      .string({ error: `Enter ${label}.` })
      // A browser sends a line break as two characters and counts it as one.
      .overwrite((text) => text.replace(/\r\n?/g, '\n').trim())
      .refine((text) => minimum === 0 || text.length > 0, { error: `Enter ${label}.`, abort: true })
      // By code points, as Postgres counts.
      .refine((text) => [...text].length >= minimum, { error: `Write at least ${minimum} characters.` })
      .refine((text) => [...text].length <= maximum, { error: `Use at most ${maximum} characters.` })
      .regex(/^[\P{Cc}\n\t]*$/u, 'Use letters, digits and punctuation only.')
  );
}

/** What the page of one's own review sends. */
export const reviewCommandSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('save'),
    rating: z
      .number({ error: 'Choose a rating.' })
      .int('Choose a rating.')
      .min(1, 'Choose a rating.')
      .max(5, 'Choose a rating.'),
    title: z
      .string()
      .trim()
      .max(longestTitle, `Use at most ${longestTitle} characters.`)
      .regex(/^\P{Cc}*$/u, 'Use letters, digits and punctuation only.')
      .default(''),
    review: lines('what you found', { minimum: shortestReview, maximum: longestReview }),
  }),
  z.object({ intent: z.literal('delete') }),
]);
export type ReviewCommand = z.infer<typeof reviewCommandSchema>;

/** What is sent to say that a review is wrong. */
export const flagSchema = z.object({
  reason: lines('what is wrong with the review', { minimum: 1, maximum: longestReason }),
});

const reviewId = z.guid('This page is incomplete. Reload it and try again.');
const version = z
  .string('This page is incomplete. Reload it and try again.')
  .regex(/^[0-9a-f]{32}$/, 'This page is incomplete. Reload it and try again.');

/** What moderators send about a review. */
export const moderationSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('approve'),
    reviewId,
    version,
    note: lines('a note', { maximum: longestNote }).default(''),
  }),
  z.object({
    intent: z.literal('reject'),
    reviewId,
    version,
    note: lines('a note that tells the author why', { minimum: 1, maximum: longestNote }),
  }),
  z.object({
    intent: z.literal('reply'),
    reviewId,
    version,
    reply: lines('the reply', { minimum: 1, maximum: longestReply }),
  }),
  z.object({ intent: z.literal('remove-reply'), reviewId, version }),
]);
export type ModerationCommand = z.infer<typeof moderationSchema>;
