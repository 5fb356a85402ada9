import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { openOrderForm } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let owner: Visitor;
let admin: Visitor;
let member: Visitor;
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  [owner, admin, member] = await Promise.all([signIn('owner'), signIn('admin'), signIn('member')]);
  tool = await createTool(database.sql);
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await worker?.stop();
  await database?.drop();
});

function signIn(role: 'owner' | 'admin' | 'member' | 'viewer', { id, [role]: person } = organization) {
  return createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: id });
}

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
/** Sessions note their use, and mail is sent after the answer. */
const notCompared = ['sessions', 'outgoing_mail'];
const everything = () => checksums(database.sql, (table) => (notCompared.includes(table) ? undefined : 'true'));
const add = (visitor: Visitor, { id }: { id: string }) => visitor.post('/cart', { intent: 'add', kind: 'TOOL', id });

/** Sends a request of these tools through the forms; where its page is. */
async function send(visitor: Visitor, tools: TestTool[], reason = 'We need it.'): Promise<string> {
  for (const wanted of tools) await add(visitor, wanted);
  const answer = await visitor.post('/requests', { intent: 'send', reason });
  expect(answer.location).toBe('/requests');
  const { id } = only(
    await database.sql.query<{ id: string }>(
      'select id from purchase_requests where organization_id = $1 order by created_at desc limit 1',
      [organization.id],
    ),
  );
  return `/requests/${id}`;
}

/** The form that approves, as the page shows it, filled in, with its button. */
const openApproval = async (visitor: Visitor, address: string): Promise<Record<string, string>> => ({
  ...(await openOrderForm(visitor, address)),
  intent: 'approve',
});

const ordersOfOrganization = () =>
  rows('select number from marketplace_orders where organization_id = $1', [organization.id]);

test('a request is sent from the cart, approved once however often the form is sent, and the member sees it', async () => {
  await add(member, tool);
  expect((await member.get('/cart')).text).toContain('Send request');
  const address = await send(member, [], 'Two lines.\r\nOf reason.');
  expect((await owner.get('/my-tools')).text).toMatch(/Requests<span[^>]*>1<span class="sr-only"> waiting/);
  expect((await owner.get('/requests')).text).toContain('Two lines.\nOf reason.');
  const form = await openApproval(owner, address);
  const [first, second] = await Promise.all([owner.post(address, form), owner.post(address, form)]);
  expect(first.location).toMatch(/^\/orders\/LOT-[\dA-Z]+$/);
  expect(second.location).toBe(first.location);
  const number = first.location?.split('/').at(-1);
  expect(await ordersOfOrganization()).toEqual([{ number }]);
  const { text } = await member.get('/requests');
  expect(text).toContain('Approved');
  expect(text).toContain(`href="/orders/${number}"`);
  expect((await owner.get('/my-tools')).text).not.toContain(' waiting');
  expect((await owner.get(address)).text).not.toContain('name="checkoutKey"');
  const other = await owner.post(address, { ...form, purchaseOrderNumber: 'PO-2' });
  expect(other.status).toBe(409);
  expect(other.text).toContain('with other details');
});

