import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPicture } from './picture.ts';
import { joinPieces } from './pieces.ts';

const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
  joinPieces(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Uint8Array.from(part))));
const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const big2 = (value: number) => [value >> 8, value & 255];
const little2 = (value: number) => [value & 255, value >> 8];
const little3 = (value: number) => [value & 255, (value >> 8) & 255, value >> 16];
const little4 = (value: number) => [...little2(value & 0xffff), ...little2(value >>> 16)];

const chunk = (name: string, content: Uint8Array) => {
  const named = bytes(name, content);
  return bytes(big(content.length), named, big(crc32(named) >>> 0));
};
const pngStart = bytes([0x89], 'PNG\r\n\x1a\n');
const png = (width: number, height: number, ...extra: Uint8Array[]) =>
  bytes(
    pngStart,
    chunk('IHDR', bytes(big(width), big(height), [8, 0, 0, 0, 0])),
    ...extra,
    chunk('IDAT', deflateSync(new Uint8Array(height * (width + 1)))),
    chunk('IEND', bytes()),
  );

const segment = (marker: number, content: Uint8Array) => bytes([0xff, marker], big2(content.length + 2), content);
const frame = (width: number, height: number) => segment(0xc0, bytes([8], big2(height), big2(width), [1, 1, 0x11, 0]));
const scan = bytes(segment(0xda, bytes([1, 1, 0, 0, 63, 0])), [0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]);
const exif = (orientation: number) =>
  segment(
    0xe1,
    bytes(
      'Exif\0\0MM',
      [0, 0x2a],
      big(8),
      big2(2),
      big2(0x8825),
      [0, 4],
      big(1),
      big(38),
      big2(0x0112),
      [0, 3],
      big(1),
      big2(orientation),
      [0, 0],
      'GPS secret place',
    ),
  );
const jpeg = (...middle: Uint8Array[]) =>
  bytes(
    [0xff, 0xd8],
    segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
    ...middle,
    frame(30, 20),
    scan,
    [0xff, 0xd9],
  );

const gif = bytes(
  'GIF89a',
  little2(5),
  little2(6),
  [0x80, 0, 0],
  [0, 0, 0, 255, 255, 255],
  [0x21, 0xfe, 3],
  'abc',
  [0],
  [0x2c],
  little2(0),
  little2(0),
  little2(5),
  little2(6),
  [0, 2, 1, 0x44, 0, 0x3b],
);

const riff = (...chunks: Uint8Array[]) => {
  const content = joinPieces(chunks);
  return bytes('RIFF', little4(4 + content.length), 'WEBP', content);
};
const piece = (name: string, content: Uint8Array) =>
  bytes(name, little4(content.length), content, content.length % 2 ? [0] : []);
const lossy = piece('VP8 ', bytes([0, 0, 0, 0x9d, 0x01, 0x2a], little2(40), little2(50), [1]));
const lossless = piece('VP8L', bytes([0x2f], little4((59 | (69 << 14)) >>> 0)));
const extended = (flags: number) => piece('VP8X', bytes([flags, 0, 0, 0], little3(79), little3(89)));

const holds = (whole: Uint8Array, text: string) => Buffer.from(whole).includes(text);

test.each([
  ['PNG', png(7, 9), 'image/png', 7, 9],
  ['JPEG', jpeg(), 'image/jpeg', 30, 20],
  ['GIF', gif, 'image/gif', 5, 6],
  ['lossy WebP', riff(lossy), 'image/webp', 40, 50],
  ['lossless WebP', riff(lossless), 'image/webp', 60, 70],
  ['extended WebP', riff(extended(0), lossy), 'image/webp', 80, 90],
] as const)(
  'a %s tells its type and size, and is the same without what stands behind it',
  (_, whole, type, width, height) => {
    expect(readPicture(whole)).toEqual({ type, width, height, bytes: whole });
    const read = readPicture(bytes(whole, 'PK\x03\x04 another file'));
    expect(typeof read === 'string' ? read : Buffer.from(read.bytes).equals(whole)).toBe(true);
    // Every beginning of it is broken, or nothing at all.
    for (let length = 0; length < whole.length; length++)
      expect(typeof readPicture(whole.subarray(0, length)), `${length} bytes`).toBe('string');
  },
);

test('texts, times and EXIF are left out of a PNG', () => {
  const read = readPicture(
    png(
      7,
      9,
      chunk('tEXt', bytes('Author\0Ada')),
      chunk('eXIf', bytes('MM GPS')),
      chunk('tIME', bytes([7, 234, 1, 1, 1, 1, 1])),
    ),
  );
  expect(read).toEqual({ type: 'image/png', width: 7, height: 9, bytes: png(7, 9) });
});

test('EXIF, XMP, IPTC and comments are left out of a JPEG; how it is turned stays', () => {
  const told = [
    segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0<x/>')),
    segment(0xed, bytes('Photoshop 3.0\0')),
    segment(0xfe, bytes('by Ada')),
  ];
  expect(readPicture(jpeg(exif(1), ...told))).toEqual({ type: 'image/jpeg', width: 30, height: 20, bytes: jpeg() });
  const turned = readPicture(jpeg(exif(6), ...told));
  if (typeof turned === 'string') throw new Error(turned);
  expect([turned.width, turned.height]).toEqual([20, 30]);
  expect(holds(turned.bytes, 'GPS')).toBe(false);
  expect(holds(turned.bytes, 'Exif')).toBe(true);
  // Reading it again finds the same turn.
  expect(readPicture(turned.bytes)).toEqual(turned);
});

test('a color profile of a JPEG stays', () => {
  const profile = segment(0xe2, bytes('ICC_PROFILE\0', [1, 1], 'x'));
  expect(readPicture(jpeg(profile))).toMatchObject({ bytes: jpeg(profile) });
});

test('EXIF and XMP are left out of a WebP, and no longer announced', () => {
  const read = readPicture(
    riff(extended(0x0c | 0x10), lossy, piece('EXIF', bytes('GPS')), piece('XMP ', bytes('<x/>'))),
  );
  expect(read).toEqual({ type: 'image/webp', width: 80, height: 90, bytes: riff(extended(0x10), lossy) });
});

test.each([
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">')],
  ['page', bytes('<!doctype html><script>alert(1)</script>')],
  ['PDF', bytes('%PDF-1.7')],
  ['BMP', bytes('BM', little4(100))],
  ['AVIF', bytes([0, 0, 0, 24], 'ftypavif')],
  ['nothing', bytes()],
])('a file that is %s is no picture', (_, whole) => {
  expect(readPicture(whole)).toBe('WRONG_TYPE');
});

test.each([
  ['a PNG without a header', bytes(pngStart, chunk('IDAT', bytes('x')), chunk('IEND', bytes()))],
  ['a PNG that begins as a page', bytes(pngStart, '<script>alert(1)</script>')],
  ['a PNG with a chunk longer than itself', bytes(pngStart, big(0xffffffff), 'IHDR', new Uint8Array(20))],
  ['a PNG of no width', png(0, 9)],
  ['a JPEG without a frame', bytes([0xff, 0xd8], scan, [0xff, 0xd9])],
  ['a JPEG that goes on as a page', bytes([0xff, 0xd8, 0xff, 0xe0], '<script>alert(1)</script>')],
  ['a WebP that says it is longer', bytes('RIFF', little4(5_000), 'WEBP', lossy)],
  ['a WebP without a picture', riff(piece('EXIF', bytes('x')))],
])('%s is broken', (_, whole) => {
  expect(readPicture(whole)).toBe('BROKEN');
});
