import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDistance, writeDistance } from './distance.ts';

const nashville = { latitude: 36.12, longitude: -86.67 };
const losAngeles = { latitude: 33.94, longitude: -118.4 };

test('from Nashville to Los Angeles it is 1,793.6 miles', () => {
  expect(writeDistance(findDistance(nashville, losAngeles))).toBe('1,793.6 mi');
  // The example of Rosetta Code, 2887.2600 km, has a radius of 6,372.8 km.
  expect((findDistance(nashville, losAngeles) * 6372.8) / 3958.7613).toBeCloseTo(2887.26, 4);
});

test('it is as far back, nowhere farther than half around the earth, and nothing to itself', () => {
  const place = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  fc.assert(
    fc.property(place, place, (from, to) => {
      const distance = findDistance(from, to);
      expect(distance).toBeCloseTo(findDistance(to, from), 6);
      expect(distance).toBeGreaterThanOrEqual(0);
      expect(distance).toBeLessThanOrEqual(Math.PI * 3958.7613);
      expect(findDistance(from, from)).toBe(0);
    }),
  );
  expect(findDistance({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(
    Math.PI * 3958.7613,
    6,
  );
});
