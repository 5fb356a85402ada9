import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import type { QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';
import { platformOrganizations } from '#db/schema/index.ts';
import type { OrganizationFilters } from './organization-filters.ts';

export const organizationsPerPage = 50;

/** Gives the viewer's organization another name. */
export function renameOrganization(handle: QueryHandle, name: string) {
  return handle
    .select({ outcome: sql<'RENAMED' | 'NOT_ALLOWED'>`outcome` })
    .from(sql`app.rename_organization(${name}) as outcome`);
}

/** Sets what an organization may buy. For platform admins; refused (42501) for anybody else. */
export function setTier(handle: QueryHandle, organizationId: string, tier: SubscriptionTier) {
  return handle
    .select({ outcome: sql<'CHANGED' | 'NOT_FOUND'>`outcome` })
    .from(sql`app.set_tier(${organizationId}, ${tier}::subscription_tier) as outcome`);
}

/** A page of all organizations by name, and one more row when there is another page; no rows but for platform admins. */
export function listOrganizations(handle: QueryHandle, { name, tier, after }: OrganizationFilters) {
  const page = handle
    .select({
      id: platformOrganizations.id,
      name: platformOrganizations.name,
      tier: platformOrganizations.subscriptionTier,
    })
    .from(platformOrganizations)
    .where(
      and(
        name === null ? undefined : sql`strpos(lower(${platformOrganizations.name}), lower(${name})) > 0`,
        tier === null ? undefined : eq(platformOrganizations.subscriptionTier, tier),
        after === null
          ? undefined
          : or(
              gt(platformOrganizations.name, after.name),
              and(eq(platformOrganizations.name, after.name), gt(platformOrganizations.id, after.id)),
            ),
      ),
    )
    .orderBy(asc(platformOrganizations.name), asc(platformOrganizations.id))
    .limit(organizationsPerPage + 1)
    .as('page');
  // Counted after the page is cut. `limit 1` keeps Postgres from making one join of it that counts for all of them.
  const counts = handle
    .select({
      people: platformOrganizations.people,
      orders: platformOrganizations.orders,
      spent: platformOrganizations.spent,
    })
    .from(platformOrganizations)
    .where(eq(platformOrganizations.id, page.id))
    .limit(1)
    .as('counts');
  return handle
    .select({
      id: page.id,
      name: page.name,
      tier: page.tier,
      people: counts.people,
      orders: counts.orders,
      spent: counts.spent,
    })
    .from(page)
    .crossJoinLateral(counts)
    .orderBy(asc(page.name), asc(page.id));
}

/** One organization as the platform's administration sees it; no row but for platform admins. */
export function findOrganization(handle: QueryHandle, id: string) {
  return handle.select().from(platformOrganizations).where(eq(platformOrganizations.id, id));
}
