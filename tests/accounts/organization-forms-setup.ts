import { afterAll, beforeAll } from 'vitest';
import { personWithRole, type TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// What the tests of an organization have in common. A test file that calls `setUpTests` has its own database, from before
// its first test to after its last.

export let database: TestDatabase;
export let worker: TestWorker;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await startTestWorker(database);
  });

  afterAll(async () => {
    await worker?.stop();
    await database?.drop();
  });
}

export const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
export const signIn = (organization: TestOrganization, role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER') =>
  createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: personWithRole(organization, role).id,
    organizationId: organization.id,
  });
export const roleOf = async (personId: string) =>
  (await rows('select role from memberships where user_id = $1', [personId]))[0]?.role;
