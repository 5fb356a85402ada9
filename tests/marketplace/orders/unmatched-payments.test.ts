import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillCart } from '../../factories/carts.ts';
import { createTool } from '../../factories/catalog.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy } from '../../factories/orders.ts';
import { createPlatformAdmin } from '../../factories/organizations.ts';
import { readPageForms } from '../../factories/page-forms.ts';
import { present } from '../../factories/rows.ts';
import { createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import {
  buyer,
  database,
  findOrder,
  openPayment,
  provider,
  runOverdue,
  type Session,
  sendEvent,
  setUpTests,
  visitor,
  worker,
} from './card-payments-setup.ts';

setUpTests();

// Payments that do not fit: each is recorded once, and a platform admin pays it back or assigns it.

const paid = 'checkout.session.completed';
let administrator: Visitor;

beforeEach(async () => {
  administrator = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: (await createPlatformAdmin(database.sql)).id,
    organizationId: null,
  });
});

// Whatever a test did: money and ownership are right.
afterEach(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
});

/** A payment at the provider that differs from the one of an order. */
function payOtherwise(session: Session, differing: Partial<Session>): Session {
  const other = {
    ...session,
    payment_intent: `pi_${crypto.randomUUID()}`,
    status: 'complete',
    payment_status: 'paid',
    ...differing,
  } as const;
  provider.sessions.push(other);
  return other;
}

const findPayments = async ({ payment_intent }: Session) =>
  (
    await database.sql.query('select * from unmatched_payments where payment_intent = $1 order by received_at', [
      payment_intent,
    ])
  ).rows;
const findPayment = async (session: Session) => present((await findPayments(session))[0]);
const refundsOf = ({ payment_intent }: Session) =>
  provider.refunds.filter((refund) => refund.payment_intent === payment_intent);
const decide = async (session: Session, fields: Record<string, string>) =>
  present((await decideTogether(1, session, fields))[0]);
/** Sends the same form so many times at once. */
async function decideTogether(times: number, session: Session, fields: Record<string, string>) {
  const { id } = await findPayment(session);
  const send = () => administrator.post('/admin/payments', { payment: id, ...fields });
  return Promise.all(Array.from({ length: times }, send));
}
const readPage = async () => (await administrator.get('/admin/payments')).text;

test.each([
  ['OTHER_AMOUNT', { amount_total: 39_999 }],
  ['OTHER_CURRENCY', { currency: 'eur' }],
  ['OTHER_REFERENCE', { id: 'cs_test_other' }],
  ['UNKNOWN_ORDER', { client_reference_id: 'LOT-ZZZZZZZZZZ' }],
])('a payment of %s is recorded once, and pays nothing', async (reason, differing) => {
  const { number, session } = await openPayment();
  const other = payOtherwise(session, differing);
  const event = { id: `evt_${crypto.randomUUID()}` };
  const answers = await Promise.all([1, 2, 3].map(() => sendEvent(paid, other, event)));
  expect(answers.map(({ text }) => text).toSorted()).toEqual(['UNCHANGED', 'UNCHANGED', 'UNMATCHED']);
  expect(await sendEvent(paid, other)).toMatchObject({ status: 200, text: 'UNCHANGED' });
  expect(await findPayments(other)).toMatchObject([
    {
      reason,
      amount: other.amount_total,
      currency: other.currency.toUpperCase(),
      named_number: other.client_reference_id,
      event_reference: event.id,
      state: 'OPEN',
    },
  ]);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'PENDING', active_purchases: 0 });
  expect(await readPage()).toContain(present(other.payment_intent));
  // The right one still pays it.
  provider.pay(session);
  expect(await sendEvent(paid, session)).toMatchObject({ text: 'COMPLETED' });
});

test('a second payment of an order is recorded, before and after everything is refunded', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  await sendEvent(paid, session);
  const second = payOtherwise(session, { id: 'cs_second' });
  expect(await sendEvent(paid, second)).toMatchObject({ text: 'UNMATCHED' });
  expect(await findPayment(second)).toMatchObject({ reason: 'SECOND_PAYMENT', named_number: number });
  provider.refundThere(session, 40_000);
  await sendEvent('charge.refunded', provider.chargeOf(session));
  const third = payOtherwise(session, {});
  await sendEvent(paid, third);
  expect(await findPayment(third)).toMatchObject({ reason: 'SECOND_PAYMENT' });
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED', payment_intent: session.payment_intent });
});

