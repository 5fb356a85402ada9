import { z } from 'zod';
import { readAmount } from '~/services/imports/amounts.ts';
import { csvDelimiters, detectDelimiter, readCsvRecords } from '~/services/imports/csv-records.ts';
import { dateOrders, readDate } from '~/services/imports/dates.ts';
import { createTextDecoder, fileEncodings, type TextFormat } from '~/services/imports/encoding.ts';
import { isOfx, readOfxStatement } from '~/services/imports/ofx-records.ts';
import { cleanText } from './lines.ts';

/** Records that a page shows of a file before it is read. */
export const sampleSize = 20;
/** Columns that can be chosen from; a file of a bank has a dozen. */
export const mostColumns = 60;
const longestCell = 100;
/** Bytes at the beginning of a file that its format is told by. */
export const beginningInBytes = 65_536;

const textFormat = { encoding: z.enum(fileEncodings), markLength: z.int().min(0) };
const statement = z.object({
  currency: z.string().optional(),
  bankId: z.string().optional(),
  accountId: z.string().optional(),
  accountType: z.string().optional(),
});

/** Everything known of a file once it has been uploaded: kept with the import, so that nobody has to look again. */
export const detectedFile = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('CSV'),
    ...textFormat,
    delimiter: z.enum(csvDelimiters),
    /** Line of the names of the columns; 0 where there are none. */
    headerLine: z.int().min(0),
    /** The first records, the names of the columns among them, with clipped cells. */
    sample: z.array(z.object({ line: z.int().min(1), cells: z.array(z.string()) })),
  }),
  z.object({ format: z.literal('OFX'), ...textFormat, statement }),
]);
export type DetectedFile = z.infer<typeof detectedFile>;
export type DetectedCsv = Extract<DetectedFile, { format: 'CSV' }>;
export type SampleRecord = DetectedCsv['sample'][number];

/** A file that cannot be imported; its message says why, and what to do instead. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * Finds out what a file is from its beginning.
 * @param beginning  its first bytes
 * @param isWhole  whether they are all of it
 * @throws UnreadableFile
 */
export async function detectFile(
  beginning: Uint8Array,
  isWhole: boolean,
  { encoding, markLength }: TextFormat,
): Promise<DetectedFile> {
  const decoder = createTextDecoder(encoding);
  const text = decoder.decode(beginning.subarray(markLength), { stream: !isWhole });
  if (isOfx(text)) return { format: 'OFX', encoding, markLength, statement: detectStatement(text) };
  refuseOtherKinds(text);
  const delimiter = detectDelimiter(text);
  if (!delimiter) {
    throw new UnreadableFile(
      'No table was found in this file. Export the transactions as CSV, OFX or QFX, and upload that file.',
    );
  }
  const start = { byte: markLength, line: 1 };
  const source = new Blob([beginning.slice(markLength)]).stream();
  const sample: SampleRecord[] = [];
  try {
    for await (const batch of readCsvRecords(source, { encoding, delimiter }, start)) {
      // The last record of a beginning may be cut off.
      const isCut = !isWhole && batch.at(-1)?.end.byte === beginning.byteLength;
      for (const { line, cells } of isCut ? batch.slice(0, -1) : batch) sample.push({ line, cells: clip(cells) });
      if (sample.length >= sampleSize) break;
    }
  } catch (error) {
    // A cell may be cut off, too. Where it is not, reading the whole file says so with its line.
    if (sample.length === 0) throw error;
  }
  const shown = sample.slice(0, sampleSize);
  const headerLine = findHeader(shown);
  if (!shown.some(({ line }) => line > headerLine)) {
    throw new UnreadableFile('This file has no transactions: there is nothing below the names of its columns.');
  }
  return { format: 'CSV', encoding, markLength, delimiter, headerLine, sample: shown };
}

function detectStatement(text: string) {
  const { hasInvestments, ...found } = readOfxStatement(text);
  if (hasInvestments) {
    throw new UnreadableFile(
      'This file holds trades of an investment account, which are no expenses. Export the statement of a bank or card account.',
    );
  }
  if (found.currency && found.currency.toUpperCase() !== 'USD') {
    throw new UnreadableFile(
      `This statement is in ${cleanText(found.currency, 10)}. Only accounts in US dollars can be imported.`,
    );
  }
  return found;
}

function refuseOtherKinds(text: string): void {
  if (/^\s*(?:<!doctype html|<html|<head|<body)/i.test(text)) {
    throw new UnreadableFile(
      'This is a page of the bank, not a file of transactions. Look for “Export” or “Download” there, and choose CSV, OFX or QFX.',
    );
  }
  if (/^!(?:Type|Account|Option)/i.test(text))
    throw new UnreadableFile('This is a QIF file. Export the transactions as CSV, OFX or QFX.');
  if (/^%PDF-/.test(text)) {
    throw new UnreadableFile('This is a PDF. Export the transactions as CSV, OFX or QFX: a statement cannot be read.');
  }
}

function clip(cells: readonly string[]): string[] {
  return cells.slice(0, mostColumns).map((cell) => cleanText(cell, longestCell) ?? '');
}

/**
 * The line of the names of the columns: the first record as wide as the table, where nothing is a date or an amount; what stands
 * above it is no part of the table. 0 where the table begins with a transaction.
 */
export function findHeader(sample: readonly SampleRecord[]): number {
  const widths = new Map<number, number>();
  for (const { cells } of sample) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  const [width] = [...widths].sort(([one, ones], [other, others]) => others - ones || other - one)[0] ?? [0];
  const first = sample.find(({ cells }) => cells.length >= Math.max(2, width - 1));
  return first && !first.cells.some(isValue) ? first.line : 0;
}

function isValue(cell: string): boolean {
  if (cell === '') return false;
  return typeof readAmount(cell, 'POINT') === 'number' || dateOrders.some((order) => readDate(cell, order) !== null);
}
