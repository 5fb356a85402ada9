import { formatMiles } from '~/modules/expenses/trips/miles.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import type { Answer, FrozenReport } from './content.ts';

/** A line of a report: of a form, a sum of a category, a recipient. */
export interface ReportLine {
  /** Its number on the form. */
  number: string | null;
  name: string;
  /** Cents, under the headings of its table; null where there is none. */
  amounts: (number | null)[];
  /** In place of an amount: what a question of the form is answered. */
  answer?: string;
  /** A formula, a reason, an address. */
  note: string | null;
  isTotal: boolean;
}

/** Lines under one heading. */
export interface ReportTable {
  heading: string | null;
  /** Of the amounts. */
  columns: readonly string[];
  lines: ReportLine[];
}

/** What the lines of a report follow from. */
export type ComputedFrom = Pick<FrozenReport, 'template' | 'taxYear' | 'sections'>;

/** An amount as a report writes it: cents, or whole dollars rounded half away from zero. */
function writeAmount(cents: number | null, isInWholeDollars: boolean): string {
  if (cents === null) return '';
  if (!isInWholeDollars) return formatMoney(cents);
  return formatMoney(Math.sign(cents) * Math.round(Math.abs(cents) / 100) * 100).replace(/\.00$/, '');
}

/** The cells of a line below the headings of its table. */
export function writeCells({ amounts, answer }: ReportLine, isInWholeDollars: boolean): string[] {
  return answer === undefined ? amounts.map((amount) => writeAmount(amount, isInWholeDollars)) : [answer];
}

/** An answer in words: "May 1, 2024", "1,204.0", "Yes". */
export function writeAnswer(answer: Answer): string {
  if (answer === null) return 'Not said';
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
  return typeof answer === 'number' ? formatMiles(answer) : formatDate(answer);
}

/** A sum of cents. */
export const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** A line with one amount. */
export const line = (
  number: string | null,
  name: string,
  amount: number | null,
  { note = null, isTotal = false }: { note?: string | null; isTotal?: boolean } = {},
): ReportLine => ({ number, name, amounts: [amount], note, isTotal });
