import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPostgres } from '../../db/local/postgres.ts';
import { findServer } from '../../db/local/postmaster.ts';

let directory: string;
let dataDirectory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), `lotline-test-${process.pid}-`));
  await chmod(directory, 0o755);
  dataDirectory = join(directory, 'data');
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const start = (preferredPort = 56000) => startPostgres({ dataDirectory, preferredPort, durable: false, log: () => {} });

async function query(connectionString: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  return (await client.query(text).finally(() => client.end())).rows;
}

/** Starts the server from another Node process, which is then killed without a chance to stop it. */
async function startAndAbandon(): Promise<void> {
  const script = `
    import { startPostgres } from ${JSON.stringify(fileURLToPath(new URL('../../db/local/postgres.ts', import.meta.url)))};
    await startPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)}, preferredPort: 56000, durable: false, log: () => {} });
    console.log('started');
    setInterval(() => {}, 1000);`;
  const parent: ChildProcess = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (parent.stdout) await once(parent.stdout, 'data');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
}

test('the owner may bypass row-level security but is no superuser, and text is UTF-8 in a fixed order', async () => {
  const postgres = await start();
  try {
    const role = 'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user';
    expect(await query(postgres.ownerUrl, role)).toEqual([
      { rolsuper: false, rolbypassrls: true, rolcreaterole: true, rolcreatedb: true },
    ]);
    const locale = `select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale, current_setting('timezone') as zone
      from pg_database where datname = current_database()`;
    expect(await query(postgres.ownerUrl, locale)).toEqual([
      { encoding: 'UTF8', datlocprovider: 'b', datlocale: 'C.UTF-8', zone: 'UTC' },
    ]);
  } finally {
    await postgres.stop();
  }
});

test('data outlives a stop; a second stop does nothing', async () => {
  const first = await start();
  await query(first.ownerUrl, 'create table kept as select 1 as n');
  await first.stop();
  await first.stop();
  expect(await findServer(dataDirectory)).toBeUndefined();
  const second = await start();
  expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
  await second.stop();
});

test('a second start on the same data names the server that is in the way', async () => {
  const postgres = await start();
  try {
    const server = await findServer(dataDirectory);
    expect(server).toMatchObject({ port: postgres.port, orphaned: false });
    await expect(start()).rejects.toThrow(
      `Postgres already runs on ${dataDirectory} (pid ${server?.pid}, port ${postgres.port})`,
    );
  } finally {
    await postgres.stop();
  }
});

test('a taken port is passed over', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
  expect(taken).toBeGreaterThan(0);
  const postgres = await start(taken);
  expect(postgres.port).not.toBe(taken);
  expect(await query(postgres.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  await postgres.stop();
  other.close();
});

test('a server whose parent was killed is taken over', async () => {
  await startAndAbandon();
  const abandoned = await findServer(dataDirectory);
  expect(abandoned?.orphaned).toBe(true);
  const postgres = await start();
  expect((await findServer(dataDirectory))?.pid).not.toBe(abandoned?.pid);
  await postgres.stop();
});

test('a pid file left by a crash is no obstacle, not even when its pid is in use again', async () => {
  await startAndAbandon();
  const server = await findServer(dataDirectory);
  if (server) process.kill(server.pid, 'SIGKILL');
  await (await start()).stop();
  await writeFile(join(dataDirectory, 'postmaster.pid'), `${process.pid}\n${dataDirectory}\n0\n56000\n\n127.0.0.1\n`);
  await (await start()).stop();
});
