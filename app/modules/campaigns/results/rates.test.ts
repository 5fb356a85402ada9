import { expect, test } from 'vitest';
import { computeRate, computeRates, writeRate } from './rates.ts';

test('rates have two places, and there is none of nothing', () => {
  expect(computeRate(1, 3)).toBe(33.33);
  expect(computeRate(2, 3)).toBe(66.67);
  expect(computeRate(0, 3)).toBe(0);
  expect(computeRate(0, 0)).toBe(null);
  expect([writeRate(33.3), writeRate(0), writeRate(100), writeRate(null)]).toEqual(['33.30%', '0.00%', '100.00%', '–']);
});

test('each rate is of what it is said to be of', () => {
  const totals = {
    totalSent: 1_000,
    totalDelivered: 900,
    totalOpened: 300,
    totalClicked: 60,
    totalBounced: 100,
    totalUnsubscribed: 9,
    totalComplained: 1,
  };
  expect(computeRates(totals)).toEqual({
    delivery: 90,
    bounce: 10,
    complaint: 0.1,
    open: 33.33,
    click: 6.67,
    clickToOpen: 20,
    unsubscribe: 1,
  });
});

test('an email that nobody got has no rates', () => {
  const nothing = {
    totalSent: 0,
    totalDelivered: 0,
    totalOpened: 0,
    totalClicked: 0,
    totalBounced: 0,
    totalUnsubscribed: 0,
    totalComplained: 0,
  };
  expect(new Set(Object.values(computeRates(nothing)))).toEqual(new Set([null]));
});
