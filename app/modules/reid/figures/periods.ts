/** Lengths of the periods that figures are published for. */
export type PeriodType = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY';

const dayInMilliseconds = 86_400_000;

/**
 * The period a year before: the same period end one calendar year earlier, and for weeks 364 days earlier, so that weekdays
 * and holidays meet.
 * @param date  the last day of a period, ISO; so is the answer
 */
export function findYearBefore(date: string, periodType: PeriodType): string {
  return periodType === 'WEEKLY' ? moveDays(date, -364) : moveMonths(date, -12);
}

/**
 * The period just before, which does not overlap.
 * @param date  the last day of a period, ISO; so is the answer
 */
export function findPeriodBefore(date: string, periodType: PeriodType): string {
  switch (periodType) {
    case 'DAILY':
      return moveDays(date, -1);
    case 'WEEKLY':
      return moveDays(date, -7);
    case 'MONTHLY':
      return moveMonths(date, -1);
    case 'QUARTERLY':
      return moveMonths(date, -3);
    case 'YEARLY':
      return moveMonths(date, -12);
  }
}

/** How many days a period has that ends on this day. */
export function countDays(date: string, periodType: PeriodType): number {
  return countDaysBetween(findPeriodBefore(date, periodType), date);
}

/** Days from one ISO day to another. */
export function countDaysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayInMilliseconds);
}

/**
 * Moves an ISO day by whole months. The last day of a month stays the last day, because periods of months end there; others
 * keep their number as far as the month has it.
 */
export function moveMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = countDaysOfMonth(year, month);
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastTarget = countDaysOfMonth(target.getUTCFullYear(), target.getUTCMonth() + 1);
  target.setUTCDate(day === lastDay ? lastTarget : Math.min(day, lastTarget));
  return target.toISOString().slice(0, 10);
}

const countDaysOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

function moveDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayInMilliseconds).toISOString().slice(0, 10);
}

/** Days between the ends of two quarters are at least this many; closer ones are windows that roll on by a month. */
const shortestQuarter = 80;

/**
 * Whether quarterly rows are rolling windows, "3 months to …", which overlap and are never added up.
 * @param dates  the last days of a series' periods, the earliest first
 */
export function areRollingWindows(dates: readonly string[], periodType: PeriodType): boolean {
  if (periodType !== 'QUARTERLY') return false;
  return dates.some((date, place) => {
    const before = dates[place - 1];
    return before !== undefined && countDaysBetween(before, date) < shortestQuarter;
  });
}

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/**
 * Names a period by its last day: "Jun 2024", "Week to Jun 29, 2024", "Q2 2024", "3 months to Jun 2024", "2024".
 * @param isRolling  the answer of `areRollingWindows` for the series
 */
export function writePeriod(date: string, periodType: PeriodType, isRolling = false): string {
  const day = new Date(date);
  switch (periodType) {
    case 'DAILY':
      return dayFormat.format(day);
    case 'WEEKLY':
      return `Week to ${dayFormat.format(day)}`;
    case 'MONTHLY':
      return monthFormat.format(day);
    case 'QUARTERLY':
      return isRolling
        ? `3 months to ${monthFormat.format(day)}`
        : `Q${Math.ceil((day.getUTCMonth() + 1) / 3)} ${day.getUTCFullYear()}`;
    case 'YEARLY':
      return `${day.getUTCFullYear()}`;
  }
}

/** The month in which a period ends, for the marks of an axis: "Jun 2024". */
export const writeMonth = (date: string) => monthFormat.format(new Date(date));
