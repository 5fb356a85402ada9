import { afterAll, beforeAll, expect, test } from 'vitest';
import { moneyInvariants } from '../../../db/money-invariants.ts';
import { verifyMoney } from '../../../db/money-verify.ts';
import { createBundle, createTools } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const organization = await createOrganization(database.sql);
  const tools = await createTools(database.sql, 3, { priceModel: 'MONTHLY' });
  await buy(database, organization, { tools: tools.slice(0, 1) });
  await buy(database, organization, { bundles: [await createBundle(database.sql, tools)] });
});

afterAll(async () => {
  await database?.drop();
});

test('on the demo data and what is ordered since, every condition holds', async () => {
  expect(await verifyMoney(database.sql)).toEqual([]);
});

// Each undoes by itself what it broke.
test.each([
  ['the totals of an order', 'update marketplace_orders set subtotal = subtotal + 1, total = total + 1'],
  ['a line charges', 'update order_line_tools set price = price - 1 where price > 0'],
  ['the running period', `update tool_purchases set price_at_purchase = price_at_purchase + 1`],
  ['the running period', `update tool_purchases set order_id = null, bundle_purchase_id = null, bundle_line_id = null`],
  [
    'the running period',
    `update tool_purchases set period_end = period_end + interval '1 month' where period_end is not null`,
  ],
  ['the running period', `update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = now()`],
  ['nobody owns for nothing', 'update order_line_tools set price = 0'],
  ['no period', `update tool_purchases set period_end = now() - interval '25 hours' where period_end is not null`],
  ['a tool that was credited', 'update order_line_credits set credited_order_id = null'],
  ['the purchase of a bundle', `update bundle_purchases set status = 'EXPIRED'`],
  ['what is taken back', 'update marketplace_orders set refunded_total = 1 where total > 0'],
  ['a cancelled invoice', `update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = now()`],
])('%s …: a row that breaks it is found', async (beginning, breakIt) => {
  await database.sql.query('begin');
  try {
    await database.sql.query(breakIt);
    const found: string[] = [];
    for (const [invariant, query] of Object.entries(moneyInvariants)) {
      if ((await database.sql.query(query)).rows.length > 0) found.push(invariant);
    }
    expect(found.filter((invariant) => invariant.startsWith(beginning))).toHaveLength(1);
  } finally {
    await database.sql.query('rollback');
  }
});
