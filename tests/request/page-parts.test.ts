import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { organizationField } from '../../app/utils/form-organization.ts';
import { type Attempt, createLoadGenerator } from '../bench/load.ts';
import { fillCart } from '../factories/carts.ts';
import {
  createOrganization,
  createPlatformAdmin,
  createUser,
  personWithRole,
  type TestOrganization,
} from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Answer, createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Public pages for people whom we know: made once for nobody, and filled in for each of them. What they see has to be, byte for byte, what
// a Worker shows them that makes every page whole.

let database: TestDatabase;
/** Keeps pages and fills them in. */
let filling: TestWorker;
/** Makes every page whole. */
let whole: TestWorker;
let visitors: Record<VisitorName, Visitor>;

const visitorNames = [
  'guest with a cart',
  'owner',
  'member of another organization',
  'viewer',
  'platform admin',
  'somebody without an organization',
  'somebody in the dark',
] as const;
type VisitorName = (typeof visitorNames)[number];

const pages = [
  '/',
  '/tools',
  '/tools?area=LEADS&sort=rating',
  '/tools?q=nothing+of+the+kind',
  '/tools/reid-dashboard',
  '/tools/cma-generator',
  '/bundles',
  '/bundles/market-intelligence',
];

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  const start = (PUBLIC_PAGE_SECONDS: string) =>
    startTestWorker(database, { PUBLIC_PAGE_SECONDS, PUBLIC_URL: 'https://lotline.example' });
  [filling, whole] = await Promise.all([start('600'), start('0')]);
  const owning = await createOrganization(sql);
  const other = await createOrganization(sql);
  const { rows: bundles } = await sql.query<{ id: string }>(
    `select id from tool_bundles where slug = 'market-intelligence'`,
  );
  for (const slug of ['reid-dashboard', 'cma-generator'])
    await sql.query(
      `insert into tool_purchases (organization_id, tool_id, purchased_by, price_at_purchase, price_model)
       values ($1, $2, $3, 100, 'ONE_TIME')`,
      [owning.id, await findTool(slug), owning.owner.id],
    );
  await fillCart(sql, owning.id, owning.owner.id, { tools: [{ id: await findTool('lead-scoring-engine') }], bundles });
  const member = personWithRole(other, 'MEMBER');
  await fillCart(sql, other.id, member.id, { tools: [{ id: await findTool('photo-enhancement') }], bundles: [] });
  const admin = await createPlatformAdmin(sql);
  const alone = await createUser(sql);
  const inTheDark = personWithRole(owning, 'ADMIN');
  await sql.query(`update users set theme = 'DARK' where id = $1`, [inTheDark.id]);

  const signIn = (organization: TestOrganization | null, { id }: { id: string }) =>
    createSignedInVisitor(filling.url, { sql, personId: id, organizationId: organization?.id ?? null });
  const guest = createVisitor(whole.url);
  await guest.post('/cart', {
    intent: 'add',
    kind: 'TOOL',
    id: await findTool('lead-scoring-engine'),
    returnTo: '/tools',
  });
  await guest.get('/help');
  visitors = {
    'guest with a cart': createVisitor(filling.url, guest.cookies),
    owner: await signIn(owning, owning.owner),
    'member of another organization': await signIn(other, member),
    viewer: await signIn(other, personWithRole(other, 'VIEWER')),
    'platform admin': await signIn(null, admin),
    'somebody without an organization': await signIn(null, alone),
    'somebody in the dark': await signIn(owning, inTheDark),
  };
});

afterAll(async () => {
  await filling?.stop();
  await whole?.stop();
  await database?.drop();
});

const findTool = async (slug: string) =>
  only(await database.sql.query<{ id: string }>('select id from marketplace_tools where slug = $1', [slug])).id;

/** The same person at the Worker that makes pages whole. */
const atWhole = ({ cookies }: Visitor) => createVisitor(whole.url, cookies);

const writeCookies = ({ cookies }: Visitor) => [...cookies].map((pair) => pair.join('=')).join('; ');

/** How the Worker says that it made an answer. */
async function findWay({ headers }: Answer): Promise<string | undefined> {
  const id = headers.get('x-request-id') ?? '';
  const line = await vi.waitUntil(
    () => filling.output.find((text) => text.includes(id) && text.includes('"method"')),
    10_000,
  );
  return JSON.parse(line).cache;
}

/** Asks until a page comes filled in, and returns that. The first answers are made whole, while it is made for everybody. */
function askUntilFilled(visitor: Visitor, page: string): Promise<Answer> {
  return vi.waitUntil(async () => {
    const answer = await visitor.get(page);
    return (await findWay(answer)) === 'filled' ? answer : undefined;
  }, 20_000);
}

