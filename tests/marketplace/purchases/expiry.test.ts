import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { brokenEntries } from '../../factories/audit.ts';
import { createBundle, createTool, type PriceModel, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { withConnections } from '../../factories/connections.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { createToolPurchase } from '../../factories/purchases.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

// Each test has its own times, in which nothing of another comes due.
beforeEach(async () => {
  await rows('update tool_purchases set period_end = null where period_end is not null');
});

afterEach(async () => {
  for (const wrong of [wrongPurchaseCounts, brokenEntries]) expect(await rows(wrong)).toEqual([]);
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const nothing = { renewed: 0, expired: 0, warned: 0, busy: 0, failed: 0, more: false };

/** Does what the schedule would do at that moment. */
const settle = async (now: string, limit = 500) =>
  only(await database.sql.query('select * from app.expire_purchases($1, $2)', [now, limit]));

interface Periodic {
  organization: TestOrganization;
  tool: TestTool;
}

/** An organization that bought a tool by the month, from one day to another. */
async function createPeriodic({
  boughtAt = '2026-01-10T09:30:00Z',
  endsAt = '2026-02-10T09:30:00Z',
  priceModel = 'MONTHLY',
  renews = true,
}: {
  boughtAt?: string;
  endsAt?: string;
  priceModel?: PriceModel;
  renews?: boolean;
} = {}): Promise<Periodic> {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price: 10_000, priceModel });
  await buy(database, organization, { tools: [tool] }, organization.admin);
  await rows('update tool_purchases set purchase_date = $2, period_end = $3, renews = $4 where organization_id = $1', [
    organization.id,
    boughtAt,
    endsAt,
    renews,
  ]);
  return { organization, tool };
}

interface Ordered {
  id: string;
  method: string;
  status: string;
  buyer: string;
  total: number;
  days: number;
  street: string;
  email: string;
  name: string;
  priceModel: PriceModel;
}

interface Purchased {
  status: string;
  renews: boolean;
  endsAt: Date | null;
  price: number;
  orderId: string;
  by: string;
}

/** The organization's purchase of the tool and the orders it made, first to last. */
async function stateOf({ organization, tool }: Periodic) {
  const purchase = only(
    await database.sql.query<Purchased>(
      `select status, renews, period_end as "endsAt", price_at_purchase as price, order_id as "orderId", purchased_by as by
     from tool_purchases where organization_id = $1 and tool_id = $2`,
      [organization.id, tool.id],
    ),
  );
  const { rows: orders } = await database.sql.query<Ordered>(
    `select o.id, o.payment_method as method, o.payment_status as status, o.buyer_id as buyer, o.total, o.due_on - o.placed_at::date as days,
       o.billing_street as street, o.billing_email as email, line.name, line.price_model as "priceModel"
     from marketplace_orders o join order_lines line on line.order_id = o.id
     where o.organization_id = $1 and line.tool_id = $2 order by o.number`,
    [organization.id, tool.id],
  );
  return { ...purchase, endsAt: purchase.endsAt?.toISOString(), orders };
}

const mailTo = async ({ id }: TestOrganization, kind: string) =>
  rows(
    'select recipient, content from outgoing_mail where organization_id = $1 and kind = $2 order by created_at, recipient',
    [id, kind],
  );

const managersOf = ({ owner, admin }: TestOrganization) => [owner.email, admin.email].toSorted();

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
    name: `${tool.name} (Feb 10, 2026 to Mar 10, 2026)`,
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
  expect(orders[1]?.name).toBe(`Renamed ${periodic.tool.name} (Feb 10, 2026 to Feb 10, 2027)`);
});

