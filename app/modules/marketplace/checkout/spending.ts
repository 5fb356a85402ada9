import { z } from 'zod';
import { optionalDollars } from '~/services/form-values.ts';

/** The monthly limit of ADMINs, and the orders of the organization this month, in cents. */
export interface Spending {
  /** Null for no limit. */
  limit: number | null;
  ordered: number;
}

/** The rest of the limit for an ADMIN this month, in cents; null without a limit. */
export function leftToSpend({ limit, ordered }: Spending): number | null {
  return limit === null ? null : Math.max(0, limit - ordered);
}

/** Whether an OWNER has to place an order of this total. The database decides; this says it in advance. */
export function needsOwner(role: string, total: number, { limit, ordered }: Spending): boolean {
  return role === 'ADMIN' && limit !== null && ordered + total > limit;
}

/** Ten million dollars, in cents. */
const highestLimit = 1_000_000_000;

/** The form of the spending limit: an amount in dollars as people type it, parsed to cents; empty for no limit. */
export const spendingLimitSchema = z.object({
  limit: optionalDollars('Enter an amount in dollars like 2,500 or 2500.50, or nothing for no limit.', highestLimit),
});
