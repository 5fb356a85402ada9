import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { createBundle, createTool, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { withConnections } from '../../factories/connections.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { callAs, openTool } from '../../factories/owned-tools.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** An organization that bought a tool with ten reports a month and 37 cents for each further one. */
async function buyByUse() {
  const organization = await createOrganization(database.sql);
  const tool = await createReportTool();
  const order = await buy(database, organization, { tools: [tool] });
  return { organization, tool, order };
}

const createReportTool = () =>
  createTool(database.sql, {
    priceModel: 'USAGE_BASED',
    demoUrl: 'https://tool.example/start',
    usage: { unit: 'report', included: 10, price: 37 },
  });

const use = ({ member }: TestOrganization, { id }: TestTool, units: number, key: string = randomUUID()) =>
  callAs(database.asApp, member, 'record_use', id, key, units);

const periodsOf = ({ id }: TestOrganization) =>
  rows(
    `select period.units_used as used, period.closed_at is not null as closed, billed.price as billed, billed.units_billed as beyond,
       o.is_renewal as scheduled
     from usage_periods period join order_line_tools sold on sold.id = period.order_line_tool_id
     left join order_line_tools billed on billed.id = period.billing_line_tool_id left join marketplace_orders o on o.id = billed.order_id
     where period.organization_id = $1 order by sold.period_start, period.closed_at nulls last`,
    [id],
  );

const purchaseOf = async ({ id }: TestOrganization, tool: TestTool) =>
  only(
    await database.sql.query<{ id: string; usage_count: number; period_end: Date; status: string }>(
      'select * from tool_purchases where organization_id = $1 and tool_id = $2',
      [id, tool.id],
    ),
  );

const ordersOf = ({ id }: TestOrganization) =>
  rows(
    `select o.total, array_agg(line.name || ' ' || line.price order by line.position) as lines from marketplace_orders o
     join order_lines line on line.order_id = o.id where o.organization_id = $1 and o.is_renewal group by o.id order by o.placed_at, o.total`,
    [id],
  );

/** Moves the purchases of an organization into the past, so that their running periods ended a minute ago. */
async function endPeriods({ id }: TestOrganization) {
  const { ago } = only(
    await database.sql.query<{ ago: string }>(
      `select (max(period_end) - now() + interval '1 minute')::text as ago from tool_purchases where organization_id = $1 and status = 'ACTIVE'`,
      [id],
    ),
  );
  await rows(
    `with purchase as (
       update tool_purchases set purchase_date = purchase_date - $2::interval, period_end = period_end - $2::interval where organization_id = $1)
     update order_line_tools set period_start = period_start - $2::interval, period_end = period_end - $2::interval where organization_id = $1`,
    [id, ago],
  );
}

/** Takes back the rows that a query finds, as a platform admin. */
async function refundRows(query: string, id: string) {
  const found = await rows(query, [id]);
  const admin = await createPlatformAdmin(database.sql);
  const { outcome } = only(
    await asViewer(database.asApp, admin.tokenHash, (client) =>
      client.query<{ outcome: string }>(`select outcome from app.refund_order($1, $2, 'Reason', 0)`, [
        found[0].order_id,
        found.map((row) => row.id),
      ]),
    ),
  );
  expect(outcome).toBe('REFUNDED');
}

const settle = async () => only(await database.sql.query('select * from app.expire_purchases(now())'));

test('a use counts once by its key, whoever sends it again and however often at once', async () => {
  const { organization, tool } = await buyByUse();
  expect(await use(organization, tool, 3, 'first')).toBe('RECORDED');
  expect(await use(organization, tool, 3, 'first')).toBe('REPEATED');
  const outcomes = await withConnections(database.appUrl, 8, (...clients) =>
    Promise.all(clients.map((client) => callAs(client, organization.owner, 'record_use', tool.id, 'second', 2))),
  );
  expect(outcomes.toSorted()).toEqual(['RECORDED', ...Array(7).fill('REPEATED')].toSorted());
  expect(await periodsOf(organization)).toMatchObject([{ used: 5, closed: false }]);
  // Another tool, or another organization, has keys of its own.
  const other = await buyByUse();
  expect(await use(other.organization, other.tool, 1, 'first')).toBe('RECORDED');
});

test('opening is a use of one unit, a double click is one opening, and a tool by the month counts no unit', async () => {
  const { organization, tool } = await buyByUse();
  for (const key of ['one', 'one', 'two']) {
    expect(await openTool(database.asApp, organization.member, tool.id, key)).toEqual({
      outcome: 'OPENED',
      address: 'https://tool.example/start',
    });
  }
  expect(await periodsOf(organization)).toMatchObject([{ used: 2 }]);
  expect((await purchaseOf(organization, tool)).usage_count).toBe(2);
  const monthly = await createTool(database.sql, { priceModel: 'MONTHLY', demoUrl: 'https://tool.example/start' });
  await buy(database, organization, { tools: [monthly] });
  const before = await periodsOf(organization);
  for (const key of ['one', 'one']) await openTool(database.asApp, organization.member, monthly.id, key);
  expect((await purchaseOf(organization, monthly)).usage_count).toBe(1);
  expect(await use(organization, monthly, 1)).toBe('NOT_BY_USE');
  expect(await periodsOf(organization)).toEqual(before);
  expect(
    await rows('select opens from tool_usage_daily where organization_id = $1 order by 1', [organization.id]),
  ).toEqual([{ opens: 1 }, { opens: 2 }]);
});

test('the renewal bills what was used beyond the included units, once, at the terms it was sold with', async () => {
  const { organization, tool } = await buyByUse();
  await use(organization, tool, 10);
  await use(organization, tool, 3);
  await rows(`update marketplace_tools set unit_price = 99, units_included = 1, name = 'New name' where id = $1`, [
    tool.id,
  ]);
  await endPeriods(organization);
  expect(await settle()).toMatchObject({ renewed: 1, failed: 0 });
  expect(await ordersOf(organization)).toEqual([
    {
      total: 10_111,
      lines: ['New name 10000', `${tool.name}: 3 reports beyond the 10 included, at $0.37 each 111`],
    },
  ]);
  const written = await checksums(database.sql);
  await settle();
  expect(await checksums(database.sql)).toEqual(written);
  // The next period has the terms of the day it was sold on.
  await use(organization, tool, 2);
  expect(await periodsOf(organization)).toEqual([
    { used: 13, closed: true, billed: 111, beyond: 3, scheduled: true },
    { used: 2, closed: false, billed: null, beyond: null, scheduled: null },
  ]);
  expect(await rows('select app.unbilled_use($1)::integer as owed', [organization.id])).toEqual([{ owed: 99 }]);
});

test('a use after the period belongs to the next one, though the schedule has not run yet', async () => {
  const { organization, tool } = await buyByUse();
  await use(organization, tool, 12);
  await endPeriods(organization);
  expect(await use(organization, tool, 4)).toBe('RECORDED');
  expect(await periodsOf(organization)).toMatchObject([
    { used: 12, closed: true, billed: 74 },
    { used: 4, closed: false },
  ]);
  expect(await settle()).toMatchObject({ renewed: 0, expired: 0 });
});

test('a purchase that ends by itself, at once or by a refund is billed for its use', async () => {
  const expiring = await buyByUse();
  await use(expiring.organization, expiring.tool, 11);
  const { id } = await purchaseOf(expiring.organization, expiring.tool);
  await callAs(database.asApp, expiring.organization.owner, 'set_renewal', id, false);
  await endPeriods(expiring.organization);
  expect(await settle()).toMatchObject({ expired: 1, failed: 0 });
  expect(await periodsOf(expiring.organization)).toEqual([
    { used: 11, closed: true, billed: 37, beyond: 1, scheduled: true },
  ]);

  const cancelled = await buyByUse();
  await use(cancelled.organization, cancelled.tool, 12);
  const purchase = await purchaseOf(cancelled.organization, cancelled.tool);
  await callAs(database.asApp, cancelled.organization.owner, 'cancel_purchase', 'TOOL', purchase.id);
  expect(await ordersOf(cancelled.organization)).toMatchObject([{ total: 74 }]);

  const refunded = await buyByUse();
  await use(refunded.organization, refunded.tool, 13);
  await refundRows('select id, order_id from order_line_tools where order_id = $1', refunded.order.id);
  expect((await purchaseOf(refunded.organization, refunded.tool)).status).toBe('REFUNDED');
  expect(await ordersOf(refunded.organization)).toMatchObject([{ total: 111 }]);
  // A refund of what was used ends nothing.
  await buy(database, refunded.organization, { tools: [refunded.tool] });
  await use(refunded.organization, refunded.tool, 11);
  await endPeriods(refunded.organization);
  await settle();
  await refundRows(
    'select id, order_id from order_line_tools where organization_id = $1 and units_billed = 1',
    refunded.organization.id,
  );
  expect((await purchaseOf(refunded.organization, refunded.tool)).status).toBe('ACTIVE');
});

test('in a bundle the unit has its rate, half up, until the bundle is not whole', async () => {
  const organization = await createOrganization(database.sql);
  const tool = await createReportTool();
  const other = await createTool(database.sql, { price: 10_000, priceModel: 'MONTHLY' });
  const bundle = await createBundle(database.sql, [tool, other], { price: 15_000 });
  await buy(database, organization, { bundles: [bundle] });
  await use(organization, tool, 12);
  await endPeriods(organization);
  await settle();
  // Three quarters of 37 cents are 27.75.
  expect((await periodsOf(organization))[0]).toMatchObject({ used: 12, billed: 56 });
  const { id } = await purchaseOf(organization, other);
  await callAs(database.asApp, organization.owner, 'cancel_purchase', 'TOOL', id);
  await endPeriods(organization);
  await settle();
  await use(organization, tool, 11);
  expect(await rows('select app.unbilled_use($1)::integer as owed', [organization.id])).toEqual([{ owed: 37 }]);
});

test('an OWNER sets a cap; at it the tool is CAPPED until the cap is raised or the next period', async () => {
  const { organization, tool } = await buyByUse();
  const { id } = await purchaseOf(organization, tool);
  const setCap = (cents: number | null, by = organization.owner) =>
    callAs(database.asApp, by, 'set_usage_cap', id, cents);
  const access = () => callAs(database.asApp, organization.member, 'tool_access', tool.id);
  expect(await setCap(100, organization.admin)).toBe('NOT_ALLOWED');
  expect(await setCap(100)).toBe('SET');
  expect(await use(organization, tool, 13)).toBe('CAPPED');
  expect(await use(organization, tool, 12, 'last')).toBe('RECORDED');
  expect(await access()).toBe('CAPPED');
  expect((await openTool(database.asApp, organization.member, tool.id)).outcome).toBe('CAPPED');
  expect(await use(organization, tool, 12, 'last')).toBe('REPEATED');
  expect(await setCap(111)).toBe('SET');
  expect(await access()).toBe('ALLOWED');
  expect(await use(organization, tool, 1)).toBe('RECORDED');
  expect(await access()).toBe('CAPPED');
  await endPeriods(organization);
  await settle();
  expect(await access()).toBe('ALLOWED');
  expect(
    await rows(
      `select actor_id as by, before -> 'usage_cap' as was, after -> 'usage_cap' as is from audit_log
       where subject_id = $1 and before -> 'usage_cap' is distinct from after -> 'usage_cap' and before is not null order by chain_position`,
      [id],
    ),
  ).toEqual([
    { by: organization.owner.id, was: null, is: 100 },
    { by: organization.owner.id, was: 100, is: 111 },
  ]);
});

test('the units a period includes are open at a cap of nothing', async () => {
  const { organization, tool } = await buyByUse();
  await callAs(database.asApp, organization.owner, 'set_usage_cap', (await purchaseOf(organization, tool)).id, 0);
  expect(await use(organization, tool, 10)).toBe('RECORDED');
  expect(await use(organization, tool, 1)).toBe('CAPPED');
});

test('without a cap, use goes as far as the invoice limit, in which what is not billed yet counts', async () => {
  const { organization, tool, order } = await buyByUse();
  const limit = (cents: number) =>
    rows('update organizations set invoice_limit = $2 where id = $1', [organization.id, cents]);
  const access = () => callAs(database.asApp, organization.member, 'tool_access', tool.id);
  await limit(order.total + 2 * 37);
  expect(await use(organization, tool, 11)).toBe('RECORDED');
  expect(await access()).toBe('ALLOWED');
  expect(await use(organization, tool, 1)).toBe('RECORDED');
  expect(await access()).toBe('CAPPED');
  expect(await use(organization, tool, 1)).toBe('CAPPED');
  // No cap of an OWNER goes beyond it; a payment makes room.
  await callAs(database.asApp, organization.owner, 'set_usage_cap', (await purchaseOf(organization, tool)).id, 5_000);
  expect(await access()).toBe('CAPPED');
  await rows(`update marketplace_orders set payment_status = 'COMPLETED' where id = $1`, [order.id]);
  expect(await access()).toBe('ALLOWED');
});

test('what is suspended records no use, and its period is neither renewed nor billed', async () => {
  const { organization, tool } = await buyByUse();
  await use(organization, tool, 12);
  await rows('update tool_purchases set suspended_at = now() where organization_id = $1', [organization.id]);
  await endPeriods(organization);
  expect(await use(organization, tool, 1)).toBe('SUSPENDED');
  expect(await settle()).toMatchObject({ renewed: 0, expired: 0, failed: 0 });
  expect(await periodsOf(organization)).toMatchObject([{ used: 12, closed: false }]);
  // Nothing of it is left for the invariants, which know suspensions by their orders.
  await rows('update tool_purchases set suspended_at = null where organization_id = $1', [organization.id]);
  await settle();
  expect(await periodsOf(organization)).toMatchObject([{ used: 12, closed: true, billed: 74 }, { used: 0 }]);
});
