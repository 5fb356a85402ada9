import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeArea } from './area-text.ts';
import { readAreas } from './areas-field.ts';

test.each([
  ['78704', 'zip-78704'],
  ['TX', 'state-tx'],
  ['texas', 'state-tx'],
  ['District of Columbia', 'state-dc'],
  ['United States', 'us'],
  ['Austin, TX', 'city-tx-austin'],
  ['  Winston-Salem ,  North Carolina ', 'city-nc-winston-salem'],
  ['Travis County, TX', 'county-48453'],
  ['Orleans Parish, LA', 'county-22071'],
  ['Zilker, Austin, TX', 'neighborhood-tx-austin-zilker'],
  ['Austin, TX metro area', 'metro-austin-tx'],
  ['metro-12420', 'metro-12420'],
  ['district-4808940', 'district-4808940'],
])('%s is %s', (line, key) => {
  expect(readAreas(line)).toEqual({ keys: [key], unread: [] });
});

test.each(['Austin', '787', 'Austin, Bavaria', 'zip_78704', 'ZIP-78704', 'a, b, c, TX', 'state-', '<b>'])(
  '%s names no area',
  (line) => {
    expect(readAreas(line)).toEqual({ keys: [], unread: [line] });
  },
);

test('lines are read one by one, and an area counts once', () => {
  expect(readAreas('78704\r\n\n  Texas\nTX; zip-78704\nnowhere')).toEqual({
    keys: ['zip-78704', 'state-tx'],
    unread: ['nowhere'],
  });
});

test('what is written is read as the same area', () => {
  const key = fc.oneof(
    fc.integer({ min: 0, max: 99_999 }).map((zip) => `zip-${String(zip).padStart(5, '0')}`),
    fc.constantFrom('us', 'state-tx', 'county-48453', 'metro-12420', 'city-tx-austin', 'neighborhood-il-chicago-loop'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(key), (keys) => {
      expect(readAreas(keys.map(writeArea).join('\n')).keys).toEqual(keys);
    }),
  );
});
