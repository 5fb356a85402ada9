import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestOrganization } from '../factories/organizations.ts';
import type { TestDelivery, TestEmail } from '../factories/sent-emails.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createEmail, createSenders, findBrokenRules, readDelivery } from './results-setup.ts';

// RFC 8058: mail programs post without cookies and from nowhere; people press the same button on the page.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let email: TestEmail;
let delivery: TestDelivery;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createSenders(database.sql);
  email = await createEmail(database.sql, organization);
  delivery = await email.addDelivery('SENT');
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
const send = (token: string, init: RequestInit = { body: oneClick }) =>
  fetch(`${worker.url}/u/${token}`, { method: 'POST', redirect: 'manual', ...init });

async function readSuppressions() {
  const { rows } = await database.sql.query<{ email: string; reason: string }>(
    'select email, reason::text from suppressions where organization_id = $1',
    [organization.id],
  );
  return rows;
}

const multipart = () => {
  const form = new FormData();
  form.append('List-Unsubscribe', 'One-Click');
  return form;
};

test.each<[string, () => RequestInit]>([
  ['urlencoded', () => ({ body: oneClick })],
  ['multipart', () => ({ body: multipart() })],
  [
    'from another site',
    () => ({ body: oneClick, headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' } }),
  ],
  ['from no site', () => ({ body: oneClick, headers: { origin: 'null' } })],
  ['with an origin that is none', () => ({ body: oneClick, headers: { origin: 'mail program' } })],
])('%s, it unsubscribes without a cookie: 200, also the second time, and never a redirect', async (_, init) => {
  for (let times = 0; times < 2; times += 1) {
    const answer = await send(delivery.tokens.unsubscribe, init());
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
      200,
      null,
      null,
    ]);
    expect(await answer.text()).toContain('You are unsubscribed');
  }
  expect(await readSuppressions()).toEqual([{ email: delivery.email, reason: 'UNSUBSCRIBED' }]);
  expect(await readDelivery(database.sql, delivery.id)).toMatchObject({
    isUnsubscribed: true,
    events: [{ kind: 'UNSUBSCRIBE' }],
  });
  expect(await findBrokenRules(database.sql, email.id)).toEqual([]);
});

test('a token that a mail server wrote in capitals is the same', async () => {
  expect((await send(delivery.tokens.unsubscribe.toUpperCase())).status).toBe(200);
  expect(await readSuppressions()).toHaveLength(1);
});

test('looking changes nothing: GET shows the page, HEAD nothing', async () => {
  const visitor = createVisitor(worker.url);
  const page = await visitor.get(`/u/${delivery.tokens.unsubscribe}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain(organization.name);
  expect(page.text).not.toContain(delivery.email);
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  const head = await fetch(`${worker.url}/u/${delivery.tokens.unsubscribe}`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(await readSuppressions()).toEqual([]);
  expect((await readDelivery(database.sql, delivery.id)).events).toEqual([]);
});

test.each([
  '',
  'List-Unsubscribe=no',
  'List-Unsubscribe=one-click',
  'intent=leave-list',
  'intent=leave-list&list=all',
  'intent=save',
])('a form that says %j does nothing', async (body) => {
  const answer = await send(delivery.tokens.unsubscribe, { body: new URLSearchParams(body) });
  expect(answer.status).toBe(400);
  expect(await readSuppressions()).toEqual([]);
});

test.each(['view', 'bounce'] as const)('the token to %s unsubscribes nobody', async (purpose) => {
  expect((await send(delivery.tokens[purpose])).status).toBe(200);
  expect(await readSuppressions()).toEqual([]);
});

test('an unknown token is answered by the same page, and nothing is done', async () => {
  const visitor = createVisitor(worker.url);
  const page = await visitor.get('/u/unknown');
  expect(page.status).toBe(200);
  expect(page.text).toContain('>Unsubscribe</button>');
  const answer = await visitor.post('/u/unknown', { 'List-Unsubscribe': 'One-Click' });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('You are unsubscribed');
});

test('one list is left by the person, and the others stay', async () => {
  const visitor = createVisitor(worker.url);
  const address = `/u/${delivery.tokens.unsubscribe}`;
  expect((await visitor.get(address)).text).toContain(email.listId);
  const stranger = await createEmail(database.sql, await createSenders(database.sql));
  await visitor.post(address, { intent: 'leave-list', list: stranger.listId });
  const left = await visitor.post(address, { intent: 'leave-list', list: email.listId });
  expect(left.text).toContain('You left the list.');
  expect(left.text).not.toContain(`value="${email.listId}"`);
  const { rows } = await database.sql.query(
    'select list_id, left_by_person, left_email from contact_list_members where contact_id = $1',
    [delivery.contactId],
  );
  expect(rows).toEqual([{ list_id: email.listId, left_by_person: true, left_email: delivery.email }]);
  expect(await readSuppressions()).toEqual([]);
});

test('“Keep me” changes nothing', async () => {
  const answer = await createVisitor(worker.url).post(`/u/${delivery.tokens.unsubscribe}`, { intent: 'keep' });
  expect([answer.status, answer.text.includes('Nothing was changed.')]).toEqual([200, true]);
  expect(await readSuppressions()).toEqual([]);
});

test('whoever unsubscribes has got the message, whatever was known of it', async () => {
  const unknown = await email.addDelivery('UNKNOWN');
  await send(unknown.tokens.unsubscribe);
  expect(await readDelivery(database.sql, unknown.id)).toMatchObject({ status: 'SENT', isUnsubscribed: true });
  expect(await findBrokenRules(database.sql, email.id)).toEqual([]);
});

test('who changed their address is unsubscribed at the one that the message went to', async () => {
  await database.sql.query(`update contacts set email = $2 where id = $1`, [
    delivery.contactId,
    `new-${delivery.email}`,
  ]);
  await send(delivery.tokens.unsubscribe);
  expect(await readSuppressions()).toEqual([{ email: delivery.email, reason: 'UNSUBSCRIBED' }]);
});

test('of an erased person there is nothing to note', async () => {
  await database.sql.query(
    `update email_deliveries set contact_id = null, email = recipient_hash || '@erased.invalid' where id = $1`,
    [delivery.id],
  );
  expect((await send(delivery.tokens.unsubscribe)).status).toBe(200);
  expect(await readSuppressions()).toEqual([]);
});

test('a mail provider that unsubscribes many at once is not slowed down', async () => {
  const headers = { 'cf-connecting-ip': '203.0.113.77' };
  const answers = await Promise.all(Array.from({ length: 150 }, () => send('unknown', { body: oneClick, headers })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test('a form that is much too large is refused, and the connection lives on', async () => {
  const answer = await send(delivery.tokens.unsubscribe, { body: `List-Unsubscribe=${'x'.repeat(200_000)}` });
  expect(answer.status).toBe(413);
});
