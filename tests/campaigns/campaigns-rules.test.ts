import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// What the database decides about campaigns, asked as the app asks it.

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
});

afterAll(() => database?.drop());

type Values = Record<string, unknown>;

const create = async (table: string, values: Values = {}) =>
  String((await createModuleRow(database.sql, table, organization, values)).id);
const ask = async (person: TestPerson | null, expression: string, values: unknown[] = []) =>
  asViewer(database.asApp, person?.tokenHash ?? null, async (client: Client) =>
    String(only(await client.query<{ answer: unknown }>(`select ${expression} as answer`, values)).answer),
  );
const read = async (query: string, ...values: unknown[]) => only(await database.sql.query<Values>(query, values));

const typed = (values: Values = {}) =>
  JSON.stringify({
    name: 'Open houses',
    description: null,
    type: 'EMAIL_MARKETING',
    startDate: null,
    endDate: null,
    goals: {},
    budget: null,
    tags: [],
    slug: 'open-houses',
    ...values,
  });
const save = async (person: TestPerson, id: string, version: number, campaign = typed()) =>
  asViewer(database.asApp, person.tokenHash, async (client) => {
    const { outcome, slug } = only(
      await client.query<{ outcome: string; slug: string | null }>('select * from app.save_campaign($1, $2, $3)', [
        id,
        version,
        campaign,
      ]),
    );
    return [outcome, slug];
  });

describe('saving', () => {
  test('names that are alike get addresses of their own, and a second click makes nothing', async () => {
    const { member, owner } = organization;
    const first = randomUUID();
    expect(await save(member, first, 0)).toEqual(['SAVED', 'open-houses']);
    expect(await save(member, first, 0)).toEqual(['SAVED', 'open-houses']);
    expect(await save(owner, randomUUID(), 0)).toEqual(['SAVED', 'open-houses-2']);
    expect(await save(owner, randomUUID(), 0)).toEqual(['SAVED', 'open-houses-3']);
    expect(await read('select count(*)::integer from campaigns where organization_id = $1', organization.id)).toEqual({
      count: 3,
    });
  });

  test('no campaign takes the address of a page', async () => {
    const taken: unknown[] = [];
    for (const slug of ['new', 'emails', 'contacts', 'posts', 'content', 'calendar', 'settings', 'accounts', 'repeats'])
      taken.push(await save(organization.member, randomUUID(), 0, typed({ slug })));
    expect(taken).toEqual(
      ['new', 'emails', 'contacts', 'posts', 'content', 'calendar', 'settings', 'accounts', 'repeats'].map((slug) => [
        'SAVED',
        `${slug}-2`,
      ]),
    );
  });

  test('two at once get two addresses', async () => {
    const one = await connectApp();
    const other = await connectApp();
    try {
      const saving = (client: Client) =>
        asViewer(client, organization.owner.tokenHash, async () =>
          only(
            await client.query<{ slug: string }>('select slug from app.save_campaign($1, 0, $2)', [
              randomUUID(),
              typed(),
            ]),
          ),
        );
      const slugs = await Promise.all([saving(one), saving(other)]);
      expect(slugs.map(({ slug }) => slug).toSorted()).toEqual(['open-houses', 'open-houses-2']);
    } finally {
      await Promise.all([one.end(), other.end()]);
    }
  });

  test('another’s campaign is changed by ADMIN and OWNER, and its address stays', async () => {
    const { member, owner, viewer } = organization;
    const colleague = randomUUID();
    await save(owner, colleague, 0);
    expect((await save(member, colleague, 1, typed({ name: 'Mine' })))[0]).toBe('NOT_ALLOWED');
    expect((await save(viewer, randomUUID(), 0))[0]).toBe('NOT_ALLOWED');
    expect(await save(organization.admin, colleague, 1, typed({ name: 'Spring', slug: 'spring' }))).toEqual([
      'SAVED',
      'open-houses',
    ]);
    expect((await save(owner, colleague, 1, typed({ name: 'Late' })))[0]).toBe('CHANGED');
    expect((await save(owner, colleague, 1, typed({ name: 'Spring' })))[0]).toBe('SAVED');
    expect((await save(owner, randomUUID(), 1))[0]).toBe('NOT_FOUND');
  });

  test('what entries cost makes no form stale', async () => {
    const id = randomUUID();
    await save(organization.member, id, 0);
    await create('campaign_entries', { campaign_id: id });
    expect((await save(organization.member, id, 1, typed({ name: 'Spring' })))[0]).toBe('SAVED');
  });
});

