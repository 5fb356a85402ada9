import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { checksums } from '../../factories/checksums.ts';
import { findBrokenInvariants } from '../../factories/invariants.ts';
import type { TestOrganization } from '../../factories/organizations.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// What the tests of purchase requests have in common. A test file that calls `setUpTests` has its own database, from before
// its first test to after its last.

export let database: TestDatabase;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    expect(await findBrokenInvariants(database.sql)).toEqual([]);
    await database.drop();
  });

  // Every purchase of this file comes from an order, so the counts must be right after each test.
  afterEach(async () => {
    expect(await rows(wrongPurchaseCounts)).toEqual([]);
  });
}

export const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

export const findRequest = async (id: string) =>
  only(await database.sql.query('select * from purchase_requests where id = $1', [id]));
export const ordersOf = ({ id }: TestOrganization) =>
  rows('select number, buyer_id, total from marketplace_orders where organization_id = $1', [id]);
export const mailOf = (id: string, kind: string) =>
  rows(
    `select recipient, content from outgoing_mail where kind = $2 and content ->> 'requestId' = $1 order by recipient`,
    [id, kind],
  );

/** Expects that the call answers so and that not a row of any table is touched. */
export async function expectNothingWritten(send: () => Promise<unknown>, answer: unknown): Promise<void> {
  const before = await checksums(database.sql);
  expect(await send()).toEqual(answer);
  expect(await checksums(database.sql)).toEqual(before);
}
export const refused = (outcome: string) => ({ outcome, orderNumber: null });
