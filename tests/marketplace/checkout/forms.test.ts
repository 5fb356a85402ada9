import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { organizationField } from '../../../app/utils/form-organization.ts';
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
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  owner = await signIn('owner');
  tool = await createTool(database.sql);
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await worker?.stop();
  await database?.drop();
});

function signIn(role: 'owner' | 'admin' | 'member' | 'viewer'): Promise<Visitor> {
  return createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization[role].id,
    organizationId: organization.id,
  });
}

const add = (visitor: Visitor, { id }: { id: string }) => visitor.post('/cart', { intent: 'add', kind: 'TOOL', id });

async function countOrders(): Promise<number> {
  return only(
    await database.sql.query<{ count: number }>(
      'select count(*)::integer as count from marketplace_orders where organization_id = $1',
      [organization.id],
    ),
  ).count;
}

const everythingButSessions = () => checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));

const badValues: [string, string | File | string[] | undefined][] = [
  ['missing', undefined],
  ['empty', ''],
  ['repeated', ['one', 'two']],
  ['a file', new File(['x'], 'x.png', { type: 'image/png' })],
  ['too long', 'x'.repeat(5_000)],
  ['with a NUL', 'a\0b'],
  ['a script', '"><script>alert(1)</script>'],
  ['a number', '-1'],
  ['JSON of the wrong shape', '[{"kind":"TOOL"}]'],
];

test('every field of the checkout, made bad in every way, gets a message or a good order, never a failure', async () => {
  await add(owner, tool);
  const good = await openOrderForm(owner);
  const free = new Set(['billingName', 'street', 'city', 'purchaseOrderNumber']);
  const before = await everythingButSessions();
  // What the field of the organization can hold is tried on every form there is.
  for (const field of Object.keys(good).filter((name) => name !== organizationField)) {
    for (const [name, value] of badValues) {
      // Free text takes markup and numbers as they are; they are shown as text.
      if (free.has(field) && ['a script', 'a number', 'JSON of the wrong shape'].includes(name)) continue;
      if (field === 'purchaseOrderNumber' && ['missing', 'empty'].includes(name)) continue;
      const sent: Record<string, string | File | string[]> = { ...good };
      if (value === undefined) delete sent[field];
      else sent[field] = value;
      const answer = await owner.post('/checkout', sent);
      const what = `${field} ${name}`;
      expect(answer.status, what).toBeGreaterThanOrEqual(400);
      expect(answer.status, what).toBeLessThan(500);
      expect(answer.text, what).toContain('role="alert"');
      expect(answer.text, what).not.toContain('<script>alert');
      if (field !== 'city') expect(answer.text, what).toContain('value="Chicago"');
    }
  }
  expect(await everythingButSessions()).toEqual(before);
});

test('script in the free fields of an order is shown as text on the invoice', async () => {
  await add(owner, tool);
  const markup = '<img src=x onerror=alert(1)>';
  const answer = await owner.post('/checkout', {
    ...(await openOrderForm(owner)),
    billingName: markup,
    street: markup,
    city: markup,
    purchaseOrderNumber: markup,
  });
  expect(answer.location).toMatch(/^\/orders\/LOT-[\dA-Z]+$/);
  const { text } = await owner.get(answer.location ?? '');
  expect(text).not.toContain('<img src=x');
  expect(text.split('&lt;img src=x onerror=alert(1)&gt;')).toHaveLength(5);
});

test('the same form sent twice is one order with one number; with other details it is refused and can be sent anew', async () => {
  await add(owner, tool);
  const form = await openOrderForm(owner);
  const [first, second] = await Promise.all([owner.post('/checkout', form), owner.post('/checkout', form)]);
  expect(first.location).toMatch(/^\/orders\/LOT-[\dA-Z]+$/);
  expect(second.location).toBe(first.location);
  const other = await owner.post('/checkout', { ...form, purchaseOrderNumber: 'PO-2' });
  expect(other.status).toBe(409);
  expect(other.text).toContain('with other details');
  expect(await countOrders()).toBe(1);
});

test('a refused key is replaced, so that what is in the cart can be ordered with what was typed', async () => {
  await add(owner, tool);
  const form = await openOrderForm(owner);
  await owner.post('/checkout', form);
  await add(owner, await createTool(database.sql));
  const refused = await owner.post('/checkout', { ...form, city: 'Evanston' });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('value="Evanston"');
  const key = /name="checkoutKey" value="([^"]*)"/.exec(refused.text)?.[1];
  expect(key).not.toBe(form.checkoutKey);
  const again = await owner.post('/checkout', { ...(await openOrderForm(owner)), checkoutKey: key ?? '' });
  expect(again.location).toMatch(/^\/orders\//);
  expect(await countOrders()).toBe(2);
});

test('a forged total places nothing and says what is true', async () => {
  await add(owner, tool);
  const form = await openOrderForm(owner);
  const answer = await owner.post('/checkout', { ...form, shown: (form.shown ?? '').replaceAll('10000', '1') });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('The total was $0.01 and is now $100.00.');
  expect(await countOrders()).toBe(0);
});

test('another price of a unit since the form was shown places nothing, and both are named', async () => {
  const byUse = await createTool(database.sql, { priceModel: 'USAGE_BASED' });
  await add(owner, byUse);
  const form = await openOrderForm(owner);
  for (const page of ['/cart', '/checkout'])
    expect((await owner.get(page)).text).toContain('200 reports included, then $0.25 a report');
  await database.sql.query('update marketplace_tools set unit_price = 30 where id = $1', [byUse.id]);
  const answer = await owner.post('/checkout', form);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('then $0.25 a report, and is now sold with 200 reports included, then $0.30 a report.');
  expect(await countOrders()).toBe(0);
  const placed = await owner.post('/checkout', await openOrderForm(owner));
  expect((await owner.get(placed.location ?? '')).text).toContain(
    'By usage, 200 reports included, then $0.30 a report',
  );
});

