import { expect, test } from 'vitest';
import { undoImport } from '../../app/modules/expenses/imports/commands.server.ts';
import { undoOn } from '../../app/modules/expenses/imports/work.server.ts';
import { checkStatement, importStatement, writeStatement } from '../factories/imports.ts';
import { only } from '../factories/rows.ts';
import {
  countStates,
  database,
  findImport,
  listExpenses,
  longStatement,
  office,
  openBooks,
  setUpTests,
} from './imports-setup.ts';

setUpTests();

test('undoing takes back what nobody has touched, and keeps the rest with its reason', async () => {
  const { owner, as, organization } = await openBooks();
  const id = await importStatement(
    owner,
    writeStatement([
      ['2025-03-02', 'Of a closed year', '-1.00'],
      ['2026-03-02', 'Changed', '-2.00'],
      ['2026-03-03', 'Decided', '-3.00'],
      ['2026-03-04', 'With a receipt', '-4.00'],
      ['2026-03-05', 'Refunded', '-5.00'],
      ['2026-03-06', 'Untouched', '-6.00'],
      ['2026-03-07', 'Untouched as well', '-7.00'],
    ]),
  );
  const change = (assignment: string, merchant: string) =>
    database.sql.query(`update expenses set ${assignment} where import_id = $1 and merchant = $2`, [id, merchant]);
  const idOf = async (merchant: string): Promise<string> =>
    only(await database.sql.query('select id from expenses where import_id = $1 and merchant = $2', [id, merchant])).id;
  await change(`notes = 'Mine'`, 'Changed');
  await change(`status = 'REJECTED'`, 'Decided');
  const receipted = await idOf('With a receipt');
  await database.sql.query(
    `insert into receipts (organization_id, expense_id, file_name, file_key, file_type, file_size_bytes, content_hash)
     values ($1, $2, 'a.pdf', $3, 'application/pdf', 1, repeat('a', 64))`,
    [organization.id, receipted, `receipts/${organization.id}/${receipted}/a`],
  );
  await database.sql.query(
    `insert into expenses (organization_id, user_id, category_id, merchant, date, amount, tax_year, is_refund, refund_of)
     values ($1, $2, $3, 'Back', '2026-04-01', 100, 2026, true, $4)`,
    [organization.id, organization.owner.id, office, await idOf('Refunded')],
  );
  await database.sql.query(
    'insert into closed_tax_years (organization_id, tax_year, closed_by) values ($1, 2025, $2)',
    [organization.id, organization.owner.id],
  );
  expect(await undoOn(as(organization.admin).database, id)).toBe('UNDONE');
  const { rows } = await database.sql.query(
    `select merchant, state, problems ->> 'kept' as kept from expense_import_lines where import_id = $1 order by line`,
    [id],
  );
  expect(rows).toEqual([
    { merchant: 'Of a closed year', state: 'IMPORTED', kept: 'CLOSED' },
    { merchant: 'Changed', state: 'IMPORTED', kept: 'CHANGED' },
    { merchant: 'Decided', state: 'IMPORTED', kept: 'DECIDED' },
    { merchant: 'With a receipt', state: 'IMPORTED', kept: 'RECEIPT' },
    { merchant: 'Refunded', state: 'IMPORTED', kept: 'REFUNDED' },
    { merchant: 'Untouched', state: 'UNDONE', kept: null },
    { merchant: 'Untouched as well', state: 'UNDONE', kept: null },
  ]);
  expect(await listExpenses(id)).toHaveLength(5);
  // Once the year is open again, what was kept for it goes as well.
  await database.sql.query('delete from closed_tax_years where organization_id = $1', [organization.id]);
  expect(await undoOn(owner.database, id)).toBe('UNDONE');
  expect((await countStates(id)).UNDONE).toBe(3);
  // What was taken back can be imported again.
  const again = await checkStatement(owner, writeStatement([['2026-03-06', 'Untouched', '-6.00']]));
  expect(await countStates(again)).toEqual({ READY: 1 });
});

test('income goes as well, and only 30 days long', async () => {
  const { owner } = await openBooks();
  const id = await importStatement(
    owner,
    writeStatement([
      ['2026-06-24', 'Signs', '-80.00'],
      ['2026-06-25', 'Closing', '9000.00'],
    ]),
    { moneyIn: 'INCOME' },
  );
  const countIncome = async () =>
    (await database.sql.query('select from income_entries where import_id = $1', [id])).rowCount;
  expect(await countIncome()).toBe(1);
  await database.sql.query(`update expense_imports set completed_at = now() - interval '31 days' where id = $1`, [id]);
  expect(await undoOn(owner.database, id)).toBe('TOO_LATE');
  await database.sql.query(`update expense_imports set completed_at = now() - interval '29 days' where id = $1`, [id]);
  expect(await undoOn(owner.database, id)).toBe('UNDONE');
  expect(await countIncome()).toBe(0);
});

test('an undo that was killed goes on, and takes back every line', async () => {
  const { owner } = await openBooks();
  const id = await importStatement(owner, longStatement(2_500));
  const { done } = await owner.database.write((handle) => ({ done: undoImport(handle, id) }));
  expect(done).toEqual([{ outcome: 'REMOVED' }]);
  expect(await findImport(id)).toMatchObject({ status: 'UNDOING' });
  expect(await countStates(id)).toEqual({ UNDONE: 2_000, IMPORTED: 500 });
  expect(await undoOn(owner.database, id)).toBe('UNDONE');
  expect(await listExpenses(id)).toEqual([]);
});
