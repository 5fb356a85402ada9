import { randomUUID } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { findFormOrganization } from '~/request/form-organization.server.ts';
import { cleanFileName } from '~/services/files/names.ts';
import type { WrittenFile } from '~/services/files/store.server.ts';
import { FileTooLarge, receiveUpload, type Upload } from '~/services/files/uploads.server.ts';
import { notFound } from '~/services/http.server.ts';
import { createEncodingDetector } from '~/services/imports/encoding.ts';
import { beginImport } from './commands.server.ts';
import { beginningInBytes, type DetectedFile, detectFile } from './detection.ts';
import { createLineCounter } from './lines.ts';
import { mostRows } from './slices.ts';
import { UnreadableFile } from './unreadable-file.ts';

const megabyte = 1024 * 1024;
const limits = { files: 1, bytes: 11 * megabyte, fileBytes: 10 * megabyte };

/** A file of contacts that was stored, or the reason why it was not. */
export type TakenFile =
  | { fileName: string; file: WrittenFile; detected: DetectedFile }
  | { problem: string }
  /** Ten were uploaded within the hour. */
  | { isTooOften: true };

/**
 * Takes a file of contacts in while it arrives: it goes to the store, and how it is written is found out on the way. It counts as one of
 * the uploads of an hour before it is stored.
 * @throws FilesUnavailable, DatabaseError; a 404 for who may not import
 */
export async function receiveContactFile({
  request,
  context,
}: Pick<LoaderFunctionArgs, 'request' | 'context'>): Promise<Upload<TakenFile>> {
  const { database, files } = context;
  return await receiveUpload(request, {
    limits,
    begin: async (fields) => {
      database.formOrganization = findFormOrganization(fields);
    },
    take: async ({ name, content }): Promise<TakenFile> => {
      const { viewer, begun } = await database.write((handle) => ({ begun: beginImport(handle) }));
      const { organization } = requireViewer(viewer, request);
      if (begun[0]?.outcome === 'TOO_OFTEN') return { isTooOften: true };
      if (begun[0]?.outcome !== 'ALLOWED' || !organization) throw notFound();
      const watched = watch(content);
      const key = `contacts/${organization.id}/${randomUUID()}`;
      try {
        const file = await files.put(key, watched.content, 'application/octet-stream');
        return { fileName: cleanFileName(name), file, detected: await watched.detect() };
      } catch (error) {
        const problem = explainRefusal(error);
        if (problem === undefined) throw error;
        await files.delete(key);
        return { problem };
      }
    },
  });
}

function explainRefusal(error: unknown): string | undefined {
  if (error instanceof UnreadableFile) return error.message;
  if (error instanceof FileTooLarge)
    return 'The file has more than 10 MB. Cut it into several, and import one after the other.';
  return undefined;
}

/** Passes a file on, and remembers what its format is told by. */
function watch(content: AsyncIterable<Uint8Array>) {
  const encoding = createEncodingDetector();
  const counter = createLineCounter();
  const beginning = new Uint8Array(beginningInBytes);
  let size = 0;
  async function* pass() {
    for await (const piece of content) {
      encoding.add(piece);
      counter.add(piece);
      if (size < beginningInBytes) beginning.set(piece.subarray(0, beginningInBytes - size), size);
      size += piece.byteLength;
      yield piece;
    }
  }
  return {
    content: pass(),
    /** @throws UnreadableFile */
    async detect(): Promise<DetectedFile> {
      const format = encoding.finish();
      if (format === 'EMPTY') throw new UnreadableFile('The file is empty. Export your contacts again.');
      if (format === 'BINARY') {
        throw new UnreadableFile(
          'This is no file of text. Save it as CSV, and upload that file; a workbook can be saved so.',
        );
      }
      // Beside the rows there is a line of names, and an empty one at the end.
      if (counter.lines > mostRows + 1) {
        throw new UnreadableFile(
          `The file has more than ${mostRows.toLocaleString('en-US')} rows. Cut it into several, and import one after the other.`,
        );
      }
      const isWhole = size <= beginningInBytes;
      return await detectFile(beginning.subarray(0, Math.min(size, beginningInBytes)), isWhole, format);
    },
  };
}
