import { expect, test } from 'vitest';
import { readResultsFilters, writePlace } from './filters.ts';

const id = '7b1c6f0e-3f5a-4c55-9d52-7a1f0c3c9b11';
const read = (query: string) => readResultsFilters(new URLSearchParams(query));

test('a query without anything asks for everybody', () => {
  expect(read('')).toEqual({ outcome: null, after: null, email: '', checksLedger: false });
});

test('a place is read as it was written', () => {
  const place = { status: 'UNKNOWN', id } as const;
  expect(read(`outcome=UNKNOWN&after=${writePlace(place)}`)).toMatchObject({ outcome: 'UNKNOWN', after: place });
});

test.each([
  'outcome=EVERYBODY&after=',
  'outcome=__proto__&after=UNKNOWN',
  'outcome=&after=UNKNOWN_1',
  `after=OPENED_${id}`,
  `after=${id}`,
])('%s is nothing that there is', (query) => {
  expect(read(query)).toMatchObject({ outcome: null, after: null });
});

test('an address is one line of at most 254 characters', () => {
  expect(read('email=%20a%0D%0Ab%40example.org').email).toBe('a b@example.org');
  expect(read(`email=${'a'.repeat(300)}`).email).toHaveLength(254);
});
