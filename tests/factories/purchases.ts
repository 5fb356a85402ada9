import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { createTool } from './catalog.ts';
import type { TestOrganization } from './organizations.ts';
import { only } from './rows.ts';

export type PurchaseStatus = 'ACTIVE' | 'CANCELLED' | 'REFUNDED' | 'EXPIRED';

/** The organization's purchase of a tool, in whatever state, without an order. */
export async function createToolPurchase(
  sql: Client,
  organization: TestOrganization,
  toolId: string,
  status: PurchaseStatus = 'ACTIVE',
): Promise<string> {
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, status)
       select $1, id, price, price_model, $3, $4 from marketplace_tools where id = $2 returning id`,
      [organization.id, toolId, organization.owner.id, status],
    ),
  );
  return id;
}

/** The organization's purchase of a bundle with its tools, in whatever state, and the order that has their rows. */
export async function createBundlePurchase(
  sql: Client,
  organization: TestOrganization,
  bundleId: string,
  status: PurchaseStatus = 'ACTIVE',
): Promise<string> {
  const orderId = await insertOrder(sql, organization);
  const line = only(
    await sql.query<{ id: string }>(
      `insert into order_lines (organization_id, order_id, position, kind, bundle_id, name, list_price, credit, price, bundle_price, original_price)
       select $1, $2, 1, 'BUNDLE', id, name, 10000, 0, 10000, bundle_price, original_price from tool_bundles where id = $3 returning id`,
      [organization.id, orderId, bundleId],
    ),
  );
  await sql.query(
    `insert into order_line_tools (organization_id, order_id, order_line_id, position, tool_id, name, price_model, list_price, price)
     select $1, $2, $3, row_number() over (order by content.position, tool.id), tool.id, tool.name, tool.price_model, tool.price, tool.price
     from bundle_tools content join marketplace_tools tool on tool.id = content.tool_id where content.bundle_id = $4`,
    [organization.id, orderId, line.id, bundleId],
  );
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into bundle_purchases (organization_id, bundle_id, price_at_purchase, purchased_by, status, order_id)
       select $1, id, bundle_price, $3, $4, $5 from tool_bundles where id = $2 returning id`,
      [organization.id, bundleId, organization.owner.id, status, orderId],
    ),
  );
  await sql.query(
    `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, status, order_id, bundle_purchase_id, bundle_line_id)
     select organization_id, tool_id, price, price_model, $2, $3, order_id, $4, order_line_id from order_line_tools where order_line_id = $1
     on conflict (tool_id, organization_id) do nothing`,
    [line.id, organization.owner.id, status, id],
  );
  return id;
}

async function insertOrder(sql: Client, organization: TestOrganization): Promise<string> {
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method,
         billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, subtotal, credit_total, total)
       values ($1, $2, $3, md5($2), $4, 'INVOICE', 'Name', 'billing@people.test', 'Street 1', 'City', 'IL', '60601', 10000, 0, 10000)
       returning id`,
      [organization.id, `TEST-${randomUUID()}`, randomUUID(), organization.owner.id],
    ),
  );
  return id;
}

/** An order of one tool with its line, without a purchase. Returns the order's id. */
export async function createOrder(sql: Client, organization: TestOrganization, toolId: string): Promise<string> {
  const id = await insertOrder(sql, organization);
  await sql.query(
    `with line as (
       insert into order_lines (organization_id, order_id, position, kind, tool_id, name, list_price, credit, price)
       values ($1, $2, 1, 'TOOL', $3, 'Tool', 10000, 0, 10000) returning *)
     insert into order_line_tools (organization_id, order_id, order_line_id, position, tool_id, name, price_model, list_price, price)
     select organization_id, order_id, id, 1, tool_id, name, 'ONE_TIME', list_price, price from line`,
    [organization.id, id, toolId],
  );
  return id;
}

/** A purchase of a tool by use in the period that its order sold, with one use. */
export async function createUsage(sql: Client, organization: TestOrganization): Promise<void> {
  const tool = await createTool(sql, { priceModel: 'USAGE_BASED' });
  const orderId = await createOrder(sql, organization, tool.id);
  const purchaseId = await createToolPurchase(sql, organization, tool.id);
  await sql.query(
    `with sold as (
       update order_line_tools set price_model = 'USAGE_BASED', usage_unit = 'report', units_included = 200, unit_price = 25
       where order_id = $1 returning *),
     period as (
       insert into usage_periods (organization_id, tool_purchase_id, order_line_tool_id, units_used)
       select organization_id, $2, id, 1 from sold returning *)
     insert into tool_uses (organization_id, tool_id, key, units, usage_period_id)
     select period.organization_id, sold.tool_id, 'key', 1, period.id from period, sold`,
    [orderId, purchaseId],
  );
}

/** An order of one tool that was refunded whole, with its credit note. Returns the order's id. */
export async function createCreditNote(sql: Client, organization: TestOrganization, toolId: string): Promise<string> {
  const orderId = await createOrder(sql, organization, toolId);
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into credit_notes (organization_id, order_id, number, reason, total) values ($1, $2, $3, 'Reason', 10000) returning id`,
      [organization.id, orderId, `TEST-${randomUUID()}`],
    ),
  );
  await sql.query(
    `insert into credit_note_lines (organization_id, credit_note_id, order_line_tool_id, amount)
     select organization_id, $2, id, price from order_line_tools where order_id = $1`,
    [orderId, id],
  );
  await sql.query(`update marketplace_orders set refunded_total = total, payment_status = 'REFUNDED' where id = $1`, [
    orderId,
  ]);
  return orderId;
}

/** An order of one tool that is paid by card. Returns its number. */
export async function createCardOrder(
  sql: Client,
  organization: TestOrganization,
  toolId: string,
  paymentStatus: 'PENDING' | 'COMPLETED' = 'PENDING',
): Promise<string> {
  const { number } = only(
    await sql.query<{ number: string }>(
      `update marketplace_orders set payment_method = 'CREDIT_CARD', payment_status = $2, payment_expires_at = now() + interval '1 hour',
         due_on = null where id = $1 returning number`,
      [await createOrder(sql, organization, toolId), paymentStatus],
    ),
  );
  return number;
}

/** A payment of 9,999 that names the order and does not pay it. Returns its id. */
export async function createUnmatchedPayment(sql: Client, orderNumber: string): Promise<string> {
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into unmatched_payments (reference, payment_intent, payment_reference, amount, named_number, named_order_id, reason)
       select $2, $2, 'cs_' || $2, 9999, number, id, 'OTHER_AMOUNT' from marketplace_orders where number = $1 returning id`,
      [orderNumber, `pi_${randomUUID()}`],
    ),
  );
  return id;
}

/** Gives the organization the three modules, and a seat of each to its people. */
export async function unlockModules(sql: Client, organization: TestOrganization): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from marketplace_tools where slug in ('reid-dashboard', 'expense-tax', 'campaigns')`,
  );
  for (const { id } of rows) {
    await createToolPurchase(sql, organization, id);
    await sql.query('update marketplace_tools set purchase_count = purchase_count + 1 where id = $1', [id]);
    for (const person of [organization.owner, organization.admin, organization.member]) {
      await createSeat(sql, organization, id, person.id);
    }
  }
}

/** A seat of a tool for one person. */
export async function createSeat(sql: Client, organization: TestOrganization, toolId: string, userId: string) {
  await sql.query('insert into tool_seats (organization_id, tool_id, user_id, assigned_by) values ($1, $2, $3, $4)', [
    organization.id,
    toolId,
    userId,
    organization.owner.id,
  ]);
}
