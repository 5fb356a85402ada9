import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createAnalysts, insertAlert, insertFigures, insertPlaces, judge, readEvents } from './alerts-setup.ts';

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

const places = (count: number, values: Record<string, unknown> = {}) =>
  insertPlaces(database.sql, organization.id, count, values);

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
