-- A profile scores a place by fixed rules, and a person may verify it. The database notes who and when: only app.verify_profile writes
-- those columns, and a profile that says something else afterwards is verified no longer.

grant select (id, organization_id, user_id, profile_type, area_key, area_type, address, zip_code, city, state, county,
  neighborhood, school_district, msa_code, summary, detailed_analysis, strengths, weaknesses, opportunities,
  overall_score, investment_score, lifestyle_score, growth_score, risk_score, metrics, recommendations, data_sources,
  ai_model, model_version, confidence_score, is_public, is_verified, verified_by, verified_at, expires_at,
  last_refreshed_at, created_at, updated_at) on reid_ai_profiles to lotline_app;
grant insert (id, organization_id, user_id, profile_type, area_key, area_type, address, zip_code, city, state, county,
  neighborhood, school_district, msa_code, summary, detailed_analysis, strengths, weaknesses, opportunities,
  overall_score, investment_score, lifestyle_score, growth_score, risk_score, metrics, recommendations, data_sources,
  ai_model, model_version, confidence_score, is_public, expires_at,
  last_refreshed_at) on reid_ai_profiles to lotline_app;
grant update (profile_type, area_key, area_type, address, zip_code, city, state, county, neighborhood, school_district, msa_code,
  summary, detailed_analysis, strengths, weaknesses, opportunities, overall_score, investment_score, lifestyle_score,
  growth_score, risk_score, metrics, recommendations, data_sources, ai_model, model_version, confidence_score,
  is_public, expires_at, last_refreshed_at) on reid_ai_profiles to lotline_app;
grant delete on reid_ai_profiles to lotline_app;

create trigger stamp_verification before insert on reid_ai_profiles for each row execute function app.stamp_verification();
create trigger stamp_verification_again before update of is_verified on reid_ai_profiles
  for each row when (old.is_verified is distinct from new.is_verified) execute function app.stamp_verification();

-- What was verified is what stood there.
create or replace function app.end_verification() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  new.is_verified := false;
  new.verified_by := null;
  new.verified_at := null;
  return new;
end
$$;

create trigger end_verification before update of summary, metrics, last_refreshed_at on reid_ai_profiles for each row
  when (old.is_verified and (old.summary, old.metrics, old.last_refreshed_at) is distinct from (new.summary, new.metrics, new.last_refreshed_at))
  execute function app.end_verification();

create trigger touch_updated_at before update on reid_ai_profiles for each row execute function app.touch_updated_at();

-- A monthly series of an area over the ten years up to its newest value, as one source has it: [["2024-06-30", 41234568], …] with the source.
-- The source that is asked for goes first, then publishers in the order of their prices; all property types before one of them.
--
--   p_figures  columns, the first one that a source has is taken
create or replace function app.find_area_series(p_organization_id uuid, p_area_key text, p_figures text[], p_source text, p_property_type text)
returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  with kind as materialized (
    select m.data_source, m.property_type, figure.name as figure, max(m.report_date) as newest
    from reid_market_data m cross join unnest(p_figures) with ordinality figure (name, place)
    where m.organization_id = p_organization_id and m.area_key = p_area_key and m.period_type = 'MONTHLY'
      and app.market_figure(m, figure.name) is not null
    group by m.data_source, m.property_type, figure.name, figure.place
    order by m.data_source is distinct from p_source, app.publisher_rank(m.data_source), m.data_source collate "C",
      m.property_type is distinct from p_property_type, m.property_type collate "C" nulls first, figure.place
    limit 1
  )
  select jsonb_build_object('figure', kind.figure, 'source', kind.data_source, 'propertyType', kind.property_type,
    'values', jsonb_agg(jsonb_build_array(m.report_date, app.market_figure(m, kind.figure)) order by m.report_date))
  from kind
  join reid_market_data m on m.organization_id = p_organization_id and m.area_key = p_area_key and m.data_source = kind.data_source
    and m.property_type is not distinct from kind.property_type and m.period_type = 'MONTHLY'
    and m.report_date > kind.newest - interval '10 years 1 month' and app.market_figure(m, kind.figure) is not null
  group by kind.figure, kind.data_source, kind.property_type
$$;

