import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeCatalog } from '../factories/catalog-snapshot.ts';
import { checksums } from '../factories/checksums.ts';
import { createEmptyDatabase, type EmptyDatabase, migrateAlone } from '../factories/empty-database.ts';
import { only } from '../factories/rows.ts';

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));
/** The newest migration, tried on rows as they were written before it. */
const migration = '0012_accounts';

/** Full of data, without this migration and without rules; every test but the last leaves it so. */
let database: EmptyDatabase;
let folder: string;
/** The catalog without and with the migration. */
let before: string[];
let after: string[];
let people: Record<'owner' | 'colleague' | 'stranger' | 'admin', string>;

beforeEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'lotline-migrations-'));
  await cp(migrations, folder, { recursive: true });
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotline-migrations-'));
  const noRules = join(folder, 'rules');
  await cp(migrations, folder, { recursive: true });
  await mkdir(noRules);
  await leaveOut();
  database = await createEmptyDatabase();
  await migrateAlone(database, { migrations: folder, rules: noRules });
  people = {
    owner: await insert(
      `insert into users (email, name, password_hash) values ('owner@people.test', E'Ada\u202e  Byron ', $1) returning id`,
      [oldHash],
    ),
    colleague: await insert(
      `insert into users (email, name, password_hash) values ('colleague@people.test', 'Ben', $1) returning id`,
      [oldHash],
    ),
    stranger: await insert(
      `insert into users (email, name, password_hash) values ('stranger@people.test', E'\u200b', $1) returning id`,
      [oldHash],
    ),
    admin: await insert(
      `insert into users (email, name, password_hash, is_platform_admin) values ('admin@people.test', 'Cleo', $1, true) returning id`,
      [oldHash],
    ),
  };
  const [shared, own] = [
    await insert(`insert into organizations (name, slug) values ('Byron Realty', 'byron-realty') returning id`),
    await insert(`insert into organizations (name, slug) values (E'\u3164', 'blank') returning id`),
  ];
  for (const [organization, person, role] of [
    [shared, people.owner, 'OWNER'],
    [shared, people.colleague, 'MEMBER'],
    [own, people.stranger, 'OWNER'],
  ]) {
    await database.sql.query('insert into memberships (organization_id, user_id, role) values ($1, $2, $3)', [
      organization,
      person,
      role,
    ]);
    await database.sql.query(
      `insert into sessions (token_hash, user_id, organization_id, created_at, expires_at)
       values (encode(sha256($1::text::bytea), 'hex'), $1::uuid, $2, now() - interval '1 hour', now() + interval '1 day')`,
      [person, organization],
    );
  }
  before = await describeCatalog(database.sql);
  const whole = await createEmptyDatabase();
  await migrateAlone(whole, { migrations });
  after = await describeCatalog(whole.sql);
  await whole.drop();
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** The scrypt hash of a password as it was kept: salt, cost and key in one text. */
const key = Buffer.alloc(32, 'key');
const oldHash = `scrypt$16384$8$5$${Buffer.alloc(16, 'salt').toString('base64')}$${key.toString('base64')}`;

const insert = async (statement: string, values: unknown[] = []) =>
  only(await database.sql.query<{ id: string }>(statement, values)).id;

/** Writes the folder's list of migrations without this one. */
async function leaveOut(): Promise<void> {
  const journal = join(folder, 'meta', '_journal.json');
  const { entries, ...rest }: { entries: { tag: string }[] } = JSON.parse(await readFile(journal, 'utf8'));
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.filter(({ tag }) => tag !== migration) }));
}

/** Whatever the migration is not about. */
const otherData = () =>
  checksums(database.sql, (table) => (changedTables.has(table) || isNew(table) ? undefined : 'true'));
const changedTables = new Set(['users', 'organizations', 'sessions']);
const isNew = (table: string) => !before.some((line) => line.includes(`${table}.`));

