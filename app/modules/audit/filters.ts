import { z } from 'zod';
import { readDay, readSearchText, writeAddress } from '~/utils/addresses.ts';

/** Filters of the trail. An absent one narrows nothing. */
export interface AuditFilters {
  /** Part of a name or an email address. */
  person?: string;
  /** Part of a name, an id, or "platform". */
  organization?: string;
  /** A subject or an action by its name in the trail. */
  subject?: string;
  action?: string;
  /** The first and the last day (UTC). */
  from?: string;
  to?: string;
  /** Id of the last entry of the page before. */
  after?: string;
}

const word = z.string().regex(/^[a-z_]{1,40}$/);

/** Reads the filter form of the trail from an address. Leaves values without a meaning out. */
export function parseAuditFilters(search: URLSearchParams): AuditFilters {
  const filters = {
    person: readSearchText(search.get('person'), 120),
    organization: readSearchText(search.get('organization'), 120),
    subject: word.safeParse(search.get('subject')).data,
    action: word.safeParse(search.get('action')).data,
    from: readDay(search.get('from')),
    to: readDay(search.get('to')),
    after: z.guid().safeParse(search.get('after')).data,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}

/** The address of a selection of entries: of a page, or of the file with the same entries. */
export function auditAddress(path: string, filters: AuditFilters): string {
  const { person, organization, subject, action, from, to, after } = filters;
  return writeAddress(path, { person, organization, subject, action, from, to, after });
}
