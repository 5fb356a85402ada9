import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculateAmounts, type TaxInputs } from './amounts.ts';
import { type FilingStatus, filingStatuses } from './tax-years/figures.ts';
import { findFigures } from './tax-years/years.ts';
import { noIncome } from './test-inputs.ts';

const statuses: Record<string, FilingStatus> = {
  single: 'SINGLE',
  mjoint: 'MARRIED_JOINT',
  mseparate: 'MARRIED_SEPARATE',
  headhh: 'HEAD_OF_HOUSEHOLD',
  widow: 'SURVIVING_SPOUSE',
};

const cents = (dollars: number) => Math.round(dollars * 100);

function readExamples() {
  const file = new URL('../../../../tests/expenses/se-tax-examples.csv', import.meta.url);
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  return rows.map((row) => {
    const [year = '', status = '', ...amounts] = row.split(',');
    const [wages = 0, profit = 0, se, half, agi, qbi, taxable, incomeTax, medicare, total] = amounts.map((amount) =>
      cents(Number(amount)),
    );
    const expected = [se, half, agi, qbi, taxable, incomeTax, medicare, total];
    return { row, year: Number(year), filingStatus: statuses[status], wages, profit, expected };
  });
}

function calculate(year: number, changes: Partial<TaxInputs>) {
  return calculateAmounts({ ...noIncome, ...changes }, findFigures(year).figures);
}

test('every column of every published example holds within a cent', () => {
  const examples = readExamples();
  expect(examples).toHaveLength(142);
  for (const { row, year, filingStatus, wages, profit, expected } of examples) {
    if (!filingStatus) throw new Error(`No filing status: ${row}`);
    const lines = calculate(year, { filingStatus, wages, socialSecurityWages: wages, businessIncome: profit });
    const found = [lines[5], lines[6], lines[7], lines[11], lines[12], lines[13], lines[14], lines[16]];
    for (const [place, value] of found.entries()) {
      expect(Math.abs(value - (expected[place] ?? Number.NaN)), `${row}, column ${place + 5}`).toBeLessThanOrEqual(1);
    }
  }
});

test('2026, single, $50,000 and $49,240 of profit', () => {
  expect(calculate(2026, { businessIncome: 5_000_000 })[16]).toBe(973_207);
  expect(calculate(2026, { businessIncome: 4_924_000 })).toMatchObject({ 5: 695_739, 11: 593_226, 16: 955_687 });
});

test('a surviving spouse has the QBI range of single filers', () => {
  const lines = calculate(2024, {
    filingStatus: 'SURVIVING_SPOUSE',
    businessIncome: 10_000_000,
    otherIncome: 15_321_478,
  });
  expect(lines[11]).toBe(929_352);
});

test('net earnings under $400 owe no self-employment tax', () => {
  expect(calculate(2026, { businessIncome: 43_313 })).toMatchObject({ 2: 40_000, 5: 6_120 });
  expect(calculate(2026, { businessIncome: 43_312 })).toMatchObject({ 2: 0, 5: 0, 6: 0 });
});

test('the home office is at most the profit before it and deducts nothing from a loss', () => {
  expect(calculate(2026, { businessIncome: 100_000, homeOffice: 150_000 })[1]).toBe(0);
  expect(calculate(2026, { businessIncome: 100_000, businessDeductions: 130_000, homeOffice: 150_000 })[1]).toBe(
    -30_000,
  );
  expect(calculate(2026, { businessIncome: 200_000, homeOffice: 150_000 })[1]).toBe(50_000);
});

test('the least QBI deduction starts at $1,000 of income in 2026, and not before', () => {
  const qualified = { wages: 10_000_000, socialSecurityWages: 18_450_000 };
  const at = calculate(2026, { ...qualified, businessIncome: 101_359 });
  expect(at).toMatchObject({ 10: 100_001, 11: 40_000 });
  expect(calculate(2026, { ...qualified, businessIncome: 101_356 })).toMatchObject({ 10: 99_999, 11: 20_000 });
  expect(calculate(2026, { ...qualified, businessIncome: 101_359, participatesMaterially: false })[11]).toBe(20_000);
  expect(calculate(2025, { ...qualified, businessIncome: 101_359 })[11]).toBe(20_000);
});

test('wages paid and property keep the QBI deduction above the range', () => {
  const rich = { businessIncome: 100_000_000 };
  expect(calculate(2025, rich)[11]).toBe(0);
  expect(calculate(2025, { ...rich, wagesPaid: 10_000_000 })[11]).toBe(5_000_000);
  expect(calculate(2025, { ...rich, wagesPaid: 1_000_000, qualifiedProperty: 100_000_000 })[11]).toBe(2_750_000);
});

