import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { byteOrderMark, csvResponse, writeCsvRows } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';
import { streamPieces } from '~/services/streams.server.ts';
import { expenseStatusLabels, paymentMethodLabels } from '../labels.ts';
import { expenses } from '../module.ts';
import { cursorBehind, type ExpenseFilters } from './filters.ts';
import { type ExpenseRow, listExpenses } from './queries.server.ts';

const rowsPerRequest = 2_000;

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
 * All expenses that the filters let through as a CSV file, read and sent piece by piece, so that books of any length fit through.
 * @throws as `requireModule` does
 */
export async function sendExpensesCsv(args: LoaderFunctionArgs, filters: ExpenseFilters): Promise<Response> {
  const { database } = args.context;
  const readPage = (before: ExpenseFilters['before']) =>
    database.read((handle) => ({ rows: listExpenses(handle, { ...filters, before }, rowsPerRequest) }));
  const [visitor, first] = await Promise.all([requireModule(args, expenses), readPage(null)]);
  const encoder = new TextEncoder();

  async function* pieces() {
    yield encoder.encode(byteOrderMark + writeCsvRows([headings]));
    for (let { rows } = first; rows.length > 0; ) {
      yield encoder.encode(writeCsvRows(rows.map(toCells)));
      const last = rows.at(-1);
      if (!last || rows.length < rowsPerRequest) return;
      const page = await readPage(cursorBehind(last, filters.sort));
      // Somebody who works in another organization now gets no more of it; who lost the module, finds no more rows.
      if (page.viewer?.organization?.id !== visitor.organization.id) throw notFound();
      rows = page.rows;
    }
  }
  return csvResponse('expenses.csv', streamPieces(pieces()));
}

function toCells(row: ExpenseRow) {
  return [
    row.date,
    row.merchant,
    row.isRefund ? 'Refund' : row.miles === null ? 'Expense' : 'Trip',
    row.category,
    row.property,
    toDollars(row.amount),
    toDollars(row.netAmount),
    toDollars(row.status === 'REJECTED' ? 0 : row.deductibleAmount),
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

/** A number, so that a spreadsheet adds it up. */
const toDollars = (cents: number) => cents / 100;
