import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { functionsOfMigrations, readMigrations } from '../../db/migration-files.ts';
import { type Rule, readRules } from '../../db/rule-files.ts';
import { rulesFolder } from '../../db/rules.ts';
import { migrateAlone } from '../factories/empty-database.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));

let database: TestDatabase;
let rules: Rule[];

beforeAll(async () => {
  [database, rules] = await Promise.all([createTestDatabase(), readRules(rulesFolder)]);
});

afterAll(() => database?.drop());

const namesOf = (wanted: Rule['kind']) => rules.filter(({ kind }) => kind === wanted).map(({ name }) => name);

async function namesIn(query: string): Promise<string[]> {
  return (await database.sql.query<{ name: string }>(query)).rows.map(({ name }) => name).sort();
}

test('every function of the database is declared once: in the rules, or in a migration that needs it', async () => {
  const needed = [...functionsOfMigrations(await readMigrations(migrations))];
  const declared = new Set([...namesOf('function'), ...needed]);
  const query = `select 'app.' || proname as name from pg_proc where pronamespace = 'app'::regnamespace`;
  expect(await namesIn(query)).toEqual([...declared].sort());
  // Functions that policies name are announced in a migration before them, and the rules say what they do.
  expect(needed.filter((name) => namesOf('function').includes(name))).toEqual([
    'app.may_read_tool',
    'app.may_use_tool',
    'app.may_see_taxes',
    'app.is_genuine',
    'app.has_platform_role',
  ]);
});

test('views and triggers are those the rules declare', async () => {
  expect(await namesIn(`select 'public.' || viewname as name from pg_views where schemaname = 'public'`)).toEqual(
    namesOf('view').sort(),
  );
  const triggers = `select format('%s on public.%s', tgname, tgrelid::regclass) as name from pg_trigger where not tgisinternal`;
  expect(await namesIn(triggers)).toEqual(namesOf('trigger').sort());
});

test('everything the Worker’s roles may do is granted by a rule', async () => {
  const { rows } = await database.sql.query<{ name: string }>(
    `select distinct relname::text as name from pg_class c, lateral (
       select relacl as acl union all select attacl from pg_attribute a where a.attrelid = c.oid) rights, aclexplode(acl)
     where relnamespace = 'public'::regnamespace and grantee in (0, 'lotline_app'::regrole, 'lotline_tasks'::regrole)
     union select 'app.' || proname from pg_proc, aclexplode(proacl)
     where pronamespace = 'app'::regnamespace and grantee in (0, 'lotline_app'::regrole, 'lotline_tasks'::regrole)`,
  );
  const words = new Set(namesOf('grant').flatMap((grant) => grant.split(/[\s,]+/)));
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter(({ name }) => !words.has(name))).toEqual([]);
});

test('a database that is up to date is left alone', async () => {
  const query = `select oid::text || ' ' || xmin as name from pg_proc where pronamespace = 'app'::regnamespace
    union all select oid || ' ' || xmin from pg_trigger union all select oid || ' ' || xmin from pg_class
    union all select xmin::text from drizzle.applied_rules`;
  const before = await namesIn(query);
  expect(await migrateAlone(database)).toEqual({ migrations: [], rules: [] });
  expect(await namesIn(query)).toEqual(before);
});
