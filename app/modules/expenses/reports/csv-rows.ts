import { type Cell, dollarCell } from '~/services/csv.server.ts';
import { toWords } from '~/utils/words.ts';
import type { FrozenRow } from './content.ts';
import { type ReportTable, writeAnswer } from './tables.ts';

/** The headings of a report's rows as a file. */
export const rowHeadings = [
  'Row',
  'Section',
  'Kind',
  'Date',
  'Merchant or payer',
  'Description',
  'Category',
  'Property',
  'Person',
  'Payee',
  'Paid by',
  'Percent',
  'Amount',
  'Deductible',
  'Receipts',
] as const;

/** A row as the cells of a file, amounts in dollars. */
export function writeRow(row: FrozenRow): Cell[] {
  const { kind, description, purpose, answer, category, property, person, payee, paidBy, percent, receipts } =
    row.details;
  return [
    row.position,
    row.section,
    toWords(kind),
    row.date,
    row.label,
    description ?? purpose ?? (answer === undefined ? null : writeAnswer(answer)),
    category ?? null,
    property ?? null,
    person ?? null,
    payee ?? null,
    paidBy ? toWords(paidBy) : null,
    percent ?? null,
    dollarCell(row.netAmount),
    dollarCell(row.deductibleAmount),
    receipts?.length ?? 0,
  ];
}

/** The headings of a report's lines as a file. */
export const lineHeadings = ['Heading', 'Line', 'Name', 'Column', 'Amount', 'How'] as const;

/** The lines of a report as the rows of a file, one for each amount. */
export function writeLines(tables: readonly ReportTable[]): Cell[][] {
  return tables.flatMap(({ heading, columns, lines }) =>
    lines.flatMap(({ number, name, amounts, answer, note }) =>
      amounts.map((amount, index): Cell[] => [
        heading,
        number,
        name,
        columns[index] ?? null,
        answer ?? dollarCell(amount),
        note,
      ]),
    ),
  );
}
