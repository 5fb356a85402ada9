-- A segment is found anew each time, by at most 20 rules: {field, operator, value}. The app words them in
-- app/modules/campaigns/segments/rules.ts. Here each becomes a condition that is written in this file, and its value a parameter.

grant select (id, organization_id, name, matches_all, rules, version, created_at, updated_at) on contact_segments to lotline_app;
grant insert (id, organization_id, name, matches_all, rules) on contact_segments to lotline_app;
grant update (name, matches_all, rules) on contact_segments to lotline_app;
grant delete on contact_segments to lotline_app;

create trigger touch_updated_at before update on contact_segments for each row execute function app.touch_updated_at();
create trigger count_version before update on contact_segments for each row execute function app.count_version();

-- Says of what kind the value of a rule is: TEXT, DAYS, DATE or ID; null where there is no such rule.
create or replace function app.segment_value_kind(p_field text, p_operator text) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select case
    when p_field = 'NAME' and p_operator in ('CONTAINS', 'CONTAINS_NOT', 'BEGINS_WITH') then 'TEXT'
    when p_field in ('DOMAIN', 'TAG', 'TIME_ZONE') and p_operator in ('IS', 'IS_NOT') then 'TEXT'
    when p_field = 'CONSENT_SOURCE' and p_operator in ('CONTAINS', 'CONTAINS_NOT') then 'TEXT'
    when p_field in ('LIST', 'RECEIVED', 'OPENED', 'CLICKED') and p_operator in ('IS', 'IS_NOT') then 'ID'
    when p_field in ('CREATED', 'RECEIVED', 'OPENED', 'CLICKED') and p_operator in ('IN_LAST', 'NOT_IN_LAST') then 'DAYS'
    when p_field = 'CREATED' and p_operator in ('SINCE', 'BEFORE') then 'DATE' end
$$;

-- Says whether these are rules that a segment can have.
create or replace function app.are_segment_rules(p_rules jsonb) returns boolean
language plpgsql immutable
set search_path = public, pg_temp
as $$
declare
  v_rule jsonb;
  v_value text;
begin
  if jsonb_typeof(p_rules) is distinct from 'array' or jsonb_array_length(p_rules) > 20 then
    return false;
  end if;
  for v_rule in select value from jsonb_array_elements(p_rules) loop
    if jsonb_typeof(v_rule) <> 'object' or v_rule - '{field,operator,value}'::text[] <> '{}' then
      return false;
    end if;
    v_value := v_rule ->> 'value';
    if (case app.segment_value_kind(v_rule ->> 'field', v_rule ->> 'operator')
      when 'TEXT' then jsonb_typeof(v_rule -> 'value') = 'string' and char_length(v_value) between 1 and 200
      when 'ID' then v_value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      when 'DAYS' then jsonb_typeof(v_rule -> 'value') = 'number' and v_value ~ '^[1-9][0-9]{0,3}$'
      when 'DATE' then v_value ~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$' and to_char(v_value::date, 'YYYY-MM-DD') = v_value
      else false end) is not true then
      return false;
    end if;
  end loop;
  return true;
exception when datetime_field_overflow then
  return false;
end
$$;

-- Writes the condition of a segment on the table `contact`. Without rules it has nobody.
--
--   p_place  of the segment in the audience that is the second parameter of the query
create or replace function app.write_segment_condition(p_segment jsonb, p_place integer) returns text
language plpgsql immutable
set search_path = public, pg_temp
as $$
declare
  v_conditions text[] := '{}';
begin
  for v_number in 0 .. jsonb_array_length(p_segment -> 'rules') - 1 loop
    v_conditions := v_conditions || ('(' || app.write_rule_condition(p_segment -> 'rules' -> v_number ->> 'field',
      p_segment -> 'rules' -> v_number ->> 'operator',
      '($2 #>> ''{segments,' || p_place || ',rules,' || v_number || ',value}'')') || ')');
  end loop;
  if v_conditions = '{}' then
    return 'false';
  end if;
  return '(' || array_to_string(v_conditions, case when (p_segment ->> 'matchesAll')::boolean then ' and ' else ' or ' end) || ')';
end
$$;

