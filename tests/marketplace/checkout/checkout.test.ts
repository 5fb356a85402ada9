import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { createBuyer } from '../../factories/buyers.ts';
import { fillCart, findCart } from '../../factories/carts.ts';
import { createBundle, createTool } from '../../factories/catalog.ts';
import { type CheckoutForm, checkOut, endToolPurchase, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { checksums } from '../../factories/checksums.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await database.drop();
});

// Every purchase of this file comes from an order, so the counts must be right after each test.
afterEach(async () => {
  expect(await rows(wrongPurchaseCounts)).toEqual([]);
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** Sends the form and expects that it is answered so, and that not a row of any table is touched. */
async function expectNothingWritten(send: () => Promise<unknown>, outcome: string): Promise<void> {
  const before = await checksums(database.sql);
  expect(await send()).toEqual({ outcome, orderNumber: null });
  expect(await checksums(database.sql)).toEqual(before);
}

test('an order has its lines, purchases, totals, counts and audit entries, and the cart is empty', async () => {
  const organization = await createOrganization(database.sql);
  const { owner } = organization;
  const owned = await createTool(database.sql, { price: 10_000 });
  await fillCart(database.sql, organization.id, owner.id, { tools: [owned] });
  const first = await checkOut(database, owner);
  expect(first).toMatchObject({ outcome: 'PLACED' });

  const monthly = await createTool(database.sql, { price: 10_000, priceModel: 'MONTHLY' });
  const free = await createTool(database.sql, { price: 0 });
  const included = await createTool(database.sql, { price: 20_000 });
  const bundle = await createBundle(database.sql, [owned, included], { price: 24_000 });
  await fillCart(database.sql, organization.id, owner.id, { tools: [monthly, free, included], bundles: [bundle] });
  const form = { ...(await openCheckout(database, owner)), purchaseOrderNumber: 'PO-7' };
  const { outcome, orderNumber } = await placeOrder(database, owner, form);
  expect(outcome).toBe('PLACED');

  const order = only(
    await database.sql.query(`select *, due_on - placed_at::date as days from marketplace_orders where number = $1`, [
      orderNumber,
    ]),
  );
  // 24,000 for two tools of 30,000 together, of which 20,000 are not owned: 16,000.
  expect(order).toMatchObject({
    organization_id: organization.id,
    buyer_id: owner.id,
    checkout_key: form.key,
    payment_method: 'INVOICE',
    payment_status: 'PENDING',
    purchase_order_number: 'PO-7',
    billing_name: 'A brokerage',
    billing_postal_code: '60601',
    billing_country: 'US',
    subtotal: 34_000,
    credit_total: 8_000,
    total: 26_000,
    currency: 'USD',
    days: 30,
  });
  const lines = await rows(
    `select kind, coalesce(tool_id, bundle_id) as id, name, list_price, credit, price,
       (select jsonb_agg(jsonb_build_array(tool.name, tool.price_model, tool.list_price, tool.price) order by tool.position)
        from order_line_tools tool where tool.order_line_id = line.id) as charged,
       (select jsonb_agg(jsonb_build_array(credited.name, (select number from marketplace_orders where id = credited_order_id)))
        from order_line_credits credited where credited.order_line_id = line.id) as credited
     from order_lines line where order_id = $1 order by position`,
    [order.id],
  );
  const toolLine = (tool: { id: string; name: string }, price: number, priceModel: string) => ({
    kind: 'TOOL',
    id: tool.id,
    name: tool.name,
    list_price: price,
    credit: 0,
    price,
    charged: [[tool.name, priceModel, price, price]],
    credited: null,
  });
  expect(lines).toHaveLength(3);
  expect(lines).toEqual(
    expect.arrayContaining([
      toolLine(monthly, 10_000, 'MONTHLY'),
      toolLine(free, 0, 'FREE'),
      {
        kind: 'BUNDLE',
        id: bundle.id,
        name: bundle.name,
        list_price: 24_000,
        credit: 8_000,
        price: 16_000,
        charged: [[included.name, 'ONE_TIME', 20_000, 16_000]],
        credited: [[owned.name, first.orderNumber]],
      },
    ]),
  );
  const bought = await rows(
    `select kind, coalesce(tool_id, bundle_id) as id, price_at_purchase as price, status, purchased_by as by
     from marketplace_purchases where organization_id = $1`,
    [organization.id],
  );
  const purchase = (kind: string, { id }: { id: string }, price: number) => ({
    kind,
    id,
    price,
    status: 'ACTIVE',
    by: owner.id,
  });
  expect(bought).toHaveLength(5);
  expect(bought).toEqual(
    expect.arrayContaining([
      purchase('TOOL', owned, 10_000),
      purchase('TOOL', monthly, 10_000),
      purchase('TOOL', free, 0),
      purchase('TOOL', included, 16_000),
      purchase('BUNDLE', bundle, 16_000),
    ]),
  );
  expect(await findCart(database.sql, owner.id)).toMatchObject({ tools: [], bundles: [], totalPrice: 0 });
  expect(await rows('select purchase_count as count from tool_bundles where id = $1', [bundle.id])).toEqual([
    { count: 1 },
  ]);
  const audited = await rows(
    `select subject_type as subject, count(*)::integer as entries from audit_log
     where organization_id = $1 and actor_id = $2 and occurred_at >= $3 group by 1 order by 1`,
    [organization.id, owner.id, order.placed_at],
  );
  expect(audited).toEqual([
    { subject: 'bundle_purchase', entries: 1 },
    { subject: 'order', entries: 1 },
    { subject: 'tool_purchase', entries: 3 },
  ]);
});

test.each([
  ['MONTHLY', '1 month'],
  ['ANNUAL', '1 year'],
  ['ONE_TIME', null],
  ['USAGE_BASED', '1 month'],
] as const)('a %s purchase runs for %s', async (priceModel, period) => {
  const { id, admin } = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { priceModel });
  await fillCart(database.sql, id, admin.id, { tools: [tool] });
  await checkOut(database, admin);
  const ends = await rows(
    `select period_end is not distinct from purchase_date + $2::interval as right from tool_purchases where organization_id = $1`,
    [id, period],
  );
  expect(ends).toEqual([{ right: true }]);
});

test('an order paid by card has no due date', async () => {
  const { organization } = await createBuyer(database.sql);
  const form = await openCheckout(database, organization.owner);
  await placeOrder(database, organization.owner, { ...form, paymentMethod: 'CREDIT_CARD' });
  const orders = await rows(
    'select payment_method as method, due_on from marketplace_orders where organization_id = $1',
    [organization.id],
  );
  expect(orders).toEqual([{ method: 'CREDIT_CARD', due_on: null }]);
});

test.each(['ACH', 'PLATFORM_CREDITS'] as const)('%s is no way to pay', async (paymentMethod) => {
  const { organization } = await createBuyer(database.sql);
  const form = { ...(await openCheckout(database, organization.owner)), paymentMethod };
  await expectNothingWritten(() => placeOrder(database, organization.owner, form), 'METHOD_NOT_OFFERED');
});

test('an invoice is due after thirty days and a period ends after a month, whatever zone the session has', async () => {
  for (const zone of ['Pacific/Kiritimati', 'America/New_York']) {
    const organization = await createOrganization(database.sql);
    await fillCart(database.sql, organization.id, organization.owner.id, {
      tools: [await createTool(database.sql, { priceModel: 'MONTHLY' })],
    });
    const form = await openCheckout(database, organization.owner);
    await asViewer(database.asApp, organization.owner.tokenHash, async (client) => {
      await client.query(`set local timezone = '${zone}'`);
      return client.query('select * from app.place_order($1, $2, $3, null, $4)', [
        form.key,
        JSON.stringify(form.shown),
        form.paymentMethod,
        JSON.stringify(form.billing),
      ]);
    });
    expect(
      await rows(
        `select o.due_on - (o.placed_at at time zone 'UTC')::date as days,
           p.period_end at time zone 'UTC' = p.purchase_date at time zone 'UTC' + interval '1 month' as month
         from marketplace_orders o join tool_purchases p on p.order_id = o.id where o.organization_id = $1`,
        [organization.id],
      ),
    ).toEqual([{ days: 30, month: true }]);
  }
});

test('the same form again is answered with the first order, whatever is in the cart by then', async () => {
  const { organization } = await createBuyer(database.sql);
  const { owner } = organization;
  const form = await openCheckout(database, owner);
  const first = await placeOrder(database, owner, form);
  expect(first.outcome).toBe('PLACED');
  await fillCart(database.sql, organization.id, owner.id, { tools: [await createTool(database.sql)] });
  const before = await checksums(database.sql);
  for (let again = 0; again < 3; again++) {
    expect(await placeOrder(database, owner, form)).toEqual({ outcome: 'REPLAYED', orderNumber: first.orderNumber });
  }
  expect(await checksums(database.sql)).toEqual(before);
});

const otherContents: [string, (form: CheckoutForm) => Partial<CheckoutForm>][] = [
  ['payment method', () => ({ paymentMethod: 'CREDIT_CARD' })],
  ['purchase order number', () => ({ purchaseOrderNumber: 'PO-8' })],
  ['billing address', ({ billing }) => ({ billing: { ...billing, street: '2 Main Street' } })],
  ['lines', ({ shown }) => ({ shown: shown.slice(1) })],
];

test.each(otherContents)('the same key with another %s is refused', async (_, change) => {
  const { organization } = await createBuyer(database.sql);
  const form = await openCheckout(database, organization.owner);
  await placeOrder(database, organization.owner, form);
  await expectNothingWritten(
    () => placeOrder(database, organization.owner, { ...form, ...change(form) }),
    'KEY_REUSED',
  );
});

test('the same key from a colleague is refused, and from another organization is its own', async () => {
  const { organization, tool } = await createBuyer(database.sql);
  const other = await createOrganization(database.sql);
  const form = await openCheckout(database, organization.owner);
  await placeOrder(database, organization.owner, form);
  await expectNothingWritten(() => placeOrder(database, organization.admin, form), 'KEY_REUSED');
  await fillCart(database.sql, other.id, other.owner.id, { tools: [tool] });
  const theirs = { ...(await openCheckout(database, other.owner)), key: form.key };
  expect(await placeOrder(database, other.owner, theirs)).toMatchObject({ outcome: 'PLACED' });
});

test.each(['CANCELLED', 'REFUNDED', 'EXPIRED'] as const)(
  '%s and bought again: the same purchase, a second order',
  async (status) => {
    const { id, owner, admin } = await createOrganization(database.sql);
    const tool = await createTool(database.sql, { price: 10_000, priceModel: 'MONTHLY' });
    await fillCart(database.sql, id, owner.id, { tools: [tool] });
    const first = await checkOut(database, owner);
    const purchaseNow = async () =>
      present((await rows('select * from tool_purchases where organization_id = $1', [id]))[0]);
    const firstPurchase = await purchaseNow();
    await endToolPurchase(database.sql, id, tool.id, status);
    await rows('update marketplace_tools set price = 25000 where id = $1', [tool.id]);
    const earlier = await rows(
      'select o.*, l.* from marketplace_orders o join order_lines l on l.order_id = o.id where o.number = $1',
      [first.orderNumber],
    );

    await fillCart(database.sql, id, admin.id, { tools: [tool] });
    expect((await checkOut(database, admin)).outcome).toBe('PLACED');
    const again = await purchaseNow();
    expect(again).toMatchObject({
      id: firstPurchase.id,
      status: 'ACTIVE',
      price_at_purchase: 25_000,
      purchased_by: admin.id,
    });
    expect(again.purchase_date.getTime()).toBeGreaterThan(firstPurchase.purchase_date.getTime());
    expect(again.period_end.getTime()).toBeGreaterThan(firstPurchase.period_end.getTime());
    expect(await rows('select count(*)::integer from tool_purchases where organization_id = $1', [id])).toEqual([
      { count: 1 },
    ]);
    expect(await rows('select total from marketplace_orders where organization_id = $1 order by total', [id])).toEqual([
      { total: 10_000 },
      { total: 25_000 },
    ]);
    expect(
      await rows(
        'select o.*, l.* from marketplace_orders o join order_lines l on l.order_id = o.id where o.number = $1',
        [first.orderNumber],
      ),
    ).toEqual(earlier);
  },
);
