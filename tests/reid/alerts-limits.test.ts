import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import type { SubscriptionTier, TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { conditions, createAnalysts, insertAlert, insertFigures, judge, readEvents } from './alerts-setup.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

type Values = Record<string, unknown>;

const typed = (values: Values = {}) => ({
  name: 'Listings in Austin',
  alert_type: 'NEW_LISTINGS',
  conditions: conditions.newListings,
  area_keys: ['city-tx-austin'],
  frequency: 'DAILY',
  delivery_channels: ['IN_APP'],
  email_addresses: [],
  webhook_url: null,
  time_zone: 'UTC',
  max_triggers_per_day: null,
  auto_disable_after: null,
  require_verification: false,
  ...values,
});

interface Saving {
  id?: string;
  version?: string | null;
  values?: Values;
  secret?: string | null;
  client?: Client;
}

/** Saves an alert as a form does and returns the outcome. */
async function save(person: TestPerson, { id = randomUUID(), version = null, values, secret = null, client }: Saving) {
  const { outcome } = only(
    await asViewer(client ?? database.asApp, person.tokenHash, (connected) =>
      connected.query<{ outcome: string }>('select outcome from app.save_reid_alert($1, $2, $3, $4)', [
        id,
        version,
        typed(values),
        secret,
      ]),
    ),
  );
  return outcome;
}

const call = async (person: TestPerson, statement: string, ...values: unknown[]) =>
  only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>(`select outcome from ${statement} as outcome`, values),
    ),
  ).outcome;
const switchAlert = (person: TestPerson, id: string, isActive: boolean) =>
  call(person, 'app.switch_reid_alert($1, $2)', id, isActive);

const setTier = ({ id }: TestOrganization, tier: SubscriptionTier) =>
  database.sql.query('update organizations set subscription_tier = $1 where id = $2', [tier, id]);

const count = async ({ id }: TestOrganization, condition: string) =>
  only(
    await database.sql.query<{ count: number }>(
      `select count(*)::integer as count from reid_alerts where organization_id = $1 and ${condition}`,
      [id],
    ),
  ).count;
const active = 'is_active';
const paused = `not is_active and paused_reason = 'TIER'`;

test.each([
  ['GROWTH', 3],
  ['ELITE', 20],
  ['ENTERPRISE', null],
] as const)(
  '%s has %s active alerts, whoever saves at once: the others are saved switched off',
  async (tier, limit) => {
    const organization = await createAnalysts(database.sql, tier);
    const saved = 24;
    const clients = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const client = new Client({ connectionString: database.appUrl });
        await client.connect();
        return client;
      }),
    );
    const outcomes = await Promise.all(
      clients.map(async (client) => {
        const own: string[] = [];
        for (let index = 0; index < saved / clients.length; index += 1)
          own.push(await save(organization.member, { client }));
        return own;
      }),
    );
    await Promise.all(clients.map((client) => client.end()));
    const off = outcomes.flat().filter((outcome) => outcome === 'SAVED_OFF').length;
    expect(off).toBe(saved - Math.min(limit ?? saved, saved));
    expect(await count(organization, active)).toBe(saved - off);
    expect(await count(organization, paused)).toBe(off);
  },
  60_000,
);

test('a lower tier switches off the newest, a higher one lets them be turned on again, and nothing is deleted', async () => {
  const organization = await createAnalysts(database.sql, 'ELITE');
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    ids.push(await insertAlert(database.sql, organization, { created_at: `2026-01-0${index + 1}` }));
  }
  expect(await switchAlert(organization.member, ids[0] ?? '', false)).toBe('OFF');
  await setTier(organization, 'GROWTH');
  const isOn = async () =>
    (
      await database.sql.query<{ on: boolean }>(
        'select is_active as on from reid_alerts where organization_id = $1 order by created_at',
        [organization.id],
      )
    ).rows.map(({ on }) => on);
  expect(await isOn()).toEqual([false, true, true, true, false]);
  expect(await count(organization, paused)).toBe(1);
  // There is no room, for that one nor for the one that was turned off by hand.
  expect(await switchAlert(organization.member, ids[4] ?? '', true)).toBe('LIMIT');
  expect(await switchAlert(organization.admin, ids[0] ?? '', true)).toBe('LIMIT');
  expect(await call(organization.owner, '(select outcome from app.resume_reid_alerts())')).toBe('LIMIT');
  expect(await switchAlert(organization.member, ids[1] ?? '', false)).toBe('OFF');
  expect(await call(organization.owner, '(select outcome from app.resume_reid_alerts())')).toBe('ON');
  // The one turned off first counts as switched off by the tier now, so it is the older and comes first.
  expect(await isOn()).toEqual([true, false, true, true, false]);
  await setTier(organization, 'ENTERPRISE');
  expect(await call(organization.viewer, '(select outcome from app.resume_reid_alerts())')).toBe('NOT_FOUND');
  expect(await call(organization.member, '(select outcome from app.resume_reid_alerts())')).toBe('ON');
  expect(await isOn()).toEqual([true, false, true, true, true]);
  expect(await count(organization, 'true')).toBe(5);
});

