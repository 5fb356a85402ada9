import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import {
  countStates,
  createEmail,
  createRecipients,
  createSender,
  findEmail,
  queueAll,
  scheduleEmail,
  startDue,
  startEmail,
  verifyLedger,
} from '../factories/campaign-emails.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// The states of an email: who moves it, when, and what is refused.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const schedule = (organization: TestOrganization, emailId: string, plan: Parameters<typeof scheduleEmail>[4] = {}) =>
  scheduleEmail(database.asApp, database.sql, organization, emailId, plan);

/** A draft to so many people. */
async function createDraft(organization: TestOrganization, count = 3, values: Record<string, unknown> = {}) {
  return createEmail(database.sql, organization, [await createRecipients(database.sql, organization, count)], values);
}

const act = (name: 'pause' | 'resume' | 'cancel', emailId: string, tokenHash: string | null) =>
  asViewer(
    database.asApp,
    tokenHash,
    async (client) =>
      only(await client.query<{ outcome: string }>(`select app.${name}_email($1) as outcome`, [emailId])).outcome,
  );

const mailsAbout = async (emailId: string) =>
  (
    await database.sql.query<{ recipient: string; content: { state: string; reason: string } }>(
      `select recipient, content from outgoing_mail where kind = 'campaign-email-failed' and content ->> 'emailId' = $1`,
      [emailId],
    )
  ).rows;

test('scheduling freezes sender and audience, and numbers the links', async () => {
  const organization = await createSender(database.sql);
  const emailId = await createDraft(organization);
  const at = new Date(Date.now() + 86_400_000);
  expect(await schedule(organization, emailId, { local: '2030-01-01 09:00', zone: 'America/Chicago', at })).toBe(
    'SCHEDULED',
  );
  const email = await findEmail(database.sql, emailId);
  expect(email).toMatchObject({
    status: 'SCHEDULED',
    snapshot: {
      fromName: 'Sender',
      fromEmail: 'sender@people.test',
      domainId: null,
      organizationName: organization.name,
      postalAddress: '1 Lake Street, Chicago, IL 60601',
      isTracked: true,
      audience: expect.anything(),
    },
  });
  const links = await database.sql.query('select number, url, label from email_links where email_campaign_id = $1', [
    emailId,
  ]);
  expect(links.rows).toEqual([{ number: 1, url: 'https://example.org/house', label: 'House' }]);
  expect(await schedule(organization, emailId)).toBe('NOT_DRAFT');
});

test('what cannot be sent is refused, and stays a draft', async () => {
  const organization = await createSender(database.sql, { tier: 'STARTER' });
  const { sql } = database;
  const draft = await createDraft(organization);
  const soon = { local: '2030-01-01 09:00', zone: 'UTC', at: new Date(Date.now() + 3_600_000) };
  expect(await schedule(organization, draft, { ...soon, inRecipientZone: true })).toBe('TOO_SOON');
  const later = { ...soon, at: new Date(Date.now() + 25 * 3_600_000) };
  expect(await schedule(organization, draft, { ...later, inRecipientZone: true })).toBe('TIER');
  const test = await createDraft(organization, 1, { is_ab_test: true, ab_test_config: { share: 20 } });
  expect(await schedule(organization, test)).toBe('TIER');
  expect(await schedule(organization, await createEmail(sql, organization, []))).toBe('NO_RECIPIENTS');
  const { rows } = await sql.query<{ id: string }>(
    `insert into sending_months (organization_id, month, reserved) values ($1, date_trunc('month', now() at time zone 'UTC')::date, 9998) returning organization_id as id`,
    [organization.id],
  );
  expect(rows).toHaveLength(1);
  expect(await schedule(organization, draft)).toBe('TIER');
  await sql.query('update sending_months set reserved = 0 where organization_id = $1', [organization.id]);
  await sql.query('update campaign_settings set postal_address = null where organization_id = $1', [organization.id]);
  expect(await schedule(organization, draft)).toBe('NOT_READY');
  expect(await findEmail(sql, draft)).toMatchObject({ status: 'DRAFT', snapshot: null });
});

