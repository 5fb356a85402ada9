import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import {
  createOrganization,
  createPlatformAdmin,
  createUser,
  type OrganizationRole,
  type TestOrganization,
} from '../../factories/organizations.ts';
import { createSeat, createToolPurchase } from '../../factories/purchases.ts';
import { createRequest } from '../../factories/requests.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const signIn = (organization: TestOrganization, role: 'owner' | 'admin' | 'member' | 'viewer') =>
  createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization[role].id,
    organizationId: organization.id,
  });
/** The text of a page between its tags. */
const readText = (html: string) => (html.split('<main')[1] ?? '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const home = async (visitor: Visitor) => {
  const { status, text } = await visitor.get('/home');
  expect(status).toBe(200);
  return { html: text, text: readText(text) };
};

/** An organization that owns a monthly tool with seats, one of them the MEMBER's, opened twice today, and owes for it. */
async function createWorkingOrganization(): Promise<{ organization: TestOrganization; tool: TestTool }> {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, {
    price: 12_300,
    priceModel: 'MONTHLY',
    seats: 5,
    demoUrl: 'https://tool.example/',
  });
  await buy(database, organization, { tools: [tool] });
  await createSeat(database.sql, organization, tool.id, organization.member.id);
  await rows(
    `insert into tool_usage_daily (organization_id, tool_id, day, opens) values ($1, $2, (now() at time zone 'utc')::date, 2)`,
    [organization.id, tool.id],
  );
  return { organization, tool };
}

test.each(['owner', 'admin'] as const)(
  'an %s sees costs, renewals, invoices, requests, seats and use',
  async (role) => {
    const { organization, tool } = await createWorkingOrganization();
    const wanted = await createTool(database.sql);
    const request = await createRequest(database, organization, { tools: [wanted] });
    const visitor = await signIn(organization, role);
    const { html, text } = await home(visitor);
    expect(text).toMatch(/Every month +\$123\.00/);
    expect(text).toMatch(/Every year +\$0\.00/);
    expect(text).toMatch(/To pay, in 1 invoice +\$123\.00/);
    const [order] = await rows('select number from marketplace_orders where organization_id = $1', [organization.id]);
    expect(html).toContain(`href="/orders/${order.number}"`);
    expect(html).toContain(`href="/requests/${request}"`);
    expect(html).toMatch(/id="waiting"/);
    // Five seats, of which the MEMBER has one; OWNER and ADMIN have none.
    expect(text).toMatch(/Free seats +4/);
    expect(text).toContain('4 seats free, 2 people have none');
    expect(html).toContain(`aria-label="Opens of ${tool.name}: 2 opens in 30 days"`);
  },
);

test('what waits is counted in the header of every page, for who decides it', async () => {
  const { organization } = await createWorkingOrganization();
  await createRequest(database, organization, { tools: [await createTool(database.sql)] });
  const header = async (role: 'owner' | 'member') =>
    ((await (await signIn(organization, role)).get('/tools')).text.split('</header>')[0] ?? '').replaceAll(
      /<[^>]+>/g,
      '',
    );
  expect(await header('owner')).toContain('1 waiting');
  expect(await header('member')).not.toContain('waiting');
});

test('who became an owner decides what they asked for, as the header counts it; who became an admin does not', async () => {
  const { organization } = await createWorkingOrganization();
  await createRequest(database, organization, { tools: [await createTool(database.sql)] });
  const requester = await signIn(organization, 'member');
  const become = (role: OrganizationRole) =>
    rows('update memberships set role = $2 where user_id = $1', [organization.member.id, role]);
  await become('ADMIN');
  const asAdmin = await home(requester);
  expect(asAdmin.text).not.toContain('Decide');
  expect(asAdmin.html).not.toMatch(/ waiting</);
  await become('OWNER');
  const asOwner = await home(requester);
  expect(asOwner.text).toContain('Decide');
  expect(asOwner.html).toMatch(/ waiting</);
});

test('a member opens their tools from there, and reads what they asked for and no costs', async () => {
  const { organization, tool } = await createWorkingOrganization();
  const seatless = await createTool(database.sql, { seats: 1 });
  await buy(database, organization, { tools: [seatless] });
  await createRequest(database, organization, { tools: [await createTool(database.sql)] });
  const member = await signIn(organization, 'member');
  const { html, text } = await home(member);
  expect(text).toContain('Your requests');
  expect(text).toContain('You asked on');
  expect(text).toMatch(new RegExp(`Tools without a seat for you.*${seatless.name}`));
  expect(text).not.toMatch(/Every month|To pay|Free seats/);
  expect(html).toContain(`action="/my-tools/${tool.name}"`);
});

test('a viewer reads costs and changes nothing: no button but those of the account', async () => {
  const { organization } = await createWorkingOrganization();
  const viewer = await signIn(organization, 'viewer');
  const { html, text } = await home(viewer);
  expect(text).toMatch(/Every month +\$123\.00/);
  expect(html.split('<main')[1]?.split('</main>')[0]).not.toContain('<form');
  expect((await viewer.post('/home', { intent: 'end-first-steps' })).status).toBe(404);
});

