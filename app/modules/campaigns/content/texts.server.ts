import { writeLocalTime } from '~/services/zoned-times.server.ts';
import type { FoundContent } from './queries.server.ts';

/** The texts of the form of a new piece. */
export function startContent(id: string, author: string): Record<string, string> {
  return { id, version: '0', kind: 'ARTICLE', author };
}

/**
 * The texts of the form of a kept piece.
 * @param timeZone  of the clock that its time is shown by
 */
export function writeContent(piece: FoundContent, timeZone: string): Record<string, string> {
  return {
    id: piece.id,
    version: String(piece.version),
    title: piece.title,
    slug: piece.slug,
    kind: piece.kind,
    author: piece.author,
    body: piece.body,
    ...(piece.publishedAt && { publishAt: writeLocalTime(piece.publishedAt, timeZone) }),
  };
}
