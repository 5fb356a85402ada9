import { type SQL, sql } from 'drizzle-orm';
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** The role the Worker connects as. It owns nothing and cannot bypass row-level security. */
export const applicationRole = pgRole('lotline_app').existing();

// After a commit a transaction-local setting reads as '' and not as null; `nullif` makes both "nobody".
// The sub-select makes Postgres read the setting once per statement instead of once per row.
export const currentOrganizationId = sql`(select nullif(current_setting('app.current_org_id', true), '')::uuid)`;
export const currentUserId = sql`(select nullif(current_setting('app.current_user_id', true), '')::uuid)`;
const currentRole = sql`(select current_setting('app.current_org_role', true))`;
export const isPlatformAdmin = sql`(select current_setting('app.is_platform_admin', true) = 'on')`;

export const isManager = sql`${currentRole} in ('OWNER', 'ADMIN')`;
export const isContributor = sql`${currentRole} in ('OWNER', 'ADMIN', 'MEMBER')`;

/**
 * The pair of policies every marketplace tenant table carries: rows of the current organization are visible
 * (`rows` narrows that further), and a new row must be such a row and come from somebody who may `insert`.
 */
export function tenantIsolation(table: string, { rows, insert }: { rows?: SQL; insert: SQL }) {
  const ownRows = sql`organization_id = ${currentOrganizationId}`;
  const visible = rows ? sql`${ownRows} and ${rows}` : ownRows;
  return [
    pgPolicy(`tenant_isolation_${table}`, { to: applicationRole, for: 'all', using: visible }),
    pgPolicy(`tenant_isolation_${table}_insert`, {
      as: 'restrictive',
      to: applicationRole,
      for: 'insert',
      withCheck: sql`${visible} and ${insert}`,
    }),
  ];
}

/** Rows of the current organization can be read; nothing else is said about them. */
export function tenantReads(table: string, also?: SQL) {
  const ownRows = sql`organization_id = ${currentOrganizationId}`;
  return pgPolicy(`tenant_isolation_${table}`, {
    to: applicationRole,
    for: 'select',
    using: also ? sql`${ownRows} and ${also}` : ownRows,
  });
}

/** Shared catalog: everyone reads it, platform admins write it. */
export function sharedCatalog(table: string) {
  return [
    pgPolicy(`public_read_${table}`, { to: applicationRole, for: 'select', using: sql`true` }),
    pgPolicy(`platform_insert_${table}`, { to: applicationRole, for: 'insert', withCheck: isPlatformAdmin }),
    pgPolicy(`platform_update_${table}`, { to: applicationRole, for: 'update', using: isPlatformAdmin }),
    pgPolicy(`platform_delete_${table}`, { to: applicationRole, for: 'delete', using: isPlatformAdmin }),
  ];
}