test('who belongs to no organization reads how to come to one, and people of the platform find their places', async () => {
  const visit = async (personId: string) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId: null });
  const alone = await home(await visit((await createUser(database.sql)).id));
  expect(alone.html).toContain('href="/organization/new"');
  expect(alone.html).not.toContain('href="/admin/tools"');
  const administrator = await home(await visit((await createPlatformAdmin(database.sql, null, ['CATALOG'])).id));
  expect(administrator.html).toContain('href="/admin/tools"');
  expect(administrator.html).not.toContain('href="/admin/orders"');
});

test('whose organization waits for their second factor is led to set one up', async () => {
  const organization = await createOrganization(database.sql);
  const owner = await signIn(organization, 'owner');
  await rows('update organizations set second_factor_from = current_date - 1 where id = $1', [organization.id]);
  for (const page of ['/home', '/checkout']) expect((await owner.get(page)).location).toBe('/account/security');
});

test('first steps are ticked off, and the list is gone with the last of them', async () => {
  const organization = await createOrganization(database.sql);
  const owner = await signIn(organization, 'owner');
  // Its email is confirmed, and it has four people.
  expect((await home(owner)).text).toContain('2 of 5 done');
  const tool = await createTool(database.sql, { seats: 2 });
  await createToolPurchase(database.sql, organization, tool.id);
  expect((await home(owner)).text).toContain('3 of 5 done');
  await createSeat(database.sql, organization, tool.id, organization.owner.id);
  expect((await home(owner)).text).toContain('4 of 5 done');
  await rows('update tool_purchases set first_used_at = now() where organization_id = $1', [organization.id]);
  expect((await home(owner)).text).not.toContain('First steps');
});

test('the list of first steps is hidden for good by its button, for all who manage the organization', async () => {
  const organization = await createOrganization(database.sql);
  const [owner, admin] = await Promise.all([signIn(organization, 'owner'), signIn(organization, 'admin')]);
  expect((await admin.post('/home', { intent: 'end-first-steps' })).location).toBe('/home');
  for (const visitor of [owner, admin]) expect((await home(visitor)).text).not.toContain('First steps');
  expect((await home(owner)).text).toContain('Your organization owns nothing yet');
});

/** Somebody with a password, in a role of the organization; or in none, working for the platform. */
async function createAccount(organization: TestOrganization | null, role: OrganizationRole = 'MEMBER') {
  const email = `${randomUUID()}@people.test`;
  const password = 'orbit candle fjord';
  const fields = { name: 'Ada Lovelace', email, password, organization: 'Test Realty' };
  expect((await createVisitor(worker.url).post('/signup', fields)).location).toBe('/home');
  const person = '(select id from users where email = $1)';
  if (organization) {
    await rows(`update memberships set role = $3, organization_id = $2 where user_id = ${person}`, [
      email,
      organization.id,
      role,
    ]);
  } else {
    await rows(`delete from memberships where user_id = ${person}`, [email]);
    await rows(`update users set is_demo = true where email = $1`, [email]);
    await rows(`insert into platform_roles (user_id, role) values (${person}, 'SUPPORT')`, [email]);
  }
  return { email, password };
}

/** A guest with a tool in the cart who checks out and signs in on the way; the page they come to. */
async function checkOutAs(account: { email: string; password: string }, tool: TestTool) {
  const visitor = createVisitor(worker.url);
  await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id });
  const asked = await visitor.get('/checkout');
  expect(asked.location).toBe('/login?redirectTo=%2Fcheckout');
  const signedIn = await visitor.post('/login', { ...account, redirectTo: '/checkout' });
  expect(signedIn.location).toBe('/checkout');
  const { status, text } = await visitor.get('/checkout');
  expect(status).toBe(200);
  return { visitor, html: text, text: readText(text) };
}

test('a guest who turns out to be a member sends the same cart as a request', async () => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql);
  const account = await createAccount(organization);
  await rows('update users set email_confirmed_at = now() where email = $1', [account.email]);
  const { visitor, html, text } = await checkOutAs(account, tool);
  expect(text).toContain(tool.name);
  expect(html).toContain('action="/requests"');
  expect((await visitor.post('/requests', { intent: 'send', reason: 'We need it.' })).location).toBe('/requests');
  expect(
    await rows(`select tools -> 0 ->> 'id' as tool from purchase_requests where organization_id = $1`, [
      organization.id,
    ]),
  ).toEqual([{ tool: tool.id }]);
});

test('a guest who turns out to be a viewer reads who orders, and what was not kept', async () => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql);
  const { html, text } = await checkOutAs(await createAccount(organization, 'VIEWER'), tool);
  expect(text).toContain('Viewers do not order');
  expect(text).toContain(organization.owner.name);
  expect(readText(html)).toContain(`${tool.name} was not added: you do not buy for an organization.`);
});

test('a guest who turns out to work for the platform reads that tools are bought for an organization', async () => {
  const tool = await createTool(database.sql);
  const { html, text } = await checkOutAs(await createAccount(null), tool);
  expect(text).toContain('Tools are bought for an organization');
  expect(html).toContain('href="/organization/new"');
});
