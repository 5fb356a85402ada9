import { type CleanedPicture, joinPieces, viewOf } from './pieces.ts';

const app1 = 0xe1;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Segments that stay: JFIF, color profiles, Adobe's transform; all tables and frames. Others of APPn and comments tell of the maker. */
const isUnwanted = (marker: number) =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;
/** Frames that carry the size (ITU T.81, table B.1): C4, C8 and CC are none. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * A JPEG without EXIF, XMP, IPTC and comments, ended at its end. How it has to be turned is kept, in a segment of its own: phones store
 * pictures as the sensor lies.
 */
export function cleanJpeg(bytes: Uint8Array): CleanedPicture {
  const view = viewOf(bytes);
  const pieces = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let orientation = 1;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    // Bytes between segments may be filled up.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (marker < 0xc0 || end < at + 4 || end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    if (isFrame(marker)) {
      if (segment.length < 9) return undefined;
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (marker === app1) orientation = readOrientation(segment) ?? orientation;
    if (!isUnwanted(marker)) pieces.push(segment);
    at = end;
    if (marker !== startOfScan) continue;
    const next = skipScan(bytes, at);
    if (next === undefined || !size) return undefined;
    pieces.push(bytes.subarray(at, next));
    at = next;
    if (bytes[at + 1] === endOfImage) {
      const turned = orientation >= 5 ? { width: size.height, height: size.width } : size;
      const exif = orientation === 1 ? [] : [writeOrientation(orientation)];
      const [start, ...rest] = pieces;
      return start && { ...turned, bytes: joinPieces([start, ...exif, ...rest, bytes.subarray(at, at + 2)]) };
    }
  }
  return undefined;
}

/** The next marker behind a scan: within it, a byte FF is followed by 0 or the number of a restart. */
function skipScan(bytes: Uint8Array, start: number): number | undefined {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return undefined;
}

const exifStart = [0x45, 0x78, 0x69, 0x66, 0, 0];
/** Marker, length and "Exif". */
const tiffOffset = 10;

/** How EXIF says the picture has to be turned, 1 to 8 (EXIF 2.3, 4.6.4); undefined where it does not. */
function readOrientation(segment: Uint8Array): number | undefined {
  if (!exifStart.every((byte, index) => segment[4 + index] === byte) || segment.length < tiffOffset + 10)
    return undefined;
  const tiff = viewOf(segment.subarray(tiffOffset));
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return undefined;
  const entries = tiff.getUint16(directory, isLittle);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + 12 * index;
    if (entry + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(entry, isLittle) !== 0x0112) continue;
    const value = tiff.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** A segment of EXIF that says nothing but how to turn the picture. */
function writeOrientation(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const length = 2 + exifStart.length + tiff.length;
  return Uint8Array.from([0xff, app1, 0, length, ...exifStart, ...tiff]);
}
