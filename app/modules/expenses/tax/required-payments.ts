import { takeRate } from './exact.ts';
import type { FilingStatus } from './tax-years/figures.ts';

/** Parts of the tax that have to be paid during the year, in millionths: section 6654(d). */
const partOfThisYear = 900_000;
const partOfLastYear = 1_000_000;
const partOfHighLastYear = 1_100_000;
/** Cents of tax after withholding below which nothing has to be paid: section 6654(e)(1). */
export const leastOwed = 100_000;

/** Cents of last year's adjusted gross income above which 110 % of last year's tax is asked for. */
export const highIncome = (status: FilingStatus) => (status === 'MARRIED_SEPARATE' ? 7_500_000 : 15_000_000);

/** Why an amount has to be paid during the year. */
export type RequiredReason =
  | 'UNDER_1000'
  | 'NO_TAX_LAST_YEAR'
  | 'LAST_YEAR_UNKNOWN'
  | 'THIS_YEAR_IS_LESS'
  | 'LAST_YEAR_IS_LESS';

/** The least that has to be paid during the year so that no penalty is owed, cents. */
export interface RequiredPayments {
  readonly amount: number;
  readonly reason: RequiredReason;
  readonly ofThisYear: number;
  /** 100 or 110 % of last year's tax; null while that is not known. */
  readonly ofLastYear: number | null;
  /** Whether it is 110 %. */
  readonly isHighIncome: boolean;
}

/** Facts about last year. Cents; null while not known. */
export interface LastYear {
  readonly lastYearTax: number | null;
  readonly lastYearIncome: number | null;
  readonly hadNoTax: boolean;
}

/**
 * The safe harbour: the smaller of 90 % of this year's tax and 100 % (110 % above the limit of income) of last year's.
 * Without last year's income, its 110 % is taken, the safer of the two.
 * @param tax  line 16, cents
 * @param withheld  federal tax withheld in the year, cents
 */
export function requirePayments(
  tax: number,
  withheld: number,
  status: FilingStatus,
  { lastYearTax, lastYearIncome, hadNoTax }: LastYear,
): RequiredPayments {
  const ofThisYear = takeRate(tax, partOfThisYear);
  const isHighIncome = lastYearIncome === null || lastYearIncome > highIncome(status);
  const ofLastYear =
    lastYearTax === null ? null : takeRate(lastYearTax, isHighIncome ? partOfHighLastYear : partOfLastYear);
  const parts = { ofThisYear, ofLastYear, isHighIncome };
  if (tax - withheld < leastOwed) return { amount: 0, reason: 'UNDER_1000', ...parts };
  if (hadNoTax) return { amount: 0, reason: 'NO_TAX_LAST_YEAR', ...parts };
  if (ofLastYear === null) return { amount: ofThisYear, reason: 'LAST_YEAR_UNKNOWN', ...parts };
  return ofLastYear < ofThisYear
    ? { amount: ofLastYear, reason: 'LAST_YEAR_IS_LESS', ...parts }
    : { amount: ofThisYear, reason: 'THIS_YEAR_IS_LESS', ...parts };
}
