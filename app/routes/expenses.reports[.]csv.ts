import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { expenses } from '~/modules/expenses/module.ts';
import { listReportsForFile } from '~/modules/expenses/reports/queries.server.ts';
import { templateFacts } from '~/modules/expenses/reports/templates.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';
import { toWords } from '~/utils/words.ts';

const headings = [
  'Name',
  'Report',
  'Tax year',
  'Person',
  'Made',
  'Made by',
  'Status',
  'Expenses',
  'Spent',
  'Deductible',
];

/** The reports that the viewer reads. */
export async function loader(args: LoaderFunctionArgs) {
  const [, { reports }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ reports: listReportsForFile(handle) })),
  ]);
  const rows = reports.map((report) => [
    report.name,
    templateFacts[report.template].label,
    report.taxYear,
    report.person,
    report.madeAt,
    report.madeBy,
    toWords(report.status),
    report.expenses,
    dollarCell(report.totalExpenses),
    dollarCell(report.totalDeductions),
  ]);
  return csvResponse('reports.csv', writeCsv(headings, rows));
}
