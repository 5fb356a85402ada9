import { expect, test } from 'vitest';
import { writeCsv } from './csv.server.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'])(
  'a cell that starts like a formula is inert: %j',
  (text) => {
    const [, cell = ''] = writeCsv(['name'], [[text]]).split('name\r\n');
    expect(cell.replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(writeCsv(['a', 'b'], [['one, "two"', 'three\nfour']])).toBe('\uFEFFa,b\r\n"one, ""two""","three\nfour"\r\n');
});

test('a number is a number, also a negative one, and null is empty', () => {
  expect(writeCsv(['a', 'b'], [[-5, null]])).toBe('\uFEFFa,b\r\n-5,\r\n');
});
