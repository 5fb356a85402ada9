import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModuleRow, systemCategoryId } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { callByName, createBookkeepers } from './books.ts';
import { enter, refund, split } from './entries.ts';

// The pages of the ledger over HTTP; SQL over the tables says what they have to show.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let visitors: Record<'owner' | 'member' | 'viewer' | 'stranger', Visitor>;
/** Ids by whose they are. */
let ids: Record<'owner' | 'member', string>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  organization = await createBookkeepers(database);
  const strangers = await createBookkeepers(database);
  const { owner, member, viewer } = organization;
  const visit = (person: { id: string }, organizationId = organization.id) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });
  visitors = {
    owner: await visit(owner),
    member: await visit(member),
    viewer: await visit(viewer),
    stranger: await visit(strangers.owner, strangers.id),
  };
  const office = await systemCategoryId(database.sql);
  const meals = await systemCategoryId(database.sql, 'MEALS');
  const ownerS = await enter(database, owner, { merchant: 'Harbor Secret', amount: 12_345, notes: 'Of the owner' });
  const memberS = await enter(database, member, { merchant: 'Corner Store', amount: 12_345, category_id: meals });
  ids = { owner: ownerS.id, member: memberS.id };
  await refund(database, owner, memberS.id, { amount: 2_300 });
  const whole = await enter(database, member, { merchant: 'Big Market', amount: 9_999 });
  await split(database, member, whole.id, 1, [
    { amount: 3_333, categoryId: office },
    { amount: 6_666, categoryId: meals },
  ]);
  const rejected = await enter(database, member, { merchant: 'Corner Club', amount: 77_777 });
  await callByName(database, owner, 'decide_expense', {
    id: rejected.id,
    version: 1,
    decision: 'REJECT',
    note: 'Private.',
  });
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const money = (cents: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

async function sumBySql(condition = 'true') {
  return only(
    await database.sql.query<{ spent: number; refunded: number; net: number; deductible: number; count: number }>(
      `select coalesce(sum(net_amount) filter (where not is_refund), 0)::float8 as spent,
         coalesce(-sum(net_amount) filter (where is_refund), 0)::float8 as refunded, coalesce(sum(net_amount), 0)::float8 as net,
         coalesce(sum(deductible_amount), 0)::float8 as deductible, count(*)::integer as count
       from expenses where organization_id = $1 and status <> 'REJECTED' and ${condition}`,
      [organization.id],
    ),
  );
}

/** The totals as the page shows them, by their labels. */
function readTotals(page: string): Record<string, string> {
  return Object.fromEntries(
    [...page.matchAll(/<dt class="text-xs text-muted">([^<]+)<\/dt><dd[^>]*>(?:<span[^>]*>)?([^<]+)</g)].map(
      ([, label = '', value = '']) => [label, value],
    ),
  );
}

test.each([
  ['', 'true'],
  ['?status=APPROVED', `status = 'APPROVED'`],
  ['?kind=refund', 'is_refund'],
  ['?q=corner', `merchant ilike '%corner%'`],
  ['?min=100&max=200', 'amount between 10000 and 20000'],
  ['?year=2026&from=2026-06-01', `date >= '2026-06-01'`],
  ['?listing=none&receipt=without', 'true'],
])('the totals above the list%s are the sums of its rows', async (search, condition) => {
  const { text } = await visitors.owner.get(`/expenses${search}`);
  const { spent, refunded, net, deductible } = await sumBySql(condition);
  expect(readTotals(text)).toMatchObject({
    Spent: money(spent),
    Refunded: money(refunded),
    Net: money(net),
    Deductible: money(deductible),
  });
});

test('a member finds nobody else’s expense: not in lists, files, filters, hints, nor by its address', async () => {
  const { member } = visitors;
  const addresses = [
    '/expenses',
    '/expenses?q=Harbor',
    `/expenses?member=${organization.owner.id}`,
    '/expenses?min=123.45&max=123.45',
    '/expenses?sort=largest',
    '/expenses.csv',
    `/expenses.csv?member=${organization.owner.id}`,
    '/expenses/approvals',
    '/expenses/hints?amount=12345&date=2026-05-06',
    `/expenses/${ids.member}`,
  ];
  for (const address of addresses) {
    const { status, text } = await member.get(address);
    expect([address, status]).toEqual([address, 200]);
    expect(text.includes('Harbor Secret'), address).toBe(false);
    expect(text.includes(ids.owner), address).toBe(false);
  }
  for (const address of [`/expenses/${ids.owner}`, `/expenses/${ids.owner}/split`, `/expenses/new?from=${ids.owner}`]) {
    expect((await member.get(address)).status, address).toBe(404);
    expect((await visitors.stranger.get(address)).status, address).toBe(404);
  }
  expect((await visitors.owner.get('/expenses.csv')).text).toContain('Harbor Secret');
  expect((await visitors.owner.get(`/expenses/${ids.member}`)).text).toContain('This may be in the books already');
});

test('a member and a viewer get no button that is not theirs', async () => {
  const [owner, member, viewer] = await Promise.all(
    [visitors.owner, visitors.member, visitors.viewer].map(async (visitor) => (await visitor.get('/expenses')).text),
  );
  for (const button of [
    'value="APPROVE"',
    'value="REJECT"',
    'value="SET_CATEGORY"',
    'value="DELETE"',
    'type="checkbox"',
  ])
    expect(owner?.includes(button), button).toBe(true);
  expect(member?.includes('value="APPROVE"')).toBe(false);
  expect(member?.includes('value="SET_CATEGORY"')).toBe(true);
  expect(viewer?.includes('type="checkbox"')).toBe(false);
  expect(viewer?.includes('Add expense')).toBe(false);
  expect(viewer?.includes('Harbor Secret')).toBe(true);
  expect((await visitors.viewer.get('/expenses/new')).status).toBe(404);
});

test('pages of the list follow each other without a gap or a row twice, in every order', async () => {
  const books = await createBookkeepers(database);
  for (let number = 0; number < 120; number++) {
    await createModuleRow(database.sql, 'expenses', books, { amount: 100 + (number % 7), merchant: `Store ${number}` });
  }
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: books.owner.id,
    organizationId: books.id,
  });
  for (const sort of ['newest', 'oldest', 'largest', 'smallest']) {
    const seen: string[] = [];
    let address: string | undefined = `/expenses?sort=${sort}`;
    while (address) {
      const { text } = await visitor.get(address);
      seen.push(...[...text.matchAll(/href="\/expenses\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id));
      address = /href="([^"]+)" rel="next"|rel="next" href="([^"]+)"/
        .exec(text)
        ?.slice(1)
        .find(Boolean)
        ?.replaceAll('&amp;', '&');
    }
    expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 120, 120]);
  }
});

test('the lines of the tax forms are those of each year', async () => {
  const { text } = await visitors.owner.get('/expenses/categories?year=2026');
  for (const line of ['8 Advertising', '24b', '9 Car', '20b']) expect(text.includes(line), line).toBe(true);
  const entertainment = text.slice(text.indexOf('Entertainment'), text.indexOf('Entertainment') + 900);
  expect(entertainment).toContain('No line');
});
