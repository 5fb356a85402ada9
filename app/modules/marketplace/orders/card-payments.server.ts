import { redirect } from '@remix-run/cloudflare';
import { type SQL, sql } from 'drizzle-orm';
import { callFunction, type Outcome } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { RequestContext, SystemContext } from '~/load-context.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { runInBackground } from '~/services/background.server.ts';
import { notFound } from '~/services/http.server.ts';
import type { CardPayments, PaymentState, ProviderEvent } from '~/services/stripe.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';

/** Orders or refunds that one run of the schedule looks at. */
const batchSize = 50;
/** The shortest time the provider lets a payment be open, and a minute to get there. */
const shortestPaymentInMilliseconds = 31 * 60 * 1000;

/** Card payments of orders, each a row of `app.find_card_payment`. */
function selectCardPayments(handle: QueryHandle, from: SQL) {
  return handle
    .select({
      outcome: sql<Outcome<'find_card_payment'>>`payment.outcome`,
      reference: sql<string | null>`payment.reference`,
      amount: sql<number>`payment.amount`,
      currency: sql<string>`payment.currency`,
      email: sql<string>`payment.email`,
      description: sql<string>`payment.description`,
      expiresAt: sql<string>`payment.expires_at`,
    })
    .from(from);
}

/** The order the provider's page is opened for; no row when there is no such card order for this viewer. */
export function findCardPayment(handle: QueryHandle, number: string) {
  return selectCardPayments(handle, sql`app.find_card_payment(${number}) payment`);
}

/** The card payment of the order a checkout key placed, in the same transaction as `placeOrder`. */
export function findCardPaymentOfCheckout(handle: QueryHandle, checkoutKey: string) {
  return selectCardPayments(
    handle,
    sql`marketplace_orders placed, app.find_card_payment(placed.number) payment where placed.checkout_key = ${checkoutKey}
      and placed.organization_id = app.current_organization_id()`,
  );
}

type CardPayment = Awaited<ReturnType<typeof findCardPayment>>[number];

function recordCardPayment(handle: QueryHandle, number: string, reference: string) {
  return callFunction(handle, 'record_card_payment', { number, reference });
}

/**
 * Opens the payment of an order, or finds the one that was opened.
 * @returns the address of the provider's page; undefined when the order cannot be paid now
 * @throws when the provider does not answer: the order waits, and the buyer can try again
 */
async function openCardPayment(
  context: RequestContext,
  payments: CardPayments,
  { number, payment, returnUrl }: { number: string; payment: CardPayment; returnUrl: string },
): Promise<string | undefined> {
  if (payment.outcome !== 'PAYABLE') return undefined;
  if (payment.reference) return payments.findPage(payment.reference);
  const expiresAt = new Date(payment.expiresAt);
  if (expiresAt.getTime() - Date.now() < shortestPaymentInMilliseconds) return undefined;
  const { reference, url } = await payments.start({ ...payment, number, expiresAt, returnUrl });
  const { recorded } = await context.database.write((handle) => ({
    recorded: recordCardPayment(handle, number, reference),
  }));
  if (recorded[0]?.value) return url;
  await payments.end(reference);
  return undefined;
}

/**
 * Leads to the provider's page, where an order is paid; back to the order, saying why, when that cannot be.
 * @throws 404 where there is no payment by card
 */
export async function leadToPayment(context: RequestContext, number: string, payment: CardPayment) {
  const { payments, requestId } = context;
  if (!payments) throw notFound();
  const order = new URL(`/orders/${number}`, context.environment.PUBLIC_URL);
  const leadBack = (message: string) => redirectWithToast(context, order.pathname, { kind: 'error', message });
  try {
    const page = await openCardPayment(context, payments, { number, payment, returnUrl: order.href });
    if (page) return redirect(page, 303);
  } catch (error) {
    console.error(
      JSON.stringify({ requestId, order: number, error: error instanceof Error ? error.stack : String(error) }),
    );
    return leadBack(
      `Order ${number} waits for its payment, but the payment provider does not answer at the moment. Nothing was charged: press “Pay by card” in a while.`,
    );
  }
  return leadBack(
    `Order ${number} cannot be paid by card now. What it says here is how it stands: if it was cancelled, order what was in it again.`,
  );
}

/**
 * Does what an event of the payment provider says, once, however often and in whatever order it is told.
 * @returns the outcome; undefined for an event that means nothing to us
 * @throws when the database or the provider does not answer: the provider then tells it again
 */
