import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { minuteCron } from '../../app/minute-cron.ts';
import { readPageForms } from '../factories/page-forms.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { createPosters, dueSince, insertAccount, insertPost, type Posters, readPost } from './posts-setup.ts';
import {
  blueskyHost,
  hookHost,
  knownSecret,
  mastodonHost,
  type SocialServers,
  startSocialServers,
} from './social-servers.ts';

// Posts, their calendar and accounts by HTTP: the built Worker in workerd, with servers of this machine in the place of the Internet.

let database: TestDatabase;
let servers: SocialServers;
let worker: TestWorker;
let posters: Posters;
let member: Visitor;
let admin: Visitor;
let viewer: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  servers = await startSocialServers();
  worker = await startTestWorker(database, {}, { changeWorkers: servers.changeWorkers });
});

beforeEach(async () => {
  servers.reset();
  posters = await createPosters(database.sql);
  const signIn = (person: { id: string }) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId: posters.id });
  member = await signIn(posters.member);
  admin = await signIn(posters.admin);
  viewer = await signIn(posters.viewer);
});

afterAll(async () => {
  await worker?.stop();
  await servers?.stop();
  await database?.drop();
});

/** Sends a form of the organization. */
const send = (visitor: Visitor, address: string, fields: Record<string, string | string[]>) =>
  visitor.post(address, { forOrganization: posters.id, ...fields });

const written = (values: Record<string, string> = {}) => ({
  intent: 'save',
  version: '1',
  platform: 'BLUESKY',
  postText: 'Open house',
  timeZone: 'America/Chicago',
  ...values,
});

const accounts = () =>
  database.sql.query<{
    id: string;
    kind: string;
    handle: string | null;
    max: number | null;
    sealed: string;
    problem: string | null;
  }>(
    `select id, kind, handle, max_characters as max, sealed_credentials as sealed, problem from social_accounts where organization_id = $1`,
    [posters.id],
  );

test('over the limit of its platform a post is refused with count and limit beside its field, and nothing typed is lost', async () => {
  const id = await insertPost(database.sql, posters, { platform: 'BLUESKY' });
  const text = `${'x'.repeat(250)} end`;
  const fields = written({ postText: text, linkUrl: 'https://example.org/a-house', hashtags: '#homes' });
  const refused = await send(member, `/campaigns/posts/${id}`, fields);
  expect(refused.status).toBe(422);
  const published = `${text}\n\n#homes\n\nhttps://example.org/a-house?utm_source=bluesky&utm_medium=social&utm_campaign=spring`;
  expect(refused.text).toContain(
    `Bluesky takes 300 characters, and this has ${published.length}, with hashtags and link.`,
  );
  expect(refused.text).toContain('href="#postText"');
  const [form] = readPageForms(refused.text).filter(({ fields: found }) => 'postText' in found);
  expect(present(form).fields).toMatchObject({
    postText: text,
    hashtags: '#homes',
    linkUrl: 'https://example.org/a-house',
  });
  expect(await readPost(database.sql, id)).toMatchObject({ text: 'Post', version: 1 });
});

test('a link counts 23 on X and Mastodon, and as long as it is elsewhere', async () => {
  const id = await insertPost(database.sql, posters);
  const fields = { ...written({ intent: 'count', linkUrl: 'https://example.org/a-house' }) };
  const { text, status } = await send(member, `/campaigns/posts/${id}`, fields);
  expect(status).toBe(200);
  const row = (platform: string) => present(new RegExp(`${platform}</th><td[^>]*>([^<]*)`).exec(text))[1];
  expect(row('X \\(Twitter\\)')).toBe('35 of 280 characters (text)');
  expect(row('Mastodon')).toBe('35 of 500 characters (text)');
  expect(row('YouTube')).toContain('of 5,000 bytes (text)');
  // Counting saves nothing.
  expect((await readPost(database.sql, id)).version).toBe(1);
});

