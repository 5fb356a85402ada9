import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { dueDate } from './due-dates.ts';
import { type TaxYear, writeEstimateRows } from './tax-year.server.ts';

type Method = 'STANDARD' | 'SIMPLIFIED' | 'CUSTOM';

/** What is saved of an estimate: the arguments of `app.save_tax_estimate`. */
export function describeEstimate(taxYear: TaxYear, method: Method) {
  const { estimate, figuresHash } = taxYear;
  const { inputs, months, withheld, required, instalments } = estimate;
  return {
    year: estimate.year,
    method,
    version: estimate.calculationVersion,
    figuresHash,
    taxRate: estimate.taxRate,
    rows: writeEstimateRows(taxYear).map((row) => ({
      ...row,
      dueOn: row.quarter === null ? null : dueDate(estimate.year, row.quarter),
    })),
    assumptions: { inputs, months, withheld, required: required.amount, instalments },
  };
}

/** Saves the estimate of a year with its quarters, in place of the one before. Only `SAVED` writes anything. */
export function saveEstimate(handle: QueryHandle, taxYear: TaxYear, method: Method) {
  return callFunction(handle, 'save_tax_estimate', describeEstimate(taxYear, method));
}
