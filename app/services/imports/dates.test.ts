import { expect, test } from 'vitest';
import { findDateOrders, readDate } from './dates.ts';

test.each([
  ['2026-03-04', 'MDY', '2026-03-04'],
  ['2026/3/4', 'DMY', '2026-03-04'],
  ['20260304', 'DMY', '2026-03-04'],
  ['2026-03-04T10:11:12Z', 'MDY', '2026-03-04'],
  ['03/04/2026', 'MDY', '2026-03-04'],
  ['03/04/2026', 'DMY', '2026-04-03'],
  ['3/4/26', 'MDY', '2026-03-04'],
  ['26/03/04', 'YMD', '2026-03-04'],
  ['04.03.2026', 'DMY', '2026-03-04'],
  ['03/04/2026 11:59 PM', 'MDY', '2026-03-04'],
  ['4-Mar-2026', 'MDY', '2026-03-04'],
  ['04 MAR 26', 'MDY', '2026-03-04'],
  ['Mar 4, 2026', 'DMY', '2026-03-04'],
  ['Wed, March 4th, 2026', 'DMY', '2026-03-04'],
  [' 03/04/2026 ', 'MDY', '2026-03-04'],
  ['02/29/2024', 'MDY', '2024-02-29'],
  ['02/29/2026', 'MDY', null],
  ['25/03/2026', 'MDY', null],
  ['03/04', 'MDY', null],
  ['03-04/2026', 'MDY', null],
  ['03/04/2026x', 'MDY', null],
  ['Foo 4, 2026', 'MDY', null],
  ['3/4/19', 'MDY', null],
  ['123456', 'MDY', null],
  ['', 'MDY', null],
] as const)('%j read as %s is %j', (cell, order, day) => {
  expect(readDate(cell, order)).toBe(day);
});

test('an order is found where only one reads every date', () => {
  expect(findDateOrders(['03/04/2026', '03/25/2026'])).toEqual(['MDY']);
  expect(findDateOrders(['03/04/2026', '25/03/2026'])).toEqual(['DMY']);
  expect(findDateOrders(['26/03/04', '26/12/31'])).toEqual(['YMD']);
});

test('an order is never guessed: dates that several read differently leave them all', () => {
  expect(findDateOrders(['03/04/2026', '05/06/2026'])).toEqual(['MDY', 'DMY']);
});

test('dates that say themselves what is what, and those that are the same either way, need no order', () => {
  expect(findDateOrders(['2026-03-04', 'Mar 4, 2026'])).toHaveLength(1);
  expect(findDateOrders(['03/03/2026', '04/04/2026'])).toHaveLength(1);
});

test('orders that contradict each other leave none, and neither does a column without dates', () => {
  expect(findDateOrders(['03/25/2026', '25/03/2026'])).toEqual([]);
  expect(findDateOrders(['Starbucks', ''])).toEqual([]);
});
