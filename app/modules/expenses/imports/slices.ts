import { CsvFormatError, readCsvRecords } from '~/services/imports/csv-records.ts';
import { OfxFormatError, type OfxStatement, readOfxTransactions } from '~/services/imports/ofx-records.ts';
import { type DetectedCsv, type DetectedFile, UnreadableFile } from './detection.ts';
import { readCsvLine, readOfxLine, type StagedLine } from './lines.ts';
import type { CsvMapping } from './mapping.ts';

/** Lines that are written in one request. */
export const linesAtOnce = 2_000;
/** Lines of a file. */
export const mostLines = 50_000;
/** Letters of JSON that are written in one request: three bytes each at most, of the 10 MiB that Neon takes. */
const lettersAtOnce = 2_000_000;

/** A file that is being read, and how far it has been. */
export interface ReadableImport {
  detected: DetectedFile;
  /** Null for OFX, whose fields have names. */
  mapping: CsvMapping | null;
  account: string | null;
  /** The next byte; 0 before the first. */
  nextByte: number;
  /** The next line of a CSV file; the place of the next transaction of an OFX file. */
  nextLine: number;
  linesCount: number;
}

/** Some lines, and the place behind them. */
export interface Slice {
  lines: StagedLine[];
  nextByte: number;
  nextLine: number;
  /** The account that an OFX file speaks of at that place. */
  statement: OfxStatement | null;
  isLast: boolean;
}

/**
 * Reads a file on in slices, each of which can be written by itself: whoever comes back after it begins at its place.
 * @param open  gives the bytes of the file from one on
 * @throws UnreadableFile for a file that cannot be read to its end, or has too many lines
 */
export async function* readSlices(
  open: (fromByte: number) => Promise<ReadableStream<Uint8Array>>,
  reading: ReadableImport,
  lastYear: number,
): AsyncGenerator<Slice> {
  let { linesCount } = reading;
  let next = { byte: reading.nextByte, line: reading.nextLine, statement: null as OfxStatement | null };
  let slice: StagedLine[] = [];
  let letters = 0;
  let end = next;
  try {
    for await (const { line, after } of readLines(open, reading, lastYear)) {
      if (slice.length === linesAtOnce || letters > lettersAtOnce) {
        next = end;
        yield { lines: slice, nextByte: next.byte, nextLine: next.line, statement: next.statement, isLast: false };
        slice = [];
        letters = 0;
      }
      linesCount += 1;
      if (linesCount > mostLines) {
        throw new UnreadableFile(
          `This file has more than ${mostLines.toLocaleString('en-US')} lines. Export fewer months at a time, and import one file after the other.`,
        );
      }
      slice.push(line);
      letters += JSON.stringify(line).length;
      end = after;
    }
  } catch (error) {
    throw explain(error);
  }
  yield { lines: slice, nextByte: end.byte, nextLine: end.line, statement: end.statement, isLast: true };
}

/** The next slice of a file. What was opened is closed again. */
export async function readSlice(...reading: Parameters<typeof readSlices>): Promise<Slice> {
  for await (const slice of readSlices(...reading)) return slice;
  throw new Error('A file has at least one slice.');
}

/** A file that was read up to the end of a slice. */
export function goBehind(reading: ReadableImport, { lines, nextByte, nextLine, statement }: Slice): ReadableImport {
  const { detected } = reading;
  return {
    ...reading,
    detected: detected.format === 'OFX' && statement ? { ...detected, statement } : detected,
    nextByte,
    nextLine,
    linesCount: reading.linesCount + lines.length,
  };
}

interface ReadLine {
  line: StagedLine;
  after: { byte: number; line: number; statement: OfxStatement | null };
}

async function* readLines(
  open: (fromByte: number) => Promise<ReadableStream<Uint8Array>>,
  { detected, mapping, account, nextByte, nextLine }: ReadableImport,
  lastYear: number,
): AsyncGenerator<ReadLine> {
  const byte = nextByte || detected.markLength;
  const source = await open(byte);
  if (detected.format === 'OFX') {
    const place = { byte, number: nextLine - 1, statement: detected.statement };
    for await (const batch of readOfxTransactions(source, detected.encoding, place)) {
      for (const transaction of batch) {
        const { end, number, statement } = transaction;
        const line = readOfxLine(transaction, { account: account ?? undefined, lastYear });
        yield { line, after: { byte: end, line: number + 1, statement } };
      }
    }
    return;
  }
  if (!mapping || account === null) throw new Error('A table is read by its mapping, for an account.');
  const names = namesOfColumns(detected, mapping.headerLine);
  for await (const batch of readCsvRecords(source, detected, { byte, line: nextLine })) {
    for (const record of batch) {
      if (record.line <= mapping.headerLine) continue;
      const line = readCsvLine(record, mapping, { names, account, lastYear });
      yield { line, after: { ...record.end, statement: null } };
    }
  }
}

/** The names of the columns, as far as the sample holds them. */
export function namesOfColumns({ sample }: DetectedCsv, headerLine: number): readonly string[] {
  return sample.find(({ line }) => line === headerLine)?.cells ?? [];
}

function explain(error: unknown): unknown {
  if (error instanceof CsvFormatError) {
    return new UnreadableFile(
      error.problem === 'QUOTE_NOT_CLOSED'
        ? `Line ${error.line} opens a quotation mark that is never closed, so nothing after it can be read.`
        : `Line ${error.line} is longer than a line of a table can be. A quotation mark before it may not be closed.`,
    );
  }
  if (error instanceof OfxFormatError) {
    return new UnreadableFile(
      error.problem === 'INVESTMENTS'
        ? 'This file holds trades of an investment account, which are no expenses. Export the statement of a bank or card account.'
        : 'This file breaks off within a tag, so it cannot be read. Export it again.',
    );
  }
  return error;
}
