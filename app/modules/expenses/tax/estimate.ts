import { calculateAmounts, calculationVersion, type TaxAmounts, type TaxInputs } from './amounts.ts';
import { monthsToEnd, type Quarter, quarterPeriod, quarters } from './due-dates.ts';
import { divideRounded } from './exact.ts';
import { type Instalment, planInstalments } from './instalments.ts';
import { completedMonths, planPeriod, planYear, type TaxSettings, type WhatIf, type YearBooks } from './plan.ts';
import { type RequiredPayments, requirePayments } from './required-payments.ts';
import type { TaxFigures } from './tax-years/figures.ts';
import { findFigures } from './tax-years/years.ts';

/** The estimate of a year: its inputs, its lines in cents, and what follows from them. */
export interface TaxEstimate {
  readonly year: number;
  readonly calculationVersion: string;
  readonly figures: TaxFigures;
  readonly isProvisional: boolean;
  /** Months whose rows were taken for the year. */
  readonly months: number;
  readonly inputs: TaxInputs;
  readonly amounts: TaxAmounts;
  /** Federal tax withheld from wages and income in the year, cents. */
  readonly withheld: number;
  readonly required: RequiredPayments;
  readonly instalments: readonly Instalment[];
  /** Line 16 of each period's figures taken for a year; null for a period that is not over. */
  readonly periodTaxes: Readonly<Record<Quarter, number | null>>;
  /** Percent of line 7 that lines 16 and 17 take, two places, 0 to 100. */
  readonly taxRate: number;
}

/**
 * Estimates a year's tax.
 * @param today  day of the estimate, such as "2026-11-29": it says which months and quarters are over
 */
export function estimateYear(
  year: number,
  books: YearBooks,
  settings: TaxSettings,
  today: string,
  whatIf: WhatIf,
): TaxEstimate {
  const { figures, isProvisional } = findFigures(year);
  const months = completedMonths(year, today);
  const inputs = planYear(books, settings, months, whatIf);
  const amounts = calculateAmounts(inputs, figures);
  const withheld = settings.federalWithholding + books.withheld;
  const required = requirePayments(amounts[16], withheld, settings.filingStatus, settings);
  const taxOf = (quarter: Quarter) =>
    quarterPeriod(year, quarter).end < today
      ? calculateAmounts(planPeriod(books, settings, monthsToEnd[quarter], whatIf), figures)[16]
      : null;
  const periodTaxes = { 1: taxOf(1), 2: taxOf(2), 3: taxOf(3), 4: taxOf(4) };
  return {
    year,
    calculationVersion,
    figures,
    isProvisional,
    months,
    inputs,
    amounts,
    withheld,
    required,
    instalments: planInstalments(required.amount, withheld, settings.instalments, periodTaxes),
    periodTaxes,
    taxRate: rateOf(amounts),
  };
}

/** Percent of income that goes to taxes, two places. */
function rateOf(amounts: TaxAmounts): number {
  if (amounts[7] <= 0) return 0;
  const hundredths = divideRounded(BigInt(amounts[16] + (amounts[17] ?? 0)) * 10_000n, BigInt(amounts[7]));
  return Math.min(10_000, Math.max(0, hundredths)) / 100;
}

/** What a saved estimate keeps of a year (`quarter` null) and of its quarters, in cents. */
export interface EstimateAmounts {
  readonly quarter: Quarter | null;
  readonly federal: number;
  readonly state: number;
  readonly selfEmployment: number;
}

/**
 * The taxes of the year and the instalments of its quarters. An instalment's part of self-employment tax is in
 * proportion to the year's; the state's tax has no quarters.
 */
export function splitTaxes({ amounts, instalments }: TaxEstimate): EstimateAmounts[] {
  const year = {
    quarter: null,
    federal: amounts[16] - amounts[5],
    state: amounts[17] ?? 0,
    selfEmployment: amounts[5],
  };
  return [
    year,
    ...quarters.map((quarter) => {
      const amount = instalments[quarter - 1]?.amount ?? 0;
      const selfEmployment =
        amounts[16] > 0 ? divideRounded(BigInt(amount) * BigInt(amounts[5]), BigInt(amounts[16])) : 0;
      return { quarter, federal: amount - selfEmployment, state: 0, selfEmployment };
    }),
  ];
}
