import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { localPassword, localUrl } from './connection.ts';
import { findPortProblem } from './ports.ts';
import { type PostgresFiles, preparePostgresFiles } from './postgres-files.ts';
import { ownerSetting, releaseDataDirectory } from './postmaster.ts';

const run = promisify(execFile);
const firstPort = 54320;
const portCount = 200;
const shutdownLimit = 20_000;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

/** Settings that are fast and unsafe: a crash of the machine may ruin the data. */
const disposableSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Settings of the server. */
export interface PostgresOptions {
  dataDirectory: string;
  /** The port to try first; if it is taken, the first free port from 54320 upward. */
  preferredPort?: number;
  /** False for tests: trades safety against a crash of the machine for speed. */
  durable?: boolean;
  log: (line: string) => void;
}

/** A running server with the database `lotline` in it. */
export interface LocalPostgres {
  port: number;
  superuserUrl: string;
  ownerUrl: string;
  /** Connection string of the app's role, which exists once the migrations have run. */
  appUrl: string;
  /** Fast shutdown: rolls open transactions back; resolves once the server has exited. */
  stop(): Promise<void>;
}

/** Runs Postgres on a data directory, made on first use. Throws when another server runs on it or Postgres cannot start. */
export async function startPostgres({
  dataDirectory,
  preferredPort = firstPort,
  durable = true,
  log,
}: PostgresOptions): Promise<LocalPostgres> {
  const files = await preparePostgresFiles(dataDirectory, log);
  await releaseDataDirectory(files.dataDirectory);
  if (!existsSync(join(files.dataDirectory, 'PG_VERSION'))) await initialize(files, durable);
  const { port, stop } = await launchOnFreePort(files, preferredPort, durable);
  const superuserUrl = localUrl(port, 'postgres', 'postgres');
  try {
    await ensureDatabase(superuserUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, superuserUrl, ownerUrl: localUrl(port, 'lotline_owner'), appUrl: localUrl(port, 'lotline_app'), stop };
}

async function initialize({ programs, dataDirectory, account }: PostgresFiles, durable: boolean): Promise<void> {
  // Made aside and renamed, so that an interrupted initdb is never taken for a database.
  const staging = `${dataDirectory}.new`;
  const passwordFile = join(staging, 'password');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  await writeFile(passwordFile, localPassword);
  if (account) {
    await chown(staging, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    const options = [
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--no-instructions',
    ];
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const target = ['-D', join(staging, 'data'), ...(durable ? [] : ['--no-sync'])];
    const initdb = run(join(programs, 'initdb'), [...options, ...locale, ...target], { ...account, cwd: '/' });
    const end = () => initdb.child.kill();
    process.once('exit', end);
    await initdb.finally(() => process.removeListener('exit', end));
    await rename(join(staging, 'data'), dataDirectory);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function launchOnFreePort(
  files: PostgresFiles,
  preferredPort: number,
  durable: boolean,
): Promise<Pick<LocalPostgres, 'port' | 'stop'>> {
  const candidates = [preferredPort, ...Array.from({ length: portCount }, (_, offset) => firstPort + offset)];
  for (const port of candidates) {
    if (await findPortProblem(port)) continue;
    try {
      return { port, stop: await launch(files, port, durable) };
    } catch (error) {
      // Somebody else took the port after it was checked.
      if (!(error instanceof Error && error.message.includes('could not bind'))) throw error;
    }
  }
  throw new Error(`No free port for Postgres from ${firstPort} to ${firstPort + portCount - 1}.`);
}

/** Resolves once the server accepts connections, to the function that stops it. */
async function launch(
  { programs, dataDirectory, account }: PostgresFiles,
  port: number,
  durable: boolean,
): Promise<() => Promise<void>> {
  const chosen = {
    port: String(port),
    [ownerSetting]: String(process.pid),
    ...settings,
    ...(durable ? {} : disposableSettings),
  };
  const flags = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Runs in a process group of its own: Ctrl-C reaches this process only, which then stops everything in order.
  const server = spawn(join(programs, 'postgres'), ['-D', dataDirectory, ...flags], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = stopper(server);
  await new Promise<void>((resolve, reject) => {
    let output = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-8_000);
      if (output.includes('database system is ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('close', () => reject(new Error(`Postgres did not start on ${dataDirectory}:\n${output.trim()}`)));
  });
  return stop;
}

function stopper(server: ChildProcess): () => Promise<void> {
  // The last resort when this process ends without having called stop.
  const interrupt = () => server.kill('SIGINT');
  process.once('exit', interrupt);
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.once('exit', () => process.removeListener('exit', interrupt));
  return async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    interrupt();
    const impatience = setTimeout(() => server.kill('SIGQUIT'), shutdownLimit);
    await exited;
    clearTimeout(impatience);
  };
}

/** The owner mirrors the one Neon gives: it may bypass row-level security and make roles, but is no superuser. */
async function ensureDatabase(superuserUrl: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const roles = await client.query(`select from pg_roles where rolname = 'lotline_owner'`);
    if (roles.rowCount === 0) {
      await client.query(`create role lotline_owner login bypassrls createrole createdb password '${localPassword}'`);
    }
    const databases = await client.query(`select from pg_database where datname = 'lotline'`);
    if (databases.rowCount === 0) await client.query('create database lotline owner lotline_owner');
  } finally {
    await client.end();
  }
}
