-- Seats, the use of tools, and how a purchase ends at its owner's wish.

-- The list of purchases says which order a purchase came from and whether it goes on by itself.
create or replace view marketplace_purchases with (security_invoker = true) as
  select id, organization_id, 'TOOL'::line_kind as kind, tool_id, null::uuid as bundle_id, price_at_purchase, currency,
    purchase_date, period_end, status, purchased_by, order_id, renews
  from tool_purchases
  union all
  select id, organization_id, 'BUNDLE'::line_kind, null, bundle_id, price_at_purchase, currency,
    purchase_date, null, status, purchased_by, order_id, false
  from bundle_purchases;

create trigger audit after insert or update or delete on tool_seats for each row execute function app.audit_row('tool_seat');

-- Viewers hold no seat: who becomes one leaves theirs. Who leaves the organization loses theirs by the foreign key.
create function app.free_seats_of_viewer() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  delete from tool_seats where organization_id = new.organization_id and user_id = new.user_id;
  return null;
end
$$;

create trigger free_seats after update of role on memberships
  for each row when (new.role = 'VIEWER' and old.role <> 'VIEWER') execute function app.free_seats_of_viewer();

-- The tool that has this address, or had it before it got another one.
create function app.find_tool(p_slug text) returns uuid
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce((select id from marketplace_tools where slug = p_slug),
    (select tool_id from former_slugs where kind = 'TOOL' and slug = p_slug))
$$;

-- Where the viewer works with a tool: for a module of this product its page, for another tool the address its provider
-- gave. Null for a tool that has none, because it works inside other systems.
create function app.tool_address(p_tool_id uuid) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case p_tool_id
    when app.find_tool('reid-dashboard') then '/reid'
    when app.find_tool('expense-tax') then '/expenses'
    when app.find_tool('campaigns') then '/campaigns'
    else (select demo_url from marketplace_tools where id = p_tool_id and demo_url like 'https://%') end
$$;

-- Whether the viewer may use a tool now: ALLOWED, or why not. NOT_OWNED (any more); DISABLED by the platform;
-- READ_ONLY (a VIEWER); NO_SEAT, where the tool comes with a number of seats and the viewer holds none, whatever their
-- role: an OWNER or ADMIN can take one.
create function app.tool_access(p_tool_id uuid) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when tool.id is null or tool.id not in (select app.owned_tool_ids(app.current_organization_id())) then 'NOT_OWNED'
    when tool.status = 'DISABLED' then 'DISABLED'
    when not exists (select from memberships where organization_id = app.current_organization_id()
      and user_id = app.current_user_id() and role in ('OWNER', 'ADMIN', 'MEMBER')) then 'READ_ONLY'
    when tool.seats_included is not null and not exists (select from tool_seats
      where organization_id = app.current_organization_id() and tool_id = tool.id and user_id = app.current_user_id()) then 'NO_SEAT'
    else 'ALLOWED' end
  from (select p_tool_id as id) asked left join marketplace_tools tool on tool.id = asked.id
$$;

-- The same for the pages and queries of a module, by the address of its tool.
create function app.may_use_tool(p_slug text) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select app.tool_access(app.find_tool(p_slug)) = 'ALLOWED' $$;

-- Gives a person of the organization a seat. One at a time in an organization, so that two never share the last one.
-- Outcomes: ASSIGNED; HAS_SEAT (already); and with nothing written NOT_ALLOWED (only OWNER and ADMIN assign), NOT_OWNED,
-- EVERYONE (the tool is for the whole organization, there is no seat to give), NOT_A_MEMBER, VIEWER, NO_SEAT_LEFT.
create function app.assign_seat(p_tool_id uuid, p_user_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_seats integer;
  v_holder_role org_role;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('checkout:' || v_organization_id, 0));
  if p_tool_id is null or p_tool_id not in (select app.owned_tool_ids(v_organization_id)) then
    return 'NOT_OWNED';
  end if;
  select seats_included into v_seats from marketplace_tools where id = p_tool_id;
  if v_seats is null then
    return 'EVERYONE';
  end if;
  -- Held, so that whoever makes the person a viewer meanwhile comes after, and then takes the seat away.
  select role into v_holder_role from memberships
  where organization_id = v_organization_id and user_id = p_user_id for share;
  if v_holder_role is null or v_holder_role = 'VIEWER' then
    return case when v_holder_role is null then 'NOT_A_MEMBER' else 'VIEWER' end;
  end if;
  if exists (select from tool_seats where organization_id = v_organization_id and tool_id = p_tool_id and user_id = p_user_id) then
    return 'HAS_SEAT';
  end if;
  if (select count(*) from tool_seats where organization_id = v_organization_id and tool_id = p_tool_id) >= v_seats then
    return 'NO_SEAT_LEFT';
  end if;
  insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
  values (v_organization_id, p_tool_id, p_user_id, app.current_user_id());
  return 'ASSIGNED';
