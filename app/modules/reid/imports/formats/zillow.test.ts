import { expect, test } from 'vitest';
import { fixtureOf, readWholeFile, shorten } from '../test-files.ts';
import { readZillowName } from './zillow.ts';

const metroFile = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';
const head = 'RegionID,SizeRank,RegionName,RegionType,StateName';

test('a file of metros gives its seven figures, in cents of the decimal text', async () => {
  const { rows, problems, missing } = await readWholeFile(metroFile, fixtureOf(metroFile));
  expect(rows.map(shorten)).toEqual([
    ['us', '2023-06-30', { typical_value: 35120045 }],
    ['us', '2024-05-31', { typical_value: 35998850 }],
    ['us', '2024-06-30', { typical_value: 36150013 }],
    ['metro-harborview-tx', '2023-06-30', { typical_value: 41234568 }],
    ['metro-harborview-tx', '2024-06-30', { typical_value: 42883950 }],
    ['metro-saltgrass-nm', '2024-05-31', { typical_value: 19800000 }],
    ['metro-saltgrass-nm', '2024-06-30', { typical_value: 19850050 }],
  ]);
  expect(problems).toEqual([]);
  expect(missing).toBe(2);
  expect(rows[3]).toMatchObject({
    line: 3,
    source: 'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa',
    periodType: 'MONTHLY',
    propertyType: null,
    area: { type: 'METRO', name: 'Harborview, TX', state: 'TX', externalId: '900002', msaCode: null },
    raw: { cells: ['900002', '37', 'Harborview, TX', 'msa', 'TX', '412345.675'], column: 5 },
  });
});

test('a ZIP code that a spreadsheet cut gets its zero back, and has its city and county', async () => {
  const name = 'Zip_zori_uc_sfrcondomfr_sm_month.csv';
  const { rows } = await readWholeFile(name, fixtureOf(name));
  expect(rows.map(shorten)).toEqual([
    ['zip-01902', '2024-05-31', { median_rent: 210025 }],
    ['zip-01902', '2024-06-30', { median_rent: 211075 }],
    ['zip-01903', '2024-06-30', { median_rent: 198700 }],
  ]);
  expect(rows[2]?.source).toBe('zillow-zori-sfrcondomfr-sm');
  expect(rows[2]?.area).toMatchObject({ zipCode: '01903', city: 'Portwell', county: 'Essex County', state: 'MA' });
});

test('only the periods and states that were chosen are read, and the nation always', async () => {
  const { rows } = await readWholeFile(metroFile, fixtureOf(metroFile), { from: '2024-06-01', states: ['NM'] });
  expect(rows.map(shorten)).toEqual([
    ['us', '2024-06-30', { typical_value: 36150013 }],
    ['metro-saltgrass-nm', '2024-06-30', { typical_value: 19850050 }],
  ]);
});

test('a metro in several states is one of each', async () => {
  const file = `${head},2024-06-30\n1,1,"Portwell-Ash, MA-NH",msa,MA,5\n`;
  const read = await readWholeFile(metroFile, file, { states: ['NH'] });
  expect(read.rows.map(({ areaKey }) => areaKey)).toEqual(['metro-portwell-ash-ma-nh']);
});

test('an area without a figure is known to be in the file', async () => {
  const { rows, missing } = await readWholeFile(metroFile, `${head},2024-05-31,2024-06-30\n7,1,"Dry, TX",msa,TX,,\n`);
  expect(rows.map(shorten)).toEqual([['metro-dry-tx', null, {}]]);
  expect(missing).toBe(2);
});

test('weeks are those that end on Saturdays, and counts may have a point', async () => {
  const { rows, detected } = await readWholeFile(
    'Metro_invt_fs_uc_sfrcondo_sm_week.csv',
    `${head},2024-06-01,2024-06-08\n102001,0,United States,country,,1099344.0,1100000.5\n`,
  );
  expect(detected.periodType).toBe('WEEKLY');
  expect(rows.map(shorten)).toEqual([
    ['us', '2024-06-01', { active_listings: 1099344 }],
    ['us', '2024-06-08', { active_listings: 1100001 }],
  ]);
});

test('a single week that is the end of a month is told by the name of its file', async () => {
  const file = `${head},2024-08-31\n102001,0,United States,country,,5\n`;
  expect((await readWholeFile('Metro_invt_fs_uc_sfrcondo_sm_week.csv', file)).detected.periodType).toBe('WEEKLY');
  expect((await readWholeFile('Metro_invt_fs_uc_sfrcondo_sm_month.csv', file)).detected.periodType).toBe('MONTHLY');
});

test('counties get the FIPS code that two columns make, and states have no StateName', async () => {
  const counties = `${head},State,Metro,StateCodeFIPS,MunicipalCodeFIPS,2024-06-30\n3101,0,Travis County,county,TX,TX,"Austin, TX",48,453,5\n1,1,Autauga County,county,AL,AL,,1,1,5\n`;
  const { rows } = await readWholeFile('County_zhvi_uc_sfr_sm_sa_month.csv', counties);
  expect(rows.map(({ areaKey }) => areaKey)).toEqual(['county-48453', 'county-01001']);
  const states = await readWholeFile('State_zhvi_uc_sfr_sm_sa_month.csv', `${head},2024-06-30\n54,1,Texas,state,,5\n`);
  expect(states.rows[0]).toMatchObject({ areaKey: 'state-tx', area: { state: 'TX', externalId: '54' } });
});

