import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgPolicy,
  pgTable,
  pgView,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, updatedAt, visibleName } from '../columns.ts';
import { nameInOrder } from '../name-order.ts';
import { applicationRole, currentOrganizationId, genuineRequest } from '../policies.ts';

/** Declared from the lowest to the highest: the database compares tiers by this order. */
export const subscriptionTier = pgEnum('subscription_tier', [
  'FREE',
  'CUSTOM',
  'STARTER',
  'GROWTH',
  'ELITE',
  'ENTERPRISE',
]);

export const organizations = pgTable(
  'organizations',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    subscriptionTier: subscriptionTier('subscription_tier').notNull().default('FREE'),
    /** The part of the numbers of its invoices and credit notes that no other organization has. */
    documentPrefix: text('document_prefix')
      .notNull()
      .unique()
      .default(sql`upper(substr(md5(gen_random_uuid()::text), 1, 8))`),
    /** Cents that ADMINs may order in a calendar month (UTC); beyond, an OWNER has to. Null for no limit. */
    monthlySpendingLimit: integer('monthly_spending_limit'),
    /** Cents that may be owed by invoice at a time, as the platform set it; null for what follows from what was paid. */
    invoiceLimit: integer('invoice_limit'),
    /** Cents of one order that the platform lets go by invoice all the same; null once it was placed. */
    invoiceApproval: integer('invoice_approval'),
    /** When its data goes, 30 days after an OWNER closed it; null while nobody did. The person is no key: people refer to this table. */
    closingAt: timestamp('closing_at', { withTimezone: true }),
    closedBy: uuid('closed_by'),
    /** When its data went. Orders, invoices and credit notes are kept for seven years more. */
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** The day (UTC) from which whoever works for it has to have signed in with a second factor; null for never. */
    secondFactorFrom: date('second_factor_from'),
    /** When an OWNER or ADMIN put the list of first steps away; null while it is shown, until all of them are done. */
    firstStepsEndedAt: timestamp('first_steps_ended_at', { withTimezone: true }),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('organizations_closing_at').on(table.closingAt).where(sql`closing_at is not null`),
    check('organizations_closed', sql`closed_at is null or closing_at is not null`),
    index('organizations_name').on(nameInOrder, table.id),
    check('organizations_spending_limit', sql`monthly_spending_limit >= 0`),
    check('organizations_credit', sql`invoice_limit >= 0 and invoice_approval > 0`),
    check('organizations_name_length', sql`char_length(name) between 1 and 120`),
    visibleName('organizations'),
    genuineRequest(),
    pgPolicy('tenant_isolation_organizations', {
      to: applicationRole,
      for: 'select',
      using: sql`id = ${currentOrganizationId}`,
    }),
  ],
);

/** Organizations as the platform's administration lists them; empty for everybody but platform admins. */
export const platformOrganizations = pgView('platform_organizations', {
  id: uuid().notNull(),
  name: text().notNull(),
  slug: text().notNull(),
  subscriptionTier: subscriptionTier('subscription_tier').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  /** Cents; see organizations. */
  invoiceLimit: integer('invoice_limit'),
  invoiceApproval: integer('invoice_approval'),
  people: integer().notNull(),
  orders: integer().notNull(),
  /** Cents of its orders, less refunds. */
  spent: bigint({ mode: 'number' }).notNull(),
}).existing();
