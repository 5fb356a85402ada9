import { type CleanedPicture, joinPieces, viewOf } from './pieces.ts';

const headerLength = 12;
const unwanted = new Set(['EXIF', 'XMP ']);
/** Flags of VP8X that announce EXIF and XMP. */
const metadataFlags = 0x08 | 0x04;

/** A WebP without EXIF and XMP, ended where its container ends (RFC 9649, 2.3 to 2.7). */
export function cleanWebp(bytes: Uint8Array): CleanedPicture {
  if (bytes.length < headerLength + 8) return undefined;
  const view = viewOf(bytes);
  const whole = 8 + view.getUint32(4, true);
  if (whole > bytes.length || whole < headerLength + 8) return undefined;
  const pieces: Uint8Array[] = [];
  let size: { width: number; height: number } | undefined;
  for (let at = headerLength; at < whole; ) {
    if (at + 8 > whole) return undefined;
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    // Chunks of an odd length are followed by a byte of nothing.
    const end = at + 8 + length + (length % 2);
    if (end > whole) return undefined;
    size ??= readSize(name, bytes.subarray(at + 8, at + 8 + length));
    if (!unwanted.has(name))
      pieces.push(name === 'VP8X' ? withoutFlags(bytes.subarray(at, end)) : bytes.subarray(at, end));
    at = end;
  }
  if (!size) return undefined;
  const content = joinPieces(pieces);
  const header = bytes.slice(0, headerLength);
  viewOf(header).setUint32(4, 4 + content.byteLength, true);
  return { ...size, bytes: joinPieces([header, content]) };
}

function withoutFlags(chunk: Uint8Array): Uint8Array {
  const copy = chunk.slice();
  copy[8] = (copy[8] ?? 0) & ~metadataFlags;
  return copy;
}

function readSize(name: string, content: Uint8Array): { width: number; height: number } | undefined {
  const byte = (index: number) => content[index] ?? 0;
  const word = (index: number) => byte(index) | (byte(index + 1) << 8);
  switch (name) {
    case 'VP8X':
      if (content.length < 10) return undefined;
      return { width: (word(4) | (byte(6) << 16)) + 1, height: (word(7) | (byte(9) << 16)) + 1 };
    case 'VP8L': {
      if (content.length < 5 || byte(0) !== 0x2f) return undefined;
      const bits = word(1) | (byte(3) << 16) | (byte(4) << 24);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      if (content.length < 10 || byte(3) !== 0x9d || byte(4) !== 0x01 || byte(5) !== 0x2a) return undefined;
      return { width: word(6) & 0x3fff, height: word(8) & 0x3fff };
    default:
      return undefined;
  }
}
