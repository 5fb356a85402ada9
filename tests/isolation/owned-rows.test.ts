import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import {
  createModuleRow,
  createPublicReport,
  frozenReportData,
  insertRow,
  receiptOf,
  systemCategoryId,
} from '../factories/module-rows.ts';
import {
  createOrganization,
  type TestOrganization,
  type TestPerson,
  unknownTokenHash,
} from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Rows that belong to a person inside an organization: who reads, changes and decides.

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
});

afterAll(async () => {
  await database.drop();
});

const as = <Result>(person: TestPerson | null, work: (client: Client) => Promise<Result>) =>
  asViewer(database.asApp, person?.tokenHash ?? null, work);

/** Runs a statement as somebody and says how many rows it reached. */
const reach = (person: TestPerson | null, statement: string, values: unknown[] = []) =>
  as(person, async (client) => (await client.query(statement, values)).rowCount);

const create = (table: string, values: Record<string, unknown> = {}) =>
  createModuleRow(database.sql, table, organization, values);

const tomorrow = new Date(Date.now() + 86_400_000);

describe.each([
  { table: 'reid_roi_simulations', share: { is_shared: true } },
  {
    table: 'reid_reports',
    share: { is_public: true, public_token_hash: unknownTokenHash(), public_expires_at: tomorrow },
  },
  { table: 'reid_ai_profiles', share: { is_public: true } },
  { table: 'tax_reports', share: { is_shared: true } },
])('$table', ({ table, share }) => {
  test('is read by its person and by ADMIN and OWNER, not by colleagues', async () => {
    const { id } = await create(table, { user_id: organization.owner.id });
    const select = `select id from ${table} where id = $1`;
    expect(await reach(organization.owner, select, [id])).toBe(1);
    expect(await reach(organization.admin, select, [id])).toBe(1);
    expect(await reach(organization.member, select, [id])).toBe(0);
    expect(await reach(organization.viewer, select, [id])).toBe(0);
  });

  test('is read by colleagues once it is shared, and still changed by none of them', async () => {
    const { id } = await create(table, { user_id: organization.owner.id, ...share });
    expect(await reach(organization.member, `select id from ${table} where id = $1`, [id])).toBe(1);
    expect(await reach(organization.viewer, `select id from ${table} where id = $1`, [id])).toBe(1);
    expect(await reach(organization.member, `update ${table} set id = id where id = $1`, [id]).catch(() => 0)).toBe(0);
    expect(await reach(organization.member, `delete from ${table} where id = $1`, [id]).catch(() => 0)).toBe(0);
  });
});

test.each([
  ['reid_roi_simulations', 'shared_with_users'],
  ['reid_reports', 'shared_with_users'],
  ['tax_reports', 'shared_with'],
])('%s is read by those it is shared with and nobody else', async (table, column) => {
  const { id } = await create(table, { user_id: organization.owner.id, [column]: [organization.viewer.id] });
  expect(await reach(organization.viewer, `select id from ${table} where id = $1`, [id])).toBe(1);
  expect(await reach(organization.member, `select id from ${table} where id = $1`, [id])).toBe(0);
});

test('sharing with somebody of another organization shows them nothing', async () => {
  const other = await createOrganization(database.sql);
  const { id } = await create('reid_reports', { shared_with_users: [other.owner.id] });
  expect(await reach(other.owner, 'select id from reid_reports where id = $1', [id])).toBe(0);
});

test('sharing a tax report ends when it expires', async () => {
  const { id } = await create('tax_reports', {
    user_id: organization.owner.id,
    is_shared: true,
    share_expires_at: new Date(Date.now() - 1_000),
  });
  expect(await reach(organization.member, 'select id from tax_reports where id = $1', [id])).toBe(0);
});

test('an alert without person is everybody’s to read and only ADMIN and OWNER change it', async () => {
  const { id } = await create('reid_alerts', { user_id: null });
  expect(await reach(organization.viewer, 'select id from reid_alerts where id = $1', [id])).toBe(1);
  const update = `update reid_alerts set name = 'Other' where id = $1`;
  expect(await reach(organization.member, update, [id])).toBe(0);
  expect(await reach(organization.admin, update, [id])).toBe(1);
  const conditions = `{"figure": "sold_listings", "compare": "above", "value": 5, "unit": "amount", "source": "redfin"}`;
  const insert = `insert into reid_alerts (organization_id, name, alert_type, conditions) values ($1, 'Name', 'SOLD', '${conditions}')`;
  expect(await refusal(reach(organization.member, insert, [organization.id]))).toBe('42501');
  expect(await reach(organization.owner, insert, [organization.id])).toBe(1);
});

