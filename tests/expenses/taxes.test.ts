import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { withConnections } from '../factories/connections.ts';
import { createModuleRow, insertRow, receiptOf, systemCategoryId, validRowFor } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { callByName, createBookkeepers } from './books.ts';

const year = 2025;
const taxTables = ['tax_settings', 'tax_estimates', 'income_entries', 'tax_payments'];

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createBookkeepers(database);
});

afterAll(async () => {
  await database?.drop();
});

const call = (name: string, values: object, person: TestPerson = organization.owner) =>
  callByName(database, person, name, { ...values });

const payment = (values: object = {}) => ({
  key: randomUUID(),
  year,
  quarter: 1,
  jurisdiction: 'FEDERAL',
  paid_on: '2025-04-10',
  amount: 150_000,
  confirmation: '',
  again: false,
  ...values,
});

const income = (values: object = {}) =>
  JSON.stringify({
    date: '2025-05-02',
    kind: 'COMMISSION',
    payer: 'Lakeside Brokerage',
    description: '',
    amount: 900_000,
    listingId: null,
    federalWithheld: 0,
    stateWithheld: 0,
    ...values,
  });

const estimate = (values: object = {}) => {
  const row = (quarter: number | null, federal: number) => ({
    quarter,
    periodStart: '2025-01-01',
    periodEnd: '2025-12-31',
    income: 900_000,
    expenses: 100_000,
    deductions: 0,
    net: 800_000,
    federal,
    state: 0,
    selfEmployment: 0,
    dueOn: quarter === null ? null : '2025-04-15',
    lines: [],
  });
  return {
    year,
    method: 'STANDARD',
    version: '1',
    figures_hash: 'a'.repeat(64),
    tax_rate: 12.5,
    rows: JSON.stringify([row(null, 400_000), ...[1, 2, 3, 4].map((quarter) => row(quarter, 100_000))]),
    assumptions: '{}',
    ...values,
  };
};

const noPoints = { undecided: 0, without_receipt: 0, unmapped: 0 };
const close = (person?: TestPerson, points: object = noPoints) =>
  call('close_tax_year', { year, ...noPoints, ...points }, person);

async function count(table: string, condition = 'true'): Promise<number> {
  const { found } = only(
    await database.sql.query<{ found: number }>(
      `select count(*)::integer as found from ${table} where organization_id = $1 and ${condition}`,
      [organization.id],
    ),
  );
  return found;
}

const readCount = async (person: TestPerson, table: string) =>
  (await asViewer(database.asApp, person.tokenHash, (client) => client.query(`select 1 from ${table}`))).rowCount;

const name = (...people: TestPerson[]) =>
  call('save_tax_readers', {
    shown: [organization.admin.id, organization.viewer.id, organization.member.id],
    named: people.map(({ id }) => id),
  });

test('an ADMIN or VIEWER whom nobody named sees no settings, estimates, income and payments, and a MEMBER never does', async () => {
  for (const table of taxTables) await createModuleRow(database.sql, table, organization);
  await insertRow(database.sql, 'tax_readers', {
    organization_id: organization.id,
    user_id: organization.member.id,
    named_by: organization.owner.id,
  });
  for (const table of taxTables) {
    for (const person of [organization.admin, organization.viewer, organization.member]) {
      expect(await readCount(person, table), `${table}, ${person.name}`).toBe(0);
    }
    expect(await readCount(organization.owner, table), table).toBeGreaterThan(0);
  }
});

test('a named VIEWER sees them and writes nothing, a named ADMIN writes', async () => {
  for (const table of taxTables) await createModuleRow(database.sql, table, organization);
  expect(await name(organization.admin, organization.viewer)).toBe('SAVED');
  for (const table of taxTables) expect(await readCount(organization.viewer, table), table).toBeGreaterThan(0);
  expect(await call('record_tax_payment', payment(), organization.viewer)).toBe('NOT_ALLOWED');
  expect(await call('save_income', { id: randomUUID(), version: 0, entry: income() }, organization.viewer)).toBe(
    'NOT_ALLOWED',
  );
  expect(await call('save_tax_settings', { year, version: 0, settings: '{}' }, organization.viewer)).toBe(
    'NOT_ALLOWED',
  );
  expect(await call('save_tax_estimate', estimate(), organization.viewer)).toBe('NOT_ALLOWED');
  expect(await call('record_tax_payment', payment(), organization.admin)).toBe('RECORDED');
});