-- All that the rules of profiles look at for an area, as its figures are now: price, sales, supply, rent, income and population, each
-- with its source, and the columns that name the area. Null for an area that the organization knows nothing of. The area comes as the
-- keys it may have; the first one that anything is known of is taken.
create or replace function app.collect_profile_inputs(p_organization_id uuid, p_area_keys text[], p_source text, p_property_type text)
returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  with place as materialized (
    select known.* from unnest(p_area_keys) with ordinality candidate (key, position)
    cross join lateral (
      select area_key, area_name, area_type, zip_code, city, state, county, neighborhood, school_district, msa_code, 0 as kind
      from (select * from reid_market_data where organization_id = p_organization_id and area_key = candidate.key
        order by report_date desc limit 1) market
      union all
      select area_key, area_name, area_type, zip_code, city, state, county, neighborhood, school_district, msa_code, 1
      from (select * from reid_demographics where organization_id = p_organization_id and area_key = candidate.key
        order by report_year desc limit 1) people
    ) known
    order by candidate.position, known.kind limit 1
  ), series as materialized (
    select place.area_key,
      app.find_area_series(p_organization_id, place.area_key, array['median_price', 'typical_value', 'median_list_price'], p_source, p_property_type) as price,
      app.find_area_series(p_organization_id, place.area_key, array['median_rent'], p_source, p_property_type) as rent
    from place
  ), pace as materialized (
    -- Sales and supply belong to the price's source where it has them.
    select app.find_area_series(p_organization_id, area_key, array['sold_listings'], coalesce(price ->> 'source', p_source), coalesce(price ->> 'propertyType', p_property_type)) as sales
    from series
  )
  select jsonb_build_object(
    'area', jsonb_build_object('key', place.area_key, 'name', place.area_name, 'type', place.area_type, 'zipCode', place.zip_code,
      'city', place.city, 'state', place.state, 'county', place.county, 'neighborhood', place.neighborhood,
      'schoolDistrict', place.school_district, 'msaCode', place.msa_code),
    'price', series.price, 'sales', pace.sales, 'rents', series.rent,
    'supply', (
      select jsonb_build_object('date', m.report_date, 'periodType', m.period_type, 'published', m.inventory_months, 'active', m.active_listings,
        'sold', m.sold_listings, 'source', m.data_source)
      from reid_market_data m
      where m.organization_id = p_organization_id and m.area_key = place.area_key
        and (m.inventory_months is not null or m.active_listings is not null and m.sold_listings > 0)
      order by m.data_source is distinct from coalesce(series.price ->> 'source', p_source), app.publisher_rank(m.data_source), m.data_source collate "C",
        m.property_type is distinct from coalesce(series.price ->> 'propertyType', p_property_type), m.property_type collate "C" nulls first,
        m.report_date desc, m.period_type
      limit 1),
    'surveys', (
      select coalesce(jsonb_agg(jsonb_build_object('source', d.data_source, 'year', d.report_year, 'people', d.total_population,
        'growth', d.population_growth, 'income', d.median_income, 'rent', d.median_rent) order by d.report_year desc, d.data_source collate "C"), '[]')
      from reid_demographics d where d.organization_id = p_organization_id and d.area_key = place.area_key))
  from place cross join series cross join pace
$$;

-- The same for the viewer's organization, for people who may make a profile.
create or replace function app.read_profile_inputs(p_area_keys text[], p_source text, p_property_type text) returns jsonb
language sql stable security definer
set search_path = public, pg_temp
as $$
  select case when app.may_use_tool('reid-dashboard')
    then app.collect_profile_inputs(app.current_organization_id(), p_area_keys, p_source, p_property_type) end
$$;

-- Profiles made or refreshed in this month of UTC, and how many may be: null for any number.
create or replace function app.count_profiles(out used integer, out most integer)
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce((select uses from reid_monthly_uses where organization_id = o.id and use = 'PROFILE'
    and month = date_trunc('month', now() at time zone 'UTC')::date), 0), app.reid_monthly_limit('PROFILE', o.subscription_tier)
  from organizations o where o.id = app.current_organization_id()
$$;
comment on function app.count_profiles is 'Never null: used.';

