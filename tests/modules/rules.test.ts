import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModuleRow, insertRow, receiptOf } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Tests what the tables of the modules refuse, keep and take with them, whoever asks: all of this runs as the owner.

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganization(database.sql);
});

afterAll(async () => {
  await database.drop();
});

const create = (table: string, values: Record<string, unknown> = {}) =>
  createModuleRow(database.sql, table, organization, values);

const countRows = async (table: string, column: string, value: unknown) =>
  Number(only(await database.sql.query(`select count(*) from ${table} where ${column} = $1`, [value])).count);

const check = '23514';
const tooLong = '22001';
const outOfRange = '22003';

/** Table, what is wrong, and how it is refused when that is not by a check. */
const refused: readonly [string, Record<string, unknown>, string?][] = [
  ['reid_market_data', { state: 'il' }],
  ['reid_market_data', { state: 'ILL' }, tooLong],
  ['reid_market_data', { zip_code: '6060' }],
  ['reid_market_data', { zip_code: null }],
  ['reid_market_data', { area_type: 'CITY' }],
  ['reid_market_data', { area_type: 'METRO' }],
  ['reid_market_data', { msa_code: 'Chicago' }],
  ['reid_market_data', { median_price: -1 }],
  ['reid_market_data', { min_price: 2, max_price: 1 }],
  ['reid_market_data', { active_listings: -1 }],
  ['reid_market_data', { inventory_months: -0.5 }],
  ['reid_market_data', { sale_to_list_ratio: 98.7 }],
  ['reid_market_data', { turnover_rate: 100.01 }],
  ['reid_market_data', { confidence_score: 1.001 }],
  ['reid_market_data', { confidence_score: -0.1 }],
  ['reid_market_data', { area_key: 'ZIP 60601' }],
  ['reid_market_data', { price_cut_share: 1.2 }],
  ['reid_market_data', { typical_value: -1 }],
  ['reid_demographics', { report_year: 1899 }],
  ['reid_demographics', { poverty_rate: 101 }],
  ['reid_demographics', { unemployment_rate: -1 }],
  ['reid_demographics', { median_age: 121 }],
  // The sentinel for "not available" in census files.
  ['reid_demographics', { median_income: -666_666_666 }],
  ['reid_schools', { latitude: 91, longitude: 0 }],
  ['reid_schools', { latitude: 0, longitude: -181 }],
  ['reid_schools', { latitude: 41.9 }],
  ['reid_schools', { rating_overall: 0.9, rating_source: 'Test' }],
  ['reid_schools', { rating_overall: 10.1, rating_source: 'Test' }],
  ['reid_schools', { rating_overall: 7 }],
  ['reid_schools', { graduation_rate: 101 }],
  ['reid_schools', { name: '' }],
  ['reid_roi_simulations', { zip_code: 'x' }],
  ['reid_alerts', { delivery_channels: '{}' }],
  ['reid_alerts', { delivery_channels: '{WEBHOOK}' }],
  ['reid_alerts', { webhook_url: 'http://insecure.test' }],
  ['reid_alerts', { states: ['Illinois'] }],
  ['reid_alerts', { max_triggers_per_day: 0 }],
  ['reid_alerts', { trigger_count: -1 }],
  ['reid_alerts', { conditions: '[]' }],
  ['reid_import_problems', { number: 1_001 }],
  ['reid_imports', { file_key: 'imports/elsewhere/prices.csv' }],
  ['reid_imports', { file_size_bytes: 26_214_401 }],
  ['reid_market_revisions', { had_rows: [true, false] }],
  ['reid_monthly_uses', { month: '2025-01-02' }],
  ['reid_webhook_deliveries', { body: 'x'.repeat(65_537) }],
  ['reid_watched_areas', { area_key: 'not a key' }],
  ['reid_reports', { period_start: '2025-02-01', period_end: '2025-01-31' }],
  ['reid_reports', { is_public: true }],
  ['reid_reports', { public_token_hash: 'a token as it is' }],
  ['reid_reports', { status: 'COMPLETED' }],
  ['reid_reports', { view_count: -1 }],
  ['reid_ai_profiles', { overall_score: 101 }],
  ['reid_ai_profiles', { risk_score: -1 }],
  ['reid_ai_profiles', { profile_type: 'PROPERTY' }],
  ['reid_ai_profiles', { confidence_score: 2 }],
  ['listings', { state: '12' }],
  ['listings', { zip_code: '606' }],
  ['expense_categories', { code: 'lower case' }],
  ['expense_categories', { deduction_limit: 101 }],
  ['expense_categories', { color: 'red' }],
  ['expenses', { amount: 0 }],
  ['expenses', { amount: -100 }],
  ['expenses', { amount: 100_000_001 }],
  ['expenses', { deduction_percent: -1 }],
  ['expenses', { date: '2019-12-31', tax_year: 2019 }],
  ['expenses', { date: `${new Date().getFullYear() + 2}-01-01`, tax_year: new Date().getFullYear() + 2 }],
  ['expenses', { mileage_start: 20, mileage_end: 10 }],
  ['expenses', { mileage_distance: -1 }],
  ['expenses', { mileage_start: 10, mileage_end: 20, mileage_distance: 10.1 }],
  ['expenses', { tax_year: 2023 }],
  ['expenses', { currency: 'EUR' }],
  ['expenses', { mileage_distance: 1, is_refund: true }],
  ['expenses', { merchant: '' }],
  ['receipts', { file_type: 'image/svg+xml' }],
  ['receipts', { file_size_bytes: 10_485_761 }],
  ['receipts', { file_size_bytes: 0 }],
  ['receipts', { file_key: 'receipts/elsewhere/receipt.pdf' }],
  ['receipts', { content_hash: 'none' }],
  ['receipts', { ocr_confidence: 1.1 }],
  ['tax_estimates', { quarter: 5 }],
  ['tax_estimates', { quarter: 0 }],
  ['tax_estimates', { tax_year: 2019 }],
  ['tax_estimates', { period_end: '2023-12-31' }],
  ['tax_estimates', { estimated_tax_rate: 101 }],
  ['tax_payments', { amount: 0 }],
  ['tax_payments', { quarter: 5 }],
  ['income_entries', { amount: 0 }],
  ['income_entries', { kind: 'RENT' }],
  ['income_entries', { federal_withheld: 900_001 }],
  ['income_entries', { tax_year: 2023 }],
  ['tax_settings', { simplified_rate: 101 }],
  ['tax_settings', { state_rate: 100 }, outOfRange],
  ['tax_settings', { w2_wages: 1, w2_social_security_wages: 2 }],
  ['tax_settings', { state: 'il' }],
  ['tax_settings', { home_office_months: 13 }],
  ['payees', { tax_number_last_four: '12345' }],
  ['vehicle_years', { odometer_start: 2, odometer_end: 1 }],
  ['depreciable_assets', { basis: 0 }],
  ['recurring_expenses', { ends_on: '2023-12-31' }],
  ['expense_imports', { file_key: 'imports/elsewhere/statement.csv' }],
  ['tax_reports', { file_key: 'reports/elsewhere/report.pdf' }],
  ['tax_reports', { period_start: '2024-02-01', period_end: '2024-01-01' }],
  ['tax_reports', { status: 'COMPLETED' }],
  ['tax_reports', { expenses_count: -1 }],
  ['closed_tax_years', { tax_year: 1999 }],
  ['content', { slug: 'Not A Slug' }],
  ['content', { status: 'PUBLISHED' }],
  ['contacts', { email: 'Upper@people.test' }],
  ['contacts', { email: 'no address' }],
  ['suppressions', { email: 'Upper@people.test' }],
  ['campaigns', { start_date: '2025-02-01', end_date: '2025-01-31' }],
  ['campaigns', { budget: -1 }],
  ['email_campaigns', { total_sent: -1 }],
  ['email_campaigns', { total_opened: -1 }],
  ['email_campaigns', { scheduled_at: new Date() }],
  ['email_campaigns', { status: 'SCHEDULED' }],
  ['email_campaigns', { subject: 'Two\r\nBcc: lines' }],
  ['email_campaigns', { from_name: 'Two\nlines' }],
  ['email_campaigns', { from_email: 'no address' }],
  ['email_campaigns', { scheduled_at: new Date(), scheduled_time_zone: '+02:00' }],
  ['email_deliveries', { unsubscribe_token_hash: 'a token as it is' }],
  ['email_deliveries', { attempts: -1 }],
  ['social_media_posts', { likes: -1 }],
  ['social_media_posts', { link_url: 'javascript:alert(1)' }],
  ['social_media_posts', { status: 'PUBLISHED' }],
  ['social_media_posts', { status: 'SCHEDULED' }],
  ['campaign_content', { position: -1 }],
  ['reid_market_data', { days_on_market: 1e9 }, outOfRange],
];

