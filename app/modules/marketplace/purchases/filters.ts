import { z } from 'zod';
import { purchaseStatusLabels } from '~/modules/marketplace/labels.ts';

export const purchasesPerPage = 25;

/** The two kinds of things that are bought. */
export const purchaseKindLabels = { TOOL: 'Tool', BUNDLE: 'Bundle' } as const;

/** A day that Postgres knows as well. */
const day = z.iso.date().refine((text) => text >= '1900');

const isKeyOf = <Key extends string>(labels: Record<Key, string>) =>
  z.string().refine((text): text is Key => Object.hasOwn(labels, text));

// Nothing in an address is an error: what means nothing here is left out.
const filtersSchema = z.object({
  query: z
    .string()
    .transform((text) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .pipe(z.string().min(1).max(100))
    .nullable()
    .catch(null),
  kind: isKeyOf(purchaseKindLabels).nullable().catch(null),
  status: isKeyOf(purchaseStatusLabels).nullable().catch(null),
  buyerId: z.guid().nullable().catch(null),
  from: day.nullable().catch(null),
  to: day.nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Which purchases are asked for; null where anything will do. Days are those of UTC, both included. */
export type PurchaseFilters = z.infer<typeof filtersSchema>;

/** Reads the form of the purchases from an address. */
export function parsePurchaseFilters(search: URLSearchParams): PurchaseFilters {
  return filtersSchema.parse({
    query: search.get('q'),
    kind: search.get('kind'),
    status: search.get('status'),
    buyerId: search.get('buyer'),
    from: search.get('from'),
    to: search.get('to'),
    page: search.get('page') ?? 1,
  });
}

/** The one address of a selection, of the page or of the file. */
export function purchasesAddress(path: '/purchases' | '/purchases.csv', filters: Partial<PurchaseFilters>): string {
  const { query, kind, status, buyerId, from, to, page = 1 } = filters;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: query, kind, status, buyer: buyerId, from, to })) {
    if (value) search.append(name, value);
  }
  if (page > 1) search.append('page', String(page));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Whether anything is filtered out. */
export function isFiltered(filters: PurchaseFilters): boolean {
  return purchasesAddress('/purchases', { ...filters, page: 1 }) !== '/purchases';
}
