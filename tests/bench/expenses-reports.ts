import { randomUUID } from 'node:crypto';
import { readPdf } from '../factories/pdf.ts';
import type { TestDatabase } from '../setup/database.ts';
import type { Visitor } from '../setup/visitor.ts';

/** What the largest report cost. */
export interface ReportCost {
  expenses: number;
  /** From the click to the answer: the rows are frozen then. */
  secondsToAnswer: number;
  /** From the click until the files are there. */
  secondsToFiles: number;
  pages: number;
  pdfBytes: number;
  csvBytes: number;
}

/** Gives an organization so many approved expenses of a year, spread over its days and the system categories. */
export async function addManyExpenses(
  { sql }: Pick<TestDatabase, 'sql'>,
  organizationId: string,
  userId: string,
  count: number,
) {
  await sql.query(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, description, amount, category_id, status)
     select $1, $2, date '2025-01-01' + number % 365, 2025, 'Merchant ' || number, 'What was bought for it, number ' || number, 100 + number % 90000,
       (array(select id from expense_categories where organization_id is null order by code))[1 + number % 12], 'APPROVED'
     from generate_series(1, $3::integer) as number`,
    [organizationId, userId, count],
  );
}

/**
 * Makes the expense summary of 2025 through the Worker, as somebody who may, and measures it.
 * @throws when it fails
 */
export async function measureReport(
  { sql }: Pick<TestDatabase, 'sql'>,
  visitor: Visitor,
  download: (path: string) => Promise<Uint8Array>,
): Promise<ReportCost> {
  const id = randomUUID();
  const address = `/expenses/reports/${id}`;
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  await visitor.post('/expenses/reports?index', { key: id, template: 'EXPENSE_SUMMARY', taxYear: '2025' });
  const secondsToAnswer = seconds();
  let page = await visitor.get(address);
  while (page.text.includes('The files are being made')) page = await visitor.get(address);
  const secondsToFiles = seconds();
  const { rows } = await sql.query(
    'select status, expenses_count, file_size_bytes, csv_size_bytes from tax_reports where id = $1',
    [id],
  );
  const [report] = rows;
  if (report?.status !== 'COMPLETED') throw new Error(`The report is ${report?.status}.`);
  return {
    expenses: report.expenses_count,
    secondsToAnswer,
    secondsToFiles,
    pages: readPdf(await download(`${address}/report.pdf`)).pages.length,
    pdfBytes: report.file_size_bytes,
    csvBytes: report.csv_size_bytes,
  };
}
