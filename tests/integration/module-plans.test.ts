import { afterAll, beforeAll, expect, test } from 'vitest';
import { listQueries } from '../bench/list-queries.ts';
import { fillModules, growingTables } from '../bench/module-data.ts';
import { explainAs } from '../bench/plans.ts';
import { moduleTables } from '../factories/module-rows.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let organization: TestOrganization;

// Enough rows that reading a table from end to end is never the better plan. `tests/bench/module-plans.ts` shows the same
// plans at a million rows.
beforeAll(async () => {
  database = await createTestDatabase();
  organization = await fillModules(database, { organizations: 200, rowsEach: 100 });
});

afterAll(async () => {
  await database?.drop();
});

/** Tables of which an organization has a handful of rows, or that are read by their parent only. */
const small = ['expense_categories', 'tax_estimates', 'closed_tax_years', 'contact_list_members', 'contact_consents'];

test('every table that grows with use has a list query here', () => {
  const covered = new Set([...listQueries.map(({ table }) => table), ...small]);
  expect(moduleTables.filter((table) => !covered.has(table))).toEqual([]);
  expect(listQueries.filter(({ table }) => !growingTables.includes(table))).toEqual([]);
});

for (const { table, query, index, isNarrow } of listQueries) {
  test(`${table}: ${index} answers its list, for a member and under row-level security`, async () => {
    for (const person of [organization.member, organization.owner]) {
      const plan = await explainAs(database.asApp, person.tokenHash, query);
      expect(plan.indexes).toContain(index);
      expect(plan.steps).not.toContain('Seq Scan');
      if (!isNarrow) expect(plan.steps).not.toContain('Sort');
    }
  });
}
