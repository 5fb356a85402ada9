import type { Client } from 'pg';
import type { TestOrganization } from '../factories/organizations.ts';
import { type CrowdedPage, crowdedOrganizations, findId } from './crowded-pages.ts';

/** Forty ZIP codes and their state, 122 months each: 200 organizations have a million figures. */
const zips = 40;
const months = 122;

export const reidBenchPages: readonly CrowdedPage[] = [
  { address: '/reid', shows: '78704' },
  { address: '/reid/markets', shows: '78704' },
  { address: '/reid/markets?q=787&sort=change', shows: '78704' },
  { address: '/reid/markets?type=ZIP&state=TX&figure=inventory_months', shows: '78704' },
  { address: '/reid/markets/compare?a=zip-78704&a=zip-78705&a=state-tx', shows: '78705' },
  { address: '/reid/markets/zip-78704', shows: '78704' },
  { address: '/reid/markets/zip-78704?asof=2026-01-01', shows: '78704' },
  { address: '/reid/markets/zip-78704/figures.csv', shows: '2025' },
  { address: '/reid/figures/:figure', shows: '78704' },
  { address: '/reid/demographics?a=zip-78704&a=zip-78705', shows: '78705' },
  { address: '/reid/schools?state=TX', shows: 'School 1' },
  { address: '/reid/schools?near=30.27,-97.74&miles=5', shows: 'School' },
  { address: '/reid/roi?strategy=rental&price=300000&rent=2600', shows: 'Calculate' },
  { address: '/reid/roi/saved', shows: 'Simulation 1' },
  { address: '/reid/alerts', shows: 'Prices in Austin' },
  { address: '/reid/alerts/new', shows: 'Create alert' },
  { address: '/reid/alerts/events', shows: 'Event 1' },
  { address: '/reid/reports/new', shows: 'Generate' },
  { address: '/reid/profiles/new', shows: 'Make profile' },
  { address: '/reid/data', shows: 'tracker.tsv' },
];

/** Gives every organization 5,002 figures, and of everything else what goes with them. */
export async function fillReid(sql: Client, { id, owner }: TestOrganization): Promise<Record<string, string>> {
  await sql.query(
    `insert into reid_imports (organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, data_sources, status, applied_at)
     select organization.id, $2, 'zip_code_market_tracker.tsv', 'imports/' || organization.id || '/1', 1000, repeat('a', 64), 'REDFIN',
       array['redfin'], 'APPLIED', now() - interval '1 day' from ${crowdedOrganizations}`,
    [id, owner.id],
  );
  await sql.query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, state, report_date, period_type, data_source,
       median_price, median_rent, active_listings, sold_listings, new_listings, days_on_market, import_id, source_line, source_row)
     select organization.id, case area when 0 then 'state-tx' else 'zip-' || 78699 + area end,
       case area when 0 then 'Texas' else (78699 + area)::text end, case area when 0 then 'STATE' else 'ZIP' end::reid_area_type,
       case when area > 0 then (78699 + area)::text end, 'TX',
       (date_trunc('month', app.today()) - month * interval '1 month')::date - 1, 'MONTHLY', 'redfin',
       30000000 + area * 100000 + (120 - month) * 50000, 200000, 300 + month % 12 * 10, 80 + month % 12 * 5, 90, 40 + month % 30, import.id,
       2 + area * $2::integer + month, '{"cells": []}'
     from ${crowdedOrganizations}
     join reid_imports import on import.organization_id = organization.id
     cross join generate_series(0, $3::integer) area
     cross join generate_series(0, $2::integer - 1) month`,
    [id, months, zips],
  );
  await sql.query(
    `insert into reid_demographics (organization_id, area_key, area_name, area_type, zip_code, state, report_year, data_source,
       total_population, median_income, median_home_value, margins_of_error)
     select organization.id, 'zip-' || 78699 + area, 78699 + area, 'ZIP', (78699 + area)::text, 'TX', year, 'acs5', 20000 + area * 100,
       7000000 + area * 1000, 40000000, '{"median_income": 200000}'
     from ${crowdedOrganizations}
     cross join generate_series(1, $2::integer) area
     cross join unnest(array[2018, 2023]) year`,
    [id, zips],
  );
  await sql.query(
    `insert into reid_schools (organization_id, name, state, city, zip_code, latitude, longitude, data_source, import_id, source_line)
     select organization.id, 'School ' || number, 'TX', 'Austin', (78700 + number % 40)::text, 30 + number % 100 / 200.0,
       -98 + number % 77 / 200.0, 'nces', import.id, number
     from ${crowdedOrganizations}
     join reid_imports import on import.organization_id = organization.id
     cross join generate_series(1, 200) number`,
    [id],
  );
  await sql.query(
    `with alert as (
       insert into reid_alerts (organization_id, user_id, name, alert_type, area_keys, conditions)
       select organization.id, $2, 'Prices in Austin', 'PRICE_DROP', array['zip-78704'],
         '{"figure": "price", "compare": "falls", "value": 5, "unit": "percent", "over": "year", "source": "redfin"}'
       from ${crowdedOrganizations}
       returning id, organization_id)
     insert into reid_alert_events (organization_id, alert_id, area_key, area_name, data_source, report_date, figure, sentence, state, created_at)
     select organization_id, id, 'zip-78704', '78704', 'redfin', app.today() - number, 'price', 'Event ' || number, 'NEW',
       now() - number * interval '1 day'
     from alert cross join generate_series(1, 100) number`,
    [id, owner.id],
  );
  await sql.query(
    `insert into reid_roi_simulations (organization_id, user_id, name, inputs, calculation_version, updated_at)
     select organization.id, $2, 'Simulation ' || number, '{}', '2', now() - number * interval '1 day'
     from ${crowdedOrganizations}
     cross join generate_series(1, 20) number`,
    [id, owner.id],
  );
  await sql.query(
    `insert into reid_watched_areas (organization_id, user_id, area_key)
     select organization.id, $2, 'zip-' || 78703 + number from ${crowdedOrganizations} cross join generate_series(1, 6) number`,
    [id, owner.id],
  );
  return {
    figure: await findId(
      sql,
      `select id from reid_market_data where organization_id = $1 and area_key = 'zip-78704' order by report_date desc limit 1`,
      [id],
    ),
  };
}
