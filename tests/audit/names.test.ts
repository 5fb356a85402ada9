import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createAuditSubjects } from '../factories/audit.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// An old entry says what things were called when it was written.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

test('people, tools and the organization are called what they were called then', async () => {
  const { organization, tool } = await createAuditSubjects(database.sql);
  const { owner, viewer } = organization;
  const asOwner = (statement: string, values: unknown[]) =>
    asViewer(database.asApp, owner.tokenHash, (client) => client.query(statement, values));
  await asOwner(`select app.change_role($1, 'MEMBER')`, [viewer.id]);
  const renamed = { owner: 'Ann Other', viewer: 'Vera Viewer', organization: 'Renamed Realty', tool: 'Renamed tool' };
  await asOwner('select app.change_name($1)', [renamed.owner]);
  await database.sql.query('update users set name = $2 where id = $1', [viewer.id, renamed.viewer]);
  await asOwner('select app.rename_organization($1)', [renamed.organization]);
  const { rows: before } = await database.sql.query('select name from marketplace_tools where id = $1', [tool]);
  await database.sql.query('update marketplace_tools set name = $2 where id = $1', [tool, renamed.tool]);
  await asOwner(`select app.change_role($1, 'ADMIN')`, [viewer.id]);

  const trail = async (filters: object) =>
    (
      await asOwner(
        `select actor_name as actor, organization_name as organization, names ->> $2::text as person, names ->> $3::text as tool
         from app.organization_audit_trail($1, null, 1000)`,
        [JSON.stringify(filters), viewer.id, tool],
      )
    ).rows;
  expect(await trail({ subject: 'membership', action: 'update' })).toEqual([
    { actor: renamed.owner, organization: renamed.organization, person: renamed.viewer, tool: null },
    { actor: owner.name, organization: organization.name, person: viewer.name, tool: null },
  ]);
  const purchases = await trail({ subject: 'tool_purchase' });
  expect(purchases.map((entry) => entry.tool)).toEqual(purchases.map(() => before[0]?.name));
  expect(purchases.length).toBeGreaterThan(0);
});
