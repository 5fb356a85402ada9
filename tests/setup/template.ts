import { existsSync, realpathSync, rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { endAbandonedWorkers } from '../../app/local/abandoned-workers.ts';
import { startPostgres } from '../../db/local/postgres.ts';
import { releaseDataDirectory } from '../../db/local/postmaster.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { seedDatabase } from '../../db/seed/seed.ts';

const portVariable = 'TEMPLATE_POSTGRES_PORT';

/** The port of this run's Postgres, in any process of the run. */
export function templatePort(): number {
  const port = Number(process.env[portVariable]);
  if (!port) throw new Error('No Postgres for the tests: run them with their configuration, which starts it.');
  return port;
}

/**
 * Starts Postgres in a temporary directory, migrates and seeds a database in it, and makes that the template of every
 * test database. Processes started from now on find it by `templatePort`.
 * @returns stops it and removes its files
 */
export async function startTemplatePostgres(): Promise<() => Promise<void>> {
  await removeLeftovers();
  const directory = await mkdtemp(join(tmpdir(), `lotline-test-${process.pid}-`));
  const cleanups: (() => void | Promise<void>)[] = [() => removeDirectory(directory)];
  const stop = async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  };
  try {
    // When this is root, Postgres runs as another user, who has to get in.
    await chmod(directory, 0o755);
    const postgres = await startPostgres({
      dataDirectory: join(directory, 'data'),
      preferredPort: 55432,
      durable: false,
      log: console.log,
    });
    cleanups.push(postgres.stop);
    // For a run ended by Ctrl-C, which skips the rest. Postgres is told to stop just before.
    process.once('exit', () => removeDirectory(directory));
    await migrateDatabase(postgres);
    await seedDatabase(postgres.ownerUrl);
    await makeTemplate(postgres.superuserUrl);
    process.env[portVariable] = String(postgres.port);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeTemplate(superuserUrl: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  // A database in use cannot be copied: nobody may connect to it from now on.
  await client
    .query('alter database lotline with is_template true allow_connections false')
    .finally(() => client.end());
}

/** Removes the remains of runs that were killed: their Workers, Postgres and directories. */
async function removeLeftovers(): Promise<void> {
  await endAbandonedWorkers();
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.match(/^lotline-test-(\d+)-/)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const directory = join(tmpdir(), name);
    await releaseDataDirectory(join(directory, 'data'));
    removeDirectory(directory);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function removeDirectory(directory: string): void {
  const data = join(directory, 'data');
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  // The data can be a link to a place outside.
  if (existsSync(data)) rmSync(realpathSync(data), options);
  rmSync(directory, options);
}
