import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cancelOrder } from '../../../app/modules/marketplace/orders/commands.server.ts';
import { findCancellation } from '../../../app/modules/marketplace/orders/queries.server.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { buy, type TestOrder } from '../../factories/orders.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { openTool } from '../../factories/owned-tools.ts';
import { requestDatabase } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// What a dishonest buyer tries: orders on trust, cancelled in an order that leaves tools nobody paid for.

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

afterEach(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const owedBy = async ({ id }: TestOrganization) =>
  Number(
    only(
      await database.sql.query<{ owed: string }>(
        `select coalesce(sum(total - refunded_total), 0) as owed from marketplace_orders
         where organization_id = $1 and payment_status in ('PENDING', 'PROCESSING', 'COMPLETED')`,
        [id],
      ),
    ).owed,
  );
const ownedBy = async ({ id }: TestOrganization) =>
  (await rows('select tool_id from app.owned_tool_ids($1) as owned (tool_id)', [id])).length;

const cancellationOf = async ({ owner }: TestOrganization, { number }: TestOrder) =>
  present(
    (
      await requestDatabase(database, owner.tokenHash).read((handle) => ({
        found: findCancellation(handle, number),
      }))
    ).found[0],
  );

async function cancel({ owner }: TestOrganization, { number }: TestOrder, together: TestOrder[] = []) {
  const { cancelled } = await requestDatabase(database, owner.tokenHash).write((handle) => ({
    cancelled: cancelOrder(
      handle,
      number,
      together.map((order) => order.number),
    ),
  }));
  return present(cancelled[0]).outcome;
}

/** The catalog's tools and bundle by slug. */
const bundleOf = async (slug: string) => {
  const bundle = only(
    await database.sql.query<{ id: string; price: number }>(
      'select id, bundle_price as price from tool_bundles where slug = $1',
      [slug],
    ),
  );
  const { rows: tools } = await database.sql.query<{ id: string; price: number }>(
    `select tool.id, tool.price from bundle_tools content join marketplace_tools tool on tool.id = content.tool_id
     where content.bundle_id = $1 order by content.position`,
    [bundle.id],
  );
  return { bundle, tools };
};

test('all tools of the suite, then the suite for what is left, then the first order cancelled: nothing is owned', async () => {
  const organization = await createOrganization(database.sql, { tier: 'ELITE' });
  const { bundle, tools } = await bundleOf('complete-real-estate-suite');
  const priced = tools.filter(({ price }) => price > 0);
  const first = await buy(database, organization, { tools: priced });
  const second = await buy(database, organization, { bundles: [bundle] });
  expect(second.total).toBe(0);
  expect(await ownedBy(organization)).toBe(tools.length);

  expect(await cancel(organization, first)).toBe('CHANGED');
  expect(await cancellationOf(organization, first)).toEqual({
    outcome: 'CANCELLABLE',
    orderNumbers: [second.number],
  });
  expect(await cancel(organization, first, [second])).toBe('CANCELLED');
  expect(await ownedBy(organization)).toBe(0);
  expect(await owedBy(organization)).toBe(0);
});

test('six of seven tools, then the bundle with its credit, then the first order: both go, or the bundle is owed', async () => {
  const organization = await createOrganization(database.sql, { tier: 'STARTER' });
  const { bundle, tools } = await bundleOf('listing-domination');
  const seventh = present(tools.find(({ price }) => price === 10_000));
  const first = await buy(database, organization, { tools: tools.filter(({ id }) => id !== seventh.id) });
  const second = await buy(database, organization, { bundles: [bundle] });
  // A quarter off its list price.
  expect(second.total).toBe(7_500);
  expect(second.tools.map(({ price }) => price)).toEqual([7_500]);
  await rows(`update tool_purchases set first_used_at = now() where organization_id = $1 and tool_id = $2`, [
    organization.id,
    seventh.id,
  ]);
  expect(await cancellationOf(organization, first)).toEqual({ outcome: 'RESTED_ON', orderNumbers: [second.number] });
  expect(await cancel(organization, first, [second])).toBe('RESTED_ON');
  await rows('update tool_purchases set first_used_at = null where organization_id = $1', [organization.id]);
  expect(await cancel(organization, first, [second])).toBe('CANCELLED');
  expect([await ownedBy(organization), await owedBy(organization)]).toEqual([0, 0]);
  expect(
    await rows('select total from credit_notes where organization_id = $1 order by total', [organization.id]),
  ).toEqual([{ total: 7_500 }, { total: first.total }]);
});

test('orders that rest on each other in a row are cancelled all together or not at all', async () => {
  const organization = await createOrganization(database.sql);
  const [one, two, three] = (await createTools(database.sql, 3)).map(present);
  const first = await buy(database, organization, { tools: [present(one)] });
  const second = await buy(database, organization, {
    bundles: [await createBundle(database.sql, [present(one), present(two)])],
  });
  const third = await buy(database, organization, {
    bundles: [await createBundle(database.sql, [present(two), present(three)])],
  });
  const alone = await buy(database, organization, { tools: [await createTool(database.sql)] });
  expect((await cancellationOf(organization, first)).orderNumbers).toEqual([second.number, third.number]);
  expect(await cancel(organization, first, [second])).toBe('CHANGED');
  expect(await cancel(organization, first, [second, third, alone])).toBe('CHANGED');
  expect(await cancel(organization, third)).toBe('CANCELLED');
  expect(await cancel(organization, first, [second])).toBe('CANCELLED');
  expect(await ownedBy(organization)).toBe(1);
  expect(await owedBy(organization)).toBe(alone.total);
});

describe('an unpaid order is owed', () => {
  const order = async () => {
    const organization = await createOrganization(database.sql);
    const tool = await createTool(database.sql, { priceModel: 'MONTHLY', demoUrl: 'https://example.com/tool' });
    return { organization, tool, placed: await buy(database, organization, { tools: [tool] }) };
  };

  test('after fourteen days', async () => {
    const { organization, placed } = await order();
    await rows(`update marketplace_orders set placed_at = now() - interval '14 days' where id = $1`, [placed.id]);
    expect(await cancel(organization, placed)).toBe('TOO_LATE');
    await rows(`update marketplace_orders set placed_at = now() - interval '13 days 23 hours' where id = $1`, [
      placed.id,
    ]);
    expect(await cancel(organization, placed)).toBe('CANCELLED');
  });

  test('once one of its tools was opened', async () => {
    const { organization, tool, placed } = await order();
    expect((await openTool(database.asApp, organization.member, tool.id)).outcome).toBe('OPENED');
    expect(await cancel(organization, placed)).toBe('USED');
  });

  test('once the pages of its module were shown, and not by those who may not see them', async () => {
    const organization = await createOrganization(database.sql);
    const [tool] = await rows(`select id, seats_included as seats from marketplace_tools where slug = 'campaigns'`);
    const placed = await buy(database, organization, { tools: [tool] });
    const visit = async (person: { id: string }) => {
      const visitor = await createSignedInVisitor(worker.url, {
        sql: database.sql,
        personId: person.id,
        organizationId: organization.id,
      });
      return (await visitor.get('/campaigns')).status;
    };
    // It comes with seats, and this owner holds none.
    expect(await visit(organization.owner)).toBe(404);
    expect((await cancellationOf(organization, placed)).outcome).toBe('CANCELLABLE');
    expect(await visit(organization.viewer)).toBe(200);
    expect(await cancel(organization, placed)).toBe('USED');
  });

  test('when an order of the same tool was cancelled within a year', async () => {
    const { organization, tool, placed } = await order();
    expect(await cancel(organization, placed)).toBe('CANCELLED');
    const again = await buy(database, organization, { tools: [tool, await createTool(database.sql)] });
    expect(await cancel(organization, again)).toBe('REPEATED');
    await rows(`update marketplace_orders set cancelled_at = now() - interval '366 days' where id = $1`, [placed.id]);
    expect(await cancel(organization, again)).toBe('CANCELLED');
  });

  test('when the schedule placed it; and the month before it, too', async () => {
    const { organization, placed } = await order();
    const moved = `- interval '32 days'`;
    await rows(
      `with bought as (
         update tool_purchases set purchase_date = purchase_date ${moved}, period_end = period_end ${moved} where organization_id = $1 returning order_id),
       charged as (
         update order_line_tools set period_start = period_start ${moved}, period_end = period_end ${moved} where order_id in (select order_id from bought))
       update marketplace_orders set placed_at = placed_at ${moved} where id in (select order_id from bought)`,
      [organization.id],
    );
    await rows('select app.expire_purchases(now())');
    const renewal = only(
      await database.sql.query<{ id: string; number: string; total: number }>(
        'select id, number, total from marketplace_orders where organization_id = $1 and is_renewal',
        [organization.id],
      ),
    );
    expect(await cancel(organization, { ...renewal, tools: [] })).toBe('RENEWED');
    expect(await cancel(organization, placed)).toBe('TOO_LATE');
    expect(await owedBy(organization)).toBe(placed.total + renewal.total);
  });
});

test('a bundle of monthly tools is paid month by month', async () => {
  const organization = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 2, { price: 20_000, priceModel: 'MONTHLY' });
  await buy(database, organization, { bundles: [await createBundle(database.sql, tools, { price: 30_000 })] });
  expect(
    await rows(
      `select price_model as model, price_at_purchase as price, renews, period_end > now() + interval '27 days' as runs
       from tool_purchases where organization_id = $1`,
      [organization.id],
    ),
  ).toEqual([1, 2].map(() => ({ model: 'MONTHLY', price: 15_000, renews: true, runs: true })));
});
