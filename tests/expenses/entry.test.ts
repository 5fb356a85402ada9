import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import { createPerson, type TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { callByName, createBookkeepers } from './books.ts';
import { callRows, enter, readExpense } from './entries.ts';

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

const category = (code: string) => systemCategoryId(database.sql, code);

test('who decides saves their own approved, a member waits, and a viewer saves nothing', async () => {
  const { owner, admin, member, viewer } = organization;
  expect(await enter(database, owner)).toMatchObject({ outcome: 'SAVED', status: 'APPROVED' });
  expect(await enter(database, admin)).toMatchObject({ outcome: 'SAVED', status: 'APPROVED' });
  expect(await enter(database, member)).toMatchObject({ outcome: 'SAVED', status: 'PENDING' });
  expect(await enter(database, viewer)).toMatchObject({ outcome: 'NOT_ALLOWED', status: null });
  const seatless = await createPerson(database.sql, organization.id, 'MEMBER');
  expect(await enter(database, seatless)).toMatchObject({ outcome: 'NOT_ALLOWED' });
});

test('a second click enters nothing, and the same id with other values says so', async () => {
  const { member, owner } = organization;
  const { id } = await enter(database, member);
  expect(await enter(database, member, { id })).toMatchObject({ outcome: 'SAVED', status: 'PENDING' });
  expect(await enter(database, member, { id, amount: 1 })).toMatchObject({ outcome: 'EXISTS' });
  expect(await enter(database, owner, { id })).toMatchObject({ outcome: 'NOT_ALLOWED' });
  expect(await readExpense(database, id)).toMatchObject({ amount: 10_000, version: 1 });
});

test('a future day waits, and cannot be approved before it comes', async () => {
  const { owner, admin } = organization;
  const { day } = only(await database.sql.query<{ day: string }>(`select (app.today() + 1)::text as day`));
  const { id, status } = await enter(database, owner, { date: day });
  expect(status).toBe('PENDING');
  const decision = { id, version: 1, decision: 'APPROVE', note: null };
  expect(await callByName(database, admin, 'decide_expense', decision)).toBe('FUTURE');
  expect((await readExpense(database, id)).status).toBe('PENDING');
});

test.each([
  ['MEALS', '2026-05-06', 50, 50],
  ['MEALS', '2022-05-06', 50, 100],
  ['MEALS', '2021-12-31', 50, 100],
  ['MEALS', '2023-01-01', 50, 50],
  ['ENTERTAINMENT', '2026-05-06', 0, 0],
  ['OFFICE', '2026-05-06', 100, 100],
])('%s of %s start at %i percent and go up to %i', async (code, date, start, limit) => {
  const { owner } = organization;
  const values = { category_id: await category(code), date, amount: 999 };
  const started = await enter(database, owner, values);
  expect(await readExpense(database, started.id)).toMatchObject({
    percent: start,
    deductible: Math.round((999 * start) / 100),
  });
  expect(await enter(database, owner, { ...values, percent: limit })).toMatchObject({ outcome: 'SAVED' });
  if (limit < 100) {
    const over = await enter(database, owner, { ...values, percent: limit + 0.01 });
    expect(over).toMatchObject({ outcome: 'PERCENT_TOO_HIGH' });
  }
  await database.sql.query('update expenses set deduction_percent = 100 where id = $1', [started.id]);
  expect((await readExpense(database, started.id)).percent).toBe(limit);
});

test('a new expense takes category and property from the longest rule that fits; an edit never does', async () => {
  const { owner, member } = organization;
  const listing = (await createModuleRow(database.sql, 'listings', organization)).id;
  const rule =
    (merchant: string, code: string, listingId: unknown = null) =>
    async () =>
      callByName(database, owner, 'add_merchant_rule', {
        id: randomUUID(),
        merchant,
        category_id: await category(code),
        listing_id: listingId,
      });
  expect(await rule('depot', 'SUPPLIES')()).toBe('ADDED');
  expect(await rule('HOME Depot', 'REPAIRS', listing)()).toBe('ADDED');
  expect(await rule('home depot', 'OFFICE')()).toBe('TAKEN');
  const byRule = (merchant: string) => ({ id: randomUUID(), merchant });
  const none = { category_id: null };
  const [repairs, supplies] = [byRule('The Home Depot 123'), byRule('Office Depot')];
  for (const values of [repairs, supplies]) {
    const { asApp } = database;
    const entry = {
      version: null,
      date: '2026-05-06',
      amount: 500,
      listing_id: null,
      payee_id: null,
      payment_method: null,
      percent: null,
      description: '',
      notes: '',
      ...none,
      ...values,
    };
    expect(await callRows(asApp, member, 'save_expense', entry)).toMatchObject([{ outcome: 'SAVED' }]);
  }
  expect(await readExpense(database, repairs.id)).toMatchObject({ category: 'REPAIRS', listing });
  expect(await readExpense(database, supplies.id)).toMatchObject({ category: 'SUPPLIES', listing: null });
  const edited = await enter(database, member, {
    id: supplies.id,
    version: 1,
    merchant: 'Home Depot',
    category_id: await category('SUPPLIES'),
  });
  expect(edited.outcome).toBe('SAVED');
  expect(await readExpense(database, supplies.id)).toMatchObject({ category: 'SUPPLIES', listing: null });
});

test('a second tab is told, and the same sent again is saved', async () => {
  const { member } = organization;
  const { id } = await enter(database, member);
  expect(await enter(database, member, { id, version: 1, amount: 200 })).toMatchObject({ outcome: 'SAVED' });
  expect(await enter(database, member, { id, version: 1, amount: 200 })).toMatchObject({ outcome: 'SAVED' });
  expect(await enter(database, member, { id, version: 1, amount: 300 })).toMatchObject({ outcome: 'CHANGED' });
  expect(await callByName(database, member, 'delete_expense', { id, version: 1 })).toBe('CHANGED');
  expect(await readExpense(database, id)).toMatchObject({ amount: 200, version: 2 });
});

test('what a member changes waits again, and what was approved is theirs no more', async () => {
  const { owner, member } = organization;
  const { id } = await enter(database, member);
  const decide = (version: number, decision: string, note: string | null = null) =>
    callByName(database, owner, 'decide_expense', { id, version, decision, note });
  expect(await decide(1, 'REJECT', 'Whose lunch?')).toBe('REJECTED');
  expect(await enter(database, member, { id, version: 2, notes: 'A client’s.' })).toMatchObject({ status: 'PENDING' });
  expect(await decide(3, 'APPROVE')).toBe('APPROVED');
  expect(await enter(database, member, { id, version: 4, amount: 1 })).toMatchObject({ outcome: 'DECIDED' });
  expect(await callByName(database, member, 'delete_expense', { id, version: 4 })).toBe('DECIDED');
  expect(await enter(database, owner, { id, version: 4, amount: 1 })).toMatchObject({ status: 'APPROVED' });
});

test('nothing of another organization is named, changed or found out', async () => {
  const { member } = organization;
  const others = await createBookkeepers(database);
  const { sql } = database;
  const theirs = await createModuleRow(sql, 'expense_categories', others);
  const listing = await createModuleRow(sql, 'listings', others);
  const payee = await createModuleRow(sql, 'payees', others);
  expect(await enter(database, member, { category_id: theirs.id })).toMatchObject({ outcome: 'NO_CATEGORY' });
  expect(await enter(database, member, { listing_id: listing.id })).toMatchObject({ outcome: 'NO_PROPERTY' });
  expect(await enter(database, member, { payee_id: payee.id })).toMatchObject({ outcome: 'NO_PAYEE' });
  const { id } = await enter(database, others.owner);
  expect(await enter(database, member, { id })).toMatchObject({ outcome: 'NOT_ALLOWED' });
  expect(await enter(database, organization.owner, { id, version: 1 })).toMatchObject({ outcome: 'NOT_FOUND' });
});

test('archived categories stay with their expenses and come to no others', async () => {
  const { owner } = organization;
  const own = String((await createModuleRow(database.sql, 'expense_categories', organization)).id);
  const { id } = await enter(database, owner, { category_id: own });
  const archive = (isActive: boolean) =>
    callByName(database, owner, 'archive_expense_category', { id: own, is_active: isActive });
  expect(await archive(false)).toBe('SAVED');
  expect(await enter(database, owner, { category_id: own })).toMatchObject({ outcome: 'NO_CATEGORY' });
  const edit = { id, version: 1, category_id: own, amount: 5 };
  expect(await enter(database, owner, edit)).toMatchObject({ outcome: 'SAVED' });
  expect(await archive(true)).toBe('SAVED');
  expect(await enter(database, owner, { category_id: own })).toMatchObject({ outcome: 'SAVED' });
  const office = { id: await category('OFFICE'), is_active: false };
  expect(await callByName(database, owner, 'archive_expense_category', office)).toBe('NOT_FOUND');
});

test('years outside the books and closed years take nothing', async () => {
  const { owner } = organization;
  expect(await enter(database, owner, { date: '2019-12-31' })).toMatchObject({ outcome: 'OTHER_YEAR' });
  const { id } = await enter(database, owner, { date: '2024-05-06' });
  await createModuleRow(database.sql, 'closed_tax_years', organization, { tax_year: 2024 });
  expect(await enter(database, owner, { date: '2024-05-06' })).toMatchObject({ outcome: 'CLOSED_YEAR' });
  expect(await enter(database, owner, { id, version: 1, date: '2025-05-06' })).toMatchObject({
    outcome: 'CLOSED_YEAR',
  });
  expect(await callByName(database, owner, 'delete_expense', { id, version: 1 })).toBe('CLOSED_YEAR');
});

test('whoever sees an expense sees its history, and nobody else does', async () => {
  const { owner, admin, member, viewer } = organization;
  const { id } = await enter(database, member);
  await callByName(database, owner, 'decide_expense', { id, version: 1, decision: 'ASK', note: 'Which client?' });
  await callByName(database, admin, 'decide_expense', { id, version: 2, decision: 'APPROVE', note: null });
  await enter(database, owner, { id, version: 3, amount: 900 });
  const read = (person: typeof owner) =>
    callRows<{ actor: string; before: { amount: number }; after: { status: string; amount: number } }>(
      database.asApp,
      person,
      'expense_history',
      { id },
    );
  for (const person of [owner, admin, member, viewer]) {
    const history = await read(person);
    expect(history.map(({ actor, after }) => [actor, after.status, after.amount])).toEqual([
      [owner.name, 'NEEDS_REVIEW', 10_000],
      [admin.name, 'APPROVED', 10_000],
      [owner.name, 'APPROVED', 900],
    ]);
  }
  const otherMember = await createPerson(database.sql, organization.id, 'MEMBER');
  expect(await read(otherMember)).toEqual([]);
  expect(await read((await createBookkeepers(database)).owner)).toEqual([]);
});
