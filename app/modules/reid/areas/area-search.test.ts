import { expect, test } from 'vitest';
import { listAreaKeys, readAreaKey, readAreaKeys } from './area-search.ts';
import { makeCity, makeCounty, makeMetro, makeNation, makeNeighborhood, makeState, makeZip } from './areas.ts';
import { usStates } from './us-states.ts';

test.each([
  ['78704', makeZip({ zipCode: '78704' }, null)],
  ['US', makeNation(null)],
  ['united states', makeNation(null)],
  ['Austin, TX', makeCity({ city: 'Austin', state: 'TX' }, null)],
  ['  austin tx ', makeCity({ city: 'Austin', state: 'TX' }, null)],
  ['Travis County, TX', makeCounty({ name: 'Travis County', state: 'TX' }, null)],
  ['Orleans Parish, LA', makeCounty({ fips: '22071' }, null)],
  ['St. Louis city, MO', makeCounty({ fips: '29510' }, null)],
  ['Coeur d’Alene, ID', makeCity({ city: 'Coeur d’Alene', state: 'ID' }, null)],
  ['New York-Newark, NY-NJ-PA', makeMetro({ name: 'New York-Newark, NY-NJ-PA' }, null)],
  ['Austin, Texas', makeCity({ city: 'Austin', state: 'TX' }, null)],
  ['Zilker, Austin, TX', makeNeighborhood({ neighborhood: 'Zilker', city: 'Austin', state: 'TX' }, null)],
  ['12420', makeMetro({ code: '12420', name: 'Austin' }, null)],
])('"%s" may be the area that imports name', (typed, area) => {
  expect(listAreaKeys(typed)).toContain(area?.key);
});

test('every state is found by name and by letters', () => {
  for (const state of usStates) {
    const { key } = makeState(state, null);
    expect([listAreaKeys(state.name)[0], listAreaKeys(state.code)[0]]).toEqual([key, key]);
  }
});

test('a key finds itself, and nothing finds nothing', () => {
  expect(listAreaKeys('county-48453')).toEqual(['county-48453']);
  expect(listAreaKeys(' , ')).toEqual([]);
});

test('an address may hold four different keys, and nothing else', () => {
  expect(
    readAreaKeys(['zip-78704', 'zip-78704', 'us', 'State-TX', "zip-1' or 1=1", 'a--b', 'a', 'b', 'c', 'd']),
  ).toEqual(['zip-78704', 'us', 'a', 'b']);
  expect(readAreaKey('x'.repeat(121))).toBeUndefined();
});
