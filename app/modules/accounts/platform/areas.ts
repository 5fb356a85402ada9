import type { PlatformRole } from '#db/schema/index.ts';

/** The roles of the platform, in the order in which they are listed. */
export const platformRoleNames = [
  'CATALOG',
  'BILLING',
  'SUPPORT',
  'AUDITOR',
  'SUPERADMIN',
] as const satisfies readonly PlatformRole[];

/**
 * Who opens each area of the administration, and who changes something there. The database decides the same for every table, view
 * and function; this chooses pages, links and buttons.
 */
export const platformAreas = {
  catalog: { readers: ['CATALOG', 'AUDITOR'], writers: ['CATALOG'] },
  reviews: { readers: ['CATALOG', 'AUDITOR'], writers: ['CATALOG'] },
  /** Orders, overdue invoices, payments, the seller, and what waits for a second person. */
  billing: { readers: ['BILLING', 'AUDITOR'], writers: ['BILLING'] },
  organizations: { readers: ['SUPPORT', 'BILLING', 'AUDITOR'], writers: [] },
  /** What SUPPORT does for an organization. */
  support: { readers: ['SUPPORT', 'BILLING', 'AUDITOR'], writers: ['SUPPORT'] },
  /** Everything that anybody did, in every organization. */
  trail: { readers: ['AUDITOR'], writers: [] },
  people: { readers: ['SUPERADMIN', 'AUDITOR'], writers: ['SUPERADMIN'] },
  /** Filters of the lists, which everybody keeps for themselves. */
  filters: { readers: ['CATALOG', 'BILLING', 'SUPPORT', 'AUDITOR'], writers: ['CATALOG', 'BILLING', 'SUPPORT'] },
} as const satisfies Record<string, { readers: readonly PlatformRole[]; writers: readonly PlatformRole[] }>;

export type PlatformArea = keyof typeof platformAreas;

const isArea = (name: string): name is PlatformArea => name in platformAreas;

/** The areas, in their order. */
export const platformAreaNames: readonly PlatformArea[] = Object.keys(platformAreas).filter(isArea);

const holdsOne = (held: readonly PlatformRole[], wanted: readonly PlatformRole[]) =>
  held.some((role) => wanted.includes(role));

/** Whether somebody with these roles of the platform may open an area. */
export function mayReadArea(roles: readonly PlatformRole[], area: PlatformArea): boolean {
  return holdsOne(roles, platformAreas[area].readers);
}

/** Whether somebody with these roles of the platform may change something in an area. */
export function mayWriteArea(roles: readonly PlatformRole[], area: PlatformArea): boolean {
  return holdsOne(roles, platformAreas[area].writers);
}
