-- An organization owns a tool while its purchase of that tool is active, bought by itself or in a bundle. Nothing else
-- unlocks a tool. purchase_count of a tool is the number of organizations that own it.

create or replace function app.owned_tool_ids(p_organization_id uuid) returns setof uuid
language plpgsql stable
set search_path = public, pg_temp
as $$
begin
  return query select tool_id from tool_purchases where organization_id = p_organization_id and status = 'ACTIVE';
end
$$;

-- Counts up the tools an organization owns now and did not before, and down the other way round. It locks rows in the
-- order of their ids, so that two checkouts cannot deadlock.
create or replace function app.count_ownership(p_owned_before uuid[], p_owned_now uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from marketplace_tools
  where (id = any (p_owned_before)) <> (id = any (p_owned_now)) order by id for update;
  update marketplace_tools set purchase_count = purchase_count + case when id = any (p_owned_now) then 1 else -1 end
  where (id = any (p_owned_before)) <> (id = any (p_owned_now));
end
$$;

grant execute on function app.owned_tool_ids to lotline_app;
