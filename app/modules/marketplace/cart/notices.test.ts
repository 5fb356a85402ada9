import { expect, test } from 'vitest';
import { noUsage } from '../uses/terms.ts';
import { findNotices, isBlocked, sumLines } from './notices.ts';
import type { PricedLine } from './queries.server.ts';

const line: PricedLine = {
  kind: 'TOOL',
  id: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
  slug: 'cma-generator',
  name: 'CMA Generator',
  icon: null,
  state: 'CHARGED',
  includedIn: null,
  requiredTier: 'FREE',
  priceModel: 'MONTHLY',
  priceSeen: 20_000,
  listPrice: 20_000,
  credit: 0,
  price: 20_000,
  tools: [],
};

test('an ordinary line has nothing to say', () => {
  expect(findNotices(line)).toEqual([]);
  expect(isBlocked([line])).toBe(false);
});

test.each(['OWNED', 'NOT_SOLD', 'TIER_TOO_LOW'] as const)('%s blocks the checkout and says so', (state) => {
  const blocked = { ...line, state, price: 0 };
  expect(isBlocked([line, blocked])).toBe(true);
  expect(findNotices(blocked).some((notice) => notice.blocks)).toBe(true);
});

test('a guest hears before signing up which plan a line needs, and where it is asked for', () => {
  const growth = { ...line, requiredTier: 'GROWTH' } as const;
  expect(findNotices(growth)).toEqual([
    {
      blocks: false,
      message: 'Needs the Growth plan. A new organization starts on Free, and asks for an upgrade.',
      plan: '/plans#growth',
    },
  ]);
  expect(isBlocked([growth])).toBe(false);
  expect(findNotices(growth, 'GROWTH')).toEqual([]);
});

test('a line above the plan of the organization names both plans and leads to them', () => {
  const blocked = { ...line, state: 'TIER_TOO_LOW', requiredTier: 'ELITE', price: 0 } as const;
  expect(findNotices(blocked, 'STARTER')).toEqual([
    {
      blocks: true,
      message: 'Needs the Elite plan. Your organization is on the Starter plan. Remove it to check out.',
      plan: '/plans#elite',
    },
  ]);
});

test('a tool that a bundle holds is not charged and does not block', () => {
  const included = { ...line, state: 'INCLUDED', includedIn: 'Lead Pack', price: 0 } as const;
  expect(findNotices(included)).toEqual([{ blocks: false, message: 'Included in Lead Pack, so it is not charged.' }]);
  expect(isBlocked([included])).toBe(false);
  expect(sumLines([line, included])).toEqual({ subtotal: 20_000, credit: 0, total: 20_000 });
});

test('a new price names the old one', () => {
  expect(findNotices({ ...line, priceSeen: 15_000 })).toEqual([
    { blocks: false, message: 'The price changed from $150.00 to $200.00 since you added it.' },
  ]);
});

test('a credit names its reason', () => {
  const bundle = { ...line, kind: 'BUNDLE', credit: 5_000, price: 15_000 } as const;
  const owned = (name: string) => ({
    id: name,
    name,
    state: 'OWNED' as const,
    priceModel: 'MONTHLY' as const,
    listPrice: 5_000,
    price: 0,
    renewalPrice: 5_000,
    renewsOn: '2026-12-29',
    ...noUsage,
  });
  const messages = (names: string[]) =>
    findNotices({ ...bundle, tools: names.map(owned) }).map(({ message }) => message);
  expect(messages(['Photo Enhancement'])).toEqual(['$50.00 credit because your organization owns Photo Enhancement.']);
  expect(messages(['A', 'B'])).toEqual(['$50.00 credit because your organization owns 2 of its tools.']);
  expect(messages([])).toEqual(['$50.00 credit for tools that another bundle in this cart holds.']);
  expect(sumLines([bundle])).toEqual({ subtotal: 20_000, credit: 5_000, total: 15_000 });
});
