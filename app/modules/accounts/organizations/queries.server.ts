import { asc, eq, sql } from 'drizzle-orm';
import type { QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';
import { platformOrganizations } from '#db/schema/index.ts';
import type { OrganizationFilters } from './filters.ts';

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
  return handle
    .select({
      id: platformOrganizations.id,
      name: platformOrganizations.name,
      tier: platformOrganizations.subscriptionTier,
      people: platformOrganizations.people,
      orders: platformOrganizations.orders,
      spent: platformOrganizations.spent,
    })
    .from(platformOrganizations)
    .where(
      sql`${platformOrganizations.id} = any (array(select app.organization_page(
        ${name}, ${tier}, ${after?.name ?? null}, ${after?.id ?? null}, ${organizationsPerPage + 1})))`,
    )
    .orderBy(asc(platformOrganizations.name), asc(platformOrganizations.id));
}

/** One organization as the platform's administration sees it; no row but for platform admins. */
export function findOrganization(handle: QueryHandle, id: string) {
  return handle.select().from(platformOrganizations).where(eq(platformOrganizations.id, id));
}
