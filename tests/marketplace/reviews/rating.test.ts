import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { fillCart } from '../../factories/carts.ts';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { type CheckoutForm, openCheckout, placeOrder } from '../../factories/checkout.ts';
import { releaseTogether, withConnections } from '../../factories/connections.ts';
import {
  createOrganization,
  createOrganizations,
  createPerson,
  createPlatformAdmin,
  createUser,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { createToolPurchase } from '../../factories/purchases.ts';
import { concurrently } from '../../factories/request-databases.ts';
import { createReview, type ReviewStatus, ratingOf, weightedAverage } from '../../factories/reviews.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// The rating of a tool follows from its approved reviews, after every change and whoever changes what at the same time.

let database: TestDatabase;
let organization: TestOrganization;
let moderator: TestPerson;
let tool: TestTool;

beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganization(database.sql);
  moderator = await createPlatformAdmin(database.sql);
});

beforeEach(async () => {
  tool = await createTool(database.sql);
});

afterAll(() => database?.drop());

const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);

interface Approved extends Record<string, unknown> {
  rating: number;
  createdAt: Date;
}

/** The rating computed here from the rows, which what the tool keeps has to be, to two places. */
async function expectRatingOfRows(toolId: string, at = now) {
  const { rows } = await database.sql.query<Approved>(
    `select rating, created_at as "createdAt" from tool_reviews where tool_id = $1 and status = 'APPROVED'`,
    [toolId],
  );
  const kept = await ratingOf(database.sql, toolId);
  const computed = weightedAverage(rows, at);
  expect(kept.count).toBe(rows.length);
  if (computed === null) expect(kept.rating).toBeNull();
  else {
    expect(Math.abs(present(kept.rating) - computed)).toBeLessThanOrEqual(0.005 + 1e-9);
    expect(kept.rating).toBeGreaterThanOrEqual(1);
    expect(kept.rating).toBeLessThanOrEqual(5);
  }
}

const reviewer = async () => (await createUser(database.sql)).id;

test('a review written a year later counts twice', async () => {
  await createReview(database.sql, organization, tool.id, {
    reviewerId: await reviewer(),
    rating: 1,
    status: 'APPROVED',
    createdAt: daysAgo(400),
  });
  expect(await ratingOf(database.sql, tool.id)).toEqual({ rating: 1, count: 1 });
  await createReview(database.sql, organization, tool.id, {
    reviewerId: await reviewer(),
    rating: 4,
    status: 'APPROVED',
    createdAt: daysAgo(35),
  });
  // (1 × 1 + 2 × 4) ÷ 3
  expect(await ratingOf(database.sql, tool.id)).toEqual({ rating: 3, count: 2 });
});

test('reviews of one moment are averaged plainly, and rounded to two places', async () => {
  for (const rating of [5, 4, 4]) {
    await createReview(database.sql, organization, tool.id, {
      reviewerId: await reviewer(),
      rating,
      status: 'APPROVED',
      createdAt: now,
    });
  }
  expect(await ratingOf(database.sql, tool.id)).toEqual({ rating: 4.33, count: 3 });
});

const anyReview = fc.record({
  rating: fc.integer({ min: 1, max: 5 }),
  status: fc.constantFrom<ReviewStatus>('PENDING', 'APPROVED', 'APPROVED', 'REJECTED', 'FLAGGED'),
  age: fc.integer({ min: 0, max: 365 * 30 }),
});
const anyChange = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), review: anyReview }),
  fc.record({ kind: fc.constant('update' as const), which: fc.nat(), review: anyReview }),
  fc.record({ kind: fc.constant('delete' as const), which: fc.nat() }),
);

