import { type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { Checkout, ShownLine } from './schema.ts';

/**
 * What became of a checkout. An order exists after the first two and nothing was written by the others:
 * `KEY_REUSED` another order was placed from this very form; `BLOCKED` a line cannot be bought; `CHANGED` the lines are
 * not what the buyer was shown; `BEING_PAID` a card order, whose number is told, holds one of these tools and waits for its
 * payment; `OVER_LIMIT` an ADMIN's order is above what the organization's spending limit leaves this month. Of a purchase
 * request also: `NO_REQUEST` there is none; `DECIDED` it waits no longer; `OWN_REQUEST` an ADMIN sent it themselves.
 */
export type CheckoutOutcome =
  | 'PLACED'
  | 'REPLAYED'
  | 'KEY_REUSED'
  | 'NOT_ALLOWED'
  | 'EMPTY'
  | 'BLOCKED'
  | 'CHANGED'
  | 'BEING_PAID'
  | 'OVER_LIMIT'
  | 'NO_REQUEST'
  | 'DECIDED'
  | 'OWN_REQUEST';

/**
 * Places the order of the viewer's whole cart in one statement, or nothing. Safe to repeat with the same checkout: the
 * second time it answers `REPLAYED` with the first order's number.
 */
export function placeOrder(handle: QueryHandle, checkout: Checkout) {
  return placed(handle, sql`app.place_order(${describeCheckout(checkout)})`);
}

/** A call of a function that writes an order: one row. */
export function placed(handle: QueryHandle, call: SQL) {
  return handle
    .select({ outcome: sql<CheckoutOutcome>`outcome`, orderNumber: sql<string | null>`order_number` })
    .from(call);
}

/** What a checkout form says, as the arguments that those functions have in common. */
export function describeCheckout(checkout: Checkout) {
  const billing = {
    name: checkout.billingName,
    email: checkout.billingEmail,
    street: checkout.street,
    city: checkout.city,
    state: checkout.state,
    postalCode: checkout.postalCode,
    country: 'US',
  };
  return sql`${checkout.checkoutKey}, ${JSON.stringify(checkout.shown)}::jsonb, ${checkout.paymentMethod},
    ${checkout.purchaseOrderNumber ?? null}, ${JSON.stringify(billing)}::jsonb`;
}

/** The lines of the viewer's cart as an order would have them now, for the form to show and send back. */
export function showCart(handle: QueryHandle) {
  return handle.select({ lines: sql<ShownLine[]>`lines` }).from(sql`app.show_cart() as lines`);
}
