import { depreciate } from '~/modules/expenses/tax/depreciation.ts';
import { homeOfficeAmount } from '~/modules/expenses/tax/home-office.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import type { ReportSection, SectionItem } from './content.ts';
import { type ComputedFrom, line, type ReportLine, type ReportTable, sum, writeAnswer } from './tables.ts';

/** The sections of expenses and depreciation, those of the same line together. */
function computeDeductions(sections: readonly ReportSection[], taxYear: number): ReportLine[] {
  const byLine = new Map<string, ReportSection[]>();
  for (const section of sections) {
    if (section.kind !== 'EXPENSES' && section.kind !== 'DEPRECIATION') continue;
    const number = section.line ?? '';
    byLine.set(number, [...(byLine.get(number) ?? []), section]);
  }
  return [...byLine].map(([number, parts]) => {
    const spent = sum(parts.map(({ net }) => net));
    const deductible = sum(parts.map((part) => part.deductible + depreciationOf(part.items ?? [], taxYear)));
    const count = sum(parts.filter(({ kind }) => kind === 'EXPENSES').map((part) => part.count));
    const isPartial = count > 0 && spent !== sum(parts.map((part) => part.deductible));
    const note =
      count > 0 ? `${countWords(count, 'expense')}${isPartial ? `, ${formatMoney(spent)} spent` : ''}` : null;
    return line(number, parts[0]?.label ?? '', deductible, { note });
  });
}

const depreciationOf = (items: readonly SectionItem[], taxYear: number) =>
  sum(
    items.map((item) =>
      item.kind === 'DEPRECIATION' ? depreciate({ ...item, yearlyAmounts: item.yearlyAmounts }, taxYear).cents : 0,
    ),
  );

/** Schedule C: the business, and lines 43 to 47 for each of its vehicles. */
export function computeScheduleC({ sections, taxYear }: ComputedFrom): ReportTable[] {
  const income = sum(sections.filter(({ kind }) => kind === 'INCOME').map(({ net }) => net));
  const deductions = computeDeductions(sections, taxYear);
  const expenses = sum(deductions.map(({ amounts }) => amounts[0] ?? 0));
  const tentative = income - expenses;
  const office = sections.flatMap(({ items }) => items ?? []).find((item) => item.kind === 'HOME_OFFICE');
  const asked = office?.kind === 'HOME_OFFICE' ? amountOfOffice(office) : 0;
  const allowed = Math.min(asked, Math.max(0, tentative));
  const form = {
    heading: 'Schedule C (Form 1040), profit or loss from business',
    columns: ['Amount'],
    lines: [
      line('1', 'Gross receipts or sales', income),
      ...deductions,
      line('28', 'Total expenses before business use of home', expenses, { isTotal: true }),
      line('29', 'Tentative profit or loss', tentative, { note: 'Line 1 − line 28' }),
      line('30', 'Business use of your home', allowed, {
        note:
          asked > allowed ? `${formatMoney(asked)}, at most the tentative profit; the rest is not carried over` : null,
      }),
      line('31', 'Net profit or loss', tentative - allowed, { note: 'Line 29 − line 30', isTotal: true }),
    ],
  };
  return [form, ...sections.filter(({ kind }) => kind === 'VEHICLE').map(answerVehicle)];
}

function amountOfOffice({ method, squareFeet, months, amount }: SectionItem & { kind: 'HOME_OFFICE' }): number {
  if (method === 'FORM_8829') return homeOfficeAmount({ method, amount });
  return homeOfficeAmount(method === 'SIMPLIFIED' ? { method, squareFeet, months } : { method });
}

/** Lines 43 to 47 of Schedule C for a vehicle. */
function answerVehicle({ heading, items }: ReportSection): ReportTable {
  return {
    heading,
    columns: ['Answer'],
    lines: (items ?? []).flatMap((item) =>
      item.kind === 'VEHICLE' ? [{ ...line(item.number, item.name, null), answer: writeAnswer(item.answer) }] : [],
    ),
  };
}

/** Schedule E: each rental property, and all of them together. */
export function computeScheduleE({ sections, taxYear }: ComputedFrom): ReportTable[] {
  const properties = [...new Set(sections.map(({ property }) => property ?? ''))];
  const tables = properties.map((property) => {
    const own = sections.filter((section) => (section.property ?? '') === property);
    const rents = sum(own.filter(({ kind }) => kind === 'INCOME').map(({ net }) => net));
    const deductions = computeDeductions(own, taxYear);
    const expenses = sum(deductions.map(({ amounts }) => amounts[0] ?? 0));
    return {
      rents,
      expenses,
      table: {
        heading: property,
        columns: ['Amount'],
        lines: [
          line('3', 'Rents received', rents),
          ...deductions,
          line('20', 'Total expenses', expenses, { isTotal: true }),
          line('21', 'Income or loss', rents - expenses, { note: 'Line 3 − line 20', isTotal: true }),
        ],
      },
    };
  });
  const rents = sum(tables.map((each) => each.rents));
  const expenses = sum(tables.map((each) => each.expenses));
  return [
    ...tables.map(({ table }) => table),
    {
      heading: 'All rental properties (Schedule E, Form 1040)',
      columns: ['Amount'],
      lines: [
        line('23a', 'Total rents', rents),
        line('23e', 'Total expenses', expenses),
        line(null, 'Income or loss', rents - expenses, {
          note: 'Passive-loss limits are not computed.',
          isTotal: true,
        }),
      ],
    },
  ];
}
