import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import type { Client } from 'pg';
import { only } from '../factories/rows.ts';
import { createKnownParts } from '../factories/site.ts';
import { type VisitorName, visitorNames } from '../pages/facts.ts';
import { fillAddress, listPages } from '../pages.ts';
import { findBrowser } from '../setup/browser.ts';
import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { startTestWorker } from '../setup/worker.ts';
import { nameFile, writeSheet } from './sheet.ts';

// `npm run pictures`: makes a picture of every page of tests/pages, as everybody who may open it sees it, on a phone, a tablet and a desk,
// light and dark, from the built Worker with the demo's data. They lie in `.pictures`, which git leaves out; `index.html` there shows
// them side by side. To make fewer: `npm run pictures -- --only /admin --as administrator --width 390 --theme dark`.

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '/' },
    as: { type: 'string' },
    width: { type: 'string' },
    theme: { type: 'string' },
    into: { type: 'string', default: fileURLToPath(new URL('../../.pictures', import.meta.url)) },
  },
});

const widths = [390, 768, 1440].filter((width) => options.width === undefined || options.width === String(width));
const themes = (['light', 'dark'] as const).filter((theme) => options.theme === undefined || options.theme === theme);

/** The demo's people. */
const emails = {
  viewer: 'viewer@harbor.test',
  member: 'member@harbor.test',
  admin: 'admin@harbor.test',
  owner: 'owner@harbor.test',
  administrator: 'admin@lotline.test',
} as const satisfies Record<Exclude<VisitorName, 'guest'>, string>;
const password = 'lotline-demo';

const cleanups: (() => Promise<void>)[] = [];
try {
  cleanups.push(await startTemplatePostgres());
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  const worker = await startTestWorker(database, {}, { publicHost: 'localhost' });
  cleanups.push(worker.stop);
  const browser = await chromium.launch(await findBrowser());
  cleanups.push(() => browser.close());

  const known = await createDemoParts(database.sql, worker.outbox.url);
  // Cookies that are only for secure connections work at this name without one.
  const origin = worker.url.replace('127.0.0.1', 'localhost');
  const made: { address: string; visitor: VisitorName; file: string }[] = [];
  for (const visitor of visitorNames.filter((name) => options.as === undefined || options.as === name)) {
    const context = await openShop(browser, origin, visitor);
    for (const page of listPages()) {
      // What nobody finds has one look, too.
      if (!page.may.includes(visitor) && !(visitor === 'guest' && page.may.length === 0)) continue;
      for (const address of [page.address, ...page.also].filter((one) => one.startsWith(options.only))) {
        const files = await takePictures(context, fillAddress(address, known), visitor);
        made.push(...files.map((file) => ({ address, visitor, file })));
        console.log(`${visitor} ${address}`);
      }
    }
    await context.close();
  }
  await writeFile(join(options.into, 'index.html'), writeSheet(made));
  console.log(`\n${made.length} pictures: ${join(options.into, 'index.html')}`);
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

/** What parts of addresses stand for in the demo, with one of everything it had not before. */
async function createDemoParts(sql: Client, outbox: string): Promise<Record<string, string>> {
  const ids = await sql.query<{ organizationId: string; requesterId: string }>(
    `select o.id as "organizationId", u.id as "requesterId" from organizations o, users u
     where o.slug = 'harbor-realty' and u.email = 'member@harbor.test'`,
  );
  return createKnownParts(sql, outbox, { ...only(ids), order: 'LOT-100001', ownTool: 'reid-dashboard' });
}

/** A browser of somebody, who is signed in unless it is a guest. */
async function openShop(browser: Browser, baseURL: string, visitor: VisitorName): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', locale: 'en-US' });
  if (visitor === 'guest') return context;
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('Email').fill(emails[visitor]);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/login');
  await page.close();
  return context;
}

/** Makes the pictures of one page, opened once, and returns their names. */
async function takePictures(context: BrowserContext, address: string, visitor: VisitorName): Promise<string[]> {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  const files: string[] = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const folder = join(visitor, `${theme}-${width}`);
      const file = join(folder, nameFile(address));
      await mkdir(join(options.into, folder), { recursive: true });
      await page.screenshot({ path: join(options.into, file), fullPage: true, animations: 'disabled', caret: 'hide' });
      files.push(file);
    }
  }
  await page.close();
  return files;
}
