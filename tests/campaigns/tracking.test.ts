import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import type { TestEmail } from '../factories/sent-emails.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createEmail, createSenders, findBrokenRules, readDelivery } from './results-setup.ts';

// Pictures and links of messages over HTTP, as persons, mail programs and scanners ask for them.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let email: TestEmail;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createSenders(database.sql);
  email = await createEmail(database.sql, organization);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const person =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(worker.url + path, {
    method,
    redirect: 'manual',
    headers: { 'user-agent': person, connection: 'close', ...headers },
  });
const totals = async () =>
  only(
    await database.sql.query<{ opened: number; machine: number; clicked: number }>(
      'select total_opened as opened, total_machine_opened as machine, total_clicked as clicked from email_campaigns where id = $1',
      [email.id],
    ),
  );

test('a person who loads the picture has opened the message, once, to the minute', async () => {
  const { id, openCode } = await email.addDelivery('SENT');
  for (let times = 0; times < 3; times += 1) {
    const answer = await ask(`/o/${openCode}`);
    expect(answer.headers.get('content-type')).toBe('image/gif');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('set-cookie')).toBe(null);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(30);
  }
  expect(await readDelivery(database.sql, id)).toMatchObject({
    isOpened: true,
    isMachineOpened: false,
    isClicked: false,
  });
  expect(await totals()).toEqual({ opened: 1, machine: 0, clicked: 0 });
  const { rows } = await database.sql.query<{ seconds: string }>(
    'select extract(second from occurred_at)::text as seconds from email_events where delivery_id = $1',
    [id],
  );
  expect(new Set(rows.map(({ seconds }) => Number(seconds)))).toEqual(new Set([0]));
  expect(await findBrokenRules(database.sql, email.id)).toEqual([]);
});

test.each<[Record<string, string>, string]>([
  [{ 'user-agent': 'Mozilla/5.0' }, 'APPLE'],
  [{ 'sec-purpose': 'prefetch' }, 'PREFETCH'],
  [{ 'user-agent': 'BarracudaCentral' }, 'SCANNER'],
])('%j opened nothing as a person', async (headers, verdict) => {
  const { id, openCode } = await email.addDelivery('SENT');
  await ask(`/o/${openCode}`, headers);
  expect(await readDelivery(database.sql, id)).toMatchObject({
    isOpened: false,
    isMachineOpened: true,
    events: [{ kind: 'OPEN', verdict, isMachine: true }],
  });
  expect(await totals()).toEqual({ opened: 0, machine: 1, clicked: 0 });
  // The same person looks by themselves.
  await ask(`/o/${openCode}`);
  expect(await totals()).toEqual({ opened: 1, machine: 0, clicked: 0 });
});

test('HEAD counts nothing, and leads where GET leads', async () => {
  const { id, openCode, linkCode } = await email.addDelivery('SENT');
  expect((await ask(`/o/${openCode}`, {}, 'HEAD')).status).toBe(200);
  const head = await ask(`/l/${linkCode(1)}`, {}, 'HEAD');
  expect([head.status, head.headers.get('location')]).toEqual([302, 'https://example.org/houses?a=1']);
  expect((await readDelivery(database.sql, id)).events).toEqual([]);
});

test('a click leads to the target of the email, and its person has opened the message as well', async () => {
  const { id, linkCode } = await email.addDelivery('SENT');
  const answer = await ask(`/l/${linkCode(2)}?url=https://evil.example&next=//evil.example`);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://example.org/map']);
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await readDelivery(database.sql, id)).toMatchObject({
    isOpened: true,
    isClicked: true,
    events: [{ kind: 'CLICK', link: 2, verdict: null, isMachine: false }],
  });
});

test('what comes right after sending is a program’s: an opening within two seconds, a click within five', async () => {
  const just = await email.addDelivery('SENT', { sent_at: new Date() });
  await ask(`/o/${just.openCode}`);
  await ask(`/l/${just.linkCode(1)}`);
  expect((await readDelivery(database.sql, just.id)).events.map(({ verdict }) => verdict)).toEqual(['EARLY', 'EARLY']);
  const before = await email.addDelivery('SENT', { sent_at: new Date(Date.now() - 4_000) });
  await ask(`/o/${before.openCode}`);
  await ask(`/l/${before.linkCode(1)}`);
  expect((await readDelivery(database.sql, before.id)).events.map(({ verdict }) => verdict)).toEqual([null, 'EARLY']);
  // A lane has it: it is being sent at this moment.
  const held = await email.addDelivery('SENDING');
  await ask(`/l/${held.linkCode(1)}`);
  expect(await readDelivery(database.sql, held.id)).toMatchObject({ status: 'SENDING', isClicked: false });
});