-- Keeps a profile in the viewer's name. The policies decide who may, and a trigger counts it; the same one sent twice is kept once.
--
--   p_profile  its columns, from profile_type to confidence_score
--
-- Outcomes: MADE, LIMIT (all of this month are used), NOT_ALLOWED.
create or replace function app.make_profile(p_id uuid, p_profile jsonb) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  insert into reid_ai_profiles (id, organization_id, user_id, profile_type, area_key, area_type, address, zip_code, city, state, county,
    neighborhood, school_district, msa_code, summary, detailed_analysis, strengths, weaknesses, overall_score, investment_score,
    lifestyle_score, growth_score, risk_score, metrics, recommendations, data_sources, ai_model, model_version, confidence_score, last_refreshed_at)
  select p_id, app.current_organization_id(), app.current_user_id(), p.profile_type, p.area_key, p.area_type, p.address, p.zip_code, p.city,
    p.state, p.county, p.neighborhood, p.school_district, p.msa_code, p.summary, p.detailed_analysis, p.strengths, p.weaknesses,
    p.overall_score, p.investment_score, p.lifestyle_score, p.growth_score, p.risk_score, p.metrics, p.recommendations, p.data_sources,
    p.ai_model, p.model_version, p.confidence_score, now()
  from jsonb_populate_record(null::reid_ai_profiles, p_profile) p
  on conflict (id) do nothing;
  return case when exists (select from reid_ai_profiles where id = p_id and user_id = app.current_user_id()) then 'MADE' else 'NOT_ALLOWED' end;
exception
  when insufficient_privilege then
    return 'NOT_ALLOWED';
  when check_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'reid_monthly_uses_limit' then
      return 'LIMIT';
    end if;
    raise;
end
$$;
comment on function app.make_profile is 'Outcomes: MADE, LIMIT, NOT_ALLOWED.';

-- Puts the scores of now into a profile that the viewer may change. It counts as one more.
--
--   p_seen  when it was refreshed last before the page was made, as text: a second click refreshes nothing again
--
-- Outcomes: REFRESHED, STALE, LIMIT, NOT_FOUND.
create or replace function app.refresh_profile(p_id uuid, p_seen text, p_profile jsonb) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_profile reid_ai_profiles;
  v_constraint text;
begin
  -- Locking asks for the right to change it.
  select * into v_profile from reid_ai_profiles where id = p_id for update;
  if v_profile.id is null then
    return 'NOT_FOUND';
  elsif v_profile.last_refreshed_at::text is distinct from p_seen then
    return 'STALE';
  end if;
  update reid_ai_profiles set
    (summary, detailed_analysis, strengths, weaknesses, overall_score, investment_score, lifestyle_score, growth_score, risk_score, metrics,
      recommendations, data_sources, ai_model, model_version, confidence_score)
    = (select p.summary, p.detailed_analysis, p.strengths, p.weaknesses, p.overall_score, p.investment_score, p.lifestyle_score, p.growth_score,
        p.risk_score, p.metrics, p.recommendations, p.data_sources, p.ai_model, p.model_version, p.confidence_score
      from jsonb_populate_record(null::reid_ai_profiles, p_profile) p),
    last_refreshed_at = clock_timestamp()
  where id = p_id;
  return 'REFRESHED';
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint = 'reid_monthly_uses_limit' then
    return 'LIMIT';
  end if;
  raise;
end
$$;
comment on function app.refresh_profile is 'Outcomes: REFRESHED, STALE, LIMIT, NOT_FOUND.';

-- Shows a profile to the organization, or no longer.
--
-- Outcomes: CHANGED, NOT_FOUND.
create or replace function app.share_profile(p_id uuid, p_is_shared boolean) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update reid_ai_profiles set is_public = p_is_shared where id = p_id;
  return case when found then 'CHANGED' else 'NOT_FOUND' end;
end
$$;
comment on function app.share_profile is 'Outcomes: CHANGED, NOT_FOUND.';

-- Notes that an OWNER or ADMIN looked a profile over and stands by it.
--
--   p_seen  when it was refreshed last before the page was made, as text: nobody verifies what they have not seen
--
-- Outcomes: VERIFIED, STALE, NOT_FOUND.
create or replace function app.verify_profile(p_id uuid, p_seen text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_profile reid_ai_profiles;
begin
  if v_role in ('OWNER', 'ADMIN') and app.may_use_tool('reid-dashboard') then
    select * into v_profile from reid_ai_profiles where id = p_id and organization_id = app.current_organization_id() for update;
  end if;
  if v_profile.id is null then
    return 'NOT_FOUND';
  elsif v_profile.last_refreshed_at::text is distinct from p_seen then
    return 'STALE';
  end if;
  update reid_ai_profiles set is_verified = true where id = p_id and not is_verified;
  return 'VERIFIED';
end
$$;
comment on function app.verify_profile is 'Outcomes: VERIFIED, STALE, NOT_FOUND.';

grant execute on function app.read_profile_inputs, app.count_profiles, app.make_profile, app.refresh_profile, app.share_profile, app.verify_profile
  to lotline_app;
