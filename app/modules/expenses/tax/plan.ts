import type { TaxInputs } from './amounts.ts';
import { scale, sumOf } from './exact.ts';
import { type HomeOffice, homeOfficeAmount } from './home-office.ts';
import type { FilingStatus } from './tax-years/figures.ts';

export const calculationMethods = ['STANDARD', 'CUSTOM', 'SIMPLIFIED'] as const;
export type CalculationMethod = (typeof calculationMethods)[number];

export const instalmentMethods = ['EQUAL', 'ANNUALIZED'] as const;
export type InstalmentMethod = (typeof instalmentMethods)[number];

/** Sums of the rows of a year, in cents, one for each month from January. */
export interface MonthlySums {
  readonly businessIncome: readonly number[];
  readonly businessDeductions: readonly number[];
  readonly rents: readonly number[];
  readonly rentalDeductions: readonly number[];
}

/** What the books say about a year: sums of approved rows, and the depreciation of the assets. Cents. */
export interface YearBooks {
  readonly months: MonthlySums;
  readonly businessDepreciation: number;
  readonly rentalDepreciation: number;
  /** Federal tax that payers withheld from the income rows. */
  readonly withheld: number;
  /** State tax that payers withheld from the income rows. */
  readonly stateWithheld: number;
}

/** The typed facts of a year. Cents, and millionths for rates. */
export interface TaxSettings
  extends Pick<
    TaxInputs,
    | 'wages'
    | 'socialSecurityWages'
    | 'otherIncome'
    | 'investmentIncome'
    | 'netCapitalGain'
    | 'healthInsurance'
    | 'retirement'
    | 'otherAdjustments'
    | 'itemizedDeductions'
    | 'additionalDeductions'
    | 'wagesPaid'
    | 'qualifiedProperty'
    | 'credits'
    | 'otherTaxes'
    | 'isRentalQualified'
    | 'participatesMaterially'
    | 'isRealEstateProfessional'
    | 'stateRate'
    | 'stateDeduction'
  > {
  readonly filingStatus: FilingStatus;
  readonly method: CalculationMethod;
  readonly instalments: InstalmentMethod;
  /** Income and expenses of the business in the whole year, for CUSTOM. */
  readonly customIncome: number;
  readonly customExpenses: number;
  /** For SIMPLIFIED. */
  readonly simplifiedRate: number;
  readonly homeOffice: HomeOffice;
  readonly federalWithholding: number;
  readonly stateWithholding: number;
  /** Null while it is not known. */
  readonly lastYearTax: number | null;
  readonly lastYearIncome: number | null;
  /** No tax was owed for the whole of last year. */
  readonly hadNoTax: boolean;
}

/** Amounts of a year that somebody asks about. Nothing of it is kept. */
export interface WhatIf {
  readonly income: number;
  readonly expenses: number;
  readonly retirement: number;
  /** Equipment, deducted whole in the year. */
  readonly equipment: number;
}

export const noWhatIf: WhatIf = { income: 0, expenses: 0, retirement: 0, equipment: 0 };

/**
 * Months of a year that are over on a day, at least 1 and at most 12.
 * @param today  such as "2026-11-29"
 */
export function completedMonths(year: number, today: string): number {
  const passed = (Number(today.slice(0, 4)) - year) * 12 + Number(today.slice(5, 7)) - 1;
  return Math.min(12, Math.max(1, passed));
}

/**
 * The sum of the first months, as if the year went on like them: × 12 ÷ months.
 * @param months  how many of them
 */
export function annualize(sums: readonly number[], months: number): number {
  return scale(sumOf(sums.slice(0, months)), 12, months);
}

/**
 * The inputs of a year's estimate. Rows are annualized from the first months; typed amounts, depreciation and the
 * home office are those of the year. CUSTOM takes the typed income and expenses of the business.
 */
export function planYear(books: YearBooks, settings: TaxSettings, months: number, whatIf: WhatIf): TaxInputs {
  const isCustom = settings.method === 'CUSTOM';
  const inputs = planPeriod(books, settings, months, whatIf);
  if (!isCustom) return inputs;
  return {
    ...inputs,
    businessIncome: settings.customIncome + whatIf.income,
    businessDeductions: settings.customExpenses + whatIf.expenses,
  };
}

/**
 * The inputs of a period's figures taken for a whole year, as Schedule AI of Form 2210 does it: × 4, 2.4, 1.5 or 1
 * for the first 3, 5, 8 or 12 months. Typed yearly amounts count evenly, which makes them the whole year's again.
 */
export function planPeriod(books: YearBooks, settings: TaxSettings, months: number, whatIf: WhatIf): TaxInputs {
  return {
    ...settings,
    businessIncome: annualize(books.months.businessIncome, months) + whatIf.income,
    businessDeductions: annualize(books.months.businessDeductions, months) + whatIf.expenses,
    businessDepreciation: books.businessDepreciation + whatIf.equipment,
    homeOffice: homeOfficeAmount(settings.homeOffice),
    rents: annualize(books.months.rents, months),
    rentalDeductions: annualize(books.months.rentalDeductions, months),
    rentalDepreciation: books.rentalDepreciation,
    retirement: settings.retirement + whatIf.retirement,
    simplifiedRate: settings.method === 'SIMPLIFIED' ? settings.simplifiedRate : null,
  };
}
