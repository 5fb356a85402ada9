import { randomUUID } from 'node:crypto';
import { calculate, summarize } from '../../../app/modules/reid/roi/v2/calculate.ts';
import { caseA } from '../../../app/modules/reid/roi/v2/test-inputs.ts';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { only } from '../../factories/rows.ts';
import { counting, type Fields, type Prepare, startAsOwner, uniqueName, type World } from './world.ts';

const parameters = 'strategy=rental&price=300000&rent=2600&tax=3600&insurance=1500&rate=6.5';

/** An organization with the module, its owner at work, and a saved simulation. */
async function startAtCalculator(world: World) {
  const start = await startAsOwner(world);
  const { organization } = start;
  const { sql } = world.database;
  await unlockModules(sql, organization);
  const row = await createModuleRow(sql, 'reid_roi_simulations', organization, {
    user_id: organization.owner.id,
    inputs: JSON.stringify(caseA),
    results: JSON.stringify(summarize(calculate({ strategy: 'RENTAL', inputs: caseA }))),
    calculation_version: '2',
  });
  const saved = String(row.id);
  const { seen } = only(
    await sql.query<{ seen: string }>('select updated_at::text as seen from reid_roi_simulations where id = $1', [
      saved,
    ]),
  );
  return { ...start, saved, seen, id: randomUUID(), name: uniqueName() };
}
type Desk = Awaited<ReturnType<typeof startAtCalculator>>;

/** A form of a page that is sent once. */
const at =
  (
    address: (desk: Desk) => string,
    fields: (desk: Desk) => Fields,
    match: string,
    effects: (desk: Desk) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const desk = await startAtCalculator(world);
    return {
      visitor: desk.visitor,
      address: address(desk),
      fields: fields(desk),
      match,
      countEffects: counting(world)(...effects(desk)),
    };
  };

const calculator = () => `/reid/roi?${parameters}`;
const page = ({ saved }: Desk) => `/reid/roi/${saved}`;
const savedAs =
  (condition: string) =>
  (desk: Desk): [string, unknown] => [`reid_roi_simulations where id = $1 and ${condition}`, desk.saved];

export const reidSimulations: Record<string, Record<string, Prepare>> = {
  'reid.roi._index.tsx': {
    save: at(
      calculator,
      ({ id, name }) => ({ intent: 'save', id, name }),
      'app.save_simulation',
      ({ id, name }) => [`reid_roi_simulations where id = $1 and name = $2 and inputs ->> 'rent' = '260000'`, id, name],
    ),
    change: at(
      ({ saved }) => `/reid/roi?${parameters.replace('2600', '2700')}&change=${saved}`,
      ({ saved, seen }) => ({ intent: 'change', id: saved, seen }),
      'app.change_simulation',
      savedAs(`inputs ->> 'rent' = '270000'`),
    ),
    scenario: at(
      ({ saved }) => `/reid/roi?${parameters}&base=${saved}`,
      ({ saved, id, name }) => ({ intent: 'scenario', id, baseId: saved, name }),
      'app.add_scenario',
      ({ saved, id }) => ['reid_roi_simulations where id = $1 and parent_simulation_id = $2', id, saved],
    ),
  },
  'reid.roi.$simulationId.tsx': {
    'add a scenario': at(
      page,
      ({ id }) => ({ intent: 'add-scenario', id, type: 'PESSIMISTIC' }),
      'app.add_scenario',
      ({ saved, id }) => [
        `reid_roi_simulations where id = $1 and parent_simulation_id = $2 and inputs ->> 'rent' = '247000'`,
        id,
        saved,
      ],
    ),
    share: at(page, () => ({ intent: 'share' }), 'app.share_simulation', savedAs('is_shared')),
    'make a template': at(
      page,
      () => ({ intent: 'template' }),
      'app.use_simulation_as_template',
      savedAs('is_template'),
    ),
    delete: at(
      page,
      () => ({ intent: 'delete' }),
      'delete from "reid_roi_simulations"',
      ({ saved }) => ['(select 1 where not exists (select from reid_roi_simulations where id = $1)) gone', saved],
    ),
  },
};
