import { expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { brokenEntries, entriesOf } from '../../factories/audit.ts';
import { releaseTogether, withConnections } from '../../factories/connections.ts';
import {
  addMembership,
  createOrganizations,
  createPerson,
  createPlatformAdmin,
  createUser,
  type TestPerson,
} from '../../factories/organizations.ts';
import { createReview } from '../../factories/reviews.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import {
  call,
  database,
  flag,
  moderate,
  moderator,
  openFlags,
  organization,
  readPublished,
  readReview,
  readReviewsOfTool,
  save,
  setUpTests,
  text,
  tool,
  versionOf,
} from './reviews-setup.ts';

setUpTests();

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
