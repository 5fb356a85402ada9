import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const shutdownLimit = 20_000;

/** Setting by which a server names the Node process that started it; Postgres keeps it in `postmaster.opts`. */
export const ownerSetting = 'lotline.owner';

/** A Postgres server that runs on a data directory. */
export interface RunningServer {
  pid: number;
  port: number;
  /** Whether the Node process that started it has ended without stopping it. */
  orphaned: boolean;
}

/** The server running on this data directory, if any. A pid file left by a crash does not count, even if its pid is in use again. */
export async function findServer(dataDirectory: string): Promise<RunningServer | undefined> {
  const lines = (await readOptional(join(dataDirectory, 'postmaster.pid'))).split('\n');
  const pid = Number(lines[0]);
  if (!pid) return undefined;
  const program = await describeProcess(pid);
  if (!program?.name.includes('postgres')) return undefined;
  const options = await readOptional(join(dataDirectory, 'postmaster.opts'));
  const owner = options.match(new RegExp(`${ownerSetting}=(\\d+)`))?.[1];
  return { pid, port: Number(lines[3]), orphaned: owner !== undefined && Number(owner) !== program.parent };
}

/**
 * Makes sure no server runs on the data directory: stops one whose Node process died, removes a stale pid file,
 * and throws when the server belongs to somebody else who is still there.
 */
export async function releaseDataDirectory(dataDirectory: string): Promise<void> {
  const server = await findServer(dataDirectory);
  if (server && !server.orphaned) {
    throw new Error(
      `Postgres already runs on ${dataDirectory} (pid ${server.pid}, port ${server.port}). ` +
        `Stop the other \`npm start\` or \`npm run dev\` first; if there is none, end it with: kill -INT ${server.pid}`,
    );
  }
  if (server) {
    process.kill(server.pid, 'SIGINT');
    const deadline = Date.now() + shutdownLimit;
    while (await findServer(dataDirectory)) {
      if (Date.now() > deadline) {
        throw new Error(
          `Postgres (pid ${server.pid}) was left running by an earlier start and does not stop. End it with: kill -QUIT ${server.pid}`,
        );
      }
      await delay(50);
    }
  }
  await rm(join(dataDirectory, 'postmaster.pid'), { force: true });
}

async function readOptional(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

async function describeProcess(pid: number): Promise<{ name: string; parent: number } | undefined> {
  const status = await readOptional(`/proc/${pid}/status`);
  const name = status.match(/^Name:\s+(.+)$/m)?.[1];
  if (name) return { name, parent: Number(status.match(/^PPid:\s+(\d+)$/m)?.[1]) };
  try {
    // A system without /proc, such as macOS. Fails when there is no such process.
    const { stdout } = await run('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]);
    const [parent, ...command] = stdout.trim().split(/\s+/);
    return { name: command.join(' '), parent: Number(parent) };
  } catch {
    return undefined;
  }
}
