-- The audience of an email is a rule that is frozen when it is scheduled: lists, segments, and lists that are left out. Who it comes to is
-- found slice by slice when it is queued, and each of them is judged then and once more in the statement that hands over.

-- Says why nobody may write to an address; null where mail may go. Everything that asks, asks here. In PL/pgSQL, because it is asked for
-- every contact of an audience.
create or replace function app.judge_recipient(p_is_suppressed boolean, p_consent email_consent, p_until timestamptz) returns text
language plpgsql stable
set search_path = public, pg_temp
as $$
begin
  return case when p_is_suppressed then 'SUPPRESSED' when p_consent <> 'GRANTED' then 'NO_CONSENT' when p_until <= now() then 'CONSENT_EXPIRED' end;
end
$$;
comment on function app.judge_recipient is 'Outcomes: SUPPRESSED, NO_CONSENT, CONSENT_EXPIRED or null.';

-- Says why a contact may not be written to at an address, which may be one they had before; null where mail may go. A contact who is gone
-- was erased.
create or replace function app.refuse_recipient(p_organization_id uuid, p_contact_id uuid, p_email text) returns text
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_contact contacts;
  v_consent record;
begin
  select * into v_contact from contacts where organization_id = p_organization_id and id = p_contact_id;
  if v_contact.id is null then
    return 'ERASED';
  elsif v_contact.email = p_email then
    select v_contact.email_consent as consent, v_contact.email_consent_until as until into v_consent;
  else
    select * into v_consent from app.find_email_consent(p_organization_id, p_contact_id, p_email);
  end if;
  return app.judge_recipient(exists (select from suppressions where organization_id = p_organization_id and email = p_email),
    v_consent.consent, v_consent.until);
end
$$;

-- Says of deliveries why nobody may write to their people any more; null where mail may go. For all of them at once: contacts who have the
-- address still are judged by what is known of them, the others one by one.
create or replace function app.judge_deliveries(p_ids uuid[]) returns table (id uuid, refusal text)
language sql stable
set search_path = public, pg_temp
rows 10
as $$
  select delivery.id, case when contact.email = delivery.email
    then app.judge_recipient(exists (select from suppressions where organization_id = delivery.organization_id and email = delivery.email),
      contact.email_consent, contact.email_consent_until)
    else app.refuse_recipient(delivery.organization_id, delivery.contact_id, delivery.email) end
  from email_deliveries delivery
  left join contacts contact on contact.organization_id = delivery.organization_id and contact.id = delivery.contact_id
  where delivery.id = any (p_ids)
$$;

-- Freezes an audience: lists and segments as they are now. Those that are gone are left out.
create or replace function app.make_audience(p_organization_id uuid, p_lists uuid[], p_segments uuid[], p_excluded uuid[]) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'lists', (select coalesce(jsonb_agg(id order by id), '[]') from contact_lists where organization_id = p_organization_id and id = any (p_lists)),
    'segments', (select coalesce(jsonb_agg(jsonb_build_object('matchesAll', matches_all, 'rules', rules) order by id), '[]')
      from contact_segments where organization_id = p_organization_id and id = any (p_segments)),
    'excludedLists', (select coalesce(jsonb_agg(id order by id), '[]') from contact_lists
      where organization_id = p_organization_id and id = any (p_excluded)))
$$;

-- Says whether an audience asks for what people did with emails, which needs the tier GROWTH.
create or replace function app.asks_for_behaviour(p_audience jsonb) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$
  select exists (select from jsonb_array_elements(p_audience -> 'segments') segment cross join jsonb_array_elements(segment -> 'rules') rule
    where rule ->> 'field' in ('RECEIVED', 'OPENED', 'CLICKED'))
$$;

-- Writes the condition that a contact is on none of the lists that are left out: a parameter of that name, of the organization $1.
create or replace function app.write_kept_condition(p_parameter text) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select ' and not exists (select from contact_list_members left_out where left_out.organization_id = $1 and left_out.contact_id = contact.id
      and left_out.list_id = any (' || p_parameter || ')
      and app.is_on_list(left_out.left_at, left_out.left_by_person, left_out.left_email, contact.email))'
$$;

-- Returns the next contacts of a list by ascending id, each older than p_before and behind p_after; p_limit null for all of them. It walks
-- along the index of the list until there are enough, and looks each contact up by its id. Other ways are switched off for that: the planner
-- takes every list for short, and would read all that is left of it, or all contacts up to it, for each slice.
create or replace function app.list_next_members(p_organization_id uuid, p_list_id uuid, p_excluded uuid[], p_before timestamptz, p_after uuid,
  p_limit integer) returns table (contact_id uuid)
