import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import type { Strategy } from './v2/inputs.ts';

// How results are written. Rates of return have two decimals, as have ratios; shares have one.

export const strategyLabels = {
  RENTAL: 'Rental',
  FLIP: 'Flip',
  BRRRR: 'BRRRR',
  REFINANCE: 'Refinance',
  RENT_OR_BUY: 'Rent or buy',
} as const satisfies Record<Strategy, string>;

/** Cents with a true minus sign. */
export const writeAmount = (cents: number) => (cents < 0 ? `−${formatMoney(-cents)}` : formatMoney(cents));

/** What a result that does not exist is shown as. */
export const unknown = '–';

/** A number with these decimals, rounded half away from zero. It has at most the eight that results are kept with. */
export function writeDecimal(value: number, decimals: number): string {
  const kept = Math.round(Math.abs(value) * 100_000_000);
  const shown = Math.floor(kept / 10 ** (8 - decimals) + 0.5) / 10 ** decimals;
  const text = shown.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return value < 0 && shown > 0 ? `−${text}` : text;
}

/** A percentage; "–" where there is none. @param decimals  2 for rates of return, 1 for shares */
export function writePercent(value: number | null, decimals: 1 | 2): string {
  return value === null ? unknown : `${writeDecimal(value, decimals)}%`;
}

/** A ratio with two decimals; "–" where there is none. */
export function writeRatio(value: number | null): string {
  return value === null ? unknown : writeDecimal(value, 2);
}

/** A rate in millionths, as it was typed: 65,000 is "6.5%". */
export function writeRate(rate: number): string {
  return `${writeRateNumber(rate)}%`.replace('-', '−');
}

/** A rate in millionths as it is typed into a field: 65,000 is "6.5". */
export function writeRateNumber(rate: number): string {
  return (rate / 10_000).toFixed(4).replace(/\.?0+$/, '');
}

/** A number of months: "18 months". */
export const writeMonths = (months: number) => countWords(months, 'month');
