/** The byte-order mark at the start of a CSV file; spreadsheets then read it as UTF-8. */
export const byteOrderMark = '\uFEFF';

/** A value of a cell. Numbers are written as they are: nothing in them can start a formula. */
export type Cell = string | number | null;

/** Cents as a number of dollars, which a spreadsheet adds up. */
export function dollarCell(cents: number): number;
export function dollarCell(cents: number | null): number | null;
export function dollarCell(cents: number | null): number | null {
  return cents === null ? null : cents / 100;
}

/**
 * A table as CSV (RFC 4180), with a byte-order mark so that spreadsheets read it as UTF-8. A text that a spreadsheet would
 * take for a formula gets an apostrophe before its sign, also behind a semicolon or a line break: a spreadsheet whose separator
 * is the semicolon would cut the text there, quoted or not.
 */
export function writeCsv(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + writeCsvRows([headings, ...rows]);
}

/** Rows of a table as CSV, for a file that is written piece by piece. */
export function writeCsvRows(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

// Full-width signs too: spreadsheets in Chinese and Japanese take them for the narrow ones.
const formulaSign = /(?<=(?:^|[;\t\r\n])[\s\p{Cf}"]*)(?=[=+\-@＝＋－＠])|^(?=[\t\r])/gu;

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return `"${cell.replaceAll(formulaSign, "'").replaceAll('"', '""')}"`;
}

/** A CSV file to download. */
export function csvResponse(fileName: string, csv: string | ReadableStream<Uint8Array>): Response {
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
    },
  });
}
