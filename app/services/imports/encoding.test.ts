import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBytes, createEncodingDetector, createPlaceFinder, type FileEncoding } from './encoding.ts';

function detect(...chunks: Uint8Array[]) {
  const detector = createEncodingDetector();
  for (const chunk of chunks) detector.add(chunk);
  return detector.finish();
}

function utf16(text: string, isBigEndian = false): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

test('a file of UTF-8 is one, with its mark and without', () => {
  expect(detect(Buffer.from('Date;Café\n'))).toEqual({ encoding: 'utf-8', markLength: 0 });
  expect(detect(Buffer.from('\uFEFFDate,Amount\n'))).toEqual({ encoding: 'utf-8', markLength: 3 });
});

test('a letter of UTF-8 that is cut between two pieces is a letter', () => {
  const bytes = Buffer.from('Café');
  expect(detect(bytes.subarray(0, 4), bytes.subarray(4))).toEqual({ encoding: 'utf-8', markLength: 0 });
});

test('a file that ends within a letter of UTF-8 is Windows-1252', () => {
  expect(detect(Buffer.from('Café').subarray(0, 4))).toEqual({ encoding: 'windows-1252', markLength: 0 });
});

test('a wrong byte anywhere makes it Windows-1252', () => {
  expect(detect(Buffer.from('x'.repeat(100_000)), Buffer.from([0xe9]))).toEqual({
    encoding: 'windows-1252',
    markLength: 0,
  });
});

test('UTF-16 is found by its mark and by its zero bytes', () => {
  expect(detect(utf16('\uFEFFDate,Café\n'))).toEqual({ encoding: 'utf-16le', markLength: 2 });
  expect(detect(utf16('\uFEFFDate\n', true))).toEqual({ encoding: 'utf-16be', markLength: 2 });
  expect(detect(utf16('Date,Merchant\n'))).toEqual({ encoding: 'utf-16le', markLength: 0 });
  expect(detect(utf16('Date,Merchant\n', true))).toEqual({ encoding: 'utf-16be', markLength: 0 });
});

test('nothing is no text, nor is a lone mark, nor zero bytes', () => {
  expect(detect()).toBe('EMPTY');
  expect(detect(Buffer.from('\uFEFF'))).toBe('EMPTY');
  expect(detect(Buffer.from('Date,Amount\n2026-01-01,\u00005\n'))).toBe('BINARY');
  expect(detect(Buffer.from('PK\u0003\u0004\u0000\u0000\u0008\u0000'))).toBe('BINARY');
});

test.each([
  ['utf-8', 'utf8'],
  ['utf-16le', 'utf16le'],
  ['windows-1252', 'latin1'],
] as const)('places in the text lead back to bytes of the file (%s)', (encoding, node) => {
  const letters = encoding === 'windows-1252' ? 'a,é\n' : 'a,é€😀\n';
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 }), { minLength: 1 }),
      fc.nat(7),
      (texts, start) => {
        const places = createPlaceFinder(encoding satisfies FileEncoding, start);
        for (const text of texts) places.add(text);
        let before = '';
        for (const text of texts) {
          before += text;
          expect(places.find(Buffer.from(before).byteLength)).toBe(start + Buffer.from(before, node).byteLength);
          expect(countBytes(before, encoding)).toBe(Buffer.from(before, node).byteLength);
        }
      },
    ),
  );
});
