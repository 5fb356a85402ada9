-- A purchase lets an organization use a tool or the tools of a bundle, until somebody cancels it, it is refunded or its
-- period ends.

grant select on tool_purchases, bundle_purchases to lotline_app;

-- Lists what was bought, tools and bundles alike, under the reader's row-level security.
create or replace view marketplace_purchases with (security_invoker = true) as
  select id, organization_id, 'TOOL'::line_kind as kind, tool_id, null::uuid as bundle_id, price_at_purchase, currency,
    purchase_date, period_end, status, purchased_by, order_id, renews
  from tool_purchases
  union all
  select id, organization_id, 'BUNDLE'::line_kind, null, bundle_id, price_at_purchase, currency,
    purchase_date, null, status, purchased_by, order_id, false
  from bundle_purchases;

grant select on marketplace_purchases to lotline_app;

-- Ends a purchase at once, of a tool or of a whole bundle. What another active purchase provides stays owned, and the
-- seats of what does not are kept without effect.
--
-- Outcomes: CANCELLED, ENDED (it was not active any more), NOT_FOUND, NOT_ALLOWED (only OWNER and ADMIN).
create or replace function app.cancel_purchase(p_kind line_kind, p_purchase_id uuid) returns text
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
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
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
comment on function app.cancel_purchase is 'Outcomes: CANCELLED, ENDED, NOT_FOUND, NOT_ALLOWED.';

-- Ends active purchases of one organization. What has ended does not renew, and the counts follow. The caller holds the
-- organization's checkout lock.
create or replace function app.close_purchases(p_organization_id uuid, p_tool_purchase_ids uuid[], p_bundle_purchase_ids uuid[], p_status purchase_status)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_bundle_ids uuid[] := array(select bundle_id from bundle_purchases
    where organization_id = p_organization_id and id = any (p_bundle_purchase_ids) and status = 'ACTIVE' order by bundle_id);
  v_owned_before uuid[];
begin
  perform app.hold_catalog(array(select tool_id from tool_purchases
    where organization_id = p_organization_id and id = any (p_tool_purchase_ids)), v_bundle_ids);
  v_owned_before := array(select app.owned_tool_ids(p_organization_id));
  update tool_purchases set status = p_status, renews = false
  where organization_id = p_organization_id and id = any (p_tool_purchase_ids) and status = 'ACTIVE';
  update bundle_purchases set status = p_status
  where organization_id = p_organization_id and id = any (p_bundle_purchase_ids) and status = 'ACTIVE';
  perform app.count_ownership(v_owned_before, array(select app.owned_tool_ids(p_organization_id)));
  update tool_bundles set purchase_count = purchase_count - 1 where id = any (v_bundle_ids);
end
$$;

-- Ends what these lines of an order unlocked, where it is still theirs: what was renewed or bought again since belongs
-- to a later order and stays.
create or replace function app.close_order_lines(p_order_id uuid, p_line_ids uuid[], p_status purchase_status) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.close_purchases(o.organization_id,
    array(select purchase.id from tool_purchases purchase join order_lines line
      on line.organization_id = purchase.organization_id and line.order_id = purchase.order_id and line.tool_id = purchase.tool_id
      where purchase.organization_id = o.organization_id and purchase.order_id = o.id and purchase.status = 'ACTIVE'
        and line.id = any (p_line_ids)),
    array(select purchase.id from bundle_purchases purchase join order_lines line
      on line.organization_id = purchase.organization_id and line.order_id = purchase.order_id and line.bundle_id = purchase.bundle_id
      where purchase.organization_id = o.organization_id and purchase.order_id = o.id and purchase.status = 'ACTIVE'
        and line.id = any (p_line_ids)),
    p_status)
  from marketplace_orders o where o.id = p_order_id
$$;

create trigger audit after insert or update or delete on tool_purchases for each row
  execute function app.audit_row('tool_purchase', 'last_used', 'usage_count');
create trigger audit after insert or update or delete on bundle_purchases for each row execute function app.audit_row('bundle_purchase');

grant execute on function app.cancel_purchase to lotline_app;
