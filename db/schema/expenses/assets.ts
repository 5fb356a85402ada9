import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, jsonb, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { cents, createdAt, id, inRange, named, updatedAt, version } from '../columns.ts';
import { listings } from '../listings/listings.ts';
import { organizationId } from '../owners.ts';
import { isManager, modulePolicies, readsEverybody } from '../policies.ts';

/** How an asset is written off: by the tables of Publication 946, or by amounts that are typed in. */
export const assetClass = pgEnum('asset_class', ['RESIDENTIAL', 'COMMERCIAL', 'MANUAL']);

/** Something that lasts longer than a year and is written off over several. */
export const depreciableAssets = pgTable(
  'depreciable_assets',
  {
    id,
    organizationId,
    /** The property it is, or is part of; null for what serves the business. */
    listingId: uuid('listing_id'),
    name: text().notNull(),
    assetClass: assetClass('asset_class').notNull(),
    /** Cents, without land. */
    basis: cents('basis').notNull(),
    inServiceOn: date('in_service_on').notNull(),
    /** Cents by tax year, for MANUAL and for the year of a sale: {"2026": 120000}. */
    yearlyAmounts: jsonb('yearly_amounts').$type<Record<string, number>>().notNull().default({}),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('depreciable_assets_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'depreciable_assets_listing',
      columns: [table.organizationId, table.listingId],
      foreignColumns: [listings.organizationId, listings.id],
    }),
    index('depreciable_assets_organization_id_listing_id').on(table.organizationId, table.listingId, table.id),
    named('depreciable_assets'),
    inRange('depreciable_assets_basis', ['basis'], 1, 1_000_000_000_000),
    check('depreciable_assets_in_service_on', sql`in_service_on >= '1987-01-01'`),
    check('depreciable_assets_yearly_amounts', sql`jsonb_typeof(yearly_amounts) = 'object'`),
    ...modulePolicies('expense-tax', 'depreciable_assets', {
      select: readsEverybody,
      insert: isManager,
      update: isManager,
      delete: isManager,
    }),
  ],
);
