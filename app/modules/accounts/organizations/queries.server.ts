import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import { platformMembers, platformOrganizations } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { isByName, type OrganizationColumn, type OrganizationFilters } from './filters.ts';

export const organizationsPerPage = 50;

const listColumns = {
  id: platformOrganizations.id,
  name: platformOrganizations.name,
  tier: platformOrganizations.subscriptionTier,
  createdAt: platformOrganizations.createdAt,
  people: platformOrganizations.people,
  orders: platformOrganizations.orders,
  spent: platformOrganizations.spent,
};

const byName = inNameOrder(platformOrganizations.name);

const sortedBy: Readonly<Record<OrganizationColumn, AnyPgColumn | SQL>> = {
  name: byName,
  tier: platformOrganizations.subscriptionTier,
  people: platformOrganizations.people,
  orders: platformOrganizations.orders,
  spent: platformOrganizations.spent,
  created: platformOrganizations.createdAt,
};

/** A page of all organizations, sorted, and one more row when there is another page; no rows but for those who read organizations. */
export function listOrganizations(handle: QueryHandle, filters: OrganizationFilters) {
  const { name, tier, sort, after, page } = filters;
  const limit = organizationsPerPage + 1;
  const isDown = sort.direction === 'desc';
  const ids = isByName(filters)
    ? sql`app.organization_page(${name}, ${tier}, ${after?.name ?? null}, ${after?.id ?? null}, ${limit})`
    : sql`app.sorted_organizations(${name}, ${tier}, ${sort.column}, ${isDown}, ${limit}, ${(page - 1) * organizationsPerPage})`;
  return handle
    .select(listColumns)
    .from(platformOrganizations)
    .where(sql`${platformOrganizations.id} = any (array(select ${ids}))`)
    .orderBy((isDown ? desc : asc)(sortedBy[sort.column]), byName, asc(platformOrganizations.id));
}

/** The organizations with these ids, by name; no rows but for those who read organizations. */
export function listChosenOrganizations(handle: QueryHandle, ids: readonly string[]) {
  return handle
    .select({
      id: platformOrganizations.id,
      name: platformOrganizations.name,
      tier: platformOrganizations.subscriptionTier,
    })
    .from(platformOrganizations)
    .where(sql`${platformOrganizations.id} = any (${sql.param([...ids])}::uuid[])`)
    .orderBy(byName, asc(platformOrganizations.id));
}

export const peopleAtOnce = 100;

/** The people of one organization, by name; no rows but for those who read organizations. */
export function listPlatformMembers(handle: QueryHandle, organizationId: string) {
  return handle
    .select()
    .from(platformMembers)
    .where(eq(platformMembers.organizationId, organizationId))
    .orderBy(inNameOrder(platformMembers.name), asc(platformMembers.userId))
    .limit(peopleAtOnce);
}

/** Those who can be made the owner of an organization that has none, by name; no rows where it has one. */
export function listPossibleOwners(handle: QueryHandle, organizationId: string) {
  return handle
    .select({ userId: platformMembers.userId, name: platformMembers.name, email: platformMembers.email })
    .from(platformMembers)
    .where(
      and(
        eq(platformMembers.organizationId, organizationId),
        inArray(platformMembers.role, ['ADMIN', 'MEMBER']),
        eq(platformMembers.isConfirmed, true),
        sql`not exists (select from ${platformMembers} as held where held.organization_id = ${organizationId} and held.role = 'OWNER')`,
      ),
    )
    .orderBy(inNameOrder(platformMembers.name), asc(platformMembers.userId))
    .limit(peopleAtOnce);
}

export type PossibleOwner = Awaited<ReturnType<typeof listPossibleOwners>>[number];

/** One organization as the platform's administration sees it; no row but for platform admins. */
export function findOrganization(handle: QueryHandle, id: string) {
  return handle.select().from(platformOrganizations).where(eq(platformOrganizations.id, id));
}

export type PlatformMember = Awaited<ReturnType<typeof listPlatformMembers>>[number];
