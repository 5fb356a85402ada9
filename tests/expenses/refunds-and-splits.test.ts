import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow, insertRow, receiptOf, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
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

test('a refund is what its expense is, belongs to who spent it, and follows when that changes', async () => {
  const { owner, member } = organization;
  const { sql } = database;
  const listing = (await createModuleRow(sql, 'listings', organization)).id;
  const meals = await systemCategoryId(sql, 'MEALS');
  const spent = await enter(database, member, { category_id: meals, listing_id: listing });
  const { id, outcome } = await refund(database, owner, spent.id, { amount: 3_333 });
  expect(outcome).toBe('RECORDED');
  expect(await readExpense(database, id)).toMatchObject({
    userId: member.id,
    category: 'MEALS',
    listing,
    percent: 50,
    net: -3_333,
    deductible: -1_667,
    status: 'APPROVED',
  });
  const travel = await systemCategoryId(sql, 'TRAVEL');
  await enter(database, member, { id: spent.id, version: 1, category_id: travel, percent: 80 });
  expect(await readExpense(database, id)).toMatchObject({
    category: 'TRAVEL',
    listing: null,
    percent: 80,
    deductible: -2_666,
  });
});

test('refunds are at most what was spent, also when it shrinks, and none is of a refund, a trip or what was rejected', async () => {
  const { owner, member } = organization;
  const spent = await enter(database, owner, { amount: 5_000 });
  const first = await refund(database, owner, spent.id, { amount: 3_000 });
  expect(first.outcome).toBe('RECORDED');
  expect(await refund(database, owner, spent.id, { amount: 3_000, id: first.id })).toMatchObject({
    outcome: 'RECORDED',
  });
  expect(await refund(database, owner, spent.id, { amount: 2_001 })).toMatchObject({ outcome: 'MORE_THAN_SPENT' });
  expect(await refund(database, owner, first.id)).toMatchObject({ outcome: 'NOT_REFUNDABLE' });
  expect(await refund(database, member, spent.id)).toMatchObject({ outcome: 'NOT_FOUND' });
  const smaller = { id: spent.id, version: 1, amount: 2_999 };
  expect(await enter(database, owner, smaller)).toMatchObject({ outcome: 'LESS_THAN_REFUNDED' });
  const larger = { id: first.id, version: 1, amount: 5_001 };
  expect(await enter(database, owner, larger)).toMatchObject({ outcome: 'LESS_THAN_REFUNDED' });
  const ticked = [{ id: first.id, version: 1 }];
  expect(await changeTicked(database, owner, 'REJECT', ticked, { note: 'Never came.' })).toEqual({ DONE: 1 });
  expect(await refund(database, owner, spent.id, { amount: 5_000 })).toMatchObject({ outcome: 'RECORDED' });
  expect(await changeTicked(database, owner, 'APPROVE', [{ id: first.id, version: 2 }])).toEqual({
    MORE_THAN_SPENT: 1,
  });
  await expect(database.sql.query('update expenses set amount = 4999 where id = $1', [spent.id])).rejects.toMatchObject(
    { constraint: 'expenses_refunds_fit' },
  );
});

test('of 20 refunds at once as many are recorded as fit', async () => {
  const { owner } = organization;
  const spent = await enter(database, owner, { amount: 10_000 });
  const clients = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const client = new Client({ connectionString: database.appUrl });
      await client.connect();
      return client;
    }),
  );
  const outcomes = await Promise.all(
    clients.map(async (asApp) => [
      await refund({ ...database, asApp }, owner, spent.id, { amount: 1_500 }),
      await refund({ ...database, asApp }, owner, spent.id, { amount: 1_500 }),
    ]),
  );
  await Promise.all(clients.map((client) => client.end()));
  expect(outcomes.flat().filter(({ outcome }) => outcome === 'RECORDED')).toHaveLength(6);
  const rows = await readExpenses(database, organization.id);
  expect(rows.reduce((sum, { net }) => sum + net, 0)).toBe(1_000);
});

