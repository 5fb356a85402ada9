import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  categoriesPerPage,
  listCategories,
  listMerchantRules,
  rulesPerPage,
} from '../../app/modules/expenses/categories/queries.server.ts';
import { sumMonths } from '../../app/modules/expenses/ledger/queries.server.ts';
import { cutPage } from '../../app/utils/pages.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
});

afterAll(async () => {
  await database?.drop();
});

const ofOwner = () => requestDatabase(database, organization.owner.tokenHash);

/** Goes through all pages of a list. */
async function readPages<Row extends { id: string }>(
  length: number,
  readPage: (after: string | null) => Promise<readonly Row[]>,
): Promise<Row[][]> {
  const pages: Row[][] = [];
  for (let after: string | null = null; ; ) {
    const found: readonly Row[] = await readPage(after);
    const { rows, last } = cutPage(found, length);
    pages.push(rows);
    if (!last) return pages;
    after = last.id;
  }
}

test('categories and rules go on behind the last one of a page, each once', async () => {
  for (let index = 0; index < 60; index += 1) {
    // Names that differ in case alone, and some that are archived.
    const name = `${index % 2 === 0 ? 'Own' : 'own'} ${Math.floor(index / 2)}`;
    const { id } = await createModuleRow(database.sql, 'expense_categories', organization, {
      name: `${name} ${index}`,
      is_active: index % 7 !== 0,
    });
    await createModuleRow(database.sql, 'merchant_rules', organization, { merchant: `Shop ${index}`, category_id: id });
  }
  const categories = await readPages(
    categoriesPerPage,
    async (after) => (await ofOwner().read((handle) => ({ rows: listCategories(handle, 2026, after) }))).rows,
  );
  const rules = await readPages(
    rulesPerPage,
    async (after) => (await ofOwner().read((handle) => ({ rows: listMerchantRules(handle, after) }))).rows,
  );
  const idsOf = async (query: string) =>
    (await database.sql.query<{ id: string }>(query, [organization.id])).rows.map(({ id }) => id);
  expect(categories.map(({ length }) => length)).toEqual([50, 32]);
  expect(categories.flat().map(({ id }) => id)).toEqual(
    await idsOf(`select id from expense_categories where organization_id = $1 or organization_id is null
      order by organization_id is null, is_active desc, name collate human, id`),
  );
  expect(rules.map(({ length }) => length)).toEqual([50, 10]);
  expect(rules.flat().map(({ id }) => id)).toEqual(
    await idsOf('select id from merchant_rules where organization_id = $1 order by lower(merchant), id'),
  );
});

test('the months of the year up to today have the sums of what counts, also those without anything', async () => {
  const year = new Date().getUTCFullYear();
  const book = (date: string, amount: number, values: object = {}) =>
    createModuleRow(database.sql, 'expenses', organization, { date, tax_year: year, amount, ...values });
  await book(`${year}-01-01`, 1_000);
  await book(`${year}-01-01`, 400, { is_refund: true });
  await book(`${year}-01-01`, 5_000, { status: 'REJECTED' });
  await book(`${year}-12-31`, 9_000);
  const { months } = await ofOwner().read((handle) => ({ months: sumMonths(handle) }));
  expect(months).toHaveLength(new Date().getUTCMonth() + 1);
  expect(months[0]).toMatchObject({ year, net: 600, withoutReceipt: 1 });
  const { rows } = await database.sql.query(
    `select sum(net_amount)::float8 as net from expenses
     where organization_id = $1 and tax_year = $2 and date <= app.today() and status <> 'REJECTED'`,
    [organization.id, year],
  );
  expect(months.reduce((sum, { net }) => sum + net, 0)).toBe(rows[0].net);
});