test('a form that was filled from another version schedules nothing, and neither does a stranger, a colleague or a viewer', async () => {
  const organization = await createSender(database.sql);
  const stranger = await createSender(database.sql);
  const emailId = await createDraft(organization, 1, { created_by: organization.owner.id });
  const ask = (tokenHash: string | null, version = 1) =>
    asViewer(
      database.asApp,
      tokenHash,
      async (client) =>
        only(
          await client.query<{ outcome: string }>(
            `select app.schedule_email($1, $2, null, null, null, false, '{}', '[]') as outcome`,
            [emailId, version],
          ),
        ).outcome,
    );
  expect(await ask(stranger.owner.tokenHash)).toBe('NOT_FOUND');
  expect(await ask(null)).toBe('NOT_FOUND');
  expect(await ask(organization.viewer.tokenHash)).toBe('NOT_ALLOWED');
  // An email stays with who made it.
  expect(await ask(organization.member.tokenHash)).toBe('NOT_ALLOWED');
  expect(await ask(organization.owner.tokenHash, 99)).toBe('CHANGED');
  for (const name of ['pause', 'resume', 'cancel'] as const) {
    expect(await act(name, emailId, stranger.owner.tokenHash)).toBe('NOT_FOUND');
    expect(await act(name, emailId, organization.viewer.tokenHash)).toBe('NOT_ALLOWED');
    expect(await act(name, emailId, organization.member.tokenHash)).toBe('NOT_ALLOWED');
    expect(await act(name, emailId, organization.admin.tokenHash)).toBe('DRAFT');
  }
});

test('fifty people press "Send now": one start, and everybody is queued once', async () => {
  const organization = await createSender(database.sql);
  const emailId = await createDraft(organization, 30);
  const { version } = only(
    await database.sql.query<{ version: number }>('select version from email_campaigns where id = $1', [emailId]),
  );
  const { tokenHash } = organization.owner;
  const outcomes = await concurrently(50, 25, async () => {
    const { scheduled } = await requestDatabase(database, tokenHash).write((handle) => ({
      scheduled: handle.execute<{ outcome: string }>(
        `select app.schedule_email('${emailId}', ${version}, null, null, null, false, '{"version": 1}', '[]') as outcome`,
      ),
    }));
    return scheduled.rows[0]?.outcome;
  });
  expect(outcomes.filter((outcome) => outcome === 'SCHEDULED')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['SCHEDULED', 'NOT_DRAFT']));
  const starts = await concurrently(20, 20, async () => {
    const { started } = await requestDatabase(database).write((handle) => ({
      started: handle.execute<{ count: number }>('select app.start_due_emails(10) as count'),
    }));
    return started.rows[0]?.count ?? 0;
  });
  expect(starts.reduce((sum, count) => sum + count, 0)).toBe(1);
  await concurrently(10, 10, () =>
    requestDatabase(database).write((handle) => ({
      queued: handle.execute(`select app.queue_recipients('${emailId}', 7)`),
    })),
  );
  await queueAll(database.asApp, emailId, 7);
  expect(await findEmail(database.sql, emailId)).toMatchObject({ status: 'SENDING', recipient_count: 30 });
  const reserved = await database.sql.query('select reserved from sending_months where organization_id = $1', [
    organization.id,
  ]);
  expect(reserved.rows).toEqual([{ reserved: 30 }]);
  expect(await verifyLedger(database.sql, emailId)).toEqual([]);
});

