import type { Client } from 'pg';
import type { Rule } from './rule-files.ts';

// Functions, views, triggers and rights that the database has and only rules make.

/** A function, view or trigger that the database has. */
export interface Existing {
  kind: Rule['kind'];
  /** Its name in the form that rules have. */
  name: string;
  oid: string;
  /** Changes whenever somebody writes the object. */
  version: string;
  /** Its name in the form that a statement needs to drop it. */
  target: string;
  /** Postgres' own definition of it; nothing for a function, which is always made again. */
  definition: string;
}

// Views and triggers of extensions, or of somebody else, are not ours.
const existingQuery = `
  select 'function' as kind, 'app.' || proname as name, oid::text, xmin::text as version,
    format('function app.%I(%s)', proname, pg_get_function_identity_arguments(oid)) as target, '' as definition
  from pg_proc where pronamespace = 'app'::regnamespace
  union all
  select 'view', 'public.' || relname, c.oid::text, c.xmin::text, format('view public.%I', relname),
    concat_ws(' ', reloptions::text, pg_get_viewdef(c.oid))
  from pg_class c
  where relkind = 'v' and relnamespace = 'public'::regnamespace and relowner = current_user::regrole
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  union all
  select 'trigger', format('%s on %s.%s', tgname, relnamespace::regnamespace, relname), t.oid::text, t.xmin::text,
    format('trigger %I on %I.%I', tgname, relnamespace::regnamespace, relname), pg_get_triggerdef(t.oid)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
  where not tgisinternal and p.pronamespace = 'app'::regnamespace`;

/** Everything of these kinds that the database has. */
export async function readExisting(client: Client): Promise<Existing[]> {
  return (await client.query<Existing>(existingQuery)).rows;
}

// A view depends on what its rule reads; a function depends on the type of a view's rows, which depends on the view.
const dependentsQuery = `
  with recursive dependent (class, object, depth) as (
    select $1::regclass::oid, $2::oid, 0
    union
    select case when d.classid = 'pg_rewrite'::regclass then 'pg_class'::regclass else d.classid end,
      coalesce(r.ev_class, d.objid), depth + 1
    from dependent
    join pg_depend d on d.refclassid = class and d.refobjid = object and d.deptype in ('n', 'i')
    left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
    where depth < 20 and r.ev_class is distinct from object
  )
  select object::text as oid from dependent where class in ('pg_proc'::regclass, 'pg_class'::regclass)
  group by object order by max(depth) desc`;

/** Lists a function or view after everything of these kinds that depends on it: the order they can be dropped in. */
export async function listWithDependents(client: Client, { kind, oid }: Existing): Promise<Existing[]> {
  const { rows } = await client.query<{ oid: string }>(dependentsQuery, [
    kind === 'view' ? 'pg_class' : 'pg_proc',
    oid,
  ]);
  const existing = await readExisting(client);
  return rows.flatMap((row) => existing.filter((found) => found.kind !== 'trigger' && found.oid === row.oid));
}

// Objects of ours on which the application role or everybody has a right, with these rights. Everybody may run a function
// that has no rights written down.
const rightsQuery = `
  select kind, name, array_agg(format('%s %s %s', part, grantee, privilege_type) order by part, grantee, privilege_type) as rights
  from (
    select 'schema' as kind, nspname::text as name, '' as part, nspacl as acl from pg_namespace
    where nspname in ('public', 'app')
    union all
    select case relkind when 'S' then 'sequence' else 'table' end, format('%I.%I', relnamespace::regnamespace, relname), part, acl
    from pg_class c, lateral (
      select '' as part, relacl as acl union all select attname, attacl from pg_attribute where attrelid = c.oid and attacl is not null
    ) parts
    where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind in ('r', 'p', 'v', 'm', 'S')
      and relowner = current_user::regrole
    union all
    select 'function', format('app.%I(%s)', proname, pg_get_function_identity_arguments(oid)), '', coalesce(proacl, acldefault('f', proowner))
    from pg_proc where pronamespace = 'app'::regnamespace
  ) object, aclexplode(acl)
  where grantee in (0, 'lotline_app'::regrole)
  group by kind, name order by kind, name`;

/** The functions of `app` that have a comment, as a statement names them. */
export async function listCommentedFunctions(client: Client): Promise<string[]> {
  const query = `
    select format('app.%I(%s)', proname, pg_get_function_identity_arguments(oid)) as name
    from pg_proc where pronamespace = 'app'::regnamespace and obj_description(oid, 'pg_proc') is not null order by name`;
  return (await client.query<{ name: string }>(query)).rows.map(({ name }) => name);
}

/** The rights of the application role and of everybody on an object of ours. */
export interface HeldRights {
  kind: string;
  name: string;
  rights: string[];
}

/** All objects of ours on which the application role or everybody has rights, in one order. */
export async function readRights(client: Client): Promise<HeldRights[]> {
  return (await client.query<HeldRights>(rightsQuery)).rows;
}
