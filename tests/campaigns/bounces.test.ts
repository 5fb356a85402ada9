import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createEmail, createSender, findEmail, startEmail, verifyLedger } from '../factories/campaign-emails.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { askForStride, settle, tokenHashes } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// What is reported of messages after they went out: late, twice, and out of order.

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createSender(database.sql);
});

afterAll(async () => {
  await database?.drop();
});

type Kind = 'DELIVERY' | 'BOUNCE' | 'COMPLAINT';
const note = (id: string, kind: Kind, reason: string | null = null, externalId: string = randomUUID()) =>
  asViewer(
    database.asApp,
    null,
    async (client) =>
      only(
        await client.query<{ outcome: string }>('select app.note_delivery_event($1, $2, $3, $4) as outcome', [
          id,
          kind,
          reason,
          externalId,
        ]),
      ).outcome,
  );
const find = async (id: string) =>
  only(await database.sql.query<Record<string, unknown>>('select * from email_deliveries where id = $1', [id]));
const suppressionsOf = async (email: string) =>
  (
    await database.sql.query<{ reason: string }>(
      'select reason from suppressions where organization_id = $1 and email = $2',
      [organization.id, email],
    )
  ).rows.map(({ reason }) => reason);

/** An email that was sent to so many, and its rows. */
async function send(count: number) {
  const emailId = await startEmail(database, organization, count);
  const rows: { id: string; email: string }[] = [];
  for (let settlements: object[] = []; ; ) {
    const stride = await askForStride(database.asApp, database.sql, emailId, { settlements });
    if (stride.outcome !== 'HANDED_OVER') return { emailId, rows };
    rows.push(...(stride.rows ?? []));
    settlements = [settle(stride, { outcome: 'SENT' })];
  }
}

test.each([
  [['DELIVERY'], 'DELIVERED'],
  [['BOUNCE', 'DELIVERY'], 'BOUNCED'],
  [['COMPLAINT', 'BOUNCE', 'DELIVERY'], 'COMPLAINED'],
  [['DELIVERY', 'COMPLAINT', 'BOUNCE'], 'COMPLAINED'],
  [['DELIVERY', 'BOUNCE'], 'BOUNCED'],
] as [Kind[], string][])('%j make %s: events only move upwards', async (kinds, status) => {
  const { emailId, rows } = await send(1);
  const { id } = present(rows[0]);
  for (const kind of kinds) expect(await note(id, kind)).toBe('NOTED');
  expect(await find(id)).toMatchObject({ status });
  expect(await verifyLedger(database.sql, emailId)).toEqual([]);
});

test('an event counts once, however often and at once it is told', async () => {
  const { rows } = await send(1);
  const { id } = present(rows[0]);
  const externalId = randomUUID();
  const outcomes = await concurrently(20, 10, async () => {
    const { noted } = await requestDatabase(database).write((handle) => ({
      noted: handle.execute<{ outcome: string }>(
        `select app.note_delivery_event('${id}', 'BOUNCE', '5.1.1', '${externalId}') as outcome`,
      ),
    }));
    return noted.rows[0]?.outcome;
  });
  expect(outcomes.filter((outcome) => outcome === 'NOTED')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'REPEATED')).toHaveLength(19);
});

test('evidence ends an unknown outcome, and keeps a message that is on its way or waits from going out again', async () => {
  const emailId = await startEmail(database, organization, 3);
  const { sql, asApp } = database;
  const stride = await askForStride(asApp, sql, emailId);
  const [unknown, sending, waiting] = (stride.rows ?? []).map(({ id }) => id);
  const settlement = settle({ ...stride, rows: stride.rows?.filter(({ id }) => id !== sending) }, ({ id }) => ({
    outcome: id === unknown ? 'UNKNOWN' : 'NOT_TAKEN',
  }));
  await askForStride(asApp, sql, emailId, { settlements: [settlement], limit: 0 });
  expect(await note(present(unknown), 'DELIVERY')).toBe('NOTED');
  expect(await note(present(waiting), 'BOUNCE', '5.7.1 no')).toBe('NOTED');
  await sql.query('select app.note_evidence($1)', [sending]);
  expect(await find(present(unknown))).toMatchObject({ status: 'DELIVERED' });
  expect(await find(present(sending))).toMatchObject({ status: 'SENT', sent_at: expect.any(Date) });
  expect(await find(present(waiting))).toMatchObject({ status: 'BOUNCED' });
  // The lane's own answer comes last and changes nothing.
  await askForStride(asApp, sql, emailId, {
    settlements: [
      settle({ ...stride, rows: stride.rows?.filter(({ id }) => id === sending) }, { outcome: 'NOT_TAKEN' }),
    ],
    limit: 0,
  });
  expect(await find(present(sending))).toMatchObject({ status: 'SENT' });
  expect(await verifyLedger(sql, emailId)).toEqual([]);
});

test.each([
  ['5.1.1', true],
  ['5.1.2', true],
  ['5.1.3', true],
  ['5.1.6', true],
  ['5.1.10', true],
  ['5.2.1', true],
  ['5.1.7', false],
  ['5.1.8', false],
  ['5.7.1', false],
  ['5.2.2', false],
  ['5.4.4', false],
  ['4.4.7', false],
  ['5.0.0', false],
])('a bounce with %s suppresses at once: %s', async (code, suppresses) => {
  const { rows } = await send(1);
  const { id, email } = present(rows[0]);
  await note(id, 'BOUNCE', `550 ${code} no`);
  expect(await suppressionsOf(email)).toEqual(suppresses ? ['BOUNCED'] : []);
});

