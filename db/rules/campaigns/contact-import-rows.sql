-- The rows of a file become contacts, or change them. An import attests a consent and never speaks against what a person said: who withdrew
-- it, is suppressed, or left the list stays as they are.

-- Returns tags with others added, each once, fifty at most.
create or replace function app.merge_tags(p_tags text[], p_more text[]) returns text[]
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce((array_agg(tag order by place))[1:50], '{}') from (
    select tag, min(place) as place from unnest(p_tags || p_more) with ordinality as given (tag, place)
    where tag is not null group by tag) merged
$$;

-- Reads the rows of a slice: the first of each address, and of the others which row has theirs.
create or replace function app.read_contact_rows(p_rows jsonb)
returns table (line integer, email text, name text, phone text, tags text[], time_zone text, cells text[], first_line integer)
language sql immutable
set search_path = pg_catalog
as $$
  select line, lower(email), name, phone, coalesce(tags, '{}'), "timeZone", coalesce(cells, '{}'),
    nullif(first_value(line) over (partition by lower(email) order by line), line)
  from jsonb_to_recordset(p_rows) as given (line integer, email text, name text, phone text, tags text[], "timeZone" text, cells text[])
$$;

-- Writes a slice of a file, if it begins where the last one ended. A row of an address that the organization has changes that contact: what
-- the file leaves empty stays, tags are added. Contacts above the limit of the tier are refused.
--
--   p_rows      a list of {line, email, name, phone, tags, timeZone, cells}
--   p_problems  a list of {line, reason, cells}: rows that could not be read
--
-- Outcomes: TAKEN, DONE (it was the last); MOVED (it is further already), STOPPED (somebody else has the import, or nobody).
create or replace function app.take_contact_rows(p_import_id uuid, p_lease uuid, p_from_position bigint, p_rows jsonb, p_problems jsonb,
  p_next_position bigint, p_next_line integer, p_is_last boolean) returns text
language plpgsql security definer
-- Planned for each slice: a plan from when there were few contacts would read all of them.
set plan_cache_mode = force_custom_plan
set search_path = public, pg_temp
as $$
declare
  v_import contact_imports := app.hold_leased_contact_import(p_import_id, p_lease);
  v_limit integer;
  v_room integer;
  v_added uuid[];
  v_touched uuid[];
  v_more uuid[];
  v_refused integer;
begin
  if v_import.id is null then
    return 'STOPPED';
  elsif v_import.position <> p_from_position then
    return 'MOVED';
  end if;
  v_limit := (select app.contact_limit(subscription_tier) from organizations where id = v_import.organization_id);
  v_room := app.find_contact_room(v_import.organization_id);

  with added as (
    insert into contacts (organization_id, name, email, phone, tags, time_zone)
    select v_import.organization_id, coalesce(name, ''), email, phone, app.merge_tags(tags, v_import.tags), time_zone
    from (select row.*, row_number() over (order by line) as place from app.read_contact_rows(p_rows) row
      where first_line is null and not exists (select from contacts
        where organization_id = v_import.organization_id and email = row.email)) new_rows
    where place <= v_room order by line
    on conflict (organization_id, email) do nothing
    returning id
  )
  select coalesce(array_agg(id), '{}') into v_added from added;

  with changed as (
    update contacts contact set name = coalesce(nullif(row.name, ''), contact.name), phone = coalesce(row.phone, contact.phone),
      time_zone = coalesce(row.time_zone, contact.time_zone), tags = app.merge_tags(contact.tags, row.tags || v_import.tags)
    from app.read_contact_rows(p_rows) row
    where row.first_line is null and contact.organization_id = v_import.organization_id and contact.email = row.email
      and contact.id <> all (v_added)
      and (contact.name, contact.phone, contact.time_zone, contact.tags) is distinct from (coalesce(nullif(row.name, ''), contact.name),
        coalesce(row.phone, contact.phone), coalesce(row.time_zone, contact.time_zone),
        app.merge_tags(contact.tags, row.tags || v_import.tags))
    returning contact.id
  )
  select coalesce(array_agg(id), '{}') into v_touched from changed;

  with agreed as (
    insert into contact_consents (organization_id, contact_id, email, is_granted, source, wording, recorded_by)
    select contact.organization_id, contact.id, contact.email, true,
      left(v_import.consent_source, 160) || format(' on %s (import)', v_import.consent_date), v_import.consent_wording, v_import.user_id
    from app.read_contact_rows(p_rows) row
    join contacts contact on contact.organization_id = v_import.organization_id and contact.email = row.email
    where row.first_line is null and app.judge_recipient(false, contact.email_consent, contact.email_consent_until) is not null
      and contact.email_consent <> 'WITHDRAWN'
      and not exists (select from suppressions where organization_id = contact.organization_id and email = contact.email)
    order by contact.id
    returning contact_id
  )
  select coalesce(array_agg(contact_id), '{}') into v_more from agreed;
  v_touched := v_touched || v_more;

  if v_import.list_id is not null then
    with departed as materialized (
      select distinct address from contact_list_members member cross join unnest(string_to_array(member.left_email, ' ')) address
      where member.organization_id = v_import.organization_id and member.list_id = v_import.list_id and member.left_by_person
    ), joined as (
      insert into contact_list_members (organization_id, list_id, contact_id)
      select contact.organization_id, v_import.list_id, contact.id
      from app.read_contact_rows(p_rows) row
      join contacts contact on contact.organization_id = v_import.organization_id and contact.email = row.email
      where row.first_line is null and contact.email not in (select address from departed)
      order by contact.id
      on conflict do nothing
      returning contact_id
    )
    select coalesce(array_agg(contact_id), '{}') into v_more from joined;
    v_touched := v_touched || v_more;
  end if;

  with refused as (
    insert into contact_import_problems (organization_id, import_id, line, reason, cells)
    select v_import.organization_id, v_import.id, line, reason, cells from (
      select line, reason, coalesce(cells, '{}') as cells from jsonb_to_recordset(p_problems) as problem (line integer, reason text, cells text[])
      union all
      select line, case when first_line is not null then format('Line %s has the same address.', first_line)
        else format('Your plan has no room for more than %s contacts.', to_char(v_limit, 'FM9,999,999')) end, cells
      from app.read_contact_rows(p_rows) row
      where first_line is not null or not exists (select from contacts
        where organization_id = v_import.organization_id and email = row.email)) found
    on conflict do nothing
    returning line
  )
  select count(*) into v_refused from refused;

  update contact_imports set position = p_next_position, line = p_next_line,
    rows_added = rows_added + cardinality(v_added),
    rows_changed = rows_changed + counted.changed,
    rows_unchanged = rows_unchanged + jsonb_array_length(p_rows) + jsonb_array_length(p_problems) - v_refused - cardinality(v_added) - counted.changed,
    rows_refused = rows_refused + v_refused,
    status = case when p_is_last then 'DONE' else 'RUNNING' end::contact_import_status,
    finished_at = case when p_is_last then now() end,
    lease = case when not p_is_last then lease end,
    leased_until = case when not p_is_last then now() + interval '1 minute' end
  from (select count(distinct id)::integer as changed from unnest(v_touched) id where id <> all (v_added)) counted
  where contact_imports.id = v_import.id;
  return case when p_is_last then 'DONE' else 'TAKEN' end;
end
$$;
comment on function app.take_contact_rows is 'Outcomes: TAKEN, DONE, MOVED, STOPPED.';

grant execute on function app.take_contact_rows to lotline_app;
