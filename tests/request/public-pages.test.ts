import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createOrganization, createPlatformAdmin } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { only } from '../factories/rows.ts';
import { createSite, type Site } from '../factories/site.ts';
import { listPages, listRoutes } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let site: Site;
let guest: Visitor;

const publicPages = listPages()
  .filter(({ isPublic }) => isPublic)
  .flatMap(({ address, also }) => [address, ...also]);

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database, { PUBLIC_PAGE_SECONDS: '1' });
  site = await createSite(database, worker);
  guest = site.guest;
});

afterEach(() => database.endpoint.clearFaults());

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** The line that the Worker logged for an answer. */
function logLineOf(answer: { headers: Headers }) {
  const id = answer.headers.get('x-request-id') ?? '';
  return vi.waitUntil(() => {
    const line = worker.output.find((text) => text.includes(id) && text.includes('"method"'));
    return line && JSON.parse(line);
  }, 10_000);
}

const statusOf = (answer: { headers: Headers }) => answer.headers.get('cache-status');

test.each(listPages())(
  '$route is kept, in the sitemap and open to robots exactly as far as the table says',
  async (page) => {
    const address = site.fillAddress(page.address);
    const { origin, pathname } = new URL(address, worker.url);
    expect(statusOf(await guest.get(address)) !== null).toBe(page.isPublic);
    expect((await guest.get('/sitemap.xml')).text.includes(`>${origin}${pathname}</loc>`)).toBe(page.isPublic);
    const isForbidden = (await forbiddenToRobots()).some((beginning) => address.startsWith(beginning));
    if (page.isPublic || page.isOpenToRobots) expect(isForbidden).toBe(false);
    // Robots are guests: they find nothing on a page that guests do not see.
    else if (page.may.includes('guest')) expect(isForbidden).toBe(true);
  },
);

test('whatever is forbidden to robots is there', async () => {
  const addresses = listRoutes().map(({ address }) => address);
  const forbidden = await forbiddenToRobots();
  expect(forbidden.length).toBeGreaterThan(10);
  expect(forbidden.filter((beginning) => !addresses.some((address) => address.startsWith(beginning)))).toEqual([]);
});

/** The beginnings of addresses that robots keep out of. */
async function forbiddenToRobots(): Promise<string[]> {
  const { text } = await guest.get('/robots.txt');
  return [...text.matchAll(/^Disallow: (.+)$/gm)].map(([, beginning = '']) => beginning);
}

/** An address of a page that nobody has asked for yet. */
const unseen = () => `/tools?q=${randomUUID()}`;

test.each(publicPages)('%s is made once, and the next visitor costs the database nothing', async (page) => {
  const path = site.fillAddress(page);
  await guest.get(path);
  const next = await createVisitor(worker.url).get(path);
  expect(next.status).toBe(200);
  expect(next.text).toContain('<h1');
  expect(statusOf(next)).toMatch(/^lotline; hit/);
  expect(await logLineOf(next)).toMatchObject({
    status: 200,
    databaseRequests: 0,
    cache: expect.stringMatching(/hit|stale/),
  });
  // A stale page is renewed behind the answer; a fresh one asks nothing at all.
  if (statusOf(next) === 'lotline; hit')
    expect(database.endpoint.requestsFor(next.headers.get('x-request-id') ?? '')).toEqual([]);
});

test('parameters that no page reads, and the order of filters, do not make another page', async () => {
  const query = randomUUID();
  const first = await guest.get(`/tools?q=${query}&category=GROWTH&area=LEADS&utm_source=mail`);
  const second = await guest.get(`/tools?fbclid=x&area=LEADS&category=GROWTH&q=${query}`);
  expect(statusOf(first)).toBe('lotline; fwd=uri-miss; stored');
  expect(statusOf(second)).toMatch(/hit/);
  expect(second.text).toBe(first.text);
  expect(first.text).not.toContain('utm_source');
});

