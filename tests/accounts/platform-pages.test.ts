import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksums } from '../factories/checksums.ts';
import { allPlatformRoles, createPlatformAdmin, type PlatformRole } from '../factories/organizations.ts';
import { createSite, type Site } from '../factories/site.ts';
import { listActions, listRoutes } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// The administration as somebody with one single role of the platform sees it.

let database: TestDatabase;
let worker: TestWorker;
let site: Site;
const visitors = new Map<PlatformRole, Visitor>();

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  site = await createSite(database, worker);
  for (const role of allPlatformRoles) {
    const { id: personId } = await createPlatformAdmin(database.sql, null, [role]);
    visitors.set(role, await createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId: null }));
  }
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** Who opens the pages below each address, and who may send forms there. */
const areas: readonly { path: RegExp; opens: readonly PlatformRole[]; sends: readonly PlatformRole[] }[] = [
  { path: /^\/admin\/(tools|bundles|reviews)\/(new|bulk|import)/, opens: ['CATALOG'], sends: ['CATALOG'] },
  { path: /^\/admin\/(orders|overdue)\/bulk/, opens: ['BILLING'], sends: ['BILLING'] },
  { path: /^\/admin\/organizations\/bulk/, opens: ['SUPPORT'], sends: ['SUPPORT'] },
  {
    path: /^\/admin\/filters/,
    opens: ['CATALOG', 'BILLING', 'SUPPORT', 'AUDITOR'],
    sends: ['CATALOG', 'BILLING', 'SUPPORT'],
  },
  { path: /^\/admin\/(tools|bundles|reviews)/, opens: ['CATALOG', 'AUDITOR'], sends: ['CATALOG'] },
  { path: /^\/admin\/(orders|overdue|payments|approvals|settings)/, opens: ['BILLING', 'AUDITOR'], sends: ['BILLING'] },
  { path: /^\/admin\/organizations/, opens: ['SUPPORT', 'BILLING', 'AUDITOR'], sends: ['SUPPORT', 'BILLING'] },
  { path: /^\/admin\/upgrades/, opens: ['SUPPORT', 'BILLING', 'AUDITOR'], sends: ['SUPPORT'] },
  { path: /^\/admin\/audit/, opens: ['AUDITOR'], sends: [] },
  { path: /^\/admin\/people/, opens: ['SUPERADMIN', 'AUDITOR'], sends: ['SUPERADMIN'] },
];

function areaOf(address: string) {
  const area = areas.find(({ path }) => path.test(address));
  if (!area) throw new Error(`Say in this test who opens ${address}.`);
  return area;
}

const isAdministration = ({ address }: { address: string }) => address.startsWith('/admin/');

test.each(allPlatformRoles)('%s opens the pages of their area, and every other one is a 404', async (role) => {
  const visitor = visitors.get(role);
  for (const { address, also } of listRoutes().filter(isAdministration)) {
    for (const one of [address, ...also]) {
      const answer = await visitor?.get(site.fillAddress(one));
      expect([one, answer?.status]).toEqual([one, areaOf(one).opens.includes(role) ? 200 : 404]);
    }
  }
});

