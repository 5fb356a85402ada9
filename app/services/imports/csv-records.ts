import { createPlaceFinder, createTextDecoder, type FileEncoding } from './encoding.ts';

type Library = typeof import('./csv-library.ts');

// Where the Worker has it. Bundlers pull in whatever stands in the import itself.
const besideWorker = './csv-library.js';
const loadLibrary = (): Promise<Library> =>
  import.meta.env?.PROD ? import(/* @vite-ignore */ besideWorker) : import('./csv-library.ts');

/** The delimiters a table may have. */
export const csvDelimiters = [',', ';', '\t', '|'] as const;
export type CsvDelimiter = (typeof csvDelimiters)[number];

/** A place between two records of a file: where reading goes on. */
export interface FilePlace {
  /** Bytes before it. */
  byte: number;
  /** Number of the line that begins there, from 1. */
  line: number;
}

/** A record of a CSV file. */
export interface CsvRecord {
  cells: readonly string[];
  /** Number of its first line, from 1. */
  line: number;
  /** The place behind it. */
  end: FilePlace;
}

/** A file that cannot be read on as CSV. `line` is the line on which the record began. */
export class CsvFormatError extends Error {
  override readonly name = 'CsvFormatError';
  readonly problem: 'QUOTE_NOT_CLOSED' | 'RECORD_TOO_LONG';
  readonly line: number;

  constructor(problem: CsvFormatError['problem'], line: number) {
    super(`${problem} at line ${line}`);
    this.problem = problem;
    this.line = line;
  }
}

/** Letters of one record: more is a quote that was never closed, or no table. */
const longestRecord = 100_000;

export interface CsvFormat {
  encoding: FileEncoding;
  delimiter: CsvDelimiter;
  /** False for formats that take a quotation mark for a letter. */
  quotes?: boolean;
}

/**
 * Reads the records of a CSV file in batches, as its bytes arrive; a consumer that stops early cancels the source. Empty lines are
 * left out, records may have any number of cells, and quotation marks inside a cell are letters.
 * @param source  the bytes from `start` on
 * @throws CsvFormatError
 */
export async function* readCsvRecords(
  source: ReadableStream<Uint8Array>,
  { encoding, delimiter, quotes = true }: CsvFormat,
  start: FilePlace,
): AsyncGenerator<CsvRecord[]> {
  const library = await loadLibrary();
  const places = createPlaceFinder(encoding, start.byte);
  let batch: CsvRecord[] = [];
  let line = start.line;
  let emptyLines = 0;
  const parser = library.parse({
    delimiter,
    quote: quotes ? '"' : null,
    escape: quotes ? '"' : null,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    // Nothing is pushed into the stream: a record a read would cost more than parsing it.
    on_record(cells: string[], info) {
      line += info.empty_lines - emptyLines;
      emptyLines = info.empty_lines;
      const first = line;
      line += 1 + countLineBreaks(cells);
      batch.push({ cells, line: first, end: { byte: places.find(info.bytes), line } });
      return null;
    },
  });
  const writer = parser.writable.getWriter();
  // Read to its end so that the parser is never held up; its failure is seen by the writer, too.
  const drained = parser.readable.pipeTo(new WritableStream());
  drained.catch(() => undefined);
  const decoder = encoding === 'utf-8' ? undefined : createTextDecoder(encoding);
  const encoder = new TextEncoder();
  const recode = (chunk?: Uint8Array) => {
    if (!decoder) return chunk;
    const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    places.add(text);
    return text ? encoder.encode(text) : undefined;
  };
  const take = () => {
    const taken = batch;
    batch = [];
    return taken;
  };
  const reader = source.getReader();
  let isDone = false;
  try {
    while (!isDone) {
      const { done, value } = await reader.read();
      isDone = done;
      const bytes = recode(value);
      if (bytes?.byteLength) await writer.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      if (done) {
        await writer.close();
        await drained;
      }
      if (batch.length > 0) yield take();
    }
  } catch (error) {
    if (batch.length > 0) yield take();
    // The writer only says that the parser has ended; its other end says why.
    await writer.abort(error).catch(() => undefined);
    throw explain(
      await drained.then(
        () => error,
        (reason: unknown) => reason,
      ),
      line,
      library,
    );
  } finally {
    if (!isDone) await reader.cancel();
    reader.releaseLock();
  }
}

function explain(error: unknown, line: number, { CsvError }: Library): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new CsvFormatError('QUOTE_NOT_CLOSED', line);
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new CsvFormatError('RECORD_TOO_LONG', line);
  return error;
}

function countLineBreaks(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (/[\r\n]/.test(cell)) breaks += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
  return breaks;
}

/**
 * The delimiter of a table, from its first lines: the one that cuts most of them into the same number of cells, and into more than
 * one; of equals the one that makes more cells. Undefined where none does: a list of one column has none.
 */
export function detectDelimiter(beginning: string): CsvDelimiter | undefined {
  const best = csvDelimiters
    .map((delimiter) => ({ delimiter, ...rateDelimiter(beginning, delimiter) }))
    .filter(({ cells }) => cells > 1)
    .sort((one, other) => other.share - one.share || other.cells - one.cells)[0];
  return best?.delimiter;
}

/** Cells of most lines, and the share of lines that have so many. */
function rateDelimiter(beginning: string, delimiter: string): { cells: number; share: number } {
  const lines = new Map<number, number>();
  let cells = 1;
  let isQuoted = false;
  let isEmpty = true;
  const endLine = () => {
    if (!isEmpty) lines.set(cells, (lines.get(cells) ?? 0) + 1);
    cells = 1;
    isEmpty = true;
  };
  for (const letter of beginning) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (letter === '\n' || letter === '\r')) {
      endLine();
      continue;
    } else if (!isQuoted && letter === delimiter) cells += 1;
    isEmpty = false;
  }
  // The last line of a beginning may be cut off; it only counts where there is no other.
  if (lines.size === 0) endLine();
  const [most] = [...lines].sort(([oneCells, one], [otherCells, other]) => other - one || otherCells - oneCells);
  const total = [...lines.values()].reduce((sum, count) => sum + count, 0);
  return most ? { cells: most[0], share: most[1] / total } : { cells: 1, share: 0 };
}