test('a price that changed meanwhile orders nothing, is named, and nothing typed is lost', async () => {
  const address = await send(member, [tool]);
  const form = await openApproval(owner, address);
  await rows('update marketplace_tools set price = 12500 where id = $1', [tool.id]);
  const answer = await owner.post(address, form);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain(`${tool.name} cost $100.00 and now costs $125.00.`);
  expect(answer.text).toContain('The price changed from $100.00 to $125.00 since it was requested.');
  expect(answer.text).toContain('value="Chicago"');
  expect(answer.text).toContain(`value="${form.checkoutKey}"`);
  expect(await ordersOfOrganization()).toEqual([]);
  expect((await owner.post(address, await openApproval(owner, address))).location).toMatch(/^\/orders\//);
});

test('a line that cannot be bought is removed by the approver, and the rest is ordered', async () => {
  const gone = await createTool(database.sql);
  const address = await send(member, [tool, gone]);
  await rows(`update marketplace_tools set status = 'DEPRECATED' where id = $1`, [gone.id]);
  const page = await owner.get(address);
  expect(page.text).toContain('No longer sold.');
  expect(page.text).not.toContain('>Approve<');
  expect((await owner.post(address, { intent: 'remove-line', line: `TOOL:${gone.id}` })).location).toBe(address);
  const last = await owner.post(address, { intent: 'remove-line', line: `TOOL:${tool.id}` });
  expect(last.status).toBe(409);
  expect(last.text).toContain('Decline it instead.');
  expect((await owner.post(address, await openApproval(owner, address))).location).toMatch(/^\/orders\//);
});

test('declining needs a note, which the member reads; what was typed for the order stays out of it', async () => {
  const address = await send(member, [tool]);
  const refused = await admin.post(address, { intent: 'decline', note: ' ' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Say why, so that they know what to do instead.');
  expect(refused.text).toContain(`value="${organization.name}"`);
  expect((await admin.post(address, { intent: 'decline', note: 'Not <b>now</b>.' })).location).toBe('/requests');
  for (const page of [await member.get('/requests'), await member.get(address)]) {
    expect(page.text).toContain('“Not &lt;b&gt;now&lt;/b&gt;.”');
    expect(page.text).toContain('Declined');
  }
  const late = await owner.post(address, { intent: 'decline', note: 'Me too.' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('this request was decided before');
});

test('a request is withdrawn by who sent it, and refused ones say why', async () => {
  const address = await send(member, [tool]);
  const requestId = address.split('/').at(-1) ?? '';
  expect((await owner.post('/requests', { intent: 'withdraw', requestId })).status).toBe(404);
  expect((await member.post('/requests', { intent: 'withdraw', requestId })).location).toBe('/requests');
  expect((await member.get('/requests')).text).toContain('Withdrawn');
  const again = await member.post('/requests', { intent: 'withdraw', requestId });
  expect(again.status).toBe(409);
  expect(again.text).toContain('was decided or withdrawn before');
  const empty = await member.post('/requests', { intent: 'send', reason: 'Again.' });
  expect(empty.status).toBe(409);
  expect(empty.text).toContain('Your cart is empty');
});

test('a member sees their own requests only; a viewer reads all and decides none; other people see nothing', async () => {
  const mine = await send(member, [tool], 'For the member only.');
  await rows(`update memberships set role = 'MEMBER' where user_id = $1`, [organization.admin.id]);
  const theirs = await send(admin, [tool], 'For somebody else.');
  const own = await member.get('/requests');
  expect(own.text).toContain('For the member only.');
  expect(own.text).not.toContain('For somebody else.');
  expect((await member.get(theirs)).status).toBe(404);
  const viewer = await signIn('viewer');
  expect((await viewer.get('/requests')).text).toContain('For somebody else.');
  const read = await viewer.get(mine);
  expect(read.text).toContain('For the member only.');
  expect(read.text).not.toMatch(/>(Approve|Decline|Withdraw)</);
  const form = await openApproval(owner, mine);
  const stranger = await signIn('owner', await createOrganization(database.sql));
  const before = await everything();
  for (const visitor of [member, viewer, stranger]) {
    const declined = await visitor.post(mine, { intent: 'decline', note: 'No.' });
    const approved = await visitor.post(mine, form);
    // The form to approve it was made for its organization, which is not the stranger's.
    expect([declined.status, approved.status]).toEqual([404, visitor === stranger ? 409 : 404]);
  }
  const page = await stranger.get(mine);
  expect(page.status).toBe(404);
  expect(page.text).not.toContain('For the member only.');
  const nobody = createVisitor(worker.url);
  expect((await nobody.get(mine)).location).toMatch(/^\/login\?/);
  expect((await nobody.post(mine, { intent: 'decline', note: 'No.' })).location).toMatch(/^\/login\?/);
  expect((await nobody.post('/requests', { intent: 'send', reason: 'Mine.' })).location).toMatch(/^\/login\?/);
  for (const address of [`/requests/${randomUUID()}`, '/requests/1', "/requests/'"])
    expect((await owner.get(address)).status).toBe(404);
  expect(await everything()).toEqual(before);
});

const badValues: [string, string | File | string[] | undefined][] = [
  ['missing', undefined],
  ['empty', ''],
  ['repeated', ['one', 'two']],
  ['a file', new File(['x'], 'x.png', { type: 'image/png' })],
  ['too long', 'x'.repeat(5_000)],
  ['with a NUL', 'a\0b'],
];

test('every field of these forms, made bad in every way, gets a message and changes nothing', async () => {
  const address = await send(member, [tool, await createTool(database.sql)]);
  await add(member, tool);
  const forms: [Visitor, string, Record<string, string>][] = [
    [member, '/requests', { intent: 'send', reason: 'We need it.' }],
    [member, '/requests', { intent: 'withdraw', requestId: address.split('/').at(-1) ?? '' }],
    [owner, address, { intent: 'decline', note: 'No.' }],
    [owner, address, { intent: 'remove-line', line: `TOOL:${tool.id}` }],
    [owner, '/organization/billing', { limit: '25' }],
  ];
  const before = await everything();
  for (const [visitor, path, good] of forms) {
    for (const field of Object.keys(good)) {
      for (const [name, value] of badValues) {
        // No limit is a limit too.
        if (field === 'limit' && ['missing', 'empty'].includes(name)) continue;
        const sent: Record<string, string | File | string[]> = { ...good };
        if (value === undefined) delete sent[field];
        else sent[field] = value;
        const answer = await visitor.post(path, sent);
        const what = `${path} ${good.intent} ${field} ${name}`;
        expect(answer.status, what).toBeGreaterThanOrEqual(400);
        expect(answer.status, what).toBeLessThan(500);
        expect(answer.text, what).toContain('role="alert"');
      }
    }
  }
  expect(await everything()).toEqual(before);
});

test('above the limit an admin sends the cart to an owner, from the checkout and after a refused order', async () => {
  await add(admin, tool);
  const { intent, ...form } = await openApproval(admin, '/checkout');
  expect((await owner.post('/organization/billing', { limit: '$99.99' })).location).toBe('/organization/billing');
  const refused = await admin.post('/checkout', form);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('more than your organization’s monthly spending limit leaves');
  for (const page of [refused, await admin.get('/checkout'), await admin.get('/requests')]) {
    expect(page.text).toContain('Send to an owner');
    expect(page.text).not.toContain('name="checkoutKey"');
  }
  const address = await send(admin, []);
  const own = await admin.get(address);
  expect(own.text).toContain('Somebody else decides about it.');
  expect(own.text).not.toContain('>Decline<');
  expect((await admin.post(address, { ...form, intent: 'approve' })).status).toBe(403);
  expect(await ordersOfOrganization()).toEqual([]);
  expect((await owner.post(address, await openApproval(owner, address))).location).toMatch(/^\/orders\//);
});

test('an admin is told what waits for an owner because of the limit, and can decline it all the same', async () => {
  await owner.post('/organization/billing', { limit: '50' });
  const address = await send(member, [tool]);
  const page = await admin.get(address);
  expect(page.text).toContain('This waits for an owner');
  expect(page.text).toContain('$50.00');
  expect(page.text).not.toContain('>Approve<');
  expect((await admin.post(address, { intent: 'decline', note: 'Too much.' })).location).toBe('/requests');
});

test('the limit’s page: an owner changes it, an admin reads it, others find nothing', async () => {
  const path = '/organization/billing';
  await owner.post(path, { limit: '1,250.5' });
  expect((await owner.get(path)).text).toContain('value="1250.50"');
  const read = await admin.get(path);
  expect(read.text).toContain('$1,250.50');
  expect(read.text).not.toContain('name="limit"');
  expect((await admin.post(path, { limit: '1' })).status).toBe(404);
  for (const visitor of [member, await signIn('viewer')]) {
    expect((await visitor.get(path)).status).toBe(404);
    expect((await visitor.post(path, { limit: '1' })).status).toBe(404);
  }
  const refused = await owner.post(path, { limit: 'much' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('value="much"');
  expect(await rows('select monthly_spending_limit from organizations where id = $1', [organization.id])).toEqual([
    { monthly_spending_limit: 125_050 },
  ]);
  await owner.post(path, { limit: '' });
  expect((await owner.get(path)).text).toContain('No limit');
});
