import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { minuteCron } from '../../app/minute-cron.ts';
import { createTenantSecrets } from '../../app/services/tenant-secrets.server.ts';
import {
  countStates,
  createEmail,
  createRecipients,
  createSender,
  findEmail,
  scheduleEmail,
  verifyLedger,
} from '../factories/campaign-emails.ts';
import { createDkimKey, verifyDkim } from '../factories/dkim-verifier.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type MailServer, mailServerCertificate, startMailServer } from '../setup/mail-server.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Campaigns' mail from "Send now" to the mail server: the built Worker in workerd, its queue, SMTP over TCP.

let database: TestDatabase;
let sql: Client;
let server: MailServer;
let worker: TestWorker;
let organization: TestOrganization;
const ours = createDkimKey();

beforeAll(async () => {
  database = await createTestDatabase();
  ({ sql } = database);
  server = await startMailServer();
  worker = await startTestWorker(
    database,
    {
      OUTBOX_URL: undefined,
      SMTP_URL: server.url,
      MAIL_FROM: 'Lotline <mail@lotline.test>',
      CAMPAIGN_TRANSPORT: 'smtp',
      CAMPAIGN_DKIM_SELECTOR: 'ours',
      CAMPAIGN_DKIM_KEY: ours.base64,
      SEND_LEASE_SECONDS: '8',
    },
    { trustedCertificates: [mailServerCertificate] },
  );
});

beforeEach(async () => {
  organization = await createSender(sql);
  server.manners = {};
  server.received = [];
  await sql.query('delete from send_budgets');
});

afterAll(async () => {
  await worker?.stop();
  await server?.stop();
  await database?.drop();
});

/** Schedules an email to new people for now. */
async function sendNow(recipients: number, values: Record<string, unknown> = {}): Promise<string> {
  const email = await createEmail(sql, organization, [await createRecipients(sql, organization, recipients)], values);
  expect(await scheduleEmail(database.asApp, sql, organization, email)).toBe('SCHEDULED');
  return email;
}

const runMinute = () => worker.runSchedule(minuteCron);
/** Lanes run behind the schedule: waits for what becomes of an email. */
const waitFor = (emailId: string, status: string) =>
  expect.poll(async () => (await findEmail(sql, emailId)).status, { timeout: 30_000 }).toBe(status);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
/** As if what has to be waited for had passed. */
const letTimePass = () =>
  sql.query(
    `with budgets as (update send_budgets set paused_until = now())
     update email_deliveries set send_after = now() where status = 'QUEUED' and send_after is not null`,
  );

test('everybody gets one message, with headers and tokens of their own, signed and from one connection', async () => {
  const before = server.connections;
  const email = await sendNow(25);
  await runMinute();
  await waitFor(email, 'SENT');
  expect(server.received).toHaveLength(25);
  expect(server.connections - before).toBeLessThanOrEqual(2);
  const rows = (
    await sql.query<{ id: string; email: string; unsubscribe: string; view: string; bounce: string }>(
      `select id, email, unsubscribe_token_hash as unsubscribe, view_token_hash as view, bounce_token_hash as bounce
       from email_deliveries where email_campaign_id = $1`,
      [email],
    )
  ).rows;
  for (const { id, email: address, unsubscribe, view, bounce } of rows) {
    const mail = present(server.received.find(({ to }) => to.includes(address)));
    expect(mail.to).toEqual([address]);
    expect(mail.email.messageId).toBe(`<${id}@campaigns.lotline.test>`);
    expect(mail.email.from).toMatchObject({ name: 'Sender', address: `${organization.name}@campaigns.lotline.test` });
    expect(mail.email.replyTo).toMatchObject([{ address: 'sender@people.test' }]);
    const header = (name: string) => mail.email.headers.find(({ key }) => key === name)?.value;
    const [, page = '', mailed = ''] =
      /^<http:\/\/[^/]+\/u\/([a-z2-7]{32})>, <mailto:u\+([a-z2-7]{32})@bounces\.lotline\.test>$/.exec(
        header('list-unsubscribe') ?? '',
      ) ?? [];
    expect(mailed).toBe(page);
    expect(hash(page)).toBe(unsubscribe);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('list-id')).toBe(`<${organization.name}.campaigns.lotline.test>`);
    expect(header('feedback-id')).toMatch(/:lotline$/);
    expect(header('auto-submitted')).toBeUndefined();
    const [, returned = ''] = /^b\+([a-z2-7]{32})@bounces\.lotline\.test$/.exec(mail.from) ?? [];
    expect(hash(returned)).toBe(bounce);
    expect(mail.email.html).toContain(`/u/${page}"`);
    const [, viewed = ''] = /\/v\/([a-z2-7]{32})"/.exec(mail.email.html ?? '') ?? [];
    expect(hash(viewed)).toBe(view);
    const signature = verifyDkim(mail.raw, (selector, domain) =>
      selector === 'ours' && domain === 'campaigns.lotline.test' ? ours.publicKey : undefined,
    );
    expect(signature.headers).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));
  }
  expect(await verifyLedger(sql, email)).toEqual([]);
}, 60_000);

test('an organization with a verified domain sends from it, signed by its own key', async () => {
  const theirs = createDkimKey();
  const domain = await createModuleRow(sql, 'sending_domains', organization, {
    verified_at: new Date(),
    public_key: theirs.publicKey,
  });
  const secrets = createTenantSecrets([Uint8Array.from(Buffer.alloc(32, 'only for tests'))]);
  await sql.query('update sending_domains set sealed_private_key = $2 where id = $1', [
    domain.id,
    await secrets.seal(theirs.pem, `sending_domains:${domain.id}`),
  ]);
  const email = await sendNow(2, { from_email: `news@${domain.domain}` });
  await runMinute();
  await waitFor(email, 'SENT');
  for (const mail of server.received) {
    expect(mail.email.from).toMatchObject({ address: `news@${domain.domain}` });
    const signature = verifyDkim(mail.raw, (selector, name) =>
      selector === 'lotline' && name === domain.domain ? theirs.publicKey : undefined,
    );
    expect(signature.domain).toBe(domain.domain);
  }
});