test.each(refused)('%s refuses %o', async (table, values, code = check) => {
  expect(await refusal(create(table, values))).toBe(code);
});

/** The edges of what is accepted. */
const accepted: readonly [string, Record<string, unknown>][] = [
  ['reid_market_data', { price_change_pct: -35.5, absorption_rate: 140, median_price: 9_000_000_000 }],
  ['reid_market_data', { area_type: 'NATIONAL', zip_code: null }],
  ['reid_market_data', { area_type: 'METRO', zip_code: null, city: 'Chicago', state: 'IL' }],
  ['reid_demographics', { population_growth: -4.2, poverty_rate: 0, college_rate: 100 }],
  ['reid_schools', { latitude: -90, longitude: 180, rating_overall: 10, rating_source: 'Test' }],
  ['expenses', { amount: 1 }],
  [
    'expenses',
    { amount: 100_000_000, date: `${new Date().getFullYear() + 1}-12-31`, tax_year: new Date().getFullYear() + 1 },
  ],
  ['tax_estimates', { quarter: null, period_end: '2024-01-01', net_income: -1 }],
  ['reid_reports', { period_start: '2025-01-31', period_end: '2025-01-31' }],
  ['email_campaigns', { scheduled_at: new Date(), scheduled_time_zone: 'America/Argentina/Buenos_Aires' }],
  ['email_campaigns', { scheduled_at: new Date(), scheduled_time_zone: 'UTC' }],
];

