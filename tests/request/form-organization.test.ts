import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../app/services/password.server.ts';
import { checksums } from '../factories/checksums.ts';
import { addMembership, createOrganization, createPlatformAdmin } from '../factories/organizations.ts';
import { readPageForms } from '../factories/page-forms.ts';
import { only, present } from '../factories/rows.ts';
import { createSite, type Site } from '../factories/site.ts';
import { actionCases } from '../faults/action-cases/index.ts';
import type { ActionCase, World } from '../faults/action-cases/world.ts';
import { readKeptForm } from '../faults/failure-answers.ts';
import { visitorNames } from '../pages/facts.ts';
import { listActions, listPages, type Route } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type PaymentProvider, startPaymentProvider } from '../setup/payment-provider.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// A form names the organization it was made for. Sent by somebody who works for another one by now, it does nothing.

let database: TestDatabase;
let provider: PaymentProvider;
let worker: TestWorker;
let site: Site;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  provider = await startPaymentProvider();
  // Lanes that a form woke would go on behind its answer, and change what is compared here.
  worker = await startTestWorker(database, { ...provider.bindings, CAMPAIGN_SENDING: 'off' });
  site = await createSite(database, worker);
  const password = 'orbit candle fjord';
  world = { database, provider, url: worker.url, password, passwordHash: await hashPassword(password) };
});

afterAll(async () => {
  await worker?.stop();
  await provider?.close();
  await database?.drop();
});

/** The route that takes what is sent to a path. */
function findAction(path: string): Route {
  const pattern = ({ address }: Route) =>
    new RegExp(`^${present(address.split('?')[0]).replaceAll(/:\w+/g, '[^/]+')}$`);
  const found = listActions().find((route) => pattern(route).test(path));
  if (!found) throw new Error(`Nothing takes what is sent to ${path}.`);
  return found;
}

/** Every form of a page that may write, as it names its organization, and as it should. */
async function describeForms(visitor: Visitor, page: Route, address: string, organizationId: string | null) {
  const { text } = await visitor.get(address);
  return readPageForms(text).map(({ action, fields }) => {
    const path = new URL(action || address, worker.url).pathname;
    const { actsFor } = action && path !== new URL(address, worker.url).pathname ? findAction(path) : page;
    const isOfOrganization = page.actsFor !== 'platform' && actsFor === 'organization';
    const name = `${page.route}: ${action} ${fields.intent ?? ''}`;
    return {
      name,
      found: fields.forOrganization ?? null,
      expected: isOfOrganization ? organizationId : null,
    };
  });
}

test.each(listPages())('$route: each of its forms names its organization, or acts for none', async (page) => {
  const forms = [];
  for (const name of visitorNames) {
    const organizationId = name === 'guest' || name === 'administrator' ? null : site.organization.id;
    for (const address of [page.address, ...page.also].map(site.fillAddress)) {
      forms.push(...(await describeForms(site[name], page, address, organizationId)));
    }
  }
  expect(forms.filter(({ found, expected }) => found !== expected)).toEqual([]);
});

test('the administration acts for the platform, also where its admin works for an organization', async () => {
  const { id } = await createOrganization(database.sql);
  const admin = await createPlatformAdmin(database.sql, id);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: admin.id,
    organizationId: id,
  });
  const pages = listPages().filter(({ address }) => address.startsWith('/admin'));
  const forms = [];
  for (const page of pages) forms.push(...(await describeForms(visitor, page, site.fillAddress(page.address), id)));
  expect(forms.length).toBeGreaterThan(pages.length);
  expect(forms.filter(({ found, expected }) => found !== expected)).toEqual([]);
});

/** The session that a visitor holds. */
async function sessionOf({ cookies }: Visitor): Promise<{ user: string; organization: string | null } | undefined> {
  const cookie = cookies.get('__Host-session');
  if (!cookie) return undefined;
  const token: string = JSON.parse(Buffer.from(decodeURIComponent(cookie), 'base64').toString());
  const hash = createHash('sha256').update(token).digest('hex');
  return (
    await database.sql.query(
      'select user_id as "user", organization_id as organization from sessions where token_hash = $1',
      [hash],
    )
  ).rows[0];
}

