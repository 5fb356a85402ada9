import { randomUUID } from 'node:crypto';
import { fillCart } from '../../factories/carts.ts';
import { createTool, createTools } from '../../factories/catalog.ts';
import { openCheckout, openOrderForm, placeOrder } from '../../factories/checkout.ts';
import { buy } from '../../factories/orders.ts';
import type { TestPerson } from '../../factories/organizations.ts';
import { createUnmatchedPayment } from '../../factories/purchases.ts';
import { only, present } from '../../factories/rows.ts';
import type { PaymentProvider } from '../../setup/payment-provider.ts';
import { type Answer, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { counting, type Prepare, signInAsPlatformAdmin, startAsOwner, type World } from './world.ts';

/** An order of two tools on invoice. */
async function createOrder(world: World) {
  const start = await startAsOwner(world);
  const tools = await createTools(world.database.sql, 2);
  return { ...start, order: await buy(world.database, start.organization, { tools }) };
}

/** The same, due two days ago. */
async function createOverdueOrder(world: World) {
  const start = await createOrder(world);
  await world.database.sql.query(
    `update marketplace_orders set due_on = (now() at time zone 'UTC')::date - 2 where id = $1`,
    [start.order.id],
  );
  return start;
}

/** A cart command of the owner on a cart with one tool in it, priced at another time. */
async function startCart(world: World) {
  const { sql } = world.database;
  const start = await startAsOwner(world);
  const tool = await createTool(sql);
  await fillCart(sql, start.organization.id, start.organization.owner.id, { tools: [tool] });
  await sql.query('update marketplace_tools set price = price + 100 where id = $1', [tool.id]);
  return { ...start, tool, item: { kind: 'TOOL', id: tool.id } };
}

async function createCardOrder(world: World): Promise<{ number: string; visitor: Visitor }> {
  const { database } = world;
  const { organization, visitor } = await startAsOwner(world);
  const buyer: TestPerson = organization.owner;
  await fillCart(database.sql, organization.id, buyer.id, { tools: await createTools(database.sql, 1) });
  const form = await openCheckout(database, buyer);
  const { orderNumber } = await placeOrder(database, buyer, { ...form, paymentMethod: 'CREDIT_CARD' });
  return { number: present(orderNumber), visitor };
}

export const orders: Record<string, Record<string, Prepare>> = {
  'admin.orders.$number.tsx': {
    'record a payment': async (world) => {
      const { order } = await createOrder(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/orders/${order.number}`,
        fields: { intent: 'record-payment' },
        match: 'app.record_payment',
        countEffects: counting(world)(`marketplace_orders where id = $1 and payment_status = 'COMPLETED'`, order.id),
      };
    },
    refund: async (world) => {
      const { order } = await createOrder(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/orders/${order.number}`,
        fields: {
          intent: 'refund',
          tools: order.tools.slice(0, 1).map(({ id }) => id),
          reason: 'Bought by mistake',
          refundedTotal: '0',
          sum: '100',
        },
        match: 'app.refund_order',
        countEffects: counting(world)('credit_notes where order_id = $1', order.id),
      };
    },
  },
  'admin.overdue.tsx': {
    remind: async (world) => {
      const { order } = await createOverdueOrder(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/overdue',
        fields: { intent: 'remind', number: order.number },
        match: 'app.remind_of_invoice',
        countEffects: counting(world)('marketplace_orders where id = $1 and reminded_on is not null', order.id),
      };
    },
    'suspend now': async (world) => {
      const { order } = await createOverdueOrder(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/overdue',
        fields: { intent: 'suspend', number: order.number },
        match: 'app.suspend_overdue_order',
        countEffects: counting(world)('marketplace_orders where id = $1 and suspended_at is not null', order.id),
      };
    },
    'write off': async (world) => {
      const { order } = await createOverdueOrder(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/overdue',
        fields: {
          intent: 'write-off',
          number: order.number,
          tools: order.tools.map(({ id }) => id),
          refundedTotal: '0',
          reason: 'Never paid',
        },
        match: 'app.refund_order',
        countEffects: counting(world)('credit_notes where order_id = $1', order.id),
      };
    },
  },
  'admin.payments.tsx': {
    'pay back': async (world) => {
      const { sql } = world.database;
      const id = await createUnmatchedPayment(sql, (await createCardOrder(world)).number);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/payments',
        fields: { intent: 'pay-back', payment: id },
        match: 'app.pay_back_payment',
        countEffects: counting(world)(`unmatched_payments where id = $1 and state = 'PAID_BACK'`, id),
      };
    },
    assign: async (world) => {
      const { sql } = world.database;
      const { number } = await createCardOrder(world);
      const id = await createUnmatchedPayment(sql, number);
      await sql.query(
        'update unmatched_payments set amount = o.total from marketplace_orders o where o.number = $2 and unmatched_payments.id = $1',
        [id, number],
      );
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/payments',
        fields: { intent: 'assign', payment: id, number },
        match: 'app.assign_payment',
        countEffects: counting(world)(`marketplace_orders where number = $1 and payment_status = 'COMPLETED'`, number),
      };
    },
  },
  'admin.settings.tsx': {
    save: async (world) => {
      const { sql } = world.database;
      const company = `Company ${randomUUID()}`;
      const { revision } = only(await sql.query<{ revision: number }>('select revision from platform_settings'));
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/settings',
        fields: {
          revision: String(revision),
          name: company,
          email: 'billing@lotline.test',
          street: '500 Market Street',
          city: 'San Francisco',
          state: 'CA',
          postalCode: '94105',
          taxId: '',
          paymentInstructions: 'First Bank',
          taxNote: 'No sales tax is charged.',
        },
        match: 'app.save_seller',
        countEffects: counting(world)('platform_settings where seller_name = $1', company),
      };
    },
  },
  'cart.tsx': {
    add: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const { id } = await createTool(world.database.sql);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'add', kind: 'TOOL', id },
        match: 'app.add_to_cart',
        countEffects: counting(world)(
          `shopping_carts, jsonb_array_elements(tools) line where user_id = $1 and line ->> 'id' = $2`,
          organization.owner.id,
          id,
        ),
      };
    },
    remove: async (world) => {
      const { organization, visitor, item } = await startCart(world);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'remove', ...item },
        match: 'app.remove_from_cart',
        countEffects: counting(world)(`shopping_carts where user_id = $1 and tools = '[]'`, organization.owner.id),
      };
    },
    'accept prices': async (world) => {
      const { visitor, tool } = await startCart(world);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'accept-prices' },
        match: 'app.accept_cart_prices',
        countEffects: counting(world)(
          `shopping_carts where tools @> jsonb_build_array(jsonb_build_object('id', $1::uuid, 'price', $2::integer))`,
          tool.id,
          tool.price + 100,
        ),
      };
    },
    'add as a guest': async (world) => {
      const visitor = createVisitor(world.url);
      const { id } = await createTool(world.database.sql);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'add', kind: 'TOOL', id },
        countEffects: async () => (visitor.cookies.has('__Host-cart') ? 1 : 0),
      };
    },
  },
  'checkout.tsx': {
    'place an order': async (world) => {
      const { sql } = world.database;
      const { organization, visitor } = await startAsOwner(world);
      await fillCart(sql, organization.id, organization.owner.id, { tools: await createTools(sql, 2) });
      return {
        visitor,
        address: '/checkout',
        fields: await openOrderForm(visitor),
        match: 'app.place_order',
        countEffects: counting(world)('marketplace_orders where organization_id = $1', organization.id),
      };
    },
  },
  'orders.$number.tsx': {
    cancel: async (world) => {
      const { visitor, order } = await createOrder(world);
      return {
        visitor,
        address: `/orders/${order.number}`,
        fields: { intent: 'cancel' },
        match: 'app.cancel_order',
        countEffects: counting(world)(`marketplace_orders where id = $1 and payment_status = 'CANCELLED'`, order.id),
      };
    },
  },
  'orders.$number_.payment.ts': {
    'open the payment': async (world) => {
      const { number, visitor } = await createCardOrder(world);
      return {
        visitor,
        address: `/orders/${number}/payment`,
        fields: {},
        match: 'app.find_card_payment',
        countEffects: async () =>
          world.provider.sessions.filter(({ client_reference_id }) => client_reference_id === number).length,
        needsAnswer: true,
      };
    },
  },
  'webhooks.stripe.ts': {
    'a payment': async (world) => {
      const { number, session, visitor } = await openPayment(world);
      return {
        ...sendEvent(world, visitor, 'checkout.session.completed', session),
        match: 'app.apply_payment_event',
        countEffects: counting(world)(`marketplace_orders where number = $1 and payment_status = 'COMPLETED'`, number),
      };
    },
    'a payment that fits no order': async (world) => {
      const { number, session, visitor } = await openPayment(world);
      return {
        ...sendEvent(world, visitor, 'checkout.session.completed', { ...session, amount_total: 1 }),
        match: 'app.apply_payment_event',
        countEffects: counting(world)('unmatched_payments where named_number = $1', number),
      };
    },
    'a refund': async (world) => {
      const { number, session, visitor } = await openPayment(world);
      await sendEvent(world, visitor, 'checkout.session.completed', session).send();
      world.provider.refundThere(session, session.amount_total);
      return {
        ...sendEvent(world, visitor, 'charge.refunded', world.provider.chargeOf(session)),
        match: 'app.apply_refunds',
        countEffects: counting(world)(`marketplace_orders where number = $1 and payment_status = 'REFUNDED'`, number),
      };
    },
    'a dispute': async (world) => {
      const { number, session, visitor } = await openPayment(world);
      await sendEvent(world, visitor, 'checkout.session.completed', session).send();
      return {
        ...sendEvent(world, visitor, 'charge.dispute.created', world.provider.disputeOf(session, 'needs_response')),
        match: 'app.apply_dispute',
        countEffects: counting(world)('marketplace_orders where number = $1 and disputed_at is not null', number),
      };
    },
  },
};

/** A card order that its buyer has paid; nothing of it is told yet. */
async function openPayment(world: World) {
  const { number, visitor } = await createCardOrder(world);
  await visitor.post(`/orders/${number}/payment`, {});
  const session = present(world.provider.sessions.find((one) => one.client_reference_id === number));
  world.provider.pay(session);
  return { number, session, visitor };
}

/** An event of the provider, to be sent. */
function sendEvent({ provider, url }: World, visitor: Visitor, ...about: Parameters<PaymentProvider['signEvent']>) {
  const event = provider.signEvent(...about);
  const address = '/webhooks/stripe';
  return {
    visitor,
    address,
    fields: {},
    async send(): Promise<Answer> {
      const response = await fetch(url + address, event);
      const { status, headers } = response;
      return { status, headers, location: undefined, text: await response.text() };
    },
  };
}
