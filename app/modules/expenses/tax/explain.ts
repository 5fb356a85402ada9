import { formatMoney } from '~/utils/money.ts';
import {
  allowedHomeOffice,
  countedRental,
  hasMinimum,
  leastNetEarnings,
  netInvestmentIncome,
  profitBeforeHomeOffice,
  qbiLimit,
  rates,
  rentalNet,
  splitByBracket,
} from './amounts.ts';
import type { TaxEstimate } from './estimate.ts';
import { scale, takeRate, writeRate } from './exact.ts';
import type { RowLink, RowLinks } from './row-links.ts';

/** A line of an estimate as a page, a report and a saved estimate show it. */
export interface EstimateLine {
  readonly number: number;
  readonly name: string;
  /** Cents; null while it cannot be known. */
  readonly value: number | null;
  /** The rule, in words. */
  readonly rule: string;
  /** The rule with this year's values in it. */
  readonly formula: string;
  /** The form or the law it is from. */
  readonly source: string;
  /** The rows or lines it is made of. */
  readonly links: readonly RowLink[];
}

type LineNumber = keyof TaxEstimate['amounts'];

const money = (cents: number) => (cents < 0 ? `−${formatMoney(-cents)}` : formatMoney(cents));

/** A sum with its signs, without what is 0: "$5.00 + $3.00 − $1.00". The first amount always stands. */
function writeSum(first: number, ...others: [sign: '+' | '−', cents: number, name: string][]): string {
  const shown = others
    .filter(([, cents]) => cents !== 0)
    .map(([sign, cents, name]) => ` ${sign} ${money(cents)} ${name}`);
  return [money(first), ...shown].join('');
}

/** Explains the 17 lines of an estimate, each with its rule, its values, its source and the rows behind it. */
export function explainLines(estimate: TaxEstimate, links: RowLinks): EstimateLine[] {
  return [
    ...explainSelfEmployment(estimate, links),
    ...explainIncome(estimate, links),
    ...explainQbi(estimate, links),
    ...explainTaxes(estimate, links),
  ];
}

/** A link to another line of the same page. */
const lineLink = (number: LineNumber): RowLink => ({ label: `Line ${number}`, href: `#line-${number}` });

function explainSelfEmployment({ inputs, amounts, figures }: TaxEstimate, links: RowLinks): EstimateLine[] {
  const base = Math.max(0, figures.socialSecurityWageBase - inputs.socialSecurityWages);
  return [
    {
      number: 1,
      name: 'Schedule C profit',
      value: amounts[1],
      rule: 'Business income − deductible expenses − depreciation − home office, which is at most the profit before it',
      formula: `${money(inputs.businessIncome)} − ${money(inputs.businessDeductions)} − ${money(inputs.businessDepreciation)} = ${money(profitBeforeHomeOffice(inputs))}; − ${money(allowedHomeOffice(inputs))} home office`,
      source: 'Schedule C (Form 1040); Rev. Proc. 2013-13 or Form 8829 for the home office',
      links: [links.businessIncome, links.businessDeductions, links.assets, links.settings],
    },
    {
      number: 2,
      name: 'Net earnings from self-employment',
      value: amounts[2],
      rule: 'Line 1, at least 0, × 92.35 %; under $400 no self-employment tax is due and lines 2 to 5 are 0',
      formula:
        amounts[2] === 0 && amounts[1] > 0
          ? `${money(amounts[1])} × ${writeRate(rates.netEarnings)} = ${money(takeRate(amounts[1], rates.netEarnings))}, under ${money(leastNetEarnings)}`
          : `${money(Math.max(0, amounts[1]))} × ${writeRate(rates.netEarnings)}`,
      source: 'Schedule SE (Form 1040), line 4; Internal Revenue Code section 1402',
      links: [lineLink(1)],
    },
    {
      number: 3,
      name: 'Social Security part',
      value: amounts[3],
      rule: 'The smaller of line 2 and the wage base less your own Social Security wages, × 12.4 %',
      formula: `smaller of ${money(amounts[2])} and ${money(figures.socialSecurityWageBase)} − ${money(inputs.socialSecurityWages)} = ${money(base)}; × ${writeRate(rates.socialSecurity)}`,
      source: `Schedule SE (Form 1040), line 10; ${figures.sources.wageBase}`,
      links: [lineLink(2), links.settings],
    },
    {
      number: 4,
      name: 'Medicare part',
      value: amounts[4],
      rule: 'Line 2 × 2.9 %',
      formula: `${money(amounts[2])} × ${writeRate(rates.medicare)}`,
      source: 'Schedule SE (Form 1040), line 11',
      links: [lineLink(2)],
    },
    {
      number: 5,
      name: 'Self-employment tax',
      value: amounts[5],
      rule: 'Line 3 + line 4',
      formula: `${money(amounts[3])} + ${money(amounts[4])}`,
      source: 'Schedule SE (Form 1040), line 12',
      links: [lineLink(3), lineLink(4)],
    },
    {
      number: 6,
      name: 'Deductible half of self-employment tax',
      value: amounts[6],
      rule: 'Line 5 ÷ 2',
      formula: `${money(amounts[5])} ÷ 2`,
      source: 'Schedule SE (Form 1040), line 13; Internal Revenue Code section 164(f)',
      links: [lineLink(5)],
    },
  ];
}

