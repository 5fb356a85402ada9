import { expect, test } from 'vitest';
import { RecordProblems } from '../problems.ts';
import { fixtureOf, readWholeFile } from '../test-files.ts';
import { readCensusArea } from './census-areas.ts';
import { addEstimates, readEstimate, shareOf } from './census-cells.ts';

const name = 'ACSDT5Y2023.B19013-Data.csv';

test('a file of median incomes gives three areas', async () => {
  const { rows, problems, missing } = await readWholeFile(name, fixtureOf(name));
  expect(problems).toEqual([]);
  expect(rows.map(({ areaKey, figures, margins, annotations }) => [areaKey, figures, margins, annotations])).toEqual([
    ['county-48999', { median_income: 6432100 }, { median_income: 221000 }, {}],
    ['zip-78999', { median_income: 25000000 }, { median_income: null }, { median_income: 'OR_MORE' }],
    ['zip-78998', { median_income: null }, { median_income: null }, {}],
  ]);
  expect(rows[0]).toMatchObject({ kind: 'DEMOGRAPHICS', source: 'acs-5-year', reportDate: '2023-12-31', line: 3 });
  expect(missing).toBe(1);
});

test('the year is asked for where the name of the file tells none', async () => {
  const content = fixtureOf(name);
  await expect(readWholeFile('data.csv', content)).rejects.toThrow('Enter the year of the survey.');
  const { rows } = await readWholeFile('data.csv', content, { answers: { survey: { year: 2022, span: 1 } } });
  expect(rows[0]).toMatchObject({ source: 'acs-1-year', reportDate: '2022-12-31' });
});

const cell = (estimate: string, margin: string, places = 2) => {
  const problems = new RecordProblems(1);
  return { ...readEstimate([estimate, margin], places, ['E', 'M'], problems), problems: problems.all };
};

test.each([
  ['64321', '2210', 6432100, 221000, undefined],
  ['64,321', '±2,210', 6432100, 221000, undefined],
  ['-666666666', '-222222222', null, null, undefined],
  ['-888888888.0', '-888888888', null, null, undefined],
  ['-999999999', '-999999999', null, null, undefined],
  ['-', '**', null, null, undefined],
  ['N', 'N', null, null, undefined],
  ['(X)', '(X)', null, null, undefined],
  ['50000', '-555555555', 5000000, 0, undefined],
  ['50000', '*****', 5000000, 0, undefined],
  ['50000', '-222222222', 5000000, null, undefined],
  ['250,000+', '***', 25000000, null, 'OR_MORE'],
  ['2,500-', '***', 250000, null, 'OR_LESS'],
  ['250001', '-333333333', 25000000, null, 'OR_MORE'],
  ['2499', '-333333333', 250000, null, 'OR_LESS'],
] as const)('%s ± %s is %s ± %s', (estimate, margin, value, read, bound) => {
  expect(cell(estimate, margin)).toMatchObject({ value, margin: read, problems: [] });
  expect(cell(estimate, margin).bound).toBe(bound);
});

test.each([
  ['-5', '1', 'E'],
  ['-111111111', '1', 'E'],
  ['5', '-7', 'M'],
  ['five', '1', 'E'],
])('%s ± %s is a problem', (estimate, margin, column) => {
  expect(cell(estimate, margin).problems).toMatchObject([{ column }]);
});

test('the margin of a share takes a plus where the root would be of a negative number', () => {
  // √(30² − 0.25² · 100²) ÷ 1000 = √(900 − 625) ÷ 1000 = 1.658 points
  expect(shareOf({ value: 250, margin: 30 }, { value: 1000, margin: 100 })).toEqual({ percent: 25, margin: 1.66 });
  // √(30² + 0.9² · 100²) ÷ 1000 = √(900 + 8100) ÷ 1000 = 9.487 points
  expect(shareOf({ value: 900, margin: 30 }, { value: 1000, margin: 100 })).toEqual({ percent: 90, margin: 9.49 });
  expect(shareOf({ value: 0, margin: 5 }, { value: 0, margin: 5 })).toEqual({ percent: null, margin: null });
  expect(shareOf({ value: 1, margin: null }, { value: 3, margin: 1 })).toEqual({ percent: 33.33, margin: null });
  expect(
    addEstimates([
      { value: 3, margin: 3 },
      { value: 4, margin: 4 },
    ]),
  ).toEqual({ value: 7, margin: 5 });
});

