import { readAvifSize } from '~/services/pictures/avif.ts';
import { readPicture } from '~/services/pictures/picture.ts';
import { longestSide, type PictureProblem } from './limits.ts';

/** A picture as a tool's page shows it. */
export interface WebPicture {
  type: 'image/avif' | 'image/webp';
  /** Pixels. */
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** Reads an uploaded picture by its content: AVIF or WebP, because the pages with it are read on phones; a WebP without its metadata. */
export function readWebPicture(bytes: Uint8Array): WebPicture | PictureProblem {
  if (bytes.byteLength === 0) return 'EMPTY';
  const picture = readAvif(bytes) ?? readPicture(bytes);
  if (typeof picture === 'string') return picture;
  const { type, width, height } = picture;
  if (type !== 'image/avif' && type !== 'image/webp') return 'WRONG_TYPE';
  return Math.max(width, height) > longestSide ? 'TOO_WIDE' : { type, width, height, bytes: picture.bytes };
}

function readAvif(bytes: Uint8Array): WebPicture | undefined {
  const size = readAvifSize(bytes);
  return size && size.width > 0 && size.height > 0 ? { type: 'image/avif', ...size, bytes } : undefined;
}