test('only an OWNER names people, only ADMINs and VIEWERs are named, and unticking takes it away', async () => {
  expect(
    await call(
      'save_tax_readers',
      { shown: [organization.admin.id], named: [organization.admin.id] },
      organization.admin,
    ),
  ).toBe('NOT_ALLOWED');
  expect(await name(organization.admin, organization.member)).toBe('SAVED');
  expect(await count('tax_readers')).toBe(1);
  expect(await name(organization.viewer)).toBe('SAVED');
  expect(await count('tax_readers', `user_id = '${organization.viewer.id}'`)).toBe(1);
  expect(await count('tax_readers')).toBe(1);
});

test('somebody of another organization cannot be named', async () => {
  const other = await createBookkeepers(database);
  await call('save_tax_readers', { shown: [other.admin.id], named: [other.admin.id] });
  expect(await count('tax_readers')).toBe(0);
});

test('a second click records a payment once, a second tab is asked, also at the same moment', async () => {
  const first = payment();
  expect(await call('record_tax_payment', first)).toBe('RECORDED');
  expect(await call('record_tax_payment', first)).toBe('RECORDED');
  expect(await call('record_tax_payment', payment())).toBe('SAME');
  expect(await count('tax_payments')).toBe(1);
  expect(await call('record_tax_payment', payment({ again: true }))).toBe('RECORDED');
  expect(await count('tax_payments')).toBe(2);

  const outcomes = await withConnections(database.appUrl, 8, (...clients) =>
    Promise.all(clients.map((client) => callAs(client, 'record_tax_payment', payment({ amount: 70_000 })))),
  );
  expect(outcomes.toSorted()).toEqual(['RECORDED', ...Array.from({ length: 7 }, () => 'SAME')]);
  expect(await count('tax_payments', 'amount = 70000')).toBe(1);
});

/** Calls a function as the OWNER on a connection of its own. */
async function callAs(client: Client, name: string, values: object): Promise<string> {
  const given = Object.keys(values).map((argument, index) => `p_${argument} => $${index + 1}`);
  const { rows } = await asViewer(client, organization.owner.tokenHash, () =>
    client.query<{ outcome: string }>(`select app.${name}(${given.join(', ')}) as outcome`, Object.values(values)),
  );
  return present(rows[0]).outcome;
}

test('an estimate says what was paid for the year and for each quarter, and a removed payment no more', async () => {
  await call('save_tax_estimate', estimate());
  await call('record_tax_payment', payment());
  const state = payment({ jurisdiction: 'STATE', quarter: 1, amount: 20_000 });
  await call('record_tax_payment', state);
  const paid = async () =>
    (
      await database.sql.query<{ paid: number }>(
        'select amount_paid::integer as paid from tax_estimates where organization_id = $1 order by quarter nulls first',
        [organization.id],
      )
    ).rows.map((row) => row.paid);
  expect(await paid()).toEqual([170_000, 150_000, 0, 0, 0]);
  expect(await call('remove_tax_payment', { id: state.key })).toBe('REMOVED');
  expect(await call('remove_tax_payment', { id: state.key })).toBe('NOT_FOUND');
  expect(await paid()).toEqual([150_000, 150_000, 0, 0, 0]);
});

test('settings filled in before somebody else saved are not written over theirs; a second click is no change', async () => {
  const typed = (values: object) => JSON.stringify({ filing_status: 'MARRIED_JOINT', w2_wages: 5_000_000, ...values });
  expect(await call('save_tax_settings', { year, version: 0, settings: typed({}) })).toBe('SAVED');
  expect(await call('save_tax_settings', { year, version: 0, settings: typed({}) })).toBe('SAVED');
  expect(await call('save_tax_settings', { year, version: 0, settings: typed({ w2_wages: 1 }) })).toBe('CHANGED');
  const { version } = only(
    await database.sql.query<{ version: number }>('select version from tax_settings where organization_id = $1', [
      organization.id,
    ]),
  );
  expect(await call('save_tax_settings', { year, version, settings: typed({ w2_wages: 1 }) })).toBe('SAVED');
  expect(await count('tax_settings', 'w2_wages = 1')).toBe(1);
});

