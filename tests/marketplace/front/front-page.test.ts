import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTool } from '../../factories/catalog.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { createReview } from '../../factories/reviews.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// What the front page says is true of the tables: which tools it calls what, and whose reviews it shows.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  // Every page is made anew.
  worker = await startTestWorker(database, { PUBLIC_PAGE_SECONDS: '0' });
  organization = await createOrganization(database.sql);
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const isListed = `status in ('ACTIVE', 'BETA', 'COMING_SOON')`;

/** The slugs of the first four listed tools in an order. */
async function firstTools(order: string, condition = 'true') {
  const { rows } = await database.sql.query<{ slug: string }>(
    `select slug from marketplace_tools where ${isListed} and ${condition} order by ${order}, name, id limit 4`,
  );
  return rows.map(({ slug }) => slug);
}

/** The heading of the tools on the front page, and their slugs in no order. */
async function readTools() {
  const { text } = await guest.get('/');
  const [, title = ''] = /<h2 id="shown-tools">([^<]*)<\/h2>/.exec(text) ?? [];
  const slugs = [...text.matchAll(/<li class="card tool-card" id="tool-([^"]+)"/g)].map(([, slug = '']) => slug);
  return { title, slugs: slugs.toSorted() };
}

test('tools are popular once ten organizations own each, else featured, else the newest', async () => {
  const { sql } = database;
  await sql.query('update marketplace_tools set purchase_count = 0, is_featured = false');
  expect(await readTools()).toEqual({ title: 'New tools', slugs: (await firstTools('created_at desc')).toSorted() });

  await sql.query(
    `update marketplace_tools set is_featured = true where id in
       (select id from marketplace_tools where ${isListed} order by slug desc limit 4)`,
  );
  expect(await readTools()).toEqual({
    title: 'Featured tools',
    slugs: (await firstTools('purchase_count desc', 'is_featured')).toSorted(),
  });

  // Three that ten own, and a fourth that nine do.
  await sql.query(
    `update marketplace_tools tool set purchase_count = case when place < 4 then 10 else 9 end
     from (select id, row_number() over (order by slug) as place from marketplace_tools where ${isListed}) placed
     where placed.id = tool.id and place <= 4`,
  );
  expect((await readTools()).title).toBe('Featured tools');
  await sql.query('update marketplace_tools set purchase_count = 10 where purchase_count = 9');
  expect(await readTools()).toEqual({
    title: 'Popular tools',
    slugs: (await firstTools('purchase_count desc')).toSorted(),
  });
});

test('reviews are the three newest that are published, whatever they rate, or none', async () => {
  const { sql } = database;
  await sql.query('delete from tool_reviews');
  const hasReviews = async () => (await guest.get('/')).text.includes('id="reviews"');
  for (const [place, rating] of [2, 5].entries()) {
    const tool = await createTool(sql);
    const createdAt = new Date(Date.now() - place * 86_400_000);
    await createReview(sql, organization, tool.id, { rating, status: 'APPROVED', createdAt });
  }
  expect(await hasReviews()).toBe(false);
  const waiting = await createReview(sql, organization, (await createTool(sql)).id, { rating: 1 });
  expect(await hasReviews()).toBe(false);

  await sql.query(`update tool_reviews set status = 'APPROVED' where id = $1`, [waiting]);
  const old = await createTool(sql);
  await createReview(sql, organization, old.id, { status: 'APPROVED', createdAt: new Date('2020-01-01') });
  const { text } = await guest.get('/');
  const [, shown = ''] = /id="reviews"(.*?)<\/section>/s.exec(text) ?? [];
  const stars = [...shown.matchAll(/aria-label="(\d) of 5 stars"/g)].map(([, rating]) => rating);
  expect(stars.toSorted()).toEqual(['1', '2', '5']);
  expect(shown).not.toContain(`/tools/${old.name}#reviews`);
});

test('the page of a module is drawn by the server, and says that its figures are made up', async () => {
  const { text } = await guest.get('/');
  const [, figure = ''] = /<figure class="browser-frame">(.*?)<\/figure>/s.exec(text) ?? [];
  expect(figure).toMatch(/<div role="img" aria-label="A page of REID Dashboard[^"]*"/);
  expect(figure).toContain('<svg');
  expect(figure).toContain('made-up figures');
  // A picture has no links, fields and tables of its own.
  const [picture = ''] = figure.split('<figcaption>');
  expect(picture).not.toMatch(/<(?:a|button|input|table|details)[\s>]/);
});

test('each of the nine parts of the business has a tile that leads to its tools', async () => {
  const { text } = await guest.get('/');
  const { rows } = await database.sql.query<{ area: string }>(
    `select distinct area::text as area from marketplace_tools where ${isListed}`,
  );
  expect(rows.length).toBe(9);
  const [, tiles = ''] = /<ul class="area-tiles">(.*?)<\/ul>/s.exec(text) ?? [];
  for (const { area } of rows) expect(tiles).toContain(`href="/tools?area=${area}"`);
});

test('every link of the footer, of the front page and of the pages it leads to is answered', async () => {
  const pages = ['/', '/help', '/terms', '/privacy', '/contact'];
  const broken: string[] = [];
  for (const page of pages) {
    const { text } = await guest.get(page);
    const links = new Set([...text.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href = '']) => href));
    for (const href of links) {
      const [path = '', anchor] = href.replaceAll('&amp;', '&').split('#');
      const answer = await guest.get(path || page);
      if (answer.status >= 400) broken.push(`${page}: ${href} ${answer.status}`);
      else if (anchor && !answer.text.includes(`id="${anchor}"`)) broken.push(`${page}: ${href} has no such place`);
    }
  }
  expect(broken).toEqual([]);
});

test('each thing on the front page can be put into the cart as what it is', async () => {
  const { text } = await guest.get('/');
  const forms = [...text.matchAll(/<(?:li|article)[^>]* id="(tool|bundle)-[^"]+".*?name="kind" value="([A-Z]+)"/gs)];
  expect(new Set(forms.map(([, thing, kind]) => `${thing} ${kind}`))).toEqual(new Set(['tool TOOL', 'bundle BUNDLE']));
});
