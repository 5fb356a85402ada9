import { describe, expect, test } from 'vitest';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { withConnections } from '../../factories/connections.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { createToolPurchase } from '../../factories/purchases.ts';
import { only, present } from '../../factories/rows.ts';
import {
  createPeriodic,
  database,
  mailTo,
  managersOf,
  nothing,
  type Periodic,
  rows,
  settle,
  setUpTests,
  stateOf,
} from './expiry-setup.ts';

setUpTests();

test('a purchase that renews is ordered again the moment its period ends, and not before', async () => {
  const periodic = await createPeriodic();
  const { organization, tool } = periodic;
  await settle('2026-02-10T09:29:59Z');
  expect((await stateOf(periodic)).orders).toHaveLength(1);

  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1 });
  const { orders, ...purchase } = await stateOf(periodic);
  expect(purchase).toEqual({
    status: 'ACTIVE',
    renews: true,
    endsAt: '2026-03-10T09:30:00.000Z',
    price: 10_000,
    orderId: orders[1]?.id,
    by: organization.admin.id,
  });
  expect(orders).toHaveLength(2);
  expect(orders[1]).toMatchObject({
    method: 'INVOICE',
    status: 'PENDING',
    buyer: organization.admin.id,
    total: 10_000,
    days: 30,
    street: '1 Main Street',
    email: 'billing@people.test',
    name: tool.name,
    period: '2026-02-10 to 2026-03-10',
    priceModel: 'MONTHLY',
  });
  const confirmations = await rows(
    `select recipient from outgoing_mail where key like 'order-confirmation:' || $1 || ':%' order by 1`,
    [orders[1]?.id],
  );
  expect(confirmations.map(({ recipient }) => recipient)).toEqual(
    ['billing@people.test', organization.admin.email].toSorted(),
  );
  // By nobody: the system did it.
  expect(await rows('select actor_id from audit_log where subject_id = $1', [orders[1]?.id])).toEqual([
    { actor_id: null },
  ]);

  const before = await checksums(database.sql);
  expect(await settle('2026-02-10T09:30:00Z')).toEqual(nothing);
  expect(await checksums(database.sql)).toEqual(before);
});

test('runs at the same time order every renewal once', async () => {
  const periodics: Periodic[] = [];
  while (periodics.length < 6) periodics.push(await createPeriodic());
  const runs = await withConnections(database.ownerUrl, 10, (...clients) =>
    Promise.all(
      clients.map(async (client) =>
        only(await client.query(`select * from app.expire_purchases('2026-02-10T10:00:00Z')`)),
      ),
    ),
  );
  // Runs that met others at work left those organizations alone; one more finds what that left, if anything.
  const last = await settle('2026-02-10T10:00:00Z');
  expect([...runs, last].reduce((sum, { renewed }) => sum + renewed, 0)).toBe(6);
  expect(runs.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
  for (const periodic of periodics) {
    const { status, endsAt, orders } = await stateOf(periodic);
    expect([status, endsAt, orders.length]).toEqual(['ACTIVE', '2026-03-10T09:30:00.000Z', 2]);
  }
});

test('a purchase that does not renew expires, and its managers are told once', async () => {
  const periodic = await createPeriodic({ renews: false });
  const { organization, tool } = periodic;
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, expired: 1 });
  expect(await stateOf(periodic)).toMatchObject({
    status: 'EXPIRED',
    renews: false,
    endsAt: '2026-02-10T09:30:00.000Z',
  });
  expect((await stateOf(periodic)).orders).toHaveLength(1);
  expect(await rows('select purchase_count as owners from marketplace_tools where id = $1', [tool.id])).toEqual([
    { owners: 0 },
  ]);
  const mail = await mailTo(organization, 'purchase-expired');
  expect(mail.map(({ recipient }) => recipient)).toEqual(managersOf(organization));
  expect(mail[0].content).toEqual({
    organization: organization.name,
    tool: tool.name,
    toolSlug: tool.name,
    endedAt: expect.stringMatching(/^2026-02-10T09:30:00/),
  });
  expect(await settle('2026-02-11T00:00:00Z')).toEqual(nothing);
  // And can be bought again.
  await buy(database, organization, { tools: [tool] });
  expect(await stateOf(periodic)).toMatchObject({ status: 'ACTIVE', renews: true });
});

test.each([
  ['is no longer sold', `status = 'DEPRECATED'`],
  ['is switched off', `status = 'DISABLED'`],
  ['is sold once now', `price_model = 'ONE_TIME'`],
  ['is free now', `price_model = 'FREE', price = 0`],
])('a purchase whose tool %s expires without an order', async (_, change) => {
  const periodic = await createPeriodic();
  await rows(`update marketplace_tools set ${change} where id = $1`, [periodic.tool.id]);
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, expired: 1 });
  const { status, orders } = await stateOf(periodic);
  expect([status, orders.length]).toEqual(['EXPIRED', 1]);
});

