-- A tool bought by the month or year has a period. When it ends, the schedule orders the next one or ends the purchase,
-- and warns of both ahead.

-- Says whether a monthly or annual purchase goes on when its period ends.
--
-- Outcomes: SAVED, NO_PERIOD (it has ended, or never ends by itself), NOT_FOUND, NOT_ALLOWED (only OWNER and ADMIN).
create or replace function app.set_renewal(p_purchase_id uuid, p_renews boolean) returns text
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
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  if not exists (select from tool_purchases where id = p_purchase_id and organization_id = v_organization_id) then
    return 'NOT_FOUND';
  end if;
  update tool_purchases set renews = p_renews
  where id = p_purchase_id and organization_id = v_organization_id and status = 'ACTIVE' and period_end is not null;
  return case when found then 'SAVED' else 'NO_PERIOD' end;
end
$$;
comment on function app.set_renewal is 'Outcomes: SAVED, NO_PERIOD, NOT_FOUND, NOT_ALLOWED.';

-- Returns the end of the period after one that ends at p_period_end. It counts from the day of purchase, so that what
-- was bought on the 31st ends on the 28th of February and on the 31st of March again. An end that somebody set
-- otherwise goes on from itself.
create or replace function app.next_period_end(p_bought_at timestamptz, p_period_end timestamptz, p_price_model price_model)
returns timestamptz
language sql immutable
set search_path = pg_catalog
set timezone = 'UTC'
as $$
  select case
    when p_bought_at + make_interval(months => passed.months) = p_period_end
      then p_bought_at + make_interval(months => passed.months + period.months)
    else p_period_end + make_interval(months => period.months) end
  from (select 12 * (extract(year from p_period_end) - extract(year from p_bought_at))::integer
      + (extract(month from p_period_end) - extract(month from p_bought_at))::integer as months) passed,
    (select case p_price_model when 'ANNUAL' then 12 else 1 end as months) period
$$;

-- Says who orders the next period and which order has the billing details, or returns no row when the purchase does not
-- go on. It does not when nobody wants it to, when the tool is not sold by the month or year any more, when the
-- organization owns it through a bundle as well (nothing is paid twice), and when there is nobody to order it or no
-- order to take the details from; an order that cost nothing has none.
create or replace function app.find_renewal(p_purchase tool_purchases)
returns table (buyer_id uuid, billing_order_id uuid)
language sql stable
set search_path = public, pg_temp
as $$
  select buyer.user_id, billing.id
  from marketplace_tools tool
  cross join lateral (
    select user_id from memberships
    where organization_id = p_purchase.organization_id and role in ('OWNER', 'ADMIN')
    order by (user_id = p_purchase.purchased_by) desc, (role = 'OWNER') desc, created_at, user_id limit 1) buyer
  cross join lateral (
    select id from marketplace_orders
    where organization_id = p_purchase.organization_id and billing_name is not null
    order by (id = p_purchase.order_id) desc nulls last, placed_at desc, number desc limit 1) billing
  where p_purchase.renews and tool.id = p_purchase.tool_id and tool.is_sold and tool.price_model in ('MONTHLY', 'ANNUAL')
    and not exists (select from bundle_purchases bought join bundle_tools content on content.bundle_id = bought.bundle_id
      where bought.organization_id = p_purchase.organization_id and bought.status = 'ACTIVE' and content.tool_id = p_purchase.tool_id)
$$;

-- Orders the next period of a purchase, on invoice and at the price of today: the period that p_now is in. Time that
-- went by before it, because the schedule did not run, is not charged; the order's line names the days it pays for.
create or replace function app.renew_purchase(p_purchase tool_purchases, p_buyer_id uuid, p_billing_order_id uuid, p_now timestamptz)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_tool marketplace_tools;
  v_starts timestamptz;
  v_ends timestamptz := p_purchase.period_end;
  v_order_id uuid;
