import { expect, test } from 'vitest';
import { countFilters, cursorBehind, expensesAddress, parseExpenseFilters } from './filters.ts';

const id = '0b2b3c1e-6f0e-4a86-9d2c-0a4d2a0f7c11';
const parse = (text: string) => parseExpenseFilters(new URLSearchParams(text));

test('an address is read and written back as it was', () => {
  const search = `q=Home+Depot&year=2026&from=2026-01-02&to=2026-03-04&status=PENDING&category=${id}&listing=none&member=${id}&payee=${id}&receipt=without&kind=refund&min=0.01&max=1200.00&sort=largest&before=1200_${id}`;
  expect(expensesAddress('/expenses', parse(search))).toBe(`/expenses?${search}`);
  expect(countFilters(parse(search))).toBe(13);
});

test('what means nothing is left out', () => {
  const search =
    'year=1999&from=2026-02-31&status=GONE&category=1&listing=x&receipt=maybe&kind=x&min=-1&max=1e9&sort=x&before=2026-01-01_1';
  expect(expensesAddress('/expenses', parse(search))).toBe('/expenses');
});

test('a place in a list by day is no place in one by amount', () => {
  const row = { id, date: '2026-05-06', amount: 1_250 };
  const byDay = cursorBehind(row, 'oldest');
  const byAmount = cursorBehind(row, 'smallest');
  expect(parse(`sort=oldest&before=${byDay.value}_${id}`).before).toEqual({ value: '2026-05-06', id });
  expect(parse(`sort=smallest&before=${byAmount.value}_${id}`).before).toEqual({ value: '1250', id });
  expect(parse(`sort=smallest&before=${byDay.value}_${id}`).before).toBeNull();
});
