import { expect, test } from 'vitest';
import { createEncodingDetector } from '~/services/imports/encoding.ts';
import { type DetectedCsv, detectFile, UnreadableFile } from './detection.ts';
import { type CsvMapping, recallMapping, suggestMapping } from './mapping.ts';

async function detect(content: string | Uint8Array, length = 65_536) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const detector = createEncodingDetector();
  detector.add(bytes);
  const format = detector.finish();
  if (typeof format === 'string') throw new Error(format);
  return await detectFile(bytes.subarray(0, length), bytes.byteLength <= length, format);
}

async function detectCsv(content: string | Uint8Array): Promise<DetectedCsv> {
  const detected = await detect(content);
  if (detected.format !== 'CSV') throw new Error('This is no CSV.');
  return detected;
}

const isExplained = (words: string) =>
  expect.objectContaining({ name: 'UnreadableFile', message: expect.stringContaining(words) });

test('a usual export is understood without asking', async () => {
  const detected = await detectCsv(
    'Transaction Date,Post Date,Description,Category,Type,Amount,Memo\n03/25/2026,03/26/2026,BLUE BOTTLE,Food,Sale,-14.50,\n03/04/2026,03/05/2026,"LOWE\'S, OAKLAND",Home,Sale,-120.00,x\n',
  );
  expect(detected).toMatchObject({ delimiter: ',', headerLine: 1, encoding: 'utf-8' });
  expect(suggestMapping(detected)).toEqual({
    headerLine: 1,
    date: 0,
    merchant: 2,
    amount: 5,
    spent: null,
    received: null,
    bankId: null,
    notes: 6,
    currency: null,
    dateOrder: 'MDY',
    decimal: 'POINT',
    sign: 'OUT_NEGATIVE',
  });
});

test('lines above the table are no part of it', async () => {
  const detected = await detectCsv(
    'Account Number: 1234\r\nDate Range : 01/01/2026 - 03/31/2026\r\n\r\nDate,Description,Debit,Credit\r\n03/25/2026,A,14.50,\r\n03/26/2026,B,,20.00\r\n',
  );
  expect(detected.headerLine).toBe(4);
  expect(suggestMapping(detected)).toMatchObject({ date: 0, merchant: 1, amount: null, spent: 2, received: 3 });
});

test('a table without names of columns is understood by what stands in it', async () => {
  const detected = await detectCsv(
    '"03/25/2026","-14.50","*","","BLUE BOTTLE COFFEE"\n"03/04/2026","-3.00","*","","LYFT RIDE"\n',
  );
  expect(detected.headerLine).toBe(0);
  expect(suggestMapping(detected)).toMatchObject({ date: 0, amount: 1, merchant: 4, dateOrder: 'MDY' });
});

test('semicolons with a decimal comma, in Windows-1252', async () => {
  const detected = await detectCsv(
    Buffer.from('Buchungstag;Empfänger;Betrag;Währung\n25.03.2026;Café Zürich;-1.014,50;USD\n', 'latin1'),
  );
  expect(detected).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
  expect(detected.sample[1]?.cells).toEqual(['25.03.2026', 'Café Zürich', '-1.014,50', 'USD']);
  expect(suggestMapping(detected)).toMatchObject({ merchant: 1, decimal: 'COMMA', dateOrder: 'DMY', currency: 3 });
});

test('UTF-16 with tabs, as spreadsheets save it', async () => {
  const detected = await detectCsv(Buffer.from('\uFEFFDate\tPayee\tAmount\r\n2026-03-04\tCafé\t-1.00\r\n', 'utf16le'));
  expect(detected).toMatchObject({ encoding: 'utf-16le', markLength: 2, delimiter: '\t', headerLine: 1 });
});

test('charges that are positive make money out positive', async () => {
  const detected = await detectCsv(
    'Date,Description,Amount\n03/25/2026,A,14.50\n03/26/2026,B,3.00\n03/27/2026,Payment,-17.50\n',
  );
  expect(suggestMapping(detected).sign).toBe('OUT_POSITIVE');
});

test('an ambiguous order of dates is asked for', async () => {
  const detected = await detectCsv('Date,Description,Amount\n03/04/2026,A,-14.50\n05/06/2026,B,-3.00\n');
  expect(suggestMapping(detected).dateOrder).toBeNull();
});

test('a record that is cut off with the beginning of a long file is not shown', async () => {
  const rows = Array.from({ length: 10 }, (_, row) => `2026-01-0${row},"Merchant ${row}",-1.00\n`).join('');
  const detected = await detect(`Date,Description,Amount\n${rows}`, 100);
  if (detected.format !== 'CSV') throw new Error('This is no CSV.');
  expect(detected.sample.every(({ cells }) => cells.length === 3)).toBe(true);
  expect(detected.sample.length).toBeGreaterThan(2);
});

test('OFX is told by its content', async () => {
  const text = 'OFXHEADER:100\n\n<OFX><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4111222233334444</CCACCTFROM>';
  expect(await detect(text)).toEqual({
    format: 'OFX',
    encoding: 'utf-8',
    markLength: 0,
    statement: { currency: 'USD', bankId: undefined, accountId: '4111222233334444', accountType: 'CREDITCARD' },
  });
});

test.each([
  ['<!DOCTYPE html><html><body>Sign in</body></html>', 'a page of the bank'],
  ['!Type:Bank\nD03/04/2026\nT-1.00\n^\n', 'a QIF file'],
  ['%PDF-1.7 and the rest', 'a PDF'],
  ['some words\nand more words\n', 'No table'],
  ['Date,Description,Amount\n', 'no transactions'],
  ['OFXHEADER:100\n<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS>', 'investment'],
  ['OFXHEADER:100\n<OFX><STMTTRNRS><CURDEF>CAD', 'in CAD'],
])('%j is refused with a sentence', async (content, words) => {
  await expect(detect(content)).rejects.toEqual(isExplained(words));
  await expect(detect(content)).rejects.toBeInstanceOf(UnreadableFile);
});

test('a mapping is remembered for files with the same columns only', async () => {
  const mapping: CsvMapping = {
    headerLine: 1,
    date: 0,
    merchant: 1,
    amount: 2,
    spent: null,
    received: null,
    bankId: null,
    notes: null,
    currency: null,
    dateOrder: 'DMY',
    decimal: 'POINT',
    sign: 'OUT_POSITIVE',
  };
  const detected = await detectCsv('Date,Description,Amount\n03/04/2026,A,1\n');
  const again = await detectCsv('A line above\n\nDate,Description,Amount\n05/06/2026,B,1\n06/06/2026,B,1\n');
  const other = await detectCsv('Date,Amount,Description\n03/04/2026,1,A\n');
  expect(recallMapping(again, { detected, mapping })).toEqual({ ...mapping, headerLine: 3 });
  expect(recallMapping(other, { detected, mapping })).toBeUndefined();
  expect(recallMapping(again, undefined)).toBeUndefined();
});