test('after any change the rating is that of the approved rows, whenever one looks', async () => {
  const people: string[] = [];
  while (people.length < 12) people.push(await reviewer());
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 12 }), fc.nat(365 * 20), async (changes, later) => {
      const { id } = await createTool(database.sql);
      const reviews: string[] = [];
      for (const [index, change] of changes.entries()) {
        const chosen = 'which' in change && reviews.length > 0 ? change.which % reviews.length : undefined;
        if (change.kind === 'insert') {
          const { rating, status, age } = change.review;
          const reviewerId = present(people[index]);
          reviews.push(
            await createReview(database.sql, organization, id, { reviewerId, rating, status, createdAt: daysAgo(age) }),
          );
        } else if (chosen !== undefined && change.kind === 'update') {
          const { rating, status, age } = change.review;
          await database.sql.query('update tool_reviews set rating = $2, status = $3, created_at = $4 where id = $1', [
            reviews[chosen],
            rating,
            status,
            daysAgo(age),
          ]);
        } else if (chosen !== undefined) {
          await database.sql.query('delete from tool_reviews where id = $1', reviews.splice(chosen, 1));
        }
        await expectRatingOfRows(id);
        // Ages of another day give the same: nothing has to be computed anew as time passes.
        await expectRatingOfRows(id, daysAgo(-later));
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('a review that moves to another tool counts there and no longer here', async () => {
  const other = await createTool(database.sql);
  const id = await createReview(database.sql, organization, tool.id, { rating: 2, status: 'APPROVED' });
  await database.sql.query('update tool_reviews set tool_id = $2 where id = $1', [id, other.id]);
  expect(await ratingOf(database.sql, tool.id)).toEqual({ rating: null, count: 0 });
  expect(await ratingOf(database.sql, other.id)).toEqual({ rating: 2, count: 1 });
});

test('every step of a review moves the rating as it should', async () => {
  await createToolPurchase(database.sql, organization, tool.id);
  const others = await createOrganizations(database.sql, 3);
  const asModerator = async (decide: boolean, note: string | null) =>
    asViewer(database.asApp, moderator.tokenHash, (client) =>
      client.query(`select app.moderate_review(id, $2, $3, version) from platform_reviews where tool_slug = $1`, [
        tool.name,
        decide,
        note,
      ]),
    );
  const save = (rating: number) =>
    asViewer(database.asApp, organization.member.tokenHash, (client) =>
      client.query(`select app.save_review($1, $2, null, 'It does what it promises to do.')`, [tool.name, rating]),
    );
  const none = { rating: null, count: 0 };
  const kept = () => ratingOf(database.sql, tool.id);

  await save(5);
  expect(await kept()).toEqual(none);
  await asModerator(true, null);
  expect(await kept()).toEqual({ rating: 5, count: 1 });
  await save(3);
  expect(await kept()).toEqual(none);
  await asModerator(true, null);
  expect(await kept()).toEqual({ rating: 3, count: 1 });
  await asModerator(false, 'Not about the tool.');
  expect(await kept()).toEqual(none);
  await asModerator(true, null);
  for (const [index, { owner }] of others.entries()) {
    expect(await kept()).toEqual({ rating: 3, count: 1 });
    const { flagged } = only(
      await asViewer(database.asApp, owner.tokenHash, (client) =>
        client.query<{ flagged: string }>(
          `select app.flag_review(id, 'Not true.') as flagged from published_reviews where tool_id = $1`,
          [tool.id],
        ),
      ),
    );
    expect([index, flagged]).toEqual([index, 'FLAGGED']);
  }
  expect(await kept()).toEqual(none);
  await asModerator(true, null);
  expect(await kept()).toEqual({ rating: 3, count: 1 });
  await asViewer(database.asApp, organization.member.tokenHash, (client) =>
    client.query('select app.delete_review($1)', [tool.name]),
  );
  expect(await kept()).toEqual(none);
});

test('20 reviews approved at once: all of them count', async () => {
  const reviews: string[] = [];
  while (reviews.length < 20) {
    reviews.push(
      await createReview(database.sql, organization, tool.id, {
        reviewerId: await reviewer(),
        rating: 1 + (reviews.length % 5),
        createdAt: daysAgo(reviews.length * 50),
      }),
    );
  }
  await withConnections(database.appUrl, reviews.length, (...clients) =>
    releaseTogether(
      database.ownerUrl,
      { lock: `select from marketplace_tools where id = '${tool.id}' for update`, waiting: reviews.length },
      () =>
        concurrently(reviews.length, reviews.length, (index) =>
          asViewer(present(clients[index]), moderator.tokenHash, (client) =>
            client.query(`select app.moderate_review(id, true, null, version) from platform_reviews where id = $1`, [
              reviews[index],
            ]),
          ),
        ),
    ),
  );
  expect((await ratingOf(database.sql, tool.id)).count).toBe(20);
  await expectRatingOfRows(tool.id);
}, 60_000);

test('writing, approving, flagging and deleting do not get stuck with checkouts and editors of the catalog', async () => {
  const members: TestPerson[] = [];
  await createToolPurchase(database.sql, organization, tool.id);
  while (members.length < 8) members.push(await createPerson(database.sql, organization.id, 'MEMBER'));
  const buyers = await createOrganizations(database.sql, 8);
  const forms: { owner: TestPerson; form: CheckoutForm }[] = [];
  for (const { id, owner } of buyers) {
    await fillCart(database.sql, id, owner.id, { tools: [tool] });
    forms.push({ owner, form: await openCheckout(database, owner) });
  }
  const flagged = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  await withConnections(database.appUrl, 16, (...clients) =>
    releaseTogether(
      database.ownerUrl,
      { lock: `select from marketplace_tools where id = '${tool.id}' for update`, waiting: 19 },
      () =>
        Promise.all([
          ...forms.map(({ owner, form }) =>
            placeOrder(database, owner, form).then(({ outcome }) => expect(outcome).toBe('PLACED')),
          ),
          ...members.map((member, index) =>
            asViewer(present(clients[index]), member.tokenHash, async (client) => {
              await client.query(`select app.save_review($1, 5, null, 'It does what it promises to do.')`, [tool.name]);
              if (index % 2) await client.query('select app.delete_review($1)', [tool.name]);
            }),
          ),
          ...buyers
            .slice(0, 2)
            .map(({ viewer }, index) =>
              asViewer(present(clients[8 + index]), viewer.tokenHash, (client) =>
                client.query(`select app.flag_review($1, 'Not true.')`, [flagged]),
              ),
            ),
          asViewer(present(clients[15]), moderator.tokenHash, (client) =>
            client.query(
              `update marketplace_tools set status = status, description = 'Changed meanwhile.' where id = $1`,
              [tool.id],
            ),
          ),
        ]),
    ),
  );
  const { reviews, owners, flags } = only(
    await database.sql.query(
      `select (select count(*)::integer from tool_reviews where tool_id = $1) as reviews, purchase_count as owners,
         (select count(*)::integer from review_flags where review_id = $2) as flags
       from marketplace_tools where id = $1`,
      [tool.id, flagged],
    ),
  );
  expect({ reviews, owners, flags }).toEqual({ reviews: 5, owners: 8, flags: 2 });
  await expectRatingOfRows(tool.id);
}, 60_000);
