import type { Client } from 'pg';

// Everything the catalog of a database says about our own schemas, as lines of text that can be compared.

const ours = `in ('public'::regnamespace, 'app'::regnamespace)`;

// Rights that were given and taken again are written down as the rights there are without any: both mean the same.
const parts = [
  `select format('table %s %s rls %s forced %s %s %s', c.oid::regclass, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
     coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)))
   from pg_class c where c.relnamespace ${ours} and c.relkind in ('r', 'v', 'S')`,
  `select format('column %s.%s %s %s notnull %s generated %s default %s %s', c.oid::regclass, a.attname, a.attnum,
     format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attacl)
   from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace ${ours} and c.relkind in ('r', 'v') and a.attnum > 0`,
  `select format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid)) from pg_class c where c.relnamespace ${ours} and c.relkind = 'v'`,
  `select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
   from pg_constraint where connamespace ${ours}`,
  `select format('index %s', pg_get_indexdef(i.indexrelid)) from pg_index i join pg_class c on c.oid = i.indrelid
   where c.relnamespace ${ours}`,
  `select format('policy %s.%s %s %s %s using %s check %s', tablename, policyname, permissive, roles, cmd, qual, with_check)
   from pg_policies where schemaname in ('public', 'app')`,
  `select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where c.relnamespace ${ours} and not t.tgisinternal`,
  `select format('function %s %s %s', p.oid::regprocedure, coalesce(p.proacl, acldefault('f', p.proowner)), pg_get_functiondef(p.oid))
   from pg_proc p
   where p.pronamespace ${ours} and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  `select format('comment %s %s', p.oid::regprocedure, obj_description(p.oid, 'pg_proc')) from pg_proc p
   where p.pronamespace = 'app'::regnamespace and obj_description(p.oid, 'pg_proc') is not null`,
  `select format('enum %s %s', t.oid::regtype, (select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum where enumtypid = t.oid))
   from pg_type t where t.typnamespace ${ours} and t.typtype = 'e'`,
];

/** The catalog of a database, sorted: tables, columns, keys, indexes, policies, triggers, functions, their comments, views, types and rights. */
export async function describeCatalog(sql: Client): Promise<string[]> {
  const { rows } = await sql.query<{ line: string }>(`select line from (${parts.join(' union all ')}) as part (line)`);
  return rows.map(({ line }) => line).sort();
}
