import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { content } from '#db/schema/index.ts';
import type { ContentStatus } from './labels.ts';
import type { ContentPlace } from './place.ts';

export const contentPerPage = 50;

const isWaiting = sql<boolean>`(${content.status} = 'PUBLISHED' and ${content.publishedAt} > now())`;

/**
 * A page of content, the latest change first; one more row when there is another page.
 * @param status  undefined for all but what is archived
 */
export function listContent(
  handle: QueryHandle,
  { status, before }: { status: ContentStatus | undefined; before: ContentPlace | null },
) {
  return handle
    .select({
      id: content.id,
      title: content.title,
      kind: content.kind,
      status: content.status,
      author: content.author,
      publishedAt: content.publishedAt,
      isWaiting,
      changedAt: sql<string>`to_char(${content.updatedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    })
    .from(content)
    .where(
      and(
        status ? eq(content.status, status) : ne(content.status, 'ARCHIVED'),
        before
          ? sql`(${content.updatedAt}, ${content.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(content.updatedAt), desc(content.id))
    .limit(contentPerPage + 1);
}

/** One piece with everything that is typed of it, and whether the viewer may change and delete it. */
export function findContent(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: content.id,
      version: content.version,
      title: content.title,
      slug: content.slug,
      kind: content.kind,
      status: content.status,
      body: content.body,
      author: content.author,
      publishedAt: content.publishedAt,
      isWaiting,
      createdBy: content.createdBy,
      isNew: sql<boolean>`(${content.createdAt} > now() - interval '24 hours')`,
    })
    .from(content)
    .where(eq(content.id, id));
}
export type FoundContent = Awaited<ReturnType<typeof findContent>>[number];

/** A published piece, for anybody; none before its time. */
export function findPublishedContent(handle: QueryHandle, organizationSlug: string, slug: string) {
  return callFunction(handle, 'find_published_content', { organizationSlug, slug });
}

/** What an organization has published, the newest first, for anybody. */
export function listPublishedContent(handle: QueryHandle, organizationSlug: string, limit: number) {
  return callFunction(handle, 'list_published_content', { organizationSlug, limit });
}

/** The addresses of everything published, for search engines. */
export function listPublishedAddresses(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'list_published_addresses', { limit });
}
