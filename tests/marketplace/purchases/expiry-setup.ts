import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { brokenEntries } from '../../factories/audit.ts';
import { createTool, type PriceModel, type TestTool } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization, type TestOrganization } from '../../factories/organizations.ts';
import { wrongPurchaseCounts } from '../../factories/ownership.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

// Purchases with a period, and the run that settles them. A test file that calls `setUpTests` has its own database, from before
// its first test to after its last.

export let database: TestDatabase;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database?.drop();
  });

  // Each test has its own times, in which nothing of another comes due.
  beforeEach(async () => {
    await rows('update tool_purchases set period_end = null where period_end is not null');
  });

  afterEach(async () => {
    for (const wrong of [wrongPurchaseCounts, brokenEntries]) expect(await rows(wrong)).toEqual([]);
  });
}

export const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
export const nothing = { renewed: 0, expired: 0, warned: 0, busy: 0, failed: 0, more: false };

/** Does what the schedule would do at that moment. */
export const settle = async (now: string, limit = 500) =>
  only(await database.sql.query('select * from app.expire_purchases($1, $2)', [now, limit]));

export interface Periodic {
  organization: TestOrganization;
  tool: TestTool;
}

/** An organization that bought a tool by the month, from one day to another. */
export async function createPeriodic({
  boughtAt = '2026-01-10T09:30:00Z',
  endsAt = '2026-02-10T09:30:00Z',
  priceModel = 'MONTHLY',
  renews = true,
}: {
  boughtAt?: string;
  endsAt?: string;
  priceModel?: PriceModel;
  renews?: boolean;
} = {}): Promise<Periodic> {
  const organization = await createOrganization(database.sql);
  const tool = await createTool(database.sql, { price: 10_000, priceModel });
  await buy(database, organization, { tools: [tool] }, organization.admin);
  await rows('update tool_purchases set purchase_date = $2, period_end = $3, renews = $4 where organization_id = $1', [
    organization.id,
    boughtAt,
    endsAt,
    renews,
  ]);
  return { organization, tool };
}

export interface Ordered {
  id: string;
  method: string;
  status: string;
  buyer: string;
  total: number;
  days: number;
  street: string;
  email: string;
  name: string;
  /** The days (UTC) it pays for. */
  period: string;
  priceModel: PriceModel;
}

export interface Purchased {
  status: string;
  renews: boolean;
  endsAt: Date | null;
  price: number;
  orderId: string;
  by: string;
}

/** The organization's purchase of the tool and the orders it made, first to last. */
export async function stateOf({ organization, tool }: Periodic) {
  const purchase = only(
    await database.sql.query<Purchased>(
      `select status, renews, period_end as "endsAt", price_at_purchase as price, order_id as "orderId", purchased_by as by
     from tool_purchases where organization_id = $1 and tool_id = $2`,
      [organization.id, tool.id],
    ),
  );
  const { rows: orders } = await database.sql.query<Ordered>(
    `select o.id, o.payment_method as method, o.payment_status as status, o.buyer_id as buyer, o.total, o.due_on - o.placed_at::date as days,
       o.billing_street as street, o.billing_email as email, line.name, line.price_model as "priceModel",
       to_char(line.period_start at time zone 'UTC', 'YYYY-MM-DD') || ' to ' || to_char(line.period_end at time zone 'UTC', 'YYYY-MM-DD') as period
     from marketplace_orders o join order_line_tools line on line.order_id = o.id
     where o.organization_id = $1 and line.tool_id = $2 order by o.placed_at`,
    [organization.id, tool.id],
  );
  return { ...purchase, endsAt: purchase.endsAt?.toISOString(), orders };
}

export const mailTo = async ({ id }: TestOrganization, kind: string) =>
  rows(
    'select recipient, content from outgoing_mail where organization_id = $1 and kind = $2 order by created_at, recipient',
    [id, kind],
  );

export const managersOf = ({ owner, admin }: TestOrganization) => [owner.email, admin.email].toSorted();
