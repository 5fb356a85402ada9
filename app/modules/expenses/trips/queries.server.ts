import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenses, listings, users, vehicles } from '#db/schema/index.ts';
import type { TripFilters } from './filters.ts';

export const tripsPerPage = 50;
/** Rows of a log or file at most: more trips than a person drives in a year. */
export const tripsPerFile = 10_000;

const ofVehicle = and(eq(vehicles.organizationId, expenses.organizationId), eq(vehicles.id, expenses.vehicleId));
const isTrip = isNotNull(expenses.mileageDistance);

const columns = {
  id: expenses.id,
  date: expenses.date,
  from: expenses.mileageFrom,
  to: expenses.mileageTo,
  purpose: expenses.mileagePurpose,
  vehicleId: expenses.vehicleId,
  vehicle: vehicles.name,
  driver: users.name,
  odometerStart: expenses.mileageStart,
  odometerEnd: expenses.mileageEnd,
  miles: sql<number>`${expenses.mileageDistance}::float8`,
  /** Cents a mile. */
  rate: expenses.mileageRate,
  amount: expenses.amount,
  deductible: expenses.deductibleAmount,
  status: expenses.status,
};

const matching = ({ year, vehicle }: TripFilters) =>
  and(eq(expenses.taxYear, year), isTrip, vehicle ? eq(expenses.vehicleId, vehicle) : undefined);

/** Whether the odometer says that another trip of the vehicle was at the same time. */
const overlaps = sql<boolean>`exists (select from expenses other
  where other.organization_id = ${expenses.organizationId} and other.vehicle_id = ${expenses.vehicleId} and other.id <> ${expenses.id}
    and other.mileage_start < ${expenses.mileageEnd} and other.mileage_end > ${expenses.mileageStart})`;

/** A page of trips, the latest first, and one row more where another page follows. */
export function listTrips(handle: QueryHandle, filters: TripFilters) {
  const { before } = filters;
  return handle
    .select({ ...columns, overlaps })
    .from(expenses)
    .leftJoin(vehicles, ofVehicle)
    .leftJoin(users, eq(users.id, expenses.userId))
    .where(
      and(
        matching(filters),
        before && sql`(${expenses.date}, ${expenses.id}) < (${before.date}::date, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(expenses.date), desc(expenses.id))
    .limit(tripsPerPage + 1);
}
export type ListedTrip = Awaited<ReturnType<typeof listTrips>>[number];

/** Sums of all trips that the filters show: cents and miles, without rejected ones. */
export function sumTrips(handle: QueryHandle, filters: TripFilters) {
  const counted = sql`filter (where ${expenses.status} <> 'REJECTED')`;
  return handle
    .select({
      count: sql<number>`(count(*) ${counted})::integer`,
      miles: sql<number>`(coalesce(sum(${expenses.mileageDistance}) ${counted}, 0))::float8`,
      amount: sql<number>`(coalesce(sum(${expenses.amount}) ${counted}, 0))::float8`,
      deductible: sql<number>`(coalesce(sum(${expenses.deductibleAmount}) ${counted}, 0))::float8`,
    })
    .from(expenses)
    .where(matching(filters));
}

/** The trips of a log or a file, oldest first. */
export function listTripsForLog(handle: QueryHandle, filters: TripFilters) {
  return handle
    .select({ ...columns, property: listings.address, notes: expenses.notes })
    .from(expenses)
    .leftJoin(vehicles, ofVehicle)
    .leftJoin(users, eq(users.id, expenses.userId))
    .leftJoin(listings, and(eq(listings.organizationId, expenses.organizationId), eq(listings.id, expenses.listingId)))
    .where(matching(filters))
    .orderBy(asc(expenses.date), asc(expenses.id))
    .limit(tripsPerFile);
}
export type LoggedTrip = Awaited<ReturnType<typeof listTripsForLog>>[number];

/** A trip; no row for one that the viewer does not see, and none without an id. */
export function findTrip(handle: QueryHandle, id: string | null) {
  return handle
    .select({
      ...columns,
      listingId: expenses.listingId,
      reimbursedAmount: expenses.reimbursedAmount,
      notes: expenses.notes,
      userId: expenses.userId,
      version: expenses.version,
      isClosed: sql<boolean>`exists (select from closed_tax_years c where c.organization_id = ${expenses.organizationId} and c.tax_year = ${expenses.taxYear})`,
    })
    .from(expenses)
    .leftJoin(vehicles, ofVehicle)
    .leftJoin(users, eq(users.id, expenses.userId))
    .where(id === null ? sql`false` : and(eq(expenses.id, id), isTrip));
}
export type FoundTrip = Awaited<ReturnType<typeof findTrip>>[number];
