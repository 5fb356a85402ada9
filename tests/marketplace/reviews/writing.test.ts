import { expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { createBundle, createTool } from '../../factories/catalog.ts';
import { releaseTogether, withConnections } from '../../factories/connections.ts';
import { addMembership, createOrganization, createPlatformAdmin } from '../../factories/organizations.ts';
import { createBundlePurchase, createToolPurchase } from '../../factories/purchases.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import {
  call,
  database,
  moderate,
  moderator,
  organization,
  readPublished,
  readReview,
  readReviewsOfTool,
  save,
  setUpTests,
  text,
  tool,
} from './reviews-setup.ts';

setUpTests();

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
