-- People of the platform do one thing to several tools, bundles, reviews, invoices or organizations at once: to all of them or to
-- none, in one transaction. What may be done to one of them is decided by the function for one; these call it for each.

-- Changes prices, statuses and whether tools are featured, as CATALOG of the platform.
--
--   p_tools  for each tool its id, the revision that was shown, and what it gets: price in cents, status, is_featured; null keeps
--            what it has
--
-- Outcomes: CHANGED (also when all of it is so already), MISSING, STALE (somebody changed one of them since).
create or replace function app.change_tools(p_tools jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_wanted integer := jsonb_array_length(p_tools);
  v_found integer;
  v_current integer;
  v_done integer;
begin
  perform app.require_platform_role('{CATALOG}');
  if v_wanted not between 1 and 200 then
    raise check_violation using message = 'one act changes 1 to 200 tools';
  end if;
  -- As any editor of the catalog, from here on.
  perform pg_advisory_xact_lock(hashtextextended('catalog', 0));
  select count(*), count(*) filter (where tool.revision = wanted.revision),
    count(*) filter (where (tool.price, tool.status, tool.is_featured) =
      (coalesce(wanted.price, tool.price), coalesce(wanted.status, tool.status), coalesce(wanted.is_featured, tool.is_featured)))
  into v_found, v_current, v_done
  from jsonb_to_recordset(p_tools) as wanted (id uuid, revision integer, price integer, status tool_status, is_featured boolean)
  join marketplace_tools tool on tool.id = wanted.id;
  if v_found < v_wanted then
    return 'MISSING';
  elsif v_done = v_wanted then
    return 'CHANGED';
  elsif v_current < v_wanted then
    return 'STALE';
  end if;
  update marketplace_tools tool set price = coalesce(wanted.price, tool.price), status = coalesce(wanted.status, tool.status),
    is_featured = coalesce(wanted.is_featured, tool.is_featured)
  from jsonb_to_recordset(p_tools) as wanted (id uuid, revision integer, price integer, status tool_status, is_featured boolean)
  where tool.id = wanted.id;
  return 'CHANGED';
end
$$;
comment on function app.change_tools is 'Outcomes: CHANGED, MISSING, STALE.';

-- Puts bundles on sale or archives them, as CATALOG of the platform, by the rules of app.save_bundle. bundle_id is the one that
-- cannot be so; then none is changed.
--
--   p_bundles  for each bundle its id, the revision that was shown, and sum: the cents that its tools cost one by one then, which
--              decide what it saves where it is put on sale
--
-- Outcomes: SAVED (also when all are so already), and the other outcomes of save_bundle.
create or replace function app.change_bundles(p_bundles jsonb, p_status bundle_status, out outcome text, out bundle_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_wanted record;
  v_bundle tool_bundles;
begin
  perform app.require_platform_role('{CATALOG}');
  if jsonb_array_length(p_bundles) not between 1 and 200 then
    raise check_violation using message = 'one act changes 1 to 200 bundles';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('catalog', 0));
  outcome := 'SAVED';
  for v_wanted in select * from jsonb_to_recordset(p_bundles) as wanted (id uuid, revision integer, sum bigint) loop
    select * into v_bundle from tool_bundles where id = v_wanted.id;
    continue when v_bundle.status = p_status;
    outcome := case when v_bundle.id is null then 'MISSING' else app.save_bundle(v_wanted.id, v_wanted.revision, to_jsonb(v_bundle),
      array(select link.tool_id from bundle_tools link where link.bundle_id = v_wanted.id order by link.position),
      case when p_status = 'ACTIVE' then v_wanted.sum else v_bundle.original_price end, p_status) end;
    bundle_id := v_wanted.id;
    if outcome <> 'SAVED' then
      raise exception using errcode = 'LT001', message = 'one of them cannot be changed so';
    end if;
  end loop;
  bundle_id := null;
exception when sqlstate 'LT001' then
  -- What was saved before the one that is refused is taken back; its outcome and id are answered.
  null;
end
$$;
comment on function app.change_bundles is
  'Outcomes: SAVED, MISSING, STALE, UNKNOWN_TOOL, PRICES_CHANGED, SLUG_TAKEN, OWNED, TOO_FEW_TOOLS, UNSOLD_TOOLS, PRICE_ABOVE_SUM, PRICE_TOO_LOW.';

-- Publishes reviews, as CATALOG of the platform, by the rules of app.moderate_review. review_id is the one that cannot be
-- published; then none is.
--
--   p_reviews  for each review its id and the version that was read
--
-- Outcomes: MODERATED (also when the viewer published all of them before), CHANGED, NONE, OWN_ORGANIZATION.
create or replace function app.approve_reviews(p_reviews jsonb, out outcome text, out review_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_wanted record;
begin
  perform app.require_platform_role('{CATALOG}');
  if jsonb_array_length(p_reviews) not between 1 and 200 then
    raise check_violation using message = 'one act publishes 1 to 200 reviews';
  end if;
  outcome := 'MODERATED';
  -- By tool, as everybody who changes reviews holds their tool first: of two who publish at once, nobody waits in a circle.
  for v_wanted in
    select wanted.id, wanted.version, review.status = 'APPROVED' and review.moderated_by = app.current_user_id()
      and not exists (select from review_flags flag where flag.review_id = wanted.id and flag.settled_at is null) as is_done
    from jsonb_to_recordset(p_reviews) as wanted (id uuid, version text)
    left join tool_reviews review on review.id = wanted.id
    order by review.tool_id, wanted.id
  loop
    continue when v_wanted.is_done;
    outcome := app.moderate_review(v_wanted.id, true, '', v_wanted.version);
    review_id := v_wanted.id;
    if outcome <> 'MODERATED' then
      raise exception using errcode = 'LT001', message = 'one of them cannot be changed so';
    end if;
  end loop;
  review_id := null;
exception when sqlstate 'LT001' then
  null;
end
$$;
comment on function app.approve_reviews is 'Outcomes: MODERATED, CHANGED, NONE, OWN_ORGANIZATION.';

-- Reminds of invoices now, as BILLING of the platform, by the rules of app.remind_of_invoice. It counts those of which somebody is
-- reminded, and those that are left out: reminded of today, not owed any more, or of an organization that the viewer belongs to.
create or replace function app.remind_of_invoices(p_numbers text[], out reminded integer, out left_out integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_number text;
begin
  perform app.require_platform_role('{BILLING}');
  if cardinality(p_numbers) not between 1 and 200 then
    raise check_violation using message = 'one act reminds of 1 to 200 invoices';
  end if;
  reminded := 0;
  left_out := 0;
  -- In the order of app.record_payments: of two who act on the same invoices at once, nobody waits in a circle.
  for v_number in
    select wanted.number from (select distinct unnest(p_numbers) as number) wanted
    left join marketplace_orders o on o.number = wanted.number order by o.organization_id, wanted.number
  loop
    if app.remind_of_invoice(v_number) = 'REMINDED' then
      reminded := reminded + 1;
    else
      left_out := left_out + 1;
    end if;
  end loop;
end
$$;
comment on function app.remind_of_invoices is 'Never null: reminded, left_out.';

-- Notes that invoices were paid, as BILLING of the platform, by the rules of app.record_payment. number is that of the order that
-- cannot be marked; then none is. Otherwise it counts those that are paid now, and those that wait for a second person.
--
--   p_invoices  for each invoice the number of its order, and owed: the cents that were shown as owed
--
-- Outcomes: RECORDED (also for those that were marked before), CHANGED (another sum is owed by now), NOT_FOUND, NOT_DUE,
-- OWN_ORGANIZATION.
create or replace function app.record_payments(p_invoices jsonb, out outcome text, out number text, out recorded integer, out waiting integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_invoice record;
  v_order marketplace_orders;
  v_outcome text;
begin
  perform app.require_platform_role('{BILLING}');
  if jsonb_array_length(p_invoices) not between 1 and 200 then
    raise check_violation using message = 'one act marks 1 to 200 orders';
  end if;
  outcome := 'RECORDED';
  recorded := 0;
  waiting := 0;
  for v_invoice in
    select wanted.number, wanted.owed, o.id from jsonb_to_recordset(p_invoices) as wanted (number text, owed bigint)
    left join marketplace_orders o on o.number = wanted.number order by o.organization_id, wanted.number
  loop
    -- Held first: what is owed then stays as it is compared here.
    select * into v_order from marketplace_orders where id = v_invoice.id for update;
    v_outcome := case when v_order.id is not null and app.reason_not_payable(v_order) is null
      and app.amount_owed(v_order) is distinct from v_invoice.owed then 'CHANGED' else app.record_payment(v_invoice.id) end;
    case v_outcome
      when 'RECORDED' then recorded := recorded + 1;
      when 'WAITS' then waiting := waiting + 1;
      when 'ALREADY_PAID' then null;
      else
        outcome := v_outcome;
        number := v_invoice.number;
        raise exception using errcode = 'LT001', message = 'one of them cannot be changed so';
    end case;
  end loop;
exception when sqlstate 'LT001' then
  recorded := 0;
  waiting := 0;
end
$$;
comment on function app.record_payments is 'Outcomes: RECORDED, CHANGED, NOT_FOUND, NOT_DUE, OWN_ORGANIZATION. Never null: recorded, waiting.';

-- Sets the tier of several organizations, as SUPPORT of the platform, by the rules of app.set_tier. organization_id is the one
-- whose tier cannot be set; then none is.
--
--   p_organizations  for each organization its id, and the tier that was shown
--
-- Outcomes: STALE (somebody set another tier since), and those of set_tier: CHANGED also when all have the tier already.
create or replace function app.set_tiers(p_organizations jsonb, p_tier subscription_tier, out outcome text, out organization_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_wanted record;
  v_tier subscription_tier;
begin
  perform app.require_platform_role('{SUPPORT}');
  if jsonb_array_length(p_organizations) not between 1 and 200 then
    raise check_violation using message = 'one act changes 1 to 200 organizations';
  end if;
  for v_wanted in
    select wanted.id, wanted.tier from jsonb_to_recordset(p_organizations) as wanted (id uuid, tier subscription_tier) order by wanted.id
  loop
    select subscription_tier into v_tier from organizations where id = v_wanted.id for no key update;
    outcome := case when v_tier not in (v_wanted.tier, p_tier) then 'STALE' else app.set_tier(v_wanted.id, p_tier) end;
    organization_id := v_wanted.id;
    if outcome <> 'CHANGED' then
      raise exception using errcode = 'LT001', message = 'one of them cannot be changed so';
    end if;
  end loop;
  organization_id := null;
exception when sqlstate 'LT001' then
  null;
end
$$;
comment on function app.set_tiers is 'Outcomes: CHANGED, STALE, NOT_FOUND, OWN_ORGANIZATION, PROVE.';

grant execute on function app.change_tools, app.change_bundles, app.approve_reviews, app.remind_of_invoices, app.record_payments,
  app.set_tiers to lotline_app;
