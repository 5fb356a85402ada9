import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { createBundle, createTool, createTools, type TestTool } from '../../factories/catalog.ts';
import { createPublicReport } from '../../factories/module-rows.ts';
import { createOrganization, unknownTokenHash } from '../../factories/organizations.ts';
import {
  createCardOrder,
  createOrder,
  createSeat,
  createToolPurchase,
  createUnmatchedPayment,
} from '../../factories/purchases.ts';
import { createReview } from '../../factories/reviews.ts';
import { only } from '../../factories/rows.ts';
import type { Scene } from './describe.ts';

/** The part of the catalog that scenes share. */
export type SceneCatalog = Pick<Scene, 'ownedTool' | 'bundle'> & { tool: TestTool; cardTool: TestTool };

/** Makes the tools and the bundle that scenes are about. */
export async function createSceneCatalog(sql: Client): Promise<SceneCatalog> {
  return {
    cardTool: await createTool(sql),
    tool: await createTool(sql),
    ownedTool: await createTool(sql, { seats: 5, demoUrl: 'https://tool.example/' }),
    bundle: await createBundle(sql, await createTools(sql, 2)),
  };
}

/** Makes a new organization with something of everything that calls are about. */
export async function createScene(sql: Client, catalog: SceneCatalog): Promise<Scene> {
  const organization = await createOrganization(sql);
  const purchaseId = await createToolPurchase(sql, organization, catalog.ownedTool.id);
  await sql.query(`update tool_purchases set period_end = now() + interval '1 month' where id = $1`, [purchaseId]);
  await sql.query('update marketplace_tools set purchase_count = purchase_count + 1 where id = $1', [
    catalog.ownedTool.id,
  ]);
  await createSeat(sql, organization, catalog.ownedTool.id, organization.member.id);
  await sql.query(
    `insert into shopping_carts (organization_id, user_id, tools)
     select $1, user_id, jsonb_build_array(jsonb_build_object('id', $2::text, 'price', 10000))
     from memberships where organization_id = $1 and role <> 'VIEWER'`,
    [organization.id, catalog.tool.id],
  );
  const { id: requestId } = only(
    await sql.query<{ id: string }>(
      `insert into purchase_requests (organization_id, requester_id, reason, tools, bundles)
       values ($1, $2, 'Reason', jsonb_build_array(jsonb_build_object('id', $3::text, 'price', 10000)),
         jsonb_build_array(jsonb_build_object('id', $4::text, 'price', 10000))) returning id`,
      [organization.id, organization.member.id, catalog.tool.id, catalog.bundle.id],
    ),
  );
  const { id: upgradeId } = only(
    await sql.query<{ id: string }>(
      `insert into upgrade_requests (organization_id, requester_id, former_tier, asked_tier, reason)
       values ($1, $2, 'STARTER', 'GROWTH', 'Reason') returning id`,
      [organization.id, organization.admin.id],
    ),
  );
  const order = only(
    await sql.query<{ id: string; number: string; lineId: string }>(
      'select o.id, number, line.id as "lineId" from marketplace_orders o join order_lines line on line.order_id = o.id where o.id = $1',
      [await createOrder(sql, organization, catalog.tool.id)],
    ),
  );
  const invitationTokenHash = unknownTokenHash();
  const { id: invitationId } = only(
    await sql.query<{ id: string }>(
      `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
       values ($1, $2, 'MEMBER', $3, $4, now() + interval '7 days') returning id`,
      [organization.id, `${randomBytes(6).toString('hex')}@people.test`, invitationTokenHash, organization.owner.id],
    ),
  );
  const reportTokenHash = unknownTokenHash();
  await createPublicReport(sql, organization, reportTokenHash);
  await sql.query(
    `insert into payment_events (reference, type) values ('evt_known', 'checkout.session.completed') on conflict do nothing`,
  );
  const cardOrder = await createCardOrder(sql, organization, catalog.cardTool.id);
  return {
    ...catalog,
    organization,
    cardOrder,
    unmatchedPayment: await createUnmatchedPayment(sql, cardOrder),
    paidOrder: await createCardOrder(sql, organization, catalog.cardTool.id, 'COMPLETED'),
    publishedReview: await createReview(sql, organization, catalog.tool.id, { status: 'APPROVED' }),
    purchaseId,
    requestId,
    upgradeId,
    order,
    invitationId,
    invitationTokenHash,
    reportTokenHash,
    newTokenHash: unknownTokenHash(),
    newEmail: `${randomBytes(6).toString('hex')}@people.test`,
  };
}
