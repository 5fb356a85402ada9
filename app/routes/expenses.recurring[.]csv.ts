import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sendCsv } from '~/modules/expenses/csv-file.server.ts';
import { listRecurringExpenses, placeBehind, type TemplatePlace } from '~/modules/expenses/recurring/queries.server.ts';
import { recurrenceLabels } from '~/modules/expenses/recurring/schema.ts';
import { dollarCell } from '~/services/csv.server.ts';

const headings = ['Merchant', 'Amount', 'Category', 'Property', 'Comes again', 'Next', 'Until', 'Paused', 'Added by'];

/** The recurring expenses, in the order of the list. */
export async function loader(args: LoaderFunctionArgs) {
  return sendCsv(args, {
    name: 'recurring.csv',
    headings,
    list: (handle, before: TemplatePlace | null, limit) => listRecurringExpenses(handle, before, limit),
    placeOf: placeBehind,
    toCells: (row) => [
      row.merchant,
      dollarCell(row.amount),
      row.category,
      row.property,
      recurrenceLabels[row.recurrence],
      row.nextOn,
      row.endsOn,
      row.isPaused ? 'Yes' : 'No',
      row.member,
    ],
  });
}
