import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { cancelOrder, recordPayment, refundOrder } from '../../../app/modules/marketplace/orders/commands.server.ts';
import { DatabaseError } from '../../../db/errors.server.ts';
import { brokenEntries } from '../../factories/audit.ts';
import { checksums } from '../../factories/checksums.ts';
import { type TestOrder, wrongRefunds } from '../../factories/orders.ts';
import { createPlatformAdmin, type TestPerson } from '../../factories/organizations.ts';
import { wrongBundlePurchaseCounts, wrongPurchaseCounts } from '../../factories/ownership.ts';
import { requestDatabase } from '../../factories/request-databases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// What the tests of refunds have in common. A test file that calls `setUpTests` has its own database, from before
// its first test to after its last.

export let database: TestDatabase;
export let platformAdmin: TestPerson;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    platformAdmin = await createPlatformAdmin(database.sql);
  });

  afterAll(async () => {
    await database?.drop();
  });

  // Whatever a test did: counts, refunds and the trail are right.
  afterEach(async () => {
    for (const wrong of [wrongPurchaseCounts, wrongBundlePurchaseCounts, wrongRefunds, brokenEntries]) {
      expect(await rows(wrong)).toEqual([]);
    }
  });
}

export const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;

export interface Refund {
  tools?: string[];
  reason?: string;
  refundedTotal?: number;
}

/** Refunds tools of the order, all of them unless told otherwise. */
export async function refund(person: TestPerson | undefined, order: TestOrder, options: Refund = {}) {
  const { tools = order.tools.map(({ id }) => id), reason = 'Bought by mistake', refundedTotal = 0 } = options;
  const { refunded } = await requestDatabase(database, person?.tokenHash).write((handle) => ({
    refunded: refundOrder(handle, order.number, { tools, reason, refundedTotal }),
  }));
  return present(refunded[0]);
}

export async function recordPaid(person: TestPerson | undefined, { number }: { number: string }) {
  const { recorded } = await requestDatabase(database, person?.tokenHash).write((handle) => ({
    recorded: recordPayment(handle, number),
  }));
  return recorded[0]?.outcome;
}

export async function cancel(
  person: TestPerson,
  { number }: { number: string },
  together: string[] = [],
): Promise<string> {
  const { cancelled } = await requestDatabase(database, person.tokenHash).write((handle) => ({
    cancelled: cancelOrder(handle, number, together),
  }));
  return present(cancelled[0]).outcome;
}

export const refusedBy = async (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error instanceof DatabaseError ? error.state : Promise.reject(error)),
  );

/** Purchases of the organization, by the name of the tool or bundle. */
export async function purchasesOf(organizationId: string): Promise<Record<string, string>> {
  const found = await rows(
    `select coalesce(tool.name, bundle.name) as name, purchase.status from marketplace_purchases purchase
     left join marketplace_tools tool on tool.id = purchase.tool_id left join tool_bundles bundle on bundle.id = purchase.bundle_id
     where purchase.organization_id = $1`,
    [organizationId],
  );
  return Object.fromEntries(found.map(({ name, status }) => [name, status]));
}

export const ownersOf = async ({ id }: { id: string }) =>
  only(await database.sql.query('select purchase_count as owners from marketplace_tools where id = $1', [id])).owners;

export const setStatus = (order: TestOrder, status: string, method = 'INVOICE') =>
  rows(
    `update marketplace_orders set payment_status = $2::payment_status, payment_method = $3,
       cancelled_at = case when $2::payment_status = 'CANCELLED' then now() end where id = $1`,
    [order.id, status, method],
  );

export async function expectNothingWritten(work: () => Promise<unknown>) {
  const before = await checksums(database.sql);
  await work();
  expect(await checksums(database.sql)).toEqual(before);
}
