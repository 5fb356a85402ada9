import { expect, test } from 'vitest';
import { fixtureOf, readWholeFile } from '../test-files.ts';

const edge = 'EDGE_GEOCODE_PUBLICSCH_2324.TXT';

test('a file of EDGE gives its schools, quotation marks and all', async () => {
  const { rows, problems } = await readWholeFile(edge, fixtureOf(edge));
  expect(problems).toEqual([]);
  expect(
    rows.map(({ areaKey, figures: { name, city, state, locale } }) => [areaKey, name, city, state, locale]),
  ).toEqual([
    ['489900000101', 'Harborview Elementary', 'Harborview', 'TX', '21'],
    ['489900000102', `O'Neil "North" High`, 'Harborview', 'TX', '21'],
    ['010000500999', 'Doña Fern Academy', 'Fernby', 'AL', '33'],
  ]);
  expect(rows[2]).toMatchObject({
    kind: 'SCHOOL',
    source: 'nces',
    line: 3,
    figures: {
      district_id: '0100005',
      address: '1 Fern St',
      zip_code: '01902',
      county: 'Fernby County',
      county_fips: '01999',
      latitude: 34.2,
      longitude: -86.2,
      school_year: '2023-2024',
    },
  });
});

test('a file in Windows-1252 is read as one', async () => {
  const bytes = Buffer.from(new TextDecoder().decode(fixtureOf(edge)), 'latin1');
  const { rows, detected } = await readWholeFile(edge, new Uint8Array(bytes));
  expect(detected.encoding).toBe('windows-1252');
  expect(rows[2]?.figures.name).toBe('Doña Fern Academy');
});

test('an older layout is refused by name', async () => {
  await expect(readWholeFile(edge, '489900000101|4899000|Harborview Elementary|48|12 Pier Rd\n')).rejects.toThrow(
    'NCES EDGE in another layout, of 5 columns instead of 23',
  );
});

test('a place off the globe is a problem', async () => {
  const record = new TextDecoder().decode(fixtureOf(edge)).split('\n')[0] ?? '';
  const { problems } = await readWholeFile(edge, `${record.replace('30.2510000', '130.25')}\n`);
  expect(problems).toEqual([{ line: 1, column: 'LAT', found: '130.25', expected: 'degrees from -90 to 90' }]);
});

const directory = (status: string, low = 'KG', high = '05') =>
  `SCHOOL_YEAR,ST,SCH_NAME,LEA_NAME,LEAID,NCESSCH,LCITY,LSTATE,LZIP,LEVEL,GSLO,GSHI,UPDATED_STATUS\n2023-2024,TX,Harborview Elementary,Harborview ISD,4899000,489900000101,Harborview,TX,78999,Elementary,${low},${high},${status}\n`;

test.each([
  ['1', true],
  ['2', false],
  ['3', true],
  ['4', true],
  ['5', true],
  ['6', false],
  ['7', false],
  ['8', true],
])('a school of status %s is open: %s', async (status, isActive) => {
  const { rows } = await readWholeFile('ccd_sch_029_2324_w_1a_073124.csv', directory(status));
  expect(rows[0]).toMatchObject({ areaKey: '489900000101', figures: { status_code: status, is_active: isActive } });
});

test('a directory tells the level and the grades', async () => {
  const { rows, detected } = await readWholeFile('ccd.csv', directory('1'));
  expect(detected.format).toBe('NCES_CCD');
  expect(rows[0]?.figures).toMatchObject({
    name: 'Harborview Elementary',
    district_name: 'Harborview ISD',
    school_type: 'Elementary',
    serves_grades: 'KG–05',
  });
  expect((await readWholeFile('ccd.csv', directory('1', 'M', 'M'))).rows[0]?.figures.serves_grades).toBeNull();
  expect((await readWholeFile('ccd.csv', directory('1', '06', '06'))).rows[0]?.figures.serves_grades).toBe('06');
});

test('only the schools of the chosen states are read', async () => {
  const { rows } = await readWholeFile(edge, fixtureOf(edge), { states: ['AL'] });
  expect(rows.map(({ areaKey }) => areaKey)).toEqual(['010000500999']);
});
