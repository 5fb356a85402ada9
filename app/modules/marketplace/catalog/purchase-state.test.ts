import { describe, expect, test } from 'vitest';
import type { OrganizationRole, SubscriptionTier, Viewer } from '#db/request-db.server.ts';
import type { PricedLine } from '~/modules/marketplace/cart/queries.server.ts';
import { noUsage } from '../uses/terms.ts';
import { collectPlan, decideBundleState, decideToolState, type ToolForSale } from './purchase-state.ts';

function viewerWith(role: OrganizationRole | null, tier: SubscriptionTier = 'GROWTH'): Viewer {
  return {
    user: {
      id: 'user',
      email: 'user@example.com',
      name: 'User',
      isConfirmed: true,
      pendingEmail: null,
      theme: 'SYSTEM',
      isPlatformAdmin: false,
      platformRoles: [],
    },
    organization: role && { id: 'organization', name: 'Organization', slug: 'organization', tier, closingAt: null },
    role,
    organizations: [],
    cartLines: 0,
    secondFactor: null,
    waitingRequests: 0,
  };
}

const tool: ToolForSale = { id: 'tool', status: 'ACTIVE', priceModel: 'MONTHLY', requiredTier: 'GROWTH', owned: false };
const line: PricedLine = {
  kind: 'BUNDLE',
  id: 'bundle',
  slug: 'bundle',
  name: 'Bundle',
  icon: null,
  state: 'CHARGED',
  includedIn: null,
  requiredTier: 'GROWTH',
  priceModel: null,
  priceSeen: 100,
  listPrice: 100,
  credit: 0,
  price: 100,
  tools: [
    {
      id: 'tool',
      name: 'Tool',
      state: 'CHARGED',
      priceModel: 'ONE_TIME',
      listPrice: 100,
      price: 100,
      renewalPrice: null,
      renewsOn: null,
      ...noUsage,
    },
  ],
};
const nothing = new Set<string>();

describe('a tool', () => {
  test.each(['OWNER', 'ADMIN', 'MEMBER'] as const)('can be added by %s', (role) => {
    expect(decideToolState(tool, viewerWith(role), nothing)).toBe('ADD');
  });

  test('can be added by a guest, whatever tier it needs', () => {
    expect(decideToolState({ ...tool, requiredTier: 'ENTERPRISE' }, null, nothing)).toBe('ADD');
  });

  test('is only shown to a VIEWER and to somebody without an organization', () => {
    expect(decideToolState(tool, viewerWith('VIEWER'), nothing)).toBe('READ_ONLY');
    expect(decideToolState(tool, viewerWith(null), nothing)).toBe('READ_ONLY');
  });

  test('that is owned says so before anything else', () => {
    const owned = { ...tool, owned: true };
    expect(decideToolState({ ...owned, status: 'DEPRECATED' }, viewerWith('OWNER'), new Set(['tool']))).toBe('OWNED');
    expect(decideToolState(owned, viewerWith('VIEWER'), nothing)).toBe('OWNED');
  });

  test.each([
    ['FREE', 'STARTER', 'NEEDS_TIER'],
    ['CUSTOM', 'STARTER', 'NEEDS_TIER'],
    ['GROWTH', 'ELITE', 'NEEDS_TIER'],
    ['ELITE', 'ELITE', 'ADD'],
    ['ENTERPRISE', 'ELITE', 'ADD'],
  ] as const)('for %s that needs %s: %s', (tier, requiredTier, state) => {
    expect(decideToolState({ ...tool, requiredTier }, viewerWith('OWNER', tier), nothing)).toBe(state);
  });

  test('that is not for sale says why', () => {
    expect(decideToolState({ ...tool, status: 'COMING_SOON', priceModel: 'CUSTOM' }, null, nothing)).toBe(
      'COMING_SOON',
    );
    expect(decideToolState({ ...tool, status: 'DEPRECATED' }, null, nothing)).toBe('NOT_SOLD');
    expect(decideToolState({ ...tool, priceModel: 'CUSTOM' }, null, nothing)).toBe('ON_REQUEST');
    expect(decideToolState({ ...tool, status: 'BETA' }, null, nothing)).toBe('ADD');
  });

  test('is in the plan by itself or with a bundle', () => {
    expect(decideToolState(tool, null, new Set(['tool']))).toBe('IN_PLAN');
    expect(decideToolState(tool, null, collectPlan([line]))).toBe('IN_PLAN');
  });
});

describe('a bundle', () => {
  test('follows what the database says of it', () => {
    expect(decideBundleState(line, null, nothing)).toBe('ADD');
    expect(decideBundleState({ ...line, state: 'OWNED' }, viewerWith('VIEWER'), nothing)).toBe('OWNED');
    expect(decideBundleState({ ...line, state: 'NOT_SOLD' }, null, nothing)).toBe('NOT_SOLD');
    expect(decideBundleState({ ...line, state: 'TIER_TOO_LOW' }, viewerWith('OWNER'), nothing)).toBe('NEEDS_TIER');
    expect(decideBundleState(line, viewerWith('VIEWER'), nothing)).toBe('READ_ONLY');
    expect(decideBundleState(line, viewerWith('MEMBER'), collectPlan([line]))).toBe('IN_PLAN');
  });
});
