import { expect, test } from 'vitest';
import { readSort, turnSort, writeSort } from './sorting.ts';

const columns = { name: 'asc', price: 'desc' } as const;

test.each([
  [null, { column: 'name', direction: 'asc' }],
  ['price', { column: 'price', direction: 'desc' }],
  ['price-asc', { column: 'price', direction: 'asc' }],
  ['name-desc', { column: 'name', direction: 'desc' }],
  ['constructor', { column: 'name', direction: 'asc' }],
  ['price-up', { column: 'name', direction: 'asc' }],
])('%s is read', (text, sort) => {
  expect(readSort(columns, text, 'name')).toEqual(sort);
});

test('an order has one address, and the usual one none', () => {
  for (const text of ['price', 'price-asc', 'name-desc'])
    expect(writeSort(columns, readSort(columns, text, 'name'), 'name')).toBe(text);
  expect(writeSort(columns, readSort(columns, 'price-desc', 'name'), 'name')).toBe('price');
  expect(writeSort(columns, readSort(columns, 'name-asc', 'name'), 'name')).toBe(false);
});

test('a heading sorts by its column first the usual way, then turns it around and back', () => {
  const byName = readSort(columns, null, 'name');
  const first = turnSort(columns, byName, 'price');
  const second = turnSort(columns, first, 'price');
  expect([first.direction, second.direction, turnSort(columns, second, 'price').direction]).toEqual([
    'desc',
    'asc',
    'desc',
  ]);
});
