import { expect, test } from 'vitest';
import { tellTierReach } from './tier-reach.ts';

const counts = [
  { tier: 'FREE', tools: 5, bundles: 0 },
  { tier: 'GROWTH', tools: 7, bundles: 2 },
  { tier: 'ENTERPRISE', tools: 0, bundles: 1 },
] as const;

test('a tier reaches what asks for it or less', () => {
  expect(tellTierReach('STARTER', counts).now).toEqual({ tools: 5, bundles: 0, requiredTiers: ['FREE'] });
  expect(tellTierReach('GROWTH', counts).now).toEqual({ tools: 12, bundles: 2, requiredTiers: ['FREE', 'GROWTH'] });
});

test('the next tier is the next one that adds anything', () => {
  expect(tellTierReach('FREE', counts).next).toEqual({
    tier: 'GROWTH',
    tools: 7,
    bundles: 2,
    requiredTiers: ['GROWTH'],
  });
  expect(tellTierReach('GROWTH', counts).next).toEqual({ tier: 'ENTERPRISE', tools: 0, bundles: 1, requiredTiers: [] });
  expect(tellTierReach('ENTERPRISE', counts).next).toBeNull();
});
