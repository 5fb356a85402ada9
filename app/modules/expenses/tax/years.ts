import { dueDate } from './due-dates.ts';

/** The first year that books are kept of. The last is the next one. */
export const firstTaxYear = 2020;

/** Today (UTC), such as "2026-11-29". */
export const writeToday = (now = new Date()) => now.toISOString().slice(0, 10);

/** The tax year whose next instalment is due: last year's until its fourth was. */
export function currentTaxYear(today: string): number {
  const year = Number(today.slice(0, 4));
  return today <= dueDate(year - 1, 4) ? year - 1 : year;
}

/** The years that books are kept of, the newest first. */
export function listTaxYears(today: string): number[] {
  const last = Number(today.slice(0, 4)) + 1;
  return Array.from({ length: last - firstTaxYear + 1 }, (_, place) => last - place);
}

/** A year of an address; undefined for anything that books are not kept of. */
export function readTaxYearNumber(text: string | null | undefined, today: string): number | undefined {
  const year = /^\d{4}$/.test(text ?? '') ? Number(text) : 0;
  return listTaxYears(today).includes(year) ? year : undefined;
}