test('the QBI deduction is at most 20 % of the income that is no capital gain', () => {
  const lines = calculate(2026, { businessIncome: 5_000_000, otherIncome: 3_000_000, netCapitalGain: 3_000_000 });
  expect(lines[11]).toBe(Math.round((lines[9] - 3_000_000) / 5));
});

test('a rental loss counts for a real-estate professional only', () => {
  const loss = { wages: 30_000_000, rents: 1_000_000, rentalDeductions: 3_000_000 };
  expect(calculate(2026, loss)[7]).toBe(30_000_000);
  expect(calculate(2026, { ...loss, isRealEstateProfessional: true })[7]).toBe(28_000_000);
});

test('net investment income is taxed above the threshold, the rentals of a professional are not', () => {
  const landlord = { wages: 20_000_000, rents: 2_000_000, otherIncome: 500_000, investmentIncome: 500_000 };
  expect(calculate(2026, landlord)[15]).toBe(95_000);
  expect(calculate(2026, { ...landlord, isRealEstateProfessional: true })[15]).toBe(19_000);
  expect(calculate(2026, { ...landlord, filingStatus: 'SURVIVING_SPOUSE' })[15]).toBe(0);
});

test('credits do not reduce the self-employment tax, and other taxes are added', () => {
  const lines = calculate(2026, { businessIncome: 4_924_000, credits: 100_000_000, otherTaxes: 12_345 });
  expect(lines[16]).toBe(695_739 + 12_345);
});

test('the simplified method takes the self-employment tax and a rate of the profit', () => {
  const lines = calculate(2026, { businessIncome: 4_924_000, simplifiedRate: 150_000 });
  expect(lines).toMatchObject({ 5: 695_739, 13: 738_600, 14: 0, 15: 0, 16: 1_434_339 });
});

test('the state takes its rate of the income above its deduction, and nothing is guessed', () => {
  expect(calculate(2026, { wages: 5_000_000 })[17]).toBeNull();
  expect(calculate(2026, { wages: 5_000_000, stateRate: 49_500, stateDeduction: 285_000 })[17]).toBe(233_393);
});

const anyInputs = fc.record({
  year: fc.constantFrom(2024, 2025, 2026),
  filingStatus: fc.constantFrom(...filingStatuses),
  profit: fc.integer({ min: -5_000_000, max: 120_000_000 }),
  step: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 2_000_000 })),
  wages: fc.integer({ min: 0, max: 60_000_000 }),
  rents: fc.integer({ min: 0, max: 20_000_000 }),
  otherIncome: fc.integer({ min: 0, max: 20_000_000 }),
  healthInsurance: fc.integer({ min: 0, max: 2_000_000 }),
  wagesPaid: fc.integer({ min: 0, max: 20_000_000 }),
  qualifiedProperty: fc.integer({ min: 0, max: 100_000_000 }),
  credits: fc.integer({ min: 0, max: 500_000 }),
  isRentalQualified: fc.boolean(),
});

test('tax never falls as profit rises, but where the least QBI deduction begins', () => {
  fc.assert(
    fc.property(anyInputs, ({ year, profit, step, ...others }) => {
      const inputs = { ...others, socialSecurityWages: others.wages };
      const before = calculate(year, { ...inputs, businessIncome: profit });
      const after = calculate(year, { ...inputs, businessIncome: profit + step });
      if (year >= 2026 && before[10] < 100_000 && after[10] >= 100_000) return;
      expect(after[16]).toBeGreaterThanOrEqual(before[16]);
    }),
    { numRuns: 3_000 },
  );
}, 30_000);

test('shown lines add up: every line follows from the shown ones before it', () => {
  fc.assert(
    fc.property(anyInputs, ({ year, profit, step: _step, ...inputs }) => {
      const lines = calculate(year, { ...inputs, businessIncome: profit, socialSecurityWages: inputs.wages });
      expect(lines[3] + lines[4]).toBe(lines[5]);
      expect(Math.max(0, lines[7] - lines[8])).toBe(lines[9]);
      expect(Math.max(0, lines[9] - lines[11])).toBe(lines[12]);
      expect(Math.max(0, lines[13] - inputs.credits) + lines[5] + lines[14] + lines[15]).toBe(lines[16]);
      expect(Object.values(lines).every((line) => line === null || Number.isSafeInteger(line))).toBe(true);
    }),
    { numRuns: 3_000 },
  );
}, 30_000);
