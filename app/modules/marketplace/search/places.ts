import type { Viewer } from '#db/request-db.server.ts';
import type { Place } from '~/components/layout/places.tsx';
import { organizationsAddress, parseOrganizationFilters } from '~/modules/accounts/organizations/filters.ts';
import { mayReadArea } from '~/modules/accounts/platform/areas.ts';
import { listPlatformPlaces } from '~/modules/accounts/platform/places.ts';
import { mayHoldCart } from '~/modules/marketplace/cart/holders.ts';
import { ordersAddress } from '~/modules/marketplace/orders/filters.ts';

const cart: Place = { href: '/cart', label: 'Cart', icon: 'shopping-cart' };

const shop: readonly Place[] = [
  { href: '/tools', label: 'Tools', icon: 'blocks' },
  { href: '/bundles', label: 'Bundles', icon: 'package' },
  { href: '/bundles/compare', label: 'Compare bundles', icon: 'scale' },
  { href: '/plans', label: 'Plans', icon: 'medal' },
];

const organization: readonly Place[] = [
  { href: '/home', label: 'Home', icon: 'house' },
  { href: '/my-tools', label: 'My tools', icon: 'layout-dashboard' },
  { href: '/orders', label: 'Orders', icon: 'receipt' },
  { href: '/purchases', label: 'Purchases', icon: 'wallet' },
  { href: '/requests', label: 'Requests', icon: 'message-circle-plus' },
  { href: '/organization', label: 'Organization', icon: 'building-complex' },
];

const account: readonly Place[] = [
  { href: '/account', label: 'Your account', icon: 'user-round' },
  { href: '/account/security', label: 'Password and second factor', icon: 'key-round' },
];

const help: Place = { href: '/help', label: 'Help', icon: 'info' };

const entrances: readonly Place[] = [
  { href: '/login', label: 'Sign in', icon: 'key-round' },
  { href: '/signup', label: 'Create account', icon: 'user-round' },
];

/** The pages that the viewer can go to from anywhere, first what they come for. */
export function listSitePlaces(viewer: Viewer | null): Place[] {
  return [
    ...(viewer?.organization ? organization : []),
    ...shop,
    ...(mayHoldCart(viewer) ? [cart] : []),
    help,
    ...(viewer ? account : entrances),
  ];
}

/** The pages of the platform's administration that the viewer may open. */
export function listAdministrationPlaces(viewer: Viewer | null): Place[] {
  return listPlatformPlaces(viewer?.user.platformRoles ?? []);
}

/** Lists of the administration, narrowed to what somebody searches for. */
export function listNarrowedPlaces(viewer: Viewer | null, query: string): Place[] {
  const roles = viewer?.user.platformRoles ?? [];
  return [
    ...(mayReadArea(roles, 'billing')
      ? [{ href: ordersAddress({ query }), label: `Orders of everybody with “${query}”`, icon: 'receipt' as const }]
      : []),
    ...(mayReadArea(roles, 'organizations')
      ? [
          {
            href: organizationsAddress(parseOrganizationFilters(new URLSearchParams({ name: query }))),
            label: `Organizations with “${query}”`,
            icon: 'building-complex' as const,
          },
        ]
      : []),
  ];
}
