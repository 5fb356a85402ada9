-- Saved simulations and profiles are limited by tier, for each organization and month of UTC.

grant select (organization_id, month, use, uses) on reid_monthly_uses to lotline_app;

-- Returns how many an organization of a tier may save or make in a month, null where there is no limit.
create or replace function app.reid_monthly_limit(p_use reid_use, p_tier subscription_tier) returns integer
language sql immutable
set search_path = public, pg_temp
as $$ select case
  when p_tier < 'GROWTH'::subscription_tier then 0
  when p_use = 'SIMULATION'::reid_use then case when p_tier = 'GROWTH'::subscription_tier then 5 end
  when p_tier = 'GROWTH'::subscription_tier then 10
  when p_tier = 'ELITE'::subscription_tier then 100
  end $$;
grant execute on function app.reid_monthly_limit to lotline_app;

-- Counts one more use in this month. Uses of an organization are counted one after the other, so that many at once never pass the
-- limit. What nobody signed in writes, such as a demo, is counted and not limited.
create or replace function app.count_reid_use(p_organization_id uuid, p_use reid_use) returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_uses integer;
  v_limit integer := (select app.reid_monthly_limit(p_use, subscription_tier) from organizations where id = p_organization_id);
begin
  perform pg_advisory_xact_lock(hashtextextended('reid-uses:' || p_organization_id, 0));
  insert into reid_monthly_uses (organization_id, month, use, uses)
  values (p_organization_id, date_trunc('month', now() at time zone 'UTC')::date, p_use, 1)
  on conflict (organization_id, month, use) do update set uses = reid_monthly_uses.uses + 1
  returning uses into v_uses;
  if v_uses > v_limit and app.current_user_id() is not null then
    raise check_violation using message = format('%s of %s are used this month', v_limit, v_limit),
      table = 'reid_monthly_uses', constraint = 'reid_monthly_uses_limit';
  end if;
end
$$;

create or replace function app.count_saved_simulation() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.count_reid_use(new.organization_id, 'SIMULATION');
  return null;
end
$$;

-- A scenario varies a simulation that was counted.
create trigger count_saved_simulation after insert on reid_roi_simulations
  for each row when (new.parent_simulation_id is null) execute function app.count_saved_simulation();

create or replace function app.count_made_profile() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.count_reid_use(new.organization_id, 'PROFILE');
  return null;
end
$$;

create trigger count_made_profile after insert on reid_ai_profiles for each row execute function app.count_made_profile();
create trigger count_refreshed_profile after update of last_refreshed_at on reid_ai_profiles
  for each row when (old.last_refreshed_at is distinct from new.last_refreshed_at) execute function app.count_made_profile();
