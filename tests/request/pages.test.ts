import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createSite, type Site } from '../factories/site.ts';
import { listPages } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let guest: Visitor;
let owner: Visitor;
let administrator: Visitor;
let known: Site['known'];
let fillAddress: Site['fillAddress'];

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  ({ organization, guest, owner, administrator, known, fillAddress } = await createSite(database, worker));
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

for (const page of listPages()) {
  test(`${page.route} ships the framework's script only where people work`, async () => {
    const response = await { administrator, owner, guest }[page.visitor].get(fillAddress(page.address));
    const html = response.text;
    expect(html).toContain('<h1');
    expect(html.includes('window.__remixContext')).toBe(page.hydrates);
    expect(html.includes('rel="modulepreload"')).toBe(page.hydrates);
    const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag);
    expect(inline.filter((tag) => !/nonce="\w+"/.test(tag))).toEqual([]);
    expect(html).not.toMatch(/\sstyle="/);
  });

  test(`${page.route} carries the security headers and is kept by nobody when signed in`, async () => {
    const response = await owner.get(fillAddress(page.address));
    const header = (name: string) => response.headers.get(name) ?? '';
    expect(header('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(header('content-security-policy')).not.toContain('unsafe-inline');
    expect(header('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect(header('x-content-type-options')).toBe('nosniff');
    // A page whose address is a secret says it to nobody else; one with a form says it to us, or the form would come from nowhere.
    expect(['strict-origin-when-cross-origin', 'no-referrer', 'same-origin']).toContain(header('referrer-policy'));
    expect(header('cache-control')).toBe('private, no-store');
  });
}

test('assets carry their own headers and are kept for good', async () => {
  const { text: html } = await guest.get('/');
  const [, stylesheet = ''] = html.match(/<link rel="stylesheet" href="([^"]+)"/) ?? [];
  const response = await guest.get(stylesheet);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
});

test('an order of another organization is a 404 without a byte of it', async () => {
  const stranger = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: stranger.owner.id,
    organizationId: stranger.id,
  });
  const theirs = await owner.get(`/orders/${known.order}`);
  expect(theirs.text).toContain('1 Main Street');
  const response = await visitor.get(`/orders/${known.order}`);
  const unknown = await visitor.get('/orders/LOT-999999999');
  expect(response.status).toBe(404);
  expect(unknown.status).toBe(404);
  // The two answers differ in nothing but the number that was asked for.
  const strip = (html: string) => html.replaceAll(/LOT-[\dA-Z]+/g, '').replaceAll(/[\w-]{32,36}/g, '');
  const html = response.text;
  expect(html).not.toContain('1 Main Street');
  expect(html).not.toContain(organization.name);
  expect(strip(html)).toBe(strip(unknown.text));
});

test('switching to an organization of somebody else is a 404 and switches nothing', async () => {
  const stranger = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: stranger.owner.id,
    organizationId: stranger.id,
  });
  expect((await visitor.post('/switch-organization', { organizationId: organization.id })).status).toBe(404);
  expect((await visitor.get('/organization')).text).not.toContain(organization.name);
});

test('a form from another site, or from nowhere, is refused and does nothing', async () => {
  const count = async () => only(await database.sql.query('select count(*)::integer from marketplace_orders')).count;
  const before = await count();
  for (const origin of ['https://evil.example', 'null', '']) {
    expect((await owner.post('/checkout', {}, { origin })).status).toBe(403);
  }
  expect((await owner.post('/checkout', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await count()).toBe(before);
});

test('the sitemap lists every page that anybody can see, and the robots file names it', async () => {
  const { text: sitemap } = await guest.get('/sitemap.xml');
  const { rows } = await database.sql.query(
    `select '/tools/' || slug as path from marketplace_tools where status in ('ACTIVE', 'BETA', 'COMING_SOON')
     union all select '/bundles/' || slug from tool_bundles where status = 'ACTIVE'`,
  );
  expect(rows.filter(({ path }) => !sitemap.includes(`${path}</loc>`))).toEqual([]);
  expect((await guest.get('/robots.txt')).text).toMatch(/Sitemap: https?:\/\/.+\/sitemap\.xml/);
});

test('the health check asks the database', async () => {
  const response = await guest.get('/healthz');
  expect(response.status).toBe(200);
  expect(JSON.parse(response.text)).toMatchObject({ status: 'ok' });
});
