import type { FileStore } from '~/services/files/store.server.ts';
import type { Published, PublishedPicture } from './publication.ts';

/**
 * Reads the bytes of a picture.
 * @returns why the post cannot be published, where they are not to be had
 */
export async function readPicture(
  files: FileStore,
  { key }: PublishedPicture,
): Promise<{ bytes: Uint8Array<ArrayBuffer> } | { failed: Extract<Published, { outcome: 'NOT_TAKEN' }> }> {
  try {
    const file = await files.get(`media/${key}`);
    if (!file) return { failed: { outcome: 'NOT_TAKEN', problem: 'A picture of it is gone.', mayRetry: false } };
    return { bytes: new Uint8Array(await new Response(file.body).arrayBuffer()) };
  } catch {
    return { failed: { outcome: 'NOT_TAKEN', problem: 'A picture of it could not be read.', mayRetry: true } };
  }
}
