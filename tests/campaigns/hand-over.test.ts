import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { countStates, createSender, findEmail, startEmail, verifyLedger } from '../factories/campaign-emails.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { askForStride, type StrideAnswer, settle, tokenHashes } from '../factories/strides.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Handing over and settling: nobody twice, nobody lost, nobody who does not want it.

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

const ask = (emailId: string, request: Parameters<typeof askForStride>[3] = {}) =>
  askForStride(database.asApp, database.sql, emailId, request);
const start = (count: number) => startEmail(database, organization, count);
const rowsOf = ({ rows = [] }: StrideAnswer) => rows;
const find = async (id: string) =>
  only(await database.sql.query<Record<string, unknown>>('select * from email_deliveries where id = $1', [id]));
const act = (name: string, emailId: string) =>
  asViewer(
    database.asApp,
    organization.member.tokenHash,
    async (client) =>
      only(await client.query<{ outcome: string }>(`select app.${name}_email($1) as outcome`, [emailId])).outcome,
  );
/** Makes an email's rows older, so that what takes long has passed. */
const letTimePass = (emailId: string, by: string) =>
  database.sql.query(
    `update email_deliveries set lease_until = lease_until - $2::interval, handed_over_at = handed_over_at - $2::interval,
       first_handed_over_at = first_handed_over_at - $2::interval, send_after = send_after - $2::interval where email_campaign_id = $1`,
    [emailId, by],
  );

