import { writeDollars } from '~/utils/money.ts';
import type { ShownExpense } from './queries.server.ts';

/** The texts of an expense's form, by field. */
export type EntryValues = Record<string, string>;

type Entered = Pick<
  ShownExpense,
  | 'date'
  | 'merchant'
  | 'amount'
  | 'categoryId'
  | 'listingId'
  | 'payeeId'
  | 'paymentMethod'
  | 'vehicleId'
  | 'isParkingOrToll'
  | 'percent'
  | 'description'
  | 'notes'
>;

/** The texts that stand in the form of an expense. */
export function writeEntry(expense: Entered): EntryValues {
  return {
    date: expense.date,
    merchant: expense.merchant,
    amount: writeDollars(expense.amount),
    categoryId: expense.categoryId,
    listingId: expense.listingId ?? '',
    payeeId: expense.payeeId ?? '',
    paymentMethod: expense.paymentMethod ?? '',
    vehicleId: expense.vehicleId ?? '',
    isParkingOrToll: expense.isParkingOrToll ? 'on' : '',
    percent: String(expense.percent),
    description: expense.description ?? '',
    notes: expense.notes ?? '',
  };
}

/** The most percent of a category on a day: meals of 2021 and 2022 could count whole. The database has the same rule. */
export function limitOn(category: { irsCategory: string | null; limit: number }, date: string): number {
  return category.irsCategory === 'MEALS' && /^202[12]-/.test(date) ? 100 : category.limit;
}