test('a renewal costs what the tool costs then, for as long as it is sold then', async () => {
  const periodic = await createPeriodic();
  await rows(
    `update marketplace_tools set price = 99000, price_model = 'ANNUAL', name = 'Renamed ' || name where id = $1`,
    [periodic.tool.id],
  );
  await settle('2026-02-10T09:30:00Z');
  const { price, endsAt, orders } = await stateOf(periodic);
  expect([price, endsAt]).toEqual([99_000, '2027-02-10T09:30:00.000Z']);
  expect(orders.map(({ total }) => total)).toEqual([10_000, 99_000]);
  expect(orders[1]).toMatchObject({ name: `Renamed ${periodic.tool.name}`, period: '2026-02-10 to 2027-02-10' });
});

test('after two months without a run one period is ordered, the present one, and its line says which', async () => {
  const periodic = await createPeriodic();
  await settle('2026-04-20T00:00:00Z');
  const { endsAt, orders } = await stateOf(periodic);
  expect(endsAt).toBe('2026-05-10T09:30:00.000Z');
  expect(orders).toHaveLength(2);
  expect(orders[1]?.period).toBe('2026-04-10 to 2026-05-10');
});

test.each([
  ['MONTHLY', '2026-01-31T12:00:00Z', '2026-02-28T12:00:00Z', '2026-03-31T12:00:00Z'],
  ['MONTHLY', '2026-01-31T12:00:00Z', '2026-03-31T12:00:00Z', '2026-04-30T12:00:00Z'],
  ['MONTHLY', '2023-12-30T00:00:00Z', '2024-02-29T00:00:00Z', '2024-03-30T00:00:00Z'],
  ['MONTHLY', '2025-11-30T23:59:59Z', '2025-12-30T23:59:59Z', '2026-01-30T23:59:59Z'],
  ['ANNUAL', '2024-02-29T08:00:00Z', '2025-02-28T08:00:00Z', '2026-02-28T08:00:00Z'],
  ['ANNUAL', '2024-02-29T08:00:00Z', '2027-02-28T08:00:00Z', '2028-02-29T08:00:00Z'],
  // An end that does not follow from the day it was bought goes on from itself.
  ['MONTHLY', '2026-01-05T00:00:00Z', '2026-02-20T00:00:00Z', '2026-03-20T00:00:00Z'],
])('%s from %s: after %s comes %s', async (priceModel, boughtAt, periodEnd, next) => {
  // Whatever time zone the session has, across a change of clocks.
  for (const zone of ['UTC', 'America/New_York']) {
    await rows(`set timezone = '${zone}'`);
    const [row] = await rows('select app.next_period_end($1, $2, $3) as "endsAt"', [boughtAt, periodEnd, priceModel]);
    expect(row.endsAt.toISOString()).toBe(new Date(next).toISOString());
  }
  await rows('reset timezone');
});

test('what renews for an organization on one day is one order and one mail', async () => {
  const periodic = await createPeriodic();
  const { organization } = periodic;
  const second = await createTool(database.sql, { price: 25_000, priceModel: 'ANNUAL' });
  await buy(database, organization, { tools: [second] });
  await rows(
    `update tool_purchases set purchase_date = '2025-02-10T20:00:00Z', period_end = '2026-02-10T20:00:00Z' where tool_id = $1`,
    [second.id],
  );
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 2 });
  expect(await settle('2026-02-10T21:00:00Z')).toEqual(nothing);
  const renewals = await rows(
    `select total, (select count(*)::integer from order_lines line where line.order_id = o.id) as lines,
       (select count(distinct key)::integer from outgoing_mail where content ->> 'number' = o.number) as mails
     from marketplace_orders o where organization_id = $1 and is_renewal`,
    [organization.id],
  );
  // To the buyer and to where the invoice goes.
  expect(renewals).toEqual([{ total: 35_000, lines: 2, mails: 2 }]);
});

describe('a tool bought in a bundle', () => {
  /** Two monthly tools at three quarters of their price, bought on one day, one of them in the bundle only if told so. */
  async function buyBundle({ ownedBefore = false } = {}) {
    const organization = await createOrganization(database.sql);
    const tools = await createTools(database.sql, 2, { price: 10_000, priceModel: 'MONTHLY' });
    const bundle = await createBundle(database.sql, tools, { price: 15_000 });
    if (ownedBefore) await buy(database, organization, { tools: tools.slice(1) });
    await buy(database, organization, { bundles: [bundle] });
    await rows(
      `update tool_purchases set purchase_date = '2026-01-10T09:30:00Z', period_end = '2026-02-10T09:30:00Z' where organization_id = $1`,
      [organization.id],
    );
    return { organization, tools: [present(tools[0]), present(tools[1])] as const };
  }
  const renewed = async ({ id }: { id: string }) =>
    rows(
      `select tool.name, tool.price from order_line_tools tool join marketplace_orders o on o.id = tool.order_id
       where o.organization_id = $1 and o.is_renewal order by tool.name`,
      [id],
    );

  test.each([false, true])(
    'renews at its rate while the bundle is whole (one owned before: %s)',
    async (ownedBefore) => {
      const { organization, tools } = await buyBundle({ ownedBefore });
      expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 2 });
      expect(await renewed(organization)).toEqual(
        [
          { name: tools[0].name, price: 7_500 },
          { name: tools[1].name, price: ownedBefore ? 10_000 : 7_500 },
        ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
    },
  );

  test('renews at the price of the day once another of them ends, that same day too', async () => {
    const { organization, tools } = await buyBundle();
    await rows('update tool_purchases set renews = false where organization_id = $1 and tool_id = $2', [
      organization.id,
      tools[1].id,
    ]);
    await settle('2026-02-10T09:30:00Z');
    expect(await renewed(organization)).toEqual([{ name: tools[0].name, price: 10_000 }]);
  });

  test('keeps its rate when another of them is no longer sold, and follows the price of the day', async () => {
    const { organization, tools } = await buyBundle();
    await rows(`update marketplace_tools set status = 'DEPRECATED' where id = $1`, [tools[1].id]);
    await rows('update marketplace_tools set price = 12000 where id = $1', [tools[0].id]);
    expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1, expired: 1 });
    expect(await renewed(organization)).toEqual([{ name: tools[0].name, price: 9_000 }]);
  });

  test('the managers are warned with the price they will pay, and why', async () => {
    const { organization } = await buyBundle();
    await settle('2026-02-01T00:00:00Z');
    const mail = await mailTo(organization, 'renewal-warning');
    expect(mail).toHaveLength(4);
    expect(mail.map(({ content }) => content.price)).toEqual([7_500, 7_500, 7_500, 7_500]);
    expect(mail[0].content.bundle).toMatch(/^bundle-/);
  });
});