test('a payment for an order that costs nothing is recorded', async () => {
  const { organization } = buyer;
  const free = await createTool(database.sql, { price: 0 });
  const order = await buy(database, organization, { tools: [free] });
  const { session } = await openPaymentOf();
  const other = payOtherwise(session, { id: 'cs_free', client_reference_id: order.number, amount_total: 500 });
  await sendEvent(paid, other);
  expect(await findPayment(other)).toMatchObject({ reason: 'NOT_OWED', named_number: order.number });
});

/** A payment that is open, of whatever the buyer has in the cart. */
async function openPaymentOf() {
  await fillCart(database.sql, buyer.organization.id, buyer.organization.owner.id, { tools: [buyer.tool] });
  return openPayment();
}

test('an order whose payment came in another amount ends with its time, and its lines are back in the cart', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  session.amount_total = 39_999;
  await sendEvent('checkout.session.completed', { ...session, payment_status: 'unpaid' });
  expect(await findOrder(number)).toMatchObject({ payment_status: 'PROCESSING' });
  await sendEvent('checkout.session.async_payment_succeeded', session);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'PENDING', payment_intent: null });
  await runOverdue(number);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'CANCELLED', active_purchases: 0 });
  expect(await findPayments(session)).toMatchObject([{ reason: 'OTHER_AMOUNT', state: 'OPEN' }]);
  expect((await visitor.get('/cart')).text).toContain(buyer.tool.name);
});

test('paid back: once, whoever presses the button, and the reference is kept', async () => {
  const { session } = await openPayment();
  const other = payOtherwise(session, { amount_total: 12_345 });
  await sendEvent(paid, other);
  const answers = await decideTogether(3, other, { intent: 'pay-back' });
  expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.text).toContain('was paid back or assigned already');
  await expect.poll(() => refundsOf(other)).toHaveLength(1);
  await worker.runSchedule();
  expect(refundsOf(other)).toMatchObject([{ amount: 12_345 }]);
  await sendEvent('charge.refunded', provider.chargeOf(other));
  expect(await findPayment(other)).toMatchObject({
    state: 'PAID_BACK',
    refund_reference: refundsOf(other)[0]?.id,
    returned: 0,
  });
  expect(await readPage()).toContain(present(refundsOf(other)[0]).id);
  const { rows } = await database.sql.query(
    `select action, actor_id is null as "bySystem", after ->> 'state' as state from audit_log where subject_type = 'unmatched_payment' and subject_id = $1 order by chain_position`,
    [(await findPayment(other)).id],
  );
  expect(rows).toEqual([
    { action: 'insert', bySystem: true, state: 'OPEN' },
    { action: 'update', bySystem: false, state: 'PAID_BACK' },
    { action: 'update', bySystem: true, state: 'PAID_BACK' },
  ]);
});

test('while the provider does not answer, what is to be paid back waits', async () => {
  const { session } = await openPayment();
  const other = payOtherwise(session, { amount_total: 12_345 });
  await sendEvent(paid, other);
  provider.failNext(500, 20);
  await decide(other, { intent: 'pay-back' });
  await worker.runSchedule();
  provider.failNext(500, 0);
  expect(await readPage()).toContain('Not sent yet');
  await worker.runSchedule();
  await worker.runSchedule();
  expect(refundsOf(other)).toHaveLength(1);
});

test('assigned to the card order that waits: it is paid with it, and its own checkout ends', async () => {
  const { number, session } = await openPayment();
  const other = payOtherwise(session, { id: 'cs_mistaken', client_reference_id: 'LOT-ZZZZZZZZZZ' });
  await sendEvent(paid, other);
  const answers = await decideTogether(2, other, { intent: 'assign', number: number.toLowerCase() });
  expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'COMPLETED',
    payment_intent: other.payment_intent,
    active_purchases: 4,
  });
  await expect.poll(() => session.status).toBe('expired');
  expect(await sendEvent(paid, other)).toMatchObject({ text: 'UNCHANGED' });
  expect(await decide(other, { intent: 'pay-back' })).toMatchObject({ status: 409 });
  // What is refunded of the order goes back from this payment.
  provider.refundThere(other, 40_000);
  await sendEvent('charge.refunded', provider.chargeOf(other));
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED' });
});

