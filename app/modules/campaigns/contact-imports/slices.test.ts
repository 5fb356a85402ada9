import { expect, test } from 'vitest';
import type { DetectedFile } from './detection.ts';
import type { ContactMapping } from './mapping.ts';
import { type ReadableImport, readSlice, type Slice } from './slices.ts';
import { UnreadableFile } from './unreadable-file.ts';

const mapping: ContactMapping = {
  headerLine: 1,
  email: 0,
  name: 1,
  firstName: null,
  lastName: null,
  phone: null,
  tags: null,
  timeZone: null,
};
const detected: DetectedFile = { encoding: 'utf-8', markLength: 0, delimiter: ',', headerLine: 1, sample: [] };

const begin = (changed: Partial<ReadableImport> = {}): ReadableImport => ({
  detected,
  mapping,
  place: { byte: 0, line: 1 },
  rowsRead: 0,
  ...changed,
});
const opens = (content: string | Buffer) => async (fromByte: number) =>
  new Blob([Buffer.from(content).subarray(fromByte)]).stream();

async function readAll(content: string | Buffer, reading = begin()): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (let next = reading, isLast = false; !isLast; ) {
    const slice = await readSlice(opens(content), next);
    slices.push(slice);
    next = { ...next, place: slice.next, rowsRead: next.rowsRead + slice.rows.length + slice.problems.length };
    isLast = slice.isLast;
  }
  return slices;
}
const people = (count: number) =>
  Array.from({ length: count }, (_, place) => `p${place}@example.com,"Person\n${place}"\n`).join('');

test('a file is read in slices of 2,000 rows, each once and with its line', async () => {
  const slices = await readAll(`Email,Name\n${people(4_500)}`);
  expect(slices.map(({ rows }) => rows.length)).toEqual([2_000, 2_000, 500]);
  const rows = slices.flatMap((slice) => slice.rows);
  expect(new Set(rows.map(({ email }) => email)).size).toBe(4_500);
  // Each takes two lines.
  expect(rows.every(({ line }, place) => line === 2 + 2 * place)).toBe(true);
});

test('refused rows count as rows, and empty lines as none', async () => {
  const [slice] = await readAll('Email,Name\nann@example.com,Ann\n\n,,\nnobody,Bob\n');
  expect(slice).toMatchObject({
    rows: [{ line: 2, email: 'ann@example.com' }],
    problems: [{ line: 5, reason: '“nobody” is no email address.', cells: ['nobody', 'Bob'] }],
    isLast: true,
  });
});

test('other encodings are read from the middle, too', async () => {
  const text = `Email\tName\r\n${Array.from({ length: 2_500 }, (_, place) => `ü${place}@example.com\tÄ\r\n`).join('')}`;
  for (const [encoding, content, markLength] of [
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le'), 2],
    ['windows-1252', Buffer.from(text, 'latin1'), 0],
    ['utf-8', Buffer.from(`\uFEFF${text}`), 3],
  ] as const) {
    const reading = begin({ detected: { ...detected, encoding, markLength, delimiter: '\t' } });
    const rows = (await readAll(content, reading)).flatMap((slice) => slice.rows);
    expect([encoding, rows.length, rows.at(-1)?.email, rows.at(-1)?.line]).toEqual([
      encoding,
      2_500,
      'ü2499@example.com',
      2_501,
    ]);
  }
});

test('rows before something unreadable are kept, and then it is said', async () => {
  const content = `Email,Name\n${people(10)}x@example.com,"never closed\n`;
  const first = await readSlice(opens(content), begin());
  expect([first.rows.length, first.isLast]).toEqual([10, false]);
  const rest = readSlice(opens(content), begin({ place: first.next, rowsRead: 10 }));
  await expect(rest).rejects.toThrow('Line 22 opens a quotation mark that is never closed');
  await expect(rest).rejects.toBeInstanceOf(UnreadableFile);
});

test('a file has 100,000 rows at most, and the first of them are kept', async () => {
  const content = `Email,Name\n${people(3)}`;
  const first = await readSlice(opens(content), begin({ rowsRead: 99_998 }));
  expect([first.rows.length, first.isLast]).toEqual([2, false]);
  await expect(readSlice(opens(content), begin({ place: first.next, rowsRead: 100_000 }))).rejects.toThrow(
    'more than 100,000 rows',
  );
  expect((await readSlice(opens(content), begin({ rowsRead: 99_997 }))).isLast).toBe(true);
});
