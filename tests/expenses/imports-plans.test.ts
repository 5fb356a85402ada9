import { beforeAll, expect, test } from 'vitest';
import { takeImport } from '../../app/modules/expenses/imports/commands.server.ts';
import { commitOn, readImportOn } from '../../app/modules/expenses/imports/work.server.ts';
import { checkStatement, importStatement } from '../factories/imports.ts';
import { only, present } from '../factories/rows.ts';
import { countStates, database, findImport, longStatement, openBooks, setUpTests } from './imports-setup.ts';

// In a database without lines: a plan that was made for few is what makes many slow.

setUpTests();

// A connection may keep a plan for good. Here each does, from its first statement on.
beforeAll(async () => {
  await database.sql.query(
    `do $$ begin execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database()); end $$`,
  );
});

/** How many rows of lines and expenses were read, as far as the connections have told: they do so within a second of their work. */
async function countRowsRead(): Promise<number> {
  const { count } = only(
    await database.sql.query<{ count: number }>(
      `select sum(seq_tup_read + idx_tup_fetch)::float8 as count from pg_stat_user_tables
       where relname in ('expense_import_lines', 'expenses')`,
    ),
  );
  return count;
}

// `npm run bench -- expenses` imports the most that a file may have, 50,000 lines.
test('20,000 lines take ten requests to stage and ten to commit, whatever plans and statistics small imports have left', async () => {
  const [{ owner }, other] = [await openBooks(), await openBooks()];
  for (const count of [1, 2]) await importStatement(other.owner, longStatement(count));
  await database.sql.query('analyze expense_import_lines, expenses');
  for (const count of [3, 4]) await importStatement(other.owner, longStatement(count));
  const readBefore = await countRowsRead();
  const content = longStatement(20_000);
  const before = owner.database.cost.requests;
  const startedAt = performance.now();
  const id = await checkStatement(owner, content);
  let state = await findImport(id);
  // The page is asked again where one request was not enough.
  while (state.status === 'STAGING') {
    const { taken } = await owner.database.write((handle) => ({ taken: takeImport(handle, id) }));
    await readImportOn(owner, id, present(taken[0]));
    state = await findImport(id);
  }
  while ((await commitOn(owner, id)) !== 'COMPLETED');
  console.info(
    `20,000 lines: ${Math.round(performance.now() - startedAt)} ms, ${owner.database.cost.requests - before} requests`,
  );
  expect(owner.database.cost.requests - before).toBeLessThanOrEqual(24);
  expect(await findImport(id)).toMatchObject({ status: 'COMPLETED', imported_count: 20_000 });
  // Each of these may be one of the expenses that are there.
  const second = await checkStatement(owner, longStatement(2_000), { account: 'Savings' });
  expect(await countStates(second)).toEqual({ POSSIBLE_DUPLICATE: 2_000 });
  expect((await countRowsRead()) - readBefore).toBeLessThan(20_000 * 200);
}, 120_000);
