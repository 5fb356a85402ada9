-- These functions say who may use a tool and where they work with it.

grant select on tool_usage_daily to lotline_app;

-- Returns the tool that has this slug, or had it before it got another one.
create or replace function app.find_tool(p_slug text) returns uuid
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce((select id from marketplace_tools where slug = p_slug),
    (select tool_id from former_slugs where kind = 'TOOL' and slug = p_slug))
$$;

-- Returns where the modules of this product are, by the tools that stand for them.
create or replace function app.module_addresses() returns table (tool_id uuid, address text)
language sql stable
set search_path = public, pg_temp
as $$
  select app.find_tool(slug), address
  from (values ('reid-dashboard', '/reid'), ('expense-tax', '/expenses'), ('campaigns', '/campaigns')) module (slug, address)
$$;

-- Returns where the viewer works with a tool: for a module of this product its page, for another tool the address its
-- provider gave. Null for a tool that has none, because it works inside other systems.
create or replace function app.tool_address(p_tool_id uuid) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce((select address from app.module_addresses() where tool_id = p_tool_id),
    (select demo_url from marketplace_tools where id = p_tool_id and demo_url like 'https://%'))
$$;

-- Says whether the viewer may use a tool now: ALLOWED, or why not. NOT_OWNED (any more); DISABLED by the platform;
-- SUSPENDED (not paid in time, or in dispute);
-- TIER_TOO_LOW, where a module of this product needs a higher tier than the organization is on (other tools stay usable
-- once bought); READ_ONLY (a VIEWER); NO_SEAT, where the tool comes with a number of seats and the viewer holds none,
-- whatever their role: an OWNER or ADMIN can take one; CAPPED, where the tool is paid by use and another unit would cost
-- more than its cap or the invoice limit leaves.
create or replace function app.tool_access(p_tool_id uuid) returns text
language sql stable
set search_path = public, pg_temp
as $$ select app.decide_tool_access(p_tool_id, p_tool_id in (select tool_id from app.module_addresses())) $$;

-- Decides for tool_access, and for the policies of the modules, which know that theirs is a module. In PL/pgSQL, whose plans
-- a connection keeps, and past the policies of the tables it reads: every statement on a table of a module waits for this.
create or replace function app.decide_tool_access(p_tool_id uuid, p_is_module boolean) returns text
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_access text;
begin
  select app.owned_tool_access(tool.id, tool.status, purchase.suspended_at is not null, purchase.price_model = 'USAGE_BASED',
    tool.seats_included, case when p_is_module then tool.required_tier end)
  into v_access
  from marketplace_tools tool
  join tool_purchases purchase on purchase.organization_id = v_organization_id and purchase.tool_id = tool.id and purchase.status = 'ACTIVE'
  where tool.id = p_tool_id;
  return coalesce(v_access, 'NOT_OWNED');
end
$$;
comment on function app.tool_access is 'Outcomes: ALLOWED, NOT_OWNED, DISABLED, SUSPENDED, TIER_TOO_LOW, READ_ONLY, NO_SEAT, CAPPED.';

-- Says the same of a tool that their organization owns. It stands apart from tool_access, so that a list of all owned
-- tools finds out once what is owned, and not for each of them. p_module_tier is the tier a module needs, null for other
-- tools.
create or replace function app.owned_tool_access(p_tool_id uuid, p_status tool_status, p_is_suspended boolean, p_is_by_use boolean, p_seats_included integer,
  p_module_tier subscription_tier) returns text
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_user_id uuid := app.current_user_id();
begin
  return case
    when p_status = 'DISABLED' then 'DISABLED'
    when p_is_suspended then 'SUSPENDED'
    when p_module_tier is not null
      and p_module_tier > (select subscription_tier from organizations where id = v_organization_id) then 'TIER_TOO_LOW'
    when not exists (select from memberships where organization_id = v_organization_id and user_id = v_user_id
      and role in ('OWNER', 'ADMIN', 'MEMBER')) then 'READ_ONLY'
    when p_seats_included is not null and not exists (select from tool_seats
      where organization_id = v_organization_id and tool_id = p_tool_id and user_id = v_user_id) then 'NO_SEAT'
    when p_is_by_use and not app.fits_cap(v_organization_id, p_tool_id, 1) then 'CAPPED'
    else 'ALLOWED' end;
end
$$;
comment on function app.owned_tool_access is 'Outcomes: ALLOWED, DISABLED, SUSPENDED, TIER_TOO_LOW, READ_ONLY, NO_SEAT, CAPPED.';

