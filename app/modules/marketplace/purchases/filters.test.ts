import { expect, test } from 'vitest';
import { isFiltered, parsePurchaseFilters, purchasesAddress } from './filters.ts';

const parse = (query: string) => parsePurchaseFilters(new URLSearchParams(query));
const buyerId = '4f4be7a4-8d3a-4d0c-9c53-0a3b8d1f8a11';

test('a selection keeps its address', () => {
  const query = `q=lead+tool&kind=TOOL&status=ACTIVE&buyer=${buyerId}&from=2026-01-01&to=2026-02-28&page=3`;
  expect(purchasesAddress('/purchases', parse(query))).toBe(`/purchases?${query}`);
  expect(isFiltered(parse(query))).toBe(true);
});

test.each([
  '',
  'q=&kind=&status=&buyer=&from=&to=&page=',
  'q=%00%09&kind=toString&status=active&buyer=me&from=yesterday&to=2026-02-30&page=0',
  'page=1.5&from=0000-01-01&to=1899-12-31',
])('what means nothing is left out: "%s"', (query) => {
  expect(purchasesAddress('/purchases', parse(query))).toBe('/purchases');
  expect(isFiltered(parse(query))).toBe(false);
});

test('a page alone filters nothing', () => {
  expect(isFiltered(parse('page=2'))).toBe(false);
  expect(purchasesAddress('/purchases.csv', parse('page=2'))).toBe('/purchases.csv?page=2');
});
