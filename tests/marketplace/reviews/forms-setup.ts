import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { createToolPurchase } from '../../factories/purchases.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// One tool that can be reviewed, new for every test, and people who are signed in. A test file that calls `setUpTests` has its
// own database, from before its first test to after its last.

export let database: TestDatabase;
export let worker: TestWorker;
export let organization: TestOrganization;
export let tool: TestTool;
export let member: Visitor;
export let moderator: Visitor;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await startTestWorker(database);
    moderator = await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: (await createPlatformAdmin(database.sql)).id,
      organizationId: null,
    });
  });

  beforeEach(async () => {
    organization = await createOrganization(database.sql);
    tool = await createTool(database.sql);
    await createToolPurchase(database.sql, organization, tool.id);
    member = await signIn('member');
  });

  afterAll(async () => {
    await worker?.stop();
    await database?.drop();
  });
}

export function signIn(role: 'owner' | 'admin' | 'member' | 'viewer', of = organization): Promise<Visitor> {
  return createSignedInVisitor(worker.url, { sql: database.sql, personId: of[role].id, organizationId: of.id });
}

export const text = 'It does what it promises to do.';
export const form = (words: Record<string, string> = {}) => ({
  intent: 'save',
  rating: '4',
  title: 'Good',
  review: text,
  ...words,
});
export const toolPage = () => `/tools/${tool.name}`;
export const reviewPage = () => `${toolPage()}/review`;
export const reviewsOfTool = async () =>
  (await database.sql.query('select rating, title, review, status from tool_reviews where tool_id = $1', [tool.id]))
    .rows;
export const everythingButSessions = async () => {
  const { sessions, ...others } = await checksums(database.sql);
  return others;
};

/** The form of a review on the moderators' page, as the page shows it. */
export async function openModeration(reviewId: string, status = 'PENDING') {
  const { text: page } = await moderator.get(`/admin/reviews?status=${status}&q=${tool.name}`);
  const [, version = ''] =
    new RegExp(`name="reviewId" value="${reviewId}"/><input type="hidden" name="version" value="([^"]*)"`).exec(page) ??
    [];
  return { page, sent: { reviewId, version } };
}
