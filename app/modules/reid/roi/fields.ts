import type { InputName, Strategy } from './v2/inputs.ts';

/** How a value is typed: dollars with cents, a percentage with up to four decimals, a whole number. */
export type FieldKind = 'dollars' | 'percent' | 'count';

/** An input as the form asks for it. */
export interface InputField {
  readonly label: string;
  readonly kind: FieldKind;
  readonly hint?: string;
}

const dollars = (label: string, hint?: string): InputField => ({ label, kind: 'dollars', hint });
const percent = (label: string, hint?: string): InputField => ({ label, kind: 'percent', hint });
const count = (label: string, hint?: string): InputField => ({ label, kind: 'count', hint });

/** Every input of the calculator, as the form asks for it. */
export const inputFields = {
  price: dollars('Price'),
  downRate: percent('Down payment, %', 'Of the price'),
  closingRate: percent('Closing costs, %', 'Of the price'),
  rehab: dollars('Repairs'),
  pointsRate: percent('Points, %', 'Of the loan'),
  rate: percent('Interest rate, %', 'A year, fixed'),
  termYears: count('Term, years'),
  mortgageInsuranceRate: percent('Mortgage insurance, %', 'Of the loan, a year'),
  rent: dollars('Rent', 'A month'),
  otherIncome: dollars('Other income', 'A month'),
  vacancyRate: percent('Vacancy, %', 'Of the gross income'),
  tax: dollars('Property tax', 'A year'),
  insurance: dollars('Insurance', 'A year'),
  dues: dollars('HOA dues', 'A month'),
  utilities: dollars('Utilities', 'A month'),
  maintenanceRate: percent('Maintenance, %', 'Of the gross income'),
  reservesRate: percent('Reserves, %', 'Of the gross income'),
  managementRate: percent('Management, %', 'Of the income collected'),
  rentGrowth: percent('Growth of rent, %', 'A year'),
  expenseGrowth: percent('Growth of expenses, %', 'A year'),
  valueGrowth: percent('Growth of value, %', 'A year'),
  years: count('Years', 'Until the sale'),
  sellingRate: percent('Selling costs, %', 'Of the sale'),
  discountRate: percent('Discount rate, %', 'For the net present value'),
  financeRate: percent('Finance rate, %', 'For the modified rate. Empty: as the discount rate'),
  reinvestmentRate: percent('Reinvestment rate, %', 'For the modified rate. Empty: as the discount rate'),
  repairedValue: dollars('Value after repairs'),
  months: count('Months', 'Until the sale'),
  holding: dollars('Holding costs', 'A month, besides interest'),
  bridgeLoan: dollars('First loan', 'For price and repairs. Empty: the price less the down payment'),
  refinanceRate: percent('New loan, %', 'Of the value after repairs'),
  refinanceCosts: dollars('Costs of refinancing'),
  balance: dollars('Balance', 'Owed now'),
  presentRate: percent('Present rate, %', 'A year'),
  paymentsLeft: count('Payments left', 'Months'),
  renterCosts: dollars('Renter’s other costs', 'A month, such as insurance'),
  homeMaintenanceRate: percent('Maintenance, %', 'Of the value, a year'),
  investingRate: percent('Return of investing, %', 'A year'),
} as const satisfies Record<InputName, InputField>;

/** Inputs under one heading. */
export interface FieldGroup {
  readonly title: string;
  readonly names: readonly InputName[];
}

/** The inputs of a strategy as its form asks for them: the first groups always in sight, the rest once it is opened. */
export interface FieldGroups {
  readonly main: readonly FieldGroup[];
  readonly more: readonly FieldGroup[];
}

const operating: FieldGroup = {
  title: 'Income and expenses',
  names: [
    'rent',
    'otherIncome',
    'vacancyRate',
    'managementRate',
    'tax',
    'insurance',
    'maintenanceRate',
    'reservesRate',
  ],
};
const otherExpenses: FieldGroup = {
  title: 'Other expenses',
  names: ['dues', 'utilities'],
};
const later: FieldGroup = {
  title: 'Later years and sale',
  names: ['rentGrowth', 'expenseGrowth', 'valueGrowth', 'years', 'sellingRate'],
};
const returns: FieldGroup = {
  title: 'Rates to compare with',
  names: ['discountRate', 'financeRate', 'reinvestmentRate'],
};

/** The form of each strategy. */
export const fieldGroups = {
  RENTAL: {
    main: [{ title: 'Purchase and loan', names: ['price', 'downRate', 'rate', 'termYears'] }, operating],
    more: [
      { title: 'Costs of buying', names: ['closingRate', 'rehab', 'pointsRate', 'mortgageInsuranceRate'] },
      otherExpenses,
      later,
      returns,
    ],
  },
  FLIP: {
    main: [
      { title: 'Purchase and sale', names: ['price', 'rehab', 'repairedValue', 'months'] },
      { title: 'Loan', names: ['downRate', 'rate', 'pointsRate'] },
    ],
    more: [{ title: 'Other costs', names: ['closingRate', 'holding', 'sellingRate'] }],
  },
  BRRRR: {
    main: [
      { title: 'Purchase and repairs', names: ['price', 'rehab', 'downRate', 'repairedValue'] },
      { title: 'New loan', names: ['refinanceRate', 'rate', 'termYears', 'refinanceCosts'] },
      operating,
    ],
    more: [
      { title: 'Costs of buying', names: ['closingRate', 'pointsRate', 'bridgeLoan', 'mortgageInsuranceRate'] },
      otherExpenses,
      later,
      returns,
    ],
  },
  REFINANCE: {
    main: [
      { title: 'Present loan', names: ['balance', 'presentRate', 'paymentsLeft'] },
      { title: 'New loan', names: ['rate', 'termYears', 'refinanceCosts'] },
    ],
    more: [],
  },
  RENT_OR_BUY: {
    main: [
      {
        title: 'Buying',
        names: ['price', 'downRate', 'rate', 'termYears', 'closingRate', 'tax', 'insurance', 'homeMaintenanceRate'],
      },
      { title: 'Renting', names: ['rent', 'renterCosts', 'investingRate'] },
    ],
    more: [
      {
        title: 'Other costs of buying',
        names: ['mortgageInsuranceRate', 'dues'],
      },
      later,
    ],
  },
} as const satisfies Record<Strategy, FieldGroups>;

/** The inputs of a strategy, in the order of its form. */
export function listInputs(strategy: Strategy): InputName[] {
  const { main, more }: FieldGroups = fieldGroups[strategy];
  return [...main, ...more].flatMap(({ names }) => names);
}
