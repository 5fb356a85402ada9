import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { refundOrder } from '../../../app/modules/marketplace/orders/commands.server.ts';
import { createBuyer, type TestBuyer } from '../../factories/buyers.ts';
import { openCheckout, placeOrder } from '../../factories/checkout.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createPlatformAdmin } from '../../factories/organizations.ts';
import { requestDatabase } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type PaymentProvider, startPaymentProvider } from '../../setup/payment-provider.ts';
import { createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// What the tests of card payments have in common. A test file that calls `setUpTests` has its own database, provider and Worker, from
// before its first test to after its last.

export let database: TestDatabase;
export let provider: PaymentProvider;
export let worker: TestWorker;
/** New for every test: somebody with a tool and a bundle in the cart. */
export let buyer: TestBuyer;
export let visitor: Visitor;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    provider = await startPaymentProvider();
    worker = await startTestWorker(database, provider.bindings);
  });

  afterAll(async () => {
    expect(await findBrokenInvariants(database.sql)).toEqual([]);
    await worker?.stop();
    await provider?.close();
    await database?.drop();
  });

  beforeEach(async () => {
    buyer = await createBuyer(database.sql);
    visitor = await signIn(buyer.organization.owner.id);
  });
}

export const signIn = (personId: string) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId: buyer.organization.id });

/** Places a card order of the buyer's cart and opens its payment. */
export async function openPayment() {
  const form = await openCheckout(database, buyer.organization.owner);
  const { orderNumber } = await placeOrder(database, buyer.organization.owner, {
    ...form,
    paymentMethod: 'CREDIT_CARD',
  });
  const number = present(orderNumber);
  const { location } = await visitor.post(`/orders/${number}/payment`, {});
  const session = present(provider.sessions.find((one) => one.client_reference_id === number));
  expect(location).toBe(session.url);
  return { number, session };
}

export type Session = Awaited<ReturnType<typeof openPayment>>['session'];

export async function sendEvent(
  type: string,
  subject: Parameters<PaymentProvider['signEvent']>[1],
  options?: Parameters<PaymentProvider['signEvent']>[2],
) {
  const response = await fetch(`${worker.url}/webhooks/stripe`, provider.signEvent(type, subject, options));
  return { status: response.status, text: await response.text() };
}

export const findOrder = async (number: string) =>
  only(
    await database.sql.query(
      `select o.*, (select count(*)::integer from tool_purchases p where p.order_id = o.id and p.status = 'ACTIVE')
         + (select count(*)::integer from bundle_purchases p where p.order_id = o.id and p.status = 'ACTIVE') as active_purchases
       from marketplace_orders o where number = $1`,
      [number],
    ),
  );

export const mailOf = async (number: string) =>
  (
    await database.sql.query(
      `select kind from outgoing_mail where content ->> 'number' = $1 or content -> 'order' ->> 'number' = $1 order by created_at, kind`,
      [number],
    )
  ).rows.map(({ kind }) => kind);

export async function runOverdue(number: string) {
  await database.sql.query(
    `update marketplace_orders set payment_expires_at = now() - interval '1 second' where number = $1`,
    [number],
  );
  await worker.runSchedule();
}

export async function payOrder() {
  const { number, session } = await openPayment();
  provider.pay(session);
  expect(await sendEvent('checkout.session.completed', session)).toMatchObject({ text: 'COMPLETED' });
  return { number, session };
}

export const notesOf = async (number: string) =>
  (
    await database.sql.query(
      `select note.total, note.refund_reference, (select count(*)::integer from credit_note_lines line where line.credit_note_id = note.id) as tools
       from credit_notes note join marketplace_orders o on o.id = note.order_id where o.number = $1 order by note.number`,
      [number],
    )
  ).rows;

export const sentBackOf = ({ payment_intent }: Session) =>
  provider.refunds
    .filter((refund) => refund.payment_intent === payment_intent && refund.status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount, 0);

/** Refunds tools by a platform admin; nothing is sent before the schedule runs. */
export async function refundHere(number: string, prices: number[]) {
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

/** Every order of some things. */
export const permute = <Item>(items: Item[]): Item[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, place) => permute(items.toSpliced(place, 1)).map((rest) => [item, ...rest]));
