import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { callByName, createBookkeepers } from './books.ts';
import { changeTicked, enter, readExpense, readExpenses, refund, split } from './entries.ts';

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

const decide = (person: TestPerson, id: string, version: number, decision: string, note: string | null = null) =>
  callByName(database, person, 'decide_expense', { id, version, decision, note });
const requireAnother = (person: TestPerson, is_required: boolean) =>
  callByName(database, person, 'require_another_person', { is_required });

test('only who decides decides, with a note where it says no or asks', async () => {
  const { owner, member, viewer } = organization;
  const { id } = await enter(database, member);
  expect(await decide(member, id, 1, 'APPROVE')).toBe('NOT_ALLOWED');
  expect(await decide(viewer, id, 1, 'APPROVE')).toBe('NOT_FOUND');
  expect(await decide((await createBookkeepers(database)).owner, id, 1, 'APPROVE')).toBe('NOT_FOUND');
  expect(await decide(owner, id, 1, 'REJECT', '  ')).toBe('NO_NOTE');
  expect(await decide(owner, id, 1, 'ASK', 'Which client?')).toBe('ASKED');
  expect(await readExpense(database, id)).toMatchObject({
    status: 'NEEDS_REVIEW',
    note: 'Which client?',
    decider: null,
  });
  expect(await decide(owner, id, 2, 'APPROVE')).toBe('APPROVED');
  expect(await readExpense(database, id)).toMatchObject({ status: 'APPROVED', note: null, decider: owner.id });
});

test('a decision about what changed meanwhile is none, and the same decision twice is one', async () => {
  const { owner, admin, member } = organization;
  const { id } = await enter(database, member);
  await enter(database, member, { id, version: 1, amount: 999_999 });
  expect(await decide(owner, id, 1, 'APPROVE')).toBe('CHANGED');
  expect(await decide(owner, id, 2, 'APPROVE')).toBe('APPROVED');
  expect(await decide(admin, id, 2, 'APPROVE')).toBe('ALREADY');
  expect(await decide(admin, id, 2, 'REJECT', 'No.')).toBe('CHANGED');
});

test('of two who decide at once one does', async () => {
  const { owner, admin, member } = organization;
  const { id } = await enter(database, member);
  const second = new Client({ connectionString: database.appUrl });
  await second.connect();
  const [one, other] = await Promise.all([
    decide(owner, id, 1, 'APPROVE'),
    callByName({ asApp: second }, admin, 'decide_expense', { id, version: 1, decision: 'REJECT', note: 'No.' }),
  ]);
  await second.end();
  expect([one, other].filter((outcome) => outcome === 'CHANGED')).toHaveLength(1);
  expect((await readExpense(database, id)).version).toBe(2);
});

test('where another person approves, nobody decides their own, and a change of what counts waits again', async () => {
  const { owner, admin, member } = organization;
  const { sql } = database;
  expect(await requireAnother(admin, true)).toBe('NOT_ALLOWED');
  const before = await enter(database, owner);
  expect(before.status).toBe('APPROVED');
  expect(await requireAnother(owner, true)).toBe('SAVED');
  const { id, status } = await enter(database, owner);
  expect(status).toBe('PENDING');
  expect(await decide(owner, id, 1, 'APPROVE')).toBe('OWN');
  expect(await decide(admin, id, 1, 'APPROVE')).toBe('APPROVED');
  const version = async () => (await readExpense(database, id)).version;
  expect(await enter(database, owner, { id, version: await version(), notes: 'Kept.' })).toMatchObject({
    status: 'APPROVED',
  });
  const listing = (await createModuleRow(sql, 'listings', organization)).id;
  const travel = await systemCategoryId(sql, 'TRAVEL');
  const values: Record<string, unknown> = { notes: 'Kept.' };
  for (const change of [
    { amount: 1 },
    { date: '2026-01-02' },
    { category_id: travel },
    { listing_id: listing },
    { percent: 10 },
  ]) {
    Object.assign(values, change);
    expect(await enter(database, owner, { id, version: await version(), ...values })).toMatchObject({
      status: 'PENDING',
    });
    expect(await decide(admin, id, await version(), 'APPROVE')).toBe('APPROVED');
  }
  expect(await enter(database, member)).toMatchObject({ status: 'PENDING' });
  expect(await requireAnother(owner, false)).toBe('SAVED');
  expect(await enter(database, owner)).toMatchObject({ status: 'APPROVED' });
});

test('the tables hold to that, whoever writes them', async () => {
  const { owner } = organization;
  await requireAnother(owner, true);
  const { id } = await enter(database, owner);
  const office = await systemCategoryId(database.sql);
  const write = (statement: string) =>
    asViewer(database.asApp, owner.tokenHash, (client) => client.query(statement, [id]));
  await expect(write(`update expenses set status = 'APPROVED' where id = $1`)).rejects.toMatchObject({ code: '42501' });
  await asViewer(database.asApp, owner.tokenHash, (client) =>
    client.query(
      `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id, status)
       values ($1, $2, '2026-01-02', 2026, 'Store', 100, $3, 'APPROVED')`,
      [organization.id, owner.id, office],
    ),
  );
  expect((await readExpenses(database, organization.id)).map(({ status }) => status)).toEqual(['PENDING', 'PENDING']);
});