test('assigned to an invoice: it is paid with it', async () => {
  const order = await buy(database, buyer.organization, { tools: [await createTool(database.sql, { price: 12_300 })] });
  const { session } = await openPaymentOf();
  const other = payOtherwise(session, { id: 'cs_invoice', amount_total: 12_300 });
  await sendEvent(paid, other);
  expect(await decide(other, { intent: 'assign', number: order.number })).toMatchObject({ status: 302 });
  expect(await findOrder(order.number)).toMatchObject({ payment_status: 'COMPLETED', paid_at: expect.any(Date) });
});

test('an order that it does not pay is refused beside the field, and what was typed stays', async () => {
  const { number, session } = await openPayment();
  const other = payOtherwise(session, { id: 'cs_other', amount_total: 12_300 });
  await sendEvent(paid, other);
  const euros = payOtherwise(session, { id: 'cs_euros', currency: 'eur' });
  await sendEvent(paid, euros);
  const { number: settled } = await buy(database, buyer.organization, {
    tools: [await createTool(database.sql, { price: 0 })],
  });
  for (const [payment, typed, status, message] of [
    [other, 'LOT-ZZZZZZZZZZ', 400, 'There is no order of this number.'],
    [other, number, 409, 'This order owes another amount.'],
    [euros, number, 409, 'This order is in another currency.'],
    [other, settled, 409, 'Nothing is owed for this order.'],
    [other, ' ', 400, 'Enter the number of the order.'],
  ] as const) {
    const answer = await decide(payment, { intent: 'assign', number: typed });
    expect([typed, answer.status]).toEqual([typed, status]);
    expect(answer.text).toContain(message);
    const forms = readPageForms(answer.text).filter(({ fields }) => fields.intent === 'assign');
    expect(forms.map(({ fields }) => fields.number)).toContain(typed);
  }
  expect(await findPayment(other)).toMatchObject({ state: 'OPEN' });
});

test('refunded at the provider, in two parts: it is paid back, and nothing is sent', async () => {
  const { session } = await openPayment();
  const other = payOtherwise(session, { amount_total: 12_000 });
  await sendEvent(paid, other);
  provider.refundThere(other, 5_000);
  await sendEvent('charge.refunded', provider.chargeOf(other));
  expect(await findPayment(other)).toMatchObject({ state: 'OPEN', returned: 5_000 });
  expect(await readPage()).toContain('Pay back $70.00');
  provider.refundThere(other, 7_000);
  await sendEvent('charge.refunded', provider.chargeOf(other));
  expect(await findPayment(other)).toMatchObject({ state: 'PAID_BACK', resolved_by: null });
  await worker.runSchedule();
  expect(refundsOf(other)).toHaveLength(2);
});

test('a refund that did not arrive waits for a decision, and is sent once more', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  await sendEvent(paid, session);
  const refund = provider.refundThere(session, 40_000);
  await sendEvent('charge.refunded', provider.chargeOf(session));
  refund.status = 'failed';
  for (const type of ['refund.failed', 'charge.refund.updated', 'refund.failed']) {
    expect(await sendEvent(type, refund)).toMatchObject({ text: 'APPLIED' });
  }
  expect(await findPayments(session)).toMatchObject([
    { reason: 'CAME_BACK', amount: 40_000, named_number: number, state: 'OPEN' },
  ]);
  expect(await decide(session, { intent: 'assign', number })).toMatchObject({ status: 409 });
  await decide(session, { intent: 'pay-back' });
  await expect.poll(() => refundsOf(session).map(({ status }) => status)).toEqual(['failed', 'succeeded']);
  await sendEvent('charge.refunded', provider.chargeOf(session));
  await worker.runSchedule();
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED', refunded_total: 40_000 });
  expect(refundsOf(session)).toHaveLength(2);
});

test('without any payment of that kind the page says so, and only platform admins see it', async () => {
  await database.sql.query('delete from unmatched_payments');
  expect(await readPage()).toContain('Every payment fits its order');
  expect((await visitor.get('/admin/payments')).status).toBe(404);
  expect((await visitor.post('/admin/payments', { intent: 'pay-back', payment: crypto.randomUUID() })).status).toBe(
    404,
  );
  expect(
    (await administrator.post('/admin/payments', { intent: 'pay-back', payment: crypto.randomUUID() })).status,
  ).toBe(404);
});
