import { type Quarter, quarters } from './due-dates.ts';
import { scale, sumOf, takeRate } from './exact.ts';
import type { InstalmentMethod } from './plan.ts';

/** Parts of the annualized tax that are due by the end of a quarter, in millionths: Form 2210, Schedule AI, line 20. */
export const annualizedParts: Readonly<Record<Quarter, number>> = { 1: 225_000, 2: 450_000, 3: 675_000, 4: 900_000 };

/** A quarter of estimated tax, cents. */
export interface Instalment {
  readonly quarter: Quarter;
  /** A quarter of what is required, for each quarter up to this one. */
  readonly equal: number;
  /** The annualized part due by now; null where the equal parts are used, also because the period is not over. */
  readonly annualized: number | null;
  /** What is required by now. */
  readonly required: number;
  /** What was withheld by now. */
  readonly withheld: number;
  /** What is to be paid for this quarter. */
  readonly amount: number;
}

/**
 * The four instalments. A quarter owes the smaller of the annualized part and the equal one, less what the earlier
 * ones owed; of it is paid what withholding, a quarter of it each time, and the earlier instalments have not covered.
 * @param required  of the whole year, cents
 * @param periodTaxes  line 16 of each period's figures taken for a year; null for a period that is not over
 */
export function planInstalments(
  required: number,
  withheld: number,
  method: InstalmentMethod,
  periodTaxes: Readonly<Record<Quarter, number | null>>,
): Instalment[] {
  const instalments: Instalment[] = [];
  let requiredBefore = 0;
  for (const quarter of quarters) {
    const equal = scale(required, quarter, 4);
    const tax = method === 'ANNUALIZED' ? periodTaxes[quarter] : null;
    const annualized = tax === null ? null : takeRate(tax, annualizedParts[quarter]);
    const owed = Math.max(0, Math.min(annualized ?? equal, equal) - requiredBefore);
    requiredBefore += owed;
    const withheldByNow = scale(withheld, quarter, 4);
    const paidBefore = sumOf(instalments.map(({ amount }) => amount));
    instalments.push({
      quarter,
      equal,
      annualized,
      required: requiredBefore,
      withheld: withheldByNow,
      amount: Math.max(0, requiredBefore - withheldByNow - paidBefore),
    });
  }
  return instalments;
}