function explainIncome(estimate: TaxEstimate, links: RowLinks): EstimateLine[] {
  const { inputs, amounts, figures } = estimate;
  const { standardDeduction } = figures.statuses[inputs.filingStatus];
  const isItemized = inputs.itemizedDeductions > standardDeduction;
  return [
    {
      number: 7,
      name: 'Adjusted gross income',
      value: amounts[7],
      rule: 'Line 1 + W-2 wages + rental net + other income − line 6 − health insurance, retirement and other adjustments',
      formula: `${writeSum(
        amounts[1],
        ['+', inputs.wages, 'wages'],
        ['+', countedRental(inputs), 'rentals'],
        ['+', inputs.otherIncome, 'other income'],
        ['−', amounts[6], 'half of self-employment tax'],
        ['−', inputs.healthInsurance, 'health insurance'],
        ['−', inputs.retirement, 'retirement'],
        ['−', inputs.otherAdjustments, 'other adjustments'],
      )}${explainRental(estimate)}`,
      source: 'Form 1040 with Schedules 1 and E',
      links: [lineLink(1), links.rents, links.rentalDeductions, lineLink(6), links.settings],
    },
    {
      number: 8,
      name: 'Deductions',
      value: amounts[8],
      rule: 'The larger of the standard deduction and itemized deductions, + additional deductions',
      formula: `${isItemized ? 'itemized' : 'standard'}, the larger of ${money(standardDeduction)} and ${money(inputs.itemizedDeductions)}; + ${money(inputs.additionalDeductions)} additional`,
      source: `Form 1040; ${figures.sources.standardDeduction}`,
      links: [links.settings],
    },
    {
      number: 9,
      name: 'Taxable income before the QBI deduction',
      value: amounts[9],
      rule: 'Line 7 − line 8, at least 0',
      formula: `${money(amounts[7])} − ${money(amounts[8])}`,
      source: 'Form 8995, line 11',
      links: [lineLink(7), lineLink(8)],
    },
  ];
}

/** How the rentals counted, where that is not what the rows alone say. */
function explainRental({ inputs }: TaxEstimate): string {
  const net = rentalNet(inputs);
  if (net >= 0) return '';
  return inputs.isRealEstateProfessional
    ? `; the rental loss of ${money(-net)} counts, because you materially participate as a real-estate professional`
    : `; the rental loss of ${money(-net)} counts 0, because passive-loss rules are not computed`;
}

function explainQbi(estimate: TaxEstimate, links: RowLinks): EstimateLine[] {
  const { inputs, amounts, figures } = estimate;
  return [
    {
      number: 10,
      name: 'Qualified business income',
      value: amounts[10],
      rule: 'Line 1 − line 6 − health insurance − retirement, + rental net if it qualifies, at least 0',
      formula: writeSum(
        amounts[1],
        ['−', amounts[6], 'half of self-employment tax'],
        ['−', inputs.healthInsurance, 'health insurance'],
        ['−', inputs.retirement, 'retirement'],
        ['+', inputs.isRentalQualified ? countedRental(inputs) : 0, 'rentals'],
      ),
      source:
        'Form 8995, line 4; Internal Revenue Code section 199A(c). Real-estate brokerage is no specified service business',
      links: [lineLink(1), lineLink(6), links.settings],
    },
    {
      number: 11,
      name: 'QBI deduction',
      value: amounts[11],
      rule: '20 % of line 10, limited above a threshold by wages paid and property, and at most 20 % of line 9 without net capital gain',
      formula: explainQbiDeduction(estimate),
      source: `Form 8995 or 8995-A; ${figures.sources.qbi}`,
      links: [lineLink(9), lineLink(10), links.settings],
    },
    {
      number: 12,
      name: 'Taxable income',
      value: amounts[12],
      rule: 'Line 9 − line 11, at least 0',
      formula: `${money(amounts[9])} − ${money(amounts[11])}`,
      source: 'Form 1040',
      links: [lineLink(9), lineLink(11)],
    },
  ];
}