test('a second click saves nothing again, and whoever was slower is told', async () => {
  const organization = await createAnalysts(database.sql);
  const id = randomUUID();
  expect(await save(organization.member, { id })).toBe('SAVED');
  expect(await save(organization.member, { id })).toBe('SAVED');
  expect(await count(organization, 'true')).toBe(1);
  const readVersion = async () =>
    only(
      await asViewer(database.asApp, organization.member.tokenHash, (client) =>
        client.query<{ version: string }>('select app.find_alert_version($1) as version', [id]),
      ),
    ).version;
  const version = await readVersion();
  const change = { name: 'Other' };
  expect(await save(organization.member, { id, version, values: change })).toBe('SAVED');
  expect(await save(organization.member, { id, version, values: change })).toBe('SAVED');
  expect(await save(organization.admin, { id, version, values: { name: 'Third' } })).toBe('CHANGED');
  expect(await count(organization, `name = 'Other'`)).toBe(1);
  // Firing is no change of what people chose.
  await database.sql.query('update reid_alerts set trigger_count = 5, last_triggered_at = now() where id = $1', [id]);
  expect(await save(organization.admin, { id, version: await readVersion(), values: { name: 'Third' } })).toBe('SAVED');
});

test('filters of an older alert stay as long as its form says so', async () => {
  const organization = await createAnalysts(database.sql);
  const id = await insertAlert(database.sql, organization, {
    area_keys: [],
    counties: ['Travis County'],
    neighborhoods: ['Zilker'],
    states: ['TX'],
  });
  const saveAs = async (keeps_filters: boolean) => {
    const { version } = only(
      await asViewer(database.asApp, organization.member.tokenHash, (client) =>
        client.query<{ version: string }>('select app.find_alert_version($1) as version', [id]),
      ),
    );
    expect(await save(organization.member, { id, version, values: { keeps_filters } })).toBe('SAVED');
    return only(
      await database.sql.query('select counties, neighborhoods, states from reid_alerts where id = $1', [id]),
    );
  };
  expect(await saveAs(true)).toEqual({ counties: ['Travis County'], neighborhoods: ['Zilker'], states: ['TX'] });
  expect(await saveAs(false)).toEqual({ counties: [], neighborhoods: [], states: [] });
});

test('only those who may change an alert do, and only ADMIN and OWNER set one for the organization', async () => {
  const organization = await createAnalysts(database.sql);
  const others = await createAnalysts(database.sql);
  const forAll = { values: { is_for_organization: true } };
  expect(await save(organization.member, forAll)).toBe('NOT_ALLOWED');
  expect(await save(organization.viewer, {})).toBe('NOT_ALLOWED');
  expect(await save(organization.admin, forAll)).toBe('SAVED');
  expect(await count(organization, 'user_id is null')).toBe(1);
  const id = await insertAlert(database.sql, organization, { user_id: organization.owner.id });
  for (const person of [organization.member, organization.viewer, others.owner]) {
    expect(await save(person, { id, version: 'x' })).toBe('NOT_FOUND');
    expect(await switchAlert(person, id, false)).toBe('NOT_FOUND');
    expect(await call(person, 'app.send_webhook_test($1, gen_random_uuid())', id)).toBe('NOT_FOUND');
    expect(await call(person, 'app.replace_webhook_secret($1, 0, $2)', id, 'sealed')).toBe('NOT_FOUND');
  }
  expect(await save(others.owner, { id })).toBe('NOT_ALLOWED');
  expect(await switchAlert(organization.admin, id, false)).toBe('OFF');
  await database.sql.query('delete from tool_seats where organization_id = $1', [organization.id]);
  expect(await switchAlert(organization.owner, id, true)).toBe('NOT_FOUND');
});

test.each([
  ['a figure of another type', { alert_type: 'PRICE_DROP', conditions: conditions.newListings }],
  ['a rise of a fall', { alert_type: 'PRICE_DROP', conditions: { ...conditions.priceFalls, compare: 'rises' } }],
  ['points of a price', { alert_type: 'PRICE_DROP', conditions: { ...conditions.priceFalls, unit: 'points' } }],
  ['no source', { conditions: { ...conditions.newListings, source: '' } }],
  ['a change by nothing', { alert_type: 'PRICE_DROP', conditions: { ...conditions.priceFalls, value: 0 } }],
  ['a level below nothing', { conditions: { ...conditions.newListings, value: -1 } }],
  ['a number as text', { conditions: { ...conditions.newListings, value: '100' } }],
  ['a level with a time', { conditions: { ...conditions.newListings, over: 'year' } }],
  ['another field', { conditions: { ...conditions.newListings, school: 'good' } }],
  ['a demographic figure', { conditions: { ...conditions.newListings, figure: 'median_age' } }],
  ['nothing', { conditions: {} }],
])('conditions with %s are kept by nobody', async (_, values) => {
  const organization = await createAnalysts(database.sql);
  expect(await refusal(insertAlert(database.sql, organization, values))).toBe('23514');
});