test('income is added once, changed at its version, and only for a property of the organization', async () => {
  const id = randomUUID();
  expect(await call('save_income', { id, version: 0, entry: income() })).toBe('SAVED');
  expect(await call('save_income', { id, version: 0, entry: income() })).toBe('SAVED');
  expect(await count('income_entries')).toBe(1);
  expect(await call('save_income', { id, version: 1, entry: income({ amount: 1 }) })).toBe('SAVED');
  expect(await call('save_income', { id, version: 1, entry: income({ amount: 2 }) })).toBe('CHANGED');
  expect(await count('income_entries', 'amount = 1')).toBe(1);

  const other = await createBookkeepers(database);
  const listing = await createModuleRow(database.sql, 'listings', other);
  const rent = income({ kind: 'RENT', listingId: listing.id });
  expect(await call('save_income', { id: randomUUID(), version: 0, entry: rent })).toBe('NO_PROPERTY');
  expect(await call('save_income', { id, version: 2, entry: income() }, other.owner)).toBe('NOT_FOUND');
  expect(await call('delete_income', { id }, other.owner)).toBe('NOT_FOUND');
  expect(await call('delete_income', { id })).toBe('DELETED');
  expect(await count('income_entries')).toBe(0);
});

test('restating writes the new figures over the old ones, and the trail says so without an amount', async () => {
  await call('save_tax_estimate', estimate());
  await call('save_tax_estimate', estimate());
  await call('save_tax_estimate', estimate({ figures_hash: 'b'.repeat(64) }));
  expect(await count('tax_estimates')).toBe(5);
  expect(await count('tax_estimates', `figures_hash = '${'b'.repeat(64)}'`)).toBe(5);
  const { rows } = await database.sql.query<{ before: object; after: object }>(
    `select before, after from audit_log where organization_id = $1 and subject_type = 'tax_estimate'`,
    [organization.id],
  );
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).toContain('b'.repeat(64));
  expect(JSON.stringify(rows)).not.toMatch(/federal|income|400000/);
});

test('nothing of a closed year changes, in any table, by anybody, and it does once it is reopened', async () => {
  const { sql } = database;
  const expense = await createModuleRow(sql, 'expenses', organization, { date: '2025-03-04', tax_year: year });
  const rows = {
    expenses: expense,
    receipts: await insertRow(sql, 'receipts', {
      organization_id: organization.id,
      ...receiptOf(organization, expense),
    }),
    income_entries: await createModuleRow(sql, 'income_entries', organization, { date: '2025-03-04', tax_year: year }),
    tax_payments: await createModuleRow(sql, 'tax_payments', organization, { tax_year: year }),
    tax_settings: await createModuleRow(sql, 'tax_settings', organization, { tax_year: year }),
    tax_estimates: await createModuleRow(sql, 'tax_estimates', organization, { tax_year: year }),
    vehicle_years: await createModuleRow(sql, 'vehicle_years', organization, { tax_year: year }),
    depreciable_assets: await createModuleRow(sql, 'depreciable_assets', organization, { in_service_on: '2024-02-01' }),
  };
  expect(await close(organization.owner, { undecided: 1 })).toBe('CLOSED');
  const touch = async (table: string) => {
    const column = { expenses: 'amount', receipts: 'file_name', depreciable_assets: 'basis' }[table];
    const set =
      column === 'file_name' ? `file_name = 'x.pdf'` : `${column ?? 'updated_at'} = ${column ? '12345' : 'now()'}`;
    await sql.query(`update ${table} set ${set} where organization_id = $1`, [organization.id]);
  };
  for (const table of Object.keys(rows)) {
    await expect(touch(table), `update of ${table}`).rejects.toThrow('is closed');
    await expect(
      sql.query(`delete from ${table} where organization_id = $1`, [organization.id]),
      `delete of ${table}`,
    ).rejects.toThrow('is closed');
  }
  for (const table of ['expenses', 'income_entries', 'tax_payments']) {
    const values = await validRowFor(sql, table, organization, organization.owner);
    const dated = 'date' in values ? { date: '2025-06-01' } : {};
    await expect(
      insertRow(sql, table, { ...values, ...dated, tax_year: year }),
      `insert into ${table}`,
    ).rejects.toThrow('is closed');
  }
  expect(await call('record_tax_payment', payment())).toBe('CLOSED');
  expect(await call('save_tax_settings', { year, version: 1, settings: '{"credits": 7}' })).toBe('CLOSED');
  expect(await call('save_tax_estimate', estimate())).toBe('CLOSED');
  expect(await call('save_income', { id: randomUUID(), version: 0, entry: income() })).toBe('CLOSED');
  expect(await call('delete_income', { id: rows.income_entries.id })).toBe('CLOSED');
  expect(await call('remove_tax_payment', { id: rows.tax_payments.id })).toBe('CLOSED');

  expect(await call('reopen_tax_year', { year }, organization.member)).toBe('NOT_ALLOWED');
  expect(await call('reopen_tax_year', { year }, organization.admin)).toBe('OPENED');
  expect(await call('record_tax_payment', payment())).toBe('RECORDED');
});