test('a checkout of an empty cart orders nothing', async () => {
  await add(owner, tool);
  const form = await openOrderForm(owner);
  await owner.post('/cart', { intent: 'remove', kind: 'TOOL', id: tool.id });
  const answer = await owner.post('/checkout', form);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('nothing was ordered');
  expect(await countOrders()).toBe(0);
});

test.each(['member', 'viewer'] as const)(
  'a %s reads who orders, and their checkout form finds nothing',
  async (role) => {
    await add(owner, tool);
    const form = await openOrderForm(owner);
    const visitor = await signIn(role);
    if (role === 'member') await add(visitor, tool);
    const page = await visitor.get('/checkout');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('name="checkoutKey"');
    expect((await visitor.post('/checkout', form)).status).toBe(404);
    expect(await countOrders()).toBe(0);
  },
);

test('a checkout after signing out leads to sign in, and the cart is still there', async () => {
  await add(owner, tool);
  const form = await openOrderForm(owner);
  await database.sql.query('delete from sessions where user_id = $1', [organization.owner.id]);
  const answer = await owner.post('/checkout', form);
  expect(answer.status).toBe(302);
  expect(answer.location).toMatch(/^\/login\?/);
  expect(await countOrders()).toBe(0);
  expect((await (await signIn('owner')).get('/cart')).text).toContain(tool.name);
});

test('bad cart commands are refused and change no cart', async () => {
  await add(owner, tool);
  const readCarts = async () =>
    (await database.sql.query('select user_id, tools, bundles, total_price from shopping_carts order by user_id')).rows;
  const good = { intent: 'add', kind: 'TOOL', id: tool.id };
  const before = await readCarts();
  for (const visitor of [owner, createVisitor(worker.url)]) {
    // What the field of the organization can hold is tried on every form there is.
    for (const field of Object.keys(good).filter((name) => name !== organizationField)) {
      for (const [name, value] of badValues) {
        const sent: Record<string, string | File | string[]> = { ...good };
        if (value === undefined) delete sent[field];
        else sent[field] = value;
        const answer = await visitor.post('/cart', sent);
        expect(answer.status, `${field} ${name}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${field} ${name}`).toBeLessThan(500);
      }
    }
    expect((await visitor.post('/cart', { ...good, id: randomUUID() })).status).toBe(404);
    expect((await visitor.post('/cart', { ...good, kind: 'BUNDLE' })).status).toBe(404);
  }
  expect(await readCarts()).toEqual(before);
});

test('a viewer cannot put anything into a cart, whatever is sent', async () => {
  const viewer = await signIn('viewer');
  const before = await everythingButSessions();
  expect((await add(viewer, tool)).status).toBe(404);
  expect(await everythingButSessions()).toEqual(before);
});

test('what is owned, not sold, or above the tier is refused with the reason', async () => {
  const unsold = await createTool(database.sql, { status: 'COMING_SOON' });
  const elite = await createTool(database.sql, { requiredTier: 'ELITE' });
  await database.sql.query(`update organizations set subscription_tier = 'STARTER' where id = $1`, [organization.id]);
  await add(owner, tool);
  await owner.post('/checkout', await openOrderForm(owner));
  const answers = [await add(owner, tool), await add(owner, unsold), await add(owner, elite)];
  expect(answers.map((answer) => answer.status)).toEqual([409, 409, 409]);
  expect(answers[0]?.text).toContain(`Your organization owns ${tool.name} already.`);
  expect(answers[1]?.text).toContain(`${unsold.name} is not sold at the moment.`);
  expect(answers[2]?.text).toContain(
    `${elite.name} needs the Elite plan, and your organization is on the Starter plan.`,
  );
});

test('a guest cart holds forty items, and says so at the next', async () => {
  const guest = createVisitor(worker.url);
  const { rows } = await database.sql.query<{ id: string }>('select id from marketplace_tools where is_sold limit 41');
  for (const row of rows.slice(0, 40)) expect((await add(guest, row)).status).toBe(302);
  const [last = { id: '' }] = rows.slice(40);
  const answer = await add(guest, last);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('holds 40 items');
  // Every browser keeps a cookie of 4 kB.
  expect(`__Host-cart=${guest.cookies.get('__Host-cart')}`.length).toBeLessThan(4_000);
});

test('a cart shows a changed price until it is accepted', async () => {
  const guest = createVisitor(worker.url);
  for (const visitor of [owner, guest]) await add(visitor, tool);
  await database.sql.query('update marketplace_tools set price = 12000 where id = $1', [tool.id]);
  for (const visitor of [owner, guest]) {
    expect((await visitor.get('/cart')).text).toContain('The price changed from $100.00 to $120.00');
    await visitor.post('/cart', { intent: 'accept-prices' });
    const { text } = await visitor.get('/cart');
    expect(text).not.toContain('The price changed');
    expect(text).toContain('$120.00');
  }
});

test('adding leads back to where the button was, and never to another site', async () => {
  const post = (returnTo: string) => owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id, returnTo });
  expect((await post('/tools?q=lead#tool-x')).location).toBe('/tools?q=lead#tool-x');
  for (const evil of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) {
    expect((await post(evil)).location).toBe('/cart');
  }
});
