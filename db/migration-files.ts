import { readFile } from 'node:fs/promises';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import { splitStatements } from './sql-statements.ts';
import type { PlacedStatement } from './statement-runner.ts';

/** One migration, as drizzle-kit keeps it. */
export interface Migration {
  tag: string;
  /** Its time, by which the database knows it. */
  when: number;
  /** SHA-256 of the whole file. */
  hash: string;
  statements: Required<PlacedStatement>[];
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/**
 * Reads the migrations that the folder's journal lists, in its order.
 * @throws Error when the journal or a file it lists is missing, or a file cannot be split into statements
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const { entries } = journalSchema.parse(JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')));
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql, folderMillis, hash }, index) => {
    const tag = entries[index]?.tag ?? String(folderMillis);
    const file = `migrations/${tag}.sql`;
    // Drizzle removes its breakpoint marks. They are comments, and without them the line numbers would be wrong.
    const statements = splitStatements(sql.join('--> statement-breakpoint'));
    return { tag, when: folderMillis, hash, statements: statements.map((statement) => ({ ...statement, file })) };
  });
}

/**
 * The functions of schema `app` that migrations make, because tables need them to exist.
 * @returns their names, such as `app.tool_words`
 */
export function functionsOfMigrations(migrations: readonly Migration[]): Set<string> {
  const names = migrations.flatMap(({ statements }) =>
    statements.map(({ text }) => /^create\s+(?:or\s+replace\s+)?function\s+app\.([a-z_0-9]+)\s*\(/i.exec(text)?.[1]),
  );
  return new Set(names.flatMap((name) => (name ? [`app.${name.toLowerCase()}`] : [])));
}
