import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatMoney } from '../../../app/utils/money.ts';
import { createTool, createTools } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { buy, type TestOrder } from '../../factories/orders.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { forgetProofs, proveSessions } from '../../factories/proofs.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// Orders as platform admins and buyers work with them, and the schedule, through the built Worker.

let database: TestDatabase;
let worker: TestWorker;
let platformAdmin: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  platformAdmin = await signIn((await createPlatformAdmin(database.sql)).id, null);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

const signIn = (personId: string, organizationId: string | null): Promise<Visitor> =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });

const signInAs = ({ id, ...people }: TestOrganization, role: 'owner' | 'admin' | 'member' | 'viewer') =>
  signIn(people[role].id, id);

/** An organization and its order of so many tools. */
async function createOrder(count = 1): Promise<{ organization: TestOrganization; order: TestOrder }> {
  const organization = await createOrganization(database.sql);
  return { organization, order: await buy(database, organization, { tools: await createTools(database.sql, count) }) };
}

const refundForm = ({ tools }: TestOrder, fields: Record<string, string | string[]> = {}) => ({
  intent: 'refund',
  tools: tools.map(({ id }) => id),
  reason: 'Bought by mistake',
  refundedTotal: '0',
  sum: '100',
  ...fields,
});

const everythingButSessions = () => checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));

test('the administration of orders looks as if it were not there to anybody else', async () => {
  const { organization, order } = await createOrder();
  const before = await everythingButSessions();
  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    const visitor = await signInAs(organization, role);
    for (const path of ['/admin/orders', `/admin/orders/${order.number}`])
      expect((await visitor.get(path)).status).toBe(404);
    for (const fields of [refundForm(order), { intent: 'record-payment' }]) {
      expect((await visitor.post(`/admin/orders/${order.number}`, fields)).status).toBe(404);
    }
  }
  expect(await everythingButSessions()).toEqual(before);
});

test('a platform admin whose session has ended is asked to sign in, and nothing is refunded', async () => {
  const { order } = await createOrder();
  const { id } = await createPlatformAdmin(database.sql);
  const visitor = await signIn(id, null);
  await rows('delete from sessions where user_id = $1', [id]);
  const answer = await visitor.post(`/admin/orders/${order.number}`, refundForm(order));
  expect(answer.location).toMatch(/^\/login\?.*session-ended/);
  expect(await rows('select from credit_notes where order_id = $1', [order.id])).toEqual([]);
});

test('orders are found by number, organization, buyer, payment, method and day', async () => {
  const { organization, order } = await createOrder();
  const other = await createOrder();
  await rows(
    `update marketplace_orders set placed_at = '2025-03-04T23:59:00Z', payment_status = 'COMPLETED', payment_method = 'ACH' where id = $1`,
    [order.id],
  );
  const finds = async (query: string) => {
    const { text } = await platformAdmin.get(`/admin/orders?${query}`);
    return [text.includes(`/admin/orders/${order.number}"`), text.includes(`/admin/orders/${other.order.number}"`)];
  };
  for (const query of [
    `q=${order.number.toLowerCase()}`,
    `q=${order.number.slice(4)}`,
    `q=${organization.name.toUpperCase()}`,
    `q=${organization.owner.name.split(' ')[0]}`,
    `q=${organization.owner.email}`,
    'status=COMPLETED',
    'method=ACH',
    'from=2025-03-04&to=2025-03-04',
    'to=2025-03-04',
    `q=${organization.name}&status=COMPLETED&from=2025-03-01`,
  ]) {
    expect([query, await finds(query)]).toEqual([query, [true, false]]);
  }
  for (const query of ['from=2025-03-05', `q=${other.organization.name}&status=nonsense`]) {
    expect([query, await finds(query)]).toEqual([query, [false, true]]);
  }
  for (const query of [`q=${organization.name}&status=PENDING`, 'to=2025-03-03', 'q=%25', 'q=LOT-999999999']) {
    expect([query, await finds(query)]).toEqual([query, [false, false]]);
  }
});

