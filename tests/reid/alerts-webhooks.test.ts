import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dailyCron } from '../../app/daily-cron.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { type LocalInternet, type Received, startLocalInternet } from './alerts-internet.ts';
import { createAnalysts, insertAlert, insertFigures } from './alerts-setup.ts';

// Webhooks from the event to a real receiver: the built Worker in workerd, with an Internet of this machine in front of it.

let database: TestDatabase;
let internet: LocalInternet;
let worker: TestWorker;
let organization: TestOrganization;
let visitor: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  internet = await startLocalInternet();
  worker = await startTestWorker(database, {}, { changeWorkers: internet.changeWorkers });
});

beforeEach(async () => {
  internet.hosts.clear();
  internet.received.length = 0;
  await database.sql.query(`update reid_webhook_deliveries set status = 'GIVEN_UP'`);
  organization = await createAnalysts(database.sql);
  const { member } = organization;
  visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: member.id,
    organizationId: organization.id,
  });
});

afterAll(async () => {
  await worker?.stop();
  await internet?.stop();
  await database?.drop();
});

const ok = { addresses: ['203.1.1.1'], answer: (response: { end: () => unknown }) => response.end() };

const typed = (values: Record<string, string> = {}) => ({
  forOrganization: organization.id,
  intent: 'save',
  id: randomUUID(),
  name: 'Listings in Austin',
  watch: 'new_listings',
  compare: 'above',
  value: '100',
  unit: 'amount',
  over: 'year',
  source: 'redfin',
  areas: 'Austin, TX',
  channels: 'WEBHOOK',
  frequency: 'IMMEDIATE',
  timeZone: 'UTC',
  webhookUrl: 'https://hooks.example.com/lotline?key=1',
  ...values,
});

const readSecret = (page: string) => present(/whsec_[A-Za-z\d+/]{43}=/.exec(page))[0];

