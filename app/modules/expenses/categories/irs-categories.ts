import type { irsCategory } from '#db/schema/index.ts';

export type IrsCategory = (typeof irsCategory.enumValues)[number];

/** What the tax forms tell apart, as people say it. Depreciation is computed from assets, so no expense is of it. */
export const irsCategoryLabels = {
  ADVERTISING: 'Advertising',
  CAR_AND_TRUCK: 'Car and truck',
  CLEANING_AND_MAINTENANCE: 'Cleaning and maintenance',
  COMMISSIONS_AND_FEES: 'Commissions and fees',
  CONTRACT_LABOR: 'Contract labor',
  EMPLOYEE_BENEFITS: 'Employee benefits',
  ENERGY_EFFICIENT_BUILDINGS: 'Energy-efficient buildings',
  INSURANCE: 'Insurance',
  LEGAL_AND_PROFESSIONAL: 'Legal and professional services',
  MANAGEMENT_FEES: 'Management fees',
  MEALS: 'Meals',
  MORTGAGE_INTEREST: 'Mortgage interest',
  OFFICE_EXPENSE: 'Office expense',
  OTHER_INTEREST: 'Other interest',
  RENT_EQUIPMENT: 'Rent of vehicles and equipment',
  RENT_PROPERTY: 'Rent of property',
  REPAIRS_AND_MAINTENANCE: 'Repairs and maintenance',
  SUPPLIES: 'Supplies',
  TAXES_AND_LICENSES: 'Taxes and licenses',
  TRAVEL: 'Travel',
  UTILITIES: 'Utilities',
  WAGES: 'Wages',
  OTHER_EXPENSES: 'Other expenses',
} as const satisfies Partial<Record<IrsCategory, string>>;

/** Whether a text names something that the tax forms tell apart and an expense can be. */
export function isIrsCategory(text: string): text is keyof typeof irsCategoryLabels {
  return Object.hasOwn(irsCategoryLabels, text);
}
