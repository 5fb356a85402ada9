import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashFile, makeReceiptFile } from '../../db/seed/expenses/receipts.ts';
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
        (select count(*)::integer from reid_market_data m where m.organization_id = o.id and area_type = 'ZIP') as market_rows,
        (select count(*)::integer from reid_market_data m where m.organization_id = o.id and area_type = 'STATE') as state_rows,
        (select count(distinct area_key)::integer from reid_market_data m where m.organization_id = o.id and area_type = 'METRO') as metros,
        (select count(*)::integer from reid_series_values v where v.organization_id = o.id and series = 'MORTGAGE30US') as rates,
        (select count(distinct user_id)::integer from reid_watched_areas w where w.organization_id = o.id)
          = (select count(*) from memberships m where m.organization_id = o.id) as everybody_watches,
        (select count(*)::integer from reid_demographics d where d.organization_id = o.id) as demographics,
        (select count(*)::integer from reid_schools s where s.organization_id = o.id and latitude is not null and longitude is not null) as schools,
        (select count(*)::integer from reid_roi_simulations s where s.organization_id = o.id) as simulations,
        (select count(*)::integer from reid_alerts a where a.organization_id = o.id) as alerts,
        (select count(*)::integer from reid_reports r where r.organization_id = o.id) as reports,
        (select count(*)::integer from expenses e where e.organization_id = o.id) as expenses,
        (select count(*)::integer from listings l where l.organization_id = o.id) as listings,
        (select count(*)::integer from tax_estimates t where t.organization_id = o.id) as estimates,
        (select count(*)::integer from income_entries i where i.organization_id = o.id) as income,
        (select count(*)::integer from campaigns c where c.organization_id = o.id) as campaigns
       from organizations o where slug = $1`,
      [slug],
    ),
  );
  expect(counts).toEqual({
    areas: 12,
    months: 36,
    market_rows: 432,
    state_rows: 51 * 36,
    metros: 6,
    rates: 156,
    everybody_watches: true,
    demographics: 30,
    schools: 20,
    simulations: 3,
    alerts: 3,
    reports: 1,
    expenses: 200,
    listings: 4,
    estimates: 5,
    income: 54,
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
     union all select 'series' from reid_series_values where data_source !~* 'demo'
     union all select 'demographics' from reid_demographics where data_source !~* 'demo'
     union all select 'school' from reid_schools where data_source !~* 'demo'
     union all select 'contact' from contacts where email !~ '@example[.]test$'`,
  );
  expect(rows).toEqual([]);
});

test('what people watch and compare has figures, and estimates have margins', async () => {
  const { rows } = await database.sql.query(
    `select 'nothing known' as problem, area_key from reid_watched_areas w where not exists (select from reid_market_data m
       where m.organization_id = w.organization_id and m.area_key = w.area_key)
     union all select 'no year before', area_key from reid_market_data m where report_date = (select max(report_date) from reid_market_data)
       and not exists (select from reid_market_data before where before.organization_id = m.organization_id and before.area_key = m.area_key
         and before.report_date = app.year_before(m.report_date, m.period_type))
     union all select 'one year', area_key from reid_demographics group by organization_id, area_key having count(*) <> 2
     union all select 'no margin', area_key from reid_demographics where margins_of_error ->> 'median_income' is null`,
  );
  expect(rows).toEqual([]);
});

test('trips are in the category of cars, at the rate of their day, with their miles', async () => {
  const { rows } = await database.sql.query(
    `select category.code, bool_and(amount = round(mileage_distance * mileage_rate)) as priced, min(mileage_rate)::float as rate
     from expenses join expense_categories category on category.id = category_id
     where mileage_distance is not null group by code`,
  );
  expect(rows).toEqual([{ code: 'CAR', priced: true, rate: expect.any(Number) }]);
  expect(rows[0].rate).toBeGreaterThanOrEqual(57.5);
});

