import { randomUUID } from 'node:crypto';
import { sql as query } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { addToCart, fillCart, findCart, type ItemKind } from '../../factories/carts.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { releaseTogether } from '../../factories/connections.ts';
import { createOrganization, type TestPerson, unknownTokenHash } from '../../factories/organizations.ts';
import { createBundlePurchase, createToolPurchase } from '../../factories/purchases.ts';
import { concurrently, requestDatabase } from '../../factories/request-databases.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const add = (person: TestPerson, kind: ItemKind, id: string) => addToCart(database.asApp, person, kind, id);
const remove = (person: TestPerson, kind: ItemKind, id: string) =>
  asViewer(database.asApp, person.tokenHash, (client) =>
    client.query('select app.remove_from_cart($1, $2)', [kind, id]),
  );
const acceptPrices = (person: TestPerson) =>
  asViewer(database.asApp, person.tokenHash, (client) => client.query('select app.accept_cart_prices()'));

test('what is added is there once, at its price, and can be taken out', async () => {
  const { id: organizationId, member } = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price: 12_345 });
  const bundle = await createBundle(database.sql, await createTools(database.sql, 2), { price: 15_000 });
  expect(await add(member, 'TOOL', tool.id)).toBe('ADDED');
  expect(await add(member, 'TOOL', tool.id)).toBe('ADDED');
  expect(await add(member, 'BUNDLE', bundle.id)).toBe('ADDED');
  expect(await findCart(database.sql, member.id)).toEqual({
    organizationId,
    tools: [{ id: tool.id, price: 12_345 }],
    bundles: [{ id: bundle.id, price: 15_000 }],
    totalPrice: 27_345,
  });
  await remove(member, 'TOOL', tool.id);
  await remove(member, 'TOOL', randomUUID());
  // The id of a bundle is not taken for a tool's.
  await remove(member, 'TOOL', bundle.id);
  expect(await findCart(database.sql, member.id)).toMatchObject({ tools: [], totalPrice: 15_000 });
});

test.each([
  ['NOT_SOLD', 'a tool that is withdrawn', () => createTool(database.sql, { status: 'DISABLED' })],
  ['NOT_SOLD', 'a tool that is coming soon', () => createTool(database.sql, { status: 'COMING_SOON' })],
  ['NOT_SOLD', 'a tool whose price has to be agreed', () => createTool(database.sql, { priceModel: 'CUSTOM' })],
  ['NOT_SOLD', 'a tool that does not exist', async () => ({ id: randomUUID() })],
  ['ADDED', 'a tool in beta', () => createTool(database.sql, { status: 'BETA' })],
  ['ADDED', 'a free tool', () => createTool(database.sql, { price: 0 })],
  ['ADDED', 'a tool of the organization’s own tier', () => createTool(database.sql, { requiredTier: 'GROWTH' })],
  ['TIER_TOO_LOW', 'a tool of the next tier', () => createTool(database.sql, { requiredTier: 'ELITE' })],
])('%s: %s', async (outcome, _, create) => {
  const { owner } = await createOrganization(database.sql, { tier: 'GROWTH' });
  const { id } = await create();
  expect(await add(owner, 'TOOL', id)).toBe(outcome);
  expect((await findCart(database.sql, owner.id))?.tools.map((line) => line.id)).toEqual(
    outcome === 'ADDED' ? [id] : [],
  );
});

test('bundles: not sold as a draft or empty, too high a tier in one of the tools, owned when all tools are', async () => {
  const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
  const { owner } = organization;
  const [first, second] = await createTools(database.sql, 2);
  const high = await createTool(database.sql, { requiredTier: 'ENTERPRISE' });
  const bundleOf = (tools: { id: string }[], status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED' = 'ACTIVE') =>
    createBundle(database.sql, tools, { status });
  const pair = [present(first), present(second)];
  expect(await add(owner, 'BUNDLE', (await bundleOf(pair, 'DRAFT')).id)).toBe('NOT_SOLD');
  expect(await add(owner, 'BUNDLE', (await bundleOf(pair, 'ARCHIVED')).id)).toBe('NOT_SOLD');
  expect(await add(owner, 'BUNDLE', (await bundleOf([])).id)).toBe('NOT_SOLD');
  expect(await add(owner, 'BUNDLE', (await bundleOf([...pair, high])).id)).toBe('TIER_TOO_LOW');
  await createToolPurchase(database.sql, organization, present(first).id);
  expect(await add(owner, 'TOOL', present(first).id)).toBe('OWNED');
  expect(await add(owner, 'BUNDLE', (await bundleOf(pair)).id)).toBe('ADDED');
  await createBundlePurchase(database.sql, organization, (await bundleOf([present(second)])).id);
  expect(await add(owner, 'TOOL', present(second).id)).toBe('OWNED');
  expect(await add(owner, 'BUNDLE', (await bundleOf(pair)).id)).toBe('OWNED');
});

test('the price seen stays until it is accepted', async () => {
  const { admin } = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price: 10_000 });
  const bundle = await createBundle(database.sql, [await createTool(database.sql)], { price: 5_000 });
  await add(admin, 'TOOL', tool.id);
  await add(admin, 'BUNDLE', bundle.id);
  await database.sql.query('update marketplace_tools set price = 20000 where id = $1', [tool.id]);
  await database.sql.query('update tool_bundles set bundle_price = 7000 where id = $1', [bundle.id]);
  expect(await findCart(database.sql, admin.id)).toMatchObject({ totalPrice: 15_000 });
  await acceptPrices(admin);
  expect(await findCart(database.sql, admin.id)).toMatchObject({
    tools: [{ id: tool.id, price: 20_000 }],
    bundles: [{ id: bundle.id, price: 7_000 }],
    totalPrice: 27_000,
  });
});

