import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { createOrganization, subscriptionTiers, type TestOrganization } from '../../factories/organizations.ts';
import { divide, type ModelBundle, type ModelLine, type ModelTool, priceCart } from '../../factories/pricing-model.ts';
import { createBundlePurchase, createToolPurchase } from '../../factories/purchases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// The prices the database answers against a model of the rules, over generated catalogs, ownerships and carts.

const toolCount = 8;
const bundleCount = 4;
const buyerCount = 5;
const cartsPerWorld = 200;
const worlds = 55;

let database: TestDatabase;
let toolIds: string[];
let bundleIds: string[];
let buyers: TestOrganization[];
let cartsPriced = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  toolIds = (await createTools(database.sql, toolCount)).map(({ id }) => id);
  bundleIds = [];
  while (bundleIds.length < bundleCount) bundleIds.push((await createBundle(database.sql, [])).id);
  buyers = [];
  while (buyers.length < buyerCount) buyers.push(await createOrganization(database.sql));
});

afterAll(async () => {
  await database.drop();
});

const tier = fc.constantFrom(...subscriptionTiers);
const lowTier = fc.oneof({ weight: 3, arbitrary: fc.constant('FREE' as const) }, tier);
const cents = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.constantFrom(10_000, 20_000, 30_000),
  fc.integer({ min: 1, max: 99_999 }),
  fc.integer({ min: 1, max: 100_000_000 }),
);
const purchaseStatus = fc.constantFrom('ACTIVE', 'CANCELLED', 'REFUNDED', 'EXPIRED', null, null, null);
const positions = (count: number) => fc.shuffledSubarray(Array.from({ length: count }, (_, index) => index));
const tuple = <Value>(value: fc.Arbitrary<Value>, length: number) =>
  fc.array(value, { minLength: length, maxLength: length });

