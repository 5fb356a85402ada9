import { depreciate } from '~/modules/expenses/tax/depreciation.ts';
import { homeOfficeAmount } from '~/modules/expenses/tax/home-office.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import type { FrozenReport, ReportSection, SectionItem, Verdict1099 } from './content.ts';

/** A line of a report: of a form, a sum of a category, a recipient. */
export interface ReportLine {
  /** Its number on the form. */
  number: string | null;
  name: string;
  /** Cents, under the headings of its table; null where there is none. */
  amounts: (number | null)[];
  /** A formula, a reason, an address. */
  note: string | null;
  isTotal: boolean;
}

/** Lines under one heading. */
export interface ReportTable {
  heading: string | null;
  /** Of the amounts. */
  columns: readonly string[];
  lines: ReportLine[];
}

/** What the lines of a report follow from. */
export type ComputedFrom = Pick<FrozenReport, 'template' | 'taxYear' | 'sections'>;

/**
 * Computes the lines of a report from what was frozen, in cents. Sums are those of the rows' cents: lines are rounded to dollars,
 * where that is asked for, by `writeAmount` and last.
 */
export function computeReport(report: ComputedFrom): ReportTable[] {
  switch (report.template) {
    case 'SCHEDULE_C':
      return [computeScheduleC(report)];
    case 'SCHEDULE_E':
      return computeScheduleE(report);
    case 'FORM_1099_NEC':
    case 'FORM_1099_MISC':
      return compute1099(report);
    case 'QUARTERLY_ESTIMATE':
      return report.sections.map(computeEstimate);
    case 'ANNUAL_SUMMARY':
      return [
        ...report.sections.filter(({ kind }) => kind === 'ESTIMATE').map(computeEstimate),
        ...computeIncome(report),
        computeSums(report),
      ];
    case 'EXPENSE_SUMMARY':
    case 'CATEGORY_BREAKDOWN':
    case 'CUSTOM':
      return [computeSums(report)];
  }
}

