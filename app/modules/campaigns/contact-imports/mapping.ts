import { z } from 'zod';
import { normalizeAddress } from '../contacts/address.ts';
import { type DetectedFile, mostColumns } from './detection.ts';

const column = z
  .int()
  .min(0)
  .max(mostColumns - 1);

/** Which column of a table is what, by its place from 0. */
export const contactMapping = z.object({
  /** The line of the names of the columns; what is on it and above is no contact. */
  headerLine: z.int().min(0).max(1000),
  email: column,
  /** The full name; else it is put together from the first and the last one. */
  name: column.nullable(),
  firstName: column.nullable(),
  lastName: column.nullable(),
  phone: column.nullable(),
  tags: column.nullable(),
  timeZone: column.nullable(),
});
export type ContactMapping = z.infer<typeof contactMapping>;

/** A mapping as a form begins with it: what could not be told is asked for. */
export type SuggestedMapping = { [Field in keyof ContactMapping]: ContactMapping[Field] | null };

const headings = {
  email: /^(?:primary )?e-?mail(?:[\s_-]*(?:address|adresse|1))?(?: - value)?$|^mail$/i,
  firstName: /^(?:first|given)[\s_-]*name$|^first$|^vorname$/i,
  lastName: /^(?:last|family|sur)[\s_-]*name$|^last$|^surname$|^nachname$/i,
  name: /^(?:full|display|contact)?[\s_-]*name$|^contact$/i,
  phone: /^(?:phone|mobile|cell|telephone|telefon|tel)\b.*$/i,
  tags: /^(?:tags?|labels?|groups?)$/i,
  timeZone: /^time[\s_-]*zone$|^tz$/i,
} as const;

/** Suggests which column is what: by the names of the columns; the address also by what stands in them. */
export function suggestMapping({ headerLine, sample }: DetectedFile): SuggestedMapping {
  const names = sample.find(({ line }) => line === headerLine)?.cells ?? [];
  const rows = sample.filter(({ line }) => line > headerLine).map(({ cells }) => cells);
  const named = (what: keyof typeof headings) => {
    const place = names.findIndex((name) => headings[what].test(name));
    return place < 0 ? null : place;
  };
  const name = named('name');
  return {
    headerLine,
    email: named('email') ?? findAddresses(rows),
    name,
    firstName: name === null ? named('firstName') : null,
    lastName: name === null ? named('lastName') : null,
    phone: named('phone'),
    tags: named('tags'),
    timeZone: named('timeZone'),
  };
}

/** The column with the most addresses; null where no cell is one. */
function findAddresses(rows: readonly (readonly string[])[]): number | null {
  const counts = new Map<number, number>();
  for (const cells of rows) {
    for (const [place, cell] of cells.entries())
      if (normalizeAddress(cell) !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([one, ones], [other, others]) => others - ones || one - other);
  return best?.[0] ?? null;
}

/** The names of the columns, as far as the sample holds them. */
export function namesOfColumns({ sample }: DetectedFile, headerLine: number): readonly string[] {
  return sample.find(({ line }) => line === headerLine)?.cells ?? [];
}

/** What a column is called in a list to choose from: its name, or its place, with what stands in it first. */
export function describeColumns({ headerLine, sample }: DetectedFile): string[] {
  const names = sample.find(({ line }) => line === headerLine)?.cells ?? [];
  const first = sample.find(({ line }) => line > headerLine)?.cells ?? [];
  return Array.from({ length: Math.max(names.length, first.length) }, (_, place) => {
    const name = names[place] || `Column ${place + 1}`;
    return first[place] ? `${name} (${first[place].slice(0, 30)})` : name;
  });
}
