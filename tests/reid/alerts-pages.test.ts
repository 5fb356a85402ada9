import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestOrganization } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createAnalysts, insertAlert, insertFigures, judge } from './alerts-setup.ts';

// The pages of alerts over HTTP; SQL over the tables says what they have to show.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let visitors: Record<'owner' | 'member' | 'viewer' | 'stranger', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createAnalysts(database.sql, 'GROWTH');
  const strangers = await createAnalysts(database.sql);
  const visit = (person: { id: string }, organizationId = organization.id) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });
  const { owner, member, viewer } = organization;
  visitors = {
    owner: await visit(owner),
    member: await visit(member),
    viewer: await visit(viewer),
    stranger: await visit(strangers.owner, strangers.id),
  };
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const form = (values: Record<string, string | string[]> = {}) => ({
  forOrganization: organization.id,
  intent: 'save',
  id: randomUUID(),
  name: 'Listings in Austin',
  watch: 'new_listings',
  compare: 'above',
  value: '100',
  unit: 'amount',
  over: 'year',
  source: 'redfin',
  areas: 'Austin, TX\r\n78704',
  channels: ['IN_APP', 'EMAIL'],
  emails: 'a@harbor.test\r\nb@harbor.test',
  frequency: 'IMMEDIATE',
  timeZone: 'America/Chicago',
  maxPerDay: '20',
  ...values,
});
const months = async (...listings: number[]) => {
  for (const [index, new_listings] of listings.entries())
    await insertFigures(database.sql, organization.id, { new_listings, report_date: `2024-0${index + 1}-28` });
};
const act = (intent: string, values: Record<string, string | string[]> = {}) => ({
  forOrganization: organization.id,
  intent,
  ...values,
});

test('an alert is created, listed, changed and turned off, and is its maker’s', async () => {
  const fields = form();
  const page = `/reid/alerts/${fields.id}`;
  expect((await visitors.member.post('/reid/alerts/new', fields)).location).toBe(page);
  const row = only(
    await database.sql.query(
      `select user_id, alert_type::text, area_keys, conditions, delivery_channels::text, email_addresses, time_zone, max_triggers_per_day, is_active
       from reid_alerts where id = $1`,
      [fields.id],
    ),
  );
  expect(row).toEqual({
    user_id: organization.member.id,
    alert_type: 'NEW_LISTINGS',
    area_keys: ['city-tx-austin', 'zip-78704'],
    conditions: { figure: 'new_listings', compare: 'above', value: 100, unit: 'amount', source: 'redfin' },
    delivery_channels: '{IN_APP,EMAIL}',
    email_addresses: ['a@harbor.test', 'b@harbor.test'],
    time_zone: 'America/Chicago',
    max_triggers_per_day: 20,
    is_active: true,
  });
  for (const visitor of [visitors.owner, visitors.member]) {
    expect((await visitor.get('/reid/alerts')).text).toContain('New listings is at or above 100. Source: Redfin.');
    expect((await visitor.get(page)).status).toBe(200);
  }
  // Of the MEMBER: a VIEWER does not see it, and nobody of another organization finds it.
  expect((await visitors.viewer.get('/reid/alerts')).text).not.toContain('Listings in Austin');
  for (const visitor of [visitors.viewer, visitors.stranger]) expect((await visitor.get(page)).status).toBe(404);
  expect((await visitors.viewer.get('/reid/alerts/new')).status).toBe(404);

  const version = present(/name="version" value="([^"]+)"/.exec((await visitors.member.get(page)).text))[1] ?? '';
  const changed = { ...fields, version, name: 'Many listings' };
  expect((await visitors.member.post(page, changed)).location).toBe(page);
  const late = await visitors.owner.post(page, { ...fields, version, name: 'Too late' });
  expect([late.status, late.text.includes('somebody changed this alert'), late.text.includes('Too late')]).toEqual([
    409,
    true,
    true,
  ]);
  expect((await visitors.member.post('/reid/alerts', act('turn-off', { id: fields.id }))).location).toBe(
    '/reid/alerts',
  );
  expect((await visitors.member.get('/reid/alerts')).text).toContain('Turn on');
});

