import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkMarketFile } from '../factories/market-imports.ts';
import { type ImportRoom, openImportRoom, writeTowns, zhvi } from './import-room.ts';

let room: ImportRoom;

beforeAll(async () => {
  room = await openImportRoom();
});

afterAll(async () => {
  await room?.close();
});

const listProblems = async (id: string) =>
  (
    await room.database.sql.query(
      'select line, column_name, found, expected from reid_import_problems where import_id = $1 order by number',
      [id],
    )
  ).rows;

test.each([
  [
    'a count of −1',
    'Metro_invt_fs_uc_sfrcondo_sm_month.csv',
    '5,1,United States,country,,-1',
    { line: 2, column_name: '2024-06-30', found: '-1' },
  ],
  [
    'a share of 1.2',
    'Metro_pct_sold_above_list_uc_sfrcondo_sm_month.csv',
    '5,1,United States,country,,1.2',
    { line: 2, column_name: '2024-06-30', found: '1.2' },
  ],
  [
    'ZIP O1902',
    'Zip_zori_uc_sfrcondomfr_sm_month.csv',
    '5,1,O1902,zip,MA,7',
    { line: 2, column_name: 'RegionName', found: 'O1902' },
  ],
  [
    'a line that is cut',
    zhvi,
    '5,1,United States',
    { line: 2, column_name: null, found: '3 cells: a line that is cut off' },
  ],
  [
    'cells too many',
    zhvi,
    '5,1,United States,country,,7,8',
    { line: 2, column_name: null, found: '7 cells: a line with cells too many' },
  ],
  [
    'the same area twice',
    zhvi,
    '5,1,United States,country,,7\n5,1,United States,country,,8',
    { line: 3, column_name: null, found: 'the same as line 2' },
  ],
])('%s refuses the file, with its line, and nothing of it is visible', async (_, name, lines, problem) => {
  const { owner, organization } = await room.openOffice();
  const before = await room.dumpTables(organization);
  const id = await checkMarketFile(
    owner,
    name,
    `RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30\n${lines}\n`,
  );
  expect(await room.findImport(id)).toMatchObject({ status: 'REFUSED', problems_count: 1, rows_count: 0 });
  expect(await listProblems(id)).toMatchObject([problem]);
  expect(await room.dumpTables(organization)).toEqual(before);
});

test('of more than a thousand problems a thousand are kept, and all are counted', async () => {
  const { owner } = await room.openOffice();
  const lines = Array.from({ length: 1_500 }, (_, place) => `${place + 1},1,"Town ${place}, TX",msa,TX,none`);
  const id = await checkMarketFile(
    owner,
    zhvi,
    `RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30\n${lines.join('\n')}\n`,
  );
  expect(await room.findImport(id)).toMatchObject({ status: 'REFUSED', problems_count: 1500 });
  expect(await listProblems(id)).toHaveLength(1000);
});

test.each([
  [
    'a quotation mark that never closes',
    `${'RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30'}\n1,1,A,msa,TX,5\n2,1,"B,msa,TX,6\n`,
    'Line 3 opens a quotation mark',
  ],
  [
    'a cell of a megabyte',
    `${'RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30'}\n1,1,A,msa,TX,5\n2,1,"${'x'.repeat(1_000_000)}",msa,TX,6\n`,
    'Line 3 is longer than a line of a table can be',
  ],
])('%s is said in a sentence', async (_, content, sentence) => {
  const { owner } = await room.openOffice();
  const id = await checkMarketFile(owner, zhvi, content);
  expect(await room.findImport(id)).toMatchObject({ status: 'REFUSED', problem: expect.stringContaining(sentence) });
});

test('a packed file that would become too much, or that breaks off, is refused', async () => {
  const { owner } = await room.openOffice();
  const bomb = new Uint8Array(gzipSync(`${writeTowns(1)}${'9,9,"Town, TX",msa,TX\n'.repeat(400_000)}`));
  expect(await room.findImport(await checkMarketFile(owner, `${zhvi}.gz`, bomb))).toMatchObject({
    status: 'REFUSED',
    problem: expect.stringContaining('100 times its size'),
  });
  const whole = gzipSync(writeTowns(800));
  const cut = new Uint8Array(whole.subarray(0, whole.length - 2_000));
  expect(await room.findImport(await checkMarketFile(owner, `${zhvi}.gz`, cut))).toMatchObject({
    status: 'REFUSED',
    problem: expect.stringContaining('it breaks off or is broken'),
  });
});

test('a file without anything of the chosen months is refused', async () => {
  const { owner } = await room.openOffice();
  const id = await checkMarketFile(owner, 'MORTGAGE30US.csv', undefined, { from: '2025-01-01' });
  expect(await room.findImport(id)).toMatchObject({
    status: 'REFUSED',
    problem: expect.stringContaining('nothing of the months and states'),
  });
});
