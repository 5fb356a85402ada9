-- An organization owns a tool while it bought it, or a bundle that holds it, and that purchase is active.
-- purchase_count of a tool is the number of organizations that own it.

create or replace function app.owned_tool_ids(p_organization_id uuid) returns setof uuid
language sql stable
set search_path = public, pg_temp
as $$
  select tool_id from tool_purchases where organization_id = p_organization_id and status = 'ACTIVE'
  union
  select link.tool_id from bundle_purchases purchase
  join bundle_tools link on link.bundle_id = purchase.bundle_id
  where purchase.organization_id = p_organization_id and purchase.status = 'ACTIVE'
$$;

-- Counts again how many organizations own each of these tools, directly or through a bundle.
create or replace function app.recount_owners(p_tool_ids uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  -- A transaction that counts one up or down meanwhile comes before or after.
  perform 1 from marketplace_tools where id = any (p_tool_ids) order by id for no key update;
  update marketplace_tools tool set purchase_count = owners.total
  from (
    select t.id, (
      select count(*)::integer from (
        select organization_id from tool_purchases where tool_id = t.id and status = 'ACTIVE'
        union
        select purchase.organization_id from bundle_tools link
        join bundle_purchases purchase on purchase.bundle_id = link.bundle_id and purchase.status = 'ACTIVE'
        where link.tool_id = t.id
      ) owner) as total
    from unnest(p_tool_ids) as t (id)
  ) owners
  where tool.id = owners.id and tool.purchase_count <> owners.total;
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
