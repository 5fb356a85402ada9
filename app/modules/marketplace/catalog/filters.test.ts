import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogAddress, listActiveFilters, parseCatalogFilters } from './filters.ts';

const parse = (search: string) => parseCatalogFilters(new URLSearchParams(search));

describe('reading the form', () => {
  test('nothing asked for is everything, the most popular first', () => {
    expect(parse('')).toEqual({
      filters: {
        query: '',
        categories: [],
        areas: [],
        tiers: [],
        requiredTiers: [],
        tags: [],
        minimumPrice: null,
        maximumPrice: null,
        sort: 'popular',
        page: 1,
      },
      prices: { minimum: '', maximum: '', problem: null },
      ignored: [],
    });
  });

  test('every field', () => {
    const { filters, ignored } = parse(
      'q=lead+capture&category=GROWTH&category=elite&area=CRM&tier=T1&requires=elite&tag=email&tag=mls&min=100&max=250.50&sort=price-asc&page=3',
    );
    expect(ignored).toEqual([]);
    expect(filters).toEqual({
      query: 'lead capture',
      categories: ['GROWTH', 'ELITE'],
      areas: ['CRM'],
      tiers: ['T1'],
      requiredTiers: ['ELITE'],
      tags: ['email', 'mls'],
      minimumPrice: 10_000,
      maximumPrice: 25_050,
      sort: 'price-asc',
      page: 3,
    });
  });

  test('empty fields of a sent form say nothing', () => {
    expect(parse('q=&category=&tag=+&min=&max=&sort=&page=')).toEqual(parse(''));
  });

  test.each([
    ['category=NONSENSE', 'category'],
    ['category=__proto__', 'category'],
    ['area=x', 'area'],
    ['tier=T9', 'tier'],
    ['tag=%3Cscript%3E', 'tag'],
    ['sort=cheapest', 'sort'],
    ['sort=constructor', 'sort'],
    ['page=0', 'page'],
    ['page=99999999999', 'page'],
    [`q=${'x'.repeat(101)}`, 'q'],
  ])('%s is ignored and named', (search, name) => {
    const { filters, ignored } = parse(search);
    expect(filters).toEqual(parse('').filters);
    expect(ignored.map((value) => value.name)).toEqual([name]);
  });

  test('a right value beside a wrong one counts', () => {
    const { filters, ignored } = parse('category=NONSENSE&category=GROWTH');
    expect(filters.categories).toEqual(['GROWTH']);
    expect(ignored).toEqual([{ name: 'category', value: 'NONSENSE' }]);
  });

  test('a lowest price above the highest is kept as it was typed, and said beside its fields', () => {
    const { filters, prices, ignored } = parse('min=900&max=1&category=GROWTH');
    expect(filters).toEqual(parse('category=GROWTH').filters);
    expect(ignored).toEqual([]);
    expect(prices).toEqual({
      minimum: '900',
      maximum: '1',
      problem: { fields: ['min', 'max'], message: 'The lowest price, $900, is above the highest, $1.' },
    });
  });

  test('a price tier is named in the words of buyers', () => {
    expect(listActiveFilters(parse('tier=T1').filters).map(({ label }) => label)).toEqual(['$100 tools']);
  });

  test('prices are written with their cents, where there are some', () => {
    expect(parse('min=99.5&max=1').prices.problem?.message).toBe('The lowest price, $99.50, is above the highest, $1.');
    expect(listActiveFilters(parse('min=99.5&max=1200').filters).map(({ label }) => label)).toEqual([
      'From $99.50',
      'Up to $1200',
    ]);
  });

  test.each([
    ['min=-1', ['min']],
    ['min=1e3&max=200', ['min']],
    ['min=100&max=abc', ['max']],
    ['min=x&max=1000001', ['min', 'max']],
  ])('a price that is none stays in its field, and nothing is narrowed by the other one: %s', (search, fields) => {
    const { filters, prices, ignored } = parse(search);
    expect(filters).toEqual(parse('').filters);
    expect(ignored).toEqual([]);
    expect(prices.problem?.fields).toEqual(fields);
    expect(new URLSearchParams(search).get('min') ?? '').toBe(prices.minimum);
  });

  test('the same price at both ends is a range', () => {
    expect(parse('min=100&max=$100.00')).toMatchObject({
      filters: { minimumPrice: 10_000, maximumPrice: 10_000 },
      prices: { minimum: '100', maximum: '$100.00', problem: null },
    });
  });

  test('control characters never reach the database', () => {
    expect(parse('q=a%00b%0Ac').filters.query).toBe('a b c');
  });

  test('no address is an error, and its canonical form means the same', () => {
    const names = fc.constantFrom(
      'q',
      'category',
      'area',
      'tier',
      'requires',
      'tag',
      'min',
      'max',
      'sort',
      'page',
      'other',
    );
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom('GROWTH', 'ELITE', 'LEADS', 'T1', 'T2', 'email', 'mls', '5', '100', '299.99', 'rating', 'newest'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values)), (entries) => {
        const { filters } = parseCatalogFilters(new URLSearchParams(entries));
        const address = catalogAddress(filters);
        const again = parseCatalogFilters(new URL(address, 'https://lotline.test').searchParams);
        expect(again.ignored).toEqual([]);
        expect(catalogAddress(again.filters)).toBe(address);
      }),
      { numRuns: 500 },
    );
  });
});

describe('addresses', () => {
  test('defaults are left out', () => {
    expect(catalogAddress(parse('sort=popular&page=1').filters)).toBe('/tools');
  });

  test('one selection has one address', () => {
    expect(catalogAddress(parse('page=2&tag=mls&tag=email&q=a+b').filters)).toBe(
      '/tools?q=a+b&tag=email&tag=mls&page=2',
    );
  });

  test('taking a filter away keeps the others and starts at the first page', () => {
    const { filters } = parse('q=lead&category=GROWTH&tag=email&tag=mls&min=100&page=2&sort=rating');
    expect(listActiveFilters(filters)).toEqual([
      { label: '“lead”', href: '/tools?category=GROWTH&tag=email&tag=mls&min=100&sort=rating' },
      { label: 'Growth', href: '/tools?q=lead&tag=email&tag=mls&min=100&sort=rating' },
      { label: 'Email', href: '/tools?q=lead&category=GROWTH&tag=mls&min=100&sort=rating' },
      { label: 'MLS', href: '/tools?q=lead&category=GROWTH&tag=email&min=100&sort=rating' },
      { label: 'From $100', href: '/tools?q=lead&category=GROWTH&tag=email&tag=mls&sort=rating' },
    ]);
  });
});
