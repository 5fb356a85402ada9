import type { Client } from 'pg';
import { only } from './rows.ts';

/**
 * Two years of a ZIP code, its county and its state by Redfin, the people of the ZIP code, and a school.
 * Made again, they stay as they are.
 * @returns the key of the ZIP code, and the school's id
 */
export async function createMarkets(sql: Client, organizationId: string): Promise<{ area: string; school: string }> {
  await sql.query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, city, county, state, data_source, report_date, period_type,
       median_price, active_listings, new_listings, sold_listings, days_on_market, sale_to_list_ratio)
     select $1, key, name, type::reid_area_type, zip, city, county, 'IL', 'redfin', (day + interval '1 month - 1 day')::date, 'MONTHLY',
       price + 3000 * (extract(epoch from day)::bigint / 86400 - 20000), 120, 50, 40, 35.5, 0.985
     from (values ('zip-60601', '60601', 'ZIP', '60601', 'Chicago', 'Cook', 35000000),
       ('state-il', 'Illinois', 'STATE', null, null, null, 28000000),
       ('county-17031', 'Cook, IL', 'COUNTY', null, null, 'Cook', 31000000)) area (key, name, type, zip, city, county, price)
     cross join generate_series(date_trunc('month', now()) - interval '26 months', date_trunc('month', now()) - interval '1 month',
       interval '1 month') day
     on conflict do nothing`,
    [organizationId],
  );
  await sql.query(
    `insert into reid_demographics (organization_id, area_key, area_name, area_type, zip_code, city, state, report_year, data_source,
       total_population, median_income, margins_of_error, age_distribution)
     select $1, 'zip-60601', '60601', 'ZIP', '60601', 'Chicago', 'IL', year, 'acs-5-year', 14675, 11500000,
       '{"total_population": 1289, "median_income": 900000}', '{"under 18": 16, "18 and over": 84}'
     from unnest(array[2018, 2023]) year on conflict do nothing`,
    [organizationId],
  );
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into reid_schools (organization_id, name, school_type, city, state, zip_code, county_fips, latitude, longitude, serves_grades, data_source)
       values ($1, 'Lake School', 'Elementary', 'Chicago', 'IL', '60601', '17031', 41.885, -87.622, 'KG–05', 'nces') returning id`,
      [organizationId],
    ),
  );
  return { area: 'zip-60601', school: id };
}
