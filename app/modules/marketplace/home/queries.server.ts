import { sql } from 'drizzle-orm';
import { callFunction, type Row } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools, organizations } from '#db/schema/index.ts';

/** A purchase with a period, and what its next one costs in cents. */
export type ComingCharge = Row<'list_coming_charges'>;

/** An order of which something is owed, in cents. */
export type OpenInvoice = Row<'list_open_invoices'>;

const mostInvoices = 5;
const mostUsedTools = 8;

/** What renews or ends in the viewer's organization, the nearest first. */
export function listComingCharges(handle: QueryHandle) {
  return callFunction(handle, 'list_coming_charges', {});
}

/** Some of the orders that the viewer's organization owes something for, those due first in front. */
export function listInvoicesAtHome(handle: QueryHandle) {
  return callFunction(handle, 'list_open_invoices', { limit: mostInvoices });
}

/** The tools that the viewer's organization owns and opened in the last 30 days (UTC, today included), the latest first. */
export function listToolsUsedLately(handle: QueryHandle) {
  return handle
    .select({
      slug: marketplaceTools.slug,
      /** Opens of each of the 30 days, oldest first. */
      opens: sql<number[]>`array(select coalesce(daily.opens, 0) from generate_series(29, 0, -1) as ago
        left join tool_usage_daily daily on daily.organization_id = app.current_organization_id()
          and daily.tool_id = used.tool_id and daily.day = (now() at time zone 'utc')::date - ago
        order by ago desc)`,
    })
    .from(marketplaceTools)
    .innerJoin(
      // Tool by tool, as the primary key is ordered: what the organization used over the years is not read through.
      sql`(select purchase.tool_id, recent.last_day, recent.opens from tool_purchases purchase
        cross join lateral (select max(day) as last_day, sum(opens) as opens from tool_usage_daily daily
          where daily.organization_id = purchase.organization_id and daily.tool_id = purchase.tool_id
            and daily.day > (now() at time zone 'utc')::date - 30) recent
        where purchase.organization_id = app.current_organization_id() and purchase.status = 'ACTIVE' and recent.opens > 0
        order by recent.last_day desc, recent.opens desc, purchase.tool_id limit ${mostUsedTools}) used`,
      sql`used.tool_id = ${marketplaceTools.id}`,
    )
    .orderBy(sql`used.last_day desc, used.opens desc, used.tool_id`);
}

/** How far the viewer's organization has come since it was made, and how many people it has who use tools: one row, none without one. */
export function findProgress(handle: QueryHandle) {
  return handle
    .select({
      /** When the list of first steps was put away; null while it is shown. */
      stepsEndedAt: organizations.firstStepsEndedAt,
      hasBought: sql<boolean>`exists (select from tool_purchases where organization_id = app.current_organization_id())`,
      hasUsed: sql<boolean>`exists (select from tool_purchases
        where organization_id = app.current_organization_id() and first_used_at is not null)`,
      hasInvited: sql<boolean>`(exists (select from invitations where organization_id = app.current_organization_id())
        or (select count(*) from memberships where organization_id = app.current_organization_id()) > 1)`,
      /** All but VIEWERs, who hold no seats. */
      people: sql<number>`(select count(*)::integer from memberships
        where organization_id = app.current_organization_id() and role <> 'VIEWER')`,
    })
    .from(organizations);
}
