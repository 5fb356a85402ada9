import { z } from 'zod';
import { incompletePage, lineOfText } from '~/services/form-values.ts';
import { listBookYears } from '../book-years.ts';
import { day, optionalDay, optionalMiles, pickedId, rowId, rowVersion, ticked } from '../entry-values.ts';

export const vehicleMethodLabels = { STANDARD: 'Standard mileage rate', ACTUAL: 'Actual costs' } as const;
/** How a vehicle's costs are deducted in a year. */
export type VehicleMethod = keyof typeof vehicleMethodLabels;

const method = z.enum(['STANDARD', 'ACTUAL'], { error: 'Choose how the costs are deducted.' });

const vehicleFields = {
  id: rowId,
  version: rowVersion,
  name: lineOfText('a name, like “White pickup”', 200),
  /** Whose it is: "" for the taxpayer's. Kept for good. */
  personId: pickedId,
  firstUsedOn: day('Enter the day it was first driven for the business.'),
  lastUsedOn: optionalDay('Enter the last day, or leave it empty.'),
  method: method.default('STANDARD'),
};
const daysInOrder = ({ firstUsedOn, lastUsedOn }: { firstUsedOn: string; lastUsedOn: string | null }) =>
  lastUsedOn === null || lastUsedOn >= firstUsedOn;
const notBefore = { path: ['lastUsedOn'], error: 'Enter a day that is not before the first one.' };

/** A vehicle as it is entered. */
export const vehicleSchema = z.object(vehicleFields).refine(daysInOrder, notBefore);
export type VehicleEntry = z.output<typeof vehicleSchema>;

const reading = 'Enter the miles of the odometer, like 41250 or 41250.5.';

const vehicleYearSchema = z
  .object({
    intent: z.literal('save-year'),
    taxYear: z
      .string({ error: incompletePage })
      .transform(Number)
      .refine((year) => listBookYears().includes(year), incompletePage),
    version: rowVersion,
    method,
    odometerStart: optionalMiles(reading),
    odometerEnd: optionalMiles(reading),
    commutingMiles: optionalMiles('Enter miles, like 1200.').transform((miles) => miles ?? 0),
    isAvailableForPersonalUse: ticked,
    hasAnotherVehicle: ticked,
    hasEvidence: ticked,
    isEvidenceWritten: ticked,
  })
  .refine(
    ({ odometerStart, odometerEnd }) => odometerStart === null || odometerEnd === null || odometerEnd >= odometerStart,
    { path: ['odometerEnd'], error: 'Enter a reading that is not below that of 1 January.' },
  );
export type VehicleYearEntry = z.output<typeof vehicleYearSchema>;

/** The forms of a vehicle's page, by their button. */
export const vehiclePageSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), ...vehicleFields }).refine(daysInOrder, notBefore),
  vehicleYearSchema,
  z.object({ intent: z.literal('delete') }),
]);
