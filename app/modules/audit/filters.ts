import { z } from 'zod';

const text = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u);
/** As the trail names subjects and actions. */
const word = z.string().regex(/^[a-z_]{1,40}$/);

const day = z.iso.date();

/** Each field of the form, on its own: what means nothing is as if it had not been filled in. */
const fields = {
  person: text,
  organization: text,
  subject: word,
  action: word,
  from: day,
  to: day,
  after: z.guid(),
};

/** Which entries of the trail are asked for; days are those of UTC, both included. */
export type AuditFilters = { [Name in keyof typeof fields]?: string };

const names = [
  'person',
  'organization',
  'subject',
  'action',
  'from',
  'to',
  'after',
] as const satisfies readonly (keyof typeof fields)[];

/** Reads the filter form of the trail from an address. Nothing in it is an error. */
export function parseAuditFilters(search: URLSearchParams): AuditFilters {
  const filters: AuditFilters = {};
  for (const name of names) {
    const parsed = fields[name].safeParse(search.get(name) ?? undefined);
    if (parsed.success) filters[name] = parsed.data;
  }
  return filters;
}

/** The address of a selection of entries: of a page, or of the file with the same entries. */
export function auditAddress(path: string, filters: AuditFilters): string {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = filters[name];
    if (value) search.set(name, value);
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
