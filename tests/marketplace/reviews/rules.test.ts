import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { brokenEntries, entriesOf } from '../../factories/audit.ts';
import { createBundle, createTool, type TestTool } from '../../factories/catalog.ts';
import { releaseTogether, withConnections } from '../../factories/connections.ts';
import {
  addMembership,
  createOrganization,
  createOrganizations,
  createPerson,
  createPlatformAdmin,
  createUser,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { createBundlePurchase, createToolPurchase } from '../../factories/purchases.ts';
import { createReview } from '../../factories/reviews.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// Who may write, flag and moderate reviews, and what becomes of them.

let database: TestDatabase;
let organization: TestOrganization;
let moderator: TestPerson;
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
  moderator = await createPlatformAdmin(database.sql);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  tool = await createTool(database.sql);
  await createToolPurchase(database.sql, organization, tool.id);
});

afterAll(() => database?.drop());

const text = 'It does what it promises to do.';

/** Calls a function as somebody and returns its outcome. */
async function call(person: TestPerson | null, statement: string, values: unknown[]): Promise<unknown> {
  const result = await asViewer(database.asApp, person?.tokenHash ?? null, (client) =>
    client.query<{ outcome: unknown }>(`select ${statement} as outcome`, values),
  );
  return result.rows[0]?.outcome;
}

interface Words {
  rating?: number;
  title?: string | null;
  review?: string;
}
const save = (person: TestPerson | null, { rating = 4, title = null, review = text }: Words = {}, slug = tool.name) =>
  call(person, 'app.save_review($1, $2, $3, $4)', [slug, rating, title, review]);
const flag = (person: TestPerson | null, id: string, reason = 'Not true.') =>
  call(person, 'app.flag_review($1, $2)', [id, reason]);
const versionOf = (id: string) =>
  asViewer(
    database.asApp,
    moderator.tokenHash,
    async (client) =>
      only(await client.query<{ version: string }>('select version from platform_reviews where id = $1', [id])).version,
  );
const moderate = async (id: string, isApproved: boolean, note: string | null = null, version?: string) =>
  call(moderator, 'app.moderate_review($1, $2, $3, $4)', [id, isApproved, note, version ?? (await versionOf(id))]);

const readReview = async (id: string) =>
  only(
    await database.sql.query(
      `select organization_id, reviewer_id, rating, title, review, status, verified_purchase, vendor_reply, moderated_by,
         moderation_note from tool_reviews where id = $1`,
      [id],
    ),
  );
const readReviewsOfTool = async (toolId = tool.id) =>
  (
    await database.sql.query<{ id: string; status: string }>('select id, status from tool_reviews where tool_id = $1', [
      toolId,
    ])
  ).rows;
const readPublished = async (id: string) =>
  asViewer(
    database.asApp,
    null,
    async (client) => (await client.query('select * from published_reviews where id = $1', [id])).rows,
  );
const openFlags = async (id: string) =>
  (await database.sql.query('select user_id from review_flags where review_id = $1 and settled_at is null', [id])).rows
    .length;

test('what is written waits, is of the writer and verified, and nobody else reads it', async () => {
  expect(await save(organization.member, { rating: 5, title: 'Good', review: text })).toBe('WRITTEN');
  const { id } = present((await readReviewsOfTool())[0]);
  expect(await readReview(id)).toEqual({
    organization_id: organization.id,
    reviewer_id: organization.member.id,
    rating: 5,
    title: 'Good',
    review: text,
    status: 'PENDING',
    verified_purchase: true,
    vendor_reply: null,
    moderated_by: null,
    moderation_note: null,
  });
  expect(await readPublished(id)).toEqual([]);
  await moderate(id, true);
  expect(await readPublished(id)).toMatchObject([
    {
      rating: 5,
      title: 'Good',
      review: text,
      first_name: organization.member.name.split(' ')[0],
      verified_purchase: true,
    },
  ]);
});

test('a tool that came in a bundle can be reviewed as well', async () => {
  const inBundle = await createTool(database.sql);
  await createBundlePurchase(database.sql, organization, (await createBundle(database.sql, [inBundle])).id);
  expect(await save(organization.admin, {}, inBundle.name)).toBe('WRITTEN');
});

