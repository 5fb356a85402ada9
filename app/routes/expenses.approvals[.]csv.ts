import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { listUndecided } from '~/modules/expenses/approvals/queries.server.ts';
import { sendCsv } from '~/modules/expenses/csv-file.server.ts';
import { expenseStatusLabels } from '~/modules/expenses/labels.ts';
import { type Cursor, cursorBehind } from '~/modules/expenses/ledger/filters.ts';
import { dollarCell } from '~/services/csv.server.ts';

const headings = [
  'Date',
  'Merchant',
  'Category',
  'Property',
  'Amount',
  'Deductible',
  'Status',
  'Spent by',
  'Receipts',
  'Asked',
  'Description',
  'Id',
];

/** The expenses that wait for a decision, the oldest first. */
export async function loader(args: LoaderFunctionArgs) {
  return sendCsv(args, {
    name: 'approvals.csv',
    headings,
    list: (handle, before: Cursor | null, limit) => listUndecided(handle, before, limit),
    placeOf: (row) => cursorBehind(row, 'oldest'),
    toCells: (row) => [
      row.date,
      row.merchant,
      row.category,
      row.property,
      dollarCell(row.isRefund ? -row.amount : row.amount),
      dollarCell(row.deductibleAmount),
      expenseStatusLabels[row.status],
      row.member,
      row.receipts.length,
      row.decisionNote,
      row.description,
      row.id,
    ],
  });
}
