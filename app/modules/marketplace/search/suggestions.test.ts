import { expect, test } from 'vitest';
import type { OrganizationRole, Viewer } from '#db/request-db.server.ts';
import type { PlatformRole } from '#db/schema/index.ts';
import { type Found, groupFound, groupPlaces } from './suggestions.ts';

const nobody = { tools: [], bundles: [], orders: [], people: [] } satisfies Found;

function viewerAs(role: OrganizationRole | null, platformRoles: PlatformRole[] = []): Viewer {
  const organization = { id: 'o', name: 'Harbor', slug: 'harbor', tier: 'GROWTH' as const, closingAt: null };
  return {
    user: {
      id: 'u',
      email: 'a@b.test',
      name: 'Ada',
      isConfirmed: true,
      pendingEmail: null,
      theme: 'SYSTEM',
      isPlatformAdmin: platformRoles.length > 0,
      platformRoles,
    },
    organization: role && organization,
    role,
    secondFactor: null,
    organizations: [],
    cartLines: 0,
    waitingRequests: 0,
  };
}

const tool: Found['tools'][number] = {
  id: 't',
  slug: 'cma-generator',
  name: 'CMA Generator',
  description: '',
  category: 'GROWTH',
  area: 'MARKET_ANALYSIS',
  price: 20_000,
  currency: 'USD',
  priceModel: 'MONTHLY',
  usageUnit: null,
  unitsIncluded: null,
  unitPrice: null,
  requiredTier: 'FREE',
  status: 'ACTIVE',
  icon: 'scale',
  rating: null,
  reviewCount: 0,
  owned: false,
};

const hrefs = (groups: ReturnType<typeof groupPlaces>) => groups.flatMap(({ items }) => items.map(({ href }) => href));

test('what was found is grouped by kind, and kinds without anything are left out', () => {
  const found: Found = {
    tools: [tool],
    bundles: [{ slug: 'listing-domination', name: 'Listing Domination', icon: 'no-such-icon', tools: 7 }],
    orders: [
      { number: 'LOT-7K3M9Q2XH4', placedAt: new Date('2026-03-04T10:00:00Z'), items: ['CMA Generator', 'AI Hub'] },
    ],
    people: [{ id: 'p', name: 'Ada', email: 'ada@harbor.test', role: 'ADMIN' }],
  };
  expect(groupFound(found, viewerAs('OWNER'), 'xyzzy', 5)).toEqual([
    {
      label: 'Tools',
      items: [
        {
          href: '/tools/cma-generator',
          label: 'CMA Generator',
          note: expect.stringMatching(/^\$200.* per month$/),
          icon: 'scale',
        },
      ],
    },
    {
      label: 'Bundles',
      items: [{ href: '/bundles/listing-domination', label: 'Listing Domination', note: '7 tools', icon: 'box' }],
    },
    {
      label: 'Orders',
      items: [
        {
          href: '/orders/LOT-7K3M9Q2XH4',
          label: 'LOT-7K3M9Q2XH4',
          note: 'Mar 4, 2026, CMA Generator and AI Hub',
          icon: 'receipt',
        },
      ],
    },
    {
      label: 'People',
      items: [{ href: '/organization#member-p', label: 'Ada', note: 'ada@harbor.test, Admin', icon: 'user-round' }],
    },
  ]);
  expect(groupFound(nobody, null, 'xyzzy', 5)).toEqual([]);
});

test('a tool says what it costs, or that it is owned, and leads to where that is so', () => {
  const note = (changes: Partial<typeof tool>) =>
    groupFound({ ...nobody, tools: [{ ...tool, ...changes }] }, null, 'xyzzy', 5)[0]?.items[0];
  expect(note({ owned: true })).toMatchObject({ href: '/my-tools/cma-generator', note: 'Yours' });
  expect(note({ priceModel: 'FREE', price: 0 })).toMatchObject({ note: 'Free' });
  expect(note({ priceModel: 'CUSTOM' })).toMatchObject({ note: 'Price on request' });
  expect(note({ status: 'COMING_SOON' })).toMatchObject({ note: 'Coming soon' });
  expect(note({ priceModel: 'USAGE_BASED' })).toMatchObject({ note: expect.stringMatching(/^From \$200.* a month$/) });
});

test('more tools than are shown are behind a link to the catalog', () => {
  const tools = Array.from({ length: 6 }, (_, index) => ({ ...tool, id: `${index}` }));
  const [group] = groupFound({ ...nobody, tools }, null, 'xyzzy', 5);
  expect(group?.items).toHaveLength(5);
  expect(group?.more).toEqual({ href: '/tools?q=xyzzy', label: 'All these tools, with filters' });
});

test('everybody is led only to pages that are theirs', () => {
  expect(hrefs(groupPlaces(null, ''))).toEqual(expect.arrayContaining(['/tools', '/cart', '/login', '/signup']));
  for (const own of ['/home', '/orders', '/account', '/admin/tools'])
    expect(hrefs(groupPlaces(null, ''))).not.toContain(own);
  expect(hrefs(groupPlaces(viewerAs('VIEWER'), ''))).not.toContain('/cart');
  expect(hrefs(groupPlaces(viewerAs('MEMBER'), ''))).toEqual(expect.arrayContaining(['/home', '/my-tools', '/cart']));
  expect(hrefs(groupPlaces(viewerAs(null), ''))).not.toContain('/home');
  const support = hrefs(groupPlaces(viewerAs(null, ['SUPPORT']), 'harbor'));
  expect(support).toEqual(['/admin/organizations?name=harbor']);
  expect(hrefs(groupPlaces(viewerAs(null, ['BILLING']), 'harbor'))).toContain('/admin/orders?q=harbor');
});

test('pages are found by a part of their names', () => {
  expect(hrefs(groupPlaces(viewerAs('OWNER'), 'ORD'))).toEqual(['/orders', '/account/security']);
  expect(groupPlaces(viewerAs('OWNER'), 'xyzzy')).toEqual([]);
});
