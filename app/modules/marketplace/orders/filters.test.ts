import { expect, test } from 'vitest';
import { orderNumberIn, ordersAddress, parseOrderFilters } from './filters.ts';

const parse = (search: string) => parseOrderFilters(new URLSearchParams(search));
const newest = { column: 'placed', direction: 'desc' } as const;
const nothing = { query: '', status: null, method: null, from: null, to: null, sort: newest, before: null, page: 1 };

test('an address says which orders, and the same orders have that address', () => {
  const address =
    '/admin/orders?q=harbor+realty&status=PENDING&method=INVOICE&from=2026-01-31&to=2026-02-28&before=1763790000123456_LOT-100001';
  const filters = parse(address.split('?')[1] ?? '');
  expect(filters).toEqual({
    query: 'harbor realty',
    status: 'PENDING',
    method: 'INVOICE',
    from: '2026-01-31',
    to: '2026-02-28',
    sort: newest,
    before: { placedAt: 1_763_790_000_123_456, number: 'LOT-100001' },
    page: 1,
  });
  expect(ordersAddress(filters)).toBe(address);
  expect(ordersAddress(parse(''))).toBe('/admin/orders');
});

test.each([
  ['status=SOLD'],
  ['status=toString'],
  ['method=cash'],
  ['from=2026-02-31'],
  ['from=0001-01-01'],
  ['to=yesterday'],
  ['to=9999-99-99'],
  ['before=LOT-100001'],
  ['before=99999999999999999_LOT-100001'],
  ["before=1_LOT'"],
  ['q=%00%0a'],
  ['sort=constructor'],
  ['page=2'],
])('%s means nothing', (search) => {
  expect(parse(search)).toEqual(nothing);
});

test('sorted otherwise, a page has a number and begins behind no order', () => {
  const filters = parse('sort=total&page=2&before=1763790000123456_LOT-100001');
  expect(filters).toMatchObject({ sort: { column: 'total', direction: 'desc' }, before: null, page: 2 });
  expect(ordersAddress(filters)).toBe('/admin/orders?sort=total&page=2');
});

test('a query is one line of at most 100 characters', () => {
  expect(parse('q=harbor%0Arealty').query).toBe('harbor realty');
  expect(parse(`q=${'x'.repeat(500)}`).query).toHaveLength(100);
});

test.each([
  ['LOT-100001', 'LOT-100001'],
  ['lot-100001', 'LOT-100001'],
  ['100001', 'LOT-100001'],
  ['LOT-7K3M9Q2XH4', 'LOT-7K3M9Q2XH4'],
  ['lot-7k3m9q2xh4', 'LOT-7K3M9Q2XH4'],
  ['7k3m9q2xh4', 'LOT-7K3M9Q2XH4'],
  // Names of ten letters.
  ['Blackstone', undefined],
  ['Watermarks', undefined],
  ['100', undefined],
  ['Harbor', undefined],
])('%s is the order %s', (query, number) => {
  expect(orderNumberIn(query)).toBe(number);
});
