import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine, staleButton } from '~/services/form-values.ts';
import { listAreaKeys } from '../areas/area-search.ts';

/** The form that makes a profile. */
export const newProfileSchema = z.object({
  key: z.guid(incompletePage),
  area: lineOfText('an area, such as 78704 or Austin, TX', 120).refine(
    (text) => text === '' || listAreaKeys(text).length > 0,
    'This names no area. Try 78704 or Austin, TX.',
  ),
  source: optionalLine(120).optional(),
  propertyType: optionalLine(120).optional(),
  address: optionalLine(200).optional(),
});

/** When the profile was refreshed last before the page was made. */
const seen = z.string(incompletePage).min(1, incompletePage).max(60, incompletePage);

/** The forms of one profile. */
export const profileCommandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('refresh'), seen }),
    z.object({ intent: z.literal('verify'), seen }),
    z.object({ intent: z.literal('share') }),
    z.object({ intent: z.literal('unshare') }),
  ],
  staleButton,
);

const scoreSchema = z.object({
  name: z.string(),
  value: z.number().nullable(),
  exact: z.number().nullable(),
  presence: z.number(),
  lines: z.array(
    z.object({
      name: z.string(),
      value: z.string().nullable(),
      sources: z.array(z.string()),
      points: z.number().nullable(),
      weight: z.number(),
    }),
  ),
});
export type StoredScore = z.infer<typeof scoreSchema>;

/** What a profile keeps beside its scores: each with its reasons. */
export const metricsSchema = z.object({
  month: z.iso.date(),
  area: z.string(),
  priceFigure: z.string().nullable(),
  priceSource: z.string().nullable(),
  propertyType: z.string().nullable(),
  asked: z.object({ source: z.string().nullable(), propertyType: z.string().nullable() }),
  scores: z.array(scoreSchema),
});

export const sentencesSchema = z.array(z.string());