begin
  select * into v_tool from marketplace_tools where id = p_purchase.tool_id;
  while v_ends <= p_now loop
    v_starts := v_ends;
    v_ends := app.next_period_end(p_purchase.purchase_date, v_starts, v_tool.price_model);
  end loop;
  -- The key is of the purchase and the end that has come, so that the same end is never billed a second time.
  insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
    billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, billing_country,
    subtotal, credit_total, total, currency, due_on)
  select earlier.organization_id, app.new_order_number(),
    md5('renewal:' || p_purchase.id || ':' || extract(epoch from p_purchase.period_end))::uuid, 'renewal', p_buyer_id, 'INVOICE', 'PENDING',
    earlier.billing_name, earlier.billing_email, earlier.billing_street, earlier.billing_city, earlier.billing_state,
    earlier.billing_postal_code, earlier.billing_country, v_tool.price, 0, v_tool.price, v_tool.currency, current_date + 30
  from marketplace_orders earlier where earlier.id = p_billing_order_id
  returning id into v_order_id;
  insert into order_lines (organization_id, order_id, position, kind, tool_id, name, list_price, credit, price, price_model)
  values (p_purchase.organization_id, v_order_id, 1, 'TOOL', v_tool.id,
    format('%s (%s to %s)', v_tool.name, to_char(v_starts at time zone 'UTC', 'Mon FMDD, YYYY'), to_char(v_ends at time zone 'UTC', 'Mon FMDD, YYYY')),
    v_tool.price, 0, v_tool.price, v_tool.price_model);
  update tool_purchases set period_end = v_ends, order_id = v_order_id, price_at_purchase = v_tool.price, purchased_by = p_buyer_id
  where id = p_purchase.id;
  perform app.queue_order_mail('order-confirmation:' || v_order_id, v_order_id, 'order-confirmation', app.describe_order(v_order_id));
end
$$;

-- Renews or ends those of these purchases of one organization whose period has ended. The caller holds the
-- organization's checkout lock and the tools.
create or replace function app.settle_due_purchases(p_organization_id uuid, p_purchase_ids uuid[], p_now timestamptz, out renewed integer, out expired integer)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_purchase tool_purchases;
  v_renewal record;
  v_ended tool_purchases[] := '{}';
begin
  renewed := 0;
  for v_purchase in
    select * from tool_purchases
    where organization_id = p_organization_id and id = any (p_purchase_ids) and status = 'ACTIVE' and period_end <= p_now
    order by id
  loop
    select * into v_renewal from app.find_renewal(v_purchase);
    if found then
      perform app.renew_purchase(v_purchase, v_renewal.buyer_id, v_renewal.billing_order_id, p_now);
      renewed := renewed + 1;
    else
      v_ended := v_ended || v_purchase;
    end if;
  end loop;
  expired := cardinality(v_ended);
  if expired > 0 then
    perform app.close_purchases(p_organization_id, array(select id from unnest(v_ended)), '{}', 'EXPIRED');
    -- Nothing ended for those who own the tool through a bundle as well.
    perform app.queue_mail('purchase-expired:' || ended.id || ':' || extract(epoch from ended.period_end) || ':' || lower(person.email),
      p_organization_id, lower(person.email), 'purchase-expired', jsonb_build_object('organization', organization.name,
        'tool', tool.name, 'toolSlug', tool.slug, 'endedAt', ended.period_end))
    from unnest(v_ended) ended
    join marketplace_tools tool on tool.id = ended.tool_id
    join organizations organization on organization.id = ended.organization_id
    join memberships membership on membership.organization_id = ended.organization_id and membership.role in ('OWNER', 'ADMIN')
    join users person on person.id = membership.user_id
    where ended.tool_id not in (select app.owned_tool_ids(p_organization_id));
  end if;
end
$$;

