import { expect, test } from 'vitest';
import { createBuyer } from '../../factories/buyers.ts';
import { fillCart, findCart } from '../../factories/carts.ts';
import { createTool } from '../../factories/catalog.ts';
import { checkOut, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { only, present } from '../../factories/rows.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import {
  buyer,
  database,
  findOrder,
  mailOf,
  openPayment,
  provider,
  runOverdue,
  sendEvent,
  setUpTests,
  signIn,
  visitor,
  worker,
} from './card-payments-setup.ts';

setUpTests();

test('an order paid by card unlocks nothing before the signed event, and everything after it', async () => {
  const { number, session } = await openPayment();
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'PENDING',
    active_purchases: 0,
    payment_reference: session.id,
  });
  expect(await mailOf(number)).toEqual([]);
  expect((await visitor.get(`/orders/${number}`)).text).toContain('waits for its payment');
  // 10,000 for the tool and 30,000 for the bundle.
  expect(session).toMatchObject({
    amount_total: 40_000,
    currency: 'usd',
    success_url: expect.stringContaining(`/orders/${number}`),
  });

  provider.pay(session);
  expect(await sendEvent('checkout.session.completed', session)).toEqual({ status: 200, text: 'COMPLETED' });
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'COMPLETED',
    active_purchases: 4,
    payment_intent: session.payment_intent,
  });
  expect(await mailOf(number)).toEqual(['order-confirmation', 'order-confirmation']);
  expect((await database.sql.query(wrongPurchaseCounts)).rows).toEqual([]);
});

test('an event told again, at once or later, changes nothing', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => sendEvent('checkout.session.completed', session, { id: 'evt_same' })),
  );
  expect(answers.map(({ text }) => text).sort()).toEqual(['COMPLETED', ...Array<string>(9).fill('UNCHANGED')]);
  const paid = await findOrder(number);
  expect(await sendEvent('checkout.session.completed', session, { id: 'evt_same' })).toMatchObject({
    text: 'UNCHANGED',
  });
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'UNCHANGED' });
  expect(await findOrder(number)).toEqual(paid);
});

test('events in the wrong order end with what was paid', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  expect(await sendEvent('checkout.session.async_payment_succeeded', session)).toMatchObject({ text: 'COMPLETED' });
  expect(await sendEvent('checkout.session.completed', { ...session, payment_status: 'unpaid' })).toMatchObject({
    text: 'UNCHANGED',
  });
  expect(await sendEvent('checkout.session.expired', { ...session, status: 'expired' })).toMatchObject({
    text: 'UNCHANGED',
  });
  expect(await findOrder(number)).toMatchObject({ payment_status: 'COMPLETED', active_purchases: 4 });
});

test('a payment the bank takes its time with waits, and is cancelled when it fails', async () => {
  const { number, session } = await openPayment();
  provider.pay(session, 'unpaid');
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'PROCESSING' });
  await runOverdue(number);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'PROCESSING' });
  expect(await sendEvent('checkout.session.async_payment_failed', session)).toMatchObject({ text: 'CANCELLED' });
  expect(await findOrder(number)).toMatchObject({ payment_status: 'CANCELLED', active_purchases: 0 });
  expect(await mailOf(number)).toEqual(['payment-abandoned']);
});

test.each([
  ['another secret', { secret: 'whsec_of_somebody_else' }],
  ['an old signature', { timestamp: Math.floor(Date.now() / 1000) - 3600 }],
])('an event with %s is refused and changes nothing', async (_, options) => {
  const { number, session } = await openPayment();
  provider.pay(session);
  expect(await sendEvent('checkout.session.completed', session, options)).toMatchObject({ status: 400 });
  expect(await findOrder(number)).toMatchObject({ payment_status: 'PENDING' });
});

test('an event without a signature, or altered after it was signed, is refused', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  const event = provider.signEvent('checkout.session.completed', session);
  const send = async (init: RequestInit) => (await fetch(`${worker.url}/webhooks/stripe`, init)).status;
  expect(await send({ ...event, headers: { connection: 'close' } })).toBe(400);
  expect(await send({ ...event, body: String(event.body).replace('40000', '4') })).toBe(400);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'PENDING' });
});

test('an abandoned order is cancelled by the schedule, its payment ended, and what it held is back in the cart', async () => {
  const { number, session } = await openPayment();
  await runOverdue(number);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'CANCELLED', active_purchases: 0 });
  expect(session.status).toBe('expired');
  const cart = present(await findCart(database.sql, buyer.organization.owner.id));
  expect(cart.tools.map(({ id }) => id)).toEqual([buyer.tool.id]);
  expect(cart.bundles.map(({ id }) => id)).toEqual([buyer.bundle.id]);
  expect(await mailOf(number)).toEqual(['payment-abandoned']);
  await runOverdue(number);
  expect(await mailOf(number)).toEqual(['payment-abandoned']);
});

