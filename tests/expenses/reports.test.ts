import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startBindings } from '../../app/local/workerd.ts';
import { computeReport } from '../../app/modules/expenses/reports/computation.ts';
import { sectionsSchema } from '../../app/modules/expenses/reports/content.ts';
import {
  generateDueReports,
  generateReport,
  reportKeys,
} from '../../app/modules/expenses/reports/generation.server.ts';
import { parseEnvironment } from '../../app/services/environment.server.ts';
import { createFileStore, type FileStore } from '../../app/services/files/store.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { type AskedReport, addExpense, fillBooks, startReport } from '../factories/expense-reports.ts';
import { insertRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let directory: string;
let cloudflare: Awaited<ReturnType<typeof startBindings>>;
let files: FileStore;
let organization: TestOrganization;
let other: TestOrganization;
let books: Awaited<ReturnType<typeof fillBooks>>;

beforeAll(async () => {
  database = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'lotline-reports-'));
  cloudflare = await startBindings(directory);
  const { FILES } = parseEnvironment({
    ENVIRONMENT: 'development',
    DATABASE_URL: database.appUrl,
    PUBLIC_URL: 'http://localhost:8787',
    COOKIE_SECRETS: 'only-for-tests-of-reports',
    FILES: cloudflare.bindings.FILES,
  });
  files = createFileStore(FILES);
  [organization, other] = [await createOrganization(database.sql), await createOrganization(database.sql)];
  for (const each of [organization, other]) await unlockModules(database.sql, each);
  books = await fillBooks(database.sql, organization);
});

