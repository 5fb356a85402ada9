import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateYear, splitTaxes } from './estimate.ts';
import { sumOf } from './exact.ts';
import { planInstalments } from './instalments.ts';
import { completedMonths, noWhatIf, type TaxSettings, type YearBooks } from './plan.ts';
import { requirePayments } from './required-payments.ts';
import { noIncome } from './test-inputs.ts';

const settings: TaxSettings = {
  ...noIncome,
  method: 'STANDARD',
  instalments: 'EQUAL',
  customIncome: 0,
  customExpenses: 0,
  simplifiedRate: 0,
  homeOffice: { method: 'NONE' },
  federalWithholding: 0,
  stateWithholding: 0,
  lastYearTax: null,
  lastYearIncome: null,
  hadNoTax: false,
};

const everyMonth = (cents: number) => Array.from({ length: 12 }, () => cents);

function booksOf(businessIncome: readonly number[]): YearBooks {
  const nothing = everyMonth(0);
  return {
    months: { businessIncome, businessDeductions: nothing, rents: nothing, rentalDeductions: nothing },
    businessDepreciation: 0,
    rentalDepreciation: 0,
    withheld: 0,
    stateWithheld: 0,
  };
}

test('months count when they are over, at least one', () => {
  expect(completedMonths(2026, '2026-01-31')).toBe(1);
  expect(completedMonths(2026, '2026-02-28')).toBe(1);
  expect(completedMonths(2026, '2026-11-29')).toBe(10);
  expect(completedMonths(2025, '2026-01-01')).toBe(12);
  expect(completedMonths(2027, '2026-12-31')).toBe(1);
});

test('rows are annualized, depreciation, the home office and typed amounts are not', () => {
  const books = { ...booksOf([600_000, 600_000, 0, 0, 999_999, 0, 0, 0, 0, 0, 0, 0]), businessDepreciation: 100_000 };
  const { inputs } = estimateYear(
    2026,
    books,
    { ...settings, homeOffice: { method: 'SIMPLIFIED', squareFeet: 300, months: 12 }, retirement: 50_000 },
    '2026-05-20',
    noWhatIf,
  );
  expect(inputs).toMatchObject({
    businessIncome: 3_600_000,
    businessDepreciation: 100_000,
    homeOffice: 150_000,
    retirement: 50_000,
  });
});

test('the custom method takes the typed year, and a what-if is added to it', () => {
  const custom = { ...settings, method: 'CUSTOM', customIncome: 9_000_000, customExpenses: 1_000_000 } as const;
  const whatIf = { income: 1_000_000, expenses: 50_000, retirement: 700_000, equipment: 30_000 };
  expect(estimateYear(2026, booksOf(everyMonth(1)), custom, '2026-05-20', whatIf).inputs).toMatchObject({
    businessIncome: 10_000_000,
    businessDeductions: 1_050_000,
    businessDepreciation: 30_000,
    retirement: 700_000,
  });
});

test('the safe harbour is the smaller part, and says which', () => {
  const lastYear = { lastYearTax: 1_000_000, lastYearIncome: 8_000_000, hadNoTax: false };
  expect(requirePayments(2_000_000, 0, 'SINGLE', lastYear)).toMatchObject({
    amount: 1_000_000,
    reason: 'LAST_YEAR_IS_LESS',
  });
  expect(requirePayments(2_000_000, 0, 'MARRIED_SEPARATE', lastYear)).toMatchObject({ amount: 1_100_000 });
  expect(requirePayments(2_000_000, 0, 'SINGLE', { ...lastYear, lastYearIncome: 15_000_000 }).amount).toBe(1_000_000);
  expect(requirePayments(2_000_000, 0, 'SINGLE', { ...lastYear, lastYearIncome: 15_000_001 }).amount).toBe(1_100_000);
  expect(requirePayments(1_000_000, 0, 'SINGLE', lastYear)).toMatchObject({
    amount: 900_000,
    reason: 'THIS_YEAR_IS_LESS',
  });
  expect(requirePayments(2_000_000, 0, 'SINGLE', { ...lastYear, lastYearTax: null })).toMatchObject({
    amount: 1_800_000,
    reason: 'LAST_YEAR_UNKNOWN',
  });
});

