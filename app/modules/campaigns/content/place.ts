import { z } from 'zod';

// Postgres has no year 0.
const place = z.object({ at: z.iso.datetime({ precision: 6 }).refine((at) => at > '1900'), id: z.guid() });

/** A place in the list of content, behind one of its rows: when that was changed, and its id. */
export type ContentPlace = z.infer<typeof place>;

/** Reads a place from an address; null for anything else. */
export function readContentPlace(text: string | null): ContentPlace | null {
  const [at, id] = (text ?? '').split('_');
  return place.safeParse({ at, id }).data ?? null;
}

/** Writes the place behind a row. */
export const writeContentPlace = ({ changedAt, id }: { changedAt: string; id: string }) => `${changedAt}_${id}`;
