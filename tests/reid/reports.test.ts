import { createHash, randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reportDataSchema } from '../../app/modules/reid/reports/content.ts';
import { writeReportCsv } from '../../app/modules/reid/reports/csv.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { addMonths, createImport, monthEnd } from '../factories/market-figures.ts';
import { type AskedMarketReport, makeMarketReport } from '../factories/market-reports.ts';
import { insertRow } from '../factories/module-rows.ts';
import {
  createOrganization,
  type TestOrganization,
  type TestPerson,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only, present, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;
let other: TestOrganization;
let importId: string;

const priceOf = (back: number) => 40_000_000 - 100_000 * back;

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  [organization, other] = [await createOrganization(sql), await createOrganization(sql)];
  for (const each of [organization, other]) await unlockModules(sql, each);
  importId = await createImport(sql, organization);
  await addMonths(sql, organization, {
    zip: '78704',
    importId,
    count: 18,
    figures: (back) => ({ median_price: priceOf(back), active_listings: 100, sold_listings: 25, days_on_market: 30 }),
  });
  await addMonths(sql, organization, {
    zip: '78704',
    source: 'zillow-zori',
    figures: () => ({ median_rent: 200_000 }),
  });
  await addMonths(sql, organization, { zip: '78704', source: 'zillow-zhvi', figures: () => ({ median_price: 1 }) });
  await addMonths(sql, organization, { zip: '78704', propertyType: 'Condo', figures: () => ({ median_price: 2 }) });
  await addMonths(sql, organization, { zip: '78705', count: 3, figures: () => ({ median_price: 30_000_000 }) });
  await insertRow(sql, 'reid_demographics', {
    organization_id: organization.id,
    area_key: 'zip-78704',
    area_name: '78704',
    area_type: 'ZIP',
    zip_code: '78704',
    report_year: 2023,
    data_source: 'acs-5-year',
    total_population: 45_000,
    median_income: 8_000_000,
    median_age: 33.1,
    poverty_rate: 9.5,
    avg_household_size: 2.1,
    diversity_index: 55,
    margins_of_error: { median_income: 221_000 },
    column_sources: { median_income: { importId, line: 7 } },
  });
  await insertRow(sql, 'reid_schools', {
    organization_id: organization.id,
    name: 'Lakeside School',
    zip_code: '78704',
    state: 'TX',
    data_source: 'nces',
    student_teacher_ratio: 14.2,
    import_id: importId,
    source_line: 3,
  });
});

afterAll(() => database?.drop());

beforeEach(() => database.sql.query(`delete from limited_uses where purpose = 'PUBLIC_REPORT'`));

const make = (asked: AskedMarketReport = {}, person: TestPerson = organization.owner) =>
  makeMarketReport(database.asApp, person, asked);

const rowOf = async (id: string) => only(await database.sql.query('select * from reid_reports where id = $1', [id]));
const dataOf = async (id: string) => reportDataSchema.parse((await rowOf(id)).data);

const outcomeOf = async (person: TestPerson, statement: string, values: unknown[]) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>(`select ${statement} as outcome`, values),
    ),
  ).outcome;

const find = async (tokenHash: string, isDownload = false, digest: string | null = null) =>
  (
    await asViewer(database.asApp, null, (client) =>
      client.query('select * from app.find_public_report($1, $2, $3)', [tokenHash, digest, isDownload]),
    )
  ).rows;

test('every frozen number is that of the table, with its period, import and line', async () => {
  const { id, outcome } = await make();
  expect(outcome).toBe('MADE');
  const data = await dataOf(id);
  const prices = present(data.series.find(({ figure }) => figure === 'median_price'));
  const { rows } = await database.sql.query(
    `select report_date::text as date, median_price::float8 as value, import_id as import, source_line as line from reid_market_data
     where organization_id = $1 and area_key = 'zip-78704' and data_source = 'redfin' and property_type is null order by report_date`,
    [organization.id],
  );
  const frozen = prices.dates.map((date, index) => ({
    date,
    value: prices.values[index],
    import: data.imports[prices.imports[index] ?? -1]?.id,
    line: prices.lines[index],
  }));
  expect(frozen).toEqual(rows);
  expect(frozen).toHaveLength(18);
  expect(data.imports).toEqual([{ id: importId, fileName: 'market.csv', appliedAt: '2024-07-05T10:00:00Z' }]);
});