test('older orders follow page by page, each once', async () => {
  const { organization, order } = await createOrder();
  await database.sql.query('alter table marketplace_orders disable trigger audit');
  await database.sql.query(
    `insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, billing_name,
       billing_email, billing_street, billing_city, billing_state, billing_postal_code, subtotal, credit_total, total, placed_at)
     select organization_id, 'PAGE-' || n, gen_random_uuid(), '', buyer_id, payment_method, billing_name, billing_email,
       billing_street, billing_city, billing_state, billing_postal_code, 0, 0, 0,
       -- Two at each moment, so that the number decides as well.
       timestamptz '2024-01-01T00:00:00.123456Z' + n / 2 * interval '1 microsecond'
     from marketplace_orders, generate_series(1, 2000) n where id = $1`,
    [order.id],
  );
  await database.sql.query('alter table marketplace_orders enable trigger audit');

  const seen: string[] = [];
  let next = `/admin/orders?q=${organization.name}&to=2024-12-31`;
  for (let page = 0; page < 4; page++) {
    const { text } = await platformAdmin.get(next);
    seen.push(...[...text.matchAll(/href="\/admin\/orders\/(PAGE-\d+)"/g)].map(([, number]) => number ?? ''));
    next = (
      /rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"/.exec(text)?.slice(1).find(Boolean) ?? ''
    ).replaceAll('&amp;', '&');
    expect(next).toContain('before=');
  }
  const { rows: expected } = await database.sql.query<{ number: string }>(
    `select number from marketplace_orders where number like 'PAGE-%' order by placed_at desc, number desc limit 200`,
  );
  expect(seen).toEqual(expected.map(({ number }) => number));
}, 60_000);

test('a refund of one line is seen by the buyer, with a credit note to print', async () => {
  const { organization, order } = await createOrder(2);
  const [first, second] = order.tools;
  const address = `/admin/orders/${order.number}`;
  const page = await platformAdmin.get(address);
  expect(page.text).toContain(organization.owner.email);
  expect(page.text).toContain('This invoice is not paid yet');
  const answer = await platformAdmin.post(address, refundForm(order, { tools: [present(first).id] }));
  expect([answer.status, answer.location]).toEqual([302, address]);
  const { number } = only(await database.sql.query('select number from credit_notes where order_id = $1', [order.id]));
  const after = await platformAdmin.get(address);
  expect(after.text).toContain(`Credit note ${number} is issued and goes to the buyer.`);
  expect(after.text).toContain('Refunded $100.00');
  expect(after.text).not.toContain(`value="${first?.id}"`);
  expect(after.text).toContain(`value="${second?.id}"`);

  for (const role of ['owner', 'viewer'] as const) {
    const visitor = await signInAs(organization, role);
    const { text } = await visitor.get(`/orders/${order.number}`);
    expect(text).toContain(`/orders/${order.number}/credit-notes/${number}`);
    expect(text).toContain('Amount due');
    for (const suffix of ['', '?print']) {
      const note = await visitor.get(`/orders/${order.number}/credit-notes/${number}${suffix}`);
      expect(note.status).toBe(200);
      for (const words of [
        `Credit note ${number}`,
        'Bought by mistake',
        '$100.00',
        '1 Main Street',
        present(first).name,
      ]) {
        expect(note.text).toContain(words);
      }
      expect(note.text).not.toContain(present(second).name);
    }
  }
  // Of another organization, and under another order: not there.
  const stranger = await createOrder();
  const visitor = await signInAs(stranger.organization, 'owner');
  for (const of of [order, stranger.order]) {
    expect((await visitor.get(`/orders/${of.number}/credit-notes/${number}`)).status).toBe(404);
  }
  const others = await buy(database, organization, { tools: [await createTool(database.sql)] });
  const owner = await signInAs(organization, 'owner');
  expect((await owner.get(`/orders/${others.number}/credit-notes/${number}`)).status).toBe(404);
});

