import { type Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unlockedModules } from '../../app/modules/registry.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow, createModuleRows, validRowFor } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// The gate of a module, asked straight at its tables and over HTTP. Who comes in how far is one table.

let database: TestDatabase;
let worker: TestWorker;
let visitors: Record<(typeof expected)[number][0], { person: TestPerson; organization: TestOrganization }>;

/** Who asks, whether they read what the organization has, whether they write, and what the module's page answers. */
const expected = [
  ['OWNER of an organization without the tool', 'nothing', 'refused', 404],
  ['OWNER of an organization below the tier', 'nothing', 'refused', 404],
  ['OWNER without a seat', 'nothing', 'refused', 404],
  ['MEMBER without a seat', 'nothing', 'refused', 404],
  ['OWNER of an organization that cancelled the tool', 'nothing', 'refused', 404],
  ['OWNER while the tool is switched off', 'nothing', 'refused', 404],
  ['VIEWER', 'rows', 'refused', 200],
  ['OWNER with a seat', 'rows', 'written', 200],
  ['MEMBER with a seat', 'rows', 'written', 200],
] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  const { sql } = database;
  const fill = async (organization: TestOrganization) => {
    for (const table of tables) await createModuleRows(sql, table, organization);
    return organization;
  };
  const unlock = async () => {
    const organization = await fill(await createOrganization(sql));
    await unlockModules(sql, organization);
    return organization;
  };
  const without = await fill(await createOrganization(sql));
  const below = await unlock();
  await sql.query(`update organizations set subscription_tier = 'CUSTOM' where id = $1`, [below.id]);
  const seatless = await unlock();
  await sql.query('delete from tool_seats where organization_id = $1', [seatless.id]);
  const cancelled = await unlock();
  await sql.query(`update tool_purchases set status = 'CANCELLED' where organization_id = $1`, [cancelled.id]);
  const full = await unlock();
  await createModuleRow(sql, 'tax_readers', full, { user_id: full.viewer.id });
  const of = (organization: TestOrganization, person: TestPerson) => ({ organization, person });
  visitors = {
    'OWNER of an organization without the tool': of(without, without.owner),
    'OWNER of an organization below the tier': of(below, below.owner),
    'OWNER without a seat': of(seatless, seatless.owner),
    'MEMBER without a seat': of(seatless, seatless.member),
    'OWNER of an organization that cancelled the tool': of(cancelled, cancelled.owner),
    'OWNER while the tool is switched off': of(full, full.owner),
    VIEWER: of(full, full.viewer),
    'OWNER with a seat': of(full, full.owner),
    'MEMBER with a seat': of(full, full.member),
  };
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** Values that keep a row apart from the one the organization has already. Of its settings it has one row only. */
const another: Record<string, object> = {
  tax_estimates: { quarter: null },
  closed_tax_years: { tax_year: 2025 },
  tax_settings: { tax_year: 2025 },
};

const tables = unlockedModules.flatMap(({ exportedTables = {} }) => Object.keys(exportedTables));

/** Who has a seat and is a MEMBER sees what others entered as little as the taxes. */
const hiddenFromMembers = [
  'depreciable_assets',
  'income_entries',
  'tax_settings',
  'tax_readers',
  'tax_payments',
  'tax_estimates',
];

/** Only OWNER and ADMIN see where contacts came from. */
const hiddenFromAllButManagers = ['contact_imports', 'contact_import_problems', 'subscription_requests'];

/** Does something while the tools of the modules are switched off, where that is what is asked about. */
async function under<Result>(who: string, work: () => Promise<Result>): Promise<Result> {
  if (!who.includes('switched off')) return work();
  const slugs = unlockedModules.map(({ unlockedBy }) => unlockedBy.tool);
  await database.sql.query(`update marketplace_tools set status = 'DISABLED' where slug = any ($1)`, [slugs]);
  try {
    return await work();
  } finally {
    await database.sql.query(`update marketplace_tools set status = 'ACTIVE' where slug = any ($1)`, [slugs]);
  }
}

