import { expect, test } from 'vitest';
import type { DetectedFile } from './detection.ts';
import type { CsvMapping } from './mapping.ts';
import { type ReadableImport, readSlices } from './slices.ts';

const mapping: CsvMapping = {
  headerLine: 1,
  date: 0,
  merchant: 1,
  amount: 2,
  spent: null,
  received: null,
  bankId: 3,
  notes: 4,
  currency: null,
  dateOrder: 'MDY',
  decimal: 'POINT',
  sign: 'OUT_NEGATIVE',
};
const header = 'Date,Description,Amount,Reference,Memo';
const csv: DetectedFile = {
  format: 'CSV',
  encoding: 'utf-8',
  markLength: 0,
  delimiter: ',',
  headerLine: 1,
  sample: [{ line: 1, cells: header.split(',') }],
};

function describeImport(changed: Partial<ReadableImport> = {}): ReadableImport {
  return { detected: csv, mapping, account: 'Checking', nextByte: 0, nextLine: 1, linesCount: 0, ...changed };
}

const opens = (content: string) => async (fromByte: number) =>
  new Blob([Buffer.from(content).subarray(fromByte)]).stream();

async function readAll(content: string, reading = describeImport()) {
  const slices = [];
  for await (const slice of readSlices(opens(content), reading, 2027)) slices.push(slice);
  return slices;
}

test('a line is understood, and what is wrong with one is said by column, found and expected', async () => {
  const [slice] = await readAll(
    `${header}\n03/04/2026,  BLUE   BOTTLE ,-14.50,A1,coffee\n13/45/2026,,€5,,\n03/04/2019,X,0,,\n03/05/2026,Refund,20.00,A2,\nTotal\n`,
  );
  expect(slice).toMatchObject({ isLast: true, statement: null });
  expect(slice?.lines).toEqual([
    {
      line: 2,
      date: '2026-03-04',
      amount: 1450,
      merchant: 'BLUE BOTTLE',
      description: 'coffee',
      bankId: 'A1',
      account: 'Checking',
      problems: null,
    },
    {
      line: 3,
      date: null,
      amount: null,
      merchant: null,
      description: null,
      bankId: null,
      account: 'Checking',
      problems: [
        { column: 'Date', found: '13/45/2026', expected: 'a day with the month first, like 03/25/2026' },
        { column: 'Amount', found: '€5', expected: 'US dollars: other currencies cannot be imported' },
        { column: 'Description', found: '', expected: 'a merchant or a description' },
      ],
    },
    expect.objectContaining({
      line: 4,
      date: null,
      problems: [
        { column: 'Date', found: '03/04/2019', expected: 'a day from 2020 to 2027' },
        { column: 'Amount', found: '0', expected: 'an amount other than zero' },
      ],
    }),
    expect.objectContaining({ line: 5, amount: -2000, merchant: 'Refund' }),
    expect.objectContaining({ line: 6, date: null, amount: null, merchant: null }),
  ]);
});

test('two columns of amounts have a direction each, whatever their sign', async () => {
  const two = describeImport({ mapping: { ...mapping, amount: null, spent: 2, received: 3 } });
  const [slice] = await readAll(
    `${header}\n03/04/2026,A,14.50,,\n03/04/2026,B,-2.00,,\n03/04/2026,C,,5,\n03/04/2026,D,1,1,\n03/04/2026,E,,,\n`,
    two,
  );
  expect(slice?.lines.map(({ amount, problems }) => amount ?? problems?.[0]?.expected)).toEqual([
    1450,
    200,
    -500,
    'an amount in one of the two columns',
    'an amount, like -14.50',
  ]);
});

test('a text that the database would refuse or cut is made one that it keeps', async () => {
  const [slice] = await readAll(`${header}\n03/04/2026,"Two\u0007\nlines ${'x'.repeat(400)}😀",-1,,\n`);
  const line = slice?.lines[0];
  expect(line?.merchant).toMatch(/^Two lines x+…$/);
  expect(line?.merchant).toHaveLength(200);
  expect(line?.description).toContain('😀');
});

