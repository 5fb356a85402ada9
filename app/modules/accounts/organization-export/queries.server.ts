import { type SQL, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { ExportedTable } from './tables.server.ts';

/** A row as JSON, by the names of its columns. */
export type ExportedRow = Record<string, unknown>;

/** How much of a table is read at once. */
export interface PageSize {
  rows: number;
  bytes: number;
}

/** The name and the columns of an exported table, as the file has them. */
export function describeTable({ table, without }: ExportedTable): { name: string; columns: string[] } {
  const { name, columns } = getTableConfig(table);
  return { name, columns: columns.map((column) => column.name).filter((column) => !without.includes(column)) };
}

/** The columns of the primary key, with their types. */
function keyOf({ table }: ExportedTable): { name: string; type: string }[] {
  const { columns, primaryKeys } = getTableConfig(table);
  // The columns of a composite key are stand-ins that know their name only.
  const names = primaryKeys[0]?.columns.map((column) => column.name);
  const key = columns.filter((column) => names?.includes(column.name) ?? column.primary);
  return key.map((column) => ({ name: column.name, type: column.getSQLType() }));
}

/** Records as the database has them: those of the organization the session is in, though one may see more. */
function ofOrganization({ table }: ExportedTable) {
  const { name, columns } = getTableConfig(table);
  if (columns.some((column) => column.name === 'organization_id')) {
    return sql`organization_id = (select app.current_organization_id())`;
  }
  // People are readable as colleagues, and oneself: row-level security says who.
  return name === 'organizations' ? sql`id = (select app.current_organization_id())` : sql`true`;
}

/**
 * A page of what the viewer may read of a table, in the order of its key. It ends where its rows together would be too
 * large, but has one row at least. `available` is how many rows there would have been without that.
 * @param after  the last row of the page before
 */
export function readExportPage(
  handle: QueryHandle,
  exported: ExportedTable,
  { rows, bytes }: PageSize,
  after: ExportedRow | undefined,
) {
  return handle
    .select({ row: sql<ExportedRow>`row`, available: sql<number>`available` })
    .from(
      sql`(
        select row, (count(*) over ())::integer as available, place, sum(octet_length(row::text)) over (order by place) as bytes
        from (${exported.isOfModule ? rowsOfModule(exported, rows, after) : rowsAsVisible(exported, rows, after)}) page
      ) sized`,
    )
    .where(sql`bytes <= ${bytes}::integer or place = 1`)
    .orderBy(sql`place`);
}

/** The next rows of a table that the viewer's policies show them, each with its place. */
function rowsAsVisible(exported: ExportedTable, rows: number, after: ExportedRow | undefined): SQL {
  const { name, columns } = describeTable(exported);
  const key = keyOf(exported);
  const list = (names: string[]) =>
    sql.join(
      names.map((column) => sql.identifier(column)),
      sql`, `,
    );
  const keyList = list(key.map((column) => column.name));
  const isAfter = after
    ? sql`(${keyList}) > (${sql.join(
        key.map((column) => sql`${after[column.name]}::${sql.raw(column.type)}`),
        sql`, `,
      )})`
    : sql`true`;
  return sql`select to_jsonb(line) as row, row_number() over (order by ${keyList}) as place
    from (select ${list(columns)} from ${sql.identifier(name)}
      where ${ofOrganization(exported)} and ${isAfter} order by ${keyList} limit ${rows}::integer) line`;
}

/** The next rows of a module's table, unlocked or not, each with its place. */
function rowsOfModule(exported: ExportedTable, rows: number, after: ExportedRow | undefined): SQL {
  const { name, columns } = describeTable(exported);
  const key = keyOf(exported).map((column) => column.name);
  return sql`select row, place from app.export_module_rows(${name}, ${sql.param(columns)}::text[], ${sql.param(key)}::text[],
    ${after ? JSON.stringify(after) : null}::jsonb, ${rows}::integer) with ordinality as line (row, place)`;
}
