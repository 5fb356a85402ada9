import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { slugBase, type TypedContent } from './schema.ts';

function toArguments({ id, version, title, slug, kind, body, author }: TypedContent) {
  return { id, version, title, slug, slugBase: slugBase({ title }), kind, body, author };
}

/** Adds a piece, or changes what is kept of it. */
export function saveContent(handle: QueryHandle, typed: TypedContent) {
  return callFunction(handle, 'save_content', toArguments(typed));
}

/**
 * Saves a piece and shows it to everybody.
 * @param publishedAt  null for now
 */
export function publishContent(handle: QueryHandle, typed: TypedContent, publishedAt: Date | null) {
  return callFunction(handle, 'publish_content', {
    ...toArguments(typed),
    publishedAt: publishedAt?.toISOString() ?? null,
  });
}

/** Makes a piece a draft again. */
export function unpublishContent(handle: QueryHandle, id: string) {
  return callFunction(handle, 'unpublish_content', { id });
}

/** Puts a piece away. */
export function archiveContent(handle: QueryHandle, id: string) {
  return callFunction(handle, 'archive_content', { id });
}

/** Deletes a piece. */
export function deleteContent(handle: QueryHandle, id: string) {
  return callFunction(handle, 'delete_content', { id });
}
