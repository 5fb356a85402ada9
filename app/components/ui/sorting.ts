import { readKey } from '~/utils/addresses.ts';

/** Up: from A to Z, from little to much, from old to new. */
export type Direction = 'asc' | 'desc';

/** The order of a list: by one of its columns. */
export interface Sort<Column extends string> {
  column: Column;
  direction: Direction;
}

/** The columns that a list is sorted by, each with the direction that people look for first. */
export type SortColumns<Column extends string> = Readonly<Record<Column, Direction>>;

/**
 * Reads an order from an address: the name of a column for its first direction, or with "-asc" or "-desc" behind it.
 * @param usual  the column of an address that names none
 */
export function readSort<Column extends string>(
  columns: SortColumns<Column>,
  text: string | null | undefined,
  usual: Column,
): Sort<Column> {
  const [, name, direction] = /^([a-z]+)(?:-(asc|desc))?$/.exec(text ?? '') ?? [];
  const column = readKey(columns, name);
  if (column === undefined) return { column: usual, direction: columns[usual] };
  return { column, direction: direction === 'asc' || direction === 'desc' ? direction : columns[column] };
}

/** An order as an address holds it; nothing for the one that an address without one means. */
export function writeSort<Column extends string>(
  columns: SortColumns<Column>,
  { column, direction }: Sort<Column>,
  usual: Column,
): string | false {
  if (direction !== columns[column]) return `${column}-${direction}`;
  return column !== usual && column;
}

/** The order behind a column's heading: its first direction, and the other one once it is sorted that way. */
export function turnSort<Column extends string>(
  columns: SortColumns<Column>,
  sort: Sort<Column>,
  column: Column,
): Sort<Column> {
  const first = columns[column];
  if (sort.column !== column || sort.direction !== first) return { column, direction: first };
  return { column, direction: first === 'asc' ? 'desc' : 'asc' };
}
