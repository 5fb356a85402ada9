import { z } from 'zod';
import { incompletePage, optionalLine, severalLines, writtenText } from '~/services/form-values.ts';
import { nextLine } from '~/services/next-line.ts';

export const longestTitle = 120;
export const shortestReview = 20;
export const longestReview = 5000;
export const longestReason = 300;
export const longestNote = 1000;
export const longestReply = 2000;

/** Schemas of the forms of one's own review. */
export const reviewCommandSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('save'),
    rating: z
      .number({ error: 'Choose a rating.' })
      .int('Choose a rating.')
      .min(1, 'Choose a rating.')
      .max(5, 'Choose a rating.'),
    title: optionalLine(longestTitle).default(''),
    review: writtenText('Enter what you found.', longestReview, shortestReview),
  }),
  z.object({ intent: z.literal('delete') }),
]);
export type ReviewCommand = z.infer<typeof reviewCommandSchema>;

/** The form that flags a review. */
export const flagSchema = z.object({
  reason: writtenText('Enter what is wrong with the review.', longestReason),
});

const reviewId = z.guid(incompletePage);
const version = z.string(incompletePage).regex(/^[0-9a-f]{32}$/, incompletePage);

/** Schemas of the moderators' forms. */
export const moderationSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('approve'),
    reviewId,
    version,
    note: severalLines(longestNote).default(''),
    nextLine,
  }),
  z.object({
    intent: z.literal('reject'),
    reviewId,
    version,
    note: writtenText('Enter a note that tells the author why.', longestNote),
    nextLine,
  }),
  z.object({
    intent: z.literal('reply'),
    reviewId,
    version,
    reply: writtenText('Enter the reply.', longestReply),
  }),
  z.object({ intent: z.literal('remove-reply'), reviewId, version }),
]);
export type ModerationCommand = z.infer<typeof moderationSchema>;
