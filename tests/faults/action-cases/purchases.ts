import { randomUUID } from 'node:crypto';
import { createTool } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createSeat } from '../../factories/purchases.ts';
import { only } from '../../factories/rows.ts';
import { counting, own, type Prepare, startAsOwner, type World } from './world.ts';

/** A tool with seats that the organization bought for a month. */
async function createOwnedTool(world: World) {
  const { sql } = world.database;
  const start = await startAsOwner(world);
  const tool = await createTool(sql, { seats: 2, priceModel: 'MONTHLY', demoUrl: 'https://tool.example/start' });
  const purchaseId = await own(world, start.organization, tool.id);
  await sql.query(`update tool_purchases set period_end = now() + interval '1 month' where id = $1`, [purchaseId]);
  return { ...start, tool, purchaseId, address: `/my-tools/${tool.name}` };
}

export const purchases: Record<string, Record<string, Prepare>> = {
  'my-tools.$slug.tsx': {
    open: async (world) => {
      const { organization, visitor, tool, address } = await createOwnedTool(world);
      await createSeat(world.database.sql, organization, tool.id, organization.owner.id);
      return {
        visitor,
        address,
        fields: { intent: 'open', key: randomUUID() },
        match: 'app.open_tool',
        countEffects: counting(world)('tool_uses where organization_id = $1', organization.id),
      };
    },
    'assign a seat': async (world) => {
      const { organization, visitor, tool, address } = await createOwnedTool(world);
      return {
        visitor,
        address,
        fields: { intent: 'assign-seat', userId: organization.member.id },
        match: 'app.assign_seat',
        countEffects: counting(world)('tool_seats where tool_id = $1', tool.id),
      };
    },
    'revoke a seat': async (world) => {
      const { organization, visitor, tool, address } = await createOwnedTool(world);
      await createSeat(world.database.sql, organization, tool.id, organization.member.id);
      const seats = counting(world)('tool_seats where tool_id = $1', tool.id);
      return {
        visitor,
        address,
        fields: { intent: 'revoke-seat', userId: organization.member.id },
        match: 'app.revoke_seat',
        countEffects: async () => 1 - (await seats()),
      };
    },
    'switch renewal off': async (world) => {
      const { visitor, purchaseId, address } = await createOwnedTool(world);
      await world.database.sql.query('update tool_purchases set renews = true where id = $1', [purchaseId]);
      return {
        visitor,
        address,
        fields: { intent: 'set-renewal', purchaseId },
        match: 'app.set_renewal',
        countEffects: counting(world)('tool_purchases where id = $1 and not renews', purchaseId),
      };
    },
    'mark as connected': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const tool = await createTool(world.database.sql);
      await own(world, organization, tool.id);
      return {
        visitor,
        address: `/my-tools/${tool.name}`,
        fields: { intent: 'set-connection', connected: 'yes' },
        match: 'app.set_tool_connection',
        countEffects: counting(world)('tool_purchases where tool_id = $1 and connected_at is not null', tool.id),
      };
    },
    'set a cap': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const tool = await createTool(world.database.sql, { priceModel: 'USAGE_BASED' });
      await buy(world.database, organization, { tools: [tool] });
      const { id } = only(
        await world.database.sql.query<{ id: string }>('select id from tool_purchases where tool_id = $1', [tool.id]),
      );
      return {
        visitor,
        address: `/my-tools/${tool.name}`,
        fields: { intent: 'set-cap', purchaseId: id, cap: '50' },
        match: 'app.set_usage_cap',
        countEffects: counting(world)('tool_purchases where id = $1 and usage_cap = 5000', id),
      };
    },
    cancel: async (world) => {
      const { visitor, purchaseId, address } = await createOwnedTool(world);
      return {
        visitor,
        address,
        fields: { intent: 'cancel', kind: 'TOOL', purchaseId },
        match: 'app.cancel_purchase',
        countEffects: counting(world)(`tool_purchases where id = $1 and status = 'CANCELLED'`, purchaseId),
      };
    },
  },
};
