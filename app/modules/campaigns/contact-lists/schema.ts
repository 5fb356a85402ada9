import { z } from 'zod';
import { incompletePage, lineOfText, severalLines } from '~/services/form-values.ts';
import { contactAddress, rowId } from '../contacts/schema.ts';

const listFields = {
  id: rowId,
  name: lineOfText('a name, like “Newsletter”', 200),
  description: severalLines(1_000)
    .optional()
    .transform((text) => text || null),
};

/** The form of a new list. */
export const newListSchema = z.object(listFields);
/** A list as it is typed. */
export type TypedList = z.output<typeof newListSchema>;

/** The forms of a list's page, by their button. */
export const listPageSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), ...listFields }),
  z.object({ intent: z.literal('add'), email: contactAddress('Enter the address of a contact.') }),
  z.object({ intent: z.literal('remove-from-list'), contactId: z.guid(incompletePage) }),
  z.object({ intent: z.literal('delete') }),
]);
export type ListCommand = z.output<typeof listPageSchema>;
