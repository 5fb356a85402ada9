import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Client } from 'pg';
import type { ModulePicture } from '../../db/seed/marketplace/module-pictures.ts';
import { only } from '../factories/rows.ts';
import { findBrowser } from '../setup/browser.ts';
import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { startTestWorker } from '../setup/worker.ts';

// `npm run pictures:modules`: makes the pictures that the three modules have on their pages in the catalog, from the built Worker with the
// demo's data. It writes them into `public/pictures`, named by their content, and what the seed needs to know of them beside the seed. Look
// at each, and at its words here, before they are committed.

/** Pixels of the window, and how many of the picture one of them is: 1,600 × 1,000 are made. */
const viewport = { width: 1280, height: 800 };
const scale = 1.25;
const smallWidth = 800;
const quality = 0.82;

const person = { email: 'owner@harbor.test', password: 'lotline-demo' };
const organization = `(select id from organizations where slug = 'harbor-realty')`;

interface Shot {
  /** Of the tool. */
  slug: string;
  name: string;
  /** The address, or a query for the id that stands where it says `:id`. */
  path: string;
  id?: string;
  /** What stands at the upper edge; the beginning of the page by default. */
  from?: string;
  alt: string;
}

const shots: readonly Shot[] = [
  {
    slug: 'reid-dashboard',
    name: 'market',
    path: '/reid/markets/city-il-chicago',
    alt: 'A market in REID: the newest figures of Chicago, and their course over the years',
  },
  {
    slug: 'reid-dashboard',
    name: 'overview',
    path: '/reid',
    alt: 'The overview of REID: the areas you watch with their prices, and the states on a map',
  },
  {
    slug: 'reid-dashboard',
    name: 'simulation',
    path: '/reid/roi/:id',
    id: `select id from reid_roi_simulations where organization_id = ${organization} and parent_simulation_id is null order by created_at, id limit 1`,
    alt: 'A saved return simulation with its results',
  },
  {
    slug: 'reid-dashboard',
    name: 'alerts',
    path: '/reid/alerts',
    alt: 'The alerts of an organization: what each watches, and where',
  },
  {
    slug: 'expense-tax',
    name: 'ledger',
    path: '/expenses',
    alt: 'The ledger of Expense & Tax: the year in figures, and its expenses with their receipts',
  },
  {
    slug: 'expense-tax',
    name: 'estimate',
    path: '/expenses/tax',
    alt: 'The quarters of a tax year, with what to set aside and when it is due',
  },
  {
    slug: 'expense-tax',
    name: 'mileage',
    path: '/expenses/mileage',
    alt: 'Trips for the business, each at the mileage rate of its day',
  },
  {
    slug: 'expense-tax',
    name: 'reports',
    path: '/expenses/reports',
    alt: 'Tax reports for the year, a quarter or a category',
  },
  {
    slug: 'campaigns',
    name: 'calendar',
    path: '/campaigns/posts',
    from: 'table',
    alt: 'The calendar of Campaigns: emails and posts by the day they are planned for',
  },
  {
    slug: 'campaigns',
    name: 'results',
    path: '/campaigns/emails/:id/results',
    id: `select id from email_campaigns where organization_id = ${organization} and status = 'SENT' order by created_at, id limit 1`,
    alt: 'The results of an email: delivered, opened, clicked, and by whom',
  },
  {
    slug: 'campaigns',
    name: 'overview',
    path: '/campaigns',
    alt: 'The overview of Campaigns: what is drafted, scheduled and sent this month',
  },
  {
    slug: 'campaigns',
    name: 'contacts',
    path: '/campaigns/contacts',
    alt: 'Contacts with their lists and their consent',
  },
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'public/pictures');
const list = join(root, 'db/seed/marketplace/module-pictures.json');

const cleanups: (() => Promise<void>)[] = [];
try {
  cleanups.push(await startTemplatePostgres());
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  const worker = await startTestWorker(database, {}, { publicHost: 'localhost' });
  cleanups.push(worker.stop);
  const browser = await chromium.launch(await findBrowser());
  cleanups.push(() => browser.close());

  // Cookies that are only for secure connections work at this name without one.
  const page = await openShop(browser, worker.url.replace('127.0.0.1', 'localhost'));
  const studio = await browser.newPage();
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder)) await rm(join(folder, file));
  const pictures: ModulePicture[] = [];
  for (const shot of shots) {
    const png = await take(page, shot, database.sql);
    const large = await encode(studio, png, viewport.width * scale);
    const small = await encode(studio, png, smallWidth);
    pictures.push({
      slug: shot.slug,
      position: pictures.filter(({ slug }) => slug === shot.slug).length,
      alt: shot.alt,
      address: await keep(shot, large),
      width: viewport.width * scale,
      height: viewport.height * scale,
      smallAddress: await keep(shot, small),
      smallWidth,
    });
    console.log(`${shot.slug} ${shot.name}: ${large.byteLength} and ${small.byteLength} bytes`);
  }
  await writeFile(list, `${JSON.stringify(pictures, undefined, 2)}\n`);
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

/** A page of the demo's owner, who is signed in. */
async function openShop(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport,
    deviceScaleFactor: scale,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/login');
  return page;
}

async function take(page: Page, { path, id, from }: Shot, sql: Client): Promise<Buffer> {
  const known = id && only(await sql.query<{ id: string }>(id)).id;
  const address = known ? path.replace(':id', known) : path;
  const response = await page.goto(address, { waitUntil: 'networkidle' });
  if (response?.status() !== 200) throw new Error(`${address} answers ${response?.status()}.`);
  if (from)
    await page
      .locator(from)
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'start' }));
  return page.screenshot({ type: 'png', animations: 'disabled', caret: 'hide' });
}

/** A picture as WebP of this width, made by the browser. */
async function encode(studio: Page, png: Buffer, width: number): Promise<Buffer> {
  const address = await studio.evaluate(
    async (asked) => {
      const picture = await createImageBitmap(await (await fetch(asked.png)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = asked.width;
      canvas.height = Math.round((picture.height * asked.width) / picture.width);
      const context = canvas.getContext('2d');
      if (context) context.imageSmoothingQuality = 'high';
      context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/webp', asked.quality);
    },
    { png: `data:image/png;base64,${png.toString('base64')}`, width, quality },
  );
  const [type, content = ''] = address.split(',');
  if (type !== 'data:image/webp;base64') throw new Error(`The browser makes no WebP but ${type}.`);
  return Buffer.from(content, 'base64');
}

/** Writes a picture, and returns where the site has it: what lies there never changes, because its name is that of its content. */
async function keep({ slug, name }: Shot, content: Buffer): Promise<string> {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${slug}-${name}-${digest}.webp`;
  await writeFile(join(folder, file), content);
  return `/pictures/${file}`;
}
