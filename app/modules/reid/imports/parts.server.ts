import type { FileStore } from '~/services/files/store.server.ts';
import { createEncodingDetector } from '~/services/imports/encoding.ts';
import { cutIntoParts, RecordNeverEnds } from '~/services/imports/record-parts.ts';
import { isGzip, UnpackingError, unpackGzip } from '~/services/imports/unpacking.ts';
import type { DetectedFile } from './detection.ts';
import type { FilePart } from './slices.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { checkText } from './upload.server.ts';

const megabyte = 1024 * 1024;
/** Bytes of a part: so much of the file is in memory at a time. */
const partSize = 8 * megabyte;
/** Bytes that a file may have once it is unpacked, and how many for each of its own. */
const mostUnpacked = 250 * megabyte;
const mostTimes = 100;

/**
 * Makes a file readable from any place: a packed one is unpacked into parts, written back to the store; one that is not is its own only
 * part.
 * @returns the parts, and the file with the encoding that all of it has
 * @throws UnreadableFile for a file that is broken, or becomes too much; FilesUnavailable
 */
export async function writeParts<File extends DetectedFile>(
  files: Pick<FileStore, 'get' | 'put'>,
  { fileKey, fileSize, detected }: { fileKey: string; fileSize: number; detected: File },
): Promise<{ parts: FilePart[]; detected: File }> {
  const [found, beginning] = await Promise.all([files.get(fileKey), readBeginning(files, fileKey)]);
  if (!found || !beginning) throw new UnreadableFile('The file is no longer kept. Upload it again.');
  if (!isGzip(beginning)) {
    await found.body.cancel();
    return { parts: [{ key: fileKey, bytes: fileSize, line: 1 }], detected };
  }
  const encoding = createEncodingDetector();
  async function* watch() {
    for await (const piece of unpackGzip(
      found?.body ?? new ReadableStream(),
      Math.min(mostUnpacked, fileSize * mostTimes),
    )) {
      encoding.add(piece);
      yield piece;
    }
  }
  const parts: FilePart[] = [];
  try {
    for await (const { bytes, line } of cutIntoParts(watch(), { ...detected, size: partSize })) {
      const key = `${fileKey}.part-${parts.length}`;
      await files.put(key, bytes, 'text/plain');
      parts.push({ key, bytes: bytes.byteLength, line });
    }
  } catch (error) {
    throw explain(error);
  }
  const { encoding: name, markLength } = checkText(encoding.finish());
  return { parts, detected: { ...detected, encoding: name, markLength } };
}

async function readBeginning(files: Pick<FileStore, 'get'>, key: string): Promise<Uint8Array | undefined> {
  const found = await files.get(key);
  if (!found) return undefined;
  const reader = found.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? new Uint8Array();
}

function explain(error: unknown): unknown {
  if (error instanceof UnpackingError) {
    return new UnreadableFile(
      error.problem === 'BROKEN'
        ? 'The file is packed with gzip, and it breaks off or is broken. Download it again.'
        : 'Unpacked, the file would have more than 250 MB, or 100 times its size. Download a file of fewer areas or years.',
    );
  }
  if (error instanceof RecordNeverEnds)
    return new UnreadableFile(
      `The line that begins on line ${error.line} never ends, so nothing after it can be read. Download the file again.`,
    );
  return error;
}

/** Removes the parts of a file, which nobody reads once it is checked; their file itself stays. */
export async function removeParts(
  files: Pick<FileStore, 'delete'>,
  fileKey: string,
  parts: readonly FilePart[],
): Promise<void> {
  const keys = parts.map(({ key }) => key).filter((key) => key !== fileKey);
  // Without the store they stay, and are swept away with the file.
  if (keys.length > 0) await files.delete(keys).catch(() => {});
}