test('whoever bought it before buys it again while they may; then an OWNER, then an ADMIN, then nobody', async () => {
  const [left, noOwner, nobody] = [await createPeriodic(), await createPeriodic(), await createPeriodic()];
  const remove = (...people: { id: string }[]) =>
    rows('delete from memberships where user_id = any ($1)', [people.map(({ id }) => id)]);
  await rows(`update memberships set role = 'MEMBER' where user_id = $1`, [left.organization.admin.id]);
  await remove(noOwner.organization.owner);
  await remove(nobody.organization.owner, nobody.organization.admin);
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 2, expired: 1 });
  expect(await stateOf(left)).toMatchObject({ by: left.organization.owner.id });
  expect(await stateOf(noOwner)).toMatchObject({ by: noOwner.organization.admin.id });
  expect(await stateOf(nobody)).toMatchObject({ status: 'EXPIRED' });
});

test('billing details come from the order before, or the latest one; without any there is no renewal', async () => {
  const periodic = await createPeriodic();
  const { organization, tool } = periodic;
  await buy(database, organization, { tools: [await createTool(database.sql)] });
  await rows(
    `update marketplace_orders set billing_street = '2 Later Street' where organization_id = $1 and id <>
    (select order_id from tool_purchases where organization_id = $1 and tool_id = $2)`,
    [organization.id, tool.id],
  );
  const without = await createPeriodic();
  await rows('update tool_purchases set order_id = null where organization_id = $1', [without.organization.id]);
  const never = await createOrganization(database.sql);
  const neverOrdered = await createTool(database.sql, { priceModel: 'MONTHLY' });
  await createToolPurchase(database.sql, never, neverOrdered.id);
  await rows('update marketplace_tools set purchase_count = 1 where id = $1', [neverOrdered.id]);
  await rows(`update tool_purchases set period_end = '2026-02-10T09:30:00Z' where organization_id = $1`, [never.id]);
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 2, expired: 1 });
  expect((await stateOf(periodic)).orders[1]).toMatchObject({ street: '1 Main Street' });
  expect((await stateOf(without)).orders).toHaveLength(2);
  expect(await stateOf({ organization: never, tool: neverOrdered })).toMatchObject({ status: 'EXPIRED', orders: [] });
});

test('a spending limit does not stop a renewal', async () => {
  const periodic = await createPeriodic();
  await rows('update organizations set monthly_spending_limit = 0 where id = $1', [periodic.organization.id]);
  expect(await settle('2026-02-10T09:30:00Z')).toMatchObject({ renewed: 1 });
});

test('what was ordered for nothing and has a price by now is billed as another order was, and ends where none was billed', async () => {
  const [billed, unbilled] = [await createPeriodic(), await createPeriodic()];
  for (const { organization, tool } of [billed, unbilled]) {
    // As an order that cost nothing is kept.
    await rows('update order_lines set list_price = 0, price = 0 where organization_id = $1', [organization.id]);
    await rows(
      `update marketplace_orders set subtotal = 0, total = 0, payment_status = 'COMPLETED', due_on = null, billing_name = null, billing_email = null,
         billing_street = null, billing_city = null, billing_state = null, billing_postal_code = null, billing_country = null
       where organization_id = $1`,
      [organization.id],
    );
    await rows('update marketplace_tools set price = 12345 where id = $1', [tool.id]);
  }
  await buy(database, billed.organization, { tools: [await createTool(database.sql)] });
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1, expired: 1 });
  expect((await stateOf(billed)).orders.at(-1)).toMatchObject({ total: 12_345, street: '1 Main Street' });
  expect(await stateOf(unbilled)).toMatchObject({ status: 'EXPIRED', orders: { length: 1 } });
});