test('a tool that is not owned any more cannot be reviewed, nor a review of it changed; it can be deleted', async () => {
  await save(organization.member);
  await database.sql.query(`update tool_purchases set status = 'CANCELLED' where organization_id = $1`, [
    organization.id,
  ]);
  expect(await save(organization.member, { rating: 1 })).toBe('NOT_OWNED');
  expect(await save(organization.owner)).toBe('NOT_OWNED');
  expect(await readReviewsOfTool()).toHaveLength(1);
  expect(only(await database.sql.query('select rating from tool_reviews where tool_id = $1', [tool.id]))).toEqual({
    rating: 4,
  });
  expect(await call(organization.member, 'app.delete_review($1)', [tool.name])).toBe('DELETED');
});

test('a tool without a page cannot be reviewed', async () => {
  await database.sql.query(`update marketplace_tools set status = 'DISABLED' where id = $1`, [tool.id]);
  expect(await save(organization.member)).toBe('NO_TOOL');
  expect(await save(organization.member, {}, 'no-such-tool')).toBe('NO_TOOL');
  expect(await readReviewsOfTool()).toEqual([]);
});

test('a platform admin reviews nothing, a member of an organization or not', async () => {
  const admin = await createPlatformAdmin(database.sql, organization.id);
  expect(await save(admin)).toBe('NOT_ALLOWED');
  expect(await save(moderator)).toBe('NOT_ALLOWED');
  expect(await readReviewsOfTool()).toEqual([]);
});

test('somebody who lost their role meanwhile writes nothing', async () => {
  await database.sql.query(`update memberships set role = 'VIEWER' where user_id = $1`, [organization.member.id]);
  expect(await save(organization.member)).toBe('NOT_ALLOWED');
  await database.sql.query('delete from memberships where user_id = $1', [organization.admin.id]);
  expect(await save(organization.admin)).toBe('NOT_ALLOWED');
  expect(await readReviewsOfTool()).toEqual([]);
});

test('one review for a person and tool: what is sent at once is one, and later ones change it', async () => {
  await withConnections(database.appUrl, 4, (...clients) =>
    releaseTogether(
      database.ownerUrl,
      { lock: `select from marketplace_tools where id = '${tool.id}' for update`, waiting: 4 },
      () =>
        Promise.all(
          clients.map((connection) =>
            asViewer(connection, organization.member.tokenHash, (client) =>
              client.query(`select app.save_review($1, 4, null, $2)`, [tool.name, text]),
            ),
          ),
        ),
    ),
  );
  expect(await readReviewsOfTool()).toHaveLength(1);
});

test('a changed review waits again, without what was decided of the earlier one; the same again stays as it is', async () => {
  await save(organization.member, { title: 'Good' });
  const { id } = present((await readReviewsOfTool())[0]);
  await moderate(id, true, 'Thank you.');
  expect(await save(organization.member, { title: 'Good' })).toBe('UNCHANGED');
  expect(await readReview(id)).toMatchObject({ status: 'APPROVED', moderation_note: 'Thank you.' });
  expect(await save(organization.member, { title: null })).toBe('EDITED');
  expect(await readReview(id)).toMatchObject({
    status: 'PENDING',
    title: null,
    moderation_note: null,
    moderated_by: null,
  });
  expect(await readPublished(id)).toEqual([]);
});

test('somebody who reviewed the tool for another organization is told so, and may delete that review', async () => {
  await save(organization.member);
  const other = await createOrganization(database.sql);
  await createToolPurchase(database.sql, other, tool.id);
  await addMembership(database.sql, other.id, organization.member.id, 'MEMBER');
  await database.sql.query('update sessions set organization_id = $1 where user_id = $2', [
    other.id,
    organization.member.id,
  ]);
  expect(await save(organization.member, { rating: 1 })).toBe('ELSEWHERE');
  expect(await readReviewsOfTool()).toMatchObject([{ status: 'PENDING' }]);
  const own = await asViewer(database.asApp, organization.member.tokenHash, async (client) =>
    only(await client.query('select is_of_organization, review from app.find_own_review($1)', [tool.name])),
  );
  expect(own).toEqual({ is_of_organization: false, review: text });
  expect(await call(organization.member, 'app.delete_review($1)', [tool.name])).toBe('DELETED');
  expect(await save(organization.member)).toBe('WRITTEN');
  expect(await readReview(present((await readReviewsOfTool())[0]).id)).toMatchObject({ organization_id: other.id });
});