describe('states', () => {
  const move = (person: TestPerson, id: string, to: string, version: number | null = null) =>
    ask(person, 'app.move_campaign($1, $2, $3)', [id, to, version]);
  const statusOf = async (id: string) => (await read('select status::text from campaigns where id = $1', id)).status;

  test('what is not over goes to and fro in any order, and its end is final but for an ADMIN', async () => {
    const { member, admin, owner } = organization;
    const id = await create('campaigns');
    for (const to of ['PLANNING', 'ACTIVE', 'DRAFT', 'PAUSED', 'ACTIVE', 'COMPLETED']) {
      expect([to, await move(member, id, to)]).toEqual([to, 'MOVED']);
      expect(await statusOf(id)).toBe(to);
    }
    expect(await move(member, id, 'ACTIVE')).toBe('CLOSED');
    expect(await move(member, id, 'CANCELLED')).toBe('CLOSED');
    expect(await move(member, id, 'PLANNING')).toBe('NEEDS_ADMIN');
    expect(await move(admin, id, 'PLANNING')).toBe('MOVED');
    expect(await move(owner, id, 'CANCELLED')).toBe('MOVED');
    expect(await move(owner, id, 'PLANNING')).toBe('MOVED');
  });

  test('who asks a second time, or late, is answered with what is', async () => {
    const id = await create('campaigns');
    expect(await move(organization.member, id, 'ACTIVE', 1)).toBe('MOVED');
    expect(await move(organization.member, id, 'ACTIVE', 1)).toBe('MOVED');
    expect(await move(organization.admin, id, 'PAUSED', 1)).toBe('CHANGED');
    expect(await move(organization.admin, id, 'PAUSED', 2)).toBe('MOVED');
    const { rows } = await database.sql.query(
      `select after ->> 'status' as status from audit_log where subject_type = 'campaign' and subject_id = $1 order by chain_position`,
      [id],
    );
    expect(rows.map(({ status }) => status)).toEqual(['ACTIVE', 'PAUSED']);
  });

  test('a colleague without rights, a VIEWER and another organization move nothing', async () => {
    const id = await create('campaigns', { created_by: organization.owner.id });
    const stranger = await createOrganization(database.sql);
    await unlockModules(database.sql, stranger);
    expect(await move(organization.member, id, 'ACTIVE')).toBe('NOT_ALLOWED');
    expect(await move(organization.viewer, id, 'ACTIVE')).toBe('NOT_ALLOWED');
    expect(await move(stranger.owner, id, 'ACTIVE')).toBe('NOT_FOUND');
    expect(await statusOf(id)).toBe('DRAFT');
  });

  const planned = { scheduled_at: new Date('2100-01-04T15:00:00Z'), scheduled_time_zone: 'UTC' };

  test('pausing stands still what is being sent, and holds what is scheduled', async () => {
    const id = await create('campaigns', { status: 'ACTIVE' });
    const sending = await create('email_campaigns', { campaign_id: id, status: 'SENDING' });
    const scheduled = await create('email_campaigns', { campaign_id: id, status: 'SCHEDULED', ...planned });
    expect(await move(organization.member, id, 'PAUSED')).toBe('MOVED');
    const states = `select (select status::text from email_campaigns where id = $1) as sending,
      (select status::text from email_campaigns where id = $2) as scheduled`;
    expect(await read(states, sending, scheduled)).toEqual({ sending: 'PAUSED', scheduled: 'SCHEDULED' });
    expect(await move(organization.member, id, 'ACTIVE')).toBe('MOVED');
    expect(await read(states, sending, scheduled)).toEqual({ sending: 'PAUSED', scheduled: 'SCHEDULED' });
  });

  test.each(['COMPLETED', 'CANCELLED'])('nothing is %s while one of its emails is being sent', async (to) => {
    const id = await create('campaigns', { status: 'ACTIVE' });
    const email = await create('email_campaigns', { campaign_id: id, status: 'SENDING' });
    const scheduled = await create('email_campaigns', { campaign_id: id, status: 'SCHEDULED', ...planned });
    expect(await move(organization.owner, id, to)).toBe('SENDING');
    expect(await statusOf(id)).toBe('ACTIVE');
    await database.sql.query(`update email_campaigns set status = 'SENT' where id = $1`, [email]);
    const post = await create('social_media_posts', { campaign_id: id, status: 'SCHEDULED', ...planned });
    const repeat = await create('campaign_repeats', {
      campaign_id: id,
      next_on: '2100-01-04',
      next_at: planned.scheduled_at,
    });
    expect(await move(organization.owner, id, to)).toBe('MOVED');
    expect(
      await read(
        `select (select status::text from email_campaigns where id = $1) as email, (select status::text from social_media_posts where id = $2) as post,
           (select is_active from campaign_repeats where id = $3) as repeats`,
        scheduled,
        post,
        repeat,
      ),
    ).toEqual({ email: 'DRAFT', post: 'DRAFT', repeats: false });
  });

  test('a post that is on its way keeps its campaign from ending', async () => {
    const id = await create('campaigns', { status: 'ACTIVE' });
    await create('social_media_posts', {
      campaign_id: id,
      status: 'SCHEDULED',
      ...planned,
      first_attempt_at: new Date(),
    });
    expect(await move(organization.owner, id, 'COMPLETED')).toBe('SENDING');
  });
});