test('a domain whose key cannot be read sends nothing rather than something unsigned', async () => {
  const domain = await createModuleRow(sql, 'sending_domains', organization, { verified_at: new Date() });
  const email = await sendNow(2, { from_email: `news@${domain.domain}` });
  await runMinute();
  await expect
    .poll(() => worker.output.some((line) => line.includes('UNREADABLE') && line.includes(email)), { timeout: 20_000 })
    .toBe(true);
  expect(await countStates(sql, email)).toEqual({ QUEUED: 2 });
  expect(server.received).toEqual([]);
  await sql.query(`update email_campaigns set status = 'PAUSED' where id = $1`, [email]);
});

test.each([
  ['a recipient that is refused for good', 550, { FAILED: 1, SENT: 4 }, 4],
  ['a server that hangs up before the message', 'cut-before', { SENT: 5 }, 5],
  ['a server that says 451', 451, { SENT: 5 }, 5],
  ['a server that closes with 421', 421, { SENT: 5 }, 5],
  ['a server that takes it and hangs up', 'cut-after', { SENT: 4, UNKNOWN: 1 }, 5],
  ['a server that takes it and says nothing', 'hang', { SENT: 4, UNKNOWN: 1 }, 5],
] as const)(
  '%s: nobody gets it twice, and all others do',
  async (_, fault, states, received) => {
    const email = await sendNow(5);
    const { rows } = await sql.query<{ email: string }>(
      'select email from contacts where organization_id = $1 order by email',
      [organization.id],
    );
    let left = 1;
    server.manners = {
      fault: (recipient) => (recipient === rows[2]?.email && left-- > 0 ? fault : undefined),
    };
    await runMinute();
    const isQuiet = async () => {
      await letTimePass();
      await runMinute();
      return (await findEmail(sql, email)).status;
    };
    await expect.poll(isQuiet, { timeout: 40_000, interval: 500 }).toBe('SENT');
    expect(await countStates(sql, email)).toEqual(states);
    const ids = server.received.map(({ email: mail }) => mail.messageId);
    expect(ids).toHaveLength(received);
    expect(new Set(ids).size).toBe(received);
    // What is written ahead goes to its own person, also after the one before failed.
    for (const { to, email: mail } of server.received) expect(mail.to?.map(({ address }) => address)).toEqual(to);
    expect(await verifyLedger(sql, email)).toEqual([]);
  },
  90_000,
);

test('wake-ups that are lost or doubled change nothing', async () => {
  const email = await sendNow(40);
  await Promise.all([runMinute(), runMinute(), runMinute()]);
  await waitFor(email, 'SENT');
  expect(new Set(server.received.map(({ email: mail }) => mail.messageId)).size).toBe(40);
  expect(server.received).toHaveLength(40);
});

test('a server that is away pauses all mail, and nobody is lost', async () => {
  const { port } = new URL(server.url);
  await server.stop();
  const email = await sendNow(12);
  await runMinute();
  const paused = async () =>
    only(
      await sql.query<{ paused: number }>(
        `select count(*)::integer as paused from send_budgets where name = 'transport' and paused_until > now()`,
      ),
    ).paused;
  await expect.poll(paused, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => countStates(sql, email), { timeout: 20_000 }).toEqual({ QUEUED: 12 });
  server = await startMailServer({ port: Number(port) });
  await letTimePass();
  await runMinute();
  await waitFor(email, 'SENT');
  expect(server.received).toHaveLength(12);
  expect(
    await sql.query('select from email_deliveries where email_campaign_id = $1 and attempts <> 1', [email]),
  ).toMatchObject({ rowCount: 0 });
}, 60_000);

test('with sending switched off nothing starts and nothing is handed over', async () => {
  const off = await startTestWorker(database, { CAMPAIGN_SENDING: 'off' });
  try {
    const email = await sendNow(3);
    await off.runSchedule(minuteCron);
    expect(await findEmail(sql, email)).toMatchObject({ status: 'SCHEDULED' });
  } finally {
    await off.stop();
  }
}, 60_000);

test('without a queue the schedule works in the lane itself, and the outbox shows the headers', async () => {
  const alone = await startTestWorker(
    database,
    {},
    {
      changeWorkers: (app) => [{ ...app, queueProducers: {}, queueConsumers: {} }],
    },
  );
  try {
    const email = await sendNow(3);
    await alone.runSchedule(minuteCron);
    expect(await findEmail(sql, email)).toMatchObject({ status: 'SENT', total_sent: 3 });
    const messages = alone.outbox.messages().filter(({ headers }) => headers['List-Id']?.includes(organization.name));
    expect(messages).toHaveLength(3);
    for (const { headers, text } of messages) {
      expect(headers).toMatchObject({
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Message-ID': expect.stringContaining('@campaigns.lotline.test'),
        'Return-Path': expect.stringMatching(/^<b\+/),
      });
      expect(text).toContain(`${alone.url}/u/`);
    }
  } finally {
    await alone.stop();
  }
}, 60_000);

test('planned emails of two organizations take turns', async () => {
  const first = await sendNow(60);
  organization = await createSender(sql);
  const second = await sendNow(5);
  await runMinute();
  await waitFor(second, 'SENT');
  await waitFor(first, 'SENT');
  expect(server.received).toHaveLength(65);
}, 60_000);