test.each([
  ['a rating above five', { rating: 6 }],
  ['a rating below one', { rating: 0 }],
  ['hardly a word', { review: 'Good tool.' }],
  ['too many words', { review: 'x'.repeat(5001) }],
  ['a long title', { title: 'x'.repeat(121) }],
])('the database refuses %s', async (_, words) => {
  expect(await refusal(save(organization.member, words))).toBe('23514');
  expect(await readReviewsOfTool()).toEqual([]);
});

test('whether the purchase is verified is for nobody to say', async () => {
  const unowned = await createTool(database.sql);
  const { rows } = await database.sql.query<{ id: string; verified_purchase: boolean }>(
    `insert into tool_reviews (organization_id, tool_id, reviewer_id, rating, verified_purchase)
     values ($1, $2, $3, 4, true), ($1, $4, $3, 4, false) returning id, verified_purchase`,
    [organization.id, unowned.id, organization.member.id, tool.id],
  );
  expect(rows.map(({ verified_purchase }) => verified_purchase)).toEqual([false, true]);
  await database.sql.query('update tool_reviews set verified_purchase = true where id = $1', [rows[0]?.id]);
  expect(await readReview(present(rows[0]).id)).toMatchObject({ verified_purchase: false });
});

test('a flagged review stays published until people of three organizations have flagged it', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  const [first, second, third] = await createOrganizations(database.sql, 3);
  const none = await createUser(database.sql);
  // Four people of one organization, and somebody of none, are one organization.
  for (const person of [first?.owner, first?.admin, first?.member, first?.viewer])
    expect(await flag(present(person), id)).toBe('FLAGGED');
  await database.sql.query(`insert into review_flags (review_id, user_id, reason) values ($1, $2, 'Reason')`, [
    id,
    none.id,
  ]);
  expect(await flag(present(second).member, id)).toBe('FLAGGED');
  expect(await readReview(id)).toMatchObject({ status: 'APPROVED' });
  expect(await readPublished(id)).toHaveLength(1);
  expect(await flag(present(third).viewer, id)).toBe('FLAGGED');
  expect(await readReview(id)).toMatchObject({ status: 'FLAGGED' });
  expect(await readPublished(id)).toEqual([]);
  expect(await flag(organization.owner, id)).toBe('NOT_PUBLISHED');
});

test('somebody of three organizations flags as one', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  const organizations = await createOrganizations(database.sql, 3);
  const busy = present(organizations[0]).member;
  for (const other of organizations.slice(1)) await addMembership(database.sql, other.id, busy.id, 'MEMBER');
  expect(await flag(busy, id)).toBe('FLAGGED');
  expect(await flag(present(organizations[1]).owner, id)).toBe('FLAGGED');
  expect(await readReview(id)).toMatchObject({ status: 'APPROVED' });
});

test('three who flag at once take the review down', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  const people = (await createOrganizations(database.sql, 3)).map(({ member }) => member);
  await withConnections(database.appUrl, 3, (...clients) =>
    releaseTogether(
      database.ownerUrl,
      { lock: `select from marketplace_tools where id = '${tool.id}' for update`, waiting: 3 },
      () =>
        Promise.all(
          clients.map((connection, index) =>
            asViewer(connection, present(people[index]).tokenHash, (client) =>
              client.query(`select app.flag_review($1, 'Not true.')`, [id]),
            ),
          ),
        ),
    ),
  );
  expect(await readReview(id)).toMatchObject({ status: 'FLAGGED' });
});

