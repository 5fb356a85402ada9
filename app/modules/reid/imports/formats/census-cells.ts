import { roundDecimal } from '~/services/imports/decimals.ts';
import type { RecordProblems } from '../problems.ts';

/** An estimate of the American Community Survey. */
export interface Estimate {
  /** Whole, in units of the last place that is kept; null where none is given. */
  value: number | null;
  /** In the same units; null where none is given. */
  margin: number | null;
  /** The value is only a bound. */
  bound?: 'OR_MORE' | 'OR_LESS';
}

// What the Census Bureau writes for what it does not tell, in tables for people and in those for machines.
const noEstimate = new Set(['', '-', 'N', '(X)', '**', '-666666666', '-888888888', '-999999999']);
const noMargin = new Set([
  '',
  '-',
  'N',
  '(X)',
  '**',
  '***',
  '-222222222',
  '-333333333',
  '-666666666',
  '-888888888',
  '-999999999',
]);
const noError = new Set(['*****', '-555555555']);
const boundMargins = new Set(['***', '-333333333']);

/**
 * Reads an estimate with its margin of error. "250,000+" is 250,000 or more; so is 250001 with a margin that says that it is a bound,
 * and 2499 is 2,500 or less.
 * @param places  decimal places that are kept
 */
export function readEstimate(
  [estimateCell, marginCell]: readonly [estimate: string, margin: string],
  places: number,
  [estimateColumn, marginColumn]: readonly [estimate: string, margin: string],
  problems: RecordProblems,
): Estimate {
  const text = plain(estimateCell);
  const marginText = plain(marginCell);
  const margin = readMargin(marginText, places, marginColumn, problems);
  if (noEstimate.has(text)) return { value: null, margin: null };
  const [, digits = text, sign = ''] = /^(\d[\d.]*)([+-])$/.exec(text) ?? [];
  const value = digits.startsWith('-') ? null : roundDecimal(digits, places);
  if (value === null) {
    problems.add(estimateColumn, estimateCell, 'an estimate, 0 or more, or a sign that there is none');
    return { value: null, margin: null };
  }
  if (sign) return { value, margin: null, bound: sign === '+' ? 'OR_MORE' : 'OR_LESS' };
  const unit = 10 ** places;
  if (boundMargins.has(marginText) && value % (10 * unit) === unit)
    return { value: value - unit, margin: null, bound: 'OR_MORE' };
  if (boundMargins.has(marginText) && value % (10 * unit) === 9 * unit)
    return { value: value + unit, margin: null, bound: 'OR_LESS' };
  return { value, margin };
}

const plain = (cell: string) =>
  cell
    .trim()
    .replaceAll(',', '')
    .replace(/^±/, '')
    .replace(/^(-\d{9})\.0+$/, '$1');

function readMargin(text: string, places: number, column: string, problems: RecordProblems): number | null {
  if (noError.has(text)) return 0;
  if (noMargin.has(text)) return null;
  const margin = text.startsWith('-') ? null : roundDecimal(text, places);
  return margin ?? problems.add(column, text, 'a margin of error, 0 or more, or a sign that there is none');
}

/** The share of one estimate in another. */
export interface Share {
  /** Percent with two decimals; null where the whole is unknown or nothing. */
  percent: number | null;
  /** Percentage points with two decimals. */
  margin: number | null;
}

/** Adds up estimates. Their margins add up as the roots of the sums of squares. */
export function addEstimates(parts: readonly Estimate[]): Estimate {
  let value = 0;
  let squares: number | null = 0;
  for (const part of parts) {
    if (part.value === null) return { value: null, margin: null };
    value += part.value;
    squares = squares === null || part.margin === null ? null : squares + part.margin ** 2;
  }
  return { value, margin: squares === null ? null : Math.sqrt(squares) };
}

/**
 * The share of a part in a whole, with its margin: √(MOE of the part² − p² · MOE of the whole²) ÷ whole, with a plus where the root
 * would be of a negative number, as the Census Bureau's handbook for users of the survey has it.
 */
export function shareOf(part: Estimate, whole: Estimate): Share {
  if (part.value === null || whole.value === null || whole.value === 0 || part.value > whole.value)
    return { percent: null, margin: null };
  const percent = Number((20_000n * BigInt(part.value) + BigInt(whole.value)) / (2n * BigInt(whole.value))) / 100;
  if (part.margin === null || whole.margin === null) return { percent, margin: null };
  const ofWhole = (part.value / whole.value) ** 2 * whole.margin ** 2;
  const squares = part.margin ** 2 - ofWhole;
  const root = Math.sqrt(squares >= 0 ? squares : part.margin ** 2 + ofWhole);
  return { percent, margin: Math.round((root / whole.value) * 10_000) / 100 };
}