/** An amount as a report writes it: cents, or whole dollars rounded half away from zero. */
export function writeAmount(cents: number | null, isInWholeDollars: boolean): string {
  if (cents === null) return '';
  if (!isInWholeDollars) return formatMoney(cents);
  return formatMoney(Math.sign(cents) * Math.round(Math.abs(cents) / 100) * 100).replace(/\.00$/, '');
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const line = (
  number: string | null,
  name: string,
  amount: number | null,
  { note = null, isTotal = false }: { note?: string | null; isTotal?: boolean } = {},
): ReportLine => ({ number, name, amounts: [amount], note, isTotal });

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

function computeScheduleC({ sections, taxYear }: ComputedFrom): ReportTable {
  const income = sum(sections.filter(({ kind }) => kind === 'INCOME').map(({ net }) => net));
  const deductions = computeDeductions(sections, taxYear);
  const expenses = sum(deductions.map(({ amounts }) => amounts[0] ?? 0));
  const tentative = income - expenses;
  const office = sections.flatMap(({ items }) => items ?? []).find((item) => item.kind === 'HOME_OFFICE');
  const asked = office?.kind === 'HOME_OFFICE' ? amountOfOffice(office) : 0;
  const allowed = Math.min(asked, Math.max(0, tentative));
  return {
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
}

function amountOfOffice({ method, squareFeet, months, amount }: SectionItem & { kind: 'HOME_OFFICE' }): number {
  if (method === 'FORM_8829') return homeOfficeAmount({ method, amount });
  return homeOfficeAmount(method === 'SIMPLIFIED' ? { method, squareFeet, months } : { method });
}

function computeScheduleE({ sections, taxYear }: ComputedFrom): ReportTable[] {
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

function compute1099({ template, sections, taxYear }: ComputedFrom): ReportTable[] {
  const threshold = sections.find((section) => section.threshold !== undefined)?.threshold ?? 0;
  const columns = [template === 'FORM_1099_NEC' ? 'Box 1, paid' : 'Box 1, rents'];
  const pick = (
    heading: string,
    verdicts: readonly Verdict1099[],
    write: (section: ReportSection) => string | null,
  ) => {
    const picked = sections.filter(({ verdict }) => verdict && verdicts.includes(verdict));
    if (picked.length === 0) return [];
    const lines = picked.map((section) => line(null, section.heading, section.net, { note: write(section) }));
    const total = line(null, 'Total', sum(picked.map(({ net }) => net)), {
      note: countWords(picked.length, 'payee'),
      isTotal: true,
    });
    return [{ heading, columns, lines: [...lines, total] }];
  };
  return [
    ...pick(
      `A form is due: paid ${formatMoney(threshold).replace(/\.00$/, '')} or more in ${taxYear}`,
      ['FORM'],
      describePayee,
    ),
    ...pick(`The threshold for ${taxYear} is not published`, ['NOT_PUBLISHED'], describePayee),
    ...pick(
      'No form is due',
      ['BELOW_THRESHOLD', 'CORPORATION', 'EXEMPT'],
      ({ verdict }) => (verdict && reasons[verdict]) ?? null,
    ),
    ...pick('Without a payee: name one on each of these expenses', ['NO_PAYEE'], ({ count }) =>
      countWords(count, 'expense'),
    ),
  ];
}

const reasons: Partial<Record<Verdict1099, string>> = {
  BELOW_THRESHOLD: 'Paid less than the threshold.',
  CORPORATION: 'A corporation.',
  EXEMPT: 'Exempt.',
};

function describePayee({ address, lastFour, w9ReceivedOn }: ReportSection): string {
  return [
    lastFour ? `Tax number ending in ${lastFour}` : 'No tax number',
    address ?? 'no address',
    w9ReceivedOn ? `Form W-9 of ${formatDate(w9ReceivedOn)}` : 'no Form W-9 yet',
  ].join(', ');
}

function computeEstimate({ heading, items, dueDate, owed, paid }: ReportSection): ReportTable {
  const lines = (items ?? []).flatMap((item) =>
    item.kind === 'LINE'
      ? [
          line(item.number === undefined ? null : String(item.number), item.name, item.value ?? null, {
            note: [item.formula, item.source].filter((text) => text).join(' · ') || null,
          }),
        ]
      : [],
  );
  return {
    heading: dueDate ? `${heading}, due ${formatDate(dueDate)}` : heading,
    columns: ['Amount'],
    lines: [
      ...lines,
      line(null, 'Estimated', owed ?? 0, { isTotal: true }),
      line(null, 'Paid', paid ?? 0),
      line(null, 'Left to pay', Math.max(0, (owed ?? 0) - (paid ?? 0)), { isTotal: true }),
    ],
  };
}

function computeIncome({ sections }: ComputedFrom): ReportTable[] {
  const income = sections.filter(({ kind }) => kind === 'INCOME');
  if (income.length === 0) return [];
  return [
    {
      heading: 'Income',
      columns: ['Amount'],
      lines: [
        ...income.map(({ property, net, count }) =>
          line(null, property ? `Rents of ${property}` : 'Business income', net, {
            note: `${count === 1 ? '1 entry' : `${count.toLocaleString('en-US')} entries`}`,
          }),
        ),
        line(null, 'Total', sum(income.map(({ net }) => net)), { isTotal: true }),
      ],
    },
  ];
}

function computeSums({ sections }: ComputedFrom): ReportTable {
  const expenses = sections.filter(({ kind }) => kind === 'EXPENSES');
  return {
    heading: 'Expenses',
    columns: ['Spent', 'Deductible'],
    lines: [
      ...expenses.map(({ heading, net, deductible, count }) => ({
        number: null,
        name: heading,
        amounts: [net, deductible],
        note: countWords(count, 'expense'),
        isTotal: false,
      })),
      {
        number: null,
        name: 'Total',
        amounts: [sum(expenses.map(({ net }) => net)), sum(expenses.map(({ deductible }) => deductible))],
        note: null,
        isTotal: true,
      },
    ],
  };
}
