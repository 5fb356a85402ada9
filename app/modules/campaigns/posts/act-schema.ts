import { z } from 'zod';
import { incompletePage, optionalLine, staleButton } from '~/services/form-values.ts';
import { isLocalTime, isTimeZone, resolveLocalTime } from '~/services/zoned-times.server.ts';
import { readDay } from '~/utils/addresses.ts';
import { platforms } from './platforms.ts';
import type { PlannedTime } from './schema.ts';

const id = z.guid(staleButton);

const postAddress = optionalLine(2_000)
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), 'Enter an address that starts with https://.')
  .optional();

/** A count that a platform shows; nothing typed is 0. */
const figure = z
  .string('Enter a number, such as 1200.')
  .trim()
  .transform((text) => text.replaceAll(',', ''))
  .pipe(z.string().regex(/^\d{1,9}$/, 'Enter a number, such as 1200.'))
  .transform(Number)
  .default(0);

/** What the other buttons of a post's page do. */
export const postActSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('unschedule') }),
  z.object({ intent: z.literal('delete') }),
  z.object({
    intent: z.literal('copy'),
    /** From which the ids of the copies follow. */
    copyId: z.guid(incompletePage),
    platforms: z
      .array(z.enum(platforms, 'Choose from the list.'), 'Choose at least one platform.')
      .min(1, 'Choose at least one platform.')
      .max(platforms.length, 'Choose each once.')
      .default([]),
  }),
  z.object({ intent: z.literal('mark'), externalUrl: postAddress }),
  z.object({
    intent: z.literal('figures'),
    externalUrl: postAddress,
    impressions: figure,
    reach: figure,
    likes: figure,
    comments: figure,
    shares: figure,
    clicks: figure,
  }),
]);

/** What the calendar does. */
export const calendarCommandSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('create'),
    id: z.guid(incompletePage),
    campaignId: z.guid('Choose a campaign.'),
    platform: z.enum(platforms, 'Choose a platform.'),
  }),
  z.object({
    intent: z.literal('move'),
    id,
    /** The time as it is. */
    local: z.string(incompletePage).refine(isLocalTime, incompletePage),
    zone: z.string(incompletePage).refine(isTimeZone, incompletePage),
    day: z.string('Enter a day.').refine((day) => readDay(day) !== undefined, 'Enter a day.'),
  }),
]);

/** The time of a post that moves to another day: clocks of its zone show the same hour. */
export function moveTime({ local, zone, day }: { local: string; zone: string; day: string }): PlannedTime {
  const moved = `${day}T${local.slice(11)}`;
  return { local: moved, timeZone: zone, at: resolveLocalTime(moved, zone) };
}