test('nothing is required under $1,000 after withholding, or without a tax last year', () => {
  const lastYear = { lastYearTax: 1_000_000, lastYearIncome: 8_000_000, hadNoTax: false };
  expect(requirePayments(2_000_000, 1_900_001, 'SINGLE', lastYear)).toMatchObject({ amount: 0, reason: 'UNDER_1000' });
  expect(requirePayments(2_000_000, 1_900_000, 'SINGLE', lastYear).amount).toBe(1_000_000);
  expect(requirePayments(2_000_000, 0, 'SINGLE', { ...lastYear, hadNoTax: true })).toMatchObject({
    amount: 0,
    reason: 'NO_TAX_LAST_YEAR',
  });
});

test('equal instalments are quarters of what withholding leaves', () => {
  const taxes = { 1: null, 2: null, 3: null, 4: null };
  const instalments = planInstalments(1_000_000, 200_000, 'EQUAL', taxes);
  expect(instalments.map(({ amount }) => amount)).toEqual([200_000, 200_000, 200_000, 200_000]);
});

test('annualized instalments wait for the income, and make up for it', () => {
  // Schedule AI: 22.5, 45 and 67.5 % of nothing, then the whole requirement by the last quarter.
  const instalments = planInstalments(1_000_000, 0, 'ANNUALIZED', { 1: 0, 2: 0, 3: 1_000_000, 4: 2_000_000 });
  expect(instalments.map(({ amount }) => amount)).toEqual([0, 0, 675_000, 325_000]);
});

test('income late in the year makes the early annualized instalments small', () => {
  const books = booksOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12_000_000]);
  const annualized = { ...settings, instalments: 'ANNUALIZED' } as const;
  const estimate = estimateYear(2025, books, annualized, '2026-02-01', noWhatIf);
  expect(estimate.instalments.map(({ amount }) => amount)).toEqual([0, 0, 0, estimate.required.amount]);
});

test('a period that is not over has its equal part', () => {
  const annualized = { ...settings, instalments: 'ANNUALIZED' } as const;
  const estimate = estimateYear(2026, booksOf(everyMonth(1_000_000)), annualized, '2026-05-31', noWhatIf);
  expect(estimate.instalments.map((instalment) => instalment.annualized !== null)).toEqual([true, false, false, false]);
});

test('instalments and the withholding they use sum to what is required', () => {
  const cents = fc.integer({ min: 0, max: 50_000_000 });
  fc.assert(
    fc.property(
      cents,
      cents,
      fc.constantFrom('EQUAL' as const, 'ANNUALIZED' as const),
      fc.tuple(cents, cents, cents, fc.option(cents)),
      (required, withheld, method, [first, second, third, fourth]) => {
        const taxes = { 1: first, 2: second, 3: third, 4: fourth };
        const instalments = planInstalments(required, withheld, method, taxes);
        const last = instalments[3];
        const paid = sumOf(instalments.map(({ amount }) => amount));
        const used = (last?.required ?? 0) - paid;
        expect(used).toBeLessThanOrEqual(withheld);
        if (method === 'EQUAL') {
          expect(last?.required).toBe(required);
          expect(paid).toBe(Math.max(0, required - withheld));
        }
        expect(instalments.every(({ amount }) => amount >= 0)).toBe(true);
      },
    ),
  );
});

test('quarter rows hold the instalments with their part of self-employment tax, and no state tax', () => {
  const filled = { ...settings, stateRate: 50_000 };
  const estimate = estimateYear(2026, booksOf(everyMonth(1_000_000)), filled, '2027-01-01', noWhatIf);
  const [year, ...parts] = splitTaxes(estimate);
  expect((year?.federal ?? 0) + (year?.selfEmployment ?? 0)).toBe(estimate.amounts[16]);
  expect(year?.state).toBe(estimate.amounts[17]);
  expect(sumOf(parts.map(({ federal, selfEmployment }) => federal + selfEmployment))).toBe(estimate.required.amount);
  expect(parts.every(({ state }) => state === 0)).toBe(true);
});

test('a year without figures uses the latest and is provisional', () => {
  const estimate = estimateYear(2027, booksOf(everyMonth(0)), settings, '2027-03-01', noWhatIf);
  expect(estimate).toMatchObject({ isProvisional: true, figures: { year: 2026 }, taxRate: 0 });
});
