import { z } from 'zod';
import { emailAddress, incompletePage, optionalLine, severalLines } from '~/services/form-values.ts';
import { toAsciiDomain } from '../signup-forms/mailbox.ts';
import { rowId, rowVersion, ticked } from '../typed-values.ts';

const orNone = (text: string | undefined) => text || null;

const settings = z.object({
  intent: z.literal('save'),
  version: rowVersion,
  postalAddress: severalLines(500).optional().transform(orNone),
  fromName: optionalLine(100).optional().transform(orNone),
  replyTo: emailAddress()
    .optional()
    .transform((address) => address ?? null),
  timeZone: z.string('Choose a time zone.').max(64, 'Choose a time zone of the list.'),
  weekStart: z.enum(['0', '1'], 'Choose a day.').transform(Number),
  tracksEmails: ticked,
});
export type TypedSettings = z.output<typeof settings>;

const domain = z.string('Enter a domain.').transform((text, context) => {
  const ascii = toAsciiDomain(text.trim());
  if (ascii !== undefined) return ascii;
  context.addIssue({ code: 'custom', message: 'Enter a domain like harbor-realty.com.' });
  return z.NEVER;
});

/** The forms of the settings page, by their button. */
export const settingsPageSchema = z.discriminatedUnion('intent', [
  settings,
  z.object({ intent: z.literal('add-domain'), domainId: rowId, domain }),
  z.object({ intent: z.literal('verify-domain'), domainId: z.guid(incompletePage) }),
  z.object({ intent: z.literal('remove-domain'), domainId: z.guid(incompletePage) }),
]);
export type SettingsCommand = z.output<typeof settingsPageSchema>;
