import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { TestOrganization } from './organizations.ts';
import { only } from './rows.ts';

type Values = Record<string, unknown>;
type RowMaker = (sql: Client, organization: TestOrganization) => Promise<Values> | Values;

const unique = (prefix: string) => `${prefix}-${randomBytes(6).toString('hex')}`;

/** Inserts a row of the given columns and returns it whole. Arrays of texts stay arrays; other objects become JSON. */
export async function insertRow(sql: Client, table: string, values: Values): Promise<Values> {
  const columns = Object.keys(values).map((name) => sql.escapeIdentifier(name));
  const places = columns.map((_, index) => `$${index + 1}`);
  return only(
    await sql.query<Values>(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')}) returning *`,
      Object.values(values),
    ),
  );
}

/**
 * A row that holds to every rule, for each table of the modules; what it refers to is made. Whose it is, where it is
 * somebody's: the organization's MEMBER.
 */
const validRows: Readonly<Record<string, RowMaker>> = {
  reid_market_data: () => ({
    area_key: 'zip-60601',
    area_name: '60601',
    area_type: 'ZIP',
    zip_code: '60601',
    report_date: '2025-01-31',
    period_type: 'MONTHLY',
    data_source: unique('source'),
  }),
  reid_demographics: () => ({
    area_key: unique('city-il'),
    area_name: 'Test City, IL',
    area_type: 'CITY',
    city: unique('City'),
    state: 'IL',
    report_year: 2024,
    data_source: 'Test',
  }),
  reid_schools: () => ({ name: unique('School'), data_source: 'Test' }),
  reid_imports: (_, { id, member }) => ({
    user_id: member.id,
    file_name: 'prices.csv',
    file_key: `imports/${id}/${randomUUID()}`,
    file_size_bytes: 1_000,
    content_hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
  }),
  reid_import_rows: async (sql, organization) => ({
    import_id: (await createModuleRow(sql, 'reid_imports', organization)).id,
    line: 2,
    kind: 'MARKET',
    row_key: 'zillow|zip-60601|2025-01-31',
    record: {},
  }),
  reid_import_problems: async (sql, organization) => ({
    import_id: (await createModuleRow(sql, 'reid_imports', organization)).id,
    number: 1,
    line: 2,
    expected: 'a date',
  }),
  reid_market_revisions: async (sql, organization) => ({
    import_id: (await createModuleRow(sql, 'reid_imports', organization)).id,
    data_source: unique('source'),
    area_key: 'zip-60601',
    period_type: 'MONTHLY',
    figure: 'median_price',
    report_dates: ['2025-01-31'],
    old_values: [40_000_000],
    had_rows: [true],
  }),
  reid_series_values: () => ({
    data_source: 'fred',
    series: unique('SERIES'),
    report_date: '2025-01-02',
    period_type: 'WEEKLY',
    value: 6.91,
  }),
  reid_watched_areas: (_, { member }) => ({ user_id: member.id, area_key: unique('zip-60601') }),
  reid_alert_events: async (sql, organization) => ({
    alert_id: (await createModuleRow(sql, 'reid_alerts', organization)).id,
    area_key: 'zip-60601',
    area_name: '60601',
    data_source: 'redfin',
    report_date: '2025-01-31',
    figure: 'price',
    sentence: 'The price fell.',
    state: 'NEW',
  }),
  reid_alert_reads: async (sql, organization) => ({
    event_id: (await createModuleRow(sql, 'reid_alert_events', organization)).id,
    user_id: organization.member.id,
  }),
  reid_webhook_deliveries: async (sql, organization) => ({
    alert_id: (await createModuleRow(sql, 'reid_alerts', organization)).id,
    body: '{}',
  }),
  reid_monthly_uses: () => ({ month: `20${10 + Math.floor(Math.random() * 90)}-01-01`, use: 'SIMULATION', uses: 1 }),
  reid_roi_simulations: (_, { member }) => ({ user_id: member.id, name: 'Simulation', inputs: {} }),
  reid_alerts: (_, { member }) => ({
    user_id: member.id,
    name: 'Alert',
    alert_type: 'PRICE_DROP',
    conditions: { figure: 'price', compare: 'falls', value: 5, unit: 'percent', over: 'year', source: 'redfin' },
  }),
  reid_reports: (_, { member }) => ({ user_id: member.id, name: 'Report', report_type: 'MARKET_OVERVIEW' }),
  reid_ai_profiles: (_, { member }) => ({
    user_id: member.id,
    profile_type: 'NEIGHBORHOOD',
    area_type: 'NEIGHBORHOOD',
    neighborhood: 'Lakeside',
    summary: 'Summary',
    ai_model: 'built-in rules',
    model_version: '1',
  }),
  listings: () => ({ address: unique('Street'), city: 'Chicago', state: 'IL', zip_code: '60601', kind: 'RENTAL' }),
  expense_categories: () => ({
    name: 'Category',
    code: `TEST_${randomBytes(6).toString('hex').toUpperCase()}`,
  }),
  expenses: async (sql, { member }) => ({
    user_id: member.id,
    date: '2024-05-06',
    merchant: 'Merchant',
    amount: 1_250,
    category_id: await systemCategoryId(sql),
    tax_year: 2024,
  }),
  merchant_rules: async (sql) => ({ merchant: unique('merchant'), category_id: await systemCategoryId(sql) }),
  expense_settings: () => ({}),
  recurring_expenses: async (sql, { member }) => ({
    user_id: member.id,
    merchant: 'Merchant',
    amount: 4_900,
    category_id: await systemCategoryId(sql, 'SOFTWARE'),
    recurrence: 'MONTHLY',
    starts_on: '2024-01-31',
    next_on: '2024-02-29',
  }),
  payees: () => ({ name: unique('Payee') }),
  vehicles: (_, { member }) => ({ name: unique('Car'), person_id: member.id, first_used_on: '2024-01-01' }),
  vehicle_years: async (sql, organization) => ({
    vehicle_id: (await createModuleRow(sql, 'vehicles', organization)).id,
    tax_year: 2024,
  }),
  depreciable_assets: () => ({
    name: 'House',
    asset_class: 'RESIDENTIAL',
    basis: 30_000_000,
    in_service_on: '2024-10-01',
  }),
  income_entries: (_, { owner }) => ({
    user_id: owner.id,
    date: '2024-05-06',
    tax_year: 2024,
    kind: 'COMMISSION',
    payer: 'Payer',
    amount: 900_000,
  }),
  tax_settings: () => ({ tax_year: 2024 }),
  // A MEMBER who is named sees nothing more.
  tax_readers: (_, { owner, member }) => ({ user_id: member.id, named_by: owner.id }),
  tax_payments: (_, { owner }) => ({
    user_id: owner.id,
    tax_year: 2024,
    quarter: 1,
    paid_on: '2024-04-15',
    amount: 100_000,
  }),
  expense_imports: (_, { id, member }) => ({
    user_id: member.id,
    file_name: 'statement.csv',
    file_key: `imports/${id}/${randomUUID()}`,
    file_size_bytes: 1_000,
    content_hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
    format: 'CSV',
  }),
  expense_import_lines: async (sql, organization) => ({
    import_id: (await createModuleRow(sql, 'expense_imports', organization)).id,
    line: 1,
    state: 'READY',
  }),
  tax_report_rows: async (sql, organization) => ({
    report_id: (await createModuleRow(sql, 'tax_reports', organization)).id,
    position: 1,
    section: 'Office',
    label: 'Merchant',
  }),
  receipts: async (sql, organization) => receiptOf(organization, await createModuleRow(sql, 'expenses', organization)),
  tax_estimates: (_, { owner }) => ({
    user_id: owner.id,
    tax_year: 2024,
    quarter: 1,
    period_start: '2024-01-01',
    period_end: '2024-03-31',
  }),
  tax_reports: (_, { member }) => ({
    user_id: member.id,
    name: 'Tax report',
    template_type: 'EXPENSE_SUMMARY',
    tax_year: 2024,
    member_id: member.id,
  }),
  closed_tax_years: (_, { owner }) => ({ tax_year: 2020, closed_by: owner.id }),
  content: (_, { member }) => ({
    title: 'Title',
    slug: unique('title'),
    author: 'Author',
    created_by: member.id,
  }),
  contacts: () => ({ name: 'Contact', email: `${unique('contact')}@people.test` }),
  contact_lists: () => ({ name: unique('List') }),
  contact_list_members: async (sql, organization) => ({
    list_id: (await createModuleRow(sql, 'contact_lists', organization)).id,
    contact_id: (await createModuleRow(sql, 'contacts', organization)).id,
  }),
  contact_consents: async (sql, organization) => ({
    contact_id: (await createModuleRow(sql, 'contacts', organization)).id,
    is_granted: true,
    // A trigger puts the contact's own in its place.
    email: 'contact@people.test',
    source: 'Sign-up form',
    recorded_by: organization.member.id,
  }),
  contact_segments: () => ({ name: unique('Segment'), rules: '[]' }),
  contact_imports: (_, { id, owner }) => ({
    user_id: owner.id,
    file_name: 'contacts.csv',
    file_key: `contacts/${id}/${randomUUID()}`,
    file_size_bytes: 1_000,
    content_hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
  }),
  contact_import_problems: async (sql, organization) => ({
    import_id: (await createModuleRow(sql, 'contact_imports', organization)).id,
    line: 2,
    reason: 'There is no address.',
  }),
  suppressions: (_, { member }) => ({
    email: `${unique('no')}@people.test`,
    reason: 'MANUAL',
    created_by: member.id,
  }),
  signup_forms: async (sql, organization) => ({
    name: 'Form',
    slug: unique('form'),
    list_id: (await createModuleRow(sql, 'contact_lists', organization)).id,
    heading: 'Our newsletter',
    consent_wording: 'I want the newsletter.',
  }),
  subscription_requests: async (sql, organization) => ({
    form_id: (await createModuleRow(sql, 'signup_forms', organization)).id,
    email: `${unique('person')}@people.test`,
    wording: 'I want the newsletter.',
    token_hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
    expires_at: new Date(Date.now() + 7 * 86_400_000),
  }),
  campaign_settings: () => ({ postal_address: '1 Lake Street, Chicago, IL 60601' }),
  sending_domains: (_, { owner }) => ({
    domain: `${unique('mail')}.test`,
    selector: 'lotline',
    public_key: 'public',
    sealed_private_key: 'sealed',
    ownership_token: unique('token'),
    created_by: owner.id,
  }),
  media_files: (_, { member }) => ({
    key: randomBytes(16).toString('hex'),
    file_name: 'house.png',
    file_type: 'image/png',
    file_size_bytes: 100,
    content_hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
    width: 1,
    height: 1,
    created_by: member.id,
  }),
  campaigns: (_, { member }) => ({
    name: 'Campaign',
    slug: unique('campaign'),
    type: 'EMAIL_MARKETING',
    created_by: member.id,
  }),
  email_campaigns: async (sql, organization) => ({
    campaign_id: (await createModuleRow(sql, 'campaigns', organization)).id,
    name: 'Message',
    subject: 'Subject',
    from_name: 'Sender',
    from_email: 'sender@people.test',
    created_by: organization.member.id,
  }),
  email_deliveries: async (sql, organization) => {
    const contact = await createModuleRow(sql, 'contacts', organization);
    const message = await createModuleRow(sql, 'email_campaigns', organization);
    return {
      email_campaign_id: message.id,
      contact_id: contact.id,
      email: contact.email,
      recipient_hash: createHash('sha256').update(String(contact.email)).digest('hex'),
    };
  },
  email_links: async (sql, organization) => ({
    email_campaign_id: (await createModuleRow(sql, 'email_campaigns', organization)).id,
    number: 1,
    url: 'https://example.org/',
  }),
  email_events: async (sql, organization) => ({
    delivery_id: (await createModuleRow(sql, 'email_deliveries', organization)).id,
    kind: 'CLICK',
    link_number: 1,
    occurred_at: new Date(),
  }),
  sending_months: () => ({ month: `20${10 + Math.floor(Math.random() * 90)}-01-01`, reserved: 1 }),
  campaign_entries: async (sql, organization) => ({
    campaign_id: (await createModuleRow(sql, 'campaigns', organization)).id,
    kind: 'COST',
    label: 'Signs',
    occurred_on: '2025-01-31',
    amount: 1_000,
    created_by: organization.member.id,
  }),
  campaign_repeats: async (sql, organization) => {
    const source = await createModuleRow(sql, 'email_campaigns', organization);
    return {
      campaign_id: source.campaign_id,
      kind: 'EMAIL',
      source_id: source.id,
      frequency: 'WEEKLY',
      starts_on: '2025-01-06',
      local_time: '09:00',
      time_zone: 'America/Chicago',
      created_by: organization.member.id,
    };
  },
  social_accounts: (_, { owner }) => ({
    kind: 'MASTODON',
    platform: 'MASTODON',
    name: unique('Account'),
    server: 'https://social.example.org',
    sealed_credentials: 'sealed',
    created_by: owner.id,
  }),
  social_media_posts: async (sql, organization) => ({
    campaign_id: (await createModuleRow(sql, 'campaigns', organization)).id,
    post_text: 'Post',
    platform: 'LINKEDIN',
    created_by: organization.member.id,
  }),
  campaign_content: async (sql, organization) => ({
    campaign_id: (await createModuleRow(sql, 'campaigns', organization)).id,
    content_id: (await createModuleRow(sql, 'content', organization)).id,
    linked_by: organization.member.id,
  }),
};

