import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { startUntilBlocked, withConnections } from '../../factories/connections.ts';
import {
  createOrganization,
  createPlatformAdmin,
  organizationRoles,
  personWithRole,
  unknownTokenHash,
} from '../../factories/organizations.ts';
import { wrongBundlePrices } from '../../factories/ownership.ts';
import { createBundlePurchase } from '../../factories/purchases.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import { contract } from '../../isolation/contract.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rowsOf = async (query: string) => (await database.sql.query(query)).rows;

const toolIndex = fc.nat({ max: 5 });
const bundleIndex = fc.nat({ max: 2 });
const edit = fc.oneof(
  fc.record({ kind: fc.constant('price' as const), tool: toolIndex, price: fc.integer({ min: 1, max: 100_000_000 }) }),
  fc.record({ kind: fc.constant('all prices' as const), factor: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('put in' as const), bundle: bundleIndex, tool: toolIndex }),
  fc.record({ kind: fc.constant('take out' as const), bundle: bundleIndex, tool: toolIndex }),
  fc.record({ kind: fc.constant('move' as const), from: bundleIndex, to: bundleIndex, tool: toolIndex }),
  fc.record({ kind: fc.constant('empty' as const), bundle: bundleIndex }),
  fc.record({
    kind: fc.constant('bundle price' as const),
    bundle: bundleIndex,
    price: fc.integer({ min: 0, max: 1_000_000 }),
  }),
);
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

async function apply(client: Client, change: Edit, tools: string[], bundles: string[]): Promise<void> {
  const tool = 'tool' in change ? tools[change.tool] : undefined;
  const bundle = 'bundle' in change ? bundles[change.bundle] : undefined;
  switch (change.kind) {
    case 'price':
      await client.query('update marketplace_tools set price = $2 where id = $1', [tool, change.price]);
      return;
    case 'all prices':
      await client.query('update marketplace_tools set price = 100 * $2 where id = any ($1)', [tools, change.factor]);
      return;
    case 'put in':
      await client.query('insert into bundle_tools (bundle_id, tool_id) values ($1, $2) on conflict do nothing', [
        bundle,
        tool,
      ]);
      return;
    case 'take out':
      await client.query('delete from bundle_tools where bundle_id = $1 and tool_id = $2', [bundle, tool]);
      return;
    case 'move':
      await client.query(
        `update bundle_tools set bundle_id = $2 where bundle_id = $1 and tool_id = $3
         and not exists (select from bundle_tools where bundle_id = $2 and tool_id = $3)`,
        [bundles[change.from], bundles[change.to], tool],
      );
      return;
    case 'empty':
      await client.query('delete from bundle_tools where bundle_id = $1', [bundle]);
      return;
    case 'bundle price':
      await client.query('update tool_bundles set bundle_price = $2 where id = $1', [bundle, change.price]);
  }
}

