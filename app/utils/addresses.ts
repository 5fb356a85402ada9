// Lists are narrowed by forms that only read, so their values stand in the address. Nothing in it is an error.

/**
 * The words of a search as one line: control characters and runs of spaces are one space each. Letters of other widths and ligatures are the
 * letters that they stand for (NFKC), and what does not show, like a soft hyphen that was copied along, is left out.
 * @param longest  in UTF-16 units; a longer text is cut
 */
export function readSearchText(text: string | null | undefined, longest = 100): string {
  return (text ?? '')
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .trim()
    .slice(0, longest);
}

/** The text as a key of a table, such as one of labels; undefined when the table has no such key. */
export function readKey<Key extends string>(
  table: Readonly<Record<Key, unknown>>,
  text: string | null | undefined,
): Key | undefined {
  const isKey = (candidate: string): candidate is Key => Object.hasOwn(table, candidate);
  return text != null && isKey(text) ? text : undefined;
}

/** The number of a page, from 1 to 10,000; undefined for anything else. */
export function readPage(text: string | null | undefined): number | undefined {
  const page = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return page >= 1 && page <= 10_000 ? page : undefined;
}

/** A day such as "2026-03-04", from 1900 on; undefined for anything else. Postgres knows every such day. */
export function readDay(text: string | null | undefined): string | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text) || text < '1900') return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  // February 31 would be read as March 3, and Postgres refuses it.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}

/**
 * The address of a path with these parameters, in their order. Those without a value are left out: empty texts, false, null
 * and undefined. A list gives one parameter for each of its values.
 */
export function writeAddress(
  path: string,
  parameters: Record<string, string | number | false | null | undefined | readonly string[]>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const text of Array.isArray(value) ? value : [value]) {
      if (text || text === 0) search.append(name, String(text));
    }
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
