import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { unlockModules } from '../factories/purchases.ts';
import { refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Content as it is written, published and taken back; SQL over the tables says what must be.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let visitors: Record<'admin' | 'member' | 'viewer', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const visit = ({ id }: { id: string }) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: id, organizationId: organization.id });
  visitors = {
    admin: await visit(organization.admin),
    member: await visit(organization.member),
    viewer: await visit(organization.viewer),
  };
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const address = '/campaigns/content';
const typed = (values: Record<string, string> = {}) => ({
  forOrganization: organization.id,
  intent: 'save',
  id: randomUUID(),
  version: '0',
  title: 'Open house on Lake Street',
  slug: '',
  kind: 'ARTICLE',
  author: 'Ada',
  body: '## When\r\n\r\nOn **Sunday**.',
  publishAt: '',
  ...values,
});
const act = (intent: string) => ({ forOrganization: organization.id, intent });
const findPiece = async (id: string) =>
  (
    await database.sql.query(
      `select slug, status::text, body, published_at, published_at > now() as waits, version from content where id = $1`,
      [id],
    )
  ).rows[0];

async function create(values: Record<string, string> = {}) {
  const form = typed(values);
  expect((await visitors.member.post(`${address}/new`, form)).location).toBe(`${address}/${form.id}`);
  return form;
}

test('content is written, published at once, and taken back', async () => {
  const form = await create();
  const page = `${address}/${form.id}`;
  expect(await findPiece(form.id)).toMatchObject({ slug: 'open-house-on-lake-street', status: 'DRAFT', version: 1 });
  // A second piece of that title gets a number.
  const second = await create();
  expect(await findPiece(second.id)).toMatchObject({ slug: 'open-house-on-lake-street-2' });
  const kept = { ...readPageForm((await visitors.member.get(page)).text, 'body'), intent: 'publish' };
  expect(kept).toMatchObject({ version: '1', body: '## When\r\n\r\nOn **Sunday**.' });
  expect((await visitors.member.post(page, kept)).location).toBe(page);
  expect(await findPiece(form.id)).toMatchObject({ status: 'PUBLISHED', waits: false });
  const { published_at } = await findPiece(form.id);
  // Sent twice, and saved again, it keeps the moment that it came out.
  expect((await visitors.member.post(page, kept)).location).toBe(page);
  const again = { ...readPageForm((await visitors.member.get(page)).text, 'body'), intent: 'publish' };
  await visitors.member.post(page, { ...again, title: 'Open house, again' });
  expect((await findPiece(form.id)).published_at).toEqual(published_at);
  expect((await visitors.member.post(page, act('unpublish'))).location).toBe(page);
  expect(await findPiece(form.id)).toMatchObject({ status: 'DRAFT', published_at: null });
  // The second copy of the form that published it does not bring it back.
  expect((await visitors.member.post(page, kept)).status).toBe(409);
  expect((await findPiece(form.id)).status).toBe('DRAFT');
});

test('a time is one of the organization’s clock, and content waits for it', async () => {
  await createModuleRow(database.sql, 'campaign_settings', organization, { time_zone: 'America/Chicago' });
  const year = new Date().getFullYear() + 1;
  const form = await create({ intent: 'publish', publishAt: `${year}-07-01T09:00` });
  expect(await findPiece(form.id)).toMatchObject({
    status: 'PUBLISHED',
    waits: true,
    published_at: new Date(`${year}-07-01T14:00:00Z`),
  });
  const { text } = await visitors.member.get(`${address}/${form.id}`);
  expect(text).toContain('Waits for its time');
  expect(readPageForm(text, 'body')).toMatchObject({ publishAt: `${year}-07-01T09:00` });
  for (const publishAt of ['2026-02-30T09:00', '2026-02-03'])
    expect((await visitors.member.post(`${address}/new`, typed({ intent: 'publish', publishAt }))).text).toContain(
      'href="#publishAt"',
    );
});

test('what has nothing to read is not published, and nothing is written', async () => {
  const form = typed({ intent: 'publish', body: ' ' });
  const answer = await visitors.member.post(`${address}/new`, form);
  expect([answer.status, answer.text.includes('href="#body"')]).toEqual([422, true]);
  expect(await findPiece(form.id)).toBeUndefined();
  const long = await visitors.member.post(`${address}/new`, typed({ body: 'x'.repeat(20_001) }));
  expect(long.status).toBe(400);
});

