import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { localUrl } from '../../db/local/connection.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import type { TestDatabase } from '../setup/database.ts';
import { templatePort } from '../setup/template.ts';

/**
 * How a row differs from the next of the same organization, as SQL over `number`: what a unique key or an index order is
 * made of. Everything else is as in one valid row.
 */
const variations: Readonly<Record<string, Record<string, string>>> = {
  reid_market_data: {
    report_date: `date '2000-01-01' + number`,
    zip_code: `lpad((60000 + number % 40)::text, 5, '0')`,
    area_key: `'zip-' || lpad((60000 + number % 40)::text, 5, '0')`,
  },
  reid_demographics: { area_key: `'city-' || number`, city: `'City ' || number`, report_year: '2010 + number % 15' },
  reid_schools: { name: `'School ' || number` },
  reid_roi_simulations: { updated_at: `now() - number * interval '1 minute'` },
  reid_alerts: { created_at: `now() - number * interval '1 minute'` },
  reid_reports: { created_at: `now() - number * interval '1 minute'` },
  reid_ai_profiles: { created_at: `now() - number * interval '1 minute'` },
  listings: { address: `number || ' Main Street'` },
  expenses: {
    date: `date '2020-01-01' + number % 1800`,
    tax_year: `extract(year from date '2020-01-01' + number % 1800)`,
  },
  receipts: {
    created_at: `now() - number * interval '1 minute'`,
    file_key: `'receipts/' || organization.id || '/' || sample.expense_id || '/' || number`,
  },
  tax_reports: { created_at: `now() - number * interval '1 minute'` },
  content: { slug: `'content-' || number`, updated_at: `now() - number * interval '1 minute'` },
  contacts: {
    name: `'Contact ' || number`,
    email: `'contact-' || number || '@people.test'`,
    created_at: `now() - number * interval '1 minute'`,
  },
  contact_lists: { name: `'List ' || number` },
  contact_consents: { contact_id: 'gen_random_uuid()' },
  suppressions: { email: `'no-' || number || '@people.test'`, created_at: `now() - number * interval '1 minute'` },
  campaigns: { slug: `'campaign-' || number`, created_at: `now() - number * interval '1 minute'` },
  email_campaigns: { created_at: `now() - number * interval '1 minute'` },
  email_deliveries: {
    email: `'contact-' || number || '@people.test'`,
    recipient_hash: `encode(sha256(convert_to(number::text, 'UTF8')), 'hex')`,
    email_campaign_id: `md5(organization.id::text || number / 500)::uuid`,
  },
  social_media_posts: {
    scheduled_at: `now() + number * interval '1 minute'`,
    scheduled_time_zone: `'America/Chicago'`,
  },
  campaign_content: {
    campaign_id: `md5(organization.id::text || number / 20)::uuid`,
    content_id: 'gen_random_uuid()',
    position: 'number % 20',
    is_primary: 'false',
  },
};

/** The tables that grow with use. The others hold a handful of rows for each organization. */
export const growingTables = Object.keys(variations);

/**
 * Fills tables of the modules as many organizations would, without their triggers and foreign keys, which rows in bulk do
 * not need to be planned for.
 * @returns one of the organizations, with people of its own
 */
export async function fillModules(
  database: TestDatabase,
  { organizations, rowsEach, tables = growingTables }: { organizations: number; rowsEach: number; tables?: string[] },
): Promise<TestOrganization> {
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const samples = new Map<string, Record<string, unknown>>();
  for (const table of tables) samples.set(table, await createModuleRow(database.sql, table, organization));

  // Only a superuser may leave triggers and foreign keys out.
  const name = new URL(database.ownerUrl).pathname.slice(1);
  const sql = new Client({ connectionString: localUrl(templatePort(), 'postgres', name) });
  await sql.connect();
  try {
    await sql.query('set session_replication_role = replica');
    await sql.query(
      `insert into organizations (name, slug)
       select 'Organization ' || number, $1 || number from generate_series(2, $2::integer) as number`,
      [`many-${randomBytes(4).toString('hex')}-`, organizations],
    );
    for (const [table, sample] of samples) {
      await multiplyRow(sql, table, sample, rowsEach);
      await sql.query(`vacuum analyze ${sql.escapeIdentifier(table)}`);
    }
  } finally {
    await sql.end();
  }
  return organization;
}

async function multiplyRow(sql: Client, table: string, sample: Record<string, unknown>, rowsEach: number) {
  const { rows } = await sql.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  const varied = { id: 'gen_random_uuid()', organization_id: 'organization.id', ...variations[table] };
  const expressions = new Map(Object.entries(varied));
  const columns = rows.map(({ name }) => name).filter((name) => expressions.has(name) || sample[name] !== null);
  await sql.query(
    `insert into ${table} (${columns.map((column) => sql.escapeIdentifier(column)).join(', ')})
     select ${columns.map((column) => expressions.get(column) ?? `sample.${sql.escapeIdentifier(column)}`).join(', ')}
     from (select * from ${table} where organization_id = $1 limit 1) sample
     cross join (select id from organizations where slug like 'many-%' or id = $1) organization
     cross join generate_series(1, $2::integer) as number`,
    [sample.organization_id, rowsEach],
  );
}