/** Every tenant table of the modules. */
export const moduleTables = Object.keys(validRows);

/** Makes a valid row of a table of the modules, but for the columns given. */
export async function createModuleRow(
  sql: Client,
  table: string,
  organization: TestOrganization,
  values: Values = {},
): Promise<Values> {
  const make = validRows[table];
  if (!make) throw new Error(`Add a valid row of ${table} to tests/factories/module-rows.ts.`);
  return insertRow(sql, table, { organization_id: organization.id, ...(await make(sql, organization)), ...values });
}

/** The column that names whose row it is, where that matters. */
const personColumns: Readonly<Record<string, string>> = {
  reid_roi_simulations: 'user_id',
  reid_alerts: 'user_id',
  reid_reports: 'user_id',
  reid_ai_profiles: 'user_id',
  reid_watched_areas: 'user_id',
  expenses: 'user_id',
  tax_reports: 'user_id',
  recurring_expenses: 'user_id',
  vehicles: 'person_id',
  expense_imports: 'user_id',
  content: 'created_by',
  contact_consents: 'recorded_by',
  suppressions: 'created_by',
  media_files: 'created_by',
  campaign_entries: 'created_by',
  campaigns: 'created_by',
  email_campaigns: 'created_by',
  social_media_posts: 'created_by',
  campaign_content: 'linked_by',
};