test.each(accepted)('%s accepts %o', async (table, values) => {
  await expect(create(table, values)).resolves.toBeDefined();
});

describe('nulls that count as equal', () => {
  test('one row of market data for an area without property type', async () => {
    const values = { data_source: 'The same' };
    await create('reid_market_data', values);
    expect(await refusal(create('reid_market_data', values))).toBe('23505');
    await create('reid_market_data', { ...values, property_type: 'Condo' });
    await create('reid_market_data', { ...values, period_type: 'WEEKLY' });
  });

  test('one row of demographics for an area and year', async () => {
    const values = { area_key: 'city-il-twice', data_source: 'The same' };
    await create('reid_demographics', values);
    expect(await refusal(create('reid_demographics', values))).toBe('23505');
    await create('reid_demographics', { ...values, report_year: 2023 });
  });

  test('one estimate for a year as a whole', async () => {
    const values = { tax_year: 2023, quarter: null };
    await create('tax_estimates', values);
    expect(await refusal(create('tax_estimates', values))).toBe('23505');
    await create('tax_estimates', { ...values, quarter: 1 });
  });

  test('one system category of a code, and the same code again for an organization', async () => {
    const office = { name: 'Office', code: 'OFFICE' };
    expect(await refusal(insertRow(database.sql, 'expense_categories', office))).toBe('23505');
    await create('expense_categories', office);
    expect(await refusal(create('expense_categories', office))).toBe('23505');
  });

  test('one delivery of a message to an address', async () => {
    const { organization_id, email_campaign_id, recipient_hash } = await create('email_deliveries');
    // Another spelling, of which the hash is the same.
    const again = insertRow(database.sql, 'email_deliveries', {
      organization_id,
      email_campaign_id,
      email: 'erased@erased.invalid',
      recipient_hash,
    });
    expect(await refusal(again)).toBe('23505');
  });
});

