/**
 * A page of a list that was asked for one row more than it shows, to tell whether another page follows.
 * @returns  its rows; and the last of them where another page follows, to go on behind it
 */
export function cutPage<Row>(found: readonly Row[], length: number): { rows: Row[]; last: Row | undefined } {
  const rows = found.slice(0, length);
  return { rows, last: found.length > length ? rows.at(-1) : undefined };
}
