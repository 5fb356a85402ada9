-- A report freezes what was known when it was generated. Only these functions write it, so every number in it keeps the import and
-- the line it came from. It can be made public by a link whose token only its digest remembers.

grant select (id, organization_id, user_id, name, report_type, status, area_keys, area_type, zip_codes, cities, states, counties,
  neighborhoods, period_start, period_end, configuration, data, insights, problem, file_key, file_size_bytes, file_format,
  is_public, public_expires_at, shared_with_users, is_template, template_id, schedule, next_run_at, period_key, view_count, download_count,
  generated_at, created_at, updated_at) on reid_reports to lotline_app;

-- A report keeps saying what it said when it was generated. Another answer is another report.
create or replace function app.keep_generated_report() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  raise check_violation using message = 'a generated report does not change', table = 'reid_reports', constraint = 'reid_reports_frozen';
end
$$;

create trigger keep_generated before update of data, insights, generated_at on reid_reports
  for each row when (old.generated_at is not null
    and (old.data, old.insights, old.generated_at) is distinct from (new.data, new.insights, new.generated_at))
  execute function app.keep_generated_report();

-- Schedules and templates come with ELITE. Below it they stay as they are.
create or replace function app.has_reid_templates(p_organization_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select subscription_tier >= 'ELITE'::subscription_tier from organizations where id = p_organization_id $$;

-- Says whether the viewer may give a report a link, a schedule or the rank of a template.
create or replace function app.may_change_reid_report(p_report reid_reports) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select p_report.organization_id = app.current_organization_id() and app.may_use_tool('reid-dashboard')
    and (p_report.user_id = app.current_user_id() or current_setting('app.current_org_role', true) in ('OWNER', 'ADMIN'))
$$;

-- What a report of these areas would hold now, for people who may make one, and the digest that making it asks for. Each area comes as
-- the keys it may have; the first one that anything is known of is taken, or else the first.
--
--   p_areas  [["zip-78704"], ["city-tx-austin", "metro-austin-tx"]], at most 10
create or replace function app.preview_reid_report(p_areas jsonb, p_from date, p_to date, p_sections text[], p_source text, p_property_type text)
returns table (area_keys text[], data jsonb, digest text)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if not app.may_use_tool('reid-dashboard') then
    return;
  end if;
  area_keys := array(
    select (array_agg(key order by not exists (
        select from reid_market_data m where m.organization_id = v_organization_id and m.area_key = key
        union all select from reid_demographics d where d.organization_id = v_organization_id and d.area_key = key), key_place))[1]
    from (select * from jsonb_array_elements(p_areas) with ordinality area (keys, place) order by place limit 10) area
    cross join lateral jsonb_array_elements_text(area.keys) with ordinality candidate (key, key_place)
    group by area.place order by area.place);
  data := app.freeze_report_data(v_organization_id, area_keys, p_from, p_to, p_sections, p_source, p_property_type);
  digest := md5(data::text);
  return next;
end
$$;
comment on function app.preview_reid_report is 'Never null: area_keys, data, digest.';

-- Says why frozen data makes no report; null where it makes one.
create or replace function app.explain_empty_report(p_data jsonb) returns text
language sql stable
set search_path = pg_catalog
as $$
  select case
    when cardinality(app.list_areas_without_data(p_data)) > 0 then format('There is no data of %s in this time. Import some, or leave the area out.',
      array_to_string(app.list_areas_without_data(p_data), ', '))
    when octet_length(p_data::text) > 2000000 then 'It would hold more than 2 MB. Choose fewer areas, fewer sections or a shorter time.' end
$$;

-- Makes a report of what is known now: of 1 to 10 areas and less than 10 years. The id comes from the form, so a second click makes no
-- second one. An area without data makes a report that failed and says which.
--
--   p_configuration  sections, source and propertyType, as they were previewed
--   p_template_id    the template it began with; null for none
--   p_digest         of the preview that the insights were found in
--
-- Outcomes: MADE, FAILED, REPEATED (it was made before), CHANGED (an import changed the figures since the preview), NO_PERSON (somebody
-- it is shared with is not of the organization), NEEDS_ELITE (templates), NOT_ALLOWED.
create or replace function app.make_reid_report(p_id uuid, p_name text, p_type reid_report_type, p_area_keys text[], p_from date, p_to date,
  p_configuration jsonb, p_shared_with uuid[], p_template_id uuid, p_insights jsonb, p_digest text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_data jsonb;
  v_problem text;
begin
  if not app.may_use_tool('reid-dashboard') or cardinality(p_area_keys) not between 1 and 10 or p_from <= p_to - interval '10 years' then
    return 'NOT_ALLOWED';
  elsif exists (select from reid_reports where id = p_id) then
    return case when exists (select from reid_reports where id = p_id and organization_id = v_organization_id and user_id = app.current_user_id())
      then 'REPEATED' else 'NOT_ALLOWED' end;
  elsif exists (select from unnest(p_shared_with) person where not exists (
      select from memberships m where m.organization_id = v_organization_id and m.user_id = person)) then
    return 'NO_PERSON';
  elsif p_template_id is not null and not app.has_reid_templates(v_organization_id) then
    return 'NEEDS_ELITE';
  elsif p_template_id is not null and not exists (select from reid_reports t where t.organization_id = v_organization_id
      and t.id = p_template_id and t.is_template) then
    return 'NOT_ALLOWED';
  end if;
  v_data := app.freeze_report_data(v_organization_id, p_area_keys, p_from, p_to,
    array(select jsonb_array_elements_text(p_configuration -> 'sections')), p_configuration ->> 'source', p_configuration ->> 'propertyType');
  if md5(v_data::text) is distinct from p_digest then
    return 'CHANGED';
  end if;
  v_problem := app.explain_empty_report(v_data);
  insert into reid_reports (id, organization_id, user_id, name, report_type, status, area_keys, period_start, period_end, configuration, data,
    insights, problem, shared_with_users, template_id, generated_at)
  values (p_id, v_organization_id, app.current_user_id(), p_name, p_type, case when v_problem is null then 'COMPLETED' else 'FAILED' end::reid_report_status,
    p_area_keys, p_from, p_to, p_configuration, case when v_problem is null then v_data end, case when v_problem is null then p_insights end,
    v_problem, coalesce(p_shared_with, '{}'), p_template_id, case when v_problem is null then now() end)
  on conflict (id) do nothing;
  return case when not found then 'REPEATED' when v_problem is null then 'MADE' else 'FAILED' end;
end
$$;
comment on function app.make_reid_report is 'Outcomes: MADE, FAILED, REPEATED, CHANGED, NO_PERSON, NEEDS_ELITE, NOT_ALLOWED.';

-- Makes the link that strangers read a report by, in place of the one it has.
--
--   p_token_hash  SHA-256 of the token, hex
--   p_days        7, 30, 90 or 365
--
-- Outcomes: CREATED, NOT_READY, NOT_FOUND.
create or replace function app.make_public_report_link(p_report_id uuid, p_token_hash text, p_days integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report reid_reports;
begin
  select * into v_report from reid_reports where id = p_report_id and organization_id = app.current_organization_id() for update;
  if not found or not app.may_change_reid_report(v_report) then
    return 'NOT_FOUND';
  elsif v_report.status <> 'COMPLETED' then
    return 'NOT_READY';
  end if;
  update reid_reports set is_public = true, public_token_hash = p_token_hash,
    public_expires_at = now() + make_interval(days => least(greatest(p_days, 1), 365))
  where id = p_report_id;
  return 'CREATED';
end
$$;
comment on function app.make_public_report_link is 'Outcomes: CREATED, NOT_READY, NOT_FOUND.';

-- Ends the link of a report.
--
-- Outcomes: WITHDRAWN, NO_LINK, NOT_FOUND.
create or replace function app.withdraw_public_report_link(p_report_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report reid_reports;
begin
  select * into v_report from reid_reports where id = p_report_id and organization_id = app.current_organization_id() for update;
  if not found or not app.may_change_reid_report(v_report) then
    return 'NOT_FOUND';
  elsif not v_report.is_public then
    return 'NO_LINK';
  end if;
  update reid_reports set is_public = false, public_token_hash = null, public_expires_at = null where id = p_report_id;
  return 'WITHDRAWN';
end
$$;
comment on function app.withdraw_public_report_link is 'Outcomes: WITHDRAWN, NO_LINK, NOT_FOUND.';

-- Reports are reached from outside here and nowhere else. It runs past row-level security, so it shows what the link is for and nothing
-- of whose it is, and counts the view. An unknown, withdrawn or expired link and one of an organization that has the module no longer
-- find nothing, and which of these it is cannot be told. Asking counts even in vain.
--
--   p_address_digest  of the network address that asks; null where it is not known
--   p_is_download     whether it is read as a file
--
-- Outcomes: FOUND; TOO_OFTEN (300 an hour from one network address), with nothing beside it.
create or replace function app.find_public_report(p_token_hash text, p_address_digest text, p_is_download boolean)
returns table (outcome text, name text, report_type reid_report_type, period_start date, period_end date, data jsonb, insights jsonb,
  generated_at timestamptz, expires_at timestamptz)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if p_address_digest is not null and not app.count_use('PUBLIC_REPORT', p_address_digest, 300) then
    outcome := 'TOO_OFTEN';
    return next;
    return;
  end if;
  return query
  update reid_reports report set
    view_count = report.view_count + case when p_is_download then 0 else 1 end,
    download_count = report.download_count + case when p_is_download then 1 else 0 end
  where report.public_token_hash = p_token_hash and report.is_public and report.public_expires_at > now()
    and report.status = 'COMPLETED' and app.is_module_open(report.organization_id, 'reid-dashboard')
  returning 'FOUND', report.name, report.report_type, report.period_start, report.period_end, app.make_report_public(report.data),
    report.insights, report.generated_at, report.public_expires_at;
end
$$;
comment on function app.find_public_report is 'Outcomes: FOUND, TOO_OFTEN.';

-- Makes a report a template, which others begin with, or an ordinary one again.
--
-- Outcomes: CHANGED, NEEDS_ELITE, NOT_FOUND.
create or replace function app.use_report_as_template(p_report_id uuid, p_is_template boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report reid_reports;
begin
  select * into v_report from reid_reports where id = p_report_id and organization_id = app.current_organization_id() for update;
  if not found or not app.may_change_reid_report(v_report) then
    return 'NOT_FOUND';
  elsif not app.has_reid_templates(v_report.organization_id) then
    return 'NEEDS_ELITE';
  end if;
  update reid_reports set is_template = p_is_template where id = p_report_id and is_template <> p_is_template;
  return 'CHANGED';
end
$$;
comment on function app.use_report_as_template is 'Outcomes: CHANGED, NEEDS_ELITE, NOT_FOUND.';

-- The trail tells when a report is made public or withdrawn.
create trigger audit after update of is_public, public_token_hash, public_expires_at on reid_reports for each row
  when ((old.is_public, old.public_token_hash, old.public_expires_at)
    is distinct from (new.is_public, new.public_token_hash, new.public_expires_at))
  execute function app.audit_row('reid_report', 'public_token_hash', 'data', 'insights', 'configuration', 'view_count', 'download_count', 'updated_at');

create trigger touch_updated_at before update on reid_reports for each row execute function app.touch_updated_at();

grant execute on function app.preview_reid_report, app.make_reid_report, app.make_public_report_link, app.withdraw_public_report_link,
  app.find_public_report, app.use_report_as_template to lotline_app;
