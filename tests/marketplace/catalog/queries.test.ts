import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRequestDatabase } from '#db/request-db.server.ts';
import { priceBundles } from '../../../app/modules/marketplace/cart/queries.server.ts';
import { bundlesOnPage } from '../../../app/modules/marketplace/catalog/bundle-queries.server.ts';
import { countTools } from '../../../app/modules/marketplace/catalog/facet-queries.server.ts';
import { parseCatalogFilters } from '../../../app/modules/marketplace/catalog/filters.ts';
import { findTool, listTools } from '../../../app/modules/marketplace/catalog/tool-queries.server.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

const listed = "status in ('ACTIVE', 'BETA', 'COMING_SOON')";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const filtersOf = (search: string) => parseCatalogFilters(new URLSearchParams(search)).filters;

function openDatabase() {
  return createRequestDatabase({
    connectionString: database.appUrl,
    endpoint: database.endpoint.url,
    requestId: 'test',
  });
}

async function findSlugs(search: string) {
  const { tools } = await openDatabase().read((handle) => ({ tools: listTools(handle, filtersOf(search)) }));
  return tools.map(({ slug }) => slug);
}

async function expectedSlugs(condition: string, order: string) {
  const { rows } = await database.sql.query(
    `select slug from marketplace_tools where ${listed} and ${condition} order by ${order} limit 24`,
  );
  return rows.map(({ slug }) => slug);
}

test.each([
  ['', 'true', 'purchase_count desc, name collate human, id'],
  ['category=GROWTH&category=ELITE', "category in ('GROWTH', 'ELITE')", 'purchase_count desc, name collate human, id'],
  ['area=CRM&sort=newest', "area = 'CRM'", 'created_at desc, name collate human, id'],
  ['tier=T1&tag=email&tag=mls', "tier = 'T1' and tags && '{email,mls}'", 'purchase_count desc, name collate human, id'],
  ['sort=price-asc', 'true', "price_model = 'CUSTOM', price, name collate human, id"],
  ['sort=price-desc', 'true', "price_model = 'CUSTOM', price desc, name collate human, id"],
  ['sort=rating', 'true', 'rating desc nulls last, review_count desc, name collate human, id'],
  [
    'min=150&max=250',
    "price between 15000 and 25000 and price_model <> 'CUSTOM'",
    'purchase_count desc, name collate human, id',
  ],
])('/tools?%s shows what matches, in its order', async (search, condition, order) => {
  expect(await findSlugs(search)).toEqual(await expectedSlugs(condition, order));
});

test('the pages together hold every listed tool once', async () => {
  const pages = await Promise.all(['page=1', 'page=2', 'page=3', 'page=4'].map(findSlugs));
  const { rows } = await database.sql.query(`select slug from marketplace_tools where ${listed}`);
  expect(pages.flat().sort()).toEqual(rows.map(({ slug }) => slug).sort());
});

test('a search finds words, endings and misspellings, the best match first', async () => {
  expect((await findSlugs('q=commission+calculator'))[0]).toBe('commission-calculator');
  expect((await findSlugs('q=calculating+commissions'))[0]).toBe('commission-calculator');
  expect(await findSlugs('q=comission+calculater')).toContain('commission-calculator');
  expect(await findSlugs('q=zzzzqqqq')).toEqual([]);
});

test('a word weighs more in the name than in a tag, and more in a tag than in the text', async () => {
  const add = (slug: string, name: string, tags: string[], description: string) =>
    database.sql.query(
      `insert into marketplace_tools (slug, name, tags, description, category, area, tier, price, purchase_count)
       values ($1, $2, $3, $4, 'GROWTH', 'CRM', 'T1', 100, 0)`,
      [slug, name, tags, description],
    );
  await add('weight-text', 'First', ['email'], 'Quokkas everywhere, and more quokkas');
  await add('weight-tag', 'Second', ['quokka'], 'Nothing of that kind');
  await add('weight-name', 'The Quokka', ['email'], 'Nothing of that kind');
  const byWeight = ['weight-name', 'weight-tag', 'weight-text'];
  expect(await findSlugs('q=quokka')).toEqual(byWeight);
  // Misspelled and unfinished, in a name, a tag or the text.
  expect(await findSlugs('q=quoka')).toEqual(byWeight);
  expect(await findSlugs('q=quok')).toEqual(byWeight);
  expect(await findSlugs('q=kind+quokk')).toEqual(['weight-name', 'weight-tag']);
  const { counts } = await openDatabase().read((handle) => ({ counts: countTools(handle, filtersOf('q=quoka')) }));
  expect(counts).toContainEqual({ facet: 'all', value: '', count: 3, isExact: true });
  expect(counts).toContainEqual({ facet: 'tag', value: 'quokka', count: 1, isExact: true });
  await database.sql.query(`delete from marketplace_tools where slug like 'weight-%'`);
});

