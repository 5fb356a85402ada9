import { createMarkets } from '../../factories/markets.ts';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Prepare, startAsOwner, type World } from './world.ts';

/** An organization with the module and markets, its owner at work, who watches the state. */
async function startAtMarkets(world: World) {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const { area } = await createMarkets(sql, start.organization.id);
  await createModuleRow(sql, 'reid_watched_areas', start.organization, {
    user_id: start.organization.owner.id,
    area_key: 'state-il',
  });
  return { ...start, area };
}

const watchAt =
  (page: (area: string) => string): Prepare =>
  async (world) => {
    const { visitor, organization, area } = await startAtMarkets(world);
    return {
      visitor,
      address: page(area),
      fields: { intent: 'watch', area },
      match: 'app.watch_area',
      countEffects: counting(world)(
        'reid_watched_areas where organization_id = $1 and area_key = $2',
        organization.id,
        area,
      ),
    };
  };

const unwatchAt =
  (page: string): Prepare =>
  async (world) => {
    const { visitor, organization } = await startAtMarkets(world);
    return {
      visitor,
      address: page,
      fields: { intent: 'unwatch', area: 'state-il' },
      match: 'delete from "reid_watched_areas"',
      countEffects: counting(world)(
        `organizations where id = $1 and not exists (select from reid_watched_areas where organization_id = $1)`,
        organization.id,
      ),
    };
  };

export const reidMarkets: Record<string, Record<string, Prepare>> = {
  'reid._index.tsx': { watch: watchAt(() => '/reid?index'), 'stop watching': unwatchAt('/reid?index') },
  'reid.markets._index.tsx': { watch: watchAt(() => '/reid/markets') },
  'reid.markets.$area.tsx': {
    watch: watchAt((area) => `/reid/markets/${area}`),
    'stop watching': unwatchAt('/reid/markets/state-il'),
  },
};