-- Writes the condition of one rule.
--
--   p_value  the expression of its value, a text
create or replace function app.write_rule_condition(p_field text, p_operator text, p_value text) returns text
language plpgsql immutable
set search_path = public, pg_temp
as $$
declare
  v_not constant text := case when p_operator in ('IS_NOT', 'NOT_IN_LAST') then 'not ' else '' end;
  v_source constant text := 'coalesce((select case when entry.is_granted then lower(entry.source) end from contact_consents entry
    where entry.organization_id = $1 and entry.contact_id = contact.id and entry.channel = ''EMAIL'' and entry.email = contact.email
    order by entry.recorded_at desc, entry.id desc limit 1), '''')';
begin
  return case
    when p_field = 'NAME' and p_operator = 'CONTAINS' then 'strpos(lower(contact.name), lower(' || p_value || ')) > 0'
    when p_field = 'NAME' and p_operator = 'CONTAINS_NOT' then 'strpos(lower(contact.name), lower(' || p_value || ')) = 0'
    when p_field = 'NAME' and p_operator = 'BEGINS_WITH' then 'starts_with(lower(contact.name), lower(' || p_value || '))'
    when p_field = 'DOMAIN' and p_operator in ('IS', 'IS_NOT') then v_not || 'split_part(contact.email, ''@'', 2) = lower(' || p_value || ')'
    when p_field = 'TAG' and p_operator in ('IS', 'IS_NOT') then v_not || 'contact.tags @> array[' || p_value || ']'
    when p_field = 'TIME_ZONE' and p_operator = 'IS' then 'contact.time_zone = ' || p_value
    when p_field = 'TIME_ZONE' and p_operator = 'IS_NOT' then 'contact.time_zone is distinct from ' || p_value
    when p_field = 'CONSENT_SOURCE' and p_operator = 'CONTAINS' then 'strpos(' || v_source || ', lower(' || p_value || ')) > 0'
    when p_field = 'CONSENT_SOURCE' and p_operator = 'CONTAINS_NOT' then 'strpos(' || v_source || ', lower(' || p_value || ')) = 0'
    when p_field = 'LIST' and p_operator in ('IS', 'IS_NOT') then v_not || 'exists (select from contact_list_members listed
      where listed.organization_id = $1 and listed.contact_id = contact.id and listed.list_id = ' || p_value || '::uuid
        and app.is_on_list(listed.left_at, listed.left_by_person, listed.left_email, contact.email))'
    when p_field = 'CREATED' and p_operator in ('IN_LAST', 'NOT_IN_LAST') then
      v_not || 'contact.created_at > now() - make_interval(days => ' || p_value || '::integer)'
    when p_field = 'CREATED' and p_operator = 'SINCE' then 'contact.created_at >= ' || p_value || '::timestamp at time zone ''UTC'''
    when p_field = 'CREATED' and p_operator = 'BEFORE' then 'contact.created_at < ' || p_value || '::timestamp at time zone ''UTC'''
    when app.segment_value_kind(p_field, p_operator) in ('ID', 'DAYS') then v_not || 'exists (select from email_deliveries delivery
      where delivery.organization_id = $1 and delivery.contact_id = contact.id and '
      || case p_field when 'RECEIVED' then 'delivery.status in (''SENT'', ''DELIVERED'', ''COMPLAINED'') and '
        when 'OPENED' then 'delivery.opened_at is not null and ' else 'delivery.clicked_at is not null and ' end
      || case when p_operator in ('IS', 'IS_NOT') then 'delivery.email_campaign_id = ' || p_value || '::uuid'
        else case p_field when 'RECEIVED' then 'delivery.sent_at' when 'OPENED' then 'delivery.opened_at' else 'delivery.clicked_at' end
          || ' > now() - make_interval(days => ' || p_value || '::integer)' end
      || ')'
    else 'false' end;
end
$$;

