import { roundDecimal } from '~/services/imports/decimals.ts';
import type { RecordProblems } from './problems.ts';

interface FigureKind {
  /** Decimal places that are kept; cents are counted whole. */
  places: number;
  /** Whether the kept number counts in its last place: cents do, days with one decimal do not. */
  isWhole: boolean;
  highest: number;
  expected: string;
}

const dollars: FigureKind = {
  places: 2,
  isWhole: true,
  highest: 100_000_000_000_000,
  expected: 'an amount of dollars, 0 or more, like 412345.67',
};
const count: FigureKind = { places: 0, isWhole: true, highest: 2_000_000_000, expected: 'a count, 0 or more' };
const months: FigureKind = { places: 2, isWhole: false, highest: 99_999, expected: 'a number of months, 0 or more' };
const days: FigureKind = { places: 1, isWhole: false, highest: 99_999, expected: 'a number of days, 0 or more' };
const ratio: FigureKind = { places: 4, isWhole: false, highest: 10, expected: 'a ratio from 0 to 10, like 0.9817' };
const share: FigureKind = { places: 4, isWhole: false, highest: 1, expected: 'a share from 0 to 1, like 0.2411' };

/** The figures that files of markets bring, by the columns that keep them. */
export const marketFigures = {
  median_price: dollars,
  typical_value: dollars,
  median_list_price: dollars,
  avg_list_price: dollars,
  price_per_sqft: dollars,
  list_price_per_sqft: dollars,
  median_rent: dollars,
  active_listings: count,
  new_listings: count,
  sold_listings: count,
  pending_listings: count,
  total_listings: count,
  inventory_months: months,
  days_on_market: days,
  sale_to_list_ratio: ratio,
  above_list_share: share,
  price_cut_share: share,
  quick_sale_share: share,
} as const satisfies Readonly<Record<string, FigureKind>>;
export type MarketFigure = keyof typeof marketFigures;

/**
 * Reads a figure from the text of a cell.
 * @returns null for an empty cell, and with a problem for one that is no such figure
 */
export function readFigure(
  figure: MarketFigure,
  cell: string,
  column: string,
  problems: RecordProblems,
): number | null {
  const text = cell.trim();
  if (text === '') return null;
  const { places, isWhole, highest, expected } = marketFigures[figure];
  const rounded = roundDecimal(text, places);
  if (rounded === null) return problems.add(column, cell, expected);
  const value = isWhole ? rounded : rounded / 10 ** places;
  // "-1e-9" rounds to 0, which is no reason to take it.
  if (value < 0 || value > highest || (text.startsWith('-') && /[1-9]/.test(text.replace(/e.*$/i, ''))))
    return problems.add(column, cell, expected);
  return value;
}
