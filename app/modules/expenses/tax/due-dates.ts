/** The four quarters of estimated tax; the periods are not equally long. */
export const quarters = [1, 2, 3, 4] as const;
export type Quarter = (typeof quarters)[number];

/** Months from January to the start of a quarter's period, and to its end. */
const monthsToStart: Readonly<Record<Quarter, number>> = { 1: 0, 2: 3, 3: 5, 4: 8 };
export const monthsToEnd: Readonly<Record<Quarter, number>> = { 1: 3, 2: 5, 3: 8, 4: 12 };

const day = 24 * 60 * 60 * 1000;
const writeDay = (date: Date) => date.toISOString().slice(0, 10);
const utc = (year: number, month: number, dayOfMonth: number) => new Date(Date.UTC(year, month - 1, dayOfMonth));

/** First and last day of a quarter, such as April 1 and May 31 of the second. */
export function quarterPeriod(year: number, quarter: Quarter): { start: string; end: string } {
  return {
    start: writeDay(utc(year, monthsToStart[quarter] + 1, 1)),
    end: writeDay(utc(year, monthsToEnd[quarter] + 1, 0)),
  };
}

/**
 * Day on which a quarter's instalment is due: 15 April, June, September and January, moved to the next day that is no
 * weekend, Martin Luther King Day or Emancipation Day of the District of Columbia (section 7503).
 */
export function dueDate(year: number, quarter: Quarter): string {
  const dates = { 1: utc(year, 4, 15), 2: utc(year, 6, 15), 3: utc(year, 9, 15), 4: utc(year + 1, 1, 15) };
  let date = dates[quarter];
  while (isWeekend(date) || isHoliday(date)) date = new Date(date.getTime() + day);
  return writeDay(date);
}

function isWeekend(date: Date): boolean {
  return date.getUTCDay() === 0 || date.getUTCDay() === 6;
}

function isHoliday(date: Date): boolean {
  const year = date.getUTCFullYear();
  return [martinLutherKingDay(year), emancipationDay(year)].some((holiday) => holiday.getTime() === date.getTime());
}

/** Third Monday of January. */
function martinLutherKingDay(year: number): Date {
  const weekday = utc(year, 1, 1).getUTCDay();
  return utc(year, 1, 15 + ((8 - weekday) % 7));
}

/** 16 April, observed on the Friday before when it is a Saturday and on the Monday after when it is a Sunday. */
function emancipationDay(year: number): Date {
  const weekday = utc(year, 4, 16).getUTCDay();
  return utc(year, 4, weekday === 6 ? 15 : weekday === 0 ? 17 : 16);
}
