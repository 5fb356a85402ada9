import { z } from 'zod';
import { readKey, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { type ContactPlace, readContactPlace } from './place.ts';
import { type Standing, standingLabels } from './standing.ts';

export const contactsPerPage = 50;
export const contactsPath = '/campaigns/contacts';

/** Filters of the contacts; null where anything will do. */
export interface ContactFilters {
  /** The beginning of a name or an address; empty for any. */
  query: string;
  listId: string | null;
  tag: string | null;
  standing: Standing | null;
  after: ContactPlace | null;
}

/** Reads the filters of the contacts from an address. Leaves values without a meaning out. */
export function parseContactFilters(search: URLSearchParams): ContactFilters {
  const query = readSearchText(search.get('q')).normalize('NFC');
  return {
    query,
    listId: z.guid().safeParse(search.get('list')).data ?? null,
    tag: readSearchText(search.get('tag')).normalize('NFC') || null,
    standing: readKey(standingLabels, search.get('status')) ?? null,
    after: readContactPlace(search.get('after'), search.get('id'), query !== ''),
  };
}

/** The one address of a selection. */
export function contactsAddress({ query, listId, tag, standing, after }: ContactFilters): string {
  return writeAddress(contactsPath, {
    q: query,
    list: listId,
    tag,
    status: standing,
    after: after?.key,
    id: after?.id,
  });
}

/** Whether anything narrows the list. */
export function isFiltered({ query, listId, tag, standing }: ContactFilters): boolean {
  return query !== '' || listId !== null || tag !== null || standing !== null;
}
