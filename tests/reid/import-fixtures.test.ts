import { afterAll, beforeAll, expect, test } from 'vitest';
import { importMarketFile, marketFixture, undoMarketImport } from '../factories/market-imports.ts';
import { only } from '../factories/rows.ts';
import { type ImportRoom, openImportRoom, realtor, zhvi, zhviSource } from './import-room.ts';

let room: ImportRoom;

beforeAll(async () => {
  room = await openImportRoom();
});

afterAll(async () => {
  await room?.close();
});

test('a file of home values becomes seven figures, each with its file, line and cells', async () => {
  const { owner, organization } = await room.openOffice();
  const id = await importMarketFile(owner, zhvi);
  expect(await room.findImport(id)).toMatchObject({
    status: 'APPLIED',
    rows_count: 7,
    format: 'ZILLOW',
    data_sources: [zhviSource],
    problems_count: 0,
  });
  expect(await room.countsOf(id)).toEqual([7, 0, 0, 0]);
  expect(await room.listFigures(organization, zhviSource, 'typical_value')).toEqual([
    ['metro-harborview-tx', '2023-06-30', 41234568],
    ['metro-harborview-tx', '2024-06-30', 42883950],
    ['metro-saltgrass-nm', '2024-05-31', 19800000],
    ['metro-saltgrass-nm', '2024-06-30', 19850050],
    ['us', '2023-06-30', 35120045],
    ['us', '2024-05-31', 35998850],
    ['us', '2024-06-30', 36150013],
  ]);
  // As published: 2.9 % for the country, 4.0 % for Harborview.
  const { rows } = await room.database.sql.query(
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
    await room.database.sql.query(
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
    only(await room.database.sql.query('select count(*)::integer from reid_import_rows where import_id = $1', [id]))
      .count,
  ).toBe(0);
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
    const { owner, organization } = await room.openOffice();
    const empty = await room.dumpTables(organization);
    const id = await importMarketFile(owner, name);
    expect(await room.findImport(id)).toMatchObject({
      status: 'APPLIED',
      rows_count: rowsCount,
      problems_count: 0,
      problem: null,
    });
    expect(await room.countsOf(id)).toEqual(counts);
    const before = await room.dumpTables(organization);
    // The same figures in another file: a line more at its end makes it one.
    const again = await importMarketFile(
      owner,
      name,
      new Uint8Array(Buffer.concat([marketFixture(name), Buffer.from('\n')])),
    );
    expect(await room.countsOf(again)).toEqual([0, 0, counts[0], 0]);
    await undoMarketImport(owner, again);
    expect(await room.dumpTables(organization)).toEqual(before);
    await undoMarketImport(owner, id);
    expect(await room.dumpTables(organization)).toEqual(empty);
  },
);

test('a file of Redfin gives rows of two sources, never mixed', async () => {
  const { owner, organization } = await room.openOffice();
  await importMarketFile(owner, 'state_market_tracker.tsv000');
  expect(await room.listFigures(organization, 'redfin', 'median_price')).toEqual([
    ['state-tx', '2023-06-30', 34200000],
    ['state-tx', '2024-06-30', 35100000],
    ['state-tx', '2024-06-30', 28950000],
  ]);
  expect(await room.listFigures(organization, 'redfin-sa', 'sold_listings')).toEqual([
    ['state-tx', '2024-06-30', 29876],
  ]);
  const change = only(
    await room.database.sql.query(
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
  const { owner, organization } = await room.openOffice();
  await importMarketFile(owner, realtor);
  const { rows } = await room.database.sql.query(
    'select area_key, report_date::text as day, is_flagged from reid_market_data where organization_id = $1 order by area_key, report_date',
    [organization.id],
  );
  expect(rows).toEqual([
    { area_key: 'county-01999', day: '2024-06-30', is_flagged: true },
    { area_key: 'county-48999', day: '2023-06-30', is_flagged: false },
    { area_key: 'county-48999', day: '2024-06-30', is_flagged: false },
  ]);
  expect(await room.listFigures(organization, 'realtor', 'median_list_price')).toEqual([
    ['county-01999', '2024-06-30', 21500000],
    ['county-48999', '2023-06-30', 39495500],
    ['county-48999', '2024-06-30', 38990000],
  ]);
});

test('a file of the census fills its columns of a year, and another one the others', async () => {
  const { owner, organization } = await room.openOffice();
  const income = await importMarketFile(owner, 'ACSDT5Y2023.B19013-Data.csv');
  const owning = await importMarketFile(
    owner,
    'ACSDT5Y2023.B25003-Data.csv',
    'GEO_ID,NAME,B25003_001E,B25003_001M,B25003_002E,B25003_002M,B25003_003E,B25003_003M\n0500000US48999,"Harborview County, Texas",1000,100,600,80,400,70\n',
  );
  const findCounty = async () =>
    (
      await room.database.sql.query(
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
    await room.database.sql.query(
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
  const { owner, organization } = await room.openOffice();
  await importMarketFile(owner, 'EDGE_GEOCODE_PUBLICSCH_2324.TXT');
  const before = await room.dumpTables(organization);
  const directory = await importMarketFile(
    owner,
    'ccd_sch_029_2324.csv',
    'SCHOOL_YEAR,ST,SCH_NAME,LEA_NAME,LEAID,NCESSCH,LCITY,LSTATE,LZIP,LEVEL,GSLO,GSHI,UPDATED_STATUS\n2023-2024,TX,Harborview Elementary,Harborview ISD,4899000,489900000101,Harborview,TX,78999,Elementary,KG,05,2\n',
  );
  const school = only(
    await room.database.sql.query(
      "select * from reid_schools where organization_id = $1 and nces_id = '489900000101'",
      [organization.id],
    ),
  );
  expect(school).toMatchObject({
    latitude: 30.251,
    serves_grades: 'KG–05',
    district_name: 'Harborview ISD',
    is_active: false,
    county_fips: '48999',
  });
  expect(await room.countsOf(directory)).toEqual([0, 1, 0, 0]);
  await undoMarketImport(owner, directory);
  expect(await room.dumpTables(organization)).toEqual(before);
});

test('two areas of one file that would share a key get the names of their counties, and keep their keys when renamed', async () => {
  const { owner, organization } = await room.openOffice();
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
  expect(await room.listFigures(organization, 'zillow-zhvi-sfr-sm', 'typical_value')).toEqual([
    ['city-tx-lakeview-hays-county', '2024-05-31', 600],
    ['city-tx-lakeview-hays-county', '2024-06-30', 700],
    ['city-tx-lakeview-travis-county', '2024-05-31', 500],
    ['city-tx-oldtown', '2024-06-30', 800],
  ]);
});
