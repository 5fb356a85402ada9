import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrows, parseToolListFilters, toolListAddress } from './filters.ts';

const parse = (search: string) => parseToolListFilters(new URLSearchParams(search));

test('nothing asked for is everything by name', () => {
  expect(parse('')).toEqual({ query: '', sort: { column: 'name', direction: 'asc' }, page: 1 });
  expect(narrows(parse('sort=changed&page=2'))).toBe(false);
});

test('every field', () => {
  const filters = parse('q=+cma++x&status=BETA&category=GROWTH&tier=T1&area=CRM&sort=owners&page=3');
  expect(filters).toEqual({
    query: 'cma x',
    status: 'BETA',
    category: 'GROWTH',
    tier: 'T1',
    area: 'CRM',
    sort: { column: 'owners', direction: 'desc' },
    page: 3,
  });
  expect(narrows(filters)).toBe(true);
});

test('what means nothing is left out', () => {
  expect(parse('status=constructor&tier=T9&sort=__proto__&page=-1&q=%00')).toEqual(parse(''));
  for (const page of ['0', '10001', '1e9', 'x', '1.5']) expect(parse(`page=${page}`).page).toBe(1);
});

test('an address gives back the filters it was made from, whatever is in it', () => {
  fc.assert(
    fc.property(fc.constantFrom('status', 'area', 'q', 'page', 'sort'), fc.string(), (name, text) => {
      const filters = parseToolListFilters(new URLSearchParams({ [name]: text }));
      const address = new URL(toolListAddress(filters), 'https://local.invalid');
      expect(parseToolListFilters(address.searchParams)).toEqual(filters);
    }),
  );
});
