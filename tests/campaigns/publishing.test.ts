import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createSystemContext, type SystemContext } from '../../app/load-context.ts';
import { publishDuePosts } from '../../app/modules/campaigns/publishing/due.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import {
  createPosters,
  dueSince,
  insertAccount,
  insertPost,
  type Kind,
  type Posters,
  readPost,
  secretKey,
} from './posts-setup.ts';
import { type SocialServers, startSocialServers } from './social-servers.ts';

// Posts from the moment they are due to servers that fail in every way: none is published a second time.

let database: TestDatabase;
let servers: SocialServers;
let context: SystemContext;
let posters: Posters;
/** Work behind answers. */
const background: Promise<unknown>[] = [];

const png = Buffer.from('iVBORw0KGgo=', 'base64');

beforeAll(async () => {
  database = await createTestDatabase();
  servers = await startSocialServers();
  const bindings = {
    DATABASE_URL: database.appUrl,
    NEON_ENDPOINT: database.endpoint.url,
    PUBLIC_URL: 'https://lotline.test',
    COOKIE_SECRETS: 'only-for-tests-of-the-worker',
    TENANT_SECRET_KEYS: secretKey.toString('base64'),
    ENVIRONMENT: 'development',
    OUTGOING: servers.outgoing,
    // Cloudflare's bucket, with one picture in it.
    FILES: {
      createMultipartUpload: () => undefined,
      list: () => undefined,
      get: async (key: string) =>
        key.startsWith('media/')
          ? { key, size: png.length, uploaded: new Date(), body: new Response(png).body, httpMetadata: {} }
          : null,
    },
  };
  context = createSystemContext(bindings, (work) => background.push(work));
});

beforeEach(async () => {
  servers.reset();
  await database.sql.query(
    `update social_media_posts set status = 'DRAFT', leased_until = null where status = 'SCHEDULED'`,
  );
  await database.sql.query('delete from outgoing_mail');
  posters = await createPosters(database.sql);
});

afterAll(async () => {
  await Promise.all(background);
  await servers?.stop();
  await database?.drop();
});

const kinds: Kind[] = ['MASTODON', 'BLUESKY', 'WEBHOOK'];
const platformOf = (kind: Kind) => (kind === 'WEBHOOK' ? 'LINKEDIN' : kind);

/** A post that is due, with everything a post can have. Returns its id. */
async function insertDue(kind: Kind, values: Record<string, unknown> = {}): Promise<string> {
  const { key } = await createModuleRow(database.sql, 'media_files', posters);
  return insertPost(database.sql, posters, {
    platform: platformOf(kind),
    account_id: await insertAccount(database.sql, posters, kind),
    post_text: 'Open house 👋 with @zoe.bsky.social',
    hashtags: ['homes'],
    link_url: 'https://example.org/home',
    media_urls: [`/i/${String(key)}`],
    media_metadata: JSON.stringify([{ key, alt: 'A house' }]),
    ...dueSince(1),
    ...values,
  });
}

/** Runs the schedule once more for a post that waits for its next try. */
async function runAgain(id: string) {
  await database.sql.query(
    `update social_media_posts set next_attempt_at = now(), leased_until = case when leased_until is not null then now() end where id = $1`,
    [id],
  );
  await publishDuePosts(context);
}

const facets = z.array(
  z.object({ index: z.object({ byteStart: z.int(), byteEnd: z.int() }), features: z.array(z.looseObject({})) }),
);

const countOut = () => servers.statuses.size + servers.records.size + servers.messages.size;
const text =
  'Open house 👋 with @zoe.bsky.social\n\n#homes\n\nhttps://example.org/home?utm_source=bluesky&utm_medium=social&utm_campaign=spring';

test('a post is out on Mastodon with its picture, its link says where clicks come from, and its address is kept', async () => {
  const id = await insertDue('MASTODON');
  expect(await publishDuePosts(context)).toEqual({ byHand: 0, tried: 1, published: 1 });
  expect([...servers.statuses]).toEqual([[id, text.replace('bluesky&', 'mastodon&')]]);
  const upload = present(servers.received.find(({ path }) => path === '/api/v2/media'));
  expect(upload.body).toContain('A house');
  const published = present(servers.received.find(({ path }) => path === '/api/v1/statuses'));
  expect(JSON.parse(published.body)).toMatchObject({ media_ids: ['picture-1'] });
  expect(await readPost(database.sql, id)).toMatchObject({
    status: 'PUBLISHED',
    externalId: '1',
    externalUrl: 'https://social.example.org/@harbor/1',
    isLeased: false,
  });
  // Another run finds nothing to do.
  expect(await publishDuePosts(context)).toMatchObject({ tried: 0 });
});

