import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { callByName, createBookkeepers } from './books.ts';
import { readExpenses } from './entries.ts';

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

async function add(person: TestPerson, values: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  const outcome = await callByName(database, person, 'add_recurring_expense', {
    id,
    merchant: 'Landlord',
    amount: 150_000,
    category_id: await systemCategoryId(database.sql, 'RENT'),
    listing_id: null,
    payee_id: null,
    payment_method: 'TRANSFER',
    description: null,
    recurrence: 'MONTHLY',
    starts_on: '2026-01-31',
    ends_on: null,
    ...values,
  });
  expect(outcome).toBe('ADDED');
  return id;
}

const run = async (client: Client = database.asApp) =>
  only(await client.query<{ made: number; stopped: number }>('select made, stopped from app.run_recurring_expenses()'));
const change = (person: TestPerson, id: string, act: string, day: string | null = null) =>
  callByName(database, person, 'change_recurring_expense', { id, act, day });

async function readTemplate(id: string) {
  return only(
    await database.sql.query<{ next: string | null; isPaused: boolean; reason: string | null }>(
      `select next_on::text as next, is_paused as "isPaused", stopped_because as reason from recurring_expenses where id = $1`,
      [id],
    ),
  );
}

async function readDays(templateId: string): Promise<string[]> {
  const { rows } = await database.sql.query<{ day: string }>(
    'select date::text as day from expenses where recurring_id = $1 order by date',
    [templateId],
  );
  return rows.map(({ day }) => day);
}

// The oracle: whole months counted from the first day by Postgres, which cuts the 31st to the last day of a month.
const expected = {
  WEEKLY: `select ($1::date + 7 * step)::text as day from generate_series(0, 600) step`,
  MONTHLY: `select ($1::date + make_interval(months => step))::date::text as day from generate_series(0, 200) step`,
  QUARTERLY: `select ($1::date + make_interval(months => 3 * step))::date::text as day from generate_series(0, 100) step`,
  YEARLY: `select ($1::date + make_interval(years => step))::date::text as day from generate_series(0, 20) step`,
};

test.each(
  (['WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const).flatMap((recurrence) =>
    ['2024-01-31', '2024-02-29', '2025-11-30', '2025-06-15'].map((day) => [recurrence, day] as const),
  ),
)('%s from %s comes on its days, once each, and waits', async (recurrence, starts_on) => {
  const id = await add(organization.owner, { recurrence, starts_on });
  await run();
  await run();
  const { rows } = await database.sql.query<{ day: string }>(
    `select day from (${expected[recurrence]}) days where day::date <= app.today() order by day`,
    [starts_on],
  );
  expect(await readDays(id)).toEqual(rows.map(({ day }) => day));
  const made = await readExpenses(database, organization.id);
  expect(new Set(made.map(({ status }) => status))).toEqual(new Set(['PENDING']));
  expect(new Set(made.map(({ amount }) => amount))).toEqual(new Set([150_000]));
  const next = only(
    await database.sql.query<{ day: string }>(
      `select day from (${expected[recurrence]}) days where day::date > app.today() order by day limit 1`,
      [starts_on],
    ),
  );
  expect(await readTemplate(id)).toMatchObject({ next: next.day, isPaused: false });
});

test('the last day ends it', async () => {
  const id = await add(organization.owner, { ends_on: '2026-03-31' });
  await run();
  expect(await readDays(id)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
  expect(await readTemplate(id)).toMatchObject({ next: null });
  expect(await change(organization.owner, id, 'SKIP', '2026-04-30')).toBe('ENDED');
});

test('schedules that run at once make each expense once', async () => {
  const id = await add(organization.owner, { recurrence: 'WEEKLY', starts_on: '2026-01-05' });
  const clients = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const client = new Client({ connectionString: database.appUrl });
      await client.connect();
      return client;
    }),
  );
  await Promise.all(clients.map((client) => run(client)));
  await Promise.all(clients.map((client) => client.end()));
  await run();
  const days = await readDays(id);
  expect(new Set(days).size).toBe(days.length);
  expect(days.length).toBeGreaterThan(40);
});

test('a template that cannot go on stops with the reason, and the others go on', async () => {
  const { owner, admin } = organization;
  const { sql } = database;
  const own = String((await createModuleRow(sql, 'expense_categories', organization)).id);
  const archived = await add(owner, { category_id: own });
  await callByName(database, owner, 'archive_expense_category', { id: own, is_active: false });
  const closed = await add(owner, { starts_on: '2024-11-30' });
  await createModuleRow(sql, 'closed_tax_years', organization, { tax_year: 2024 });
  const left = await add(admin);
  await sql.query('delete from tool_seats where user_id = $1', [admin.id]);
  await sql.query('delete from memberships where user_id = $1', [admin.id]);
  const fine = await add(owner);
  await run();
  expect(await readTemplate(archived)).toMatchObject({ isPaused: true, reason: expect.stringContaining('archived') });
  expect(await readTemplate(closed)).toMatchObject({
    isPaused: true,
    reason: expect.stringContaining('2024 is closed'),
  });
  expect(await readTemplate(left)).toMatchObject({ isPaused: true, reason: expect.stringContaining('your own name') });
  expect(await readTemplate(fine)).toMatchObject({ isPaused: false, reason: null });
  expect(await readDays(fine)).toContain('2026-02-28');
  expect(await change(owner, closed, 'RESUME')).toBe('RESUMED');
  expect(await readTemplate(closed)).toMatchObject({ isPaused: false, reason: null });
  await run();
  const { rows } = await sql.query('select 1 from expenses where recurring_id = $1 and tax_year = 2024', [closed]);
  expect(rows).toEqual([]);
});

test('an organization without the module waits, and catches up once it has it again', async () => {
  const id = await add(organization.owner);
  const { sql } = database;
  await sql.query('update tool_purchases set suspended_at = now() where organization_id = $1', [organization.id]);
  await run();
  expect(await readDays(id)).toEqual([]);
  await sql.query('update tool_purchases set suspended_at = null where organization_id = $1', [organization.id]);
  await run();
  expect((await readDays(id)).length).toBeGreaterThan(5);
});

test('pausing leaves days out, skipping one, and a second click no other', async () => {
  const { owner, member, viewer } = organization;
  const id = await add(member, { starts_on: '2026-01-31', ends_on: '2026-04-30' });
  expect(await change(viewer, id, 'PAUSE')).toBe('NOT_FOUND');
  expect(await change((await createBookkeepers(database)).owner, id, 'PAUSE')).toBe('NOT_FOUND');
  expect(await change(owner, id, 'SKIP', '2026-01-31')).toBe('SKIPPED');
  expect(await change(owner, id, 'SKIP', '2026-01-31')).toBe('SKIPPED');
  expect(await readTemplate(id)).toMatchObject({ next: '2026-02-28' });
  expect(await change(member, id, 'PAUSE')).toBe('PAUSED');
  await run();
  expect(await readDays(id)).toEqual([]);
  const others = await add(owner);
  expect(await change(member, others, 'PAUSE')).toBe('NOT_FOUND');
});
