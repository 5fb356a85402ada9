import { defineTaxYear } from './figures.ts';

export const taxYear2025 = defineTaxYear({
  year: 2025,
  standardDeduction: { single: 15_750, joint: 31_500, headOfHousehold: 23_625 },
  singleTops: [11_925, 48_475, 103_350, 197_300, 250_525, 626_350],
  jointTops: [23_850, 96_950, 206_700, 394_600, 501_050, 751_600],
  headOfHouseholdTops: [17_000, 64_850, 103_350, 197_300, 250_500, 626_350],
  separateTop: 375_800,
  wageBase: 176_100,
  qbiThreshold: { single: 197_300, joint: 394_600, separate: 197_300 },
  qbiPhaseIn: { single: 50_000, joint: 100_000 },
  qbiMinimum: null,
  sources: {
    standardDeduction: 'Rev. Proc. 2024-40 as raised by P.L. 119-21, section 70102',
    brackets: 'Rev. Proc. 2024-40',
    wageBase: 'Social Security Administration, contribution and benefit base for 2025',
    qbi: 'Rev. Proc. 2024-40; Internal Revenue Code section 199A',
  },
});
