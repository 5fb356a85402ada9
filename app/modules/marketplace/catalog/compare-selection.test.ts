import { expect, test } from 'vitest';
import { keptComparisonAddress, parseComparison } from './compare-selection.ts';

const onSale = ['a', 'b', 'c', 'd', 'e'];
const parse = (search: string) => parseComparison(new URLSearchParams(search), onSale, 'bundles');
const keep = (search: string) => keptComparisonAddress(new URLSearchParams(search), 'tools');

test('two to four bundles, in the order asked for, each once', () => {
  expect(parse('b=c&b=a&b=c')).toEqual({ chosen: ['c', 'a'], problem: null });
  expect(parse('b=a&b=b&b=c&b=d').problem).toBeNull();
});

test('nothing asked for is no mistake', () => {
  expect(parse('')).toEqual({ chosen: [], problem: null });
  expect(parse('b=')).toEqual({ chosen: [], problem: null });
});

test('too few, too many and unknown ones are said', () => {
  expect(parse('b=a').problem).toMatch(/at least two/);
  expect(parse('b=a&b=b&b=c&b=d&b=e').problem).toMatch(/at most four/);
  expect(parse('b=a&b=b&b=c&b=d&b=nothing').problem).toMatch(/at most four/);
  expect(parse('b=a&b=b&b=nothing')).toEqual({ chosen: ['a', 'b'], problem: expect.stringMatching(/does not exist/) });
});

test('tools have a parameter and words of their own', () => {
  expect(parseComparison(new URLSearchParams('t=a&b=b'), onSale, 'tools').problem).toBe('Choose at least two tools.');
});

test('one comparison has one address, with all rows another one', () => {
  expect(keep('t=b&t=a&t=b&utm=x')).toBe('/tools/compare?t=a&t=b');
  expect(keep('t=a&t=b&all=1')).toBe('/tools/compare?t=a&t=b&all=1');
  expect(keep('all=yes')).toBe('/tools/compare');
  expect(keep('t=a&t=b&t=c&t=d&t=e')).toBeNull();
});
