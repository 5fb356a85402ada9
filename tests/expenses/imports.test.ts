import { expect, test } from 'vitest';
import {
  chooseLines,
  commitImport,
  mapImport,
  takeImport,
} from '../../app/modules/expenses/imports/commands.server.ts';
import { commitOn, undoOn } from '../../app/modules/expenses/imports/work.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import {
  checkStatement,
  chooseAsSuggested,
  importStatement,
  type StatementLine,
  uploadStatement,
  writeStatement,
} from '../factories/imports.ts';
import { systemCategoryId } from '../factories/module-rows.ts';
import type { TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import {
  countStates,
  database,
  findImport,
  listExpenses,
  longStatement,
  march,
  office,
  openBooks,
  setUpTests,
} from './imports-setup.ts';

setUpTests();

test('lines become expenses of who imports them, with the category, percent and year that follow', async () => {
  const { owner, organization } = await openBooks();
  const id = await importStatement(owner, writeStatement(march));
  expect(await countStates(id)).toEqual({ IMPORTED: 3, SKIPPED: 1 });
  expect(await listExpenses(id)).toEqual([
    {
      line: 2,
      date: '2026-03-02',
      merchant: 'BLUE BOTTLE',
      amount: 1450,
      is_refund: false,
      status: 'APPROVED',
      tax_year: 2026,
      percent: 100,
      user_id: organization.owner.id,
    },
    expect.objectContaining({ line: 3, amount: 1450 }),
    expect.objectContaining({ line: 4, amount: 12_000, merchant: "LOWE'S" }),
  ]);
  expect(await findImport(id)).toMatchObject({ status: 'COMPLETED', imported_count: 3, lines_count: 4 });
});

test('the expenses of a MEMBER wait for a decision, and so do those dated ahead and those an ADMIN commits for them', async () => {
  const { as, organization } = await openBooks();
  const byMember = await importStatement(as(organization.member), writeStatement(march));
  expect(new Set((await listExpenses(byMember)).map(({ status }) => status))).toEqual(new Set(['PENDING']));
  const nextYear = new Date().getUTCFullYear() + 1;
  const ahead = await importStatement(
    as(organization.admin),
    writeStatement([
      [`${nextYear}-06-01`, 'Booked ahead', '-5.00'],
      ['2026-01-25', 'Paid', '-6.00'],
    ]),
  );
  expect((await listExpenses(ahead)).map(({ status }) => status)).toEqual(['PENDING', 'APPROVED']);
  const ofMember = await checkStatement(as(organization.member), writeStatement([['2026-05-01', 'For me', '-7.00']]));
  await commitOn(as(organization.admin), ofMember);
  expect(await listExpenses(ofMember)).toMatchObject([{ status: 'PENDING', user_id: organization.member.id }]);
});

test('where approval needs another person, an import approves nothing', async () => {
  const { owner, organization } = await openBooks();
  await database.sql.query(
    'insert into expense_settings (organization_id, approval_needs_another_person) values ($1, true)',
    [organization.id],
  );
  const id = await importStatement(owner, writeStatement(march));
  expect((await listExpenses(id)).every(({ status }) => status === 'PENDING')).toBe(true);
});

test('the same file again adds nothing', async () => {
  const { owner } = await openBooks();
  await importStatement(owner, writeStatement(march));
  const again = await importStatement(owner, writeStatement(march));
  expect(await countStates(again)).toEqual({ KNOWN: 3, SKIPPED: 1 });
  expect(await listExpenses(again)).toEqual([]);
  expect(await findImport(again)).toMatchObject({ status: 'CHECKED', imported_count: 0 });
});

test('of files that overlap each line is imported once, and a line that is alike another is none the less a line', async () => {
  const { owner } = await openBooks();
  await importStatement(owner, writeStatement(march));
  const april: StatementLine[] = [
    ...march.slice(1, 3),
    ['2026-04-02', 'BLUE BOTTLE', '-14.50', 'A9'],
    ['2026-04-02', 'BLUE BOTTLE', '-14.50', 'A9'],
  ];
  const id = await importStatement(owner, writeStatement(april));
  expect(await countStates(id)).toEqual({ KNOWN: 2, IMPORTED: 2 });
});

test('without bank ids, the second of two equal lines is known by being the second', async () => {
  const { owner } = await openBooks();
  const twice: StatementLine[] = [
    ['2026-03-02', 'COFFEE', '-3.00'],
    ['2026-03-02', 'COFFEE', '-3.00'],
  ];
  await importStatement(owner, writeStatement(twice));
  const id = await checkStatement(owner, writeStatement([...twice, ['2026-03-02', 'COFFEE', '-3.00']]));
  // The third is not known; but it may be one of the two.
  expect(await countStates(id)).toEqual({ KNOWN: 2, READY: 1 });
});

test('a bank id that is used again for something else is something else', async () => {
  const { owner } = await openBooks();
  await importStatement(owner, writeStatement([['2026-03-02', 'COFFEE', '-3.00', '1']]));
  const id = await importStatement(
    owner,
    writeStatement([
      ['2026-03-02', 'TEA', '-4.00', '1'],
      ['2026-05-02', 'COFFEE', '-3.00', '1'],
    ]),
  );
  expect(await countStates(id)).toEqual({ IMPORTED: 2 });
});

test('the same line of another account may be the same, and is not imported unasked', async () => {
  const { owner } = await openBooks();
  const first = await importStatement(owner, writeStatement([['2026-03-02', 'COFFEE', '-3.00', '1']]));
  const id = await checkStatement(owner, writeStatement([['2026-03-04', 'Coffee shop', '-3.00']]), { account: 'Card' });
  const line = only(await database.sql.query('select * from expense_import_lines where import_id = $1', [id]));
  const expense = only(await database.sql.query('select id from expenses where import_id = $1', [first]));
  expect(line).toMatchObject({ state: 'POSSIBLE_DUPLICATE', is_selected: false, duplicate_of: expense.id });
  await owner.database.write((handle) => ({ chosen: chooseLines(handle, id, [2], [2]) }));
  expect(await commitOn(owner, id)).toBe('COMPLETED');
  expect(await listExpenses(id)).toHaveLength(1);
});

test('only an expense of the same amount, within three days and of the same direction may be the same', async () => {
  const { owner, organization } = await openBooks();
  const add = (values: string) =>
    database.sql.query(
      `insert into expenses (organization_id, user_id, category_id, merchant, date, amount, tax_year, is_refund, mileage_distance)
       values ($1, $2, $3, 'Before', ${values})`,
      [organization.id, organization.member.id, office],
    );
  await add(`'2026-03-10', 1000, 2026, false, null`);
  await add(`'2026-03-10', 2000, 2026, true, null`);
  const id = await checkStatement(
    owner,
    writeStatement([
      ['2026-03-13', 'Within', '-10.00'],
      ['2026-03-07', 'Within too', '-10.00'],
      ['2026-03-14', 'Too late', '-10.00'],
      ['2026-03-10', 'A cent more', '-10.01'],
      ['2026-03-10', 'A refund', '-20.00'],
    ]),
  );
  const { rows } = await database.sql.query(
    `select merchant from expense_import_lines where import_id = $1 and state = 'POSSIBLE_DUPLICATE' order by line`,
    [id],
  );
  expect(rows.map(({ merchant }) => merchant)).toEqual(['Within', 'Within too']);
});

test('what was imported and deleted by hand is not brought back unasked', async () => {
  const { owner } = await openBooks();
  const first = await importStatement(owner, writeStatement(march));
  await database.sql.query('delete from expenses where import_id = $1 and import_line = 2', [first]);
  const again = await checkStatement(owner, writeStatement(march));
  expect(await countStates(again)).toEqual({ POSSIBLE_DUPLICATE: 1, KNOWN: 2, SKIPPED: 1 });
});

test('money that came in becomes refunds, or income, where that was chosen', async () => {
  const { owner } = await openBooks();
  const refunds = await importStatement(owner, writeStatement(march), { moneyIn: 'REFUND' });
  expect((await listExpenses(refunds)).at(-1)).toMatchObject({ amount: 90_000, is_refund: true, line: 5 });
  const income = await importStatement(
    owner,
    writeStatement([
      ['2026-06-24', 'Signs', '-80.00'],
      ['2026-06-25', 'Closing 12 Elm St', '9000.00'],
    ]),
    { moneyIn: 'INCOME' },
  );
  const { rows } = await database.sql.query(
    'select date::text, payer, amount, kind, tax_year from income_entries where import_id = $1',
    [income],
  );
  expect(rows).toEqual([
    { date: '2026-06-25', payer: 'Closing 12 Elm St', amount: '900000', kind: 'OTHER', tax_year: 2026 },
  ]);
  const again = await checkStatement(
    owner,
    writeStatement([
      ['2026-06-24', 'Signs', '-80.00'],
      ['2026-06-27', 'More signs', '-81.00'],
      ['2026-06-25', 'Closing 12 Elm St', '9000.00'],
      ['2026-06-26', 'CLOSING ELM', '9000.00'],
    ]),
    { moneyIn: 'INCOME' },
  );
  expect(await countStates(again)).toEqual({ KNOWN: 2, READY: 2 });
});

test('who may not see taxes imports no income', async () => {
  const { as, organization } = await openBooks();
  for (const person of [organization.admin, organization.member]) {
    const { database: theirs } = as(person);
    const { id, detected } = await uploadStatement(as(person), writeStatement(march));
    const { mapped } = await theirs.write((handle) => ({
      mapped: mapImport(handle, id, chooseAsSuggested(detected, office, 'INCOME')),
    }));
    expect(mapped).toEqual([{ outcome: 'NO_INCOME' }]);
  }
  // Nor do they finish what an OWNER began.
  const id = await checkStatement(as(organization.owner), writeStatement(march), { moneyIn: 'INCOME' });
  expect(await commitOn(as(organization.admin), id)).toBe('NO_INCOME');
});

test('merchant rules give the category and the property, the longest first; the others get the chosen one', async () => {
  const { owner, organization } = await openBooks();
  const repairs = await systemCategoryId(database.sql, 'REPAIRS');
  const meals = await systemCategoryId(database.sql, 'MEALS');
  await database.sql.query(
    `insert into merchant_rules (organization_id, merchant, category_id) values ($1, 'lowe', $2), ($1, 'Blue Bottle', $3), ($1, 'blue', $2)`,
    [organization.id, repairs, meals],
  );
  const id = await importStatement(owner, writeStatement([...march, ['2026-03-26', 'Nobody knows', '-1.00']]));
  const { rows } = await database.sql.query(
    `select c.code, e.deduction_percent::float8 as percent from expenses e join expense_categories c on c.id = e.category_id
     where import_id = $1 order by import_line`,
    [id],
  );
  expect(rows).toEqual([
    { code: 'MEALS', percent: 50 },
    { code: 'MEALS', percent: 50 },
    { code: 'REPAIRS', percent: 100 },
    { code: 'OFFICE', percent: 100 },
  ]);
});

test('a line of a closed year has a problem, and a year that closes after the check takes its lines out', async () => {
  const { owner, organization } = await openBooks();
  const close = (year: number) =>
    database.sql.query('insert into closed_tax_years (organization_id, tax_year, closed_by) values ($1, $2, $3)', [
      organization.id,
      year,
      organization.owner.id,
    ]);
  await close(2024);
  const id = await checkStatement(
    owner,
    writeStatement([
      ['2024-03-02', 'Long ago', '-1.00'],
      ['2025-03-02', 'Last year', '-2.00'],
      ['2026-03-02', 'Now', '-3.00'],
    ]),
  );
  expect(await countStates(id)).toEqual({ PROBLEM: 1, READY: 2 });
  await close(2025);
  expect(await commitOn(owner, id)).toBe('COMPLETED');
  expect(await listExpenses(id)).toMatchObject([{ merchant: 'Now' }]);
  const { problems } = only(
    await database.sql.query(
      `select problems from expense_import_lines where import_id = $1 and merchant = 'Last year'`,
      [id],
    ),
  );
  expect(problems).toEqual([
    { column: 'Date', found: '2025-03-02', expected: 'a day of an open year: 2025 is closed' },
  ]);
});

test('nobody works on an import that is not theirs, and a VIEWER on none', async () => {
  const { owner, as, organization } = await openBooks();
  const stranger = await openBooks();
  const id = await checkStatement(owner, writeStatement(march));
  for (const importer of [stranger.owner, as(organization.member), as(organization.viewer)]) {
    const { chosen, done } = await importer.database.write((handle) => ({
      chosen: chooseLines(handle, id, [2], []),
      taken: takeImport(handle, id),
      done: commitImport(handle, id),
    }));
    expect([chosen, done]).toEqual([[{ outcome: 'NOT_FOUND' }], [{ outcome: 'NOT_FOUND' }]]);
    expect(await undoOn(importer.database, id)).toBe('NOT_FOUND');
  }
  expect(await countStates(id)).toEqual({ READY: 3, SKIPPED: 1 });
});

test('what came in to an account is only seen by who may see taxes, and by who uploaded it', async () => {
  const { owner, organization } = await openBooks();
  const id = await checkStatement(owner, writeStatement(march));
  const count = (person: TestPerson) =>
    asViewer(database.asApp, person.tokenHash, async (client) => {
      const { rows } = await client.query('select amount from expense_import_lines where import_id = $1', [id]);
      return [rows.length, rows.filter(({ amount }) => amount < 0).length];
    });
  expect(await count(organization.owner)).toEqual([4, 1]);
  expect(await count(organization.admin)).toEqual([3, 0]);
  expect(await count(organization.viewer)).toEqual([3, 0]);
  expect(await count(organization.member)).toEqual([0, 0]);
  await database.sql.query('insert into tax_readers (organization_id, user_id, named_by) values ($1, $2, $3)', [
    organization.id,
    organization.admin.id,
    organization.owner.id,
  ]);
  expect(await count(organization.admin)).toEqual([4, 1]);
});

test('a page that is sent twice makes one import, with another file another one', async () => {
  const { owner } = await openBooks();
  const first = await uploadStatement(owner, writeStatement(march));
  expect((await uploadStatement(owner, writeStatement(march), { id: first.id })).id).toBe(first.id);
  expect((await uploadStatement(owner, longStatement(3), { id: first.id })).id).not.toBe(first.id);
});
