import { z } from 'zod';
import { optionalDollars } from '~/services/form-values.ts';

/** What ADMINs may order in a month, and what the organization ordered in this one, in cents. */
export interface Spending {
  /** Null: as much as they like. */
  limit: number | null;
  ordered: number;
}

/** What the limit leaves for an ADMIN this month, in cents; null without a limit. */
export function leftToSpend({ limit, ordered }: Spending): number | null {
  return limit === null ? null : Math.max(0, limit - ordered);
}

/** Whether an order of this total has to be placed by an OWNER. The database decides; this says it in advance. */
export function needsOwner(role: string, total: number, { limit, ordered }: Spending): boolean {
  return role === 'ADMIN' && limit !== null && ordered + total > limit;
}

/** Ten million dollars, in cents. */
const highestLimit = 1_000_000_000;

/** The form of the spending limit: an amount in dollars as people type it, in cents once it is parsed; empty is no limit. */
export const spendingLimitSchema = z.object({
  limit: optionalDollars('Enter an amount in dollars like 2,500 or 2500.50, or nothing for no limit.', highestLimit),
});
