import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addRecipients,
  compiledTestSample,
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
import { only } from '../factories/rows.ts';
import { askForStride, settle } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Queueing: everybody of the audience gets one row, whatever is done twice or at once.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const list = async (emailId: string, columns: string) =>
  (
    await database.sql.query(`select ${columns} from email_deliveries where email_campaign_id = $1 order by email`, [
      emailId,
    ])
  ).rows;

test('slice by slice everybody is queued once, and the email knows how many', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const email = await createEmail(sql, organization, [await createRecipients(sql, organization, 23)]);
  await scheduleEmail(asApp, sql, organization, email);
  await startDue(asApp);
  expect(await queueAll(asApp, email, 5)).toEqual(['MORE', 'MORE', 'MORE', 'MORE', 'DONE']);
  expect(await queueAll(asApp, email, 5)).toEqual(['DONE']);
  expect(await findEmail(sql, email)).toMatchObject({ recipient_count: 23, queued_all_at: expect.any(Date) });
  expect(await countStates(sql, email)).toEqual({ QUEUED: 23 });
});

test('a slice that is drained before the next is queued loses nobody, and finishes nothing', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const email = await createEmail(sql, organization, [await createRecipients(sql, organization, 12)]);
  await scheduleEmail(asApp, sql, organization, email);
  await startDue(asApp);
  await sql.query('select app.queue_recipients($1, 6)', [email]);
  const stride = await askForStride(asApp, sql, email);
  expect(stride.rows).toHaveLength(6);
  const empty = await askForStride(asApp, sql, email, { settlements: [settle(stride, { outcome: 'SENT' })] });
  expect(empty.outcome).toBe('NOTHING');
  await sql.query('select app.finish_emails(false, 100)');
  expect(await findEmail(sql, email)).toMatchObject({ status: 'SENDING' });
  await queueAll(asApp, email, 6);
  const rest = await askForStride(asApp, sql, email);
  expect(rest.rows).toHaveLength(6);
  await askForStride(asApp, sql, email, { settlements: [settle(rest, { outcome: 'SENT' })] });
  expect(await findEmail(sql, email)).toMatchObject({ status: 'SENT', total_sent: 12 });
  expect(await verifyLedger(sql, email)).toEqual([]);
});

test('a person on two lists gets one row, an excluded one and one who came after the start get none', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const [one, two, excluded] = [
    await createRecipients(sql, organization, 3),
    await createRecipients(sql, organization, 2),
    await createRecipients(sql, organization, 1),
  ];
  await sql.query(
    `insert into contact_list_members (organization_id, list_id, contact_id, created_at)
     select organization_id, target.id, contact_id, created_at from contact_list_members member
     cross join (values ($2::uuid, $3::uuid), ($4, $3)) as target (of, id) where list_id = target.of and organization_id = $1`,
    [organization.id, one, two, excluded],
  );
  const email = await createEmail(sql, organization, [one, two], { excluded_lists: [excluded] });
  await scheduleEmail(asApp, sql, organization, email);
  await startDue(asApp);
  await sql.query(`update email_campaigns set started_at = started_at - interval '1 second' where id = $1`, [email]);
  const late = await createModuleRow(sql, 'contacts', organization);
  await createModuleRow(sql, 'contact_consents', organization, { contact_id: late.id });
  await createModuleRow(sql, 'contact_list_members', organization, { list_id: one, contact_id: late.id });
  await queueAll(asApp, email);
  expect(await countStates(sql, email)).toEqual({ QUEUED: 5 });
});

test('whoever may not be written to gets a row that says why', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const listId = await createRecipients(sql, organization, 4);
  const people = (
    await sql.query<{ id: string; email: string }>(
      'select id, email from contacts where organization_id = $1 order by email',
      [organization.id],
    )
  ).rows;
  const [suppressed, withdrawn, expired] = people;
  await createModuleRow(sql, 'suppressions', organization, {
    email: suppressed?.email,
    reason: 'UNSUBSCRIBED',
    created_by: null,
  });
  await createModuleRow(sql, 'contact_consents', organization, { contact_id: withdrawn?.id, is_granted: false });
  await createModuleRow(sql, 'contact_consents', organization, {
    contact_id: expired?.id,
    expires_at: new Date(Date.now() - 1_000),
  });
  const email = await createEmail(sql, organization, [listId]);
  await scheduleEmail(asApp, sql, organization, email);
  await startDue(asApp);
  await queueAll(asApp, email);
  expect(await list(email, 'status, reason')).toEqual([
    { status: 'SKIPPED', reason: 'SUPPRESSED' },
    { status: 'SKIPPED', reason: 'NO_CONSENT' },
    { status: 'SKIPPED', reason: 'CONSENT_EXPIRED' },
    { status: 'QUEUED', reason: null },
  ]);
  expect(await findEmail(sql, email)).toMatchObject({ recipient_count: 4, total_skipped: 3 });
});

