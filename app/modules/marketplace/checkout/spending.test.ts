import { expect, test } from 'vitest';
import { leftToSpend, needsOwner, spendingLimitSchema } from './spending.ts';

test.each([
  ['2500', 250_000],
  ['$2,500', 250_000],
  ['1,234,567.89', 123_456_789],
  [' 0.5 ', 50],
  ['19.99', 1_999],
  ['0', 0],
  ['10000000', 1_000_000_000],
  [undefined, undefined],
])('%s dollars are %s cents', (typed, cents) => {
  expect(spendingLimitSchema.parse({ limit: typed }).limit).toBe(cents);
});

test.each(['-1', '1.999', '1e3', '25,00', 'a lot', '10000000.01', '99999999999', '1 000'])(
  '%s is no limit',
  (typed) => {
    expect(spendingLimitSchema.safeParse({ limit: typed }).success).toBe(false);
  },
);

test('what is left is never less than nothing', () => {
  expect(leftToSpend({ limit: null, ordered: 500 })).toBeNull();
  expect(leftToSpend({ limit: 800, ordered: 500 })).toBe(300);
  expect(leftToSpend({ limit: 100, ordered: 500 })).toBe(0);
});

test('an ADMIN needs an OWNER above the limit, not at it', () => {
  expect(needsOwner('ADMIN', 300, { limit: 800, ordered: 500 })).toBe(false);
  expect(needsOwner('ADMIN', 301, { limit: 800, ordered: 500 })).toBe(true);
  expect(needsOwner('OWNER', 301, { limit: 800, ordered: 500 })).toBe(false);
  expect(needsOwner('ADMIN', 301, { limit: null, ordered: 500 })).toBe(false);
});
