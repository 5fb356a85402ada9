-- An OWNER can take everything of the organization away. The trail tells that they did.

-- Notes that the viewer takes everything of the organization away.
--
-- Outcomes: RECORDED, NOT_ALLOWED (only an OWNER exports).
create or replace function app.record_export() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.lock_role() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  perform app.append_audit_entry(app.current_organization_id(), 'export', 'organization', app.current_organization_id()::text, null, null);
  return 'RECORDED';
end
$$;
comment on function app.record_export is 'Outcomes: RECORDED, NOT_ALLOWED.';

-- Returns rows of a table of a module, in the order of its key, as an OWNER takes them away: all of the organization's,
-- whether or not it owns the module, because the policies would show nothing of a module that lapsed. Nothing comes for
-- anybody but an OWNER, for another table, or with a column that is kept from the application.
--
--   p_columns  to read; each one the application may read anyway
--   p_key      the columns of the primary key
--   p_after    the last row of the page before, null for the first page
create or replace function app.export_module_rows(p_table text, p_columns text[], p_key text[], p_after jsonb, p_limit integer)
returns setof jsonb
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_table regclass := (select polrelid::regclass from pg_policy
    where polname = 'module_gate_' || p_table and polrelid = to_regclass('public.' || quote_ident(p_table)));
  v_key text := (select string_agg(quote_ident(name), ', ' order by place) from unnest(p_key) with ordinality as key (name, place));
  v_columns text := (select string_agg(quote_ident(name), ', ' order by place) from unnest(p_columns) with ordinality as key (name, place));
begin
  if v_table is null or not exists (select from memberships
      where organization_id = v_organization_id and user_id = app.current_user_id() and role = 'OWNER')
    or exists (select from unnest(p_columns || p_key) as name where not has_column_privilege('lotline_app', v_table, name, 'select')) then
    return;
  end if;
  return query execute format(
    'select to_jsonb(page) from (select %1$s from %2$s where organization_id = $1
       and ($2 is null or (%3$s) > (select %3$s from jsonb_populate_record(null::%2$s, $2))) order by %3$s limit $3) page',
    v_columns, v_table, v_key) using v_organization_id, p_after, p_limit;
end
$$;

grant execute on function app.record_export, app.export_module_rows to lotline_app;
