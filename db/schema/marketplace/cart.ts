import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { memberships, users } from '../accounts/people.ts';
import { createdAt, id, updatedAt } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { currentUserId, isContributor, tenantIsolation } from '../policies.ts';

/** A stored line of a cart: its item and the price (cents) at the time it was added. */
export interface StoredCartLine {
  id: string;
  price: number;
}

/** The cart of a person, for the organization it was used for last. */
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

/** The cart of a person for one of their other organizations, until they work there again. */
export const savedCarts = pgTable(
  'saved_carts',
  {
    organizationId,
    userId: uuid('user_id').notNull(),
    tools: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    bundles: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    // It ends with the membership of its person.
    foreignKey({
      name: 'saved_carts_member',
      columns: [table.organizationId, table.userId],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete('cascade'),
    index('saved_carts_user_id').on(table.userId),
    check('saved_carts_lists', sql`jsonb_typeof(tools) = 'array' and jsonb_typeof(bundles) = 'array'`),
    ...tenantIsolation('saved_carts', { rows: sql`user_id = ${currentUserId}`, insert: isContributor }),
  ],
);
