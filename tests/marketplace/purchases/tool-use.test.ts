import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listDailyOpens } from '../../../app/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { asViewer } from '../../factories/as-viewer.ts';
import { createBundle, createTool, type TestTool } from '../../factories/catalog.ts';
import { releaseTogether, withConnections } from '../../factories/connections.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { openTool } from '../../factories/owned-tools.ts';
import { createBundlePurchase, createToolPurchase, unlockModules } from '../../factories/purchases.ts';
import { requestDatabase } from '../../factories/request-databases.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  tool = await createTool(database.sql, { demoUrl: 'https://tool.example/start' });
});

afterAll(async () => {
  await database.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const usage = () =>
  rows(
    `select opens, day = (now() at time zone 'utc')::date as "isToday" from tool_usage_daily where organization_id = $1`,
    [organization.id],
  );

test('opening counts the day and the purchase, and leads to the tool', async () => {
  await createToolPurchase(database.sql, organization, tool.id);
  const before = only(await database.sql.query('select clock_timestamp() as now')).now;
  for (let time = 0; time < 3; time++) {
    expect(await openTool(database.asApp, organization.member, tool.id)).toEqual({
      outcome: 'OPENED',
      address: 'https://tool.example/start',
    });
  }
  expect(await usage()).toEqual([{ opens: 3, isToday: true }]);
  const purchase = only(await database.sql.query('select * from tool_purchases where tool_id = $1', [tool.id]));
  expect(purchase.usage_count).toBe(3);
  expect(purchase.last_used.getTime()).toBeGreaterThanOrEqual(before.getTime() - 1);
});

test('the use of a tool bought in a bundle is counted like any other', async () => {
  const bundle = await createBundle(database.sql, [tool]);
  await createBundlePurchase(database.sql, organization, bundle.id);
  expect((await openTool(database.asApp, organization.member, tool.id)).outcome).toBe('OPENED');
  expect(await usage()).toEqual([{ opens: 1, isToday: true }]);
  expect(await rows('select usage_count from tool_purchases where tool_id = $1', [tool.id])).toEqual([
    { usage_count: 1 },
  ]);
});

test('forty opens at once are forty', async () => {
  await createToolPurchase(database.sql, organization, tool.id);
  await openTool(database.asApp, organization.owner, tool.id);
  await withConnections(database.appUrl, 40, (...clients) =>
    releaseTogether(
      database.ownerUrl,
      { lock: `select from tool_usage_daily where organization_id = '${organization.id}' for update`, waiting: 40 },
      () => Promise.all(clients.map((client) => openTool(client, organization.member, tool.id))),
    ),
  );
  expect(await usage()).toEqual([{ opens: 41, isToday: true }]);
  expect(await rows('select usage_count from tool_purchases where tool_id = $1', [tool.id])).toEqual([
    { usage_count: 41 },
  ]);
});

test('a tool without a page, or whose page is no https address, is not opened and not counted', async () => {
  for (const demoUrl of [null, 'http://tool.example/', 'javascript:alert(1)']) {
    const without = await createTool(database.sql, { demoUrl });
    await createToolPurchase(database.sql, organization, without.id);
    expect(await openTool(database.asApp, organization.member, without.id)).toEqual({
      outcome: 'NO_ADDRESS',
      address: null,
    });
  }
  expect(await usage()).toEqual([]);
});

test('the modules open inside the product, under a new address of their tool as well', async () => {
  await unlockModules(database.sql, organization);
  const addressOf = async (slug: string) =>
    only(
      await asViewer(database.asApp, organization.member.tokenHash, (client) =>
        client.query(
          'select app.may_use_tool($1) as allowed, (app.open_tool(app.find_tool($1), gen_random_uuid()::text)).address',
          [slug],
        ),
      ),
    );
  expect(await addressOf('reid-dashboard')).toEqual({ allowed: true, address: '/reid' });
  expect(await addressOf('expense-tax')).toEqual({ allowed: true, address: '/expenses' });
  expect(await addressOf('campaigns')).toEqual({ allowed: true, address: '/campaigns' });
  await rows(`update marketplace_tools set slug = 'campaign-desk' where slug = 'campaigns'`);
  expect(await addressOf('campaigns')).toEqual({ allowed: true, address: '/campaigns' });
  expect(await addressOf('campaign-desk')).toEqual({ allowed: true, address: '/campaigns' });
});

test('every one of the last 90 days is there, with nothing of other organizations, tools or days', async () => {
  const stranger = await createOrganization(database.sql);
  const other = await createTool(database.sql);
  const opened = `insert into tool_usage_daily (organization_id, tool_id, day, opens)
    values ($1, $2, (now() at time zone 'utc')::date - $3::integer, $4)`;
  for (const [organizationId, toolId, ago, opens] of [
    [organization.id, tool.id, 0, 4],
    [organization.id, tool.id, 89, 2],
    [organization.id, tool.id, 90, 100],
    [stranger.id, tool.id, 1, 100],
    [organization.id, other.id, 1, 100],
  ] as const) {
    await rows(opened, [organizationId, toolId, ago, opens]);
  }
  const { days } = await requestDatabase(database, organization.viewer.tokenHash).read((handle) => ({
    days: listDailyOpens(handle, tool.name),
  }));
  const today = new Date().toISOString().slice(0, 10);
  expect(days).toHaveLength(90);
  expect(days.at(-1)).toEqual({ day: today, count: 4 });
  expect(days[0]?.count).toBe(2);
  expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  expect(new Set(days.map(({ day }) => day)).size).toBe(90);
});
