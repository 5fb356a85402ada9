import type { Client } from 'pg';
import { createBundle, createTool } from './catalog.ts';
import { createModuleRows, moduleTables } from './module-rows.ts';
import { personWithRole, type TestOrganization, unknownTokenHash } from './organizations.ts';
import { createBundlePurchase, createCreditNote, createOrder, createToolPurchase, createUsage } from './purchases.ts';

type RowFactory = (sql: Client, organization: TestOrganization) => Promise<unknown>;

/** `createOrganization` has made rows of these already. */
const withTheOrganization: RowFactory = async () => {};

/**
 * How to make at least one row of each tenant table for an organization. A new table needs its entry here, and its line
 * in `tests/isolation/expectations.ts`.
 */
const tenantRowFactories: Readonly<Record<string, RowFactory>> = {
  organizations: withTheOrganization,
  users: withTheOrganization,
  memberships: withTheOrganization,
  sessions: withTheOrganization,
  // Triggers wrote about the memberships.
  audit_log: withTheOrganization,
  billing_emails: withTheOrganization,
  password_resets: (sql, organization) =>
    sql.query(
      `insert into password_resets (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 hour')`,
      [organization.owner.id, unknownTokenHash()],
    ),
  invitations: (sql, organization) =>
    sql.query(
      `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
       values ($1, 'invited@people.test', 'MEMBER', $2, $3, now() + interval '7 days')`,
      [organization.id, unknownTokenHash(), organization.owner.id],
    ),
  tool_purchases: async (sql, organization) =>
    createToolPurchase(sql, organization, (await createTool(sql, { priceModel: 'MONTHLY' })).id),
  bundle_purchases: async (sql, organization) =>
    createBundlePurchase(sql, organization, (await createBundle(sql, [await createTool(sql)])).id),
  marketplace_orders: async (sql, organization) => createOrder(sql, organization, (await createTool(sql)).id),
  order_lines: async (sql, organization) => createOrder(sql, organization, (await createTool(sql)).id),
  order_line_tools: async (sql, organization) => createOrder(sql, organization, (await createTool(sql)).id),
  order_line_credits: async (sql, organization) => {
    const bundle = await createBundle(sql, [await createTool(sql)]);
    await createBundlePurchase(sql, organization, bundle.id);
    await sql.query(
      `insert into order_line_credits (organization_id, order_line_id, tool_id, name, credited_order_id)
       select organization_id, order_line_id, tool_id, name, order_id from order_line_tools where organization_id = $1 limit 1
       on conflict do nothing`,
      [organization.id],
    );
  },
  credit_notes: async (sql, organization) => createCreditNote(sql, organization, (await createTool(sql)).id),
  credit_note_lines: async (sql, organization) => createCreditNote(sql, organization, (await createTool(sql)).id),
  outgoing_mail: (sql, organization) =>
    sql.query(
      `insert into outgoing_mail (key, organization_id, recipient, kind, content)
       values (gen_random_uuid()::text, $1, 'billing@people.test', 'order-confirmation', '{}')`,
      [organization.id],
    ),
  document_counters: (sql, organization) =>
    sql.query(
      `insert into document_counters (organization_id, kind, year, last) values ($1, 'INVOICE', 2020, 1) on conflict do nothing`,
      [organization.id],
    ),
  platform_approvals: (sql, organization) =>
    sql.query(
      `insert into platform_approvals (organization_id, kind, amount, request, state, asked_by)
       values ($1, 'CREDIT', 1, '{}', 'WAITING', $2)`,
      [organization.id, organization.owner.id],
    ),
  upgrade_requests: (sql, organization) =>
    sql.query(
      `insert into upgrade_requests (organization_id, requester_id, former_tier, asked_tier, reason)
       values ($1, $2, 'FREE', 'GROWTH', 'Reason') on conflict do nothing`,
      [organization.id, organization.owner.id],
    ),
  audit_chains: (sql, organization) =>
    sql.query(
      `insert into audit_chains (organization_id, length, last_hash) values ($1, 0, '') on conflict do nothing`,
      [organization.id],
    ),
  tool_reviews: async (sql, organization) => {
    for (const status of ['PENDING', 'APPROVED']) {
      await sql.query(
        `insert into tool_reviews (organization_id, tool_id, reviewer_id, rating, title, review, status)
         values ($1, $2, $3, 4, 'Title', 'Review', $4)`,
        [organization.id, (await createTool(sql)).id, organization.member.id, status],
      );
    }
  },
  // Everybody has one, those who may not hold one any more included.
  shopping_carts: async (sql, organization) => {
    const tool = await createTool(sql);
    for (const role of ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const) {
      await sql.query('insert into shopping_carts (organization_id, user_id, tools) values ($1, $2, $3)', [
        organization.id,
        personWithRole(organization, role).id,
        JSON.stringify([{ id: tool.id, price: tool.price }]),
      ]);
    }
  },
  // Of somebody who may not hold one any more: anybody else has it in their cart again as soon as they ask for anything.
  saved_carts: async (sql, organization) => {
    const tool = await createTool(sql);
    await sql.query('insert into saved_carts (organization_id, user_id, tools) values ($1, $2, $3)', [
      organization.id,
      organization.viewer.id,
      JSON.stringify([{ id: tool.id, price: tool.price }]),
    ]);
  },
  purchase_requests: (sql, organization) =>
    sql.query(`insert into purchase_requests (organization_id, requester_id, reason) values ($1, $2, 'Reason')`, [
      organization.id,
      organization.member.id,
    ]),
  tool_seats: async (sql, organization) =>
    sql.query('insert into tool_seats (organization_id, tool_id, user_id, assigned_by) values ($1, $2, $3, $4)', [
      organization.id,
      (await createTool(sql)).id,
      organization.member.id,
      organization.owner.id,
    ]),
  ...Object.fromEntries(
    moduleTables.map((table): [string, RowFactory] => [
      table,
      (sql, organization) => createModuleRows(sql, table, organization),
    ]),
  ),
  usage_periods: (sql, organization) => createUsage(sql, organization),
  tool_uses: (sql, organization) => createUsage(sql, organization),
  tool_usage_daily: async (sql, organization) =>
    sql.query('insert into tool_usage_daily (organization_id, tool_id, day, opens) values ($1, $2, current_date, 3)', [
      organization.id,
      (await createTool(sql)).id,
    ]),
};

/** Makes rows of all the tables for the organization. Throws for a table nobody has said how to fill. */
export async function createTenantRows(sql: Client, organization: TestOrganization, tables: readonly string[]) {
  for (const table of tables) {
    const create = tenantRowFactories[table];
    if (!create) {
      throw new Error(
        `Add a factory for ${table} to tests/factories/tenant-rows.ts: one row for a given organization.`,
      );
    }
    await create(sql, organization);
  }
}