describe('categories', () => {
  test('of another organization are none', async () => {
    const other = await createOrganization(database.sql);
    const { id } = await createModuleRow(database.sql, 'expense_categories', other);
    expect(await refusal(create('expenses', { category_id: id }))).toBe('23503');
    const expense = await create('expenses');
    const move = database.sql.query('update expenses set category_id = $1 where id = $2', [id, expense.id]);
    expect(await refusal(move)).toBe('23503');
  });

  test('of the organization are taken, stay while in use, and move nowhere', async () => {
    const { id } = await create('expense_categories');
    await create('expenses', { category_id: id });
    expect(await refusal(database.sql.query('delete from expense_categories where id = $1', [id]))).toBe('23503');
    const other = await createOrganization(database.sql);
    const move = database.sql.query('update expense_categories set organization_id = $1 where id = $2', [other.id, id]);
    expect(await refusal(move)).toBe('23514');
  });

  test('of the system are known, each with a line for every tax year but entertainment', async () => {
    const { rows } = await database.sql.query<{ code: string; lines: string[] }>(
      `select category.code, array(
         select (select line from tax_form_lines l where l.form = 'SCHEDULE_C' and l.irs_category = category.irs_category
           and l.first_tax_year <= year order by l.first_tax_year desc limit 1)
         from unnest(array[2022, 2023, 2024, 2025, 2026]) as year) as lines
       from expense_categories category where organization_id is null`,
    );
    const other = ['27a', '27a', '27a', '27b', '27b'];
    const every = (line: string) => Array.from({ length: 5 }, () => line);
    expect(Object.fromEntries(rows.map(({ code, lines }) => [code, lines]))).toEqual({
      MARKETING: every('8'),
      COMMISSION: every('10'),
      INSURANCE: every('15'),
      LEGAL: every('17'),
      OFFICE: every('18'),
      REPAIRS: every('21'),
      TRAVEL: every('24a'),
      MEALS: every('24b'),
      UTILITIES: every('25'),
      EDUCATION: other,
      SOFTWARE: other,
      OTHER: other,
      CAR: every('9'),
      CONTRACT_LABOR: every('11'),
      SUPPLIES: every('22'),
      TAXES_LICENSES: every('23'),
      RENT: every('20b'),
      MORTGAGE_INTEREST: every('16a'),
      OTHER_INTEREST: every('16b'),
      CLEANING: every('21'),
      MANAGEMENT: other,
      ENTERTAINMENT: Array.from({ length: 5 }, () => null),
    });
    const meals = await database.sql.query(
      'select code from expense_categories where organization_id is null and deduction_limit < 100 order by 1',
    );
    expect(meals.rows).toEqual([{ code: 'ENTERTAINMENT' }, { code: 'MEALS' }]);
  });
});

