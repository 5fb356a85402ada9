import { afterAll, beforeAll, beforeEach } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import {
  createOrganization,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
} from '../../factories/organizations.ts';
import { createToolPurchase } from '../../factories/purchases.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// One tool that can be reviewed, new for every test. A test file that calls `setUpTests` has its own database, from before its
// first test to after its last.

export let database: TestDatabase;
export let organization: TestOrganization;
export let moderator: TestPerson;
export let tool: TestTool;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
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
}

export const text = 'It does what it promises to do.';

/** Calls a function as somebody and returns its outcome. */
export async function call(person: TestPerson | null, statement: string, values: unknown[]): Promise<unknown> {
  const result = await asViewer(database.asApp, person?.tokenHash ?? null, (client) =>
    client.query<{ outcome: unknown }>(`select ${statement} as outcome`, values),
  );
  return result.rows[0]?.outcome;
}

export interface Words {
  rating?: number;
  title?: string | null;
  review?: string;
}
export const save = (
  person: TestPerson | null,
  { rating = 4, title = null, review = text }: Words = {},
  slug = tool.name,
) => call(person, 'app.save_review($1, $2, $3, $4)', [slug, rating, title, review]);
export const flag = (person: TestPerson | null, id: string, reason = 'Not true.') =>
  call(person, 'app.flag_review($1, $2)', [id, reason]);
export const versionOf = (id: string) =>
  asViewer(
    database.asApp,
    moderator.tokenHash,
    async (client) =>
      only(await client.query<{ version: string }>('select version from platform_reviews where id = $1', [id])).version,
  );
export const moderate = async (id: string, isApproved: boolean, note: string | null = null, version?: string) =>
  call(moderator, 'app.moderate_review($1, $2, $3, $4)', [id, isApproved, note, version ?? (await versionOf(id))]);

export const readReview = async (id: string) =>
  only(
    await database.sql.query(
      `select organization_id, reviewer_id, rating, title, review, status, verified_purchase, vendor_reply, moderated_by,
         moderation_note from tool_reviews where id = $1`,
      [id],
    ),
  );
export const readReviewsOfTool = async (toolId = tool.id) =>
  (
    await database.sql.query<{ id: string; status: string }>('select id, status from tool_reviews where tool_id = $1', [
      toolId,
    ])
  ).rows;
export const readPublished = async (id: string) =>
  asViewer(
    database.asApp,
    null,
    async (client) => (await client.query('select * from published_reviews where id = $1', [id])).rows,
  );
export const openFlags = async (id: string) =>
  (await database.sql.query('select user_id from review_flags where review_id = $1 and settled_at is null', [id])).rows
    .length;
