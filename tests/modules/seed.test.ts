import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDatabase } from '../../db/seed/seed.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

const organizations = ['harbor-realty', 'summit-homes'];

test.each(organizations)('%s has a believable year of every module', async (slug) => {
  const counts = only(
    await database.sql.query(
      `select
        (select count(distinct zip_code)::integer from reid_market_data m where m.organization_id = o.id) as areas,
        (select count(distinct report_date)::integer from reid_market_data m where m.organization_id = o.id) as months,
        (select count(*)::integer from reid_market_data m where m.organization_id = o.id) as market_rows,
        (select count(*)::integer from reid_demographics d where d.organization_id = o.id) as demographics,
        (select count(*)::integer from reid_schools s where s.organization_id = o.id and latitude is not null and longitude is not null) as schools,
        (select count(*)::integer from reid_roi_simulations s where s.organization_id = o.id) as simulations,
        (select count(*)::integer from reid_alerts a where a.organization_id = o.id) as alerts,
        (select count(*)::integer from reid_reports r where r.organization_id = o.id) as reports,
        (select count(*)::integer from expenses e where e.organization_id = o.id) as expenses,
        (select count(*)::integer from listings l where l.organization_id = o.id) as listings,
        (select count(*)::integer from tax_estimates t where t.organization_id = o.id) as estimates,
        (select count(*)::integer from campaigns c where c.organization_id = o.id) as campaigns
       from organizations o where slug = $1`,
      [slug],
    ),
  );
  expect(counts).toEqual({
    areas: 12,
    months: 36,
    market_rows: 432,
    demographics: 12,
    schools: 20,
    simulations: 3,
    alerts: 3,
    reports: 1,
    expenses: 200,
    listings: 4,
    estimates: 4,
    campaigns: 2,
  });
});

test('the demo year ends today, and all of it is labelled as demo data', async () => {
  const dates = only(
    await database.sql.query(
      `select (select max(date) from expenses) <= current_date as "expensesEnd",
        (select max(date) from expenses) > current_date - 7 as "expensesAreRecent",
        (select min(date) from expenses) > current_date - 370 as "expensesAreAYear",
        (select max(report_date) from reid_market_data) between current_date - 62 and current_date as "marketIsRecent"`,
    ),
  );
  expect(Object.values(dates)).toEqual([true, true, true, true]);
  const { rows } = await database.sql.query(
    `select 'expense' as kind from expenses where notes is distinct from 'Demo data'
     union all select 'market' from reid_market_data where data_source !~* 'demo'
     union all select 'demographics' from reid_demographics where data_source !~* 'demo'
     union all select 'school' from reid_schools where data_source !~* 'demo'
     union all select 'contact' from contacts where email !~ '@example[.]test$'`,
  );
  expect(rows).toEqual([]);
});

test('the twelve system categories go to their Schedule C lines in each tax year', async () => {
  const { rows } = await database.sql.query(
    `select code, default_deductible, deduction_limit::float from expense_categories where organization_id is null order by code`,
  );
  expect(rows.map(({ code }) => code)).toEqual([
    'COMMISSION',
    'EDUCATION',
    'INSURANCE',
    'LEGAL',
    'MARKETING',
    'MEALS',
    'OFFICE',
    'OTHER',
    'REPAIRS',
    'SOFTWARE',
    'TRAVEL',
    'UTILITIES',
  ]);
  expect(rows.filter(({ deduction_limit }) => deduction_limit !== 100).map(({ code }) => code)).toEqual(['MEALS']);
});

test('what a message reports is what its ledger says', async () => {
  const { rows } = await database.sql.query(
    `select e.id from email_campaigns e where e.total_sent <> (
       select count(*) from email_deliveries d where d.email_campaign_id = e.id and d.sent_at is not null)`,
  );
  expect(rows).toEqual([]);
});

test('seeding again adds nothing', async () => {
  expect(await seedDatabase(database.ownerUrl)).toEqual({ seeded: false });
});
