import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeDeliveryTokens } from '../../app/modules/campaigns/tokens/tokens.server.ts';
import { countStates, createSender, startEmail } from '../factories/campaign-emails.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { signResendEvent } from '../factories/resend-events.ts';
import { only, present } from '../factories/rows.ts';
import { askForStride, type StrideRow, settle } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker, trackingSecret } from '../setup/worker.ts';

// What comes back: mail to the Worker's `email()`, and events of Resend.

let database: TestDatabase;
let sql: Client;
let worker: TestWorker;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ sql } = database);
  worker = await startTestWorker(database, {}, { takesMail: true });
});

beforeEach(async () => {
  organization = await createSender(sql);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** A message that was sent, and the tokens that its lane made. */
async function sendOne() {
  const emailId = await startEmail(database, organization, 1);
  const stride = await askForStride(database.asApp, sql, emailId);
  await askForStride(database.asApp, sql, emailId, { settlements: [settle(stride, { outcome: 'SENT' })], limit: 0 });
  const row: StrideRow = present(stride.rows?.[0]);
  const tokens = makeDeliveryTokens(trackingSecret, randomUUID(), 0);
  await sql.query(
    `update email_deliveries set bounce_token_hash = encode(sha256($2::bytea), 'hex'), unsubscribe_token_hash = encode(sha256($3::bytea), 'hex') where id = $1`,
    [row.id, tokens.bounce, tokens.unsubscribe],
  );
  return { ...row, emailId, tokens };
}

/** Delivers a mail to the Worker as Email Routing does. */
const deliver = (to: string, raw: string) =>
  fetch(`${worker.url}/cdn-cgi/handler/email?from=mailer-daemon@people.test&to=${encodeURIComponent(to)}`, {
    method: 'POST',
    body: raw.replaceAll('\n', '\r\n'),
  });

const report = (status: string, id = randomUUID()) => `From: MAILER-DAEMON@people.test
To: sender@bounces.lotline.test
Message-ID: <${id}@people.test>
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; people.test

Final-Recipient: rfc822; somebody@people.test
Action: failed
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} no
--b--
`;

const find = async (id: string) => only(await sql.query('select * from email_deliveries where id = $1', [id]));
const suppressionsOf = async (email: string) =>
  (
    await sql.query<{ reason: string }>('select reason from suppressions where organization_id = $1 and email = $2', [
      organization.id,
      email,
    ])
  ).rows.map(({ reason }) => reason);

test('a bounce finds its message by the return path, in capitals too, and counts once', async () => {
  const { id, email, tokens } = await sendOne();
  const mail = report('5.1.1');
  const to = `b+${tokens.bounce}@bounces.lotline.test`.toUpperCase();
  for (const _ of ['once', 'again']) expect((await deliver(to, mail)).status).toBe(200);
  expect(await find(id)).toMatchObject({ status: 'BOUNCED', reason: '5.1.1 550 5.1.1 no' });
  expect(await suppressionsOf(email)).toEqual(['BOUNCED']);
  const events = await sql.query('select kind, verdict from email_events where delivery_id = $1', [id]);
  expect(events.rows).toEqual([{ kind: 'BOUNCE', verdict: '5.1.1' }]);
});

test('mail to the address that unsubscribes does so', async () => {
  const { email, tokens } = await sendOne();
  await deliver(
    `u+${tokens.unsubscribe}@bounces.lotline.test`,
    'From: a@people.test\nMessage-ID: <1@people.test>\nSubject: unsubscribe\n\nplease\n',
  );
  expect(await suppressionsOf(email)).toEqual(['UNSUBSCRIBED']);
});

test('a complaint about a message suppresses; whoever was forwarded the message cannot forge one', async () => {
  const { id, email, tokens } = await sendOne();
  const complaint = (sender: string) => `From: fbl@people.test
Message-ID: <${randomUUID()}@people.test>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
Version: 1
Original-Mail-From: <${sender}>
--b--
`;
  await deliver('fbl@bounces.lotline.test', complaint(`b+${tokens.unsubscribe}@bounces.lotline.test`));
  await deliver('fbl@bounces.lotline.test', complaint(`b+${tokens.bounce}@elsewhere.test`));
  expect(await suppressionsOf(email)).toEqual([]);
  await deliver('fbl@bounces.lotline.test', complaint(`b+${tokens.bounce}@bounces.lotline.test`));
  expect(await suppressionsOf(email)).toEqual(['COMPLAINED']);
  expect(await find(id)).toMatchObject({ status: 'COMPLAINED' });
});

test('answers of people, mail of nobody and a hundred reports that are cut off are dropped without a failure', async () => {
  const { id, tokens } = await sendOne();
  const to = `b+${tokens.bounce}@bounces.lotline.test`;
  const whole = report('5.1.1');
  const status = whole.indexOf('Status:');
  const mails = [
    'From: a@people.test\nMessage-ID: <2@people.test>\nSubject: Re: News\n\nThank you!\n',
    ...Array.from({ length: 100 }, (_, index) => whole.slice(0, Math.floor((status / 100) * index))),
  ];
  for (const mail of mails) expect((await deliver(to, mail)).status).toBeLessThan(500);
  for (const address of ['nobody@bounces.lotline.test', `b+${'a'.repeat(32)}@bounces.lotline.test`])
    expect((await deliver(address, whole)).status).toBeLessThan(500);
  expect(await find(id)).toMatchObject({ status: 'SENT' });
}, 60_000);

test('a report with bytes for its status that are no text is a bounce that suppresses nobody', async () => {
  for (let length = 1; length <= 1_000; length *= 10) {
    const { id, email, tokens } = await sendOne();
    const mail = report('\u0000'.repeat(length));
    expect((await deliver(`b+${tokens.bounce}@bounces.lotline.test`, mail)).status).toBeLessThan(500);
    expect(await find(id)).toMatchObject({ status: 'BOUNCED' });
    expect(await suppressionsOf(email)).toEqual([]);
  }
}, 60_000);

const post = (body: string, headers: Record<string, string>) =>
  fetch(`${worker.url}/webhooks/mail/resend`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

test('events of Resend move a delivery up, once each, in whatever order', async () => {
  const { id, email, emailId } = await sendOne();
  const event = (type: string, more: object = {}) =>
    JSON.stringify({ type, data: { tags: { delivery: id }, ...more } });
  const bounced = event('email.bounced', { bounce: { type: 'Permanent', subType: 'General', message: 'gone' } });
  const headers = signResendEvent(bounced);
  expect(await (await post(bounced, headers)).text()).toBe('NOTED');
  expect(await (await post(bounced, headers)).text()).toBe('REPEATED');
  const delivered = event('email.delivered');
  expect((await post(delivered, signResendEvent(delivered))).status).toBe(200);
  expect(await countStates(sql, emailId)).toEqual({ BOUNCED: 1 });
  expect(await suppressionsOf(email)).toEqual(['BOUNCED']);
});

test('events that are forged, late or not ours change nothing and never fail', async () => {
  const { id, emailId } = await sendOne();
  const body = JSON.stringify({ type: 'email.complained', data: { tags: { delivery: id } } });
  const late = signResendEvent(body, { sentAt: new Date(Date.now() - 301_000) });
  for (const headers of [{}, late, { ...signResendEvent(body), 'svix-id': 'another' }, signResendEvent(`${body} `)])
    expect((await post(body, headers)).status).toBe(404);
  for (const other of [
    '',
    '{',
    '[]',
    'null',
    '{"type": "email.complained"}',
    JSON.stringify({ type: 'x', data: { tags: { delivery: randomUUID() } } }),
  ])
    expect((await post(other, signResendEvent(other))).status).toBeLessThan(500);
  expect(await countStates(sql, emailId)).toEqual({ SENT: 1 });
});
