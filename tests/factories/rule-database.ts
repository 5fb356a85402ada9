import { expect } from 'vitest';
import type { Applied } from '../../db/migrate.ts';
import { describeCatalog } from './catalog-snapshot.ts';
import { createEmptyDatabase, type EmptyDatabase, migrateAlone } from './empty-database.ts';
import { createRuleFolder, type RuleFolder } from './rule-folder.ts';

/** A database and the migrations and rules that are applied to it. */
export interface RuleDatabase extends EmptyDatabase {
  folder: RuleFolder;
  /** Applies what the folder has. */
  migrate(): Promise<Applied>;
  /** Replaces the rules and applies them. */
  apply(rules: string): Promise<Applied>;
  /** Holds the catalog against that of a new database to which the folder is applied. */
  expectSameAsNew(): Promise<void>;
  /** Applies what the folder has, which must fail and leave everything as it was. Returns what the failure says. */
  refusal(): Promise<string>;
  /** Every function, trigger and view, with a version that changes whenever somebody writes it. */
  versions(): Promise<Record<string, string>>;
  /** The names of the triggers and views that were written since, in order. */
  writtenSince(earlier: Record<string, string>): Promise<string[]>;
}

const versionsQuery = `
  select 'function ' || proname as name, oid || ' ' || xmin as version from pg_proc where pronamespace = 'app'::regnamespace
  union all
  select format('trigger %s on %s', tgname, tgrelid::regclass), oid || ' ' || xmin from pg_trigger where not tgisinternal
  union all
  select 'view ' || ev_class::regclass, r.ev_class || ' ' || r.xmin from pg_rewrite r join pg_class c on c.oid = ev_class
  where c.relnamespace = 'public'::regnamespace
  union all
  select format('rule %s %s', kind, name), xmin::text from drizzle.applied_rules`;

/** Makes a database with the foundation, two tables and no rules. Call `drop` in the end. */
export async function createRuleDatabase(): Promise<RuleDatabase> {
  const [database, folder] = await Promise.all([createEmptyDatabase(), createRuleFolder()]);
  const migrate = () => migrateAlone(database, folder.folders);
  const describe = () => describeCatalog(database.sql);
  const versions = async () => {
    const { rows } = await database.sql.query<{ name: string; version: string }>(versionsQuery);
    return Object.fromEntries(rows.map(({ name, version }) => [name, version]));
  };
  await migrate();
  return {
    ...database,
    folder,
    migrate,
    versions,
    async apply(rules) {
      await folder.write(rules);
      return migrate();
    },
    async expectSameAsNew() {
      const other = await createEmptyDatabase();
      try {
        await migrateAlone(other, folder.folders);
        expect(await describe()).toEqual(await describeCatalog(other.sql));
      } finally {
        await other.drop();
      }
    },
    async refusal() {
      const before = await Promise.all([describe(), versions()]);
      const failure = await migrate().then(
        () => 'nothing was refused',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      expect(await Promise.all([describe(), versions()])).toEqual(before);
      return failure;
    },
    async writtenSince(earlier) {
      const now = Object.entries(await versions()).filter(([name]) => /^(trigger|view)/.test(name));
      return now.flatMap(([name, version]) => (earlier[name] === version ? [] : [name])).sort();
    },
    async drop() {
      await Promise.all([database.drop(), folder.remove()]);
    },
  };
}
