import type { Client } from 'pg';
import { moneyInvariants } from '../../db/money-invariants.ts';
import { wrongBundlePrices, wrongBundlePurchaseCounts, wrongPurchaseCounts } from './ownership.ts';

/** Conditions that must hold of the tables whatever happened, each as a query that selects what breaks it. */
const invariants: Readonly<Record<string, string>> = {
  ...moneyInvariants,
  'the total of a cart is the sum of its lines': `
    select user_id, total_price from shopping_carts
    where total_price <> (select coalesce(sum((line ->> 'price')::integer), 0) from jsonb_array_elements(tools || bundles) line)`,
  'no tool has more seats taken than it comes with': `
    select seat.organization_id, seat.tool_id, count(*) from tool_seats seat join marketplace_tools tool on tool.id = seat.tool_id
    where tool.seats_included is not null group by 1, 2, tool.seats_included having count(*) > tool.seats_included`,
  'the count of owners of a tool is right': wrongPurchaseCounts,
  'the count of owners of a bundle is right': wrongBundlePurchaseCounts,
  'the sum and the discount of a bundle follow from its tools': wrongBundlePrices,
  'an approved request has its order, and no other has one': `
    select id, status from purchase_requests where (status = 'APPROVED') <> (order_id is not null)`,
};

/** The invariants that do not hold, each with what breaks it; asked as the owner, who sees every row. */
export async function findBrokenInvariants(sql: Client): Promise<{ invariant: string; broken: unknown[] }[]> {
  const found: { invariant: string; broken: unknown[] }[] = [];
  for (const [invariant, query] of Object.entries(invariants)) {
    const { rows } = await sql.query(query);
    if (rows.length > 0) found.push({ invariant, broken: rows });
  }
  return found;
}