/** Rows that are whose the row is that they are part of. */
const partsOf: Readonly<Record<string, { table: string; column: string }>> = {
  reid_alert_events: { table: 'reid_alerts', column: 'alert_id' },
  reid_webhook_deliveries: { table: 'reid_alerts', column: 'alert_id' },
  vehicle_years: { table: 'vehicles', column: 'vehicle_id' },
  expense_import_lines: { table: 'expense_imports', column: 'import_id' },
  tax_report_rows: { table: 'tax_reports', column: 'report_id' },
};

/** The values of a row that somebody of the organization could insert in their own name; what it refers to is made. */
export async function validRowFor(sql: Client, table: string, organization: TestOrganization, person: { id: string }) {
  const make = validRows[table];
  if (!make) throw new Error(`Add a valid row of ${table} to tests/factories/module-rows.ts.`);
  const values = { organization_id: organization.id, ...(await make(sql, organization)) };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === organization.member.id ? person.id : value]),
  );
}

/** Rows of a table as an organization has them: one of everybody, of those who may only read too, where rows are somebody's. */
export async function createModuleRows(sql: Client, table: string, organization: TestOrganization): Promise<void> {
  const { owner, admin, member, viewer } = organization;
  const column = personColumns[table];
  for (const [index, person] of [owner, admin, member, viewer].entries()) {
    if (column) await createModuleRow(sql, table, organization, { [column]: person.id });
    // Everybody has read of what their own alert told.
    else if (table === 'reid_alert_reads') {
      const alert = await createModuleRow(sql, 'reid_alerts', organization, { user_id: person.id });
      const event = await createModuleRow(sql, 'reid_alert_events', organization, { alert_id: alert.id });
      await createModuleRow(sql, table, organization, { event_id: event.id, user_id: person.id });
    } else if (table === 'tax_estimates')
      await createModuleRow(sql, table, organization, { user_id: person.id, quarter: index + 1 });
    else if (partsOf[table]) {
      const { table: whole, column: reference } = partsOf[table];
      const { id } = await createModuleRow(sql, whole, organization, {
        [personColumns[whole] ?? 'user_id']: person.id,
      });
      await createModuleRow(sql, table, organization, { [reference]: id });
    } else if (table === 'closed_tax_years')
      await createModuleRow(sql, table, organization, { closed_by: person.id, tax_year: 2020 + index });
    else if (table === 'receipts') {
      const expense = await createModuleRow(sql, 'expenses', organization, { user_id: person.id });
      await insertRow(sql, table, { organization_id: organization.id, ...receiptOf(organization, expense) });
    } else if (index === 0) await createModuleRow(sql, table, organization);
  }
}

