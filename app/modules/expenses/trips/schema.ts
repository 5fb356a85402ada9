import { z } from 'zod';
import { lineOfText, optionalDollars, severalLines } from '~/services/form-values.ts';
import { day, optionalMiles, pickedId, rowId, rowVersion } from '../entry-values.ts';

const reading = 'Enter the miles of the odometer, like 41250 or 41250.5.';

const tripFields = {
  id: rowId,
  version: rowVersion,
  date: day('Enter the day of the trip.'),
  from: lineOfText('where it began', 200),
  to: lineOfText('where it led', 200),
  purpose: lineOfText('what it was for', 200),
  vehicleId: z.guid({ error: 'Choose a vehicle.' }),
  odometerStart: optionalMiles(reading),
  odometerEnd: optionalMiles(reading),
  distance: optionalMiles('Enter miles between 0.1 and 9,999.9, to the tenth.'),
  listingId: pickedId,
  /** Cents that a person was paid back; null where nothing was. */
  reimbursedAmount: optionalDollars('Enter the amount in dollars, like 42.50.', 100_000_000).transform(
    (cents) => cents || null,
  ),
  notes: severalLines(2_000)
    .optional()
    .transform((text) => text || null),
};

interface Distances {
  odometerStart: number | null;
  odometerEnd: number | null;
  distance: number | null;
}

/** Says what is wrong with how far a trip was; the database refuses the same. */
function checkDistance({ odometerStart, odometerEnd, distance }: Distances, context: z.RefinementCtx) {
  const refuse = (path: keyof Distances, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (odometerStart !== null && odometerEnd !== null) {
    if (odometerEnd <= odometerStart) return refuse('odometerEnd', 'Enter a reading above the one at the start.');
  } else if (distance === null) return refuse('distance', 'Enter the miles, or both readings of the odometer.');
  const driven = odometerStart === null || odometerEnd === null ? null : odometerEnd - odometerStart;
  const miles = distance ?? driven ?? 0;
  if (miles < 0.05 || miles > 9_999.95) return refuse('distance', 'Enter miles between 0.1 and 9,999.9, to the tenth.');
  if (driven !== null && miles > driven + 0.05) refuse('distance', 'Enter no more miles than the odometer says.');
}

/** A trip as it is entered. */
export const tripSchema = z.object(tripFields).superRefine(checkDistance);
export type TripEntry = z.output<typeof tripSchema>;

/** The forms of a trip's page, by their button. */
export const tripPageSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), ...tripFields }).superRefine(checkDistance),
  z.object({ intent: z.literal('delete'), version: rowVersion }),
]);
