import { expect, test } from 'vitest';
import { findNextLine, leadToLine, nextLine } from './next-line.ts';

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

test.each(['', '#a', 'a b', '//elsewhere.example', 'a\nb', 'a'.repeat(101), undefined, ['line-1']])(
  '%j is no line',
  (value) => {
    expect(nextLine.parse(value)).toBeUndefined();
  },
);

test('the id of a line is one', () => {
  const id = 'line-0f9b2c8e-6f0e-4a7e-9b55-2f1f6f0d8a11';
  expect(nextLine.parse(id)).toBe(id);
});