test('other filters are another page', async () => {
  const query = randomUUID();
  await guest.get(`/tools?q=${query}`);
  expect(statusOf(await guest.get(`/tools?q=${query}&sort=newest`))).toMatch(/miss/);
  expect(statusOf(await guest.get(`/tools?q=${query}&page=2`))).toMatch(/miss/);
  // Each of these answers with something that the page before it does not show.
  for (const [path, shown] of [
    ['/bundles?page=70', 'no page 70'],
    ['/tools?page=70', 'no page 70'],
  ] as const) {
    await guest.get(new URL(path, worker.url).pathname);
    expect((await guest.get(path)).text).toContain(shown);
  }
});

test('an address with a value that means nothing is answered, and not kept', async () => {
  const path = `${unseen()}&category=NOTHING`;
  for (const answer of [await guest.get(path), await guest.get(path)]) {
    expect(answer.status).toBe(200);
    expect(statusOf(answer)).toBeNull();
    expect(answer.text).toContain('NOTHING');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  }
});

test('a range of prices that cannot be used is answered with what was typed, and not kept', async () => {
  const path = `${unseen()}&min=900&max=1`;
  for (const answer of [await guest.get(path), await guest.get(path)]) {
    expect(answer.status).toBe(200);
    expect(statusOf(answer)).toBeNull();
    expect(answer.text).toContain('The lowest price, $900, is above the highest, $1.');
    expect(answer.text).toMatch(/<input[^>]* name="min"[^>]* value="900"/);
    expect(answer.text).toMatch(/<input[^>]* name="max"[^>]* aria-invalid="true"[^>]* value="1"/);
    expect(answer.text).toContain('<details class="facets" open');
    expect(answer.text).not.toContain('It has no meaning here');
  }
});

test.each(publicPages)(
  '%s is never kept of somebody with a cookie, nor shown to them from what is kept',
  async (page) => {
    const path = site.fillAddress(page);
    const organization = await createOrganization(database.sql);
    const owner = await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: organization.owner.id,
      organizationId: organization.id,
    });
    await guest.get(path);
    const own = await owner.get(path);
    expect(own.text).toContain(organization.name);
    expect(statusOf(own)).toBeNull();
    expect(own.headers.get('cache-control')).toBe('private, no-store');
    expect(own.headers.get('etag')).toBeNull();
    const anonymous = await guest.get(path);
    expect(anonymous.text).not.toContain(organization.name);
    expect(anonymous.text).not.toContain(organization.owner.email);
    expect(anonymous.headers.getSetCookie()).toEqual([]);
  },
);

test('a guest with something in the plan sees it, and nobody else does', async () => {
  const shopper = createVisitor(worker.url);
  const { id } = only(await database.sql.query(`select id from marketplace_tools where slug = 'cma-generator'`));
  await shopper.post('/cart', { intent: 'add', kind: 'TOOL', id, redirectTo: '/tools' });
  expect((await shopper.get('/tools')).text).toContain('In your cart');
  expect((await guest.get('/tools')).text).not.toContain('In your cart');
});

test('what has not changed is not sent again', async () => {
  const path = unseen();
  const { headers } = await guest.get(path);
  const tag = headers.get('etag') ?? '';
  expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(headers.get('cache-control')).toBe('private, no-cache');
  expect(headers.get('vary')).toBe('Cookie');
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
    const again = await fetch(new URL(path, worker.url), { headers: { 'If-None-Match': known, connection: 'close' } });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(tag);
    expect(await again.text()).toBe('');
  }
  const other = await fetch(new URL(path, worker.url), {
    headers: { 'If-None-Match': '"other"', connection: 'close' },
  });
  expect(other.status).toBe(200);
  // With a cookie it is another page, whatever is known of this one.
  const known = await fetch(new URL(path, worker.url), {
    headers: { 'If-None-Match': tag, Cookie: 'a=b', connection: 'close' },
  });
  expect(known.status).toBe(200);
});