test('the ledger knows a recipient by the keyed hash of the address, and servers by their group', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const listId = await createRecipients(sql, organization, 1, { domain: 'gmail.com' });
  for (const domain of ['yahoo.co.uk', 'hotmail.com', 'me.com', 'harbor.test', 'intranet'])
    await addRecipients(sql, organization, listId, 1, { domain });
  const email = await createEmail(sql, organization, [listId]);
  await scheduleEmail(asApp, sql, organization, email);
  await startDue(asApp);
  await queueAll(asApp, email);
  const rows = await sql.query<{ is_right: boolean; domain_group: string }>(
    `select recipient_hash = app.hash_recipient(organization_id, email) as is_right, domain_group from email_deliveries
     where email_campaign_id = $1 order by domain_group`,
    [email],
  );
  expect(rows.rows).toEqual(
    ['apple', 'gmail', 'harbor.test', 'microsoft', 'other', 'yahoo'].map((domain_group) => ({
      is_right: true,
      domain_group,
    })),
  );
});

test('an address that was written to in this email is not queued again under another contact', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const email = await startEmail(database, organization, 2);
  await sql.query(`update email_campaigns set queue_cursor = null, queued_all_at = null where id = $1`, [email]);
  expect(await queueAll(asApp, email)).toEqual(['DONE']);
  expect(await findEmail(sql, email)).toMatchObject({ recipient_count: 2 });
});

test('each person gets it at nine of their own clock, those without a zone at the email’s', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const listId = await createRecipients(sql, organization, 1, { timeZone: 'Asia/Tokyo' });
  await addRecipients(sql, organization, listId, 1, { timeZone: 'America/Los_Angeles' });
  await addRecipients(sql, organization, listId, 1);
  await addRecipients(sql, organization, listId, 1, { timeZone: 'Nowhere/Known' });
  const email = await createEmail(sql, organization, [listId]);
  const { at } = only(
    await sql.query<{ at: Date }>(`select '2030-01-15 09:00'::timestamp at time zone 'America/Chicago' as at`),
  );
  expect(
    await scheduleEmail(asApp, sql, organization, email, {
      local: '2030-01-15 09:00',
      zone: 'America/Chicago',
      at,
      inRecipientZone: true,
    }),
  ).toBe('SCHEDULED');
  await startDue(asApp);
  expect(await findEmail(sql, email)).toMatchObject({ status: 'SCHEDULED' });
  // Fourteen hours before nine in Greenwich, nobody's clock has shown it yet.
  const start = only(
    await sql.query<{ at: Date }>('select app.find_email_start(email) as at from email_campaigns email where id = $1', [
      email,
    ]),
  );
  expect(start.at.toISOString()).toBe('2030-01-14T19:00:00.000Z');
  await sql.query(`update email_campaigns set status = 'SENDING', started_at = now() where id = $1`, [email]);
  await queueAll(asApp, email);
  const rows = await sql.query<{ zone: string | null; at: Date }>(
    `select time_zone as zone, send_after as at from email_deliveries delivery join contacts contact on contact.id = contact_id
     where email_campaign_id = $1 order by send_after, time_zone nulls first`,
    [email],
  );
  expect(rows.rows.map(({ zone, at: sendAfter }) => [zone, sendAfter.toISOString()])).toEqual([
    ['Asia/Tokyo', '2030-01-15T00:00:00.000Z'],
    [null, '2030-01-15T15:00:00.000Z'],
    ['Nowhere/Known', '2030-01-15T15:00:00.000Z'],
    ['America/Los_Angeles', '2030-01-15T17:00:00.000Z'],
  ]);
  expect((await askForStride(asApp, sql, email)).outcome).toBe('NOTHING');
});

test('a test’s share gets one of two subjects, always the same, and the rest waits for the winner', async () => {
  const organization = await createSender(database.sql);
  const { sql, asApp } = database;
  const email = await startEmail(database, organization, 400, {
    values: { is_ab_test: true, ab_test_config: { share: 50, waitHours: 1, by: 'CLICKS', subject: 'Other' } },
    compiled: compiledTestSample,
  });
  const counts = only(
    await sql.query<{ a: number; b: number; rest: number; same: boolean }>(
      `select count(*) filter (where variant = 'A')::integer as a, count(*) filter (where variant = 'B')::integer as b,
         count(*) filter (where variant is null)::integer as rest,
         bool_and(variant is not distinct from app.find_test_variant(email_campaign_id, contact_id, 50)) as same
       from email_deliveries where email_campaign_id = $1`,
      [email],
    ),
  );
  expect(counts.same).toBe(true);
  for (const [count, expected] of [
    [counts.a, 100],
    [counts.b, 100],
    [counts.rest, 200],
  ] as const)
    expect(Math.abs(count - expected)).toBeLessThan(50);
  const handOverAll = async () => {
    const seen: string[] = [];
    for (let settlements: object[] = []; ; ) {
      const stride = await askForStride(asApp, sql, email, { settlements });
      if (stride.outcome !== 'HANDED_OVER') return seen;
      for (const { variant } of stride.rows ?? []) seen.push(variant);
      settlements = [settle(stride, { outcome: 'SENT' })];
    }
  };
  const first = await handOverAll();
  expect(first.filter((variant) => variant === 'A')).toHaveLength(counts.a);
  expect(first.filter((variant) => variant === 'B')).toHaveLength(counts.b);
  expect(await findEmail(sql, email)).toMatchObject({ status: 'SENDING' });
  await sql.query(`update email_campaigns set ab_winner = 'B', ab_decided_at = now() where id = $1`, [email]);
  expect(await handOverAll()).toEqual(Array(counts.rest).fill('B'));
  expect(await findEmail(sql, email)).toMatchObject({ status: 'SENT', total_sent: 400 });
  expect(await verifyLedger(sql, email)).toEqual([]);
});
