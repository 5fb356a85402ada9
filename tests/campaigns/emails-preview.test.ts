import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import payloads from '../attack/script-payloads.json';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createDraft, createSenders, readEditor, readEmail } from './emails-setup.ts';

// The preview of emails: what it may do in a browser, and what it says when there is none.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let member: Visitor;
let page: string;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createSenders(database.sql);
  member = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.member.id,
    organizationId: organization.id,
  });
  id = await createDraft(database.sql, organization);
  page = `/campaigns/emails/${id}`;
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const preview = async (changes: Record<string, string>, query = '') =>
  member.post(`${page}/preview${query}`, { ...readEditor((await member.get(page)).text), ...changes });

test('it shows what the form holds, filled in for somebody, and writes nothing', async () => {
  const before = await readEmail(database.sql, id);
  const contact = await createModuleRow(database.sql, 'contacts', organization, { name: 'Ada <b>Lovelace' });
  const mine = await preview({ 'blocks[0].text': 'Dear {{first_name|you}}' });
  expect(mine.status).toBe(200);
  const { name } = organization.member;
  expect(mine.text).toContain(`Dear ${name.split(' ')[0]}`);
  expect(mine.text).toContain('href="https://harbor.test/new?utm_source=');
  const hers = await preview({
    'blocks[0].text': 'Dear {{name|you}}',
    previewEmail: String(contact.email).toUpperCase(),
  });
  expect(hers.text).toContain('Dear Ada &lt;b&gt;Lovelace');
  const byId = await member.get(`${page}/preview?contact=${contact.id}&as=text`);
  expect(byId.text).toContain('Hello Ada');
  expect(byId.text).toContain('Unsubscribe: ');
  expect(await readEmail(database.sql, id)).toEqual(before);
});

test('nothing in it runs, and it stands in frames of this site only', async () => {
  for (const answer of [await preview({}), await preview({}, '?as=text'), await member.get(`${page}/preview`)]) {
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const part of ['sandbox', "default-src 'none'", "frame-ancestors 'self'"])
      expect(policy.split('; ')).toContain(part);
    expect(policy).not.toMatch(/script-src|allow-/);
    expect(answer.headers.get('x-frame-options')).toBeNull();
  }
  const editor = await member.get(page);
  expect(editor.headers.get('content-security-policy')).toContain("frame-src 'self'");
  expect(editor.headers.get('x-frame-options')).toBe('DENY');
  expect(editor.text).toMatch(/<iframe name="preview"[^>]* sandbox=""/);
  expect((await member.get('/campaigns')).headers.get('content-security-policy')).not.toContain('frame-src');
});

test('whatever is typed, the mail has only its own elements', async () => {
  for (const payload of payloads) {
    const { status, text } = await preview({
      subject: payload,
      previewText: payload,
      'blocks[0].text': payload,
      'blocks[1].text': payload,
      'blocks[2].label': payload,
      'blocks[2].url': payload,
    });
    expect(status).toBe(200);
    const elements = new Set([...text.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name?.toLowerCase()));
    for (const name of ['script', 'img', 'svg', 'iframe', 'object', 'math', 'form', 'video', 'details', 'link', 'base'])
      expect(elements.has(name), `${name} of ${payload}`).toBe(false);
    expect(text).not.toMatch(/\son[a-z]+="|href="(?:javascript|data|vbscript):/i);
  }
});

test('an unfinished form has a preview: what is wrong in it is left out', async () => {
  const { status, text } = await preview({
    name: '',
    fromEmail: 'no address',
    'blocks[0].text': 'For {{phone}}',
    'blocks[2].url': 'https:/',
  });
  expect(status).toBe(200);
  expect(text).toContain('For phone');
  expect(text).toContain('Three <strong>houses</strong>');
});

test('a form that is too large, and an unknown contact, are answered in the frame with a heading', async () => {
  const large = await preview({ 'blocks[1].text': 'a'.repeat(800_000) });
  expect(large.status).toBe(413);
  const unknown = await preview({ previewEmail: 'nobody@people.test' });
  expect(unknown.status).toBe(404);
  for (const { text, headers } of [large, unknown]) {
    expect(text).toContain('<h1');
    expect(text).toContain('Nothing was saved.');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  }
});

test('while the database is away, the frame says so', async () => {
  const fields = readEditor((await member.get(page)).text);
  database.endpoint.addFault({ fault: 'status-500', times: 50 });
  const away = await member.post(`${page}/preview`, fields);
  database.endpoint.clearFaults();
  expect([away.status, away.text.includes('<h1>Nothing was saved</h1>')]).toEqual([503, true]);
  expect(away.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
});

test('over the rate limit, the frame says so', async () => {
  const fields = readEditor((await member.get(page)).text);
  const from = { 'cf-connecting-ip': '203.0.113.77' };
  let refused: Awaited<ReturnType<Visitor['post']>> | undefined;
  for (let index = 0; index < 700 && !refused; index++) {
    const answer = await member.post(`${page}/preview`, index % 100 === 0 ? fields : {}, from);
    if (answer.status === 429) refused = answer;
  }
  expect(refused?.text).toContain('<h1>Nothing was saved</h1>');
  expect(refused?.headers.get('retry-after')).toBe('60');
}, 120_000);
