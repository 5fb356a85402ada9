import { randomBytes } from 'node:crypto';
import { DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolFieldNames } from '../../../app/modules/marketplace/catalog/tool-fields.ts';
import { marketplaceTools } from '../../../db/schema/index.ts';
import { asViewer } from '../../factories/as-viewer.ts';
import { createBundle, createTool } from '../../factories/catalog.ts';
import { startUntilBlocked, withConnections } from '../../factories/connections.ts';
import { createOrganization, createPlatformAdmin, personWithRole } from '../../factories/organizations.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
let admin: { tokenHash: string };

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await createPlatformAdmin(database.sql);
});

afterAll(async () => {
  await database?.drop();
});

const asAdmin = (statement: string, values: unknown[] = []) =>
  asViewer(database.asApp, admin.tokenHash, (client) => client.query(statement, values));

const newSlug = () => `slug-${randomBytes(6).toString('hex')}`;

async function readTool(id: string) {
  return only(
    await database.sql.query<{ revision: number; updatedAt: string }>(
      'select revision, updated_at::text as "updatedAt" from marketplace_tools where id = $1',
      [id],
    ),
  );
}

/** The columns of a tool the application may write, each with a value that no tool of these tests has. */
const writableColumns = `
  select column_name as name,
    case when column_name = 'usage_unit' then quote_literal('page')
      when data_type = 'ARRAY' then quote_literal('{one}')
      when data_type = 'boolean' then 'true'
      when data_type = 'integer' then '123'
      when data_type = 'USER-DEFINED' then format('(enum_range(null::%I))[3]', udt_name)
      when data_type = 'character' then quote_literal('EUR')
      else quote_literal('other-' || gen_random_uuid()) end as change
  from information_schema.columns
  join information_schema.column_privileges using (table_schema, table_name, column_name)
  where grantee = 'lotline_app' and table_name = 'marketplace_tools' and privilege_type = 'UPDATE' order by 1`;

describe('the revision of a tool', () => {
  test('counts a change of every column a platform admin may write, once, and dates it', async () => {
    const { rows: columns } = await database.sql.query<{ name: string; change: string }>(writableColumns);
    expect(columns.length).toBeGreaterThan(20);
    for (const { name, change } of columns) {
      // Only what is paid by use has units.
      const isOfUse = ['usage_unit', 'units_included', 'unit_price'].includes(name);
      const { id } = await createTool(database.sql, isOfUse ? { priceModel: 'USAGE_BASED' } : {});
      await database.sql.query(`update marketplace_tools set updated_at = now() where id = $1`, [id]);
      const before = await readTool(id);
      await asAdmin(`update marketplace_tools set ${name} = ${change} where id = $1`, [id]);
      const changed = await readTool(id);
      expect([name, changed.revision]).toEqual([name, before.revision + 1]);
      expect([name, changed.updatedAt]).not.toEqual([name, before.updatedAt]);
      await asAdmin(`update marketplace_tools set ${name} = ${change} where id = $1`, [id]);
      expect([name, await readTool(id)]).toEqual([name, changed]);
    }
  });

  test('a platform admin may write what the form has a field for, and two columns more', async () => {
    const { rows } = await database.sql.query<{ name: string }>(writableColumns);
    const typed = toolFieldNames.map((name) => marketplaceTools[name].name);
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...typed, 'currency', 'status'].toSorted());
  });

  test('does not count what the database keeps, and cannot be set', async () => {
    const { id } = await createTool(database.sql);
    const before = await readTool(id);
    await database.sql.query(
      'update marketplace_tools set purchase_count = 7, review_count = 3, rating = 4.5, revision = 99 where id = $1',
      [id],
    );
    expect(await readTool(id)).toEqual(before);
    expect(await refusal(asAdmin('update marketplace_tools set revision = 99 where id = $1', [id]))).toBe('42501');
  });

  test('lets one of two who save from the same revision through', async () => {
    const { id } = await createTool(database.sql);
    const { revision } = await readTool(id);
    const save = `update marketplace_tools set version = '2' where id = '${id}' and revision = ${revision}`;
    await withConnections(database.ownerUrl, 2, async (one, two) => {
      await present(one).query('begin');
      expect((await present(one).query(save)).rowCount).toBe(1);
      const second = await startUntilBlocked(database.sql, present(two), (client) => client.query(save));
      await present(one).query('commit');
      expect((await second.result).rowCount).toBe(0);
    });
  });
});

/** A tool or bundle with the slug it was made with. */
async function createItem(kind: 'TOOL' | 'BUNDLE') {
  const item =
    kind === 'TOOL'
      ? await createTool(database.sql)
      : await createBundle(database.sql, [await createTool(database.sql)]);
  return { id: item.id, slug: item.name };
}

