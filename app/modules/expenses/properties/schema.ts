import { z } from 'zod';
import { lineOfText } from '~/services/form-values.ts';
import { states } from '~/utils/us-states.ts';
import { rowId, rowVersion, ticked } from '../entry-values.ts';

export const propertyKindLabels = { RENTAL: 'Rental', SALE: 'For sale' } as const;

/** A property as it is entered. */
export const propertySchema = z.object({
  id: rowId,
  version: rowVersion,
  address: lineOfText('the street and number', 200),
  city: lineOfText('the city', 200),
  state: z.enum(states, { error: 'Choose a state.' }),
  zipCode: z
    .string({ error: 'Enter a ZIP code like 60601 or 60601-1234.' })
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'Enter a ZIP code like 60601 or 60601-1234.'),
  kind: z.enum(['RENTAL', 'SALE'], { error: 'Choose whether it is rented out or for sale.' }),
  isRetired: ticked,
});
export type PropertyEntry = z.output<typeof propertySchema>;
