import { neon } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueryHandle } from '#db/request-db.server.ts';
import { parseOrganizationFilters } from '../../app/modules/accounts/organizations/filters.ts';
import { listOrganizations } from '../../app/modules/accounts/organizations/queries.server.ts';
import { parseAuditFilters } from '../../app/modules/audit/filters.ts';
import { listAuditEntries } from '../../app/modules/audit/queries.server.ts';
import { parseBundleListFilters } from '../../app/modules/marketplace/bundle-editor/filters.ts';
import { listAdministeredBundles } from '../../app/modules/marketplace/bundle-editor/queries.server.ts';
import { priceBundles } from '../../app/modules/marketplace/cart/queries.server.ts';
import {
  bundlesOnPage,
  listBundles,
  popularBundles,
} from '../../app/modules/marketplace/catalog/bundle-queries.server.ts';
import { countTools } from '../../app/modules/marketplace/catalog/facet-queries.server.ts';
import { parseCatalogFilters } from '../../app/modules/marketplace/catalog/filters.ts';
import { countByRequiredTier } from '../../app/modules/marketplace/catalog/tier-queries.server.ts';
import {
  findTool,
  listComparedTools,
  listRelatedTools,
  listTools,
} from '../../app/modules/marketplace/catalog/tool-queries.server.ts';
import { listLatestReviews } from '../../app/modules/marketplace/front/latest-reviews.server.ts';
import { listShownTools } from '../../app/modules/marketplace/front/shown-tools.server.ts';
import {
  findProgress,
  listComingCharges,
  listInvoicesAtHome,
  listToolsUsedLately,
} from '../../app/modules/marketplace/home/queries.server.ts';
import { parseOrderFilters } from '../../app/modules/marketplace/orders/filters.ts';
import { listPlatformOrders } from '../../app/modules/marketplace/orders/platform-queries.server.ts';
import { listOrders } from '../../app/modules/marketplace/orders/queries.server.ts';
import { listRequiredPlans } from '../../app/modules/marketplace/plans/queries.server.ts';
import { parsePurchaseFilters } from '../../app/modules/marketplace/purchases/filters.ts';
import { listOwnedTools } from '../../app/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { countPurchases, listBuyers, listPurchases } from '../../app/modules/marketplace/purchases/queries.server.ts';
import { listRequests } from '../../app/modules/marketplace/requests/queries.server.ts';
import { parseReviewList, parseReviewQueue } from '../../app/modules/marketplace/reviews/lists.ts';
import {
  countRatings,
  countReviewsToModerate,
  listReviews,
  listReviewsToModerate,
} from '../../app/modules/marketplace/reviews/queries.server.ts';
import { searchEverything } from '../../app/modules/marketplace/search/queries.server.ts';
import { parseToolListFilters } from '../../app/modules/marketplace/tool-editor/filters.ts';
import { countManagedTools, listManagedTools } from '../../app/modules/marketplace/tool-editor/queries.server.ts';
import { localUrl } from '../../db/local/connection.ts';
import { explainAs } from '../bench/plans.ts';
import { fillMarketplace, type ScaleViewers } from '../bench/scale-data.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { templatePort } from '../setup/template.ts';

let database: TestDatabase;
let viewers: ScaleViewers;
let handle: QueryHandle;

// Enough rows that reading a table from end to end is never the better plan. `npm run bench -- scale` measures the pages
// in a marketplace ten times as large and more.
beforeAll(async () => {
  database = await createTestDatabase();
  const superuserUrl = localUrl(templatePort(), 'postgres', new URL(database.appUrl).pathname.slice(1));
  viewers = await fillMarketplace(superuserUrl, {
    tools: 10_000,
    bundles: 60,
    organizations: 200,
    purchasesEach: 100,
  });
  handle = drizzle({ client: neon(database.appUrl) });
});

afterAll(async () => {
  await database?.drop();
});

interface BuiltQuery {
  toSQL(): { sql: string; params: unknown[] };
}
type Build = (handle: QueryHandle) => BuiltQuery;

const catalog = (search: string) => parseCatalogFilters(new URLSearchParams(search)).filters;
const managed = (search: string) => parseToolListFilters(new URLSearchParams(search));
const queue = (search: string) => parseReviewQueue(new URLSearchParams(search));
const reviews = (search: string) => parseReviewList(new URLSearchParams(search));