test('over the limit of the month nobody is mailed: it fails with the numbers, its creator is told, and changing it makes it a draft', async () => {
  const organization = await createSender(database.sql, { tier: 'STARTER' });
  const emailId = await createDraft(organization, 3);
  expect(await schedule(organization, emailId)).toBe('SCHEDULED');
  await database.sql.query(
    `insert into sending_months (organization_id, month, reserved) values ($1, date_trunc('month', now() at time zone 'UTC')::date, 9998)`,
    [organization.id],
  );
  await startDue(database.asApp);
  const failed = await findEmail(database.sql, emailId);
  expect(failed).toMatchObject({
    status: 'FAILED',
    recipient_count: 0,
    failed_reason: expect.stringMatching(/3 .*9998 .*10000/),
  });
  expect(await mailsAbout(emailId)).toEqual([
    {
      recipient: organization.member.email,
      content: expect.objectContaining({ state: 'FAILED', reason: failed.failed_reason }),
    },
  ]);
  await database.sql.query(`update email_campaigns set subject = 'Another' where id = $1`, [emailId]);
  expect(await findEmail(database.sql, emailId)).toMatchObject({ status: 'DRAFT', failed_reason: null });
});

test.each([
  [
    'the module is gone',
    (organization: TestOrganization) =>
      `update tool_purchases set status = 'EXPIRED' where organization_id = '${organization.id}'`,
    /no Campaigns/,
  ],
  [
    'nobody may be written to any more',
    (organization: TestOrganization) =>
      `insert into suppressions (organization_id, email, reason) select organization_id, email, 'UNSUBSCRIBED' from contacts where organization_id = '${organization.id}'`,
    /Nobody/,
  ],
])('when it is due and %s, it fails', async (_, change, reason) => {
  const organization = await createSender(database.sql);
  const emailId = await createDraft(organization);
  await schedule(organization, emailId);
  await database.sql.query(change(organization));
  await startDue(database.asApp);
  expect(await findEmail(database.sql, emailId)).toMatchObject({
    status: 'FAILED',
    failed_reason: expect.stringMatching(reason),
  });
});

test('a domain that is not verified any more keeps its emails from going out', async () => {
  const organization = await createSender(database.sql);
  const domain = await createModuleRow(database.sql, 'sending_domains', organization, { verified_at: new Date() });
  const emailId = await createDraft(organization, 1, { from_email: `news@${domain.domain}` });
  await schedule(organization, emailId);
  expect((await findEmail(database.sql, emailId)).snapshot).toMatchObject({ domainId: domain.id });
  await database.sql.query('update sending_domains set verified_at = null where id = $1', [domain.id]);
  await startDue(database.asApp);
  expect(await findEmail(database.sql, emailId)).toMatchObject({
    status: 'FAILED',
    failed_reason: expect.stringContaining('domain'),
  });
});

test('more than a day late it waits for a person, once', async () => {
  const organization = await createSender(database.sql);
  const emailId = await createDraft(organization);
  const at = new Date(Date.now() - 25 * 3_600_000);
  await schedule(organization, emailId, { local: '2026-01-01 09:00', zone: 'UTC', at });
  await startDue(database.asApp);
  expect(await findEmail(database.sql, emailId)).toMatchObject({
    status: 'PAUSED',
    paused_reason: expect.stringContaining('24 hours late'),
    recipient_count: 0,
  });
  expect(await mailsAbout(emailId)).toMatchObject([{ content: { state: 'PAUSED' } }]);
  expect(await act('resume', emailId, organization.member.tokenHash)).toBe('SENDING');
  expect(await queueAll(database.asApp, emailId)).toEqual(['DONE']);
  expect(await findEmail(database.sql, emailId)).toMatchObject({ status: 'SENDING', recipient_count: 3 });
});

test('a paused campaign holds its planned emails and pauses what is being sent', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const campaign = await createModuleRow(sql, 'campaigns', organization, { status: 'PAUSED' });
  const planned = await createDraft(organization, 1, { campaign_id: campaign.id });
  await schedule(organization, planned);
  await startDue(asApp);
  expect(await findEmail(sql, planned)).toMatchObject({ status: 'SCHEDULED' });
  await sql.query(`update campaigns set status = 'ACTIVE' where id = $1`, [campaign.id]);
  await startDue(asApp);
  expect(await findEmail(sql, planned)).toMatchObject({ status: 'SENDING' });
  await sql.query(`update campaigns set status = 'PAUSED' where id = $1`, [campaign.id]);
  await sql.query('select app.pause_emails_of_campaign($1, $2)', [organization.id, campaign.id]);
  expect(await act('resume', planned, organization.member.tokenHash)).toBe('PAUSED');
  await sql.query(`update campaigns set status = 'ACTIVE' where id = $1`, [campaign.id]);
  expect(await act('resume', planned, organization.member.tokenHash)).toBe('SENDING');
});

