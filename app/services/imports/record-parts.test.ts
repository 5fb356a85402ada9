import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';
import { cutIntoParts, RecordNeverEnds } from './record-parts.ts';
import { isGzip, UnpackingError, unpackGzip } from './unpacking.ts';

async function* piecesOf(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.byteLength; from += size) yield bytes.subarray(from, from + size);
}

async function cut(bytes: Uint8Array, size: number, quotes = true) {
  const parts = [];
  for await (const { bytes: part, line } of cutIntoParts(piecesOf(bytes, 7), { delimiter: ',', quotes, size }))
    parts.push({ bytes: part.slice(), line });
  return parts;
}

async function readRecords(bytes: Uint8Array<ArrayBuffer>, line: number) {
  const records: Pick<CsvRecord, 'cells' | 'line'>[] = [];
  const source = new Blob([bytes]).stream();
  for await (const batch of readCsvRecords(source, { encoding: 'utf-8', delimiter: ',' }, { byte: 0, line }))
    records.push(...batch.map(({ cells, line: first }) => ({ cells, line: first })));
  return records;
}

test('the records of all parts are those of the file, each with its line', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '7', ' ', ',', '"', '\n', '\r\n', 'é'), maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      async (rows, isQuoted, lineEnd) => {
        const write = (one: string) => (isQuoted || /[",\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one);
        const bytes = new TextEncoder().encode(rows.map((row) => row.map(write).join(',') + lineEnd).join(''));
        const parts = await cut(bytes, 120);
        expect(Buffer.concat(parts.map((part) => part.bytes))).toEqual(Buffer.from(bytes));
        const records = await Promise.all(parts.map((part) => readRecords(part.bytes, part.line)));
        expect(records.flat()).toEqual(await readRecords(bytes, 1));
      },
    ),
    { numRuns: 100 },
  );
});

test('where a quotation mark is a letter, every line ends a record', async () => {
  const parts = await cut(Buffer.from('a,"b\nc,"d\ne,f\n'), 10, false);
  expect(parts.map(({ bytes, line }) => [Buffer.from(bytes).toString(), line])).toEqual([
    ['a,"b\nc,"d\n', 1],
    ['e,f\n', 3],
  ]);
});

test('a record that is longer than a part is said with its line', async () => {
  await expect(cut(Buffer.from(`a,b\n"${'x'.repeat(100)}"\n`), 50)).rejects.toEqual(new RecordNeverEnds(2));
});

async function unpack(packed: Uint8Array, most: number) {
  const pieces = [];
  for await (const piece of unpackGzip(new Blob([new Uint8Array(packed)]).stream(), most)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('a packed file is unpacked, up to a limit', async () => {
  const text = 'a,b\n'.repeat(50_000);
  const packed = gzipSync(text);
  expect(isGzip(packed)).toBe(true);
  expect(await unpack(packed, text.length)).toBe(text);
  await expect(unpack(packed, text.length - 1)).rejects.toEqual(new UnpackingError('TOO_MUCH'));
});

test('a packed file that was cut is broken', async () => {
  const packed = gzipSync(Buffer.from(Array.from({ length: 100_000 }, (_, place) => (place * 7919) % 251)));
  await expect(unpack(packed.subarray(0, packed.length / 2), 1e9)).rejects.toEqual(new UnpackingError('BROKEN'));
});
