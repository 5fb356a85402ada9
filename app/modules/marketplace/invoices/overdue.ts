import { z } from 'zod';
import { readSort, type Sort, type SortColumns } from '~/components/ui/sorting.ts';
import { incompletePage, lineOfText, staleButton } from '~/services/form-values.ts';
import { compareNames } from '~/utils/name-order.ts';

const number = z.string(incompletePage).regex(/^[\w-]{1,40}$/, incompletePage);

/** Forms of a platform admin about an overdue invoice, named by the number of its order. */
export const overdueCommandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('remind'), number }),
    z.object({ intent: z.literal('suspend'), number }),
    z.object({
      intent: z.literal('write-off'),
      number,
      /** Ids of the tools that the order charged and no credit note took back. */
      tools: z.array(z.guid(incompletePage), incompletePage).min(1, incompletePage).max(200),
      /** Cents that had been taken back when the form was shown. */
      refundedTotal: z.coerce.number({ error: incompletePage }).int().min(0),
      reason: lineOfText('why it is written off', 500),
    }),
  ],
  { error: staleButton },
);

export type OverdueColumn = 'order' | 'organization' | 'due' | 'reminded' | 'owed';

/** The columns that overdue invoices are sorted by; those due longest come first. */
export const overdueColumns: SortColumns<OverdueColumn> = {
  order: 'asc',
  organization: 'asc',
  due: 'asc',
  reminded: 'asc',
  owed: 'desc',
};

/** What of an overdue invoice the list is sorted by. */
interface SortedInvoice {
  number: string;
  organizationName: string;
  dueOn: string;
  remindedOn: string | null;
  /** Cents. */
  owed: number;
}

/** Reads the order of overdue invoices from an address. */
export const readOverdueSort = (search: URLSearchParams): Sort<OverdueColumn> =>
  readSort(overdueColumns, search.get('sort'), 'due');

/** Overdue invoices in an order; they are few enough to be listed as a whole. Ties stay as they are. */
export function sortOverdue<Invoice extends SortedInvoice>(
  invoices: readonly Invoice[],
  { column, direction }: Sort<OverdueColumn>,
): Invoice[] {
  const factor = direction === 'asc' ? 1 : -1;
  return invoices.toSorted((one, other) => factor * compare(one, other, column));
}

function compare(one: SortedInvoice, other: SortedInvoice, column: OverdueColumn): number {
  switch (column) {
    case 'order':
      return compareNames(one.number, other.number);
    case 'organization':
      return compareNames(one.organizationName, other.organizationName);
    case 'due':
      return compareNames(one.dueOn, other.dueOn);
    case 'reminded':
      return compareNames(one.remindedOn ?? '', other.remindedOn ?? '');
    case 'owed':
      return one.owed - other.owed;
  }
}
