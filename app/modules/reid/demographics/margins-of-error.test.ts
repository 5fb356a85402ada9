import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareEstimates, doPeriodsOverlap, findBoundOfDifference, findShare } from './margins-of-error.ts';

test('62,939 ± 7,457 and 63,365 ± 1,739 do not clearly differ: they would above 7,657.09', () => {
  expect(findBoundOfDifference(7457, 1739)).toBeCloseTo(7657.09, 2);
  const [one, other] = [
    { value: 62_939, margin: 7457 },
    { value: 63_365, margin: 1739 },
  ];
  expect(compareEstimates(one, other)).toBe('NO_CLEAR_DIFFERENCE');
  expect(compareEstimates(one, { ...other, value: 62_939 + 7658 })).toBe('LOWER');
  expect(compareEstimates({ ...one, value: 63_365 + 7658 }, other)).toBe('HIGHER');
  expect(compareEstimates(one, { ...other, margin: null })).toBeNull();
});

test('a difference must exceed the bound; exact values differ at once', () => {
  expect(compareEstimates({ value: 15, margin: 3 }, { value: 10, margin: 4 })).toBe('NO_CLEAR_DIFFERENCE');
  expect(compareEstimates({ value: 15.01, margin: 3 }, { value: 10, margin: 4 })).toBe('HIGHER');
  expect(compareEstimates({ value: 10, margin: 0 }, { value: 11, margin: 0 })).toBe('LOWER');
});

// The example of the handbook's chapter 8: 203,119 ± 5,070 never-married of 630,498 ± 831 females, 32.2 % ± 0.8.
test('a share has the margin that the Census Bureau’s handbook works out', () => {
  const { value, margin } =
    findShare({ value: 203_119, margin: 5070 }, { value: 630_498, margin: 831 }) ?? expect.fail();
  expect(value * 100).toBeCloseTo(32.2, 1);
  expect((margin ?? 0) * 100).toBeCloseTo(0.8, 1);
});

test('where the root would be negative the terms are added', () => {
  const { margin } = findShare({ value: 90, margin: 1 }, { value: 100, margin: 10 }) ?? expect.fail();
  expect(margin).toBeCloseTo(Math.sqrt(1 + 81) / 100, 12);
  expect(findShare({ value: 1, margin: 1 }, { value: 0, margin: 0 })).toBeNull();
  expect(findShare({ value: 1, margin: null }, { value: 2, margin: 1 })).toEqual({ value: 0.5, margin: null });
});

test('five-year estimates overlap unless they end five years apart', () => {
  const five = (year: number) => ({ year, years: 5 });
  expect(doPeriodsOverlap(five(2023), five(2019))).toBe(true);
  expect(doPeriodsOverlap(five(2023), five(2018))).toBe(false);
  expect(doPeriodsOverlap(five(2018), five(2023))).toBe(false);
  expect(doPeriodsOverlap({ year: 2019, years: 1 }, five(2023))).toBe(true);
  expect(doPeriodsOverlap({ year: 2018, years: 1 }, five(2023))).toBe(false);
  expect(doPeriodsOverlap({ year: 2022, years: 1 }, { year: 2023, years: 1 })).toBe(false);
});

test('comparing is the same from both sides', () => {
  const estimate = fc.record({ value: fc.integer({ min: 0, max: 1e6 }), margin: fc.integer({ min: 0, max: 1e5 }) });
  const opposite = { HIGHER: 'LOWER', LOWER: 'HIGHER', NO_CLEAR_DIFFERENCE: 'NO_CLEAR_DIFFERENCE' };
  fc.assert(
    fc.property(estimate, estimate, (one, other) => {
      expect(compareEstimates(other, one)).toBe(opposite[compareEstimates(one, other) ?? expect.fail()]);
    }),
  );
});
