import { expect, test } from 'vitest';
import { fixtureOf, readWholeFile, shorten } from '../test-files.ts';

const name = 'RDC_Inventory_Core_Metrics_County_History.csv';

test('a file of counties gives three rows, and its last line of prose none', async () => {
  const { rows, problems, missing } = await readWholeFile(name, fixtureOf(name));
  expect(problems).toEqual([]);
  expect(rows.map(shorten)).toEqual([
    [
      'county-48999',
      '2024-06-30',
      {
        median_list_price: 38990000,
        active_listings: 1482,
        days_on_market: 48.5,
        new_listings: 610,
        pending_listings: 533,
        list_price_per_sqft: 20150,
        avg_list_price: 24497000,
        total_listings: 2011,
      },
    ],
    ['county-48999', '2023-06-30', { median_list_price: 39495500, active_listings: 1290, days_on_market: 42 }],
    [
      'county-01999',
      '2024-06-30',
      { median_list_price: 21500000, active_listings: 88, days_on_market: 61, is_flagged: true },
    ],
  ]);
  expect(missing).toBe(10);
  expect(rows[0]?.area).toMatchObject({
    name: 'Harborview, TX',
    county: 'Harborview',
    state: 'TX',
    externalId: '48999',
  });
});

const metrics = 'median_listing_price,active_listing_count,price_reduced_share,quality_flag';

test.each([
  ['country', 'United States', 'us'],
  ['state,state_id', 'texas,tx', 'state-tx'],
  ['county_fips,county_name', '1001,"autauga, al"', 'county-01001'],
  ['cbsa_code,cbsa_title,HouseholdRank', '12420,"austin-round rock, tx",29', 'metro-12420'],
  ['postal_code,zip_name', '1902,"portwell, ma"', 'zip-01902'],
])('an area of the columns %s is %s', async (columns, cells, key) => {
  const { rows, problems } = await readWholeFile(
    name,
    `month_date_yyyymm,${columns},${metrics}\n202311,${cells},1,2,2.0E-4,1.0\n`,
  );
  expect(problems).toEqual([]);
  expect(rows.map(shorten)).toEqual([
    [key, '2023-11-30', { median_list_price: 100, active_listings: 2, price_cut_share: 0.0002, is_flagged: true }],
  ]);
});

test('names in lower case are written as names', async () => {
  const metro = `month_date_yyyymm,cbsa_code,cbsa_title,${metrics}\n202311,35620,"new york-newark, ny-nj-pa",1,2,,\n`;
  const { rows } = await readWholeFile(name, metro);
  expect(rows[0]?.area).toMatchObject({ name: 'New York-Newark, NY-NJ-PA', state: 'NY', msaCode: '35620' });
});

test('an old file calls a square foot square feet', async () => {
  const file = 'month_date_yyyymm,country,median_listing_price_per_square_feet\n201907,United States,151.5\n';
  expect((await readWholeFile(name, file)).rows[0]?.figures).toEqual({ list_price_per_sqft: 15150 });
});

test.each([
  ['202413,1', 'month_date_yyyymm', '202413'],
  ['203001,1', 'month_date_yyyymm', '203001'],
  ['202311,-1', 'active_listing_count', '-1'],
])('%s is a problem of %s', async (cells, column, found) => {
  const [month, count] = cells.split(',');
  const file = `month_date_yyyymm,country,active_listing_count\n${month},United States,${count}\n`;
  expect((await readWholeFile(name, file)).problems).toMatchObject([{ line: 2, column, found }]);
});

test('a file without areas is refused', async () => {
  await expect(readWholeFile(name, 'month_date_yyyymm,median_listing_price\n202311,1\n')).rejects.toThrow(
    'lacks the columns',
  );
});
