import { countDays, type PeriodType } from './periods.ts';

/** An area's sales and homes for sale in one period. */
export interface MarketPace {
  /** The last day of the period, ISO. */
  date: string;
  periodType: PeriodType;
  active: number | null;
  sold: number | null;
}

/** Days of a month, on average over four years. */
const daysOfMonth = 30.4375;

/** Factor that makes sales of the period into sales of a month, as a fraction: so every result is rounded only once. */
function findMonthlyFactor({ date, periodType }: MarketPace): { times: number; over: number } {
  return periodType === 'MONTHLY' ? { times: 1, over: 1 } : { times: daysOfMonth, over: countDays(date, periodType) };
}

/**
 * Months of supply: the publisher's, else homes for sale at the end of the period over homes sold a month.
 * @param published  of the publisher
 * @returns months, to two decimals; null where nothing was sold, or a count is missing
 */
export function findMonthsOfSupply(published: number | null, pace: MarketPace): number | null {
  if (published !== null) return roundToHundredths(published * 100);
  const { active, sold } = pace;
  if (active === null || sold === null || sold <= 0) return null;
  const { times, over } = findMonthlyFactor(pace);
  return roundToHundredths((active * over * 100) / (sold * times));
}

/**
 * Absorption rate: the publisher's, else homes sold a month as a percentage of homes for sale at the end of the period.
 * @param published  percent, of the publisher
 * @returns percent, to two decimals; may exceed 100; null where nothing is for sale, or a count is missing
 */
export function findAbsorptionRate(published: number | null, pace: MarketPace): number | null {
  if (published !== null) return roundToHundredths(published * 100);
  const { active, sold } = pace;
  if (active === null || sold === null || active <= 0) return null;
  const { times, over } = findMonthlyFactor(pace);
  return roundToHundredths((sold * times * 10_000) / (active * over));
}

/** Half up. */
const roundToHundredths = (hundredths: number) => Math.round(hundredths) / 100;

/** Whom a market favors. */
export type MarketLabel = "Seller's market" | 'Balanced' | "Buyer's market";

/**
 * Whom the market favors: sellers below 5 months of supply, buyers above 7.
 * @param months  of supply, to the two decimals that are kept
 */
export function findMarketLabel(months: number | null): MarketLabel | null {
  if (months === null) return null;
  return months < 5 ? "Seller's market" : months > 7 ? "Buyer's market" : 'Balanced';
}
