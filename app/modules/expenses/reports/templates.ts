/** What a report can be made of, in the order of the form that makes one. */
export const reportTemplates = [
  'EXPENSE_SUMMARY',
  'CATEGORY_BREAKDOWN',
  'CUSTOM',
  'FORM_1099_NEC',
  'FORM_1099_MISC',
  'SCHEDULE_C',
  'SCHEDULE_E',
  'QUARTERLY_ESTIMATE',
  'ANNUAL_SUMMARY',
] as const;
export type ReportTemplate = (typeof reportTemplates)[number];

interface TemplateFacts {
  label: string;
  /** One sentence about what is in it. */
  description: string;
  /** Whether it tells income or an estimate: made and read only by who may see taxes. */
  holdsTaxes: boolean;
  /** Whether a MEMBER makes it, of their own expenses. */
  isForMembers: boolean;
}

export const templateFacts: Record<ReportTemplate, TemplateFacts> = {
  EXPENSE_SUMMARY: {
    label: 'Expense summary',
    description: 'Every approved expense, month by month.',
    holdsTaxes: false,
    isForMembers: true,
  },
  CATEGORY_BREAKDOWN: {
    label: 'Category breakdown',
    description: 'Every approved expense, category by category.',
    holdsTaxes: false,
    isForMembers: true,
  },
  CUSTOM: {
    label: 'Custom',
    description: 'The expenses that the filters pick out.',
    holdsTaxes: false,
    isForMembers: true,
  },
  FORM_1099_NEC: {
    label: 'Form 1099-NEC',
    description: 'Who was paid for services, and who gets a form. Not the forms themselves.',
    holdsTaxes: false,
    isForMembers: false,
  },
  FORM_1099_MISC: {
    label: 'Form 1099-MISC',
    description: 'Who was paid rent (box 1), and who gets a form. Not the forms themselves.',
    holdsTaxes: false,
    isForMembers: false,
  },
  SCHEDULE_C: {
    label: 'Schedule C',
    description: 'Income and deductible expenses of the business, line by line.',
    holdsTaxes: true,
    isForMembers: false,
  },
  SCHEDULE_E: {
    label: 'Schedule E',
    description: 'Rents and deductible expenses of each rental property, line by line.',
    holdsTaxes: true,
    isForMembers: false,
  },
  QUARTERLY_ESTIMATE: {
    label: 'Quarterly estimate',
    description: 'The four instalments of estimated tax, as they were last calculated.',
    holdsTaxes: true,
    isForMembers: false,
  },
  ANNUAL_SUMMARY: {
    label: 'Annual summary',
    description: 'The estimate of the year, with the income and expenses behind it.',
    holdsTaxes: true,
    isForMembers: false,
  },
};
