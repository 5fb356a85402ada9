import { afterEach, describe, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { createTool } from '../../factories/catalog.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy } from '../../factories/orders.ts';
import { only, present } from '../../factories/rows.ts';
import {
  buyer,
  database,
  findOrder,
  openPayment,
  payOrder,
  permute,
  provider,
  refundHere,
  type Session,
  sendEvent,
  sentBackOf,
  setUpTests,
  visitor,
  worker,
} from './card-payments-setup.ts';

setUpTests();

// Disputes of payments. The order is of a tool for 10,000 and of a bundle whose two tools cost 15,000 each.

// Whatever a test did: money and ownership are right.
afterEach(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
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

const access = ({ id }: { id: string }) =>
  asViewer(
    database.asApp,
    buyer.organization.owner.tokenHash,
    async (client) => only(await client.query<{ access: string }>('select app.tool_access($1) as access', [id])).access,
  );

test('the tools of an order with an open dispute are suspended, those of others are not', async () => {
  const own = await createTool(database.sql, { price: 100 });
  await buy(database, buyer.organization, { tools: [own] }, buyer.organization.admin);
  const { session } = await payOrder();
  const accesses = async () => [await access(buyer.tool), await access(own)];
  expect(await accesses()).toEqual(['ALLOWED', 'ALLOWED']);
  await sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response'));
  expect(await accesses()).toEqual(['SUSPENDED', 'ALLOWED']);
  await sendEvent('charge.dispute.closed', provider.disputeOf(session, 'won'));
  expect(await accesses()).toEqual(['ALLOWED', 'ALLOWED']);
});

test('what was suspended by a dispute is gone when it is lost, and can be bought again', async () => {
  const { session } = await payOrder();
  await sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response'));
  await sendEvent('charge.dispute.closed', provider.disputeOf(session, 'lost'));
  expect(await access(buyer.tool)).toBe('NOT_OWNED');
  await buy(database, buyer.organization, { tools: [buyer.tool] });
  expect(await access(buyer.tool)).toBe('ALLOWED');
});

test('a dispute of the price of one tool that is lost ends that tool, and opens the others', async () => {
  const { number, session } = await payOrder();
  await sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response', 10_000));
  expect(await access(buyer.tool)).toBe('SUSPENDED');
  await sendEvent('charge.dispute.closed', provider.disputeOf(session, 'lost', 10_000));
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'COMPLETED',
    refunded_total: 10_000,
    active_purchases: 3,
  });
  expect(await access(buyer.tool)).toBe('NOT_OWNED');
  for (const tool of buyer.inBundle) expect(await access(tool)).toBe('ALLOWED');
});

/** Orders a tool on invoice and opens its payment by card. */
async function openInvoicePayment() {
  const tool = await createTool(database.sql, { price: 12_300 });
  const order = await buy(database, buyer.organization, { tools: [tool] });
  await visitor.post(`/orders/${order.number}/payment`, {});
  const session = present(provider.sessions.find((one) => one.client_reference_id === order.number));
  provider.pay(session);
  return { tool, number: order.number, session };
}

test('an invoice that a card paid is suspended by a dispute like any order', async () => {
  const { tool, number, session } = await openInvoicePayment();
  await sendEvent('charge.dispute.created', provider.disputeOf(session, 'needs_response'));
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'COMPLETED' });
  expect(await access(tool)).toBe('SUSPENDED');
  await sendEvent('charge.dispute.closed', provider.disputeOf(session, 'lost'));
  await worker.runSchedule();
  expect(await findOrder(number)).toMatchObject({ payment_status: 'REFUNDED', refunded_total: 12_300 });
  expect(sentBackOf(session)).toBe(0);
});

test('of an invoice whose card payment failed, nothing is sent back', async () => {
  const { number, session } = await openInvoicePayment();
  session.payment_status = 'unpaid';
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'PROCESSING' });
  expect(await sendEvent('checkout.session.async_payment_failed', session)).toMatchObject({ text: 'STILL_OWED' });
  expect(await refundHere(number, [12_300])).toMatchObject({ outcome: 'REFUNDED' });
  expect(
    (
      await database.sql.query(
        'select note.payment_intent from credit_notes note join marketplace_orders o on o.id = note.order_id where o.number = $1',
        [number],
      )
    ).rows,
  ).toEqual([{ payment_intent: null }]);
});

test('an invoice credited while it was being paid keeps its payment for a platform admin, and can be paid anew', async () => {
  const { number, session } = await openInvoicePayment();
  session.amount_total = 12_299;
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'UNMATCHED' });
  expect(await findOrder(number)).toMatchObject({
    payment_status: 'PENDING',
    payment_intent: null,
    payment_reference: null,
  });
  await visitor.post(`/orders/${number}/payment`, {});
  expect(provider.sessions.filter((one) => one.client_reference_id === number)).toHaveLength(2);
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
