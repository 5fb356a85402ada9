import { type CleanedPicture, viewOf } from './pieces.ts';

const headerLength = 13;

/** A GIF up to its end (GIF89a, 26 and 27): its blocks are walked through, so that one that is cut is none. Comments stay: they show a program's name. */
export function readGif(bytes: Uint8Array): CleanedPicture {
  const version = String.fromCharCode(bytes[4] ?? 0);
  if (bytes.length <= headerLength || (version !== '7' && version !== '9')) return undefined;
  const view = viewOf(bytes);
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const end = findEnd(bytes, headerLength + paletteLength(bytes[10] ?? 0));
  return end === undefined ? undefined : { ...size, bytes: bytes.subarray(0, end) };
}

/** Bytes of the color table that flags announce. */
const paletteLength = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0);

function findEnd(bytes: Uint8Array, start: number): number | undefined {
  let hasPicture = false;
  for (let at: number | undefined = start; at !== undefined && at < bytes.length; ) {
    switch (bytes[at]) {
      case 0x3b:
        return hasPicture ? at + 1 : undefined;
      case 0x21:
        at = skipBlocks(bytes, at + 2);
        break;
      case 0x2c:
        hasPicture = true;
        // The size of its codes stands in front of them.
        at = skipBlocks(bytes, at + 10 + paletteLength(bytes[at + 9] ?? 0) + 1);
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** Skips blocks that begin with their length; one of length 0 is the last. */
function skipBlocks(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  for (let length = bytes[at]; length !== undefined; length = bytes[at]) {
    at += length + 1;
    if (length === 0) return at;
  }
  return undefined;
}