test('HEAD is answered without a body from the same page', async () => {
  const path = unseen();
  const first = await fetch(new URL(path, worker.url), { method: 'HEAD', headers: { connection: 'close' } });
  expect(first.status).toBe(200);
  expect(await first.text()).toBe('');
  const then = await guest.get(path);
  expect(statusOf(then)).toMatch(/hit/);
  expect(then.text).toContain('<h1');
});

test('an error is never kept', async () => {
  const path = unseen();
  database.endpoint.addFault({ fault: 'status-500', match: 'marketplace_tools', times: 4 });
  const failed = await guest.get(path);
  expect(failed.status).toBeGreaterThanOrEqual(500);
  database.endpoint.clearFaults();
  const next = await guest.get(path);
  expect(next.status).toBe(200);
  expect(statusOf(next)).toBe('lotline; fwd=uri-miss; stored');
  for (const missing of ['/tools/no-such-tool', '/bundles/no-such-bundle']) {
    expect((await guest.get(missing)).status).toBe(404);
    expect(statusOf(await guest.get(missing))).toBe('lotline; fwd=uri-miss');
  }
});

test('while the database is away, a page that was kept is still sent', async () => {
  const path = unseen();
  const kept = await guest.get(path);
  database.endpoint.addFault({ fault: 'status-500', times: 1_000 });
  // It stops being fresh after a second; then it is sent stale, however often it cannot be renewed.
  await expect.poll(async () => statusOf(await guest.get(path)), { timeout: 5_000 }).toBe('lotline; hit; detail=stale');
  const stale = await guest.get(path);
  expect(stale.status).toBe(200);
  expect(stale.text).toBe(kept.text);
  expect((await guest.get(unseen())).status).toBeGreaterThanOrEqual(500);
  database.endpoint.clearFaults();
  await expect.poll(async () => statusOf(await guest.get(path)), { timeout: 15_000 }).toBe('lotline; hit');
});

test('what an admin saves is there for everybody once the fresh time is over', async () => {
  const administrator = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: (await createPlatformAdmin(database.sql)).id,
    organizationId: null,
  });
  const { id, slug, description } = only(
    await database.sql.query(`select id, slug, description from marketplace_tools where slug = 'photo-enhancement'`),
  );
  const path = `/tools/${slug}`;
  expect((await guest.get(path)).text).toContain(description);
  const { text: form } = await administrator.get(`/admin/tools/${id}`);
  const promise = `A promise made ${randomUUID()}`;
  const fields = readPageForm(form, 'slug');
  const saved = await administrator.post(`/admin/tools/${id}`, { ...fields, description: promise, intent: 'save' });
  expect(saved.status).toBeLessThan(400);
  expect(
    only(await database.sql.query('select description from marketplace_tools where id = $1', [id])).description,
  ).toBe(promise);
  const seen: string[] = [];
  await expect
    .poll(
      async () => {
        const answer = await guest.get(path);
        const isOld = !answer.text.includes(promise);
        seen.push(`${statusOf(answer)} ${isOld ? 'old' : 'new'}`);
        return isOld;
      },
      { timeout: 5_000, interval: 100 },
    )
    .toBe(false);
  // The older page was sent while it was fresh, and not once after that.
  expect(seen.filter((answer) => answer.endsWith('old') && !answer.startsWith('lotline; hit old'))).toEqual([]);

  // A tool that is taken away is gone for everybody as well.
  await database.sql.query(`update marketplace_tools set status = 'DISABLED' where id = $1`, [id]);
  await expect.poll(async () => (await guest.get(path)).status, { timeout: 15_000 }).toBe(404);
  expect((await guest.get(path)).status).toBe(404);
});

test('a page for everybody names no nonce, and carries the security headers', async () => {
  const { headers, text } = await guest.get('/tools');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/nonce|unsafe/);
  expect(text).not.toContain('nonce=');
  expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
});

