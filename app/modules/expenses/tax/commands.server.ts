import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { dueDate } from './due-dates.ts';
import { type TaxYear, writeEstimateRows } from './tax-year.server.ts';

/** Saves the estimate of a year with its quarters, in place of the one before. Only `SAVED` writes anything. */
export function saveEstimate(handle: QueryHandle, taxYear: TaxYear, method: 'STANDARD' | 'SIMPLIFIED' | 'CUSTOM') {
  const { estimate, figuresHash } = taxYear;
  const { inputs, months, withheld, required, instalments } = estimate;
  return callFunction(handle, 'save_tax_estimate', {
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
  });
}
