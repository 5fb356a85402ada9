import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import {
  countStates,
  createEmail,
  createRecipients,
  createSender,
  findEmail,
  scheduleEmail,
  startEmail,
  verifyLedger,
} from '../factories/campaign-emails.ts';
import { only } from '../factories/rows.ts';
import { askForStride, settle } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// What app.verify_ledger finds, and what is done after a restore from a backup.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

/** An email of which eight were sent, one is unknown, one waits. */
async function sendMost() {
  const organization = await createSender(database.sql);
  const emailId = await startEmail(database, organization, 10);
  const stride = await askForStride(database.asApp, database.sql, emailId);
  const settlement = settle(stride, (_, index) => ({
    outcome: index === 0 ? 'UNKNOWN' : index === 1 ? 'UNSENT' : 'SENT',
  }));
  await askForStride(database.asApp, database.sql, emailId, { settlements: [settlement], limit: 0 });
  expect(await countStates(database.sql, emailId)).toEqual({ QUEUED: 1, SENT: 8, UNKNOWN: 1 });
  expect(await verifyLedger(database.sql, emailId)).toEqual([]);
  return { organization, emailId };
}

test.each([
  [
    'HANDED_OVER_TWICE',
    `update email_deliveries set status = 'SENDING', claim_id = gen_random_uuid(), attempts = attempts + 1,
       handed_over_at = now() + interval '1 minute', lease_until = now() where email_campaign_id = $1 and status = 'UNKNOWN'`,
  ],
  ['STILL_HELD', `update email_deliveries set status = 'QUEUED' where email_campaign_id = $1 and status = 'UNKNOWN'`],
  [
    'HELD_BY_NOBODY',
    `update email_deliveries set status = 'SENDING' where email_campaign_id = $1 and status = 'QUEUED'`,
  ],
  [
    'HANDED_OVER_SUPPRESSED',
    `insert into suppressions (organization_id, email, reason, created_at)
     select organization_id, email, 'UNSUBSCRIBED', now() - interval '1 hour' from email_deliveries where email_campaign_id = $1 and status = 'SENT' limit 1`,
  ],
  ['NO_MOMENT', `update email_deliveries set sent_at = null where email_campaign_id = $1 and status = 'SENT'`],
  ['NO_MOMENT', `update email_deliveries set status = 'DELIVERED' where email_campaign_id = $1 and status = 'SENT'`],
  [
    'NEVER_HANDED_OVER',
    `update email_deliveries set status = 'SENT', sent_at = now() where email_campaign_id = $1 and status = 'QUEUED'`,
  ],
  ['OPEN', `update email_campaigns set status = 'SENT' where id = $1`],
  ['NOT_QUEUED', `update email_campaigns set status = 'SENT', queued_all_at = null where id = $1`],
  ['NOT_A_DRAFT', `update email_campaigns set status = 'DRAFT' where id = $1`],
  ['SAME_TOKENS', `update email_deliveries set claim_place = 3 where email_campaign_id = $1 and status = 'SENT'`],
  [
    'SAME_ADDRESS',
    `update email_deliveries set email = 'same@people.test' where email_campaign_id = $1 and status = 'SENT'`,
  ],
  ['TOTAL', `update email_campaigns set total_sent = total_sent + 1 where id = $1`],
  ['TOTAL', `update email_campaigns set recipient_count = recipient_count + 1 where id = $1`],
  ['TOTAL', `update email_campaigns set total_opened = 1 where id = $1`],
])('%s is found', async (rule, damage) => {
  const { emailId } = await sendMost();
  await database.sql.query(damage, [emailId]);
  expect((await verifyLedger(database.sql, emailId)).map((row) => row.rule)).toContain(rule);
});

test('totals follow from the rows, whatever changes them', async () => {
  const { emailId } = await sendMost();
  const { sql } = database;
  for (const change of [
    `update email_deliveries set opened_at = now(), machine_opened_at = now() where status = 'SENT' and email_campaign_id = $1`,
    `update email_deliveries set machine_opened_at = now() where status = 'UNKNOWN' and email_campaign_id = $1`,
    `update email_deliveries set clicked_at = now(), unsubscribed_at = now() where status = 'SENT' and email_campaign_id = $1`,
    `update email_deliveries set opened_at = null where status = 'SENT' and email_campaign_id = $1`,
    `update email_deliveries set status = 'BOUNCED', bounced_at = now() where id in (select id from email_deliveries where status = 'SENT' and email_campaign_id = $1 limit 3)`,
    `update email_deliveries set status = 'SKIPPED' where status = 'QUEUED' and email_campaign_id = $1`,
  ]) {
    await sql.query(change, [emailId]);
    expect(await verifyLedger(sql, emailId)).toEqual([]);
  }
  expect(await findEmail(sql, emailId)).toMatchObject({
    total_sent: 8,
    total_delivered: 5,
    total_machine_opened: 9,
    total_skipped: 1,
  });
});

test('people verify their own organization’s emails and no others', async () => {
  const { organization, emailId } = await sendMost();
  await database.sql.query('update email_campaigns set total_sent = 99 where id = $1', [emailId]);
  const stranger = await createSender(database.sql);
  const count = (tokenHash: string) =>
    asViewer(
      database.asApp,
      tokenHash,
      async (client) =>
        only(
          await client.query<{ count: number }>('select count(*)::integer as count from app.verify_ledger($1)', [
            emailId,
          ]),
        ).count,
    );
  expect(await count(organization.viewer.tokenHash)).toBeGreaterThan(0);
  expect(await count(stranger.owner.tokenHash)).toBe(0);
});

test('after a restore, what was on its way or became due is unknown and goes to nobody; what is due later goes on', async () => {
  const { organization, emailId } = await sendMost();
  const { sql, asApp } = database;
  const due = await createEmail(sql, organization, [await createRecipients(sql, organization, 3)]);
  await scheduleEmail(asApp, sql, organization, due);
  const later = await createEmail(sql, organization, [await createRecipients(sql, organization, 2)]);
  await scheduleEmail(asApp, sql, organization, later, {
    local: '2030-01-01 09:00',
    zone: 'UTC',
    at: new Date(Date.now() + 86_400_000),
  });
  const staggered = await startEmail(database, organization, 2);
  await sql.query(
    `update email_deliveries set send_after = now() + interval '3 hours' where id = (select id from email_deliveries where email_campaign_id = $1 limit 1)`,
    [staggered],
  );
  const turned = only(
    await sql.query<{ count: number }>(`select app.hold_after_restore(now() - interval '1 hour') as count`),
  );
  // Other tests left emails as well.
  expect(turned.count).toBeGreaterThanOrEqual(1 + 3 + 1);
  expect(await countStates(sql, emailId)).toEqual({ SENT: 8, UNKNOWN: 2 });
  expect(await countStates(sql, due)).toEqual({ UNKNOWN: 3 });
  expect(await countStates(sql, staggered)).toEqual({ QUEUED: 1, UNKNOWN: 1 });
  expect(await findEmail(sql, emailId)).toMatchObject({ status: 'SENT' });
  expect(await findEmail(sql, due)).toMatchObject({ status: 'SENT', total_unknown: 3 });
  expect(await findEmail(sql, later)).toMatchObject({ status: 'SCHEDULED' });
  for (const id of [emailId, due, staggered]) {
    expect(await verifyLedger(sql, id)).toEqual([]);
    expect(['NOTHING', 'STOPPED']).toContain(
      (await askForStride(asApp, sql, id, { settings: { repeatsUnknown: true } })).outcome,
    );
  }
});
