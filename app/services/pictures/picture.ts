import { readGif } from './gif.ts';
import { cleanJpeg } from './jpeg.ts';
import type { CleanedPicture } from './pieces.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** A picture, without what a camera or a program wrote into it about its maker. */
export interface Picture {
  type: PictureType;
  /** Pixels, as it is shown. */
  width: number;
  height: number;
  bytes: Uint8Array;
}

const kinds: readonly {
  type: PictureType;
  start: readonly (number | null)[];
  clean: (bytes: Uint8Array) => CleanedPicture;
}[] = [
  { type: 'image/png', start: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], clean: cleanPng },
  { type: 'image/jpeg', start: [0xff, 0xd8, 0xff], clean: cleanJpeg },
  { type: 'image/gif', start: [0x47, 0x49, 0x46, 0x38, null, 0x61], clean: readGif },
  {
    type: 'image/webp',
    start: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
    clean: cleanWebp,
  },
];

/**
 * Reads a picture by its content; its name and what the browser says of it are claims. Places, times, cameras and comments are left out of
 * it, and so is everything behind its end: a picture shows a house, not who took it, and no second file hides behind it.
 * @returns `WRONG_TYPE` for a file of any other type, SVG among them, and `BROKEN` for one that is cut or whose parts do not add up
 */
export function readPicture(bytes: Uint8Array): Picture | 'WRONG_TYPE' | 'BROKEN' {
  const kind = kinds.find(({ start }) => start.every((byte, index) => byte === null || bytes[index] === byte));
  if (!kind) return 'WRONG_TYPE';
  const cleaned = kind.clean(bytes);
  return cleaned && cleaned.width > 0 && cleaned.height > 0 ? { type: kind.type, ...cleaned } : 'BROKEN';
}
