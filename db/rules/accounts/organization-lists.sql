-- The administration sorts organizations by any column, and shows the people of one.

-- Returns the ids of a page of all organizations, sorted; none for anybody but SUPPORT, BILLING and AUDITOR. p_words is part of a
-- name. Arguments that are null narrow nothing. By name they are read page by page from an index (app.organization_page).
--
--   p_sort  tier, people, orders, spent or created; anything else sorts by name
create or replace function app.sorted_organizations(p_words text, p_tier subscription_tier, p_sort text, p_is_descending boolean,
  p_limit integer, p_offset integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_column text := case p_sort when 'tier' then 'subscription_tier' when 'people' then 'people' when 'orders' then 'orders'
    when 'spent' then 'spent' when 'created' then 'created_at' else 'name collate human' end;
  v_direction text := case when p_is_descending then 'desc' else 'asc' end;
begin
  if not app.has_platform_role('{SUPPORT,BILLING,AUDITOR}') then
    return;
  end if;
  return query execute format(
    'select id from platform_organizations
     where ($1 is null or strpos(lower(name), lower($1)) > 0) and ($2 is null or subscription_tier = $2)
     order by %s %s, name collate human, id limit $3 offset $4', v_column, v_direction)
  using p_words, p_tier, p_limit, p_offset;
end
$$;

-- Shows the people of every organization to SUPPORT, BILLING and AUDITOR; everybody else finds it empty.
create or replace view platform_members with (security_barrier = true) as
  select member.organization_id, person.id as user_id, person.name, person.email, member.role, member.created_at as joined_at,
    person.email_confirmed_at is not null as is_confirmed
  from memberships member
  join users person on person.id = member.user_id
  where (select app.has_platform_role('{SUPPORT,BILLING,AUDITOR}'));

grant select on platform_members to lotline_app;
grant execute on function app.sorted_organizations to lotline_app;
