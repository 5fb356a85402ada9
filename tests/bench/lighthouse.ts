import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { only } from '../factories/rows.ts';
import { fillAddress, findRoute } from '../pages.ts';
import { findBrowser } from '../setup/browser.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { startTestWorker } from '../setup/worker.ts';
import { median } from './load.ts';
import { layOut, layOutAsMarkdown } from './text-table.ts';

// `npm run lighthouse`: Lighthouse as it is for phones, on the built Worker with the seeded catalog. Fails when a score is
// below 95. `--markdown` prints the table as the README has it.

const lowestScore = 95;
const runs = 3;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];

const { values: options } = parseArgs({ options: { markdown: { type: 'boolean', default: false } } });

/** The pages that most people meet first, and the one with the most script. */
const looked = [
  '_index.tsx',
  'tools._index.tsx',
  'tools.$slug.tsx',
  'bundles.$slug.tsx',
  'cart.tsx',
  'admin.bundles.$id.tsx',
] as const;

interface Page {
  path: string;
  name: string;
  cookie?: string;
}

/** One look at a page: scores of 0 to 100, what cost points, and what visitors wait for. */
interface Look {
  scores: Record<Category, number>;
  lost: string[];
  /** Milliseconds until the largest thing is painted. */
  largestPaint: number;
  /** How much moves about while the page loads; 0 is nothing. */
  shift: number;
  /** Milliseconds in which the page does not react. */
  blocking: number;
}

async function listPages({ sql }: TestDatabase, origin: string): Promise<Page[]> {
  const administrator = only(
    await sql.query<{ id: string }>(`select id from users where email = 'admin@lotline.test'`),
  );
  const bundle = only(await sql.query<{ id: string }>(`select id from tool_bundles where slug = 'listing-domination'`));
  const { cookies } = await createSignedInVisitor(origin, { sql, personId: administrator.id, organizationId: null });
  const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
  const pages = looked.map((route) => {
    const { address, visitor } = findRoute(route);
    const path = fillAddress(address, { bundle: bundle.id });
    return visitor === 'administrator' ? { path, name: `${address}, signed in`, cookie } : { path, name: address };
  });
  const pictured = '/tools/reid-dashboard';
  return [...pages, { path: pictured, name: `${pictured}, with pictures` }];
}

/** @returns what went wrong, when Lighthouse could not look */
async function lookAt(url: string, port: number, cookie: string | undefined): Promise<Look | string> {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: [...categories],
    ...(cookie && { extraHeaders: { Cookie: cookie } }),
  });
  if (!result || result.lhr.runtimeError)
    return `Lighthouse could not look at ${url}: ${result?.lhr.runtimeError?.message}`;
  const { lhr } = result;
  if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname)
    throw new Error(`${url} leads to ${lhr.finalDisplayedUrl}.`);
  const scoreOf = (category: Category) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const figure = (audit: string) => lhr.audits[audit]?.numericValue ?? Number.NaN;
  return {
    scores: {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
      seo: scoreOf('seo'),
    },
    lost: categories.flatMap((category) =>
      (lhr.categories[category]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
        .map(({ id }) => `${id} ${lhr.audits[id]?.displayValue ?? ''}`.trim()),
    ),
    largestPaint: figure('largest-contentful-paint'),
    shift: figure('cumulative-layout-shift'),
    blocking: figure('total-blocking-time'),
  };
}

/** A browser that nobody but Lighthouse steers. */
async function launchBrowser(): Promise<{ port: number; close(): Promise<void> }> {
  const { executablePath, args = [] } = await findBrowser();
  if (!executablePath) throw new Error('No browser was found.');
  const profile = await mkdtemp(join(tmpdir(), 'lotline-lighthouse-'));
  const ownArguments = ['--headless=new', '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(executablePath, [...args, ...ownArguments, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = () => browser.kill();
  process.once('exit', end);
  const exited = once(browser, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: browser.stderr }).on('line', (line) => {
      const [, found] = /^DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line) ?? [];
      if (found) resolve(Number(found));
    });
    browser.once('error', reject);
    browser.once('exit', (code) => reject(new Error(`The browser ended with ${code}.`)));
  });
  return {
    port,
    async close() {
      process.removeListener('exit', end);
      end();
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

const cleanups: (() => Promise<void>)[] = [];
try {
  cleanups.push(await startTemplatePostgres());
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  // Pages are kept at the edge as in production.
  const worker = await startTestWorker(database, { PUBLIC_PAGE_SECONDS: undefined }, { publicHost: 'localhost' });
  cleanups.push(worker.stop);
  // Cookies that are only for secure connections work at this name without one.
  const origin = worker.url.replace('127.0.0.1', 'localhost');
  const browser = await launchBrowser();
  cleanups.push(browser.close);

  const rows = [['page', 'performance', 'accessibility', 'best practices', 'SEO', 'LCP', 'CLS', 'TBT']];
  const notes: string[] = [];
  // The first look of all would pay for what the browser starts.
  await lookAt(origin, browser.port, undefined);
  for (const { path, name, cookie } of await listPages(database, origin)) {
    const looks: Look[] = [];
    for (let failures = 0; looks.length < runs; ) {
      const look = await lookAt(origin + path, browser.port, cookie);
      if (typeof look !== 'string') looks.push(look);
      // On a busy machine a trace can lack its beginning; Lighthouse asks to be run again.
      else if (++failures === runs) throw new Error(look);
    }
    const scores = categories.map((category) => median(looks.map((look) => look.scores[category])));
    if (scores.some((score) => score < lowestScore)) process.exitCode = 1;
    rows.push([
      name,
      ...scores.map(String),
      `${(median(looks.map((look) => look.largestPaint)) / 1000).toFixed(1)} s`,
      median(looks.map((look) => look.shift)).toFixed(3),
      `${Math.round(median(looks.map((look) => look.blocking)))} ms`,
    ]);
    console.error(rows.at(-1)?.join('  '));
    const lost = new Set(looks.flatMap((look) => look.lost));
    if (scores.some((score) => score < 100)) notes.push(`${name}: ${[...lost].join('; ')}`);
  }
  console.log(options.markdown ? layOutAsMarkdown(rows) : layOut(rows));
  for (const note of notes) console.log(`Points lost on ${note}`);
  if (process.exitCode) console.log(`A score is below ${lowestScore}.`);
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}
