import { z } from 'zod';
import { readDay, writeAddress } from '~/utils/addresses.ts';
import { readBookYear } from '../book-years.ts';

/** The trips that a page shows. */
export interface TripFilters {
  year: number;
  vehicle?: string;
  /** The last trip of the page before: they go on behind it. */
  before?: { date: string; id: string };
}

const guid = z.guid();

/** Reads the filters of trips from an address. Leaves values without a meaning out. */
export function readTripFilters(search: URLSearchParams): TripFilters {
  const [date, id] = (search.get('before') ?? '').split('_');
  const day = readDay(date);
  const row = guid.safeParse(id).data;
  return {
    year: readBookYear(search.get('year')),
    vehicle: guid.safeParse(search.get('vehicle')).data,
    before: day && row ? { date: day, id: row } : undefined,
  };
}

/** The address of the same trips elsewhere: on another page, in the file or the log. */
export function tripsAddress(path: string, { year, vehicle, before }: TripFilters): string {
  return writeAddress(path, { year, vehicle, before: before && `${before.date}_${before.id}` });
}