test.each(visitorNames.flatMap((name) => pages.map((page) => [name, page] as const)))(
  'a page is for %s what it is when it is made whole: %s',
  async (name, page) => {
    const visitor = visitors[name];
    const filled = await askUntilFilled(visitor, page);
    const made = await atWhole(visitor).get(page);
    expect(filled.status).toBe(200);
    expect(filled.text).toBe(made.text);
    expect(filled.text).not.toMatch(/page-hole|page-theme|hole-end/);
    const ownHeaders = [
      'x-request-id',
      'content-security-policy',
      'date',
      'content-length',
      'transfer-encoding',
      'server-timing',
    ];
    const headersOf = (answer: Answer) => [...answer.headers].filter(([header]) => !ownHeaders.includes(header));
    expect(headersOf(filled)).toEqual(headersOf(made));
    expect(filled.headers.get('cache-control')).toBe('private, no-store');
    expect(filled.headers.has('etag')).toBe(false);
  },
);

test('a page that is filled in asks the database once, and its head says the same without a page', async () => {
  const answer = await askUntilFilled(visitors.owner, '/tools');
  expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toHaveLength(1);
  const cookie = writeCookies(visitors.owner);
  const head = await fetch(`${filling.url}/tools`, { method: 'HEAD', headers: { cookie, connection: 'close' } });
  expect(head.status).toBe(200);
  expect(head.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await head.text()).toBe('');
});

test('two organizations and a guest, 10,000 times in turn, each see their own page', async () => {
  const load = createLoadGenerator();
  const turns: Attempt[] = [];
  for (const name of ['owner', 'member of another organization', 'guest with a cart'] as const) {
    const visitor = visitors[name];
    const headers = { cookie: writeCookies(visitor) };
    for (const path of ['/', '/tools', '/tools/cma-generator', '/bundles']) {
      await askUntilFilled(visitor, path);
      const own = await (await fetch(whole.url + path, { headers: { ...headers, connection: 'close' } })).text();
      const check = ({ body }: { body: Buffer }) => (body.toString() === own ? undefined : 'the page of somebody else');
      turns.push({ path, headers, check });
    }
  }
  let step = 0;
  // Neighbours in time are different people at different pages.
  const next = () => {
    const turn = turns[(step++ * 7) % turns.length];
    if (!turn) throw new Error('There are no turns.');
    return turn;
  };
  try {
    await load.run({ origin: filling.url, next }, 16, { requests: 10_000 });
  } finally {
    await load.close();
  }
  expect(step).toBe(10_000);
}, 300_000);

test('what changes in the catalog shows at once, in a page as in its price', async () => {
  const { sql } = database;
  const visitor = visitors['member of another organization'];
  const shows = async (price: string) => {
    const { text } = await visitor.get('/tools/cma-generator');
    return text.includes(`<b>${price}</b>`);
  };
  await askUntilFilled(visitor, '/tools/cma-generator');
  for (const [cents, price] of [
    [12_345, '$123.45'],
    [54_321, '$543.21'],
  ] as const) {
    await sql.query(`update marketplace_tools set price = $1 where slug = 'cma-generator'`, [cents]);
    expect(await shows(price)).toBe(true);
    const filled = await askUntilFilled(visitor, '/tools/cma-generator');
    expect(filled.text).toBe((await atWhole(visitor).get('/tools/cma-generator')).text);
  }
  await sql.query(`update tool_bundles set name = 'Renamed' where slug = 'market-intelligence'`);
  expect((await visitor.get('/bundles')).text).toContain('Renamed');
});

test('the version of the catalog counts a transaction once, and orders not at all', async () => {
  const { sql } = database;
  const version = async () => only(await sql.query<{ version: string }>('select version from catalog_version')).version;
  const before = Number(await version());
  await sql.query('begin');
  await sql.query(`update marketplace_tools set description = description || '.'`);
  await sql.query(`update tool_bundles set description = description || '.'`);
  expect(Number(await version())).toBe(before);
  await sql.query('commit');
  expect(Number(await version())).toBe(before + 1);
  await sql.query('update marketplace_tools set purchase_count = purchase_count + 1');
  expect(Number(await version())).toBe(before + 1);
  await sql.query('begin');
  await sql.query(`update marketplace_tools set description = description || '.'`);
  await sql.query('rollback');
  expect(Number(await version())).toBe(before + 1);
});

test('a message is shown once, on a page that is filled in too', async () => {
  const visitor = visitors.owner;
  await askUntilFilled(visitor, '/tools');
  const id = await findTool('photo-enhancement');
  const own = new RegExp(`name="${organizationField}" value="([^"]+)"`).exec((await visitor.get('/tools')).text)?.[1];
  await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id, returnTo: '/tools', [organizationField]: own ?? '' });
  const shown = await visitor.get('/tools');
  expect(await findWay(shown)).toBe('filled');
  expect(shown.text).toContain('class="toast');
  expect((await visitor.get('/tools')).text).not.toContain('class="toast');
});

test('while the database is away, the page that is made whole says so', async () => {
  const visitor = visitors.owner;
  await askUntilFilled(visitor, '/tools');
  database.endpoint.addFault({ fault: 'status-500', times: 10 });
  const answer = await visitor.get('/tools').finally(() => database.endpoint.clearFaults());
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('We cannot reach our database');
  expect(await findWay(await visitor.get('/tools'))).toBe('filled');
});
