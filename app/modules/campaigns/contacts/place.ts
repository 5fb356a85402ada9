import { z } from 'zod';

// Postgres has no year 0.
const moment = z.iso.datetime({ precision: 6 }).refine((at) => at > '1900');
const momentPlace = z.object({ at: moment, id: z.guid() });

/** A place in a list of newest rows first, behind one of them: its moment and id. */
export type MomentPlace = z.infer<typeof momentPlace>;

/** Reads such a place from an address; null for anything else. */
export function readMomentPlace(text: string | null): MomentPlace | null {
  const [at, id] = (text ?? '').split('_');
  return momentPlace.safeParse({ at, id }).data ?? null;
}

/** Writes the place behind a row. */
export const writeMomentPlace = ({ at, id }: MomentPlace) => `${at}_${id}`;

/** A place in the list of contacts: its key is a moment without a search, and with one what begins as was searched for. */
export interface ContactPlace {
  key: string;
  id: string;
}

/** Reads such a place from an address; null for anything else. */
export function readContactPlace(key: string | null, id: string | null, isSearch: boolean): ContactPlace | null {
  const isKey = isSearch
    ? key !== null && key !== '' && key.length <= 300 && !/[\p{Cc}\p{Surrogate}]/u.test(key)
    : moment.safeParse(key).success;
  return key !== null && isKey && z.guid().safeParse(id).success && id !== null ? { key, id } : null;
}
