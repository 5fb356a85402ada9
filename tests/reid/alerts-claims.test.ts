import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createAnalysts, insertAlert, insertFigures, insertPlaces, judge } from './alerts-setup.ts';

// Messages of webhooks in the database: who is handed them, what becomes of them, and when a webhook is paused.

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  // Each test has the schedule for itself.
  await database.sql.query(`update reid_webhook_deliveries set status = 'GIVEN_UP'`);
  organization = await createAnalysts(database.sql);
});

afterAll(async () => {
  await database?.drop();
});

const webhook = {
  delivery_channels: ['WEBHOOK'],
  webhook_url: 'https://hooks.example.com/x',
  webhook_secret: 'sealed-1',
  secret_version: 1,
};
const places = (count: number, values: Record<string, unknown> = {}) =>
  insertPlaces(database.sql, organization.id, count, values);

const sendDigests = () => database.asApp.query('select app.send_due_digests(100)');

interface Claimed {
  id: string;
  attempt: number;
  alert: string;
  body: string;
  secret: string;
  previous: string | null;
  isPreviousValid: boolean | null;
}
const claim = async (limit = 20) =>
  (
    await database.asApp.query<Claimed>(
      `select id, attempt, alert_id as alert, body, secret, previous_secret as previous, previous_until > now() as "isPreviousValid" from app.claim_webhook_deliveries($1)`,
      [limit],
    )
  ).rows;
const settle = async (claimed: Claimed[], result: Record<string, unknown>) =>
  only(
    await database.asApp.query<{ count: number }>('select app.settle_webhook_deliveries($1) as count', [
      JSON.stringify(
        claimed.map(({ id, attempt }) => ({ id, attempt, status: null, problem: null, retryAt: null, ...result })),
      ),
    ]),
  ).count;
const stateOf = async (alertId: string) =>
  only(
    await database.sql.query<{ failures: number; isPaused: boolean }>(
      'select webhook_failures as failures, webhook_paused_at is not null as "isPaused" from reid_alerts where id = $1',
      [alertId],
    ),
  );
const letTimePass = () =>
  database.sql.query(
    `update reid_webhook_deliveries set next_attempt_at = now(), leased_until = null where status = 'PENDING'`,
  );

test('a webhook gets one message an event, of at most 64 kB whatever a digest holds', async () => {
  const keys = await places(200, { area_name: 'Łódź '.repeat(40) });
  const [one = '', ...others] = keys;
  const single = await insertAlert(database.sql, organization, { area_keys: [one], ...webhook });
  const digest = await insertAlert(database.sql, organization, { area_keys: others, frequency: 'DAILY', ...webhook });
  await judge(database.sql, organization);
  await database.sql.query('update reid_alerts set next_digest_at = now() where id = $1', [digest]);
  await sendDigests();
  const { rows } = await database.sql.query<{ alert: string; body: string }>(
    'select alert_id as alert, body from reid_webhook_deliveries where organization_id = $1',
    [organization.id],
  );
  expect(rows.map(({ alert }) => alert).toSorted()).toEqual([single, digest].toSorted());
  const bodyOf = (id: string) => rows.find(({ alert }) => alert === id)?.body ?? '';
  expect(JSON.parse(bodyOf(single))).toMatchObject({
    type: 'reid.alert',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    data: {
      alert: { id: single, name: 'Listings in Austin' },
      moreEvents: 0,
      events: [{ areaKey: one, value: 200, unit: 'count', baseline: null, reportDate: '2024-06-30', source: 'redfin' }],
    },
  });
  const { data }: { data: { events: unknown[]; moreEvents: number } } = JSON.parse(bodyOf(digest));
  expect(data.events.length + data.moreEvents).toBe(199);
  expect(data.events.length).toBeGreaterThan(20);
});

test('only somebody without a session is handed deliveries with their secrets, one at a time', async () => {
  const keys = await places(3);
  const id = await insertAlert(database.sql, organization, { area_keys: keys, ...webhook });
  await judge(database.sql, organization);
  const asPerson = await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
    client.query('select * from app.claim_webhook_deliveries(20)'),
  );
  expect(asPerson.rows).toEqual([]);
  const first = await claim(2);
  const second = await claim();
  expect([first.length, second.length, (await claim()).length]).toEqual([2, 1, 0]);
  expect(first[0]).toMatchObject({ alert: id, secret: 'sealed-1', previous: null, attempt: 1 });
  // Whoever dies gives them back; whoever comes back late settles nothing any more.
  await database.sql.query(
    `update reid_webhook_deliveries set leased_until = now() - interval '1 second' where status = 'PENDING'`,
  );
  const again = await claim();
  expect(again.map(({ attempt }) => attempt)).toEqual([2, 2, 2]);
  expect(await settle(first, { outcome: 'DELIVERED', status: 200 })).toBe(0);
  expect(await settle(again, { outcome: 'DELIVERED', status: 200 })).toBe(3);
  await letTimePass();
  expect(await claim()).toEqual([]);
});

