import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { dollarCell } from '~/services/csv.server.ts';
import { sendCsv } from '../csv-file.server.ts';
import { expenseStatusLabels, paymentMethodLabels } from '../labels.ts';
import { cursorBehind, type ExpenseFilters } from './filters.ts';
import { type ExpenseRow, listExpenses } from './queries.server.ts';

const headings = [
  'Date',
  'Merchant',
  'Kind',
  'Category',
  'Property',
  'Amount',
  'Net',
  'Deductible',
  'Status',
  'Spent by',
  'Payee',
  'Paid by',
  'Miles',
  'Receipt',
  'Description',
  'Id',
];

/**
 * All expenses that the filters let through as a CSV file.
 * @throws as `requireModule` does
 */
export function sendExpensesCsv(args: LoaderFunctionArgs, filters: ExpenseFilters): Promise<Response> {
  return sendCsv(args, {
    name: 'expenses.csv',
    headings,
    list: (handle, before: ExpenseFilters['before'], limit) => listExpenses(handle, { ...filters, before }, limit),
    placeOf: (row) => cursorBehind(row, filters.sort),
    toCells,
  });
}

function toCells(row: ExpenseRow) {
  return [
    row.date,
    row.merchant,
    row.isRefund ? 'Refund' : row.miles === null ? 'Expense' : 'Trip',
    row.category,
    row.property,
    dollarCell(row.amount),
    dollarCell(row.netAmount),
    dollarCell(row.status === 'REJECTED' ? 0 : row.deductibleAmount),
    expenseStatusLabels[row.status],
    row.member,
    row.payee,
    row.paymentMethod && paymentMethodLabels[row.paymentMethod],
    row.miles,
    row.hasReceipt ? 'Yes' : 'No',
    row.description,
    row.id,
  ];
}
