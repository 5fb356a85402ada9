import { expect, test } from 'vitest';
import { fixtureOf, readWholeFile, shorten } from '../test-files.ts';

test('a weekly series has two values, and two are missing', async () => {
  const { rows, missing, problems } = await readWholeFile('MORTGAGE30US.csv', fixtureOf('MORTGAGE30US.csv'));
  expect(rows.map(shorten)).toEqual([
    ['MORTGAGE30US', '2024-06-06', { value: 6.99 }],
    ['MORTGAGE30US', '2024-06-20', { value: 6.87 }],
  ]);
  expect(rows[0]).toMatchObject({ kind: 'SERIES', source: 'fred', periodType: 'WEEKLY', line: 2 });
  expect([missing, problems]).toEqual([2, []]);
});

test('a file of two monthly series has three values, and one is missing', async () => {
  const { rows, missing } = await readWholeFile('DATE_TWO.csv', fixtureOf('DATE_TWO.csv'));
  expect(rows.map(shorten)).toEqual([
    ['SAMPLEHPI', '2024-04-30', { value: 412.55 }],
    ['SAMPLEUR', '2024-04-30', { value: 3.9 }],
    ['SAMPLEHPI', '2024-05-31', { value: 415 }],
  ]);
  expect(rows.every(({ periodType }) => periodType === 'MONTHLY')).toBe(true);
  expect(missing).toBe(1);
});

test('quarters and years end with their last day', async () => {
  const quarters = await readWholeFile('GDP.csv', 'DATE,GDP\n2024-01-01,1\n2024-04-01,-2.5\n');
  expect(quarters.rows.map(shorten)).toEqual([
    ['GDP', '2024-03-31', { value: 1 }],
    ['GDP', '2024-06-30', { value: -2.5 }],
  ]);
  const years = await readWholeFile('A.csv', 'DATE,A\n2023-01-01,1\n2024-01-01,2\n');
  expect(years.rows.map(({ reportDate }) => reportDate)).toEqual(['2023-12-31', '2024-12-31']);
});

test('a series with nothing in it is known to be in the file', async () => {
  const { rows, missing } = await readWholeFile('A.csv', 'DATE,A,B\n2024-01-01,1,.\n2024-02-01,2,.\n');
  expect(rows.filter(({ areaKey }) => areaKey === 'B').map(shorten)).toEqual([['B', null, {}]]);
  expect(missing).toBe(2);
});

test.each([
  ['2024-02-30,1', 'DATE', '2024-02-30'],
  ['2030-01-01,1', 'DATE', '2030-01-01'],
  ['2024-01-01,n/a', 'A', 'n/a'],
])('%s is a problem of %s', async (record, column, found) => {
  const { problems } = await readWholeFile('A.csv', `DATE,A\n2023-12-01,1\n${record}\n`);
  expect(problems).toMatchObject([{ line: 3, column, found }]);
});