test.each(allPlatformRoles)(
  'every link of the navigation of %s opens, and /admin is the first of them',
  async (role) => {
    const visitor = visitors.get(role);
    const start = await visitor?.get('/admin');
    // Who opens nothing but the roles has no figures to look at.
    expect(start?.location).toBe(role === 'SUPERADMIN' ? '/admin/people' : undefined);
    const { text = '' } = (await visitor?.get(start?.location ?? '/admin')) ?? {};
    const [, navigation = ''] = /<nav aria-label="Administration"(.*?)<\/nav>/s.exec(text) ?? [];
    const links = [...navigation.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
    expect(links[0]).toBe(start?.location ?? '/admin');
    for (const link of links) expect([link, (await visitor?.get(link))?.status]).toEqual([link, 200]);
  },
);

test('each role finds the figures of its own areas first, and no others', async () => {
  const titles = { sales: 'Sales this month', catalog: 'Tools on sale', customers: 'Mail that failed' };
  const shown = { CATALOG: ['catalog'], BILLING: ['sales', 'customers'], SUPPORT: ['customers'] } as const;
  for (const [role, parts] of Object.entries({ ...shown, AUDITOR: ['sales', 'catalog', 'customers'] })) {
    const visitor = visitors.get(allPlatformRoles.find((one) => one === role) ?? 'AUDITOR');
    const { text = '' } = (await visitor?.get('/admin')) ?? {};
    const found = Object.entries(titles).flatMap(([part, title]) => (text.includes(title) ? [part] : []));
    expect([role, found.toSorted()]).toEqual([role, [...parts].toSorted()]);
  }
});

/** A page without what stands in a disabled fieldset: a browser sends nothing of it. */
function removeDisabled(html: string): string {
  let depth = 0;
  const kept: string[] = [];
  for (const part of html.split(/(<fieldset\b[^>]*>|<\/fieldset>)/)) {
    if (depth > 0) depth += part === '</fieldset>' ? -1 : part.startsWith('<fieldset') ? 1 : 0;
    else if (/^<fieldset [^>]*disabled=""/.test(part)) depth = 1;
    else kept.push(part);
  }
  return kept.join('');
}

test('the auditor’s pages hold no form that could be sent, but for searches', async () => {
  for (const { address, isPage } of listRoutes().filter(isAdministration)) {
    if (!isPage || !areaOf(address).opens.includes('AUDITOR')) continue;
    const { text = '' } = (await visitors.get('AUDITOR')?.get(site.fillAddress(address))) ?? {};
    const own = /<main.*<\/main>/s.exec(text)?.[0] ?? text;
    expect([address, /<form[^>]*method="post"/.test(removeDisabled(own))]).toEqual([address, false]);
  }
});

/** Forms that no page sends: an unknown button, and a text that no field takes. */
const badForms: Record<string, string>[] = [{ intent: 'none' }, { intent: 'constructor', name: 'a\0b' }];

test('whatever a form of the administration holds, it is a 404 for a role that it is not for', async () => {
  const before = await checksums(database.sql);
  for (const { address } of listActions().filter(isAdministration)) {
    for (const role of allPlatformRoles) {
      if (areaOf(address).sends.includes(role)) continue;
      for (const form of badForms) {
        const answer = await visitors.get(role)?.post(site.fillAddress(address), form);
        expect([address, role, form, answer?.status]).toEqual([address, role, form, 404]);
      }
    }
  }
  expect(await checksums(database.sql)).toEqual(before);
});

test('a superadmin who gives up their own role is led to a page that they still see', async () => {
  const { id: personId } = await createPlatformAdmin(database.sql, null, ['SUPERADMIN']);
  const visitor = await createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId: null });
  const { location = '' } = await visitor.post('/admin/people', {
    intent: 'revoke',
    userId: personId,
    role: 'SUPERADMIN',
  });
  expect(location).toBe('/account');
  expect((await visitor.get(location)).status).toBe(200);
  expect((await visitor.get('/admin/people')).status).toBe(404);
});

test('SUPPORT sets the tier and not the credit, BILLING the credit and not the tier', async () => {
  const address = `/admin/organizations/${site.organization.id}`;
  const tier = { intent: 'set-tier', tier: 'ELITE' };
  const credit = { intent: 'set-credit', invoiceLimit: '100', invoiceApproval: '' };
  const post = async (role: PlatformRole, fields: Record<string, string>) =>
    (await visitors.get(role)?.post(address, fields))?.status;
  expect([await post('SUPPORT', credit), await post('BILLING', tier)]).toEqual([404, 404]);
  expect([await post('AUDITOR', credit), await post('AUDITOR', tier)]).toEqual([404, 404]);
  // Also with something in it that would be refused.
  expect(await post('SUPPORT', { ...credit, invoiceLimit: 'much' })).toBe(404);
  expect(await post('BILLING', { ...tier, tier: 'none' })).toBe(404);
  expect(await post('BILLING', { intent: 'sign-person-out', email: 'none' })).toBe(404);
  expect([await post('SUPPORT', tier), await post('BILLING', credit)]).toEqual([302, 302]);
});
