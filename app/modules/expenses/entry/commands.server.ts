import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { ExpenseEntry, RefundEntry } from './schema.ts';

/**
 * Enters an expense, or changes it.
 * @param version  that the change was made of; null for a new expense
 */
export function saveExpense(handle: QueryHandle, id: string, version: number | null, entry: ExpenseEntry) {
  const { date, merchant, amount, description, notes } = entry;
  return callFunction(handle, 'save_expense', {
    id,
    version,
    date,
    merchant,
    amount,
    categoryId: entry.categoryId ?? null,
    listingId: entry.listingId ?? null,
    payeeId: entry.payeeId ?? null,
    paymentMethod: entry.paymentMethod ?? null,
    percent: entry.percent ?? null,
    description,
    notes,
    vehicleId: entry.vehicleId ?? null,
    isParkingOrToll: entry.isParkingOrToll,
  });
}

/** Takes out an expense with its receipts, unless it changed since that version. */
export function deleteExpense(handle: QueryHandle, id: string, version: number) {
  return callFunction(handle, 'delete_expense', { id, version });
}

/** Records money that came back of an expense. */
export function recordRefund(handle: QueryHandle, expenseId: string, refund: RefundEntry) {
  return callFunction(handle, 'record_expense_refund', {
    id: refund.refundId,
    expenseId,
    date: refund.refundDate,
    amount: refund.refundAmount,
    notes: refund.refundNotes,
  });
}
