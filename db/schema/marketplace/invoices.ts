import { sql } from 'drizzle-orm';
import {
  check,
  integer,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { id, updatedAt } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { applicationRole, isPlatformAdmin } from '../policies.ts';

/** The seller as an invoice or a credit note names it. Texts, empty where nothing is said. */
export interface Seller {
  name: string;
  street: string;
  city: string;
  state: string;
  postalCode: string;
  email: string;
  taxId: string;
  /** Where to pay to, in several lines. */
  paymentInstructions: string;
  /** Why no tax is charged. */
  taxNote: string;
}

/** The settings of the platform: one row. What documents say of the seller is copied when they are issued. */
export const platformSettings = pgTable(
  'platform_settings',
  {
    id,
    sellerName: text('seller_name').notNull(),
    sellerStreet: text('seller_street').notNull().default(''),
    sellerCity: text('seller_city').notNull().default(''),
    sellerState: text('seller_state').notNull().default(''),
    sellerPostalCode: text('seller_postal_code').notNull().default(''),
    sellerEmail: text('seller_email').notNull().default(''),
    sellerTaxpayerNumber: text('seller_taxpayer_number').notNull().default(''),
    paymentInstructions: text('payment_instructions').notNull().default(''),
    untaxedBecause: text('untaxed_because').notNull(),
    /** Counts saves, so that one who opened an older state is told. */
    revision: integer().notNull().default(0),
    updatedAt,
  },
  () => [
    uniqueIndex('platform_settings_one_row').on(sql`(true)`),
    pgPolicy('platform_read_platform_settings', { to: applicationRole, for: 'select', using: isPlatformAdmin }),
  ],
);

export const documentKind = pgEnum('document_kind', ['INVOICE', 'CREDIT_NOTE']);

/** The last number that was given to a document of a kind, by organization and year (UTC). Only functions read and write it. */
export const documentCounters = pgTable(
  'document_counters',
  {
    organizationId,
    kind: documentKind().notNull(),
    year: smallint().notNull(),
    last: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.kind, table.year] }),
    check('document_counters_last', sql`last > 0`),
  ],
).enableRLS();
