-- A tool can come with a number of seats; then everybody needs one to use it, OWNERs included.

grant select on tool_seats to lotline_app;

-- Gives a person of the organization a seat. It lets one at a time in an organization do so, so that two never share
-- the last one.
--
-- Outcomes: ASSIGNED; HAS_SEAT (already); and with nothing written NOT_ALLOWED (only OWNER and ADMIN assign),
-- NOT_OWNED, EVERYONE (the tool is for the whole organization, there is no seat to give), NOT_A_MEMBER, VIEWER,
-- NO_SEAT_LEFT.
create or replace function app.assign_seat(p_tool_id uuid, p_user_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role;
  v_seats integer;
  v_holder_role org_role;
begin
  -- Before the lock of purchases, as with an order: whoever changes people holds them first, and may wait for that lock then.
  perform app.hold_seat_holders(v_organization_id, array[p_user_id]);
  v_role := app.lock_role();
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  if p_tool_id is null or p_tool_id not in (select app.owned_tool_ids(v_organization_id)) then
    return 'NOT_OWNED';
  end if;
  select seats_included into v_seats from marketplace_tools where id = p_tool_id;
  if v_seats is null then
    return 'EVERYONE';
  end if;
  -- It is held, so that a transaction that makes the person a viewer meanwhile comes after, and then takes the seat away.
  select role into v_holder_role from memberships where organization_id = v_organization_id and user_id = p_user_id for share;
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
comment on function app.assign_seat is
  'Outcomes: ASSIGNED, HAS_SEAT, NOT_ALLOWED, NOT_OWNED, EVERYONE, NOT_A_MEMBER, VIEWER, NO_SEAT_LEFT.';

-- Holds the memberships of the viewer and of those who are to get a seat, in the order in which changes of people hold theirs
-- (app.lock_people), so that neither waits for the other without an end.
create or replace function app.hold_seat_holders(p_organization_id uuid, p_user_ids uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from memberships
  where organization_id = p_organization_id and (user_id = any (p_user_ids) or user_id = app.current_user_id())
  order by user_id for share;
end
$$;

-- Gives seats of the tools of an order to the people that its buyer chose, in their order, while a tool has any left. Whoever
-- left or became a viewer since gets none, and nobody whose membership is being changed right now: whoever changes people may wait for
-- the organization's checkout lock, which the caller holds.
create or replace function app.give_seats(p_order marketplace_orders) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_holders uuid[] := array(select user_id from memberships
    where organization_id = p_order.organization_id and user_id = any (p_order.seat_holders) and role <> 'VIEWER'
    order by array_position(p_order.seat_holders, user_id) for share skip locked);
begin
  insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
  select p_order.organization_id, wanted.tool_id, wanted.user_id, p_order.buyer_id
  from (
    select charged.tool_id, tool.seats_included, holder.user_id,
      row_number() over (partition by charged.tool_id order by holder.place) as place
    from order_line_tools charged
    join marketplace_tools tool on tool.id = charged.tool_id
    cross join unnest(v_holders) with ordinality as holder (user_id, place)
    where charged.organization_id = p_order.organization_id and charged.order_id = p_order.id and tool.seats_included is not null
      and not exists (select from tool_seats held where held.organization_id = charged.organization_id
        and held.tool_id = charged.tool_id and held.user_id = holder.user_id)) wanted
  where wanted.place <= wanted.seats_included - (select count(*) from tool_seats held
    where held.organization_id = p_order.organization_id and held.tool_id = wanted.tool_id)
  order by wanted.tool_id, wanted.place;
end
$$;

-- Takes a seat away.
--
-- Outcomes: REVOKED, NO_SEAT (none was held), NOT_ALLOWED (only OWNER and ADMIN).
create or replace function app.revoke_seat(p_tool_id uuid, p_user_id uuid) returns text
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
comment on function app.revoke_seat is 'Outcomes: REVOKED, NO_SEAT, NOT_ALLOWED.';

-- Viewers hold no seat: who becomes one leaves theirs. Who leaves the organization loses theirs by the foreign key.
create or replace function app.free_seats_of_viewer() returns trigger
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

create trigger audit after insert or update or delete on tool_seats for each row execute function app.audit_row('tool_seat');

grant execute on function app.assign_seat, app.revoke_seat to lotline_app;