const tool = fc.record({
  price: fc.oneof({ weight: 8, arbitrary: cents }, fc.constant(0)),
  status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'BETA', 'COMING_SOON', 'DEPRECATED', 'DISABLED'),
  priceModel: fc.constantFrom('ONE_TIME', 'MONTHLY', 'ANNUAL', 'USAGE_BASED', 'CUSTOM'),
  requiredTier: lowTier,
});
const bundle = fc.record({
  price: fc.oneof(cents, fc.constant(0)),
  status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'DRAFT', 'ARCHIVED'),
  requiredTier: lowTier,
  tools: positions(toolCount),
});
const buyer = fc.record({
  tier,
  tools: tuple(purchaseStatus, toolCount),
});
const cart = fc.record({
  // The last is a guest.
  buyer: fc.nat({ max: buyerCount }),
  tools: positions(toolCount),
  bundles: positions(bundleCount),
});
const world = fc.record({
  tools: tuple(tool, toolCount),
  bundles: tuple(bundle, bundleCount),
  buyers: tuple(buyer, buyerCount),
  carts: tuple(cart, cartsPerWorld),
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

const priceModelOf = ({ price, priceModel }: World['tools'][number]) => (price === 0 ? 'FREE' : priceModel);

/** Makes the database what the generated world says. */
async function build({ tools, bundles, buyers: generated }: World): Promise<void> {
  const purchases = generated.flatMap((one, index) =>
    one.tools.flatMap((status, position) => {
      const organization = present(buyers[index]);
      return status
        ? [{ tool: toolIds[position], status, organization: organization.id, by: organization.owner.id }]
        : [];
    }),
  );
  const values = {
    tools: tools.map((one, index) => ({ ...one, id: toolIds[index], priceModel: priceModelOf(one) })),
    bundles: bundles.map((one, index) => ({ ...one, id: bundleIds[index] })),
    contents: bundles.flatMap((one, index) =>
      one.tools.map((at, position) => ({ bundle: bundleIds[index], tool: toolIds[at], position })),
    ),
    tiers: generated.map((one, index) => ({ id: present(buyers[index]).id, tier: one.tier })),
  };
  const run = (statement: string, rows: unknown[]) => database.sql.query(statement, [JSON.stringify(rows)]);
  await database.sql.query('begin');
  await database.sql.query('delete from tool_purchases where tool_id = any ($1)', [toolIds]);
  await database.sql.query('delete from bundle_tools where bundle_id = any ($1)', [bundleIds]);
  await run(
    `update marketplace_tools t set price = v.price, price_model = v."priceModel", status = v.status, required_tier = v."requiredTier",
       usage_unit = case v."priceModel" when 'USAGE_BASED' then 'report' end, units_included = case v."priceModel" when 'USAGE_BASED' then 200 end,
       unit_price = case v."priceModel" when 'USAGE_BASED' then 25 end
     from jsonb_to_recordset($1) as v (id uuid, price integer, "priceModel" price_model, status tool_status, "requiredTier" subscription_tier)
     where t.id = v.id`,
    values.tools,
  );
  await run(
    `update tool_bundles b set bundle_price = v.price, status = v.status, required_tier = v."requiredTier"
     from jsonb_to_recordset($1) as v (id uuid, price integer, status bundle_status, "requiredTier" subscription_tier)
     where b.id = v.id`,
    values.bundles,
  );
  await run(
    'insert into bundle_tools (bundle_id, tool_id, position) select * from jsonb_to_recordset($1) as v (bundle uuid, tool uuid, position integer)',
    values.contents,
  );
  await run(
    `update organizations o set subscription_tier = v.tier from jsonb_to_recordset($1) as v (id uuid, tier subscription_tier)
     where o.id = v.id`,
    values.tiers,
  );
  await run(
    `insert into tool_purchases (organization_id, tool_id, status, purchased_by, price_at_purchase, price_model)
     select organization, tool, status, by, 1, 'ONE_TIME'
     from jsonb_to_recordset($1) as v (organization uuid, tool uuid, status purchase_status, by uuid)`,
    purchases,
  );
  await database.sql.query('commit');
}

/** The lines the database answers for every cart, in one statement. */
async function priceInDatabase(carts: World['carts']): Promise<ModelLine[][]> {
  const line = (ids: string[]) => (at: number) => ({ id: ids[at], price: at });
  const { rows } = await database.sql.query<ModelLine & { position: number }>(
    `select position::integer, line.kind, line.id, line.state, line.list_price as "listPrice", line.credit, line.price,
       (select coalesce(jsonb_object_agg(tool ->> 'id', tool -> 'price'), '{}') from jsonb_array_elements(line.tools) as held (tool)
        where line.state = 'CHARGED' and tool ->> 'state' = 'CHARGED') as shares
     from jsonb_array_elements($1::jsonb) with ordinality as wanted (cart, position)
     cross join lateral app.price_cart((cart ->> 'organization')::uuid, cart -> 'tools', cart -> 'bundles') line`,
    [
      JSON.stringify(
        carts.map((one) => ({
          organization: buyers[one.buyer]?.id ?? null,
          tools: one.tools.map(line(toolIds)),
          bundles: one.bundles.map(line(bundleIds)),
        })),
      ),
    ],
  );
  const answers: ModelLine[][] = carts.map(() => []);
  for (const { position, ...answer } of rows) present(answers[position - 1]).push(answer);
  return answers;
}

/** The lines the model expects for every cart. */
function priceInModel({ tools, bundles, buyers: generated, carts }: World): ModelLine[][] {
  const modelTools: ModelTool[] = tools.map((one, index) => ({
    id: present(toolIds[index]),
    price: one.price,
    isSold: ['ACTIVE', 'BETA'].includes(one.status) && priceModelOf(one) !== 'CUSTOM',
    requiredTier: one.requiredTier,
  }));
  const modelBundles: ModelBundle[] = bundles.map((one, index) => ({
    id: present(bundleIds[index]),
    price: one.price,
    isSold: one.status === 'ACTIVE',
    requiredTier: one.requiredTier,
    tools: one.tools.map((at) => present(modelTools[at])),
  }));
  return carts.map((one) => {
    const owner = generated[one.buyer];
    return priceCart(
      {
        tier: owner?.tier ?? null,
        tools: modelTools.filter((_, index) => owner?.tools[index] === 'ACTIVE'),
      },
      {
        tools: one.tools.map((at) => present(modelTools[at])),
        bundles: one.bundles.map((at) => present(modelBundles[at])),
      },
    );
  });
}

const inOrder = (lines: ModelLine[]) => lines.toSorted((a, b) => (a.kind + a.id < b.kind + b.id ? -1 : 1));

test('11,000 generated carts cost what the rules say, line by line', async () => {
  const states = new Set<string>();
  await fc.assert(
    fc.asyncProperty(world, async (generated) => {
      await build(generated);
      const answers = await priceInDatabase(generated.carts);
      expect(answers.map(inOrder)).toEqual(priceInModel(generated).map(inOrder));
      for (const lines of answers) {
        cartsPriced += 1;
        const total = (amount: 'listPrice' | 'credit' | 'price') =>
          lines.filter(({ state }) => state === 'CHARGED').reduce((so_far, line) => so_far + line[amount], 0);
        expect(total('price')).toBe(total('listPrice') - total('credit'));
        for (const { kind, state, listPrice, credit, price, shares } of lines) {
          states.add(`${kind} ${state}`);
          expect([listPrice, credit, price].every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
          if (state === 'CHARGED') expect(price + credit).toBe(listPrice);
          else expect(price).toBe(0);
          expect(Object.values(shares).reduce((so_far, share) => so_far + share, 0)).toBe(price);
        }
      }
    }),
    // Time to find a smaller counterexample, within that of the test.
    { numRuns: worlds, interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true },
  );
  expect(cartsPriced).toBeGreaterThanOrEqual(worlds * cartsPerWorld);
  // The carts reached every state there is.
  expect([...states].toSorted()).toEqual(
    ['BUNDLE', 'TOOL'].flatMap((kind) =>
      ['CHARGED', 'INCLUDED', 'NOT_SOLD', 'OWNED', 'TIER_TOO_LOW'].map((state) => `${kind} ${state}`),
    ),
  );
}, 120_000);

test.each([
  // bundle price, unpaid, original, expected: quotients worked out by hand
  [1, 1, 2, 1],
  [1, 2, 3, 1],
  [15_000, 10_000, 20_000, 7_500],
  [14_999, 10_000, 20_000, 7_500],
  [5, 1, 8, 1],
  [5, 3, 8, 2],
  [100_000_000, 99_999_999, 100_000_000, 99_999_999],
  [100_000_000, 800_000_000, 800_000_000, 100_000_000],
  [700, 0, 10, 0],
  // A rate above 1 raises no price, and what has a price costs a cent at least.
  [1, 1, 3, 1],
  [0, 5, 10, 1],
  [20, 5, 10, 5],
])('at the rate of %i, what costs %i of %i costs %i', async (price, unpaid, original, expected) => {
  const answer = only(
    await database.sql.query<{ cents: number }>('select app.price_at_rate($1, $2, $3) as cents', [
      unpaid,
      price,
      original,
    ]),
  );
  expect(answer.cents).toBe(expected);
});

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [880, [100, 200, 300], [147, 293, 440]],
  [3, [1000, 1, 1], [1, 1, 1]],
  [4, [100, 100, 1, 1], [1, 1, 1, 1]],
  [7, [0, 5, 0], [0, 7, 0]],
  [0, [0, 0], [0, 0]],
])('%i cents divide by %j into %j', async (cents, weights, expected) => {
  const { parts } = only(
    await database.sql.query<{ parts: string[] }>('select app.divide_cents($1, $2) as parts', [cents, weights]),
  );
  expect(parts.map(Number)).toEqual(expected);
  expect(divide(cents, weights)).toEqual(expected);
});

async function statesOf(organization: TestOrganization, tools: { id: string }[], bundles: { id: string }[]) {
  const lines = (items: { id: string }[]) => JSON.stringify(items.map(({ id }) => ({ id, price: 1 })));
  const { rows } = await database.sql.query<{ state: string; price: number; included_in: string | null }>(
    'select state, price, included_in from app.price_cart($1, $2, $3)',
    [organization.id, lines(tools), lines(bundles)],
  );
  return rows;
}

test('an item that a cart names twice is charged once', async () => {
  const organization = await createOrganization(database.sql);
  const single = await createTool(database.sql, { price: 10_000 });
  const pair = await createBundle(database.sql, await createTools(database.sql, 2), { price: 15_000 });
  const lines = await statesOf(organization, [single, single], [pair, pair]);
  expect(lines.map(({ state, price }) => ({ state, price }))).toEqual([
    { state: 'CHARGED', price: 15_000 },
    { state: 'CHARGED', price: 10_000 },
  ]);
});

test('a tool in the cart that a bundle in the cart holds is not charged, and names the bundle', async () => {
  const organization = await createOrganization(database.sql);
  const [first, second] = await createTools(database.sql, 2);
  const pair = await createBundle(database.sql, [present(first), present(second)], { price: 15_000 });
  expect(await statesOf(organization, [present(first)], [pair])).toEqual([
    { state: 'CHARGED', price: 15_000, included_in: null },
    { state: 'INCLUDED', price: 0, included_in: pair.name },
  ]);
});

test('what is paid for by a bundle is owned until that purchase is no longer active', async () => {
  const organization = await createOrganization(database.sql);
  const [first, second, third] = await createTools(database.sql, 3);
  const pair = await createBundle(database.sql, [present(first), present(second)]);
  const trio = await createBundle(database.sql, [present(first), present(second), present(third)], { price: 24_000 });
  const id = await createBundlePurchase(database.sql, organization, pair.id);
  await createToolPurchase(database.sql, organization, present(third).id, 'EXPIRED');
  const prices = async () =>
    (await statesOf(organization, [present(first)], [trio])).map(({ state, price }) => [state, price]);
  expect(await prices()).toEqual([
    ['CHARGED', 8_000],
    ['OWNED', 0],
  ]);
  await database.sql.query(`update tool_purchases set status = 'CANCELLED' where bundle_purchase_id = $1`, [id]);
  expect(await prices()).toEqual([
    ['CHARGED', 24_000],
    ['INCLUDED', 0],
  ]);
});

test('an item that does not exist is not sold', async () => {
  const organization = await createOrganization(database.sql);
  const unknown = { id: '00000000-0000-4000-8000-000000000000' };
  expect((await statesOf(organization, [unknown], [unknown])).map(({ state }) => state)).toEqual([
    'NOT_SOLD',
    'NOT_SOLD',
  ]);
});
