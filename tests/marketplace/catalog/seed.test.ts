import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../isolation/contract.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// The catalog the shop opens with, against the published list of tools and bundles.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const toolsByArea = {
  leads: [
    'Lead Capture Agent',
    'Lead Scoring Engine',
    'Lead Source Analysis',
    'Lead Summary Generator',
    'Multi-Touch Campaign Engine',
    'Contact Preference Tracker',
    'Budget Range Predictor',
    'Client Pre-Qualification',
  ],
  listings: [
    'Listing Description Generator',
    'Photo Enhancement',
    'Virtual Staging',
    'Property Alerts',
    'Property Comparison',
    'Tour Coordination',
    'Property Matching',
  ],
  market: [
    'CMA Generator',
    'Price Forecasting',
    'Risk Assessment',
    'Market Data Feed',
    'Investment Property Analyzer',
    'Portfolio Tracker',
    'Competitive Analysis',
    'Territory Management',
  ],
  transactions: ['Contract Generation', 'Document Processing', 'Milestone Tracker', 'Compliance Monitor'],
  finance: ['Commission Calculator', 'Financial Reporting'],
  customerService: [
    'Booking Agent',
    'Calendar Integration',
    'No-Show Prevention',
    'Script Generator',
    'Email Template Engine',
    'Review Management',
  ],
  crm: ['Contact Activity Feed', 'Referral Network', 'Client Lifecycle Tracker', 'Appointment Reminders'],
  platform: [
    'Transaction Analytics',
    'Agent Performance Tracker',
    'Mortgage Lender Integration',
    'Automated Valuation',
    'Neighborhood Intelligence',
    'Expense Tracker',
    'Tax Optimization Planner',
    'QuickBooks Integration',
    'Social Auto-Posting',
    'Marketing Automation',
    'Campaign ROI Tracker',
    'Listing Engagement Monitor',
    'Universal Assistant',
    'Knowledge Search',
    'AI Hub',
  ],
  modules: ['REID Dashboard', 'Expense & Tax', 'Campaigns'],
};

const bundles = [
  { name: 'Lead Generation Pro', tools: toolsByArea.leads, discount: 20 },
  { name: 'Listing Domination', tools: toolsByArea.listings, discount: 25 },
  { name: 'Market Intelligence', tools: toolsByArea.market, discount: 25 },
  { name: 'Transaction Management', tools: [...toolsByArea.transactions, ...toolsByArea.finance], discount: 15 },
];