/** Lets somebody work for a second organization of theirs, as its owner. Returns that and the first one. */
async function workElsewhere(visitor: Visitor) {
  const { user, organization } = present(await sessionOf(visitor));
  const madeFor = only(await database.sql.query('select id, name from organizations where id = $1', [organization]));
  const other = await createOrganization(database.sql);
  await addMembership(database.sql, other.id, user, 'OWNER');
  await database.sql.query('update sessions set organization_id = $2 where user_id = $1', [user, other.id]);
  return { user, madeFor, other };
}

const forms = Object.entries(actionCases).flatMap(([route, cases]) =>
  Object.entries(cases).map(([what, prepare]) => ({
    route: present(listActions().find((one) => one.route === route)),
    what,
    prepare,
  })),
);
/** Checksums of all tables. Mail of the forms before is sent behind their answers, so of mail only its keys are compared. */
async function snapshot() {
  const mail = await database.sql.query('select key from outgoing_mail order by key');
  return {
    tables: await checksums(database.sql, (table) => (table === 'outgoing_mail' ? undefined : 'true')),
    mail: mail.rows,
  };
}

const formsOfOrganizations = forms.filter(({ route }) => route.actsFor === 'organization');

test('every action that acts for an organization has its forms here', () => {
  const tried = new Set(formsOfOrganizations.map(({ route }) => route.route));
  const expected = listActions().filter(({ actsFor }) => actsFor === 'organization');
  expect(expected.length).toBeGreaterThanOrEqual(10);
  expect([...tried].sort()).toEqual(expected.map(({ route }) => route));
});

/** The address that script sends a form to. */
function dataAddress(address: string): string {
  const [path, query] = address.split('?');
  return query === undefined ? `${path}.data` : `${path}.data?${query}`;
}

/** What goes on behind answers: files of tax reports, imports of markets, and messages that try a webhook. */
const countUnfinishedWork = async () =>
  (
    await world.database.sql.query(
      `select from tax_reports where status = 'GENERATING' and started_at is not null
       union all
       select from reid_imports where leased_until > now()
       union all
       select from reid_webhook_deliveries where status = 'PENDING' and (is_test and attempts = 0 or leased_until is not null)`,
    )
  ).rowCount;

const isTyped = (name: string) =>
  ['name', 'email', 'note', 'reason', 'review', 'title', 'limit', 'billingName', 'city'].includes(name);

test.each(formsOfOrganizations)(
  '$route.route, $what: sent while working for another organization it does nothing, and once switched back it is done',
  async ({ prepare }) => {
    const action: ActionCase = await prepare(world);
    const { visitor, address, fields, countEffects } = action;
    // A guest has no organization, and no other one.
    if (!(await sessionOf(visitor))) return;
    const { madeFor } = await workElsewhere(visitor);
    // What was asked for before is done after the answer.
    await expect.poll(countUnfinishedWork).toBe(0);
    const none = await countEffects();
    const before = await snapshot();
    const form = { ...fields, forOrganization: madeFor.id };
    const told = await visitor.post(address, form);
    expect(told.status).toBe(409);
    expect(told.text).toContain(`This was made for ${madeFor.name}`);
    expect((await visitor.post(dataAddress(address), form)).status).toBe(409);
    expect(await snapshot()).toEqual(before);
    expect(await countEffects()).toBe(none);
    for (const [name, value] of Object.entries(fields)) {
      if (isTyped(name)) expect(told.text, `${name} is kept`).toContain(String(value));
    }

    const kept = readKeptForm(told.text);
    const switched = await visitor.post(kept.action, kept.fields);
    expect({ status: switched.status, location: switched.location }).toEqual({ status: 307, location: address });
    const sent = await visitor.post(address, kept.fields);
    // Files are chosen anew: no page can give them back.
    if (!action.send) expect(sent.status).toBeLessThan(400);
    // What leaves nothing in the tables counts what it answers, and sends the form itself.
    await action.send?.();
    await expect.poll(countEffects).toBe(none + 1);
  },
);

/** An owner of two organizations with the form of the first, who works for the second by now. */
async function startElsewhere() {
  const organization = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  return { organization, visitor, ...(await workElsewhere(visitor)) };
}

const invite = (organizationId: string, email = `${randomUUID()}@people.test`) => ({
  forOrganization: organizationId,
  intent: 'invite',
  email,
  role: 'MEMBER',
});

test('a form with mistakes is not shown on the page of another organization', async () => {
  const { organization, visitor } = await startElsewhere();
  const { status, text } = await visitor.post('/organization', invite(organization.id, 'no address'));
  expect(status).toBe(409);
  expect(text).toContain(`This was made for ${organization.name}`);
  expect(text).toContain('no address');
});