function explainQbiDeduction({ inputs, amounts, figures }: TaxEstimate): string {
  const { qbiThreshold, qbiPhaseIn } = figures.statuses[inputs.filingStatus];
  const full = takeRate(amounts[10], rates.qbi);
  const limited = Math.min(full, qbiLimit(inputs));
  const above = amounts[9] - qbiThreshold;
  const ceiling = takeRate(Math.max(0, amounts[9] - inputs.netCapitalGain), rates.qbi);
  const parts = [`${writeRate(rates.qbi)} of ${money(amounts[10])} = ${money(full)}`];
  if (above > 0) {
    parts.push(
      `limited by wages and property to ${money(limited)}, because line 9 is ${money(above)} above ${money(qbiThreshold)}`,
    );
    if (above < qbiPhaseIn) {
      parts.push(
        `in part: ${money(full)} − ${money(full - limited)} × ${money(above)} ÷ ${money(qbiPhaseIn)} = ${money(full - scale(full - limited, above, qbiPhaseIn))}`,
      );
    }
  }
  parts.push(
    `at most ${writeRate(rates.qbi)} of ${money(amounts[9])} − ${money(inputs.netCapitalGain)} = ${money(ceiling)}`,
  );
  if (hasMinimum(inputs, amounts[10], figures) && figures.qbiMinimum) {
    parts.push(`at least ${money(figures.qbiMinimum.deduction)}`);
  }
  return parts.join('; ');
}

function explainTaxes(estimate: TaxEstimate, links: RowLinks): EstimateLine[] {
  const { inputs, amounts, figures } = estimate;
  const isSimplified = inputs.simplifiedRate !== null;
  const status = figures.statuses[inputs.filingStatus];
  const notUsed = 'not used by the simplified method';
  return [
    {
      number: 13,
      name: isSimplified ? 'Income tax by your rate' : 'Income tax',
      value: amounts[13],
      rule: isSimplified ? 'Line 1, at least 0, × the rate you typed' : 'Line 12 by the rate schedule',
      formula:
        inputs.simplifiedRate !== null
          ? `${money(Math.max(0, amounts[1]))} × ${writeRate(inputs.simplifiedRate)}`
          : splitByBracket(amounts[12], status.bracketTops)
              .map(({ amount, percent }) => `${percent} % of ${money(amount)}`)
              .join(' + ') || `nothing of ${money(0)}`,
      source: isSimplified ? 'Your settings' : `Form 1040; rate schedules of ${figures.sources.brackets}`,
      links: isSimplified ? [lineLink(1), links.settings] : [lineLink(12)],
    },
    {
      number: 14,
      name: 'Additional Medicare tax',
      value: amounts[14],
      rule: '0.9 % of wages above the threshold, and of line 2 above what wages left of it',
      formula: isSimplified
        ? notUsed
        : `${writeRate(rates.additionalMedicare)} of ${money(Math.max(0, inputs.wages - status.additionalMedicareThreshold))} wages above ${money(status.additionalMedicareThreshold)}, and of ${money(Math.max(0, amounts[2] - Math.max(0, status.additionalMedicareThreshold - inputs.wages)))} of line 2 above ${money(Math.max(0, status.additionalMedicareThreshold - inputs.wages))}`,
      source: `Form 8959; ${figures.sources.additionalMedicare}`,
      links: [lineLink(2), links.settings],
    },
    {
      number: 15,
      name: 'Net investment income tax',
      value: amounts[15],
      rule: '3.8 % of the smaller of net investment income and line 7 above the threshold',
      formula: isSimplified
        ? notUsed
        : `${writeRate(rates.investmentIncome)} of the smaller of ${money(netInvestmentIncome(inputs))} and ${money(Math.max(0, amounts[7] - status.investmentThreshold))}, what line 7 is above ${money(status.investmentThreshold)}`,
      source: `Form 8960; ${figures.sources.investmentIncome}`,
      links: [lineLink(7), links.rents, links.settings],
    },
    {
      number: 16,
      name: 'Total federal tax',
      value: amounts[16],
      rule: isSimplified
        ? 'Line 5 + line 13'
        : 'Line 13 − credits, at least 0, + line 5 + line 14 + line 15 + other taxes',
      formula: isSimplified
        ? `${money(amounts[5])} + ${money(amounts[13])}`
        : `${money(Math.max(0, amounts[13] - inputs.credits))}${inputs.credits > 0 ? ` after ${money(inputs.credits)} of credits` : ''} + ${money(amounts[5])} + ${money(amounts[14])} + ${money(amounts[15])} + ${money(inputs.otherTaxes)}`,
      source: 'Form 1040 with Schedule 2',
      links: [lineLink(13), lineLink(5), lineLink(14), lineLink(15), links.settings],
    },
    {
      number: 17,
      name: 'State income tax',
      value: amounts[17],
      rule: 'Line 7 less the state deduction, at least 0, × your state’s rate',
      formula:
        inputs.stateRate === null
          ? 'not known: type the rate of your state in the settings'
          : `${money(Math.max(0, amounts[7] - inputs.stateDeduction))} × ${writeRate(inputs.stateRate)}`,
      source: 'Your settings; your state’s law',
      links: [lineLink(7), links.settings],
    },
  ];
}