test('a person flags a review once, not their own, and only what is published', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  const waiting = await createReview(database.sql, organization, tool.id, { reviewerId: organization.owner.id });
  expect(await flag(organization.member, id)).toBe('OWN');
  expect(await flag(organization.admin, id)).toBe('FLAGGED');
  expect(await flag(organization.admin, id)).toBe('ALREADY');
  expect(await flag(organization.admin, waiting)).toBe('NOT_PUBLISHED');
  expect(await flag(null, id)).toBe('NOT_ALLOWED');
  expect(await refusal(flag(organization.owner, id, ''))).toBe('23514');
  expect(await openFlags(id)).toBe(1);
});

test.each([
  ['approving', true, 'APPROVED'],
  ['rejecting', false, 'REJECTED'],
])('%s settles the flags, and those who flagged do not flag again', async (_, isApproved, status) => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  const people = (await createOrganizations(database.sql, 3)).map(({ member }) => member);
  for (const person of people) await flag(person, id);
  expect(await openFlags(id)).toBe(3);
  expect(await moderate(id, isApproved, 'Looked at.')).toBe('MODERATED');
  expect(await openFlags(id)).toBe(0);
  expect(await readReview(id)).toMatchObject({ status, moderated_by: moderator.id, moderation_note: 'Looked at.' });
  expect(await flag(present(people[0]), id)).toBe(isApproved ? 'ALREADY' : 'NOT_PUBLISHED');
  expect(await readReview(id)).toMatchObject({ status });
});

test('a rejection says why', async () => {
  const id = await createReview(database.sql, organization, tool.id);
  expect(await moderate(id, false)).toBe('NO_NOTE');
  expect(await moderate(id, false, '')).toBe('NO_NOTE');
  expect(await readReview(id)).toMatchObject({ status: 'PENDING' });
  expect(await moderate(id, false, 'Say what it is about.')).toBe('MODERATED');
  const own = await asViewer(database.asApp, organization.member.tokenHash, async (client) =>
    only(await client.query('select status, moderation_note from app.find_own_review($1)', [tool.name])),
  );
  expect(own).toEqual({ status: 'REJECTED', moderation_note: 'Say what it is about.' });
});

test('what changed since the moderator looked is not decided', async () => {
  await save(organization.member);
  const { id } = present((await readReviewsOfTool())[0]);
  const changes: (() => Promise<unknown>)[] = [
    () => save(organization.member, { review: `${text} And now something else.` }),
    () => moderate(id, true),
    () => flag(organization.admin, id),
    async () => call(moderator, 'app.reply_to_review($1, $2, $3)', [id, 'Thank you.', await versionOf(id)]),
  ];
  for (const change of changes) {
    const seen = await versionOf(id);
    await change();
    const before = await readReview(id);
    expect(await moderate(id, false, 'No.', seen)).toBe('CHANGED');
    expect(await call(moderator, 'app.reply_to_review($1, $2, $3)', [id, 'Reply', seen])).toBe('CHANGED');
    expect(await readReview(id)).toEqual(before);
  }
});

test('a reply is published under the review, changed and taken away', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  const reply = async (words: string | null) =>
    call(moderator, 'app.reply_to_review($1, $2, $3)', [id, words, await versionOf(id)]);
  for (const words of ['Thank you.', 'Thank you very much.', null]) {
    expect(await reply(words)).toBe('REPLIED');
    expect(await readPublished(id)).toMatchObject([{ vendor_reply: words }]);
  }
  expect(await refusal(reply(''))).toBe('23514');
  expect(await call(moderator, 'app.reply_to_review(gen_random_uuid(), $1, $2)', ['Reply', ''])).toBe('NONE');
  expect(await call(moderator, 'app.moderate_review(gen_random_uuid(), true, $1, $2)', [null, ''])).toBe('NONE');
});

