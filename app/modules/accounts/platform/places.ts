import type { PlatformRole } from '#db/schema/index.ts';
import type { Place } from '~/components/layout/places.tsx';
import { mayReadArea, type PlatformArea } from './areas.ts';

const places: readonly (Place & { area: PlatformArea })[] = [
  { href: '/admin/tools', label: 'Tools', icon: 'blocks', area: 'catalog' },
  { href: '/admin/bundles', label: 'Bundles', icon: 'package', area: 'catalog' },
  { href: '/admin/orders', label: 'Orders', icon: 'receipt', area: 'billing' },
  { href: '/admin/overdue', label: 'Overdue', icon: 'alarm-clock', area: 'billing' },
  { href: '/admin/payments', label: 'Payments', icon: 'wallet', area: 'billing' },
  { href: '/admin/approvals', label: 'Approvals', icon: 'circle-check', area: 'billing' },
  { href: '/admin/reviews', label: 'Reviews', icon: 'message-square-quote', area: 'reviews' },
  { href: '/admin/organizations', label: 'Organizations', icon: 'building-complex', area: 'organizations' },
  { href: '/admin/upgrades', label: 'Upgrades', icon: 'medal', area: 'support' },
  { href: '/admin/audit', label: 'Audit trail', icon: 'book-search', area: 'trail' },
  { href: '/admin/people', label: 'People', icon: 'users-round', area: 'people' },
  { href: '/admin/settings', label: 'Settings', icon: 'file-pen-line', area: 'billing' },
];

/** The pages of the administration that somebody with these roles of the platform may open. */
export function listPlatformPlaces(roles: readonly PlatformRole[]): Place[] {
  return places.filter(({ area }) => mayReadArea(roles, area)).map(({ area: _, ...place }) => place);
}