describe('what goes with what', () => {
  test('receipts go with their expense', async () => {
    const receipt = await create('receipts');
    await database.sql.query('delete from expenses where id = $1', [receipt.expense_id]);
    expect(await countRows('receipts', 'id', receipt.id)).toBe(0);
  });

  test('a campaign takes its messages, their deliveries, its posts and its links, and leaves content and contacts', async () => {
    const campaign = await create('campaigns');
    const message = await create('email_campaigns', { campaign_id: campaign.id });
    const delivery = await create('email_deliveries', { email_campaign_id: message.id });
    const post = await create('social_media_posts', { campaign_id: campaign.id });
    const link = await create('campaign_content', { campaign_id: campaign.id });
    await database.sql.query('delete from campaigns where id = $1', [campaign.id]);
    expect(await countRows('email_campaigns', 'id', message.id)).toBe(0);
    expect(await countRows('email_deliveries', 'id', delivery.id)).toBe(0);
    expect(await countRows('social_media_posts', 'id', post.id)).toBe(0);
    expect(await countRows('campaign_content', 'id', link.id)).toBe(0);
    expect(await countRows('content', 'id', link.content_id)).toBe(1);
    expect(await countRows('contacts', 'id', delivery.contact_id)).toBe(1);
  });

  test('a contact leaves its deliveries and the suppression of its address behind', async () => {
    const delivery = await create('email_deliveries');
    const consent = await create('contact_consents', { contact_id: delivery.contact_id });
    await create('suppressions', { email: delivery.email });
    await database.sql.query('delete from contacts where id = $1', [delivery.contact_id]);
    const left = await database.sql.query(
      'select organization_id, contact_id, email from email_deliveries where id = $1',
      [delivery.id],
    );
    expect(left.rows).toEqual([{ organization_id: organization.id, contact_id: null, email: delivery.email }]);
    expect(await countRows('contact_consents', 'id', consent.id)).toBe(0);
    expect(await countRows('suppressions', 'email', delivery.email)).toBe(1);
  });

  test('a simulation outlives the figures it refers to, in its organization, and goes with its base', async () => {
    const base = await create('reid_roi_simulations');
    const market = await create('reid_market_data');
    const demographics = await create('reid_demographics');
    const { id } = await create('reid_roi_simulations', {
      parent_simulation_id: base.id,
      market_data_id: market.id,
      demographics_id: demographics.id,
    });
    await database.sql.query('delete from reid_market_data where id = $1', [market.id]);
    const { rows } = await database.sql.query(
      'select organization_id, market_data_id, demographics_id from reid_roi_simulations where id = $1',
      [id],
    );
    expect(rows).toEqual([
      { organization_id: organization.id, market_data_id: null, demographics_id: demographics.id },
    ]);
    await database.sql.query('delete from reid_roi_simulations where id = $1', [base.id]);
    expect(await countRows('reid_roi_simulations', 'id', id)).toBe(0);
  });

  test('a base has five scenarios at most, which have none', async () => {
    const base = await create('reid_roi_simulations');
    const scenario = () => create('reid_roi_simulations', { parent_simulation_id: base.id });
    const [first] = await Promise.all([scenario(), scenario(), scenario(), scenario(), scenario()]);
    expect(await refusal(scenario())).toBe('23514');
    expect(await refusal(create('reid_roi_simulations', { parent_simulation_id: first.id }))).toBe('23514');
  });

  test('a listing that money was spent on stays', async () => {
    const listing = await create('listings');
    await create('expenses', { listing_id: listing.id });
    expect(await refusal(database.sql.query('delete from listings where id = $1', [listing.id]))).toBe('23503');
  });

  test.each([
    ['expenses', 'listing_id', 'listings'],
    ['email_campaigns', 'campaign_id', 'campaigns'],
    ['campaign_content', 'content_id', 'content'],
    ['reid_roi_simulations', 'market_data_id', 'reid_market_data'],
    ['contact_consents', 'contact_id', 'contacts'],
  ])('%s.%s reaches no row of another organization', async (table, column, parent) => {
    const { id } = await createModuleRow(database.sql, parent, await createOrganization(database.sql));
    expect(await refusal(create(table, { [column]: id }))).toBe('23503');
  });
});

test('an expense has at most five receipts', async () => {
  const expense = await create('expenses');
  const insert = () =>
    insertRow(database.sql, 'receipts', { organization_id: organization.id, ...receiptOf(organization, expense) });
  for (let index = 0; index < 5; index += 1) await insert();
  expect(await refusal(insert())).toBe('23514');
});

test('rates and totals follow from what they are made of', async () => {
  const message = await create('email_campaigns', { total_delivered: 300, total_opened: 100, total_clicked: 30 });
  expect(message).toMatchObject({ open_rate: '33.33', click_rate: '10.00' });
  expect(await create('email_campaigns')).toMatchObject({ open_rate: null });
  const post = await create('social_media_posts', { impressions: 1_000, likes: 20, comments: 5, shares: 4, clicks: 1 });
  expect(post).toMatchObject({ engagement_rate: '3.00' });
  const taxes = { tax_year: 2022, federal_tax_estimated: 100, state_tax_estimated: 20, self_employment_tax: 3 };
  const unpaid = { total_tax_estimated: '123', payment_status: 'UNPAID' };
  expect(await create('tax_estimates', { ...taxes, quarter: 1 })).toMatchObject(unpaid);
  const pay = (quarter: number, amount: number) => create('tax_payments', { tax_year: 2022, quarter, amount });
  await pay(2, 1);
  expect(await create('tax_estimates', { ...taxes, quarter: 2 })).toMatchObject({ payment_status: 'PARTIALLY_PAID' });
  const { id } = await create('tax_estimates', { ...taxes, quarter: 3 });
  await pay(3, 100);
  await pay(3, 23);
  const read = () => database.sql.query('select amount_paid, payment_status from tax_estimates where id = $1', [id]);
  expect(only(await read())).toEqual({ amount_paid: '123', payment_status: 'PAID' });
  await database.sql.query('delete from tax_payments where amount = 23');
  expect(only(await read())).toEqual({ amount_paid: '100', payment_status: 'PARTIALLY_PAID' });
});