test('a stride has ten rows, each with its place, its values and its own tokens', async () => {
  const email = await start(12);
  const claimId = randomUUID();
  const stride = await ask(email, { claimId });
  expect(stride).toMatchObject({ outcome: 'HANDED_OVER', claimId });
  expect(rowsOf(stride).map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const hashes = tokenHashes(claimId, 10);
  for (const row of rowsOf(stride)) {
    expect(row).toMatchObject({
      attempt: 1,
      variant: 'A',
      secretVersion: 'secret',
      isOpen: true,
      values: { name: expect.stringMatching(/^Person /), email: row.email, organization: organization.name },
    });
    expect(await find(row.id)).toMatchObject({
      status: 'SENDING',
      attempts: 1,
      unsubscribe_token_hash: hashes[row.place]?.unsubscribe,
      view_token_hash: hashes[row.place]?.view,
      bounce_token_hash: hashes[row.place]?.bounce,
    });
  }
  expect(await verifyLedger(database.sql, email)).toEqual([]);
});

test('the same claim is answered with the same rows, as often as it asks', async () => {
  const email = await start(25);
  const claimId = randomUUID();
  const [first, again] = [await ask(email, { claimId }), await ask(email, { claimId })];
  expect(rowsOf(again)).toEqual(rowsOf(first));
  expect(await countStates(database.sql, email)).toEqual({ QUEUED: 15, SENDING: 10 });
});

test('lanes that ask at once get different rows, and no more than two work for an organization', async () => {
  const email = await start(60);
  const answers = await concurrently(8, 8, async () => {
    const claimId = randomUUID();
    const { at } = only(
      await database.sql.query<{ at: string }>('select started_at::text as at from email_campaigns where id = $1', [
        email,
      ]),
    );
    const { asked } = await requestDatabase(database).write((handle) => ({
      asked: handle.execute<{ answer: StrideAnswer }>(
        `select app.hand_over_stride('${email}', '${at}', '${claimId}', '${JSON.stringify(tokenHashes(claimId, 10))}', 'secret', '[]', 10,
           '{"leaseSeconds": 120, "rate": 0, "groupRate": 0, "repeatsUnknown": false, "secretVersions": []}') as answer`,
      ),
    }));
    return present(asked.rows[0]).answer;
  });
  expect(answers.filter(({ outcome }) => outcome === 'HANDED_OVER')).toHaveLength(2);
  expect(answers.filter(({ outcome }) => outcome === 'BUSY')).toHaveLength(6);
  const ids = answers.flatMap((answer) => rowsOf(answer).map(({ id }) => id));
  expect(new Set(ids).size).toBe(20);
});

test('settling with the next request: what was sent, refused, not taken and unknown', async () => {
  const email = await start(20);
  const stride = await ask(email);
  const outcomes = ['SENT', 'REFUSED', 'NOT_TAKEN', 'UNSENT', 'UNKNOWN'] as const;
  const settlement = settle(stride, (_, index) => ({
    outcome: outcomes[index] ?? 'SENT',
    reason: index === 0 ? undefined : '451 no',
    messageId: index === 0 ? 'provider-1' : undefined,
  }));
  const next = await ask(email, { settlements: [settlement] });
  expect(next.outcome).toBe('HANDED_OVER');
  const [sent, refused, notTaken, unsent, unknown] = rowsOf(stride).map(({ id }) => id);
  expect(await find(present(sent))).toMatchObject({ status: 'SENT', provider_message_id: 'provider-1', reason: null });
  expect(await find(present(refused))).toMatchObject({ status: 'FAILED', reason: '451 no' });
  const released = {
    status: 'QUEUED',
    claim_id: null,
    handed_over_at: null,
    unsubscribe_token_hash: null,
    merge_values: null,
  };
  expect(await find(present(notTaken))).toMatchObject({ ...released, attempts: 1, send_after: expect.any(Date) });
  // What was not tried may go at once, with others.
  const other = await find(present(unsent));
  if (other.status === 'QUEUED') expect(other).toMatchObject({ ...released, attempts: 0, send_after: null });
  expect(await find(present(unknown))).toMatchObject({ status: 'UNKNOWN', lease_until: expect.any(Date) });
  // Told twice, it stays the same; another claim or attempt settles nothing.
  const before = await countStates(database.sql, email);
  const forged = { ...settlement, claimId: randomUUID() };
  await ask(email, { settlements: [settlement, forged], limit: 0 });
  expect(await countStates(database.sql, email)).toEqual(before);
  expect(await findEmail(database.sql, email)).toMatchObject({ total_sent: 6, total_failed: 1, total_unknown: 1 });
  expect(await verifyLedger(database.sql, email)).toEqual([]);
});

test('what is settled stays settled when the next hand-over fails', async () => {
  const email = await start(20);
  const stride = await ask(email);
  const settlements = [settle(stride, { outcome: 'SENT' })];
  // The hash of a token that another message has.
  const answer = await asViewer(
    database.asApp,
    null,
    async (client) =>
      only(
        await client.query<{ answer: StrideAnswer }>(
          `select app.hand_over_stride(id, started_at, gen_random_uuid(), $2, 'secret', $3, 10,
           '{"leaseSeconds": 120, "rate": 0, "groupRate": 0, "repeatsUnknown": false, "secretVersions": []}') as answer
         from (select $1::uuid as id, $4::timestamptz as started_at) email`,
          [
            email,
            JSON.stringify(tokenHashes(stride.claimId ?? '', 10)),
            JSON.stringify(settlements),
            (
              await database.sql.query<{ at: string }>(
                'select started_at::text as at from email_campaigns where id = $1',
                [email],
              )
            ).rows[0]?.at,
          ],
        ),
      ).answer,
  );
  expect(answer).toMatchObject({ outcome: 'FAILED', problem: expect.stringContaining('unique') });
  expect(await countStates(database.sql, email)).toEqual({ QUEUED: 10, SENT: 10 });
});

test('unsubscribed between queueing and hand-over: nothing is handed over', async () => {
  const email = await start(5);
  const { sql } = database;
  const people = (
    await sql.query<{ id: string; email: string }>(
      'select contact_id as id, email from email_deliveries where email_campaign_id = $1',
      [email],
    )
  ).rows;
  const [left, withdrew] = people;
  await createModuleRow(sql, 'suppressions', organization, {
    email: left?.email,
    reason: 'UNSUBSCRIBED',
    created_by: null,
  });
  await createModuleRow(sql, 'contact_consents', organization, { contact_id: withdrew?.id, is_granted: false });
  const stride = await ask(email);
  const addresses = rowsOf(stride).map((row) => row.email);
  expect(addresses).toHaveLength(3);
  expect(addresses).not.toContain(left?.email);
  expect(addresses).not.toContain(withdrew?.email);
  expect(await countStates(sql, email)).toEqual({ SENDING: 3, SKIPPED: 2 });
});

test('pausing hands nothing over, resuming gives nobody a second copy', async () => {
  const email = await start(25);
  const stride = await ask(email);
  expect(await act('pause', email)).toBe('PAUSED');
  const paused = await ask(email, { settlements: [settle(stride, { outcome: 'SENT' })] });
  expect(paused.outcome).toBe('STOPPED');
  expect(await countStates(database.sql, email)).toEqual({ QUEUED: 15, SENT: 10 });
  expect(await act('resume', email)).toBe('SENDING');
  const ids = rowsOf(stride).map(({ id }) => id);
  for (let settlements: object[] = []; ; ) {
    const next = await ask(email, { settlements });
    if (next.outcome !== 'HANDED_OVER') break;
    ids.push(...rowsOf(next).map(({ id }) => id));
    settlements = [settle(next, { outcome: 'SENT' })];
  }
  expect(ids).toHaveLength(25);
  expect(new Set(ids).size).toBe(25);
  expect(await findEmail(database.sql, email)).toMatchObject({ status: 'SENT', total_sent: 25 });
});

test('cancelling while a stride is on its way: who has it has it, who was not taken gets nothing, nobody gets it twice', async () => {
  const email = await start(25);
  const stride = await ask(email);
  expect(await act('cancel', email)).toBe('SENDING');
  expect(await countStates(database.sql, email)).toEqual({ SENDING: 10, SKIPPED: 15 });
  const settlement = settle(stride, (_, index) => ({ outcome: index < 6 ? 'SENT' : 'NOT_TAKEN' }));
  expect((await ask(email, { settlements: [settlement] })).outcome).toBe('STOPPED');
  await database.sql.query('select app.finish_emails(false, 100)');
  expect(await countStates(database.sql, email)).toEqual({ SENT: 6, SKIPPED: 19 });
  expect(await findEmail(database.sql, email)).toMatchObject({
    status: 'SENT',
    cancelled_at: expect.any(Date),
    total_skipped: 19,
  });
  expect(await verifyLedger(database.sql, email)).toEqual([]);
});

test('content of an earlier start is not sent', async () => {
  const email = await start(3);
  expect((await ask(email, { startedAt: '2026-01-01T00:00:00Z' })).outcome).toBe('STOPPED');
});

test('a lane that died leaves unknown outcomes, which nobody sends again; its late answer still settles them', async () => {
  const email = await start(10);
  const stride = await ask(email);
  await letTimePass(email, '11 minutes');
  await database.sql.query('select app.sweep_deliveries(480)');
  expect(await countStates(database.sql, email)).toEqual({ UNKNOWN: 10 });
  expect((await ask(email)).outcome).toBe('NOTHING');
  await database.sql.query('select app.finish_emails(false, 100)');
  expect(await findEmail(database.sql, email)).toMatchObject({ status: 'SENT', total_unknown: 10 });
  const late = settle(stride, (_, index) => ({ outcome: index < 7 ? 'SENT' : 'UNKNOWN' }));
  await ask(email, { settlements: [late], limit: 0 });
  expect(await countStates(database.sql, email)).toEqual({ SENT: 7, UNKNOWN: 3 });
  expect(await verifyLedger(database.sql, email)).toEqual([]);
});

test('ten tries, or two days, and a message is given up', async () => {
  const email = await start(2);
  await database.sql.query(`update email_deliveries set attempts = 9 where email_campaign_id = $1`, [email]);
  const stride = await ask(email);
  const [tried] = rowsOf(stride);
  await ask(email, { settlements: [settle(stride, { outcome: 'NOT_TAKEN', reason: '451 later' })], limit: 0 });
  expect(await find(present(tried).id)).toMatchObject({ status: 'FAILED', attempts: 10, reason: '451 later' });
  const other = await start(1);
  await database.sql.query(
    `update email_deliveries set attempts = 3, created_at = now() - interval '49 hours' where email_campaign_id = $1`,
    [other],
  );
  const second = await ask(other);
  await ask(other, { settlements: [settle(second, { outcome: 'NOT_TAKEN', reason: '451 later' })], limit: 0 });
  expect(await countStates(database.sql, other)).toEqual({ FAILED: 1 });
});

test('what waited for more than a day makes the email wait for a person', async () => {
  const email = await start(3);
  await database.sql.query(`update email_campaigns set started_at = started_at - interval '25 hours' where id = $1`, [
    email,
  ]);
  expect((await ask(email)).outcome).toBe('STOPPED');
  expect(await findEmail(database.sql, email)).toMatchObject({ status: 'PAUSED' });
  expect(await act('resume', email)).toBe('SENDING');
  expect((await ask(email)).outcome).toBe('HANDED_OVER');
});

test('a provider that knows the claim is asked again: with the same stride, not too soon, and not for ever', async () => {
  const email = await start(10);
  const settings = { repeatsUnknown: true };
  const stride = await ask(email, { settings });
  const some = settle(stride, (_, index) => ({ outcome: index < 4 ? 'SENT' : 'UNKNOWN' }));
  expect((await ask(email, { settings, settlements: [some] })).outcome).toBe('NOTHING');
  await letTimePass(email, '10 minutes');
  const again = await ask(email, { settings });
  expect(again).toMatchObject({ outcome: 'HANDED_OVER', claimId: stride.claimId });
  expect(rowsOf(again).map(({ id, attempt, values }) => ({ id, attempt, values }))).toEqual(
    rowsOf(stride).map(({ id, attempt, values }) => ({ id, attempt, values })),
  );
  expect(rowsOf(again).filter(({ isOpen }) => isOpen)).toHaveLength(6);
  // That it was not heard this time says nothing of the first time.
  const open = { ...again, rows: rowsOf(again).filter(({ isOpen }) => isOpen) };
  await ask(email, { settings, settlements: [settle(open, { outcome: 'NOT_TAKEN', reason: '429' })], limit: 0 });
  expect(await countStates(database.sql, email)).toEqual({ SENT: 4, UNKNOWN: 6 });
  await letTimePass(email, '10 minutes');
  const third = await ask(email, { settings });
  const rest = { ...third, rows: rowsOf(third).filter(({ isOpen }) => isOpen) };
  expect(rest.rows).toHaveLength(6);
  // The answer to the second asking is not that to the third.
  await ask(email, { settings, settlements: [settle(open, { outcome: 'UNSENT' })], limit: 0 });
  expect(await countStates(database.sql, email)).toEqual({ SENDING: 6, SENT: 4 });
  await ask(email, { settings, settlements: [settle(rest, { outcome: 'UNKNOWN', reason: '409' })], limit: 0 });
  await letTimePass(email, '12 hours');
  expect((await ask(email, { settings })).outcome).toBe('NOTHING');
  expect(await verifyLedger(database.sql, email)).toEqual([]);
});

test('a stride with somebody who does not want it any more is not asked for again', async () => {
  const email = await start(4);
  const settings = { repeatsUnknown: true };
  const stride = await ask(email, { settings });
  await ask(email, { settings, settlements: [settle(stride, { outcome: 'UNKNOWN' })] });
  await letTimePass(email, '10 minutes');
  const [left] = rowsOf(stride);
  await createModuleRow(database.sql, 'suppressions', organization, {
    email: left?.email,
    reason: 'UNSUBSCRIBED',
    created_by: null,
  });
  expect((await ask(email, { settings })).outcome).toBe('NOTHING');
  expect(await countStates(database.sql, email)).toEqual({ UNKNOWN: 4 });
});

test('nobody who is signed in is handed anything', async () => {
  const email = await start(3);
  for (const { tokenHash } of [organization.owner, organization.member]) {
    const answer = await asViewer(
      database.asApp,
      tokenHash,
      async (client) =>
        only(
          await client.query<{ answer: unknown }>(
            `select app.hand_over_stride($1, now(), gen_random_uuid(), '[]', 's', '[]', 10, '{"leaseSeconds": 1, "rate": 0, "groupRate": 0}') as answer`,
            [email],
          ),
        ).answer,
    );
    expect(answer).toBeNull();
  }
  expect(await countStates(database.sql, email)).toEqual({ QUEUED: 3 });
});