test('a refund that is wrong is refused with a message, and what was typed stays', async () => {
  const { order } = await createOrder(2);
  const address = `/admin/orders/${order.number}`;
  const [first, second] = order.tools;
  const before = await everythingButSessions();
  const bad: [Record<string, string | string[]>, number, string][] = [
    [{ tools: [] }, 400, 'Choose what to refund.'],
    [{ tools: ['nonsense'] }, 400, 'This page is incomplete.'],
    [{ tools: ['00000000-0000-4000-8000-000000000000'] }, 400, 'Choose what to refund.'],
    [{ reason: '' }, 400, 'Enter why it is refunded.'],
    [{ reason: 'x'.repeat(501) }, 400, 'Use at most 500 characters.'],
    [{ reason: 'a\0b' }, 400, 'This held a character that cannot be kept.'],
    [{ refundedTotal: 'much' }, 400, 'This page is incomplete.'],
    [{ refundedTotal: '1' }, 409, 'some of this order was refunded since'],
    [{ intent: 'destroy' }, 400, 'This button no longer works.'],
  ];
  for (const [fields, status, message] of bad) {
    const answer = await platformAdmin.post(address, refundForm(order, fields));
    expect([fields, answer.status]).toEqual([fields, status]);
    expect(answer.text).toContain('role="alert"');
    expect(answer.text).toContain(message);
  }
  const kept = await platformAdmin.post(address, refundForm(order, { tools: [present(first).id], refundedTotal: '1' }));
  expect(kept.text).toContain('>Bought by mistake</textarea>');
  const isChecked = (id = '') =>
    /checked/.test(new RegExp(`<input[^>]*value="${id}"[^>]*>`).exec(kept.text)?.[0] ?? '');
  expect([isChecked(first?.id), isChecked(second?.id)]).toEqual([true, false]);
  expect((await platformAdmin.post('/admin/orders/LOT-0', refundForm(order))).status).toBe(404);
  expect(await everythingButSessions()).toEqual(before);
});

test('a refund whose button named no sum is asked about, with the sum on its button, and nothing is written before', async () => {
  const { order } = await createOrder(2);
  const address = `/admin/orders/${order.number}`;
  const [first] = order.tools;
  const before = await everythingButSessions();
  expect((await platformAdmin.get(address)).text).not.toMatch(/<input[^>]*name="tools"[^>]*checked/);
  const typed = refundForm(order, { tools: [present(first).id], sum: '' });
  const asked = await platformAdmin.post(address, typed);
  expect(asked.status).toBe(200);
  expect(asked.text).toContain('Nothing is refunded yet.');
  const { rows: prices } = await database.sql.query<{ price: number }>(
    'select price from order_line_tools where id = $1',
    [present(first).id],
  );
  const { price } = present(prices[0]);
  expect(asked.text).toContain(`>Refund ${formatMoney(price)}</button>`);
  const form = readPageForm(asked.text, 'sum');
  expect(form).toMatchObject({ intent: 'refund', tools: present(first).id, sum: String(price), reason: typed.reason });
  expect(await everythingButSessions()).toEqual(before);
  expect((await platformAdmin.post(address, form)).location).toBe(address);
  expect(await rows('select total from credit_notes where order_id = $1', [order.id])).toEqual([{ total: price }]);
  // Nobody is asked whether to refund nothing.
  const late = await platformAdmin.post(address, typed);
  expect(late.text).not.toContain('Nothing is refunded yet.');
  expect(late.text).toContain('What you chose was refunded since you opened this page.');
});

test('whoever is asked once more who they are finds their refund as it was typed, once', async () => {
  const { order } = await createOrder(2);
  const [first, second] = order.tools;
  const admin = await createPlatformAdmin(database.sql);
  const visitor = await signIn(admin.id, null);
  await forgetProofs(database.sql, admin);
  const address = `/admin/orders/${order.number}`;
  const typed = refundForm(order, { tools: [present(second).id], reason: 'Überzählig: “only” this' });
  const asked = await visitor.post(address, typed);
  expect(asked.location).toBe(`/confirm-identity?redirectTo=${encodeURIComponent(address)}`);
  await proveSessions(database.sql, admin);
  const { text } = await visitor.get(address);
  expect(text).toContain('>Überzählig: “only” this</textarea>');
  const isChecked = (id = '') => /checked/.test(new RegExp(`<input[^>]*value="${id}"[^>]*>`).exec(text)?.[0] ?? '');
  expect([isChecked(first?.id), isChecked(second?.id)]).toEqual([false, true]);
  expect((await visitor.get(address)).text).not.toContain('Überzählig');
  expect(await rows('select from credit_notes where order_id = $1', [order.id])).toEqual([]);
});

