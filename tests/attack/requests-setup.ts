import { afterAll, beforeAll } from 'vitest';
import { checksums } from '../factories/checksums.ts';
import { createSite, type Site } from '../factories/site.ts';
import { findTenantTables, rowsOfOrganization } from '../isolation/tenant-tables.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import type { Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// The site that requests are sent to. A test file that calls `setUpTests` has its own database, from before
// its first test to after its last.

export let database: TestDatabase;
export let worker: TestWorker;
export let site: Site;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await startTestWorker(database);
    site = await createSite(database, worker);
  });

  afterAll(async () => {
    await worker?.stop();
    await database?.drop();
  });
}

export const cookieOf = ({ cookies }: Visitor) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Sends a form with exactly these headers. */
export async function send(
  path: string,
  visitor: Visitor,
  { body, headers }: { body: string; headers: Record<string, string> },
) {
  const response = await fetch(worker.url + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(body),
    headers: { cookie: cookieOf(visitor), connection: 'close', ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A checksum of whatever belongs to the organization. */
export async function checksumOfOrganization() {
  const tables = await findTenantTables(database.sql);
  // That a session was used is noted in it.
  return checksums(database.sql, (table) =>
    table !== 'sessions' && tables.includes(table) ? rowsOfOrganization(table, site.organization) : undefined,
  );
}
