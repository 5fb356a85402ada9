import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBuyer, type TestBuyer } from '../../factories/buyers.ts';
import { fillOrderForm } from '../../factories/checkout.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type PaymentProvider, startPaymentProvider } from '../../setup/payment-provider.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let provider: PaymentProvider;
let worker: TestWorker;
let invoiceOnly: TestWorker;
let buyer: TestBuyer;

beforeAll(async () => {
  database = await createTestDatabase();
  provider = await startPaymentProvider();
  worker = await startTestWorker(database, provider.bindings);
  invoiceOnly = await startTestWorker(database);
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await worker?.stop();
  await invoiceOnly?.stop();
  await provider?.close();
  await database?.drop();
});

beforeEach(async () => {
  buyer = await createBuyer(database.sql);
});

/** The owner's checkout page, and the form on it, filled. */
async function openCheckout({ url }: TestWorker) {
  const visitor = await createSignedInVisitor(url, {
    sql: database.sql,
    personId: buyer.organization.owner.id,
    organizationId: buyer.organization.id,
  });
  const { text } = await visitor.get('/checkout');
  const form: Record<string, string> = { ...fillOrderForm(text), paymentMethod: 'CREDIT_CARD' };
  return { visitor, text, form };
}

const findOrders = async () =>
  (await database.sql.query('select * from marketplace_orders where organization_id = $1', [buyer.organization.id]))
    .rows;

test('the checkout leads to the provider, and sent again to the same payment of the same order', async () => {
  const { visitor, text, form } = await openCheckout(worker);
  expect(text).toContain('value="CREDIT_CARD"');
  const first = await visitor.post('/checkout', form);
  expect(first.status).toBe(303);
  expect(first.location).toContain(`${provider.bindings.STRIPE_API_URL}/pay/`);
  expect(first.headers.get('content-security-policy')).toContain(
    `form-action 'self' ${provider.bindings.STRIPE_API_URL}`,
  );
  expect((await visitor.post('/checkout', form)).location).toBe(first.location);
  expect(await findOrders()).toEqual([
    expect.objectContaining({ payment_status: 'PENDING', payment_method: 'CREDIT_CARD' }),
  ]);
});

test('sent again after it was paid, the checkout leads to the order and to no other payment', async () => {
  const { visitor, form } = await openCheckout(worker);
  await visitor.post('/checkout', form);
  const { number } = only(
    await database.sql.query('select number from marketplace_orders where checkout_key = $1', [form.checkoutKey]),
  );
  const session = present(provider.sessions.find((one) => one.client_reference_id === number));
  provider.pay(session);
  await fetch(`${worker.url}/webhooks/stripe`, provider.signEvent('checkout.session.completed', session));
  expect((await visitor.post('/checkout', form)).location).toBe(`/orders/${number}`);
  expect(provider.sessions.filter((one) => one.client_reference_id === number)).toHaveLength(1);
});

test('while the provider does not answer, the order is there and waits', async () => {
  const { visitor, form } = await openCheckout(worker);
  provider.failNext(500, 10);
  const answer = await visitor.post('/checkout', form);
  provider.failNext(500, 0);
  const [order] = await findOrders();
  expect(answer.location).toBe(`/orders/${order.number}`);
  const { text } = await visitor.get(`/orders/${order.number}`);
  expect(text).toContain('does not answer at the moment');
  expect(text).toContain('Pay by card');
});

test('without keys the page offers invoices only and says so, and a made-up form is refused', async () => {
  const { visitor, text, form } = await openCheckout(invoiceOnly);
  expect(text).not.toContain('CREDIT_CARD');
  expect(text).toContain('Payment by card is not offered here.');
  const answer = await visitor.post('/checkout', form);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('Payment by card is not offered here. Choose the invoice.');
  expect(answer.text).toContain('value="60601"');
  expect(await findOrders()).toEqual([]);
  expect((await visitor.post('/webhooks/stripe', {})).status).toBe(404);
  expect(answer.headers.get('content-security-policy')).toContain(`form-action 'self';`);
});
