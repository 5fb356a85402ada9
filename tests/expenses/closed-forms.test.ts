import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { startUntilBlocked, withConnections } from '../factories/connections.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { callByName, createBookkeepers } from './books.ts';

// The forms of a year follow from more than its own rows: from the line of a category and from the kind of a property.

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createBookkeepers(database);
});

afterAll(async () => {
  await database?.drop();
});

const approved = { status: 'APPROVED', approved_at: new Date(), amount: 5_000 };
const of = (year: number) => ({ date: `${year}-05-06`, tax_year: year });
const add = async (table: string, values: object) =>
  String((await createModuleRow(database.sql, table, organization, { ...values })).id);
const closeYear = (year: number) =>
  createModuleRow(database.sql, 'closed_tax_years', organization, {
    tax_year: year,
    closed_by: organization.owner.id,
  });
const reopen = (year: number) => callByName(database, organization.owner, 'reopen_tax_year', { year });

/** The lines of Schedule C and Schedule E of a year, as the table of forms has them: "C 8: 5000". */
async function readForms(year: number): Promise<string[]> {
  const { rows } = await database.sql.query<{ line: string }>(
    `select format('%s %s: %s', right(form.name, 1), line.line, sum(expense.deductible_amount)) as line
     from expenses expense
     join expense_categories category on category.id = expense.category_id
     left join listings on listings.id = expense.listing_id
     cross join lateral (select case when listings.kind = 'RENTAL' then 'SCHEDULE_E' else 'SCHEDULE_C' end as name) form
     left join lateral (select line from tax_form_lines
       where form = form.name::tax_form and first_tax_year <= $2
         and irs_category = coalesce(category.irs_category, case when category.deduction_limit > 0 then 'OTHER_EXPENSES'::irs_category end)
       order by first_tax_year desc limit 1) line on true
     where expense.organization_id = $1 and expense.tax_year = $2 and expense.status = 'APPROVED'
     group by form.name, line.line order by 1`,
    [organization.id, year],
  );
  return rows.map(({ line }) => line);
}

const changeCategory = (id: string, change: string) =>
  asViewer(database.asApp, organization.owner.tokenHash, (client) =>
    client.query(`update expense_categories set ${change} where id = $1`, [id]),
  );

test('the line of a category stays while a closed year has expenses in it, whoever writes it', async () => {
  const category = await add('expense_categories', { irs_category: 'ADVERTISING' });
  await add('expenses', { ...approved, ...of(2024), category_id: category });
  await closeYear(2024);
  const forms = await readForms(2024);
  expect(forms).toEqual(['C 8: 5000']);
  await expect(changeCategory(category, `irs_category = 'TRAVEL'`)).rejects.toThrow('2024 is closed');
  await expect(changeCategory(category, 'irs_category = null')).rejects.toThrow('2024 is closed');
  await expect(
    database.sql.query(`update expense_categories set irs_category = 'TRAVEL' where id = $1`, [category]),
  ).rejects.toThrow('2024 is closed');
  expect(await readForms(2024)).toEqual(forms);

  // Its name is on no form, and one that only open years know may go elsewhere.
  await changeCategory(category, `name = 'Signs', deduction_limit = 80`);
  const other = await add('expense_categories', { irs_category: 'ADVERTISING' });
  await add('expenses', { ...approved, ...of(2025), category_id: other });
  await changeCategory(other, `irs_category = 'TRAVEL'`);
  expect(await readForms(2025)).toEqual(['C 24a: 5000']);

  expect(await reopen(2024)).toBe('OPENED');
  await changeCategory(category, `irs_category = 'TRAVEL'`);
  expect(await readForms(2024)).toEqual(['C 24a: 5000']);
});

