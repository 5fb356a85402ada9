import { boolean, char, index, pgEnum, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, id, named, stateCode, updatedAt, version, zipCode } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { isContributor, isManager, tenantPolicies } from '../policies.ts';

/** Whether a property is sold or let. Expenses of a rental go to Schedule E. */
export const listingKind = pgEnum('listing_kind', ['SALE', 'RENTAL']);

/** A property that the organization sells or lets. A property with expenses stays; `is_active` retires it. */
export const listings = pgTable(
  'listings',
  {
    id,
    organizationId,
    address: text().notNull(),
    city: text().notNull(),
    state: char({ length: 2 }).notNull(),
    zipCode: text('zip_code').notNull(),
    kind: listingKind().notNull(),
    isActive: boolean('is_active').notNull().default(true),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('listings_organization_id_id').on(table.organizationId, table.id),
    index('listings_organization_id_address').on(table.organizationId, table.address, table.id),
    named('listings', 'address'),
    stateCode('listings'),
    zipCode('listings'),
    ...tenantPolicies('listings', { insert: isContributor, update: isContributor, delete: isManager }),
  ],
);
