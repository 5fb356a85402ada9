import { overallParts } from './score-rules.ts';
import type { Scores } from './scores.ts';

const freshMonths = 3;
const lostEachMonth = 0.1;
const leastFreshness = 0.3;

/**
 * How far a profile can be trusted, 0 to 1, to two decimals: the share of the overall score's weight whose data is there,
 * less a tenth for each month that the newest price is older than three.
 * @param month  the last day of the newest month that has a price
 * @param today  ISO day
 */
export function findConfidence(scores: Scores, month: string, today: string): number {
  const weights = overallParts.reduce((sum, { weight }) => sum + weight, 0);
  const presence = overallParts.reduce((sum, { score, weight }) => {
    const { exact, presence } = scores.measured[score];
    return exact === null ? sum : sum + (weight / weights) * presence;
  }, 0);
  const late = Math.max(0, countMonths(month, today) - freshMonths);
  return Math.round(presence * Math.max(leastFreshness, 1 - lostEachMonth * late) * 100) / 100;
}

/** Whole months from one month to another, whatever their days. */
function countMonths(from: string, to: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(to) - months(from);
}
