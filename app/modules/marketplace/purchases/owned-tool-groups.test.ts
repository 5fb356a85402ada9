import { expect, test } from 'vitest';
import { decideGroup, groupOwnedTools, ownedToolGroups } from './owned-tool-groups.ts';

const inside = { address: null, isConnected: false } as const;
const paged = { address: '/reid', isConnected: false } as const;

test.each([
  [{ ...paged, access: 'ALLOWED' }, 'READY'],
  [{ ...paged, access: 'READ_ONLY' }, 'READY'],
  [{ ...paged, access: 'NO_SEAT' }, 'NEEDS_SEAT'],
  [{ ...inside, access: 'ALLOWED' }, 'NOT_CONNECTED'],
  [{ ...inside, access: 'NO_SEAT' }, 'NOT_CONNECTED'],
  [{ ...inside, isConnected: true, access: 'ALLOWED' }, 'READY'],
  [{ ...inside, isConnected: true, access: 'NO_SEAT' }, 'NEEDS_SEAT'],
  [{ ...inside, access: 'SUSPENDED' }, 'PAUSED'],
  [{ ...paged, access: 'TIER_TOO_LOW' }, 'PAUSED'],
  [{ ...paged, access: 'DISABLED' }, 'PAUSED'],
  [{ ...paged, access: 'CAPPED' }, 'PAUSED'],
] as const)('%o is in the group %s', (tool, group) => {
  expect(decideGroup(tool)).toBe(group);
});

test('groups come in the order of the page, and empty ones not at all', () => {
  const tools = [
    { ...paged, access: 'SUSPENDED', name: 'A' },
    { ...inside, access: 'ALLOWED', name: 'B' },
    { ...paged, access: 'ALLOWED', name: 'C' },
    { ...paged, access: 'ALLOWED', name: 'D' },
  ] as const;
  const grouped = groupOwnedTools(tools).map(({ group, tools: found }) => [group, ...found.map(({ name }) => name)]);
  expect(grouped).toEqual([
    ['READY', 'C', 'D'],
    ['NOT_CONNECTED', 'B'],
    ['PAUSED', 'A'],
  ]);
  const order = Object.keys(ownedToolGroups);
  expect(order.filter((group) => grouped.some(([name]) => name === group))).toEqual(grouped.map(([name]) => name));
});
