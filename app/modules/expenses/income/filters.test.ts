import { expect, test } from 'vitest';
import { incomeAddress, isFiltered, parseIncomeFilters } from './filters.ts';

const read = (search: string) => parseIncomeFilters(new URLSearchParams(search));

test('an address says the filters, and they say the address', () => {
  const search =
    'q=Harbor&year=2026&kind=RENT&property=6f1f0c3e-5a0a-4f1e-9d57-000000000001&from=2026-01-01&to=2026-06-30&before=2026-05-01.6f1f0c3e-5a0a-4f1e-9d57-000000000002';
  expect(incomeAddress('/expenses/income', read(search))).toBe(`/expenses/income?${search}`);
});

test('values without a meaning narrow nothing', () => {
  expect(read('year=x&kind=WAGES&property=1&from=2026-02-31&before=2026-05-01')).toEqual({});
  expect(isFiltered(read('before=2026-05-01.6f1f0c3e-5a0a-4f1e-9d57-000000000002'))).toBe(false);
});
