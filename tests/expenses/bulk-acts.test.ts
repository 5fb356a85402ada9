import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createBookkeepers } from './books.ts';
import { enter, readExpense, readExpenses } from './entries.ts';

// What is done to ticked expenses, as their page sends it.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let owner: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createBookkeepers(database);
  owner = await visit(organization.owner);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const visit = (person: TestPerson) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: organization.id });

/** Expenses of the MEMBER that wait, made at once. Returns their boxes, as the list has them. */
async function makeWaiting(count: number): Promise<string[]> {
  const { rows } = await database.sql.query<{ box: string }>(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id)
     select $1, $2, '2026-05-06', 2026, 'Store ' || number, 1000 + number, $3 from generate_series(1, $4) number
     returning id || ':' || version as box`,
    [organization.id, organization.member.id, await systemCategoryId(database.sql), count],
  );
  return rows.map(({ box }) => box);
}

const send = (act: string, rows: string[], fields: Record<string, string> = {}, visitor = owner) =>
  visitor.post('/expenses?index', { act, rows, ...fields });

/** How often each value of a column is there. */
async function countBy(column: string): Promise<Record<string, number>> {
  const { rows } = await database.sql.query<{ value: string; count: number }>(
    `select coalesce(${column}::text, 'none') as value, count(*)::integer as count from expenses where organization_id = $1 group by 1`,
    [organization.id],
  );
  return Object.fromEntries(rows.map(({ value, count }) => [value, count]));
}

const snapshot = async () => JSON.stringify(await readExpenses(database, organization.id));

/** The sentence that the next page shows. */
async function readToast(visitor: Visitor, location = ''): Promise<string> {
  const { text } = await visitor.get(location);
  return (
    text
      .split('id="toast"')[1]
      ?.split('</p>')[0]
      ?.replaceAll(/<[^>]*>/g, '') ?? ''
  );
}

test('200 ticked expenses are approved, moved, filed, rejected and deleted by one click each', async () => {
  const property = String((await createModuleRow(database.sql, 'listings', organization, { kind: 'RENTAL' })).id);
  const meals = await systemCategoryId(database.sql, 'MEALS');
  let boxes = await makeWaiting(200);
  const readBoxes = async () =>
    (await readExpenses(database, organization.id)).map(({ id, version }) => `${id}:${version}`);

  const approved = await send('APPROVE', boxes);
  expect(approved).toMatchObject({ status: 302, location: '/expenses' });
  expect(await readToast(owner, approved.location)).toContain('200 expenses approved.');
  expect(await countBy('status')).toEqual({ APPROVED: 200 });
  expect(await countBy('approved_by')).toEqual({ [organization.owner.id]: 200 });

  boxes = await readBoxes();
  expect((await send('SET_PROPERTY', boxes, { property })).status).toBe(302);
  expect(await countBy('listing_id')).toEqual({ [property]: 200 });

  boxes = await readBoxes();
  expect((await send('SET_CATEGORY', boxes, { category: meals })).status).toBe(302);
  expect(await countBy('category_id')).toEqual({ [meals]: 200 });
  // The percent comes with the category, the property stays.
  expect(await countBy('deduction_percent::float8')).toEqual({ 50: 200 });
  expect(await countBy('listing_id')).toEqual({ [property]: 200 });

  boxes = await readBoxes();
  expect((await send('SET_PROPERTY', boxes, { property: 'NONE' })).status).toBe(302);
  expect(await countBy('listing_id')).toEqual({ none: 200 });

  boxes = await readBoxes();
  expect((await send('REJECT', boxes, { note: 'Private.' })).status).toBe(302);
  expect(await countBy('status')).toEqual({ REJECTED: 200 });
  expect(await countBy('decision_note')).toEqual({ 'Private.': 200 });

  boxes = await readBoxes();
  expect((await send('DELETE', boxes)).status).toBe(302);
  expect(await countBy('status')).toEqual({});
});

test('201 ticked expenses are refused with a sentence, and nothing is done to any', async () => {
  const boxes = await makeWaiting(201);
  const before = await snapshot();
  const property = String((await createModuleRow(database.sql, 'listings', organization)).id);
  const acts: Record<string, Record<string, string>> = {
    APPROVE: {},
    REJECT: { note: 'Private.' },
    SET_CATEGORY: { category: await systemCategoryId(database.sql, 'MEALS') },
    SET_PROPERTY: { property },
    DELETE: {},
  };
  for (const [act, fields] of Object.entries(acts)) {
    const { status, text } = await send(act, boxes, fields);
    expect([act, status]).toEqual([act, 400]);
    expect(text).toContain('Tick at most 200 expenses.');
  }
  expect(await snapshot()).toBe(before);
});

test.each([
  ['APPROVE', [], {}, 'Tick the expenses first.'],
  ['SET_CATEGORY', ['one'], {}, 'Choose the category that they get.'],
  ['SET_CATEGORY', ['one'], { category: 'x' }, 'Choose a category from the list.'],
  ['SET_PROPERTY', ['one'], {}, 'Choose the property that they get, or none.'],
  ['SET_PROPERTY', ['one'], { property: 'x' }, 'Choose a property from the list.'],
  ['REJECT', ['one'], {}, 'Say why, so that they know what to do instead.'],
  ['REJECT', ['one'], { note: '  ' }, 'Say why, so that they know what to do instead.'],
  ['BURN', ['one'], {}, 'Reload the page'],
])(
  '%s of %j with %j says what is missing, keeps the ticks and changes nothing',
  async (act, ticks, fields, sentence) => {
    const [box = '', other = ''] = await makeWaiting(2);
    const before = await snapshot();
    const { status, text } = await send(
      act,
      ticks.map(() => box),
      fields,
    );
    expect(status).toBe(400);
    expect(text).toContain(sentence);
    const isTicked = (value: string) =>
      new RegExp(`<input[^>]*value="${value}"[^>]*>`).exec(text)?.[0].includes('checked=""');
    expect([isTicked(box), isTicked(other)]).toEqual([ticks.length > 0, false]);
    expect(await snapshot()).toBe(before);
  },
);

test('what can be done is done, and of the rest each reason is said with its number', async () => {
  const { sql } = database;
  const category = await systemCategoryId(sql);
  const closed = await enter(database, organization.owner, { date: '2024-05-06' });
  await createModuleRow(sql, 'closed_tax_years', organization, { tax_year: 2024, closed_by: organization.owner.id });
  const [waiting = '', moved = '', gone = ''] = await makeWaiting(3);
  await sql.query(`update expenses set notes = 'Later' where id = $1`, [moved.split(':')[0]]);
  await sql.query('delete from expenses where id = $1', [gone.split(':')[0]]);
  const foreign = await createBookkeepers(database);
  const theirs = await createModuleRow(sql, 'expenses', foreign);
  const { location } = await send(
    'SET_CATEGORY',
    [waiting, moved, gone, `${closed.id}:1`, `${theirs.id}:1`, `${randomUUID()}:1`],
    { category: await systemCategoryId(sql, 'MEALS') },
  );
  const told = await readToast(owner, location);
  expect(told).toContain('1 expense changed.');
  expect(told).toContain('3 gone, or not yours');
  expect(told).toContain('1 changed since you opened the list');
  expect(told).toContain('1 in a closed year');
  expect((await readExpense(database, waiting.split(':')[0] ?? '')).category).toBe('MEALS');
  expect((await readExpense(database, closed.id)).category).toBe('OFFICE');
  const { rows } = await sql.query('select category_id from expenses where id = $1', [theirs.id]);
  expect(rows).toEqual([{ category_id: category }]);
});

test('a MEMBER moves and deletes their own, decides nothing, and touches nobody else’s; a VIEWER does nothing', async () => {
  const [own = ''] = await makeWaiting(1);
  const theirs = await enter(database, organization.owner);
  const member = await visit(organization.member);
  const viewer = await visit(organization.viewer);
  const before = await snapshot();
  const meals = await systemCategoryId(database.sql, 'MEALS');
  for (const [visitor, act, box] of [
    [member, 'APPROVE', own],
    [member, 'REJECT', own],
    [member, 'SET_CATEGORY', `${theirs.id}:1`],
    [member, 'DELETE', `${theirs.id}:1`],
    [viewer, 'APPROVE', own],
    [viewer, 'SET_CATEGORY', own],
    [viewer, 'DELETE', own],
  ] as const) {
    const { status } = await send(act, [box], { category: meals, note: 'Mine.' }, visitor);
    expect([act, status]).toEqual([act, 409]);
  }
  expect(await snapshot()).toBe(before);
  expect((await send('SET_CATEGORY', [own], { category: meals }, member)).status).toBe(302);
  expect((await send('DELETE', [own.replace(/:1$/, ':2')], {}, member)).status).toBe(302);
  expect((await readExpenses(database, organization.id)).map(({ id }) => id)).toEqual([theirs.id]);
});

test('a second click finds it done, and the same ticks by two people at once do it once', async () => {
  const boxes = await makeWaiting(40);
  const admin = await visit(organization.admin);
  const answers = await Promise.all([send('APPROVE', boxes), send('APPROVE', [...boxes].reverse(), {}, admin)]);
  expect(answers.map(({ status }) => status)).toEqual([302, 302]);
  expect(await countBy('status')).toEqual({ APPROVED: 40 });
  const { rows } = await database.sql.query<{ subject_id: string }>(
    `select subject_id from audit_log where organization_id = $1 and subject_type = 'expense'`,
    [organization.id],
  );
  expect([rows.length, new Set(rows.map(({ subject_id }) => subject_id)).size]).toEqual([40, 40]);

  const property = String((await createModuleRow(database.sql, 'listings', organization)).id);
  const fields = { category: await systemCategoryId(database.sql, 'MEALS'), property, note: 'Private.' };
  for (const act of ['SET_CATEGORY', 'SET_PROPERTY', 'REJECT']) {
    const shown = (await readExpenses(database, organization.id)).map(({ id, version }) => `${id}:${version}`);
    expect((await send(act, shown, fields)).status).toBe(302);
    const done = await snapshot();
    const again = await send(act, shown, fields);
    expect([act, again.status]).toEqual([act, 302]);
    expect(await readToast(owner, again.location)).toContain('40 so already');
    expect(await snapshot()).toBe(done);
  }
});
