import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { fillCart } from '../../factories/carts.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { type CheckoutForm, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { releaseTogether, startUntilBlocked, withConnections } from '../../factories/connections.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import { createOrganization, createPerson, type TestPerson } from '../../factories/organizations.ts';
import { wrongBundlePrices, wrongPurchaseCounts } from '../../factories/ownership.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// Checkouts at the same time, of the same and of different people.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  expect(await findBrokenInvariants(database.sql)).toEqual([]);
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

/** Charges and purchases of an organization, from the tables. */
async function accountOf(organizationId: string) {
  return only(
    await database.sql.query(
      `select (select count(*)::integer from marketplace_orders where organization_id = $1) as orders,
         (select coalesce(sum(total), 0)::integer from marketplace_orders where organization_id = $1) as charged,
         (select coalesce(sum(price), 0)::integer from order_lines where organization_id = $1) as "sumOfLines",
         (select count(*)::integer from tool_purchases where organization_id = $1 and status = 'ACTIVE') as active,
         (select coalesce(sum(price_at_purchase), 0)::integer from tool_purchases where organization_id = $1) as "paidFor"`,
      [organizationId],
    ),
  );
}

/** As many as the endpoint holds to one database: more requests than that wait for one of them. */
const pooledConnections = 40;

/** Every checkout begins by reading its buyer's membership, so there they can be held until all have come. */
const standInLine = (organizationId: string, waiting: number) => ({
  lock: `select from memberships where organization_id = '${organizationId}' for update`,
  waiting,
});

/** The order of another connection, for what must wait on a lock. */
function placeOver(client: Parameters<typeof asViewer>[0], person: TestPerson, form: CheckoutForm) {
  return asViewer(client, person.tokenHash, async (session) =>
    only(
      await session.query<{ outcome: string }>('select outcome from app.place_order($1, $2, $3, $4, $5)', [
        form.key,
        JSON.stringify(form.shown),
        form.paymentMethod,
        form.purchaseOrderNumber,
        JSON.stringify(form.billing),
      ]),
    ),
  );
}

test('200 checkouts of one cart with one key at once: one order, and the same answer to all', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 3, { price: 10_000 });
  const bundle = await createBundle(database.sql, await createTools(database.sql, 2), { price: 15_000 });
  await fillCart(database.sql, id, owner.id, { tools, bundles: [bundle] });
  const form = await openCheckout(database, owner);
  const answers = await releaseTogether(database.ownerUrl, standInLine(id, pooledConnections), () =>
    concurrently(200, 200, () => placeOrder(database, owner, form)),
  );
  expect(answers.filter(({ outcome }) => outcome === 'PLACED')).toHaveLength(1);
  expect(answers.filter(({ outcome }) => outcome === 'REPLAYED')).toHaveLength(199);
  const { number } = only(
    await database.sql.query<{ number: string }>('select number from marketplace_orders where organization_id = $1', [
      id,
    ]),
  );
  expect(new Set(answers.map(({ orderNumber }) => orderNumber))).toEqual(new Set([number]));
  expect(await accountOf(id)).toEqual({ orders: 1, charged: 45_000, sumOfLines: 45_000, active: 5, paidFor: 45_000 });
  expect(await rows(wrongPurchaseCounts)).toEqual([]);
}, 60_000);

