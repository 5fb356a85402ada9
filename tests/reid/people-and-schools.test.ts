import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { comparePeople } from '../../app/modules/reid/demographics/queries.server.ts';
import { findDistance } from '../../app/modules/reid/schools/distance.ts';
import { findSchool, findSchools } from '../../app/modules/reid/schools/queries.server.ts';
import { readSchoolSearch } from '../../app/modules/reid/schools/search.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createAnalysts } from './market-rows.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createAnalysts(database);
});

afterAll(async () => {
  await database?.drop();
});

const ask = (person: TestPerson = organization.member) => requestDatabase(database, person.tokenHash);

async function addPeople(values: Record<string, unknown>) {
  await createModuleRow(database.sql, 'reid_demographics', organization, {
    area_key: 'state-tx',
    area_name: 'Texas',
    area_type: 'STATE',
    city: null,
    state: 'TX',
    data_source: 'acs-5-year',
    ...values,
  });
}

async function compare(keys: string[], typed: string[] = [], person?: TestPerson) {
  const { compared } = await ask(person).read((handle) => ({ compared: comparePeople(handle, keys, typed) }));
  return present(compared[0]);
}

test('people are those of one source: the one that most of the areas have', async () => {
  await addPeople({ report_year: 2023, data_source: 'acs-1-year', total_population: 1 });
  await addPeople({
    report_year: 2023,
    total_population: 2,
    margins_of_error: JSON.stringify({ total_population: 5 }),
  });
  await addPeople({
    report_year: 2018,
    total_population: 3,
    annotations: JSON.stringify({ median_income: 'OR_MORE' }),
  });
  await addPeople({ report_year: 2023, area_key: 'state-ok', area_name: 'Oklahoma', state: 'OK', total_population: 4 });
  const { rows, areas } = await compare(['state-ok', 'nowhere', 'state-tx']);
  expect(rows).toMatchObject([
    {
      areaKey: 'state-tx',
      year: 2018,
      figures: { total_population: 3 },
      margins: {},
      annotations: { median_income: 'OR_MORE' },
    },
    { areaKey: 'state-ok', year: 2023, figures: { total_population: 4 } },
    { areaKey: 'state-tx', year: 2023, figures: { total_population: 2 }, margins: { total_population: 5 } },
  ]);
  expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(['acs-5-year']));
  expect(areas).toEqual([
    { key: 'state-ok', name: 'Oklahoma' },
    { key: 'state-tx', name: 'Texas' },
  ]);
  expect((await compare([], ['nowhere', 'state-tx'])).found).toEqual([{ key: 'state-tx', name: 'Texas' }]);
  const other = await createAnalysts(database);
  expect(await compare(['state-tx'], ['state-tx'], other.owner)).toEqual({ rows: [], areas: [], found: [] });
});

const downtown = { latitude: 41.885, longitude: -87.622 };

/** Schools at growing distances to the north, one closed, one without a place. Returns the id of the first. */
async function addSchools(): Promise<string> {
  const add = (name: string, values: Record<string, unknown>) =>
    createModuleRow(database.sql, 'reid_schools', organization, {
      name,
      city: 'Chicago',
      state: 'IL',
      zip_code: '60601',
      serves_grades: 'KG–05',
      ...downtown,
      ...values,
    });
  const first = await add('Lake', {});
  await add('Near', { latitude: 41.9, serves_grades: '6-8' });
  await add('Far', { latitude: 42.3, serves_grades: '09', city: 'Evanston', zip_code: '60201' });
  await add('Closed', { is_active: false });
  await add('Nowhere', { latitude: null, longitude: null, serves_grades: null });
  return String(first.id);
}

async function find(search: string, person?: TestPerson) {
  const { found } = await ask(person).read((handle) => ({
    found: findSchools(handle, readSchoolSearch(new URLSearchParams(search))),
  }));
  return present(found[0]).list;
}
const namesOf = async (search: string) => (await find(search)).rows.map(({ name }) => name);

test('schools near a place are the nearest first, at the distance that the pages work out', async () => {
  await addSchools();
  const { rows, near } = await find('near=41.885,-87.622&miles=50');
  expect(near).toMatchObject(downtown);
  expect(rows.map(({ name }) => name)).toEqual(['Lake', 'Near', 'Far']);
  for (const { latitude, longitude, distance } of rows)
    expect(distance).toBeCloseTo(findDistance(downtown, { latitude: latitude ?? 0, longitude: longitude ?? 0 }), 9);
  expect(await namesOf('near=41.885,-87.622&miles=2')).toEqual(['Lake', 'Near']);
});

test('a school of the list is a place, one of another organization is not', async () => {
  const id = await addSchools();
  expect((await find(`near=${id}&miles=2`)).near).toMatchObject({ name: 'Lake' });
  for (const near of [randomUUID(), 'somewhere']) {
    const list = await find(`near=${near}`);
    expect([near, list.near, list.rows.length]).toEqual([near, null, near === 'somewhere' ? 4 : 0]);
  }
  const other = await createAnalysts(database);
  expect(await find(`near=${id}&miles=2`, other.owner)).toEqual({ near: null, count: 0, rows: [], sources: [] });
});

test.each([
  ['', ['Far', 'Lake', 'Near', 'Nowhere']],
  ['state=IL&city=chicago', ['Lake', 'Near', 'Nowhere']],
  ['zip=60201', ['Far']],
  ['state=TX', []],
  ['grades=0', ['Lake']],
  ['grades=5', ['Lake']],
  ['grades=6', ['Near']],
  ['grades=9', ['Far']],
  ['grades=10', []],
])('"%s" finds %j', async (search, names) => {
  await addSchools();
  expect(await namesOf(search)).toEqual(names);
});

test.each([
  ['KG–05', -1, false],
  ['PK-12', -1, true],
  ['K-5', 0, true],
  ['09–12', 12, true],
  ['07', 7, true],
  ['UG', 3, null],
  ['all', 3, null],
  [null, 3, null],
])('grades %s hold %i: %s', async (grades, grade, holds) => {
  const { answer } = only(await database.sql.query('select app.serves_grade($1, $2) as answer', [grades, grade]));
  expect(answer).toBe(holds);
});

test('a school tells the file and the line that it came from', async () => {
  const { id: importId } = await createModuleRow(database.sql, 'reid_imports', organization, {
    file_name: 'schools.txt',
  });
  const { id } = await createModuleRow(database.sql, 'reid_schools', organization, {
    name: 'Lake',
    import_id: importId,
    source_line: 7,
  });
  const { found } = await ask().read((handle) => ({ found: findSchool(handle, String(id)) }));
  expect(found).toMatchObject([{ name: 'Lake', fileName: 'schools.txt', sourceLine: 7 }]);
});