test('the page says for whom one works now, takes two requests to the database, and is kept by nobody', async () => {
  const { organization, visitor, other } = await startElsewhere();
  const { text, headers } = await visitor.post('/organization', invite(organization.id));
  expect(database.endpoint.requestsFor(present(headers.get('x-request-id')))).toHaveLength(2);
  expect(text).toContain(`You work for ${other.name} now`);
  expect(headers.get('cache-control')).toBe('private, no-store');
});

test('whoever belongs to that organization no longer is told so, and is not offered to switch', async () => {
  const { organization, visitor, user } = await startElsewhere();
  await database.sql.query('delete from memberships where organization_id = $1 and user_id = $2', [
    organization.id,
    user,
  ]);
  const form = invite(organization.id);
  const { status, text } = await visitor.post('/organization', form);
  expect(status).toBe(409);
  expect(text).toContain('You do not belong to the organization that it was made for');
  expect(text).toContain(form.email);
  expect(text).not.toContain(organization.name);
  expect(readKeptForm(text).action).not.toContain('/switch-organization');
});

test('sent on after the membership ended, it does nothing, and what was typed is still there', async () => {
  const { organization, visitor, user, other } = await startElsewhere();
  const form = invite(organization.id);
  const kept = readKeptForm((await visitor.post('/organization', form)).text);
  await database.sql.query('delete from memberships where organization_id = $1 and user_id = $2', [
    organization.id,
    user,
  ]);
  const { location } = await visitor.post(kept.action, kept.fields);
  const { status, text } = await visitor.post(present(location), kept.fields);
  expect(status).toBe(409);
  expect(text).toContain(form.email);
  expect(await sessionOf(visitor)).toMatchObject({ organization: other.id });
});

test('a file cannot be kept, which the page says; then it only switches, back to the page the form was on', async () => {
  const { organization, visitor } = await startElsewhere();
  const file = new File(['content'], 'plan.pdf');
  const { status, text } = await visitor.post('/organization', { ...invite(organization.id), file });
  expect(status).toBe(409);
  expect(text).toContain('choose plan.pdf again');
  const kept = readKeptForm(text);
  expect(kept).toMatchObject({ action: '/switch-organization', fields: { returnTo: ['/organization'] } });
  const switched = await visitor.post(kept.action, { ...kept.fields, organizationId: organization.id });
  expect(switched.location).toBe('/organization');
});

test.each([
  ['another text', 'organization', 409],
  ['nothing', '', 409],
  // No form with one is read at all.
  ['a NUL', 'a\0b', 400],
  ['an organization of strangers', randomUUID(), 409],
  ['two organizations', 'TWICE', 409],
])('a form that names %s does nothing', async (_, named, status) => {
  const { organization, visitor } = await startElsewhere();
  const form = invite(organization.id);
  const before = await snapshot();
  const forOrganization = named === 'TWICE' ? [organization.id, organization.id] : named;
  expect((await visitor.post('/organization', { ...form, forOrganization })).status).toBe(status);
  expect(await snapshot()).toEqual(before);
});

test('naming an organization never chooses it', async () => {
  const { organization, visitor, other } = await startElsewhere();
  await visitor.post('/organization', invite(organization.id));
  expect(await sessionOf(visitor)).toMatchObject({ organization: other.id });
  const stranger = await createOrganization(database.sql);
  await visitor.post(`/switch-organization?organizationId=${stranger.id}&sendTo=/organization`, invite(stranger.id));
  expect(await sessionOf(visitor)).toMatchObject({ organization: other.id });
});

test('sending on never leads away from this site', async () => {
  const { organization, visitor } = await startElsewhere();
  for (const sendTo of ['//evil.example', '/\\evil.example', 'https://evil.example', '']) {
    const query = new URLSearchParams({ organizationId: organization.id, sendTo });
    expect((await visitor.post(`/switch-organization?${query}`, {})).location).toBe('/');
  }
});

test('what a guest put together before signing in names no organization, and goes where they work', async () => {
  const { visitor, user, other } = await startElsewhere();
  const { id } = only(await database.sql.query(`select id from marketplace_tools where slug = 'photo-enhancement'`));
  expect((await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id })).status).toBe(302);
  const { rows } = await database.sql.query('select organization_id from shopping_carts where user_id = $1', [user]);
  expect(rows).toEqual([{ organization_id: other.id }]);
});