test('only platform admins moderate and read all reviews, by what they are now', async () => {
  const id = await createReview(database.sql, organization, tool.id);
  const people = [organization.owner, organization.admin, organization.member, organization.viewer, null];
  for (const person of people) {
    expect(await refusal(call(person, `app.moderate_review($1, true, null, '')`, [id]))).toBe('42501');
    expect(await refusal(call(person, `app.reply_to_review($1, 'Reply', '')`, [id]))).toBe('42501');
    const seen = await asViewer(database.asApp, person?.tokenHash ?? null, (client) =>
      client.query('select from platform_reviews'),
    );
    expect(seen.rowCount).toBe(0);
  }
  // Demoted in the middle of a request.
  const former = await createPlatformAdmin(database.sql);
  const late = asViewer(database.asApp, former.tokenHash, async (client) => {
    await database.sql.query('update users set is_platform_admin = false where id = $1', [former.id]);
    return client.query(
      `select app.moderate_review($1, true, null, (select version from platform_reviews where id = $1))`,
      [id],
    );
  });
  expect(await refusal(late)).toBe('42501');
  expect(await readReview(id)).toMatchObject({ status: 'PENDING' });
});

test('people see the flags they set themselves and no others; moderators see all of them', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  await flag(organization.owner, id, 'Of the owner.');
  await flag(organization.viewer, id, 'Of the viewer.');
  const reasons = async (person: TestPerson | null) => {
    const result = await asViewer(database.asApp, person?.tokenHash ?? null, (client) =>
      client.query('select reason from review_flags where review_id = $1', [id]),
    );
    return result.rows.map(({ reason }) => reason);
  };
  expect(await reasons(organization.owner)).toEqual(['Of the owner.']);
  expect(await reasons(organization.member)).toEqual([]);
  expect(await reasons(null)).toEqual([]);
  const { flags, queue, status } = await asViewer(database.asApp, moderator.tokenHash, async (client) =>
    only(await client.query('select flags, queue, status from platform_reviews where id = $1', [id])),
  );
  expect(flags).toMatchObject([
    { by: organization.owner.name, reason: 'Of the owner.' },
    { by: organization.viewer.name },
  ]);
  expect({ queue, status }).toEqual({ queue: 'FLAGGED', status: 'APPROVED' });
});

test('the trail of the organization tells what became of a review, and not what it said', async () => {
  const entries = await entriesOf(database.sql, async () => {
    await save(organization.member, { rating: 2, title: 'A title of mine', review: 'These words are mine alone.' });
    const { id } = present((await readReviewsOfTool())[0]);
    await moderate(id, false, 'Say more.');
    await save(organization.member, {
      rating: 2,
      title: 'A title of mine',
      review: 'These words are mine alone, and more.',
    });
    await moderate(id, true);
    await call(organization.member, 'app.delete_review($1)', [tool.name]);
  });
  expect(entries).toMatchObject([
    { action: 'insert', actorId: organization.member.id, before: null, after: { status: 'PENDING', rating: 2 } },
    {
      action: 'update',
      actorId: moderator.id,
      before: { status: 'PENDING' },
      after: { status: 'REJECTED', moderation_note: 'Say more.', moderated_by: moderator.id },
    },
    {
      action: 'update',
      actorId: organization.member.id,
      before: { status: 'REJECTED' },
      after: { status: 'PENDING', moderation_note: null },
    },
    { action: 'update', actorId: moderator.id, before: { status: 'PENDING' }, after: { status: 'APPROVED' } },
    { action: 'delete', actorId: organization.member.id, before: { status: 'APPROVED' }, after: null },
  ]);
  for (const entry of entries) expect(entry).toMatchObject({ organizationId: organization.id, subjectType: 'review' });
  expect(JSON.stringify(entries)).not.toContain('mine');
  expect((await database.sql.query(brokenEntries)).rows).toEqual([]);
});

test('a deleted review takes its flags along', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  await flag(organization.owner, id);
  const another = await createPerson(database.sql, organization.id, 'MEMBER');
  expect(await call(another, 'app.delete_review($1)', [tool.name])).toBe('NONE');
  expect(await call(organization.member, 'app.delete_review($1)', [tool.name])).toBe('DELETED');
  expect((await database.sql.query('select from review_flags where review_id = $1', [id])).rowCount).toBe(0);
});
