import { type AmountProblem, readAmount } from '~/services/imports/amounts.ts';
import type { CsvRecord } from '~/services/imports/csv-records.ts';
import { type DateOrder, readDate } from '~/services/imports/dates.ts';
import type { OfxStatement, OfxTransaction } from '~/services/imports/ofx-records.ts';
import { firstBookYear } from '../book-years.ts';
import type { CsvMapping } from './mapping.ts';

/** Something in a line that cannot be imported. */
export interface LineProblem {
  /** Name of the column, or of the field of an OFX file. */
  column: string;
  /** The cell, clipped; empty where nothing stands. */
  found: string;
  expected: string;
}

/** A line of a file as it was understood: what is kept until somebody imports it. */
export interface StagedLine {
  /** Its line in a CSV file, its place among the transactions of an OFX file; from 1. */
  line: number;
  /** Null only with a problem, as are amount and merchant. */
  date: string | null;
  /** Cents; negative for money that came in. */
  amount: number | null;
  merchant: string | null;
  description: string | null;
  /** The bank's own name for the transaction. Banks use them again. */
  bankId: string | null;
  account: string;
  problems: LineProblem[] | null;
}

/** Cents of an expense. */
const highestAmount = 100_000_000;
const longestMerchant = 200;
const longestDescription = 500;

