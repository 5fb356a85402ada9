import { isEstimated, readBooks, readSettings } from './books.ts';
import { type Quarter, quarterPeriod, quarters } from './due-dates.ts';
import { type EstimateAmounts, estimateYear, splitTaxes, type TaxEstimate } from './estimate.ts';
import { sumOf } from './exact.ts';
import { type EstimateLine, explainLines } from './explain.ts';
import { explainQuarter } from './explain-quarter.ts';
import type { WhatIf, YearBooks } from './plan.ts';
import type { TaxYearRows } from './queries.server.ts';
import { linkRows } from './row-links.ts';
import { compareSaved, readSavedEstimate, type SavedEstimate, type SavedStanding } from './saved-estimate.ts';
import { digestFigures } from './tax-years/digest.server.ts';

/** A year's taxes: the estimate of today, and the saved one. */
export interface TaxYear {
  readonly estimate: TaxEstimate;
  readonly lines: EstimateLine[];
  readonly figuresHash: string;
  readonly books: YearBooks;
  readonly saved: SavedEstimate | null;
  readonly standing: SavedStanding;
  /** Whether the taxpayer's kind of business is estimated at all. */
  readonly isEstimated: boolean;
  readonly isClosed: boolean;
}

/** Calculates a year's taxes from what `readTaxYear` answered. */
export function planTaxYear(year: number, rows: TaxYearRows, today: string, whatIf: WhatIf): TaxYear {
  const [settings] = rows.settings;
  const books = readBooks(year, rows);
  const estimate = estimateYear(year, books, readSettings(settings), today, whatIf);
  const lines = explainLines(estimate, linkRows(year, estimate.months));
  const figuresHash = digestFigures(estimate.figures);
  const saved = readSavedEstimate(rows.saved);
  return {
    estimate,
    lines,
    figuresHash,
    books,
    saved,
    standing: compareSaved(saved, lines, figuresHash),
    isEstimated: isEstimated(settings),
    isClosed: rows.closing.length > 0,
  };
}

/** The rows that a saved estimate is kept in: the year's and its quarters'. Cents. */
export interface EstimateRow extends EstimateAmounts {
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly income: number;
  readonly expenses: number;
  readonly deductions: number;
  readonly net: number;
  readonly lines: readonly EstimateLine[];
}

/** The rows to save of an estimate. Quarters hold the sums of their own months. */
export function writeEstimateRows({ estimate, lines, books }: TaxYear): EstimateRow[] {
  return splitTaxes(estimate).map((amounts) =>
    amounts.quarter === null
      ? { ...amounts, ...yearSums(estimate), lines }
      : {
          ...amounts,
          ...quarterSums(estimate.year, amounts.quarter, books),
          lines: explainQuarter(estimate, amounts.quarter),
        },
  );
}

function yearSums({ year, inputs, amounts }: TaxEstimate) {
  const income = inputs.businessIncome + inputs.rents;
  const expenses = inputs.businessDeductions + inputs.rentalDeductions;
  const net = amounts[1] + inputs.rents - inputs.rentalDeductions - inputs.rentalDepreciation;
  return {
    periodStart: `${year}-01-01`,
    periodEnd: `${year}-12-31`,
    income,
    // Refunds of another year can outweigh the expenses of this one; the columns hold no such sum.
    expenses: Math.max(0, expenses),
    deductions: Math.max(0, income - expenses - net),
    net,
  };
}

function quarterSums(year: number, quarter: Quarter, { months }: YearBooks) {
  const { start, end } = quarterPeriod(year, quarter);
  const own = (sums: readonly number[]) => sumOf(sums.slice(Number(start.slice(5, 7)) - 1, Number(end.slice(5, 7))));
  const income = own(months.businessIncome) + own(months.rents);
  const expenses = own(months.businessDeductions) + own(months.rentalDeductions);
  return {
    periodStart: start,
    periodEnd: end,
    income,
    expenses: Math.max(0, expenses),
    deductions: 0,
    net: income - expenses,
  };
}

/** Federal cents paid for each quarter, by its number; those for none are in `other`. */
export function sumPayments(payments: TaxYearRows['payments']) {
  const federal = payments.filter(({ jurisdiction }) => jurisdiction === 'FEDERAL');
  const paidFor = (quarter: Quarter | null) =>
    sumOf(federal.filter((payment) => payment.quarter === quarter).map(({ amount }) => amount));
  return {
    quarters: quarters.map((quarter) => paidFor(quarter)),
    other: paidFor(null),
    federal: sumOf(federal.map(({ amount }) => amount)),
    state: sumOf(payments.filter(({ jurisdiction }) => jurisdiction === 'STATE').map(({ amount }) => amount)),
  };
}
