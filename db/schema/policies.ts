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
/** Whether the viewer reads what everybody of the organization entered: all but MEMBERs, who read their own. */
export const readsEverybody = sql`${currentRole} in ('OWNER', 'ADMIN', 'VIEWER')`;
export const isOwner = sql`${currentRole} = 'OWNER'`;
/** Whether the viewer is the OWNER, or an ADMIN or VIEWER whom an OWNER named. */
export const maySeeTaxes = sql`(select app.may_see_taxes())`;
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

/** Rows of the current organization can be read; other policies say who writes them. */
export function tenantReads(table: string, also?: SQL) {
  const ownRows = sql`organization_id = ${currentOrganizationId}`;
  return pgPolicy(`tenant_isolation_${table}`, {
    to: applicationRole,
    for: 'select',
    using: also ? sql`${ownRows} and ${also}` : ownRows,
  });
}

/** The rules for rows of an organization, verb by verb; nobody may use a verb that is left out. */
export interface RowRules {
  select?: SQL;
  insert?: SQL;
  /** One rule for the old and the new row, or one for each. */
  update?: SQL | { before: SQL; after: SQL };
  delete?: SQL;
}

/** The tools whose purchases unlock the modules of this product. */
type ModuleTool = 'reid-dashboard' | 'expense-tax' | 'campaigns';

/**
 * The gate of a module, beside the policies of each of its tables: nobody reads without the module, and nobody writes without
 * a seat, even when other policies allow it. Asked once a statement.
 */
function moduleGate(tool: ModuleTool, table: string) {
  const name = `module_gate_${table}`;
  const to = applicationRole;
  const as = 'restrictive';
  const mayRead = sql.raw(`(select app.may_read_tool('${tool}'))`);
  const mayUse = sql.raw(`(select app.may_use_tool('${tool}'))`);
  return [
    pgPolicy(name, { as, to, for: 'select', using: mayRead }),
    pgPolicy(`${name}_insert`, { as, to, for: 'insert', withCheck: mayUse }),
    pgPolicy(`${name}_update`, { as, to, for: 'update', using: mayUse, withCheck: mayUse }),
    pgPolicy(`${name}_delete`, { as, to, for: 'delete', using: mayUse }),
  ];
}

/** The policies of a module's table: those of its rows, verb by verb, behind the gate of the module. */
export function modulePolicies(tool: ModuleTool, table: string, rules: RowRules) {
  return [...tenantPolicies(table, rules), ...moduleGate(tool, table)];
}

/** Makes a policy for each verb. Every one asks for the organization first, before the other rules of the table. */
export function tenantPolicies(table: string, rules: RowRules) {
  const inOrganization = (rule: SQL) => sql`organization_id = ${currentOrganizationId} and (${rule})`;
  const { select = sql`true`, insert, update, delete: remove } = rules;
  const { before, after } = update && 'before' in update ? update : { before: update, after: update };
  const name = `tenant_isolation_${table}`;
  const to = applicationRole;
  return [
    pgPolicy(name, { to, for: 'select', using: inOrganization(select) }),
    ...(insert ? [pgPolicy(`${name}_insert`, { to, for: 'insert', withCheck: inOrganization(insert) })] : []),
    ...(before && after
      ? [
          pgPolicy(`${name}_update`, {
            to,
            for: 'update',
            using: inOrganization(before),
            withCheck: inOrganization(after),
          }),
        ]
      : []),
    ...(remove ? [pgPolicy(`${name}_delete`, { to, for: 'delete', using: inOrganization(remove) })] : []),
  ];
}

/** Whether the row is shared with the viewer. */
export const sharedWithViewer = sql`${currentUserId} = any (shared_with_users)`;

/** Whether the row is the viewer's own, by the column with its person, and the viewer may change anything at all. */
export const isOwnToChange = (column: string) => sql`${sql.raw(column)} = ${currentUserId} and ${isContributor}`;

/** The owner of the row may change it, and so may an ADMIN or OWNER. */
export const isChangeable = (column: string) => sql`(${isOwnToChange(column)}) or ${isManager}`;

/**
 * Rules for rows that belong to a person: they make them in their own name and change them; ADMIN and OWNER change all.
 * @param readableIf  the condition for the organization to read a row; without it, all rows
 */
export function personalRows(column: string, readableIf?: SQL) {
  return {
    select: readableIf ? sql`${sql.raw(column)} = ${currentUserId} or ${isManager} or (${readableIf})` : undefined,
    insert: isOwnToChange(column),
    update: isChangeable(column),
    delete: isChangeable(column),
  };
}

/** Rules for rows that a person enters into the books: their own for a MEMBER, everybody's for the others; a VIEWER writes none. */
export function bookRows(column: string) {
  return { ...personalRows(column), select: sql`${sql.raw(column)} = ${currentUserId} or ${readsEverybody}` };
}

/** Rules for what tells the taxes of the organization: read and written by who may see taxes, written by nobody without a seat. */
export const taxRows = { select: maySeeTaxes, insert: maySeeTaxes, update: maySeeTaxes, delete: maySeeTaxes };

/** Rules for rows of the organization that ADMIN and OWNER keep and everybody reads. */
export const managedRows = { insert: isManager, update: isManager, delete: isManager };

/** Rules for parts of campaigns: all read them; the creator changes them, and deletes them for 24 hours; ADMIN and OWNER always. */
export function campaignRows(creator: string) {
  return {
    ...personalRows(creator),
    delete: sql`(${isOwnToChange(creator)} and created_at > now() - interval '24 hours') or ${isManager}`,
  };
}

/** Rules for rows that belong to the organization as a whole: MEMBER and above write them. */
export const sharedRows = { insert: isContributor, update: isContributor, delete: isContributor };

/** Shared catalog: everyone reads it, platform admins write it. */
export function sharedCatalog(table: string) {
  return [
    pgPolicy(`public_read_${table}`, { to: applicationRole, for: 'select', using: sql`true` }),
    pgPolicy(`platform_insert_${table}`, { to: applicationRole, for: 'insert', withCheck: isPlatformAdmin }),
    pgPolicy(`platform_update_${table}`, { to: applicationRole, for: 'update', using: isPlatformAdmin }),
    pgPolicy(`platform_delete_${table}`, { to: applicationRole, for: 'delete', using: isPlatformAdmin }),
  ];
}