test('an invoice is marked as paid, and then neither again nor cancelled', async () => {
  const { organization, order } = await createOrder();
  const address = `/admin/orders/${order.number}`;
  expect((await platformAdmin.get(address)).text).toContain('Mark as paid');
  expect((await platformAdmin.post(address, { intent: 'record-payment' })).location).toBe(address);
  expect((await platformAdmin.get(address)).text).not.toContain('Mark as paid');
  const again = await platformAdmin.post(address, { intent: 'record-payment' });
  expect([again.status, again.text.includes('marked as paid already')]).toEqual([409, true]);
  const owner = await signInAs(organization, 'owner');
  expect((await owner.get(`/orders/${order.number}`)).text).not.toContain('Yes, cancel the order');
  const answer = await owner.post(`/orders/${order.number}`, { intent: 'cancel' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('This order is paid, so it cannot be cancelled any more.');
});

test('an order is cancelled by those who buy, of their own organization, with a button only they see', async () => {
  const { organization, order } = await createOrder();
  const stranger = await createOrganization(database.sql);
  const address = `/orders/${order.number}`;
  for (const visitor of [
    await signInAs(organization, 'member'),
    await signInAs(organization, 'viewer'),
    await signInAs(stranger, 'owner'),
    platformAdmin,
  ]) {
    expect((await visitor.get(address)).text).not.toContain('Yes, cancel the order');
    expect((await visitor.post(address, { intent: 'cancel' })).status).toBe(404);
  }
  const admin = await signInAs(organization, 'admin');
  expect((await admin.post(address, { intent: 'destroy' })).status).toBe(400);
  expect((await admin.get(address)).text).toContain('Yes, cancel the order');
  expect((await admin.post(address, { intent: 'cancel' })).location).toBe(address);
  const { text } = await admin.get(address);
  expect(text).toContain(`Order ${order.number} is cancelled.`);
  expect(await rows('select status from tool_purchases where organization_id = $1', [organization.id])).toEqual([
    { status: 'CANCELLED' },
  ]);
});

test('a cron event has the Worker renew and end what is due, and say how much in its log', async () => {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { priceModel: 'MONTHLY' });
  await buy(database, organization, { tools: [tool] });
  await rows(
    `update tool_purchases set period_end = now() - interval '1 minute', renews = false where organization_id = $1`,
    [organization.id],
  );
  await worker.runSchedule();
  expect(await rows('select status from tool_purchases where organization_id = $1', [organization.id])).toEqual([
    { status: 'EXPIRED' },
  ]);
  await expect.poll(() => worker.output.find((line) => line.includes('"task":"due purchases"'))).toBeDefined();
  const line = present(worker.output.find((text) => text.includes('"task":"due purchases"')));
  expect(JSON.parse(line)).toMatchObject({ result: { renewed: 0, expired: 1, failed: 0, more: false } });
});

test('an order of which nothing is owed any more reads as settled, to its buyer and to the platform', async () => {
  const organization = await createOrganization(database.sql);
  const tools = [await createTool(database.sql, { price: 0 }), await createTool(database.sql, { price: 20_000 })];
  const order = await buy(database, organization, { tools });
  const owner = await signInAs(organization, 'owner');
  const addresses = [`/admin/orders/${order.number}`, `/orders/${order.number}`] as const;
  const [admin, buyer] = [await platformAdmin.get(addresses[0]), await owner.get(addresses[1])];
  expect(admin.text).toContain('Mark as paid');
  for (const { text } of [admin, buyer]) expect(text).toMatch(/>Due</);

  const [row] = order.tools.filter(({ price }) => price > 0);
  const refunded = await platformAdmin.post(addresses[0], refundForm(order, { tools: [present(row).id] }));
  expect(refunded.status).toBe(302);
  for (const { text } of [
    await platformAdmin.get(addresses[0]),
    await owner.get(addresses[1]),
    await platformAdmin.get(`/admin/orders?q=${order.number}`),
    await owner.get('/orders'),
  ]) {
    expect(text).toContain('>Settled<');
    expect(text).not.toMatch(/>Due<\/(dt|span)>|Amount due|value="record-payment"|>Paid<\/span>/);
  }
  const marked = await platformAdmin.post(addresses[0], { intent: 'record-payment' });
  expect([marked.status, marked.text]).toEqual([409, expect.stringContaining('Nothing is owed for this order')]);
});
