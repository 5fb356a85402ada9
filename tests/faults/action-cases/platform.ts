import {
  createOrganization,
  createPlatformAdmin,
  createUser,
  givePlatformRoles,
} from '../../factories/organizations.ts';
import { only } from '../../factories/rows.ts';
import { counting, type Prepare, signInAsPlatformAdmin, type World } from './world.ts';

/** Credit of $5,000 that somebody else asked for. Returns its id and the organization's. */
async function askForCredit({ database: { sql } }: World) {
  const { id: organizationId } = await createOrganization(sql, { invoiceLimit: null });
  const asker = await createPlatformAdmin(sql);
  const request = { before: { limit: null, approval: null }, limit: 600_000, approval: null };
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into platform_approvals (organization_id, kind, amount, request, state, asked_by)
       values ($1, 'CREDIT', 500000, $2, 'WAITING', $3) returning id`,
      [organizationId, JSON.stringify(request), asker.id],
    ),
  );
  return { id, organizationId };
}

export const platform: Record<string, Record<string, Prepare>> = {
  'admin.approvals.tsx': {
    confirm: async (world) => {
      const { id, organizationId } = await askForCredit(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/approvals',
        fields: { intent: 'confirm', approval: id },
        match: 'app.decide_approval',
        countEffects: counting(world)('organizations where id = $1 and invoice_limit = 600000', organizationId),
      };
    },
    decline: async (world) => {
      const { id } = await askForCredit(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/approvals',
        fields: { intent: 'decline', approval: id },
        match: 'app.decide_approval',
        countEffects: counting(world)(`platform_approvals where id = $1 and state = 'DECLINED'`, id),
      };
    },
  },
  'admin.people.tsx': {
    'give a role': async (world) => {
      const person = await createUser(world.database.sql);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/people',
        fields: { intent: 'grant', email: person.email, role: 'CATALOG' },
        match: 'app.grant_platform_role',
        countEffects: counting(world)('platform_roles where user_id = $1', person.id),
      };
    },
    'take a role': async (world) => {
      const person = await createUser(world.database.sql);
      await givePlatformRoles(world.database.sql, person.id, ['CATALOG']);
      const held = counting(world)('platform_roles where user_id = $1', person.id);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/people',
        fields: { intent: 'revoke', userId: person.id, role: 'CATALOG' },
        match: 'app.revoke_platform_role',
        countEffects: async () => 1 - (await held()),
      };
    },
  },
};