test('a member refunds no expense of somebody else, whatever they write into the tables', async () => {
  const { owner, member } = organization;
  const spent = await enter(database, owner);
  const write = asViewer(database.asApp, member.tokenHash, async (client) =>
    client.query(
      `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id, is_refund, refund_of)
       values ($1, $2, '2026-01-02', 2026, 'Store', 1, $3, true, $4)`,
      [organization.id, member.id, await systemCategoryId(database.sql), spent.id],
    ),
  );
  await expect(write).rejects.toMatchObject({ code: '23503' });
});

test('a split keeps the sum, shares the receipts, and is one however often it is sent', async () => {
  const { member } = organization;
  const { sql, asApp } = database;
  const whole = await enter(database, member, { amount: 10_001 });
  const receipt = await insertRow(sql, 'receipts', {
    organization_id: organization.id,
    ...receiptOf(organization, { id: whole.id }),
  });
  const [office, meals] = [await systemCategoryId(sql), await systemCategoryId(sql, 'MEALS')];
  const parts = [
    { id: randomUUID(), amount: 3_334, categoryId: office, percent: 100 },
    { id: randomUUID(), amount: 6_667, categoryId: meals },
  ];
  expect(await split(database, member, whole.id, 1, parts)).toBe('SPLIT');
  expect(await split(database, member, whole.id, 1, parts)).toBe('SPLIT');
  const rows = await readExpenses(database, organization.id);
  expect(rows.map(({ amount, category, percent, splitId }) => [amount, category, percent, splitId])).toEqual([
    [3_334, 'OFFICE', 100, whole.id],
    [6_667, 'MEALS', 50, whole.id],
  ]);
  for (const { id } of rows) {
    const { rows: shown } = await asViewer(asApp, member.tokenHash, (client) =>
      client.query('select id from app.receipts_of($1)', [id]),
    );
    expect(shown).toEqual([{ id: receipt.id }]);
  }
  const [, second] = rows;
  expect(
    await split(
      database,
      member,
      second?.id ?? '',
      1,
      [4_000, 2_667].map((amount) => ({ amount, categoryId: office })),
    ),
  ).toBe('SPLIT');
  const all = await readExpenses(database, organization.id);
  expect(all.map(({ splitId }) => splitId)).toEqual([whole.id, whole.id, whole.id]);
  expect(all.reduce((sum, { amount }) => sum + amount, 0)).toBe(10_001);
});

test('a split that loses a cent, has too many parts or names what cannot be is none', async () => {
  const { owner, member } = organization;
  const { sql } = database;
  const office = await systemCategoryId(sql);
  const { id } = await enter(database, member, { amount: 10_000 });
  const of = (...amounts: number[]) => amounts.map((amount) => ({ amount, categoryId: office }));
  const attempt = (parts: Parameters<typeof split>[4]) => split(database, member, id, 1, parts);
  expect(await attempt(of(5_000, 4_999))).toBe('WRONG_SUM');
  expect(await attempt(of(10_001, -1))).toBe('WRONG_SUM');
  expect(await attempt(of(10_000))).toBe('WRONG_COUNT');
  expect(await attempt(of(...Array.from({ length: 20 }, () => 476), 480))).toBe('WRONG_COUNT');
  expect(await attempt([...of(5_000), { amount: 5_000, categoryId: randomUUID() }])).toBe('NO_CATEGORY');
  const meals = await systemCategoryId(sql, 'MEALS');
  expect(await attempt([...of(5_000), { amount: 5_000, categoryId: meals, percent: 51 }])).toBe('PERCENT_TOO_HIGH');
  expect(await split(database, owner, id, 9, of(5_000, 5_000))).toBe('CHANGED');
  expect(await split(database, organization.viewer, id, 1, of(5_000, 5_000))).toBe('NOT_FOUND');
  await refund(database, owner, id, { amount: 1 });
  expect(await attempt(of(5_000, 5_000))).toBe('HAS_REFUNDS');
  expect(await readExpenses(database, organization.id)).toHaveLength(2);
});