-- Says whether an organization may ask for what people did with emails.
create or replace function app.may_use_behaviour(p_organization_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select subscription_tier >= 'GROWTH' from organizations where id = p_organization_id $$;

-- Keeps rules that are none, or that the tier lacks, out of every segment.
create or replace function app.check_segment() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.are_segment_rules(new.rules) then
    raise check_violation using message = 'a segment cannot have these rules', table = 'contact_segments', constraint = 'contact_segments_rules';
  elsif app.current_user_id() is not null and app.asks_for_behaviour(jsonb_build_object('segments', jsonb_build_array(to_jsonb(new))))
    and not app.may_use_behaviour(new.organization_id) then
    raise check_violation using message = 'the tier has no segments by behaviour', table = 'contact_segments',
      constraint = 'contact_segments_tier';
  end if;
  return new;
end
$$;

create trigger check_rules before insert or update of rules on contact_segments for each row execute function app.check_segment();

-- Saves a segment. A form that is sent twice adds one.
--
--   p_version  of the segment that the form was filled from; null for a new one
--
-- Outcomes: SAVED; CHANGED (somebody else was faster), TAKEN (another segment has the name), NEEDS_GROWTH, NOT_UNDERSTOOD (no rules of ours),
-- NOT_FOUND, NOT_ALLOWED.
create or replace function app.save_segment(p_id uuid, p_version integer, p_name text, p_matches_all boolean, p_rules jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_segment contact_segments;
begin
  if not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  elsif not app.are_segment_rules(p_rules) then
    return 'NOT_UNDERSTOOD';
  elsif app.asks_for_behaviour(jsonb_build_object('segments', jsonb_build_array(jsonb_build_object('rules', p_rules))))
    and not app.may_use_behaviour(v_organization_id) then
    return 'NEEDS_GROWTH';
  end if;
  select * into v_segment from contact_segments where organization_id = v_organization_id and id = p_id for no key update;
  if (v_segment.name, v_segment.matches_all, v_segment.rules) is not distinct from (p_name, p_matches_all, p_rules) then
    return 'SAVED';
  elsif p_version is null and v_segment.id is not null or v_segment.version <> p_version then
    return 'CHANGED';
  elsif p_version is not null and v_segment.id is null then
    return 'NOT_FOUND';
  end if;
  begin
    if v_segment.id is not null then
      update contact_segments set name = p_name, matches_all = p_matches_all, rules = p_rules where id = p_id;
    else
      insert into contact_segments (id, organization_id, name, matches_all, rules)
      values (p_id, v_organization_id, p_name, p_matches_all, p_rules);
    end if;
  exception when unique_violation then
    return case when exists (select from contact_segments where organization_id = v_organization_id and name = p_name) then 'TAKEN'
      else 'NOT_ALLOWED' end;
  end;
  return 'SAVED';
end
$$;
comment on function app.save_segment is 'Outcomes: SAVED, CHANGED, TAKEN, NEEDS_GROWTH, NOT_UNDERSTOOD, NOT_FOUND, NOT_ALLOWED.';

-- Deletes a segment. Emails that are scheduled keep the rules they were scheduled with.
--
-- Outcomes: DELETED; NOT_FOUND, NOT_ALLOWED.
create or replace function app.delete_segment(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  end if;
  delete from contact_segments where organization_id = app.current_organization_id() and id = p_id;
  return case when found then 'DELETED' else 'NOT_FOUND' end;
end
$$;
comment on function app.delete_segment is 'Outcomes: DELETED, NOT_FOUND, NOT_ALLOWED.';

-- Counts the viewer's contacts that rules find, saved or not, up to 10,001.
--
-- Outcomes: COUNTED; NEEDS_GROWTH, NOT_UNDERSTOOD (no rules of ours), NOT_ALLOWED.
create or replace function app.count_segment(p_matches_all boolean, p_rules jsonb, out outcome text, out contacts integer)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_audience jsonb := jsonb_build_object('lists', '[]'::jsonb, 'excludedLists', '[]'::jsonb,
    'segments', jsonb_build_array(jsonb_build_object('matchesAll', p_matches_all, 'rules', p_rules)));
begin
  if not app.may_read_tool('campaigns') then
    outcome := 'NOT_ALLOWED';
  elsif not app.are_segment_rules(p_rules) then
    outcome := 'NOT_UNDERSTOOD';
  elsif app.asks_for_behaviour(v_audience) and not app.may_use_behaviour(app.current_organization_id()) then
    outcome := 'NEEDS_GROWTH';
  else
    outcome := 'COUNTED';
    execute 'select count(*)::integer from (' || app.write_audience_query(v_audience) || ') found' into contacts
    using app.current_organization_id(), v_audience, now(), '00000000-0000-0000-0000-000000000000'::uuid, 10001, '{}'::uuid[], '{}'::uuid[];
  end if;
end
$$;
comment on function app.count_segment is 'Outcomes: COUNTED, NEEDS_GROWTH, NOT_UNDERSTOOD, NOT_ALLOWED.';

grant execute on function app.save_segment, app.delete_segment, app.count_segment to lotline_app;