test('original price and discount follow every change of prices and contents', async () => {
  const admin = await createPlatformAdmin(database.sql);
  const tools = (await createTools(database.sql, 6)).map(({ id }) => id);
  const bundles = [
    (await createBundle(database.sql, [])).id,
    (
      await createBundle(
        database.sql,
        tools.slice(0, 3).map((id) => ({ id })),
      )
    ).id,
    (
      await createBundle(
        database.sql,
        tools.map((id) => ({ id })),
      )
    ).id,
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      await asViewer(database.asApp, admin.tokenHash, async (client) => {
        for (const change of edits) await apply(client, change, tools, bundles);
      });
      expect(await rowsOf(wrongBundlePrices)).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

test('discount is rounded to two places and never below nothing', async () => {
  const tools = await createTools(database.sql, 3);
  const bundle = await createBundle(database.sql, tools, { price: 20_000 });
  const prices = async () =>
    only(
      await database.sql.query('select original_price, discount::text from tool_bundles where id = $1', [bundle.id]),
    );
  expect(await prices()).toEqual({ original_price: 30_000, discount: '33.33' });
  await database.sql.query('update tool_bundles set bundle_price = 30001 where id = $1', [bundle.id]);
  expect(await prices()).toEqual({ original_price: 30_000, discount: '0.00' });
});

/** Both at once: `second` starts while the transaction of `first` is open. */
async function overlap(first: string, second: string): Promise<void> {
  await withConnections(database.ownerUrl, 2, async (one, two) => {
    await present(one).query('begin');
    await present(one).query(first);
    const started = await startUntilBlocked(database.sql, present(two), (client) => client.query(second));
    await present(one).query('commit');
    await started.result;
  });
}

test('a tool added to a bundle while its price changes counts with its new price', async () => {
  const tool = await createTool(database.sql, { price: 10_000 });
  const bundle = await createBundle(database.sql, []);
  await overlap(
    `update marketplace_tools set price = 25000 where id = '${tool.id}'`,
    `insert into bundle_tools (bundle_id, tool_id) values ('${bundle.id}', '${tool.id}')`,
  );
  expect(await rowsOf(wrongBundlePrices)).toEqual([]);
});

test('a price that changes while the tool is being added counts too', async () => {
  const tool = await createTool(database.sql, { price: 10_000 });
  const bundle = await createBundle(database.sql, []);
  await overlap(
    `insert into bundle_tools (bundle_id, tool_id) values ('${bundle.id}', '${tool.id}')`,
    `update marketplace_tools set price = 25000 where id = '${tool.id}'`,
  );
  expect(await rowsOf(wrongBundlePrices)).toEqual([]);
});

test('many editors of one bundle at once neither deadlock nor lose a price', async () => {
  const tools = (await createTools(database.sql, 24)).map(({ id }) => id);
  const bundle = await createBundle(database.sql, []);
  await createBundlePurchase(database.sql, await createOrganization(database.sql), bundle.id);
  await withConnections(database.ownerUrl, 8, async (...editors) => {
    for (let round = 1; round <= 10; round++) {
      await concurrently(2 * tools.length, editors.length, (index) => {
        const editor = present(editors[index % editors.length]);
        const tool = present(tools[Math.floor(index / 2)]);
        return index % 2 === 0
          ? editor.query('insert into bundle_tools (bundle_id, tool_id) values ($1, $2)', [bundle.id, tool])
          : editor.query('update marketplace_tools set price = $2 where id = $1', [tool, round * 1000 + index]);
      });
      expect(await rowsOf(wrongBundlePrices)).toEqual([]);
      await database.sql.query('delete from bundle_tools where bundle_id = $1', [bundle.id]);
    }
  });
});

test('the contents of a bundle change nothing for those who bought it before', async () => {
  const [first, second, third] = await createTools(database.sql, 3);
  const bundle = await createBundle(database.sql, [present(first), present(second)]);
  const organization = await createOrganization(database.sql);
  await createBundlePurchase(database.sql, organization, bundle.id);
  const owned = async () =>
    rowsOf(`select tool_id from app.owned_tool_ids('${organization.id}') as owned (tool_id) order by 1`);
  const before = await owned();
  await database.sql.query('insert into bundle_tools (bundle_id, tool_id) values ($1, $2)', [
    bundle.id,
    present(third).id,
  ]);
  await database.sql.query('delete from bundle_tools where bundle_id = $1 and tool_id = $2', [
    bundle.id,
    present(first).id,
  ]);
  expect(before).toHaveLength(2);
  expect(await owned()).toEqual(before);
});

test.each(contract.enums.tool_status)('is_active of a tool follows its status %s', async (status) => {
  const { id } = await createTool(database.sql);
  await database.sql.query('update marketplace_tools set status = $2 where id = $1', [id, status]);
  const tool = only(await database.sql.query('select is_active from marketplace_tools where id = $1', [id]));
  expect(tool).toEqual({ is_active: ['ACTIVE', 'BETA'].includes(status) });
});

test.each(contract.enums.bundle_status)('is_active of a bundle follows its status %s', async (status) => {
  const { id } = await createBundle(database.sql, await createTools(database.sql, 1), { status: 'DRAFT' });
  await database.sql.query('update tool_bundles set status = $2 where id = $1', [id, status]);
  const bundle = only(await database.sql.query('select is_active from tool_bundles where id = $1', [id]));
  expect(bundle).toEqual({ is_active: status === 'ACTIVE' });
});

/** Columns that the database keeps by itself: no right to write it (42501), or generated for everybody (428C9). */
const keptColumns = [
  ['marketplace_tools', 'is_active', '428C9'],
  ['marketplace_tools', 'is_sold', '428C9'],
  ['marketplace_tools', 'search', '428C9'],
  ['marketplace_tools', 'purchase_count', '42501'],
  ['marketplace_tools', 'rating', '42501'],
  ['marketplace_tools', 'review_count', '42501'],
  ['tool_bundles', 'discount', '428C9'],
  ['tool_bundles', 'is_active', '428C9'],
  ['tool_bundles', 'original_price', '42501'],
  ['tool_bundles', 'purchase_count', '42501'],
] as const;

test.each(keptColumns)('%s.%s is written by the database only', async (table, column, state) => {
  const admin = await createPlatformAdmin(database.sql);
  const write = (statement: string) => asViewer(database.asApp, admin.tokenHash, (client) => client.query(statement));
  expect(await refusal(write(`update ${table} set ${column} = null`))).toBe(state);
  expect(await refusal(write(`insert into ${table} (slug, ${column}) values ('new-one', null)`))).toBe(state);
});

/** One statement per verb and catalog table; ids are those of a tool and a bundle that nothing depends on. */
const catalogWrites = {
  'insert a tool': `insert into marketplace_tools (slug, name, description, category, area, tier, price)
    values ('written', 'Written', 'By somebody', 'GROWTH', 'CRM', 'T1', 10000)`,
  'update a tool': `update marketplace_tools set price = 12345 where id = $1`,
  'insert a bundle': `insert into tool_bundles (slug, name, description, bundle_type, bundle_price)
    values ('written', 'Written', 'By somebody', 'GROWTH_PACK', 1000)`,
  'update a bundle': `update tool_bundles set bundle_price = 12345 where id = $2`,
  'put a tool into a bundle': `insert into bundle_tools (bundle_id, tool_id) values ($2, $1)`,
  'move the tools of a bundle': `update bundle_tools set position = 9 where bundle_id = $2`,
  'take a tool out of a bundle': `delete from bundle_tools where bundle_id = $2`,
} as const;

/** The statement with the ids of a new tool, and of a bundle with another one, written in. */
async function prepareWrite(statement: string): Promise<string> {
  const tool = await createTool(database.sql);
  const bundle = await createBundle(database.sql, [await createTool(database.sql)]);
  return statement.replace('$1', `'${tool.id}'`).replace('$2', `'${bundle.id}'`);
}

test.each(Object.entries(catalogWrites))('a platform admin may %s', async (_, statement) => {
  const admin = await createPlatformAdmin(database.sql);
  const prepared = await prepareWrite(statement);
  const before = await checksums(database.sql);
  const result = await asViewer(database.asApp, admin.tokenHash, (client) => client.query(prepared));
  expect(result.rowCount).toBe(1);
  expect(await checksums(database.sql)).not.toEqual(before);
  await database.sql.query(`delete from marketplace_tools where slug = 'written'`);
  await database.sql.query(`delete from tool_bundles where slug = 'written'`);
});

test.each(Object.entries(catalogWrites))('nobody else may %s', async (_, statement) => {
  const organization = await createOrganization(database.sql);
  const sessions = [
    ...organizationRoles.map((role) => personWithRole(organization, role).tokenHash),
    null,
    unknownTokenHash(),
  ];
  const prepared = await prepareWrite(statement);
  const before = await checksums(database.sql);
  for (const session of sessions) {
    const write = asViewer(database.asApp, session, (client) => client.query(prepared));
    // An update or delete finds no row; an insert is refused.
    if (statement.startsWith('insert')) expect(await refusal(write)).toBe('42501');
    else expect((await write).rowCount).toBe(0);
  }
  expect(await checksums(database.sql)).toEqual(before);
});

test('tools and bundles are never deleted, only withdrawn', async () => {
  const admin = await createPlatformAdmin(database.sql);
  for (const table of ['marketplace_tools', 'tool_bundles']) {
    const deletion = asViewer(database.asApp, admin.tokenHash, (client) => client.query(`delete from ${table}`));
    expect(await refusal(deletion)).toBe('42501');
  }
});

test.each([
  ['a negative price', `price = -1`],
  ['a price without end', `price = 100000001`],
  ['a free tool with a price', `price_model = 'FREE'`],
  ['a price of nothing that is not free', `price = 0`],
  ['a rating above 5', `rating = 5.01`],
  ['an address with a slash', `slug = 'a/b'`],
  ['no name', `name = ''`],
  ['no seats', `seats_included = 0`],
])('a tool with %s is refused', async (_, change) => {
  const { id } = await createTool(database.sql);
  expect(await refusal(database.sql.query(`update marketplace_tools set ${change} where id = $1`, [id]))).toBe('23514');
});
