import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { discountFromPrice } from '../../../app/modules/marketplace/bundle-editor/pricing.ts';
import { asViewer } from '../../factories/as-viewer.ts';
import { createBundle, createTool, createTools, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { releaseTogether, withConnections } from '../../factories/connections.ts';
import { createOrganization, createPlatformAdmin, type TestPerson } from '../../factories/organizations.ts';
import { wrongBundlePrices } from '../../factories/ownership.ts';
import { createBundlePurchase } from '../../factories/purchases.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
let admin: TestPerson;
let tools: TestTool[];

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await createPlatformAdmin(database.sql);
});

beforeEach(async () => {
  tools = await createTools(database.sql, 3);
});

afterAll(async () => {
  await database.drop();
});

interface Save {
  id: string;
  revision?: number;
  fields?: Record<string, unknown>;
  toolIds?: string[];
  sum?: number;
  status?: string | null;
}

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const sumOf = async (toolIds: string[]) =>
  only(
    await database.sql.query<{ sum: number }>(
      'select coalesce(sum(price), 0)::float8 as sum from marketplace_tools where id = any ($1)',
      [toolIds],
    ),
  ).sum;

/** The statement that saves a bundle, good in everything that is not said otherwise. */
async function saving({ id, revision = 0, fields = {}, toolIds = idsOf(tools), sum, status = null }: Save) {
  const bundle = {
    slug: `bundle-${id}`,
    name: 'A bundle',
    description: 'For a test.',
    long_description: '',
    bundle_type: 'GROWTH_PACK',
    bundle_price: 25_000,
    required_tier: 'FREE',
    is_popular: false,
    icon: 'package',
    ...fields,
  };
  return {
    text: 'select app.save_bundle($1, $2, $3, $4, $5, $6) as outcome',
    values: [id, revision, JSON.stringify(bundle), toolIds, sum ?? (await sumOf(toolIds)), status],
  };
}

async function save(asked: Save, person = admin): Promise<string> {
  const { text, values } = await saving(asked);
  const answer = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query<{ outcome: string }>(text, values),
  );
  return only(answer).outcome;
}

const find = async (id: string) =>
  only(
    await database.sql.query(
      `select name, slug, status, revision, bundle_price, original_price, discount::float8, purchase_count,
         array(select tool_id from bundle_tools where bundle_id = b.id order by position) as tool_ids
       from tool_bundles b where id = $1`,
      [id],
    ),
  );
const everything = () => checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));

test('a new bundle is a draft with its tools in their order, its sum and its discount', async () => {
  const id = randomUUID();
  const [one, two, three] = idsOf(tools);
  const toolIds = [present(three), present(one), present(two)];
  expect(await save({ id, toolIds })).toBe('SAVED');
  expect(await find(id)).toMatchObject({
    status: 'DRAFT',
    original_price: 30_000,
    bundle_price: 25_000,
    discount: 16.67,
    tool_ids: toolIds,
  });
});

test('saving again replaces fields, contents and order, and leaves the status', async () => {
  const id = randomUUID();
  await save({ id, status: 'ACTIVE' });
  const { revision } = await find(id);
  const [one, two, three] = idsOf(tools);
  const extra = await createTool(database.sql, { price: 40_000 });
  const toolIds = [present(three), extra.id, present(one)];
  expect(await save({ id, revision, toolIds, fields: { name: 'Another', bundle_price: 45_000 } })).toBe('SAVED');
  const saved = await find(id);
  expect(saved).toMatchObject({ name: 'Another', status: 'ACTIVE', original_price: 60_000, tool_ids: toolIds });
  expect(saved.tool_ids).not.toContain(two);
  expect((await database.sql.query(wrongBundlePrices)).rows).toEqual([]);
});

test('the same form sent twice makes one bundle and is saved both times', async () => {
  const id = randomUUID();
  expect(await save({ id })).toBe('SAVED');
  const before = await everything();
  expect(await save({ id })).toBe('SAVED');
  expect(await everything()).toEqual(before);
});

test('every change of a field or of the contents is a new revision, and nothing else is', async () => {
  const { id } = await createBundle(database.sql, tools);
  let { revision } = await find(id);
  const [one, two] = idsOf(tools);
  const grows = async (statement: string, values: unknown[] = [id]) => {
    await database.sql.query(statement, values);
    const found = await find(id);
    expect(found.revision, statement).toBeGreaterThan(revision);
    revision = found.revision;
  };
  const stays = async (statement: string, values: unknown[] = [id]) => {
    await database.sql.query(statement, values);
    expect((await find(id)).revision, statement).toBe(revision);
  };
  for (const [column, value] of Object.entries({
    name: 'New name',
    slug: `new-${id}`,
    description: 'New.',
    long_description: 'New.',
    bundle_type: 'ELITE_PACK',
    bundle_price: 1,
    required_tier: 'ELITE',
    status: 'ARCHIVED',
    is_popular: true,
    icon: 'box',
  })) {
    await grows(`update tool_bundles set ${column} = $2 where id = $1`, [id, value]);
    await stays(`update tool_bundles set ${column} = $2 where id = $1`, [id, value]);
  }
  await grows('update bundle_tools set position = 9 where bundle_id = $1 and tool_id = $2', [id, one]);
  await grows('delete from bundle_tools where bundle_id = $1 and tool_id = $2', [id, one]);
  await grows('insert into bundle_tools (bundle_id, tool_id) values ($1, $2)', [id, one]);
  await stays('delete from bundle_tools where bundle_id = $1 and tool_id = $2', [id, randomUUID()]);
  await stays('update marketplace_tools set price = 12345 where id = $1', [two]);
  await stays('update tool_bundles set purchase_count = purchase_count + 1 where id = $1');
});

