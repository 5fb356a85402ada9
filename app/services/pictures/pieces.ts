/** What one kind of picture gives: its size, and its bytes without metadata; undefined where they are broken. */
export type CleanedPicture = { width: number; height: number; bytes: Uint8Array } | undefined;

/** Pieces of a picture, one after the other. */
export function joinPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.byteLength;
  }
  return joined;
}

/** Reads numbers of several bytes out of a picture. */
export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