test('50 buyers of one organization for one tool at once: bought once, nobody else charged', async () => {
  const { id } = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price: 20_000 });
  const forms: { buyer: TestPerson; form: CheckoutForm }[] = [];
  while (forms.length < 50) {
    const buyer = await createPerson(database.sql, id, forms.length % 2 ? 'ADMIN' : 'OWNER');
    await fillCart(database.sql, id, buyer.id, { tools: [tool] });
    forms.push({ buyer, form: await openCheckout(database, buyer) });
  }
  const answers = await releaseTogether(database.ownerUrl, standInLine(id, pooledConnections), () =>
    concurrently(50, 50, async (index) => {
      const { buyer, form } = present(forms[index]);
      return placeOrder(database, buyer, form);
    }),
  );
  const outcomes = answers.map(({ outcome }) => outcome).toSorted();
  expect(outcomes).toEqual([...Array.from({ length: 49 }, () => 'CHANGED'), 'PLACED']);
  expect(await accountOf(id)).toEqual({ orders: 1, charged: 20_000, sumOfLines: 20_000, active: 1, paidFor: 20_000 });
  expect(await rows('select purchase_count from marketplace_tools where id = $1', [tool.id])).toEqual([
    { purchase_count: 1 },
  ]);
  // The others find in their carts what happened.
  const loser = present(forms[answers.findIndex(({ outcome }) => outcome === 'CHANGED')]);
  const { shown } = await openCheckout(database, loser.buyer);
  expect(shown).toMatchObject([{ id: tool.id, state: 'OWNED', price: 0 }]);
}, 60_000);

test('organizations that buy the same tools and bundles in opposite orders do not deadlock', async () => {
  for (let round = 0; round < 4; round++) {
    const tools = await createTools(database.sql, 8, { price: 10_000 });
    const bundles = [
      await createBundle(database.sql, tools.slice(0, 4), { price: 30_000 }),
      await createBundle(database.sql, tools.slice(2, 6), { price: 30_000 }),
    ];
    const buyers = await concurrently(10, 1, async (index) => {
      const { id, owner } = await createOrganization(database.sql);
      const line = (item: { id: string; price: number }) => ({ id: item.id, price: item.price });
      const order = <Item>(items: Item[]) => (index % 2 ? items.toReversed() : items);
      await database.sql.query(
        'insert into shopping_carts (organization_id, user_id, tools, bundles) values ($1, $2, $3, $4)',
        [id, owner.id, JSON.stringify(order(tools).map(line)), JSON.stringify(order(bundles).map(line))],
      );
      return { owner, form: await openCheckout(database, owner) };
    });
    const everyMembership = { lock: 'select from memberships for update', waiting: buyers.length };
    const answers = await releaseTogether(database.ownerUrl, everyMembership, () =>
      concurrently(10, 10, async (index) => {
        const { owner, form } = present(buyers[index]);
        return placeOrder(database, owner, form);
      }),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => 'PLACED'));
    const counts = await rows('select purchase_count as count from marketplace_tools where id = any ($1)', [
      tools.map(({ id }) => id),
    ]);
    expect(counts).toEqual(Array.from({ length: 8 }, () => ({ count: 10 })));
  }
  expect(await rows(wrongPurchaseCounts)).toEqual([]);
});

test('while editors change what is sold, a checkout is placed as shown or refused as changed', async () => {
  const tools = await createTools(database.sql, 6, { price: 10_000 });
  const bundle = await createBundle(database.sql, tools.slice(0, 3), { price: 20_000 });
  const buyers = await concurrently(24, 1, async () => {
    const { id, owner } = await createOrganization(database.sql);
    await fillCart(database.sql, id, owner.id, { tools, bundles: [bundle] });
    return { id, owner, form: await openCheckout(database, owner) };
  });
  const [answers] = await withConnections(database.ownerUrl, 2, (...editors) =>
    Promise.all([
      concurrently(buyers.length, 8, async (index) => {
        const { id, owner, form } = present(buyers[index]);
        const { outcome } = await placeOrder(database, owner, form);
        return { id, outcome, shown: form.shown.reduce((total, { price }) => total + price, 0) };
      }),
      ...editors.map(async (editor, offset) => {
        for (let round = 0; round < 20; round++) {
          // Back to the first price every other time, so that some checkouts still find what they were shown.
          const price = round % 2 ? 10_000 : 10_000 + round;
          const tool = present(tools[(round + 3 * offset) % tools.length]).id;
          await editor.query('update marketplace_tools set price = $2 where id = $1', [tool, price]);
          await editor.query('update marketplace_tools set price = 10000 where id = $1', [tool]);
          await editor.query('delete from bundle_tools where bundle_id = $1 and position = 3', [bundle.id]);
          await editor.query(
            'insert into bundle_tools (bundle_id, tool_id, position) values ($1, $2, 3) on conflict do nothing',
            [bundle.id, present(tools[2]).id],
          );
        }
      }),
    ]),
  );
  for (const { id, outcome, shown } of answers) {
    expect(['PLACED', 'CHANGED']).toContain(outcome);
    expect(await accountOf(id)).toMatchObject({ charged: outcome === 'PLACED' ? shown : 0 });
  }
  expect(await rows(wrongBundlePrices)).toEqual([]);
  expect(await rows(wrongPurchaseCounts)).toEqual([]);
}, 60_000);

