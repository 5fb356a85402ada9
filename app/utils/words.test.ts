import { expect, test } from 'vitest';
import { countWords, listNames, summarizeNames, toWords } from './words.ts';

test('an enum value reads as a label', () => {
  expect(toWords('CONTENT_MARKETING')).toBe('Content marketing');
  expect(toWords('SOLD')).toBe('Sold');
});

test.each([
  [0, '0 tools'],
  [1, '1 tool'],
  [2, '2 tools'],
  [1200, '1,200 tools'],
])('%i of them are "%s"', (count, words) => {
  expect(countWords(count, 'tool')).toBe(words);
});

test.each([
  [[], ''],
  [['A'], 'A'],
  [['A', 'B'], 'A and B'],
  [['A', 'B', 'C'], 'A, B, and C'],
  [['A', 'B', 'C', 'D'], 'A, B, and 2 more'],
])('%j is in short "%s"', (names, words) => {
  expect(summarizeNames(names)).toBe(words);
});

test('names to choose from are joined by "or"', () => {
  expect(listNames(['Ada', 'Bo'], 'disjunction')).toBe('Ada or Bo');
});
