import { fileURLToPath } from 'node:url';
import { Client, DatabaseError } from 'pg';
import { currentDatabaseUrls, type DatabaseUrls } from './local/connection.ts';
import { isMainModule } from './main-module.ts';
import { functionsOfMigrations, type Migration, readMigrations } from './migration-files.ts';
import { applyRules, rulesFolder } from './rules.ts';
import { createStatementRunner, explainFailure, type StatementRunner } from './statement-runner.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
const appRole = 'lotline_app';
/** Key of the lock: any number, as long as every run uses the same. */
const migrationLock = 5_683_546;

const longestWaitForTable = '3s';

/** Drizzle's own table, so that its tools find their journal. */
const journal = 'drizzle.__drizzle_migrations';

/** The result of a run. */
export interface Applied {
  /** The names of the migrations. */
  migrations: string[];
  /** The kinds and names of the rules that changed. */
  rules: string[];
}

/**
 * Applies all pending migrations and the changed rules, in one transaction, and gives the app role its log-in. Two
 * runs at once are safe: the second waits.
 * @param folders  the folders of migrations and rules; a test has its own
 * @returns the applied migrations and rules; none when the database was up to date
 * @throws Error that names a statement and its file and says what Postgres said, with nothing applied
 */
export async function migrateDatabase(
  { ownerUrl, appUrl }: DatabaseUrls,
  folders: { migrations?: string; rules?: string } = {},
): Promise<Applied> {
  const app = new URL(appUrl);
  if (app.username !== appRole) {
    throw new Error(
      `DATABASE_URL must log in as ${appRole}, the role the policies are written for, not as ${app.username || 'nobody'}.`,
    );
  }
  const client = new Client({ connectionString: ownerUrl });
  let connectionLost = false;
  // Without a listener, a connection that is lost would end the process before it could say what happened.
  client.on('error', () => {
    connectionLost = true;
  });
  await client.connect().catch((error) => {
    throw new Error(
      `Cannot connect to ${new URL(ownerUrl).host}: ${error instanceof DatabaseError ? error.message : error.code}`,
      { cause: error },
    );
  });
  const runner = createStatementRunner(client);
  try {
    await requireOwnerBypassesRowSecurity(client);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    // A statement that waits for a table makes everybody after it wait as well: it gives up instead, and the run is repeated.
    await client.query(`set lock_timeout = '${longestWaitForTable}'`);
    const migrations = await readMigrations(folders.migrations ?? migrationsFolder);
    const pending = await findPending(client, migrations);
    await runner.run({ text: 'begin' });
    for (const migration of pending) await applyMigration(runner, migration);
    const rules = await applyRules(runner, {
      folder: folders.rules ?? rulesFolder,
      kept: functionsOfMigrations(migrations),
      always: pending.length > 0,
    });
    await runner.run({ text: 'commit' });
    await allowAppLogin(client, decodeURIComponent(app.password));
    return { migrations: pending.map(({ tag }) => tag), rules };
  } catch (error) {
    throw explainFailure(error, runner.last, connectionLost);
  } finally {
    // Ends the session, which also undoes a transaction that was not committed and gives the lock back.
    await client.end();
  }
}

async function requireOwnerBypassesRowSecurity(client: Client): Promise<void> {
  const { rows } = await client.query<{ role: string; allowed: boolean }>(
    'select rolname as role, rolsuper or rolbypassrls as allowed from pg_roles where rolname = current_user',
  );
  if (rows[0]?.allowed) return;
  throw new Error(
    `The role ${rows[0]?.role} of DATABASE_OWNER_URL may not bypass row-level security, so data migrations and seeding would see no rows. ` +
      'Use the owner role that Neon made for the project, or: alter role … bypassrls (as a superuser).',
  );
}

async function findPending(client: Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ present: boolean }>('select to_regclass($1) is not null as present', [journal]);
  if (!rows[0]?.present) return migrations;
  const applied = await client.query<{ created_at: string }>(`select created_at from ${journal}`);
  const times = new Set(applied.rows.map(({ created_at }) => Number(created_at)));
  const known = new Set(migrations.map(({ when }) => when));
  // The rules belong to another version as well, and applying those of this one would take them away.
  if ([...times].some((time) => !known.has(time))) {
    throw new Error(
      'This database has migrations that are not in this version of the project: another version has been here. ' +
        'Use that one, or a new database (the local one is in .data/postgres).',
    );
  }
  const newest = Math.max(0, ...times);
  const pending = migrations.filter(({ when }) => !times.has(when));
  // Drizzle's migrator would skip these silently.
  const late = pending.filter(({ when }) => when < newest);
  if (late.length > 0) {
    const names = late.map(({ tag }) => tag).join(', ');
    throw new Error(
      `Older than migrations this database already has: ${names}. Generate them again so that they come last.`,
    );
  }
  return pending;
}

/** Runs a migration and notes it as Drizzle's migrator does. */
async function applyMigration({ client, run }: StatementRunner, { when, hash, statements }: Migration): Promise<void> {
  for (const statement of statements) await run(statement);
  await client.query('create schema if not exists drizzle');
  await client.query(
    `create table if not exists ${journal} (id serial primary key, hash text not null, created_at bigint)`,
  );
  await client.query(`insert into ${journal} (hash, created_at) values ($1, $2)`, [hash, when]);
}

async function allowAppLogin(client: Client, password: string): Promise<void> {
  const { rows } = await client.query<{ role: string | null; database: string }>(
    'select to_regrole($1)::text as role, current_database() as database',
    [appRole],
  );
  const [found] = rows;
  if (!found?.role) throw new Error(`The role ${appRole} does not exist: the first migration has to create it.`);
  await client.query(`alter role ${appRole} with login password ${client.escapeLiteral(password)}`);
  await client.query(`grant connect on database ${client.escapeIdentifier(found.database)} to ${appRole}`);
}

async function main(): Promise<void> {
  const { migrations, rules } = await migrateDatabase(await currentDatabaseUrls());
  console.log(
    migrations.length > 0
      ? `Applied:\n${migrations.map((tag) => `  ${tag}`).join('\n')}`
      : 'Migrations: nothing to do.',
  );
  const names = rules.length > 20 ? [...rules.slice(0, 20), `and ${rules.length - 20} more`] : rules;
  console.log(rules.length > 0 ? `Rules:\n${names.map((name) => `  ${name}`).join('\n')}` : 'Rules: nothing to do.');
}

if (isMainModule(import.meta.url)) {
  await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