test.each<[string, string, Build]>([
  ['popular', 'marketplace_tools_listed_by_popularity', (db) => listTools(db, catalog(''))],
  ['newest', 'marketplace_tools_listed_by_age', (db) => listTools(db, catalog('sort=newest'))],
  ['price up', 'marketplace_tools_listed_by_price', (db) => listTools(db, catalog('sort=price-asc'))],
  ['price down', 'marketplace_tools_listed_by_price_down', (db) => listTools(db, catalog('sort=price-desc'))],
  ['rating', 'marketplace_tools_listed_by_rating', (db) => listTools(db, catalog('sort=rating'))],
  ['popular of an area', 'marketplace_tools_listed_by_popularity', (db) => listRelatedTools(db, 'expense-tax')],
  ['all by name', 'marketplace_tools_name', (db) => listManagedTools(db, managed(''))],
  ['all by change', 'marketplace_tools_updated_at', (db) => listManagedTools(db, managed('sort=changed'))],
  ['all by price', 'marketplace_tools_price', (db) => listManagedTools(db, managed('sort=price-asc'))],
  ['all by price down', 'marketplace_tools_price_down', (db) => listManagedTools(db, managed('sort=price-desc'))],
  ['all by owners', 'marketplace_tools_purchase_count', (db) => listManagedTools(db, managed('sort=owners'))],
  ['all by owners up', 'marketplace_tools_purchase_count', (db) => listManagedTools(db, managed('sort=owners-asc'))],
  ['all by name down', 'marketplace_tools_name', (db) => listManagedTools(db, managed('sort=name-desc'))],
  ['all by status', 'marketplace_tools_by_status', (db) => listManagedTools(db, managed('sort=status'))],
  [
    'all by category down',
    'marketplace_tools_by_category',
    (db) => listManagedTools(db, managed('sort=category-desc')),
  ],
  ['all by tier', 'marketplace_tools_by_tier', (db) => listManagedTools(db, managed('sort=tier'))],
  [
    'bundles by change',
    'tool_bundles_updated_at',
    (db) => listAdministeredBundles(db, parseBundleListFilters(new URLSearchParams())),
  ],
])('an index answers the list of tools, %s, in its order (%s)', async (_order, index, build) => {
  const { sql, params } = build(handle).toSQL();
  const plan = await explainAs(database.asApp, viewers.administrator.tokenHash, sql, params);
  expect(plan.indexes).toContain(index);
  expect(plan.steps).not.toContain('Sort');
  expect(plan.steps).not.toContain('Incremental Sort');
  expect(plan.steps).not.toContain('Seq Scan');
});

/** More than any list here needs to read, and much less than there is. */
const mostRowsRead = 3_000;

