import { foreignKey, index, jsonb, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/people.ts';
import { createdAt, id } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { tenantReads } from '../policies.ts';
import type { StoredCartLine } from './cart.ts';
import { marketplaceOrders } from './orders.ts';

export const requestStatus = pgEnum('request_status', ['PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN']);

export const purchaseRequests = pgTable(
  'purchase_requests',
  {
    id,
    organizationId,
    requesterId: uuid('requester_id')
      .notNull()
      .references(() => users.id),
    tools: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    bundles: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    reason: text().notNull().default(''),
    status: requestStatus().notNull().default('PENDING'),
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    decisionNote: text('decision_note'),
    orderId: uuid('order_id'),
    createdAt,
  },
  (table) => [
    foreignKey({
      name: 'purchase_requests_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    index('purchase_requests_organization_id_status').on(table.organizationId, table.status, table.createdAt),
    index('purchase_requests_requester_id').on(table.requesterId),
    tenantReads('purchase_requests'),
  ],
);
