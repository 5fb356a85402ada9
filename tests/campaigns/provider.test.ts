import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { minuteCron } from '../../app/minute-cron.ts';
import {
  countStates,
  createEmail,
  createRecipients,
  createSender,
  findEmail,
  scheduleEmail,
  verifyLedger,
} from '../factories/campaign-emails.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type MailProvider, type ProviderFault, startMailProvider } from '../setup/mail-provider.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Campaigns' mail by a provider over HTTP that knows strides by their claims.

let database: TestDatabase;
let sql: Client;
let provider: MailProvider;
let worker: TestWorker;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ sql } = database);
  provider = await startMailProvider();
  worker = await startTestWorker(database, {
    CAMPAIGN_TRANSPORT: 'resend',
    SEND_LEASE_SECONDS: '8',
    ...provider.bindings,
  });
});

beforeEach(async () => {
  organization = await createSender(sql);
  provider.sent = [];
  provider.requests = 0;
  provider.faults = [];
  await sql.query('delete from send_budgets');
});

afterAll(async () => {
  await worker?.stop();
  await provider?.close();
  await database?.drop();
});

async function sendNow(recipients: number, values: Record<string, unknown> = {}): Promise<string> {
  const email = await createEmail(sql, organization, [await createRecipients(sql, organization, recipients)], values);
  expect(await scheduleEmail(database.asApp, sql, organization, email)).toBe('SCHEDULED');
  return email;
}

/** Runs the schedule as if minutes lay between, until the email is done. */
async function finish(email: string) {
  const run = async () => {
    await worker.runSchedule(minuteCron);
    await sql.query(
      `with budgets as (update send_budgets set paused_until = now() where paused_until > now())
       update email_deliveries set send_after = case when status = 'QUEUED' then now() end,
         lease_until = case when status = 'UNKNOWN' then now() - interval '10 minutes' else lease_until end
       where email_campaign_id = $1 and (status = 'UNKNOWN' or status = 'QUEUED' and send_after > now())`,
      [email],
    );
    return (await findEmail(sql, email)).status;
  };
  await expect.poll(run, { timeout: 40_000, interval: 500 }).toBe('SENT');
}

test('a stride is one request, and each message has its own headers and the address of ours', async () => {
  const email = await sendNow(25);
  await finish(email);
  expect(provider.requests).toBe(3);
  expect(provider.sent).toHaveLength(25);
  expect(new Set(provider.sent.map(({ headers }) => headers['List-Unsubscribe'])).size).toBe(25);
  for (const mail of provider.sent) {
    expect(mail.from).toBe(`"Sender" <${organization.name}@campaigns.lotline.test>`);
    expect(mail.reply_to).toBe('sender@people.test');
    expect(mail.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
  }
  const named = await sql.query(
    'select from email_deliveries where email_campaign_id = $1 and provider_message_id is null',
    [email],
  );
  expect(named.rowCount).toBe(0);
  expect(await verifyLedger(sql, email)).toEqual([]);
});

test('only a domain that is verified there is sent from', async () => {
  const domain = await createModuleRow(sql, 'sending_domains', organization, {
    domain: 'verified.test',
    verified_at: new Date(),
  });
  const email = await sendNow(1, { from_email: `news@${domain.domain}` });
  await finish(email);
  expect(provider.sent.map(({ from }) => from)).toEqual(['"Sender" <news@verified.test>']);
});

test.each([
  ['the connection ends before the batch is taken', ['reset-before']],
  ['the answer is lost', ['reset-after']],
  ['no answer comes', ['hang-after']],
  ['the answer is 500', [500]],
  ['the answer is lost twice', ['reset-after', 'reset-after']],
  ['it asks to wait', [429]],
  ['the answer is lost, and then it asks to wait', ['reset-after', 429]],
  ['the key is refused for a while', [401]],
] as [string, ProviderFault[]][])(
  'when %s, everybody gets one message',
  async (_, faults) => {
    provider.faults = [...faults];
    const email = await sendNow(12);
    await finish(email);
    expect(await countStates(sql, email)).toEqual({ SENT: 12 });
    expect(provider.sent.map(({ to }) => to[0]).toSorted()).toHaveLength(12);
    expect(new Set(provider.sent.map(({ to }) => to[0])).size).toBe(12);
    expect(await verifyLedger(sql, email)).toEqual([]);
  },
  90_000,
);

test('a batch that the key was used for otherwise stays unknown', async () => {
  const email = await sendNow(3);
  provider.faults = Array(200).fill(409);
  await worker.runSchedule(minuteCron);
  await expect.poll(() => countStates(sql, email), { timeout: 20_000 }).toEqual({ UNKNOWN: 3 });
  await sql.query(
    `update email_deliveries set handed_over_at = now() - interval '13 hours', first_handed_over_at = now() - interval '13 hours' where email_campaign_id = $1`,
    [email],
  );
  await finish(email);
  expect(await countStates(sql, email)).toEqual({ UNKNOWN: 3 });
  expect(provider.sent).toEqual([]);
}, 60_000);