test.each([
  ['BLUESKY', { server: blueskyHost, handle: '@harbor.bsky.social' }, 'harbor.bsky.social', null],
  ['MASTODON', { server: `https://${mastodonHost}/` }, `@harbor@${mastodonHost}`, 1_000],
])(
  '%s is connected with what its server knows, tried before, and its secret is nowhere to be read',
  async (kind, typed, handle, max) => {
    const fields = { kind, id: randomUUID(), name: 'Ours', password: knownSecret, ...typed };
    const tried = await send(admin, '/campaigns/accounts', { ...fields, intent: 'try' });
    expect(tried.text).toContain('It works');
    expect((await accounts()).rows).toEqual([]);
    const refused = await send(admin, '/campaigns/accounts', { ...fields, intent: 'connect', password: 'wrong' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('answered 401');
    expect(refused.text).not.toContain('wrong');
    const connected = await send(admin, '/campaigns/accounts', { ...fields, intent: 'connect' });
    expect(connected.location).toBe('/campaigns/accounts');
    const account = only(await accounts());
    expect(account).toMatchObject({ kind, handle, max });
    expect(account.sealed).not.toContain(knownSecret);
    expect((await admin.get('/campaigns/accounts')).text).not.toContain(account.sealed);
    // Tested again as nobody.
    const tested = await send(admin, '/campaigns/accounts', { intent: 'test', id: account.id });
    expect(tested.location).toBe('/campaigns/accounts');
    expect((await admin.get('/campaigns/accounts')).text).toContain('The account works.');
    servers.fault = () => 401;
    await send(admin, '/campaigns/accounts', { intent: 'test', id: account.id });
    expect(only(await accounts()).problem).toContain('answered 401');
  },
);

test('a webhook shows its secret once, and signs its test with it', async () => {
  const fields = {
    kind: 'WEBHOOK',
    intent: 'connect',
    id: randomUUID(),
    name: 'Hook',
    server: `https://${hookHost}/posts?key=1`,
  };
  const connected = await send(admin, '/campaigns/accounts', fields);
  expect(connected.text).toMatch(/whsec_[A-Za-z\d+/]{43}=/);
  expect((await send(admin, '/campaigns/accounts', fields)).text).not.toContain('whsec_');
  await send(admin, '/campaigns/accounts', { intent: 'test', id: fields.id });
  expect(JSON.parse(present(servers.received[0]).body)).toMatchObject({ type: 'campaign.post.test' });
  // Its path may be a key.
  expect((await admin.get('/campaigns/accounts')).text).toContain('key=1');
  expect((await member.get('/campaigns/accounts')).text).not.toContain('key=1');
});

test.each([
  ['http://hooks.example.org/', 'starts with https://'],
  ['https://127.0.0.1/', 'numeric address'],
  ['https://nowhere.example.org/', 'no host named'],
])('%s is refused beside its field when an account is connected', async (server, problem) => {
  const refused = await send(admin, '/campaigns/accounts', {
    kind: 'WEBHOOK',
    intent: 'connect',
    id: randomUUID(),
    name: 'Hook',
    server,
  });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(problem);
  expect(refused.text).toContain('href="#webhook-server"');
});

test('accounts are tried twenty times an hour at most, and by nobody but an ADMIN or OWNER', async () => {
  const fields = {
    kind: 'MASTODON',
    intent: 'try',
    id: randomUUID(),
    name: 'Ours',
    server: mastodonHost,
    password: 'x',
  };
  expect((await send(member, '/campaigns/accounts', fields)).status).toBe(404);
  await database.sql.query(`insert into limited_uses (purpose, subject, uses) values ('ACCOUNT_TEST', $1, 20)`, [
    posters.id,
  ]);
  const refused = await send(admin, '/campaigns/accounts', fields);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
  expect(servers.received).toEqual([]);
});

test('"Publish now" is out within seconds, and a second click publishes nothing more', async () => {
  const accountId = await insertAccount(database.sql, posters, 'BLUESKY');
  const id = await insertPost(database.sql, posters, { platform: 'BLUESKY' });
  const fields = written({ intent: 'publish-now', accountId });
  const page = `/campaigns/posts/${id}`;
  expect((await send(member, page, fields)).location).toBe(page);
  await expect.poll(async () => (await readPost(database.sql, id)).status).toBe('PUBLISHED');
  expect((await send(member, page, fields)).status).toBe(409);
  expect(servers.records.size).toBe(1);
  expect((await member.get(page)).text).toContain('https://bsky.app/profile/did:plc:harbor/post/');
});

test('the schedule publishes what is due, and tells who made it of what is due by hand', async () => {
  const accountId = await insertAccount(database.sql, posters, 'MASTODON');
  const due = await insertPost(database.sql, posters, { ...dueSince(1), platform: 'MASTODON', account_id: accountId });
  const byHand = await insertPost(database.sql, posters, dueSince(1));
  await worker.runSchedule(minuteCron);
  // What it queued.
  await worker.runSchedule();
  expect((await readPost(database.sql, due)).status).toBe('PUBLISHED');
  expect((await readPost(database.sql, byHand)).isDueByHand).toBe(true);
  const mails = worker.outbox.messages().filter(({ to }) => to === posters.member.email);
  expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('Publish on LinkedIn now')]);
  expect((await member.get('/campaigns/posts')).text).toContain('Publish by hand');
});

test('the calendar shows emails and posts on their days in each view, and a form moves a post to another day', async () => {
  const { sql } = database;
  const id = await insertPost(sql, posters, {
    post_text: 'Open house on Lake Street',
    scheduled_at: '2031-03-05T15:00:00Z',
    scheduled_time_zone: 'America/Chicago',
    scheduled_local: '2031-03-05T09:00',
  });
  await sql.query(
    `insert into email_campaigns (organization_id, campaign_id, name, subject, from_name, from_email, created_by, scheduled_at, scheduled_time_zone, scheduled_local)
     values ($1, $2, 'Spring letter', 'Subject', 'Sender', 'a@people.test', $3, '2031-03-05T15:00:00Z', 'America/Chicago', '2031-03-05T09:00')`,
    [posters.id, posters.campaign, posters.member.id],
  );
  for (const view of ['month', 'week', 'list']) {
    const { text } = await member.get(`/campaigns/posts?view=${view}&date=2031-03-05`);
    expect(text).toContain('Open house on Lake Street');
    expect(text).toContain('Spring letter');
  }
  const elsewhere = (await member.get('/campaigns/posts?view=week&date=2031-03-12')).text;
  expect(elsewhere).not.toContain('Open house on Lake Street');
  const page = '/campaigns/posts?date=2031-03-05';
  const { text } = await member.get(page);
  const form = present(readPageForms(text).find(({ fields }) => fields.id === id));
  const moved = await member.post(page, { ...form.fields, intent: 'move', day: '2031-03-12' });
  expect(moved.location).toBe(page);
  expect(await readPost(sql, id)).toMatchObject({ local: '2031-03-12T09:00', at: new Date('2031-03-12T14:00:00Z') });
  // Who only looks has no form, and whose form it was not finds nothing.
  expect((await viewer.get(page)).text).not.toContain('value="move"');
  expect((await viewer.post(page, { ...form.fields, intent: 'move', day: '2031-03-20' })).status).toBe(404);
});

test('a post of another organization is not there', async () => {
  const others = await createPosters(database.sql);
  const id = await insertPost(database.sql, others);
  const missing = await member.get(`/campaigns/posts/${id}`);
  expect(missing.status).toBe(404);
  expect((await send(member, `/campaigns/posts/${id}`, written())).status).toBe(404);
});
