import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, test } from 'vitest';
import { decideToolPrice, newToolSchema, parseSnapshot, toolSchema } from './schema.ts';

const good: Record<string, string> = {
  intent: 'save',
  id: 'a9a1c1de-0000-4000-8000-000000000000',
  name: 'Listing Planner',
  description: 'Plans listings.',
  category: 'GROWTH',
  area: 'LISTINGS',
  tier: 'T2',
  priceModel: 'MONTHLY',
  requiredTier: 'FREE',
  integrationType: 'NATIVE',
  icon: 'box',
  provider: 'Lotline',
  publishAs: 'ACTIVE',
};

function parse(changes: Record<string, string>, schema: typeof newToolSchema | typeof toolSchema = newToolSchema) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...good, ...changes })) form.append(name, value);
  const submission = parseWithZod(form, { schema });
  return submission.status === 'success'
    ? { value: submission.value, errors: undefined }
    : { value: undefined, errors: submission.error };
}

test('a form with nothing but what is needed is a tool', () => {
  expect(parse({}).value).toMatchObject({
    name: 'Listing Planner',
    longDescription: '',
    features: [],
    tags: [],
    documentationUrl: null,
    version: null,
    seatsIncluded: null,
    isFeatured: false,
  });
});

describe('prices', () => {
  test.each([
    ['', undefined],
    ['125', 12_500],
    ['$1,250.5', 125_050],
    ['0.07', 7],
    ['1000000', 100_000_000],
  ])('“%s” is %s cents', (price, cents) => {
    expect(parse({ price }).value?.price).toBe(cents);
  });

  test.each(['-1', '1.234', '1e3', 'ten', '1,00', '1000000.01', '99999999'])('“%s” is refused', (price) => {
    expect(parse({ price }).errors).toHaveProperty('price');
  });

  test('follow the tier where none is typed, and are nothing for a free tool', () => {
    const tool = { price: undefined, priceModel: 'MONTHLY', tier: 'T3' } as const;
    expect(decideToolPrice(tool)).toBe(30_000);
    expect(decideToolPrice({ ...tool, tier: 'T1' })).toBe(10_000);
    expect(decideToolPrice({ ...tool, price: 12_345 })).toBe(12_345);
    expect(decideToolPrice({ ...tool, priceModel: 'FREE' })).toBe(0);
  });

  test('a free tool has none, and only a free tool', () => {
    expect(parse({ priceModel: 'FREE', price: '0' }).errors).toBeUndefined();
    expect(parse({ priceModel: 'FREE', price: '5' }).errors?.price?.[0]).toMatch(/costs nothing/);
    expect(parse({ priceModel: 'CUSTOM', price: '0' }).errors?.price?.[0]).toMatch(/Only a free tool/);
  });
});

describe('terms of use', () => {
  const terms = { usageUnit: 'report', unitsIncluded: '0', unitPrice: '0.25' };

  test('are those of a tool paid by usage, all of them, and of no other', () => {
    expect(parse({ priceModel: 'USAGE_BASED', ...terms }).value).toMatchObject({
      usageUnit: 'report',
      unitsIncluded: 0,
      unitPrice: 25,
    });
    expect(Object.keys(parse({ priceModel: 'USAGE_BASED' }).errors ?? {})).toEqual(Object.keys(terms));
    expect(Object.keys(parse(terms).errors ?? {})).toEqual(Object.keys(terms));
  });

  test.each(['Report', '5', 'a\tb', 'x'.repeat(41)])('“%s” is no unit', (usageUnit) => {
    expect(parse({ priceModel: 'USAGE_BASED', ...terms, usageUnit }).errors).toHaveProperty('usageUnit');
  });
});

describe('lists', () => {
  test('have one entry a line, each once, as browsers send them', () => {
    expect(parse({ features: ' One \r\n\r\nTwo\r\nOne' }).value?.features).toEqual(['One', 'Two']);
  });

  test('are neither endless nor too wide', () => {
    const lines = Array.from({ length: 31 }, (_, index) => `Line ${index}`).join('\n');
    expect(parse({ features: lines }).errors).toHaveProperty('features');
    expect(parse({ features: 'x'.repeat(121) }).errors).toHaveProperty('features');
  });

  test('tags are those the catalog can filter by', () => {
    expect(parse({ tags: 'MLS\nFollow-up\nmls' }).value?.tags).toEqual(['mls', 'follow-up']);
    expect(parse({ tags: 'c++' }).errors).toHaveProperty('tags');
  });
});

describe('addresses on the web', () => {
  test.each(['http://example.com', 'javascript:alert(1)', 'https://', 'https://user:word@example.com', 'example.com'])(
    '%s is refused',
    (demoUrl) => {
      expect(parse({ demoUrl }).errors).toHaveProperty('demoUrl');
    },
  );

  test('https is taken', () => {
    expect(parse({ demoUrl: ' https://example.com/demo?x=1 ' }).value?.demoUrl).toBe('https://example.com/demo?x=1');
  });
});

describe('slugs', () => {
  test('a name that gives none needs one typed', () => {
    expect(parse({ name: '分析' }).errors).toHaveProperty('slug');
    expect(parse({ name: '分析', slug: 'analysis' }).errors).toBeUndefined();
  });

  test.each(['Upper', 'a--b', '-a', 'a/b', 'a b'])('%s is refused', (slug) => {
    expect(parse({ slug }).errors).toHaveProperty('slug');
  });

  test('a tool there is cannot lose its own', () => {
    const sent = { revision: '1', original: '{}' };
    expect(parse({ ...sent, slug: '' }, toolSchema).errors).toHaveProperty('slug');
    expect(parse({ ...sent, slug: 'planner' }, toolSchema).errors).toBeUndefined();
  });
});

test('a snapshot that is none is an empty one', () => {
  expect(parseSnapshot('{"name":"A"}')).toEqual({ name: 'A' });
  for (const text of [undefined, '', '{', '[]', '{"name":1}', 'null']) expect(parseSnapshot(text)).toEqual({});
});
