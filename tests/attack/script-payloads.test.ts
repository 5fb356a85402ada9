import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanName } from '../../app/utils/clean-names.ts';
import { readPageForms } from '../factories/page-forms.ts';
import { concurrently } from '../factories/request-databases.ts';
import { createReview } from '../factories/reviews.ts';
import { present } from '../factories/rows.ts';
import { createSite, type Site } from '../factories/site.ts';
import { findTenantTables, rowsOfOrganization } from '../isolation/tenant-tables.ts';
import { findRoute, listPages } from '../pages.ts';
import { findBrowser } from '../setup/browser.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import payloads from './script-payloads.json';

/** The payloads two by two, a long one with a short one, so that names of 80 characters hold both. */
const texts = pairUp(payloads, 80);

function pairUp(lines: string[], longest: number): string[] {
  const [first, ...others] = lines.toSorted((a, b) => b.length - a.length);
  if (first === undefined) return [];
  const partner = others.findLast((other) => first.length + 1 + other.length <= longest);
  if (partner === undefined) return [first, ...pairUp(others, longest)];
  const rest = others.toSpliced(others.lastIndexOf(partner), 1);
  return [`${first} ${partner}`, ...pairUp(rest, longest)];
}

/** More of them in one text: what a form refuses for its length comes back as it was typed, too. */
const longTexts = Array.from({ length: Math.ceil(texts.length / 5) }, (_, place) =>
  texts.slice(place * 5, place * 5 + 5).join(' '),
);

let database: TestDatabase;
let worker: TestWorker;
let site: Site;
let browser: Browser;
let page: Page;
/** Everything that ran although it was text. */
const fired: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database, {}, { publicHost: 'localhost' });
  site = await createSite(database, { ...worker, url: worker.url.replace('127.0.0.1', 'localhost') });
  await createReview(database.sql, site.organization, site.known.tool ?? '');
  browser = await chromium.launch(await findBrowser());
  // Without the policy, which would keep a payload from running that got through.
  page = await browser.newPage({ bypassCSP: true });
  page.on('dialog', (dialog) => {
    fired.push(`${dialog.message()} on ${page.url()}`);
    void dialog.dismiss();
  });
});

afterAll(async () => {
  await browser?.close();
  await worker?.stop();
  await database?.drop();
});

/** Columns whose text is part of an address or names a row elsewhere. */
const keys = [
  'number',
  'slug',
  'key',
  'hash',
  'previous_hash',
  'token_hash',
  'password_hash',
  'password_salt',
  'password_check',
];

/** Columns that refused a text like these: so they refuse the others. */
const refusing = new Set<string>();

/**
 * Writes the text into every column that can hold it, of everything the organization has and of the tool, bundle and
 * reviews the pages show: as its owner, so that it is there whatever forms would say to it.
 * @returns the columns that hold it now
 */
async function writeEverywhere(text: string): Promise<string[]> {
  const tables = await findTenantTables(database.sql);
  const conditions = [
    ...tables
      .filter((table) => table !== 'sessions')
      .map((table) => [table, rowsOfOrganization(table, site.organization)]),
    ['marketplace_tools', `id = '${site.known.tool}'`],
    ['tool_bundles', `id = '${site.known.bundle}'`],
    ['tool_reviews', `tool_id = '${site.known.tool}' or id = '${site.known.review}'`],
  ];
  const { rows } = await database.sql.query<{ table: string; column: string; type: string }>(
    `select table_name::text as table, column_name::text as column, data_type as type from information_schema.columns
     where table_schema = 'public' and data_type in ('text', 'character varying', 'ARRAY') and udt_name in ('text', 'varchar', '_text')
       and is_generated = 'NEVER' and column_name <> all ($1)`,
    [keys],
  );
  const value = ({ table, column, type }: { table: string; column: string; type: string }) => {
    // These hold nothing that does not show, which a payload may.
    const isName = ['users.name', 'organizations.name'].includes(`${table}.${column}`);
    const literal = database.sql.escapeLiteral(isName ? cleanName(text) : text);
    return type === 'ARRAY' ? `array[${literal}]` : literal;
  };
  const written: string[] = [];
  for (const [table, condition] of conditions) {
    const columns = rows.filter((row) => row.table === table && !refusing.has(`${table}.${row.column}`));
    const update = async (some: typeof columns) => {
      const values = some.map((row) => `"${row.column}" = ${value(row)}`);
      const { rowCount } = await database.sql.query(`update ${table} set ${values} where ${condition}`);
      if (rowCount) written.push(...some.map(({ column }) => `${table}.${column}`));
    };
    if (columns.length === 0) continue;
    try {
      await update(columns);
    } catch {
      // A check keeps such a text out of some of them.
      for (const column of columns) await update([column]).catch(() => refusing.add(`${table}.${column.column}`));
    }
  }
  return written;
}

