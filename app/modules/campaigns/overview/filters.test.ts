import { expect, test } from 'vitest';
import { isFiltered, readBefore, readFilters, writeOverviewAddress } from './filters.ts';

const read = (search: string) => readFilters(new URLSearchParams(search));

test('what is read from an address leads back to it', () => {
  const address = '/campaigns?status=ACTIVE&type=SOCIAL_MEDIA&tag=open+house&q=spring&archived=yes';
  expect(writeOverviewAddress(read(address.split('?')[1] ?? ''))).toBe(address);
});

test('values without a meaning narrow nothing', () => {
  const filters = read('status=RUNNING&type=&tag=+&q=%00&archived=1');
  expect(filters).toEqual({});
  expect(isFiltered(filters)).toBe(false);
});

test('a page begins behind a row, and at the start for anything else', () => {
  const row = { createdAt: '2026-03-04T05:06:07.000001Z', id: '00000000-0000-4000-8000-000000000001' };
  const address = writeOverviewAddress({ query: 'a' }, row);
  expect(readBefore(new URLSearchParams(address.split('?')[1]))).toEqual({ at: row.createdAt, id: row.id });
  expect(readBefore(new URLSearchParams('before=yesterday'))).toBeNull();
});
