import { z } from 'zod';
import { CsvFormatError, readCsvRecords } from '~/services/imports/csv-records.ts';
import { distinctionOf } from '../areas/areas.ts';
import type { DetectedFile } from './detection.ts';
import type { ImportProblem, ImportRow, RecordReader } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Rows that are staged in one request. */
export const rowsAtOnce = 2_000;
/** Bytes of JSON that are staged in one request: escaped once more they stay under 4 MiB. */
const bytesAtOnce = 3 * 1024 * 1024;

/** The pieces of the unpacked file in the store. */
export const fileParts = z.array(
  z.object({
    key: z.string(),
    bytes: z.int(),
    /** Number of its first line in the file, from 1. */
    line: z.int(),
  }),
);
export type FilePart = z.infer<typeof fileParts>[number];

/** Where reading goes on; at the start of the file where nothing is said. */
export const readingPlace = z.object({
  /** Place of the part, from 0. */
  part: z.int().default(0),
  /** Bytes of the part before it. */
  byte: z.int().default(0),
  /** Number of the next line in the file. */
  line: z.int().default(1),
  /** Records before it. */
  records: z.int().default(0),
});
export type ReadingPlace = z.infer<typeof readingPlace>;

/** A row as it is staged: everything but its line and cells makes the record that is applied. */
export interface StagedRow
  extends Pick<
    ImportRow,
    | 'line'
    | 'source'
    | 'areaKey'
    | 'propertyType'
    | 'periodType'
    | 'reportDate'
    | 'area'
    | 'figures'
    | 'margins'
    | 'annotations'
    | 'raw'
  > {
  /** Names the row's area within the source, whatever its key: by the source's own id, else by the key. */
  identity: string;
  /** What is added to the key where another area of the file has it too. */
  distinction: string;
}

/** Some rows, and the place behind them. */
export interface Slice {
  rows: StagedRow[];
  problems: ImportProblem[];
  missing: number;
  next: ReadingPlace;
  isLast: boolean;
}

/** A file that is being checked. */
export interface ReadableFile {
  detected: DetectedFile;
  parts: readonly FilePart[];
  place: ReadingPlace;
}

/**
 * Reads the next rows of a file, from a place on, up to a record's end. What was opened is closed again.
 * @param open  gives the bytes of a part from one on
 * @throws UnreadableFile for a file that cannot be read on
 */
export async function readSlice(
  open: (part: FilePart, fromByte: number) => Promise<ReadableStream<Uint8Array>>,
  { detected, parts, place }: ReadableFile,
  reader: RecordReader,
): Promise<Slice> {
  const slice: Slice = { rows: [], problems: [], missing: 0, next: place, isLast: false };
  let bytes = 0;
  try {
    for (let number = place.part; number < parts.length; number += 1) {
      const part = parts[number];
      if (!part) break;
      const isFirst = number === place.part;
      const mark = number === 0 ? detected.markLength : 0;
      const start =
        isFirst && place.byte > 0 ? { byte: place.byte, line: place.line } : { byte: mark, line: part.line };
      if (start.byte >= part.bytes) continue;
      const source = await open(part, start.byte);
      for await (const batch of readCsvRecords(source, detected, start)) {
        for (const record of batch) {
          const records = slice.next.records + 1;
          const next = { part: number, byte: record.end.byte, line: record.end.line, records };
          if (records <= detected.headerRecords) {
            slice.next = next;
            continue;
          }
          const read = reader.read(record);
          const staged = read.rows.map(stageRow);
          const size = staged.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)), 0);
          const isFull = slice.rows.length + staged.length > rowsAtOnce || bytes + size > bytesAtOnce;
          if (isFull && slice.rows.length > 0) return slice;
          for (const row of staged) slice.rows.push(row);
          slice.problems.push(...read.problems);
          slice.missing += read.missing;
          slice.next = next;
          bytes += size;
        }
      }
    }
  } catch (error) {
    throw explain(error);
  }
  slice.isLast = true;
  return slice;
}

function stageRow({ kind, ...row }: ImportRow): StagedRow {
  return {
    ...row,
    identity: row.area?.externalId ?? row.areaKey,
    distinction: row.area ? distinctionOf(row.area) : '',
  };
}

function explain(error: unknown): unknown {
  if (!(error instanceof CsvFormatError)) return error;
  return new UnreadableFile(
    error.problem === 'QUOTE_NOT_CLOSED'
      ? `Line ${error.line} opens a quotation mark that is never closed, so nothing after it can be read. Download the file again.`
      : `Line ${error.line} is longer than a line of a table can be. Download the file again.`,
  );
}
