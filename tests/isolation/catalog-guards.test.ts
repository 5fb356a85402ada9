import { afterAll, beforeAll, expect, test } from 'vitest';
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

const tablesOf = (relation: string) =>
  `pg_class ${relation} where ${relation}.relnamespace = 'public'::regnamespace and ${relation}.relkind in ('r', 'p')`;

const hasOrganization = (relation: string) =>
  `exists (select from pg_attribute a where a.attrelid = ${relation}.oid and a.attname = 'organization_id' and not a.attisdropped)`;

test('there are tables to ask about', async () => {
  const tenantTables = await list(`select relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}`);
  expect(tenantTables.length).toBeGreaterThanOrEqual(13);
});

test('row-level security is enabled and forced on every table', async () => {
  expect(
    await list(`select relname::text as name from ${tablesOf('c')} and not (relrowsecurity and relforcerowsecurity)`),
  ).toEqual([]);
});

test('every table, with or without organization, has a policy for each verb the app role is granted', async () => {
  expect(
    await list(
      `select c.relname || ': ' || verb.name as name
       from (select c.oid, c.relname from ${tablesOf('c')}) c
       cross join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) as verb (name, code)
       where (has_table_privilege('lotline_app', c.oid, verb.name)
           or verb.name <> 'DELETE' and has_any_column_privilege('lotline_app', c.oid, verb.name))
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
           and p.polcmd in (verb.code::"char", '*') and p.polroles @> array['lotline_app'::regrole::oid])`,
    ),
  ).toEqual([]);
});

test('every permissive policy of a tenant table asks for the organization', async () => {
  expect(
    await list(
      `select p.tablename || ': ' || p.policyname as name from pg_policies p
       join (select c.oid, c.relname from ${tablesOf('c')} and ${hasOrganization('c')}) c on c.relname = p.tablename
       where p.schemaname = 'public' and p.permissive = 'PERMISSIVE'
         and (coalesce(p.qual, p.with_check) not like '%organization_id = ( SELECT%app.current_org_id%'
           or p.qual is not null and p.with_check is not null and p.with_check not like '%organization_id = ( SELECT%app.current_org_id%')`,
    ),
  ).toEqual([]);
});

/** Tables that are read by organization only in the part that their partial index covers. */
const partlyIndexed: Readonly<Record<string, string>> = {
  invitations: 'only open invitations are listed, and the index covers those',
};

test('every tenant table has an index that begins with the organization', async () => {
  const missing = await list(
    `select c.relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}
       and not exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
         where i.indrelid = c.oid and i.indisvalid and i.indpred is null and a.attname = 'organization_id')`,
  );
  expect(missing.toSorted()).toEqual(Object.keys(partlyIndexed));
});

/** Foreign keys between tenant tables that may leave the organization out. */
const foreignKeysWithoutOrganization: Readonly<Record<string, string>> = {};

test('foreign keys between tenant tables carry the organization', async () => {
  const bare = await list(
    `select k.conname::text as name from pg_constraint k
     join (select c.oid from ${tablesOf('c')} and ${hasOrganization('c')}) child on child.oid = k.conrelid
     join (select c.oid from ${tablesOf('c')} and ${hasOrganization('c')}) parent on parent.oid = k.confrelid
     where k.contype = 'f' and not exists (
       select from unnest(k.conkey, k.confkey) as pair (child_column, parent_column)
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.child_column
       join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.parent_column
       where a.attname = 'organization_id' and b.attname = 'organization_id')`,
  );
  expect(bare.toSorted()).toEqual(Object.keys(foreignKeysWithoutOrganization).toSorted());
});

test('the organization of a row is set and exists', async () => {
  // A session of somebody without organization and the audit trail of the platform have none.
  expect(
    await list(
      `select c.relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}
         and not (select a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')
       order by 1`,
    ),
  ).toEqual(['audit_log', 'sessions']);
  expect(
    await list(
      `select c.relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}
         and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
           and k.confrelid = 'public.organizations'::regclass)`,
    ),
  ).toEqual([]);
});

test('views apply the row-level security of whoever reads them, but for published reviews', async () => {
  expect(
    await list(
      `select relname::text as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
         and not coalesce(reloptions @> array['security_invoker=true'], false)`,
    ),
  ).toEqual(['published_reviews']);
  expect(
    await list(
      `select relname::text as name from pg_class where oid = 'public.published_reviews'::regclass
         and reloptions @> array['security_barrier=true']`,
    ),
  ).toEqual(['published_reviews']);
});

test('every function that runs with its owner’s rights has a search path that nobody else writes to', async () => {
  const paths = await list(
    `select distinct setting as name from pg_proc p cross join unnest(p.proconfig) as setting
     where p.prosecdef and p.pronamespace in ('app'::regnamespace, 'public'::regnamespace)`,
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
       and a.attname ~ '(password|token|secret)' order by 1`,
  );
  expect(secrets).toEqual(
    expect.arrayContaining([
      'invitations.token_hash',
      'password_resets.token_hash',
      'sessions.token_hash',
      'users.password_hash',
    ]),
  );
  for (const secret of secrets) {
    const [table, column] = secret.split('.');
    expect([secret, await refusal(database.asApp.query(`select ${column} from ${table}`))]).toEqual([secret, '42501']);
  }
});