-- Says whether the viewer may write what a module holds, by the slug of its tool. The policies of its tables ask this, so
-- the foundation announces it.
create or replace function app.may_use_tool(p_slug text) returns boolean
language plpgsql stable
set search_path = public, pg_temp
as $$
begin
  return app.decide_tool_access(app.find_tool(p_slug), true) = 'ALLOWED';
end
$$;

-- Says whether they may read it: a VIEWER looks at what the organization owns, without a seat, and everybody at what was
-- made with a tool that is capped.
create or replace function app.may_read_tool(p_slug text) returns boolean
language plpgsql stable
set search_path = public, pg_temp
as $$
begin
  return app.decide_tool_access(app.find_tool(p_slug), true) in ('ALLOWED', 'READ_ONLY', 'CAPPED');
end
$$;

-- Says whether an organization has a module now, whoever asks: the schedule works for those that do, and for none past its closing.
create or replace function app.is_module_open(p_organization_id uuid, p_slug text) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (
    select from marketplace_tools tool
    join tool_purchases purchase on purchase.tool_id = tool.id
    join organizations organization on organization.id = purchase.organization_id
    where tool.id = app.find_tool(p_slug) and tool.status <> 'DISABLED' and purchase.organization_id = p_organization_id and purchase.status = 'ACTIVE'
      and purchase.suspended_at is null and organization.subscription_tier >= tool.required_tier
      and (organization.closing_at > now()) is not false)
$$;

-- Notes that a tool was used since it was bought, once: an order whose tools were used is owed. The page of a module counts
-- as a use when the viewer may see it.
create or replace function app.note_first_use(p_tool_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  update tool_purchases set first_used_at = now()
  where organization_id = app.current_organization_id() and tool_id = p_tool_id and status = 'ACTIVE' and first_used_at is null
    and app.decide_tool_access(p_tool_id, true) in ('ALLOWED', 'READ_ONLY', 'CAPPED')
$$;

-- Records that the viewer goes to work with a tool, and says where. A key that was sent before is the same opening, and
-- counts nothing again. Opening a tool that is paid by use and works elsewhere is a use of one unit, the only one that is seen
-- here; a module of this product records its own. It adds to the counts in place, so that none of two at once is lost.
--
-- Outcomes: OPENED with the address; NO_ADDRESS; or why they may not use it, as tool_access says.
create or replace function app.open_tool(p_tool_id uuid, p_key text) returns table (outcome text, address text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
  v_access text := app.tool_access(p_tool_id);
  v_address text := app.tool_address(p_tool_id);
  v_is_repeated constant boolean := exists (select from tool_uses
    where organization_id = v_organization_id and tool_id = p_tool_id and key = p_key);
  v_is_new boolean := false;
  v_use text;
begin
  -- The same opening again leads on, also where it used the last unit below the cap.
  if v_is_repeated and v_access = 'CAPPED' then
    v_access := 'ALLOWED';
  end if;
  if v_access <> 'ALLOWED' or v_address is null then
    return query select case when v_access <> 'ALLOWED' then v_access else 'NO_ADDRESS' end, null::text;
    return;
  end if;
  if not v_is_repeated and p_tool_id not in (select tool_id from app.module_addresses())
    and exists (select from app.running_usage(v_organization_id) usage where usage.tool_id = p_tool_id) then
    v_use := app.record_use(p_tool_id, p_key, 1);
    if v_use not in ('RECORDED', 'REPEATED') then
      return query select v_use, null::text;
      return;
    end if;
    v_is_new := v_use = 'RECORDED';
  elsif not v_is_repeated then
    insert into tool_uses (organization_id, tool_id, key, units, used_by)
    values (v_organization_id, p_tool_id, p_key, 0, app.current_user_id()) on conflict do nothing;
    v_is_new := found;
    update tool_purchases set first_used_at = coalesce(first_used_at, now()), last_used = greatest(last_used, now()), usage_count = usage_count + 1
    where organization_id = v_organization_id and tool_id = p_tool_id and status = 'ACTIVE' and v_is_new;
  end if;
  if v_is_new then
    insert into tool_usage_daily as usage (organization_id, tool_id, day, opens)
    values (v_organization_id, p_tool_id, (now() at time zone 'utc')::date, 1)
    on conflict (organization_id, tool_id, day) do update set opens = usage.opens + 1;
  end if;
  return query select 'OPENED', v_address;
end
$$;
comment on function app.open_tool is
  'Outcomes: OPENED, NO_ADDRESS, NOT_OWNED, DISABLED, SUSPENDED, TIER_TOO_LOW, READ_ONLY, NO_SEAT, CAPPED.';

grant execute on function app.find_tool, app.module_addresses, app.tool_address, app.tool_access, app.decide_tool_access, app.owned_tool_access,
  app.may_read_tool, app.may_use_tool, app.open_tool to lotline_app;
