import { expect, test } from 'vitest';
import { createEncodingDetector } from '~/services/imports/encoding.ts';
import { detectFile } from './detection.ts';
import { UnreadableFile } from './unreadable-file.ts';

async function detect(content: string | Uint8Array, length = 65_536) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const detector = createEncodingDetector();
  detector.add(bytes);
  const format = detector.finish();
  if (typeof format === 'string') throw new Error(format);
  return await detectFile(bytes.subarray(0, length), bytes.byteLength <= length, format);
}

test('a usual export is understood without asking', async () => {
  expect(await detect('Email,Name\nann@example.com,"Lee, Ann"\n')).toEqual({
    encoding: 'utf-8',
    markLength: 0,
    delimiter: ',',
    headerLine: 1,
    sample: [
      { line: 1, cells: ['Email', 'Name'] },
      { line: 2, cells: ['ann@example.com', 'Lee, Ann'] },
    ],
  });
});

test('semicolons in Windows-1252, and tabs in UTF-16 with a mark', async () => {
  const west = await detect(Buffer.from('Name;E-Mail\nJürgen;j@example.de\n', 'latin1'));
  expect(west).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
  expect(west.sample[1]?.cells).toEqual(['Jürgen', 'j@example.de']);
  const wide = await detect(Buffer.from('\uFEFFName\tEmail\r\nZoë\tz@example.com\r\n', 'utf16le'));
  expect(wide).toMatchObject({ encoding: 'utf-16le', markLength: 2, delimiter: '\t', headerLine: 1 });
});

test('a list of nothing but addresses is one column without a name', async () => {
  expect(await detect('ann@example.com\nbob@example.com\n')).toMatchObject({
    delimiter: ',',
    headerLine: 0,
    sample: [{ cells: ['ann@example.com'] }, { cells: ['bob@example.com'] }],
  });
});

test('five rows are shown, and none that is cut off with the beginning of a long file', async () => {
  const rows = Array.from({ length: 20 }, (_, row) => `"Person ${row}",p${row}@example.com\n`).join('');
  expect((await detect(`Name,Email\n${rows}`)).sample).toHaveLength(6);
  expect((await detect(`Name,Email\n${rows}`, 50)).sample.every(({ cells }) => cells.length === 2)).toBe(true);
});

test.each([
  ['<!DOCTYPE html><html>a@example.com</html>', 'a web page'],
  ['%PDF-1.7 a@example.com', 'a PDF'],
  ['BEGIN:VCARD\nEMAIL:a@example.com\n', 'address cards'],
  ['Email,Name\n', 'no contacts'],
  ['Name,Phone\nAnn,1\n', 'No email address'],
])('%j is refused with a sentence', async (content, words) => {
  await expect(detect(content)).rejects.toThrow(words);
  await expect(detect(content)).rejects.toBeInstanceOf(UnreadableFile);
});
