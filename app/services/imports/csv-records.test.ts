import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvDelimiter, CsvFormatError, detectDelimiter, type FilePlace, readCsvRecords } from './csv-records.ts';
import type { FileEncoding } from './encoding.ts';

const fromStart: FilePlace = { byte: 0, line: 1 };

/** A stream of these bytes in pieces of a few. */
function streamOf(bytes: Uint8Array, size = 7): ReadableStream<Uint8Array> {
  let place = 0;
  return new ReadableStream({
    pull(controller) {
      if (place >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.slice(place, place + size));
      place += size;
    },
  });
}

async function readAll(
  bytes: Uint8Array,
  {
    encoding = 'utf-8',
    delimiter = ',',
    start = fromStart,
    size,
  }: { encoding?: FileEncoding; delimiter?: CsvDelimiter; start?: FilePlace; size?: number } = {},
) {
  const records = [];
  for await (const batch of readCsvRecords(streamOf(bytes, size), { encoding, delimiter }, start))
    records.push(...batch);
  return records;
}

test('records know their first line, past quoted line breaks and empty lines', async () => {
  const text = 'a,b\r\n\r\n"one\r\ntwo",2\r\n3,"x""y"\r\n\r\n4,last';
  const records = await readAll(Buffer.from(text));
  expect(records.map(({ cells, line }) => [line, ...cells])).toEqual([
    [1, 'a', 'b'],
    [3, 'one\r\ntwo', '2'],
    [5, '3', 'x"y'],
    [7, '4', 'last'],
  ]);
});

test('reading goes on from the end of any record, in every encoding', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '7', ' ', ',', '"', '\n', '\r\n', 'é', 'ü'), maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(
        ['utf-8', 'utf8'] as const,
        ['utf-16le', 'utf16le'] as const,
        ['windows-1252', 'latin1'] as const,
      ),
      fc.constantFrom('\n', '\r\n'),
      async (rows, [encoding, node], end) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',') + end).join('');
        const bytes = Buffer.from(text, node);
        const records = await readAll(bytes, { encoding, size: 5 });
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        for (const [place, record] of records.entries()) {
          const rest = await readAll(bytes.subarray(record.end.byte), { encoding, start: record.end });
          expect(rest).toEqual(records.slice(place + 1));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a record may have any number of cells, and a quotation mark inside a cell is a letter', async () => {
  const records = await readAll(Buffer.from('a,b,c\n1\n1,2,3,4\nJoe "s,x\n'));
  expect(records.map(({ cells }) => cells)).toEqual([['a', 'b', 'c'], ['1'], ['1', '2', '3', '4'], ['Joe "s', 'x']]);
});

test('a quotation mark that never closes is said with its line, and nothing after it is read', async () => {
  const reading = readAll(Buffer.from('a,b\n1,2\n"3,4\n5,6\n'));
  await expect(reading).rejects.toEqual(new CsvFormatError('QUOTE_NOT_CLOSED', 3));
});

test('a cell of a megabyte is refused without being kept', async () => {
  const bytes = Buffer.from(`a,b\n1,"${'x'.repeat(1_000_000)}"\n`);
  await expect(readAll(bytes, { size: 65_536 })).rejects.toEqual(new CsvFormatError('RECORD_TOO_LONG', 2));
});

test('a consumer that stops early cancels the source', async () => {
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(Buffer.from('1,2\n')),
    cancel: () => {
      isCancelled = true;
    },
  });
  for await (const batch of readCsvRecords(endless, { encoding: 'utf-8', delimiter: ',' }, fromStart)) {
    if (batch.length > 0) break;
  }
  expect(isCancelled).toBe(true);
});

test.each([
  ['Date,Description,Amount\n2026-01-02,"A, B",-1.50\n', ','],
  ['Datum;Text;Betrag\n02.01.2026;A, B;-1,50\n03.01.2026;C;-2,50\n', ';'],
  ['Date\tDescription\tAmount\n2026-01-02\tA, B, C\t-1.50\n', '\t'],
  ['Account: 1234\nFrom, to\n\nDate;Text;Amount\n1;2;3\n4;5;6\n', ';'],
  ['Date|Description\n1|2\n', '|'],
  ['just a line of words\nand another\n', undefined],
])('the delimiter of %j is %j', (beginning, delimiter) => {
  expect(detectDelimiter(beginning)).toBe(delimiter);
});
