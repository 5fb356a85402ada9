import { afterEach, describe, expect, test } from 'vitest';
import { refundOrder } from '../../../app/modules/marketplace/orders/commands.server.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createPlatformAdmin } from '../../factories/organizations.ts';
import { requestDatabase } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import {
  database,
  findOrder,
  mailOf,
  openPayment,
  provider,
  type Session,
  sendEvent,
  visitor,
  worker,
} from './card-payments-setup.ts';

// Refunds and disputes made at the provider. The order is of a tool for 10,000 and of a bundle whose two tools cost 15,000 each.

// Whatever a test did: money and ownership are right.
afterEach(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
});

async function payOrder() {
  const { number, session } = await openPayment();
  provider.pay(session);
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'COMPLETED' });
  return { number, session };
}

const tellRefunds = (session: Session, type = 'charge.refunded') => sendEvent(type, provider.chargeOf(session));

const notesOf = async (number: string) =>
  (
    await database.sql.query(
      `select note.total, note.refund_reference, (select count(*)::integer from credit_note_lines line where line.credit_note_id = note.id) as tools
       from credit_notes note join marketplace_orders o on o.id = note.order_id where o.number = $1 order by note.number`,
      [number],
    )
  ).rows;

const sentBackOf = ({ payment_intent }: Session) =>
  provider.refunds
    .filter((refund) => refund.payment_intent === payment_intent && refund.status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount, 0);

/** Refunds tools by a platform admin; nothing is sent before the schedule runs. */
async function refundHere(number: string, prices: number[]) {
  const { tokenHash } = await createPlatformAdmin(database.sql);
  const { rows } = await database.sql.query<{ id: string; price: number }>(
    `select charged.id, charged.price from order_line_tools charged join marketplace_orders o on o.id = charged.order_id
     where o.number = $1 and not exists (select from credit_note_lines line where line.order_line_tool_id = charged.id)`,
    [number],
  );
  const left = [...rows];
  const tools = prices.map(
    (price) =>
      present(
        left.splice(
          left.findIndex((row) => row.price === price),
          1,
        )[0],
      ).id,
  );
  const { refunded_total: refundedTotal } = await findOrder(number);
  const { refunded } = await requestDatabase(database, tokenHash).write((handle) => ({
    refunded: refundOrder(handle, number, { tools, reason: 'Bought by mistake', refundedTotal }),
  }));
  return present(refunded[0]);
}

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

/** Every order of some things. */
const permute = <Item>(items: Item[]): Item[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, place) => permute(items.toSpliced(place, 1)).map((rest) => [item, ...rest]));

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
  await visitor.post(`/orders/${number}`, { intent: 'cancel', together: '' });
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

const disputes = {
  lost: {
    closed: 'lost',
    end: { payment_status: 'REFUNDED', refunded_total: 40_000, active_purchases: 0, disputed_at: null },
  },
  won: {
    closed: 'won',
    end: { payment_status: 'COMPLETED', refunded_total: 0, active_purchases: 4, disputed_at: null },
  },
  withdrawn: {
    closed: 'warning_closed',
    end: { payment_status: 'COMPLETED', refunded_total: 0, active_purchases: 4, disputed_at: null },
  },
};
describe.each(Object.entries(disputes))('a dispute that is %s', (_, { closed, end }) => {
  const told = {
    paid: (session: Session) => sendEvent('checkout.session.completed', session),
    opened: async (session: Session) => {
      await sendEvent('charge.dispute.funds_withdrawn', provider.disputeOf(session, 'under_review'));
      return sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response'));
    },
    closed: (session: Session) => sendEvent('charge.dispute.closed', provider.disputeOf(session, closed)),
  };
  test.each(permute(Object.keys(told) as (keyof typeof told)[]))('told as %s, %s, %s, each twice', async (...order) => {
    const { number, session } = await openPayment();
    provider.pay(session);
    for (const one of [...order, ...order]) expect((await told[one](session)).status).toBe(200);
    await worker.runSchedule();
    expect(await findOrder(number)).toMatchObject(end);
    expect(sentBackOf(session)).toBe(0);
  });
});

test('an order with an open dispute is marked, and its credit notes wait for the decision', async () => {
  const { number, session } = await payOrder();
  await sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response'));
  expect(await findOrder(number)).toMatchObject({ payment_status: 'COMPLETED', disputed_at: expect.any(Date) });
  expect((await visitor.get(`/orders/${number}`)).text).toContain('is disputed');
  await refundHere(number, [10_000]);
  await worker.runSchedule();
  expect(sentBackOf(session)).toBe(0);
  await sendEvent('charge.dispute.closed', provider.disputeOf(session, 'won'));
  await worker.runSchedule();
  expect(sentBackOf(session)).toBe(10_000);
  expect(await findOrder(number)).toMatchObject({ refunded_total: 10_000, disputed_at: null, active_purchases: 3 });
});

test('a dispute that is lost pays what a credit note was about to', async () => {
  const { number, session } = await payOrder();
  await sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response'));
  await refundHere(number, [10_000]);
  await sendEvent('charge.dispute.closed', provider.disputeOf(session, 'lost'));
  await worker.runSchedule();
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED', refunded_total: 40_000 });
  expect(sentBackOf(session)).toBe(0);
});

test('each change is in the audit trail', async () => {
  const { number, session } = await payOrder();
  await sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response'));
  await sendEvent('charge.dispute.closed', provider.disputeOf(session, 'lost'));
  const { rows } = await database.sql.query(
    `select entry.before ->> 'disputed_at' is null as "wasFree", entry.after ->> 'disputed_at' is null as "isFree", entry.after ->> 'payment_status' as status
     from audit_log entry join marketplace_orders o on o.id::text = entry.subject_id where o.number = $1 and entry.subject_type = 'order'
     order by entry.chain_position desc limit 3`,
    [number],
  );
  expect(rows).toEqual([
    { wasFree: false, isFree: true, status: 'REFUNDED' },
    { wasFree: false, isFree: false, status: 'REFUNDED' },
    { wasFree: true, isFree: false, status: 'COMPLETED' },
  ]);
});
