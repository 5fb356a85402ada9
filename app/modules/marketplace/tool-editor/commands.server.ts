import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { type ToolContent, toolFieldNames } from '~/modules/marketplace/catalog/tool-fields.ts';
import { isPublished, publishedStatuses, type ToolStatus } from '~/modules/marketplace/labels.ts';
import type { findToolToEdit } from './queries.server.ts';
import type { ToolIntent } from './schema.ts';

// Platform admins write the catalog under its policies: for anybody else an update finds no row and an insert writes none.

/** The button that was pressed, and the status a tool has while it is published. */
interface Standing {
  intent: ToolIntent;
  publishAs: ToolStatus;
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
  standing: Standing,
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
  { intent, publishAs }: Standing,
): boolean {
  const statuses = {
    save: isPublished(tool.status) ? publishAs : tool.status,
    publish: publishAs,
    deprecate: 'DEPRECATED',
    disable: 'DISABLED',
  } as const satisfies Record<ToolIntent, ToolStatus>;
  return (
    tool.status === statuses[intent] &&
    toolFieldNames.every((name) => JSON.stringify(tool[name]) === JSON.stringify(content[name]))
  );
}

/** Saving leaves a tool published or not, as it is. */
function decideStatus({ intent, publishAs }: Standing): SQL | ToolStatus {
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
  // The query builder would name every column of the table, and the role may not write those the database keeps.
  const names = ['id', 'status', ...toolFieldNames] as const;
  const columns = names.map((name) => sql.identifier(marketplaceTools[name].name));
  const values = names.map((name) => sql.param(tool[name]));
  return handle.execute(sql`
    insert into marketplace_tools (${sql.join(columns, sql`, `)})
    select ${sql.join(values, sql`, `)} where app.is_platform_admin()`);
}