test('every demo receipt has the digest of the file that is made of its expense', async () => {
  const { rows } = await database.sql.query<{ merchant: string; date: string; amount: number; hash: string }>(
    `select merchant, date::text, amount, content_hash as hash from receipts
     join expenses on expenses.id = receipts.expense_id where file_name like 'demo-receipt-%'`,
  );
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter(({ hash, ...purchase }) => hashFile(makeReceiptFile(purchase)) !== hash)).toEqual([]);
});

test('the estimate follows from the rows of the year', async () => {
  const { rows } = await database.sql.query(
    `select estimate.organization_id,
       round(sum(amount) * 12 / greatest(1, extract(month from now() at time zone 'utc') - 1))::float as annualized, total_income::float as income
     from tax_estimates estimate
     join income_entries income on income.organization_id = estimate.organization_id and income.tax_year = estimate.tax_year
       and income.date < date_trunc('month', now() at time zone 'utc')
     where quarter is null group by estimate.id`,
  );
  for (const { annualized, income } of rows) expect(Math.abs(annualized - income)).toBeLessThanOrEqual(1);
});

test('what a message reports is what its ledger says, and no ledger breaks a rule', async () => {
  const { rows } = await database.sql.query(
    `select email.name, broken.rule, broken.detail from email_campaigns email cross join lateral app.verify_ledger(email.id) broken`,
  );
  expect(rows).toEqual([]);
  const counts = only(
    await database.sql.query(
      `select count(*) filter (where status = 'DELIVERED')::integer > 60 as delivered, count(*) filter (where status = 'BOUNCED')::integer > 0 as bounced,
         count(*) filter (where reason = 'NO_CONSENT')::integer > 0 as "neverAsked", count(*) filter (where reason = 'CONSENT_EXPIRED')::integer > 0 as expired,
         count(*) filter (where reason = 'SUPPRESSED')::integer > 0 as suppressed
       from email_deliveries`,
    ),
  );
  expect(Object.values(counts)).toEqual([true, true, true, true, true]);
});

test('campaigns of the demo have emails, posts and content of every state, and what they spent', async () => {
  const { rows } = await database.sql.query(
    `select 'email ' || status as found from email_campaigns union select 'post ' || status from social_media_posts
     union select 'content ' || status from content union select 'by hand' from social_media_posts where hand_due_at is not null
     union select 'test' from email_campaigns where is_ab_test union select 'repeat' from campaign_repeats where is_active order by 1`,
  );
  expect(rows.map(({ found }) => found)).toEqual([
    'by hand',
    'content ARCHIVED',
    'content DRAFT',
    'content PUBLISHED',
    'email DRAFT',
    'email SCHEDULED',
    'email SENT',
    'post DRAFT',
    'post FAILED',
    'post PUBLISHED',
    'post SCHEDULED',
    'repeat',
    'test',
  ]);
  const spent = await database.sql.query(
    `select name from campaigns where budget_spent <> (
       select coalesce(sum(amount), 0) from campaign_entries entry where entry.campaign_id = campaigns.id and kind = 'COST')`,
  );
  expect(spent.rows).toEqual([]);
});

test('who the demo may write to is who agreed and is not suppressed', async () => {
  const { rows } = await database.sql.query(
    `select email_consent::text as consent, email_consent_until is not null as ends, count(*)::integer
     from contacts join organizations on organizations.id = organization_id where slug = 'harbor-realty' group by 1, 2 order by 1, 2`,
  );
  expect(rows).toEqual([
    { consent: 'GRANTED', ends: false, count: 24 },
    { consent: 'GRANTED', ends: true, count: 8 },
    { consent: 'NONE', ends: false, count: 4 },
    { consent: 'WITHDRAWN', ends: false, count: 4 },
  ]);
});

test('seeding again adds nothing', async () => {
  expect(await seedDatabase(database.ownerUrl)).toEqual({ seeded: false });
});
