import { randomUUID } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { findFormOrganization } from '~/request/form-organization.server.ts';
import { cleanFileName } from '~/services/files/names.ts';
import type { WrittenFile } from '~/services/files/store.server.ts';
import { FileTooLarge, receiveUpload, type Upload } from '~/services/files/uploads.server.ts';
import { notFound } from '~/services/http.server.ts';
import { createEncodingDetector, type TextFormat } from '~/services/imports/encoding.ts';
import { isGzip, unpackBeginning } from '~/services/imports/unpacking.ts';
import { beginUpload } from './commands.server.ts';
import { beginningInBytes, detectFile, refuseOtherBytes } from './detection.ts';
import { type KeptFile, keepSample } from './sample.ts';
import { usualChoices } from './schema.ts';
import { UnreadableFile } from './unreadable-file.ts';

const megabyte = 1024 * 1024;
const limits = { files: 1, bytes: 26 * megabyte, fileBytes: 25 * megabyte };

/** A file of a publisher that was stored, or the reason why it was not. */
export type TakenFile =
  | { fileName: string; file: WrittenFile; detected: KeptFile }
  | { problem: string }
  /** Thirty were uploaded within the hour. */
  | { isTooOften: true };

/**
 * Takes a file in while it arrives: it goes to the store as it is, and its format is told by its beginning. It counts as one of the
 * uploads of an hour before it is stored.
 * @throws FilesUnavailable, DatabaseError; a 404 for who may not import
 */
export async function receiveMarketFile({
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
      const { viewer, begun } = await database.write((handle) => ({ begun: beginUpload(handle) }));
      const { organization } = requireViewer(viewer, request);
      if (begun[0]?.outcome === 'TOO_OFTEN') return { isTooOften: true };
      if (begun[0]?.outcome !== 'ALLOWED' || !organization) throw notFound();
      const watched = watch(content);
      const key = `imports/${organization.id}/${randomUUID()}`;
      const fileName = cleanFileName(name);
      try {
        const file = await files.put(key, watched.content, 'application/octet-stream');
        return { fileName, file, detected: await watched.detect(fileName) };
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
    return 'The file has more than 25 MB. Pack it with gzip, or download a file of fewer areas or years.';
  return undefined;
}

/** Passes a file on, and remembers what its format is told by. */
function watch(content: AsyncIterable<Uint8Array>) {
  const encoding = createEncodingDetector();
  const beginning = new Uint8Array(beginningInBytes);
  let size = 0;
  async function* pass() {
    for await (const piece of content) {
      encoding.add(piece);
      if (size < beginningInBytes) beginning.set(piece.subarray(0, beginningInBytes - size), size);
      size += piece.byteLength;
      yield piece;
    }
  }
  return {
    content: pass(),
    /** @throws UnreadableFile */
    async detect(fileName: string): Promise<KeptFile> {
      const today = new Date().toISOString().slice(0, 10);
      const known = beginning.subarray(0, Math.min(size, beginningInBytes));
      const isWhole = size <= beginningInBytes;
      refuseOtherBytes(known);
      const text = isGzip(known)
        ? await readPacked(known, isWhole)
        : { bytes: known, isWhole, format: checkText(encoding.finish()) };
      const found = await detectFile(text.bytes, text.isWhole, text.format, { fileName, today });
      return keepSample(found, usualChoices(today), { fileName, today });
    },
  };
}

/** The beginning of a packed file. Its encoding is that of the beginning, until all of it is unpacked. */
async function readPacked(packed: Uint8Array, isWholeFile: boolean) {
  const { bytes, isCut } = await unpackBeginning(packed, beginningInBytes);
  const isWhole = isWholeFile && !isCut;
  if (isWholeFile && bytes.byteLength === 0)
    throw new UnreadableFile('This file is packed with gzip, and it is broken or empty. Download it again.');
  // A letter of several bytes may be cut.
  for (const cut of isWhole ? [0] : [0, 1, 2, 3]) {
    const encoding = createEncodingDetector();
    encoding.add(bytes.subarray(0, bytes.byteLength - cut));
    const format = checkText(encoding.finish());
    if (format.encoding === 'utf-8' || cut === 3 || isWhole) return { bytes, isWhole, format };
  }
  throw new Error('The last try always answers.');
}

/** @throws UnreadableFile for bytes that are no text */
export function checkText(found: TextFormat | 'EMPTY' | 'BINARY'): TextFormat {
  if (found === 'EMPTY') throw new UnreadableFile('The file is empty. Download it again.');
  if (found === 'BINARY')
    throw new UnreadableFile('The file holds a zero byte, which no table has. It is broken, or no CSV file.');
  if (found.encoding.startsWith('utf-16'))
    throw new UnreadableFile('The file was saved as UTF-16, which no publisher does. Upload it as it was downloaded.');
  return found;
}
