import { expect, test } from 'vitest';
import { listAreaKeys } from './typed-areas.ts';

test.each([
  ['78704', ['zip-78704']],
  [' zip-78704 ', ['zip-78704']],
  ['us', ['us']],
  ['United States', ['us']],
  ['TX', ['state-tx']],
  ['state-tx', ['state-tx']],
  ['Austin, TX', ['austin-tx', 'city-tx-austin', 'county-tx-austin', 'neighborhood-tx-austin', 'metro-austin-tx']],
  [
    'Travis County, TX',
    [
      'travis-county-tx',
      'city-tx-travis-county',
      'county-tx-travis-county',
      'neighborhood-tx-travis-county',
      'metro-travis-county-tx',
    ],
  ],
  ['', []],
  ['???', []],
])('%s may be %j', (text, keys) => {
  expect(listAreaKeys(text)).toEqual(keys);
});

test('what is a key already is the first one', () => {
  for (const key of [
    'county-48453',
    'metro-12420',
    'city-tx-austin',
    'neighborhood-tx-austin-zilker',
    'district-4808940',
  ])
    expect(listAreaKeys(key)[0]).toBe(key);
});
