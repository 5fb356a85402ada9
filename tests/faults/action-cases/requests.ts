import { fillCart } from '../../factories/carts.ts';
import { createTool, createTools } from '../../factories/catalog.ts';
import { openOrderForm } from '../../factories/checkout.ts';
import { createRequest } from '../../factories/requests.ts';
import { present } from '../../factories/rows.ts';
import { counting, type Prepare, signIn, startAsOwner, type World } from './world.ts';

async function createWaitingRequest(world: World) {
  const start = await startAsOwner(world);
  const tools = await createTools(world.database.sql, 2);
  const id = await createRequest(world.database, start.organization, { tools });
  return { ...start, tools, id, address: `/requests/${id}` };
}

export const requests: Record<string, Record<string, Prepare>> = {
  'requests.$requestId.tsx': {
    approve: async (world) => {
      const { organization, visitor, address } = await createWaitingRequest(world);
      return {
        visitor,
        address,
        fields: { ...(await openOrderForm(visitor, address)), intent: 'approve' },
        match: 'app.approve_request',
        countEffects: counting(world)('marketplace_orders where organization_id = $1', organization.id),
      };
    },
    decline: async (world) => {
      const { visitor, id, address } = await createWaitingRequest(world);
      return {
        visitor,
        address,
        fields: { intent: 'decline', note: 'Not this year.' },
        match: 'app.decline_request',
        countEffects: counting(world)(`purchase_requests where id = $1 and status = 'DECLINED'`, id),
      };
    },
    'remove a line': async (world) => {
      const { visitor, id, tools, address } = await createWaitingRequest(world);
      return {
        visitor,
        address,
        fields: { intent: 'remove-line', line: `TOOL:${present(tools[0]).id}` },
        match: 'app.remove_request_line',
        countEffects: counting(world)('purchase_requests where id = $1 and jsonb_array_length(tools) = 1', id),
      };
    },
  },
  'requests._index.tsx': {
    send: async (world) => {
      const { sql } = world.database;
      const { organization } = await startAsOwner(world);
      await fillCart(sql, organization.id, organization.member.id, { tools: [await createTool(sql)] });
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: '/requests',
        fields: { intent: 'send', reason: 'We need it.' },
        match: 'app.send_request',
        countEffects: counting(world)('purchase_requests where requester_id = $1', organization.member.id),
      };
    },
    withdraw: async (world) => {
      const { organization, id } = await createWaitingRequest(world);
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: '/requests',
        fields: { intent: 'withdraw', requestId: id },
        match: 'app.withdraw_request',
        countEffects: counting(world)(`purchase_requests where id = $1 and status = 'WITHDRAWN'`, id),
      };
    },
  },
};