test('browsers are told what to fetch ahead, and to forget it when something was sent', async () => {
  const { headers } = await guest.get('/tools');
  expect(headers.get('link')).toMatch(/^<\/assets\/styles-[\w-]+\.css>; rel=preload; as=style$/);
  const rules = await guest.get(JSON.parse(headers.get('speculation-rules') ?? '""'));
  expect(rules.status).toBe(200);
  expect(rules.headers.get('content-type')).toBe('application/speculationrules+json');
  expect(JSON.parse(rules.text).prefetch).toHaveLength(1);
  const posted = await createVisitor(worker.url).post('/cart', { intent: 'remove', kind: 'TOOL', id: randomUUID() });
  expect(posted.headers.get('clear-site-data')).toContain('"prefetchCache"');
});

test('platform admins, and nobody else, are told what a page cost', async () => {
  const organization = await createOrganization(database.sql);
  const visitors = await Promise.all(
    [
      { personId: (await createPlatformAdmin(database.sql)).id, organizationId: null },
      { personId: organization.owner.id, organizationId: organization.id },
    ].map((person) => createSignedInVisitor(worker.url, { sql: database.sql, ...person })),
  );
  const [administrator, owner] = await Promise.all(visitors.map((visitor) => visitor.get('/account')));
  expect(administrator?.headers.get('server-timing')).toMatch(/^db;dur=\d+;desc="1 database request", total;dur=\d+$/);
  expect(owner?.headers.get('server-timing')).toBeNull();
  expect((await guest.get('/tools')).headers.get('server-timing')).toBeNull();
});

test('the log has one line for a request, with its route and what it cost', async () => {
  const answer = await guest.get('/cart?utm_source=mail');
  expect(await logLineOf(answer)).toEqual({
    requestId: answer.headers.get('x-request-id'),
    method: 'GET',
    path: '/cart',
    route: 'routes/cart',
    status: 200,
    milliseconds: expect.any(Number),
    databaseRequests: 1,
    databaseMilliseconds: expect.any(Number),
  });
});

test('the log says neither who can accept an invitation nor of what is missing that it is a bug', async () => {
  const address = `/invitations/${'d'.repeat(43)}`;
  const line = { path: '/invitations/:token', route: 'routes/invitations.$token' };
  expect(await logLineOf(await guest.get(address))).toMatchObject(line);
  expect(await logLineOf(await guest.get(address.replace('i', 'I')))).toMatchObject({ route: line.route });
  expect(await logLineOf(await guest.get(`${address}.data`))).toMatchObject({ path: '/invitations/:token' });
  database.endpoint.addFault({ fault: 'status-500', times: 10 });
  expect(await logLineOf(await guest.get(address))).toMatchObject({ ...line, status: 503 });
  database.endpoint.clearFaults();
  const missing = await guest.get('/outbox/00000000-0000-4000-8000-000000000000/html');
  expect(await logLineOf(missing)).toMatchObject({ status: 404 });
  const log = worker.output.join('\n');
  expect(log).not.toContain('d'.repeat(43));
  expect(log).not.toContain('[object Object]');
  expect(log).not.toContain(`"requestId":"${missing.headers.get('x-request-id')}","path":"/outbox`);
});

test('the health check names what is wrong with the role', async () => {
  const healthy = await guest.get('/healthz');
  expect([healthy.status, JSON.parse(healthy.text)]).toEqual([200, { status: 'ok' }]);
  database.endpoint.addFault({ fault: 'status-500', times: 10 });
  const away = await guest.get('/healthz');
  expect([away.status, JSON.parse(away.text)]).toEqual([503, { status: 'the database does not answer' }]);
});

test('a role that could get around row-level security is not healthy', async () => {
  const asOwner = await startTestWorker(database, { DATABASE_URL: database.ownerUrl });
  try {
    const { status, text } = await createVisitor(asOwner.url).get('/healthz');
    expect(status).toBe(503);
    expect(JSON.parse(text).faults).toEqual([
      expect.stringContaining('bypass'),
      expect.stringContaining('owns tables'),
    ]);
  } finally {
    await asOwner.stop();
  }
}, 120_000);
