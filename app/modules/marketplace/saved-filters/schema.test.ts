import { getTableConfig } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { savedFilters } from '#db/schema/index.ts';
import { filteredLists, savedFilterAddress, savedFilterSchema, searchOf } from './schema.ts';

test('the lists are those of the database', () => {
  const column = getTableConfig(savedFilters).columns.find(({ name }) => name === 'list');
  expect(Object.keys(filteredLists)).toEqual(column?.enumValues);
});

test('an address of a list gives its filters, and they the address', () => {
  const address = '/admin/tools?q=a+%26+b&sort=owners';
  expect(savedFilterAddress({ list: 'tools', search: searchOf(address) })).toBe(address);
  expect(savedFilterAddress({ list: 'orders', search: searchOf('/admin/orders') })).toBe('/admin/orders');
});

test('a list that there is not, and a name of nothing, are refused', () => {
  const form = { intent: 'save', list: 'tools', name: 'Drafts', search: 'status=DISABLED' };
  expect(savedFilterSchema.safeParse(form).success).toBe(true);
  for (const wrong of [{ list: 'constructor' }, { name: ' ' }, { name: 'x'.repeat(61) }, { search: 'x'.repeat(1001) }])
    expect(savedFilterSchema.safeParse({ ...form, ...wrong }).success).toBe(false);
});