test('whatever is entered, edited, refunded, split, decided and deleted, sums are their rows and no cent is lost', async () => {
  const { sql } = database;
  const codes = await Promise.all(
    ['OFFICE', 'MEALS', 'ENTERTAINMENT', 'TRAVEL'].map((code) => systemCategoryId(sql, code)),
  );
  const step = fc.record({
    kind: fc.constantFrom('enter', 'edit', 'refund', 'split', 'approve', 'reject', 'delete'),
    which: fc.nat({ max: 50 }),
    amount: fc.integer({ min: 2, max: 50_000 }),
    category: fc.nat({ max: 3 }),
    percent: fc.option(fc.integer({ min: 0, max: 100 })),
    asMember: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const books = await createBookkeepers(database);
      for (const { kind, which, amount, category, percent, asMember } of steps) {
        const person = asMember ? books.member : books.owner;
        const rows = await readExpenses(database, books.id);
        const row = rows[which % Math.max(1, rows.length)];
        const category_id = codes[category] ?? '';
        if (kind === 'enter' || !row) await enter(database, person, { amount, category_id, percent });
        else if (kind === 'edit')
          await enter(database, person, { id: row.id, version: row.version, amount, category_id, percent });
        else if (kind === 'refund') await refund(database, person, row.id, { amount });
        else if (kind === 'split') {
          const first = Math.min(amount, row.amount - 1);
          const parts = [first, row.amount - first].map((each) => ({ amount: each, categoryId: category_id }));
          const total = rows.reduce((sum, { net }) => sum + net, 0);
          await split(database, person, row.id, row.version, parts);
          const after = await readExpenses(database, books.id);
          expect(after.reduce((sum, { net }) => sum + net, 0)).toBe(total);
        } else await changeTicked(database, person, kind.toUpperCase(), [row], { note: 'Because.' });
      }
      const { rows: wrong } = await sql.query(
        `select e.id from expenses e
         left join expense_categories c on c.id = e.category_id
         left join expenses spent on spent.id = e.refund_of
         where e.organization_id = $1 and (
           e.net_amount <> e.amount * case when e.is_refund then -1 else 1 end
           or abs(e.deductible_amount) <> case when e.is_deductible then round(e.amount * e.deduction_percent / 100) else 0 end
           or e.deduction_percent > c.deduction_limit
           or e.refund_of is not null and ((e.category_id, e.listing_id, e.deduction_percent, e.is_deductible)
             is distinct from (spent.category_id, spent.listing_id, spent.deduction_percent, spent.is_deductible))
           or (select coalesce(sum(r.amount), 0) from expenses r where r.refund_of = e.id and r.status <> 'REJECTED') > e.amount
           or e.status = 'REJECTED' and exists (select from expenses r where r.refund_of = e.id and r.status <> 'REJECTED')
           or e.split_id is not null and not exists (select from expenses f where f.id = e.split_id)
           or (e.status in ('PENDING', 'NEEDS_REVIEW')) <> (e.approved_at is null))`,
        [books.id],
      );
      expect(wrong).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 240_000);

test('the history tells a refund’s approved change, too', async () => {
  const { owner } = organization;
  const spent = await enter(database, owner);
  const { id } = await refund(database, owner, spent.id);
  const travel = await systemCategoryId(database.sql, 'TRAVEL');
  await enter(database, owner, { id: spent.id, version: 1, category_id: travel });
  const { count } = only(
    await database.sql.query<{ count: number }>(
      `select count(*)::integer as count from audit_log where subject_type = 'expense' and subject_id = $1`,
      [id],
    ),
  );
  expect(count).toBe(1);
  expect(await callByName(database, owner, 'delete_expense', { id: spent.id, version: 2 })).toBe('HAS_REFUNDS');
});
