import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createAnalysts, insertAlert, insertFigures, judge, readEvents } from './alerts-setup.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  // Each test has the schedule for itself.
  await database.sql.query(`update reid_webhook_deliveries set status = 'GIVEN_UP'`);
  await database.sql.query('update reid_alerts set next_digest_at = null');
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
const mail = (...addresses: string[]) => ({ delivery_channels: ['EMAIL'], email_addresses: addresses });

interface MailRow {
  id: string;
  key: string;
  recipient: string;
  content: { sentences: string[]; more: number; name: string; alertId: string };
}
const readMails = async () =>
  (
    await database.sql.query<MailRow>(
      `select id, key, recipient, content from outgoing_mail where organization_id = $1 and kind = 'reid-alert' order by recipient, key`,
      [organization.id],
    )
  ).rows;

const places = async (count: number, values: Record<string, unknown> = {}) => {
  const keys = Array.from({ length: count }, (_, index) => `city-tx-${String(index).padStart(3, '0')}`);
  for (const key of keys)
    await insertFigures(database.sql, organization.id, { area_key: key, area_name: key, new_listings: 200, ...values });
  return keys;
};

const sendDigests = async () =>
  only(await database.asApp.query<{ count: number }>('select app.send_due_digests(100) as count')).count;

test.each([
  // From winter to summer and back: the hour stays 8, the distance does not.
  ['DAILY', 'America/New_York', '2026-03-07T13:00:00Z', '2026-03-08T12:00:00Z'],
  ['DAILY', 'America/New_York', '2026-10-31T12:00:00Z', '2026-11-01T13:00:00Z'],
  ['DAILY', 'America/New_York', '2026-03-07T12:59:59Z', '2026-03-07T13:00:00Z'],
  ['WEEKLY', 'America/Chicago', '2026-03-02T14:00:00Z', '2026-03-09T13:00:00Z'],
  ['WEEKLY', 'America/Chicago', '2026-03-08T20:00:00Z', '2026-03-09T13:00:00Z'],
  ['MONTHLY', 'America/Los_Angeles', '2026-10-01T15:00:00Z', '2026-11-01T16:00:00Z'],
  ['MONTHLY', 'America/Los_Angeles', '2026-12-31T23:00:00Z', '2027-01-01T16:00:00Z'],
  // Clocks jump at midnight in Havana, and Monday is there already in Auckland.
  ['DAILY', 'America/Havana', '2026-03-08T04:30:00Z', '2026-03-08T12:00:00Z'],
  ['WEEKLY', 'Pacific/Auckland', '2026-09-27T19:00:00Z', '2026-10-04T19:00:00Z'],
  ['IMMEDIATE', 'UTC', '2026-03-07T13:00:00Z', null],
])('the %s digest in %s after %s is due at %s', async (frequency, zone, after, due) => {
  const { next } = only(
    await database.sql.query<{ next: Date | null }>('select app.find_next_digest($1, $2, $3) as next', [
      frequency,
      zone,
      after,
    ]),
  );
  expect(next?.toISOString() ?? null).toBe(due && new Date(due).toISOString());
  if (due) {
    // The oracle knows the zones by itself.
    const hour = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
    expect(hour.format(new Date(due))).toBe('08');
  }
});

test('what is told at once goes to each address once, under a key of event and address', async () => {
  const keys = await places(2);
  const id = await insertAlert(database.sql, organization, {
    area_keys: keys,
    ...mail('a@harbor.test', 'b@harbor.test', 'a@harbor.test'),
  });
  await judge(database.sql, organization);
  await judge(database.sql, organization);
  const { rows } = await database.sql.query<{ id: string }>('select id from reid_alert_events where alert_id = $1', [
    id,
  ]);
  const expected = rows.flatMap((event) => ['a', 'b'].map((name) => `reid-alert:${event.id}:${name}@harbor.test`));
  const mails = await readMails();
  expect(mails.map(({ key }) => key).toSorted()).toEqual(expected.toSorted());
  for (const { content } of mails)
    expect(content).toMatchObject({ alertId: id, more: 0, sentences: [expect.any(String)] });
});

test('a digest tells everything since the last one in one mail, and nothing twice', async () => {
  const keys = await places(60);
  const id = await insertAlert(database.sql, organization, {
    area_keys: keys,
    frequency: 'WEEKLY',
    time_zone: 'America/Chicago',
    ...mail('a@harbor.test'),
  });
  await judge(database.sql, organization);
  expect(await readMails()).toEqual([]);
  expect(await sendDigests()).toBe(0);
  const isDue = () =>
    database.sql.query(`update reid_alerts set next_digest_at = now() - interval '1 hour' where id = $1`, [id]);
  await isDue();
  expect(await sendDigests()).toBe(1);
  expect(await sendDigests()).toBe(0);
  const [digest, ...others] = await readMails();
  expect(others).toEqual([]);
  expect(digest?.content.sentences).toHaveLength(50);
  expect(digest?.content.more).toBe(10);
  expect((await readEvents(database.sql, id)).every(({ isDelivered }) => isDelivered)).toBe(true);
  const { next } = only(
    await database.sql.query<{ next: boolean }>(
      `select next_digest_at > now() and extract(isodow from next_digest_at at time zone time_zone) = 1
         and (next_digest_at at time zone time_zone)::time = '08:00' as next from reid_alerts where id = $1`,
      [id],
    ),
  );
  expect(next).toBe(true);
  // A week without anything new sends nothing.
  await isDue();
  expect(await sendDigests()).toBe(1);
  expect(await readMails()).toHaveLength(1);
});

