import { divideRounded, scale, takeRate } from './exact.ts';
import type { FilingStatus, StatusFigures, TaxFigures } from './tax-years/figures.ts';

/**
 * Version of the rules below. It is raised whenever a change of them changes an amount, so that saved estimates show
 * that they were calculated otherwise.
 */
export const calculationVersion = '1';

/** What an estimate is calculated from: the amounts of a whole year, in cents. */
export interface TaxInputs {
  readonly filingStatus: FilingStatus;
  /** Gross receipts of the business. */
  readonly businessIncome: number;
  /** Deductible amounts of the expenses on Schedule C. */
  readonly businessDeductions: number;
  readonly businessDepreciation: number;
  /** The home office before its limit, the profit. */
  readonly homeOffice: number;
  readonly rents: number;
  /** Deductible amounts of the expenses on Schedule E. */
  readonly rentalDeductions: number;
  readonly rentalDepreciation: number;
  /** W-2 wages of the household. */
  readonly wages: number;
  /** The owner's own wages on which Social Security was withheld. */
  readonly socialSecurityWages: number;
  readonly otherIncome: number;
  /** The part of other income that is investment income. */
  readonly investmentIncome: number;
  /** The part of other income that is net capital gain. */
  readonly netCapitalGain: number;
  readonly healthInsurance: number;
  readonly retirement: number;
  readonly otherAdjustments: number;
  readonly itemizedDeductions: number;
  readonly additionalDeductions: number;
  /** Wages the business pays, and the basis of its property: the limits of the QBI deduction. */
  readonly wagesPaid: number;
  readonly qualifiedProperty: number;
  readonly credits: number;
  readonly otherTaxes: number;
  readonly isRentalQualified: boolean;
  readonly participatesMaterially: boolean;
  readonly isRealEstateProfessional: boolean;
  /** Millionths; null while it is not known. */
  readonly stateRate: number | null;
  readonly stateDeduction: number;
  /** Millionths of the profit, in place of the income tax; null unless the method is SIMPLIFIED. */
  readonly simplifiedRate: number | null;
}

/** The lines of an estimate in cents, by their number. Line 17 is null while the state's rate is not known. */
export interface TaxAmounts {
  readonly 1: number;
  readonly 2: number;
  readonly 3: number;
  readonly 4: number;
  readonly 5: number;
  readonly 6: number;
  readonly 7: number;
  readonly 8: number;
  readonly 9: number;
  readonly 10: number;
  readonly 11: number;
  readonly 12: number;
  readonly 13: number;
  readonly 14: number;
  readonly 15: number;
  readonly 16: number;
  readonly 17: number | null;
}

/** Rates of the self-employment tax and its neighbours, in millionths; none of them changes with the year. */
export const rates = {
  /** Part of the profit that self-employment tax is paid on: section 1402(a)(12). */
  netEarnings: 923_500,
  socialSecurity: 124_000,
  medicare: 29_000,
  additionalMedicare: 9_000,
  investmentIncome: 38_000,
  qbi: 200_000,
} as const;

/** Net earnings below this many cents owe no self-employment tax: section 1402(b)(2). */
export const leastNetEarnings = 40_000;

/** Percent of the seven brackets. */
export const bracketPercents = [10, 12, 22, 24, 32, 35, 37] as const;

/** Calculates the lines of an estimate, each rounded to the cent, half away from zero, before the next one uses it. */
export function calculateAmounts(inputs: TaxInputs, figures: TaxFigures): TaxAmounts {
  const status = figures.statuses[inputs.filingStatus];
  const profit = profitBeforeHomeOffice(inputs) - allowedHomeOffice(inputs);
  const netBeforeMinimum = takeRate(Math.max(0, profit), rates.netEarnings);
  const net = netBeforeMinimum < leastNetEarnings ? 0 : netBeforeMinimum;
  const socialSecurity = takeRate(
    Math.min(net, Math.max(0, figures.socialSecurityWageBase - inputs.socialSecurityWages)),
    rates.socialSecurity,
  );
  const medicare = takeRate(net, rates.medicare);
  const selfEmployment = socialSecurity + medicare;
  const half = scale(selfEmployment, 1, 2);
  const adjusted =
    profit +
    inputs.wages +
    countedRental(inputs) +
    inputs.otherIncome -
    half -
    inputs.healthInsurance -
    inputs.retirement -
    inputs.otherAdjustments;
  const deduction = Math.max(status.standardDeduction, inputs.itemizedDeductions) + inputs.additionalDeductions;
  const beforeQbi = Math.max(0, adjusted - deduction);
  const qualified = Math.max(
    0,
    profit - half - inputs.healthInsurance - inputs.retirement + (inputs.isRentalQualified ? countedRental(inputs) : 0),
  );
  const qbiDeduction = deductQbi(inputs, qualified, beforeQbi, figures);
  const taxable = Math.max(0, beforeQbi - qbiDeduction);
  const isSimplified = inputs.simplifiedRate !== null;
  const incomeTax =
    inputs.simplifiedRate !== null
      ? takeRate(Math.max(0, profit), inputs.simplifiedRate)
      : taxBySchedule(taxable, status.bracketTops);
  const additional = isSimplified ? 0 : additionalMedicare(inputs, net, status);
  const investment = isSimplified ? 0 : investmentTax(inputs, adjusted, status);
  const total = isSimplified
    ? incomeTax + selfEmployment
    : Math.max(0, incomeTax - inputs.credits) + selfEmployment + additional + investment + inputs.otherTaxes;
  return {
    1: profit,
    2: net,
    3: socialSecurity,
    4: medicare,
    5: selfEmployment,
    6: half,
    7: adjusted,
    8: deduction,
    9: beforeQbi,
    10: qualified,
    11: qbiDeduction,
    12: taxable,
    13: incomeTax,
    14: additional,
    15: investment,
    16: total,
    17: inputs.stateRate === null ? null : takeRate(Math.max(0, adjusted - inputs.stateDeduction), inputs.stateRate),
  };
}