test('a figure comes from one source: the one asked for, else Redfin before Zillow, and all types before one', async () => {
  const sourceOf = async (asked: AskedMarketReport, key: string) =>
    (await dataOf((await make(asked)).id)).series.find(({ figure }) => figure === key);
  expect(await sourceOf({}, 'median_price')).toMatchObject({ source: 'redfin', propertyType: null });
  expect(await sourceOf({ source: 'zillow-zhvi' }, 'median_price')).toMatchObject({ source: 'zillow-zhvi' });
  expect(await sourceOf({ propertyType: 'Condo' }, 'median_price')).toMatchObject({ propertyType: 'Condo' });
  expect(await sourceOf({}, 'median_rent')).toMatchObject({ source: 'zillow-zori' });
});

test('sections decide what is frozen', async () => {
  const { id } = await make({ sections: ['speed'] });
  const data = await dataOf(id);
  expect(new Set(data.series.map(({ figure }) => figure))).toEqual(new Set(['days_on_market']));
  expect([data.people, data.schools]).toEqual([[], []]);
});

test('of weeks, two years are frozen however long the report is', async () => {
  await database.sql.query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, report_date, period_type, data_source, median_price)
     select $1, 'zip-78706', '78706', 'ZIP', '78706', date '2024-06-29' - 7 * week, 'WEEKLY', 'redfin', 1000 + week from generate_series(0, 199) week`,
    [organization.id],
  );
  const data = await dataOf((await make({ areas: ['zip-78706'], from: '2020-01-01' })).id);
  const { weeks } = only(
    await database.sql.query(
      `select count(*)::integer as weeks from reid_market_data where organization_id = $1 and area_key = 'zip-78706' and report_date > '2022-06-30'`,
      [organization.id],
    ),
  );
  expect(data.series[0]?.values).toHaveLength(weeks);
  expect(weeks).toBe(105);
});

test('people come with their margins, imports and lines, and schools with theirs', async () => {
  const data = await dataOf((await make()).id);
  expect(data.people[0]?.figures.median_income).toEqual({
    value: 8_000_000,
    margin: 221_000,
    annotation: null,
    import: 0,
    line: 7,
  });
  expect(data.schools[0]).toMatchObject({ total: 1, listed: [{ name: 'Lakeside School', import: 0, line: 3 }] });
});

test('an area without data makes a report that failed and says which', async () => {
  const { id, outcome } = await make({ areas: ['zip-78704', 'zip-99999'] });
  expect(outcome).toBe('FAILED');
  expect(await rowOf(id)).toMatchObject({ status: 'FAILED', data: null, generated_at: null });
  expect((await rowOf(id)).problem).toContain('zip-99999');
});

test('a report stays as it was when figures change afterwards, and nobody writes into it', async () => {
  const { id } = await make({ areas: ['zip-78705'] });
  const before = await rowOf(id);
  await database.sql.query(
    `update reid_market_data set median_price = median_price + 1 where organization_id = $1 and area_key = 'zip-78705'`,
    [organization.id],
  );
  expect(await rowOf(id)).toEqual(before);
  for (const column of [`data = '{}'`, `insights = '[]'`, `status = 'DRAFT'`, `is_public = true`, `schedule = '{}'`])
    expect(
      await refusal(
        asViewer(database.asApp, organization.owner.tokenHash, (client) =>
          client.query(`update reid_reports set ${column} where id = $1`, [id]),
        ),
      ),
    ).toBe('42501');
  expect(await refusal(database.sql.query(`update reid_reports set data = '{}' where id = $1`, [id]))).toBe('23514');
});

test('figures that change between the preview and the report are refused: its insights would be of others', async () => {
  const { id, outcome } = await make({ digest: createHash('md5').update('other').digest('hex') });
  expect(outcome).toBe('CHANGED');
  expect((await database.sql.query('select from reid_reports where id = $1', [id])).rowCount).toBe(0);
});

test('a second click makes no second one; a VIEWER, another organization and a missing seat make none', async () => {
  const { id } = await make();
  expect((await make({ id })).outcome).toBe('REPEATED');
  expect((await make({ id }, other.owner)).outcome).toBe('NOT_ALLOWED');
  expect((await make({}, organization.viewer)).outcome).toBe('NOT_ALLOWED');
  expect((await make({ sharedWith: [other.owner.id] })).outcome).toBe('NO_PERSON');
  // Another organization knows nothing of these areas.
  expect((await make({}, other.owner)).outcome).toBe('FAILED');
});

test('a report is read by whoever made it, managers, and those it is shared with', async () => {
  const { id } = await make({ sharedWith: [organization.viewer.id] });
  const reads = async (person: TestPerson) =>
    (
      await asViewer(database.asApp, person.tokenHash, (client) =>
        client.query('select data from reid_reports where id = $1', [id]),
      )
    ).rowCount;
  expect(await reads(organization.owner)).toBe(1);
  expect(await reads(organization.admin)).toBe(1);
  expect(await reads(organization.viewer)).toBe(1);
  expect(await reads(organization.member)).toBe(0);
  expect(await reads(other.owner)).toBe(0);
});

test('the CSV has every number with its file and line, and no formula', async () => {
  await database.sql.query(`update reid_imports set file_name = '=cmd()' where id = $1`, [importId]);
  const data = await dataOf((await make()).id);
  await database.sql.query(`update reid_imports set file_name = 'market.csv' where id = $1`, [importId]);
  const rows: Record<string, string>[] = parse(writeReportCsv(data), { bom: true, columns: true });
  const prices = rows.filter((row) => row.Figure === 'Median sale price');
  expect(prices.map((row) => [row['Period ends'], Number(row.Value), Number(row.Line)])).toEqual(
    Array.from({ length: 18 }, (_, index) => [monthEnd(2024, 6, 17 - index), priceOf(17 - index) / 100, index + 2]),
  );
  expect(prices[0]?.File).toBe("'=cmd()");
  const numbers = data.series.reduce((sum, { values }) => sum + values.length, 0);
  const people = data.people.reduce((sum, { figures }) => sum + Object.keys(figures).length, 0);
  expect(rows).toHaveLength(numbers + people + 1);
});

test('a link shows strangers the report without schools, age, family size, poverty and diversity, and counts', async () => {
  const { id } = await make();
  const hash = unknownTokenHash();
  expect(await outcomeOf(organization.owner, 'app.make_public_report_link($1, $2, 90)', [id, hash])).toBe('CREATED');
  const [found] = await find(hash);
  expect(found).toMatchObject({ outcome: 'FOUND', name: 'A report' });
  const shown = JSON.stringify(found);
  for (const secret of [
    'Lakeside',
    'median_age',
    'avg_household_size',
    'poverty',
    'diversity',
    organization.id,
    organization.name,
  ])
    expect(shown).not.toContain(secret);
  expect(shown).toContain('median_income');
  expect(reportDataSchema.parse(found.data).schools).toEqual([]);
  await find(hash, true);
  expect(await rowOf(id)).toMatchObject({ view_count: 1, download_count: 1 });
  expect(JSON.stringify((await rowOf(id)).data)).toContain('Lakeside');
});

test('unknown, withdrawn, expired, replaced and downgraded links find nothing, and count nothing', async () => {
  const { id } = await make();
  const [first, second] = [unknownTokenHash(), unknownTokenHash()];
  const link = (hash: string, person = organization.owner) =>
    outcomeOf(person, 'app.make_public_report_link($1, $2, 7)', [id, hash]);
  expect(await find(first)).toEqual([]);
  for (const person of [organization.viewer, organization.member, other.owner])
    expect(await link(first, person)).toBe('NOT_FOUND');
  expect(await link(first)).toBe('CREATED');
  expect(await link(second, organization.admin)).toBe('CREATED');
  expect(await find(first)).toEqual([]);
  expect(await find(second)).toHaveLength(1);
  const setTier = (tier: string) =>
    database.sql.query('update organizations set subscription_tier = $2 where id = $1', [organization.id, tier]);
  await setTier('STARTER');
  expect(await find(second)).toEqual([]);
  await setTier('ENTERPRISE');
  await database.sql.query(`update tool_purchases set suspended_at = now() where organization_id = $1`, [
    organization.id,
  ]);
  expect(await find(second)).toEqual([]);
  await database.sql.query(`update tool_purchases set suspended_at = null where organization_id = $1`, [
    organization.id,
  ]);
  await database.sql.query(`update reid_reports set public_expires_at = now() where id = $1`, [id]);
  expect(await find(second)).toEqual([]);
  expect(await link(second)).toBe('CREATED');
  expect(await outcomeOf(organization.owner, 'app.withdraw_public_report_link($1)', [id])).toBe('WITHDRAWN');
  expect(await outcomeOf(organization.owner, 'app.withdraw_public_report_link($1)', [id])).toBe('NO_LINK');
  expect(await find(second)).toEqual([]);
  expect((await rowOf(id)).view_count).toBe(1);
  const trail = await database.sql.query(
    `select after from audit_log where subject_type = 'reid_report' and subject_id = $1`,
    [id],
  );
  expect(trail.rows.length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(trail.rows)).not.toContain(second);
});

test('one network address asks 300 times an hour, known links and unknown ones alike', async () => {
  const digest = createHash('sha256').update(randomUUID()).digest('hex');
  await database.sql.query(`insert into limited_uses (purpose, subject, uses) values ('PUBLIC_REPORT', $1, 299)`, [
    digest,
  ]);
  const { id } = await make();
  const hash = unknownTokenHash();
  await outcomeOf(organization.owner, 'app.make_public_report_link($1, $2, 7)', [id, hash]);
  expect(await find(hash, false, digest)).toHaveLength(1);
  expect(await find(hash, false, digest)).toMatchObject([{ outcome: 'TOO_OFTEN', name: null, data: null }]);
  expect(await find(unknownTokenHash(), false, digest)).toMatchObject([
    { outcome: 'TOO_OFTEN', name: null, data: null },
  ]);
  expect(await find(hash)).toHaveLength(1);
});

test('templates and schedules come with ELITE; below it they stay and nobody changes them', async () => {
  const { id } = await make();
  const use = (isTemplate: boolean, person = organization.owner) =>
    outcomeOf(person, 'app.use_report_as_template($1, $2)', [id, isTemplate]);
  const schedule = (person = organization.owner) =>
    outcomeOf(person, `app.schedule_reid_report($1, 'MONTHLY', 8, 'America/Chicago', '{}')`, [id]);
  expect(await use(true)).toBe('CHANGED');
  expect((await make({ templateId: id })).outcome).toBe('MADE');
  expect(await schedule()).toBe('SCHEDULED');
  for (const person of [organization.member, organization.viewer, other.owner]) {
    expect(await use(false, person)).toBe('NOT_FOUND');
    expect(await schedule(person)).toBe('NOT_FOUND');
  }
  await database.sql.query(`update organizations set subscription_tier = 'GROWTH' where id = $1`, [organization.id]);
  expect([await use(false), await schedule()]).toEqual(['NEEDS_ELITE', 'NEEDS_ELITE']);
  expect((await make({ templateId: id })).outcome).toBe('NEEDS_ELITE');
  expect((await rowOf(id)).is_template).toBe(true);
  await database.sql.query(`update organizations set subscription_tier = 'ENTERPRISE' where id = $1`, [
    organization.id,
  ]);
  expect(await outcomeOf(organization.owner, `app.schedule_reid_report($1, null, 8, 'UTC', '{}')`, [id])).toBe(
    'STOPPED',
  );
});
