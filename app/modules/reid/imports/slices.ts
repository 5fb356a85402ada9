import { CsvFormatError, readCsvRecords } from '~/services/imports/csv-records.ts';
import { distinctionOf } from '../areas/areas.ts';
import type { DetectedFile } from './detection.ts';
import type { ImportProblem, ImportRow, RecordReader } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Rows that are staged in one request. */
export const rowsAtOnce = 2_000;
/** Bytes of JSON that are staged in one request: escaped once more they stay under 4 MiB. */
const bytesAtOnce = 3 * 1024 * 1024;

/** A piece of the unpacked file in the store. */
export interface FilePart {
  key: string;
  bytes: number;
  /** Number of its first line in the file, from 1. */
  line: number;
}

/** Where reading goes on. */
export interface ReadingPlace {
  /** Place of the part, from 0. */
  part: number;
  /** Bytes of the part before it. */
  byte: number;
  /** Number of the next line in the file. */
  line: number;
  /** Records before it. */
  records: number;
}

/** A row as it is staged. */
export interface StagedRow {
  line: number;
  source: string;
  /** Names the row's area within the source, whatever its key: by the source's own id, else by the key. */
  identity: string;
  areaKey: string;
  /** What is added to the key where another area of the file has it too. */
  distinction: string;
  propertyType: string | null;
  periodType: string | null;
  reportDate: string | null;
  record: Pick<ImportRow, 'area' | 'figures' | 'margins' | 'annotations'>;
  raw: ImportRow['raw'];
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
      const start = isFirst && place.byte > 0 ? { byte: place.byte, line: place.line } : { byte: mark, line: part.line };
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

function stageRow(row: ImportRow): StagedRow {
  const { area, figures, margins, annotations } = row;
  return {
    line: row.line,
    source: row.source,
    identity: area?.externalId ?? row.areaKey,
    areaKey: row.areaKey,
    distinction: area ? distinctionOf(area) : '',
    propertyType: row.propertyType,
    periodType: row.periodType,
    reportDate: row.reportDate,
    record: { area, figures, ...(margins && { margins }), ...(annotations && { annotations }) },
    raw: row.raw,
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
