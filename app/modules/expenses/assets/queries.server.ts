import { eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { depreciableAssets } from '#db/schema/index.ts';

/** An asset, and the first closed year that it was depreciated in; no row for one that the viewer does not see. */
export function findAsset(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: depreciableAssets.id,
      listingId: depreciableAssets.listingId,
      name: depreciableAssets.name,
      assetClass: depreciableAssets.assetClass,
      basis: depreciableAssets.basis,
      inService: depreciableAssets.inServiceOn,
      yearlyAmounts: depreciableAssets.yearlyAmounts,
      version: depreciableAssets.version,
      lockedBy: sql<number | null>`(select min(c.tax_year)::integer from closed_tax_years c
        where c.organization_id = ${depreciableAssets.organizationId} and c.tax_year >= extract(year from ${depreciableAssets.inServiceOn}))`,
    })
    .from(depreciableAssets)
    .where(eq(depreciableAssets.id, id));
}
export type FoundAsset = Awaited<ReturnType<typeof findAsset>>[number];
