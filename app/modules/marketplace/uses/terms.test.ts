import { expect, test } from 'vitest';
import { countUnits, describeUsage, noUsage } from './terms.ts';

test.each([
  [1, 'report', '1 report'],
  [1200, 'report', '1,200 reports'],
  [2, 'summary', '2 summaries'],
  [2, 'survey', '2 surveys'],
  [0, 'search', '0 searches'],
])('%i of the unit “%s” are %s', (count, unit, words) => {
  expect(countUnits(count, unit)).toBe(words);
});

test('terms name what is included and what follows', () => {
  expect(describeUsage({ usageUnit: 'report', unitsIncluded: 200, unitPrice: 25 })).toBe(
    '200 reports included, then $0.25 a report',
  );
  expect(describeUsage({ usageUnit: 'image', unitsIncluded: 1, unitPrice: 100 })).toBe(
    '1 image included, then $1.00 an image',
  );
  expect(describeUsage(noUsage)).toBe('');
});