test('a checkout waits for a price that is being changed, and then says so', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price: 10_000 });
  await fillCart(database.sql, id, owner.id, { tools: [tool] });
  const form = await openCheckout(database, owner);
  await withConnections(database.appUrl, 1, async (session) => {
    await database.sql.query('begin');
    await database.sql.query('update marketplace_tools set price = 30000 where id = $1', [tool.id]);
    const { result } = await startUntilBlocked(database.sql, present(session), (client) =>
      placeOver(client, owner, form),
    );
    await database.sql.query('commit');
    expect(await result).toEqual({ outcome: 'CHANGED' });
  });
  expect(await accountOf(id)).toMatchObject({ orders: 0, active: 0 });
});

test.each([
  ['lowered', `update memberships set role = 'MEMBER' where user_id = $1`],
  ['taken away', 'delete from memberships where user_id = $1'],
])('a role %s between the page and the order counts', async (_, statement) => {
  const { id, admin } = await createOrganization(database.sql);
  await fillCart(database.sql, id, admin.id, { tools: [await createTool(database.sql)] });
  const form = await openCheckout(database, admin);
  await database.sql.query(statement, [admin.id]);
  expect(await placeOrder(database, admin, form)).toEqual({ outcome: 'NOT_ALLOWED', orderNumber: null });
  expect(await accountOf(id)).toMatchObject({ orders: 0, active: 0 });
});

test('a role that is being taken away while the order is placed counts', async () => {
  const { id, admin } = await createOrganization(database.sql);
  await fillCart(database.sql, id, admin.id, { tools: [await createTool(database.sql)] });
  const form = await openCheckout(database, admin);
  await withConnections(database.appUrl, 1, async (session) => {
    await database.sql.query('begin');
    await database.sql.query(`update memberships set role = 'VIEWER' where user_id = $1`, [admin.id]);
    const { result } = await startUntilBlocked(database.sql, present(session), (client) =>
      placeOver(client, admin, form),
    );
    await database.sql.query('commit');
    expect(await result).toEqual({ outcome: 'NOT_ALLOWED' });
  });
  expect(await accountOf(id)).toMatchObject({ orders: 0, active: 0 });
});

test('a checkout that was cut off before its commit leaves nothing, and sent again places one order', async () => {
  const { id, owner } = await createOrganization(database.sql);
  await fillCart(database.sql, id, owner.id, { tools: await createTools(database.sql, 2) });
  const form = await openCheckout(database, owner);
  await withConnections(database.appUrl, 1, async (session) => {
    const client = present(session);
    await client.query('begin');
    await client.query('select app.begin_request($1, false)', [owner.tokenHash]);
    const placed = await client.query('select outcome from app.place_order($1, $2, $3, null, $4)', [
      form.key,
      JSON.stringify(form.shown),
      form.paymentMethod,
      JSON.stringify(form.billing),
    ]);
    expect(placed.rows).toEqual([{ outcome: 'PLACED' }]);
  });
  expect(await accountOf(id)).toMatchObject({ orders: 0, active: 0 });
  expect(await placeOrder(database, owner, form)).toMatchObject({ outcome: 'PLACED' });
  expect(await accountOf(id)).toMatchObject({ orders: 1, active: 2, charged: 20_000 });
});