test('“Test” tells what the last 24 months would have told, and saves nothing', async () => {
  await months(120, 90, 100);
  const tested = await visitors.member.post('/reid/alerts/new', form({ intent: 'test', name: '' }));
  expect(tested.text).toContain('It would have told of 2 events, in 3 periods of its areas.');
  expect(tested.text).toContain('New listings of Austin, TX is 100 (Mar 2024), at or above 100.');
  expect(tested.text).toContain('zip-78704');
  const risen = await visitors.member.post(
    '/reid/alerts/new',
    form({ intent: 'test', compare: 'rises', value: '11.1', unit: 'percent', over: 'previous', areas: 'Austin, TX' }),
  );
  // From 90 to 100 is 11.1 %, before January there is nothing.
  expect(risen.text).toContain('It would have told of 1 event, in 3 periods of its areas.');
  expect(risen.text).toContain('1 period cannot be judged');
  expect(
    (await database.sql.query('select from reid_alerts where organization_id = $1', [organization.id])).rowCount,
  ).toBe(0);
});

test('what is wrong is said beside its field, and what was typed stays', async () => {
  const refused = await visitors.member.post('/reid/alerts/new', form({ areas: 'Atlantis', name: 'Kept name' }));
  expect(refused.status).toBe(400);
  expect(refused.text).toMatch(/<a href="#areas"[^>]*>“Atlantis” names no area/);
  expect(refused.text).toContain('Kept name');
  expect(refused.text).toContain('Atlantis</textarea>');
  expect(refused.text).toMatch(/value="EMAIL"[^>]*checked|checked[^>]*value="EMAIL"/);
});

test('the fourth active alert of GROWTH is saved switched off, and after an upgrade it is turned on again', async () => {
  for (let index = 0; index < 3; index += 1)
    await visitors.member.post('/reid/alerts/new', form({ name: `Alert ${index}` }));
  expect((await visitors.member.get('/reid/alerts/new')).text).toContain('3 of 3 active alerts');
  const fourth = form({ name: 'Fourth' });
  const saved = await visitors.member.post('/reid/alerts/new', fourth);
  expect((await visitors.member.get(present(saved.location))).text).toContain('your plan allows no more active alerts');
  expect((await visitors.member.post(`/reid/alerts/${fourth.id}`, act('turn-on'))).status).toBe(409);
  expect((await visitors.member.get('/reid/alerts')).text).not.toContain('Turn on again');
  await database.sql.query(`update organizations set subscription_tier = 'ELITE' where id = $1`, [organization.id]);
  expect((await visitors.member.get('/reid/alerts')).text).toContain('Turn on again');
  await visitors.member.post('/reid/alerts', act('resume'));
  const { count } = only(
    await database.sql.query<{ count: number }>(
      'select count(*)::integer as count from reid_alerts where organization_id = $1 and is_active',
      [organization.id],
    ),
  );
  expect(count).toBe(4);
});

test('unread events are counted beside the module’s places, until they are marked as read', async () => {
  await months(120);
  await insertAlert(database.sql, organization, { user_id: null });
  await insertAlert(database.sql, organization);
  await judge(database.sql, organization);
  const waiting = (text: string) => /Alerts<span[^>]*>(\d+)<span/.exec(text)?.[1];
  const { text } = await visitors.member.get('/reid/alerts/events');
  expect(waiting(text)).toBe('2');
  expect(waiting((await visitors.viewer.get('/reid/alerts/events')).text)).toBeUndefined();
  const ids = [...text.matchAll(/name="ids" value="([^"]+)"/g)].map(([, id = '']) => id);
  expect(ids).toHaveLength(2);
  expect((await visitors.member.post('/reid/alerts/events', act('read', { ids }))).status).toBe(302);
  expect(waiting((await visitors.member.get('/reid/alerts')).text)).toBeUndefined();
  // Others read for themselves.
  expect(waiting((await visitors.owner.get('/reid/alerts')).text)).toBe('2');
  expect((await visitors.viewer.post('/reid/alerts/events', act('read', { ids }))).status).toBe(404);
});

