import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPayments } from '~/modules/expenses/tax/queries.server.ts';
import { jurisdictionLabels } from '~/modules/expenses/tax-payments/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';

const headings = ['Paid on', 'To', 'For', 'Amount', 'Confirmation', 'Recorded by'];

/** The tax payments of a year, oldest first. */
export async function loader(args: LoaderFunctionArgs) {
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [visitor, { payments }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ payments: listPayments(handle, year) })),
  ]);
  if (!visitor.seesRestricted) throw notFound();
  const rows = payments.map(({ paidOn, jurisdiction, quarter, amount, confirmation, recordedBy }) => [
    paidOn,
    jurisdictionLabels[jurisdiction],
    quarter === null ? 'Extension or return' : `Quarter ${quarter}`,
    dollarCell(amount),
    confirmation,
    recordedBy,
  ]);
  return csvResponse(`tax-payments-${year}.csv`, writeCsv(headings, rows));
}
