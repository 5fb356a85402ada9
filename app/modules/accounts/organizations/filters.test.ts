import { expect, test } from 'vitest';
import { isByName, organizationsAddress, parseOrganizationFilters } from './filters.ts';

test('filters keep what means something and come back from their address', () => {
  const id = '6f1c2d3e-0000-4000-8000-000000000001';
  const search = new URLSearchParams({ name: ' Harbor\0 ', tier: 'ELITE', after: 'Harbor & Sons', afterId: id });
  const filters = parseOrganizationFilters(search);
  const byName = { column: 'name', direction: 'asc' };
  expect(filters).toEqual({
    name: 'Harbor',
    tier: 'ELITE',
    sort: byName,
    after: { name: 'Harbor & Sons', id },
    page: 1,
  });
  const address = organizationsAddress(filters);
  expect(parseOrganizationFilters(new URL(address, 'https://lotline.test').searchParams)).toEqual(filters);
  expect(parseOrganizationFilters(new URLSearchParams('tier=GOLD&afterId=x'))).toEqual({
    name: null,
    tier: null,
    sort: byName,
    after: null,
    page: 1,
  });
});

test('by name a page begins behind an organization, sorted otherwise it has a number', () => {
  const id = '6f1c2d3e-0000-4000-8000-000000000001';
  const parse = (search: string) => parseOrganizationFilters(new URLSearchParams(search));
  expect(parse(`after=A&afterId=${id}&page=3`)).toMatchObject({ after: { name: 'A', id }, page: 1 });
  const sorted = parse(`sort=spent&after=A&afterId=${id}&page=3`);
  expect(sorted).toMatchObject({ after: null, page: 3 });
  expect([isByName(sorted), isByName(parse('sort=name-desc')), isByName(parse(''))]).toEqual([false, false, true]);
  expect(organizationsAddress(sorted)).toBe('/admin/organizations?sort=spent&page=3');
});
