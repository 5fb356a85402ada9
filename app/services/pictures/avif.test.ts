import { expect, test } from 'vitest';
import { readAvifSize } from './avif.ts';

const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const box = (name: string, ...content: Buffer[]) => {
  const inside = Buffer.concat(content);
  return Buffer.concat([number(8 + inside.length), Buffer.from(name, 'latin1'), inside]);
};
const text = (value: string) => Buffer.from(value, 'latin1');
const flags = Buffer.alloc(4);
const size = (width: number, height: number) => box('ispe', flags, number(width), number(height));
const meta = (...sizes: Buffer[]) =>
  box('meta', flags, box('hdlr', Buffer.alloc(20)), box('iprp', box('ipco', ...sizes)));
const type = (brand = 'avif', ...others: string[]) => box('ftyp', text(brand), flags, ...others.map(text));
const avif = (...sizes: Buffer[]) =>
  Buffer.concat([type('avif', 'mif1'), meta(...sizes), box('mdat', Buffer.alloc(30))]);

test('the size of an AVIF is that of the largest picture in it', () => {
  expect(readAvifSize(avif(size(1600, 1000)))).toEqual({ width: 1600, height: 1000 });
  expect(readAvifSize(avif(size(160, 100), size(1600, 1000)))).toEqual({ width: 1600, height: 1000 });
});

test('a file that goes with AVIF is one, whatever its own brand is', () => {
  const bytes = Buffer.concat([type('mif1', 'miaf', 'avif'), meta(size(8, 4))]);
  expect(readAvifSize(bytes)).toEqual({ width: 8, height: 4 });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a film', Buffer.concat([type('isom', 'mp42'), meta(size(8, 4))])],
  ['a picture whose version reads like the brand', Buffer.concat([box('ftyp', text('heic'), text('avif')), meta()])],
  ['one without a size', avif()],
  ['one that is cut off', avif(size(8, 4)).subarray(0, 60)],
  ['a page', text('<!doctype html><script>alert(1)</script>')],
])('%s has none', (_, bytes) => {
  expect(readAvifSize(bytes)).toBeUndefined();
});