/** Reads pages as a browser does: all names of elements and attributes, and what could act. Nothing in them is run. */
function parsePages(pages: { address: string; html: string }[]) {
  return page.evaluate(
    (documents) =>
      documents.map(({ address, html }) => {
        const parsed = new DOMParser().parseFromString(html, 'text/html');
        const names = new Set<string>();
        const acting: string[] = [];
        for (const element of parsed.querySelectorAll('*')) {
          names.add(`<${element.localName}>`);
          for (const { name, value } of element.attributes) {
            names.add(`${element.localName} ${name}`);
            // As a browser reads the beginning of an address: without controls and blanks.
            const scheme = value.replace(/[\p{Cc}\s]/gu, '').toLowerCase();
            if (name.startsWith('on') || name === 'style' || name === 'srcdoc')
              acting.push(`${element.localName} ${name}`);
            if (
              /^(?:href|src|action|formaction|data|xlink:href|poster)$/.test(name) &&
              /^(?:javascript|data|vbscript|\/\/)/.test(scheme)
            )
              acting.push(`${element.localName} ${name}=${value}`);
          }
          if (
            element.localName === 'script' &&
            !element.hasAttribute('nonce') &&
            !element.getAttribute('src')?.startsWith('/assets/')
          )
            acting.push(element.outerHTML.slice(0, 200));
        }
        const values = [...parsed.querySelectorAll('input, option')].map((field) => field.getAttribute('value'));
        for (const script of parsed.querySelectorAll('script')) script.remove();
        return { address, names: [...names], acting, text: [parsed.body.textContent, ...values].join('\n') };
      }),
    pages,
  );
}

/** More at once would wait for each other longer than a request may. */
const atATime = 8;

async function fetchPages() {
  return workThrough(listPages(), async ({ route, address, visitor }) => {
    const { text: html, status } = await site[visitor === 'guest' ? 'owner' : visitor].get(site.fillAddress(address));
    expect(status, address).toBeLessThan(500);
    return { address: route, html };
  });
}

const workThrough = <Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) =>
  concurrently(items.length, atATime, (place) => work(present(items[place])));

test('in every column it can be in, a payload stays text on every page', async () => {
  expect(payloads.length).toBeGreaterThanOrEqual(40);
  const harmless = 'Some plain words';
  const written = await writeEverywhere(harmless);
  for (const column of [
    ...[
      'users.name',
      'organizations.name',
      'marketplace_orders.billing_name',
      'order_lines.name',
      'credit_notes.reason',
    ],
    ...['marketplace_tools.name', 'marketplace_tools.description', 'marketplace_tools.features', 'tool_bundles.name'],
    ...['tool_reviews.title', 'tool_reviews.review', 'tool_reviews.vendor_reply', 'purchase_requests.reason'],
  ])
    expect(written).toContain(column);
  // Of all pages together: a list that has grown meanwhile has links to its other pages.
  const known = new Set((await parsePages(await fetchPages())).flatMap(({ names }) => names));
  let seen = 0;
  for (const text of texts) {
    expect((await writeEverywhere(text)).length, text).toBeGreaterThan(20);
    const pages = await fetchPages();
    for (const { address, names, acting, text: visible } of await parsePages(pages)) {
      const what = `${text} on ${address}`;
      expect(acting, what).toEqual([]);
      expect(
        names.filter((name) => !known.has(name)),
        what,
      ).toEqual([]);
      if (visible.includes(text)) seen += 1;
    }
  }
  // It was really there, on many pages each time.
  expect(seen).toBeGreaterThan(texts.length * 10);
}, 600_000);