test('an event that waits is sent when it is approved, by mail that one click or one request stops', async () => {
  await months(120);
  const address = `${randomUUID().slice(0, 8)}@harbor.test`;
  await insertAlert(database.sql, organization, {
    require_verification: true,
    delivery_channels: '{EMAIL}',
    email_addresses: [address],
  });
  await judge(database.sql, organization);
  const event = only(
    await database.sql.query<{ id: string }>('select id from reid_alert_events where organization_id = $1', [
      organization.id,
    ]),
  );
  const page = await visitors.member.get('/reid/alerts/events');
  expect(page.text).toContain('Approve and send');
  expect((await visitors.viewer.post('/reid/alerts/events', act('approve', { id: event.id }))).status).toBe(404);
  await visitors.member.post('/reid/alerts/events', act('approve', { id: event.id }));
  const mails = () => worker.outbox.messages().filter(({ to }) => to === address);
  await expect.poll(() => mails().length).toBe(1);
  const [mail] = mails();
  expect(mail?.subject).toContain('New listings of Austin, TX is 120');
  const stopPage = present(/https?:\/\/\S+\/alert-mail\/\S+/.exec(present(mail).text))[0];
  const oneClick = present(present(mail).unsubscribe);

  // Opening the link stops nothing, whoever or whatever opens it; neither does a post of something else.
  const guest = createVisitor(worker.url);
  expect((await guest.get(new URL(stopPage).pathname)).text).toContain('Stop these emails');
  const post = (body: string) =>
    fetch(oneClick, { method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
  expect((await post('intent=save')).status).toBe(404);
  const isStopped = async () =>
    only(
      await database.sql.query<{ stopped: boolean }>(
        `select email_addresses = '{}' as stopped from reid_alerts where organization_id = $1`,
        [organization.id],
      ),
    ).stopped;
  expect(await isStopped()).toBe(false);
  expect((await post('List-Unsubscribe=One-Click')).status).toBe(200);
  expect(await isStopped()).toBe(true);
  expect((await guest.get(new URL(stopPage).pathname)).text).toContain('gets no email of this alert');
  expect((await guest.post(new URL(stopPage).pathname, {})).status).toBe(302);
  expect((await guest.get(`/alert-mail/${randomUUID()}`)).status).toBe(404);
});

test('who only reads an alert of the organization is not told its receivers', async () => {
  const id = await insertAlert(database.sql, organization, {
    user_id: null,
    delivery_channels: '{EMAIL,WEBHOOK}',
    email_addresses: ['private@harbor.test'],
    webhook_url: 'https://hooks.example.com/key-of-the-hook',
  });
  const read = async (visitor: Visitor) => (await visitor.get(`/reid/alerts/${id}`)).text;
  for (const visitor of [visitors.member, visitors.viewer]) {
    const text = await read(visitor);
    expect(text).toContain('https://hooks.example.com');
    expect(text).not.toContain('key-of-the-hook');
    expect(text).not.toContain('private@harbor.test');
    expect(text).not.toContain('Send test');
  }
  expect(await read(visitors.owner)).toContain('key-of-the-hook');
});

test('without the module there is no page and nothing to send', async () => {
  await database.sql.query(`update organizations set subscription_tier = 'STARTER' where id = $1`, [organization.id]);
  for (const path of ['/reid/alerts', '/reid/alerts/new', '/reid/alerts/events'])
    expect((await visitors.owner.get(path)).status).toBe(404);
  expect((await visitors.owner.post('/reid/alerts/new', form())).status).toBe(404);
});