test('a planned email that is cancelled is a draft again, and so is one that nobody got, with what it had reserved', async () => {
  const organization = await createSender(database.sql);
  const { sql } = database;
  const { tokenHash } = organization.member;
  const planned = await createDraft(organization);
  await schedule(organization, planned, {
    local: '2030-01-01 09:00',
    zone: 'UTC',
    at: new Date(Date.now() + 86_400_000),
  });
  expect(await act('cancel', planned, tokenHash)).toBe('DRAFT');
  expect(await findEmail(sql, planned)).toMatchObject({ status: 'DRAFT', snapshot: null });
  const started = await startEmail(database, organization, 4);
  expect(await countStates(sql, started)).toEqual({ QUEUED: 4 });
  expect(await act('cancel', started, tokenHash)).toBe('DRAFT');
  expect(await countStates(sql, started)).toEqual({});
  expect(await findEmail(sql, started)).toMatchObject({ status: 'DRAFT', recipient_count: 0, cancelled_at: null });
  const reserved = await sql.query('select reserved from sending_months where organization_id = $1', [organization.id]);
  expect(reserved.rows).toEqual([{ reserved: 0 }]);
});

test('its content is frozen once it is scheduled, and what went out is never deleted, nor its campaign', async () => {
  const organization = await createSender(database.sql);
  const { sql } = database;
  const emailId = await startEmail(database, organization, 2);
  for (const change of [`subject = 'Another'`, `body_blocks = '[{}]'`, `recipient_lists = '{}'`, 'is_tracked = false'])
    expect(await refusal(sql.query(`update email_campaigns set ${change} where id = $1`, [emailId]))).toBe('23514');
  await sql.query(`update email_campaigns set subject = subject, name = 'Another' where id = $1`, [emailId]);
  const { campaign_id: campaignId } = only(
    await sql.query<{ campaign_id: string }>('select campaign_id from email_campaigns where id = $1', [emailId]),
  );
  const remove = () => [
    refusal(sql.query('delete from email_campaigns where id = $1', [emailId])),
    refusal(sql.query('delete from campaigns where id = $1', [campaignId])),
  ];
  expect(await Promise.all(remove())).toEqual(['23001', '23001']);
  await sql.query(
    `update email_deliveries set status = 'SENT', attempts = 1, sent_at = now() where email_campaign_id = $1`,
    [emailId],
  );
  await sql.query(`update email_campaigns set status = 'SENT', sent_at = now() where id = $1`, [emailId]);
  expect(await Promise.all(remove())).toEqual(['23001', '23001']);
  const draft = await createDraft(organization);
  await sql.query('delete from email_campaigns where id = $1', [draft]);
});

test('every transition is in the trail, with counts and without an address', async () => {
  const organization = await createSender(database.sql);
  const emailId = await startEmail(database, organization, 2);
  await act('pause', emailId, organization.member.tokenHash);
  const { rows } = await database.sql.query<{ status: string; text: string }>(
    `select "after" ->> 'status' as status, "before"::text || "after"::text as text from audit_log
     where subject_type = 'campaign_email' and subject_id = $1 order by chain_position`,
    [emailId],
  );
  expect(rows.map(({ status }) => status)).toEqual(['SCHEDULED', 'SENDING', 'PAUSED']);
  for (const { text } of rows) expect(text).not.toContain('@');
});

test('an organization without the module is not served by the schedule', async () => {
  const organization = await createOrganization(database.sql);
  await createModuleRow(database.sql, 'campaign_settings', organization);
  const emailId = await createDraft(organization);
  expect(await schedule(organization, emailId)).toBe('NOT_ALLOWED');
});