end
$$;

-- Takes a seat away. Outcomes: REVOKED, NO_SEAT (none was held), NOT_ALLOWED (only OWNER and ADMIN).
create function app.revoke_seat(p_tool_id uuid, p_user_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  delete from tool_seats
  where organization_id = app.current_organization_id() and tool_id = p_tool_id and user_id = p_user_id;
  return case when found then 'REVOKED' else 'NO_SEAT' end;
end
$$;

-- Records that the viewer goes to work with a tool, and says where. Outcomes: OPENED with the address; NO_ADDRESS; or why
-- they may not use it, as tool_access says. Counts are added to in place, so that none of two at once is lost.
create function app.open_tool(p_tool_id uuid) returns table (outcome text, address text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
  v_access text := app.tool_access(p_tool_id);
  v_address text := app.tool_address(p_tool_id);
begin
  if v_access <> 'ALLOWED' or v_address is null then
    return query select case when v_access <> 'ALLOWED' then v_access else 'NO_ADDRESS' end, null::text;
    return;
  end if;
  insert into tool_usage_daily as usage (organization_id, tool_id, day, opens)
  values (v_organization_id, p_tool_id, (now() at time zone 'utc')::date, 1)
  on conflict (organization_id, tool_id, day) do update set opens = usage.opens + 1;
  update tool_purchases set last_used = greatest(last_used, now()), usage_count = usage_count + 1
  where organization_id = v_organization_id and tool_id = p_tool_id and status = 'ACTIVE';
  return query select 'OPENED', v_address;
end
$$;

-- Whether a monthly or annual purchase goes on when its period ends. Outcomes: SAVED, NO_PERIOD (it has ended, or never
-- ends by itself), NOT_FOUND, NOT_ALLOWED (only OWNER and ADMIN).
create function app.set_renewal(p_purchase_id uuid, p_renews boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('checkout:' || v_organization_id, 0));
  if not exists (select from tool_purchases where id = p_purchase_id and organization_id = v_organization_id) then
    return 'NOT_FOUND';
  end if;
  update tool_purchases set renews = p_renews
  where id = p_purchase_id and organization_id = v_organization_id and status = 'ACTIVE' and period_end is not null;
  return case when found then 'SAVED' else 'NO_PERIOD' end;
end
$$;

-- Ends a purchase at once, of a tool or of a whole bundle. What another active purchase provides stays owned, and the
-- seats of what does not are kept without effect. Rule 6. Outcomes: CANCELLED, ENDED (it was not active any more),
-- NOT_FOUND, NOT_ALLOWED (only OWNER and ADMIN).
create function app.cancel_purchase(p_kind line_kind, p_purchase_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_purchase marketplace_purchases;
  v_owned_before uuid[];
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('checkout:' || v_organization_id, 0));
  select * into v_purchase from marketplace_purchases
  where kind = p_kind and id = p_purchase_id and organization_id = v_organization_id;
  if v_purchase.status is distinct from 'ACTIVE' then
    return case when v_purchase.id is null then 'NOT_FOUND' else 'ENDED' end;
  end if;
  perform app.hold_catalog(array_remove(array[v_purchase.tool_id], null), array_remove(array[v_purchase.bundle_id], null));
  v_owned_before := array(select app.owned_tool_ids(v_organization_id));
  if p_kind = 'TOOL' then
    update tool_purchases set status = 'CANCELLED', renews = false where id = p_purchase_id;
  else
    update bundle_purchases set status = 'CANCELLED' where id = p_purchase_id;
    update tool_bundles set purchase_count = purchase_count - 1 where id = v_purchase.bundle_id;
  end if;
  perform app.count_ownership(v_owned_before, array(select app.owned_tool_ids(v_organization_id)));
  return 'CANCELLED';
end
$$;

grant execute on function app.find_tool, app.tool_address, app.tool_access, app.may_use_tool, app.assign_seat, app.revoke_seat,
  app.open_tool, app.set_renewal, app.cancel_purchase to lotline_app;
