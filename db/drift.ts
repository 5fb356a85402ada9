import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Generates a migration from the schema code onto a copy of the migrations: there must be nothing to generate.
 * @param schema  the module that exports every table, from the root of the project
 * @returns the statements that the schema code needs and no migration has; nothing when they agree
 */
export async function findDrift(schema = 'db/schema/index.ts'): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'lotline-drift-'));
  try {
    await cp(join(root, 'migrations'), directory, { recursive: true });
    const before = await readdir(directory);
    // drizzle-kit puts './' before the folder it writes to, even an absolute one, and exits with 0 when it then fails.
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        'node_modules/drizzle-kit/bin.cjs',
        'generate',
        '--dialect=postgresql',
        `--schema=./${schema}`,
        `--out=${relative(root, directory)}`,
      ],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    if (stdout.includes('No schema changes')) return [];
    const added = (await readdir(directory)).filter((name) => !before.includes(name));
    if (added.length === 0) return [`drizzle-kit did not answer: ${stderr.trim() || stdout.trim()}`];
    const migrations = await Promise.all(added.map((name) => readFile(join(directory, name), 'utf8')));
    return migrations.map((sql) => `the schema code has what no migration makes: ${sql.slice(0, 300)}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
