-- The audit trail is read through functions, which cut a page before they look up names; a view with a security barrier
-- would look up names first.

-- Returns a page of the trail, newest first, after the entry p_after. The application role calls one of the two
-- functions below, which say whose.
--
--   p_organization_id  whose entries; null for all of them, the platform's too
--   p_filters          {person, organization, subject, action, from, to}, each of them optional. A person is part of a
--                      name or an email, an organization part of a name, an id, or "platform"; from and to are days
--                      (UTC), both included.
--   names              what the ids stand for that the entry holds, by id, as it was called then; somebody whose account is
--                      deleted is called by their pseudonym
create or replace function app.read_audit_log(p_organization_id uuid, p_filters jsonb, p_after uuid, p_limit integer)
returns setof app.audit_entry
language plpgsql stable
set search_path = public, pg_temp
-- A plan for these filters: one for all of them could use no index.
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  select entry.id, entry.chain_position, entry.occurred_at, entry.organization_id,
    app.find_name_at(entry.organization_id, entry.occurred_at), entry.actor_id, app.find_name_at(entry.actor_id, entry.occurred_at),
    entry.action, entry.subject_type, entry.subject_id, app.show_personal_values(entry.subject_type, entry.before),
    app.show_personal_values(entry.subject_type, entry.after), coalesce(named.names, '{}')
  from (
    select * from audit_log
    where (p_organization_id is null or organization_id = p_organization_id)
      and (p_after is null or (occurred_at, id) < (select last.occurred_at, last.id from audit_log last
        where last.id = p_after and (p_organization_id is null or last.organization_id = p_organization_id)))
      and (p_filters ->> 'person' is null or actor_id in (
        select id from users where strpos(lower(name), lower(p_filters ->> 'person')) > 0
          or strpos(lower(email), lower(p_filters ->> 'person')) > 0))
      and (p_filters ->> 'organization' is null
        or p_filters ->> 'organization' = 'platform' and organization_id is null
        or organization_id in (select id from organizations
          where id::text = p_filters ->> 'organization' or strpos(lower(name), lower(p_filters ->> 'organization')) > 0))
      and (p_filters ->> 'subject' is null or subject_type = p_filters ->> 'subject')
      and (p_filters ->> 'action' is null or action = p_filters ->> 'action')
      and (p_filters ->> 'from' is null or occurred_at >= (p_filters ->> 'from')::date::timestamp at time zone 'UTC')
      and (p_filters ->> 'to' is null or occurred_at < ((p_filters ->> 'to')::date + 1)::timestamp at time zone 'UTC')
    order by occurred_at desc nulls last, id desc nulls last
    limit p_limit
  ) entry
  cross join lateral (
    select jsonb_object_agg(held.id, held.name) filter (where held.name is not null) as names
    from (
      select value::uuid as id, app.find_name_at(value::uuid, entry.occurred_at) as name
      from (
        select value from jsonb_each_text(entry.before) union select value from jsonb_each_text(entry.after) union select entry.subject_id
      ) texts
      where value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    ) held
  ) named
  order by entry.occurred_at desc, entry.id desc;
end
$$;

-- Returns what something is called today: a person, tool, bundle, organization, order or credit note; null for anything else.
create or replace function app.find_name(p_id uuid) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select name from users where id = p_id
  union all select name from marketplace_tools where id = p_id
  union all select name from tool_bundles where id = p_id
  union all select name from organizations where id = p_id
  union all select number from marketplace_orders where id = p_id
  union all select number from credit_notes where id = p_id
  limit 1
$$;

-- Returns what something was called at a time. Every change of a name is in the trail, so that is the name before the first
-- change after it, and today's name where it has not changed since.
create or replace function app.find_name_at(p_id uuid, p_at timestamptz) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case when p_id is not null then coalesce(
    (select app.show_personal_values(later.subject_type, later.before) ->> 'name'
      from (
        select subject_type, before, occurred_at from audit_log
        where organization_id is null and subject_id = p_id::text and occurred_at > p_at
        union all
        select subject_type, before, occurred_at from audit_log
        where organization_id = p_id and subject_id = p_id::text and occurred_at > p_at
      ) later
      where later.subject_type in ('user', 'organization', 'tool', 'bundle') and later.before ? 'name'
      order by later.occurred_at limit 1),
    app.find_name(p_id)) end
$$;

-- Returns the trail of the viewer's organization and of no other, also for somebody who could read more; nothing below
-- ADMIN.
create or replace function app.organization_audit_trail(p_filters jsonb, p_after uuid, p_limit integer)
returns setof app.audit_entry
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
begin
  if not exists (select from memberships where organization_id = app.current_organization_id()
      and user_id = app.current_user_id() and role in ('OWNER', 'ADMIN')) then
    return;
  end if;
  return query select * from app.read_audit_log(app.current_organization_id(), p_filters - 'organization', p_after, p_limit);
end
$$;

-- Returns everybody's trail and the platform's to AUDITOR, and nothing to anybody else.
create or replace function app.platform_audit_trail(p_filters jsonb, p_after uuid, p_limit integer)
returns setof app.audit_entry
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
begin
  if not app.has_platform_role('{AUDITOR}') then
    return;
  end if;
  return query select * from app.read_audit_log(null, p_filters, p_after, p_limit);
end
$$;

-- Returns entries of the viewer's organization as an OWNER takes them away with everything else, in the order of their ids, after
-- the one that p_after holds; nothing for anybody else.
create or replace function app.export_audit_rows(p_after jsonb, p_limit integer) returns setof jsonb
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
begin
  if not exists (select from memberships where organization_id = app.current_organization_id()
      and user_id = app.current_user_id() and role = 'OWNER') then
    return;
  end if;
  return query
    select to_jsonb(entry) || jsonb_build_object('before', app.show_personal_values(entry.subject_type, entry.before),
      'after', app.show_personal_values(entry.subject_type, entry.after))
    from audit_log entry
    where entry.organization_id = app.current_organization_id() and (p_after is null or entry.id > (p_after ->> 'id')::uuid)
    order by entry.id limit p_limit;
end
$$;

grant execute on function app.organization_audit_trail, app.platform_audit_trail, app.export_audit_rows to lotline_app;
