import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createPosters, dueSince, insertAccount, insertPost, type Posters, readPost } from './posts-setup.ts';

// What the database decides about posts, asked as the app asks it.

let database: TestDatabase;
let posters: Posters;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  posters = await createPosters(database.sql);
});

afterAll(() => database?.drop());

/** Calls a function that answers with one outcome, as somebody; null for nobody. */
async function call(person: TestPerson | null, name: string, ...values: unknown[]): Promise<string | null> {
  const places = values.map((_, index) => `$${index + 1}`).join(', ');
  const { outcome } = await asViewer(database.asApp, person?.tokenHash ?? null, async (client) =>
    only(await client.query<{ outcome: string | null }>(`select app.${name}(${places}) as outcome`, values)),
  );
  return outcome;
}

const later = {
  scheduled_at: '2031-03-05T15:00:00Z',
  scheduled_time_zone: 'America/Chicago',
  scheduled_local: '2031-03-05T09:00',
};
const typed = (values: object = {}) =>
  JSON.stringify({
    post_text: 'Open house',
    platform: 'LINKEDIN',
    hashtags: [],
    mentions: [],
    media_metadata: [],
    ...values,
  });
const save = (person: TestPerson, id: string, version: number, values: object = {}, act: string | null = null) =>
  call(person, 'save_post', id, version, typed(values), act);

test('a draft is scheduled, goes back, fails, is saved as a draft, and once published stays as it is', async () => {
  const { member } = posters;
  const id = await insertPost(database.sql, posters);
  expect(await save(member, id, 1, later, 'SCHEDULE')).toBe('SCHEDULED');
  expect(await call(member, 'unschedule_post', id)).toBe('DRAFT');
  expect(await call(member, 'unschedule_post', id)).toBe('DRAFT');
  await database.sql.query(`update social_media_posts set status = 'FAILED', failed_reason = 'x' where id = $1`, [id]);
  const { version } = await readPost(database.sql, id);
  expect(await save(member, id, version, later)).toBe('SAVED');
  expect(await readPost(database.sql, id)).toMatchObject({ status: 'DRAFT', failedReason: null });
  expect(await call(member, 'mark_post_published', id, 'https://example.org/1')).toBe('PUBLISHED');
  for (const outcome of [
    await save(member, id, version + 2),
    await call(member, 'unschedule_post', id),
    await call(member, 'move_post', id, '2031-03-06T09:00', 'America/Chicago', '2031-03-06T15:00Z'),
    await call(member, 'mark_post_published', id, null),
  ])
    expect(outcome).toBe('PUBLISHED');
  expect(await readPost(database.sql, id)).toMatchObject({ text: 'Open house', externalUrl: 'https://example.org/1' });
  await expect(
    database.sql.query(`update social_media_posts set post_text = 'Other' where id = $1`, [id]),
  ).rejects.toThrow('stays as it is');
});

test('a form that was filled before somebody else changed the post changes nothing, and a second click is the first', async () => {
  const { member, admin } = posters;
  const id = await insertPost(database.sql, posters);
  expect(await save(member, id, 1)).toBe('SAVED');
  expect(await save(admin, id, 1, { post_text: 'Another' })).toBe('CHANGED');
  expect(await save(member, id, 1)).toBe('SAVED');
  expect((await readPost(database.sql, id)).text).toBe('Open house');
});

test('a post is of who made it: others of the organization read it, an ADMIN changes it, nobody else finds it', async () => {
  const { owner, admin, member, viewer } = posters;
  const others = await createPosters(database.sql);
  const id = await insertPost(database.sql, posters, { created_by: owner.id });
  for (const person of [member, viewer, others.owner]) {
    expect(await save(person, id, 1)).toBe('NOT_FOUND');
    expect(await call(person, 'delete_post', id)).toBe('NOT_FOUND');
    expect(await call(person, 'unschedule_post', id)).toBe('NOT_FOUND');
  }
  expect(await save(admin, id, 1)).toBe('SAVED');
  // Whoever works in the module publishes by hand; those who only look do not.
  expect(await call(viewer, 'mark_post_published', id, null)).toBe('NOT_ALLOWED');
  expect(await call(others.owner, 'mark_post_published', id, null)).toBe('NOT_FOUND');
  expect(await call(member, 'mark_post_published', id, null)).toBe('PUBLISHED');
});

