import { afterEach, expect, test } from 'vitest';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createPlatformAdmin } from '../../factories/organizations.ts';
import { only, present } from '../../factories/rows.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import {
  database,
  findOrder,
  mailOf,
  notesOf,
  openPayment,
  payOrder,
  permute,
  provider,
  refundHere,
  runOverdue,
  type Session,
  sendEvent,
  sentBackOf,
  setUpTests,
  visitor,
  worker,
} from './card-payments-setup.ts';

setUpTests();

// Refunds made at the provider. The order is of a tool for 10,000 and of a bundle whose two tools cost 15,000 each.

// Whatever a test did: money and ownership are right.
afterEach(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
});

const tellRefunds = (session: Session, type = 'charge.refunded') => sendEvent(type, provider.chargeOf(session));

test('a refund of everything at the provider refunds the order, once, and nothing is sent again', async () => {
  const { number, session } = await payOrder();
  const { id } = provider.refundThere(session, 40_000);
  expect(await tellRefunds(session)).toEqual({ status: 200, text: 'APPLIED' });
  expect(await tellRefunds(session)).toEqual({ status: 200, text: 'APPLIED' });
  await worker.runSchedule();
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'REFUNDED',
    refunded_total: 40_000,
    active_purchases: 0,
  });
  expect(await notesOf(number)).toEqual([{ total: 40_000, refund_reference: id, tools: 3 }]);
  expect(sentBackOf(session)).toBe(40_000);
  expect(await mailOf(number)).toEqual(['order-confirmation', 'order-confirmation', 'refund', 'refund']);
});

test('a refund of the price of one tool ends that tool', async () => {
  const { number, session } = await payOrder();
  provider.refundThere(session, 10_000);
  await tellRefunds(session);
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'COMPLETED',
    refunded_total: 10_000,
    active_purchases: 3,
  });
  expect(await notesOf(number)).toMatchObject([{ total: 10_000, tools: 1 }]);
});

test.each([
  ['no tool', 7_000],
  ['two tools alike', 15_000],
])('a refund of the price of %s ends nothing, and everybody it concerns is told', async (_, amount) => {
  const { number, session } = await payOrder();
  provider.refundThere(session, amount);
  await tellRefunds(session);
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'COMPLETED',
    refunded_total: amount,
    active_purchases: 4,
  });
  expect(await notesOf(number)).toMatchObject([{ total: amount, tools: 0 }]);
  const { number: note } = only(
    await database.sql.query(
      'select note.number from credit_notes note join marketplace_orders o on o.id = note.order_id where o.number = $1',
      [number],
    ),
  );
  expect((await visitor.get(`/orders/${number}`)).text).toContain(note);
  expect((await visitor.get(`/orders/${number}/credit-notes/${note}`)).text).toContain('Part of the amount');
  const administrator = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: (await createPlatformAdmin(database.sql)).id,
    organizationId: null,
  });
  expect((await administrator.get(`/admin/orders/${number}`)).text).toContain('Ended nothing');
  const payments = (await administrator.get('/admin/payments')).text;
  expect(payments).toContain('Credits that ended nothing');
  expect(payments).toContain(number);
});

test('what is left after such a refund can be refunded here, and no more', async () => {
  const { number, session } = await payOrder();
  provider.refundThere(session, 7_000);
  await tellRefunds(session);
  expect(await refundHere(number, [15_000, 10_000])).toMatchObject({ outcome: 'REFUNDED' });
  expect(await refundHere(number, [15_000])).toMatchObject({ outcome: 'REFUNDED' });
  await worker.runSchedule();
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED', refunded_total: 40_000 });
  expect(sentBackOf(session)).toBe(40_000);
  expect(await notesOf(number)).toMatchObject([{ total: 7_000 }, { total: 25_000 }, { total: 8_000 }]);
});

test('a refund of what is left after others refunds the order', async () => {
  const { number, session } = await payOrder();
  for (const amount of [15_000, 10_000, 15_000]) {
    provider.refundThere(session, amount);
    await tellRefunds(session);
  }
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'REFUNDED',
    refunded_total: 40_000,
    active_purchases: 0,
  });
});

