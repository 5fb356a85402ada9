import { and, asc, desc, eq, gte, lte, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { closedTaxYears, incomeEntries, listings } from '#db/schema/index.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import type { IncomeFilters } from './filters.ts';

export const incomePerPage = 50;
/** Rows of the file to download. */
const mostRowsOfFile = 50_000;

/** Whether a row is on Schedule E: the rent of a rental property. */
const isRent = sql<boolean>`(${incomeEntries.kind} = 'RENT' and coalesce(${listings.kind} = 'RENTAL', false))`;

function narrow({ query, year, kind, property, from, to }: IncomeFilters): SQL | undefined {
  const words = query && patternHolding(query);
  return and(
    year ? eq(incomeEntries.taxYear, year) : undefined,
    from ? gte(incomeEntries.date, from) : undefined,
    to ? lte(incomeEntries.date, to) : undefined,
    property ? eq(incomeEntries.listingId, property) : undefined,
    kind === 'BUSINESS' ? sql`not ${isRent}` : kind ? eq(incomeEntries.kind, kind) : undefined,
    words
      ? sql`(${incomeEntries.payer} ilike ${words} or coalesce(${incomeEntries.description}, '') ilike ${words})`
      : undefined,
  );
}

const columns = {
  id: incomeEntries.id,
  date: incomeEntries.date,
  taxYear: incomeEntries.taxYear,
  kind: incomeEntries.kind,
  payer: incomeEntries.payer,
  description: incomeEntries.description,
  amount: incomeEntries.amount,
  listingId: incomeEntries.listingId,
  listing: listings.address,
  federalWithheld: incomeEntries.federalWithheld,
  stateWithheld: incomeEntries.stateWithheld,
  version: incomeEntries.version,
};

/** A page of income, newest first, behind the row that `filters.before` names; one more row when there is another. */
export function listIncome(handle: QueryHandle, filters: IncomeFilters) {
  const { before } = filters;
  const isBehind =
    before && sql`(${incomeEntries.date}, ${incomeEntries.id}) < (${before.date}::date, ${before.id}::uuid)`;
  return handle
    .select(columns)
    .from(incomeEntries)
    .leftJoin(listings, eq(listings.id, incomeEntries.listingId))
    .where(and(narrow(filters), isBehind))
    .orderBy(desc(incomeEntries.date), desc(incomeEntries.id))
    .limit(incomePerPage + 1);
}

/** The rows that the same filters show, all pages of them. */
export function listIncomeForFile(handle: QueryHandle, filters: IncomeFilters) {
  return handle
    .select(columns)
    .from(incomeEntries)
    .leftJoin(listings, eq(listings.id, incomeEntries.listingId))
    .where(narrow(filters))
    .orderBy(desc(incomeEntries.date), desc(incomeEntries.id))
    .limit(mostRowsOfFile);
}

/** Sums of all rows that the filters show, in cents. */
export function sumIncomeRows(handle: QueryHandle, filters: IncomeFilters) {
  return handle
    .select({
      count: sql<number>`count(*)::integer`,
      amount: sql<number>`coalesce(sum(${incomeEntries.amount}), 0)::float8`,
      rents: sql<number>`coalesce(sum(${incomeEntries.amount}) filter (where ${isRent}), 0)::float8`,
      withheld: sql<number>`coalesce(sum(${incomeEntries.federalWithheld} + ${incomeEntries.stateWithheld}), 0)::float8`,
    })
    .from(incomeEntries)
    .leftJoin(listings, eq(listings.id, incomeEntries.listingId))
    .where(narrow(filters));
}

/** An entry of income; no row for one of somebody else. */
export function findIncome(handle: QueryHandle, id: string) {
  return handle
    .select({ ...columns, isClosed: sql<boolean>`${closedTaxYears.id} is not null` })
    .from(incomeEntries)
    .leftJoin(listings, eq(listings.id, incomeEntries.listingId))
    .leftJoin(
      closedTaxYears,
      and(
        eq(closedTaxYears.organizationId, incomeEntries.organizationId),
        eq(closedTaxYears.taxYear, incomeEntries.taxYear),
      ),
    )
    .where(eq(incomeEntries.id, id));
}

/** The properties that income can be for. */
export function listProperties(handle: QueryHandle) {
  return handle
    .select({
      id: listings.id,
      address: sql<string>`${listings.address} || ', ' || ${listings.city}`,
      kind: listings.kind,
    })
    .from(listings)
    .orderBy(asc(listings.address), asc(listings.id));
}

export type IncomeRow = Awaited<ReturnType<typeof listIncome>>[number];
export type Property = Awaited<ReturnType<typeof listProperties>>[number];
