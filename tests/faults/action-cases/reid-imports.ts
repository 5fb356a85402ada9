import { randomUUID } from 'node:crypto';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Fields, type Prepare, startAsOwner, type World } from './world.ts';

const columns = ['RegionID', 'SizeRank', 'RegionName', 'RegionType', 'StateName', '2024-06-30'];
const source = 'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa';
const file = `${columns.join()}\n1,0,United States,country,,361500.125\n`;
const fileName = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';

/** An import of one row, as far as it is. */
async function startAtImport(world: World, status: 'UPLOADED' | 'READY' | 'APPLYING' | 'APPLIED') {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const id = randomUUID();
  await sql.query(
    `insert into reid_imports (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, data_sources, status,
       detected, choices, scope, rows_count, applied_at)
     values ($1, $2, $3, $4, $5, 10, repeat('a', 64), 'ZILLOW', array[$6], $7::reid_import_status, $8, $9, $10, 1,
       case $7::text when 'APPLIED' then now() end)`,
    [
      id,
      start.organization.id,
      start.organization.owner.id,
      fileName,
      `imports/${start.organization.id}/${id}`,
      source,
      status,
      {
        format: 'ZILLOW',
        encoding: 'utf-8',
        markLength: 0,
        delimiter: ',',
        quotes: true,
        columns,
        headerRecords: 1,
        periodType: 'MONTHLY',
        zillow: { metric: 'zhvi', source },
        survey: null,
        sample: [],
      },
      { from: null, states: [], metric: null, survey: null },
      { kind: 'MARKET', figures: ['typical_value'], dates: { first: '2024-06-30', last: '2024-06-30' }, sharedKeys: [] },
    ],
  );
  if (status === 'APPLIED') {
    await sql.query(
      `insert into reid_market_data (organization_id, data_source, area_key, area_name, area_type, report_date, period_type, typical_value, import_id)
       values ($1, $2, 'us', 'United States', 'NATIONAL', '2024-06-30', 'MONTHLY', 36150013, $3)`,
      [start.organization.id, source, id],
    );
    await sql.query(
      `insert into reid_market_revisions (organization_id, import_id, data_source, area_key, period_type, figure, report_dates, old_values, had_rows, old_rows)
       select $1, $2, $3, 'us', 'MONTHLY', figure, '{2024-06-30}', '{null}', '{false}', case figure when 'source_row' then '[null]'::jsonb end
       from unnest(array['source_row', 'typical_value']) figure`,
      [start.organization.id, id, source],
    );
  } else if (status !== 'UPLOADED') {
    await sql.query(
      `insert into reid_import_rows (organization_id, import_id, row_key, line, kind, record, raw)
       select $1, $2, app.import_row_key(record), 2, 'MARKET', record, '{"cells": []}' from (select $3::jsonb) as given (record)`,
      [
        start.organization.id,
        id,
        {
          source,
          identity: '1',
          areaKey: 'us',
          distinction: '',
          propertyType: null,
          periodType: 'MONTHLY',
          reportDate: '2024-06-30',
          area: { type: 'NATIONAL', key: 'us', name: 'United States', externalId: '1' },
          figures: { typical_value: 36150013 },
        },
      ],
    );
  }
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
        send: () => start.visitor.post('/reid/data/new', { ...fields, file: new File([file], fileName) }),
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
      "reid_imports where id = $1 and worked_by is not null",
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
