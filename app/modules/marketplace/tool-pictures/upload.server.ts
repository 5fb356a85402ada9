import { randomBytes } from 'node:crypto';
import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireWriter } from '~/modules/accounts/platform/guards.server.ts';
import { FilesUnavailable } from '~/services/files/store.server.ts';
import { FileTooLarge, type IncomingFile, isMultipart, receiveUpload } from '~/services/files/uploads.server.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { joinPieces } from '~/services/pictures/pieces.ts';
import { mostPictureBytes, type PictureProblem } from './limits.ts';
import { readWebPicture } from './reading.ts';

type Asked = Pick<ActionFunctionArgs, 'request' | 'context'>;

/** A picture in the bucket, without a row. */
interface StoredPicture {
  /** 128 random bits, hex. */
  key: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** The files of a form: a picture, and the same in a smaller size where the browser made one; or why it was not taken in. */
export type ReceivedPicture =
  | { ok: true; picture: StoredPicture | undefined; small: StoredPicture | undefined; problem?: PictureProblem }
  | RefusedForm;

const fields = ['picture', 'small'] as const;
const limits = { files: fields.length, bytes: fields.length * mostPictureBytes + 1, fileBytes: mostPictureBytes + 1 };

/**
 * Takes in the picture that comes with a form, before anything else of its action: `parseForm` gives its texts afterwards. It is stored
 * before it has a row; where none follows, call `removePictures`. The route says `takesFiles`.
 * @returns nothing of a form without files
 * @throws as `requireWriter`; DatabaseError
 */
export async function receivePicture({ request, context }: Asked): Promise<ReceivedPicture> {
  if (!isMultipart(request)) return { ok: true, picture: undefined, small: undefined };
  const upload = await receiveUpload(request, {
    limits,
    begin: async () => {
      const { viewer } = await context.database.read(() => ({}));
      requireWriter(viewer, request, 'catalog');
    },
    take: async (file) => {
      const field = fields.find((name) => name === file.field);
      return field && { field, taken: await storePicture(context, file) };
    },
  });
  const taken = upload.taken.filter((one) => one !== undefined);
  const of = (name: (typeof fields)[number]) => taken.find(({ field }) => field === name)?.taken;
  const [picture, small] = [of('picture'), of('small')];
  if (!upload.ok) {
    await removePictures(context, [picture, small]);
    return upload;
  }
  if (typeof picture === 'string') {
    await removePictures(context, [small]);
    return { ok: true, picture: undefined, small: undefined, problem: picture };
  }
  // The browser's smaller one is a help: without it, the picture is there in one size.
  const isSmaller = typeof small === 'object' && picture !== undefined && small.width < picture.width;
  if (!isSmaller) await removePictures(context, [small]);
  return { ok: true, picture, small: isSmaller ? small : undefined };
}

/** Puts a picture into the bucket, or says why not. All of it is in memory, two megabytes at most. */
async function storePicture(
  { files, requestId }: Asked['context'],
  file: IncomingFile,
): Promise<StoredPicture | PictureProblem> {
  const bytes = await readWhole(file);
  const picture = bytes && readWebPicture(bytes);
  if (picture === undefined) return 'TOO_LARGE';
  if (typeof picture === 'string') return picture;
  const key = randomBytes(16).toString('hex');
  try {
    await files.put(`tools/${key}`, picture.bytes, picture.type);
  } catch (error) {
    if (!(error instanceof FilesUnavailable)) throw error;
    console.error(JSON.stringify({ requestId, files: error.message }));
    return 'STORAGE_AWAY';
  }
  return { key, width: picture.width, height: picture.height };
}

/** @returns undefined for a file that is too large */
async function readWhole({ content }: IncomingFile): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of content) {
      size += piece.byteLength;
      if (size > mostPictureBytes) return undefined;
      // A piece is only a view of what arrived.
      pieces.push(piece.slice());
    }
  } catch (error) {
    if (error instanceof FileTooLarge) return undefined;
    throw error;
  }
  return joinPieces(pieces);
}

/** Removes pictures that get no row. Where that fails, the sweep does it a day later. */
export async function removePictures(
  { files }: Asked['context'],
  stored: readonly (StoredPicture | PictureProblem | undefined)[],
): Promise<void> {
  const keys = stored.flatMap((one) => (typeof one === 'object' ? [`tools/${one.key}`] : []));
  if (keys.length > 0) await files.delete(keys).catch(() => {});
}
