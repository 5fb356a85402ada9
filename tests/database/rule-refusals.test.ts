import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as migrateWithDrizzle } from 'drizzle-orm/node-postgres/migrator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRuleDatabase, type RuleDatabase } from '../factories/rule-database.ts';

// Whatever is wrong with a rule or a migration, nothing of the run is applied, and it is named with its place.

let database: RuleDatabase;

beforeEach(async () => {
  database = await createRuleDatabase();
});

afterEach(() => database?.drop());

const number = `create or replace function app.number(p_digit integer) returns integer
  language sql immutable set search_path = pg_catalog as $$ select p_digit $$;\n`;

async function refusalOf(rules: string): Promise<string> {
  await database.folder.write(rules);
  return database.refusal();
}

const applied = async () =>
  (
    await database.sql.query<{ hash: string; created_at: string }>(
      'select * from drizzle.__drizzle_migrations order by id',
    )
  ).rows;

test('a wrong statement is named with its file and line', async () => {
  const failure = await refusalOf(
    `${number}\n-- why\ncreate or replace function app.wrong()\n  returns nothing language sql as '';`,
  );
  expect(failure).toMatch(
    /^Migration failed, nothing was applied: type "nothing" does not exist\n\ndb\/rules\/probes\.sql:5\ncreate or replace function app\.wrong/,
  );
});

test('a wrong body is named with the line of the mistake', async () => {
  expect(
    await refusalOf(
      '\ncreate or replace function app.wrong() returns text language sql\n  as $$\n  select missing from owners $$;',
    ),
  ).toMatch(/column "missing" does not exist.*\n\ndb\/rules\/probes\.sql:4\ncreate or replace/s);
  expect(
    await refusalOf(
      'create or replace function app.wrong() returns void language plpgsql as $$ begin perfrm 1; end $$;',
    ),
  ).toMatch(/syntax error at or near "perfrm".*db\/rules\/probes\.sql:1\n/s);
});

test('a function without a language is not taken for one that changed', async () => {
  await database.apply(number);
  expect(
    await refusalOf('create or replace function app.number(p_digit integer) returns integer immutable;'),
  ).toContain('nothing was applied: no language specified');
});

test('a wrong view, trigger or right is named', async () => {
  expect(await refusalOf('create or replace view wrong as select missing from owners;')).toMatch(
    /column "missing" does not exist.*db\/rules\/probes\.sql:1\ncreate or replace view wrong/s,
  );
  expect(
    await refusalOf('create trigger wrong after insert on owners for each row execute function app.missing();'),
  ).toMatch(/function app\.missing\(\) does not exist.*db\/rules\/probes\.sql:1\ncreate trigger wrong/s);
  expect(await refusalOf('grant select on missing to lotline_app;')).toMatch(
    /relation "missing" does not exist.*db\/rules\/probes\.sql:1\ngrant select/s,
  );
});

test('what is no rule is refused', async () => {
  expect(await refusalOf('select 1;\ndrop table owners;')).toMatch(
    /^db\/rules\/probes\.sql:1: a rule creates or replaces .*This does not: select 1$/,
  );
  expect(await refusalOf('grant select on owners to public;')).toContain('probes.sql:1: a rule');
  expect(await refusalOf('create function app.number() returns integer language sql as $$ select 1 $$;')).toContain(
    'probes.sql:1: a rule',
  );
});

test('a rule declared twice and SQL that never ends are refused with their places', async () => {
  expect(await refusalOf(number + number.replace('integer)', 'bigint)'))).toBe(
    'function app.number is declared twice: in db/rules/probes.sql:1 and in db/rules/probes.sql:3.',
  );
  expect(await refusalOf(`${number}grant 'all`)).toBe(`db/rules/probes.sql, line 3: ' is never closed`);
});

test('a function that a column needs is not dropped: the run says what needs it', async () => {
  await database.apply(number);
  await database.sql.query('alter table owners add digit integer default app.number(1)');
  expect(await refusalOf('')).toMatch(
    /nothing was applied: cannot drop function app\.number\(integer\) because other objects depend on it\ndefault value for column digit of table owners depends on.*No rule declares this/s,
  );
  expect(await refusalOf(number.replace('(p_digit integer)', '(p_digit bigint)'))).toContain(
    'default value for column digit of table owners depends on function app.number(integer)',
  );
});

test('a trigger waits for a busy table only so long', async () => {
  await database.sql.query('begin');
  await database.sql.query('lock table owners in row exclusive mode');
  await database.folder.write(`
    create or replace function app.row() returns trigger language plpgsql as $$ begin return null; end $$;
    create trigger busy after insert on owners for each row execute function app.row();`);
  await expect(database.migrate()).rejects.toThrow(
    /nothing was applied: canceling statement due to lock timeout\n\ndb\/rules\/probes\.sql:3\ncreate trigger busy/,
  );
  await database.sql.query('rollback');
});

test('migrations and rules are applied together or not at all', async () => {
  const before = await applied();
  await database.folder.addMigration(
    '0002_cages',
    'create table cages (id integer);\n--> statement-breakpoint\ninsert into cages values (1)',
  );
  expect(await refusalOf('grant select on cages, missing to lotline_app;')).toContain(
    'relation "missing" does not exist',
  );
  expect(await applied()).toEqual(before);
  expect(await database.apply('grant select on cages to lotline_app;')).toEqual({
    migrations: ['0002_cages'],
    rules: ['grant grant select on cages to lotline_app'],
  });
  expect(await applied()).toHaveLength(before.length + 1);
});

test('a wrong migration is named with its file and line, and takes the rules with it', async () => {
  await database.folder.addMigration(
    '0002_cages',
    'create table cages (id integer);\n\n-- why\nselect missing from cages;',
  );
  expect(await refusalOf(number)).toMatch(
    /^Migration failed, nothing was applied: column "missing" does not exist\n\nmigrations\/0002_cages\.sql:4\nselect missing from cages$/,
  );
});

test("the journal is drizzle's own: each of the two migrators sees what the other applied", async () => {
  const before = await applied();
  const { migrations: migrationsFolder } = database.folder.folders;
  await migrateWithDrizzle(drizzle(database.sql), { migrationsFolder });
  expect(await applied()).toEqual(before);

  await database.folder.addMigration('0002_cages', 'create table cages (id integer)');
  await migrateWithDrizzle(drizzle(database.sql), { migrationsFolder });
  expect(await database.migrate()).toEqual({ migrations: [], rules: [] });
  await database.sql.query(
    `drop table cages; delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`,
  );
  const byDrizzle = await applied();
  expect(byDrizzle).toEqual(before);
});

test('a migration older than the newest one applied is refused', async () => {
  await database.folder.addMigration('0002_late', 'create table late (id integer)', 1);
  expect(await database.refusal()).toBe(
    'Older than migrations this database already has: 0002_late. Generate them again so that they come last.',
  );
});

test('a database that another version has migrated further is left alone', async () => {
  await database.sql.query(
    `insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later version', 9e12)`,
  );
  expect(await refusalOf(number)).toMatch(/^This database has migrations that are not in this version of the project/);
});
