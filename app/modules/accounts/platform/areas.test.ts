import { expect, test } from 'vitest';
import { platformRole } from '#db/schema/index.ts';
import { mayReadArea, mayWriteArea, type PlatformArea, platformAreas } from './areas.ts';

const areas = Object.keys(platformAreas) as PlatformArea[];

test('the auditor opens every area and changes nothing in any', () => {
  expect(areas.filter((area) => !mayReadArea(['AUDITOR'], area))).toEqual([]);
  expect(areas.filter((area) => mayWriteArea(['AUDITOR'], area))).toEqual([]);
});

test('whoever changes something in an area opens it', () => {
  for (const role of platformRole.enumValues) {
    for (const area of areas) if (mayWriteArea([role], area)) expect([role, area, mayReadArea([role], area)]).toEqual([role, area, true]);
  }
});

test('no role implies another: the superadmin opens neither catalog nor billing nor organizations', () => {
  expect(areas.filter((area) => mayReadArea(['SUPERADMIN'], area))).toEqual(['trail', 'people']);
});

test('several roles add up, and nobody without one opens anything', () => {
  expect(mayWriteArea(['CATALOG', 'BILLING'], 'billing')).toBe(true);
  expect(areas.filter((area) => mayReadArea([], area))).toEqual([]);
});