const lists: [string, 'owner' | 'administrator', Build][] = [
  ['the tools of the front page', 'owner', (db) => listShownTools(db, 4)],
  ['the newest reviews of all', 'owner', (db) => listLatestReviews(db, 3)],
  ['counts of everything', 'owner', (db) => countTools(db, catalog(''))],
  ['filtered tools', 'owner', (db) => listTools(db, catalog('category=growth&tier=t1&tag=email&max=500'))],
  ['counts of filtered tools', 'owner', (db) => countTools(db, catalog('category=growth&tier=t1&tag=email&max=500'))],
  ['a common word', 'owner', (db) => listTools(db, catalog('q=compare'))],
  ['counts of a common word', 'owner', (db) => countTools(db, catalog('q=compare'))],
  ['a rare word', 'owner', (db) => listTools(db, catalog('q=zeppelin'))],
  ['a misspelled word', 'owner', (db) => listTools(db, catalog('q=zepelin'))],
  ['the last page', 'owner', (db) => listTools(db, catalog('page=21'))],
  ['a page far behind the last', 'owner', (db) => listTools(db, catalog('page=4000'))],
  ['a tool', 'owner', (db) => findTool(db, 'expense-tax')],
  ['the newest reviews of a tool', 'owner', (db) => listReviews(db, 'expense-tax', reviews(''))],
  ['its best reviews', 'owner', (db) => listReviews(db, 'expense-tax', reviews('sort=highest'))],
  ['its worst reviews', 'owner', (db) => listReviews(db, 'expense-tax', reviews('sort=lowest'))],
  ['its ratings', 'owner', (db) => countRatings(db, 'expense-tax')],
  ['bundles', 'owner', (db) => listBundles(db, bundlesOnPage(1))],
  ['prices of bundles', 'owner', (db) => priceBundles(db, bundlesOnPage(1))],
  ['bundles with a word', 'owner', (db) => searchEverything(db, 'listing').bundles],
  ['orders with a word', 'owner', (db) => searchEverything(db, 'listing').orders],
  ['people with a word', 'owner', (db) => searchEverything(db, 'tester').people],
  ['popular bundles', 'owner', (db) => listBundles(db, popularBundles)],
  ['owned tools', 'owner', (db) => listOwnedTools(db)],
  ['tools used lately', 'owner', (db) => listToolsUsedLately(db)],
  ['what renews', 'owner', (db) => listComingCharges(db)],
  ['what is owed', 'owner', (db) => listInvoicesAtHome(db)],
  ['how far an organization has come', 'owner', (db) => findProgress(db)],
  ['purchases', 'owner', (db) => listPurchases(db, parsePurchaseFilters(new URLSearchParams()))],
  ['count of purchases', 'owner', (db) => countPurchases(db, parsePurchaseFilters(new URLSearchParams()))],
  ['buyers', 'owner', (db) => listBuyers(db)],
  ['orders', 'owner', (db) => listOrders(db, 1)],
  ['requests', 'owner', (db) => listRequests(db, 1)],
  ['what tiers may buy', 'owner', (db) => countByRequiredTier(db)],
  ['tools side by side', 'owner', (db) => listComparedTools(db, ['expense-tax', 'campaigns'])],
  ['plans that modules need', 'owner', (db) => listRequiredPlans(db, ['expense-tax', 'campaigns'])],
  [
    'the audit trail',
    'owner',
    (db) => listAuditEntries(db, 'organization', parseAuditFilters(new URLSearchParams()), 51),
  ],
  ['all tools', 'administrator', (db) => listManagedTools(db, managed(''))],
  ['tools with a word', 'administrator', (db) => listManagedTools(db, managed('q=zeppelin'))],
  ['count of all tools', 'administrator', (db) => countManagedTools(db, managed(''))],
  ['all bundles', 'administrator', (db) => listAdministeredBundles(db, parseBundleListFilters(new URLSearchParams()))],
  ['all orders', 'administrator', (db) => listPlatformOrders(db, parseOrderFilters(new URLSearchParams()))],
  [
    'older orders',
    'administrator',
    (db) => listPlatformOrders(db, parseOrderFilters(new URLSearchParams(`before=${Date.now()}000_LOT-90000001`))),
  ],
  [
    'all organizations',
    'administrator',
    (db) => listOrganizations(db, parseOrganizationFilters(new URLSearchParams())),
  ],
  ['pending reviews', 'administrator', (db) => listReviewsToModerate(db, queue(''))],
  ['approved reviews', 'administrator', (db) => listReviewsToModerate(db, queue('status=approved'))],
  ['flagged reviews', 'administrator', (db) => listReviewsToModerate(db, queue('status=flagged'))],
  ['counts of reviews', 'administrator', (db) => countReviewsToModerate(db, '')],
  [
    'everybody’s audit trail',
    'administrator',
    (db) => listAuditEntries(db, 'platform', parseAuditFilters(new URLSearchParams()), 51),
  ],
];

// Where reading a whole table is still the better plan for as few rows as there are here.
const betterReadWhole = ['a misspelled word', 'prices of bundles', 'requests', 'everybody’s audit trail'];

test.each(lists)('reads no more of the tables than a page needs: %s', async (list, role, build) => {
  const person = role === 'owner' ? viewers.organization.owner : viewers.administrator;
  const { sql, params } = build(handle).toSQL();
  const rowsRead = await asViewer(database.asApp, person.tokenHash, async (client) => {
    // Functions keep plans for their connection, which another list may have made.
    await client.query('discard plans');
    for (const way of betterReadWhole.includes(list) ? ['seqscan', 'hashjoin', 'mergejoin'] : []) {
      await client.query(`set local enable_${way} = off`);
    }
    const before = await countRowsRead(client);
    await client.query(sql, params);
    return (await countRowsRead(client)) - before;
  });
  expect(rowsRead).toBeLessThan(mostRowsRead);
});

test('one index answers the counts of filtered tools, whatever is chosen', async () => {
  for (const search of [
    'category=growth&category=elite&tier=t1&tag=email&max=500',
    'area=listings&min=100',
    'tag=email',
  ]) {
    const { sql, params } = countTools(handle, catalog(search)).toSQL();
    const plan = await explainAs(database.asApp, viewers.organization.owner.tokenHash, sql, params);
    expect([search, [...new Set(plan.indexes)]]).toEqual([search, ['marketplace_tools_facets']]);
    expect([search, plan.steps.filter((step) => /Seq Scan|Bitmap|^Index Scan/.test(step))]).toEqual([search, []]);
  }
});

/** Of all tables by this connection so far, in functions too; by scans of tables and of indexes. */
async function countRowsRead(client: Client): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    `select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as read
     from pg_stat_xact_user_tables where schemaname = 'public'`,
  );
  return rows[0]?.read ?? Number.NaN;
}

test('what there is would be more than may be read', async () => {
  for (const table of ['marketplace_tools', 'tool_purchases', 'marketplace_orders', 'tool_reviews', 'audit_log']) {
    const { rows } = await database.sql.query(`select count(*) > ${mostRowsRead} as enough from ${table}`);
    expect([table, rows[0]?.enough]).toEqual([table, true]);
  }
});
