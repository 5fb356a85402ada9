import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/**
 * A checksum of every table, or of the rows that `rowsOf` picks of it (a condition on the alias `t`; undefined leaves
 * the table out). It is taken over where each row version lies and which transaction wrote it: whatever is inserted,
 * updated, be it to the same values, or deleted changes it.
 */
export async function checksums(
  sql: Client,
  rowsOf: (table: string) => string | undefined = () => 'true',
): Promise<Record<string, string>> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  const parts = tables.flatMap(({ name }) => {
    const condition = rowsOf(name);
    if (condition === undefined) return [];
    return `select ${sql.escapeLiteral(name)} as name, (
      select count(*) || ':' || coalesce(md5(string_agg(t.ctid::text || t.xmin::text, '|' order by t.ctid)), '')
      from public.${sql.escapeIdentifier(name)} t where ${condition}) as checksum`;
  });
  const text = parts.join(' union all ');
  // Prepared, by a name of its own: planning takes longer than reading.
  const name = `checksums ${createHash('sha256').update(text).digest('base64')}`;
  const { rows } = await sql.query<{ name: string; checksum: string }>({ name, text });
  return Object.fromEntries(rows.map((row) => [row.name, row.checksum]));
}