test('digests wait while the organization does not have the module, and nobody who turned an alert off gets one', async () => {
  const keys = await places(1);
  const ids = [];
  for (let index = 0; index < 2; index += 1)
    ids.push(
      await insertAlert(database.sql, organization, { area_keys: keys, frequency: 'DAILY', ...mail('a@harbor.test') }),
    );
  await judge(database.sql, organization);
  await database.sql.query('update reid_alerts set is_active = false where id = $1', [ids[0]]);
  await database.sql.query(`update reid_alerts set next_digest_at = now() where organization_id = $1 and is_active`, [
    organization.id,
  ]);
  const setTier = (tier: string) =>
    database.sql.query('update organizations set subscription_tier = $1 where id = $2', [tier, organization.id]);
  await setTier('STARTER');
  expect(await sendDigests()).toBe(0);
  await setTier('GROWTH');
  expect(await sendDigests()).toBe(1);
  expect((await readMails()).map(({ content }) => content.alertId)).toEqual([ids[1]]);
});

test('an alert that switched itself off still tells what it found last', async () => {
  const keys = await places(1);
  const id = await insertAlert(database.sql, organization, {
    area_keys: keys,
    frequency: 'DAILY',
    auto_disable_after: 1,
    ...mail('a@harbor.test'),
  });
  await judge(database.sql, organization);
  await database.sql.query('update reid_alerts set next_digest_at = now() where id = $1', [id]);
  expect(await sendDigests()).toBe(1);
  expect(await readMails()).toHaveLength(1);
});

test('whoever got a mail stops it by its link alone: once is enough, and others still get theirs', async () => {
  const keys = await places(1);
  const id = await insertAlert(database.sql, organization, {
    area_keys: keys,
    ...mail('a@harbor.test', 'b@harbor.test'),
  });
  await judge(database.sql, organization);
  const [first, second] = await readMails();
  const stop = async (mailId: string | undefined) =>
    only(await database.asApp.query<{ outcome: string }>('select app.stop_alert_mail($1) as outcome', [mailId]))
      .outcome;
  const read = async () =>
    only(
      await database.sql.query<{ addresses: string[]; channels: string }>(
        'select email_addresses as addresses, delivery_channels::text as channels from reid_alerts where id = $1',
        [id],
      ),
    );
  expect(await stop(first?.id)).toBe('STOPPED');
  expect(await stop(first?.id)).toBe('STOPPED');
  expect(await read()).toEqual({ addresses: ['b@harbor.test'], channels: '{EMAIL}' });
  const waiting = await database.sql.query<{ recipient: string }>(
    `select recipient from outgoing_mail where organization_id = $1 and send_after < 'infinity'`,
    [organization.id],
  );
  expect(waiting.rows).toEqual([{ recipient: 'b@harbor.test' }]);
  expect(await stop(second?.id)).toBe('STOPPED');
  expect(await read()).toEqual({ addresses: [], channels: '{IN_APP}' });
  expect(await stop(randomUUID())).toBe('NOT_FOUND');
});

interface Claimed {
  id: string;
  attempt: number;
  alert: string;
  body: string;
  secret: string;
  previous: string | null;
}
const claim = async (limit = 20) =>
  (
    await database.asApp.query<Claimed>(
      `select id, attempt, alert_id as alert, body, secret, previous_secret as previous from app.claim_webhook_deliveries($1)`,
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
  const read = (id: string) => JSON.parse(rows.find(({ alert }) => alert === id)?.body ?? '') as never;
  expect(read(single)).toMatchObject({
    type: 'reid.alert',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    data: {
      alert: { id: single, name: 'Listings in Austin' },
      moreEvents: 0,
      events: [{ areaKey: one, value: 200, unit: 'count', baseline: null, reportDate: '2024-06-30', source: 'redfin' }],
    },
  });
  const { data } = read(digest) as { data: { events: unknown[]; moreEvents: number } };
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
  expect(await claim()).toMatchObject([{ secret: 'sealed-2', previous: 'sealed-1' }]);
  await letTimePass();
  await database.sql.query(`update reid_alerts set previous_secret_until = now() - interval '1 second' where id = $1`, [
    id,
  ]);
  expect(await claim()).toMatchObject([{ secret: 'sealed-2', previous: null }]);
});

test('the schedule judges an organization once an hour, and lists none for somebody who is signed in', async () => {
  await insertAlert(database.sql, organization, { area_keys: await places(1) });
  const list = async () =>
    (
      await database.asApp.query<{ id: string }>(
        'select organization_id as id from app.list_organizations_to_judge(500)',
      )
    ).rows.map(({ id }) => id);
  expect(await list()).toContain(organization.id);
  const asPerson = await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
    client.query('select * from app.list_organizations_to_judge(500)'),
  );
  expect(asPerson.rows).toEqual([]);
  const run = async () =>
    only(await database.asApp.query<{ count: number }>('select app.judge_due_alerts($1) as count', [organization.id]))
      .count;
  expect(await run()).toBe(1);
  expect(await list()).not.toContain(organization.id);
  await insertFigures(database.sql, organization.id, {
    area_key: 'city-tx-000',
    area_name: 'A',
    new_listings: 300,
    report_date: '2024-07-31',
  });
  expect(await run()).toBe(0);
  await database.sql.query(`update limited_uses set started_at = now() - interval '61 minutes' where subject = $1`, [
    organization.id,
  ]);
  expect(await list()).toContain(organization.id);
  expect(await run()).toBe(1);
});
