import { expect, test } from 'vitest';
import { sumProperties } from './sums.ts';

const property = { id: 'a', rent: 2_400_000, deductible: 300_000 };
const house = {
  id: 'x',
  listingId: 'a',
  name: 'House',
  assetClass: 'RESIDENTIAL',
  basis: 30_000_000,
  inService: '2024-10-03',
  yearlyAmounts: {},
} as const;

test('what is left of the rent is without deductible expenses and depreciation of that property', () => {
  const assets = [house, { ...house, id: 'y', listingId: 'b' }, { ...house, id: 'z', listingId: null }];
  // Publication 946, table A-6: 0.758 % of $300,000 in the first year.
  expect(sumProperties([property], assets, 2024, { seesTaxes: true, seesAll: true })).toEqual([
    { ...property, depreciation: 227_400, net: 1_872_600 },
  ]);
});

test('who may not see taxes is given no rent and no net, a MEMBER no depreciation either', () => {
  const [shown] = sumProperties([property], [house], 2024, { seesTaxes: false, seesAll: true });
  expect(shown).toMatchObject({ rent: null, net: null, depreciation: 227_400 });
  const [toMember] = sumProperties([property], [house], 2024, { seesTaxes: false, seesAll: false });
  expect(toMember).toMatchObject({ rent: null, net: null, depreciation: null });
});
