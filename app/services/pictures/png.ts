import { type CleanedPicture, joinPieces, viewOf } from './pieces.ts';

/** Chunks that say something about the maker and nothing about the picture. */
const unwanted = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'dSIG']);
const signatureLength = 8;
/** Length, name and check sum. */
const frameLength = 12;

/** A PNG without its texts, times and EXIF, ended at its end (W3C PNG, 5.3: a chunk is length, name, data and check sum). */
export function cleanPng(bytes: Uint8Array): CleanedPicture {
  const view = viewOf(bytes);
  const pieces = [bytes.subarray(0, signatureLength)];
  let size: { width: number; height: number } | undefined;
  for (let at = signatureLength; at + frameLength <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + frameLength + length;
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(name)) return undefined;
    if (name === 'IHDR') {
      if (size || length !== 13) return undefined;
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    } else if (!size) return undefined;
    if (!unwanted.has(name)) pieces.push(bytes.subarray(at, end));
    if (name === 'IEND') return { ...size, bytes: joinPieces(pieces) };
    at = end;
  }
  return undefined;
}