test('without a seat nobody makes, changes or publishes a post', async () => {
  const { sql } = database;
  const id = await insertPost(sql, posters);
  await sql.query('delete from tool_seats where organization_id = $1 and user_id = $2', [
    posters.id,
    posters.member.id,
  ]);
  expect(await save(posters.member, id, 1)).toBe('NOT_FOUND');
  expect(await call(posters.member, 'mark_post_published', id, null)).toBe('NOT_ALLOWED');
  expect(await call(posters.member, 'create_post', randomUUID(), posters.campaign, 'BLUESKY')).toBe('NOT_ALLOWED');
});

test('a post is made once, in a campaign of the organization', async () => {
  const { member } = posters;
  const others = await createPosters(database.sql);
  const id = randomUUID();
  expect(await call(member, 'create_post', id, posters.campaign, 'BLUESKY')).toBe('CREATED');
  expect(await call(member, 'create_post', id, posters.campaign, 'BLUESKY')).toBe('CREATED');
  expect(await call(others.member, 'create_post', id, others.campaign, 'BLUESKY')).toBe('NOT_FOUND');
  expect(await call(member, 'create_post', randomUUID(), others.campaign, 'BLUESKY')).toBe('NOT_FOUND');
});

test('a time that is over, no time, another platform’s account and a campaign that is over are refused', async () => {
  const { member } = posters;
  const { sql } = database;
  const id = await insertPost(sql, posters);
  const mastodon = await insertAccount(sql, posters, 'MASTODON');
  const past = { ...later, scheduled_at: '2021-03-05T15:00:00Z', scheduled_local: '2021-03-05T09:00' };
  expect(await save(member, id, 1, past, 'SCHEDULE')).toBe('TOO_LATE');
  expect(await save(member, id, 1, {}, 'SCHEDULE')).toBe('NO_TIME');
  expect(await save(member, id, 1, { account_id: mastodon })).toBe('NO_ACCOUNT');
  expect(await save(member, id, 1, {}, 'PUBLISH_NOW')).toBe('NO_ACCOUNT');
  await sql.query(`update campaigns set status = 'COMPLETED' where id = $1`, [posters.campaign]);
  expect(await save(member, id, 1, later, 'SCHEDULE')).toBe('CAMPAIGN_CLOSED');
  expect(await readPost(sql, id)).toMatchObject({ status: 'DRAFT', version: 1, text: 'Post' });
});

test('a webhook without a platform takes posts of any, one with a platform only its own', async () => {
  const { sql } = database;
  const id = await insertPost(sql, posters);
  const any = await insertAccount(sql, posters, 'WEBHOOK');
  const tiktok = await insertAccount(sql, posters, 'WEBHOOK', { platform: 'TIKTOK' });
  expect(await save(posters.member, id, 1, { account_id: any })).toBe('SAVED');
  expect(await save(posters.member, id, 2, { account_id: tiktok })).toBe('NO_ACCOUNT');
});

test('moving keeps the hour, answers a second click alike, and refuses a time that was changed meanwhile or is over', async () => {
  const { member } = posters;
  const id = await insertPost(database.sql, posters, { ...later, status: 'SCHEDULED' });
  const move = (day: string, time: string, at: string) =>
    call(member, 'move_post', id, `${day}T${time}`, 'America/Chicago', at);
  // The clocks change on March 9: the hour stays, the moment does not.
  expect(await move('2031-03-12', '09:00', '2031-03-12T14:00Z')).toBe('MOVED');
  expect(await move('2031-03-12', '09:00', '2031-03-12T14:00Z')).toBe('MOVED');
  expect(await readPost(database.sql, id)).toMatchObject({ local: '2031-03-12T09:00', status: 'SCHEDULED' });
  expect(await move('2031-03-13', '10:00', '2031-03-13T15:00Z')).toBe('CHANGED');
  expect(await move('2021-03-13', '09:00', '2021-03-13T15:00Z')).toBe('TOO_LATE');
});