afterAll(async () => {
  await cloudflare?.stop();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

// Everything here asks for more reports than an hour allows.
beforeEach(() => database.sql.query(`delete from limited_uses where purpose = 'TAX_REPORT'`));

const system = (store = files) => ({ database: requestDatabase(database), files: store, requestId: randomUUID() });
const start = (person: TestPerson, asked: AskedReport = {}) => startReport(database.asApp, person, asked);

/** Makes a report from start to end, as the OWNER; its row as it is then. */
async function make(asked: AskedReport = {}, person = organization.owner) {
  const { id, outcome } = await start(person, asked);
  expect(outcome).toBe('STARTED');
  await generateReport(system(), { id, attempt: 1 });
  return findReport(id);
}

async function findReport(id: string) {
  return only(
    await database.sql.query(`select *, total_expenses::float8 as spent from tax_reports where id = $1`, [id]),
  );
}

async function readKept(key: string): Promise<Buffer> {
  const file = present(await files.get(key));
  return Buffer.from(await new Response(file.body).arrayBuffer());
}

const sqlNumber = async (query: string, values: unknown[] = []) =>
  Number(only(await database.sql.query<{ value: string }>(query, [organization.id, ...values])).value);

/** The amount of a line, in cents. */
async function amountOf(id: string, number: string | null, name?: string) {
  const report = await findReport(id);
  const tables = computeReport({
    template: report.template_type,
    taxYear: report.tax_year,
    sections: sectionsSchema.parse(report.sections),
  });
  const line = tables
    .flatMap(({ lines }) => lines)
    .find((candidate) => candidate.number === number && (!name || candidate.name === name));
  return line?.amounts[0] ?? null;
}

test('an expense summary holds every approved expense of the year once, and its sums are those of the table', async () => {
  const report = await make();
  const of2025 = `from expenses where organization_id = $1 and tax_year = 2025 and status = 'APPROVED'`;
  expect(report.status).toBe('COMPLETED');
  expect(report.expenses_count).toBe(await sqlNumber(`select count(*) as value ${of2025}`));
  expect(report.spent).toBe(await sqlNumber(`select sum(net_amount) as value ${of2025}`));
  expect(Number(report.total_deductions)).toBe(await sqlNumber(`select sum(deductible_amount) as value ${of2025}`));
  const rows: string[][] = parse(await readKept(report.csv_key), { bom: true });
  expect(rows).toHaveLength(report.expenses_count + 1);
  const cents = rows.slice(1).reduce((sum, row) => sum + Math.round(Number(row[12]) * 100), 0);
  expect(cents).toBe(report.spent);
  expect((await readKept(report.file_key)).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a category breakdown has a section for each category, and one person’s report only theirs', async () => {
  const report = await make({ template: 'CATEGORY_BREAKDOWN', member: organization.admin.id });
  const byCategory = await database.sql.query(
    `select c.name, sum(e.net_amount)::float8 as net, sum(e.deductible_amount)::float8 as deductible
     from expenses e join expense_categories c on c.id = e.category_id
     where e.organization_id = $1 and e.tax_year = 2025 and e.status = 'APPROVED' and e.user_id = $2
     group by c.name order by lower(c.name) collate "C"`,
    [organization.id, organization.admin.id],
  );
  expect(
    report.sections.map(({ heading, net, deductible }: Record<string, unknown>) => ({
      name: heading,
      net,
      deductible,
    })),
  ).toEqual(byCategory.rows);
});

test('Schedule C leaves rental properties out, puts each kind on its line of that year, and adds up', async () => {
  const { id } = await make({ template: 'SCHEDULE_C' });
  const business = `from expenses e join expense_categories c on c.id = e.category_id left join listings l on l.id = e.listing_id
    where e.organization_id = $1 and e.tax_year = 2025 and e.status = 'APPROVED' and l.kind is distinct from 'RENTAL'
      and not (c.irs_category is null and c.deduction_limit = 0)`;
  expect(await amountOf(id, '1')).toBe(912_345);
  expect(await amountOf(id, '8')).toBe(
    await sqlNumber(`select sum(e.deductible_amount) as value ${business} and c.irs_category = 'ADVERTISING'`),
  );
  expect(await amountOf(id, '24b')).toBe(
    await sqlNumber(`select sum(e.deductible_amount) as value ${business} and c.irs_category = 'MEALS'`),
  );
  // Other expenses moved from 27a to 27b in 2025.
  expect(await amountOf(id, '27a')).toBeNull();
  expect(await amountOf(id, '27b')).not.toBeNull();
  const expenses = await sqlNumber(`select sum(e.deductible_amount) as value ${business}`);
  expect(await amountOf(id, '28')).toBe(expenses);
  expect(await amountOf(id, '31')).toBe(912_345 - expenses);
});

test('Schedule C answers lines 43 to 47 for each vehicle of the taxpayer that was driven, in its lines and rows', async () => {
  const vehicle = async (values: Record<string, unknown>) =>
    String((await insertRow(database.sql, 'vehicles', { organization_id: organization.id, ...values })).id);
  const van = await vehicle({ name: 'Van', first_used_on: '2023-03-04' });
  await vehicle({ name: 'Parked', first_used_on: '2023-03-04' });
  const own = await vehicle({ name: 'Own', first_used_on: '2023-03-04', person_id: organization.member.id });
  await insertRow(database.sql, 'vehicle_years', {
    organization_id: organization.id,
    vehicle_id: van,
    tax_year: 2025,
    odometer_start: 10_000,
    odometer_end: 15_000,
    commuting_miles: 1_000,
    is_available_for_personal_use: true,
  });
  const drive = (vehicle_id: string, mileage_distance: number, values: Record<string, unknown> = {}) =>
    addExpense(database.sql, organization, {
      vehicle_id,
      mileage_distance,
      mileage_from: 'A',
      mileage_to: 'B',
      mileage_purpose: 'Showing',
      date: '2025-06-07',
      ...values,
    });
  await drive(van, 1_200.5);
  await drive(van, 300, { listing_id: books.rental });
  await drive(van, 50, { status: 'PENDING', approved_by: null });
  await drive(own, 70);
  const report = await make({ template: 'SCHEDULE_C' });
  const tables = computeReport({
    template: 'SCHEDULE_C',
    taxYear: 2025,
    sections: sectionsSchema.parse(report.sections),
  });
  const answers = tables
    .slice(1)
    .map(({ heading, lines }) => [heading, lines.map((line) => [line.number, line.answer])]);
  const expected = [
    ['43', 'Mar 4, 2023'],
    ['44a', '1,200.5'],
    ['44b', '1,000.0'],
    ['44c', '2,799.5'],
    ['45', 'Yes'],
    ['46', 'No'],
    ['47a', 'Yes'],
    ['47b', 'Yes'],
  ];
  expect(answers).toEqual([['Part IV, Van', expected]]);
  const rows: string[][] = parse(await readKept(report.csv_key), { bom: true });
  const told = rows.filter(([, section]) => section === 'Part IV, Van');
  expect(told.map((row) => row[5])).toEqual(expected.map(([, answer]) => answer));
});

test('Schedule E has the rental property with its rent, its expenses and the depreciation of its table', async () => {
  await insertRow(database.sql, 'depreciable_assets', {
    organization_id: organization.id,
    listing_id: books.rental,
    name: 'House',
    asset_class: 'RESIDENTIAL',
    basis: 30_000_000,
    in_service_on: '2025-10-15',
  });
  const { id } = await make({ template: 'SCHEDULE_E' });
  const spent = await sqlNumber(
    `select sum(e.deductible_amount) as value from expenses e join listings l on l.id = e.listing_id
       join expense_categories c on c.id = e.category_id
     where e.organization_id = $1 and e.tax_year = 2025 and e.status = 'APPROVED' and l.kind = 'RENTAL'
       and not (c.irs_category is null and c.deduction_limit = 0)`,
  );
  expect(await amountOf(id, '3')).toBe(240_000);
  // $300,000 in service in October: 0.758 %.
  expect(await amountOf(id, '18')).toBe(227_400);
  expect(await amountOf(id, '20')).toBe(spent + 227_400);
  expect(await amountOf(id, '21')).toBe(240_000 - spent - 227_400);
});

test('Form 1099-NEC counts services net of refunds, never by card or network, and leaves corporations out but for attorneys', async () => {
  const payee = async (values: Record<string, unknown>) =>
    String((await insertRow(database.sql, 'payees', { organization_id: organization.id, ...values })).id);
  const painter = await payee({ name: 'Painter', classification: 'INDIVIDUAL' });
  const firm = await payee({ name: 'Firm', classification: 'S_CORPORATION' });
  const lawyer = await payee({ name: 'Lawyer', classification: 'C_CORPORATION', is_attorney: true });
  const pay = (payee_id: string, values: Record<string, unknown> & { category?: string }) =>
    addExpense(database.sql, organization, { payee_id, payment_method: 'CHECK', date: '2025-07-01', ...values });
  await pay(painter, { category: 'REPAIRS', amount: 70_000, is_deductible: false });
  await pay(painter, { category: 'REPAIRS', amount: 9_999, is_refund: true });
  await pay(painter, { category: 'REPAIRS', amount: 500_000, payment_method: 'CARD' });
  await pay(painter, { category: 'REPAIRS', amount: 500_000, payment_method: 'NETWORK' });
  await pay(painter, { category: 'OFFICE', amount: 500_000 });
  await pay(firm, { category: 'CLEANING', amount: 90_000 });
  await pay(lawyer, { category: 'LEGAL', amount: 90_000 });
  const { id, sections } = await make({ template: 'FORM_1099_NEC' });
  const tables = computeReport({ template: 'FORM_1099_NEC', taxYear: 2025, sections: sectionsSchema.parse(sections) });
  const due = present(tables.find(({ heading }) => heading?.startsWith('A form is due')));
  expect(due.lines.map(({ name, amounts }) => [name, amounts[0]])).toEqual([
    ['Lawyer', 90_000],
    ['Painter', 60_001],
    ['Total', 150_001],
  ]);
  expect(await amountOf(id, null, 'Firm')).toBe(90_000);
});

test('a year with more refunds than expenses is reported with sums below zero', async () => {
  await addExpense(database.sql, organization, { amount: 10_000, date: '2023-05-06' });
  await addExpense(database.sql, organization, { amount: 25_000, date: '2023-05-07', is_refund: true });
  const { status, spent } = await make({ taxYear: 2023 });
  expect([status, spent]).toEqual(['COMPLETED', -15_000]);
});

test('an estimate is reported as it was saved, and none is made up', async () => {
  expect((await start(organization.owner, { template: 'ANNUAL_SUMMARY' })).outcome).toBe('NO_ESTIMATE');
  await insertRow(database.sql, 'tax_estimates', {
    organization_id: organization.id,
    user_id: organization.owner.id,
    tax_year: 2025,
    period_start: '2025-01-01',
    period_end: '2025-12-31',
    federal_tax_estimated: 100_000,
    self_employment_tax: 20_000,
    calculation_version: '1',
    lines: JSON.stringify([
      {
        number: 1,
        name: 'Schedule C profit',
        value: 912_345,
        rule: 'Rule',
        formula: '$9,123.45',
        source: 'Source',
        links: [],
      },
    ]),
  });
  const { id } = await make({ template: 'ANNUAL_SUMMARY' });
  expect(await amountOf(id, '1', 'Schedule C profit')).toBe(912_345);
  expect(await amountOf(id, null, 'Estimated')).toBe(120_000);
});

test('who makes which report', async () => {
  const { owner, admin, member, viewer } = organization;
  const outcomeOf = async (person: TestPerson, asked: AskedReport) => (await start(person, asked)).outcome;
  for (const template of ['EXPENSE_SUMMARY', 'CATEGORY_BREAKDOWN', 'CUSTOM']) {
    expect(await outcomeOf(member, { template, member: member.id })).toBe('STARTED');
    expect(await outcomeOf(member, { template })).toBe('NOT_ALLOWED');
    expect(await outcomeOf(member, { template, member: admin.id })).toBe('NOT_ALLOWED');
    expect(await outcomeOf(admin, { template })).toBe('STARTED');
    expect(await outcomeOf(viewer, { template })).toBe('NOT_ALLOWED');
  }
  for (const template of ['SCHEDULE_C', 'SCHEDULE_E', 'QUARTERLY_ESTIMATE', 'ANNUAL_SUMMARY']) {
    expect(await outcomeOf(admin, { template })).toBe('NOT_ALLOWED');
    expect(await outcomeOf(member, { template, member: member.id })).toBe('NOT_ALLOWED');
  }
  for (const template of ['FORM_1099_NEC', 'FORM_1099_MISC']) {
    expect(await outcomeOf(member, { template, member: member.id })).toBe('NOT_ALLOWED');
    expect(await outcomeOf(admin, { template })).toBe('STARTED');
  }
  expect(await outcomeOf(owner, { member: other.member.id })).toBe('NO_PERSON');
  expect(await outcomeOf(owner, { sharedWith: [other.viewer.id] })).toBe('NO_PERSON');
  // Naming lets an ADMIN make them.
  await insertRow(database.sql, 'tax_readers', {
    organization_id: organization.id,
    user_id: admin.id,
    named_by: owner.id,
  });
  expect(await outcomeOf(admin, { template: 'SCHEDULE_C' })).toBe('STARTED');
  await database.sql.query('delete from tax_readers where organization_id = $1', [organization.id]);
});

test('who reads which report, its rows and its receipts', async () => {
  const readers = async (id: string) => {
    const found: string[] = [];
    for (const [name, person] of [
      ...(['owner', 'admin', 'member', 'viewer'] as const).map((role) => [role, organization[role]] as const),
      ['other', other.owner] as const,
    ]) {
      const { reports, rows } = await asViewer(database.asApp, person.tokenHash, async (client) => ({
        reports: (await client.query('select from tax_reports where id = $1', [id])).rowCount,
        rows: (await client.query('select from tax_report_rows where report_id = $1 limit 1', [id])).rowCount,
      }));
      expect(rows).toBe(reports);
      if (reports === 1) found.push(name);
    }
    return found;
  };
  const { owner, admin, member, viewer } = organization;
  expect(await readers((await make({}, owner)).id)).toEqual(['owner', 'admin']);
  expect(await readers((await make({ member: member.id }, member)).id)).toEqual(['owner', 'admin', 'member']);
  expect(await readers((await make({ sharedWith: [viewer.id] }, admin)).id)).toEqual(['owner', 'admin', 'viewer']);
  expect(await readers((await make({ isShared: true }, admin)).id)).toEqual(['owner', 'admin', 'member', 'viewer']);
  // Sharing does not tell the taxes.
  expect(await readers((await make({ template: 'SCHEDULE_C', isShared: true }, owner)).id)).toEqual(['owner']);
});

test('a second click makes no second report, and somebody else’s id makes none', async () => {
  const id = randomUUID();
  expect((await start(organization.owner, { id })).outcome).toBe('STARTED');
  expect((await start(organization.owner, { id })).outcome).toBe('REPEATED');
  expect((await start(other.owner, { id })).outcome).toBe('NOT_ALLOWED');
  expect(
    await sqlNumber('select count(*) as value from tax_reports where organization_id = $1 and id = $2', [id]),
  ).toBe(1);
});

test('the 21st report of an hour is refused, whoever of the organization asks', async () => {
  const outcomes: string[] = [];
  for (let index = 0; index < 21; index++)
    outcomes.push((await start(index % 2 ? organization.owner : organization.admin, { filters: {} })).outcome);
  expect(outcomes).toEqual([...Array.from({ length: 20 }, () => 'STARTED'), 'TOO_OFTEN']);
  expect((await start(other.owner)).outcome).toBe('STARTED');
});

test('what is changed or deleted after it was made changes nothing of it, and the same rows make the same bytes', async () => {
  const { id } = await start(organization.owner);
  await generateReport(system(), { id, attempt: 1 });
  const keys = reportKeys({ organizationId: organization.id, id });
  const digest = async () =>
    Promise.all(
      Object.values(keys).map(async (key) =>
        createHash('sha256')
          .update(await readKept(key))
          .digest('hex'),
      ),
    );
  const before = await digest();
  const { id: late } = await addExpense(database.sql, organization, { date: '2025-12-30', amount: 77_777 });
  await database.sql.query(
    `update tax_reports set status = 'GENERATING', started_at = now() - interval '11 minutes' where id = $1`,
    [id],
  );
  expect(await generateDueReports(system())).toEqual({ reports: 1, failed: 0 });
  expect(await digest()).toEqual(before);
  await database.sql.query('delete from expenses where id = $1', [late]);
});

test('killed while it is made, a report is made once more by the schedule after ten minutes, and given up after that', async () => {
  const { id } = await start(organization.owner);
  const later = () =>
    database.sql.query(`update tax_reports set started_at = started_at - interval '10 minutes' where id = $1`, [id]);
  expect(await generateDueReports(system())).toEqual({ reports: 0, failed: 0 });
  await later();
  const away: FileStore = { ...files, put: () => Promise.reject(new Error('away')) };
  expect(await generateDueReports(system(away))).toEqual({ reports: 1, failed: 1 });
  expect(await findReport(id)).toMatchObject({
    status: 'FAILED',
    attempts: 2,
    file_key: null,
    problem: 'It could not be made.',
  });
  // The first attempt, late, changes nothing any more.
  await generateReport(system(), { id, attempt: 1 });
  expect((await findReport(id)).status).toBe('FAILED');
  const again = only(
    await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
      client.query('select * from app.restart_tax_report($1)', [id]),
    ),
  );
  expect(again).toEqual({ outcome: 'STARTED', attempt: 3 });
  await generateReport(system(), { id, attempt: 3 });
  expect((await findReport(id)).status).toBe('COMPLETED');
});

test('while storage is away the first attempt waits for the schedule and says why', async () => {
  const { id } = await start(organization.owner);
  const withoutBucket = createFileStore(undefined);
  await expect(generateReport(system(withoutBucket), { id, attempt: 1 })).rejects.toThrow('No bucket');
  expect(await findReport(id)).toMatchObject({ status: 'GENERATING', problem: 'Files cannot be kept at the moment.' });
  expect(
    await sqlNumber('select count(*) as value from tax_report_rows where organization_id = $1 and report_id = $2', [
      id,
    ]),
  ).toBe((await findReport(id)).expenses_count);
});

test('a link is found by its token alone, until it ends or is withdrawn; who may not change the report makes none', async () => {
  const { id } = await make({ sharedWith: [organization.viewer.id] }, organization.admin);
  const hash = () => createHash('sha256').update(randomUUID()).digest('hex');
  const link = async (person: TestPerson, tokenHash: string, days = 7) =>
    only(
      await asViewer(database.asApp, person.tokenHash, (client) =>
        client.query<{ outcome: string }>('select app.create_report_link($1, $2, $3) as outcome', [
          id,
          tokenHash,
          days,
        ]),
      ),
    ).outcome;
  const find = async (tokenHash: string) =>
    (
      await asViewer(database.asApp, null, (client) =>
        client.query('select name from app.find_shared_report($1)', [tokenHash]),
      )
    ).rows;
  const [first, second] = [hash(), hash()];
  for (const person of [organization.viewer, organization.member, other.owner])
    expect(await link(person, first)).toBe('NOT_FOUND');
  expect(await link(organization.admin, first, 1_000)).toBe('CREATED');
  expect(
    await sqlNumber(
      `select extract(day from link_expires_at - now()) as value from tax_reports where organization_id = $1 and id = $2`,
      [id],
    ),
  ).toBeLessThanOrEqual(90);
  expect(await find(first)).toEqual([{ name: 'A report' }]);
  expect(await find(hash())).toEqual([]);
  // A new one ends the one before.
  expect(await link(organization.owner, second)).toBe('CREATED');
  expect(await find(first)).toEqual([]);
  await database.sql.query(`update tax_reports set link_expires_at = now() where id = $1`, [id]);
  expect(await find(second)).toEqual([]);
  const trail = await database.sql.query(
    `select after from audit_log where subject_type = 'tax_report' and subject_id = $1 order by id`,
    [id],
  );
  expect(trail.rows.length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(trail.rows)).not.toContain(second);
  expect(JSON.stringify(trail.rows)).toContain((await findReport(id)).manifest_hash);
});

test('a report that tells the taxes gets its link from those who see them only', async () => {
  const { id } = await make({ template: 'SCHEDULE_C' });
  const by = async (person: TestPerson) =>
    only(
      await asViewer(database.asApp, person.tokenHash, (client) =>
        client.query<{ outcome: string }>('select app.create_report_link($1, $2, 7) as outcome', [
          id,
          createHash('sha256').update(id).digest('hex'),
        ]),
      ),
    ).outcome;
  expect(await by(organization.admin)).toBe('NOT_FOUND');
  expect(await by(organization.owner)).toBe('CREATED');
});

test('the manifest names every row, and its SHA-256 is kept with the report', async () => {
  const report = await make();
  const bytes = await readKept(reportKeys({ organizationId: organization.id, id: report.id }).manifest);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(report.manifest_hash);
  const manifest = JSON.parse(bytes.toString());
  expect(manifest.rows).toHaveLength(report.expenses_count);
  expect(manifest.files['rows.csv']).toBe(
    createHash('sha256')
      .update(await readKept(report.csv_key))
      .digest('hex'),
  );
});
