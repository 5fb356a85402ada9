import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgEnum, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, id, named, stateCode, texted, updatedAt, version, zipCode } from '../columns.ts';
import { nameInOrder } from '../name-order.ts';
import { organizationId } from '../owners.ts';
import { managedRows, modulePolicies } from '../policies.ts';

/** What a payee is for taxes, as they say on Form W-9. */
export const payeeClassification = pgEnum('payee_classification', [
  'INDIVIDUAL',
  'PARTNERSHIP',
  'C_CORPORATION',
  'S_CORPORATION',
  'TRUST_OR_ESTATE',
  'EXEMPT',
]);

/** Somebody who is paid for services or rent and may get a Form 1099. Of their tax number only the last four digits are kept. */
export const payees = pgTable(
  'payees',
  {
    id,
    organizationId,
    name: text().notNull(),
    /** Null until their Form W-9 is there. */
    classification: payeeClassification(),
    /** Attorneys get a form also when they are a corporation. */
    isAttorney: boolean('is_attorney').notNull().default(false),
    w9ReceivedOn: date('w9_received_on'),
    taxNumberLastFour: text('tax_number_last_four'),
    address: text(),
    city: text(),
    state: text(),
    zipCode: text('zip_code'),
    isActive: boolean('is_active').notNull().default(true),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('payees_organization_id_id').on(table.organizationId, table.id),
    index('payees_organization_id_name').on(table.organizationId, nameInOrder, table.id),
    named('payees'),
    texted('payees', 200, 'address', 'city'),
    stateCode('payees'),
    zipCode('payees'),
    check('payees_tax_number_last_four_format', sql`tax_number_last_four ~ '^[0-9]{4}$'`),
    ...modulePolicies('expense-tax', 'payees', managedRows),
  ],
);
