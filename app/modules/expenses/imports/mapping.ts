import { z } from 'zod';
import { decimalSigns, findDecimalSign, readAmount } from '~/services/imports/amounts.ts';
import { dateOrders, findDateOrders, readDate } from '~/services/imports/dates.ts';
import type { DetectedCsv } from './detection.ts';

export const amountSigns = ['OUT_NEGATIVE', 'OUT_POSITIVE'] as const;

const column = z.int().min(0).max(59);

/** Which column of a table is what, from 0, and how its dates and amounts are written. */
export const csvMapping = z.object({
  /** The line of the names of the columns; what is on it and above is no transaction. */
  headerLine: z.int().min(0).max(1000),
  date: column,
  merchant: column,
  /** Of one column with a sign; else `spent` and `received` are two. */
  amount: column.nullable(),
  spent: column.nullable(),
  received: column.nullable(),
  bankId: column.nullable(),
  notes: column.nullable(),
  currency: column.nullable(),
  dateOrder: z.enum(dateOrders),
  decimal: z.enum(decimalSigns),
  sign: z.enum(amountSigns),
});
export type CsvMapping = z.infer<typeof csvMapping>;

/** A mapping as a form begins with it: what could not be told is asked for. */
export type SuggestedMapping = { [Field in keyof CsvMapping]: CsvMapping[Field] | null };

const headings: Readonly<
  Record<'date' | 'merchant' | 'amount' | 'spent' | 'received' | 'bankId' | 'notes' | 'currency', RegExp>
> = {
  date: /^(?:transaction|trans\.?|posting|posted|post|booking|value|buchungs?|valuta)?[\s_-]*(?:date|datum|tag|fecha)(?:\s*posted)?$/i,
  merchant:
    /^(?:merchant|payee|name|vendor|description|transaction description|original description|details|payee name|beneficiary|empf.nger|beg.nstigter.*|verwendungszweck|concepto|narrative)(?:\s*name)?$/i,
  amount: /^(?:transaction\s*)?(?:amount|betrag|importe|umsatz|value|sum)(?:\s*\(?(?:usd|us\$|\$)\)?)?$/i,
  spent:
    /^(?:debit|debits|withdrawal|withdrawals|money out|paid out|charge|charges|soll|ausgang)(?:\s*amount)?(?:\s*\(?(?:usd|\$)\)?)?$/i,
  received:
    /^(?:credit|credits|deposit|deposits|money in|paid in|payment|payments|haben|eingang)(?:\s*amount)?(?:\s*\(?(?:usd|\$)\)?)?$/i,
  bankId:
    /^(?:fitid|id|transaction[\s_]*id|reference|reference[\s_]*(?:number|no\.?|id)|trans(?:action)?[\s_]*(?:no\.?|number)|confirmation.*)$/i,
  notes: /^(?:memo|notes?|extended details|additional info.*|category memo|info)$/i,
  currency: /^(?:currency|currency code|w.hrung|ccy)$/i,
};

/** Suggests which column is what: by the names of the columns, then by what stands in them. The date order is never guessed. */
export function suggestMapping({ headerLine, sample }: DetectedCsv): SuggestedMapping {
  const names = sample.find(({ line }) => line === headerLine)?.cells ?? [];
  const rows = sample.filter(({ line }) => line > headerLine).map(({ cells }) => cells);
  const width = Math.max(names.length, ...rows.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, place) => rows.map((cells) => cells[place] ?? ''));
  const taken = new Set<number>();
  const named = (what: keyof typeof headings) =>
    take(
      taken,
      names.findIndex((name, place) => !taken.has(place) && headings[what].test(name.trim())),
    );
  const filled = (test: (cell: string) => boolean, share = 0.6) =>
    take(
      taken,
      columns.findIndex((cells, place) => {
        const full = cells.filter((cell) => cell !== '');
        return (
          !taken.has(place) &&
          full.length > 0 &&
          full.filter(test).length >= full.length * share &&
          full.length >= cells.length * share
        );
      }),
    );

  const date = named('date') ?? filled(isDate);
  const bankId = named('bankId');
  const currency = named('currency');
  const amount = named('amount');
  const spent = amount === null ? named('spent') : null;
  const received = amount === null ? named('received') : null;
  const found = amount ?? (spent === null && received === null ? filled(isAmount) : null);
  const merchant = named('merchant') ?? longestText(columns, taken);
  const notes = named('notes');
  const cellsOf = (place: number | null) => (place === null ? [] : (columns[place] ?? []));
  const amounts = [found, spent, received].flatMap(cellsOf);
  const orders = findDateOrders(cellsOf(date));
  const decimal = findDecimalSign(amounts);
  const signs = cellsOf(found).map((cell) => readAmount(cell, decimal));
  const negatives = signs.filter((cents) => typeof cents === 'number' && cents < 0).length;
  const positives = signs.filter((cents) => typeof cents === 'number' && cents > 0).length;
  return {
    headerLine,
    date,
    merchant,
    amount: found,
    spent,
    received,
    bankId,
    notes,
    currency,
    dateOrder: orders.length === 1 ? (orders[0] ?? null) : null,
    decimal,
    sign: negatives >= positives ? 'OUT_NEGATIVE' : 'OUT_POSITIVE',
  };
}

function take(taken: Set<number>, place: number): number | null {
  if (place < 0) return null;
  taken.add(place);
  return place;
}

const isDate = (cell: string) => dateOrders.some((order) => readDate(cell, order) !== null);
const isAmount = (cell: string) => decimalSigns.some((decimal) => typeof readAmount(cell, decimal) === 'number');

/** The column with the longest texts is what people call the description. */
function longestText(columns: readonly (readonly string[])[], taken: Set<number>): number | null {
  let longest = 0;
  let place = -1;
  for (const [index, cells] of columns.entries()) {
    const letters = cells.reduce((sum, cell) => sum + cell.replaceAll(/[^\p{L}]/gu, '').length, 0);
    if (!taken.has(index) && letters > longest) {
      longest = letters;
      place = index;
    }
  }
  return take(taken, place);
}

/** The mapping of an earlier file of the account, where this file has the same columns. */
export function recallMapping(
  detected: DetectedCsv,
  earlier: { detected: DetectedCsv; mapping: CsvMapping } | undefined,
): CsvMapping | undefined {
  if (!earlier) return undefined;
  const namesOf = ({ headerLine, sample }: DetectedCsv) =>
    sample.find(({ line }) => line === headerLine)?.cells.join('\n');
  const names = namesOf(detected);
  const isSame =
    names !== undefined && names === namesOf(earlier.detected) && detected.delimiter === earlier.detected.delimiter;
  return isSame ? { ...earlier.mapping, headerLine: detected.headerLine } : undefined;
}

/** What a column is called in a list to choose from: its name, or its place, with what stands in it first. */
export function describeColumns({ headerLine, sample }: DetectedCsv): string[] {
  const names = sample.find(({ line }) => line === headerLine)?.cells ?? [];
  const first = sample.find(({ line }) => line > headerLine)?.cells ?? [];
  return Array.from({ length: Math.max(names.length, first.length) }, (_, place) => {
    const name = names[place] || `Column ${place + 1}`;
    return first[place] ? `${name} (${first[place].slice(0, 30)})` : name;
  });
}
