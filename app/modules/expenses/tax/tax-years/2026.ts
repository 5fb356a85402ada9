import { defineTaxYear } from './figures.ts';

export const taxYear2026 = defineTaxYear({
  year: 2026,
  standardDeduction: { single: 16_100, joint: 32_200, headOfHousehold: 24_150 },
  singleTops: [12_400, 50_400, 105_700, 201_775, 256_225, 640_600],
  jointTops: [24_800, 100_800, 211_400, 403_550, 512_450, 768_700],
  headOfHouseholdTops: [17_700, 67_450, 105_700, 201_750, 256_200, 640_600],
  separateTop: 384_350,
  wageBase: 184_500,
  qbiThreshold: { single: 201_750, joint: 403_500, separate: 201_775 },
  qbiPhaseIn: { single: 75_000, joint: 150_000 },
  qbiMinimum: { deduction: 400, income: 1_000 },
  sources: {
    standardDeduction: 'Rev. Proc. 2025-32',
    brackets: 'Rev. Proc. 2025-32',
    wageBase: 'Social Security Administration, contribution and benefit base for 2026',
    qbi: 'Rev. Proc. 2025-32; Internal Revenue Code section 199A as changed by P.L. 119-21, section 70105',
  },
});