test('nobody makes a row in the name of somebody else, nor gives one away', async () => {
  const insert = `insert into reid_reports (organization_id, user_id, name, report_type) values ($1, $2, 'Name', 'CUSTOM')`;
  for (const person of [organization.owner, organization.member]) {
    expect(await refusal(reach(person, insert, [organization.id, organization.viewer.id]))).toBe('42501');
    expect(await refusal(reach(person, 'update reid_reports set user_id = $1', [organization.admin.id]))).toBe('42501');
  }
});

describe('expenses', () => {
  const decide = `update expenses set status = 'APPROVED' where id = $1`;

  test('are approved by ADMIN and OWNER and by nobody else, in whatever way', async () => {
    const { id } = await create('expenses');
    expect(await refusal(reach(organization.member, decide, [id]))).toBe('42501');
    expect(await reach(organization.viewer, decide, [id])).toBe(0);
    const category = await systemCategoryId(database.sql);
    const insert = `insert into expenses (organization_id, user_id, date, merchant, amount, category_id, tax_year, status)
      values ($1, $2, current_date, 'Merchant', 100, $3, 2024, 'APPROVED')`;
    const values = [organization.id, organization.member.id, category];
    expect(await refusal(reach(organization.member, insert, values))).toBe('42501');
    expect(await refusal(reach(organization.owner, 'update expenses set approved_by = user_id'))).toBe('42501');
    expect(await reach(organization.admin, decide, [id])).toBe(1);
  });

  test('say who decided and when, which follows from the status', async () => {
    const { id } = await create('expenses');
    const read = () =>
      database.sql.query('select approved_by, approved_at is not null as dated from expenses where id = $1', [id]);
    await reach(organization.admin, decide, [id]);
    expect(only(await read())).toEqual({ approved_by: organization.admin.id, dated: true });
    await reach(organization.owner, `update expenses set status = 'REJECTED' where id = $1`, [id]);
    expect(only(await read())).toEqual({ approved_by: organization.owner.id, dated: true });
    // Sent in again by whoever made it.
    await reach(organization.member, `update expenses set status = 'PENDING' where id = $1`, [id]);
    expect(only(await read())).toEqual({ approved_by: null, dated: false });
    const entries = await database.sql.query(
      `select after ->> 'status' as status from audit_log where subject_id = $1 order by chain_position`,
      [id],
    );
    expect(entries.rows.map(({ status }) => status)).toEqual(['APPROVED', 'REJECTED', 'PENDING']);
  });

  test('that are approved are changed by ADMIN and OWNER only, with their receipts', async () => {
    const { id } = await create('expenses', { status: 'APPROVED' });
    const expense = { id };
    await insertRow(database.sql, 'receipts', {
      organization_id: organization.id,
      ...receiptOf(organization, expense),
    });
    expect(await reach(organization.member, 'update expenses set amount = 1 where id = $1', [id])).toBe(0);
    expect(await reach(organization.member, 'delete from expenses where id = $1', [id])).toBe(0);
    expect(await reach(organization.member, 'delete from receipts where expense_id = $1', [id])).toBe(0);
    expect(await reach(organization.admin, 'update expenses set amount = 1 where id = $1', [id])).toBe(1);
    expect(await reach(organization.admin, 'delete from receipts where expense_id = $1', [id])).toBe(1);
  });

  test('of a closed year are changed by nobody until it is opened again', async () => {
    const { id } = await create('expenses', { date: '2021-05-06', tax_year: 2021 });
    const close = 'insert into closed_tax_years (organization_id, tax_year, closed_by) values ($1, 2021, $2)';
    expect(await refusal(reach(organization.member, close, [organization.id, organization.member.id]))).toBe('42501');
    await reach(organization.owner, close, [organization.id, organization.owner.id]);
    for (const statement of [
      'update expenses set amount = 1 where id = $1',
      `update expenses set date = '2024-05-06', tax_year = 2024 where id = $1`,
      'delete from expenses where id = $1',
    ]) {
      expect(await refusal(reach(organization.owner, statement, [id]))).toBe('23514');
    }
    expect(await refusal(create('expenses', { date: '2021-05-06', tax_year: 2021 }))).toBe('23514');
    expect(await refusal(create('tax_estimates', { tax_year: 2021 }))).toBe('23514');
    await create('tax_estimates', { tax_year: 2022 });
    await reach(organization.owner, 'delete from closed_tax_years where tax_year = 2021');
    expect(await reach(organization.owner, 'update expenses set amount = 1 where id = $1', [id])).toBe(1);
  });
});