/** How many rows a statement reached, `refused` where the right is lacking (42501). Nothing of it stays. */
async function attempt(
  person: TestPerson,
  work: (client: Client) => Promise<number | null>,
): Promise<number | 'refused'> {
  const undo = new Error('undo');
  let reached = 0;
  try {
    await asViewer(database.asApp, person.tokenHash, async (client) => {
      reached = (await work(client)) ?? 0;
      throw undo;
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42501') return 'refused';
    if (error !== undo) throw error;
  }
  return reached;
}

test.each(expected)('%s reads %s of the tables', async (who, reads) => {
  const { person, organization } = visitors[who];
  const wrong: string[] = [];
  await under(who, async () => {
    for (const table of tables) {
      const rows = await attempt(person, async (client) =>
        Number(
          only(
            await client.query(`select count(*) as rows from ${table} where organization_id = $1`, [organization.id]),
          ).rows,
        ),
      );
      const { member, viewer } = organization;
      const isHidden =
        (person.id === member.id && hiddenFromMembers.includes(table)) ||
        ([member.id, viewer.id].includes(person.id) && hiddenFromAllButManagers.includes(table));
      if ((rows !== 0) !== (reads === 'rows' && !isHidden)) wrong.push(`${table}: ${rows}`);
    }
  });
  expect(wrong).toEqual([]);
});

test.each(expected)('%s, who reads %s, finds what they write %s', async (who, _, writes) => {
  const { person, organization } = visitors[who];
  const reached = { insert: 0, update: 0, delete: 0 };
  await under(who, async () => {
    for (const table of tables) {
      const values = { ...(await validRowFor(database.sql, table, organization, person)), ...another[table] };
      const granted = only(
        await database.sql.query<{ columns: string[] }>(
          `select coalesce(array_agg(column_name::text), '{}') as columns from information_schema.column_privileges
           where grantee = 'lotline_app' and privilege_type = 'UPDATE' and table_name = $1`,
          [table],
        ),
      ).columns;
      const count = async (verb: keyof typeof reached, work: (client: Client) => Promise<number | null>) => {
        const answer = await attempt(person, work);
        if (answer !== 'refused') reached[verb] += answer;
      };
      const names = Object.keys(values);
      await count('insert', async (client) => {
        const places = names.map((_name, index) => `$${index + 1}`);
        const statement = `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) on conflict do nothing`;
        return (await client.query(statement, Object.values(values))).rowCount;
      });
      const [column] = granted;
      if (column) {
        await count(
          'update',
          async (client) => (await client.query(`update ${table} set ${column} = ${column}`)).rowCount,
        );
      }
      await count('delete', async (client) => (await client.query(`delete from ${table}`)).rowCount);
    }
  });
  if (writes === 'refused') expect(reached).toEqual({ insert: 0, update: 0, delete: 0 });
  else for (const count of Object.values(reached)) expect(count).toBeGreaterThan(10);
});

test.each(expected.flatMap(([who, , , status]) => unlockedModules.map((module) => ({ who, status, module }))))(
  '$who asks for $module.title: $status',
  async ({ who, status, module }) => {
    const { person, organization } = visitors[who];
    const visitor = await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: person.id,
      organizationId: organization.id,
    });
    await under(who, async () => expect((await visitor.get(module.unlockedBy.address)).status).toBe(status));
  },
);

test('every table of a module has the gate of its module, for each verb', async () => {
  for (const { unlockedBy, exportedTables = {} } of unlockedModules) {
    for (const table of Object.keys(exportedTables)) {
      const { rows } = await database.sql.query(
        `select cmd, coalesce(qual, with_check) as rule from pg_policies
         where tablename = $1 and permissive = 'RESTRICTIVE' and policyname like 'module_gate_%' order by cmd`,
        [table],
      );
      expect([table, rows.map(({ cmd }) => cmd)]).toEqual([table, ['DELETE', 'INSERT', 'SELECT', 'UPDATE']]);
      for (const { cmd, rule } of rows) {
        expect(rule).toContain(
          `app.${cmd === 'SELECT' ? 'may_read_tool' : 'may_use_tool'}('${unlockedBy.tool}'::text)`,
        );
      }
    }
  }
});

test('an OWNER takes away what a lapsed module holds, and nobody else reads it that way', async () => {
  const page = `select app.export_module_rows('contacts', '{id,email}', '{id}', null, 100) as row`;
  const { organization } = visitors['OWNER of an organization that cancelled the tool'];
  const count = (person: TestPerson) => attempt(person, async (client) => (await client.query(page)).rowCount);
  const { rows } = await database.sql.query('select from contacts where organization_id = $1', [organization.id]);
  expect(await count(organization.owner)).toBe(rows.length);
  for (const person of [organization.admin, organization.member, organization.viewer])
    expect(await count(person)).toBe(0);
  for (const call of [
    `select app.export_module_rows('email_deliveries', '{unsubscribe_token_hash}', '{id}', null, 100)`,
    `select app.export_module_rows('users', '{password_hash}', '{id}', null, 100)`,
    `select app.export_module_rows('shopping_carts', '{id}', '{id}', null, 100)`,
  ]) {
    expect(await attempt(organization.owner, async (client) => (await client.query(call)).rowCount)).toBe(0);
  }
});
