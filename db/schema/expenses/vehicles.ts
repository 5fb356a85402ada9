import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  createdAt,
  id,
  inRange,
  miles,
  named,
  percent,
  percentages,
  taxYears,
  updatedAt,
  version,
} from '../columns.ts';
import { nameInOrder } from '../name-order.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isContributor, isManager, modulePolicies, readsEverybody } from '../policies.ts';

/** How a vehicle's costs are deducted in a year: a rate for each mile, or what it cost. */
export const vehicleMethod = pgEnum('vehicle_method', ['STANDARD', 'ACTUAL']);

const isOwnVehicle = sql`(person_id = ${currentUserId} and ${isContributor}) or ${isManager}`;

/** A car that is driven for the business: the taxpayer's, or a person's, who is reimbursed. */
export const vehicles = pgTable(
  'vehicles',
  {
    id,
    organizationId,
    name: text().notNull(),
    /** Whose it is; null for the taxpayer's. */
    personId: person('person_id'),
    firstUsedOn: date('first_used_on').notNull(),
    /** Null while it is driven. */
    lastUsedOn: date('last_used_on'),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('vehicles_organization_id_id').on(table.organizationId, table.id),
    index('vehicles_organization_id_name').on(table.organizationId, nameInOrder, table.id),
    named('vehicles'),
    check('vehicles_days', sql`last_used_on >= first_used_on`),
    ...modulePolicies('expense-tax', 'vehicles', {
      select: sql`person_id is null or person_id = ${currentUserId} or ${readsEverybody}`,
      insert: isOwnVehicle,
      update: isOwnVehicle,
      delete: isOwnVehicle,
    }),
  ],
);

const isOfOwnVehicle = sql`exists (select from vehicles where vehicles.organization_id = vehicle_years.organization_id
  and vehicles.id = vehicle_years.vehicle_id and ((vehicles.person_id = ${currentUserId} and ${isContributor}) or ${isManager}))`;

/** What Schedule C asks of a vehicle in a year, lines 43 to 47. */
export const vehicleYears = pgTable(
  'vehicle_years',
  {
    organizationId,
    vehicleId: uuid('vehicle_id').notNull(),
    taxYear: smallint('tax_year').notNull(),
    method: vehicleMethod().notNull().default('STANDARD'),
    /** Odometer on 1 January, or on the first day of use, and on 31 December. */
    odometerStart: miles('odometer_start'),
    odometerEnd: miles('odometer_end'),
    /** Percent of all miles that are approved trips, kept by trigger; null until both readings are known. */
    businessPercent: percent('business_percent'),
    commutingMiles: miles('commuting_miles').notNull().default(0),
    isAvailableForPersonalUse: boolean('is_available_for_personal_use').notNull().default(false),
    hasAnotherVehicle: boolean('has_another_vehicle').notNull().default(false),
    hasEvidence: boolean('has_evidence').notNull().default(true),
    isEvidenceWritten: boolean('is_evidence_written').notNull().default(true),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.vehicleId, table.taxYear] }),
    foreignKey({
      name: 'vehicle_years_vehicle',
      columns: [table.organizationId, table.vehicleId],
      foreignColumns: [vehicles.organizationId, vehicles.id],
    }).onDelete('cascade'),
    taxYears('vehicle_years'),
    inRange('vehicle_years_miles', ['odometer_start', 'odometer_end', 'commuting_miles'], 0),
    percentages('vehicle_years', 'business_percent'),
    check('vehicle_years_odometer_order', sql`odometer_end >= odometer_start`),
    ...modulePolicies('expense-tax', 'vehicle_years', {
      // Who sees the vehicle: its own policy decides.
      select: sql`exists (select from vehicles where vehicles.organization_id = vehicle_years.organization_id and vehicles.id = vehicle_years.vehicle_id)`,
      insert: isOfOwnVehicle,
      update: isOfOwnVehicle,
      delete: isOfOwnVehicle,
    }),
  ],
);
