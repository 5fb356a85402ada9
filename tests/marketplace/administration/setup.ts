import { afterAll, beforeAll, expect } from 'vitest';
import { checksums } from '../../factories/checksums.ts';
import {
  createOrganization,
  createPlatformAdmin,
  type PlatformRole,
  type TestOrganization,
} from '../../factories/organizations.ts';
import { readHiddenFields } from '../../factories/page-forms.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type Answer, createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// What the tests of the administration's lists have in common. A test file that calls `setUpTests` has its own database.

export let database: TestDatabase;
export let worker: TestWorker;
export let organization: TestOrganization;
/** Somebody of the platform with every role. */
export let admin: Visitor;

export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await startTestWorker(database);
    organization = await createOrganization(database.sql);
    admin = await signInAs();
  });

  afterAll(async () => {
    await worker?.stop();
    await database?.drop();
  });
}

/** Somebody new of the platform, who belongs to an organization where one is named. */
export async function signInAs(roles?: readonly PlatformRole[], organizationId: string | null = null) {
  const { id } = await createPlatformAdmin(database.sql, organizationId, roles);
  return createSignedInVisitor(worker.url, { sql: database.sql, personId: id, organizationId });
}

export const rows = async <Row extends Record<string, unknown>>(query: string, values: unknown[] = []) =>
  (await database.sql.query<Row>(query, values)).rows;

export const everythingButSessions = () =>
  checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));

/** Opens the page that shows what would be done, and reads the form that does it. */
export async function preview(visitor: Visitor, address: string, field: string) {
  const page = await visitor.get(address);
  expect(page.status).toBe(200);
  return { page, form: readHiddenFields(page.text, field) };
}

/** The message that an answer leads to. */
export async function readToast(visitor: Visitor, { location }: Answer): Promise<string> {
  const { text } = await visitor.get(location ?? '');
  return /id="toast"[\s\S]*?<p>([^<]*)</.exec(text)?.[1] ?? '';
}
