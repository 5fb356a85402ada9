import { type FileStore, FilesUnavailable } from '~/services/files/store.server.ts';
import { notFound } from '~/services/http.server.ts';

/**
 * Answers with a picture, to whoever knows its key: readers of mail have no account. What lies at a key never changes, so it is kept for good.
 * Nothing in it runs: its type was told by its bytes.
 * @throws a 404 where there is none; answers 503 where the storage is away
 */
export async function servePicture(files: FileStore, key: string | undefined): Promise<Response> {
  if (!/^[0-9a-f]{32}$/.test(key ?? '')) throw notFound();
  try {
    const file = await files.get(`media/${key}`);
    if (!file) throw notFound();
    return new Response(file.body, {
      headers: {
        'Content-Type': file.type,
        'Content-Length': String(file.size),
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      },
    });
  } catch (error) {
    if (!(error instanceof FilesUnavailable)) throw error;
    return new Response('Our storage of files cannot be reached. Open this again in a few minutes.', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '60' },
    });
  }
}
