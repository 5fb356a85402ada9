import type { Client } from 'pg';
import { wrongBundlePrices, wrongBundlePurchaseCounts, wrongPurchaseCounts } from './ownership.ts';

/** Conditions that must hold of the tables whatever happened, each as a query that selects what breaks it. */
const invariants: Readonly<Record<string, string>> = {
  'the totals of an order are the sums of its lines, and it has some': `
    select o.number, o.total, sum(line.price) as lines from marketplace_orders o
    left join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
    group by o.id having count(line.id) = 0
      or (o.subtotal, o.credit_total, o.total) <> (sum(line.list_price), sum(line.credit), sum(line.price))`,
  'what an order by invoice has lines for is bought': `
    select o.number, line.name from marketplace_orders o
    join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
    where o.payment_method = 'INVOICE'
      and not exists (select from tool_purchases p where p.organization_id = o.organization_id and p.tool_id = line.tool_id)
      and not exists (select from bundle_purchases p where p.organization_id = o.organization_id and p.bundle_id = line.bundle_id)`,
  'an active purchase belongs to an order that stands and has a line for it': `
    select 'tool' as kind, p.id, o.payment_status from tool_purchases p
    join marketplace_orders o on o.organization_id = p.organization_id and o.id = p.order_id
    where p.status = 'ACTIVE' and (o.payment_status in ('CANCELLED', 'FAILED', 'REFUNDED') or not exists (
      select from order_lines line where line.organization_id = o.organization_id and line.order_id = o.id and line.tool_id = p.tool_id))
    union all
    select 'bundle', p.id, o.payment_status from bundle_purchases p
    join marketplace_orders o on o.organization_id = p.organization_id and o.id = p.order_id
    where p.status = 'ACTIVE' and (o.payment_status in ('CANCELLED', 'FAILED', 'REFUNDED') or not exists (
      select from order_lines line where line.organization_id = o.organization_id and line.order_id = o.id and line.bundle_id = p.bundle_id))`,
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
