-- A tool without a page of its own works inside systems that an organization connects it to. Nobody here sees that: it counts as
-- connected once something of it was recorded, or once an OWNER or ADMIN says so.

-- Notes that the organization has connected a tool, or that it has not (any more).
--
-- Outcomes: CONNECTED, DISCONNECTED; and with nothing written NOT_ALLOWED (only OWNER and ADMIN), NOT_OWNED, HAS_ADDRESS (it is
-- opened and not connected).
create or replace function app.set_tool_connection(p_tool_id uuid, p_is_connected boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  -- Before anything is said of the tool: the catalog may hide it.
  if not exists (select from tool_purchases
    where organization_id = app.current_organization_id() and tool_id = p_tool_id and status = 'ACTIVE') then
    return 'NOT_OWNED';
  elsif app.tool_address(p_tool_id) is not null then
    return 'HAS_ADDRESS';
  end if;
  update tool_purchases set connected_at = case when p_is_connected then coalesce(connected_at, now()) end
  where organization_id = app.current_organization_id() and tool_id = p_tool_id and status = 'ACTIVE';
  if not found then
    return 'NOT_OWNED';
  end if;
  return case when p_is_connected then 'CONNECTED' else 'DISCONNECTED' end;
end
$$;
comment on function app.set_tool_connection is 'Outcomes: CONNECTED, DISCONNECTED, NOT_ALLOWED, NOT_OWNED, HAS_ADDRESS.';

grant execute on function app.set_tool_connection to lotline_app;
