import { createHash, randomBytes } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/cloudflare';
import { callFunction } from '#db/call-function.server.ts';
import { cleanFileName } from '~/services/files/names.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { FileTooLarge, type IncomingFile } from '~/services/files/uploads.server.ts';
import { notFound } from '~/services/http.server.ts';
import { type Picture, readPicture } from '~/services/pictures/picture.ts';
import { joinPieces } from '~/services/pictures/pieces.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { explainPictureProblem, longestSide, mostPictureBytes, type PictureProblem } from './limits.ts';

/** A picture that is kept, by the path it is served at; or the reason why it is not, in a sentence. */
export type TakenPicture = { path: string; width: number; height: number } | { problem: string };

/**
 * Takes in a picture that comes with a form: all of it is in memory, two megabytes at most. Its file is stored first, then its row says whether
 * it is needed: a picture that the organization has is kept once. Call it in `take` of `receiveUpload`, after `requireModule`.
 * @throws DatabaseError; a 404 for who may not upload
 */
export async function takePicture(
  { database, files, requestId }: Pick<AppLoadContext, 'database' | 'files' | 'requestId'>,
  file: IncomingFile,
): Promise<TakenPicture> {
  const name = cleanFileName(file.name);
  const refuse = (problem: PictureProblem) => ({ problem: explainPictureProblem(name, problem) });
  const picture = await readWhole(file);
  if (typeof picture === 'string') return refuse(picture);
  const { type, width, height, bytes } = picture;
  const key = randomBytes(16).toString('hex');
  const object = `media/${key}`;
  try {
    await files.put(object, bytes, type);
  } catch (error) {
    if (!(error instanceof FilesUnavailable)) throw error;
    console.error(JSON.stringify({ requestId, files: error.message }));
    return refuse('STORAGE_AWAY');
  }
  const { added } = await database.write((handle) => ({
    added: callFunction(handle, 'add_picture', {
      key,
      fileName: name,
      fileType: type,
      fileSize: bytes.byteLength,
      contentHash: createHash('sha256').update(bytes).digest('hex'),
      width,
      height,
    }),
  }));
  const { outcome, key: kept } = added[0] ?? { outcome: 'NOT_ALLOWED' as const, key };
  // Where this fails, the sweep does it a day later.
  if (outcome !== 'ADDED') await files.delete(object).catch(() => {});
  switch (outcome) {
    case 'ADDED':
    case 'KNOWN':
      return { path: `/i/${kept}`, width, height };
    case 'TOO_OFTEN':
      return refuse('TOO_OFTEN');
    case 'NOT_ALLOWED':
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** @returns the picture without its metadata, or why it is none to keep */
async function readWhole({ content }: IncomingFile): Promise<Picture | PictureProblem> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of content) {
      size += piece.byteLength;
      if (size > mostPictureBytes) return 'TOO_LARGE';
      // A piece is only a view of what arrived.
      pieces.push(piece.slice());
    }
  } catch (error) {
    if (error instanceof FileTooLarge) return 'TOO_LARGE';
    throw error;
  }
  if (size === 0) return 'EMPTY';
  const picture = readPicture(joinPieces(pieces));
  if (typeof picture === 'string') return picture;
  return Math.max(picture.width, picture.height) > longestSide ? 'TOO_WIDE' : picture;
}