test('a year closes over the open points that were shown, and over no others', async () => {
  const { sql } = database;
  const decided = { date: '2025-03-04', tax_year: year, status: 'APPROVED', approved_at: new Date() };
  await createModuleRow(sql, 'expenses', organization, { ...decided, amount: 7_499 });
  await createModuleRow(sql, 'expenses', organization, { ...decided, amount: 7_500 });
  const proven = await createModuleRow(sql, 'expenses', organization, { ...decided, amount: 9_000 });
  await insertRow(sql, 'receipts', { organization_id: organization.id, ...receiptOf(organization, proven) });
  await createModuleRow(sql, 'expenses', organization, { date: '2025-03-04', tax_year: year, amount: 100 });
  const own = await createModuleRow(sql, 'expense_categories', organization, { irs_category: null });
  await createModuleRow(sql, 'expenses', organization, { ...decided, amount: 500, category_id: own.id });
  const entertainment = await systemCategoryId(sql, 'ENTERTAINMENT');
  await createModuleRow(sql, 'expenses', organization, {
    ...decided,
    amount: 500,
    category_id: entertainment,
    deduction_percent: 0,
  });

  expect(await close()).toBe('CHANGED');
  expect(await close(organization.member)).toBe('NOT_ALLOWED');
  expect(await close(organization.viewer)).toBe('NOT_ALLOWED');
  expect(await count('closed_tax_years')).toBe(0);
  const points = { undecided: 1, without_receipt: 1, unmapped: 1 };
  expect(await close(organization.admin, points)).toBe('CLOSED');
  expect(await close(organization.admin, points)).toBe('CLOSED_BEFORE');
});

test('closing against 20 writers: what was written before is counted, and nothing comes after', async () => {
  const category = await systemCategoryId(database.sql);
  const insert = `insert into expenses (organization_id, user_id, date, merchant, amount, category_id, tax_year)
    values ($1, $2, '2025-03-04', 'Shop', 100, $3, 2025)`;
  await withConnections(database.appUrl, 21, async (closer, ...writers) => {
    const written = writers.map((writer) =>
      asViewer(writer, organization.owner.tokenHash, (client) =>
        client.query(insert, [organization.id, organization.owner.id, category]),
      ).then(
        () => 'WRITTEN',
        (error: Error) => (error.message.includes('is closed') ? 'REFUSED' : error.message),
      ),
    );
    // Tries with the number of open points that it sees, until it is the right one: as somebody at the page does.
    let outcome = '';
    do {
      const undecided = await count('expenses');
      outcome = await callAs(present(closer), 'close_tax_year', { year, ...noPoints, undecided });
    } while (outcome === 'CHANGED');
    const atClosing = await count('expenses');
    const outcomes = await Promise.all(written);
    expect(outcome).toBe('CLOSED');
    expect(outcomes.filter((one) => one !== 'WRITTEN' && one !== 'REFUSED')).toEqual([]);
    expect(await count('expenses')).toBe(atClosing);
    expect(outcomes.filter((one) => one === 'WRITTEN')).toHaveLength(atClosing);
  });
});
