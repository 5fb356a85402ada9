import { describe, expect, test } from 'vitest';
import { createOrganization } from '../factories/organizations.ts';
import { readPageForms } from '../factories/page-forms.ts';
import { listActions, listPages, listRoutes } from '../pages.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { sendRaw } from './raw-request.ts';
import { checksumOfOrganization, database, send, setUpTests, site, worker } from './requests-setup.ts';

setUpTests();

describe('a form', () => {
  const elsewhere = (): Record<string, string>[] => [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
    { origin: worker.url, 'sec-fetch-site': 'cross-site' },
    { origin: worker.url, 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ];

  test.each(listActions().filter(({ takesFromElsewhere }) => !takesFromElsewhere))(
    '$route: sent from another site, or from nowhere, it does not get as far as the database',
    async ({ route, address, visitor, takesFromElsewhere }) => {
      for (const headers of elsewhere()) {
        const answer = await send(site.fillAddress(address), site[visitor], { body: 'intent=save', headers });
        // Other services prove themselves by a signature, and there is none here; what a form from elsewhere may ask is not asked.
        const expected = route.startsWith('webhooks.') ? 404 : takesFromElsewhere ? 400 : 403;
        expect(answer.status, JSON.stringify(headers)).toBe(expected);
        if (answer.status === 403) {
          expect(answer.text).toContain('sent from another site');
          expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toEqual([]);
        }
      }
    },
  );

  test.each(listActions())(
    '$route: one that is too large is not read',
    async ({ route, address, visitor, badForm, formBytes }) => {
      const sender = route === 'logout.tsx' ? site.guest : site[visitor];
      const body = `intent=${'x'.repeat(formBytes + 1)}`;
      const answer = await send(site.fillAddress(address), sender, { body, headers: { origin: worker.url } });
      if (badForm === 'not read') return expect(answer.status).toBeLessThan(500);
      if (badForm === 'missing') return expect(answer.status).toBe(404);
      // The page of what is closed is a 404 whatever is sent to it.
      expect([413, 404]).toContain(answer.status);
      expect(answer.text).toContain('<h1');
    },
  );

  test('of the organization’s pages, sent by somebody of another one or by nobody, changes nothing of it', async () => {
    const { owner, admin, member, viewer } = site.organization;
    const stranger = await createOrganization(database.sql);
    const visitors = [
      createVisitor(worker.url),
      await createSignedInVisitor(worker.url, {
        sql: database.sql,
        personId: stranger.owner.id,
        organizationId: stranger.id,
      }),
    ];
    // Each once: that to sign out is on every page.
    const forms = new Map<string, { path: string; fields: Record<string, string> }>();
    for (const page of listPages()) {
      const address = site.fillAddress(page.address);
      const { text } = await site[page.visitor === 'guest' ? 'owner' : page.visitor].get(address);
      for (const { action, fields } of readPageForms(text)) {
        const form = { path: action || address, fields };
        forms.set(JSON.stringify(form), form);
      }
    }
    const paths = new Set([...forms.values()].map(({ path }) => path.split('?')[0]));
    for (const path of [`/requests/${site.known.request}`, '/organization', '/checkout', '/my-tools/cma-generator'])
      expect(paths).toContain(path);
    const ids = Object.values(site.known);
    const before = await checksumOfOrganization();
    for (const visitor of visitors) {
      for (const { path, fields } of forms.values()) {
        // Whoever holds the link of this mail may say that it was not them, signed in or not.
        if (path.startsWith('/confirm-email/')) continue;
        const { cookies } = visitor;
        // Somebody who signs out, or switches, is another one afterwards.
        const answer = await createVisitor(worker.url, new Map(cookies)).post(path, fields);
        expect(answer.status, `${path} ${JSON.stringify(fields)}`).toBeLessThan(500);
        // What is in the form itself, such as the address that an alert suggests, a stranger who sends it knows.
        const known = Object.values(fields).join('\n');
        for (const { email } of [owner, admin, member, viewer])
          if (!known.includes(email)) expect(answer.text, path).not.toContain(email);
        if (path === '/logout') await revive(cookies);
        if (ids.some((id) => path.includes(`${id}`) && !path.startsWith('/reviews/')))
          expect(answer.status >= 400 || answer.location?.startsWith('/login') === true, path).toBe(true);
      }
    }
    expect(await checksumOfOrganization()).toEqual(before);

    async function revive(cookies: Map<string, string>) {
      if (!cookies.has('__Host-session')) return;
      const again = await createSignedInVisitor(worker.url, {
        sql: database.sql,
        personId: stranger.owner.id,
        organizationId: stranger.id,
      });
      cookies.set('__Host-session', again.cookies.get('__Host-session') ?? '');
    }
  }, 120_000);
});

describe('security headers', () => {
  const expectSecure = (headers: Headers | Record<string, unknown>, what: string, isFramed = false) => {
    const header = (name: string) => String((headers instanceof Headers ? headers.get(name) : headers[name]) ?? '');
    const policy = header('content-security-policy');
    expect(policy, what).toContain("default-src 'none'");
    expect(policy, what).toContain(`frame-ancestors '${isFramed ? 'self' : 'none'}'`);
    // A mail has its styles inline. It stands in a sandbox, where no script runs.
    const isSandboxed = /(^|; )sandbox(?![^;]*allow-scripts)/.test(policy);
    const checked = isSandboxed ? policy.replace("style-src 'unsafe-inline'", '') : policy;
    expect(checked, what).not.toMatch(/unsafe-(inline|eval|hashes)|script-src[^;]*(\*|https?:|data:)/);
    expect(header('strict-transport-security'), what).toMatch(/max-age=\d{8}/);
    expect(header('x-content-type-options'), what).toBe('nosniff');
    // The old header knows no exception for frames of this site.
    expect(header('x-frame-options'), what).toBe(isFramed ? '' : 'DENY');
    // A page whose address is a secret says it to nobody.
    expect(['strict-origin-when-cross-origin', 'same-origin', 'no-referrer'], what).toContain(
      header('referrer-policy'),
    );
    expect(header('cross-origin-opener-policy'), what).toBe('same-origin');
  };

  test.each(listRoutes())('$route has them, whoever asks, also for its data', async ({ address, isFramed }) => {
    const filled = site.fillAddress(address);
    for (const visitor of [site.guest, site.owner, site.administrator]) {
      expectSecure((await visitor.get(filled)).headers, filled, isFramed);
      const [path, query] = filled.split('?');
      const dataPath = `${path === '/' ? '/_root' : path}.data${query ? `?${query}` : ''}`;
      expectSecure((await visitor.get(dataPath)).headers, dataPath);
    }
  });

  test('refusals, missing pages and faults have them', async () => {
    const visitor = createVisitor(worker.url);
    expectSecure((await visitor.post('/login', {}, { origin: 'https://evil.example' })).headers, '403');
    expectSecure((await visitor.post('/login', {})).headers, '400');
    expectSecure((await visitor.post('/tools', {})).headers, '405');
    expectSecure(
      (await sendRaw(worker.url, '/login', { method: 'PUT', headers: { origin: worker.url } })).headers,
      'PUT',
    );
    database.endpoint.addFault({ fault: 'status-500', times: 10 });
    const fault = await visitor.get('/tools/cma-generator');
    database.endpoint.clearFaults();
    expect(fault.status).toBeGreaterThanOrEqual(500);
    expectSecure(fault.headers, '500');
  });

  test('assets have them', async () => {
    const { text: html } = await site.owner.get('/checkout');
    const assets = new Set(
      [...html.matchAll(/(?:src|href)="(\/(?:assets\/)?[\w./-]+\.\w+)/g)].map(([, path]) => path ?? ''),
    );
    expect(assets.size).toBeGreaterThan(5);
    for (const asset of [...assets, '/favicon.svg']) {
      const response = await fetch(worker.url + asset, { headers: { connection: 'close' } });
      expect(response.status, asset).toBe(200);
      expectSecure(response.headers, asset);
    }
  });
});

describe('what goes wrong', () => {
  test('shows the request it went wrong in, and nothing of the inside', async () => {
    const faults = ['status-500', 'status-429', 'html-400', 'cut-body', 'wrong-shape', 'reset-before'] as const;
    for (const fault of faults) {
      for (const act of [
        () => site.owner.get('/orders'),
        () => site.owner.post('/account', { intent: 'rename', name: 'Ada' }),
      ]) {
        database.endpoint.addFault({ fault, times: 10 });
        const answer = await act();
        database.endpoint.clearFaults();
        expect(answer.status, `${fault}`).toBeGreaterThanOrEqual(500);
        const id = answer.headers.get('x-request-id') ?? '';
        expect(id).toMatch(/^[\da-f-]{36}$/);
        expect(answer.text).toContain(id);
        expect(answer.text).not.toMatch(
          /select |insert |begin_request|\bat \w+.*:\d+:\d+|node_modules|NeonDbError|postgres/i,
        );
      }
    }
  });
});
