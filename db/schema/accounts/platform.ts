import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgEnum,
  pgTable,
  pgView,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { id } from '../columns.ts';
import { marketplaceOrders } from '../marketplace/orders.ts';
import { organizationId } from '../owners.ts';
import { users } from './people.ts';

export const platformRole = pgEnum('platform_role', ['CATALOG', 'BILLING', 'SUPPORT', 'AUDITOR', 'SUPERADMIN']);
export type PlatformRole = (typeof platformRole.enumValues)[number];

/** Who works for the platform, and as what. The application role can never read it; functions answer for it. */
export const platformRoles = pgTable(
  'platform_roles',
  {
    userId: uuid('user_id')
      .notNull()
      // Somebody who deletes their account keeps no role.
      .references(() => users.id, { onDelete: 'cascade' }),
    role: platformRole().notNull(),
    /** Null when it came from the command line. */
    grantedBy: uuid('granted_by').references(() => users.id),
    grantedAt: timestamp('granted_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.role] }),
    index('platform_roles_granted_by').on(table.grantedBy),
  ],
).enableRLS();

/** Acts of the platform for an organization that are counted in money: refunds with write-offs, "Mark as paid", raised limits. */
const approvalKinds = ['REFUND', 'PAYMENT', 'CREDIT'] as const;
/** DONE at once, because it was under the limit; else it waits for a second person. */
const approvalStates = ['DONE', 'WAITING', 'CONFIRMED', 'DECLINED'] as const;

/**
 * Every act of the platform for an organization that is counted in money, done or waiting for a second person. The application
 * role can never read it; functions do.
 */
export const platformApprovals = pgTable(
  'platform_approvals',
  {
    id,
    organizationId,
    kind: text({ enum: approvalKinds }).notNull(),
    /** Null for a limit. */
    orderId: uuid('order_id'),
    /** Cents. */
    amount: bigint({ mode: 'number' }).notNull(),
    /** What to do, as its function takes it. */
    request: jsonb().notNull(),
    state: text({ enum: approvalStates }).notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => users.id),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    /** When it was done, which is what the limit counts; null for what was not. */
    doneAt: timestamp('done_at', { withTimezone: true }),
  },
  (table) => [
    index('platform_approvals_organization_id_done_at').on(table.organizationId, table.doneAt),
    index('platform_approvals_waiting').on(table.askedAt).where(sql`state = 'WAITING'`),
    index('platform_approvals_asked_by').on(table.askedBy),
    index('platform_approvals_decided_by').on(table.decidedBy),
    index('platform_approvals_order_id').on(table.organizationId, table.orderId),
    foreignKey({
      name: 'platform_approvals_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    check('platform_approvals_kind', sql.raw(`kind in (${approvalKinds.map((kind) => `'${kind}'`).join(', ')})`)),
    check('platform_approvals_state', sql.raw(`state in (${approvalStates.map((state) => `'${state}'`).join(', ')})`)),
    check('platform_approvals_amount', sql`amount >= 0`),
    check('platform_approvals_order_of_kind', sql`(kind = 'CREDIT') = (order_id is null)`),
    check(
      'platform_approvals_decided',
      sql`(state in ('CONFIRMED', 'DECLINED')) = (decided_by is not null and decided_at is not null)`,
    ),
    check('platform_approvals_done', sql`(state in ('DONE', 'CONFIRMED')) = (done_at is not null)`),
    check('platform_approvals_second_person', sql`state <> 'CONFIRMED' or decided_by <> asked_by`),
  ],
).enableRLS();

/** The people who work for the platform, for SUPERADMIN and AUDITOR; empty for everybody else. */
export const platformPeople = pgView('platform_people', {
  id: uuid().notNull(),
  name: text().notNull(),
  email: text().notNull(),
  /** In the order of the roles. `grantedBy` is a name, null for the command line. */
  roles: jsonb().$type<{ role: PlatformRole; grantedAt: string; grantedBy: string | null }[]>().notNull(),
}).existing();

/** Acts that wait for a second person, or were decided by one, for BILLING and AUDITOR; empty for everybody else. */
export const platformApprovalRequests = pgView('platform_approval_requests', {
  id: uuid().notNull(),
  organizationId: uuid('organization_id').notNull(),
  organizationName: text('organization_name').notNull(),
  kind: text({ enum: approvalKinds }).notNull(),
  orderNumber: text('order_number'),
  /** Cents. */
  amount: bigint({ mode: 'number' }).notNull(),
  /** The reason of a refund; null for other kinds. */
  reason: text(),
  /** Cents a limit and an approval are set to; null for none, and for other kinds. */
  invoiceLimit: bigint('invoice_limit', { mode: 'number' }),
  invoiceApproval: bigint('invoice_approval', { mode: 'number' }),
  /** LAPSED: nobody decided in time. */
  state: text({ enum: [...approvalStates, 'LAPSED'] }).notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedByName: text('asked_by_name').notNull(),
  askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
  decidedByName: text('decided_by_name'),
  decidedAt: timestamp('decided_at', { withTimezone: true }),
  /** Whether the viewer belongs to the organization, so that somebody else has to decide. */
  isOwnOrganization: boolean('is_own_organization').notNull(),
  /** When it lapses, unless it is decided before. */
  waitsUntil: timestamp('waits_until', { withTimezone: true }).notNull(),
}).existing();