/** The columns of a receipt of an expense. */
export function receiptOf(organization: TestOrganization, expense: Values): Values {
  return {
    expense_id: expense.id,
    file_name: 'receipt.pdf',
    file_key: `receipts/${organization.id}/${expense.id}/${randomUUID()}.pdf`,
    file_type: 'application/pdf',
    file_size_bytes: 1_000,
    content_hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
  };
}

/** The id of a category everybody has. */
export async function systemCategoryId(sql: Client, code = 'OFFICE'): Promise<string> {
  const { id } = only(
    await sql.query<{ id: string }>('select id from expense_categories where organization_id is null and code = $1', [
      code,
    ]),
  );
  return id;
}

/** What a report holds that tells two prices of one area, and a school. */
export const frozenReportData = {
  version: 1,
  sections: ['overview', 'prices', 'schools', 'sources'],
  from: '2024-01-01',
  to: '2024-06-30',
  areas: [{ key: 'zip-60601', name: '60601' }],
  imports: [],
  series: [
    {
      figure: 'median_price',
      area: 0,
      source: 'redfin',
      propertyType: null,
      periodType: 'MONTHLY',
      dates: ['2024-05-31', '2024-06-30'],
      values: [40_000_000, 41_000_000],
      imports: [null, null],
      lines: [2, 3],
    },
  ],
  people: [],
  schools: [],
};

/** A report that was generated and is open to whoever holds its link, for a day. */
export function createPublicReport(
  sql: Client,
  organization: TestOrganization,
  tokenHash: string,
  values: Values = {},
) {
  return createModuleRow(sql, 'reid_reports', organization, {
    name: 'Public report',
    status: 'COMPLETED',
    data: frozenReportData,
    generated_at: new Date(),
    is_public: true,
    public_token_hash: tokenHash,
    public_expires_at: new Date(Date.now() + 86_400_000),
    ...values,
  });
}