test('two people who change a piece are told of each other, and nothing typed is lost', async () => {
  const form = await create();
  const page = `${address}/${form.id}`;
  await visitors.admin.post(page, { ...form, version: '1', title: 'First' });
  const late = await visitors.member.post(page, { ...form, version: '1', title: 'Second' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('value="Second"');
  const again = { ...readPageForm(late.text, 'body'), intent: 'save' };
  expect((await visitors.member.post(page, again)).location).toBe(page);
});

test('the maker and ADMINs change a piece, nobody else does', async () => {
  const form = { ...typed(), id: randomUUID() };
  await visitors.admin.post(`${address}/new`, form);
  const page = `${address}/${form.id}`;
  for (const visitor of [visitors.member, visitors.viewer]) {
    const { text } = await visitor.get(page);
    expect(text).toContain('<strong>Sunday</strong>');
    expect(text).not.toContain('name="body"');
    expect((await visitor.post(page, { ...form, version: '1', title: 'Other' })).status).toBe(404);
    for (const intent of ['unpublish', 'archive', 'delete'])
      expect((await visitor.post(page, act(intent))).status).toBe(404);
  }
  expect(await findPiece(form.id)).toMatchObject({ status: 'DRAFT', version: 1 });
});

test('a piece is deleted by its maker for a day, and by an ADMIN always', async () => {
  const [young, old] = [await create(), await create()];
  await database.sql.query(`update content set created_at = now() - interval '25 hours' where id = $1`, [old.id]);
  expect((await visitors.member.post(`${address}/${young.id}`, act('delete'))).location).toBe(address);
  expect((await visitors.member.get(`${address}/${old.id}`)).text).not.toContain('Delete it for good?');
  expect((await visitors.member.post(`${address}/${old.id}`, act('delete'))).status).toBe(409);
  expect((await visitors.admin.post(`${address}/${old.id}`, act('delete'))).location).toBe(address);
  expect([await findPiece(young.id), await findPiece(old.id)]).toEqual([undefined, undefined]);
});

test('what is archived is read, not changed, and comes back as a draft', async () => {
  const form = await create({ intent: 'publish' });
  const page = `${address}/${form.id}`;
  expect((await visitors.member.post(page, act('archive'))).location).toBe(address);
  expect((await visitors.member.get(address)).text).not.toContain(page);
  expect((await visitors.member.get(`${address}?status=ARCHIVED`)).text).toContain(page);
  const { version } = await findPiece(form.id);
  const save = { ...form, intent: 'save', version: String(version), title: 'Other' };
  expect((await visitors.member.post(page, save)).status).toBe(409);
  expect((await visitors.member.post(page, act('unpublish'))).location).toBe(page);
  expect(await findPiece(form.id)).toMatchObject({ status: 'DRAFT' });
});

test('the list is cut into pages that leave nothing out', async () => {
  for (let index = 0; index < 53; index += 1)
    await createModuleRow(database.sql, 'content', organization, { title: `Piece ${index}` });
  const first = (await visitors.viewer.get(address)).text;
  const next = /href="(\/campaigns\/content\?before=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = (await visitors.viewer.get(next)).text;
  const titles = [...(first + second).matchAll(/>(Piece \d+)</g)].map(([, title]) => title);
  expect(new Set(titles).size).toBe(53);
  expect(titles).toHaveLength(53);
});

test('the role of the app publishes nothing past the functions', async () => {
  const { id } = await createModuleRow(database.sql, 'content', organization, { created_by: organization.owner.id });
  for (const change of [`status = 'PUBLISHED'`, 'published_at = now()']) {
    const update = asViewer(database.asApp, organization.owner.tokenHash, (client) =>
      client.query(`update content set ${change} where id = $1`, [id]),
    );
    expect(await refusal(update)).toBe('42501');
  }
});

test('the trail tells what was published, archived and deleted', async () => {
  const form = await create({ intent: 'publish' });
  const page = `${address}/${form.id}`;
  await visitors.member.post(page, act('archive'));
  await visitors.member.post(page, act('delete'));
  const { rows } = await database.sql.query(
    `select action, after ->> 'status' as status, coalesce(after, before) ? 'body' as "hasBody" from audit_log
     where subject_type = 'campaign_content' and subject_id = $1 order by chain_position`,
    [form.id],
  );
  expect(rows).toEqual([
    { action: 'update', status: 'PUBLISHED', hasBody: false },
    { action: 'update', status: 'ARCHIVED', hasBody: false },
    { action: 'delete', status: null, hasBody: false },
  ]);
});

test('guests are asked to sign in', async () => {
  const form = await create();
  const { location } = await createVisitor(worker.url).get(`${address}/${form.id}`);
  expect(location).toMatch(/^\/login/);
});
