import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMembership, createOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Light, dark, or as the system: chosen by a person, and kept with their account.

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

async function start() {
  const organization = await createOrganization(database.sql);
  const signIn = (personId: string, organizationId = organization.id) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });
  return { organization, signIn, visitor: await signIn(organization.owner.id) };
}

const themeOf = async (id: string) =>
  only(await database.sql.query<{ theme: string }>('select theme from users where id = $1', [id])).theme;
/** Presses a button of the form that every page has, on a page. */
const choose = (visitor: Visitor, theme: string, page = '/my-tools', origin = worker.url) =>
  visitor.post('/account/theme', { theme }, { referer: origin + page });
/** The theme that a page asks its style sheet for. */
const shownIn = (page: string) => /<html[^>]* data-theme="(\w+)"/.exec(page)?.[1] ?? null;

test('a chosen theme is kept with the account: here, in another browser, and in another organization', async () => {
  const { organization, signIn, visitor } = await start();
  expect(shownIn((await visitor.get('/account')).text)).toBeNull();
  const chosen = await choose(visitor, 'DARK', '/my-tools?sort=name');
  expect([chosen.status, chosen.location]).toEqual([302, '/my-tools?sort=name']);
  expect(await themeOf(organization.owner.id)).toBe('DARK');
  const elsewhere = await createOrganization(database.sql);
  await addMembership(database.sql, elsewhere.id, organization.owner.id, 'MEMBER');
  for (const browser of [
    visitor,
    await signIn(organization.owner.id),
    await signIn(organization.owner.id, elsewhere.id),
  ]) {
    for (const path of ['/account', '/', '/tools', '/checkout']) {
      const { text } = await browser.get(path);
      if (text.includes('<html')) expect([path, shownIn(text)]).toEqual([path, 'dark']);
    }
  }
  const page = (await visitor.get('/account')).text;
  expect(page).toContain('<meta name="color-scheme" content="dark"/>');
  expect(page).toMatch(/value="DARK" aria-pressed="true"/);

  await choose(visitor, 'SYSTEM');
  expect(await themeOf(organization.owner.id)).toBe('SYSTEM');
  expect(shownIn((await visitor.get('/')).text)).toBeNull();
});

test('it is nobody else’s, and no page for everybody has one', async () => {
  const { organization, signIn, visitor } = await start();
  await choose(visitor, 'LIGHT');
  expect(shownIn((await visitor.get('/tools')).text)).toBe('light');
  expect(shownIn((await (await signIn(organization.member.id)).get('/tools')).text)).toBeNull();
  expect(await themeOf(organization.member.id)).toBe('SYSTEM');
  for (const path of ['/', '/tools', '/login']) {
    const { text } = await createVisitor(worker.url).get(path);
    expect(shownIn(text)).toBeNull();
    expect(text).toContain('<meta name="color-scheme" content="light dark"/>');
  }
});

test('no other theme is kept, and the way back leads nowhere else', async () => {
  const { organization, visitor } = await start();
  const wrong = await choose(visitor, 'PINK');
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('This button no longer works.');
  expect(await themeOf(organization.owner.id)).toBe('SYSTEM');
  // A page that says nobody its address leads to the account, and so does one that is not ours.
  expect((await visitor.post('/account/theme', { theme: 'DARK' }, { referer: '' })).location).toBe('/account');
  expect((await choose(visitor, 'DARK', '/', 'https://evil.example')).location).toBe('/account');
  expect((await choose(visitor, 'DARK', '//evil.example')).location).toBe('/account');
  const guest = await choose(createVisitor(worker.url), 'DARK');
  expect(guest.location).toContain('/login');
});
