import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBundle, createTools } from '../factories/catalog.ts';
import { describeCatalog } from '../factories/catalog-snapshot.ts';
import { checksums } from '../factories/checksums.ts';
import { createEmptyDatabase, type EmptyDatabase, migrateAlone } from '../factories/empty-database.ts';
import { createOrganization } from '../factories/organizations.ts';
import { createBundlePurchase, createOrder, createToolPurchase } from '../factories/purchases.ts';
import { present } from '../factories/rows.ts';

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));
const rules = fileURLToPath(new URL('../../db/rules', import.meta.url));
const migration = '0010_reid_complete';

/** Full of data, without this migration; every test but the last leaves it so. */
let database: EmptyDatabase;
let folder: string;
/** The rules without those of the modules that the migration is for. */
let earlyRules: string;
/** The catalog without and with the migration. */
let before: string[];
let after: string[];

beforeEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'lotline-migrations-'));
  await cp(migrations, folder, { recursive: true });
  await keepMigrations('with');
});

beforeAll(async () => {
  const early = await mkdtemp(join(tmpdir(), 'lotline-migrations-'));
  await cp(migrations, early, { recursive: true });
  folder = early;
  earlyRules = await mkdtemp(join(tmpdir(), 'lotline-rules-'));
  await cp(rules, earlyRules, { recursive: true });
  await rm(join(earlyRules, 'reid'), { recursive: true });
  database = await createEmptyDatabase();
  await keepMigrations('without');
  await migrateAlone(database, { migrations: folder, rules: earlyRules });
  const { sql } = database;
  const organization = await createOrganization(sql);
  const tools = await createTools(sql, 3);
  const bundle = await createBundle(sql, tools);
  for (const tool of tools) await createToolPurchase(sql, organization, tool.id);
  await createBundlePurchase(sql, organization, bundle.id);
  for (const tool of tools) await createOrder(sql, organization, tool.id);
  // Figures as they were before areas had keys.
  await sql.query(
    `insert into reid_market_data (organization_id, area_type, zip_code, city, state, neighborhood, report_date, period_type, data_source,
       import_id)
     select $1, type::reid_area_type, '60601', 'Chicago', 'IL', 'The Loop', '2025-01-31', 'MONTHLY', 'Test', gen_random_uuid()
     from unnest(array['ZIP', 'CITY', 'NEIGHBORHOOD', 'STATE', 'NATIONAL']) type`,
    [organization.id],
  );
  before = await describeCatalog(sql);
  const whole = await createEmptyDatabase();
  await migrateAlone(whole, { migrations });
  after = await describeCatalog(whole.sql);
  await whole.drop();
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
  await rm(earlyRules, { recursive: true, force: true });
});

/**
 * Writes the folder's list of migrations with or without this one. Those that came after it go before it, because the rules
 * of other modules need their tables; so they get times before its own.
 */
async function keepMigrations(kind: 'with' | 'without'): Promise<void> {
  const journal = join(folder, 'meta', '_journal.json');
  const { entries, ...rest }: { entries: { tag: string; when: number }[] } = JSON.parse(
    await readFile(journal, 'utf8'),
  );
  const own = present(entries.find(({ tag }) => tag === migration));
  const others = entries
    .filter(({ tag }) => tag !== migration)
    .map((entry, index) => (entry.when < own.when ? entry : { ...entry, when: own.when - entries.length + index }));
  await writeFile(journal, JSON.stringify({ ...rest, entries: kind === 'with' ? [...others, own] : others }));
}

/** Whatever the migration is not about. */
const otherData = () =>
  checksums(database.sql, (table) => (changedTables.has(table) || isNew(table) ? undefined : 'true'));
const changedTables = new Set([
  'reid_market_data',
  'reid_demographics',
  'reid_schools',
  'reid_roi_simulations',
  'reid_alerts',
  'reid_reports',
  'reid_ai_profiles',
]);
const isNew = (table: string) => !before.some((line) => line.includes(`${table}.`));

/** The folder with the migration, or its end, replaced. */
async function changeMigration(change: (text: string) => string): Promise<void> {
  const file = join(folder, `${migration}.sql`);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

const append = (statement: string) => changeMigration((text) => `${text}\n--> statement-breakpoint\n${statement}\n`);

test('a wrong statement leaves nothing behind and is named', async () => {
  const data = await otherData();
  await append('insert into reid_imports (nothing) values (1)');
  const failure = await migrateAlone(database, { migrations: folder }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toMatch(/nothing was applied.*column "nothing" of relation "reid_imports" does not exist/s);
  expect(String(failure)).toContain('insert into reid_imports (nothing) values (1)');
  expect(await describeCatalog(database.sql)).toEqual(before);
  expect(await otherData()).toEqual(data);
});

test('a statement that fails in the middle leaves nothing behind and is named', async () => {
  await changeMigration((text) => text.replace('CREATE TABLE "reid_imports"', 'CREATE TABLE "reid_imports" LIKE that'));
  await expect(migrateAlone(database, { migrations: folder })).rejects.toThrow(
    /nothing was applied.*CREATE TABLE "reid_imports" LIKE/s,
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
  const areas = await database.sql.query(
    'select area_key, area_name, import_id from reid_market_data order by area_key',
  );
  expect(areas.rows).toEqual([
    { area_key: 'city-il-chicago', area_name: 'Chicago, IL', import_id: null },
    { area_key: 'neighborhood-il-chicago-the-loop', area_name: 'The Loop, IL', import_id: null },
    { area_key: 'state-il', area_name: 'IL', import_id: null },
    { area_key: 'us', area_name: 'United States', import_id: null },
    { area_key: 'zip-60601', area_name: '60601', import_id: null },
  ]);

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
