import { and, asc, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { toolPageColumns } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { isPublished, publishedStatuses, type ToolStatus } from '~/modules/marketplace/labels.ts';
import { countedTools, managedToolsPerPage, type ToolListFilters } from './filters.ts';
import type { ToolIntent } from './schema.ts';

// Platform admins write the catalog under its policies: for anybody else an update finds no row and an insert writes none.

/** What of a tool is typed. The database keeps the rest. */
export type ToolContent = Pick<
  typeof marketplaceTools.$inferSelect,
  | 'slug'
  | 'name'
  | 'description'
  | 'longDescription'
  | 'category'
  | 'area'
  | 'tier'
  | 'price'
  | 'priceModel'
  | 'requiredTier'
  | 'integrationType'
  | 'isFeatured'
  | 'features'
  | 'capabilities'
  | 'integrations'
  | 'tags'
  | 'icon'
  | 'provider'
  | 'documentationUrl'
  | 'demoUrl'
  | 'supportUrl'
  | 'version'
  | 'seatsIncluded'
>;

// No page is further back than tools are counted: reading up to it would cost more with every page.
const mostPages = Math.ceil(countedTools / managedToolsPerPage);

function matches({ query, status, category, tier, area }: ToolListFilters): SQL | undefined {
  const pattern = `%${query.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return and(
    query
      ? and(
          // The first is what an index answers, of all words in a row; the others say that it is not a part of two of them.
          sql`app.tool_words(${marketplaceTools.name}, ${marketplaceTools.slug}, ${marketplaceTools.tags}) ilike ${pattern}`,
          or(
            ilike(marketplaceTools.name, pattern),
            ilike(marketplaceTools.slug, pattern),
            sql`array_to_string(${marketplaceTools.tags}, ' ') ilike ${pattern}`,
          ),
        )
      : undefined,
    status && eq(marketplaceTools.status, status),
    category && eq(marketplaceTools.category, category),
    tier && eq(marketplaceTools.tier, tier),
    area && eq(marketplaceTools.area, area),
  );
}

function order({ sort }: ToolListFilters): SQL[] {
  switch (sort) {
    case 'name':
      return [];
    case 'changed':
      return [desc(marketplaceTools.updatedAt)];
    case 'price-desc':
      return [desc(marketplaceTools.price)];
    case 'price-asc':
      return [asc(marketplaceTools.price)];
    case 'owners':
      return [desc(marketplaceTools.purchaseCount)];
  }
}

/** One page of all tools there are, published or not. */
export function listManagedTools(handle: QueryHandle, filters: ToolListFilters) {
  return handle
    .select({
      id: marketplaceTools.id,
      slug: marketplaceTools.slug,
      name: marketplaceTools.name,
      category: marketplaceTools.category,
      area: marketplaceTools.area,
      tier: marketplaceTools.tier,
      price: marketplaceTools.price,
      currency: marketplaceTools.currency,
      priceModel: marketplaceTools.priceModel,
      status: marketplaceTools.status,
      icon: marketplaceTools.icon,
      purchaseCount: marketplaceTools.purchaseCount,
      updatedAt: sql<string>`${marketplaceTools.updatedAt}`,
    })
    .from(marketplaceTools)
    .where(matches(filters))
    .orderBy(...order(filters), asc(marketplaceTools.name), asc(marketplaceTools.id))
    .limit(filters.page <= mostPages ? managedToolsPerPage : 0)
    .offset((filters.page - 1) * managedToolsPerPage);
}

/** How many tools match, `countedTools` + 1 at most. */
export function countManagedTools(handle: QueryHandle, filters: ToolListFilters) {
  const found = handle
    .select({ id: marketplaceTools.id })
    .from(marketplaceTools)
    .where(matches(filters))
    .limit(countedTools + 1)
    .as('found');
  return handle.select({ count: sql<number>`count(*)::integer` }).from(found);
}

/** A tool as its form needs it, whatever its status. */
export function findToolToEdit(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...toolPageColumns,
      isFeatured: marketplaceTools.isFeatured,
      revision: marketplaceTools.revision,
      updatedAt: sql<string>`${marketplaceTools.updatedAt}`,
    })
    .from(marketplaceTools)
    .where(eq(marketplaceTools.id, id));
}

/** The slug of a tool, for queries that go by it. */
export function slugOfTool(id: string): SQL {
  return sql`(select slug from ${marketplaceTools} where id = ${id})`;
}

/**
 * Saves a tool, unless it was changed after the revision the form was made from.
 * @returns a query for one row, or none when it was changed, is not there, or the viewer is no platform admin
 */
export function updateTool(
  handle: QueryHandle,
  id: string,
  revision: number,
  content: ToolContent,
  standing: { intent: ToolIntent; publishAs: ToolStatus },
) {
  return handle
    .update(marketplaceTools)
    .set({ ...content, status: decideStatus(standing) })
    .where(and(eq(marketplaceTools.id, id), eq(marketplaceTools.revision, revision)))
    .returning({ id: marketplaceTools.id });
}

/**
 * Whether a tool is as this save would leave it. A form that finds a later revision and no difference was saved before,
 * and its answer got lost.
 */
export function isSavedAs(
  tool: Awaited<ReturnType<typeof findToolToEdit>>[number],
  content: ToolContent,
  { intent, publishAs }: { intent: ToolIntent; publishAs: ToolStatus },
): boolean {
  const statuses = {
    save: isPublished(tool.status) ? publishAs : tool.status,
    publish: publishAs,
    deprecate: 'DEPRECATED',
    disable: 'DISABLED',
  } as const satisfies Record<ToolIntent, ToolStatus>;
  const now: Record<string, unknown> = tool;
  return (
    tool.status === statuses[intent] &&
    Object.entries(content).every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value))
  );
}

/** Saving leaves a tool published or not, as it is. */
function decideStatus({ intent, publishAs }: { intent: ToolIntent; publishAs: ToolStatus }): SQL | ToolStatus {
  switch (intent) {
    case 'publish':
      return publishAs;
    case 'deprecate':
      return 'DEPRECATED';
    case 'disable':
      return 'DISABLED';
    case 'save':
      return sql`case when ${marketplaceTools.status} = any (${sql.param([...publishedStatuses])}::tool_status[])
        then ${publishAs}::tool_status else ${marketplaceTools.status} end`;
  }
}

/** Makes a tool; nothing happens for anybody but platform admins. */
export function createTool(handle: QueryHandle, tool: ToolContent & { id: string; status: ToolStatus }) {
  const { id, slug, name, description, longDescription, category, area, tier, price, priceModel, requiredTier } = tool;
  const { integrationType, status, isFeatured, features, capabilities, integrations, tags, icon, provider } = tool;
  const { documentationUrl, demoUrl, supportUrl, version, seatsIncluded } = tool;
  // The query builder would name every column of the table, and the role may not write those the database keeps.
  return handle.execute(sql`
    insert into marketplace_tools (id, slug, name, description, long_description, category, area, tier, price, price_model,
      required_tier, integration_type, status, is_featured, features, capabilities, integrations, tags, icon, provider,
      documentation_url, demo_url, support_url, version, seats_included)
    select ${id}, ${slug}, ${name}, ${description}, ${longDescription}, ${category}, ${area}, ${tier}, ${price}, ${priceModel},
      ${requiredTier}, ${integrationType}, ${status}, ${isFeatured}, ${sql.param(features)}, ${sql.param(capabilities)},
      ${sql.param(integrations)}, ${sql.param(tags)}, ${icon}, ${provider}, ${documentationUrl}, ${demoUrl}, ${supportUrl},
      ${version}, ${seatsIncluded}
    where app.is_platform_admin()`);
}
