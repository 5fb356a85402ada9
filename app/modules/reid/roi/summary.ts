import { writeAmount, writeMonths, writePercent, writeRatio } from './words.ts';

/** How a main result is named and written. */
interface SummaryField {
  readonly label: string;
  readonly write: (value: number) => string;
}

const rate = (value: number) => writePercent(value, 2);

/** The main results by the names they are stored under, in the order they are shown. */
export const summaryFields = {
  monthlyCashFlow: { label: 'Cash flow a month', write: writeAmount },
  cashFlow: { label: 'Cash flow, first year', write: writeAmount },
  cashOnCash: { label: 'Cash-on-cash return', write: rate },
  capRate: { label: 'Cap rate', write: rate },
  internalRate: { label: 'Internal rate of return', write: rate },
  modifiedRate: { label: 'Modified rate of return', write: rate },
  netPresentValue: { label: 'Net present value', write: writeAmount },
  multiple: { label: 'Equity multiple', write: writeRatio },
  netOperatingIncome: { label: 'Net operating income', write: writeAmount },
  debtCoverage: { label: 'Debt coverage', write: writeRatio },
  grossRentMultiplier: { label: 'Gross rent multiplier', write: writeRatio },
  breakEven: { label: 'Break-even', write: (value) => writePercent(value, 1) },
  profit: { label: 'Profit', write: writeAmount },
  returnOnCash: { label: 'Return on cash', write: rate },
  yearlyReturn: { label: 'Return a year', write: rate },
  carrying: { label: 'Interest and holding', write: writeAmount },
  highestPrice: { label: 'Price by the 70% rule', write: writeAmount },
  saving: { label: 'Saving a month', write: writeAmount },
  monthsToRecover: { label: 'Costs recovered after', write: writeMonths },
  interestLeft: { label: 'Interest left, present loan', write: writeAmount },
  newInterest: { label: 'Interest, new loan', write: writeAmount },
  savedInAll: { label: 'Saved in all', write: writeAmount },
  buyer: { label: 'Buyer’s wealth', write: writeAmount },
  renter: { label: 'Renter’s wealth', write: writeAmount },
  aheadFrom: { label: 'Buyer ahead from year', write: String },
  cashOut: { label: 'Cash out', write: writeAmount },
  cashLeft: { label: 'Cash left in', write: writeAmount },
  cashIn: { label: 'Cash in', write: writeAmount },
  payment: { label: 'Payment a month', write: writeAmount },
  saleProceeds: { label: 'Proceeds of the sale', write: writeAmount },
} as const satisfies Record<string, SummaryField>;
