import { type FlowTable, flowWidth, startFlow } from '~/services/pdf/flow.ts';
import { formatDate, formatDateTime } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { toWords } from '~/utils/words.ts';
import { computeReport } from './computation.ts';
import type { FrozenReport, FrozenRow } from './content.ts';
import { writeCells } from './tables.ts';
import { templateFacts } from './templates.ts';

/** The most rows that a PDF lists, and the page it ends with at the latest; the CSV has them all. */
const mostRows = 2_000;
const lastPage = 60;
/** The most lines above the rows: recipients can be thousands. */
const mostLines = 600;

const rowColumns = [
  { heading: 'Date', width: 74 },
  { heading: 'What', width: 184 },
  { heading: 'Where it belongs', width: 114 },
  { heading: 'Amount', width: 66, align: 'right' },
  { heading: 'Deductible', width: flowWidth - 438, align: 'right' },
] as const;

/** A PDF of a report under way: rows are added in their order, as they are read. */
export interface ReportPdf {
  addRow(row: FrozenRow): void;
  finish(): Uint8Array<ArrayBuffer>;
}

/** Starts the PDF of a report with its facts and lines, once the fonts are loaded. The same report and rows make the same bytes. */
export function startReportPdf(report: FrozenReport): ReportPdf {
  const { label } = templateFacts[report.template];
  const flow = startFlow({
    title: report.name,
    author: report.organization,
    foot: `${report.organization}, ${report.name}`,
  });
  flow.text(report.name, 'title');
  flow.text(report.organization, 'strong');
  flow.space(8);
  flow.facts(describeReport(report));
  flow.space(4);
  flow.text('For your records and your accountant. Nothing was filed with the tax office.', 'small');

  let linesLeft = mostLines;
  for (const { heading, columns, lines } of computeReport(report)) {
    if (linesLeft === 0) break;
    flow.space(14);
    const amountWidth = 84;
    const table = flow.table(
      [
        { heading: 'Line', width: 36 },
        { heading: '', width: flowWidth - 36 - amountWidth * columns.length },
        ...columns.map((column) => ({ heading: column, width: amountWidth, align: 'right' as const })),
      ],
      heading || label,
    );
    for (const line of lines.slice(0, linesLeft))
      table.row([line.number ?? '', line.name, ...writeCells(line, report.isInWholeDollars)], {
        isStrong: line.isTotal,
        note: line.note ?? undefined,
      });
    const cut = lines.length - linesLeft;
    linesLeft = Math.max(0, linesLeft - lines.length);
    if (cut > 0) flow.text(`${cut.toLocaleString('en-US')} more lines are in the CSV file.`, 'small');
  }

  let section: string | undefined;
  let table: FlowTable | undefined;
  let drawn = 0;
  let left = 0;
  return {
    addRow(row) {
      if (!isListed(row)) return;
      // Whatever does not begin on the last page but one ends there.
      if (drawn === mostRows || left > 0 || flow.pageCount >= lastPage) {
        left += 1;
        return;
      }
      if (!table || row.section !== section) {
        flow.space(14);
        section = row.section;
        table = flow.table(rowColumns, row.section);
      }
      table.row(describeRow(row));
      drawn += 1;
    },
    finish() {
      if (left > 0) {
        flow.space(10);
        flow.text(`${left.toLocaleString('en-US')} more rows are in the CSV file.`, 'strong');
      }
      return flow.finish();
    },
  };
}

/** Lines of estimates, the home office and answers stand among the lines already. */
const isListed = ({ details: { kind } }: FrozenRow) => kind !== 'LINE' && kind !== 'HOME_OFFICE' && kind !== 'VEHICLE';

function describeReport(report: FrozenReport) {
  const period =
    report.from === `${report.taxYear}-01-01` && report.to === `${report.taxYear}-12-31`
      ? String(report.taxYear)
      : `${formatDate(report.from)} to ${formatDate(report.to)}`;
  return [
    { term: 'Report', details: templateFacts[report.template].label },
    { term: report.from === `${report.taxYear}-01-01` ? 'Tax year' : 'Period', details: period },
    ...(report.person ? [{ term: 'Person', details: report.person }] : []),
    { term: 'Made', details: `${formatDateTime(report.madeAt)}${report.madeBy ? ` by ${report.madeBy}` : ''}` },
    {
      term: 'Holds',
      details: `${report.expenses.toLocaleString('en-US')} approved expenses; cash basis, US dollars${report.isInWholeDollars ? ', lines in whole dollars' : ''}`,
    },
  ];
}

function describeRow({ date, label, netAmount, deductibleAmount, details }: FrozenRow): string[] {
  const { kind, description, category, property, miles, purpose, payee } = details;
  const what = [
    label,
    kind === 'TRIP' ? `${miles ?? 0} miles${purpose ? `, ${purpose}` : ''}` : description,
    kind === 'REFUND' ? 'refund' : undefined,
  ];
  const where = [
    category ?? (kind === 'INCOME' ? toWords(details.incomeKind ?? 'income') : undefined),
    property ?? payee,
  ];
  const hasAmounts = kind !== 'DEPRECIATION';
  return [
    date ? formatDate(date) : '',
    join(what, ' – '),
    join(where, ', '),
    hasAmounts ? formatMoney(netAmount) : '',
    hasAmounts && kind !== 'INCOME' ? formatMoney(deductibleAmount) : '',
  ];
}

const join = (parts: readonly (string | undefined)[], sign: string) => parts.filter((part) => part).join(sign);
