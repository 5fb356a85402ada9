import { afterAll, beforeAll } from 'vitest';
import { type Importer, type StatementLine, startFileRoom, writeStatement } from '../factories/imports.ts';
import { systemCategoryId } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// What the tests of imports have in common. A test file that calls `setUpTests` has its own database and store of files, from before its
// first test to after its last.

export let database: TestDatabase;
export let room: Awaited<ReturnType<typeof startFileRoom>>;
export let office: string;

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    room = await startFileRoom();
    office = await systemCategoryId(database.sql);
  });

  afterAll(async () => {
    await room?.stop();
    await database?.drop();
  });
}

interface Books {
  organization: TestOrganization;
  as(person: TestPerson): Importer;
  owner: Importer;
}

export async function openBooks(): Promise<Books> {
  const organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const as = (person: TestPerson): Importer => ({
    database: requestDatabase(database, person.tokenHash),
    files: room.files,
    organizationId: organization.id,
    category: office,
  });
  return { organization, as, owner: as(organization.owner) };
}

/** What came of an import: how many lines are in each state. */
export async function countStates(id: string): Promise<Record<string, number>> {
  const { rows } = await database.sql.query<{ state: string; count: number }>(
    'select state, count(*)::integer from expense_import_lines where import_id = $1 group by state',
    [id],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

export const findImport = async (id: string) =>
  only(await database.sql.query('select * from expense_imports where id = $1', [id]));

export const listExpenses = async (id: string) =>
  (
    await database.sql.query(
      `select import_line as line, date::text, merchant, amount, is_refund, status, tax_year, deduction_percent::float8 as percent, user_id
       from expenses where import_id = $1 order by import_line`,
      [id],
    )
  ).rows;

export const march: StatementLine[] = [
  ['2026-03-02', 'BLUE BOTTLE', '-14.50', 'A1'],
  ['2026-03-02', 'BLUE BOTTLE', '-14.50', 'A2'],
  ['2026-03-03', "LOWE'S", '-120.00', 'A3'],
  ['2026-03-25', 'Deposit', '900.00', 'A4'],
];
/** A statement of so many lines, each different. */
export const longStatement = (lines: number) =>
  writeStatement(
    Array.from(
      { length: lines },
      (_, place): StatementLine => [
        `2026-0${1 + (place % 9)}-${String(1 + (place % 28)).padStart(2, '0')}`,
        `Merchant ${place}`,
        `-${place + 1}.00`,
      ],
    ),
  );
