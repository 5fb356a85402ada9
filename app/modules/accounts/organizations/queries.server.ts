import { asc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { platformOrganizations } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import type { OrganizationFilters } from './filters.ts';

export const organizationsPerPage = 50;

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
    .orderBy(inNameOrder(platformOrganizations.name), asc(platformOrganizations.id));
}

/** One organization as the platform's administration sees it; no row but for platform admins. */
export function findOrganization(handle: QueryHandle, id: string) {
  return handle.select().from(platformOrganizations).where(eq(platformOrganizations.id, id));
}
