import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/people.ts';
import { createdAt, id, updatedAt } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { currentUserId, isContributor, tenantIsolation } from '../policies.ts';

/** A stored line of a cart: its item and the price (cents) at the time it was added. */
export interface StoredCartLine {
  id: string;
  price: number;
}

export const shoppingCarts = pgTable(
  'shopping_carts',
  {
    id,
    organizationId,
    userId: uuid('user_id')
      .notNull()
      .unique()
      .references(() => users.id, { onDelete: 'cascade' }),
    tools: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    bundles: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    /** Cents; the sum of the prices in `tools` and `bundles`, kept by trigger. */
    totalPrice: integer('total_price').notNull().default(0),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('shopping_carts_organization_id').on(table.organizationId),
    ...tenantIsolation('shopping_carts', { rows: sql`user_id = ${currentUserId}`, insert: isContributor }),
  ],
);