/** The folder with the migration, or its end, replaced. */
async function changeMigration(change: (text: string) => string): Promise<void> {
  const file = join(folder, `${migration}.sql`);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

const append = (statement: string) => changeMigration((text) => `${text}\n--> statement-breakpoint\n${statement}\n`);

test('a wrong statement leaves nothing behind and is named', async () => {
  const data = await otherData();
  await append('insert into passkeys (nothing) values (1)');
  const failure = await migrateAlone(database, { migrations: folder }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toMatch(/nothing was applied.*column "nothing" of relation "passkeys" does not exist/s);
  expect(String(failure)).toContain('insert into passkeys (nothing) values (1)');
  expect(await describeCatalog(database.sql)).toEqual(before);
  expect(await otherData()).toEqual(data);
});

test('a statement that fails in the middle leaves nothing behind and is named', async () => {
  await changeMigration((text) => text.replace('CREATE TABLE "passkeys"', 'CREATE TABLE "passkeys" LIKE that'));
  await expect(migrateAlone(database, { migrations: folder })).rejects.toThrow(
    /nothing was applied.*CREATE TABLE "passkeys" LIKE/s,
  );
  expect(await describeCatalog(database.sql)).toEqual(before);
});

test('a connection killed half-way leaves the database as it was, and says so', async () => {
  const data = await otherData();
  await append('select pg_sleep(60)');
  const failure = migrateAlone(database, { migrations: folder }).catch((error: unknown) => error);
  await killSleeping();
  expect(String(await failure)).toMatch(/nothing was applied.*select pg_sleep\(60\)/s);
  expect(await describeCatalog(database.sql)).toEqual(before);
  expect(await otherData()).toEqual(data);
});

test('a table that somebody is writing to is not waited for, because everybody after would wait as well', async () => {
  const writer = new Client({ connectionString: database.ownerUrl });
  await writer.connect();
  try {
    await writer.query('begin');
    await writer.query('lock table users in row exclusive mode');
    await expect(migrateAlone(database, { migrations: folder })).rejects.toThrow(/nothing was applied.*lock timeout/);
  } finally {
    await writer.end();
  }
  expect(await describeCatalog(database.sql)).toEqual(before);
});

test('applied to a database full of data, it changes what it is for, and again it changes nothing', async () => {
  const data = await otherData();
  expect(await migrateAlone(database, { migrations: folder })).toMatchObject({ migrations: [migration] });
  expect(await describeCatalog(database.sql)).toEqual(after);
  expect(await otherData()).toEqual(data);
  const { rows } = await database.sql.query(
    `select email, name, email_confirmed_at is not null as confirmed, password_hash,
       password_salt = $1 and password_check = encode(sha256(convert_to($2, 'UTF8')), 'hex') as "keepsPassword",
       (select array_agg(role order by role) = enum_range(null::platform_role) from platform_roles where user_id = person.id) as "hasAllRoles"
     from users person order by email`,
    [oldHash.slice(0, oldHash.lastIndexOf('$')), key.toString('hex')],
  );
  const kept = { password_hash: null, keepsPassword: true };
  expect(rows).toEqual([
    { email: 'admin@people.test', name: 'Cleo', confirmed: true, ...kept, hasAllRoles: true },
    { email: 'colleague@people.test', name: 'Ben', confirmed: false, ...kept, hasAllRoles: null },
    { email: 'owner@people.test', name: 'Ada Byron', confirmed: true, ...kept, hasAllRoles: null },
    { email: 'stranger@people.test', name: 'Somebody without a name', confirmed: false, ...kept, hasAllRoles: null },
  ]);
  const organizations = await database.sql.query('select name from organizations order by slug');
  expect(organizations.rows).toEqual([{ name: 'Organization blank' }, { name: 'Byron Realty' }]);
  const sessions = await database.sql.query('select proved_at = created_at as proved from sessions');
  expect(sessions.rows).toEqual([{ proved: true }, { proved: true }, { proved: true }]);

  const everything = await checksums(database.sql);
  expect(await migrateAlone(database, { migrations: folder })).toEqual({ migrations: [], rules: [] });
  expect(await describeCatalog(database.sql)).toEqual(after);
  expect(await checksums(database.sql)).toEqual(everything);
});

/** Ends the session that has got as far as the statement that sleeps. */
async function killSleeping(): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const { rowCount } = await database.sql.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep(60)%'`,
    );
    if (rowCount) return;
    await delay(20);
  }
  throw new Error('The migration never came to the statement that sleeps.');
}
