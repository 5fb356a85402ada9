import { afterAll, beforeAll, expect, test } from 'vitest';
import { listQueries } from '../bench/list-queries.ts';
import { fillModules, growingTables } from '../bench/module-data.ts';
import { explainAs } from '../bench/plans.ts';
import { moduleTables } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;

// Enough rows that reading a table from end to end is never the better plan. `tests/bench/module-plans.ts` shows the same
// plans at a million rows.
beforeAll(async () => {
  database = await createTestDatabase();
  organization = await fillModules(database, { organizations: 25, rowsEach: 1_000 });
});

afterAll(async () => {
  await database?.drop();
});

/** Tables of which an organization has a handful of rows or some hundreds, or that are read by their parent only. */
const small = [
  'reid_imports',
  'reid_import_rows',
  'reid_import_problems',
  'reid_market_revisions',
  'reid_series_values',
  'reid_watched_areas',
  'reid_alert_events',
  'reid_alert_reads',
  'reid_webhook_deliveries',
  'reid_monthly_uses',
  'expense_categories',
  'merchant_rules',
  'expense_settings',
  'recurring_expenses',
  'payees',
  'vehicles',
  'vehicle_years',
  'depreciable_assets',
  'income_entries',
  'tax_settings',
  'tax_readers',
  'tax_payments',
  'tax_estimates',
  'closed_tax_years',
  'expense_imports',
  'expense_import_lines',
  'tax_report_rows',
  'contact_list_members',
  'contact_consents',
  'contact_segments',
  'contact_imports',
  'contact_import_problems',
  'signup_forms',
  'subscription_requests',
  'campaign_settings',
  'sending_domains',
  'media_files',
  'email_links',
  'email_events',
  'sending_months',
  'campaign_entries',
  'campaign_repeats',
  'social_accounts',
];

test('every table that grows with use has a list query here', () => {
  const covered = new Set([...listQueries.map(({ table }) => table), ...small]);
  expect(moduleTables.filter((table) => !covered.has(table))).toEqual([]);
  expect(listQueries.filter(({ table }) => !growingTables.includes(table))).toEqual([]);
});

for (const { table, query, index, isNarrow } of listQueries) {
  test(`${table}: an index answers its list, in order (${index})`, async () => {
    for (const person of [organization.member, organization.owner]) {
      const plan = await explainAs(database.asApp, person.tokenHash, query);
      expect(plan.steps).not.toContain('Seq Scan');
      expect(plan.indexes).not.toEqual([]);
      expect(await keepThoseOfOrganizations(plan.indexes)).toEqual(plan.indexes);
      if (!isNarrow) {
        expect(plan.indexes).toContain(index);
        expect(plan.steps).not.toContain('Sort');
      }
    }
  });
}

test('the indexes made for the lists exist, and begin with the organization', async () => {
  const made = listQueries.map(({ index }) => index);
  expect(await keepThoseOfOrganizations(made)).toEqual(made);
});

async function keepThoseOfOrganizations(indexes: string[]): Promise<string[]> {
  const { rows } = await database.sql.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name from pg_index i
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where a.attname = 'organization_id'`,
  );
  const ofOrganizations = new Set(rows.map(({ name }) => name));
  return indexes.filter((index) => ofOrganizations.has(index));
}
