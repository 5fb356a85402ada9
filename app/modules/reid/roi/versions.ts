import { z } from 'zod';
import { type FigureIds, filledInputs } from './asked.ts';
import { type Calculation, calculate } from './v2/calculate.ts';
import { askedSchema } from './v2/inputs.ts';

/** The version that new calculations are made with. */
export const newestVersion = '2';

/** The main results as they are stored: the same names in every version. */
export const storedSummary = z.record(z.string(), z.number().nullable()).catch({});

/**
 * Calculates stored inputs as the version did that stored them, whatever is newest by now; null where that version is not known, or
 * the inputs are not its own.
 */
export function replay(version: string, strategy: string, inputs: unknown): Calculation | null {
  return version === newestVersion ? recalculate(strategy, inputs) : null;
}

/** Calculates stored inputs by the newest version; null where they are not its own. */
export function recalculate(strategy: string, inputs: unknown): Calculation | null {
  const asked = askedSchema.safeParse({ strategy, inputs });
  return asked.success ? calculate(asked.data) : null;
}

const storedFigures = z
  .object({ figures: z.partialRecord(z.enum(filledInputs), z.guid()) })
  .transform(({ figures }) => figures)
  .catch({});

/** The figures that stored inputs were filled from. */
export function readStoredFigures(inputs: unknown): FigureIds {
  return storedFigures.parse(inputs);
}
