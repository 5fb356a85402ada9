import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Migrations and rules of a test, few enough to be applied in no time. */
export interface RuleFolder {
  /** As `migrateDatabase` takes them. */
  folders: { migrations: string; rules: string };
  /** Replaces the rules, which are all in one file, `probes.sql`. */
  write(sql: string): Promise<void>;
  read(): Promise<string>;
  /** Adds a migration: the next one, unless it is said when it was made. */
  addMigration(tag: string, sql: string, when?: number): Promise<void>;
  remove(): Promise<void>;
}

/** Makes folders with the foundation, two tables, `owners` and `pets`, and no rules. Call `remove` in the end. */
export async function createRuleFolder(): Promise<RuleFolder> {
  const root = await mkdtemp(join(tmpdir(), 'lotline-rules-'));
  const folders = { migrations: join(root, 'migrations'), rules: join(root, 'rules') };
  const journal = join(folders.migrations, 'meta', '_journal.json');
  const readJournal = async () => JSON.parse(await readFile(journal, 'utf8'));
  await cp(migrations, folders.migrations, { recursive: true });
  await mkdir(folders.rules);
  const { entries, ...rest } = await readJournal();
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 1) }));

  const folder: RuleFolder = {
    folders,
    write: (sql) => writeFile(join(folders.rules, 'probes.sql'), sql),
    read: () => readFile(join(folders.rules, 'probes.sql'), 'utf8'),
    async addMigration(tag, sql, when) {
      const { entries: earlier, ...others } = await readJournal();
      const entry = { version: '7', when: when ?? earlier.at(-1).when + 1, tag, breakpoints: true };
      await writeFile(journal, JSON.stringify({ ...others, entries: [...earlier, { idx: earlier.length, ...entry }] }));
      await writeFile(join(folders.migrations, `${tag}.sql`), sql);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
  await folder.addMigration(
    '0001_tables',
    `create table owners (id integer primary key, name text, email text);
     create table pets (id integer primary key, owner_id integer references owners);`,
  );
  return folder;
}
