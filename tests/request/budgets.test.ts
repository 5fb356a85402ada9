import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSite, type Site } from '../factories/site.ts';
import { listPages } from '../route-table.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// What a page and the Worker may weigh and cost. Sizes are bytes; counts are what they are now, so that more is a decision.

/** Statements a page may send in its one request, that of the session included. */
const statements: Record<string, number> = {
  '$.tsx': 1,
  '_index.tsx': 6,
  'account.tsx': 1,
  'admin.audit.tsx': 2,
  'admin.bundles.$id.tsx': 3,
  'admin.bundles.$id_.preview.tsx': 3,
  'admin.bundles._index.tsx': 2,
  'admin.orders.$number.tsx': 5,
  'admin.orders._index.tsx': 2,
  'admin.organizations.$id.tsx': 2,
  'admin.organizations._index.tsx': 2,
  'admin.reviews.tsx': 3,
  'admin.tools.$id._index.tsx': 2,
  'admin.tools.$id.preview.tsx': 3,
  'admin.tools._index.tsx': 3,
  'admin.tools.new.tsx': 1,
  'bundles.$slug.tsx': 5,
  'bundles._index.tsx': 4,
  'bundles.compare.tsx': 5,
  'campaigns._index.tsx': 4,
  'cart.tsx': 3,
  'checkout.tsx': 5,
  'expenses._index.tsx': 4,
  'forgot-password.tsx': 1,
  'invitations.$token.tsx': 2,
  'login.tsx': 1,
  'logout.tsx': 1,
  'my-tools.$slug.tsx': 6,
  'my-tools._index.tsx': 2,
  'orders.$number.tsx': 4,
  'orders.$number_.credit-notes.$note.tsx': 4,
  'orders._index.tsx': 2,
  'organization._index.tsx': 4,
  'organization.audit.tsx': 2,
  'organization.export.tsx': 1,
  'organization_.spending-limit.tsx': 2,
  'outbox.$id.tsx': 1,
  'outbox._index.tsx': 1,
  'purchases.tsx': 4,
  'reid._index.tsx': 5,
  'requests.$requestId.tsx': 6,
  'requests._index.tsx': 4,
  'reset-password.tsx': 2,
  'reviews.$id.flag.tsx': 2,
  'signup.tsx': 1,
  'tools.$slug.tsx': 8,
  'tools.$slug_.review.tsx': 3,
  'tools._index.tsx': 4,
};

let database: TestDatabase;
let worker: TestWorker;
let site: Site;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  site = await createSite(database, worker);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const weigh = (content: string | Buffer) => gzipSync(content).byteLength;

test('the Worker is under 1 MB', async () => {
  const worker = await readFile(fileURLToPath(new URL('../../build/worker/index.js', import.meta.url)));
  expect(weigh(worker)).toBeLessThan(1_000_000);
});

test('the style sheet is under 20 kB', async () => {
  const { guest } = site;
  const { text: html } = await guest.get('/');
  const paths = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(paths).toHaveLength(1);
  for (const path of paths) expect(weigh((await guest.get(path)).text)).toBeLessThan(20_000);
});

test('the catalog is under 40 kB of HTML for 24 tools', async () => {
  const { text: html } = await site.guest.get('/tools');
  expect(html.match(/class="card tool-card"/g)).toHaveLength(24);
  expect(Buffer.byteLength(html)).toBeLessThan(40_000);
});

test.each(listPages())('$route costs one database request, signed in or not', async ({ address }) => {
  for (const visitor of [site.administrator, site.owner, site.guest]) {
    const response = await visitor.get(site.fillAddress(address));
    expect(response.status).toBeLessThan(500);
    const requests = database.endpoint.requestsFor(response.headers.get('x-request-id') ?? '');
    expect(requests.length).toBeLessThanOrEqual(1);
    const redirects = response.status >= 300 && response.status < 400;
    if (!redirects) expect(requests).toHaveLength(1);
  }
});

test.each(listPages())('$route sends no more statements than it has to', async ({ route, address, visitor }) => {
  const response = await site[visitor].get(site.fillAddress(address));
  const [batch] = database.endpoint.requestsFor(response.headers.get('x-request-id') ?? '');
  expect(batch?.statements.length).toBe(statements[route]);
});

test.each(listPages())("$route ships little script, and the framework's only where people work", async (page) => {
  const { text: html } = await site[page.visitor].get(site.fillAddress(page.address));
  const scripts = new Set(
    [...html.matchAll(/(?:rel="modulepreload" href|<script[^>]* src)="([^"]+)"/g)].map(([, path]) => path ?? ''),
  );
  let bytes = 0;
  for (const path of scripts) bytes += weigh((await site.guest.get(path)).text);
  expect(scripts.size).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(page.hydrates ? 100_000 : 5_000);
  expect([...scripts].some((path) => path.includes('framework'))).toBe(page.hydrates);
});