test('cities and neighborhoods have the keys of their places', async () => {
  const city = `${head},State,Metro,CountyName,2024-06-30\n10221,1,Austin,city,TX,TX,"Austin, TX",Travis County,5\n`;
  expect((await readWholeFile('City_zhvi_uc_sfr_sm_month.csv', city)).rows[0]?.areaKey).toBe('city-tx-austin');
  const parts = `${head},State,City,Metro,CountyName,2024-06-30\n1,1,Zilker,neighborhood,TX,TX,Austin,"Austin, TX",Travis County,5\n`;
  const { rows } = await readWholeFile('Neighborhood_zhvi_uc_sfr_sm_month.csv', parts);
  expect(rows[0]?.areaKey).toBe('neighborhood-tx-austin-zilker');
});

test.each([
  ['zip,"O1902",MA', 'RegionName', 'O1902', 'a ZIP code of five digits'],
  ['place,"01902",MA', 'RegionType', 'place', 'country, state, msa, county, city, zip or neighborhood'],
])('a record of %s is a problem of its line and column', async (cells, column, found, expected) => {
  const [type = '', name = '', state = ''] = cells.split(',');
  const file = `${head},2024-06-30\n5,1,${name},${type},${state},7\n`;
  const { rows, problems } = await readWholeFile('Zip_zori_uc_sfrcondomfr_sm_month.csv', file);
  expect(rows).toEqual([]);
  expect(problems).toEqual([{ line: 2, column, found, expected }]);
});

test.each([
  ['pct_sold_above_list', '1.2', 'a share from 0 to 1, like 0.2411'],
  ['invt_fs', '-1', 'a count, 0 or more'],
  ['zhvi', 'n/a', 'an amount of dollars, 0 or more, like 412345.67'],
])('%s of %s is a problem', async (series, cell, expected) => {
  const file = `${head},2024-06-30\n5,1,United States,country,,${cell}\n`;
  const { problems } = await readWholeFile(`Metro_${series}_uc_sfrcondo_sm_month.csv`, file);
  expect(problems).toEqual([{ line: 2, column: '2024-06-30', found: cell, expected }]);
});

test('a line that is cut off, and one with cells too many, are problems', async () => {
  const file = `${head},2024-06-30\n5,1,United States,country\n6,1,United States,country,,7,8\n7,1,United States,country,,7,\n`;
  const { problems, rows } = await readWholeFile(metroFile, file);
  expect(problems.map(({ line, found }) => [line, found])).toEqual([
    [2, '4 cells: a line that is cut off'],
    [3, '7 cells: a line with cells too many'],
  ]);
  expect(rows).toHaveLength(1);
});

test.each([
  ['2024-02-30', 'is no day'],
  ['2027-01-31', 'is still to come'],
])('a column %s %s', async (day, problem) => {
  const file = `${head},2024-01-31,${day}\n5,1,United States,country,,7,8\n`;
  await expect(readWholeFile(metroFile, file)).rejects.toThrow(`Line 1: the column “${day}” ${problem}.`);
});

test('a forecast is refused, and so is a series that is not kept, by its name', async () => {
  const forecast = `RegionID,SizeRank,RegionName,RegionType,StateName,BaseDate,2024-06-30\n1,0,United States,country,,2024-05-31,1\n`;
  await expect(readWholeFile('Metro_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv', forecast)).rejects.toThrow(
    'This is a forecast of Zillow',
  );
  expect(() => readZillowName('Metro_market_temp_index_uc_sfrcondo_month.csv')).toThrow(
    '“market temp index” is not kept',
  );
  expect(() => readZillowName('Metro_new_con_sales_count_raw_uc_sfrcondo_month.csv')).toThrow('new con sales count');
});

test.each([
  ['Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv', 'zhvi', 'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa'],
  ['v2_Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month (1).csv.gz', 'zhvi', 'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa'],
  [
    'Zip_zhvi_bdrmcnt_3_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv',
    'zhvi',
    'zillow-zhvi-bdrmcnt-3-sfrcondo-0.33-0.67-sm-sa',
  ],
  ['Metro_sales_count_now_uc_sfrcondo_month.csv', 'sales_count', 'zillow-sales-count-now-sfrcondo'],
  [
    'Metro_median_sale_price_uc_sfrcondo_sm_sa_week.csv',
    'median_sale_price',
    'zillow-median-sale-price-sfrcondo-sm-sa',
  ],
  ['Metro_mlp_uc_sfrcondo_sm_month.csv', 'mlp', 'zillow-mlp-sfrcondo-sm'],
  ['Metro_new_listings_uc_sfrcondo_sm_month.csv', 'new_listings', 'zillow-new-listings-sfrcondo-sm'],
  [
    'Metro_pct_sold_above_list_uc_sfrcondo_sm_month.csv',
    'pct_sold_above_list',
    'zillow-pct-sold-above-list-sfrcondo-sm',
  ],
])('the name %s tells %s of %s', (name, metric, source) => {
  expect(readZillowName(name)).toEqual({ metric, source });
});

test('a file whose name tells nothing is asked about', async () => {
  const content = fixtureOf(metroFile);
  const named = await readWholeFile('download.csv', content, { answers: { metric: 'zori' } });
  expect(named.detected.zillow).toBeNull();
  expect(named.rows[0]).toMatchObject({ source: 'zillow-zori', figures: { median_rent: 35120045 } });
  await expect(readWholeFile('download.csv', content)).rejects.toThrow('Choose the figure that the file holds.');
});
