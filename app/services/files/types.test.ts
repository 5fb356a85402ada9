import { expect, test } from 'vitest';
import { detectReceiptType } from './types.ts';

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const jpeg = [0xff, 0xd8, 0xff, 0xe0];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

test.each([
  ['JPEG', bytes(jpeg, 'JFIF'), 'image/jpeg'],
  ['PNG', bytes(png, 'IHDR'), 'image/png'],
  ['WebP', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 '), 'image/webp'],
  ['PDF', bytes('%PDF-1.7'), 'application/pdf'],
  ['PDF behind other bytes', bytes(' '.repeat(1_019), '%PDF-'), 'application/pdf'],
  ['JPEG that goes on as PDF', bytes(jpeg, '%PDF-1.4'), 'image/jpeg'],
  ['page that goes on as PDF', bytes('<script>alert(1)</script>%PDF-1.4'), 'application/pdf'],
  ['PDF too far behind', bytes(' '.repeat(1_020), '%PDF-'), undefined],
  ['WAV', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt '), undefined],
  ['GIF', bytes('GIF89a'), undefined],
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), undefined],
  ['page', bytes('<!doctype html>'), undefined],
  ['HEIC', bytes([0, 0, 0, 24], 'ftypheic'), undefined],
  ['zip', bytes('PK', [3, 4]), undefined],
  ['beginning of a PNG', bytes(png.slice(0, 7)), undefined],
  ['empty file', bytes(), undefined],
])('a %s is told by its bytes', (_, head, type) => {
  expect(detectReceiptType(head)).toBe(type);
});
