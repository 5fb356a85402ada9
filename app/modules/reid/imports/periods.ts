import type { PeriodType } from './rows.ts';

const dayInMilliseconds = 86_400_000;

/** An ISO day that is one: 2024-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text;
}

/** Days from one ISO day to another. */
export const countDays = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayInMilliseconds);

/** The last day of the month that an ISO day is in, or of one so many months later. */
export function endOfMonth(day: string, later = 0): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month + later, 0)).toISOString().slice(0, 10);
}

/** The first day of the month so many months before that of an ISO day. */
export function startOfMonthBefore(day: string, months: number): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}

/**
 * The kind of periods of a list of days, from the days between neighbours. Undefined where they are of no kind: too few, unsorted,
 * or some of them left out so that no step fits.
 */
export function findPeriodType(days: readonly string[]): PeriodType | undefined {
  const steps = days.slice(1).map((day, place) => countDays(days[place] ?? day, day));
  const shortest = Math.min(...steps);
  if (steps.length === 0 || shortest <= 0) return undefined;
  if (shortest <= 4) return 'DAILY';
  if (steps.every((step) => step % 7 === 0) && shortest <= 21) return 'WEEKLY';
  if (shortest >= 28 && shortest <= 31) return 'MONTHLY';
  if (shortest >= 89 && shortest <= 92) return 'QUARTERLY';
  if (shortest >= 365 && shortest <= 366) return 'YEARLY';
  return undefined;
}

/** The last day of the period that begins on a day; for days and weeks the day itself. */
export function endOfPeriod(day: string, type: PeriodType): string {
  switch (type) {
    case 'DAILY':
    case 'WEEKLY':
      return day;
    case 'MONTHLY':
      return endOfMonth(day);
    case 'QUARTERLY':
      return endOfMonth(day, 2);
    case 'YEARLY':
      return endOfMonth(day, 11);
  }
}