test('a save of an older revision writes nothing', async () => {
  const { id } = await createBundle(database.sql, tools);
  const { revision } = await find(id);
  expect(await save({ id, revision, fields: { name: 'First' } })).toBe('SAVED');
  const before = await everything();
  expect(await save({ id, revision, fields: { name: 'Second' } })).toBe('STALE');
  expect(await save({ id, revision, fields: { name: 'First' }, toolIds: idsOf(tools).toReversed() })).toBe('STALE');
  expect(await everything()).toEqual(before);
  expect(await save({ id, revision: (await find(id)).revision, fields: { name: 'Second' } })).toBe('SAVED');
});

test('of two admins who save the same revision at once, exactly one wins', async () => {
  const other = await createPlatformAdmin(database.sql);
  for (let round = 0; round < 5; round += 1) {
    const { id } = await createBundle(database.sql, tools);
    const { revision } = await find(id);
    await withConnections(database.appUrl, 2, async (one, two) => {
      const saveOn = async (client: typeof one, person: TestPerson, name: string) => {
        const { text, values } = await saving({ id, revision, fields: { name } });
        const answer = await asViewer(present(client), person.tokenHash, (connection) =>
          connection.query<{ outcome: string }>(text, values),
        );
        return only(answer).outcome;
      };
      const outcomes = await releaseTogether(
        database.ownerUrl,
        { lock: `select pg_advisory_xact_lock(hashtextextended('catalog', 0))`, waiting: 2 },
        () => Promise.all([saveOn(one, admin, 'Mine'), saveOn(two, other, 'Theirs')]),
      );
      expect(outcomes.toSorted()).toEqual(['SAVED', 'STALE']);
      expect((await find(id)).name).toBe(outcomes[0] === 'SAVED' ? 'Mine' : 'Theirs');
    });
  }
});

const refusals: [string, string, () => Promise<Partial<Save>>][] = [
  ['with one tool', 'TOO_FEW_TOOLS', async () => ({ toolIds: idsOf(tools).slice(0, 1) })],
  ['without tools', 'TOO_FEW_TOOLS', async () => ({ toolIds: [] })],
  [
    'with a tool that is not out yet',
    'UNSOLD_TOOLS',
    async () => ({ toolIds: [...idsOf(tools), (await createTool(database.sql, { status: 'COMING_SOON' })).id] }),
  ],
  [
    'with a tool whose price has to be agreed',
    'UNSOLD_TOOLS',
    async () => ({ toolIds: [...idsOf(tools), (await createTool(database.sql, { priceModel: 'CUSTOM' })).id] }),
  ],
  ['a cent above the sum', 'PRICE_ABOVE_SUM', async () => ({ fields: { bundle_price: 30_001 } })],
];

test.each(refusals)('a bundle %s is not published, and can be a draft', async (_, outcome, build) => {
  const id = randomUUID();
  const asked = await build();
  const before = await everything();
  expect(await save({ id, ...asked, status: 'ACTIVE' })).toBe(outcome);
  expect(await everything()).toEqual(before);
  expect(await save({ id, ...asked })).toBe('SAVED');
  expect((await find(id)).status).toBe('DRAFT');
});

test('what is on sale keeps to the same rules when it is saved', async () => {
  const { id } = await createBundle(database.sql, tools);
  const { revision } = await find(id);
  expect(await save({ id, revision, toolIds: idsOf(tools).slice(0, 1) })).toBe('TOO_FEW_TOOLS');
  expect(await save({ id, revision, fields: { bundle_price: 30_001 } })).toBe('PRICE_ABOVE_SUM');
  expect(await save({ id, revision, fields: { bundle_price: 30_000 } })).toBe('SAVED');
});

test('nothing is saved at a price that was decided for other prices of its tools', async () => {
  const id = randomUUID();
  const { text, values } = await saving({ id });
  await database.sql.query('update marketplace_tools set price = 11000 where id = $1', [tools[0]?.id]);
  const before = await everything();
  const answer = await asViewer(database.asApp, admin.tokenHash, (client) => client.query(text, values));
  expect(only(answer)).toEqual({ outcome: 'PRICES_CHANGED' });
  expect(await everything()).toEqual(before);
});

