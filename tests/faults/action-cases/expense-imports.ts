import { randomUUID } from 'node:crypto';
import { createModuleRow, systemCategoryId } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { present } from '../../factories/rows.ts';
import { counting, type Fields, type Prepare, startAsOwner, type World } from './world.ts';

/** An import of one line that can be chosen, and the form for it. */
async function startAtImport(world: World, status: 'UPLOADED' | 'CHECKED' | 'COMPLETED') {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const category = await systemCategoryId(sql);
  const id = randomUUID();
  await sql.query(
    `insert into expense_imports (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, account,
       detected, mapping, status, lines_count, completed_at, imported_count)
     values ($1, $2, $3, 'a.csv', $4, 10, repeat('a', 64), 'CSV', 'Checking', $5, $6, $7::import_status, 1, case $7::text when 'COMPLETED' then now() end,
       case $7::text when 'COMPLETED' then 1 else 0 end)`,
    [
      id,
      start.organization.id,
      start.organization.owner.id,
      `imports/${start.organization.id}/${id}`,
      { format: 'CSV', encoding: 'utf-8', markLength: 0, delimiter: ',', headerLine: 1, sample: [] },
      { columns: null, moneyIn: 'SKIP', category },
      status,
    ],
  );
  await sql.query(
    `insert into expense_import_lines (organization_id, import_id, line, date, amount, merchant, account, state, is_selected, category_id)
     values ($1, $2, 2, '2026-05-06', 1250, 'Corner Store', 'Checking', $3, $4, $5)`,
    [start.organization.id, id, status === 'COMPLETED' ? 'IMPORTED' : 'READY', status === 'CHECKED', category],
  );
  return { ...start, id, category, count: counting(world) };
}

type Import = Awaited<ReturnType<typeof startAtImport>>;

/** A form of the page of an import that is sent once. */
const at =
  (
    status: Parameters<typeof startAtImport>[1],
    fields: (one: Import) => Fields,
    match: string,
    effects: (one: Import) => [query: string, ...values: unknown[]],
    prepare: (world: World, one: Import) => Promise<unknown> = async () => {},
  ): Prepare =>
  async (world) => {
    const one = await startAtImport(world, status);
    await prepare(world, one);
    return {
      visitor: one.visitor,
      address: `/expenses/import/${one.id}`,
      fields: fields(one),
      match,
      countEffects: one.count(...effects(one)),
    };
  };

export const expenseImports: Record<string, Record<string, Prepare>> = {
  'expenses.import._index.tsx': {
    upload: async (world) => {
      const start = await startAsOwner(world);
      await unlockModules(world.database.sql, start.organization);
      // The same each time it is sent: the second is no second import.
      const fields = { key: randomUUID(), account: 'Checking' };
      const file = new File(['Date,Description,Amount\n03/25/2026,Store,-12.50\n'], 'march.csv');
      return {
        visitor: start.visitor,
        address: '/expenses/import',
        fields,
        match: 'app.add_expense_import',
        countEffects: counting(world)('expense_imports where organization_id = $1', start.organization.id),
        send: () => start.visitor.post('/expenses/import', { ...fields, file }),
      };
    },
  },
  'expenses.import.$importId.tsx': {
    'name the columns': async (world) => {
      const { visitor, organization } = await startAsOwner(world);
      const { sql } = world.database;
      await unlockModules(sql, organization);
      const file = new File(['Date,Description,Amount\n2026-03-25,Store,-12.50\n'], 'march.csv');
      const { location } = await visitor.post('/expenses/import', { key: randomUUID(), account: 'Checking', file });
      return {
        visitor,
        address: present(location),
        fields: {
          intent: 'map-table',
          headerLine: '1',
          date: '0',
          merchant: '1',
          amount: '2',
          spent: '',
          received: '',
          bankId: '',
          notes: '',
          currency: '',
          dateOrder: 'YMD',
          decimal: 'POINT',
          sign: 'OUT_NEGATIVE',
          moneyIn: 'SKIP',
          category: await systemCategoryId(sql),
        },
        match: 'app.map_expense_import',
        // The file is read after the answer: who got none sends it again.
        needsAnswer: true,
        countEffects: counting(world)(
          'expense_import_lines where organization_id = $1 and amount = 1250',
          organization.id,
        ),
      };
    },
    choose: at(
      'CHECKED',
      () => ({ intent: 'choose', shown: '2', to: 'READY:0' }),
      'app.choose_expense_import_lines',
      ({ id }) => ['expense_import_lines where import_id = $1 and not is_selected', id],
    ),
    import: at(
      'CHECKED',
      () => ({ intent: 'choose', shown: '2', ticked: '2' }),
      'app.commit_expense_import',
      ({ id }) => ['expenses where import_id = $1', id],
    ),
    undo: at(
      'COMPLETED',
      () => ({ intent: 'undo' }),
      'app.undo_expense_import',
      ({ id }) => [`expense_import_lines where import_id = $1 and state = 'UNDONE'`, id],
      ({ database: { sql } }, { organization, id }) =>
        createModuleRow(sql, 'expenses', organization, {
          user_id: organization.owner.id,
          import_id: id,
          import_line: 2,
        }),
    ),
  },
};