describe('archive and deletion', () => {
  const remove = (person: TestPerson, id: string) => ask(person, 'app.delete_campaign($1)', [id]);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);

  test('an archived campaign is kept and comes back', async () => {
    const id = await create('campaigns');
    expect(await ask(organization.member, 'app.archive_campaign($1, true)', [id])).toBe('ARCHIVED');
    expect(await ask(organization.member, 'app.archive_campaign($1, false)', [id])).toBe('RESTORED');
    expect(await ask(organization.viewer, 'app.archive_campaign($1, true)', [id])).toBe('NOT_ALLOWED');
  });

  test('its creator deletes a campaign for 24 hours, an ADMIN any time, and everything of it goes', async () => {
    const old = await create('campaigns', { created_at: yesterday });
    expect(await remove(organization.member, old)).toBe('TOO_LATE');
    expect(await remove(organization.admin, old)).toBe('DELETED');
    const fresh = await create('campaigns');
    for (const table of ['email_campaigns', 'social_media_posts', 'campaign_entries', 'campaign_content'])
      await create(table, { campaign_id: fresh });
    const repeat = await create('campaign_repeats', { campaign_id: fresh });
    await create('email_campaigns', { campaign_id: fresh, repeat_id: repeat, occurs_on: '2026-01-05' });
    expect(await remove(organization.viewer, fresh)).toBe('NOT_ALLOWED');
    expect(await remove(organization.member, fresh)).toBe('DELETED');
    expect(await remove(organization.member, fresh)).toBe('NOT_FOUND');
  });

  test('nobody deletes a campaign whose email went out, however they try', async () => {
    const id = await create('campaigns');
    const email = await create('email_campaigns', { campaign_id: id, status: 'SENT' });
    await create('email_deliveries', { email_campaign_id: email, status: 'SENT', attempts: 1, sent_at: new Date() });
    for (const person of [organization.member, organization.admin, organization.owner])
      expect(await remove(person, id)).toBe('WENT_OUT');
    await expect(
      asViewer(database.asApp, organization.owner.tokenHash, (client) =>
        client.query('delete from campaigns where id = $1', [id]),
      ),
    ).rejects.toMatchObject({ code: '23001' });
    expect(await read('select count(*)::integer from email_deliveries where email_campaign_id = $1', email)).toEqual({
      count: 1,
    });
  });

  test('posts that are out keep a MEMBER from deleting their campaign', async () => {
    const id = await create('campaigns');
    await create('social_media_posts', { campaign_id: id, status: 'PUBLISHED', published_at: new Date() });
    expect(await remove(organization.member, id)).toBe('WENT_OUT');
    expect(await remove(organization.owner, id)).toBe('DELETED');
  });
});

/** A second connection of the app's role, for what happens at the same moment. */
async function connectApp(): Promise<Client> {
  const client = new Client({ connectionString: database.appUrl });
  await client.connect();
  return client;
}
