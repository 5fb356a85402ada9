import { expect, test } from 'vitest';
import { organizationsAddress, parseOrganizationFilters } from './filters.ts';

test('filters keep what means something and come back from their address', () => {
  const id = '6f1c2d3e-0000-4000-8000-000000000001';
  const search = new URLSearchParams({ name: ' Harbor\0 ', tier: 'ELITE', after: 'Harbor & Sons', afterId: id });
  const filters = parseOrganizationFilters(search);
  expect(filters).toEqual({ name: 'Harbor', tier: 'ELITE', after: { name: 'Harbor & Sons', id } });
  const address = organizationsAddress(filters);
  expect(parseOrganizationFilters(new URL(address, 'https://lotline.test').searchParams)).toEqual(filters);
  expect(parseOrganizationFilters(new URLSearchParams('tier=GOLD&afterId=x'))).toEqual({
    name: null,
    tier: null,
    after: null,
  });
});