-- Tells OWNERs and ADMINs 14 and 3 days ahead that a period ends, and what happens then. Each hears once of each; when
-- both are late, of the nearer one only. Nobody hears of a tool that a bundle keeps unlocked.
create or replace function app.warn_of_period_ends(p_now timestamptz, p_limit integer) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_warned integer;
begin
  insert into outgoing_mail (key, organization_id, recipient, kind, content)
  select warning.key, warning.organization_id, warning.recipient, 'renewal-warning', warning.content
  from tool_purchases purchase
  cross join lateral (select case when purchase.period_end <= p_now + interval '3 days' then 3 else 14 end as days_left) nearest
  join marketplace_tools tool on tool.id = purchase.tool_id
  join organizations organization on organization.id = purchase.organization_id
  join memberships membership on membership.organization_id = purchase.organization_id and membership.role in ('OWNER', 'ADMIN')
  join users person on person.id = membership.user_id
  cross join lateral (
    select purchase.organization_id, lower(person.email) as recipient,
      format('renewal-warning:%s:%s:%s:%s', purchase.id, extract(epoch from purchase.period_end), nearest.days_left, lower(person.email)) as key,
      jsonb_build_object('organization', organization.name, 'tool', tool.name, 'toolSlug', tool.slug, 'endsAt', purchase.period_end,
        'daysLeft', nearest.days_left, 'renews', exists (select from app.find_renewal(purchase)),
        'price', tool.price, 'currency', tool.currency, 'priceModel', tool.price_model) as content) warning
  where purchase.status = 'ACTIVE' and purchase.period_end > p_now and purchase.period_end <= p_now + interval '14 days'
    and not exists (select from outgoing_mail sent where sent.key = warning.key)
    and not exists (select from bundle_purchases bought join bundle_tools content on content.bundle_id = bought.bundle_id
      where bought.organization_id = purchase.organization_id and bought.status = 'ACTIVE' and content.tool_id = purchase.tool_id)
  order by purchase.period_end, purchase.id, recipient
  limit p_limit
  on conflict (key) do nothing;
  get diagnostics v_warned = row_count;
  return v_warned;
end
$$;

-- Renews or ends what has run out at p_now and warns of what soon will, at most p_limit of each. Running it twice, late
-- or at the same time does no harm. `busy` organizations have a checkout at work and come next time, `failed` ones are
-- logged and do not hold up the others; `more` says that a limit was reached.
--
-- It never waits for an organization, and takes all tools at once in the order of their ids: waiting for one while it
-- holds another could deadlock with a checkout.
create or replace function app.expire_purchases(p_now timestamptz, p_limit integer default 500,
  out renewed integer, out expired integer, out warned integer, out busy integer, out failed integer, out more boolean)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_purchase_ids uuid[];
  v_organization_ids uuid[];
  v_held uuid[];
  v_organization_id uuid;
  v_settled record;
begin
  renewed := 0;
  expired := 0;
  failed := 0;
  select coalesce(array_agg(id), '{}'), coalesce(array_agg(distinct organization_id), '{}')
  into v_purchase_ids, v_organization_ids
  from (select id, organization_id from tool_purchases where status = 'ACTIVE' and period_end <= p_now
    order by period_end, id limit p_limit) due;
  v_held := array(select id from unnest(v_organization_ids) as due (id)
    where pg_try_advisory_xact_lock(app.checkout_lock(id)));
  busy := cardinality(v_organization_ids) - cardinality(v_held);
  perform app.hold_catalog(array(select tool_id from tool_purchases
    where id = any (v_purchase_ids) and organization_id = any (v_held)), '{}');
  foreach v_organization_id in array v_held loop
    begin
      v_settled := app.settle_due_purchases(v_organization_id, v_purchase_ids, p_now);
      renewed := renewed + v_settled.renewed;
      expired := expired + v_settled.expired;
    exception when others then
      failed := failed + 1;
      raise warning 'purchases of the organization % were neither renewed nor ended: %', v_organization_id, sqlerrm;
    end;
  end loop;
  warned := app.warn_of_period_ends(p_now, p_limit);
  more := cardinality(v_purchase_ids) = p_limit or warned = p_limit;
end
$$;

-- The schedule calls this. Anybody may, because it does only what is due.
create or replace function app.run_due_purchases(out renewed integer, out expired integer, out warned integer, out busy integer, out failed integer, out more boolean)
language sql security definer
set search_path = public, pg_temp
as $$ select * from app.expire_purchases(now()) $$;
comment on function app.run_due_purchases is 'Never null: renewed, expired, warned, busy, failed, more.';

grant execute on function app.set_renewal, app.run_due_purchases to lotline_app;
