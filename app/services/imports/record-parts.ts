import type { CsvDelimiter } from './csv-records.ts';

/** A part of a table that ends where a record ends, so that it can be read by itself. */
export interface RecordPart {
  bytes: Uint8Array;
  /** Number of its first line, from 1. */
  line: number;
}

/** A record that never ends: it alone is longer than a part. */
export class RecordNeverEnds extends Error {
  override readonly name = 'RecordNeverEnds';
  readonly line: number;

  constructor(line: number) {
    super(`No record ends behind line ${line}.`);
    this.line = line;
  }
}

const newline = 10;
const quote = 34;

type State = 'CELL_BEGINS' | 'PLAIN' | 'QUOTED' | 'QUOTE_IN_QUOTED';

/**
 * Cuts a table into parts of at most so many bytes, between records, while its bytes arrive. Line breaks in quoted cells end no record.
 * Takes UTF-8 and encodings of one byte a letter; records end with a line feed. Each part is overwritten by the next one.
 * @throws RecordNeverEnds
 */
export async function* cutIntoParts(
  source: AsyncIterable<Uint8Array>,
  { delimiter, quotes, size }: { delimiter: CsvDelimiter; quotes: boolean; size: number },
): AsyncGenerator<RecordPart> {
  const part = new Uint8Array(size);
  const separator = delimiter.charCodeAt(0);
  let filled = 0;
  let scanned = 0;
  let state: State = 'CELL_BEGINS';
  /** Where the last whole record ends, and the line behind it. */
  let end = 0;
  let endLine = 1;
  let firstLine = 1;
  let line = 1;

  const scan = () => {
    for (; scanned < filled; scanned += 1) {
      const byte = part[scanned];
      if (byte === newline) line += 1;
      if (state === 'QUOTED') {
        if (byte === quote) state = 'QUOTE_IN_QUOTED';
      } else if (byte === newline) {
        state = 'CELL_BEGINS';
        end = scanned + 1;
        endLine = line;
      } else if (byte === separator) state = 'CELL_BEGINS';
      else if (byte === quote && quotes && state !== 'PLAIN') state = 'QUOTED';
      else state = 'PLAIN';
    }
  };

  for await (const piece of source) {
    for (let rest = piece; rest.byteLength > 0; ) {
      const taken = rest.subarray(0, size - filled);
      part.set(taken, filled);
      filled += taken.byteLength;
      rest = rest.subarray(taken.byteLength);
      scan();
      if (filled < size) continue;
      if (end === 0) throw new RecordNeverEnds(firstLine);
      yield { bytes: part.subarray(0, end), line: firstLine };
      part.copyWithin(0, end, filled);
      filled -= end;
      scanned -= end;
      end = 0;
      firstLine = endLine;
    }
  }
  if (filled > 0) yield { bytes: part.subarray(0, filled), line: firstLine };
}
