import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { incomeKindLabels, parseIncomeFilters } from '~/modules/expenses/income/filters.ts';
import { listIncomeForFile } from '~/modules/expenses/income/queries.server.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';

const headings = [
  'Received',
  'Kind',
  'Paid by',
  'Property',
  'Description',
  'Amount',
  'Federal tax withheld',
  'State tax withheld',
];

/** The income that the same filters show at `/expenses/income`, all pages of it. */
export async function loader(args: LoaderFunctionArgs) {
  const filters = parseIncomeFilters(new URL(args.request.url).searchParams);
  const [visitor, { rows }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ rows: listIncomeForFile(handle, filters) })),
  ]);
  if (!visitor.seesRestricted) throw notFound();
  const cells = rows.map((row) => [
    row.date,
    incomeKindLabels[row.kind],
    row.payer,
    row.listing,
    row.description,
    dollarCell(row.amount),
    dollarCell(row.federalWithheld),
    dollarCell(row.stateWithheld),
  ]);
  return csvResponse('income.csv', writeCsv(headings, cells));
}
