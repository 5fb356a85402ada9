import { dueDate, type Quarter, quarterPeriod } from './due-dates.ts';
import type { ShownQuarter } from './quarter-table.tsx';

/**
 * The quarters of a year with what was paid for each. What was paid for one beyond its instalment counts for the next:
 * so the tax office applies it.
 * @param paid  federal cents for each quarter, the first one first
 */
export function showQuarters(
  year: number,
  instalments: readonly { quarter: Quarter; amount: number }[],
  paid: readonly number[],
  today: string,
): ShownQuarter[] {
  let excess = 0;
  return instalments.map(({ quarter, amount }) => {
    const paidForIt = paid[quarter - 1] ?? 0;
    const covered = paidForIt + excess;
    const shortfall = Math.max(0, amount - covered);
    excess = Math.max(0, covered - amount);
    const dueOn = dueDate(year, quarter);
    return {
      quarter,
      ...quarterPeriod(year, quarter),
      dueOn,
      owed: amount,
      paid: paidForIt,
      shortfall,
      isPastDue: dueOn < today,
    };
  });
}

/** The next instalment that is still owed: its day and what is missing; null when none is. */
export function findNextDue(quarters: readonly ShownQuarter[], today: string): ShownQuarter | null {
  return quarters.find(({ dueOn, shortfall }) => shortfall > 0 && dueOn >= today) ?? null;
}