export async function applyProviderEvent(
  context: SystemContext,
  payments: CardPayments,
  news: ProviderEvent,
): Promise<string | undefined> {
  switch (news.about) {
    case 'PAYMENT':
      return news.payment.state === 'OPEN' ? undefined : applyPaymentState(context, payments, news.payment);
    case 'REFUNDS': {
      const { event, type, intent } = news;
      const refunds = await payments.listRefunds(intent);
      const { applied } = await context.database.write((handle) => ({
        applied: callFunction(handle, 'apply_refunds', { event, type, intent, refunds }),
      }));
      deliverMailSoon(context);
      return applied[0]?.outcome;
    }
    case 'DISPUTE': {
      const { applied } = await context.database.write((handle) => ({
        applied: callFunction(handle, 'apply_dispute', { ...news.dispute }),
      }));
      deliverMailSoon(context);
      return applied[0]?.outcome;
    }
  }
}

/** Does what a state of a payment means for its order. */
export async function applyPaymentState(
  context: SystemContext,
  payments: CardPayments,
  payment: PaymentState,
): Promise<Outcome<'apply_payment_event'> | undefined> {
  const { event, type, state, reference, number, intent, amount, currency } = payment;
  const { applied } = await context.database.write((handle) => ({
    applied: callFunction(handle, 'apply_payment_event', {
      event,
      type,
      state,
      reference,
      number,
      intent,
      amount,
      currency,
    }),
  }));
  const outcome = applied[0]?.outcome;
  if (outcome === 'RETURNED') await sendRefunds(context, payments);
  deliverMailSoon(context);
  return outcome;
}

/** Ends the payment of an order that was cancelled, after the answer. Should it be paid by then, the money goes back. */
export function endCardPayment(context: SystemContext, reference: string | null | undefined): void {
  const { payments } = context;
  if (!payments || !reference) return;
  runInBackground(context, 'ending a card payment', async () =>
    applyPaymentState(context, payments, await payments.end(reference)),
  );
}

/** Ends card orders that were not paid in time. The provider is asked first: a payment it has counts. */
export async function closeOverduePayments(
  context: SystemContext,
  payments: CardPayments,
): Promise<{ closed: number }> {
  const { overdue } = await context.database.read((handle) => ({
    overdue: callFunction(handle, 'list_overdue_payments', { limit: batchSize }),
  }));
  await forEach(overdue, async ({ number, reference }) => {
    const never = { state: 'EXPIRED', reference: '', intent: null, amount: null, currency: null } as const;
    const state: PaymentState = reference
      ? await payments.end(reference)
      : { ...never, event: `overdue:${number}`, type: 'overdue', number };
    await applyPaymentState(context, payments, { ...state, number });
  });
  return { closed: overdue.length };
}

/**
 * Sends back the money of credit notes for card payments, and of payments that are to be paid back; the provider takes
 * each once.
 */
export async function sendRefunds(context: SystemContext, payments: CardPayments): Promise<{ sent: number }> {
  const { notes, unmatched } = await context.database.write((handle) => ({
    notes: callFunction(handle, 'list_refunds_to_send', { limit: batchSize }),
    unmatched: callFunction(handle, 'list_payments_to_send', { limit: batchSize }),
  }));
  const refunds = [
    ...notes.map(({ number, intent, amount }) => ({
      refund: { sentFor: number, intent, amount },
      record: (handle: QueryHandle, reference: string) => callFunction(handle, 'record_refund', { number, reference }),
    })),
    ...unmatched.map(({ id, intent, amount }) => ({
      refund: { sentFor: id, intent, amount },
      record: (handle: QueryHandle, reference: string) =>
        callFunction(handle, 'record_payment_refund', { paymentId: id, reference }),
    })),
  ];
  await forEach(refunds, async ({ refund, record }) => {
    const reference = await payments.refund(refund);
    await context.database.write((handle) => ({ recorded: record(handle, reference) }));
  });
  return { sent: refunds.length };
}

/** Sends back what is to go back, after the answer. What fails is sent by the schedule. */
export function sendRefundsSoon(context: SystemContext): void {
  const { payments } = context;
  if (payments) runInBackground(context, 'sending money back', () => sendRefunds(context, payments));
}

/** One that fails does not keep the others waiting; in the end it is thrown all the same. */
async function forEach<Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
}
