import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { createSeat, createToolPurchase } from '../../factories/purchases.ts';
import { present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// The list of owned tools, what is said of those that work inside other systems, and what a tool's page says of the next charge.

type Role = 'owner' | 'admin' | 'member' | 'viewer';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const signIn = (role: Role): Promise<Visitor> =>
  createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization[role].id,
    organizationId: organization.id,
  });
const own = (tool: TestTool) => createToolPurchase(database.sql, organization, tool.id);
/** A tool that works inside other systems. */
async function ownInside(): Promise<TestTool> {
  const tool = await createTool(database.sql, { priceModel: 'MONTHLY' });
  await rows(`update marketplace_tools set integration_type = 'WEBHOOK', integrations = '{Dotloop}' where id = $1`, [
    tool.id,
  ]);
  await own(tool);
  return tool;
}

/** As people sort names: numbers in them by their size. */
const byName = new Intl.Collator('en-US', { sensitivity: 'base', numeric: true }).compare;

/** The slugs of the tools in each group of the list, in their order. */
function readGroups(html: string): Record<string, string[]> {
  const bodies = [...html.matchAll(/<tbody>(.*?)<\/tbody>/gs)].map(([, body = '']) => body);
  return Object.fromEntries(
    bodies.map((body) => [
      /<h2[^>]*>([^<]+)/.exec(body)?.[1] ?? '',
      [...body.matchAll(/<tr id="tool-([^"]+)"/g)].map(([, slug = '']) => slug),
    ]),
  );
}

test('tools stand in groups by what can be done with them, by everybody for themselves', async () => {
  const [open, seated, suspended] = [
    await createTool(database.sql, { demoUrl: 'https://tool.example/start' }),
    await createTool(database.sql, { seats: 2, demoUrl: 'https://tool.example/start' }),
    await createTool(database.sql, { demoUrl: 'https://tool.example/start' }),
  ];
  for (const tool of [open, seated, suspended]) await own(tool);
  const inside = await ownInside();
  await createSeat(database.sql, organization, seated.id, organization.member.id);
  await rows('update tool_purchases set suspended_at = now() where tool_id = $1', [suspended.id]);

  const owner = await (await signIn('owner')).get('/my-tools');
  expect(readGroups(owner.text)).toEqual({
    Ready: [open.name],
    'Needs a seat': [seated.name],
    'Not connected yet': [inside.name],
    Paused: [suspended.name],
  });
  for (const words of ['None, 1 of 2 taken', 'By webhook', 'On tool.example', `href="/my-tools/${seated.name}#seats"`])
    expect(owner.text).toContain(words);
  expect(owner.text).not.toContain('>Active<');

  const member = await (await signIn('member')).get('/my-tools');
  expect(readGroups(member.text)).toMatchObject({ Ready: [open.name, seated.name].toSorted(byName) });
  expect(member.text).toContain('Yours, 1 of 2 taken');
  expect(readGroups((await (await signIn('viewer')).get('/my-tools')).text)).toMatchObject({
    'Not connected yet': [inside.name],
  });
});

test('whoever works for no organization is told so, and not of one of theirs', async () => {
  const { id: personId } = await createPlatformAdmin(database.sql);
  const nobody = await createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId: null });
  const { text } = await nobody.get('/my-tools');
  expect([text.includes('you work for none now'), text.includes('Your organization owns')]).toEqual([true, false]);
});

test('the list sorts by every column, both ways', async () => {
  const cheap = await createTool(database.sql, { price: 1_000, priceModel: 'MONTHLY' });
  const dear = await createTool(database.sql, { price: 9_000, priceModel: 'MONTHLY' });
  const once = await createTool(database.sql, { price: 50_000 });
  for (const [index, tool] of [dear, cheap, once].entries()) {
    await own(tool);
    await rows(
      `update tool_purchases set connected_at = now(), period_end = case when $3 then now() + $2 * interval '1 day' end where tool_id = $1`,
      [tool.id, index + 1, tool !== once],
    );
  }
  const owner = await signIn('owner');
  const order = async (sort: string) => readGroups((await owner.get(`/my-tools?sort=${sort}`)).text).Ready;
  expect(await order('cost')).toEqual([dear.name, cheap.name, once.name]);
  expect(await order('-cost')).toEqual([once.name, cheap.name, dear.name]);
  expect(await order('renewal')).toEqual([dear.name, cheap.name, once.name]);
  const names = [cheap.name, dear.name, once.name].toSorted(byName);
  for (const sort of ['name', 'nonsense', 'seat', 'use']) expect(await order(sort)).toEqual(names);
  expect(await order('-name')).toEqual(names.toReversed());
  const { text } = await owner.get('/my-tools?sort=cost');
  expect(text).toMatch(/<th scope="col" aria-sort="descending"[^>]*><a href="\/my-tools\?sort=-cost"/);
});

