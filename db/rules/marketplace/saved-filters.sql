-- People of the platform keep filters of the lists of the administration, each for themselves.

grant select on saved_filters to lotline_app;

-- Keeps a filter of a list under a name, in place of an earlier one of that name. A person keeps 20 of a list.
--
-- Outcomes: SAVED, TOO_MANY.
create or replace function app.save_filter(p_list text, p_name text, p_search text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_role('{CATALOG,BILLING,SUPPORT}');
  -- Two at once must not each find room for themselves.
  perform 1 from users where id = app.current_user_id() for no key update;
  if (select count(*) from saved_filters where user_id = app.current_user_id() and list = p_list and name <> p_name) >= 20 then
    return 'TOO_MANY';
  end if;
  insert into saved_filters (user_id, list, name, search) values (app.current_user_id(), p_list, p_name, p_search)
  on conflict (user_id, list, name) do update set search = excluded.search;
  return 'SAVED';
end
$$;
comment on function app.save_filter is 'Outcomes: SAVED, TOO_MANY.';

-- Forgets a filter of the viewer. Forgetting one that is gone already is no fault.
--
-- Outcomes: REMOVED.
create or replace function app.remove_filter(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_role('{CATALOG,BILLING,SUPPORT}');
  delete from saved_filters where id = p_id and user_id = app.current_user_id();
  return 'REMOVED';
end
$$;
comment on function app.remove_filter is 'Outcomes: REMOVED.';

grant execute on function app.save_filter, app.remove_filter to lotline_app;
