import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { importMarketFile, undoMarketImport } from '../factories/market-imports.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { type ImportRoom, openImportRoom, secondZhvi, zhvi, zhviSource } from './import-room.ts';

let room: ImportRoom;

beforeAll(async () => {
  room = await openImportRoom();
});

afterAll(async () => {
  await room?.close();
});

test('the next file restates two figures, adds two, leaves two and withdraws one', async () => {
  const { owner, organization } = await room.openOffice();
  await importMarketFile(owner, zhvi);
  const second = await importMarketFile(owner, secondZhvi);
  expect(await room.countsOf(second)).toEqual([2, 2, 2, 1]);
  expect(await room.listFigures(organization, zhviSource, 'typical_value')).toEqual([
    ['metro-harborview-tx', '2023-06-30', 41234568],
    ['metro-harborview-tx', '2024-06-30', null],
    ['metro-harborview-tx', '2024-07-31', 42910075],
    // Not in the newest file, and left as it is.
    ['metro-saltgrass-nm', '2024-05-31', 19800000],
    ['metro-saltgrass-nm', '2024-06-30', 19850050],
    ['us', '2023-06-30', 35120045],
    ['us', '2024-05-31', 35999010],
    ['us', '2024-06-30', 36147725],
    ['us', '2024-07-31', 36230000],
  ]);
  const { rows } = await room.database.sql.query(
    `select area_key, figure, report_dates::text[], old_values::float8[], had_rows from reid_market_revisions
     where import_id = $1 and figure = 'typical_value' order by area_key`,
    [second],
  );
  expect(rows).toEqual([
    {
      area_key: 'metro-harborview-tx',
      figure: 'typical_value',
      report_dates: ['2024-06-30', '2024-07-31'],
      old_values: [42883950, null],
      had_rows: [true, false],
    },
    {
      area_key: 'us',
      figure: 'typical_value',
      report_dates: ['2024-05-31', '2024-06-30', '2024-07-31'],
      old_values: [35998850, 36150013, null],
      had_rows: [true, true, false],
    },
  ]);
});

test('undoing the second file leaves every table as the first had left it, and undoing that leaves nothing', async () => {
  const { owner, organization } = await room.openOffice();
  const empty = await room.dumpTables(organization);
  const first = await importMarketFile(owner, zhvi);
  const before = await room.dumpTables(organization);
  const second = await importMarketFile(owner, secondZhvi);
  expect(await undoMarketImport(owner, first)).toMatchObject({
    outcome: 'CHANGED_SINCE',
    laterId: second,
    laterName: secondZhvi,
  });
  expect((await undoMarketImport(owner, second)).outcome).toBe('UNDOING');
  expect((await room.findImport(second)).status).toBe('UNDONE');
  expect(await room.dumpTables(organization)).toEqual(before);
  expect((await undoMarketImport(owner, first)).outcome).toBe('UNDOING');
  expect(await room.dumpTables(organization)).toEqual(empty);
});

/** The typical values of an area as they were at the end of a day. */
async function readAsOf({ owner }: TestOrganization, area: string, day: string) {
  const { rows } = await asViewer(room.database.asApp, owner.tokenHash, (sql) =>
    sql.query(
      `select report_date::text as date, typical_value::float8 as value, source_line as line
       from app.read_market_as_of($1, $2, null, 'MONTHLY', $3)`,
      [zhviSource, area, day],
    ),
  );
  return rows.map(({ date, value, line }) => [date, value, line]);
}

test('as of a day a series is what the imports until then had made of it, with the lines of then', async () => {
  const { owner, organization } = await room.openOffice();
  const third =
    'RegionID,SizeRank,RegionName,RegionType,StateName,2023-06-30,2024-06-30,2024-08-31\n7,1,"Elsewhere, TX",msa,TX,1,1,1\n900002,36,"Harborview, TX",msa,TX,400000,428839.502,430000\n';
  const imports = [
    await importMarketFile(owner, zhvi),
    await importMarketFile(owner, secondZhvi),
    await importMarketFile(owner, zhvi, third),
  ];
  // Applied on the first day of three months.
  for (const [place, id] of imports.entries())
    await room.database.sql.query('update reid_imports set applied_at = $2 where id = $1', [
      id,
      `2025-0${place + 1}-01T12:00:00Z`,
    ]);
  expect(await readAsOf(organization, 'metro-harborview-tx', '2024-12-31')).toEqual([]);
  expect(await readAsOf(organization, 'metro-harborview-tx', '2025-01-01')).toEqual([
    ['2023-06-30', 41234568, 3],
    ['2024-06-30', 42883950, 3],
  ]);
  expect(await readAsOf(organization, 'metro-harborview-tx', '2025-01-31')).toEqual(
    await readAsOf(organization, 'metro-harborview-tx', '2025-01-01'),
  );
  expect(await readAsOf(organization, 'metro-harborview-tx', '2025-02-01')).toEqual([
    ['2023-06-30', 41234568, 3],
    ['2024-06-30', null, null],
    ['2024-07-31', 42910075, 3],
  ]);
  expect(await readAsOf(organization, 'metro-harborview-tx', '2025-03-01')).toEqual([
    ['2023-06-30', 40000000, 3],
    ['2024-06-30', 42883950, 3],
    // Within the days of the third file, which has no column for it.
    ['2024-07-31', null, null],
    ['2024-08-31', 43000000, 3],
  ]);
  const june = only(
    await room.database.sql.query(
      "select id from reid_market_data where organization_id = $1 and area_key = 'metro-harborview-tx' and report_date = '2024-06-30'",
      [organization.id],
    ),
  );
  const { rows } = await asViewer(room.database.asApp, organization.owner.tokenHash, (sql) =>
    sql.query(
      'select import_id, old_value::float8 as old, had_row, from_import_id, from_line from app.list_restatements($1)',
      [june.id],
    ),
  );
  expect(rows).toEqual([
    { import_id: imports[2], old: null, had_row: true, from_import_id: imports[1], from_line: null },
    { import_id: imports[1], old: 42883950, had_row: true, from_import_id: imports[0], from_line: 3 },
    { import_id: imports[0], old: null, had_row: false, from_import_id: null, from_line: null },
  ]);
});
