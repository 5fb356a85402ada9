// Rules that hold for every table. They ask the database catalog, so that they cover a new table, too. The tests
// and `npm run db:verify` run these.

/** A query for the objects that break a rule, in one column `name`. */
export interface CatalogCheck {
  rule: string;
  query: string;
  /** Objects that may break the rule, with the reason. Any other object is a fault. */
  exceptions: Readonly<Record<string, string>>;
}

/** The tables of the schema `public`, for a `from` clause, under the given alias. */
export const tablesOf = (relation: string) =>
  `pg_class ${relation} where ${relation}.relnamespace = 'public'::regnamespace and ${relation}.relkind in ('r', 'p')`;

/** The condition that a table names an organization. */
export const hasOrganization = (relation: string) =>
  `exists (select from pg_attribute a where a.attrelid = ${relation}.oid and a.attname = 'organization_id' and not a.attisdropped)`;

const asksForOrganization = `like '%organization_id = ( SELECT%app.current_org_id%'`;

/** One check for each rule of row-level security and of keys. */
export const catalogChecks: readonly CatalogCheck[] = [
  {
    rule: 'row-level security is enabled and forced on every table',
    query: `select relname::text as name from ${tablesOf('c')} and not (relrowsecurity and relforcerowsecurity)`,
    exceptions: {},
  },
  {
    rule: 'every table, with or without organization, has a policy for each verb the app role is granted',
    query: `select c.relname || ': ' || verb.name as name
      from (select c.oid, c.relname from ${tablesOf('c')}) c
      cross join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) as verb (name, code)
      where (has_table_privilege('lotline_app', c.oid, verb.name)
          or verb.name <> 'DELETE' and has_any_column_privilege('lotline_app', c.oid, verb.name))
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
          and p.polcmd in (verb.code::"char", '*') and p.polroles @> array['lotline_app'::regrole::oid])`,
    exceptions: {},
  },
  {
    rule: 'every tenant table has a policy',
    query: `select relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}
      and not exists (select from pg_policy p where p.polrelid = c.oid)`,
    exceptions: {
      audit_chains: 'nobody but functions looks into it',
      document_counters: 'nobody but functions looks into it',
      outgoing_mail: 'nobody but functions looks into it',
      sessions: 'nobody but functions looks into it',
    },
  },
  {
    rule: 'every permissive policy of a tenant table asks for the organization',
    query: `select p.tablename || ': ' || p.policyname as name from pg_policies p
      join (select c.oid, c.relname from ${tablesOf('c')} and ${hasOrganization('c')}) c on c.relname = p.tablename
      where p.schemaname = 'public' and p.permissive = 'PERMISSIVE'
        and (coalesce(p.qual, p.with_check) not ${asksForOrganization}
          or p.qual is not null and p.with_check is not null and p.with_check not ${asksForOrganization})`,
    exceptions: {
      'expense_categories: public_read_expense_categories': 'system categories have no organization and are for all',
    },
  },
  {
    rule: 'every tenant table has an index that begins with the organization',
    query: `select c.relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}
      and not exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisvalid and i.indpred is null and a.attname = 'organization_id')`,
    exceptions: { invitations: 'only open invitations are listed, and the index covers those' },
  },
  {
    rule: 'foreign keys between tenant tables carry the organization',
    query: `select k.conname::text as name from pg_constraint k
      join (select c.oid from ${tablesOf('c')} and ${hasOrganization('c')}) child on child.oid = k.conrelid
      join (select c.oid from ${tablesOf('c')} and ${hasOrganization('c')}) parent on parent.oid = k.confrelid
      where k.contype = 'f' and not exists (
        select from unnest(k.conkey, k.confkey) as pair (child_column, parent_column)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.child_column
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.parent_column
        where a.attname = 'organization_id' and b.attname = 'organization_id')`,
    exceptions: {
      ...Object.fromEntries(
        ['expenses', 'merchant_rules', 'recurring_expenses'].map((table) => [
          `${table}_category_id_expense_categories_id_fk`,
          'system categories have no organization; a trigger checks the others',
        ]),
      ),
    },
  },
  {
    rule: 'no foreign key nulls the organization of a row',
    query: `select k.conname::text as name from pg_constraint k
      where k.contype = 'f' and k.confdeltype in ('n', 'd') and exists (
        select from unnest(coalesce(k.confdelsetcols, k.conkey)) as number
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = number where a.attname = 'organization_id')`,
    exceptions: { sessions_organization_id_organizations_id_fk: 'a session outlives the organization it was in' },
  },
  {
    rule: 'the organization of a row is set',
    query: `select c.relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}
      and not (select a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')`,
    exceptions: {
      audit_chains: 'the trail of the platform has none',
      audit_log: 'the trail of the platform has none',
      expense_categories: 'system categories have none',
      outgoing_mail: 'mail to somebody who belongs to none has none',
      sessions: 'somebody may belong to no organization',
    },
  },
  {
    rule: 'the organization of a row exists',
    query: `select c.relname::text as name from ${tablesOf('c')} and ${hasOrganization('c')}
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid = 'public.organizations'::regclass)`,
    exceptions: {
      email_deliveries: 'Its email exists, in the same organization; one key less is checked for each recipient.',
    },
  },
];
