import { notFound } from '~/services/http.server.ts';
import { contentDisposition } from './names.ts';
import { type FileStore, FilesUnavailable } from './store.server.ts';

/**
 * Answers with a file that somebody uploaded, after its row was read. Nothing in it runs, whatever it is: the browser takes it for the
 * type that its bytes were told by, and shows it in a sandbox.
 * @throws a 404 where the file is gone, though it has a row; answers 503 where the storage is away
 */
export async function serveFile(
  files: FileStore,
  { key, name, type }: { key: string; name: string; type: string },
  kind: 'inline' | 'attachment' = 'inline',
): Promise<Response> {
  try {
    const file = await files.get(key);
    if (!file) throw notFound();
    return new Response(file.body, {
      headers: {
        'Content-Type': type,
        'Content-Length': String(file.size),
        'Content-Disposition': contentDisposition(kind, name),
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return explainAbsence(error);
  }
}

/** 128 random bits, hex. */
const publicKey = /^[0-9a-f]{32}$/;

/**
 * Answers with a picture to whoever knows its key. What lies at a key never changes, so it is kept for good. Nothing in it runs: its type
 * was told by its bytes.
 * @param prefix  the beginning of the object's key in the bucket
 * @throws a 404 where there is none; answers 503 where the storage is away
 */
export async function servePicture(files: FileStore, prefix: string, key: string | undefined): Promise<Response> {
  if (key === undefined || !publicKey.test(key)) throw notFound();
  try {
    const file = await files.get(prefix + key);
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
    return explainAbsence(error);
  }
}

/** @throws what is not about the storage */
function explainAbsence(error: unknown): Response {
  if (!(error instanceof FilesUnavailable)) throw error;
  const message = 'Our storage of files cannot be reached. Open this again in a few minutes.';
  return new Response(message, {
    status: 503,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '60' },
  });
}
