import { CsvFormatError, detectDelimiter, readCsvRecords } from '~/services/imports/csv-records.ts';
import { type CsvColumn, findColumn } from './columns.ts';

/** The most rows that one file brings. */
export const mostRows = 200;

/** A row of the file, with the cells of the columns that are known. */
export interface CsvRow {
  /** The line of the file it begins on, from 1. */
  line: number;
  cells: ReadonlyMap<CsvColumn, string>;
  /** Whether something stands behind the last column, as when a comma of a text cuts it in two. */
  isTooLong: boolean;
}

/** A file that could be read; or why it could not, in a sentence. */
export type ToolCsv =
  | { ok: true; columns: readonly CsvColumn[]; unknown: readonly string[]; rows: readonly CsvRow[] }
  | { ok: false; problem: string };

const refuse = (problem: string): ToolCsv => ({ ok: false, problem });

/** Reads a file of tools: a line of headings, then one row a tool. Cells may be parted by commas, semicolons or tabs. */
export async function readToolCsv(text: string): Promise<ToolCsv> {
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') return refuse('Choose a file, or paste its rows.');
  const records: { cells: readonly string[]; line: number }[] = [];
  try {
    const format = { encoding: 'utf-8', delimiter: detectDelimiter(content.slice(0, 20_000)) ?? ',' } as const;
    for await (const batch of readCsvRecords(new Blob([content]).stream(), format, { byte: 0, line: 1 })) {
      records.push(...batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')));
      if (records.length > mostRows + 1) return refuse(`A file brings at most ${mostRows} tools. Cut it into several.`);
    }
  } catch (error) {
    if (!(error instanceof CsvFormatError)) throw error;
    return refuse(
      error.problem === 'QUOTE_NOT_CLOSED'
        ? `A quotation mark that opens on line ${error.line} never closes.`
        : `The row on line ${error.line} is too long.`,
    );
  }
  const [headings, ...rest] = records;
  const columns = headings?.cells.map(findColumn) ?? [];
  const known = columns.filter((column) => column !== undefined);
  const twice = known.find((column, place) => known.indexOf(column) !== place);
  if (twice !== undefined) return refuse(`The first line names the column “${twice}” twice.`);
  if (!known.includes('slug') && !known.includes('name')) {
    return refuse('The first line has to name the columns, “Slug” or “Name” among them.');
  }
  if (rest.length === 0) return refuse('There are no rows below the line with the columns.');
  return {
    ok: true,
    columns: known,
    unknown: (headings?.cells ?? []).filter((heading, place) => columns[place] === undefined && heading.trim() !== ''),
    rows: rest.map(({ cells, line }) => ({
      line,
      cells: new Map(
        columns.flatMap((column, place) => {
          const cell = cells[place];
          // A row that ends early lacks the columns behind its end.
          return column === undefined || cell === undefined ? [] : [[column, cell] as const];
        }),
      ),
      isTooLong: cells.slice(columns.length).some((cell) => cell.trim() !== ''),
    })),
  };
}
