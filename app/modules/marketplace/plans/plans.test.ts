import { expect, test } from 'vitest';
import { listPlans, suggestPlan } from './plans.ts';

const counts = [
  { tier: 'FREE', tools: 5, bundles: 0 },
  { tier: 'GROWTH', tools: 7, bundles: 2 },
] as const;
const limits = [{ tier: 'GROWTH', contacts: 25_000, emails: 50_000, simulations: 5, profiles: 10, alerts: 3 }] as const;

test('every plan is there, the lowest first, with what it reaches and what it adds', () => {
  const plans = listPlans(counts, limits);
  expect(plans.map(({ tier, reach, added }) => [tier, reach.tools, reach.bundles, added.tools, added.bundles])).toEqual(
    [
      ['FREE', 5, 0, 5, 0],
      ['CUSTOM', 5, 0, 0, 0],
      ['STARTER', 5, 0, 0, 0],
      ['GROWTH', 12, 2, 7, 2],
      ['ELITE', 12, 2, 0, 0],
      ['ENTERPRISE', 12, 2, 0, 0],
    ],
  );
  expect(plans.map((plan) => plan.limits?.contacts)).toEqual([
    undefined,
    undefined,
    undefined,
    25_000,
    undefined,
    undefined,
  ]);
});

test('what is asked for is suggested, unless it is no higher plan; else the next that adds something', () => {
  expect(suggestPlan('FREE', counts, 'elite')).toBe('ELITE');
  expect(suggestPlan('GROWTH', counts, 'STARTER')).toBe('ELITE');
  expect(suggestPlan('FREE', counts, 'nothing')).toBe('GROWTH');
  expect(suggestPlan('FREE', counts, null)).toBe('GROWTH');
  expect(suggestPlan('ENTERPRISE', counts, 'ELITE')).toBeNull();
});