test('organizations take turns, so that one with many messages holds up no other', async () => {
  const busy = organization;
  const id = await insertAlert(database.sql, busy, webhook);
  await database.sql.query(
    `insert into reid_webhook_deliveries (organization_id, alert_id, body, next_attempt_at)
     select $1, $2, '{}', now() - interval '1 day' from generate_series(1, 50)`,
    [busy.id, id],
  );
  organization = await createAnalysts(database.sql);
  const other = await insertAlert(database.sql, organization, { area_keys: await places(2), ...webhook });
  await judge(database.sql, organization);
  const claimed = await claim();
  expect(claimed).toHaveLength(20);
  expect(claimed.filter(({ alert }) => alert === other)).toHaveLength(2);
});

test('a webhook that wants no more, or whose last ten messages were given up, is paused, and an answered test lets it go on', async () => {
  const gone = await insertAlert(database.sql, organization, { area_keys: await places(2), ...webhook });
  await judge(database.sql, organization);
  const [first, second] = await claim();
  await settle(first ? [first] : [], { outcome: 'GONE', status: 410, problem: 'Answered 410.' });
  await settle(second ? [second] : [], { outcome: 'FAILED', retryAt: new Date(0).toISOString() });
  expect(await stateOf(gone)).toEqual({ failures: 1, isPaused: true });
  // What waits is not sent any more, and nothing new is queued.
  await letTimePass();
  expect(await claim()).toEqual([]);
  await insertFigures(database.sql, organization.id, {
    area_key: 'city-tx-000',
    area_name: 'A',
    new_listings: 300,
    report_date: '2024-07-31',
  });
  expect(await judge(database.sql, organization)).toBe(1);
  expect(await claim()).toEqual([]);

  const test = async (person: TestPerson, alertId: string) =>
    only(
      await asViewer(database.asApp, person.tokenHash, (client) =>
        client.query<{ outcome: string }>('select app.send_webhook_test($1, gen_random_uuid()) as outcome', [alertId]),
      ),
    ).outcome;
  expect(await test(organization.member, gone)).toBe('QUEUED');
  await settle(await claim(), { outcome: 'FAILED', status: 500, retryAt: new Date().toISOString() });
  // A test is tried once, and its failure counts for nothing.
  await letTimePass();
  expect(await claim()).toEqual([]);
  expect(await stateOf(gone)).toEqual({ failures: 1, isPaused: true });
  expect(await test(organization.member, gone)).toBe('QUEUED');
  await settle(await claim(), { outcome: 'DELIVERED', status: 204 });
  expect(await stateOf(gone)).toEqual({ failures: 0, isPaused: false });

  const failing = await insertAlert(database.sql, organization, webhook);
  for (let index = 1; index <= 10; index += 1) {
    expect(await stateOf(failing)).toEqual({ failures: index - 1, isPaused: false });
    await database.sql.query(
      `insert into reid_webhook_deliveries (organization_id, alert_id, body) values ($1, $2, '{}')`,
      [organization.id, failing],
    );
    await settle(await claim(), { outcome: 'FAILED', problem: 'No answer within 5 seconds.' });
  }
  expect(await stateOf(failing)).toEqual({ failures: 10, isPaused: true });
  await database.sql.query(`update reid_alerts set webhook_url = 'https://other.example.com/' where id = $1`, [
    failing,
  ]);
  expect(await stateOf(failing)).toEqual({ failures: 0, isPaused: false });
  for (let index = 0; index < 8; index += 1) expect(await test(organization.owner, failing)).toBe('QUEUED');
  expect(await test(organization.admin, gone)).toBe('TOO_OFTEN');
});

test('a secret that was replaced signs for another day', async () => {
  const id = await insertAlert(database.sql, organization, { area_keys: await places(1), ...webhook });
  const replace = async (version: number, sealed: string) =>
    only(
      await asViewer(database.asApp, organization.member.tokenHash, (client) =>
        client.query<{ outcome: string }>('select app.replace_webhook_secret($1, $2, $3) as outcome', [
          id,
          version,
          sealed,
        ]),
      ),
    ).outcome;
  expect(await replace(1, 'sealed-2')).toBe('REPLACED');
  expect(await replace(1, 'sealed-3')).toBe('CHANGED');
  await judge(database.sql, organization);
  expect(await claim()).toMatchObject([{ secret: 'sealed-2', previous: 'sealed-1', isPreviousValid: true }]);
  await letTimePass();
  await database.sql.query(`update reid_alerts set previous_secret_until = now() - interval '1 second' where id = $1`, [
    id,
  ]);
  expect(await claim()).toMatchObject([{ secret: 'sealed-2', isPreviousValid: false }]);
});
