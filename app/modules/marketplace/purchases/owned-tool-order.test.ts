import { expect, test } from 'vitest';
import { directionOf, ownedToolsAddress, parseOwnedToolSort, sortOwnedTools, turnTo } from './owned-tool-order.ts';

const tool = (name: string, changes = {}) => ({
  name,
  seatsIncluded: 5,
  hasSeat: false,
  opens: 0,
  unitsUsed: null,
  periodEnd: null,
  price: 10_000,
  priceModel: 'MONTHLY' as const,
  ...changes,
});
const sorted = (tools: ReturnType<typeof tool>[], sort: string) =>
  sortOwnedTools(tools, parseOwnedToolSort(sort)).map(({ name }) => name);

test('names sort as people sort them', () => {
  const tools = ['zebra', 'Éclair', 'apple 10', 'apple 9', 'Eagle'].map((name) => tool(name));
  expect(sorted(tools, 'name')).toEqual(['apple 9', 'apple 10', 'Eagle', 'Éclair', 'zebra']);
  expect(sorted(tools, '-name')).toEqual(['zebra', 'Éclair', 'Eagle', 'apple 10', 'apple 9']);
});

test.each([
  ['seat', ['mine', 'everyone', 'none']],
  ['-seat', ['none', 'everyone', 'mine']],
] as const)('by %s', (sort, order) => {
  const tools = [tool('none'), tool('everyone', { seatsIncluded: null }), tool('mine', { hasSeat: true })];
  expect(sorted(tools, sort)).toEqual(order);
});

test('by use, cost and renewal; what is alike stands by name', () => {
  const tools = [
    tool('b', { opens: 3, price: 12_000, priceModel: 'ANNUAL', periodEnd: '2027-01-01T00:00:00Z' }),
    tool('a', { opens: 3, price: 30_000, priceModel: 'ONE_TIME' }),
    tool('c', { unitsUsed: 40, price: 5_000, periodEnd: '2026-12-01T00:00:00Z' }),
  ];
  expect(sorted(tools, 'use')).toEqual(['c', 'a', 'b']);
  expect(sorted(tools, '-use')).toEqual(['a', 'b', 'c']);
  expect(sorted(tools, 'cost')).toEqual(['c', 'b', 'a']);
  expect(sorted(tools, 'renewal')).toEqual(['c', 'b', 'a']);
});

test('a heading sorts by its column first, and then the other way round', () => {
  const usual = parseOwnedToolSort('nonsense');
  expect(usual).toEqual({ column: 'name', isReversed: false });
  expect(ownedToolsAddress(usual)).toBe('/my-tools');
  const byCost = turnTo('cost', usual);
  expect([ownedToolsAddress(byCost), directionOf('cost', byCost), directionOf('name', byCost)]).toEqual([
    '/my-tools?sort=cost',
    'descending',
    undefined,
  ]);
  const turned = turnTo('cost', byCost);
  expect([ownedToolsAddress(turned), directionOf('cost', turned)]).toEqual(['/my-tools?sort=-cost', 'ascending']);
  expect(parseOwnedToolSort('-cost')).toEqual(turned);
});
