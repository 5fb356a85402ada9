import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { continueImport } from '../../app/modules/reid/imports/commands.server.ts';
import { workOnDueImports, workOnImport } from '../../app/modules/reid/imports/work.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { startFileRoom } from '../factories/imports.ts';
import {
  beginApply,
  beginCheck,
  checkMarketFile,
  importMarketFile,
  type MarketImporter,
  marketFixture,
  undoMarketImport,
  uploadMarketFile,
} from '../factories/market-imports.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let room: Awaited<ReturnType<typeof startFileRoom>>;

beforeAll(async () => {
  database = await createTestDatabase();
  room = await startFileRoom();
});

afterAll(async () => {
  await room?.stop();
  await database?.drop();
});

const zhvi = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';
const zhviSource = 'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa';
const secondZhvi = `v2_${zhvi}`;
const realtor = 'RDC_Inventory_Core_Metrics_County_History.csv';

async function openOffice() {
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const as = (person: TestPerson): MarketImporter => ({
    database: requestDatabase(database, person.tokenHash),
    files: room.files,
    organizationId: organization.id,
  });
  return { organization, as, owner: as(organization.owner) };
}

const findImport = async (id: string) =>
  only(await database.sql.query('select * from reid_imports where id = $1', [id]));

const countsOf = async (id: string) => {
  const found = await findImport(id);
  return [found.new_count, found.restated_count, found.unchanged_count, found.withdrawn_count];
};

/** Every table that imports write, without what only says when. */
async function dumpTables({ id }: Pick<TestOrganization, 'id'>) {
  const dump: Record<string, unknown[]> = {};
  for (const table of [
    'reid_market_data',
    'reid_series_values',
    'reid_demographics',
    'reid_schools',
    'reid_market_revisions',
  ]) {
    const { rows } = await database.sql.query(
      `select (to_jsonb(t) - 'updated_at' - 'created_at' - 'id')::text as row from ${table} t where organization_id = $1 order by 1`,
      [id],
    );
    dump[table] = rows.map(({ row }) => row);
  }
  return dump;
}

/** The stored figures of a source, by area and day. */
async function listFigures({ id }: Pick<TestOrganization, 'id'>, source: string, figure: string) {
  const { rows } = await database.sql.query(
    `select area_key, report_date::text as day, property_type, ${figure}::float8 as value from reid_market_data
     where organization_id = $1 and data_source = $2 order by area_key, report_date, property_type nulls first`,
    [id, source],
  );
  return rows.map(({ area_key, day, value }) => [area_key, day, value]);
}

test('a file of home values becomes seven figures, each with its file, line and cells', async () => {
  const { owner, organization } = await openOffice();
  const id = await importMarketFile(owner, zhvi);
  expect(await findImport(id)).toMatchObject({
    status: 'APPLIED',
    rows_count: 7,
    format: 'ZILLOW',
    data_sources: [zhviSource],
    problems_count: 0,
  });
  expect(await countsOf(id)).toEqual([7, 0, 0, 0]);
  expect(await listFigures(organization, zhviSource, 'typical_value')).toEqual([
    ['metro-harborview-tx', '2023-06-30', 41234568],
    ['metro-harborview-tx', '2024-06-30', 42883950],
    ['metro-saltgrass-nm', '2024-05-31', 19800000],
    ['metro-saltgrass-nm', '2024-06-30', 19850050],
    ['us', '2023-06-30', 35120045],
    ['us', '2024-05-31', 35998850],
    ['us', '2024-06-30', 36150013],
  ]);
  // As published: 2.9 % for the country, 4.0 % for Harborview.
  const { rows } = await database.sql.query(
    `select area_key, round((now.typical_value::numeric / before.typical_value - 1) * 100, 1)::float8 as change
     from reid_market_data now join reid_market_data before using (organization_id, data_source, area_key)
     where organization_id = $1 and now.report_date = '2024-06-30' and before.report_date = '2023-06-30' order by area_key`,
    [organization.id],
  );
  expect(rows).toEqual([
    { area_key: 'metro-harborview-tx', change: 4 },
    { area_key: 'us', change: 2.9 },
  ]);
  const harborview = only(
    await database.sql.query(
      "select * from reid_market_data where organization_id = $1 and area_key = 'metro-harborview-tx' and report_date = '2023-06-30'",
      [organization.id],
    ),
  );
  expect(harborview).toMatchObject({
    area_name: 'Harborview, TX',
    area_type: 'METRO',
    external_id: '900002',
    import_id: id,
    source_line: 3,
    source_row: { cells: ['900002', '37', 'Harborview, TX', 'msa', 'TX', '412345.675'], column: 5 },
  });
  expect(
    only(await database.sql.query('select count(*)::integer from reid_import_rows where import_id = $1', [id])).count,
  ).toBe(0);
});