test('a category without a line cannot begin or stop being deducted while a closed year has expenses in it', async () => {
  const other = await add('expense_categories', { irs_category: null, deduction_limit: 100 });
  const none = await add('expense_categories', { irs_category: null, deduction_limit: 0 });
  await add('expenses', { ...approved, ...of(2024), category_id: other });
  await add('expenses', { ...approved, ...of(2024), category_id: none, deduction_percent: 0 });
  await closeYear(2024);
  const forms = await readForms(2024);
  await expect(changeCategory(other, 'deduction_limit = 0')).rejects.toThrow('2024 is closed');
  await expect(changeCategory(none, 'deduction_limit = 100')).rejects.toThrow('2024 is closed');
  // Less of what comes from now on is no other form.
  await changeCategory(other, 'deduction_limit = 50');
  expect(await readForms(2024)).toEqual(forms);
});

const changeKind = (id: string, kind: string, version = 1) =>
  callByName(database, organization.owner, 'save_property', {
    id,
    version,
    address: '12 Lake Street',
    city: 'Chicago',
    state: 'IL',
    zip_code: '60601',
    kind,
    is_active: true,
  });

test.each([
  ['expenses', () => ({ ...approved, ...of(2024) })],
  ['income_entries', () => ({ ...of(2024), kind: 'RENT' })],
  // It is written off in every year since, also without any other row.
  ['depreciable_assets', () => ({ in_service_on: '2022-10-01' })],
])('a property stays a rental while a closed year has its %s', async (table, values) => {
  const property = await add('listings', { kind: 'RENTAL' });
  await add(table, { ...values(), listing_id: property });
  await closeYear(2024);
  expect(await changeKind(property, 'SALE')).toBe('CLOSED');
  await expect(database.sql.query(`update listings set kind = 'SALE' where id = $1`, [property])).rejects.toThrow(
    '2024 is closed',
  );
  // Where it lies may be mended.
  expect(await changeKind(property, 'RENTAL')).toBe('SAVED');
  expect(await reopen(2024)).toBe('OPENED');
  expect(await changeKind(property, 'SALE', 2)).toBe('SAVED');
});

test('a property that no closed year knows may become another kind', async () => {
  const property = await add('listings', { kind: 'RENTAL' });
  await add('expenses', { ...approved, ...of(2025), listing_id: property });
  await add('depreciable_assets', { in_service_on: '2025-02-03', listing_id: property });
  await closeYear(2024);
  expect((await readForms(2025))[0]).toMatch(/^E /);
  expect(await changeKind(property, 'SALE')).toBe('SAVED');
  expect((await readForms(2025))[0]).toMatch(/^C /);
});

test.each([
  ['the line of a category', `update expense_categories set irs_category = 'TRAVEL' where id = $1`],
  ['the kind of a property', `update listings set kind = 'SALE' where id = $1`],
])('a year that closes meanwhile waits for who changes %s', async (_, change) => {
  const { owner } = organization;
  const id = change.includes('listings')
    ? await add('listings', { kind: 'RENTAL' })
    : await add('expense_categories', { irs_category: 'ADVERTISING' });
  const column = change.includes('listings') ? 'listing_id' : 'category_id';
  await withConnections(database.appUrl, 2, async (changer, closer) => {
    const closing = await asViewer(present(changer), owner.tokenHash, async (client) => {
      // No year has an expense of it yet: nothing is refused.
      await client.query(change, [id]);
      await add('expenses', { ...approved, ...of(2024), [column]: id });
      const { result } = await startUntilBlocked(database.sql, present(closer), (other) =>
        callByName({ asApp: other }, owner, 'close_tax_year', {
          year: 2024,
          undecided: 0,
          without_receipt: 0,
          unmapped: 0,
        }),
      );
      // What it waits for is this change.
      expect(await countClosed()).toBe(0);
      return { result };
    });
    expect(await closing.result).toBe('CLOSED');
    expect(await countClosed()).toBe(1);
  });
});

async function countClosed(): Promise<number> {
  const { count } = only(
    await database.sql.query<{ count: number }>(
      'select count(*)::integer as count from closed_tax_years where organization_id = $1',
      [organization.id],
    ),
  );
  return count;
}
