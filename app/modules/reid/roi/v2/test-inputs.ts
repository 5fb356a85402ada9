import { inputsOf, usualInputs } from './inputs.ts';

/** A rental of 300,000 dollars for 2,600 a month, with everything else as usual. */
export const caseA = inputsOf.RENTAL.parse({
  ...usualInputs,
  price: 30_000_000,
  rent: 260_000,
  tax: 360_000,
  insurance: 150_000,
  financeRate: null,
  reinvestmentRate: null,
});
