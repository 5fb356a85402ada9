import { z } from 'zod';
import { incompletePage, lineOfText, severalLines, staleButton } from '~/services/form-values.ts';
import { readDay } from '~/utils/addresses.ts';
import { today } from '~/utils/dates.ts';
import { typedTags } from '../contacts/schema.ts';
import { mostColumns } from './detection.ts';
import type { ContactMapping } from './mapping.ts';

/** The texts of the form that uploads a file. */
export const uploadSchema = z.object({
  /** The id that the page gives the import. */
  key: z.guid(incompletePage),
  /** Stands for the file, which was taken in before. */
  file: z.unknown().optional(),
});

/** Everything that is chosen about a file before it is imported. */
export interface ImportChoices {
  mapping: ContactMapping;
  listId: string | null;
  /** Added to every contact. */
  tags: string[];
  consent: { source: string; date: string; wording: string | null };
}

const place = z.coerce
  .number<string>({ error: staleButton })
  .int()
  .min(0)
  .max(mostColumns - 1);
const anyColumn = z
  .string({ error: incompletePage })
  .optional()
  .transform((text) => (text ? text : null))
  .pipe(place.nullable());

const noDay = 'Enter the day they agreed on, or the last of them: today or before.';

const start = z
  .object({
    intent: z.literal('start'),
    headerLine: z.coerce
      .number<string>({ error: 'Enter the number of a line, or 0.' })
      .int('Enter the number of a line, or 0.')
      .min(0, 'Enter the number of a line, or 0.')
      .max(1_000, 'Enter at most 1,000.'),
    email: z.string({ error: 'Choose the column with the addresses.' }).pipe(place),
    fullName: anyColumn,
    firstName: anyColumn,
    lastName: anyColumn,
    phone: anyColumn,
    tagColumn: anyColumn,
    timeZone: anyColumn,
    listId: z
      .guid({ error: 'Choose a list, or none.' })
      .optional()
      .transform((id) => id ?? null),
    tags: typedTags(20),
    consentSource: lineOfText('where these people agreed to email, like “Sign-up sheets of 2026”', 160),
    consentDate: z.string({ error: noDay }).transform((text, context) => {
      const day = readDay(text.trim());
      if (day !== undefined && day <= today()) return day;
      context.addIssue({ code: 'custom', message: noDay });
      return z.NEVER;
    }),
    consentWording: severalLines(2_000)
      .optional()
      .transform((text) => text || null),
    attested: z.literal('on', { error: 'Confirm that these people agreed: nobody else may be imported.' }),
  })
  .superRefine(({ fullName, firstName, lastName }, context) => {
    if (fullName !== null && (firstName !== null || lastName !== null)) {
      context.addIssue({
        code: 'custom',
        path: ['fullName'],
        message: 'Choose the full name, or first and last name; not both.',
      });
    }
  })
  .transform(({ intent, headerLine, email, fullName, firstName, lastName, phone, tagColumn, timeZone, ...chosen }) => ({
    intent,
    choices: {
      mapping: { headerLine, email, name: fullName, firstName, lastName, phone, tags: tagColumn, timeZone },
      listId: chosen.listId,
      tags: chosen.tags,
      consent: { source: chosen.consentSource, date: chosen.consentDate, wording: chosen.consentWording },
    } satisfies ImportChoices,
  }));

/** The forms of an import, by their button. */
export const importCommandSchema = z.discriminatedUnion('intent', [
  start,
  z.object({ intent: z.literal('continue') }),
  z.object({ intent: z.literal('cancel') }),
]);
export type ImportCommand = z.output<typeof importCommandSchema>;
