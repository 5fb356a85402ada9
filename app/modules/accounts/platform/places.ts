import type { PlatformRole } from '#db/schema/index.ts';
import type { Place } from '~/components/layout/places.tsx';
import { mayReadArea, mayWriteArea, type PlatformArea, platformAreaNames } from './areas.ts';

/** The areas whose figures the first page shows. */
const dashboardAreas = ['catalog', 'billing', 'organizations'] as const satisfies readonly PlatformArea[];

/** The first page of the administration. */
export const dashboard: Place = { href: '/admin', label: 'Dashboard', icon: 'gauge' };

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
  const opened = places.filter(({ area }) => mayReadArea(roles, area)).map(({ area: _, ...place }) => place);
  return dashboardAreas.some((area) => mayReadArea(roles, area)) ? [dashboard, ...opened] : opened;
}

/** What somebody's roles of the platform open, as pages need it to choose links and buttons. */
export interface Administration {
  places: Place[];
  /** Areas whose pages they may open. */
  reads: PlatformArea[];
  /** Areas in which they may change something. */
  writes: PlatformArea[];
}

/** Describes the administration to somebody with these roles; null for who has none. On the server, so that no browser loads the rules. */
export function describeAdministration(roles: readonly PlatformRole[]): Administration | null {
  if (roles.length === 0) return null;
  return {
    places: listPlatformPlaces(roles),
    reads: platformAreaNames.filter((area) => mayReadArea(roles, area)),
    writes: platformAreaNames.filter((area) => mayWriteArea(roles, area)),
  };
}
