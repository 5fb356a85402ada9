import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { closedTaxYears, memberships, users, vehicles, vehicleYears } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import type { VehicleMethod } from './schema.ts';

/** Vehicles that an expense or a trip can be booked on: the taxpayer's and those of persons whom the viewer sees, by name. */
export function listVehiclesToPick(handle: QueryHandle) {
  return handle
    .select({
      id: vehicles.id,
      name: vehicles.name,
      /** Null for the taxpayer's. */
      personId: vehicles.personId,
      personName: users.name,
      lastUsedOn: vehicles.lastUsedOn,
    })
    .from(vehicles)
    .leftJoin(users, eq(users.id, vehicles.personId))
    .orderBy(inNameOrder(vehicles.name), asc(vehicles.id));
}
export type PickedVehicle = Awaited<ReturnType<typeof listVehiclesToPick>>[number];

/** The people who may be said to own a vehicle: everybody but VIEWERs. */
export function listDrivers(handle: QueryHandle) {
  return handle
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(sql`${memberships.role} <> 'VIEWER'`)
    .orderBy(inNameOrder(users.name), asc(users.id));
}

const inYear = (condition: SQL, year: number) =>
  sql`from expenses e where e.organization_id = ${vehicles.organizationId} and e.vehicle_id = ${vehicles.id}
    and e.tax_year = ${year} and ${condition}`;
const tripsCount = sql`e.mileage_distance is not null and e.status = 'APPROVED'`;
const costsCount = sql`e.mileage_distance is null and e.status = 'APPROVED'`;

const yearColumns = (year: number) => ({
  method: sql<VehicleMethod>`app.vehicle_method(${vehicles.organizationId}, ${vehicles.id}, ${year})`,
  odometerStart: vehicleYears.odometerStart,
  odometerEnd: vehicleYears.odometerEnd,
  commutingMiles: vehicleYears.commutingMiles,
  /** Percent of all miles; null until both readings are known. */
  businessPercent: vehicleYears.businessPercent,
  /** Approved trips, as far as the viewer sees them. */
  businessMiles: sql<number>`(select coalesce(sum(e.mileage_distance), 0)::float8 ${inYear(tripsCount, year)})`,
  /** Cents. */
  tripsAmount: sql<number>`(select coalesce(sum(e.amount), 0)::float8 ${inYear(tripsCount, year)})`,
  tripsDeductible: sql<number>`(select coalesce(sum(e.deductible_amount), 0)::float8 ${inYear(tripsCount, year)})`,
  waitingTrips: sql<number>`(select count(*)::integer ${inYear(sql`e.mileage_distance is not null and e.status in ('PENDING', 'NEEDS_REVIEW')`, year)})`,
  costs: sql<number>`(select coalesce(sum(e.net_amount), 0)::float8 ${inYear(costsCount, year)})`,
  costsDeductible: sql<number>`(select coalesce(sum(e.deductible_amount), 0)::float8 ${inYear(costsCount, year)})`,
});

const joinYear = (year: number) =>
  and(
    eq(vehicleYears.organizationId, vehicles.organizationId),
    eq(vehicleYears.vehicleId, vehicles.id),
    eq(vehicleYears.taxYear, year),
  );

/** The vehicles in use in a year, each with what the year says of it, by name. Amounts are cents of approved rows. */
export function listVehicleYears(handle: QueryHandle, year: number) {
  return handle
    .select({
      id: vehicles.id,
      name: vehicles.name,
      personId: vehicles.personId,
      personName: users.name,
      firstUsedOn: vehicles.firstUsedOn,
      lastUsedOn: vehicles.lastUsedOn,
      ...yearColumns(year),
    })
    .from(vehicles)
    .leftJoin(users, eq(users.id, vehicles.personId))
    .leftJoin(vehicleYears, joinYear(year))
    .where(
      and(
        sql`${vehicles.firstUsedOn} <= make_date(${year}, 12, 31)`,
        or(isNull(vehicles.lastUsedOn), sql`${vehicles.lastUsedOn} >= make_date(${year}, 1, 1)`),
      ),
    )
    .orderBy(inNameOrder(vehicles.name), asc(vehicles.id));
}
export type VehicleYear = Awaited<ReturnType<typeof listVehicleYears>>[number];

/** A vehicle with what a year says of it; no row for one that the viewer does not see. */
export function findVehicle(handle: QueryHandle, id: string, year: number) {
  return handle
    .select({
      id: vehicles.id,
      name: vehicles.name,
      personId: vehicles.personId,
      personName: users.name,
      firstUsedOn: vehicles.firstUsedOn,
      lastUsedOn: vehicles.lastUsedOn,
      version: vehicles.version,
      ...yearColumns(year),
      isAvailableForPersonalUse: vehicleYears.isAvailableForPersonalUse,
      hasAnotherVehicle: vehicleYears.hasAnotherVehicle,
      hasEvidence: vehicleYears.hasEvidence,
      isEvidenceWritten: vehicleYears.isEvidenceWritten,
      /** Null where nothing was said of the year yet. */
      yearVersion: vehicleYears.version,
      isClosed: sql<boolean>`exists (select from ${closedTaxYears} c where c.organization_id = ${vehicles.organizationId} and c.tax_year = ${year})`,
    })
    .from(vehicles)
    .leftJoin(users, eq(users.id, vehicles.personId))
    .leftJoin(vehicleYears, joinYear(year))
    .where(eq(vehicles.id, id));
}
export type FoundVehicle = Awaited<ReturnType<typeof findVehicle>>[number];