test('a post is copied once to each platform, as a draft of who asks', async () => {
  const { owner, viewer, member } = posters;
  const { sql } = database;
  const id = await insertPost(sql, posters, { ...later, status: 'SCHEDULED', hashtags: ['homes'] });
  const copies = JSON.stringify([
    { id: randomUUID(), platform: 'BLUESKY' },
    { id: randomUUID(), platform: 'TIKTOK' },
  ]);
  expect(await call(owner, 'copy_post', id, copies)).toBe('COPIED');
  expect(await call(owner, 'copy_post', id, copies)).toBe('COPIED');
  expect(await call(viewer, 'copy_post', id, copies)).toBe('NOT_ALLOWED');
  const { rows } = await sql.query(
    `select platform, status, created_by, hashtags, scheduled_local is not null as planned from social_media_posts
     where organization_id = $1 and id <> $2 order by platform`,
    [posters.id, id],
  );
  const copy = { status: 'DRAFT', created_by: owner.id, hashtags: ['homes'], planned: true };
  expect(rows).toEqual([
    { platform: 'TIKTOK', ...copy },
    { platform: 'BLUESKY', ...copy },
  ]);
  expect(member.id).not.toBe(owner.id);
});

test('who made a post deletes it for a day and only before it is out, an ADMIN always, and nobody what a repeat copies', async () => {
  const { admin, member } = posters;
  const { sql } = database;
  const fresh = await insertPost(sql, posters);
  const old = await insertPost(sql, posters, { created_at: new Date(Date.now() - 25 * 3_600_000) });
  const out = await insertPost(sql, posters, { ...later, status: 'PUBLISHED', published_at: new Date() });
  const repeated = await insertPost(sql, posters);
  await createModuleRow(sql, 'campaign_repeats', posters, {
    kind: 'POST',
    source_id: repeated,
    campaign_id: posters.campaign,
  });
  expect(await call(member, 'delete_post', fresh)).toBe('DELETED');
  expect(await call(member, 'delete_post', old)).toBe('TOO_LATE');
  expect(await call(member, 'delete_post', out)).toBe('PUBLISHED');
  expect(await call(member, 'delete_post', repeated)).toBe('REPEATED');
  expect(await call(admin, 'delete_post', old)).toBe('DELETED');
  expect(await call(admin, 'delete_post', out)).toBe('DELETED');
});

test('what is on its way is changed by nobody', async () => {
  const { member, admin } = posters;
  const { sql } = database;
  const id = await insertPost(sql, posters, {
    ...dueSince(1),
    platform: 'MASTODON',
    account_id: await insertAccount(sql, posters, 'MASTODON'),
    leased_until: new Date(Date.now() + 60_000),
    first_attempt_at: new Date(),
  });
  const { accountId } = await readPost(sql, id);
  for (const outcome of [
    await save(member, id, 1, { platform: 'MASTODON' }),
    await call(member, 'unschedule_post', id),
    await call(member, 'delete_post', id),
    await call(member, 'mark_post_published', id, null),
    await call(member, 'move_post', id, '2031-03-06T09:00', 'UTC', '2031-03-06T09:00Z'),
  ])
    expect(outcome).toBe('PUBLISHING');
  expect(await call(admin, 'disconnect_account', accountId)).toBe('BUSY');
});

test('a post without an account becomes "Publish by hand" when it is due, once, and its creator gets one mail', async () => {
  const { sql } = database;
  const due = await insertPost(sql, posters, { ...dueSince(1), post_text: 'Open house' });
  await insertPost(sql, posters, { ...later, status: 'SCHEDULED' });
  const note = async () => Number(await call(null, 'note_posts_by_hand', 100));
  await note();
  await note();
  expect(await readPost(sql, due)).toMatchObject({ status: 'SCHEDULED', isDueByHand: true });
  const mails = () =>
    sql.query(
      `select recipient, content ->> 'postId' as post, content ->> 'text' as text from outgoing_mail where organization_id = $1`,
      [posters.id],
    );
  const mail = { recipient: posters.member.email, post: due, text: 'Open house' };
  expect((await mails()).rows).toEqual([mail]);
  // Planned anew, it comes due once more.
  const { version } = await readPost(sql, due);
  expect(await save(posters.member, due, version, later, 'SCHEDULE')).toBe('SCHEDULED');
  expect((await readPost(sql, due)).isDueByHand).toBe(false);
  await sql.query(`update social_media_posts set scheduled_at = now() - interval '1 minute' where id = $1`, [due]);
  await note();
  expect((await mails()).rows).toEqual([mail, mail]);
});

