import { desc } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { mediaFiles } from '#db/schema/index.ts';

/** As many as a field suggests. */
const suggestedPictures = 100;

/** The pictures that the organization uploaded last, the newest first. Its address is `/i/` and its key. */
export function listPictures(handle: QueryHandle) {
  return handle
    .select({
      id: mediaFiles.id,
      key: mediaFiles.key,
      fileName: mediaFiles.fileName,
      width: mediaFiles.width,
      height: mediaFiles.height,
    })
    .from(mediaFiles)
    .orderBy(desc(mediaFiles.createdAt), desc(mediaFiles.id))
    .limit(suggestedPictures);
}
/** A picture that a field suggests. */
export type ListedPicture = Awaited<ReturnType<typeof listPictures>>[number];
