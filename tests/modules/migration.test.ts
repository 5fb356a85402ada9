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
const migration = '0014_catalog_version';

/** Full of data, without this migration and without rules; every test but the last leaves it so. */
let database: EmptyDatabase;
let folder: string;
/** The catalog without and with the migration. */
let before: string[];
let after: string[];

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
  await database.sql.query(
    `insert into marketplace_tools (slug, name, description, category, area, tier, required_tier, price, price_model, icon)
     values ('known', 'Known', 'A tool.', 'GROWTH', 'LEADS', 'T1', 'STARTER', 4900, 'ONE_TIME', 'wrench')`,
  );
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

/** Writes the folder's list of migrations without this one. */
async function leaveOut(): Promise<void> {
  const journal = join(folder, 'meta', '_journal.json');
  const { entries, ...rest }: { entries: { tag: string }[] } = JSON.parse(await readFile(journal, 'utf8'));
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.filter(({ tag }) => tag !== migration) }));
}

/** Whatever the migration is not about. */
const otherData = () => checksums(database.sql, (table) => (isNew(table) ? undefined : 'true'));
const isNew = (table: string) => !before.some((line) => line.includes(`${table}.`));

/** The folder with the migration, or its end, replaced. */
async function changeMigration(change: (text: string) => string): Promise<void> {
  const file = join(folder, `${migration}.sql`);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

const append = (statement: string) => changeMigration((text) => `${text}\n--> statement-breakpoint\n${statement}\n`);

test('a wrong statement leaves nothing behind and is named', async () => {
  const data = await otherData();
  await append('insert into catalog_version (nothing) values (1)');
  const failure = await migrateAlone(database, { migrations: folder }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toMatch(
    /nothing was applied.*column "nothing" of relation "catalog_version" does not exist/s,
  );
  expect(String(failure)).toContain('insert into catalog_version (nothing) values (1)');
  expect(await describeCatalog(database.sql)).toEqual(before);
  expect(await otherData()).toEqual(data);
});

test('a statement that fails in the middle leaves nothing behind and is named', async () => {
  await changeMigration((text) =>
    text.replace('CREATE TABLE "catalog_version"', 'CREATE TABLE "catalog_version" LIKE that'),
  );
  await expect(migrateAlone(database, { migrations: folder })).rejects.toThrow(
    /nothing was applied.*CREATE TABLE "catalog_version" LIKE/s,
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
  expect(only(await database.sql.query('select version from catalog_version'))).toEqual({ version: '1' });

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
