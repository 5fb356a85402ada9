import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equityMultiple, internalRate, modifiedRate, presentValue } from './returns.ts';

const cents = (...dollars: number[]) => dollars.map((amount) => Math.round(amount * 100));

/** The rate as published: percent, with so many decimals. */
function expectRate(flows: number[], percent: number, decimals: number, roots = 1) {
  const found = internalRate(flows);
  expect(found.percent).toBeCloseTo(percent, decimals);
  expect('roots' in found ? found.roots.length : 0).toBe(roots);
}

test('rates of return are those of published examples', () => {
  expectRate(cents(-70_000, 12_000, 15_000, 18_000, 21_000), -2.12, 2);
  expectRate(cents(-70_000, 12_000, 15_000, 18_000, 21_000, 26_000), 8.6630948, 6);
  expectRate(cents(-150_000, 15_000, 25_000, 35_000, 45_000, 60_000), 5.24, 2);
  expectRate(cents(-100, 39, 59, 55, 20), 28.0948, 4);
  // Eight decimals of a dollar: more than cents hold.
  expectRate([-1_000_000_000, ...Array.from({ length: 16 }, () => 32_724_625)], -6.7654, 4);
});

test('of several rates the smallest that is not negative is said, and how many there are', () => {
  expectRate(cents(-50, -100, 600, 300, -100), 185.4418, 4, 2);
  expect(internalRate(cents(-50, -100, 600, 300, -100))).toMatchObject({
    roots: [expect.closeTo(-76.89, 2), expect.anything()],
  });
  expectRate(cents(-100, 230, -132), 10, 4, 2);
  expectRate(cents(-1_678.87, 771.96, 1_814.05, 3_520.3, 3_552.95, 3_584.99, -1), 96.8878, 4);
});

test('without a rate that is not negative, the largest is said', () => {
  // Roots at −20 % and −50 %: (1 − 0.8 v)(1 − 0.5 v) = 1 − 1.3 v + 0.4 v².
  expectRate(cents(100, -130, 40), -20, 6, 2);
});

test('flows that only touch nothing have one rate', () => {
  expectRate(cents(-100, 220, -121), 10, 6);
});

test('no rate is said where there is none, and why', () => {
  expect(internalRate(cents(-1_000, 3_000, -2_500))).toEqual({ percent: null, reason: 'NO_ROOT' });
  expect(internalRate(cents(-1_000, -20, -30))).toEqual({ percent: null, reason: 'ONE_SIGN' });
  expect(internalRate(cents(0, 20, 30))).toEqual({ percent: null, reason: 'ONE_SIGN' });
  expect(internalRate([])).toEqual({ percent: null, reason: 'ONE_SIGN' });
});

test('a rate beyond 1,000 % or below −99 % is not looked for', () => {
  expect(internalRate(cents(-1, 100))).toEqual({ percent: null, reason: 'NO_ROOT' });
  expect(internalRate(cents(-1_000, 1))).toEqual({ percent: null, reason: 'NO_ROOT' });
  expect(internalRate(cents(-100, 1_100))).toEqual({ percent: 1_000, roots: [1_000] });
});

test('a year without a flow before the first one changes no rate', () => {
  const flows = cents(-70_000, 12_000, 15_000, 18_000, 21_000, 26_000);
  expect(internalRate([0, ...flows])).toEqual(internalRate(flows));
});

test('present values are those of published examples', () => {
  // In thousandths of a cent.
  const flows = [-40_000, 5_000, 8_000, 12_000, 30_000].map((amount) => amount * 100_000);
  expect(presentValue(flows, 80_000)).toBe(3_065_22267);
  expect(
    presentValue(
      [0, -10_000, 3_000, 4_200, 6_800].map((amount) => amount * 10_000),
      100_000,
    ),
  ).toBe(1_188_4434);
});

test('the present value at the rate of return is nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100_000, max: 50_000_000 }),
      fc.array(fc.integer({ min: 1, max: 20_000_000 }), { minLength: 1, maxLength: 30 }),
      (invested, gains) => {
        const flows = [-invested, ...gains];
        const { percent } = internalRate(flows);
        // One change of sign: one rate at most. Millionths are coarser than the rate, so the sign is looked at beside it.
        if (percent === null) return;
        const rate = Math.round(percent * 10_000);
        expect(presentValue(flows, rate - 2)).toBeGreaterThanOrEqual(0);
        expect(presentValue(flows, rate + 2)).toBeLessThanOrEqual(0);
      },
    ),
    { numRuns: 100 },
  );
});

test('modified rates are those of published examples', () => {
  const flows = cents(-120_000, 39_000, 30_000, 21_000, 37_000, 46_000);
  expect(modifiedRate(flows, 100_000, 120_000)).toBeCloseTo(12.6094, 4);
  expect(modifiedRate(flows.slice(0, 4), 100_000, 120_000)).toBeCloseTo(-4.8045, 4);
  expect(modifiedRate(flows, 140_000, 140_000)).toBeCloseTo(13.4759, 4);
});

test('flows of one sign have no modified rate, and nothing spent has no multiple', () => {
  expect(modifiedRate(cents(-1, -2), 80_000, 80_000)).toBeNull();
  expect(modifiedRate(cents(1, 2), 80_000, 80_000)).toBeNull();
  expect(equityMultiple(cents(1, 2))).toBeNull();
  expect(equityMultiple(cents(-200, 100, 150))).toBe(1.25);
});