/** A text as it can be kept and shown: on one line, without control characters, at most so long; null for an empty one. */
export function cleanText(text: string | undefined, longest: number): string | null {
  const cleaned = text
    ?.slice(0, longest * 2)
    .replaceAll(/[\p{Cc}\p{Surrogate}\u2028\u2029]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (!cleaned) return null;
  return cleaned.length <= longest ? cleaned : `${[...cleaned].slice(0, longest - 1).join('')}…`;
}

const orderExamples: Readonly<Record<DateOrder, string>> = {
  YMD: 'a day with the year first, like 2026-03-25',
  MDY: 'a day with the month first, like 03/25/2026',
  DMY: 'a day with the day first, like 25/03/2026',
};

const amountExpectations: Readonly<Record<AmountProblem, string>> = {
  NO_AMOUNT: 'an amount, like -14.50',
  OTHER_CURRENCY: 'US dollars: other currencies cannot be imported',
  TOO_LARGE: 'at most $1,000,000.00',
};

/** Collects what is wrong with one line. */
function createProblems() {
  const problems: LineProblem[] = [];
  return {
    problems,
    add(column: string, found: string | undefined, expected: string): null {
      problems.push({ column, found: cleanText(found, 100) ?? '', expected });
      return null;
    },
  };
}
type Problems = ReturnType<typeof createProblems>;

/**
 * Understands a record of a CSV file.
 * @param names  names of the columns, for problems
 * @param lastYear  the last year that days may be in
 */
export function readCsvLine(
  { cells, line }: CsvRecord,
  mapping: CsvMapping,
  { names, account, lastYear }: { names: readonly string[]; account: string; lastYear: number },
): StagedLine {
  const found = createProblems();
  const nameOf = (column: number) => names[column] || `Column ${column + 1}`;
  const cellOf = (column: number | null) => (column === null ? undefined : cells[column]);

  const dateCell = cellOf(mapping.date) ?? '';
  const day = readDate(dateCell, mapping.dateOrder);
  const date =
    day === null
      ? found.add(nameOf(mapping.date), dateCell, orderExamples[mapping.dateOrder])
      : checkYear(day, nameOf(mapping.date), dateCell, lastYear, found);

  const currency = cellOf(mapping.currency)?.trim().toUpperCase();
  if (mapping.currency !== null && currency && currency !== 'USD' && currency !== 'US$' && currency !== '$')
    found.add(nameOf(mapping.currency), currency, amountExpectations.OTHER_CURRENCY);

  const amount = readAmounts(cellOf, nameOf, mapping, found);
  const description = cleanText(cellOf(mapping.notes), longestDescription);
  const whole = cleanText(cellOf(mapping.merchant), longestDescription);
  const merchant =
    cleanText(whole ?? description ?? undefined, longestMerchant) ??
    found.add(nameOf(mapping.merchant), '', 'a merchant or a description');
  return {
    line,
    date,
    amount,
    merchant,
    description: description ?? (whole !== merchant ? whole : null),
    bankId: cleanText(cellOf(mapping.bankId), longestMerchant),
    account,
    problems: found.problems.length > 0 ? found.problems : null,
  };
}

function readAmounts(
  cellOf: (column: number | null) => string | undefined,
  nameOf: (column: number) => string,
  { amount, spent, received, decimal, sign }: CsvMapping,
  found: Problems,
): number | null {
  const read = (column: number | null): number | null | undefined => {
    if (column === null) return undefined;
    const cell = cellOf(column) ?? '';
    const cents = readAmount(cell, decimal);
    if (typeof cents === 'number') return cents;
    if (cents === null) return undefined;
    return found.add(nameOf(column), cell, amountExpectations[cents]);
  };
  if (amount !== null) {
    const cents = read(amount);
    if (cents === null) return null;
    if (cents === undefined) return found.add(nameOf(amount), '', amountExpectations.NO_AMOUNT);
    return checkAmount(sign === 'OUT_NEGATIVE' ? -cents : cents, nameOf(amount), cellOf(amount), found);
  }
  // Of two columns each has its own direction, whatever the sign that some banks put before it.
  const out = read(spent);
  const into = read(received);
  if (out === null || into === null) return null;
  const name = nameOf(spent ?? received ?? 0);
  if (out && into) return found.add(name, cellOf(spent), 'an amount in one of the two columns');
  if (out === undefined && into === undefined) return found.add(name, '', amountExpectations.NO_AMOUNT);
  return checkAmount(Math.abs(out ?? 0) - Math.abs(into ?? 0), name, cellOf(spent) || cellOf(received), found);
}

function checkAmount(cents: number, column: string, cell: string | undefined, found: Problems): number | null {
  if (cents === 0) return found.add(column, cell, 'an amount other than zero');
  if (Math.abs(cents) > highestAmount) return found.add(column, cell, amountExpectations.TOO_LARGE);
  return cents;
}

function checkYear(day: string, column: string, cell: string, lastYear: number, found: Problems): string | null {
  const year = Number(day.slice(0, 4));
  if (year >= firstBookYear && year <= lastYear) return day;
  return found.add(column, cell, `a day from ${firstBookYear} to ${lastYear}`);
}

/** Understands a transaction of an OFX file. Money out is negative there, on cards too. */
export function readOfxLine(
  { number, fields, statement }: OfxTransaction,
  { account, lastYear }: { account: string | undefined; lastYear: number },
): StagedLine {
  const found = createProblems();
  const posted = fields.DTPOSTED ?? fields.DTUSER;
  const day = readDate(posted?.slice(0, 8) ?? '', 'YMD');
  const date =
    day === null
      ? found.add('DTPOSTED', posted, 'a day, like 20260325')
      : checkYear(day, 'DTPOSTED', posted ?? '', lastYear, found);

  const currency = (fields['CURRENCY.CURSYM'] ?? statement.currency ?? 'USD').toUpperCase();
  if (currency !== 'USD') found.add('CURDEF', currency, amountExpectations.OTHER_CURRENCY);
  const cell = fields.TRNAMT ?? '';
  const cents = readAmount(cell, cell.includes(',') && !cell.includes('.') ? 'COMMA' : 'POINT');
  const amount =
    typeof cents === 'number'
      ? checkAmount(-cents, 'TRNAMT', cell, found)
      : found.add('TRNAMT', cell, amountExpectations[cents ?? 'NO_AMOUNT']);

  const memo = cleanText(fields.MEMO ?? fields['PAYEE.MEMO'], longestDescription);
  const check = fields.CHECKNUM && `Check ${fields.CHECKNUM}`;
  const name = fields.NAME ?? fields['PAYEE.NAME'] ?? fields.EXTDNAME ?? memo ?? check;
  return {
    line: number,
    date,
    amount,
    merchant: cleanText(name, longestMerchant) ?? found.add('NAME', '', 'a merchant or a description'),
    description: memo === cleanText(name, longestDescription) ? (cleanText(check, 50) ?? null) : memo,
    bankId: cleanText(fields.FITID, longestMerchant),
    account: account ?? describeAccount(statement),
    problems: found.problems.length > 0 ? found.problems : null,
  };
}

const accountWords: Readonly<Record<string, string>> = {
  CHECKING: 'Checking',
  SAVINGS: 'Savings',
  MONEYMRKT: 'Money market',
  CREDITLINE: 'Credit line',
  CREDITCARD: 'Card',
};

/** The name of an account of which the file tells the number: only its last four digits are kept. */
export function describeAccount({ accountType = '', accountId = '' }: OfxStatement): string {
  const word = accountWords[accountType.toUpperCase()] ?? 'Account';
  const last = accountId.replaceAll(/[^\da-z]/gi, '').slice(-4);
  return last ? `${word} •••• ${last}` : word;
}
