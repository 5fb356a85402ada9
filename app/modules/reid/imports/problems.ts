import type { ImportProblem } from './rows.ts';

const longestFound = 100;

/** A cell as a problem shows it: on one line, without control characters, at most 100 characters. */
export function clipCell(cell: string): string {
  const cleaned = cell
    .slice(0, longestFound * 2)
    .replaceAll(/[\p{Cc}\p{Surrogate}\u2028\u2029]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return cleaned.length <= longestFound ? cleaned : `${[...cleaned].slice(0, longestFound - 1).join('')}…`;
}

/** The problems of one record. Each call adds one, and gives null, which is what stands for the value. */
export class RecordProblems {
  readonly all: ImportProblem[] = [];
  readonly #line: number;

  constructor(line: number) {
    this.#line = line;
  }

  add(column: string, found: string, expected: string): null {
    this.all.push({ line: this.#line, column, found: clipCell(found), expected });
    return null;
  }
}

/**
 * Whether a record has a cell for each column; says so where it has not. Empty cells behind the last column do not count.
 */
export function hasAllCells(cells: readonly string[], columns: readonly string[], problems: RecordProblems): boolean {
  const isWhole = cells.length >= columns.length && cells.slice(columns.length).every((cell) => cell.trim() === '');
  if (!isWhole) {
    const words = cells.length < columns.length ? 'a line that is cut off' : 'a line with cells too many';
    problems.add('', `${cells.length} cells: ${words}`, `${columns.length} cells, one for each column`);
  }
  return isWhole;
}