test('a browser without our policy runs none of them, where pages hydrate and where they do not', async () => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  const origin = worker.url.replace('127.0.0.1', 'localhost');
  const visits = [
    ...listPages().filter(({ hydrates }) => hydrates),
    findRoute('organization._index.tsx'),
    { ...findRoute('tools.$slug.tsx'), visitor: 'owner' as const },
  ];
  for (const text of texts) {
    await writeEverywhere(text);
    for (const { visitor, address } of visits) {
      const value = site[visitor].cookies.get('__Host-session') ?? '';
      await page
        .context()
        .addCookies([
          { name: '__Host-session', value, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true },
        ]);
      await page.goto(origin + site.fillAddress(address), { waitUntil: 'load' });
      // Not the page to sign in.
      expect(page.url()).toBe(origin + site.fillAddress(address));
    }
  }
  expect(fired).toEqual([]);
  expect(failures).toEqual([]);
}, 600_000);

test('what is typed into a form comes back as text, in every text field of every form, and in searches', async () => {
  const forms: {
    address: string;
    visitor: 'owner' | 'administrator';
    fields: Record<string, string>;
    names: string[];
  }[] = [];
  /** Beginnings of addresses that show the rest of them, with who looks. */
  const searches = new Map<string, 'owner' | 'administrator'>(
    ['/login?redirectTo=', '/login?notice=', '/orders?status=', '/', '/no-such-page/'].map((address) => [
      address,
      'owner',
    ]),
  );
  for (const { address, visitor } of listPages()) {
    const as = visitor === 'guest' ? 'owner' : visitor;
    const own = site.fillAddress(address);
    for (const reader of [site[as], ...(visitor === 'guest' ? [createVisitor(worker.url)] : [])]) {
      const { text: html } = await reader.get(own);
      for (const { action, fields, texts: names } of readPageForms(html)) {
        if (names.length > 0) forms.push({ address: action || own, visitor: as, fields, names });
      }
      for (const { action, fields } of readPageForms(html, 'get')) {
        const { pathname } = new URL(action || own, worker.url);
        for (const name of Object.keys(fields)) searches.set(`${pathname}?${name}=`, as);
      }
    }
  }
  expect(forms.length).toBeGreaterThan(12);
  for (const address of [
    '/tools?q=',
    '/bundles/compare?b=',
    '/tools/compare?t=',
    '/purchases?q=',
    '/admin/audit?subject=',
  ])
    expect([...searches.keys()]).toContain(address);
  const acting: string[] = [];
  for (const text of longTexts) {
    const answers = await workThrough(forms, async ({ address, visitor, fields, names }) => {
      const typed = { ...fields, ...Object.fromEntries(names.map((name) => [name, text])) };
      const reader = /^\/(?:login|signup|forgot|reset)/.test(address) ? createVisitor(worker.url) : site[visitor];
      const { text: html, status } = await reader.post(address, typed);
      expect(status, address).toBeLessThan(500);
      return { address, html };
    });
    const found = await workThrough([...searches], async ([address, visitor]) => ({
      address,
      html: (await site[visitor].get(address + encodeURIComponent(text))).text,
    }));
    const pages = [...answers, ...found];
    for (const parsed of await parsePages(pages)) {
      if (parsed.acting.length > 0) acting.push(`${text} on ${parsed.address}: ${parsed.acting}`);
    }
  }
  expect(acting).toEqual([]);
}, 600_000);
