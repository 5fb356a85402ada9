import { z } from 'zod';
import { readDay, readKey, readSearchText, writeAddress } from '~/utils/addresses.ts';

export const incomeKindLabels = { COMMISSION: 'Commission', RENT: 'Rent', OTHER: 'Other' } as const;

/** Kinds to narrow the list by. Schedule C has everything but the rents of rental properties. */
export const incomeFilterLabels = { ...incomeKindLabels, BUSINESS: 'All of Schedule C' } as const;

/** Filters of the list of income. An absent one narrows nothing. */
export interface IncomeFilters {
  /** Part of the payer or the description. */
  query?: string;
  year?: number;
  kind?: keyof typeof incomeFilterLabels;
  /** Id of a property. */
  property?: string;
  /** The first and the last day. */
  from?: string;
  to?: string;
  /** The last row of the page before: its day and id. */
  before?: { date: string; id: string };
}

/** Reads the filter form of the list from an address. Leaves values without a meaning out. */
export function parseIncomeFilters(search: URLSearchParams): IncomeFilters {
  const year = Number(search.get('year'));
  const [date, id] = (search.get('before') ?? '').split('.');
  const before = { date: readDay(date), id: z.guid().safeParse(id).data };
  const filters = {
    query: readSearchText(search.get('q'), 100),
    year: Number.isInteger(year) && year >= 2020 && year <= 2100 ? year : undefined,
    kind: readKey(incomeFilterLabels, search.get('kind')),
    property: z.guid().safeParse(search.get('property')).data,
    from: readDay(search.get('from')),
    to: readDay(search.get('to')),
    before: before.date && before.id ? before : undefined,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}

/** Whether anything narrows the list. */
export function isFiltered({ before: _before, ...filters }: IncomeFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** The address of a selection of income: of a page, or of the file with the same rows. */
export function incomeAddress(path: string, { query, year, kind, property, from, to, before }: IncomeFilters): string {
  return writeAddress(path, {
    q: query,
    year,
    kind,
    property,
    from,
    to,
    before: before && `${before.date}.${before.id}`,
  });
}
