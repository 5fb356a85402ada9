import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculateAmounts, type TaxInputs } from './amounts.ts';
import type { TaxEstimate } from './estimate.ts';
import { explainLines } from './explain.ts';
import { linkRows } from './row-links.ts';
import { filingStatuses } from './tax-years/figures.ts';
import { findFigures } from './tax-years/years.ts';
import { noIncome } from './test-inputs.ts';

function explain(year: number, changes: Partial<TaxInputs>) {
  const { figures, isProvisional } = findFigures(year);
  const inputs = { ...noIncome, ...changes };
  const estimate: TaxEstimate = {
    year,
    calculationVersion: '1',
    figures,
    isProvisional,
    months: 12,
    inputs,
    amounts: calculateAmounts(inputs, figures),
    withheld: 0,
    required: { amount: 0, reason: 'UNDER_1000', ofThisYear: 0, ofLastYear: null, isHighIncome: false },
    instalments: [],
    periodTaxes: { 1: null, 2: null, 3: null, 4: null },
    taxRate: 0,
  };
  return { lines: explainLines(estimate, linkRows(year, 12)), amounts: estimate.amounts };
}

test('every line has its number, name, rule, values, source and links, and its own value', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(2024, 2025, 2026, 2027),
      fc.constantFrom(...filingStatuses),
      fc.integer({ min: -1_000_000, max: 60_000_000 }),
      fc.option(fc.constant(150_000)),
      (year, filingStatus, businessIncome, simplifiedRate) => {
        const { lines, amounts } = explain(year, { filingStatus, businessIncome, simplifiedRate, wages: 4_000_000 });
        expect(lines.map(({ number, value }) => [number, value])).toEqual(
          Object.entries(amounts).map(([number, value]) => [Number(number), value]),
        );
        for (const line of lines) {
          expect([line.name, line.rule, line.formula, line.source].every((text) => text.length > 3)).toBe(true);
          expect(line.links.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a formula carries the values of its year', () => {
  const { lines } = explain(2026, { businessIncome: 5_000_000 });
  expect(lines[2]?.formula).toBe('smaller of $46,175.00 and $184,500.00 − $0.00 = $184,500.00; × 12.4 %');
  expect(lines[7]?.source).toContain('Rev. Proc. 2025-32');
  expect(lines[12]?.formula).toBe('10 % of $12,400.00 + 12 % of $11,894.09');
});

test('a rental loss that does not count is shown', () => {
  const { lines } = explain(2026, { rents: 100_000, rentalDeductions: 300_000 });
  expect(lines[6]?.formula).toContain('the rental loss of $2,000.00 counts 0');
});

test('the phase-in of the QBI limit is written with its amounts', () => {
  const { lines } = explain(2024, {
    filingStatus: 'SURVIVING_SPOUSE',
    businessIncome: 10_000_000,
    otherIncome: 15_321_478,
  });
  expect(lines[10]?.formula).toContain('÷ $50,000.00 = $9,293.52');
});

test('a state whose rate is not known has no value and asks for it', () => {
  const line = explain(2026, { wages: 1_000_000 }).lines[16];
  expect(line).toMatchObject({ value: null });
  expect(line?.formula).toContain('type the rate of your state');
});
