import { CsvFormatError, type FilePlace, readCsvRecords } from '~/services/imports/csv-records.ts';
import type { DetectedFile } from './detection.ts';
import type { ContactMapping } from './mapping.ts';
import { type ContactRow, type RefusedRow, readContactRow } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Rows that are written in one request, unless fewer are asked for. */
export const mostSliceRows = 2_000;
/** Rows of a file. */
export const mostRows = 100_000;
/** Letters of JSON that are written in one request: three bytes each at most, of the 10 MiB that Neon takes. */
const lettersAtOnce = 2_000_000;

/** A file that is being read, and how far it has been. */
export interface ReadableImport {
  detected: DetectedFile;
  mapping: ContactMapping;
  /** The place of the next record; byte 0 before the first. */
  place: FilePlace;
  /** Rows before that place. */
  rowsRead: number;
}

/** Some rows, and the place behind them. */
export interface Slice {
  rows: ContactRow[];
  problems: RefusedRow[];
  next: FilePlace;
  isLast: boolean;
}

/**
 * Reads the next rows of a file. Rows before something that cannot be read are a slice of their own, so that they are not lost.
 * @param open  gives the bytes of the file from one on
 * @param most  rows
 * @throws UnreadableFile at what cannot be read, and behind the last row that a file may have
 */
export async function readSlice(
  open: (fromByte: number) => Promise<ReadableStream<Uint8Array>>,
  { detected, mapping, place, rowsRead }: ReadableImport,
  most = mostSliceRows,
): Promise<Slice> {
  const start = { byte: place.byte || detected.markLength, line: place.byte === 0 ? 1 : place.line };
  const slice: Slice = { rows: [], problems: [], next: start, isLast: false };
  const count = () => slice.rows.length + slice.problems.length;
  let letters = 0;
  try {
    for await (const batch of readCsvRecords(await open(start.byte), detected, start)) {
      for (const record of batch) {
        const row = record.line <= mapping.headerLine ? undefined : readContactRow(record, mapping);
        if (row !== undefined) {
          if (count() === most || letters > lettersAtOnce) return slice;
          if (rowsRead + count() === mostRows) {
            if (count() > 0) return slice;
            throw new UnreadableFile(
              `The file has more than ${mostRows.toLocaleString('en-US')} rows. The first of them were imported; put the others into a file of their own.`,
            );
          }
          if ('reason' in row) slice.problems.push(row);
          else slice.rows.push(row);
          letters += JSON.stringify(row).length;
        }
        slice.next = record.end;
      }
    }
  } catch (error) {
    if (!(error instanceof CsvFormatError)) throw error;
    if (count() > 0) return slice;
    throw new UnreadableFile(explain(error));
  }
  return { ...slice, isLast: true };
}

function explain({ problem, line }: CsvFormatError): string {
  return problem === 'QUOTE_NOT_CLOSED'
    ? `Line ${line} opens a quotation mark that is never closed, so nothing after it can be read.`
    : `Line ${line} is longer than a line of a table can be. A quotation mark before it may not be closed.`;
}