test('system categories are read by all who have the module and written by no tenant', async () => {
  const select = 'select id from expense_categories where organization_id is null';
  for (const person of [organization.viewer, organization.owner]) expect(await reach(person, select)).toBe(22);
  expect(await reach(null, select)).toBe(0);
  const { owner } = organization;
  expect(await reach(owner, `update expense_categories set name = 'Mine' where organization_id is null`)).toBe(0);
  expect(await reach(owner, 'delete from expense_categories where organization_id is null')).toBe(0);
  const insert = `insert into expense_categories (organization_id, name, code) values (null, 'Mine', 'MINE')`;
  expect(await refusal(reach(owner, insert))).toBe('42501');
  expect(await reach(null, 'select line from tax_form_lines')).toBeGreaterThan(40);
  expect(await refusal(reach(owner, `update tax_form_lines set line = '1'`))).toBe('42501');
});

test('what a campaign consists of is deleted by its creator for 24 hours, by ADMIN and OWNER any time', async () => {
  for (const table of ['campaigns', 'email_campaigns', 'social_media_posts', 'content']) {
    const fresh = await create(table);
    const old = await create(table, { created_at: new Date(Date.now() - 25 * 3_600_000) });
    const remove = `delete from ${table} where id = $1`;
    expect([table, await reach(organization.member, remove, [fresh.id])]).toEqual([table, 1]);
    expect([table, await reach(organization.member, remove, [old.id])]).toEqual([table, 0]);
    expect([table, await reach(organization.admin, remove, [old.id])]).toEqual([table, 1]);
  }
});

test('whoever said no themselves is not taken off the suppression list', async () => {
  const { id } = await create('suppressions', { reason: 'UNSUBSCRIBED' });
  expect(await refusal(reach(organization.owner, 'delete from suppressions where id = $1', [id]))).toBe('42501');
});

describe('public reports', () => {
  const find = (tokenHash: string | null) =>
    as(
      null,
      async (client) => (await client.query('select * from app.find_public_report($1, null, false)', [tokenHash])).rows,
    );

  test('are found by their token, with what the report says and nothing of whose it is', async () => {
    const tokenHash = unknownTokenHash();
    await createPublicReport(database.sql, organization, tokenHash);
    const [report] = await find(tokenHash);
    expect(Object.keys(report)).toEqual([
      'outcome',
      'name',
      'report_type',
      'period_start',
      'period_end',
      'data',
      'insights',
      'generated_at',
      'expires_at',
    ]);
    expect(report).toMatchObject({ outcome: 'FOUND', name: 'Public report', data: { areas: frozenReportData.areas } });
  });

  test.each([
    ['expired', { public_expires_at: new Date(Date.now() - 1_000) }],
    ['withdrawn', { is_public: false }],
    ['failed', { status: 'FAILED' }],
  ])('are not found when %s', async (_, values) => {
    const tokenHash = unknownTokenHash();
    await createPublicReport(database.sql, organization, tokenHash, values);
    expect(await find(tokenHash)).toEqual([]);
    expect(await find(null)).toEqual([]);
  });

  test('are not open as a table, and their token is read by nobody', async () => {
    await createPublicReport(database.sql, organization, unknownTokenHash());
    expect(await reach(null, 'select id from reid_reports')).toBe(0);
    const read = 'select public_token_hash from reid_reports';
    expect(await refusal(reach(organization.owner, read))).toBe('42501');
  });

  test('stay as they were generated', async () => {
    const { id } = await createPublicReport(database.sql, organization, unknownTokenHash());
    const change = `update reid_reports set data = '{"price": 2}' where id = $1`;
    expect(await refusal(reach(organization.owner, change, [id]))).toBe('42501');
    expect(await refusal(database.sql.query(change, [id]))).toBe('23514');
  });
});
