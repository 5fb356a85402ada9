import { expect, test } from 'vitest';
import { fixtureOf, readWholeFile } from '../test-files.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const tracker = text(fixtureOf('state_market_tracker.tsv000'));
const [header = '', first = ''] = tracker.split('\n');
const columns = header.split('\t');

/** A file of one record: the first of the fixture, with other cells. */
function fileWith(cells: Readonly<Record<string, string>>): string {
  const record = first.split('\t');
  for (const [column, cell] of Object.entries(cells)) record[columns.indexOf(column)] = cell;
  return `${header}\n${record.join('\t')}\n`;
}
const readWith = (cells: Readonly<Record<string, string>>) =>
  readWholeFile('state_market_tracker.tsv000', fileWith(cells));

test('a file gives three rows of redfin and one of redfin-sa', async () => {
  expect(columns).toHaveLength(58);
  const { rows, problems } = await readWholeFile('state_market_tracker.tsv000', tracker);
  expect(problems).toEqual([]);
  expect(
    rows.map(({ line, source, propertyType, periodType, reportDate }) => [
      line,
      source,
      propertyType,
      periodType,
      reportDate,
    ]),
  ).toEqual([
    [2, 'redfin', null, 'MONTHLY', '2024-06-30'],
    [3, 'redfin-sa', null, 'MONTHLY', '2024-06-30'],
    [4, 'redfin', null, 'MONTHLY', '2023-06-30'],
    [5, 'redfin', 'Condo or co-op', 'MONTHLY', '2024-06-30'],
  ]);
  expect(rows[0]).toMatchObject({
    areaKey: 'state-tx',
    area: { name: 'Texas', externalId: '4:90' },
    figures: {
      median_price: 35100000,
      median_list_price: 36500000,
      price_per_sqft: 17200,
      sold_listings: 31200,
      active_listings: 127920,
      inventory_months: 4.1,
      days_on_market: 46,
      sale_to_list_ratio: 0.9817,
      above_list_share: 0.1725,
      price_cut_share: 0.2411,
      quick_sale_share: 0.3301,
    },
  });
});

test('adjusted counts are fractions, which are rounded and kept raw', async () => {
  const { rows } = await readWholeFile('state_market_tracker.tsv000', tracker);
  expect(rows[1]?.figures).toEqual({
    median_price: 34567891,
    sold_listings: 29876,
    active_listings: 121001,
    inventory_months: 4.02,
    days_on_market: 47.2,
    sale_to_list_ratio: 0.9804,
  });
  expect(rows[1]?.raw.cells[columns.indexOf('homes_sold')]).toBe('29876.441050881');
});

test('the file with a quoted header in capitals gives the same rows', async () => {
  const [old, fresh] = await Promise.all([
    readWholeFile('state_market_tracker.tsv000', tracker),
    readWholeFile('state_market_tracker_new.tsv', fixtureOf('state_market_tracker_new.tsv')),
  ]);
  expect(fresh.problems).toEqual([]);
  expect(fresh.rows).toEqual(old.rows.slice(0, 2));
});

test.each([
  [{ region_type: 'national', region: ' National', state: 'U.S.', state_code: 'US' }, 'us', null],
  [
    { region_type: 'metro', region: 'Austin, TX metro area', state: 'Texas', state_code: 'TX' },
    'metro-austin-tx',
    'TX',
  ],
  [{ region_type: 'county', region: 'Travis County, TX' }, 'county-48453', 'TX'],
  [{ region_type: 'place', region: 'Austin, TX', city: 'Austin' }, 'city-tx-austin', 'TX'],
  [{ region_type: 'zip code', region: 'Zip Code: 78704' }, 'zip-78704', 'TX'],
  [
    { region_type: 'neighborhood', region: 'Austin, TX - Zilker', city: 'Austin' },
    'neighborhood-tx-austin-zilker',
    'TX',
  ],
])('%j is %s', async (cells, key, state) => {
  const { rows, problems } = await readWith(cells);
  expect(problems).toEqual([]);
  expect(rows[0]).toMatchObject({ areaKey: key, area: { state } });
});

test.each([
  ['-1', null],
  ['-2', 'Single units'],
  ['3', 'Condo or co-op'],
  ['4', 'Multi-family'],
  ['6', 'Single family'],
  ['13', 'Townhouse'],
])('the property type of %s is %s', async (id, type) => {
  expect((await readWith({ property_type_id: id })).rows[0]?.propertyType).toBe(type);
});

test.each([
  ['7', 'WEEKLY'],
  ['30', 'MONTHLY'],
  ['90', 'QUARTERLY'],
  ['365', 'YEARLY'],
])('a period of %s days is %s', async (duration, type) => {
  expect((await readWith({ period_duration: duration })).rows[0]?.periodType).toBe(type);
});

test.each([
  [{ period_duration: '28' }, 'period_duration', '7, 30, 90 or 365'],
  [{ period_end: '2024-02-30' }, 'period_end', 'a day, like 2024-06-30'],
  [{ period_begin: '2030-06-01', period_end: '2030-06-30' }, 'period_begin', 'a day that is not still to come'],
  [{ property_type_id: '5' }, 'property_type_id', '-1, -2, 3, 4, 6 or 13'],
  [{ is_seasonally_adjusted: '' }, 'is_seasonally_adjusted', 't or f'],
  [{ homes_sold: '-1' }, 'homes_sold', 'a count, 0 or more'],
  [{ sold_above_list: '1.2' }, 'sold_above_list', 'a share from 0 to 1, like 0.2411'],
  [{ region_type: 'zip code', region: 'Zip Code: O1902' }, 'region', 'a ZIP code of five digits'],
])('%j is a problem of %s', async (cells, column, expected) => {
  const { problems } = await readWith(cells);
  expect(problems).toMatchObject([{ line: 2, column, expected }]);
});

test('an exponent and a minus before nothing are figures', async () => {
  const { rows, problems } = await readWith({ sold_above_list: '4.6e-05', new_listings: '-0', price_drops: '7.5E-1' });
  expect(problems).toEqual([]);
  expect(rows[0]?.figures).toMatchObject({ above_list_share: 0, new_listings: 0, price_cut_share: 0.75 });
});

test('a file without one of the columns is refused, naming it', async () => {
  const file = tracker.replaceAll('median_dom\t', 'median_days\t');
  await expect(readWholeFile('x.tsv', file)).rejects.toThrow('lacks the column median_dom.');
});