test('several links at once are a program’s, all of them', async () => {
  const { id, linkCode } = await email.addDelivery('SENT');
  await ask(`/l/${linkCode(1)}`);
  await ask(`/l/${linkCode(2)}`);
  expect(await readDelivery(database.sql, id)).toMatchObject({
    isOpened: false,
    isMachineOpened: true,
    isClicked: false,
    events: [
      { kind: 'CLICK', link: 1, verdict: 'MANY_LINKS', isMachine: true },
      { kind: 'CLICK', link: 2, verdict: 'MANY_LINKS', isMachine: true },
    ],
  });
  expect(await totals()).toEqual({ opened: 0, machine: 1, clicked: 0 });
  // Later, the person follows one of them.
  await database.sql.query(
    `update limited_uses set started_at = now() - interval '1 minute' where purpose = 'EMAIL_CLICK' and subject = $1`,
    [id],
  );
  await ask(`/l/${linkCode(2)}`);
  expect(await totals()).toEqual({ opened: 1, machine: 0, clicked: 1 });
});

test('the same link twice is a person’s who clicks twice', async () => {
  const { id, linkCode } = await email.addDelivery('SENT');
  await ask(`/l/${linkCode(1)}`);
  await ask(`/l/${linkCode(1)}`);
  expect(await readDelivery(database.sql, id)).toMatchObject({ isClicked: true, events: [{ link: 1, verdict: null }] });
});

test('a click of a person proves that a message of unknown outcome arrived, and one of a program does not', async () => {
  const unknown = await email.addDelivery('UNKNOWN');
  await ask(`/l/${unknown.linkCode(1)}`, { 'user-agent': 'Mozilla/5.0' });
  await ask(`/o/${unknown.openCode}`);
  expect((await readDelivery(database.sql, unknown.id)).status).toBe('UNKNOWN');
  await ask(`/l/${unknown.linkCode(1)}`);
  expect((await readDelivery(database.sql, unknown.id)).status).toBe('SENT');
  expect(await findBrokenRules(database.sql, email.id)).toEqual([]);
});

test('a code that we did not make leads nowhere and asks nothing of the database', async () => {
  const { id, openCode, linkCode } = await email.addDelivery('SENT');
  const turn = (code: string, at: number) => `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`;
  const link = linkCode(1);
  const wrong = [
    ...[0, 5, 22, 24, 30, 45].flatMap((at) => [`/l/${turn(link, at)}`, `/o/${turn(openCode, at)}`]),
    // Each purpose has its own.
    `/o/${link}`,
    `/l/${openCode}`,
    `/l/${link}A`,
    `/l/${link.slice(0, -1)}`,
    '/l/x',
    '/o/%00',
    `/l/${'A'.repeat(5_000)}`,
  ];
  for (const path of wrong) {
    const answer = await ask(path);
    expect(answer.status, path).toBe(404);
    expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toEqual([]);
  }
  expect((await readDelivery(database.sql, id)).events).toEqual([]);
  // Made by us, for a link that the email has not.
  expect((await ask(`/l/${linkCode(3)}`)).status).toBe(404);
});

test('fifty people at once lose no opening', async () => {
  const deliveries = await Promise.all(Array.from({ length: 50 }, () => email.addDelivery('SENT')));
  await Promise.all(deliveries.flatMap(({ openCode }) => [ask(`/o/${openCode}`), ask(`/o/${openCode}`)]));
  expect(await totals()).toEqual({ opened: 50, machine: 0, clicked: 0 });
  expect(await findBrokenRules(database.sql, email.id)).toEqual([]);
});

test('whoever asks all the time fills no table', async () => {
  const { id, openCode } = await email.addDelivery('SENT');
  await database.sql.query(
    `insert into email_events (organization_id, delivery_id, kind, is_machine, verdict, occurred_at)
     select $1, $2, 'OPEN', true, 'APPLE', date_trunc('minute', now()) - make_interval(mins => n) from generate_series(1, 200) n`,
    [organization.id, id],
  );
  await ask(`/o/${openCode}`);
  expect((await readDelivery(database.sql, id)).events).toHaveLength(200);
});

test('of a person who was erased nothing is noted, and their links still lead on', async () => {
  const { id, openCode, linkCode } = await email.addDelivery('SENT');
  await database.sql.query(
    `update email_deliveries set contact_id = null, email = recipient_hash || '@erased.invalid', merge_values = null where id = $1`,
    [id],
  );
  expect((await ask(`/o/${openCode}`)).status).toBe(200);
  expect((await ask(`/l/${linkCode(1)}`)).status).toBe(302);
  expect((await readDelivery(database.sql, id)).events).toEqual([]);
});

test('a message is looked at as it was sent, and looking is not noted', async () => {
  const { id, tokens } = await email.addDelivery('DELIVERED');
  for (const token of [tokens.view, tokens.view.toUpperCase()]) {
    const answer = await ask(`/v/${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
    const html = await answer.text();
    expect(html).toContain('Dear Ann');
    expect(html).toContain('href="https://example.org/houses?a=1"');
    expect(html).toContain(`/u/${tokens.unsubscribe}`);
    expect(html).not.toMatch(/\/[lo]\/|<script/);
  }
  expect((await readDelivery(database.sql, id)).events).toEqual([]);
  // Each token opens its own page only.
  for (const path of [`/v/${tokens.unsubscribe}`, `/v/${tokens.bounce}`, '/v/unknown'])
    expect((await ask(path)).status).toBe(404);
});
