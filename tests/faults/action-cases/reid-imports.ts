import { randomUUID } from 'node:crypto';
import { unlockModules } from '../../factories/purchases.ts';
import { createMarketImport, oneFigureFile } from '../../factories/reid-import-rows.ts';
import { counting, type Fields, type Prepare, startAsOwner, type World } from './world.ts';

/** An import of one row, as far as it is. */
async function startAtImport(world: World, status: 'UPLOADED' | 'READY' | 'APPLYING' | 'APPLIED') {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const { id: organizationId, owner } = start.organization;
  const id = await createMarketImport(sql, { organizationId, userId: owner.id, status });
  return { ...start, id, count: counting(world) };
}

type Import = Awaited<ReturnType<typeof startAtImport>>;

/** A form of the page of an import that is sent once. */
const at =
  (
    status: Parameters<typeof startAtImport>[1],
    fields: Fields,
    match: string,
    effects: (one: Import) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const one = await startAtImport(world, status);
    return {
      visitor: one.visitor,
      address: `/reid/data/${one.id}`,
      fields,
      match,
      countEffects: one.count(...effects(one)),
    };
  };

export const reidImports: Record<string, Record<string, Prepare>> = {
  'reid.data.new.tsx': {
    upload: async (world) => {
      const start = await startAsOwner(world);
      await unlockModules(world.database.sql, start.organization);
      // The same each time it is sent: the second is no second import.
      const fields = { key: randomUUID(), license: 'on' };
      return {
        visitor: start.visitor,
        address: '/reid/data/new',
        fields,
        match: 'app.add_reid_import',
        countEffects: counting(world)('reid_imports where organization_id = $1', start.organization.id),
        send: () =>
          start.visitor.post('/reid/data/new', {
            ...fields,
            file: new File([oneFigureFile.content], oneFigureFile.fileName),
          }),
      };
    },
  },
  'reid.data.$importId.tsx': {
    check: at('UPLOADED', { intent: 'check' }, 'app.check_reid_import', ({ id }) => [
      "reid_imports where id = $1 and status <> 'UPLOADED'",
      id,
    ]),
    apply: at('READY', { intent: 'apply' }, 'app.start_import', ({ id }) => [
      "reid_imports where id = $1 and status in ('APPLYING', 'APPLIED')",
      id,
    ]),
    continue: at('APPLYING', { intent: 'continue' }, 'app.continue_import', ({ id }) => [
      'reid_imports where id = $1 and worked_by is not null',
      id,
    ]),
    cancel: at('READY', { intent: 'cancel' }, 'app.cancel_import', ({ id }) => [
      "reid_imports where id = $1 and status = 'CANCELLED'",
      id,
    ]),
    undo: at('APPLIED', { intent: 'undo' }, 'app.start_import_undo', ({ id }) => [
      "reid_imports where id = $1 and status in ('UNDOING', 'UNDONE')",
      id,
    ]),
  },
};