language plpgsql stable
set search_path = public, pg_temp
set enable_sort = off
set enable_bitmapscan = off
set enable_mergejoin = off
set enable_hashjoin = off
as $$
begin
  return query execute
    'select member.contact_id from contact_list_members member
     join contacts contact on contact.organization_id = $1 and contact.id = member.contact_id
     where member.organization_id = $1 and member.list_id = $2 and member.contact_id > $4 and member.created_at <= $3 and contact.created_at <= $3
       and app.is_on_list(member.left_at, member.left_by_person, member.left_email, contact.email)'
    || case when cardinality(p_excluded) > 0 then app.write_kept_condition('$6') else '' end
    || ' order by member.contact_id limit $5'
  using p_organization_id, p_list_id, p_before, p_after, p_limit, p_excluded;
end
$$;

-- Writes the query that finds the contacts of an audience by ascending id, each once. Every branch is cut by itself, so that a small list
-- is found as fast in an organization of a million contacts. It takes the organization ($1), the audience ($2), the moment that contacts
-- and members have to be older than ($3), the contact to begin behind ($4), the most there may be or null ($5), the lists ($6) and those
-- left out ($7). Everything in it is written here or in app.write_segment_condition: what people typed comes in as a value.
create or replace function app.write_audience_query(p_audience jsonb) returns text
language plpgsql immutable
set search_path = public, pg_temp
as $$
declare
  v_branches text[] := '{}';
  v_kept constant text := case when jsonb_array_length(p_audience -> 'excludedLists') > 0 then app.write_kept_condition('$7') else '' end;
begin
  if jsonb_array_length(p_audience -> 'lists') > 0 then
    v_branches := v_branches || (
      'select found.contact_id from unnest($6) chosen (list_id)
       cross join lateral app.list_next_members($1, chosen.list_id, $7, $3, $4, $5) found'::text);
  end if;
  for v_place in 0 .. jsonb_array_length(p_audience -> 'segments') - 1 loop
    v_branches := v_branches || (
      '(select contact.id from contacts contact where contact.organization_id = $1 and contact.id > $4 and contact.created_at <= $3 and '
      || app.write_segment_condition(p_audience -> 'segments' -> v_place, v_place) || v_kept || ' order by contact.id limit $5)');
  end loop;
  if v_branches = '{}' then
    return 'select null::uuid as contact_id where false';
  end if;
  return 'select distinct contact_id from (' || array_to_string(v_branches, ' union all ') || ') found (contact_id) order by contact_id limit $5';
end
$$;

-- Returns the ids that one of the lists of an audience has.
create or replace function app.read_audience_lists(p_audience jsonb, p_name text) returns uuid[]
language sql immutable
set search_path = pg_catalog
as $$ select array(select value::uuid from jsonb_array_elements_text(p_audience -> p_name)) $$;

-- Returns a slice of an audience by ascending contact, each once, and why somebody gets nothing. A slice of fewer rows than p_limit is the
-- last one. The limit of one makes the planner look each contact up by its id: joined, all contacts would be read for each slice.
--
--   p_before  contacts and members have to be older than it
--   p_after   the last contact of the slice before; null for the first
create or replace function app.list_audience(p_organization_id uuid, p_audience jsonb, p_before timestamptz, p_after uuid, p_limit integer)
returns table (contact_id uuid, email text, name text, time_zone text, refusal text)
language plpgsql stable
set search_path = public, pg_temp
as $$
begin
  return query execute
    'select contact.id, contact.email, contact.name, contact.time_zone,
       app.judge_recipient(exists (select from suppressions where organization_id = $1 and email = contact.email), contact.email_consent,
         contact.email_consent_until)
     from (' || app.write_audience_query(p_audience) || ') audience
     cross join lateral (select * from contacts where organization_id = $1 and id = audience.contact_id limit 1) contact
     order by audience.contact_id'
  using p_organization_id, p_audience, p_before, coalesce(p_after, '00000000-0000-0000-0000-000000000000'), p_limit,
    app.read_audience_lists(p_audience, 'lists'), app.read_audience_lists(p_audience, 'excludedLists');
end
$$;

-- Counts an audience as it is now, and those of it who may be written to.
create or replace function app.count_audience(p_organization_id uuid, p_audience jsonb, out total integer, out mailable integer)
language plpgsql stable
set search_path = public, pg_temp
as $$
begin
  execute
    'select count(*)::integer, (count(*) filter (where app.judge_recipient(suppressed.email is not null, contact.email_consent,
       contact.email_consent_until) is null))::integer
     from (' || app.write_audience_query(p_audience) || ') audience
     join contacts contact on contact.organization_id = $1 and contact.id = audience.contact_id
     left join (select distinct email from suppressions where organization_id = $1) suppressed on suppressed.email = contact.email'
  into total, mailable
  using p_organization_id, p_audience, now(), '00000000-0000-0000-0000-000000000000'::uuid, null::integer,
    app.read_audience_lists(p_audience, 'lists'), app.read_audience_lists(p_audience, 'excludedLists');
end
$$;

grant execute on function app.judge_recipient to lotline_app;