test('the next file restates two figures, adds two, leaves two and withdraws one', async () => {
  const { owner, organization } = await openOffice();
  await importMarketFile(owner, zhvi);
  const second = await importMarketFile(owner, secondZhvi);
  expect(await countsOf(second)).toEqual([2, 2, 2, 1]);
  expect(await listFigures(organization, zhviSource, 'typical_value')).toEqual([
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
  const { rows } = await database.sql.query(
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
  const { owner, organization } = await openOffice();
  const empty = await dumpTables(organization);
  const first = await importMarketFile(owner, zhvi);
  const before = await dumpTables(organization);
  const second = await importMarketFile(owner, secondZhvi);
  expect(await undoMarketImport(owner, first)).toMatchObject({
    outcome: 'CHANGED_SINCE',
    laterId: second,
    laterName: secondZhvi,
  });
  expect((await undoMarketImport(owner, second)).outcome).toBe('UNDOING');
  expect((await findImport(second)).status).toBe('UNDONE');
  expect(await dumpTables(organization)).toEqual(before);
  expect((await undoMarketImport(owner, first)).outcome).toBe('UNDOING');
  expect(await dumpTables(organization)).toEqual(empty);
});

test.each([
  ['Zip_zori_uc_sfrcondomfr_sm_month.csv', 3, [3, 0, 0, 0]],
  ['state_market_tracker.tsv000', 4, [28, 0, 0, 0]],
  [realtor, 3, [14, 0, 0, 0]],
  ['MORTGAGE30US.csv', 2, [2, 0, 0, 0]],
  ['DATE_TWO.csv', 3, [3, 0, 0, 0]],
  ['ACSDT5Y2023.B19013-Data.csv', 3, [2, 0, 0, 0]],
  ['EDGE_GEOCODE_PUBLICSCH_2324.TXT', 3, [3, 0, 0, 0]],
] as const)(
  '%s brings %i rows, once: a second time nothing changes, and undone nothing is left',
  async (name, rowsCount, counts) => {
    const { owner, organization } = await openOffice();
    const empty = await dumpTables(organization);
    const id = await importMarketFile(owner, name);
    expect(await findImport(id)).toMatchObject({
      status: 'APPLIED',
      rows_count: rowsCount,
      problems_count: 0,
      problem: null,
    });
    expect(await countsOf(id)).toEqual(counts);
    const before = await dumpTables(organization);
    // The same figures in another file: a line more at its end makes it one.
    const again = await importMarketFile(
      owner,
      name,
      new Uint8Array(Buffer.concat([marketFixture(name), Buffer.from('\n')])),
    );
    expect(await countsOf(again)).toEqual([0, 0, counts[0], 0]);
    await undoMarketImport(owner, again);
    expect(await dumpTables(organization)).toEqual(before);
    await undoMarketImport(owner, id);
    expect(await dumpTables(organization)).toEqual(empty);
  },
);

test('a file of Redfin gives rows of two sources, never mixed', async () => {
  const { owner, organization } = await openOffice();
  await importMarketFile(owner, 'state_market_tracker.tsv000');
  expect(await listFigures(organization, 'redfin', 'median_price')).toEqual([
    ['state-tx', '2023-06-30', 34200000],
    ['state-tx', '2024-06-30', 35100000],
    ['state-tx', '2024-06-30', 28950000],
  ]);
  expect(await listFigures(organization, 'redfin-sa', 'sold_listings')).toEqual([['state-tx', '2024-06-30', 29876]]);
  const change = only(
    await database.sql.query(
      `select round((now.median_price::numeric / before.median_price - 1) * 100, 1)::float8 as price,
         round((now.sold_listings::numeric / before.sold_listings - 1) * 100, 1)::float8 as sold,
         now.inventory_months::float8 as supply, (now.inventory_months - before.inventory_months)::float8 as supply_change,
         (now.days_on_market - before.days_on_market)::float8 as days,
         round(now.sold_listings * 100.0 / now.active_listings, 1)::float8 as absorption
       from reid_market_data now join reid_market_data before using (organization_id, data_source, area_key)
       where organization_id = $1 and data_source = 'redfin' and now.property_type is null and before.property_type is null
         and now.report_date = '2024-06-30' and before.report_date = '2023-06-30'`,
      [organization.id],
    ),
  );
  expect(change).toEqual({ price: 2.6, sold: -2.5, supply: 4.1, supply_change: 0.6, days: 7, absorption: 24.4 });
});

test('a file of Realtor.com keeps the flag of a county, and asking prices', async () => {
  const { owner, organization } = await openOffice();
  await importMarketFile(owner, realtor);
  const { rows } = await database.sql.query(
    'select area_key, report_date::text as day, is_flagged from reid_market_data where organization_id = $1 order by area_key, report_date',
    [organization.id],
  );
  expect(rows).toEqual([
    { area_key: 'county-01999', day: '2024-06-30', is_flagged: true },
    { area_key: 'county-48999', day: '2023-06-30', is_flagged: false },
    { area_key: 'county-48999', day: '2024-06-30', is_flagged: false },
  ]);
  expect(await listFigures(organization, 'realtor', 'median_list_price')).toEqual([
    ['county-01999', '2024-06-30', 21500000],
    ['county-48999', '2023-06-30', 39495500],
    ['county-48999', '2024-06-30', 38990000],
  ]);
});

test('a file of the census fills its columns of a year, and another one the others', async () => {
  const { owner, organization } = await openOffice();
  const income = await importMarketFile(owner, 'ACSDT5Y2023.B19013-Data.csv');
  const owning = await importMarketFile(
    owner,
    'ACSDT5Y2023.B25003-Data.csv',
    'GEO_ID,NAME,B25003_001E,B25003_001M,B25003_002E,B25003_002M,B25003_003E,B25003_003M\n0500000US48999,"Harborview County, Texas",1000,100,600,80,400,70\n',
  );
  const findCounty = async () =>
    (
      await database.sql.query(
        "select * from reid_demographics where organization_id = $1 and area_key = 'county-48999'",
        [organization.id],
      )
    ).rows[0];
  expect(await findCounty()).toMatchObject({
    report_year: 2023,
    median_income: 6432100,
    homeownership_rate: '60.00',
    margins_of_error: { median_income: 221000, homeownership_rate: 5.29, renter_rate: 5.74 },
    column_sources: { median_income: { importId: income, line: 3 }, homeownership_rate: { importId: owning, line: 2 } },
  });
  const rich = only(
    await database.sql.query(
      "select median_income, annotations from reid_demographics where organization_id = $1 and area_key = 'zip-78999'",
      [organization.id],
    ),
  );
  expect(rich).toEqual({ median_income: 25000000, annotations: { median_income: 'OR_MORE' } });
  // The file of incomes is undone beside the other, which filled other columns.
  expect((await undoMarketImport(owner, income)).outcome).toBe('UNDOING');
  expect(await findCounty()).toMatchObject({
    median_income: null,
    homeownership_rate: '60.00',
    margins_of_error: { homeownership_rate: 5.29, renter_rate: 5.74 },
  });
  await undoMarketImport(owner, owning);
  expect(await findCounty()).toBeUndefined();
});

test('a directory tells of schools what the file of their places does not, and both can be undone', async () => {
  const { owner, organization } = await openOffice();
  await importMarketFile(owner, 'EDGE_GEOCODE_PUBLICSCH_2324.TXT');
  const before = await dumpTables(organization);
  const directory = await importMarketFile(
    owner,
    'ccd_sch_029_2324.csv',
    'SCHOOL_YEAR,ST,SCH_NAME,LEA_NAME,LEAID,NCESSCH,LCITY,LSTATE,LZIP,LEVEL,GSLO,GSHI,UPDATED_STATUS\n2023-2024,TX,Harborview Elementary,Harborview ISD,4899000,489900000101,Harborview,TX,78999,Elementary,KG,05,2\n',
  );
  const school = only(
    await database.sql.query("select * from reid_schools where organization_id = $1 and nces_id = '489900000101'", [
      organization.id,
    ]),
  );
  expect(school).toMatchObject({
    latitude: 30.251,
    serves_grades: 'KG–05',
    district_name: 'Harborview ISD',
    is_active: false,
    county_fips: '48999',
  });
  expect(await countsOf(directory)).toEqual([0, 1, 0, 0]);
  await undoMarketImport(owner, directory);
  expect(await dumpTables(organization)).toEqual(before);
});

const months = Array.from({ length: 40 }, (_, place) =>
  new Date(Date.UTC(2021, place + 1, 0)).toISOString().slice(0, 10),
);
/** A file of so many towns, forty months each. */
function writeTowns(towns: number, shift = 0): string {
  const lines = Array.from({ length: towns }, (_, town) => {
    const cells = months.map((_, month) =>
      (town * 7 + month + shift) % 11 === 0 ? '' : 100_000 + town * 100 + month * (1 + shift),
    );
    return `${town + 1},${town},"Town ${town}, TX",msa,TX,${cells.join()}`;
  });
  return `RegionID,SizeRank,RegionName,RegionType,StateName,${months.join()}\n${lines.join('\n')}\n`;
}

/** Works on an import in as many short goes as it takes, each as of a Worker that was stopped behind its slice. */
async function workInShortGoes(importer: MarketImporter, id: string, first: { lease: string }) {
  await workOnImport(importer, { id, lease: first.lease }, 1);
  for (let goes = 1; ; goes += 1) {
    const { taken } = await importer.database.write((handle) => ({ taken: continueImport(handle, id) }));
    const answer = present(taken[0]);
    if (answer.outcome === 'NOTHING') return goes;
    await workOnImport(importer, { id, lease: present(answer.lease) }, 1);
  }
}

test('an import that is stopped behind every slice ends like one that is not, packed or not', {
  timeout: 90_000,
}, async () => {
  const one = await openOffice();
  const other = await openOffice();
  for (const shift of [0, 1]) {
    const text = writeTowns(60, shift);
    await importMarketFile(one.owner, zhvi, text);
    const { added, detected } = await uploadMarketFile(other.owner, `${zhvi}.gz`, new Uint8Array(gzipSync(text)));
    const id = present(added.importId);
    const checking = await workInShortGoes(other.owner, id, await beginCheck(other.owner, id, detected));
    expect(checking).toBeGreaterThan(1);
    await database.sql.query('update reid_imports set slice_rows = 400 where id = $1', [id]);
    expect(await workInShortGoes(other.owner, id, await beginApply(other.owner, id))).toBeGreaterThan(3);
  }
  const [expected, actual] = await Promise.all(
    [one, other].map(async ({ organization }) => {
      const { rows } = await database.sql.query(
        `select status, rows_count, new_count, restated_count, unchanged_count, withdrawn_count from reid_imports
         where organization_id = $1 order by created_at`,
        [organization.id],
      );
      const figures = await listFigures(organization, zhviSource, 'typical_value');
      return { rows, figures };
    }),
  );
  expect(actual).toEqual(expected);
  expect(expected?.rows).toMatchObject([{ status: 'APPLIED' }, { status: 'APPLIED' }]);
  expect(expected?.rows[1].withdrawn_count).toBeGreaterThan(0);
});

test('a Worker that is killed leaves its import to the schedule, once its lease has run out', async () => {
  const { owner } = await openOffice();
  const id = await checkMarketFile(owner, zhvi);
  await beginApply(owner, id);
  const system = { database: requestDatabase(database), files: room.files };
  await workOnDueImports(system);
  expect((await findImport(id)).status).toBe('APPLYING');
  await database.sql.query("update reid_imports set leased_until = now() - interval '1 second' where id = $1", [id]);
  await workOnDueImports(system);
  expect(await findImport(id)).toMatchObject({ status: 'APPLIED', new_count: 7 });
});

test('an import stops at the slice when its person loses the seat, and somebody else continues it', async () => {
  const { owner, as, organization } = await openOffice();
  const member = as(organization.member);
  const id = await checkMarketFile(member, zhvi);
  const lease = await beginApply(member, id);
  await database.sql.query('delete from tool_seats where organization_id = $1 and user_id = $2', [
    organization.id,
    organization.member.id,
  ]);
  await workOnImport(member, lease);
  expect(await findImport(id)).toMatchObject({
    status: 'APPLYING',
    lease: null,
    new_count: 0,
    problem: expect.stringContaining('Somebody with a seat'),
  });
  const { taken } = await owner.database.write((handle) => ({ taken: continueImport(handle, id) }));
  await workOnImport(owner, { id, lease: present(taken[0]?.lease) });
  expect(await findImport(id)).toMatchObject({ status: 'APPLIED', new_count: 7, problem: null });
});

test('the same file is refused while it is applied, and taken again once it is undone', async () => {
  const { owner, organization } = await openOffice();
  const id = await importMarketFile(owner, zhvi);
  const { added } = await uploadMarketFile(owner, zhvi);
  expect(added).toMatchObject({ outcome: 'SEEN', importId: id, person: organization.owner.name });
  await undoMarketImport(owner, id);
  expect((await uploadMarketFile(owner, zhvi)).added.outcome).toBe('ADDED');
});

test('a MEMBER undoes their own import and nobody else’s; an ADMIN undoes any', async () => {
  const { as, organization, owner } = await openOffice();
  const byOwner = await importMarketFile(owner, zhvi);
  expect((await undoMarketImport(as(organization.member), byOwner)).outcome).toBe('NOT_ALLOWED');
  const byMember = await importMarketFile(as(organization.member), realtor);
  expect((await undoMarketImport(as(organization.admin), byMember)).outcome).toBe('UNDOING');
  expect((await undoMarketImport(as(organization.admin), byOwner)).outcome).toBe('UNDOING');
});

test('two areas of one file that would share a key get the names of their counties, and keep their keys when renamed', async () => {
  const { owner, organization } = await openOffice();
  const head = 'RegionID,SizeRank,RegionName,RegionType,StateName,State,Metro,CountyName';
  const name = 'City_zhvi_uc_sfr_sm_month.csv';
  await importMarketFile(
    owner,
    name,
    `${head},2024-05-31\n1,1,Lakeview,city,TX,TX,,Travis County,5\n2,2,Lakeview,city,TX,TX,,Hays County,6\n`,
  );
  await importMarketFile(
    owner,
    name,
    `${head},2024-06-30\n2,2,Lakeview Shores,city,TX,TX,,Hays County,7\n3,3,Oldtown,city,TX,TX,,Hays County,8\n`,
  );
  expect(await listFigures(organization, 'zillow-zhvi-sfr-sm', 'typical_value')).toEqual([
    ['city-tx-lakeview-hays-county', '2024-05-31', 600],
    ['city-tx-lakeview-hays-county', '2024-06-30', 700],
    ['city-tx-lakeview-travis-county', '2024-05-31', 500],
    ['city-tx-oldtown', '2024-06-30', 800],
  ]);
});

const listProblems = async (id: string) =>
  (
    await database.sql.query(
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
  const { owner, organization } = await openOffice();
  const before = await dumpTables(organization);
  const id = await checkMarketFile(
    owner,
    name,
    `RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30\n${lines}\n`,
  );
  expect(await findImport(id)).toMatchObject({ status: 'REFUSED', problems_count: 1, rows_count: 0 });
  expect(await listProblems(id)).toMatchObject([problem]);
  expect(await dumpTables(organization)).toEqual(before);
});

test('of more than a thousand problems a thousand are kept, and all are counted', async () => {
  const { owner } = await openOffice();
  const lines = Array.from({ length: 1_500 }, (_, place) => `${place + 1},1,"Town ${place}, TX",msa,TX,none`);
  const id = await checkMarketFile(
    owner,
    zhvi,
    `RegionID,SizeRank,RegionName,RegionType,StateName,2024-06-30\n${lines.join('\n')}\n`,
  );
  expect(await findImport(id)).toMatchObject({ status: 'REFUSED', problems_count: 1500 });
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
  const { owner } = await openOffice();
  const id = await checkMarketFile(owner, zhvi, content);
  expect(await findImport(id)).toMatchObject({ status: 'REFUSED', problem: expect.stringContaining(sentence) });
});

test('a packed file that would become too much, or that breaks off, is refused', async () => {
  const { owner } = await openOffice();
  const bomb = new Uint8Array(gzipSync(`${writeTowns(1)}${'9,9,"Town, TX",msa,TX\n'.repeat(400_000)}`));
  expect(await findImport(await checkMarketFile(owner, `${zhvi}.gz`, bomb))).toMatchObject({
    status: 'REFUSED',
    problem: expect.stringContaining('100 times its size'),
  });
  const whole = gzipSync(writeTowns(800));
  const cut = new Uint8Array(whole.subarray(0, whole.length - 2_000));
  expect(await findImport(await checkMarketFile(owner, `${zhvi}.gz`, cut))).toMatchObject({
    status: 'REFUSED',
    problem: expect.stringContaining('it breaks off or is broken'),
  });
});

test('a file without anything of the chosen months is refused', async () => {
  const { owner } = await openOffice();
  const id = await checkMarketFile(owner, 'MORTGAGE30US.csv', undefined, { from: '2025-01-01' });
  expect(await findImport(id)).toMatchObject({
    status: 'REFUSED',
    problem: expect.stringContaining('nothing of the months and states'),
  });
});

/** The typical values of an area as they were at the end of a day. */
async function readAsOf({ owner }: TestOrganization, area: string, day: string) {
  const { rows } = await asViewer(database.asApp, owner.tokenHash, (sql) =>
    sql.query(
      `select report_date::text as date, typical_value::float8 as value, source_line as line
       from app.read_market_as_of($1, $2, null, 'MONTHLY', $3)`,
      [zhviSource, area, day],
    ),
  );
  return rows.map(({ date, value, line }) => [date, value, line]);
}

test('as of a day a series is what the imports until then had made of it, with the lines of then', async () => {
  const { owner, organization } = await openOffice();
  const third =
    'RegionID,SizeRank,RegionName,RegionType,StateName,2023-06-30,2024-06-30,2024-08-31\n7,1,"Elsewhere, TX",msa,TX,1,1,1\n900002,36,"Harborview, TX",msa,TX,400000,428839.502,430000\n';
  const imports = [
    await importMarketFile(owner, zhvi),
    await importMarketFile(owner, secondZhvi),
    await importMarketFile(owner, zhvi, third),
  ];
  // Applied on the first day of three months.
  for (const [place, id] of imports.entries())
    await database.sql.query('update reid_imports set applied_at = $2 where id = $1', [
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
    await database.sql.query(
      "select id from reid_market_data where organization_id = $1 and area_key = 'metro-harborview-tx' and report_date = '2024-06-30'",
      [organization.id],
    ),
  );
  const { rows } = await asViewer(database.asApp, organization.owner.tokenHash, (sql) =>
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
