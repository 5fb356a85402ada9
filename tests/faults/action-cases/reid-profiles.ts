import { randomUUID } from 'node:crypto';
import { addMonths } from '../../factories/market-figures.ts';
import { insertRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { only } from '../../factories/rows.ts';
import { counting, type Prepare, startAsOwner, type World } from './world.ts';

/** An OWNER in the module who knows one area. */
async function startWithArea(world: World) {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  await addMonths(sql, start.organization, { zip: '60601', figures: () => ({ median_price: 40_000_000 }) });
  return start;
}

/** The same with a profile of it. */
async function startWithProfile(world: World) {
  const start = await startWithArea(world);
  const { sql } = world.database;
  const { id } = await insertRow(sql, 'reid_ai_profiles', {
    organization_id: start.organization.id,
    user_id: start.organization.owner.id,
    profile_type: 'NEIGHBORHOOD',
    area_type: 'ZIP',
    area_key: 'zip-60601',
    zip_code: '60601',
    summary: 'Summary',
    ai_model: 'lotline-rules',
    model_version: '1',
    last_refreshed_at: new Date('2024-07-01'),
  });
  const { seen } = only(
    await sql.query<{ seen: string }>('select last_refreshed_at::text as seen from reid_ai_profiles where id = $1', [
      id,
    ]),
  );
  return { ...start, id: String(id), seen, address: `/reid/profiles/${id}` };
}

export const reidProfiles: Record<string, Record<string, Prepare>> = {
  'reid.profiles.new.tsx': {
    'make a profile': async (world) => {
      const { organization, visitor } = await startWithArea(world);
      return {
        visitor,
        address: '/reid/profiles/new',
        fields: { key: randomUUID(), area: '60601' },
        match: 'app.make_profile',
        countEffects: counting(world)('reid_ai_profiles where organization_id = $1', organization.id),
      };
    },
  },
  'reid.profiles.$profileId.tsx': {
    refresh: async (world) => {
      const { visitor, id, seen, address } = await startWithProfile(world);
      return {
        visitor,
        address,
        fields: { intent: 'refresh', seen },
        match: 'app.refresh_profile',
        countEffects: counting(world)(`reid_ai_profiles where id = $1 and last_refreshed_at > '2024-07-02'`, id),
      };
    },
    verify: async (world) => {
      const { visitor, id, seen, address } = await startWithProfile(world);
      return {
        visitor,
        address,
        fields: { intent: 'verify', seen },
        match: 'app.verify_profile',
        countEffects: counting(world)('reid_ai_profiles where id = $1 and is_verified', id),
      };
    },
    share: async (world) => {
      const { visitor, id, address } = await startWithProfile(world);
      return {
        visitor,
        address,
        fields: { intent: 'share' },
        match: 'app.share_profile',
        countEffects: counting(world)('reid_ai_profiles where id = $1 and is_public', id),
      };
    },
  },
};