test('ten additions at once are all there', async () => {
  const { owner } = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 10);
  // The first of them makes the cart.
  const beforeTheCart = { lock: 'lock table shopping_carts in share row exclusive mode', waiting: 10 };
  await releaseTogether(database.ownerUrl, beforeTheCart, () =>
    concurrently(10, 10, (index) =>
      requestDatabase(database, owner.tokenHash).write((handle) => ({
        added: handle
          .select({ outcome: query`outcome` })
          .from(query`app.add_to_cart('TOOL', ${present(tools[index]).id})`),
      })),
    ),
  );
  const cart = present(await findCart(database.sql, owner.id));
  expect(cart.tools.map(({ id }) => id).toSorted()).toEqual(tools.map(({ id }) => id).toSorted());
  expect(cart.totalPrice).toBe(100_000);
});

test('a cart holds a hundred lines; the next is FULL, and one already in it is still there', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 99);
  const bundle = await createBundle(database.sql, [await createTool(database.sql)]);
  await fillCart(database.sql, id, owner.id, { tools, bundles: [bundle] });
  const next = await createTool(database.sql);
  expect(await add(owner, 'TOOL', next.id)).toBe('FULL');
  expect(await add(owner, 'TOOL', present(tools[0]).id)).toBe('ADDED');
  expect((await findCart(database.sql, owner.id))?.tools).toHaveLength(99);
  const direct = database.sql.query(
    `update shopping_carts set tools = (select jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'price', 1)) from generate_series(1, 101)) where user_id = $1`,
    [owner.id],
  );
  expect(await refusal(direct)).toBe('23514');
});

/** Signs the person in with what they collected as a guest, and returns what became of it. */
async function signInWithCart(person: TestPerson, guestCart: object) {
  const { hash } = only(
    await database.sql.query<{ hash: string }>('select password_hash as hash from users where id = $1', [person.id]),
  );
  const { joined } = only(
    await asViewer(database.asApp, null, (client) =>
      client.query<{ joined: { joined: number; dropped: { name: string | null; state: string }[] } | null }>(
        'select app.finish_sign_in($1, $2, $3, $4) as joined',
        [person.id, hash, unknownTokenHash(), JSON.stringify(guestCart)],
      ),
    ),
  );
  return present(joined);
}

test('a guest cart joins without what is owned or not sold; a tier that is too low stays', async () => {
  const organization = await createOrganization(database.sql, { tier: 'STARTER' });
  const { owner } = organization;
  const inBoth = await createTool(database.sql, { price: 10_000 });
  const fresh = await createTool(database.sql, { price: 20_000 });
  const owned = await createTool(database.sql);
  const withdrawn = await createTool(database.sql, { status: 'DEPRECATED' });
  const high = await createTool(database.sql, { requiredTier: 'ELITE', price: 30_000 });
  const bundle = await createBundle(database.sql, [fresh], { price: 15_000 });
  await createToolPurchase(database.sql, organization, owned.id);
  await add(owner, 'TOOL', inBoth.id);
  const line = ({ id }: { id: string }, price: number) => ({ id, price });
  const result = await signInWithCart(owner, {
    tools: [line(inBoth, 9_000), line(fresh, 19_000), line(owned, 1), line(withdrawn, 1), line(high, 29_000)],
    bundles: [line(bundle, 14_000)],
  });
  expect(result.joined).toBe(3);
  expect(result.dropped.toSorted((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
    { name: withdrawn.name, state: 'NOT_SOLD' },
    { name: owned.name, state: 'OWNED' },
  ]);
  const cart = present(await findCart(database.sql, owner.id));
  // Lines that were in the cart keep their price; lines that joined have the price the guest saw.
  expect(cart.tools[0]).toEqual(line(inBoth, 10_000));
  expect(cart.tools.slice(1)).toEqual(expect.arrayContaining([line(fresh, 19_000), line(high, 29_000)]));
  expect(cart.tools).toHaveLength(3);
  expect(cart.bundles).toEqual([line(bundle, 14_000)]);
  expect(cart.totalPrice).toBe(10_000 + 19_000 + 29_000 + 14_000);
});

test('a guest cart that names an item twice joins it once', async () => {
  const { owner } = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price: 10_000 });
  const twice = [
    { id: tool.id, price: 10_000 },
    { id: tool.id, price: 10_000 },
  ];
  expect(await signInWithCart(owner, { tools: twice, bundles: [] })).toEqual({ joined: 1, dropped: [] });
  expect(await findCart(database.sql, owner.id)).toMatchObject({ tools: [twice[0]], totalPrice: 10_000 });
});