/** Profit of the business before the home office, cents; negative for a loss. */
export function profitBeforeHomeOffice(inputs: TaxInputs): number {
  return inputs.businessIncome - inputs.businessDeductions - inputs.businessDepreciation;
}

/** The home office that is deducted: at most the profit before it, and nothing from a loss. */
export function allowedHomeOffice(inputs: TaxInputs): number {
  return Math.min(inputs.homeOffice, Math.max(0, profitBeforeHomeOffice(inputs)));
}

/** Net of the rental properties, cents; negative for a loss. */
export function rentalNet(inputs: TaxInputs): number {
  return inputs.rents - inputs.rentalDeductions - inputs.rentalDepreciation;
}

/** The net of the rentals that counts: a loss does for a real-estate professional only. */
export function countedRental(inputs: TaxInputs): number {
  const net = rentalNet(inputs);
  return inputs.isRealEstateProfessional ? net : Math.max(0, net);
}

/** Tax by the rate schedule on taxable income, cents. */
export function taxBySchedule(taxable: number, tops: StatusFigures['bracketTops']): number {
  return divideRounded(
    splitByBracket(taxable, tops).reduce((sum, { amount, percent }) => sum + BigInt(amount) * BigInt(percent), 0n),
    100n,
  );
}

/** The part of the taxable income in each bracket, in cents, without the brackets it does not reach. */
export function splitByBracket(
  taxable: number,
  tops: StatusFigures['bracketTops'],
): { amount: number; percent: number }[] {
  return bracketPercents
    .map((percent, place) => {
      const from = tops[place - 1] ?? 0;
      return { percent, amount: Math.max(0, Math.min(taxable, tops[place] ?? taxable) - from) };
    })
    .filter(({ amount }) => amount > 0);
}

/**
 * The deduction for qualified business income: section 199A. The limit by wages and property is phased in above the
 * threshold. Amounts are counted in fortieths of a cent, in which 20 %, 25 %, 50 % and 2.5 % are whole.
 */
function deductQbi(inputs: TaxInputs, qualified: number, beforeQbi: number, figures: TaxFigures): number {
  const { qbiThreshold, qbiPhaseIn } = figures.statuses[inputs.filingStatus];
  const full = 8n * BigInt(qualified);
  const limit = limitByWages(inputs);
  const limited = limit < full ? limit : full;
  const above = BigInt(Math.min(Math.max(0, beforeQbi - qbiThreshold), qbiPhaseIn));
  const range = BigInt(qbiPhaseIn);
  const phased = divideRounded(full * range - (full - limited) * above, 40n * range);
  const ceiling = takeRate(Math.max(0, beforeQbi - inputs.netCapitalGain), rates.qbi);
  const deduction = Math.min(phased, ceiling);
  return hasMinimum(inputs, qualified, figures) ? Math.max(deduction, figures.qbiMinimum?.deduction ?? 0) : deduction;
}

/** Whether the least QBI deduction is given: from 2026, with $1,000 of income of a business one takes part in. */
export function hasMinimum(inputs: TaxInputs, qualified: number, { qbiMinimum }: TaxFigures): boolean {
  return qbiMinimum !== null && inputs.participatesMaterially && qualified >= qbiMinimum.income;
}

/** The larger of 50 % of wages paid and 25 % of them + 2.5 % of property, in fortieths of a cent. */
function limitByWages({ wagesPaid, qualifiedProperty }: TaxInputs): bigint {
  const byWages = 20n * BigInt(wagesPaid);
  const byProperty = 10n * BigInt(wagesPaid) + BigInt(qualifiedProperty);
  return byWages > byProperty ? byWages : byProperty;
}

/** The same limit in cents, as the page shows it. */
export function qbiLimit(inputs: TaxInputs): number {
  return divideRounded(limitByWages(inputs), 40n);
}

/** 0.9 % of wages, and of net earnings, above the threshold that the wages have not used up: Form 8959. */
function additionalMedicare({ wages }: TaxInputs, net: number, status: StatusFigures): number {
  const threshold = status.additionalMedicareThreshold;
  const above = Math.max(0, wages - threshold) + Math.max(0, net - Math.max(0, threshold - wages));
  return takeRate(above, rates.additionalMedicare);
}

/** Net investment income, cents. The rentals of a real-estate professional are none. */
export function netInvestmentIncome(inputs: TaxInputs): number {
  return Math.max(0, inputs.investmentIncome + (inputs.isRealEstateProfessional ? 0 : countedRental(inputs)));
}

/** 3.8 % of the smaller of net investment income and income above the threshold: Form 8960. */
function investmentTax(inputs: TaxInputs, adjusted: number, status: StatusFigures): number {
  const above = Math.max(0, adjusted - status.investmentThreshold);
  return takeRate(Math.min(netInvestmentIncome(inputs), above), rates.investmentIncome);
}
