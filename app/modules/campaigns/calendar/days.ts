// Days as texts such as "2026-03-04": they are compared and counted without clocks or zones.

/** The ways to look at the calendar. */
export const viewLabels = { month: 'Month', week: 'Week', list: 'List' } as const;
export type View = keyof typeof viewLabels;

/** First day of a week: 0 is Sunday, 1 Monday. */
type WeekStart = number;

const toDate = (day: string) => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date) => date.toISOString().slice(0, 10);

/** The day so many days later; earlier with fewer than none. */
export function addDays(day: string, days: number): string {
  const date = toDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return toDay(date);
}

export const startOfMonth = (day: string) => `${day.slice(0, 8)}01`;

/** The first of the month so many months later. */
export function addMonths(day: string, months: number): string {
  const date = toDate(startOfMonth(day));
  date.setUTCMonth(date.getUTCMonth() + months);
  return toDay(date);
}

/** The first day of the week that a day is in. */
export function startOfWeek(day: string, weekStart: WeekStart): string {
  return addDays(day, -((toDate(day).getUTCDay() - weekStart + 7) % 7));
}

/** The seven days of the week that a day is in. */
export function listWeek(day: string, weekStart: WeekStart): string[] {
  const first = startOfWeek(day, weekStart);
  return Array.from({ length: 7 }, (_, index) => addDays(first, index));
}

/** The weeks that a day's month lies in. */
export function listMonthWeeks(day: string, weekStart: WeekStart): string[][] {
  const next = addMonths(day, 1);
  const weeks: string[][] = [];
  for (let first = startOfWeek(startOfMonth(day), weekStart); first < next; first = addDays(first, 7))
    weeks.push(listWeek(first, weekStart));
  return weeks;
}

/** The days that a view shows, from the first to the last. */
export function daysOfView(view: View, day: string, weekStart: WeekStart): { from: string; to: string } {
  if (view === 'week') {
    const from = startOfWeek(day, weekStart);
    return { from, to: addDays(from, 6) };
  }
  if (view === 'list') return { from: startOfMonth(day), to: addDays(addMonths(day, 1), -1) };
  const from = startOfWeek(startOfMonth(day), weekStart);
  return { from, to: addDays(startOfWeek(addDays(addMonths(day, 1), -1), weekStart), 6) };
}

/**
 * Days that hold those of the view, whatever day weeks begin on.
 * @param isToday  whether the day is today, which may be the day before or after where the organization is
 */
export function widestDays(view: View, day: string, isToday: boolean): { from: string; to: string } {
  const margin = isToday ? 1 : 0;
  const before = daysOfView(view, addDays(day, -margin), 0);
  const after = daysOfView(view, addDays(day, margin), 1);
  const other = [daysOfView(view, addDays(day, -margin), 1), daysOfView(view, addDays(day, margin), 0)];
  const all = [before, after, ...other];
  return {
    from: all.map(({ from }) => from).toSorted()[0] ?? day,
    to:
      all
        .map(({ to }) => to)
        .toSorted()
        .at(-1) ?? day,
  };
}

/** The day that a step leads to: a week or a month on, or back. */
export const stepDay = (view: View, day: string, step: 1 | -1) =>
  view === 'week' ? addDays(day, 7 * step) : addMonths(day, step);

const format = (options: Intl.DateTimeFormatOptions) => {
  const writer = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  return (day: string) => writer.format(toDate(day));
};

/** "March 2026" */
export const writeMonth = format({ month: 'long', year: 'numeric' });
/** "Thursday" */
export const writeWeekday = format({ weekday: 'long' });
/** "Thu" */
export const writeShortWeekday = format({ weekday: 'short' });
/** "Mar 5" */
export const writeShortDay = format({ month: 'short', day: 'numeric' });
/** "Thursday, March 5, 2026" */
export const writeLongDay = format({ dateStyle: 'full' });

/** A time of the day as people say it: "09:05" is "9:05 AM". */
export function writeClock(time: string): string {
  const [hours = 0, minutes = '00'] = [Number(time.slice(0, 2)), time.slice(3, 5)];
  return `${hours % 12 === 0 ? 12 : hours % 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** A local time with its zone: "Mar 5, 2026, 9:00 AM (America/Chicago)". */
export function writePlannedTime(local: string, timeZone: string): string {
  const [day = '', time = ''] = local.split('T');
  return `${writeShortDay(day)}, ${day.slice(0, 4)}, ${writeClock(time)} (${timeZone})`;
}
