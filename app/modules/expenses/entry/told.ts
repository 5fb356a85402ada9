import { formatMoney } from '~/utils/money.ts';
import type { ExpenseStatus } from '../labels.ts';

/** Says that an expense is saved, and whether it waits. */
export function tellSaved(entry: { merchant: string; amount: number }, status: ExpenseStatus | null): string {
  const saved = `${entry.merchant}, ${formatMoney(entry.amount)}, is saved`;
  return status === 'PENDING' ? `${saved}. It waits for a decision.` : `${saved}.`;
}
