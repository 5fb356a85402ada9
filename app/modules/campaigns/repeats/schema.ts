import { z } from 'zod';
import { lineOfText, staleButton } from '~/services/form-values.ts';
import { isTimeZone } from '~/services/zoned-times.server.ts';
import { day, keyOf, optionalCount, optionalDay, rowId, rowVersion } from '../typed-values.ts';
import { frequencyLabels } from './rule.ts';

const mostEvery = 30;

/** The form of a repeat, and the button that stops it. */
export const repeatCommandSchema = z.discriminatedUnion('intent', [
  z
    .object({
      intent: z.literal('repeat'),
      /** Of the repeat, where there is none yet. */
      id: rowId,
      /** Of the email or post that repeats. */
      version: rowVersion,
      every: optionalCount(`Enter a whole number from 1 to ${mostEvery}.`, { most: mostEvery }),
      frequency: keyOf(frequencyLabels, 'Choose days, weeks or months.'),
      startsOn: day('Enter the first day.'),
      endsOn: optionalDay('Enter the last day, or leave it empty.'),
      localTime: z.string('Enter a time, like 09:00.').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, like 09:00.'),
      timeZone: lineOfText('a time zone', 64).refine(isTimeZone, 'Choose a time zone from the list.'),
    })
    .superRefine(({ startsOn, endsOn }, context) => {
      if (endsOn !== null && endsOn < startsOn)
        context.addIssue({
          code: 'custom',
          path: ['endsOn'],
          message: 'Enter a last day that is not before the first.',
        });
    }),
  z.object({ intent: z.literal('stop', staleButton) }),
]);
export type TypedRepeat = Extract<z.output<typeof repeatCommandSchema>, { intent: 'repeat' }>;

/** An email whose links are counted, with the targets of its links, where they are not to be counted any more. */
export const untrackedSchema = z.object({ compiled: z.unknown(), links: z.array(z.string()) });

/** The kinds of what repeats, by their part of the address. */
export const repeatKinds = { email: 'EMAIL', post: 'POST' } as const;
export type RepeatKind = (typeof repeatKinds)[keyof typeof repeatKinds];
