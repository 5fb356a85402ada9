import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { type AuditSubjects, brokenEntries, createAuditSubjects, entriesOf } from '../factories/audit.ts';
import { createPlatformAdmin } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

interface Change {
  what: string;
  /** In which $1 is the first of `values`. */
  statement: string;
  values: (subjects: AuditSubjects) => unknown[];
  /** Every entry there must be: what it is about, and what it says of before and after. */
  entries: [subject: string, action: string, before: object | null, after: object | null][];
  /** In whose trail: of the organization or of the platform. */
  trail: 'organization' | 'platform';
}

const newTool = `insert into marketplace_tools (slug, name, description, category, area, tier, price)
  values ($1, 'New tool', 'New', 'GROWTH', 'CRM', 'T1', 10000)`;
const newBundle = `insert into tool_bundles (slug, name, description, bundle_type, bundle_price) values ($1, 'New bundle', 'New', 'GROWTH_PACK', 1000)`;
const newSlug = () => `new-${randomBytes(6).toString('hex')}`;

const changes: Change[] = [
  {
    what: 'a tool added',
    statement: newTool,
    values: () => [newSlug()],
    trail: 'platform',
    entries: [['tool', 'insert', null, { name: 'New tool', price: 10_000, status: 'ACTIVE' }]],
  },
  {
    what: 'a tool edited',
    statement: `update marketplace_tools set name = 'Renamed', status = 'BETA' where id = $1`,
    values: ({ spareTool }) => [spareTool],
    trail: 'platform',
    entries: [['tool', 'update', { status: 'ACTIVE' }, { name: 'Renamed', status: 'BETA' }]],
  },
  {
    what: 'a price changed',
    statement: 'update marketplace_tools set price = 20000 where id = $1',
    values: ({ tool }) => [tool],
    trail: 'platform',
    entries: [
      ['tool', 'update', { price: 10_000 }, { price: 20_000 }],
      ['bundle', 'update', { original_price: 10_000 }, { original_price: 20_000, discount: 60 }],
    ],
  },
  {
    what: 'a tool deleted',
    statement: 'delete from marketplace_tools where id = $1',
    values: ({ spareTool }) => [spareTool],
    trail: 'platform',
    entries: [['tool', 'delete', { price: 5_000 }, null]],
  },
  {
    what: 'a bundle added',
    statement: newBundle,
    values: () => [newSlug()],
    trail: 'platform',
    entries: [['bundle', 'insert', null, { name: 'New bundle', status: 'DRAFT' }]],
  },
  {
    what: 'a bundle archived',
    statement: `update tool_bundles set status = 'ARCHIVED' where id = $1`,
    values: ({ bundle }) => [bundle],
    trail: 'platform',
    entries: [['bundle', 'update', { status: 'ACTIVE', is_active: true }, { status: 'ARCHIVED', is_active: false }]],
  },
  {
    what: 'a bundle deleted',
    statement: 'delete from tool_bundles where id = $1',
    values: ({ emptyBundle }) => [emptyBundle],
    trail: 'platform',
    entries: [['bundle', 'delete', { bundle_price: 15_000 }, null]],
  },
  {
    what: 'a tool put into a bundle',
    statement: 'insert into bundle_tools (bundle_id, tool_id, position) values ($1, $2, 4)',
    values: ({ bundle, spareTool }) => [bundle, spareTool],
    trail: 'platform',
    entries: [
      ['bundle_tool', 'insert', null, { position: 4 }],
      ['bundle', 'update', { original_price: 10_000 }, { original_price: 15_000 }],
    ],
  },
  {
    what: 'a tool moved in a bundle',
    statement: 'update bundle_tools set position = 9 where bundle_id = $1',
    values: ({ bundle }) => [bundle],
    trail: 'platform',
    entries: [['bundle_tool', 'update', { position: 1 }, { position: 9 }]],
  },
  {
    what: 'a tool taken out of a bundle',
    statement: 'delete from bundle_tools where bundle_id = $1',
    values: ({ bundle }) => [bundle],
    trail: 'platform',
    entries: [
      ['bundle_tool', 'delete', { position: 1 }, null],
      ['bundle', 'update', { original_price: 10_000 }, { original_price: 0 }],
    ],
  },
  {
    what: 'a tool bought',
    statement: `insert into tool_purchases (organization_id, tool_id, purchased_by, price_at_purchase, price_model) values ($1, $2, $3, 700, 'ONE_TIME')`,
    values: ({ organization, spareTool }) => [organization.id, spareTool, organization.owner.id],
    trail: 'organization',
    entries: [['tool_purchase', 'insert', null, { price_at_purchase: 700, status: 'ACTIVE' }]],
  },
  {
    what: 'a tool cancelled',
    statement: `update tool_purchases set status = 'CANCELLED' where id = $1`,
    values: ({ toolPurchase }) => [toolPurchase],
    trail: 'organization',
    entries: [['tool_purchase', 'update', { status: 'ACTIVE' }, { status: 'CANCELLED' }]],
  },
  {
    what: 'a bundle bought',
    statement:
      'insert into bundle_purchases (organization_id, bundle_id, purchased_by, price_at_purchase) values ($1, $2, $3, 700)',
    values: ({ organization, emptyBundle }) => [organization.id, emptyBundle, organization.owner.id],
    trail: 'organization',
    entries: [['bundle_purchase', 'insert', null, { price_at_purchase: 700, status: 'ACTIVE' }]],
  },
  {
    what: 'a bundle refunded',
    statement: `update bundle_purchases set status = 'REFUNDED' where id = $1`,
    values: ({ bundlePurchase }) => [bundlePurchase],
    trail: 'organization',
    entries: [['bundle_purchase', 'update', { status: 'ACTIVE' }, { status: 'REFUNDED' }]],
  },
  {
    what: 'an order paid',
    statement: `update marketplace_orders set payment_status = 'COMPLETED' where id = $1`,
    values: ({ order }) => [order],
    trail: 'organization',
    entries: [['order', 'update', { payment_status: 'PENDING' }, { payment_status: 'COMPLETED' }]],
  },
  {
    what: 'a person joined',
    statement: `insert into memberships (organization_id, user_id, role) values ($1, $2, 'MEMBER')`,
    values: ({ organization, user }) => [organization.id, user],
    trail: 'organization',
    entries: [['membership', 'insert', null, { role: 'MEMBER' }]],
  },
  {
    what: 'a role changed',
    statement: `update memberships set role = 'ADMIN' where user_id = $1`,
    values: ({ organization }) => [organization.viewer.id],
    trail: 'organization',
    entries: [['membership', 'update', { role: 'VIEWER' }, { role: 'ADMIN' }]],
  },
  {
    what: 'a person removed',
    statement: 'delete from memberships where user_id = $1',
    values: ({ organization }) => [organization.viewer.id],
    trail: 'organization',
    entries: [['membership', 'delete', { role: 'VIEWER' }, null]],
  },
  {
    what: 'a tier set',
    statement: `update organizations set subscription_tier = 'ELITE' where id = $1`,
    values: ({ organization }) => [organization.id],
    trail: 'organization',
    entries: [['organization', 'update', { subscription_tier: 'STARTER' }, { subscription_tier: 'ELITE' }]],
  },
  {
    what: 'an account made',
    statement: `insert into users (name, email, password_hash) values ('New Person', $1, 'password-hash-of-a-new-person')`,
    values: () => [`${newSlug()}@people.test`],
    trail: 'platform',
    entries: [['user', 'insert', null, { name: 'New Person', is_platform_admin: false }]],
  },
  {
    what: 'an account made platform admin',
    statement: 'update users set is_platform_admin = true where id = $1',
    values: ({ user }) => [user],
    trail: 'platform',
    entries: [['user', 'update', { is_platform_admin: false }, { is_platform_admin: true }]],
  },
  {
    what: 'an account deleted',
    statement: 'delete from users where id = $1',
    values: ({ user }) => [user],
    trail: 'platform',
    entries: [['user', 'delete', { is_platform_admin: false }, null]],
  },
];