test('a zone that is none is refused', async () => {
  const organization = await createAnalysts(database.sql);
  expect(await refusal(insertAlert(database.sql, organization, { time_zone: 'Texas/Austin' }))).toBe('22023');
});

test('above the most of a local day events are kept and held back, until somebody sends them', async () => {
  const organization = await createAnalysts(database.sql);
  const places = ['dallas', 'el-paso', 'houston', 'waco'];
  for (const place of places)
    await insertFigures(database.sql, organization.id, {
      area_key: `city-tx-${place}`,
      area_name: place,
      new_listings: 200,
    });
  const id = await insertAlert(database.sql, organization, {
    area_keys: places.map((place) => `city-tx-${place}`),
    max_triggers_per_day: 2,
    time_zone: 'America/Chicago',
  });
  // One of a day that is over in Chicago does not count, one of today does.
  for (const [day, age] of [
    [
      '2020-01-31',
      `date_trunc('day', now() at time zone 'America/Chicago') at time zone 'America/Chicago' - interval '1 second'`,
    ],
    ['2020-02-29', 'now()'],
  ])
    await database.sql.query(
      `insert into reid_alert_events (organization_id, alert_id, area_key, area_name, data_source, report_date, figure, sentence, state, created_at)
       values ($1, $2, 'us', 'US', 'redfin', $3, 'new_listings', 'It rose.', 'DISMISSED', ${age})`,
      [organization.id, id, day],
    );
  expect(await judge(database.sql, organization)).toBe(4);
  const found = (await readEvents(database.sql, id)).filter(({ area }) => area !== 'us');
  expect(found.map(({ state, isDelivered }) => [state, isDelivered])).toEqual([
    ['NEW', true],
    ['HELD_BACK', false],
    ['HELD_BACK', false],
    ['HELD_BACK', false],
  ]);
  const heldBack = only(
    await database.sql.query<{ id: string }>(
      `select id from reid_alert_events where alert_id = $1 and area_key = 'city-tx-waco'`,
      [id],
    ),
  );
  expect(await call(organization.member, 'app.decide_alert_event($1, true)', heldBack.id)).toBe('APPROVED');
  expect((await readEvents(database.sql, id)).at(-1)).toMatchObject({ state: 'APPROVED', isDelivered: true });
});

test('an alert that fired as often as it should switches itself off, and fires as often again when it is turned on', async () => {
  const organization = await createAnalysts(database.sql);
  const places = ['dallas', 'houston', 'waco'];
  for (const place of places)
    await insertFigures(database.sql, organization.id, {
      area_key: `city-tx-${place}`,
      area_name: place,
      new_listings: 200,
    });
  const id = await insertAlert(database.sql, organization, {
    area_keys: places.map((place) => `city-tx-${place}`),
    auto_disable_after: 2,
  });
  expect(await judge(database.sql, organization)).toBe(2);
  expect(await count(organization, `not is_active and paused_reason = 'TRIGGERS' and trigger_count = 2`)).toBe(1);
  expect(await judge(database.sql, organization)).toBe(0);
  expect(await switchAlert(organization.member, id, true)).toBe('ON');
  expect(await judge(database.sql, organization)).toBe(1);
  expect(await count(organization, 'is_active and trigger_count = 1')).toBe(1);
});

test('what asks for it waits for a person: their own alert for a MEMBER, any for an ADMIN', async () => {
  const organization = await createAnalysts(database.sql);
  await insertFigures(database.sql, organization.id, { new_listings: 200 });
  const values = { require_verification: true, delivery_channels: ['EMAIL'], email_addresses: ['a@harbor.test'] };
  const own = await insertAlert(database.sql, organization, values);
  const forAll = await insertAlert(database.sql, organization, { ...values, user_id: null });
  await judge(database.sql, organization);
  const mails = async () =>
    only(
      await database.sql.query<{ count: number }>(
        'select count(*)::integer as count from outgoing_mail where organization_id = $1',
        [organization.id],
      ),
    ).count;
  const eventOf = async (alertId: string) =>
    only(await database.sql.query<{ id: string }>('select id from reid_alert_events where alert_id = $1', [alertId]))
      .id;
  expect(await mails()).toBe(0);
  const decide = async (person: TestPerson, alertId: string, isApproved: boolean) =>
    call(person, 'app.decide_alert_event($1, $2)', await eventOf(alertId), isApproved);
  expect(await decide(organization.viewer, own, true)).toBe('NOT_FOUND');
  expect(await decide(organization.member, forAll, true)).toBe('NOT_FOUND');
  expect(await decide(organization.member, own, true)).toBe('APPROVED');
  expect(await decide(organization.admin, own, true)).toBe('APPROVED');
  expect(await decide(organization.admin, own, false)).toBe('DECIDED');
  expect(await mails()).toBe(1);
  expect(await decide(organization.admin, forAll, false)).toBe('DISMISSED');
  expect(await decide(organization.owner, forAll, true)).toBe('DECIDED');
  expect(await mails()).toBe(1);
});