test('where the creator has left, the OWNER is told', async () => {
  const { sql } = database;
  await insertPost(sql, posters, dueSince(1));
  await sql.query('delete from tool_seats where organization_id = $1 and user_id = $2', [
    posters.id,
    posters.member.id,
  ]);
  await sql.query('delete from memberships where organization_id = $1 and user_id = $2', [
    posters.id,
    posters.member.id,
  ]);
  await call(null, 'note_posts_by_hand', 100);
  const { rows } = await sql.query('select recipient from outgoing_mail where organization_id = $1', [posters.id]);
  expect(rows).toEqual([{ recipient: posters.owner.email }]);
});

test('figures are typed once a post is out, and its engagement rate follows', async () => {
  const { sql } = database;
  const id = await insertPost(sql, posters);
  const figures = JSON.stringify({ impressions: 1000, reach: 800, likes: 30, comments: 10, shares: 5, clicks: 5 });
  expect(await call(posters.member, 'save_post_figures', id, null, figures)).toBe('NOT_PUBLISHED');
  await call(posters.member, 'mark_post_published', id, null);
  expect(await call(posters.member, 'save_post_figures', id, null, figures)).toBe('SAVED');
  const { rate } = only(
    await sql.query<{ rate: string }>('select engagement_rate as rate from social_media_posts where id = $1', [id]),
  );
  expect(Number(rate)).toBe(5);
});

test('accounts are of ADMIN and OWNER; disconnected, what waited is published by hand, and what may be out is looked at', async () => {
  const { sql } = database;
  const { admin, member } = posters;
  const id = randomUUID();
  const account = JSON.stringify({ kind: 'WEBHOOK', name: 'Hook', server: 'https://hooks.example.com/' });
  const connect = (person: TestPerson, key: string) =>
    asViewer(database.asApp, person.tokenHash, async (client) =>
      only(
        await client.query<{ outcome: string; is_new: boolean }>(
          `select * from app.connect_account($1, $2, 'sealed')`,
          [key, account],
        ),
      ),
    );
  expect(await connect(member, id)).toEqual({ outcome: 'NOT_ALLOWED', is_new: false });
  expect(await connect(admin, id)).toEqual({ outcome: 'CONNECTED', is_new: true });
  expect(await connect(admin, id)).toEqual({ outcome: 'CONNECTED', is_new: false });
  expect(await connect(admin, randomUUID())).toEqual({ outcome: 'NAME_TAKEN', is_new: false });
  const waits = await insertPost(sql, posters, { ...later, status: 'SCHEDULED', account_id: id });
  const maybe = await insertPost(sql, posters, { ...dueSince(5), account_id: id, first_attempt_at: new Date() });
  expect(await call(member, 'disconnect_account', id)).toBe('NOT_ALLOWED');
  expect(await call(admin, 'disconnect_account', id)).toBe('DISCONNECTED');
  expect(await readPost(sql, waits)).toMatchObject({ status: 'SCHEDULED', accountId: null });
  expect(await readPost(sql, maybe)).toMatchObject({
    status: 'FAILED',
    failedReason: expect.stringContaining('may be out'),
  });
});

test('the trail has what became of a post and an account, and neither words, addresses nor credentials', async () => {
  const { sql } = database;
  const { member, admin } = posters;
  const id = await insertPost(sql, posters, {
    post_text: 'Words of ours',
    link_url: 'https://example.org/secret-path',
  });
  const accountId = randomUUID();
  await call(
    admin,
    'connect_account',
    accountId,
    JSON.stringify({ kind: 'WEBHOOK', name: 'Hook', server: 'https://hooks.example.com/key' }),
    'sealed',
  );
  await call(member, 'mark_post_published', id, 'https://example.org/secret-path');
  const { rows } = await sql.query<{ subject: string; action: string; text: string }>(
    `select subject_type as subject, action, concat(before, after) as text from audit_log where organization_id = $1 and subject_id in ($2, $3)
     order by chain_position`,
    [posters.id, id, accountId],
  );
  expect(rows.map(({ subject, action }) => `${subject} ${action}`)).toEqual([
    'social_account insert',
    'campaign_post update',
  ]);
  for (const { text } of rows) expect(text).not.toMatch(/Words of ours|secret-path|hooks\.example|sealed/);
});