test('tables with parts give shares', async () => {
  const file =
    'GEO_ID,NAME,B25003_001E,B25003_001M,B25003_002E,B25003_002M,B25003_003E,B25003_003M\n0400000US48,Texas,1000,100,600,80,400,70\n';
  const { rows } = await readWholeFile('ACSDT1Y2023.B25003-Data.csv', file);
  expect(rows[0]).toMatchObject({
    areaKey: 'state-tx',
    source: 'acs-1-year',
    figures: { homeownership_rate: 60, renter_rate: 40 },
    margins: { homeownership_rate: 5.29, renter_rate: 5.74 },
  });
});

test('degrees add up from the diploma on, and the rate of unemployment is of the civilian labor force', async () => {
  const numbers = Array.from({ length: 25 }, (_, place) => `B15003_${String(place + 1).padStart(3, '0')}`);
  const header = `GEO_ID,NAME,${numbers.map((number) => `${number}E,${number}M`).join()}`;
  const cells = numbers.map((_, place) => (place === 0 ? '200,0' : place >= 16 ? '10,0' : '1,0'));
  const degrees = await readWholeFile(
    'ACSDT5Y2023.B15003-Data.csv',
    `${header}\n0100000US,United States,${cells.join()}\n`,
  );
  expect(degrees.rows[0]).toMatchObject({ areaKey: 'us', figures: { high_school_rate: 45, college_rate: 20 } });
  const work =
    'GEO_ID,NAME,B23025_001E,B23025_001M,B23025_002E,B23025_002M,B23025_003E,B23025_003M,B23025_004E,B23025_004M,B23025_005E,B23025_005M';
  const { rows } = await readWholeFile(
    'ACSDT5Y2023.B23025-Data.csv',
    `${work}\n0100000US,United States,1000,0,650,0,640,0,600,0,40,0\n`,
  );
  expect(rows[0]?.figures).toEqual({ labor_force_size: 650, employment_rate: 60, unemployment_rate: 6.25 });
});

test.each([
  ['0100000US', 'United States', 'us'],
  ['0400000US48', 'Texas', 'state-tx'],
  ['0500000US48453', 'Travis County, Texas', 'county-48453'],
  ['0600000US2500999999', 'Portwell town, Essex County, Massachusetts', 'city-ma-portwell'],
  ['1600000US4805000', 'Austin city, Texas', 'city-tx-austin'],
  ['310M700US12420', 'Austin-Round Rock, TX Metro Area', 'metro-12420'],
  ['8600000US78704', 'ZCTA5 78704', 'zip-78704'],
  ['9700000US4808940', 'Austin Independent School District, Texas', 'district-4808940'],
])('%s is %s', (geoId, areaName, key) => {
  const problems = new RecordProblems(3);
  expect(readCensusArea(geoId, areaName, problems)?.key).toBe(key);
  expect(problems.all).toEqual([]);
});

test('a tract is a problem, and so is a table that is not read', async () => {
  const file = 'GEO_ID,NAME,B19013_001E,B19013_001M\n1400000US48453000101,Census Tract 1.01,5,1\n';
  expect((await readWholeFile(name, file)).problems).toMatchObject([{ line: 2, column: 'GEO_ID' }]);
  await expect(readWholeFile('x.csv', 'GEO_ID,NAME,B02001_001E\n0100000US,United States,5\n')).rejects.toThrow(
    'Table B02001 of data.census.gov is not read.',
  );
});
