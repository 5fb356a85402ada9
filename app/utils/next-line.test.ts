import { expect, test } from 'vitest';
import { findNextLine, leadToLine } from './next-line.ts';

test.each([
  [0, 'second'],
  [1, 'third'],
  [2, 'second'],
])('after line %i of three comes the %s', (gone, next) => {
  expect(findNextLine(['first', 'second', 'third'], gone)).toBe(next);
});

test('after the only line comes none', () => {
  expect(findNextLine(['first'], 0)).toBeUndefined();
});

test('an answer leads to the line, and to the page alone without one', () => {
  expect(leadToLine('/cart', 'line-1')).toBe('/cart#line-1');
  expect(leadToLine('/cart', undefined)).toBe('/cart');
});
