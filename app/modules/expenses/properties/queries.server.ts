import { asc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { depreciableAssets, expenses, incomeEntries, listings } from '#db/schema/index.ts';

export const propertiesPerPage = 50;

const ofProperty = (year: number) =>
  sql`where organization_id = ${listings.organizationId} and listing_id = ${listings.id} and tax_year = ${year}`;

const sums = (year: number) => ({
  /** Cents; 0 for who may not see taxes, and not shown to them. */
  rent: sql<number>`(select coalesce(sum(amount), 0)::float8 from ${incomeEntries} ${ofProperty(year)} and kind = 'RENT')`,
  /** Cents that left the account, of approved expenses that the viewer sees. */
  spent: sql<number>`(select coalesce(sum(net_amount), 0)::float8 from ${expenses} ${ofProperty(year)} and status = 'APPROVED')`,
  deductible: sql<number>`(select coalesce(sum(deductible_amount), 0)::float8 from ${expenses} ${ofProperty(year)} and status = 'APPROVED')`,
});

const columns = {
  id: listings.id,
  address: listings.address,
  city: listings.city,
  state: listings.state,
  zipCode: listings.zipCode,
  kind: listings.kind,
  isActive: listings.isActive,
};

/**
 * A page of properties by address, each with its sums of the year, and one row more where another page follows.
 * @param after  the last one of the page before
 */
export function listProperties(handle: QueryHandle, year: number, after?: { address: string; id: string }) {
  return handle
    .select({ ...columns, ...sums(year) })
    .from(listings)
    .where(after && sql`(${listings.address}, ${listings.id}) > (${after.address}, ${after.id}::uuid)`)
    .orderBy(asc(listings.address), asc(listings.id))
    .limit(propertiesPerPage + 1);
}
export type ListedProperty = Awaited<ReturnType<typeof listProperties>>[number];

/** All properties with their sums of the year, for a file. */
export function listPropertiesForFile(handle: QueryHandle, year: number) {
  return handle
    .select({ ...columns, ...sums(year) })
    .from(listings)
    .orderBy(asc(listings.address), asc(listings.id))
    .limit(10_000);
}

/** A property with its sums of the year. */
export function findProperty(handle: QueryHandle, id: string, year: number) {
  return handle
    .select({ ...columns, version: listings.version, ...sums(year) })
    .from(listings)
    .where(eq(listings.id, id));
}

/** The approved expenses of a property in a year by the line of its form, in the order of the form. Amounts are cents. */
export function listPropertyLines(handle: QueryHandle, id: string, year: number) {
  const form = sql`case when ${listings.kind} = 'RENTAL' then 'SCHEDULE_E' else 'SCHEDULE_C' end::tax_form`;
  return (
    handle
      .select({
        /** Null for what is on no line of the form. */
        line: sql<string | null>`line.line`,
        label: sql<string>`coalesce(line.label, 'On no line')`,
        spent: sql<number>`sum(expense.net_amount)::float8`,
        deductible: sql<number>`sum(expense.deductible_amount)::float8`,
        count: sql<number>`count(*)::integer`,
      })
      .from(listings)
      .innerJoin(
        sql`expenses expense`,
        sql`expense.organization_id = ${listings.organizationId} and expense.listing_id = ${listings.id}
        and expense.tax_year = ${year} and expense.status = 'APPROVED'`,
      )
      .innerJoin(sql`expense_categories category`, sql`category.id = expense.category_id`)
      // A rental has what the form has no line for on line 19, Other.
      .leftJoin(
        sql`lateral (
        select line, label from tax_form_lines
        where form = ${form} and first_tax_year <= ${year} and not (category.irs_category is null and category.deduction_limit = 0)
          and irs_category in (coalesce(category.irs_category, 'OTHER_EXPENSES'),
            case when ${listings.kind} = 'RENTAL' then 'OTHER_EXPENSES'::irs_category end)
        order by irs_category = coalesce(category.irs_category, 'OTHER_EXPENSES') desc, first_tax_year desc limit 1) line`,
        sql`true`,
      )
      .where(eq(listings.id, id))
      .groupBy(sql`line.line`, sql`line.label`)
      .orderBy(sql`nullif(regexp_replace(line.line, '\\D', '', 'g'), '')::integer nulls last`, sql`line.line`)
  );
}

const assetColumns = {
  id: depreciableAssets.id,
  listingId: depreciableAssets.listingId,
  /** Its address; null for an asset of the business. */
  property: listings.address,
  name: depreciableAssets.name,
  assetClass: depreciableAssets.assetClass,
  basis: depreciableAssets.basis,
  inService: depreciableAssets.inServiceOn,
  yearlyAmounts: depreciableAssets.yearlyAmounts,
};

/** The assets of a property, oldest first; without an id those of all properties and of the business. */
export function listAssets(handle: QueryHandle, listingId?: string) {
  return handle
    .select(assetColumns)
    .from(depreciableAssets)
    .leftJoin(listings, eq(listings.id, depreciableAssets.listingId))
    .where(listingId ? eq(depreciableAssets.listingId, listingId) : undefined)
    .orderBy(asc(depreciableAssets.inServiceOn), asc(depreciableAssets.id))
    .limit(2_000);
}
export type ListedAsset = Awaited<ReturnType<typeof listAssets>>[number];
