import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { countWords } from '~/utils/words.ts';
import type { ReportSection, Verdict1099 } from './content.ts';
import { computeScheduleC, computeScheduleE } from './schedules.ts';
import { type ComputedFrom, line, type ReportTable, sum } from './tables.ts';

/**
 * Computes the lines of a report from what was frozen, in cents. Sums are those of the rows' cents: lines are rounded to dollars,
 * where that is asked for, by `writeCells` and last.
 */
export function computeReport(report: ComputedFrom): ReportTable[] {
  switch (report.template) {
    case 'SCHEDULE_C':
      return computeScheduleC(report);
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
