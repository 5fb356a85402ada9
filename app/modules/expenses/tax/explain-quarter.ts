import { formatMoney as money } from '~/utils/money.ts';
import { monthsToEnd, type Quarter, quarterPeriod } from './due-dates.ts';
import type { TaxEstimate } from './estimate.ts';
import { sumOf, writeRate } from './exact.ts';
import type { EstimateLine } from './explain.ts';
import { annualizedParts } from './instalments.ts';
import type { RowLink } from './row-links.ts';
import { explainRequired } from './words.ts';

const lineLink = (number: number): RowLink => ({ label: `Line ${number}`, href: `#line-${number}` });

/** Explains a quarter's instalment line by line, as `explainLines` does the year. */
export function explainQuarter(estimate: TaxEstimate, quarter: Quarter): EstimateLine[] {
  const { year, amounts, required, withheld, instalments } = estimate;
  const instalment = instalments[quarter - 1];
  if (!instalment) return [];
  const before = instalments.slice(0, quarter - 1);
  const requiredBefore = before.at(-1)?.required ?? 0;
  const paidBefore = sumOf(before.map(({ amount }) => amount));
  const settings: RowLink = { label: 'Settings', href: `/expenses/tax/settings?year=${year}` };
  const source = 'Form 2210, part III; Internal Revenue Code section 6654(d)';
  return [
    {
      number: 1,
      name: 'Total federal tax of the year',
      value: amounts[16],
      rule: 'Line 16 of the year',
      formula: money(amounts[16]),
      source: 'Form 1040 with Schedule 2',
      links: [{ label: 'Line 16 of the year', href: `/expenses/tax/${year}#line-16` }],
    },
    {
      number: 2,
      name: '90 % of this year’s tax',
      value: required.ofThisYear,
      rule: 'Line 1 × 90 %',
      formula: `${money(amounts[16])} × 90 %`,
      source,
      links: [lineLink(1)],
    },
    {
      number: 3,
      name: `Part of the tax of ${year - 1}`,
      value: required.ofLastYear,
      rule: `100 % of last year’s tax, or 110 % where last year’s adjusted gross income was more than $150,000 ($75,000 filing separately) or is not known`,
      formula:
        required.ofLastYear === null ? 'not known: type it in the settings' : required.isHighIncome ? '110 %' : '100 %',
      source,
      links: [settings],
    },
    {
      number: 4,
      name: 'Required during the year',
      value: required.amount,
      rule: 'The smaller of lines 2 and 3; nothing where less than $1,000 is left after withholding, or no tax was owed for the whole of last year',
      formula: explainRequired(required, year),
      source: `${source}, (e)`,
      links: [lineLink(2), lineLink(3)],
    },
    {
      number: 5,
      name: 'Equal part due by now',
      value: instalment.equal,
      rule: `${quarter} of 4 equal parts of line 4`,
      formula: `${money(required.amount)} × ${quarter} ÷ 4`,
      source,
      links: [lineLink(4)],
    },
    ...explainAnnualized(estimate, quarter, instalment.annualized),
    {
      number: 7,
      name: 'Required by now',
      value: instalment.required,
      rule: 'The smaller of lines 5 and 6, at least what earlier quarters required',
      formula: `smaller of ${money(instalment.equal)} and ${instalment.annualized === null ? 'nothing else' : money(instalment.annualized)}; earlier quarters ${money(requiredBefore)}`,
      source,
      links: [lineLink(5), lineLink(6)],
    },
    {
      number: 8,
      name: 'Withheld by now',
      value: instalment.withheld,
      rule: `A quarter of the year’s federal withholding each time: ${quarter} of 4`,
      formula: `${money(withheld)} × ${quarter} ÷ 4`,
      source: 'Internal Revenue Code section 6654(g)',
      links: [settings, { label: 'Income', href: `/expenses/income?year=${year}` }],
    },
    {
      number: 9,
      name: 'Earlier instalments',
      value: paidBefore,
      rule: 'Instalments of the quarters before this one',
      formula: before.length === 0 ? 'none' : before.map(({ amount }) => money(amount)).join(' + '),
      source,
      links: before.map((earlier) => ({
        label: `Quarter ${earlier.quarter}`,
        href: `/expenses/tax/${year}/${earlier.quarter}`,
      })),
    },
    {
      number: 10,
      name: 'Instalment of this quarter',
      value: instalment.amount,
      rule: 'Line 7 − line 8 − line 9, at least 0',
      formula: `${money(instalment.required)} − ${money(instalment.withheld)} − ${money(paidBefore)}`,
      source,
      links: [lineLink(7), lineLink(8), lineLink(9)],
    },
  ];
}

function explainAnnualized(estimate: TaxEstimate, quarter: Quarter, annualized: number | null): EstimateLine[] {
  const { year, periodTaxes } = estimate;
  const tax = periodTaxes[quarter];
  const months = monthsToEnd[quarter];
  const { end } = quarterPeriod(year, quarter);
  const period = `from=${year}-01-01&to=${end}`;
  return [
    {
      number: 6,
      name: 'Annualized part due by now',
      value: annualized,
      rule: `Line 16 of the figures of the first ${months} months taken × 12 ÷ ${months} (typed yearly amounts count evenly), × ${writeRate(annualizedParts[quarter])}`,
      formula:
        annualized !== null && tax !== null
          ? `${money(tax)} × ${writeRate(annualizedParts[quarter])}`
          : tax === null
            ? 'not used: the period is not over, or the instalments are equal'
            : 'not used: the instalments are equal',
      source: 'Form 2210, Schedule AI',
      links: [
        { label: 'Income of the period', href: `/expenses/income?${period}` },
        { label: 'Expenses of the period', href: `/expenses?${period}&status=APPROVED` },
      ],
    },
  ];
}
