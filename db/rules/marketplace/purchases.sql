-- A purchase lets an organization use a tool until somebody cancels it, it is refunded or its period ends. The purchase of
-- a bundle groups those of the tools it sold, and takes the state of the last of them to end.

grant select on tool_purchases, bundle_purchases to lotline_app;

-- Lists what was bought, tools and bundles alike, under the reader's row-level security. What a bundle sold is listed as
-- tools, which name its purchase.
create or replace view marketplace_purchases with (security_invoker = true) as
  select id, organization_id, 'TOOL'::line_kind as kind, tool_id, null::uuid as bundle_id, price_at_purchase, currency,
    purchase_date, period_end, status, purchased_by, order_id, renews, bundle_purchase_id
  from tool_purchases
  union all
  select id, organization_id, 'BUNDLE'::line_kind, null, bundle_id, price_at_purchase, currency,
    purchase_date, null, status, purchased_by, order_id, false, null
  from bundle_purchases;

grant select on marketplace_purchases to lotline_app;

-- Ends a purchase at once: of a tool, or of all tools that a bundle's purchase unlocked and that are owned by it still.
-- Nothing is paid back. The seats are kept without effect.
--
-- Outcomes: CANCELLED, ENDED (it was not active any more), NOT_FOUND, NOT_ALLOWED (only OWNER and ADMIN).
create or replace function app.cancel_purchase(p_kind line_kind, p_purchase_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_status purchase_status;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  select status into v_status from marketplace_purchases
  where kind = p_kind and id = p_purchase_id and organization_id = v_organization_id;
  if not found then
    return 'NOT_FOUND';
  elsif v_status <> 'ACTIVE' then
    return 'ENDED';
  end if;
  perform app.close_purchases(v_organization_id, array(select id from tool_purchases
    where organization_id = v_organization_id and status = 'ACTIVE'
      and case p_kind when 'TOOL' then id = p_purchase_id else bundle_purchase_id = p_purchase_id end), 'CANCELLED');
  return 'CANCELLED';
end
$$;
comment on function app.cancel_purchase is 'Outcomes: CANCELLED, ENDED, NOT_FOUND, NOT_ALLOWED.';

-- Ends active purchases of tools of one organization, and those of bundles that own nothing any more. What has ended does
-- not renew, what was used beyond what was paid is billed, and the counts follow. The caller holds the organization's checkout lock.
create or replace function app.close_purchases(p_organization_id uuid, p_tool_purchase_ids uuid[], p_status purchase_status) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_bundle_purchase_ids uuid[] := array(select distinct bundle_purchase_id from tool_purchases
    where organization_id = p_organization_id and id = any (p_tool_purchase_ids) and status = 'ACTIVE' and bundle_purchase_id is not null);
  v_bundle_ids uuid[];
  v_owned_before uuid[] := array(select app.owned_tool_ids(p_organization_id));
begin
  perform app.hold_catalog(array(select tool_id from tool_purchases
    where organization_id = p_organization_id and id = any (p_tool_purchase_ids)),
    array(select bundle_id from bundle_purchases where organization_id = p_organization_id and id = any (v_bundle_purchase_ids)));
  update tool_purchases set status = p_status, renews = false, suspended_at = null
  where organization_id = p_organization_id and id = any (p_tool_purchase_ids) and status = 'ACTIVE';
  perform app.bill_usage(p_organization_id, p_tool_purchase_ids);
  with ended as (
    update bundle_purchases bought set status = p_status
    where organization_id = p_organization_id and id = any (v_bundle_purchase_ids) and status = 'ACTIVE'
      and not exists (select from tool_purchases held where held.organization_id = bought.organization_id
        and held.bundle_purchase_id = bought.id and held.status = 'ACTIVE')
    returning bundle_id)
  select array_agg(bundle_id) into v_bundle_ids from ended;
  perform app.count_ownership(v_owned_before, array(select app.owned_tool_ids(p_organization_id)));
  update tool_bundles set purchase_count = purchase_count - 1 where id = any (v_bundle_ids);
end
$$;

-- Ends what these rows of an order unlocked, where it is still theirs: what was renewed or bought again since belongs to
-- a later order and stays.
create or replace function app.close_order_tools(p_order_id uuid, p_row_ids uuid[], p_status purchase_status) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.close_purchases(o.organization_id,
    array(select purchase.id from tool_purchases purchase
      join order_line_tools charged on charged.organization_id = purchase.organization_id
        and charged.order_id = purchase.order_id and charged.tool_id = purchase.tool_id
      where purchase.organization_id = o.organization_id and purchase.order_id = o.id and purchase.status = 'ACTIVE'
        and charged.units_billed is null and charged.id = any (p_row_ids)),
    p_status)
  from marketplace_orders o where o.id = p_order_id
$$;

create trigger audit after insert or update or delete on tool_purchases for each row
  execute function app.audit_row('tool_purchase', 'last_used', 'usage_count', 'first_used_at');
create trigger audit after insert or update or delete on bundle_purchases for each row execute function app.audit_row('bundle_purchase');

grant execute on function app.cancel_purchase to lotline_app;
