import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import type { TestEmail } from '../factories/sent-emails.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { abTest, createEmail, createSenders } from './results-setup.ts';

// Two subjects, and which one the others get.

let database: TestDatabase;
let organization: TestOrganization;
let email: TestEmail;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  await database.sql.query(`update email_campaigns set status = 'SENT' where status = 'SENDING'`);
  organization = await createSenders(database.sql);
  email = await createEmail(database.sql, organization, { ...abTest, ...startedHoursAgo(5) });
});

afterAll(async () => {
  await database?.drop();
});

function startedHoursAgo(hours: number) {
  const moment = new Date(Date.now() - hours * 3_600_000);
  return { started_at: moment, queued_all_at: moment };
}

/** Adds halves of a test that went out hours ago, with so many who clicked. */
async function addHalves(clickedA: number, clickedB: number, delivered = 1_000, hours = 4.5) {
  for (const [variant, clicked] of [
    ['A', clickedA],
    ['B', clickedB],
  ] as const)
    await database.sql.query(
      `with added as (
         insert into contacts (organization_id, email) select $1, lower($3::text) || n || '-' || gen_random_uuid() || '@people.test' from generate_series(1, $5::integer) n
         returning id, email)
       insert into email_deliveries (organization_id, email_campaign_id, contact_id, email, recipient_hash, status, variant, attempts, handed_over_at,
         first_handed_over_at, sent_at, clicked_at, opened_at)
       select $1, $2, id, email, encode(sha256(convert_to(email, 'UTF8')), 'hex'), 'SENT', $3::email_variant, 1, $6, $6, $6,
         case when row_number() over () <= $4 then now() end, case when row_number() over () <= $4 then now() end
       from added`,
      [organization.id, email.id, variant, clicked, delivered, new Date(Date.now() - hours * 3_600_000)],
    );
}

const listDue = async () =>
  (
    await database.asApp.query<{ email: string; a: number[]; b: number[] }>(
      `select email_id as email, array[delivered_a, events_a] as a, array[delivered_b, events_b] as b from app.list_due_ab_tests(100)`,
    )
  ).rows;
const decide = async (winner: string) =>
  only(
    await database.asApp.query<{ outcome: string }>(`select app.decide_ab_test($1, $2, 'Because.') as outcome`, [
      email.id,
      winner,
    ]),
  ).outcome;
const choose = async (person: TestPerson, winner: string) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>('select app.choose_ab_winner($1, $2) as outcome', [email.id, winner]),
    ),
  ).outcome;
const readTest = async () =>
  only(
    await database.sql.query<{ winner: string | null; reason: string | null; isDecided: boolean }>(
      'select ab_winner::text as winner, ab_reason as reason, ab_decided_at is not null as "isDecided" from email_campaigns where id = $1',
      [email.id],
    ),
  );

test('a test is due once all of it went out and the hours are over, with what each half counted', async () => {
  await addHalves(2, 5, 20);
  expect(await listDue()).toEqual([{ email: email.id, a: [20, 2], b: [20, 5] }]);
  // The last message went out three hours ago.
  await database.sql.query(
    `update email_deliveries set sent_at = now() - interval '3 hours' where id = (
       select id from email_deliveries where email_campaign_id = $1 limit 1)`,
    [email.id],
  );
  expect(await listDue()).toEqual([]);
});

test('it waits for whoever was not tried, but not for a second try, and for nobody longer than a day', async () => {
  await addHalves(1, 1, 5);
  const set = (values: string) =>
    database.sql.query(
      `update email_deliveries set ${values} where id = (select id from email_deliveries where email_campaign_id = $1 order by id limit 1)`,
      [email.id],
    );
  await set(`status = 'QUEUED', attempts = 0, sent_at = null, handed_over_at = null, first_handed_over_at = null`);
  expect(await listDue()).toEqual([]);
  await set('attempts = 1');
  expect(await listDue()).toHaveLength(1);
  await set('attempts = 0');
  await database.sql.query(`update email_campaigns set queued_all_at = now() - interval '29 hours' where id = $1`, [
    email.id,
  ]);
  expect(await listDue()).toHaveLength(1);
});

test.each([[`status = 'PAUSED'`], ['cancelled_at = now()'], [`ab_winner = 'A'`], ['queued_all_at = null']])(
  'none is due where %s',
  async (change) => {
    await addHalves(1, 1, 5);
    await database.sql.query(`update email_campaigns set ${change} where id = $1`, [email.id]);
    expect(await listDue()).toEqual([]);
  },
);

test('a test that goes by opening counts what people opened', async () => {
  const config = JSON.stringify({ subject: 'Other', previewText: '', share: 50, waitHours: 4, by: 'OPENS' });
  email = await createEmail(database.sql, organization, { ...abTest, ab_test_config: config, ...startedHoursAgo(5) });
  await addHalves(3, 4, 10);
  await database.sql.query('update email_deliveries set clicked_at = null where email_campaign_id = $1', [email.id]);
  expect(await listDue()).toContainEqual({ email: email.id, a: [10, 3], b: [10, 4] });
});

test('the first decision counts, and nobody who is signed in makes the schedule’s', async () => {
  expect(await asViewer(database.asApp, organization.owner.tokenHash, () => decide('B'))).toBe('NOT_FOUND');
  expect(await asViewer(database.asApp, organization.owner.tokenHash, listDue)).toEqual([]);
  expect(await decide('B')).toBe('DECIDED');
  expect(await decide('A')).toBe('ALREADY');
  expect(await readTest()).toEqual({ winner: 'B', reason: 'Because.', isDecided: true });
});

test('the creator and managers choose earlier, and nobody else', async () => {
  const { owner, admin, member, viewer } = organization;
  expect(await choose(viewer, 'B')).toBe('NOT_ALLOWED');
  const stranger = await createSenders(database.sql);
  expect(await choose(stranger.owner, 'B')).toBe('NOT_FOUND');
  await database.sql.query('update email_campaigns set created_by = $2 where id = $1', [email.id, admin.id]);
  expect(await choose(member, 'B')).toBe('NOT_ALLOWED');
  expect(await choose(admin, 'B')).toBe('CHOSEN');
  expect(await choose(owner, 'A')).toBe('DECIDED');
  expect((await readTest()).winner).toBe('B');
});

test('an email without a test, or that is not being sent, has nothing to choose', async () => {
  await database.sql.query(`update email_campaigns set status = 'SENT' where id = $1`, [email.id]);
  expect(await choose(organization.member, 'A')).toBe('NOT_TESTING');
});

test('the schedule decides by the numbers: a clear difference, and none', async () => {
  await addHalves(40, 60);
  const unclear = await createEmail(database.sql, organization, { ...abTest, ...startedHoursAgo(5) });
  const first = email;
  email = unclear;
  await addHalves(45, 55);
  let worker: TestWorker | undefined;
  try {
    worker = await startTestWorker(database);
    await worker.runSchedule('* * * * *');
  } finally {
    await worker?.stop();
  }
  expect(await readTest()).toMatchObject({ winner: 'A', reason: expect.stringContaining('No clear difference') });
  email = first;
  expect(await readTest()).toMatchObject({ winner: 'B', reason: expect.stringContaining('z 2.05') });
});
