import type { Client } from 'pg';
import type { TestOrganization } from '../factories/organizations.ts';

/** Tables that hold something of an organization without naming it in a column of that name. */
const tablesWithoutColumn = ['organizations', 'users', 'password_resets'];

/** Every table that holds something of an organization, from the database catalog. */
export async function findTenantTables(sql: Client): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select table_name::text as name from information_schema.columns
     join pg_tables on schemaname = table_schema and tablename = table_name
     where table_schema = 'public' and column_name = 'organization_id' order by 1`,
  );
  return [...tablesWithoutColumn, ...rows.map(({ name }) => name)];
}

/** Every view that shows rows by organization, from the database catalog; those for platform admins have tests of their own. */
export async function findTenantViews(sql: Client): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select table_name::text as name from information_schema.columns
     join pg_views on schemaname = table_schema and viewname = table_name
     where table_schema = 'public' and column_name = 'organization_id'
       and table_name not like 'platform\\_%' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** The SQL condition that picks the organization's rows out of a tenant table or view. */
export function rowsOfOrganization(table: string, { id, owner, admin, member, viewer }: TestOrganization): string {
  const people = [owner, admin, member, viewer].map((person) => `'${person.id}'`).join(', ');
  if (table === 'organizations') return `id = '${id}'`;
  if (table === 'users') return `id in (${people})`;
  if (table === 'password_resets') return `user_id in (${people})`;
  return `organization_id = '${id}'`;
}

export type Verb = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** The columns of a table that the app role may use with a verb; all that can be written when it may use none. */
export async function columnsToTry(sql: Client, table: string, verb: Exclude<Verb, 'DELETE'>): Promise<string[]> {
  const { rows } = await sql.query<{ name: string; granted: boolean }>(
    `select quote_ident(attname) as name, has_column_privilege('lotline_app', attrelid, attnum, $2) as granted
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [`public.${table}`, verb],
  );
  const granted = rows.filter((column) => column.granted);
  return (granted.length > 0 ? granted : rows).map(({ name }) => name);
}