test('a guest cart that does not fit joins as far as there is room, and never keeps anybody from signing in', async () => {
  const { id, owner } = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 105);
  await fillCart(database.sql, id, owner.id, { tools: tools.slice(0, 97) });
  const guest = tools.slice(95).map((tool) => ({ id: tool.id, price: tool.price }));
  const { joined, dropped } = await signInWithCart(owner, { tools: guest, bundles: [] });
  expect(joined).toBe(3);
  expect(dropped.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'FULL'));
  const cart = present(await findCart(database.sql, owner.id));
  expect(new Set(cart.tools.map((line) => line.id)).size).toBe(100);
});

test('a VIEWER joins nothing, gets no cart, and is told so', async () => {
  const { viewer } = await createOrganization(database.sql);
  const tool = await createTool(database.sql);
  const result = await signInWithCart(viewer, { tools: [{ id: tool.id, price: 1 }], bundles: [] });
  expect(result).toEqual({ joined: 0, dropped: [{ name: tool.name, state: 'NO_CART' }] });
  expect(await findCart(database.sql, viewer.id)).toBeUndefined();
});

const operation = fc.record({
  action: fc.constantFrom('add', 'add', 'add', 'remove', 'accept', 'reprice', 'withdraw', 'sell'),
  item: fc.nat({ max: 5 }),
  price: fc.integer({ min: 1, max: 50_000 }),
});

test('sequences of operations leave what a list would', async () => {
  const tools = await createTools(database.sql, 4);
  // Their tools cost more than any price of a bundle here, which would otherwise be theirs.
  const dear = await createTools(database.sql, 2, { price: 25_000 });
  const bundles = [await createBundle(database.sql, dear), await createBundle(database.sql, dear)];
  const items = [
    ...tools.map(({ id }) => ({ kind: 'TOOL' as const, id, table: 'marketplace_tools', column: 'price' })),
    ...bundles.map(({ id }) => ({ kind: 'BUNDLE' as const, id, table: 'tool_bundles', column: 'bundle_price' })),
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 15 }), async (operations) => {
      const { member } = await createOrganization(database.sql);
      const catalog = items.map((item) => ({ ...item, price: 1_000, isSold: true }));
      for (const { table, column, id } of items) {
        await database.sql.query(`update ${table} set ${column} = 1000, status = 'ACTIVE' where id = $1`, [id]);
      }
      let expected: { kind: ItemKind; id: string; price: number }[] = [];
      for (const { action, item, price } of operations) {
        const chosen = present(catalog[item]);
        const { kind, id, table, column } = chosen;
        if (action === 'add') {
          expect(await add(member, kind, id)).toBe(chosen.isSold ? 'ADDED' : 'NOT_SOLD');
          const isIn = expected.some((line) => line.id === id);
          if (chosen.isSold && !isIn) expected.push({ kind, id, price: chosen.price });
        } else if (action === 'remove') {
          await remove(member, kind, id);
          expected = expected.filter((line) => line.id !== id);
        } else if (action === 'accept') {
          await acceptPrices(member);
          expected = expected.map((line) => ({
            ...line,
            price: present(catalog.find((one) => one.id === line.id)).price,
          }));
        } else if (action === 'reprice') {
          await database.sql.query(`update ${table} set ${column} = $2 where id = $1`, [id, price]);
          chosen.price = price;
        } else {
          chosen.isSold = action === 'sell';
          const withdrawn = kind === 'TOOL' ? 'DISABLED' : 'ARCHIVED';
          await database.sql.query(`update ${table} set status = $2 where id = $1`, [
            id,
            chosen.isSold ? 'ACTIVE' : withdrawn,
          ]);
        }
      }
      const linesOf = (kind: ItemKind) =>
        expected.filter((line) => line.kind === kind).map(({ id, price }) => ({ id, price }));
      const cart = await findCart(database.sql, member.id);
      expect({ tools: cart?.tools ?? [], bundles: cart?.bundles ?? [], total: cart?.totalPrice ?? 0 }).toEqual({
        tools: linesOf('TOOL'),
        bundles: linesOf('BUNDLE'),
        total: expected.reduce((total, { price }) => total + price, 0),
      });
    }),
    { numRuns: 60 },
  );
});