test('an order that was paid in the last moment is completed by the schedule, its event lost', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  await runOverdue(number);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'COMPLETED', active_purchases: 4 });
});

test('while the provider does not answer, an overdue order stays as it is', async () => {
  const { number } = await openPayment();
  provider.failNext(500, 10);
  await runOverdue(number);
  provider.failNext(500, 0);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'PENDING' });
  await runOverdue(number);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'CANCELLED' });
});

test('money that arrives for a cancelled order goes back, once, with a credit note', async () => {
  const { number, session } = await openPayment();
  await runOverdue(number);
  provider.pay(session);
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'RETURNED' });
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'UNCHANGED' });
  await worker.runSchedule();
  expect(provider.refunds.filter(({ payment_intent }) => payment_intent === session.payment_intent)).toEqual([
    expect.objectContaining({ amount: 40_000 }),
  ]);
  const order = await findOrder(number);
  expect(order).toMatchObject({ payment_status: 'REFUNDED', refunded_total: 40_000, active_purchases: 0 });
  expect(only(await database.sql.query('select * from credit_notes where order_id = $1', [order.id]))).toMatchObject({
    total: 40_000,
    refund_reference: expect.stringMatching(/^re_/),
  });
});

test('a refund the provider did not take is sent later, and once', async () => {
  const { session, number } = await openPayment();
  await runOverdue(number);
  provider.pay(session);
  provider.failNext(500, 10);
  await sendEvent('checkout.session.completed', session);
  provider.failNext(500, 0);
  const sent = () => provider.refunds.filter(({ payment_intent }) => payment_intent === session.payment_intent);
  expect(sent()).toEqual([]);
  await worker.runSchedule();
  await worker.runSchedule();
  expect(sent()).toHaveLength(1);
});

test('what a card order waits with cannot be ordered a second time', async () => {
  const { number } = await openPayment();
  await fillCart(database.sql, buyer.organization.id, buyer.organization.admin.id, { tools: buyer.inBundle });
  expect(await checkOut(database, buyer.organization.admin)).toEqual({ outcome: 'BEING_PAID', orderNumber: number });
});

test('the payment of an order is opened once, whoever presses the button', async () => {
  const { number, session } = await openPayment();
  const admin = await signIn(buyer.organization.admin.id);
  const answers = await Promise.all([visitor, admin, visitor].map((who) => who.post(`/orders/${number}/payment`, {})));
  expect(answers.map(({ location }) => location)).toEqual(Array(3).fill(session.url));
  expect(provider.sessions.filter((one) => one.client_reference_id === number)).toHaveLength(1);
});

test('only owners and admins of the organization open a payment', async () => {
  const { number } = await openPayment();
  const stranger = await createBuyer(database.sql);
  const outsider = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: stranger.organization.owner.id,
    organizationId: stranger.organization.id,
  });
  for (const who of [
    await signIn(buyer.organization.member.id),
    await signIn(buyer.organization.viewer.id),
    outsider,
  ]) {
    expect((await who.post(`/orders/${number}/payment`, {})).status).toBe(404);
  }
});

test('when the provider cannot be reached the order waits, and the page says so', async () => {
  const form = await openCheckout(database, buyer.organization.owner);
  const { orderNumber } = await placeOrder(database, buyer.organization.owner, {
    ...form,
    paymentMethod: 'CREDIT_CARD',
  });
  provider.failNext(500, 10);
  const answer = await visitor.post(`/orders/${orderNumber}/payment`, {});
  provider.failNext(500, 0);
  expect(answer.location).toBe(`/orders/${orderNumber}`);
  expect((await visitor.get(`/orders/${orderNumber}`)).text).toContain('does not answer');
  expect((await visitor.post(`/orders/${orderNumber}/payment`, {})).location).toContain('/pay/');
});

test('an order that costs nothing is complete at once, whatever pays it', async () => {
  const free = await createTool(database.sql, { price: 0 });
  await fillCart(database.sql, buyer.organization.id, buyer.organization.admin.id, { tools: [free] });
  const form = await openCheckout(database, buyer.organization.admin);
  const { orderNumber } = await placeOrder(database, buyer.organization.admin, {
    ...form,
    paymentMethod: 'CREDIT_CARD',
  });
  expect(await findOrder(present(orderNumber))).toMatchObject({ payment_status: 'COMPLETED', active_purchases: 1 });
});
