import { asc, eq, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { toolPictures } from '#db/schema/index.ts';

/**
 * The pictures of a tool, in their order.
 * @param toolId  or an expression for it
 */
export function listToolPictures(handle: QueryHandle, toolId: string | SQL) {
  return handle
    .select({
      id: toolPictures.id,
      alt: toolPictures.alt,
      address: toolPictures.address,
      width: toolPictures.width,
      height: toolPictures.height,
      smallAddress: toolPictures.smallAddress,
      smallWidth: toolPictures.smallWidth,
    })
    .from(toolPictures)
    .where(eq(toolPictures.toolId, toolId))
    .orderBy(asc(toolPictures.position), asc(toolPictures.id));
}

/** The pictures of the tool that has this slug, or had it before. */
export function listPicturesOfSlug(handle: QueryHandle, slug: string) {
  return listToolPictures(handle, sql`app.find_tool(${slug})`);
}

/** A picture as its tool's page shows it. */
export type ToolPicture = Awaited<ReturnType<typeof listToolPictures>>[number];
