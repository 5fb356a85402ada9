import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { insertRow } from '../factories/module-rows.ts';
import { createOrganization, type SubscriptionTier, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';

type Values = Record<string, unknown>;

/** An organization whose OWNER, ADMIN and MEMBER have a seat in REID. */
export async function createAnalysts(sql: Client, tier: SubscriptionTier = 'ENTERPRISE'): Promise<TestOrganization> {
  const organization = await createOrganization(sql, { tier });
  await unlockModules(sql, organization);
  return organization;
}

/** One month of a place, as an import of Redfin leaves it: its figures are `values`. Returns the id. */
export async function insertFigures(sql: Client, organizationId: string, values: Values): Promise<string> {
  const row = await insertRow(sql, 'reid_market_data', {
    organization_id: organizationId,
    area_key: 'city-tx-austin',
    area_name: 'Austin, TX',
    area_type: 'CITY',
    city: 'Austin',
    state: 'TX',
    report_date: '2024-06-30',
    period_type: 'MONTHLY',
    data_source: 'redfin',
    ...values,
  });
  return String(row.id);
}

/** Conditions of the types of alerts, each of its own figure. */
export const conditions = {
  priceFalls: { figure: 'price', compare: 'falls', value: 5, unit: 'percent', over: 'year', source: 'redfin' },
  newListings: { figure: 'new_listings', compare: 'above', value: 100, unit: 'amount', source: 'redfin' },
  label: { figure: 'market_label', compare: 'label_changes', over: 'previous', source: 'redfin' },
} as const;

/** An alert of the organization's MEMBER on new listings in Austin, unless told otherwise. Returns its id. */
export async function insertAlert(sql: Client, organization: TestOrganization, values: Values = {}): Promise<string> {
  const { conditions: given = conditions.newListings, ...rest } = values;
  const row = await insertRow(sql, 'reid_alerts', {
    id: randomUUID(),
    organization_id: organization.id,
    user_id: organization.member.id,
    name: 'Listings in Austin',
    alert_type: 'NEW_LISTINGS',
    conditions: JSON.stringify(given),
    area_keys: ['city-tx-austin'],
    frequency: 'IMMEDIATE',
    ...rest,
  });
  return String(row.id);
}

/** Judges all alerts of an organization and returns the number of new events. */
export async function judge(sql: Client, { id }: { id: string }): Promise<number> {
  return only(await sql.query<{ count: number }>('select app.judge_reid_alerts($1) as count', [id])).count;
}

interface EventRow {
  area: string;
  day: string;
  figure: string;
  value: number | null;
  baseline: number | null;
  sentence: string;
  state: string;
  isDelivered: boolean;
}

/** The events of an alert, by day and area. */
export async function readEvents(sql: Client, alertId: string): Promise<EventRow[]> {
  const { rows } = await sql.query<EventRow>(
    `select area_key as area, report_date::text as day, figure, value::float8 as value, baseline::float8 as baseline, sentence,
       state::text as state, delivered_at is not null as "isDelivered"
     from reid_alert_events where alert_id = $1 order by report_date, area_key`,
    [alertId],
  );
  return rows;
}

/** So many cities of Texas with 200 new listings each. Returns their keys. */
export async function insertPlaces(
  sql: Client,
  organizationId: string,
  count: number,
  values: Values = {},
): Promise<string[]> {
  const keys = Array.from({ length: count }, (_, index) => `city-tx-${String(index).padStart(3, '0')}`);
  for (const key of keys)
    await insertFigures(sql, organizationId, { area_key: key, area_name: key, new_listings: 200, ...values });
  return keys;
}
