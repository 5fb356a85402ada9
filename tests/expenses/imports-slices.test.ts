import { expect, test } from 'vitest';
import { commitImport, mapImport, stageLines, takeImport } from '../../app/modules/expenses/imports/commands.server.ts';
import { readSlices } from '../../app/modules/expenses/imports/slices.ts';
import { commitOn, readImportOn } from '../../app/modules/expenses/imports/work.server.ts';
import { checkStatement, chooseAsSuggested, uploadStatement, writeStatement } from '../factories/imports.ts';
import { only, present } from '../factories/rows.ts';
import {
  countStates,
  database,
  findImport,
  listExpenses,
  longStatement,
  march,
  office,
  openBooks,
  room,
  setUpTests,
} from './imports-setup.ts';

setUpTests();

test('an import that was killed at any slice goes on there, and a slice that is sent again changes nothing', async () => {
  const { owner } = await openBooks();
  const content = longStatement(4_500);
  const { id, detected } = await uploadStatement(owner, content);
  const choices = chooseAsSuggested(detected, office);
  const { taken } = await owner.database.write((handle) => ({
    mapped: mapImport(handle, id, choices),
    taken: takeImport(handle, id),
  }));
  const open = async (from: number) => new Blob([Buffer.from(content).subarray(from)]).stream();
  const reading = { detected, mapping: choices.columns, account: 'Checking', nextByte: 0, nextLine: 1, linesCount: 0 };
  const [first] = await collect(readSlices(open, reading, 2027));
  const send = async () =>
    (await owner.database.write((handle) => ({ staged: stageLines(handle, id, 0, present(first), true) }))).staged;
  expect(await send()).toEqual([{ outcome: 'STAGED' }]);
  expect(await send()).toEqual([{ outcome: 'MOVED' }]);
  expect(await countStates(id)).toEqual({ READY: 2_000 });
  // Whoever had it is gone. Until its lease has run out, nobody else begins.
  const take = async () => (await owner.database.write((handle) => ({ taken: takeImport(handle, id) }))).taken;
  expect(await take()).toMatchObject([{ outcome: 'BUSY' }]);
  await database.sql.query(`update expense_imports set leased_until = now() where id = $1`, [id]);
  const again = present((await take())[0]);
  expect(again).toMatchObject({ outcome: 'TAKEN', linesCount: 2_000, nextLine: 2_002 });
  await readImportOn(owner, id, again);
  expect(await findImport(id)).toMatchObject({ status: 'CHECKED', lines_count: 4_500, leased_until: null });

  const commit = async () =>
    (await owner.database.write((handle) => ({ done: commitImport(handle, id) }))).done[0]?.outcome;
  expect(await commit()).toBe('COMMITTED');
  expect(await listExpenses(id)).toHaveLength(2_000);
  expect(await findImport(id)).toMatchObject({ status: 'COMMITTING', imported_count: 2_000 });
  expect(await Promise.all([commit(), commit()])).toEqual(expect.arrayContaining(['COMMITTED', 'COMPLETED']));
  expect(await commit()).toBe('COMPLETED');
  const { count, sum } = only(
    await database.sql.query('select count(*)::integer, sum(amount)::integer from expenses where import_id = $1', [id]),
  );
  expect({ count, sum }).toEqual({ count: 4_500, sum: (4_500 * 4_501 * 100) / 2 });
  expect(taken).toMatchObject([{ outcome: 'TAKEN' }]);
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test('of two imports of one file that are committed at once, one brings each line in', async () => {
  const { owner, as, organization } = await openBooks();
  const one = await checkStatement(owner, longStatement(300));
  const other = await checkStatement(as(organization.admin), longStatement(300));
  expect(await countStates(other)).toEqual({ READY: 300 });
  await Promise.all([commitOn(owner, one), commitOn(as(organization.admin), other)]);
  const { count } = only(
    await database.sql.query('select count(*)::integer from expenses where organization_id = $1', [organization.id]),
  );
  expect(count).toBe(300);
});

test('naming the columns again begins anew', async () => {
  const { owner } = await openBooks();
  const id = await checkStatement(owner, writeStatement(march));
  const { detected } = await findImport(id);
  const { mapped, taken } = await owner.database.write((handle) => ({
    mapped: mapImport(handle, id, chooseAsSuggested(detected, office, 'REFUND')),
    taken: takeImport(handle, id),
  }));
  expect(mapped).toEqual([{ outcome: 'MAPPED' }]);
  await readImportOn(owner, id, present(taken[0]));
  expect(await countStates(id)).toEqual({ READY: 4 });
  await commitOn(owner, id);
  const { mapped: late } = await owner.database.write((handle) => ({
    mapped: mapImport(handle, id, chooseAsSuggested(detected, office)),
  }));
  expect(late).toEqual([{ outcome: 'CLOSED' }]);
});

test('a file that cannot be read to its end fails as a whole, with the reason, and is not kept', async () => {
  const { owner } = await openBooks();
  const id = await checkStatement(owner, `${longStatement(3_000)}2026-01-01,"never closed,-1.00,\n`);
  expect(await findImport(id)).toMatchObject({
    status: 'FAILED',
    problem: expect.stringContaining('Line 3002 opens a quotation mark'),
    lines_count: 0,
  });
  expect(await countStates(id)).toEqual({});
  expect(await room.files.get((await findImport(id)).file_key)).toBeUndefined();
});
