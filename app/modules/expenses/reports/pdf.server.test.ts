import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, expect, test } from 'vitest';
import { loadFonts } from '~/services/pdf/document.ts';
import { formatMoney } from '~/utils/money.ts';
import type { FrozenReport, FrozenRow, ReportSection } from './content.ts';
import { startReportPdf } from './pdf.server.ts';

beforeAll(loadFonts);

const section = (values: Partial<ReportSection>): ReportSection => ({
  kind: 'EXPENSES',
  heading: 'January 2026',
  first: 1,
  count: 1,
  net: 0,
  deductible: 0,
  ...values,
});

const report = (values: Partial<FrozenReport> = {}): FrozenReport => ({
  id: '00000000-0000-4000-8000-000000000001',
  organizationId: '00000000-0000-4000-8000-000000000002',
  organization: 'Größe & Söhne Realty',
  name: 'Expense summary 2026',
  template: 'EXPENSE_SUMMARY',
  taxYear: 2026,
  from: '2026-01-01',
  to: '2026-12-31',
  person: null,
  madeBy: 'Nguyễn Thị Hằng',
  isInWholeDollars: false,
  holdsTaxes: false,
  madeAt: '2026-11-29T12:00:00Z',
  sections: [],
  expenses: 0,
  totalIncome: 0,
  totalExpenses: 0,
  totalDeductions: 0,
  templateVersion: '1',
  ...values,
});

const row = (position: number, values: Partial<FrozenRow> = {}): FrozenRow => ({
  position,
  section: 'January 2026',
  expenseId: null,
  date: '2026-01-05',
  label: `Merchant ${position}`,
  netAmount: 1_000 + position,
  deductibleAmount: 500,
  details: { kind: 'EXPENSE', category: 'Office expense' },
  ...values,
});

function draw(frozen: FrozenReport, rows: FrozenRow[]) {
  const pdf = startReportPdf(frozen);
  for (const each of rows) pdf.addRow(each);
  return pdf.finish();
}

/** The text of each page, as a reader of PDFs sees it. */
async function readText(file: Uint8Array) {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: false });
  return text.map((page) => page.replaceAll(/\s+/g, ' '));
}

test('a report says what it is about, and every row with its amounts', async () => {
  const frozen = report({ sections: [section({ count: 2, net: 2_003, deductible: 1_000 })], expenses: 2 });
  const [text = ''] = await readText(
    draw(frozen, [row(1, { label: 'Κατάστημα Київ' }), row(2, { details: { kind: 'REFUND', category: 'Meals' } })]),
  );
  for (const words of [
    'Expense summary 2026',
    'Größe & Söhne Realty',
    'Nguyễn Thị Hằng',
    'Nothing was filed',
    'January 2026 $20.03 $10.00',
    'Κατάστημα Київ Office expense $10.01 $5.00',
    'Merchant 2 – refund Meals $10.02 $5.00',
    'Page 1 of 1',
  ])
    expect(text).toContain(words);
});

test('of 20,000 rows the first 2,000 are listed, on at most 60 pages, and the rest is counted', async () => {
  const sections = Array.from({ length: 12 }, (_, index) => section({ heading: `Month ${index}`, count: 1_667 }));
  const rows = Array.from({ length: 20_000 }, (_, index) =>
    row(index + 1, { section: `Month ${Math.floor(index / 1_667)}` }),
  );
  const pages = await readText(draw(report({ sections, expenses: 20_000 }), rows));
  expect(pages.length).toBeLessThanOrEqual(60);
  const text = pages.join(' ');
  expect(text).toContain('Merchant 2000 ');
  expect(text).not.toContain('Merchant 2001 ');
  expect(text).toContain('18,000 more rows are in the CSV file.');
  expect(text).toContain(`Page ${pages.length} of ${pages.length}`);
}, 60_000);

test('a section for every row stays within 60 pages as well, with what is left out counted', async () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => row(index + 1, { section: `Payee ${index}` }));
  const sections = rows.map(({ section: heading, netAmount }) => section({ heading, net: netAmount }));
  const pages = await readText(draw(report({ sections, expenses: 2_500 }), rows));
  expect(pages.length).toBeLessThanOrEqual(60);
  const listed = pages.join(' ').match(/Merchant \d+ Office/g)?.length ?? 0;
  expect(pages.join(' ')).toContain(`${(2_500 - listed).toLocaleString('en-US')} more rows are in the CSV file.`);
}, 60_000);

test('the same report and rows make the same bytes, whatever is in them', () => {
  const digest = (rows: FrozenRow[]) => createHash('sha256').update(draw(report(), rows)).digest('hex');
  fc.assert(
    fc.property(
      fc.array(fc.record({ label: fc.string({ unit: 'binary', maxLength: 250 }), netAmount: fc.integer() }), {
        maxLength: 4,
      }),
      (values) => {
        const rows = values.map((value, index) => row(index + 1, value));
        expect(digest(rows)).toBe(digest(rows));
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);

test('whole dollars are rounded last: the total is that of the cents', async () => {
  const sections = [1, 2, 3].map((month) => section({ heading: `Month ${month}`, net: 1_050, deductible: 1_049 }));
  const [text = ''] = await readText(draw(report({ sections, isInWholeDollars: true }), []));
  expect(text).toContain('Month 1 $11 $10');
  expect(text).toContain('Total $32 $31');
  expect(formatMoney(3 * 1_050)).toBe('$31.50');
});