test('after two months without a run one period is ordered, the present one, and its line says which', async () => {
  const periodic = await createPeriodic();
  await settle('2026-04-20T00:00:00Z');
  const { endsAt, orders } = await stateOf(periodic);
  expect(endsAt).toBe('2026-05-10T09:30:00.000Z');
  expect(orders.map(({ name }) => name)).toEqual([
    periodic.tool.name,
    `${periodic.tool.name} (Apr 10, 2026 to May 10, 2026)`,
  ]);
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

test('what a bundle holds as well is not paid twice: the purchase ends, the tool stays, and no mail says it ended', async () => {
  const periodic = await createPeriodic();
  const { organization, tool } = periodic;
  await buy(database, organization, {
    bundles: [await createBundle(database.sql, [tool, await createTool(database.sql)])],
  });
  expect(await settle('2026-02-08T00:00:00Z')).toEqual(nothing);
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, expired: 1 });
  expect((await stateOf(periodic)).orders).toHaveLength(1);
  expect(await mailTo(organization, 'purchase-expired')).toEqual([]);
  expect(await rows('select purchase_count as owners from marketplace_tools where id = $1', [tool.id])).toEqual([
    { owners: 1 },
  ]);
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

test('managers are warned 14 and 3 days ahead, once each, with what happens then', async () => {
  const periodic = await createPeriodic();
  const { organization, tool } = periodic;
  expect(await settle('2026-01-27T09:29:59Z')).toEqual(nothing);
  expect(await settle('2026-01-27T09:30:00Z')).toEqual({ ...nothing, warned: 2 });
  expect(await settle('2026-02-01T00:00:00Z')).toEqual(nothing);
  await rows('update tool_purchases set renews = false where organization_id = $1', [organization.id]);
  expect(await settle('2026-02-07T09:30:00Z')).toEqual({ ...nothing, warned: 2 });
  expect(await settle('2026-02-10T09:29:59Z')).toEqual(nothing);
  const mail = await mailTo(organization, 'renewal-warning');
  expect(mail.map(({ recipient }) => recipient)).toEqual([...managersOf(organization), ...managersOf(organization)]);
  expect(mail.map(({ content }) => [content.daysLeft, content.renews])).toEqual([
    [14, true],
    [14, true],
    [3, false],
    [3, false],
  ]);
  expect(mail[0].content).toEqual({
    organization: organization.name,
    tool: tool.name,
    toolSlug: tool.name,
    endsAt: expect.stringMatching(/^2026-02-10T09:30:00/),
    daysLeft: 14,
    renews: true,
    price: 10_000,
    currency: 'USD',
    priceModel: 'MONTHLY',
  });
});

test('a late run sends the nearer warning only, and the next period is warned of again', async () => {
  const { organization } = await createPeriodic();
  expect(await settle('2026-02-09T00:00:00Z')).toEqual({ ...nothing, warned: 2 });
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1 });
  expect(await settle('2026-03-08T00:00:00Z')).toEqual({ ...nothing, warned: 2 });
  const mail = await mailTo(organization, 'renewal-warning');
  expect(mail.map(({ content }) => content.daysLeft)).toEqual([3, 3, 3, 3]);
});

test('a run does at most so much, and says that there is more', async () => {
  const periodics = [await createPeriodic(), await createPeriodic({ renews: false }), await createPeriodic()];
  expect(await settle('2026-02-11T00:00:00Z', 2)).toMatchObject({ more: true });
  expect(await settle('2026-02-11T00:00:00Z', 2)).toMatchObject({ more: false });
  const states: string[] = [];
  for (const periodic of periodics) states.push((await stateOf(periodic)).status);
  expect(states).toEqual(['ACTIVE', 'EXPIRED', 'ACTIVE']);
});

test('an organization with a checkout at work is left for the next run, and does not hold up the others', async () => {
  const [busy, other] = [await createPeriodic(), await createPeriodic()];
  await withConnections(database.ownerUrl, 1, async (client) => {
    const session = present(client);
    await session.query('begin');
    await session.query(`select pg_advisory_xact_lock(hashtextextended('checkout:' || $1::uuid, 0))`, [
      busy.organization.id,
    ]);
    expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1, busy: 1 });
    await session.query('rollback');
  });
  expect((await stateOf(other)).orders).toHaveLength(2);
  expect((await stateOf(busy)).orders).toHaveLength(1);
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1 });
});

test('the same end is never billed twice, and what fails does not hold up the others', async () => {
  const [broken, other] = [await createPeriodic(), await createPeriodic()];
  await settle('2026-02-10T09:30:00Z');
  // As if the renewal had been forgotten.
  await rows(`update tool_purchases set period_end = '2026-02-10T09:30:00Z' where organization_id = $1`, [
    broken.organization.id,
  ]);
  const late = await createPeriodic();
  expect(await settle('2026-02-10T09:31:00Z')).toEqual({ ...nothing, renewed: 1, failed: 1 });
  for (const { orders } of [await stateOf(broken), await stateOf(other), await stateOf(late)])
    expect(orders).toHaveLength(2);
});

test('nobody chooses the time: the app may only have done what is due now', async () => {
  const { owner } = await createOrganization(database.sql);
  const call = (statement: string) => asViewer(database.asApp, owner.tokenHash, (client) => client.query(statement));
  expect(await refusal(call(`select app.expire_purchases('2099-01-01')`))).toBe('42501');
  for (const internal of [
    `select app.close_purchases(gen_random_uuid(), '{}', '{}', 'EXPIRED')`,
    `select app.write_credit_note(gen_random_uuid(), '{}', 'Reason', null)`,
    `select app.warn_of_period_ends(now(), 1)`,
  ]) {
    expect([internal, await refusal(call(internal))]).toEqual([internal, '42501']);
  }
  expect(only(await call('select * from app.run_due_purchases()'))).toEqual(nothing);
});