test('an address belongs to one bundle, also one it had before', async () => {
  const taken = await createBundle(database.sql, tools);
  const former = await createBundle(database.sql, tools);
  await database.sql.query(`insert into former_slugs (kind, slug, bundle_id) values ('BUNDLE', $1, $2)`, [
    `former-${former.id}`,
    former.id,
  ]);
  const id = randomUUID();
  expect(await save({ id, fields: { slug: taken.name } })).toBe('SLUG_TAKEN');
  expect(await save({ id, fields: { slug: `former-${former.id}` } })).toBe('SLUG_TAKEN');
  expect(await save({ id })).toBe('SAVED');
});

test('unknown and repeated tools are refused, and so is a bundle that is not there', async () => {
  const id = randomUUID();
  const [one] = idsOf(tools);
  expect(await save({ id, toolIds: [...idsOf(tools), randomUUID()] })).toBe('UNKNOWN_TOOL');
  expect(await save({ id, toolIds: [present(one), present(one)] })).toBe('UNKNOWN_TOOL');
  expect(await save({ id, revision: 3 })).toBe('MISSING');
});

test('a bundle goes back to a draft as long as nobody owns it', async () => {
  const organization = await createOrganization(database.sql);
  const { id } = await createBundle(database.sql, tools);
  expect(await save({ id, revision: (await find(id)).revision, status: 'DRAFT' })).toBe('SAVED');
  expect(await save({ id, revision: (await find(id)).revision, status: 'ACTIVE' })).toBe('SAVED');
  await createBundlePurchase(database.sql, organization, id);
  expect(await save({ id, revision: (await find(id)).revision, status: 'DRAFT' })).toBe('OWNED');
  expect(await save({ id, revision: (await find(id)).revision, status: 'ARCHIVED' })).toBe('SAVED');
});

test('who bought a bundle keeps what it held then, whatever is put in or taken out', async () => {
  const organization = await createOrganization(database.sql);
  const { id } = await createBundle(database.sql, tools);
  await createBundlePurchase(database.sql, organization, id);
  const extra = await createTool(database.sql);
  const toolIds = [...idsOf(tools).slice(1), extra.id];
  expect(await save({ id, revision: (await find(id)).revision, toolIds })).toBe('SAVED');
  const owned = await database.sql.query<{ id: string }>('select app.owned_tool_ids($1) as id', [organization.id]);
  expect(idsOf(owned.rows).toSorted()).toEqual(idsOf(tools).toSorted());
});

test('only platform admins save bundles', async () => {
  const organization = await createOrganization(database.sql);
  const former = await createPlatformAdmin(database.sql);
  await database.sql.query('update users set is_platform_admin = false where id = $1', [former.id]);
  const { id } = await createBundle(database.sql, tools);
  const { revision } = await find(id);
  const before = await everything();
  for (const person of [organization.owner, organization.admin, organization.member, organization.viewer, former]) {
    expect(await refusal(save({ id, revision, fields: { name: 'Mine' } }, person))).toBe('42501');
  }
  expect(await everything()).toEqual(before);
});

test('the audit trail tells what a save changed, and by whom', async () => {
  const { id } = await createBundle(database.sql, tools);
  const { revision } = await find(id);
  const fields = { name: 'Renamed', bundle_price: 15_000 };
  expect(await save({ id, revision, fields, toolIds: idsOf(tools).slice(1) })).toBe('SAVED');
  const { rows } = await database.sql.query(
    `select action, subject_type, after ->> 'name' as name, after ? 'revision' as tells_revision from audit_log
     where actor_id = $1 and (subject_id = $2 or before ->> 'bundle_id' = $2) and organization_id is null
     order by chain_position`,
    [admin.id, id],
  );
  expect(rows[0]).toMatchObject({ action: 'update', subject_type: 'bundle', name: 'Renamed', tells_revision: false });
  expect(rows.filter((row) => row.subject_type === 'bundle_tool' && row.action === 'delete')).toHaveLength(1);
});

test('the discount shown while editing is the one the database keeps', async () => {
  const pairs = fc.sample(fc.tuple(fc.nat({ max: 2_147_483_647 }), fc.nat({ max: 100_000_000 })), 400);
  const near = fc
    .sample(fc.nat({ max: 100_000_000 }), 200)
    .map((sum): [number, number] => [sum, Math.round(sum * 0.8)]);
  const { rows } = await database.sql.query<{ sum: number; price: number; discount: number }>(
    `insert into tool_bundles (slug, name, description, bundle_type, original_price, bundle_price)
     select 'discount-' || position, 'Discount', 'Of a test.', 'CUSTOM_PACK', sum, price
     from unnest($1::integer[], $2::integer[]) with ordinality as pair (sum, price, position)
     returning original_price as sum, bundle_price as price, (discount * 100)::integer as discount`,
    [[...pairs, ...near].map(([sum]) => sum), [...pairs, ...near].map(([, price]) => price)],
  );
  expect(rows).toHaveLength(600);
  expect(rows.filter(({ sum, price, discount }) => discountFromPrice(sum, price) !== discount)).toEqual([]);
});
