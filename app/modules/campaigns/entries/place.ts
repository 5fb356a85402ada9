import { z } from 'zod';
import { readDay } from '~/utils/addresses.ts';

/** A place in the list of costs and results behind one of them: its day and id. */
export interface EntryPlace {
  on: string;
  id: string;
}

/** Reads a place from an address; null for anything else. */
export function readEntryPlace(text: string | null): EntryPlace | null {
  const [day, id] = (text ?? '').split('_');
  const on = readDay(day);
  const read = z.guid().safeParse(id);
  return on !== undefined && read.success ? { on, id: read.data } : null;
}

/** Writes the place behind a row. */
export const writeEntryPlace = ({ occurredOn, id }: { occurredOn: string; id: string }) => `${occurredOn}_${id}`;
