import { randomUUID } from 'node:crypto';
import { DatabaseError } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { checksums } from '../factories/checksums.ts';
import {
  createOrganization,
  createPlatformAdmin,
  type OrganizationRole,
  organizationRoles,
  personWithRole,
  type TestOrganization,
} from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only, present } from '../factories/rows.ts';
import { createTenantRows } from '../factories/tenant-rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { reachOf, readByPlatformAdmins, tableExpectations } from './expectations.ts';
import { columnsToTry, findTenantTables, rowsOfOrganization } from './tenant-tables.ts';

// Tests what each role may do with each table of its own organization, against the expectations.

let database: TestDatabase;
let organization: TestOrganization;
let tables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganization(database.sql);
  tables = await findTenantTables(database.sql);
  await createTenantRows(database.sql, organization, tables);
  await unlockModules(database.sql, organization);
});

afterAll(async () => {
  await database.drop();
});

/** How many rows a statement reaches, 0 when it is refused; what it does is undone. */
async function countReached(tokenHash: string, statement: string, values: unknown[] = []): Promise<number> {
  let reached = 0;
  class Undo extends Error {}
  try {
    await asViewer(database.asApp, tokenHash, async (client) => {
      reached = (await client.query(statement, values)).rowCount ?? 0;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return reached;
    if (error instanceof DatabaseError && error.code === '42501') return 0;
    throw error;
  }
  return reached;
}

/** Whether an insert is allowed. Refused for another reason than a missing right means that the right is there. */
async function mayInsert(tokenHash: string, statement: string, values: unknown[]): Promise<boolean> {
  try {
    return (await countReached(tokenHash, statement, values)) > 0;
  } catch (error) {
    if (error instanceof DatabaseError) return true;
    throw error;
  }
}

/** How many of the organization's rows somebody sees; none without the right to read the table. */
async function countVisible(tokenHash: string, table: string): Promise<number> {
  try {
    return await asViewer(database.asApp, tokenHash, async (client) =>
      Number(
        only(await client.query(`select count(*) from ${table} where ${rowsOfOrganization(table, organization)}`))
          .count,
      ),
    );
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42501') return 0;
    throw error;
  }
}

const countRows = async (table: string, condition: string) =>
  Number(only(await database.sql.query(`select count(*) from ${table} where ${condition}`)).count);

/** How many rows of a table a role is expected to reach with a verb. */
async function countExpected(table: string, role: OrganizationRole, verb: 'select' | 'update' | 'delete') {
  const expectation = present(tableExpectations[table]);
  const ofOrganization = rowsOfOrganization(table, organization);
  switch (reachOf(role, expectation[verb])) {
    case 'ALL':
      return countRows(table, ofOrganization);
    case 'OWN':
      return countRows(
        table,
        `${ofOrganization} and ${present(expectation.isOf)(personWithRole(organization, role).id)}`,
      );
    case 'NONE':
      return 0;
  }
}

test('every tenant table has its line in tests/isolation/expectations.ts', () => {
  expect(Object.keys(tableExpectations).toSorted()).toEqual(tables.toSorted());
});

test.each(organizationRoles)('%s reads what the role may read, completely', async (role) => {
  const person = personWithRole(organization, role);
  const expected: Record<string, number> = {};
  const visible: Record<string, number> = {};
  for (const table of Object.keys(tableExpectations)) {
    expected[table] = await countExpected(table, role, 'select');
    visible[table] = await countVisible(person.tokenHash, table);
  }
  expect(visible).toEqual(expected);
});

test.each(organizationRoles)('%s writes directly what the role may write', async (role) => {
  const { id, tokenHash } = personWithRole(organization, role);
  const before = await checksums(database.sql);
  const expected: Record<string, object> = {};
  const reached: Record<string, object> = {};
  for (const [table, expectation] of Object.entries(tableExpectations)) {
    const ofOrganization = rowsOfOrganization(table, organization);
    const ownFirst = expectation.isOf ? `order by (${expectation.isOf(id)}) is true desc` : '';
    const { row } = only(
      await database.sql.query<{ row: object }>(
        `select to_jsonb(t) as row from ${table} t where ${ofOrganization} ${ownFirst} limit 1`,
      ),
    );
    const columns = (await columnsToTry(database.sql, table, 'INSERT')).join(', ');
    const column = present((await columnsToTry(database.sql, table, 'UPDATE'))[0]);
    expected[table] = {
      insert: expectation.insert.includes(role),
      update: await countExpected(table, role, 'update'),
      delete: await countExpected(table, role, 'delete'),
    };
    reached[table] = {
      insert: await mayInsert(
        tokenHash,
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
        [JSON.stringify('id' in row ? { ...row, id: randomUUID() } : row)],
      ),
      update: await countReached(tokenHash, `update ${table} set ${column} = ${column} where ${ofOrganization}`),
      delete: await countReached(tokenHash, `delete from ${table} where ${ofOrganization}`),
    };
  }
  expect(reached).toEqual(expected);
  expect(await checksums(database.sql)).toEqual(before);
});

test.each(organizationRoles)('%s sees their own cart and nobody else’s', async (role) => {
  const person = personWithRole(organization, role);
  const carts = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query('select user_id from shopping_carts'),
  );
  expect(carts.rows).toEqual([{ user_id: person.id }]);
  const lines = await asViewer(database.asApp, person.tokenHash, (client) =>
    client.query('select distinct user_id from marketplace_cart'),
  );
  expect(lines.rows).toEqual([{ user_id: person.id }]);
});

test('a platform admin without organization reads the audit trail, themselves, and no tenant table besides', async () => {
  const admin = await createPlatformAdmin(database.sql);
  const visible: string[] = [];
  for (const table of tables) if ((await countVisible(admin.tokenHash, table)) > 0) visible.push(table);
  expect(visible).toEqual(readByPlatformAdmins);
  const people = await asViewer(database.asApp, admin.tokenHash, (client) => client.query('select id from users'));
  expect(people.rows).toEqual([{ id: admin.id }]);
});

test('colleagues are seen, and people of other organizations are not', async () => {
  await createOrganization(database.sql);
  const { rows } = await asViewer(database.asApp, organization.viewer.tokenHash, (client) =>
    client.query<{ id: string }>('select id from users'),
  );
  const colleagues = organizationRoles.map((role) => personWithRole(organization, role).id);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(colleagues.toSorted());
});
