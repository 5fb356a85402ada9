import type { Client } from 'pg';
import type { Rule } from './rule-files.ts';

// What the database has of functions, views, triggers and rights that only rules make.

/** A function, view or trigger that the database has. */
export interface Existing {
  kind: Rule['kind'];
  /** As rules are named. */
  name: string;
  oid: string;
  /** Another one whenever somebody writes it. */
  version: string;
  /** As a statement names it that drops it. */
  target: string;
  /** What Postgres says it is; nothing for a function, which is simply made again. */
  definition: string;
}

// Views and triggers that belong to an extension, or to somebody else, are none of ours.
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

/** A function or view after everything of these kinds that depends on it: the order they can be dropped in. */
export async function listWithDependents(client: Client, { kind, oid }: Existing): Promise<Existing[]> {
  const { rows } = await client.query<{ oid: string }>(dependentsQuery, [
    kind === 'view' ? 'pg_class' : 'pg_proc',
    oid,
  ]);
  const existing = await readExisting(client);
  return rows.flatMap((row) => existing.filter((found) => found.kind !== 'trigger' && found.oid === row.oid));
}

// Everything of ours that the application role or everybody has a right on, and who may what. A function without any
// rights written down may be run by everybody.
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

/** The rights that the application role and everybody have on something of ours. */
export interface HeldRights {
  kind: string;
  name: string;
  rights: string[];
}

/** Every object of ours that the application role or everybody has rights on, in one order. */
export async function readRights(client: Client): Promise<HeldRights[]> {
  return (await client.query<HeldRights>(rightsQuery)).rows;
}