/** Signatures of a message by these secrets, as Standard Webhooks says. */
const sign = ({ headers, body }: Received, secrets: readonly string[]) =>
  secrets
    .map((secret) =>
      createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
        .update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`)
        .digest('base64'),
    )
    .map((signature) => `v1,${signature}`)
    .join(' ');

/** Runs the schedule after an hour without one. */
async function runSchedule() {
  await database.sql.query('delete from limited_uses');
  await worker.runSchedule();
}

test('an event reaches its webhook once, signed by the secret that was shown once, and by two for a day after a new one', async () => {
  internet.hosts.set('hooks.example.com', ok);
  const fields = typed();
  const created = await visitor.post('/reid/alerts/new', fields);
  const secret = readSecret(created.text);
  // A second click shows it no more, and the database has no letter of it.
  expect((await visitor.post('/reid/alerts/new', fields)).text).not.toContain('whsec_');
  const page = `/reid/alerts/${fields.id}`;
  expect((await visitor.get(page)).text).not.toContain('whsec_');
  const { sealed } = only(
    await database.sql.query<{ sealed: string }>('select webhook_secret as sealed from reid_alerts where id = $1', [
      fields.id,
    ]),
  );
  expect(sealed).not.toContain(secret.slice(6, 20));

  await insertFigures(database.sql, organization.id, { new_listings: 120 });
  await runSchedule();
  await runSchedule();
  const [message, ...others] = internet.received;
  expect(others).toEqual([]);
  expect(present(message)).toMatchObject({ host: 'hooks.example.com', path: '/lotline' });
  expect(present(message).headers['webhook-signature']).toBe(sign(present(message), [secret]));
  expect(JSON.parse(present(message).body)).toMatchObject({
    type: 'reid.alert',
    data: { alert: { id: fields.id }, events: [{ areaKey: 'city-tx-austin', value: 120, unit: 'count' }] },
  });
  const { state } = only(
    await database.sql.query<{ state: string }>(
      `select concat_ws(' ', status, attempts, answer_status) as state from reid_webhook_deliveries where alert_id = $1`,
      [fields.id],
    ),
  );
  expect(state).toBe('DELIVERED 1 200');

  const replaced = await visitor.post(page, {
    forOrganization: organization.id,
    intent: 'new-secret',
    secretVersion: '1',
  });
  const newer = readSecret(replaced.text);
  expect(newer).not.toBe(secret);
  await insertFigures(database.sql, organization.id, { new_listings: 130, report_date: '2024-07-31' });
  await runSchedule();
  const second = present(internet.received[1]);
  expect(second.headers['webhook-signature']).toBe(sign(second, [newer, secret]));
}, 60_000);

test('“Send test” sends at once, says what came of it, and ten an hour are enough', async () => {
  internet.hosts.set('hooks.example.com', { ...ok, answer: (response) => response.writeHead(503).end() });
  const fields = typed();
  await visitor.post('/reid/alerts/new', fields);
  const page = `/reid/alerts/${fields.id}`;
  const send = () =>
    visitor.post(page, { forOrganization: organization.id, intent: 'send-test', testId: randomUUID() });
  expect((await send()).location).toBe(page);
  await expect.poll(async () => (await visitor.get(page)).text).toContain('Answered 503.');
  expect((await visitor.get(page)).text).toContain('Given up');
  expect(JSON.parse(present(internet.received[0]).body)).toMatchObject({
    type: 'reid.alert.test',
    data: { events: [] },
  });
  for (let sent = 1; sent < 10; sent += 1) expect((await send()).status).toBe(302);
  const refused = await send();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
}, 60_000);

test('a new key seals the secrets anew within a day, and the old one can be dropped', async () => {
  internet.hosts.set('hooks.example.com', ok);
  const fields = typed();
  const secret = readSecret((await visitor.post('/reid/alerts/new', fields)).text);
  const keys = ['only for tests', 'the newest key'].map((key) => Buffer.alloc(32, key).toString('base64'));
  const [old = '', newest = ''] = keys;
  const restart = async (held: string) => {
    await worker.stop();
    worker = await startTestWorker(database, { TENANT_SECRET_KEYS: held }, { changeWorkers: internet.changeWorkers });
  };
  await restart(`${newest},${old}`);
  await worker.runSchedule(dailyCron);
  await restart(newest);
  await insertFigures(database.sql, organization.id, { new_listings: 120 });
  await runSchedule();
  const message = present(internet.received[0]);
  expect(message.headers['webhook-signature']).toBe(sign(message, [secret]));
  await restart(old);
  await insertFigures(database.sql, organization.id, { new_listings: 130, report_date: '2024-07-31' });
  await runSchedule();
  expect(internet.received).toHaveLength(1);
  const { problem } = only(
    await database.sql.query<{ problem: string }>(
      `select problem from reid_webhook_deliveries where alert_id = $1 and status = 'GIVEN_UP'`,
      [fields.id],
    ),
  );
  expect(problem).toBe('Its secret cannot be read. Make a new one.');
}, 120_000);

test.each([
  ['http://hooks.example.com/', 'starts with https://'],
  ['https://127.0.0.1/', 'numeric address'],
  ['https://printer.local/', 'reached from the Internet'],
  ['https://inside.example.com/', 'leads into a private network'],
  ['https://nowhere.example.com/', 'no host named'],
])('%s is refused when it is saved, beside its field, and what was typed stays', async (webhookUrl, problem) => {
  internet.hosts.set('inside.example.com', { addresses: ['203.1.1.1', '10.0.0.1'], answer: ok.answer });
  const fields = typed({ webhookUrl });
  const refused = await visitor.post('/reid/alerts/new', fields);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain(problem);
  expect(refused.text).toContain('Listings in Austin');
  expect((await database.sql.query('select from reid_alerts where id = $1', [fields.id])).rowCount).toBe(0);
});

test('receivers that hang, drip, redirect or turn inward hold up nobody and get nothing more', async () => {
  const hang = () => {};
  const drip = (response: { write: (text: string) => unknown; on: (name: string, act: () => void) => unknown }) => {
    const timer = setInterval(() => response.write('x'), 200);
    response.on('close', () => clearInterval(timer));
  };
  internet.hosts.set('hang.example.com', { ...ok, answer: hang });
  internet.hosts.set('drip.example.com', { ...ok, answer: drip });
  internet.hosts.set('moved.example.com', {
    ...ok,
    answer: (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  });
  internet.hosts.set('rebind.example.com', ok);
  internet.hosts.set('gone.example.com', { ...ok, answer: (response) => response.writeHead(410).end() });
  internet.hosts.set('good.example.com', ok);
  const ids = new Map<string, string>();
  for (const name of ['hang', 'drip', 'moved', 'rebind', 'gone', 'good']) {
    const fields = typed({ webhookUrl: `https://${name}.example.com/`, name });
    expect((await visitor.post('/reid/alerts/new', fields)).text).toContain('whsec_');
    ids.set(name, fields.id);
  }
  internet.hosts.set('rebind.example.com', { ...ok, addresses: ['169.254.169.254'] });
  await insertFigures(database.sql, organization.id, { new_listings: 120 });
  // Another organization's, behind them all.
  const others = await createAnalysts(database.sql);
  await insertFigures(database.sql, others.id, { new_listings: 120 });
  const otherAlert = await insertAlert(database.sql, others, {
    delivery_channels: '{EMAIL}',
    email_addresses: ['other@harbor.test'],
  });
  const startedAt = Date.now();
  await runSchedule();
  expect(Date.now() - startedAt).toBeLessThan(25_000);
  expect(worker.outbox.messages().filter(({ to }) => to === 'other@harbor.test')).toHaveLength(1);
  expect(otherAlert).not.toBe('');
  const { rows } = await database.sql.query<{
    name: string;
    status: string;
    answer: number | null;
    problem: string | null;
    waits: number | null;
  }>(
    `select alert.name, status::text as status, answer_status as answer, problem,
       case when status = 'PENDING' then round(extract(epoch from next_attempt_at - now()) / 60)::integer end as waits
     from reid_webhook_deliveries delivery join reid_alerts alert on alert.id = delivery.alert_id where alert.organization_id = $1`,
    [organization.id],
  );
  const found = Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]));
  const again = { status: 'PENDING', waits: 5 };
  expect(found).toEqual({
    hang: { ...again, answer: null, problem: 'No answer within 5 seconds.' },
    // Its status came at once; what it goes on saying is not waited for.
    drip: { status: 'DELIVERED', waits: null, answer: 200, problem: null },
    moved: { ...again, answer: 302, problem: expect.stringContaining('not followed') },
    rebind: { ...again, answer: null, problem: expect.stringContaining('private network') },
    gone: { status: 'GIVEN_UP', waits: null, answer: 410, problem: expect.stringContaining('410') },
    good: { status: 'DELIVERED', waits: null, answer: 200, problem: null },
  });
  expect(internet.received.map(({ host }) => host)).not.toContain('169.254.169.254');
  expect(internet.received.map(({ host }) => host)).not.toContain('rebind.example.com');
  const page = await visitor.get(`/reid/alerts/${ids.get('gone')}`);
  expect(page.text).toContain('The webhook is paused');
}, 120_000);
