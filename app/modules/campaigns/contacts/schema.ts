import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine, severalLines } from '~/services/form-values.ts';
import { readDay } from '~/utils/addresses.ts';
import { today } from '~/utils/dates.ts';
import { normalizeAddress } from './address.ts';
import { longestTag, mostTags, readTags } from './tags.ts';
import { isZoneName } from './time-zone.ts';

/** An email address in the spelling that the database keeps. */
export const contactAddress = (missing = 'Enter an email address.') =>
  z.string({ error: missing }).transform((text, context) => {
    const address = normalizeAddress(text);
    if (address !== null) return address;
    context.addIssue({ code: 'custom', message: 'Enter an email address like name@example.com.' });
    return z.NEVER;
  });

/** Tags of a field. @param most  how many there may be */
export const typedTags = (most = mostTags) =>
  severalLines(5_000)
    .optional()
    .transform((text = '', context) => {
      const tags = readTags(text);
      const tooLong = tags.find((tag) => tag.length > longestTag);
      if (tags.length <= most && tooLong === undefined) return tags;
      const message =
        tooLong === undefined
          ? `Enter at most ${most} tags.`
          : `Use at most ${longestTag} characters for a tag: “${tooLong.slice(0, longestTag)}…” is longer.`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

const orNull = (text: string | undefined) => text || null;
/** The id of a row that a form makes, in a hidden field: sent twice, it makes one. */
export const rowId = z.guid({ error: incompletePage });
/** The version of the row that a form was filled from; null for a new one. */
export const rowVersion = z
  .string({ error: incompletePage })
  .regex(/^\d{1,9}$/, incompletePage)
  .optional()
  .transform((text) => (text === undefined ? null : Number(text)));

const contactFields = {
  id: rowId,
  version: rowVersion,
  name: optionalLine(200)
    .optional()
    .transform((name) => (name ?? '').normalize('NFC').replaceAll(/\s+/g, ' ')),
  email: contactAddress(),
  phone: optionalLine(50).optional().transform(orNull),
  tags: typedTags(),
  notes: severalLines(5_000).optional().transform(orNull),
  timeZone: optionalLine(64)
    .optional()
    .transform(orNull)
    .refine((zone) => zone === null || isZoneName(zone), 'Enter a time zone like America/Chicago, or leave it empty.'),
};

/** How long a consent lasts: until it is taken back, or months after a purchase or an inquiry, as Canada's law has it. */
export const consentLengths = {
  '': 'Until they take it back',
  '24': '24 months: they bought something',
  '6': '6 months: they asked about something',
} as const;

const consentFields = {
  consentId: rowId,
  consentWording: severalLines(2_000).optional().transform(orNull),
  consentMonths: z
    .enum(['6', '24'], { error: 'Choose how long it lasts.' })
    .optional()
    .transform((months) => (months === undefined ? null : Number(months))),
  consentSince: z
    .string({ error: 'Enter a day.' })
    .optional()
    .transform((text, context) => {
      if (text === undefined) return null;
      const day = readDay(text.trim());
      if (day !== undefined && day <= today()) return day;
      context.addIssue({ code: 'custom', message: 'Enter the day of the purchase or inquiry: today or before.' });
      return z.NEVER;
    }),
};
const consentSource = lineOfText('where they agreed, like “Open house, 12 Lake Street”', 200);

/** A contact as they are typed. */
export type TypedContact = Omit<z.output<typeof newContactSchema>, 'lists' | 'consent'>;
/** A consent as it is typed. */
export interface TypedConsent {
  id: string;
  source: string;
  wording: string | null;
  since: string | null;
  months: number | null;
}

/** The form of a new contact. */
export const newContactSchema = z
  .object({
    ...contactFields,
    lists: z.array(z.guid(incompletePage)).max(500, incompletePage).default([]),
    agreed: z.literal('on', { error: incompletePage }).optional(),
    consentSource: optionalLine(200).optional(),
    ...consentFields,
  })
  .transform(
    ({ agreed, consentId, consentSource: source, consentWording, consentMonths, consentSince, ...typed }, context) => {
      if (agreed === undefined) return { ...typed, consent: null };
      if (!source) {
        context.addIssue({ code: 'custom', path: ['consentSource'], message: 'Enter where they agreed.' });
        return z.NEVER;
      }
      const consent: TypedConsent = {
        id: consentId,
        source,
        wording: consentWording,
        since: consentSince,
        months: consentMonths,
      };
      return { ...typed, consent };
    },
  );

const listId = z.guid({ error: 'Choose a list.' });

/** The forms of a contact's page, by their button. */
export const contactPageSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), ...contactFields }),
  z.object({ intent: z.literal('record-consent'), consentSource, ...consentFields }),
  z.object({
    intent: z.literal('withdraw-consent'),
    withdrawalId: rowId,
    withdrawalSource: lineOfText('how they took it back, like “By phone”', 200),
  }),
  z.object({
    intent: z.literal('suppress'),
    suppressionId: rowId,
    suppressionNote: severalLines(1_000).optional().transform(orNull),
  }),
  z.object({ intent: z.literal('add-to-list'), listId }),
  z.object({ intent: z.literal('remove-from-list'), listId }),
  z.object({ intent: z.literal('erase') }),
]);
export type ContactCommand = z.output<typeof contactPageSchema>;
