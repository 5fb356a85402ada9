import { expect, test } from 'vitest';
import { splitSearch } from './search-text.ts';

test.each([
  ['calc', '', 'calc'],
  ['commission calc', 'commission ', 'calc'],
  ['größ', '', 'größ'],
  ['ca', '', null],
  ['commission ca', 'commission ', null],
  ['commission ', 'commission ', null],
  ['"unfinished phrase', '"unfinished ', null],
  ['listings -photo', 'listings -', null],
  ["' or 1=1 --", "' or 1=1 --", null],
  ['', '', null],
])('of %j the last word is %j … %j', (whole, start, last) => {
  expect(splitSearch(whole)).toEqual({ whole, start, last });
});
