import { expect, test } from 'vitest';
import { platformRole } from '#db/schema/index.ts';
import { mayReadArea, mayWriteArea, type PlatformArea, platformAreas, platformRoleNames } from './areas.ts';

const isArea = (name: string): name is PlatformArea => Object.hasOwn(platformAreas, name);
const areas = Object.keys(platformAreas).filter(isArea);

test('the roles are those of the database', () => {
  expect(platformRoleNames).toEqual(platformRole.enumValues);
});

test('the auditor opens every area and changes nothing in any', () => {
  expect(areas.filter((area) => !mayReadArea(['AUDITOR'], area))).toEqual([]);
  expect(areas.filter((area) => mayWriteArea(['AUDITOR'], area))).toEqual([]);
});

test('whoever changes something in an area opens it', () => {
  for (const role of platformRole.enumValues) {
    for (const area of areas)
      if (mayWriteArea([role], area)) expect([role, area, mayReadArea([role], area)]).toEqual([role, area, true]);
  }
});

test('no role implies another: the superadmin opens nothing but who has which role', () => {
  expect(areas.filter((area) => mayReadArea(['SUPERADMIN'], area))).toEqual(['people']);
});

test('several roles add up, and nobody without one opens anything', () => {
  expect(mayWriteArea(['CATALOG', 'BILLING'], 'billing')).toBe(true);
  expect(areas.filter((area) => mayReadArea([], area))).toEqual([]);
});
