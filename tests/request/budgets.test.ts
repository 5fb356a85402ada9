import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { besideWorker } from '../../app/local/build.ts';
import { createSite, type Site } from '../factories/site.ts';
import { visitorNames } from '../pages/facts.ts';
import { listPages, listRoutes } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Budgets of pages and of the Worker. Sizes are bytes; counts are what they are now, so that more is a decision.

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

const readModule = (name: string) =>
  readFile(fileURLToPath(new URL(`../../build/worker/${name}`, import.meta.url)), 'utf8');

test('the Worker is under 1,000,000 bytes', async () => {
  expect(weigh(await readModule('index.js'))).toBeLessThan(1_000_000);
});

test('the Worker starts without the fonts of PDFs, which lie beside it', async () => {
  const font = 'data:font/woff;base64,';
  expect((await readModule('index.js')).includes(font)).toBe(false);
  expect((await readModule('pdf-fonts.js')).split(font)).toHaveLength(3);
});

test('the reader of mail that comes back lies beside the Worker as well, and all of it is under 2.5 MB', async () => {
  const reader = await readModule('bounce-reader.js');
  expect(weigh(reader)).toBeGreaterThan(5_000);
  // A name that only its parser has.
  expect(reader).toContain('maxRfc822NestingDepth');
  expect((await readModule('index.js')).includes('maxRfc822NestingDepth')).toBe(false);
  const modules = await Promise.all(['index.js', ...besideWorker.map(({ file }) => file)].map(readModule));
  expect(modules.reduce((sum, module) => sum + weigh(module), 0)).toBeLessThan(2_500_000);
});

// A word that only this library has in it.
const libraries: [what: string, file: string, word: string][] = [
  ['the rules of X', 'twitter-text.js', 'maxWeightedTweetLength'],
  ['what talks to mail servers', 'mail-library.js', 'EENVELOPE'],
  ['the parser of CSV', 'csv-library.js', 'CSV_INVALID_CLOSING_QUOTE'],
  ['the library of Stripe', 'stripe-library.js', 'StripeIdempotencyError'],
];

test.each(libraries)('the Worker starts without %s, which lies beside it', async (_what, file, word) => {
  expect((await readModule('index.js')).includes(word)).toBe(false);
  expect((await readModule(file)).includes(word)).toBe(true);
});

test('the Worker starts without the part of React that draws in a browser', async () => {
  expect((await readModule('index.js')).includes('hydrateRoot')).toBe(false);
});

test('what checks passkeys and draws QR codes stands beside the Worker, and not in it', async () => {
  const rule = 'Credential ID was not base64url-encoded';
  expect((await readModule('index.js')).includes(rule)).toBe(false);
  expect((await readModule('second-factors.js')).includes(rule)).toBe(true);
});

test('the style sheet is under 20 kB', async () => {
  const { guest } = site;
  const { text: html } = await guest.get('/');
  const paths = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(paths).toHaveLength(1);
  for (const path of paths) expect(weigh((await guest.get(path)).text)).toBeLessThan(20_000);
});

test('the search over the page is under 2 kB, and no page loads it before somebody searches', async () => {
  const { guest, owner } = site;
  for (const visitor of [guest, owner]) {
    const { text: html } = await visitor.get('/tools');
    const [, path = ''] = /data-search="([^"]+)"/.exec(html) ?? [];
    const script = await guest.get(path);
    expect(script.status).toBe(200);
    expect(script.text).toContain('/search/suggestions');
    expect(weigh(script.text)).toBeLessThan(2_000);
    expect(html.split(path)).toHaveLength(2);
  }
});

test('the catalog shows 24 tools on a page', async () => {
  const { text: html } = await site.guest.get('/tools');
  expect(html.match(/class="card tool-card"/g)).toHaveLength(24);
});

test.each(listRoutes())('$route costs one database request at most, signed in or not', async (route) => {
  for (const name of visitorNames) {
    const response = await site[name].get(site.fillAddress(route.address));
    expect(response.status).toBeLessThan(500);
    const requests = database.endpoint.requestsFor(response.headers.get('x-request-id') ?? '');
    // The health check asks as each of the Worker's roles.
    const most = route.route === 'healthz.ts' ? 2 : Math.min(route.statements, 1);
    expect([name, requests.length]).toEqual([name, most]);
  }
});

test.each(listRoutes())('$route sends no more statements than it has to', async ({ address, visitor, statements }) => {
  const response = await site[visitor].get(site.fillAddress(address));
  const [batch] = database.endpoint.requestsFor(response.headers.get('x-request-id') ?? '');
  expect(batch?.statements.length ?? 0).toBe(statements);
});

test.each(listPages())(
  "$route ships little HTML and script, and the framework's only where people work",
  async (page) => {
    const { text } = await site[page.visitor].get(site.fillAddress(page.address));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(page.html);
    const scripts = new Set(
      [...text.matchAll(/(?:rel="modulepreload" href|<script[^>]* src)="([^"]+)"/g)].map(([, path]) => path ?? ''),
    );
    let bytes = 0;
    for (const path of scripts) bytes += weigh((await site.guest.get(path)).text);
    expect(scripts.size).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(page.script);
    expect([...scripts].some((path) => path.includes('framework'))).toBe(page.hydrates);
  },
);