test('a post is out on Bluesky with facets by byte and its picture, under a key of its row', async () => {
  const id = await insertDue('BLUESKY');
  await publishDuePosts(context);
  const [[rkey, record] = expect.fail()] = servers.records;
  expect(record).toMatchObject({
    $type: 'app.bsky.feed.post',
    text,
    embed: { $type: 'app.bsky.embed.images', images: [{ alt: 'A house', image: { $type: 'blob' } }] },
  });
  const covered = facets
    .parse(record.facets)
    .map(({ index, features }) => [Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(), features[0]]);
  expect(covered).toEqual([
    ['@zoe.bsky.social', { $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:zoe' }],
    ['#homes', { $type: 'app.bsky.richtext.facet#tag', tag: 'homes' }],
    [expect.stringMatching(/^https:/), { $type: 'app.bsky.richtext.facet#link', uri: expect.stringContaining('utm_') }],
  ]);
  expect(await readPost(database.sql, id)).toMatchObject({
    status: 'PUBLISHED',
    externalId: `at://did:plc:harbor/app.bsky.feed.post/${rkey}`,
    externalUrl: `https://bsky.app/profile/did:plc:harbor/post/${rkey}`,
  });
});

test('a webhook gets the post signed, and its answer says where the post is', async () => {
  const id = await insertDue('WEBHOOK', { title: 'A house' });
  await publishDuePosts(context);
  const message = present(servers.received[0]);
  const signed = `${id}.${String(message.headers['webhook-timestamp'])}.${message.body}`;
  const signature = createHmac('sha256', Buffer.alloc(32, 'hook')).update(signed).digest('base64');
  expect(message.headers['webhook-signature']).toBe(`v1,${signature}`);
  expect(JSON.parse(message.body)).toMatchObject({
    type: 'campaign.post',
    data: {
      post: { id, platform: 'LINKEDIN', title: 'A house', pictures: [{ alt: 'A house', type: 'image/png' }] },
      campaign: { slug: 'spring' },
    },
  });
  expect(await readPost(database.sql, id)).toMatchObject({
    status: 'PUBLISHED',
    externalId: 'external-1',
    externalUrl: 'https://example.org/posts/1',
  });
});

const requests: Record<Kind, number> = { MASTODON: 2, BLUESKY: 4, WEBHOOK: 1 };
const cuts = kinds.flatMap((kind) =>
  Array.from({ length: requests[kind] }, (_, index) => index + 1).flatMap((number) =>
    (['cut before', 'cut after', 500, 503] as const).map((fault) => ({ kind, number, fault })),
  ),
);

test.each(cuts)('$kind, request $number $fault: tried again, there is one post', async ({ kind, number, fault }) => {
  const id = await insertDue(kind);
  servers.fault = (count) => (count === number ? fault : undefined);
  await publishDuePosts(context);
  const after = await readPost(database.sql, id);
  // Bluesky publishes without a mention that could not be looked up.
  if (after.status !== 'PUBLISHED') {
    expect(after).toMatchObject({ status: 'SCHEDULED', isLeased: false, failedReason: expect.any(String) });
    expect(present(after.waits)).toBeGreaterThan(50);
    await runAgain(id);
  }
  expect(await readPost(database.sql, id)).toMatchObject({ status: 'PUBLISHED', failedReason: null });
  expect(countOut()).toBe(1);
});

test.each(kinds)('%s: who dies before saying that a post is out publishes no second one', async (kind) => {
  const id = await insertDue(kind);
  await publishDuePosts(context);
  // As the row was while the Worker was at it.
  await database.sql.query(
    `update social_media_posts set status = 'SCHEDULED', leased_until = now() - interval '1 second', published_at = null where id = $1`,
    [id],
  );
  await publishDuePosts(context);
  expect(await readPost(database.sql, id)).toMatchObject({ status: 'PUBLISHED', attempts: 2 });
  expect(countOut()).toBe(1);
});

test('two runs at once publish a post once', async () => {
  const ids = [await insertDue('MASTODON'), await insertDue('BLUESKY'), await insertDue('WEBHOOK')];
  const sums = await Promise.all([publishDuePosts(context), publishDuePosts(context)]);
  expect(sums.map(({ tried }) => tried).reduce((sum, tried) => sum + tried)).toBe(3);
  for (const id of ids) expect(await readPost(database.sql, id)).toMatchObject({ status: 'PUBLISHED', attempts: 1 });
  expect(countOut()).toBe(3);
});

test('what may be out on Mastodon for an hour is left for a person to look at, who is told', async () => {
  const id = await insertDue('MASTODON');
  servers.fault = (_, { path }) => (path === '/api/v1/statuses' ? 'cut after' : undefined);
  await publishDuePosts(context);
  expect(await readPost(database.sql, id)).toMatchObject({ status: 'SCHEDULED', mayBeOut: true });
  await database.sql.query(`update social_media_posts set first_attempt_at = now() - interval '1 hour' where id = $1`, [
    id,
  ]);
  await runAgain(id);
  expect(await readPost(database.sql, id)).toMatchObject({
    status: 'FAILED',
    failedReason: expect.stringContaining('It may be out'),
  });
  expect(servers.statuses.size).toBe(1);
  const { rows } = await database.sql.query('select recipient, content from outgoing_mail');
  expect(rows).toEqual([
    { recipient: posters.member.email, content: expect.objectContaining({ postId: id, problem: expect.any(String) }) },
  ]);
});

test.each([
  ['MASTODON', 422, 'social.example.org answered 422: “Not now”'],
  ['MASTODON', 401, 'social.example.org answered 401: “Not now”'],
  ['BLUESKY', 400, 'pds.example.org answered 400: “Not now”'],
] as const)(
  '%s refuses with %i: failed at once, with its words, and certainly not out',
  async (kind, status, problem) => {
    const id = await insertDue(kind);
    servers.fault = () => status;
    await publishDuePosts(context);
    expect(await readPost(database.sql, id)).toMatchObject({
      status: 'FAILED',
      failedReason: problem,
      mayBeOut: false,
    });
    const { rows } = await database.sql.query<{ problem: string | null }>(
      'select problem from social_accounts where organization_id = $1',
      [posters.id],
    );
    expect(present(rows[0]).problem === null).toBe(status !== 401);
  },
);

test('a post over the limit of its platform, with a picture that is gone, or credentials of another key, is not sent', async () => {
  const long = await insertDue('BLUESKY', { post_text: 'x'.repeat(300) });
  const gone = await insertDue('MASTODON', { media_metadata: JSON.stringify([{ key: '0'.repeat(32), alt: 'x' }]) });
  const sealed = await insertDue('WEBHOOK');
  await database.sql.query(
    `update social_accounts set sealed_credentials = 'of another key' where id = (select account_id from social_media_posts where id = $1)`,
    [sealed],
  );
  await publishDuePosts(context);
  const reasons = await Promise.all(
    [long, gone, sealed].map(async (id) => (await readPost(database.sql, id)).failedReason),
  );
  expect(reasons).toEqual([
    expect.stringContaining('Bluesky takes 300 characters'),
    'A picture of it is gone.',
    expect.stringContaining('cannot be read'),
  ]);
  expect(servers.received).toEqual([]);
});

test('a paused campaign holds its posts, and what it held for more than a day is not published by surprise', async () => {
  const soon = await insertDue('MASTODON');
  const old = await insertDue('MASTODON', dueSince(25 * 60));
  const setStatus = (status: string) =>
    database.sql.query('update campaigns set status = $2 where id = $1', [posters.campaign, status]);
  await setStatus('PAUSED');
  expect(await publishDuePosts(context)).toEqual({ byHand: 0, tried: 0, published: 0 });
  await setStatus('ACTIVE');
  await publishDuePosts(context);
  expect((await readPost(database.sql, soon)).status).toBe('PUBLISHED');
  expect(await readPost(database.sql, old)).toMatchObject({
    status: 'FAILED',
    failedReason: expect.stringContaining('more than a day ago'),
  });
});

test('nobody who is signed in is handed a post or credentials', async () => {
  const id = await insertDue('MASTODON');
  const { rows } = await asViewer(database.asApp, posters.owner.tokenHash, (client) =>
    client.query<{ count: number }>(
      `select (select count(*)::integer from app.claim_posts(10)) +
         (select count(*)::integer from app.list_account_credentials(null, '00000000-0000-0000-0000-000000000000', 10)) as count`,
    ),
  );
  expect(rows[0]?.count).toBe(0);
  expect(await readPost(database.sql, id)).toMatchObject({ attempts: 0 });
});
