import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { tenantReads } from '../policies.ts';
import { marketplaceTools } from './catalog.ts';
import { orderLineTools } from './orders.ts';
import { toolPurchases } from './purchases.ts';

/**
 * The periods of tools bought by use. The row of the order that sold a period says how long it is, what is counted, what it
 * includes and what a further unit costs.
 */
export const usagePeriods = pgTable(
  'usage_periods',
  {
    id,
    organizationId,
    toolPurchaseId: uuid('tool_purchase_id').notNull(),
    /** The row of the order that sold it. */
    orderLineToolId: uuid('order_line_tool_id').notNull(),
    unitsUsed: integer('units_used').notNull().default(0),
    /** When its use was counted for the last time; null while it runs. */
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** The row of an order that bills what was used beyond the included units; null while it runs, and where nothing was. */
    billingLineToolId: uuid('billing_line_tool_id'),
  },
  (table) => [
    unique('usage_periods_organization_id_id').on(table.organizationId, table.id),
    unique('usage_periods_sold_once').on(table.organizationId, table.orderLineToolId),
    unique('usage_periods_billed_once').on(table.organizationId, table.billingLineToolId),
    uniqueIndex('usage_periods_one_running')
      .on(table.organizationId, table.toolPurchaseId)
      .where(sql`closed_at is null`),
    foreignKey({
      name: 'usage_periods_purchase',
      columns: [table.organizationId, table.toolPurchaseId],
      foreignColumns: [toolPurchases.organizationId, toolPurchases.id],
    }),
    foreignKey({
      name: 'usage_periods_sold',
      columns: [table.organizationId, table.orderLineToolId],
      foreignColumns: [orderLineTools.organizationId, orderLineTools.id],
    }),
    foreignKey({
      name: 'usage_periods_billed',
      columns: [table.organizationId, table.billingLineToolId],
      foreignColumns: [orderLineTools.organizationId, orderLineTools.id],
    }),
    index('usage_periods_tool_purchase_id').on(table.organizationId, table.toolPurchaseId),
    check('usage_periods_units', sql`units_used >= 0`),
    check('usage_periods_billed_when_closed', sql`billing_line_tool_id is null or closed_at is not null`),
    tenantReads('usage_periods'),
  ],
);

/** The uses of tools, each once: the key that it was sent with. */
export const toolUses = pgTable(
  'tool_uses',
  {
    organizationId,
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    /** Made by whoever sends it: the same key is the same use. */
    key: text().notNull(),
    /** None for the opening of a tool that is not paid by use. */
    units: integer().notNull(),
    /** The period they count for; null where nothing is counted. */
    usagePeriodId: uuid('usage_period_id'),
    usedAt: timestamp('used_at', { withTimezone: true }).notNull().defaultNow(),
    usedBy: person('used_by'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.toolId, table.key] }),
    foreignKey({
      name: 'tool_uses_usage_period',
      columns: [table.organizationId, table.usagePeriodId],
      foreignColumns: [usagePeriods.organizationId, usagePeriods.id],
    }),
    index('tool_uses_usage_period_id').on(table.organizationId, table.usagePeriodId),
    index('tool_uses_tool_id').on(table.toolId),
    index('tool_uses_used_by').on(table.usedBy),
    // For forgetting those that count nothing.
    index('tool_uses_uncounted').on(table.usedAt).where(sql`usage_period_id is null`),
    check('tool_uses_key_length', sql`char_length(key) between 1 and 200`),
    check('tool_uses_units', sql`(usage_period_id is null) = (units = 0) and units between 0 and 1000000`),
    tenantReads('tool_uses'),
  ],
);
