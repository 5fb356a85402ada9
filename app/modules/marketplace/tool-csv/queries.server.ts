import { asc, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { formerSlugs, marketplaceTools } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { toolFieldNames } from '~/modules/marketplace/catalog/tool-fields.ts';
import { toolPageColumns } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import type { ToolListFilters } from '~/modules/marketplace/tool-editor/filters.ts';
import { matchesToolFilters } from '~/modules/marketplace/tool-editor/queries.server.ts';
import type { ToolToWrite } from './plan.server.ts';

/** The tools that are read at once for a file. */
export const exportedAtOnce = 500;

/** The tools that match, by name, with all that the file says of them: the next 500 behind as many as were read. */
export function listToolsToExport(handle: QueryHandle, filters: ToolListFilters, read: number) {
  return handle
    .select(toolPageColumns)
    .from(marketplaceTools)
    .where(matchesToolFilters(filters))
    .orderBy(inNameOrder(marketplaceTools.name), asc(marketplaceTools.id))
    .limit(exportedAtOnce)
    .offset(read);
}

/** The tools with these slugs, whatever their status. */
export function listToolsBySlug(handle: QueryHandle, slugs: readonly string[]) {
  return handle
    .select({ ...toolPageColumns, revision: marketplaceTools.revision })
    .from(marketplaceTools)
    .where(sql`${marketplaceTools.slug} = any (${sql.param([...slugs])}::text[])`);
}

/** Those of the slugs that tools had before. */
export function listFormerToolSlugs(handle: QueryHandle, slugs: readonly string[]) {
  return handle
    .select({ slug: formerSlugs.slug })
    .from(formerSlugs)
    .where(sql`${eq(formerSlugs.kind, 'TOOL')} and ${formerSlugs.slug} = any (${sql.param([...slugs])}::text[])`);
}

/** Writes tools, all of them or none; refused (42501) for anybody but CATALOG of the platform. */
export function importTools(handle: QueryHandle, tools: readonly ToolToWrite[]) {
  const rows = tools.map(({ id, revision, content }) => ({
    id,
    revision,
    status: content.status,
    ...Object.fromEntries(toolFieldNames.map((name) => [marketplaceTools[name].name, content[name]])),
  }));
  return callFunction(handle, 'import_tools', { tools: rows });
}
