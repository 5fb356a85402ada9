import { viewOf } from './pieces.ts';

/** Boxes that hold others, from the outside to the one that says the size. `meta` and `ispe` begin with four bytes of version and flags. */
const path = ['meta', 'iprp', 'ipco', 'ispe'] as const;

/**
 * The size of an AVIF in pixels (ISO 23008-12, 6.5.3): of the largest picture in it, because an alpha channel or a preview may say one too.
 * What its program wrote into it about its maker stays: its bytes are named by their place in the file.
 * @returns undefined for a file of any other type, and for one that is cut off before its size
 */
export function readAvifSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const [first] = listBoxes(bytes);
  if (first?.name !== 'ftyp' || !isAvif(first.content)) return undefined;
  let found = [bytes];
  for (const name of path) {
    found = found.flatMap((content) =>
      listBoxes(content)
        .filter((box) => box.name === name)
        .map((box) => box.content.subarray(name === 'meta' || name === 'ispe' ? 4 : 0)),
    );
  }
  const sizes = found
    .filter((content) => content.length >= 8)
    .map((content) => ({ width: viewOf(content).getUint32(0), height: viewOf(content).getUint32(4) }));
  return sizes.toSorted((one, other) => other.width * other.height - one.width * one.height)[0];
}

/** Whether one of the brands of a file is that of AVIF: its own, or one that it goes with. The second four bytes are its version. */
function isAvif(content: Uint8Array): boolean {
  const brands = String.fromCharCode(...content.subarray(0, 64)).match(/.{4}/gs) ?? [];
  return brands.some((brand, index) => index !== 1 && brand === 'avif');
}

/** The boxes side by side in these bytes, as far as they are whole. */
function listBoxes(bytes: Uint8Array): { name: string; content: Uint8Array }[] {
  const boxes: { name: string; content: Uint8Array }[] = [];
  const view = viewOf(bytes);
  for (let at = 0; at + 8 <= bytes.length; ) {
    // 0 says that it goes on to the end; sizes of eight bytes are for files larger than any of ours.
    const length = view.getUint32(at) || bytes.length - at;
    if (length < 8 || at + length > bytes.length) break;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ name, content: bytes.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}
