import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogChecks, hasOrganization, tablesOf } from '../../db/catalog-checks.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createOrganization } from '../factories/organizations.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Questions to the database catalog about every table, view, function and role there is, so that a new one is asked too.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

/** The first column of each row. */
async function list(query: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await database.sql.query<{ name: string }>(query, values);
  return rows.map(({ name }) => name);
}

test('there are tables to ask about', async () => {
  const tenantTables = await list(`select relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}`);
  expect(tenantTables.length).toBeGreaterThanOrEqual(38);
});

test.each(catalogChecks)('$rule', async ({ query, exceptions }) => {
  expect((await list(query)).toSorted()).toEqual(Object.keys(exceptions).toSorted());
});

/** Views that read with their owner's rights. */
const ownersViews = `select relname::text as name from pg_class c
  where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
    and not coalesce(reloptions @> array['security_invoker=true'], false)`;

test('views apply the row-level security of whoever reads them, but for published reviews and those of platform admins', async () => {
  expect(await list(`${ownersViews} and relname not like 'platform\\_%'`)).toEqual(['published_reviews']);
  expect(await list(`${ownersViews} and not coalesce(reloptions @> array['security_barrier=true'], false)`)).toEqual(
    [],
  );
});

test('what platform admins read across organizations is empty for everybody else', async () => {
  const views = await list(`${ownersViews} and relname like 'platform\\_%'`);
  expect(views).toContain('platform_organizations');
  const { owner } = await createOrganization(database.sql);
  const visible: string[] = [];
  for (const tokenHash of [owner.tokenHash, null]) {
    await asViewer(database.asApp, tokenHash, async (client) => {
      for (const view of views) if ((await client.query(`select from ${view} limit 1`)).rowCount) visible.push(view);
    });
  }
  expect(visible).toEqual([]);
  expect(
    await list(
      `${ownersViews} and relname like 'platform\\_%' and pg_get_viewdef(c.oid) not like '%app.is_platform_admin()%'`,
    ),
  ).toEqual([]);
});

test('every function that runs with its owner’s rights has a search path that nobody else writes to', async () => {
  const paths = await list(
    `select distinct setting as name from pg_proc p cross join unnest(p.proconfig) as setting
     where p.prosecdef and p.pronamespace in ('app'::regnamespace, 'public'::regnamespace) and setting like 'search_path=%'`,
  );
  // pg_temp has to be named last: unnamed, it would be searched first.
  expect(paths.filter((path) => !/^search_path=(public|pg_catalog), pg_temp$/.test(path))).toEqual([]);
  expect(
    await list(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.prosecdef and p.pronamespace <> 'pg_catalog'::regnamespace
         and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')`,
    ),
  ).toEqual([]);
});

test('every function of ours has a fixed search path', async () => {
  expect(
    await list(
      `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'app'::regnamespace
         and not exists (select from unnest(coalesce(p.proconfig, '{}')) as setting where setting like 'search_path=%')`,
    ),
  ).toEqual([]);
});

test('nobody may run a function of ours unless it was granted to them', async () => {
  expect(
    await list(
      `select p.oid::regprocedure::text as name from pg_proc p
       cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as acl
       where (p.pronamespace = 'app'::regnamespace or p.prosecdef and p.pronamespace <> 'pg_catalog'::regnamespace)
         and acl.grantee = 0`,
    ),
  ).toEqual([]);
});

test('the app role owns nothing', async () => {
  expect(
    await list(
      `select pg_describe_object(classid, objid, objsubid) as name from pg_shdepend
       where refobjid = 'lotline_app'::regrole and deptype = 'o'`,
    ),
  ).toEqual([]);
});

test('the app role has no attribute that lifts it above row-level security', async () => {
  const role = only(
    await database.sql.query(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles where rolname = 'lotline_app'`,
    ),
  );
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: false,
    rolreplication: false,
  });
});

test('the app role can turn into no other role', async () => {
  expect(
    await list(
      `select roleid::regrole::text as name from pg_auth_members where member = 'lotline_app'::regrole
       union select rolname::text from pg_roles where rolname <> 'lotline_app'
         and (pg_has_role('lotline_app', oid, 'USAGE') or pg_has_role('lotline_app', oid, 'SET'))`,
    ),
  ).toEqual([]);
  const roles = await list(`select rolname::text as name from pg_roles where rolname <> 'lotline_app'`);
  expect(roles).toContain('lotline_owner');
  for (const role of roles) {
    const name = database.asApp.escapeIdentifier(role);
    expect([role, await refusal(database.asApp.query(`set role ${name}`))]).toEqual([role, '42501']);
    expect([role, await refusal(database.asApp.query(`set session authorization ${name}`))]).toEqual([role, '42501']);
  }
});

test('the app role may neither truncate, reference, maintain nor put triggers on any table', async () => {
  expect(
    await list(
      `select c.oid::regclass || ' ' || privilege as name from pg_class c
       cross join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) as privilege
       where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
         and (has_table_privilege('lotline_app', c.oid, privilege)
           or privilege = 'REFERENCES' and has_any_column_privilege('lotline_app', c.oid, privilege))`,
    ),
  ).toEqual([]);
});

test('the app role may create nothing in any schema and uses no sequence', async () => {
  expect(
    await list(
      `select nspname::text as name from pg_namespace where has_schema_privilege('lotline_app', oid, 'CREATE') and nspname !~ '^pg_temp_'`,
    ),
  ).toEqual([]);
  expect(
    await list(
      `select c.oid::regclass::text as name from pg_class c
       where case when c.relkind = 'S' then has_sequence_privilege('lotline_app', c.oid, 'USAGE,SELECT,UPDATE') end`,
    ),
  ).toEqual([]);
  expect(await refusal(database.asApp.query('create table public.mine (id integer)'))).toBe('42501');
  expect(await refusal(database.asApp.query('create function app.mine() returns integer return 1'))).toBe('42501');
});

test('the app role reads no password, token or digest column', async () => {
  const secrets = await list(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
       and a.attname ~ '(password|token|secret|sealed)' and a.atttypid = 'text'::regtype
       -- Stands in DNS, where the organization puts it.
       and a.attname <> 'ownership_token' and c.relname || a.attname <> 'email_deliveriessecret_version' order by 1`,
  );
  expect(secrets).toEqual(
    expect.arrayContaining([
      'invitations.token_hash',
      'password_resets.token_hash',
      'reid_alerts.webhook_secret',
      'sessions.token_hash',
      'users.password_hash',
    ]),
  );
  for (const secret of secrets) {
    const [table, column] = secret.split('.');
    expect([secret, await refusal(database.asApp.query(`select ${column} from ${table}`))]).toEqual([secret, '42501']);
  }
});
