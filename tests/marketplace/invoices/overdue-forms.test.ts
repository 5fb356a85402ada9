import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fillCart } from '../../factories/carts.ts';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { openOrderForm } from '../../factories/checkout.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy, type TestOrder } from '../../factories/orders.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { forgetProofs, proveSessions } from '../../factories/proofs.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type PaymentProvider, startPaymentProvider } from '../../setup/payment-provider.ts';
import { createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let provider: PaymentProvider;
let worker: TestWorker;
let platform: Visitor;
let organization: TestOrganization;
let owner: Visitor;
let tool: TestTool;
/** By invoice and 20 days overdue. */
let order: TestOrder;

beforeAll(async () => {
  database = await createTestDatabase();
  provider = await startPaymentProvider();
  worker = await startTestWorker(database, provider.bindings);
  const { id } = await createPlatformAdmin(database.sql);
  platform = await createSignedInVisitor(worker.url, { sql: database.sql, personId: id, organizationId: null });
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await worker?.stop();
  await provider?.close();
  await database?.drop();
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  tool = await createTool(database.sql, { price: 20_000, demoUrl: 'https://example.com/' });
  order = await buy(database, organization, { tools: [tool] });
  await rows(`update marketplace_orders set due_on = (now() at time zone 'UTC')::date - 10 where id = $1`, [order.id]);
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const stateOf = async () =>
  only(
    await database.sql.query(
      `select o.payment_status as status, o.suspended_at is not null as suspended, o.refunded_total as credited,
         (select string_agg(distinct status::text, ',') from tool_purchases p where p.order_id = o.id) as purchases
       from marketplace_orders o where id = $1`,
      [order.id],
    ),
  );

test('the platform’s page lists what is overdue, reminds once a day, suspends and writes off', async () => {
  const page = await platform.get('/admin/overdue');
  expect(page.text).toContain(order.number);
  expect(page.text).toContain(organization.name);
  const remind = () => platform.post('/admin/overdue', { intent: 'remind', number: order.number });
  expect((await remind()).status).toBe(302);
  const again = await remind();
  expect([again.status, again.text]).toEqual([409, expect.stringContaining('was sent today already')]);
  expect(
    await rows(
      `select count(*)::integer as mails from outgoing_mail where kind = 'invoice-reminder' and organization_id = $1`,
      [organization.id],
    ),
  ).toEqual([{ mails: 2 }]);

  const suspend = () => platform.post('/admin/overdue', { intent: 'suspend', number: order.number });
  for (const { status } of [await suspend(), await suspend()]) expect(status).toBe(302);
  expect(await stateOf()).toEqual({ status: 'PENDING', suspended: true, credited: 0, purchases: 'ACTIVE' });
  expect((await platform.get('/admin/overdue')).text).toContain('>Suspended<');

  const fields = {
    intent: 'write-off',
    number: order.number,
    tools: order.tools.map(({ id }) => id),
    refundedTotal: '0',
  };
  const without = await platform.post('/admin/overdue', { ...fields, reason: ' ' });
  expect([without.status, without.text]).toEqual([400, expect.stringContaining('Enter why it is written off.')]);
  expect((await platform.post('/admin/overdue', { ...fields, reason: 'Never paid' })).status).toBe(302);
  expect(await stateOf()).toEqual({ status: 'REFUNDED', suspended: false, credited: 20_000, purchases: 'REFUNDED' });
  expect((await platform.post('/admin/overdue', { ...fields, reason: 'Never paid' })).status).toBe(409);
  expect((await platform.get('/admin/overdue')).text).not.toContain(order.number);
});

test('whoever is asked once more who they are finds the reason of their write-off again', async () => {
  const admin = await createPlatformAdmin(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: admin.id,
    organizationId: null,
  });
  await forgetProofs(database.sql, admin);
  const answer = await visitor.post('/admin/overdue', {
    intent: 'write-off',
    number: order.number,
    tools: order.tools.map(({ id }) => id),
    refundedTotal: '0',
    reason: 'Gone out of business',
  });
  expect(answer.location).toBe('/confirm-identity?redirectTo=%2Fadmin%2Foverdue');
  await proveSessions(database.sql, admin);
  expect((await visitor.get('/admin/overdue')).text).toContain('Gone out of business');
  expect(await stateOf()).toMatchObject({ status: 'PENDING', credited: 0 });
});

test('the page is nobody’s but the platform’s', async () => {
  expect((await owner.get('/admin/overdue')).status).toBe(404);
  expect((await owner.post('/admin/overdue', { intent: 'suspend', number: order.number })).status).toBe(404);
  expect(await stateOf()).toMatchObject({ suspended: false });
});

test('pages of the buyer say what is overdue, then what is suspended and how to open it again', async () => {
  const due = await owner.get(`/orders/${order.number}`);
  expect(due.text).toContain('This invoice is overdue');
  expect(due.text).toMatch(/\$200\.00 was due on/);
  expect(due.text).toContain('Pay by card');
  await platform.post('/admin/overdue', { intent: 'suspend', number: order.number });
  expect((await owner.get(`/orders/${order.number}`)).text).toContain('What this order unlocked is suspended');
  expect((await owner.get('/my-tools')).text).toContain('1 tool suspended');
  expect((await owner.get('/orders')).text).toContain('>Overdue<');
  const page = await owner.get(`/my-tools/${tool.name}`);
  expect(page.text).toContain('>Suspended<');
  expect(page.text).toContain(`href="/orders/${order.number}"`);
  const opened = await owner.post(`/my-tools/${tool.name}`, { intent: 'open', key: randomUUID() });
  expect([opened.status, opened.text]).toEqual([409, expect.stringContaining('suspended until what it cost is paid')]);
});

test('a module that is suspended leads to the page that says why, and shows and takes nothing', async () => {
  const { id } = only(
    await database.sql.query<{ id: string }>(`select id from marketplace_tools where slug = 'expense-tax'`),
  );
  await rows('update marketplace_orders set due_on = null where id = $1', [order.id]);
  const module = await buy(database, organization, { tools: [{ id }] });
  await rows('insert into tool_seats (organization_id, tool_id, user_id, assigned_by) values ($1, $2, $3, $3)', [
    organization.id,
    id,
    organization.owner.id,
  ]);
  await rows(`update marketplace_orders set due_on = (now() at time zone 'UTC')::date - 1 where id = $1`, [module.id]);
  expect((await owner.get('/expenses')).status).toBe(200);
  await platform.post('/admin/overdue', { intent: 'suspend', number: module.number });
  const answer = await owner.get('/expenses');
  expect([answer.status, answer.location]).toEqual([302, '/my-tools/expense-tax']);
  expect((await owner.post('/expenses/new', { intent: 'add' })).status).not.toBe(200);
});

test('while an invoice is overdue, checkout offers the card only, and says why; what is sent all the same orders nothing', async () => {
  const next = await createTool(database.sql);
  await fillCart(database.sql, organization.id, organization.owner.id, { tools: [next] });
  const page = await owner.get('/checkout');
  expect(page.text).toContain(`The invoice of ${order.number} should have been paid by now.`);
  expect(page.text).toMatch(/<input[^>]*id="paymentMethod"[^>]*disabled/);
  const form = await openOrderForm(owner);
  const answer = await owner.post('/checkout', { ...form, paymentMethod: 'INVOICE' });
  expect(answer.status).toBe(409);
  expect(answer.text).toMatch(/id="paymentMethod-error"/);
  expect(await rows('select number from marketplace_orders where organization_id = $1', [organization.id])).toEqual([
    { number: order.number },
  ]);
});

test('an open invoice is paid by card; a payment that expires leaves it open, and the same event again changes nothing', async () => {
  const open = async () => {
    const { status, location } = await owner.post(`/orders/${order.number}/payment`, {});
    expect(status).toBe(303);
    return present(
      provider.sessions.findLast((one) => one.client_reference_id === order.number && one.url === location),
    );
  };
  const tell = async (type: string, session: Awaited<ReturnType<typeof open>>) =>
    (await fetch(`${worker.url}/webhooks/stripe`, provider.signEvent(type, session))).status;

  await platform.post('/admin/overdue', { intent: 'suspend', number: order.number });
  const abandoned = await open();
  expect(await tell('checkout.session.expired', { ...abandoned, status: 'expired' })).toBe(200);
  expect(await stateOf()).toMatchObject({ status: 'PENDING', suspended: true, purchases: 'ACTIVE' });

  const paid = await open();
  expect(paid.id).not.toBe(abandoned.id);
  provider.pay(paid);
  for (const _ of [1, 2]) expect(await tell('checkout.session.completed', paid)).toBe(200);
  expect(await stateOf()).toEqual({ status: 'COMPLETED', suspended: false, credited: 0, purchases: 'ACTIVE' });
  expect((await owner.get(`/orders/${order.number}`)).text).not.toContain('Pay by card');
});

test('a credit note while the page of the provider is open lets the next payment ask for what is left', async () => {
  const two = [await createTool(database.sql, { price: 10_000 }), await createTool(database.sql, { price: 7_000 })];
  await rows('update marketplace_orders set due_on = null where id = $1', [order.id]);
  const { number, tools, id } = await buy(database, organization, { tools: two });
  const open = async () => {
    const { location } = await owner.post(`/orders/${number}/payment`, {});
    return present(provider.sessions.findLast((one) => one.client_reference_id === number && one.url === location));
  };
  const before = await open();
  expect(before).toMatchObject({ amount_total: 17_000 });
  // As long as a page is open for it, the same one is asked for.
  expect((await open()).id).toBe(before.id);
  // Shortly before the page closes, too.
  await rows(`update marketplace_orders set payment_expires_at = now() + interval '20 minutes' where id = $1`, [id]);
  const row = present(tools.find(({ price }) => price === 10_000));
  await platform.post(`/admin/orders/${number}`, {
    intent: 'refund',
    tools: [row.id],
    reason: 'Not needed',
    refundedTotal: '0',
    sum: '10000',
  });
  const after = await open();
  expect(after).toMatchObject({ amount_total: 7_000 });
  // Paid all the same, the first one fits no order.
  provider.pay(before);
  await fetch(`${worker.url}/webhooks/stripe`, provider.signEvent('checkout.session.completed', before));
  expect(await rows('select amount, reason from unmatched_payments where named_order_id = $1', [id])).toEqual([
    { amount: 17_000, reason: 'OTHER_REFERENCE' },
  ]);
  provider.pay(after);
  await fetch(`${worker.url}/webhooks/stripe`, provider.signEvent('checkout.session.completed', after));
  expect(await rows('select payment_status from marketplace_orders where id = $1', [id])).toEqual([
    { payment_status: 'COMPLETED' },
  ]);
});

test('the credit of an organization is set in dollars, and a wrong amount is kept with its message', async () => {
  const address = `/admin/organizations/${organization.id}`;
  const wrong = await platform.post(address, { intent: 'set-credit', invoiceLimit: 'a lot', invoiceApproval: '0' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('value="a lot"');
  expect(wrong.text).toMatch(/id="invoiceLimit-error"/);
  expect(wrong.text).toMatch(/id="invoiceApproval-error"/);
  await platform.post(address, { intent: 'set-credit', invoiceLimit: '$2,500.50', invoiceApproval: '300' });
  expect(
    await rows('select invoice_limit, invoice_approval from organizations where id = $1', [organization.id]),
  ).toEqual([{ invoice_limit: 250_050, invoice_approval: 30_000 }]);
  await platform.post(address, { intent: 'set-credit', invoiceLimit: '', invoiceApproval: '' });
  expect(
    await rows('select invoice_limit, invoice_approval from organizations where id = $1', [organization.id]),
  ).toEqual([{ invoice_limit: null, invoice_approval: null }]);
});
