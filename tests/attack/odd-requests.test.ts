import { Agent } from 'node:http';
import { describe, expect, test } from 'vitest';
import { proveSessions } from '../factories/proofs.ts';
import { listRoutes } from '../pages.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { sendRaw } from './raw-request.ts';
import { checksumOfOrganization, cookieOf, database, setUpTests, site, worker } from './requests-setup.ts';

setUpTests();

describe('odd requests', () => {
  const paths = [
    '//evil.example',
    '//evil.example/tools',
    '///evil.example',
    '/\\evil.example',
    '/%5cevil.example',
    '/%2f%2fevil.example',
    '/tools/..%2f..%2fetc%2fpasswd',
    '/tools/%2e%2e/%2e%2e/etc/passwd',
    '/../../etc/passwd',
    '/tools/%00',
    '/tools/%0d%0aSet-Cookie:%20a=b',
    '/tools/%ZZ',
    '/%',
    '/tools/%E0%A4%A',
    '/tools/%ED%A0%80',
    '/orders/%F0%28%8C%28',
    '/tools/;/',
    '/tools//cma-generator',
    '/tools/cma-generator/',
    '/TOOLS',
    '/assets/../index.js',
    '/assets/%2e%2e/worker/index.js',
    '/.env',
    '/build/.stamp',
    '/_headers',
    `/${'a'.repeat(8_000)}`,
    `/tools/${'%C3%A9'.repeat(1_000)}`,
    `/tools?q=${'a'.repeat(8_000)}`,
    '/tools?q[]=1&q[]=2&sort=__proto__&page=-1&category=%00',
    '/tools?q=%ED%A0%80&page=1e9',
    '/tools?%',
    '/orders?before=%00&status=constructor',
    '/admin/tools?q=%00',
    '/purchases?kind=toString&status=%F0%28',
    '/bundles/compare?b=%00&b=__proto__',
    '/tools/compare?t=%00&t=__proto__',
    '/organization/audit?before=-1&subject=%00&from=2026-99-99',
    '/login.data?_routes=..%2f..%2f',
    '/tools.data?_routes=%00',
    '/__manifest?p=%00&version=x',
    `/__manifest?version=x&${Array.from({ length: 300 }, (_, index) => `p=/${index}`).join('&')}`,
  ];

  test.each(paths)('GET %s is answered, stays here and is no error', async (path) => {
    for (const visitor of [site.guest, site.owner, site.administrator]) {
      const answer = await sendRaw(worker.url, path, { headers: { cookie: cookieOf(visitor) } });
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers['set-cookie'] ?? []).not.toContainEqual(expect.stringContaining('a=b'));
      const { location } = answer.headers;
      if (location !== undefined) expect(new URL(location, worker.url).host).toBe(new URL(worker.url).host);
      expect(answer.text).not.toMatch(/root:x:0|DATABASE_URL/);
    }
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY'])(
    '%s is refused and writes nothing',
    async (method) => {
      const before = await checksumOfOrganization();
      for (const { address, visitor } of listRoutes()) {
        const path = site.fillAddress(address);
        for (const headers of [{}, { origin: worker.url }]) {
          const answer = await sendRaw(worker.url, path, {
            method,
            headers: { cookie: cookieOf(site[visitor]), ...headers },
          });
          expect(answer.status, path).toBe(405);
          expect(answer.headers.allow).toBe('GET, HEAD, POST');
        }
      }
      expect(await checksumOfOrganization()).toEqual(before);
    },
  );

  test('TRACE sends nothing back', async () => {
    const answer = await sendRaw(worker.url, '/', {
      method: 'TRACE',
      headers: { cookie: 'secret=1', origin: worker.url },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('secret=1');
  });

  test.each(listRoutes())('HEAD of $route is GET without its body', async ({ address, visitor }) => {
    const path = site.fillAddress(address);
    const [get, head] = [
      await sendRaw(worker.url, path, { headers: { cookie: cookieOf(site[visitor]) } }),
      await sendRaw(worker.url, path, { method: 'HEAD', headers: { cookie: cookieOf(site[visitor]) } }),
    ];
    expect(head.status).toBe(get.status);
    expect(head.text).toBe('');
  });

  const oddHeaders: [string, Record<string, string | string[]>][] = [
    ['a cookie of 7 kB', { cookie: `a=${'x'.repeat(7_000)}` }],
    ['a thousand cookies', { cookie: Array.from({ length: 1_000 }, (_, index) => `c${index}=1`).join('; ') }],
    ['cookies that are none', { cookie: '=; ;;=a; __Host-session; __Host-session=; "=%; __Host-cart=%E0%A4%A' }],
    ['the session cookie twice', { cookie: '__Host-session=a; __Host-session=b' }],
    ['bytes in a cookie', { cookie: '__Host-toast=\xff\xfe\x80; a=\xa0' }],
    ['a cookie called __proto__', { cookie: '__proto__=1; constructor=2; toString=3' }],
    ['a hundred headers', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x-header-${index}`, 'x']))],
    ['another host', { host: 'evil.example' }],
    [
      'forwarding headers',
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', 'x-original-url': '/admin' },
    ],
    ['a method override', { 'x-http-method-override': 'DELETE' }],
    ['no accepted type', { accept: 'image/avif', 'accept-language': '*;q=9', 'accept-encoding': 'br;q=x' }],
    ['a range', { range: 'bytes=0-1,5-1,-9999999999' }],
    ['a body that is empty', { 'content-length': '0' }],
    ['conditions', { 'if-none-match': '*', 'if-modified-since': 'x', 'if-match': '"a"' }],
  ];

  test.each(oddHeaders)('%s takes no page away, and shows in none', async (_name, headers) => {
    for (const path of ['/', '/login', '/tools/cma-generator', '/sitemap.xml', '/robots.txt']) {
      const answer = await sendRaw(worker.url, path, { headers });
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.text, path).not.toContain('evil.example');
      expect(answer.headers.location ?? '/', path).toMatch(/^\/(?!\/)/);
    }
  });
});

describe('something sent that nobody reads', () => {
  const cases: { what: string; status: number; path: string; method?: string; from?: string; by?: 'owner' }[] = [
    { what: 'a form from elsewhere', status: 403, path: '/login', from: 'https://evil.example' },
    { what: 'another method', status: 405, path: '/login', method: 'PUT' },
    { what: 'a form to an address with a NUL', status: 404, path: '/tools/%00' },
    { what: 'a form to a page that takes none', status: 405, path: '/tools' },
    { what: 'a form to a page that is not there', status: 405, path: '/nothing' },
    { what: 'a form of somebody who is not signed in', status: 302, path: '/organization' },
    { what: 'a form that needs no field', status: 302, path: '/logout' },
    { what: 'a form answered with a download', status: 200, path: '/organization/export.zip', by: 'owner' },
    { what: 'an event of nobody', status: 404, path: '/webhooks/stripe' },
    { what: 'a page asked for with a body', status: 200, path: '/tools', method: 'GET' },
  ];

  test.each(cases)(
    '$what: the answer comes whole, and the connection lives',
    async ({ status, path, method = 'POST', from = worker.url, by }) => {
      await proveSessions(database.sql);
      const cookie = by ? { cookie: cookieOf(site[by]) } : {};
      await expectLife(path, status, { method, headers: { origin: from, ...cookie } }, [1, 1_000, 70_000, 900_000]);
    },
  );

  test.each(['/login', '/login.data', '/checkout'])('too large a form to %s: likewise', async (path) => {
    const headers = { origin: worker.url, cookie: cookieOf(path === '/checkout' ? site.owner : site.guest) };
    await expectLife(path, 413, { method: 'POST', headers }, [100_001, 900_000]);
    await expectLife(path, 413, { method: 'POST', headers: { ...headers, 'transfer-encoding': 'chunked' } }, [900_000]);
  });

  /** workerd closes a connection with anything unread on it; what was on its way then is lost, be it the answer. */
  async function expectLife(
    path: string,
    status: number,
    sending: { method: string; headers: object },
    sizes: number[],
  ) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { method, headers } = sending;
    try {
      for (const size of sizes) {
        const body = `a=${'x'.repeat(size)}`;
        const type = { 'content-type': 'application/x-www-form-urlencoded' };
        // Not said for GET unless said here.
        const length = 'transfer-encoding' in headers ? {} : { 'content-length': body.length };
        const all = { ...type, ...length, ...headers };
        const answer = await sendRaw(worker.url, path, { method, headers: all, body, agent });
        expect(answer.status, `${size} bytes`).toBe(status);
        const next = await sendRaw(worker.url, '/robots.txt', { agent });
        expect(next.isOnOldConnection, `${size} bytes`).toBe(true);
      }
    } finally {
      agent.destroy();
    }
  }
});

describe('an address to go back to', () => {
  const elsewhere = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil.example',
    '%2f%2fevil.example',
    '/%2f%2fevil.example',
    '/%5c%5cevil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    'https://evil.example',
    'https:evil.example',
    'http:/\\evil.example',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '/..//evil.example',
    '/.//evil.example',
    '/tools/..//evil.example',
    '@evil.example',
    '/@evil.example',
    '.evil.example',
    '//user@evil.example',
    '//evil.example%00.localhost',
    '/\u2028/evil.example',
    '＼＼evil.example',
    '/?a=//evil.example',
    '/#//evil.example',
  ];

  test.each(elsewhere)('%j stays here, in the address and in every form that takes one', async (asked) => {
    const { sql } = database;
    const { owner, id } = site.organization;
    const signedIn = () => createSignedInVisitor(worker.url, { sql, personId: owner.id, organizationId: id });
    const visitor = await signedIn();
    const query = new URLSearchParams({ redirectTo: asked });
    const answers = [
      await visitor.get(`/login?${query}`),
      await visitor.get(`/signup?${query}`),
      await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id: site.known.tool ?? '', returnTo: asked }),
      await visitor.post('/switch-organization', { organizationId: id, returnTo: asked }),
      await visitor.post('/logout', { redirectTo: asked }),
    ];
    const { host } = new URL(worker.url);
    for (const { location, status } of answers) {
      if (status === 409) continue;
      expect(status).toBe(302);
      expect(location).toMatch(/^\/(?![/\\])/);
      expect(new URL(location ?? '', worker.url).host).toBe(host);
    }
    // As a hidden field and in links, for somebody who still has to sign in.
    const { text } = await createVisitor(worker.url).get(`/login?${query}`);
    const [, field] = /name="redirectTo" value="([^"]*)"/.exec(text) ?? [];
    expect(new URL(field ?? '', worker.url).host).toBe(host);
    expect(text).not.toMatch(/href="(?:javascript|data|\/\/)/i);
  });
});

test('nothing that was sent forges a line of the log: each is one JSON object', async () => {
  const forged = '{"requestId":"forged"}';
  const earlier = worker.output.length;
  const line = encodeURIComponent(`\r\n${forged}\n\u2028${forged}\u001b[2J`);
  await sendRaw(worker.url, `/tools/${line}?q=${line}`);
  await sendRaw(worker.url, '/', { headers: { 'user-agent': forged, referer: forged, cookie: `__Host-cart=${line}` } });
  await site.owner.post('/organization', { intent: 'invite', email: `a@example.com\r\n${forged}`, role: 'VIEWER' });
  await site.owner.post('/account', { intent: 'rename', name: `Ada\n${forged}` });
  database.endpoint.addFault({ fault: 'status-500', times: 10 });
  await site.owner.get(`/tools/${line}`);
  database.endpoint.clearFaults();
  const written = worker.output.slice(earlier);
  expect(written.length).toBeGreaterThanOrEqual(6);
  const ids = written.map((text) => JSON.parse(text).requestId);
  expect(ids.filter((id) => !/^[\da-f-]{36}$/.test(id))).toEqual([]);
});
