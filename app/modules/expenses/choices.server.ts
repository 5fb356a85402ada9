import { asc, desc, eq, or, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, payees } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import type { PickedVehicle } from './vehicles/queries.server.ts';

/** Most choices that a field offers. */
export const mostChoices = 1000;

/**
 * The categories that an expense can have, those of the organization first.
 * @param expenseId  of an expense whose category stays offered though it was archived
 */
export function listCategoryChoices(handle: QueryHandle, expenseId?: string) {
  return handle
    .select({
      id: expenseCategories.id,
      name: expenseCategories.name,
      isActive: expenseCategories.isActive,
      isSystem: expenseCategories.isSystem,
      irsCategory: expenseCategories.irsCategory,
      /** Percent. */
      limit: expenseCategories.deductionLimit,
      start: sql<number>`case when ${expenseCategories.defaultDeductible} then ${expenseCategories.deductionLimit} else 0 end::float8`,
    })
    .from(expenseCategories)
    .where(
      or(
        eq(expenseCategories.isActive, true),
        expenseId
          ? sql`${expenseCategories.id} = (select category_id from expenses where id = ${expenseId})`
          : undefined,
      ),
    )
    .orderBy(expenseCategories.isSystem, inNameOrder(expenseCategories.name))
    .limit(mostChoices);
}

/** A category that an expense can have. */
export type CategoryChoice = Awaited<ReturnType<typeof listCategoryChoices>>[number];

/** The payees of the organization by name, those that were put away last. */
export function listPayeeChoices(handle: QueryHandle) {
  return handle
    .select({ id: payees.id, name: payees.name, isActive: payees.isActive })
    .from(payees)
    .orderBy(desc(payees.isActive), inNameOrder(payees.name), asc(payees.id))
    .limit(mostChoices);
}

/** A payee that an expense can have been paid to. */
export type PayeeChoice = Awaited<ReturnType<typeof listPayeeChoices>>[number];

/** A vehicle whose cost an expense can be. */
export type VehicleChoice = PickedVehicle;