test('a manager says that a tool is connected, and takes it back; others read it', async () => {
  const tool = await ownInside();
  const page = `/my-tools/${tool.name}`;
  const [admin, member] = [await signIn('admin'), await signIn('member')];
  const set = (visitor: Visitor, connected: string) => visitor.post(page, { intent: 'set-connection', connected });
  for (const visitor of [admin, member]) {
    const { text } = await visitor.get(page);
    for (const words of ['Not connected yet', 'By webhook', 'Dotloop']) expect(text).toContain(words);
    expect(text).not.toContain('>Active<');
  }
  expect((await admin.get(page)).text).toContain('Mark as connected');
  expect((await member.get(page)).text).not.toContain('Mark as connected');
  expect((await set(member, 'yes')).status).toBe(404);
  expect((await set(admin, 'perhaps')).status).toBe(400);

  expect((await set(admin, 'yes')).location).toBe(`${page}#connection`);
  const [first] = await rows('select connected_at from tool_purchases where tool_id = $1', [tool.id]);
  expect(first.connected_at).toBeInstanceOf(Date);
  await set(admin, 'yes');
  expect(await rows('select connected_at from tool_purchases where tool_id = $1', [tool.id])).toEqual([first]);
  expect(readGroups((await member.get('/my-tools')).text)).toEqual({ Ready: [tool.name] });
  expect((await member.get(page)).text).toContain('Connected since');

  await set(admin, 'no');
  expect(await rows('select connected_at from tool_purchases where tool_id = $1', [tool.id])).toEqual([
    { connected_at: null },
  ]);
  // What was used is connected, whatever anybody says.
  await rows('update tool_purchases set last_used = now() where tool_id = $1', [tool.id]);
  expect((await admin.get(page)).text).toContain('It is connected: it was used.');
});

test('what has a page is opened and not connected', async () => {
  const tool = await createTool(database.sql, { demoUrl: 'https://tool.example/start' });
  await own(tool);
  const owner = await signIn('owner');
  const { text } = await owner.get(`/my-tools/${tool.name}`);
  expect(text).toContain('On tool.example');
  expect(text).not.toContain('set-connection');
  const answer = await owner.post(`/my-tools/${tool.name}`, { intent: 'set-connection', connected: 'yes' });
  expect(answer.status).toBe(409);
  expect(await rows('select connected_at from tool_purchases where tool_id = $1', [tool.id])).toEqual([
    { connected_at: null },
  ]);
});

test('the page of a tool says what is charged next, by the price of today, and where nothing is', async () => {
  const tool = await createTool(database.sql, { price: 20_000, priceModel: 'MONTHLY' });
  const owner = await signIn('owner');
  const next = async (visitor: Visitor = owner) =>
    present(/Next charge<\/dt><dd[^>]*>(?:<[^>]+>)*([^<]+)/.exec((await visitor.get(`/tools/${tool.name}`)).text)?.[1]);
  const inAMonth = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
  const [{ day }] = await rows(`select (now() at time zone 'utc' + interval '1 month')::date::text as day`);
  expect(await next()).toBe(`$200.00 on ${inAMonth.format(new Date(day))}`);

  const purchaseId = await own(tool);
  await rows(`update tool_purchases set period_end = '2099-03-04T10:00:00Z' where id = $1`, [purchaseId]);
  await rows('update marketplace_tools set price = 25000 where id = $1', [tool.id]);
  expect(await next()).toBe('$250.00 on Mar 4, 2099');
  await rows('update tool_purchases set renews = false where id = $1', [purchaseId]);
  expect(await next()).toBe('None, it ends Mar 4, 2099');
  await rows('update tool_purchases set period_end = null where id = $1', [purchaseId]);
  expect(await next()).toBe('None');
});

test('the page says whether the plan of the organization covers a tool, and leads to the plans where it does not', async () => {
  const tool = await createTool(database.sql, { requiredTier: 'GROWTH' });
  const owner = await signIn('owner');
  await rows(`update organizations set subscription_tier = 'STARTER' where id = $1`, [organization.id]);
  expect((await owner.get(`/tools/${tool.name}`)).text).toMatch(/<a href="\/plans#growth"[^>]*>Growth or higher<\/a>/);
  await rows(`update organizations set subscription_tier = 'ELITE' where id = $1`, [organization.id]);
  expect((await owner.get(`/tools/${tool.name}`)).text).toContain('Your Elite plan covers it');
});
