import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  makeCity,
  makeCounty,
  makeMetro,
  makeNation,
  makeNeighborhood,
  makeState,
  makeZip,
  readZipCode,
} from './areas.ts';
import { listAllCounties } from './counties.ts';
import { findCountyByFips, findCountyByName } from './county-names.ts';
import { slugAreaName } from './slugs.ts';
import { findStateByCode, findStateByFips, findStateByName, usStates } from './us-states.ts';

test('a slug of a slug is that slug, and an address takes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const slug = slugAreaName(name);
      expect(slugAreaName(slug)).toBe(slug);
      expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
    }),
  );
});

test.each([
  ['Doña Ana', 'dona-ana'],
  ["Coeur d'Alene", 'coeur-d-alene'],
  ['  Winston–Salem  ', 'winston-salem'],
  ['St. Louis', 'st-louis'],
  ['Añasco', 'anasco'],
])('the slug of %j is %j', (name, slug) => {
  expect(slugAreaName(name)).toBe(slug);
});

test('the list of states has 51, each found by code, FIPS code and name', () => {
  expect(usStates).toHaveLength(51);
  for (const state of usStates) {
    expect(findStateByCode(state.code.toLowerCase())).toBe(state);
    expect(findStateByFips(String(Number(state.fips)))).toBe(state);
    expect(findStateByName(state.name.toUpperCase())).toBe(state);
  }
});

test('the list of counties has 3,142, each found by its FIPS code', () => {
  const all = listAllCounties();
  expect(all).toHaveLength(3142);
  expect(new Set(all.map(({ fips }) => fips)).size).toBe(3142);
  for (const county of all) {
    expect(county.fips).toMatch(/^\d{5}$/);
    expect(findCountyByFips(county.fips)).toEqual(county);
    expect(findStateByFips(county.fips.slice(0, 2))?.code).toBe(county.state);
  }
});

test('a county is found by the name of its kind, unless another one of its state may be meant', () => {
  const all = listAllCounties();
  const alike = new Map<string, number>();
  const key = ({ name, state }: { name: string; state: string }) => `${state} ${name}`;
  for (const county of all) alike.set(key(county), (alike.get(key(county)) ?? 0) + 1);
  for (const county of all.filter((one) => alike.get(key(one)) === 1))
    expect(findCountyByName(county.name, county.state)?.fips).toBe(county.fips);
  expect([...alike].filter(([, times]) => times > 1)).toHaveLength(6);
});

test.each([
  ['Travis County', 'TX', '48453'],
  ['travis', 'tx', '48453'],
  ['Orleans Parish', 'LA', '22071'],
  ['St. Louis County', 'MO', '29189'],
  ['St. Louis city', 'MO', '29510'],
  ['St. Louis', 'MO', undefined],
  ['Baltimore City', 'MD', '24510'],
  ['Baltimore County', 'MD', '24005'],
  ['Carson City', 'NV', '32510'],
  ['Charles City County', 'VA', '51036'],
  ['James City County', 'VA', '51095'],
  ['Alexandria city', 'VA', '51510'],
  ['Anchorage Municipality', 'AK', '02020'],
  ['Sitka City and Borough', 'AK', '02220'],
  ['Dona Ana County', 'NM', '35013'],
  ['Harborview County', 'TX', undefined],
])('%s in %s has the FIPS code %s', (name, state, fips) => {
  expect(findCountyByName(name, state)?.fips).toBe(fips);
});

test('the keys of areas are those that addresses show', () => {
  const texas = findStateByCode('TX') ?? expect.fail();
  expect(makeNation('1').key).toBe('us');
  expect(makeState(texas, '4')).toMatchObject({ key: 'state-tx', name: 'Texas', state: 'TX' });
  expect(makeCounty({ name: 'Travis County', state: 'TX' }, null)).toMatchObject({
    key: 'county-48453',
    name: 'Travis County, TX',
  });
  expect(makeCounty({ name: 'Harborview County', state: 'TX' }, null)?.key).toBe('county-tx-harborview-county');
  expect(makeCounty({ fips: '48999', name: 'Harborview County' }, null)).toMatchObject({
    key: 'county-48999',
    state: 'TX',
  });
  expect(makeCounty({ name: 'Nowhere County' }, null)).toBeUndefined();
  expect(makeMetro({ code: '12420', name: 'Austin, TX' }, null).key).toBe('metro-12420');
  expect(makeMetro({ name: 'New York-Newark, NY-NJ-PA' }, null)).toMatchObject({
    key: 'metro-new-york-newark-ny-nj-pa',
    state: 'NY',
    city: 'New York-Newark',
  });
  expect(makeCity({ city: 'Austin', state: 'TX' }, null).key).toBe('city-tx-austin');
  expect(makeZip({ zipCode: '78704' }, null).key).toBe('zip-78704');
  expect(makeNeighborhood({ neighborhood: 'Zilker', city: 'Austin', state: 'TX' }, null).key).toBe(
    'neighborhood-tx-austin-zilker',
  );
});

test('making the key of a key changes nothing', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(name, name, (city, neighborhood) => {
      for (const { key } of [
        makeCity({ city, state: 'TX' }, null),
        makeMetro({ name: city }, null),
        makeNeighborhood({ neighborhood, city, state: 'TX' }, null),
      ]) {
        expect(slugAreaName(key)).toBe(key);
        expect(key).toMatch(/^[a-z]+(?:-[a-z0-9]+)*$/);
      }
    }),
  );
});

test.each([
  ['1903', '01903'],
  ['603', '00603'],
  [' 78704 ', '78704'],
  ['O1902', undefined],
  ['78704-1234', undefined],
  ['', undefined],
])('the ZIP code of %j is %s', (cell, zipCode) => {
  expect(readZipCode(cell)).toBe(zipCode);
});
