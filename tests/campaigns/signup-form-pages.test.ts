import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { unlockModules } from '../factories/purchases.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// The pages on which an organization keeps its sign-up forms.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let list: string;
let visitors: Record<'member' | 'viewer' | 'stranger', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  const strangers = await createOrganization(database.sql);
  for (const one of [organization, strangers]) await unlockModules(database.sql, one);
  list = String((await createModuleRow(database.sql, 'contact_lists', organization)).id);
  const visit = (personId: string, organizationId = organization.id) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });
  visitors = {
    member: await visit(organization.member.id),
    viewer: await visit(organization.viewer.id),
    stranger: await visit(strangers.owner.id, strangers.id),
  };
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const address = '/campaigns/contacts/forms';
const typed = (values: Record<string, string> = {}) => ({
  forOrganization: organization.id,
  intent: 'save',
  id: randomUUID(),
  version: '0',
  name: 'News for buyers',
  slug: '',
  listId: list,
  heading: 'News',
  introduction: 'Once a month.\r\nNo more.',
  consentWording: 'I agree.',
  isActive: 'on',
  ...values,
});
const findForm = async (id: string) =>
  (
    await database.sql.query('select slug, heading, introduction, asks_name, version from signup_forms where id = $1', [
      id,
    ])
  ).rows[0];

test('a form is created, shown to all, changed, and its snippet is plain HTML', async () => {
  const form = typed();
  const page = `${address}/${form.id}`;
  expect((await visitors.member.post(`${address}/new`, form)).location).toBe(page);
  // Sent twice, it is one form.
  expect((await visitors.member.post(`${address}/new`, form)).location).toBe(page);
  expect(await findForm(form.id)).toEqual({
    slug: 'news-for-buyers',
    heading: 'News',
    introduction: 'Once a month.\nNo more.',
    asks_name: false,
    version: 1,
  });
  for (const visitor of [visitors.member, visitors.viewer]) {
    expect((await visitor.get(address)).text).toContain('News for buyers');
    const { text } = await visitor.get(page);
    expect(text).toContain('&lt;form action=&quot;');
    expect(text).toContain(`/f/${organization.name}/news-for-buyers`);
  }
  expect((await visitors.viewer.get(page)).text).not.toContain('>Save<');
  expect((await visitors.viewer.get(`${address}/new`)).status).toBe(404);
  expect((await visitors.viewer.post(page, { ...form, version: '1' })).status).toBe(404);
  expect((await visitors.stranger.get(page)).status).toBe(404);
  expect((await visitors.stranger.get(address)).text).not.toContain('News for buyers');
});

test('two people who change a form are told of each other, and nothing typed is lost', async () => {
  const form = typed();
  await visitors.member.post(`${address}/new`, form);
  const page = `${address}/${form.id}`;
  const kept = readPageForm((await visitors.member.get(page)).text, 'heading');
  await visitors.member.post(page, { ...kept, heading: 'First' });
  const late = await visitors.member.post(page, { ...kept, heading: 'Second' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('somebody changed this since you opened the page');
  expect(await findForm(form.id)).toMatchObject({ heading: 'First', version: 2 });
  // The page that says so saves it over the other.
  const again = readPageForm(late.text, 'heading');
  expect(again).toMatchObject({ heading: 'Second', version: '2' });
  expect((await visitors.member.post(page, again)).location).toBe(page);
  expect(await findForm(form.id)).toMatchObject({ heading: 'Second', version: 3 });
});

test('an address is taken once in an organization, and a list has to be its own', async () => {
  await visitors.member.post(`${address}/new`, typed({ slug: 'news' }));
  const taken = await visitors.member.post(`${address}/new`, typed({ slug: 'news' }));
  expect(taken.status).toBe(422);
  expect(taken.text).toMatch(/<a href="#slug"[^>]*>Another form of yours has this address/);
  expect(taken.text).toContain('value="News for buyers"');
  const foreign = await createModuleRow(database.sql, 'contact_lists', await createOrganization(database.sql));
  expect((await visitors.member.post(`${address}/new`, typed({ listId: String(foreign.id) }))).status).toBe(422);
  const wrong = await visitors.member.post(`${address}/new`, typed({ name: '物件' }));
  expect([wrong.status, wrong.text.includes('href="#slug"')]).toEqual([400, true]);
});

test('without a list the page says what to do first', async () => {
  await database.sql.query('delete from contact_lists where organization_id = $1', [organization.id]);
  const { text } = await visitors.member.get(`${address}/new`);
  expect(text).toContain('A form needs a list');
  expect(text).toContain('href="/campaigns/contacts/lists"');
  expect((await visitors.member.get(address)).text).toContain('No sign-up form yet');
});

test('an ADMIN sees how many asked and confirmed', async () => {
  const form = await createModuleRow(database.sql, 'signup_forms', organization);
  const ask = (values: object = {}) =>
    createModuleRow(database.sql, 'subscription_requests', organization, { form_id: form.id, ...values });
  await ask();
  await ask({ confirmed_at: new Date() });
  await ask({ created_at: new Date(Date.now() - 40 * 86_400_000) });
  const admin = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.admin.id,
    organizationId: organization.id,
  });
  const { text } = await admin.get(`${address}/${form.id}`);
  const figures = [...text.matchAll(/<dd class="text-lg[^"]*">(\d+)<\/dd>/g)].map(([, figure]) => figure);
  expect(figures).toEqual(['2', '1']);
  expect((await visitors.member.get(`${address}/${form.id}`)).text).not.toContain('Asked in 30 days');
});