test('slices have 2,000 lines, and reading goes on behind each of them', async () => {
  const rows = Array.from({ length: 4_001 }, (_, row) => `03/04/2026,Merchant ${row},-${row + 1}.00,,`);
  const content = `${header}\n${rows.join('\n')}\n`;
  const slices = await readAll(content);
  expect(slices.map(({ lines, isLast }) => [lines.length, isLast])).toEqual([
    [2_000, false],
    [2_000, false],
    [1, true],
  ]);
  for (const [place, { nextByte, nextLine }] of slices.entries()) {
    if (place === 2) break;
    const rest = await readAll(content, describeImport({ nextByte, nextLine, linesCount: 2_000 * (place + 1) }));
    expect(rest).toEqual(slices.slice(place + 1));
  }
});

test('a file of exactly 2,000 lines is one slice', async () => {
  const rows = Array.from({ length: 2_000 }, (_, row) => `03/04/2026,M,-${row + 1}.00,,`);
  expect((await readAll(`${header}\n${rows.join('\n')}`)).map(({ isLast }) => isLast)).toEqual([true]);
});

test('50,000 lines are read, one more is refused', async () => {
  const rows = Array.from({ length: 50_000 }, () => '03/04/2026,M,-1,,');
  const content = `${header}\n${rows.join('\n')}`;
  expect(await readAll(content)).toHaveLength(25);
  await expect(readAll(`${content}\n03/04/2026,M,-1,,`)).rejects.toThrow('more than 50,000 lines');
}, 60_000);

test('a file that cannot be read on is refused with its line', async () => {
  await expect(readAll(`${header}\n03/04/2026,"M,-1,,\n03/05/2026,M,-1,,\n`)).rejects.toThrow(
    'Line 2 opens a quotation mark',
  );
  await expect(readAll(`${header}\n03/04/2026,"${'M'.repeat(200_000)}",-1,,\n`)).rejects.toThrow('Line 2 is longer');
});

const ofx = (transactions: string) =>
  `OFXHEADER:100\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>000123456789<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>${transactions}</BANKTRANLIST></OFX>`;
const statement: DetectedFile = { format: 'OFX', encoding: 'windows-1252', markLength: 0, statement: {} };

test('OFX needs no mapping, and keeps four digits of the account', async () => {
  const content = ofx(
    '<STMTTRN><DTPOSTED>20260304<TRNAMT>-14.50<FITID>A1<NAME>Blue Bottle<MEMO>coffee<STMTTRN><DTPOSTED>20260305<TRNAMT>20,5<FITID>A2<MEMO>Salary<STMTTRN><DTPOSTED>20260306<TRNAMT>-9<FITID>A3<CHECKNUM>77<STMTTRN><DTPOSTED>bad<TRNAMT>-9<CURRENCY><CURSYM>EUR</CURRENCY>',
  );
  const slices = await readAll(content, describeImport({ detected: statement, mapping: null, account: null }));
  expect(slices).toHaveLength(1);
  expect(slices[0]?.statement).toMatchObject({ currency: 'USD' });
  expect(slices[0]?.lines).toMatchObject([
    {
      line: 1,
      date: '2026-03-04',
      amount: 1450,
      merchant: 'Blue Bottle',
      description: 'coffee',
      bankId: 'A1',
      account: 'Checking •••• 6789',
    },
    { line: 2, amount: -2050, merchant: 'Salary', description: null },
    { line: 3, merchant: 'Check 77' },
    {
      line: 4,
      problems: [
        { column: 'DTPOSTED', found: 'bad', expected: 'a day, like 20260325' },
        { column: 'CURDEF', found: 'EUR' },
        { column: 'NAME', found: '' },
      ],
    },
  ]);
  expect(JSON.stringify(slices[0]?.lines)).not.toContain('000123456789');
});