test('words that are written as they should be are not mistaken for others', async () => {
  const { rows } = await database.sql.query(
    `select slug from marketplace_tools where ${listed} and search @@ to_tsquery('english', 'listing')`,
  );
  const found = await findSlugs('q=listings');
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((slug) => !rows.some((row) => row.slug === slug))).toEqual([]);
});

test('matches beyond those that are counted have no number and no page', async () => {
  await database.sql.query(
    `insert into marketplace_tools (slug, name, description, category, area, tier, price)
     select 'many-' || number, 'Many ' || number, 'One of many', 'GROWTH', 'CRM', 'T1', 100 from generate_series(1, 520) as number`,
  );
  const { counts, last, beyond } = await openDatabase().read((handle) => ({
    counts: countTools(handle, filtersOf('area=CRM')),
    last: listTools(handle, filtersOf('area=CRM&page=21')),
    beyond: listTools(handle, filtersOf('area=CRM&page=22')),
  }));
  await database.sql.query(`delete from marketplace_tools where slug like 'many-%'`);
  expect(counts).toContainEqual({ facet: 'all', value: '', count: 501, isExact: false });
  expect(counts.filter(({ facet }) => facet === 'category').every(({ isExact }) => !isExact)).toBe(true);
  expect(last).toHaveLength(24);
  expect(beyond).toEqual([]);
});

test.each([`q=${encodeURIComponent("' or 1=1 --")}`, 'q=%22unclosed', 'q=%26%7C!()', 'q=a%00b'])(
  'any text can be searched for: %s',
  async (search) => {
    await expect(findSlugs(search)).resolves.toBeInstanceOf(Array);
  },
);

test('each facet is counted under the other filters, and not under its own', async () => {
  const search = 'category=GROWTH&area=LEADS&tag=email';
  const { counts } = await openDatabase().read((handle) => ({ counts: countTools(handle, filtersOf(search)) }));
  const counted = (facet: string) =>
    Object.fromEntries(counts.filter((count) => count.facet === facet).map(({ value, count }) => [value, count]));
  const expected = async (column: string, condition: string) => {
    const { rows } = await database.sql.query(
      `select ${column} as value, count(*)::integer as count from marketplace_tools where ${listed} and ${condition} group by 1`,
    );
    return Object.fromEntries(rows.map(({ value, count }) => [value, count]));
  };
  const category = "category = 'GROWTH'";
  const area = "area = 'LEADS'";
  const tag = "tags @> '{email}'";
  expect(counted('all')).toEqual(await expected("''", `${category} and ${area} and ${tag}`));
  expect(counted('category')).toEqual(await expected('category', `${area} and ${tag}`));
  expect(counted('area')).toEqual(await expected('area', `${category} and ${tag}`));
  expect(counted('tier')).toEqual(await expected('tier', `${category} and ${area} and ${tag}`));
  expect(counted('tag')).toEqual(await expected('unnest(tags)', `${category} and ${area}`));
});

test('a deprecated tool has a page and no place in the list, a disabled one has neither', async () => {
  const { deprecated, disabled } = await openDatabase().read((handle) => ({
    deprecated: findTool(handle, 'expense-tracker'),
    disabled: findTool(handle, 'social-auto-posting'),
  }));
  expect(deprecated[0]?.status).toBe('DEPRECATED');
  expect(disabled).toEqual([]);
});

test('a bundle by itself costs a guest its own price', async () => {
  const { prices } = await openDatabase().read((handle) => ({ prices: priceBundles(handle, bundlesOnPage(1)) }));
  const { rows } = await database.sql.query('select slug, bundle_price from tool_bundles where is_active');
  expect(Object.fromEntries(prices.map(({ slug, price }) => [slug, price]))).toEqual(
    Object.fromEntries(rows.map(({ slug, bundle_price }) => [slug, bundle_price])),
  );
});
