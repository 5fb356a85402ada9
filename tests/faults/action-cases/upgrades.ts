import { createOrganization } from '../../factories/organizations.ts';
import { only } from '../../factories/rows.ts';
import { counting, type Prepare, signInAsPlatformAdmin, startAsOwner, type World } from './world.ts';

/** An upgrade to the Elite plan that an organization asked for, and its id. */
async function askForElite({ database: { sql } }: World, { id, ownerId }: { id: string; ownerId: string }) {
  await sql.query(`update organizations set subscription_tier = 'GROWTH' where id = $1`, [id]);
  return only(
    await sql.query<{ id: string }>(
      `insert into upgrade_requests (organization_id, requester_id, former_tier, asked_tier, reason)
       values ($1, $2, 'GROWTH', 'ELITE', 'Reason') returning id`,
      [id, ownerId],
    ),
  ).id;
}

const decide = (intent: 'grant' | 'decline'): Prepare => {
  return async (world) => {
    const organization = await createOrganization(world.database.sql);
    const upgrade = await askForElite(world, { id: organization.id, ownerId: organization.owner.id });
    return {
      visitor: await signInAsPlatformAdmin(world),
      address: '/admin/upgrades',
      fields: { intent, upgrade, note: 'Because.' },
      match: 'app.decide_upgrade',
      countEffects: counting(world)('upgrade_requests where id = $1 and decided_at is not null', upgrade),
    };
  };
};

export const upgrades: Record<string, Record<string, Prepare>> = {
  'plans.tsx': {
    ask: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await world.database.sql.query(`update organizations set subscription_tier = 'FREE' where id = $1`, [
        organization.id,
      ]);
      return {
        visitor,
        address: '/plans',
        fields: { intent: 'ask', tier: 'GROWTH', reason: 'We need it.' },
        match: 'app.ask_for_upgrade',
        countEffects: counting(world)('upgrade_requests where organization_id = $1', organization.id),
      };
    },
    withdraw: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const upgrade = await askForElite(world, { id: organization.id, ownerId: organization.owner.id });
      return {
        visitor,
        address: '/plans',
        fields: { intent: 'withdraw', upgrade },
        match: 'app.withdraw_upgrade',
        countEffects: counting(world)(`upgrade_requests where id = $1 and status = 'WITHDRAWN'`, upgrade),
      };
    },
  },
  'admin.upgrades.tsx': { grant: decide('grant'), decline: decide('decline') },
};
