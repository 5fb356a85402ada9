/** A day as `YYYY-MM-DD`. */
export type Day = string;

/** The day, in UTC. */
export const dayOf = (time: Date): Day => time.toISOString().slice(0, 10);

/** Noon of a day, in UTC. */
export const noonOf = (day: Day): Date => new Date(`${day}T12:00:00Z`);

/** The day so many days later; earlier when negative. */
export function addDays(day: Day, days: number): Day {
  const time = noonOf(day);
  time.setUTCDate(time.getUTCDate() + days);
  return dayOf(time);
}

/** The last day of the month so many whole months before the day's. */
export const monthEnd = (day: Day, monthsBefore: number): Day =>
  dayOf(new Date(Date.UTC(yearOf(day), Number(day.slice(5, 7)) - monthsBefore, 0)));

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
