import { sql } from 'drizzle-orm';
import { organizations } from '#db/schema/index.ts';

// Parts of what forms offer, as JSON, in a query on the viewer's row of `organizations`.

/** The id of that row. By itself in a template it keeps the name of its table, which a column of a query on one table does not. */
export const ofOrganizationRow = sql`${organizations.id}`;

/** Areas that the viewer watches, by key and name. */
export const watchedAreas = sql`(select coalesce(jsonb_agg(jsonb_build_object('key', area_key, 'name', coalesce((select area_name
      from reid_market_data where organization_id = ${ofOrganizationRow} and area_key = watched.area_key limit 1), area_key)) order by area_key), '[]')
  from (select area_key from reid_watched_areas where organization_id = ${ofOrganizationRow} and user_id = (select app.current_user_id())
    order by created_at desc limit 30) watched)`;

/** The sources of the organization's market data, by name. It leaps from one to the next in an index, whatever lies between them. */
export const knownSources = sql`(with recursive source (name) as (
    (select data_source from reid_market_data where organization_id = ${ofOrganizationRow} order by data_source limit 1)
    union all
    select (select data_source from reid_market_data where organization_id = ${ofOrganizationRow} and data_source > source.name
      order by data_source limit 1)
    from source where source.name is not null
  ) select coalesce(jsonb_agg(name order by name collate human), '[]') from source where name is not null)`;

/** Types of property in the organization's newest market data. */
export const knownPropertyTypes = sql`(select coalesce(jsonb_agg(distinct property_type), '[]') from (
    select property_type from reid_market_data where organization_id = ${ofOrganizationRow} order by report_date desc limit 2000) newest
  where property_type is not null)`;
