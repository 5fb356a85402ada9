import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { checksums } from '../../factories/checksums.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// What the tests of the tool editor have in common. A test file that calls `setUpTests` has its own database, from before
// its first test to after its last.

export let database: TestDatabase;
export let worker: TestWorker;
export let organization: TestOrganization;
export let admin: Visitor;
export let guest: Visitor;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await startTestWorker(database);
    organization = await createOrganization(database.sql);
    admin = await signIn((await createPlatformAdmin(database.sql)).id, null);
    guest = createVisitor(worker.url);
  });

  afterAll(async () => {
    await worker?.stop();
    await database?.drop();
  });
}

export const signIn = (personId: string, organizationId: string | null) =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });

export const newSlug = () => `tool-${randomBytes(6).toString('hex')}`;

/** A tool without what nobody sees of its editing: every other column, also one that is new. */
export async function readTool(id: string) {
  const { tool } = only(
    await database.sql.query<{ tool: Record<string, unknown> }>(
      `select to_jsonb(tool) - array['id', 'currency', 'is_active', 'is_sold', 'purchase_count', 'rating', 'review_count', 'search',
         'created_at', 'updated_at'] as tool
       from marketplace_tools tool where id = $1`,
      [id],
    ),
  );
  return tool;
}

/** The form of a tool as its page shows it. */
export async function openForm(id: string): Promise<Record<string, string>> {
  const { status, text } = await admin.get(`/admin/tools/${id}`);
  expect(status).toBe(200);
  return readPageForm(text, 'slug');
}

export const save = (id: string, form: Record<string, string>, intent = 'save') =>
  admin.post(`/admin/tools/${id}`, { ...form, intent });

export const everythingButSessions = () =>
  checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));

export const complete = {
  name: 'Listing Planner',
  description: 'Plans the weeks of a listing.',
  longDescription: 'First paragraph.\r\n\r\nSecond <b>paragraph</b>.',
  category: 'ELITE',
  area: 'LISTINGS',
  tier: 'T2',
  price: '$1,250.50',
  priceModel: 'ANNUAL',
  requiredTier: 'GROWTH',
  integrationType: 'API',
  features: 'A calendar\r\nA checklist',
  capabilities: 'Plan a listing',
  integrations: 'MLS feed\r\n\r\nGoogle Calendar',
  tags: 'Planning\r\nmls',
  icon: 'calendar-check',
  provider: 'Planner Company',
  documentationUrl: 'https://example.com/docs',
  demoUrl: 'https://example.com/demo',
  supportUrl: 'https://example.com/support',
  version: '1.2.3',
  seatsIncluded: '5',
  isFeatured: 'on',
  publishAs: 'BETA',
};