test('ticked expenses are changed as far as they can be, and the others are told apart', async () => {
  const { owner, admin, member } = organization;
  const { sql } = database;
  const own = await enter(database, owner);
  const [first, second, changed] = [
    await enter(database, member),
    await enter(database, member),
    await enter(database, member),
  ];
  await enter(database, member, { id: changed.id, version: 1, amount: 1 });
  const others = await createBookkeepers(database);
  const foreign = await enter(database, others.owner);
  const ticks = [first, second, changed, foreign].map(({ id }) => ({ id, version: 1 }));
  expect(await changeTicked(database, member, 'APPROVE', ticks)).toEqual({ NOT_ALLOWED: 2, CHANGED: 1, NOT_FOUND: 1 });
  expect(await changeTicked(database, owner, 'REJECT', ticks)).toEqual({ NO_NOTE: 2, CHANGED: 1, NOT_FOUND: 1 });
  expect(await changeTicked(database, admin, 'APPROVE', [...ticks, { id: own.id, version: 1 }])).toEqual({
    DONE: 2,
    ALREADY: 1,
    CHANGED: 1,
    NOT_FOUND: 1,
  });
  expect(await changeTicked(database, admin, 'APPROVE', ticks)).toMatchObject({ ALREADY: 2 });
  const travel = await systemCategoryId(sql, 'MEALS');
  const now = await Promise.all([first, own].map(({ id }) => readExpense(database, id)));
  expect(await changeTicked(database, member, 'SET_CATEGORY', now, { target: travel })).toEqual({
    DECIDED: 1,
    NOT_FOUND: 1,
  });
  expect(await changeTicked(database, owner, 'SET_CATEGORY', now, { target: travel })).toEqual({ DONE: 2 });
  expect(await readExpense(database, own.id)).toMatchObject({ category: 'MEALS', percent: 50, deductible: 5_000 });
  const listing = String((await createModuleRow(sql, 'listings', others)).id);
  const later = await Promise.all([first, own].map(({ id }) => readExpense(database, id)));
  expect(await changeTicked(database, owner, 'SET_PROPERTY', later, { target: listing })).toEqual({ NO_PROPERTY: 2 });
  expect(await changeTicked(database, organization.viewer, 'DELETE', later)).toEqual({ NOT_ALLOWED: 2 });
  expect(await changeTicked(database, others.owner, 'DELETE', later)).toEqual({ NOT_FOUND: 2 });
  expect(await changeTicked(database, owner, 'DELETE', later)).toEqual({ DONE: 2 });
  expect((await readExpenses(database, organization.id)).map(({ id }) => id).sort()).toEqual(
    [second.id, changed.id].sort(),
  );
});

test('more than 200 at once is refused as a whole', async () => {
  const { id } = await enter(database, organization.owner);
  const ticks = Array.from({ length: 201 }, () => ({ id, version: 1 }));
  expect(await changeTicked(database, organization.owner, 'DELETE', ticks)).toEqual({ TOO_MANY: 201 });
  expect(await readExpenses(database, organization.id)).toHaveLength(1);
});

test('an expense goes after its refunds, and a first part after the others, in one set', async () => {
  const { owner } = organization;
  const { sql } = database;
  const office = await systemCategoryId(sql);
  const spent = await enter(database, owner);
  const back = await refund(database, owner, spent.id);
  const whole = await enter(database, owner);
  expect(
    await split(
      database,
      owner,
      whole.id,
      1,
      [4_000, 6_000].map((amount) => ({ amount, categoryId: office })),
    ),
  ).toBe('SPLIT');
  const tick = async (id: string) => ({ id, version: (await readExpense(database, id)).version });
  const alone = [await tick(spent.id), await tick(whole.id)];
  expect(await changeTicked(database, owner, 'DELETE', alone)).toEqual({ HAS_REFUNDS: 1, HAS_PARTS: 1 });
  expect(await changeTicked(database, owner, 'REJECT', alone, { note: 'No.' })).toEqual({ DONE: 1, HAS_REFUNDS: 1 });
  const all = await readExpenses(database, organization.id);
  expect(
    await changeTicked(database, owner, 'SET_CATEGORY', [await tick(back.id)], {
      target: await systemCategoryId(sql, 'TRAVEL'),
    }),
  ).toEqual({
    FOLLOWS_EXPENSE: 1,
  });
  expect(await changeTicked(database, owner, 'DELETE', all)).toEqual({ DONE: 4 });
  expect(await readExpenses(database, organization.id)).toEqual([]);
});
