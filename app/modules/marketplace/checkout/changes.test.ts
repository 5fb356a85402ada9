import { expect, test } from 'vitest';
import { noUsage } from '../uses/terms.ts';
import { describeChanges } from './changes.ts';
import type { ShownLine } from './schema.ts';

const held: ShownLine['tools'][number] = {
  id: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
  name: 'CMA Generator',
  state: 'CHARGED',
  priceModel: 'ONE_TIME',
  price: 20_000,
  renewalPrice: null,
  ...noUsage,
};
const tool: ShownLine = {
  kind: 'TOOL',
  id: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
  name: 'CMA Generator',
  state: 'CHARGED',
  listPrice: 20_000,
  price: 20_000,
  tools: [held],
};
const bundle: ShownLine = { ...tool, kind: 'BUNDLE', id: '7f9619ff-8b86-4011-b42d-00c04fc964ff', name: 'Lead Pack' };

test('equal lines have nothing to say', () => {
  expect(describeChanges([tool, bundle], [tool, bundle])).toEqual([]);
});

test('a new price names both prices and both totals', () => {
  expect(describeChanges([tool], [{ ...tool, listPrice: 25_000, price: 25_000 }])).toEqual([
    'CMA Generator cost $200.00 and now costs $250.00.',
    'The total was $200.00 and is now $250.00.',
  ]);
});

test('a tool somebody else has just bought is named', () => {
  expect(describeChanges([tool], [{ ...tool, state: 'OWNED', price: 0 }])).toEqual([
    'CMA Generator is owned by your organization now.',
    'The total was $200.00 and is now $0.00.',
  ]);
});

test('a bundle with other tools at the same price is named', () => {
  expect(describeChanges([bundle], [{ ...bundle, tools: [] }])).toEqual([
    'The tools in Lead Pack have changed: 0 tools of it would be charged now.',
  ]);
});

test('another price model at the same price is named, and so are other shares of a bundle', () => {
  const monthly = { ...held, priceModel: 'MONTHLY', renewalPrice: 20_000 } as const;
  expect(describeChanges([tool], [{ ...tool, tools: [monthly] }])).toEqual([
    'CMA Generator was sold as “One-time” and is now sold as “Monthly”.',
  ]);
  expect(describeChanges([bundle], [{ ...bundle, tools: [{ ...monthly, price: 19_000 }] }])).toEqual([
    'CMA Generator was sold as “One-time” and is now sold as “Monthly”.',
    'CMA Generator cost $200.00 of it and now costs $190.00.',
    'CMA Generator is renewed at $200.00 now.',
  ]);
});

test('other terms of use are named, at the same price too', () => {
  const byUse = { ...held, priceModel: 'USAGE_BASED', usageUnit: 'report', unitsIncluded: 200, unitPrice: 25 } as const;
  expect(describeChanges([{ ...tool, tools: [byUse] }], [{ ...tool, tools: [{ ...byUse, unitPrice: 30 }] }])).toEqual([
    'CMA Generator was sold with 200 reports included, then $0.25 a report, and is now sold with 200 reports included, then $0.30 a report.',
  ]);
});

test('lines that came and went are named', () => {
  expect(describeChanges([tool], [bundle])).toEqual([
    'CMA Generator is no longer in your cart.',
    'Lead Pack was added to your cart.',
  ]);
});
