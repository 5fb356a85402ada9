import { expect, test } from 'vitest';
import { refuseOtherBytes } from './detection.ts';
import { readWholeFile } from './test-files.ts';

const zillow = 'RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30\n1,0,United States,country,,5\n';
const name = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';

test.each([
  ['<!DOCTYPE html><html><body>Moved</body></html>', 'This is a web page'],
  ['%PDF-1.7\n1 0 obj', 'This is a PDF'],
  ['{"a": [1, 2]}', 'This is JSON'],
  ['just a line of words\nand another\n', 'No table was found'],
  [
    'Date,Description,Amount\n2026-01-02,A,1\n',
    'This is no file that REID knows: its first line begins with “Date, Description, Amount”',
  ],
  [zillow.replaceAll(',', ';'), 'separated by semicolons, and its publisher separates them by commas'],
  [zillow.split('\n')[0] ?? '', 'there is nothing below the names of its columns'],
  ['DATE,A\n', 'there is nothing below the names of its columns'],
])('%j is refused in a sentence', async (content, message) => {
  await expect(readWholeFile(name, content)).rejects.toThrow(message);
});

test('archives and workbooks are told apart', () => {
  const zip = (text: string) => Buffer.from(`PK\u0003\u0004${text}`, 'latin1');
  expect(() => refuseOtherBytes(zip('state.csv'))).toThrow('This is a ZIP archive. Unpack it');
  expect(() => refuseOtherBytes(zip('[Content_Types].xml'))).toThrow('This is a workbook.');
  expect(() => refuseOtherBytes(Buffer.from(zillow))).not.toThrow();
});

test('a mark, line ends of Windows and quoted names change nothing', async () => {
  const plain = await readWholeFile(name, zillow);
  const [header = '', record = ''] = zillow.split('\n');
  const quoted = `\uFEFF${header
    .split(',')
    .map((cell) => `"${cell}"`)
    .join()}\r\n${record}\r\n`;
  const marked = await readWholeFile(name, quoted);
  expect(marked.detected.markLength).toBe(3);
  expect(marked.rows).toEqual(plain.rows);
});
