/** Words for the choices of the settings. */
export const taxedAsLabels = {
  SOLE_PROPRIETOR: 'Sole proprietor',
  SINGLE_MEMBER_LLC: 'Single-member LLC',
  PARTNERSHIP: 'Partnership',
  S_CORPORATION: 'S corporation',
  C_CORPORATION: 'C corporation',
} as const;

export const filingStatusLabels = {
  SINGLE: 'Single',
  MARRIED_JOINT: 'Married filing jointly',
  MARRIED_SEPARATE: 'Married filing separately',
  HEAD_OF_HOUSEHOLD: 'Head of household',
  SURVIVING_SPOUSE: 'Qualifying surviving spouse',
} as const;

export const methodLabels = {
  STANDARD: 'Standard: this year’s books, as if the year went on like them',
  CUSTOM: 'Custom: income and expenses of the year that you type',
  SIMPLIFIED: 'Simplified: self-employment tax and a rate of the profit',
} as const;

export const instalmentLabels = {
  EQUAL: 'Equal: a quarter of the year each time',
  ANNUALIZED: 'Annualized: by the income of each period (Form 2210, Schedule AI)',
} as const;

export const homeOfficeLabels = {
  NONE: 'None',
  SIMPLIFIED: 'Simplified: $5 a square foot',
  FORM_8829: 'Amount of Form 8829',
} as const;