describe.each([
  {
    kind: 'TOOL',
    table: 'marketplace_tools',
    insert: `insert into marketplace_tools (slug, name, description, category, area, tier, price)
      values ($1, 'New', 'New', 'GROWTH', 'CRM', 'T1', 10000)`,
  },
  {
    kind: 'BUNDLE',
    table: 'tool_bundles',
    insert: `insert into tool_bundles (slug, name, description, bundle_type, bundle_price) values ($1, 'New', 'New', 'GROWTH_PACK', 1)`,
  },
] as const)('former slugs of a $kind', ({ kind, table, insert }) => {
  const rename = (id: string, slug: string) => asAdmin(`update ${table} set slug = $2 where id = $1`, [id, slug]);
  const formerSlugs = async (id: string) =>
    (
      await database.sql.query<{ slug: string }>(
        'select slug from former_slugs where kind = $1 and coalesce(tool_id, bundle_id) = $2 order by created_at, slug',
        [kind, id],
      )
    ).rows.map(({ slug }) => slug);
  const constraintOf = (statement: Promise<unknown>) =>
    statement.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DatabaseError ? `${error.code} ${error.constraint}` : String(error)),
    );
  const refused = '23505 former_slugs_other_item';

  test('every address it had is kept', async () => {
    const { id, slug } = await createItem(kind);
    const second = newSlug();
    await rename(id, second);
    await rename(id, newSlug());
    expect(await formerSlugs(id)).toEqual([slug, second]);
  });

  test('a change of something else keeps none', async () => {
    const { id, slug } = await createItem(kind);
    await asAdmin(`update ${table} set name = 'Other', slug = $2 where id = $1`, [id, slug]);
    expect(await formerSlugs(id)).toEqual([]);
  });

  test('it takes its own former address back', async () => {
    const { id, slug } = await createItem(kind);
    const second = newSlug();
    await rename(id, second);
    await rename(id, slug);
    expect(await formerSlugs(id)).toEqual([second]);
    await rename(id, second);
    expect(await formerSlugs(id)).toEqual([slug]);
  });

  test('no other gets it, neither renamed nor new', async () => {
    const first = await createItem(kind);
    const second = await createItem(kind);
    await rename(first.id, newSlug());
    expect(await constraintOf(rename(second.id, first.slug))).toBe(refused);
    expect(await constraintOf(asAdmin(insert, [first.slug]))).toBe(refused);
    expect(await formerSlugs(second.id)).toEqual([]);
  });

  test('tools and bundles do not take each other’s addresses away', async () => {
    const other = await createItem(kind === 'TOOL' ? 'BUNDLE' : 'TOOL');
    const otherTable = kind === 'TOOL' ? 'tool_bundles' : 'marketplace_tools';
    await asAdmin(`update ${otherTable} set slug = $2 where id = $1`, [other.id, newSlug()]);
    expect(await constraintOf(asAdmin(insert, [other.slug]))).toBe('accepted');
  });

  test('whoever waits for an address that is being given up does not get it', async () => {
    const first = await createItem(kind);
    const second = await createItem(kind);
    await withConnections(database.ownerUrl, 2, async (one, two) => {
      await present(one).query('begin');
      await present(one).query(`update ${table} set slug = $2 where id = $1`, [first.id, newSlug()]);
      const waiting = await startUntilBlocked(database.sql, present(two), (client) =>
        client.query(`update ${table} set slug = $2 where id = $1`, [second.id, first.slug]),
      );
      const outcome = constraintOf(waiting.result);
      await present(one).query('commit');
      expect(await outcome).toBe(refused);
    });
  });

  test('nobody writes them but the database', async () => {
    const { id, slug } = await createItem(kind);
    await rename(id, newSlug());
    for (const statement of [
      `insert into former_slugs (slug, kind, tool_id, bundle_id) select '${newSlug()}', kind, tool_id, bundle_id from former_slugs`,
      `update former_slugs set slug = '${newSlug()}'`,
      'delete from former_slugs',
    ]) {
      expect(await refusal(asAdmin(statement))).toBe('42501');
    }
    expect(await formerSlugs(id)).toEqual([slug]);
  });

  test('a role of an organization renames nothing', async () => {
    const organization = await createOrganization(database.sql);
    const { id } = await createItem(kind);
    for (const role of ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const) {
      const { tokenHash } = personWithRole(organization, role);
      const result = await asViewer(database.asApp, tokenHash, (client) =>
        client.query(`update ${table} set slug = $2 where id = $1`, [id, newSlug()]),
      );
      expect(result.rowCount).toBe(0);
    }
    expect(await formerSlugs(id)).toEqual([]);
  });
});