test.each(['5.2.2', '5.4.4', '4.2.2'])(
  'a mailbox that answers %s is suppressed with the third email within 30 days',
  async (code) => {
    const { emailId, rows } = await send(1);
    const { id, email } = present(rows[0]);
    const { contact_id: contactId, email_campaign_id } = await find(id);
    expect(email_campaign_id).toBe(emailId);
    const again = async () => {
      const other = await createEmail(database.sql, organization, []);
      const row = await createModuleRow(database.sql, 'email_deliveries', organization, {
        email_campaign_id: other,
        contact_id: contactId,
        email,
        status: 'SENT',
        attempts: 1,
        sent_at: new Date(),
      });
      await note(String(row.id), 'BOUNCE', `${code} not now`);
    };
    await note(id, 'BOUNCE', `${code} not now`);
    await note(id, 'BOUNCE', `${code} the same email once more`);
    await again();
    expect(await suppressionsOf(email)).toEqual([]);
    await database.sql.query(
      `update email_events set occurred_at = now() - interval '31 days' where delivery_id = $1`,
      [id],
    );
    await again();
    expect(await suppressionsOf(email)).toEqual([]);
    await again();
    expect(await suppressionsOf(email)).toEqual(['BOUNCED']);
  },
);

test('an answer to RCPT that says there is no mailbox suppresses as well', async () => {
  const emailId = await startEmail(database, organization, 2);
  const stride = await askForStride(database.asApp, database.sql, emailId);
  const settlement = settle(stride, (_, index) => ({
    outcome: 'REFUSED',
    reason: 'no',
    code: index === 0 ? '5.1.1' : '5.7.1',
  }));
  await askForStride(database.asApp, database.sql, emailId, { settlements: [settlement], limit: 0 });
  const [gone, policy] = stride.rows ?? [];
  expect(await suppressionsOf(gone?.email ?? '')).toEqual(['BOUNCED']);
  expect(await suppressionsOf(policy?.email ?? '')).toEqual([]);
});

test('a complaint suppresses, and so nobody who complained gets mail of this organization again', async () => {
  const { rows } = await send(1);
  const { id, email } = present(rows[0]);
  await note(id, 'COMPLAINT');
  expect(await suppressionsOf(email)).toEqual(['COMPLAINED']);
});

test('the token of a return path finds its message, and no other token does', async () => {
  const emailId = await startEmail(database, organization, 1);
  const claimId = randomUUID();
  const stride = await askForStride(database.asApp, database.sql, emailId, { claimId });
  await askForStride(database.asApp, database.sql, emailId, {
    settlements: [settle(stride, { outcome: 'SENT' })],
    limit: 0,
  });
  const [hashes] = tokenHashes(claimId, 1);
  const report = (hash: string | undefined) =>
    asViewer(
      database.asApp,
      null,
      async (client) =>
        only(
          await client.query<{ outcome: string }>(
            `select app.note_returned_mail($1, 'BOUNCE', '5.2.1 off', $2) as outcome`,
            [hash, randomUUID()],
          ),
        ).outcome,
    );
  expect(await report(hashes?.unsubscribe)).toBe('NOT_FOUND');
  expect(await report(hashes?.view)).toBe('NOT_FOUND');
  expect(await report(hashes?.bounce)).toBe('NOTED');
  expect(await find(present(stride.rows?.[0]).id)).toMatchObject({ status: 'BOUNCED', reason: '5.2.1 off' });
});

test('after two hundred tries more than five percent that came back pause the email, once a person has not read it', async () => {
  const emailId = await startEmail(database, organization, 240);
  const { sql, asApp } = database;
  const rows: { id: string }[] = [];
  for (let settlements: object[] = []; rows.length < 200; ) {
    const stride = await askForStride(asApp, sql, emailId, { settlements });
    rows.push(...(stride.rows ?? []));
    settlements = [settle(stride, { outcome: 'SENT' })];
    if (rows.length === 200) await askForStride(asApp, sql, emailId, { settlements, limit: 0 });
  }
  for (const { id } of rows.slice(0, 10)) await note(id, 'BOUNCE', '5.7.1 policy');
  expect(await findEmail(sql, emailId)).toMatchObject({ status: 'SENDING' });
  await note(present(rows[10]).id, 'BOUNCE', '5.7.1 policy');
  expect(await findEmail(sql, emailId)).toMatchObject({
    status: 'PAUSED',
    paused_reason: expect.stringContaining('5 %'),
  });
  const resumed = await asViewer(
    asApp,
    organization.member.tokenHash,
    async (client) =>
      only(await client.query<{ outcome: string }>('select app.resume_email($1) as outcome', [emailId])).outcome,
  );
  expect(resumed).toBe('SENDING');
  await note(present(rows[11]).id, 'BOUNCE', '5.7.1 policy');
  expect(await findEmail(sql, emailId)).toMatchObject({ status: 'SENDING' });
  for (const { id } of rows.slice(20, 23)) await note(id, 'COMPLAINT');
  expect(await findEmail(sql, emailId)).toMatchObject({
    status: 'PAUSED',
    paused_reason: expect.stringContaining('complained'),
  });
});
