import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/**
 * The order in which people look for names (ICU): case and accents aside, numbers by their size. The database has it as the collation
 * `human`, made by a migration; rules write `name collate human`, and `app/utils/name-order.ts` is the same for lists in memory.
 */
export function inNameOrder(name: AnyColumn | SQL): SQL {
  return sql`${name} collate human`;
}

/** The same of the column `name`, for indexes of lists by name. */
export const nameInOrder = sql`name collate human`;