test('the catalog is exactly the 57 tools of the list', async () => {
  const names = Object.values(toolsByArea).flat();
  expect(names).toHaveLength(57);
  const { rows } = await database.sql.query<{ name: string }>('select name from marketplace_tools');
  expect(rows.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

test.each([
  { area: 'LEADS', names: toolsByArea.leads },
  { area: 'LISTINGS', names: toolsByArea.listings },
  { area: 'TRANSACTIONS', names: toolsByArea.transactions },
  { area: 'CUSTOMER_SERVICE', names: toolsByArea.customerService },
  { area: 'CRM', names: toolsByArea.crm },
])('$area holds its tools', async ({ area, names }) => {
  const { rows } = await database.sql.query<{ name: string }>('select name from marketplace_tools where area = $1', [
    area,
  ]);
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

test('there are five bundles', async () => {
  const { rows } = await database.sql.query<{ name: string }>('select name from tool_bundles');
  const names = [...bundles.map(({ name }) => name), 'Complete Real Estate Suite'];
  expect(rows.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

const contentOf = async (bundle: string) =>
  (
    await database.sql.query<{ name: string }>(
      `select tool.name from bundle_tools link join marketplace_tools tool on tool.id = link.tool_id
       join tool_bundles bundle on bundle.id = link.bundle_id where bundle.name = $1`,
      [bundle],
    )
  ).rows.map(({ name }) => name);

const pricesOf = async (bundle: string) =>
  (
    await database.sql.query(
      `select original_price, bundle_price, discount::float8, is_active from tool_bundles where name = $1`,
      [bundle],
    )
  ).rows;

test.each(bundles)('$name holds its tools at $discount % off', async ({ name, tools, discount }) => {
  expect((await contentOf(name)).toSorted()).toEqual(tools.toSorted());
  const { rows } = await database.sql.query<{ price: number }>(
    'select price from marketplace_tools where name = any ($1)',
    [tools],
  );
  const sum = rows.reduce((total, { price }) => total + price, 0);
  expect(await pricesOf(name)).toEqual([
    { original_price: sum, bundle_price: (sum * (100 - discount)) / 100, discount, is_active: true },
  ]);
});

test('the suite holds everything that can be bought, at 35 % off', async () => {
  const { rows } = await database.sql.query<{ name: string; price: number }>(
    `select name, price from marketplace_tools where status in ('ACTIVE', 'BETA') and price_model <> 'CUSTOM'`,
  );
  expect((await contentOf('Complete Real Estate Suite')).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  const sum = rows.reduce((total, { price }) => total + price, 0);
  expect(await pricesOf('Complete Real Estate Suite')).toEqual([
    { original_price: sum, bundle_price: Math.round(sum * 0.65), discount: 35, is_active: true },
  ]);
});

test('prices follow the tier, and only what is free costs nothing', async () => {
  const { rows } = await database.sql.query(
    `select tier, price_model = 'FREE' as free, array_agg(distinct price) as prices from marketplace_tools group by 1, 2 order by 1, 2`,
  );
  const paid = rows.filter(({ free }) => !free);
  expect(paid).toEqual([
    { tier: 'T1', free: false, prices: [10_000] },
    { tier: 'T2', free: false, prices: [20_000] },
    { tier: 'T3', free: false, prices: [30_000] },
  ]);
  expect(rows.filter(({ free }) => free).flatMap(({ prices }) => prices)).toEqual([0]);
});

test.each([
  ['tier', contract.enums.tool_tier],
  ['category', contract.enums.tool_category],
  ['area', contract.enums.tool_area],
  ['price_model', contract.enums.price_model],
  ['status', contract.enums.tool_status],
])('every %s occurs among the tools', async (column, values) => {
  const { rows } = await database.sql.query<{ value: string }>(
    `select distinct ${column}::text as value from marketplace_tools`,
  );
  expect(rows.map(({ value }) => value).toSorted()).toEqual(values.toSorted());
});

test.each([
  ['REID Dashboard', 'reid-dashboard', 'T3', 'GROWTH'],
  ['Expense & Tax', 'expense-tax', 'T2', 'STARTER'],
  ['Campaigns', 'campaigns', 'T2', 'STARTER'],
])('the module %s is on sale under its address, tier and required tier', async (name, slug, tier, requiredTier) => {
  const { rows } = await database.sql.query(
    'select slug, tier, required_tier, is_sold from marketplace_tools where name = $1',
    [name],
  );
  expect(rows).toEqual([{ slug, tier, required_tier: requiredTier, is_sold: true }]);
});

test('every tool and bundle has its copy: description, long description, features, capabilities, tags', async () => {
  const { rows } = await database.sql.query(
    `select slug from marketplace_tools where char_length(description) not between 50 and 110 or char_length(long_description) < 200
       or cardinality(features) < 3 or cardinality(capabilities) < 2 or cardinality(integrations) < 1 or cardinality(tags) < 3
     union all select slug from tool_bundles where char_length(description) not between 50 and 110 or char_length(long_description) < 200`,
  );
  expect(rows).toEqual([]);
});

test('no bundle asks for a lower tier than one of its tools', async () => {
  const { rows } = await database.sql.query(
    `select distinct bundle.slug from tool_bundles bundle join bundle_tools link on link.bundle_id = bundle.id
     join marketplace_tools tool on tool.id = link.tool_id where tool.required_tier > bundle.required_tier`,
  );
  expect(rows).toEqual([]);
});

test('the demo organizations and people are there, each with the role that their address says', async () => {
  const { rows } = await database.sql.query(
    `select person.email, organization.name, organization.subscription_tier as tier, membership.role,
       (select count(*)::integer from platform_roles where user_id = person.id) as "platformRoles"
     from users person left join memberships membership on membership.user_id = person.id
     left join organizations organization on organization.id = membership.organization_id order by person.email`,
  );
  expect(rows).toEqual([
    { email: 'admin@harbor.test', name: 'Harbor Realty', tier: 'GROWTH', role: 'ADMIN', platformRoles: 0 },
    { email: 'admin@lotline.test', name: null, tier: null, role: null, platformRoles: 5 },
    { email: 'billing@lotline.test', name: null, tier: null, role: null, platformRoles: 1 },
    { email: 'member@harbor.test', name: 'Harbor Realty', tier: 'GROWTH', role: 'MEMBER', platformRoles: 0 },
    { email: 'owner@harbor.test', name: 'Harbor Realty', tier: 'GROWTH', role: 'OWNER', platformRoles: 0 },
    { email: 'owner@summit.test', name: 'Summit Homes', tier: 'ELITE', role: 'OWNER', platformRoles: 0 },
    { email: 'viewer@harbor.test', name: 'Harbor Realty', tier: 'GROWTH', role: 'VIEWER', platformRoles: 0 },
  ]);
});
