import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Content as everybody reads it: kept at the edge, and gone once it is taken back.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let member: Visitor;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  // Longer than a test: what is gone is gone by the change, and not by time.
  worker = await startTestWorker(database, { PUBLIC_PAGE_SECONDS: '600' });
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const { id } = organization.member;
  member = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: id,
    organizationId: organization.id,
  });
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  database.endpoint.clearFaults();
  await worker?.stop();
  await database?.drop();
});

async function publish(values: Record<string, unknown> = {}) {
  const row = await createModuleRow(database.sql, 'content', organization, {
    title: 'Open house',
    body: 'Come **in**, [see](https://harbor.example/a?b=1&c=2) it.',
    status: 'PUBLISHED',
    published_at: new Date(Date.now() - 60_000),
    ...values,
  });
  return { id: String(row.id), path: `/c/${organization.name}/${row.slug}` };
}
const act = (intent: string) => ({ forOrganization: organization.id, intent });
const statusOf = ({ headers }: { headers: Headers }) => headers.get('cache-status');

test('a piece has a page with its address, its description and its feed', async () => {
  const { path } = await publish();
  const { status, text } = await guest.get(path);
  expect(status).toBe(200);
  expect(text).toContain('<strong>in</strong>');
  expect(text).toContain('href="https://harbor.example/a?b=1&amp;c=2"');
  expect(text).toMatch(new RegExp(`<link rel="canonical" href="${worker.url}${path}"/>`));
  expect(text).toContain('content="Come in, see it."');
  expect(text).toMatch(
    new RegExp(`<link rel="alternate" type="application/rss\\+xml"[^>]*href="/c/${organization.name}/feed.xml"/>`),
  );
});

test('a page that was kept is gone once its content is taken back, and new once it is changed', async () => {
  const { id, path } = await publish();
  expect(statusOf(await guest.get(path))).toContain('stored');
  expect(statusOf(await guest.get(path))).toBe('lotline; hit');
  const page = `/campaigns/content/${id}`;
  const form = {
    ...act('save'),
    id,
    version: '1',
    title: 'Changed',
    slug: '',
    kind: 'ARTICLE',
    author: 'Ada',
    body: 'New.',
  };
  expect((await member.post(page, form)).location).toBe(page);
  await expect.poll(async () => (await guest.get(path)).text.includes('Changed')).toBe(true);
  await expect.poll(async () => statusOf(await guest.get(path))).toBe('lotline; hit');
  await member.post(page, act('unpublish'));
  await expect.poll(async () => (await guest.get(path)).status).toBe(404);
  expect((await guest.get(path)).status).toBe(404);
});

test('an older page is not sent while the database is away', async () => {
  const { id, path } = await publish();
  await guest.get(path);
  await member.post(`/campaigns/content/${id}`, act('archive'));
  await expect.poll(async () => (await guest.get(path)).status).toBe(404);
  const other = await publish();
  await guest.get(other.path);
  await member.post(`/campaigns/content/${id}`, act('unpublish'));
  database.endpoint.addFault({ fault: 'status-500', times: 1_000 });
  await expect.poll(async () => (await guest.get(other.path)).status).toBeGreaterThanOrEqual(500);
  database.endpoint.clearFaults();
  expect((await guest.get(other.path)).status).toBe(200);
});

test.each([
  ['a draft', { status: 'DRAFT', published_at: null }],
  ['an archived piece', { status: 'ARCHIVED', published_at: null }],
  ['a piece before its time', { published_at: new Date(Date.now() + 3_600_000) }],
])('%s is not there, in page, feed and sitemap', async (_, values) => {
  const { path } = await publish(values);
  await publish({ title: 'Seen' });
  expect((await guest.get(path)).status).toBe(404);
  expect((await guest.get(`/c/${organization.name}/feed.xml`)).text).not.toContain(path);
  expect((await guest.get('/sitemap.xml')).text).not.toContain(path);
});

test('content of an organization that has the module no longer is gone', async () => {
  const { path } = await publish();
  await database.sql.query(`update organizations set subscription_tier = 'FREE' where id = $1`, [organization.id]);
  for (const gone of [path, `/c/${organization.name}/feed.xml`, `/c/${randomUUID()}/open-house`])
    expect((await guest.get(gone)).status).toBe(404);
});

test('the feed is RSS with the newest first, kept like a page', async () => {
  const feed = `/c/${organization.name}/feed.xml`;
  const older = await publish({ title: 'Older', published_at: new Date('2026-01-02T03:04:05Z') });
  const newer = await publish({ title: 'Newer & <b>better</b>' });
  const first = await guest.get(feed);
  expect(first.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
  expect(statusOf(first)).toContain('stored');
  expect(statusOf(await guest.get(feed))).toBe('lotline; hit');
  expect([...first.text.matchAll(/<guid isPermaLink="true">([^<]+)<\/guid>/g)].map(([, url]) => url)).toEqual([
    worker.url + newer.path,
    worker.url + older.path,
  ]);
  expect(first.text).toContain('<title>Newer &amp; &lt;b&gt;better&lt;/b&gt;</title>');
  expect(first.text).toContain('<pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate>');
  await member.post(`/campaigns/content/${newer.id}`, act('unpublish'));
  await expect.poll(async () => (await guest.get(feed)).text.includes('Newer')).toBe(false);
});

test('markdown of an organization runs nothing on its page', async () => {
  const payload = '<script>alert(1)</script> [a](javascript:alert(1)) <img src=x onerror=alert(1)>';
  const { path } = await publish({ title: payload, author: payload, body: payload });
  const { text } = await guest.get(path);
  expect(text).not.toMatch(/<script>alert|<img src=x|href="javascript/);
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});