test.each(changes)('$what: one entry with who, before and after', async ({ statement, values, entries, trail }) => {
  const subjects = await createAuditSubjects(database.sql);
  const actor = await createPlatformAdmin(database.sql);
  const written = await entriesOf(database.sql, () =>
    asViewer(database.sql, actor.tokenHash, (client) => client.query(statement, values(subjects))),
  );
  expect(written).toMatchObject(
    entries.map(([subjectType, action, before, after]) => ({
      subjectType,
      action,
      before,
      after,
      actorId: actor.id,
      organizationId: trail === 'organization' ? subjects.organization.id : null,
    })),
  );
  expect(await rows(brokenEntries)).toEqual([]);
});

test('what nobody did has no actor', async () => {
  const { organization } = await createAuditSubjects(database.sql);
  const written = await entriesOf(database.sql, () =>
    rows(`update organizations set subscription_tier = 'FREE' where id = $1`, [organization.id]),
  );
  expect(written).toMatchObject([{ actorId: null, subjectType: 'organization', subjectId: organization.id }]);
});

test.each([
  ['purchase_count of a tool', 'update marketplace_tools set purchase_count = 5 where id = $1', 'tool'],
  ['rating of a tool', 'update marketplace_tools set rating = 4, review_count = 1 where id = $1', 'tool'],
  ['use of a purchase', 'update tool_purchases set last_used = now(), usage_count = 1 where id = $1', 'toolPurchase'],
  ['the same value again', `update marketplace_tools set name = name where id = $1`, 'tool'],
] as const)('no entry for %s', async (_, statement, subject) => {
  const subjects = await createAuditSubjects(database.sql);
  expect(await entriesOf(database.sql, () => rows(statement, [subjects[subject]]))).toEqual([]);
});

test('a change that is rolled back leaves no entry', async () => {
  const { tool } = await createAuditSubjects(database.sql);
  const written = await entriesOf(database.sql, async () => {
    await database.sql.query('begin');
    await database.sql.query('update marketplace_tools set price = 1 where id = $1', [tool]);
    await database.sql.query('rollback');
  });
  expect(written).toEqual([]);
});
