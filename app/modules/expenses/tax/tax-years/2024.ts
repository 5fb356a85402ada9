import { defineTaxYear } from './figures.ts';

export const taxYear2024 = defineTaxYear({
  year: 2024,
  standardDeduction: { single: 14_600, joint: 29_200, headOfHousehold: 21_900 },
  singleTops: [11_600, 47_150, 100_525, 191_950, 243_725, 609_350],
  jointTops: [23_200, 94_300, 201_050, 383_900, 487_450, 731_200],
  headOfHouseholdTops: [16_550, 63_100, 100_500, 191_950, 243_700, 609_350],
  separateTop: 365_600,
  wageBase: 168_600,
  qbiThreshold: { single: 191_950, joint: 383_900, separate: 191_950 },
  qbiPhaseIn: { single: 50_000, joint: 100_000 },
  qbiMinimum: null,
  sources: {
    standardDeduction: 'Rev. Proc. 2023-34',
    brackets: 'Rev. Proc. 2023-34',
    wageBase: 'Social Security Administration, contribution and benefit base for 2024',
    qbi: 'Rev. Proc. 2023-34; Internal Revenue Code section 199A',
  },
});
