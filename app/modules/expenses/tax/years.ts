import { listBookYears } from '../book-years.ts';
import { dueDate } from './due-dates.ts';

/** The tax year whose next instalment is due: last year's until its fourth was. */
export function currentTaxYear(today: string): number {
  const year = Number(today.slice(0, 4));
  return today <= dueDate(year - 1, 4) ? year - 1 : year;
}

/** A year of an address; undefined for anything that books are not kept of. */
export function parseTaxYear(text: string | null | undefined): number | undefined {
  const year = /^\d{4}$/.test(text ?? '') ? Number(text) : 0;
  return listBookYears().includes(year) ? year : undefined;
}
