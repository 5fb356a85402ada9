import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf } from './slugs.ts';

test.each([
  ['CMA Generator', 'cma-generator'],
  ['Lead Generation Pro', 'lead-generation-pro'],
  ["Broker's Kit", 'brokers-kit'],
  ['  Café — “Agent’s” choice!  ', 'cafe-agents-choice'],
  ['Café & Büro: 2nd edition!', 'cafe-buro-2nd-edition'],
  ['ﬁnance №1', 'finance-no1'],
  ['分析', ''],
  ['!!!', ''],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('the name %j gives the slug %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('any name gives a slug that an address takes, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(slugOf(name)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      expect(slugOf(name).length).toBeLessThanOrEqual(80);
    }),
  );
});
