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
import { only, present } from '../factories/rows.ts';

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));
const rules = fileURLToPath(new URL('../../db/rules', import.meta.url));
const migration = '0011_campaigns_sending';

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
  await rm(join(earlyRules, 'campaigns'), { recursive: true });
  database = await createEmptyDatabase();
  await keepMigrations('without');
  await migrateAlone(database, { migrations: folder, rules: earlyRules });
  const { sql } = database;
  const insert = async (statement: string, values: unknown[]) =>
    only(await sql.query<{ id: string }>(statement, values));
  const organization = await createOrganization(sql);
  const tools = await createTools(sql, 3);
  const bundle = await createBundle(sql, tools);
  for (const tool of tools) await createToolPurchase(sql, organization, tool.id);
  await createBundlePurchase(sql, organization, bundle.id);
  for (const tool of tools) await createOrder(sql, organization, tool.id);
  // Rows as people entered them before anything could be sent.
  const [{ id: campaign }, { id: contact }] = await Promise.all([
    insert(
      `insert into campaigns (organization_id, name, slug, type, budget_spent, created_by) values ($1, 'Spring', 'spring', 'EMAIL_MARKETING', 118500, $2) returning id`,
      [organization.id, organization.member.id],
    ),
    insert(
      `insert into contacts (organization_id, name, email) values ($1, 'Ann Lee', 'ann@people.test') returning id`,
      [organization.id],
    ),
  ]);
  await sql.query(
    `insert into contact_consents (organization_id, contact_id, is_granted, source, recorded_at)
     values ($1, $2, true, 'Form', now() - interval '2 days'), ($1, $2, false, 'Call', now())`,
    [organization.id, contact],
  );
  await sql.query(
    `insert into email_campaigns (organization_id, campaign_id, name, subject, body_plaintext, from_name, from_email, status, scheduled_at,
       scheduled_time_zone, created_by)
     values ($1, $2, 'Waits', E'Two\nlines', 'Come and see.', 'Office', 'office@people.test', 'SCHEDULED', now(), 'America/Chicago', $3)`,
    [organization.id, campaign, organization.member.id],
  );
  const { id: sent } = await insert(
    `insert into email_campaigns (organization_id, campaign_id, name, subject, from_name, from_email, status, sent_at, created_by)
     values ($1, $2, 'Sent', 'Subject', 'Office', 'no address', 'SENT', now(), $3) returning id`,
    [organization.id, campaign, organization.member.id],
  );
  await sql.query(
    `insert into email_deliveries (organization_id, email_campaign_id, contact_id, email, status, sent_at)
     values ($1, $2, $3, 'ann@people.test', 'BOUNCED', now())`,
    [organization.id, sent, contact],
  );
  await sql.query(
    `insert into social_media_posts (organization_id, campaign_id, post_text, platform, scheduled_at, scheduled_time_zone, created_by)
     values ($1, $2, 'Post', 'LINKEDIN', '2026-03-09 14:00Z', 'America/Chicago', $3)`,
    [organization.id, campaign, organization.member.id],
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
  'campaigns',
  'contacts',
  'contact_list_members',
  'contact_consents',
  'suppressions',
  'content',
  'email_campaigns',
  'email_deliveries',
  'social_media_posts',
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
  await append('insert into contact_imports (nothing) values (1)');
  const failure = await migrateAlone(database, { migrations: folder }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toMatch(
    /nothing was applied.*column "nothing" of relation "contact_imports" does not exist/s,
  );
  expect(String(failure)).toContain('insert into contact_imports (nothing) values (1)');
  expect(await describeCatalog(database.sql)).toEqual(before);
  expect(await otherData()).toEqual(data);
});

test('a statement that fails in the middle leaves nothing behind and is named', async () => {
  await changeMigration((text) =>
    text.replace('CREATE TABLE "contact_imports"', 'CREATE TABLE "contact_imports" LIKE that'),
  );
  await expect(migrateAlone(database, { migrations: folder })).rejects.toThrow(
    /nothing was applied.*CREATE TABLE "contact_imports" LIKE/s,
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
    `select email.name, email.status, email.subject, email.from_email, email.body_blocks -> 0 ->> 'text' as text, scheduled_at
     from email_campaigns email order by email.name`,
  );
  expect(rows).toEqual([
    {
      name: 'Sent',
      status: 'SENT',
      subject: 'Subject',
      from_email: 'unknown@example.invalid',
      text: null,
      scheduled_at: null,
    },
    {
      name: 'Waits',
      status: 'DRAFT',
      subject: 'Two lines',
      from_email: 'office@people.test',
      text: 'Come and see.',
      scheduled_at: null,
    },
  ]);
  const others = await database.sql.query(
    `select contact.email_consent, entry.amount, delivery.bounced_at is not null as bounced,
       delivery.recipient_hash = encode(sha256(convert_to(settings.recipient_key || 'ann@people.test', 'UTF8')), 'hex') as hashed,
       post.scheduled_local::text
     from contacts contact, campaign_entries entry, email_deliveries delivery, campaign_settings settings, social_media_posts post`,
  );
  expect(others.rows).toEqual([
    {
      email_consent: 'WITHDRAWN',
      amount: '118500',
      bounced: true,
      hashed: true,
      scheduled_local: '2026-03-09 09:00:00',
    },
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
