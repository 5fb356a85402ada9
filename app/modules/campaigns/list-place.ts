import { z } from 'zod';

// Postgres has no year 0.
const place = z.object({ at: z.iso.datetime({ precision: 6 }).refine((at) => at > '1900'), id: z.guid() });

/** A place in a list behind one of its rows: the row's moment and id. */
export type Place = z.infer<typeof place>;

/** Reads a place from an address; null for anything else. */
export function readPlace(text: string | null): Place | null {
  const [at, id] = (text ?? '').split('_');
  const read = place.safeParse({ at, id });
  return read.success ? read.data : null;
}

/** Writes the place behind a row. */
export const writePlace = ({ createdAt, id }: { createdAt: string; id: string }) => `${createdAt}_${id}`;
