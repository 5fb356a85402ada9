import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, DatabaseError } from 'pg';
import { z } from 'zod';
import { currentDatabaseUrls, type DatabaseUrls } from './local/connection.ts';
import { isMainModule } from './main-module.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
const appRole = 'lotline_app';
/** Any number, as long as every run uses the same. */
const migrationLock = 5_683_546;

const longestWaitForTable = '3s';

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/**
 * Applies all pending migrations in one transaction and gives the app role its log-in. Two runs at once are safe: the second waits.
 * Returns the names of the migrations applied. A failure names the statement and says what Postgres said.
 */
export async function migrateDatabase(
  { ownerUrl, appUrl }: DatabaseUrls,
  folder = migrationsFolder,
): Promise<string[]> {
  const app = new URL(appUrl);
  if (app.username !== appRole) {
    throw new Error(
      `DATABASE_URL must log in as ${appRole}, the role the policies are written for, not as ${app.username || 'nobody'}.`,
    );
  }
  const client = new Client({ connectionString: ownerUrl });
  const progress: Progress = { statement: undefined, connectionLost: false };
  // Without a listener, a connection that is lost would end the process before it could say what happened.
  client.on('error', () => {
    progress.connectionLost = true;
  });
  await client.connect().catch((error) => {
    throw new Error(
      `Cannot connect to ${new URL(ownerUrl).host}: ${error instanceof DatabaseError ? error.message : error.code}`,
      { cause: error },
    );
  });
  try {
    await requireOwnerBypassesRowSecurity(client);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    // A statement that waits for a table keeps everybody after it waiting as well: rather give up and be run again.
    await client.query(`set lock_timeout = '${longestWaitForTable}'`);
    const pending = await findPending(client, folder);
    await migrate(drizzle(client, { logger: { logQuery: (statement) => record(progress, statement) } }), {
      migrationsFolder: folder,
    });
    await allowAppLogin(client, decodeURIComponent(app.password));
    return pending;
  } catch (error) {
    throw explain(error, progress);
  } finally {
    // Ends the session, which also gives the lock back.
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

async function findPending(client: Client, folder: string): Promise<string[]> {
  const { entries } = journalSchema.parse(JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')));
  const { rows } = await client.query<{ present: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as present`,
  );
  if (!rows[0]?.present) return entries.map(({ tag }) => tag);
  const applied = await client.query<{ created_at: string }>('select created_at from drizzle.__drizzle_migrations');
  const times = new Set(applied.rows.map(({ created_at }) => Number(created_at)));
  const newest = Math.max(0, ...times);
  const pending = entries.filter(({ when }) => !times.has(when));
  // The migrator would pass over these in silence.
  const late = pending.filter(({ when }) => when < newest);
  if (late.length > 0) {
    const names = late.map(({ tag }) => tag).join(', ');
    throw new Error(
      `Older than migrations this database already has: ${names}. Generate them again so that they come last.`,
    );
  }
  return pending.map(({ tag }) => tag);
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

/** How far a run has come. */
interface Progress {
  statement: string | undefined;
  connectionLost: boolean;
}

function record(progress: Progress, statement: string): void {
  // Sent when a statement has failed, and fails itself when the connection is gone.
  if (statement !== 'rollback') progress.statement = statement.trim();
}

function explain(error: unknown, { statement, connectionLost }: Progress): unknown {
  if (connectionLost) {
    const outcome =
      statement === 'commit'
        ? 'The connection was lost while the migrations were committed. Run them again: what was applied is passed over.'
        : 'Migration failed, nothing was applied: the connection was lost.';
    return new Error([outcome, '', statement ?? ''].join('\n').trim(), { cause: error });
  }
  if (!(error instanceof DrizzleQueryError) || !(error.cause instanceof DatabaseError)) return error;
  const { message, detail, hint, where } = error.cause;
  const lines = [`Migration failed, nothing was applied: ${message}`, detail, hint, where, '', error.query.trim()];
  return new Error(lines.filter((line) => line !== undefined).join('\n'), { cause: error });
}

async function main(): Promise<void> {
  const applied = await migrateDatabase(await currentDatabaseUrls());
  console.log(
    applied.length > 0 ? `Applied:\n${applied.map((tag) => `  ${tag}`).join('\n')}` : 'Migrations: nothing to do.',
  );
}

if (isMainModule(import.meta.url)) {
  await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
