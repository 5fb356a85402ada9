import { expect, test } from 'vitest';
import { contactsAddress, parseContactFilters } from './filters.ts';

const id = '0c8b6a1e-2b1e-4d53-9d7c-0d4b5f0f3c11';
const moment = '2026-05-06T10:00:00.123456Z';
const none = { query: '', listId: null, tag: null, standing: null, after: null };
const parse = (search: string) => parseContactFilters(new URLSearchParams(search));

test('an address without filters asks for everybody', () => {
  expect(parse('')).toEqual(none);
  expect(contactsAddress(none)).toBe('/campaigns/contacts');
});

test('filters are read, and written as the same address', () => {
  const address = `/campaigns/contacts?q=an&list=${id}&tag=first+home&status=NO_CONSENT&after=ann+lee&id=${id}`;
  const filters = parse(address.split('?')[1] ?? '');
  expect(filters).toEqual({
    query: 'an',
    listId: id,
    tag: 'first home',
    standing: 'NO_CONSENT',
    after: { key: 'ann lee', id },
  });
  expect(contactsAddress(filters)).toBe(address);
});

test.each([
  'list=1',
  'status=constructor',
  'status=mailable',
  `after=${moment}`,
  `id=${id}`,
  `after=yesterday&id=${id}`,
  `after=0000-01-01T00%3A00%3A00.000000Z&id=${id}`,
  `after=${moment}&id=1`,
  'tag=%20%0A',
  'q=%00',
])('%s means nothing', (search) => {
  expect(parse(search)).toEqual(none);
});

test('the place of a list without a search is a moment, that of a search what was found', () => {
  expect(parse(`after=${moment}&id=${id}`).after).toEqual({ key: moment, id });
  expect(parse(`q=a&after=${moment}&id=${id}`).after).toEqual({ key: moment, id });
  expect(parse(`q=a&after=anything&id=${id}`).after).toEqual({ key: 'anything', id });
  expect(parse(`q=a&after=a%00b&id=${id}`).after).toBeNull();
});