test('our own refund is not taken for another one, told before or after it is recorded', async () => {
  const { number, session } = await payOrder();
  const { creditNoteNumber } = await refundHere(number, [10_000]);
  // Sent, and told of, by a Worker that ended before it could record it.
  const { id } = provider.refundThere(session, 10_000, present(creditNoteNumber));
  await tellRefunds(session, 'refund.created');
  await tellRefunds(session);
  await worker.runSchedule();
  expect(await notesOf(number)).toEqual([{ total: 10_000, refund_reference: id, tools: 1 }]);
  expect(await findOrder(number)).toMatchObject({ refunded_total: 10_000, active_purchases: 3 });
  expect(sentBackOf(session)).toBe(10_000);

  await refundHere(number, [15_000, 15_000]);
  await worker.runSchedule();
  await tellRefunds(session);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED', refunded_total: 40_000 });
  expect(sentBackOf(session)).toBe(40_000);
});

test('somebody refunds at the provider what we are about to send: it is sent once', async () => {
  const { number, session } = await payOrder();
  await refundHere(number, [10_000, 15_000, 15_000]);
  const { id } = provider.refundThere(session, 40_000);
  await tellRefunds(session);
  await worker.runSchedule();
  expect(await notesOf(number)).toEqual([{ total: 40_000, refund_reference: id, tools: 3 }]);
  expect(sentBackOf(session)).toBe(40_000);
});

const refundEvents = ['checkout.session.completed', 'charge.refunded', 'refund.updated'];
test.each(permute(refundEvents))('refunds made before anything is told, in the order %s, %s, %s', async (...types) => {
  const { number, session } = await openPayment();
  provider.pay(session);
  provider.refundThere(session, 10_000);
  provider.refundThere(session, 7_000);
  for (const type of [...types, ...types]) {
    await sendEvent(type, type.startsWith('checkout') ? session : provider.chargeOf(session));
  }
  await worker.runSchedule();
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'COMPLETED',
    refunded_total: 17_000,
    active_purchases: 3,
    disputed_at: null,
  });
  expect(await notesOf(number)).toMatchObject([
    { total: 10_000, tools: 1 },
    { total: 7_000, tools: 0 },
  ]);
  expect(sentBackOf(session)).toBe(17_000);
});

test('refunds told while others are told at the same moment are applied once', async () => {
  const { number, session } = await openPayment();
  provider.pay(session);
  provider.refundThere(session, 10_000);
  provider.refundThere(session, 15_000);
  await Promise.all([
    sendEvent('checkout.session.completed', session),
    ...Array.from({ length: 5 }, () => tellRefunds(session)),
    sendEvent('checkout.session.completed', session),
  ]);
  expect(await findOrder(number)).toMatchObject({ payment_status: 'COMPLETED', refunded_total: 25_000 });
  expect(await notesOf(number)).toHaveLength(2);
});

test('while the provider does not say what was refunded, the event is told again', async () => {
  const { number, session } = await payOrder();
  provider.refundThere(session, 40_000);
  provider.failNext(500, 10);
  expect((await sendEvent('charge.refunded', provider.chargeOf(session), { id: 'evt_again' })).status).toBe(500);
  provider.failNext(500, 0);
  expect(await findOrder(number)).toMatchObject({ refunded_total: 0 });
  expect(await sendEvent('charge.refunded', provider.chargeOf(session), { id: 'evt_again' })).toMatchObject({
    text: 'APPLIED',
  });
  expect(await sendEvent('charge.refunded', provider.chargeOf(session), { id: 'evt_again' })).toMatchObject({
    text: 'UNCHANGED',
  });
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED' });
});

test('a payment that was refunded before it arrived for a cancelled order is credited once', async () => {
  const { number, session } = await openPayment();
  await runOverdue(number);
  provider.pay(session);
  provider.refundThere(session, 7_000);
  expect(await tellRefunds(session)).toMatchObject({ text: 'WAITING' });
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'RETURNED' });
  await worker.runSchedule();
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED', refunded_total: 40_000 });
  expect(sentBackOf(session)).toBe(40_000);
});

test('refunds of a payment that is none of ours change nothing', async () => {
  const { session } = await payOrder();
  const foreign = { ...session, payment_intent: 'pi_of_another_shop' };
  provider.refundThere(foreign, 5_000);
  expect(await tellRefunds(foreign)).toMatchObject({ text: 'WAITING' });
});
