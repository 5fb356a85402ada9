-- A tool bought by the month, the year or by use has a period. When it ends, the schedule orders the next one or ends the purchase,
-- and warns of both ahead. What is suspended waits until it is not.

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

-- Says who orders what renews for an organization and which order has the billing details, or returns no row when there
-- is nobody to order it or no order to take the details from; an order that cost nothing has none. Those who bought what
-- is due come first.
create or replace function app.find_renewal_billing(p_organization_id uuid, p_purchases tool_purchases[])
returns table (buyer_id uuid, billing_order_id uuid)
language sql stable
set search_path = public, pg_temp
as $$
  select buyer.user_id, billing.id
  from (
    select user_id from memberships
    where organization_id = p_organization_id and role in ('OWNER', 'ADMIN')
    order by (user_id in (select purchased_by from unnest(p_purchases))) desc, (role = 'OWNER') desc, created_at, user_id limit 1) buyer
  cross join lateral (
    select id from marketplace_orders
    where organization_id = p_organization_id and billing_name is not null
    order by (id in (select order_id from unnest(p_purchases))) desc nulls last, placed_at desc, number desc limit 1) billing
$$;

-- Says whether a purchase goes on when its period ends: it does when somebody wants it to, the tool is still sold by the month, by
-- the year or by use, and nobody closes the organization.
create or replace function app.goes_on(p_purchase tool_purchases) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select p_purchase.renews and exists (select from marketplace_tools tool where tool.id = p_purchase.tool_id and tool.is_sold
    and tool.price_model in ('MONTHLY', 'ANNUAL', 'USAGE_BASED'))
    and exists (select from organizations where id = p_purchase.organization_id and closing_at is null)
$$;

-- Returns the cents of a purchase's next period and of each unit beyond those it includes, and the bundle at whose rate
-- that is. The rate of the bundle it was bought in holds while p_owned has every tool the bundle held then, but for those no
-- longer sold; otherwise, and for a tool bought by itself, it is the price of today.
create or replace function app.renewal_price(p_purchase tool_purchases, p_owned uuid[], out price integer, out bundle_name text,
  out unit_price integer)
language sql stable
set search_path = public, pg_temp
as $$
  select case when holds.rate then app.price_at_rate(tool.price, line.bundle_price, line.original_price) else tool.price end,
    case when holds.rate then line.name end,
    case when holds.rate then app.price_at_rate(tool.unit_price, line.bundle_price, line.original_price) else tool.unit_price end
  from marketplace_tools tool
  left join order_lines line on line.organization_id = p_purchase.organization_id and line.id = p_purchase.bundle_line_id
  cross join lateral (
    select line.id is not null and not exists (
      select from (
        select tool_id from order_line_tools where organization_id = line.organization_id and order_line_id = line.id
        union all
        select tool_id from order_line_credits where organization_id = line.organization_id and order_line_id = line.id) held
      join marketplace_tools sold on sold.id = held.tool_id and sold.is_sold
      where held.tool_id <> all (p_owned)) as rate) holds
  where tool.id = p_purchase.tool_id
$$;

-- Returns what the viewer's organization pays next for a tool that it owns, and when, by the prices of today. Nothing for what is
-- suspended; charged_at is null where it is never charged again, because it was bought once or ends with its period.
create or replace function app.find_next_charge(p_tool_id uuid) returns table (price integer, charged_at timestamptz, ends_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select renewal.price, case when app.goes_on(purchase) then purchase.period_end end, purchase.period_end
  from tool_purchases purchase
  cross join lateral app.renewal_price(purchase, array(select app.owned_tool_ids(purchase.organization_id))) renewal
  where purchase.organization_id = app.current_organization_id() and purchase.tool_id = p_tool_id and purchase.status = 'ACTIVE'
    and purchase.suspended_at is null
$$;
comment on function app.find_next_charge is 'Never null: price.';

-- Places an order of the schedule for an organization: an invoice to whoever the latest order was billed to. Returns no
-- order (nulls) where there is nobody to bill. The key tells what it is for, so that the same is never ordered twice.
create or replace function app.place_scheduled_order(p_organization_id uuid, p_purchases tool_purchases[], p_total bigint, p_key text)
returns marketplace_orders
language sql
set search_path = public, pg_temp
as $$
  insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
    billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, billing_country,
    subtotal, credit_total, total, currency, due_on, is_renewal)
  select earlier.organization_id, app.new_order_number(), md5(p_key)::uuid, 'renewal', billing.buyer_id, 'INVOICE', 'PENDING',
    earlier.billing_name, earlier.billing_email, earlier.billing_street, earlier.billing_city, earlier.billing_state,
    earlier.billing_postal_code, earlier.billing_country, p_total, 0, p_total, earlier.currency, app.today() + 30, true
  from app.find_renewal_billing(p_organization_id, p_purchases) billing
  join marketplace_orders earlier on earlier.id = billing.billing_order_id
  returning *
$$;

-- Orders the next period of purchases of one organization, as one invoice at the prices of today. A period is the one that
-- p_now is in, or that comes next: time that went by before it, because the schedule did not run, is not charged. The
-- order's rows name the days they pay for. With it goes the use to bill of the periods that end, p_ending, renewed or not.
create or replace function app.renew_purchases(p_organization_id uuid, p_purchases tool_purchases[], p_ending uuid[], p_owned uuid[], p_now timestamptz)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
begin
  -- The key is of the purchases and the ends that have come, so that the same end is never billed a second time.
  v_order := app.place_scheduled_order(p_organization_id, p_purchases,
    (select sum(renewal.price) from unnest(p_purchases) purchase cross join lateral app.renewal_price(purchase, p_owned) renewal)
      + (select coalesce(sum(amount), 0)::bigint from app.running_usage(p_organization_id) where tool_purchase_id = any (p_ending)),
    'renewal:' || (select string_agg(id || ':' || extract(epoch from period_end), ',' order by id) from unnest(p_purchases)));
  with line as (
    insert into order_lines (organization_id, order_id, position, kind, tool_id, name, list_price, credit, price)
    select p_organization_id, v_order.id, row_number() over (order by tool.name collate human, tool.id), 'TOOL', tool.id, tool.name, renewal.price, 0, renewal.price
    from unnest(p_purchases) purchase
    join marketplace_tools tool on tool.id = purchase.tool_id
    cross join lateral app.renewal_price(purchase, p_owned) renewal
    returning id, tool_id, name, price
  ), charged as (
    insert into order_line_tools (organization_id, order_id, order_line_id, position, tool_id, name, price_model, list_price, price,
      usage_unit, units_included, unit_price, period_start, period_end)
    select p_organization_id, v_order.id, line.id, 1, line.tool_id, line.name, tool.price_model, tool.price, line.price,
      tool.usage_unit, tool.units_included, renewal.unit_price, period.starts_at, period.ends_at
    from line
    join unnest(p_purchases) purchase on purchase.tool_id = line.tool_id
    join marketplace_tools tool on tool.id = line.tool_id
    cross join lateral app.renewal_price(purchase, p_owned) renewal
    cross join lateral app.find_next_period(purchase.purchase_date, purchase.period_end, tool.price_model, p_now) period
    returning tool_id, price_model, price, period_end
  )
  update tool_purchases purchase set period_end = charged.period_end, order_id = v_order.id, price_at_purchase = charged.price,
    price_model = charged.price_model, purchased_by = v_order.buyer_id
  from charged
  where purchase.organization_id = p_organization_id and purchase.tool_id = charged.tool_id;
  perform app.write_usage_lines(v_order, p_ending);
  perform app.open_usage_periods(v_order.id);
  perform app.queue_order_mail('order-confirmation:' || v_order.id, v_order.id, 'order-confirmation', app.describe_order(v_order.id));
end
$$;

-- Returns the period after one that ends at p_period_end or, where p_now is later than that one's end, the one p_now is in.
create or replace function app.find_next_period(p_bought_at timestamptz, p_period_end timestamptz, p_price_model price_model, p_now timestamptz,
  out starts_at timestamptz, out ends_at timestamptz)
language plpgsql immutable
set search_path = public, pg_temp
as $$
begin
  ends_at := p_period_end;
  loop
    starts_at := ends_at;
    ends_at := app.next_period_end(p_bought_at, starts_at, p_price_model);
    exit when ends_at > p_now;
  end loop;
end
$$;

-- Renews or ends the purchases of one organization whose period ends on the day of p_now (UTC) or ended before. What
-- renews does so together, in the first run of the day; what does not is owned until the moment it ends. The caller holds
-- the organization's checkout lock and the tools.
create or replace function app.settle_due_purchases(p_organization_id uuid, p_now timestamptz, out renewed integer, out expired integer)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_due constant tool_purchases[] := array(select purchase from tool_purchases purchase
    where organization_id = p_organization_id and status = 'ACTIVE' and suspended_at is null and period_end < date_trunc('day', p_now, 'UTC') + interval '1 day' order by id);
  v_renewing tool_purchases[] := array(select purchase from unnest(v_due) purchase where app.goes_on(purchase));
  v_ended tool_purchases[];
begin
  if not exists (select from app.find_renewal_billing(p_organization_id, v_renewing)) then
    v_renewing := '{}';
  end if;
  renewed := cardinality(v_renewing);
  v_ended := array(select due from unnest(v_due) due where due.period_end <= p_now and due.id not in (select id from unnest(v_renewing)));
  if renewed > 0 then
    perform app.renew_purchases(p_organization_id, v_renewing, array(select id from unnest(v_renewing || v_ended)),
      array(select app.owned_tool_ids(p_organization_id)
        except select due.tool_id from unnest(v_due) due where due.id not in (select id from unnest(v_renewing))), p_now);
  end if;
  expired := cardinality(v_ended);
  if expired > 0 then
    perform app.close_purchases(p_organization_id, array(select id from unnest(v_ended)), 'EXPIRED');
    perform app.queue_mail('purchase-expired:' || ended.id || ':' || extract(epoch from ended.period_end) || ':' || lower(person.email),
      p_organization_id, lower(person.email), 'purchase-expired', jsonb_build_object('organization', organization.name,
        'tool', tool.name, 'toolSlug', tool.slug, 'endedAt', ended.period_end))
    from unnest(v_ended) ended
    join marketplace_tools tool on tool.id = ended.tool_id
    join organizations organization on organization.id = ended.organization_id and (organization.closing_at > now()) is not false
    join memberships membership on membership.organization_id = ended.organization_id and membership.role in ('OWNER', 'ADMIN')
    join users person on person.id = membership.user_id;
  end if;
end
$$;

-- Tells OWNERs and ADMINs 14 and 3 days ahead that a period ends, and what happens then. Each hears once of each; when
-- both are late, of the nearer one only.
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
  join organizations organization on organization.id = purchase.organization_id and (organization.closing_at > now()) is not false
  join memberships membership on membership.organization_id = purchase.organization_id and membership.role in ('OWNER', 'ADMIN')
  join users person on person.id = membership.user_id
  cross join lateral app.renewal_price(purchase, array(select app.owned_tool_ids(purchase.organization_id))) renewal
  cross join lateral (
    select purchase.organization_id, lower(person.email) as recipient,
      format('renewal-warning:%s:%s:%s:%s', purchase.id, extract(epoch from purchase.period_end), nearest.days_left, lower(person.email)) as key,
      jsonb_build_object('organization', organization.name, 'tool', tool.name, 'toolSlug', tool.slug, 'endsAt', purchase.period_end,
        'daysLeft', nearest.days_left,
        'renews', app.goes_on(purchase) and exists (select from app.find_renewal_billing(purchase.organization_id, array[purchase])),
        'price', renewal.price, 'bundle', renewal.bundle_name, 'currency', tool.currency, 'priceModel', tool.price_model,
        'usageUnit', tool.usage_unit, 'unitsIncluded', tool.units_included, 'unitPrice', renewal.unit_price) as content) warning
  where purchase.status = 'ACTIVE' and purchase.suspended_at is null and purchase.period_end > p_now and purchase.period_end <= p_now + interval '14 days'
    and not exists (select from outgoing_mail sent where sent.key = warning.key)
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
  v_due integer;
  v_organization_ids uuid[];
  v_held uuid[];
  v_organization_id uuid;
  v_settled record;
begin
  renewed := 0;
  expired := 0;
  failed := 0;
  select count(*), coalesce(array_agg(distinct organization_id), '{}')
  into v_due, v_organization_ids
  from (select organization_id from tool_purchases where status = 'ACTIVE' and suspended_at is null and period_end <= p_now
    order by period_end, id limit p_limit) due;
  v_held := array(select id from unnest(v_organization_ids) as due (id)
    where pg_try_advisory_xact_lock(app.checkout_lock(id)));
  busy := cardinality(v_organization_ids) - cardinality(v_held);
  perform app.hold_catalog(array(select tool_id from tool_purchases
    where organization_id = any (v_held) and status = 'ACTIVE' and period_end is not null),
    array(select bundle_id from bundle_purchases where organization_id = any (v_held) and status = 'ACTIVE'));
  foreach v_organization_id in array v_held loop
    begin
      v_settled := app.settle_due_purchases(v_organization_id, p_now);
      renewed := renewed + v_settled.renewed;
      expired := expired + v_settled.expired;
    exception when others then
      failed := failed + 1;
      raise warning 'purchases of the organization % were neither renewed nor ended: %', v_organization_id, sqlerrm;
    end;
  end loop;
  warned := app.warn_of_period_ends(p_now, p_limit);
  more := v_due = p_limit or warned = p_limit;
end
$$;

-- The schedule calls this. It does only what is due, and nobody chooses the time.
create or replace function app.run_due_purchases(out renewed integer, out expired integer, out warned integer, out busy integer, out failed integer, out more boolean)
language sql security definer
set search_path = public, pg_temp
as $$
  -- Keys of uses that counted no units matter for as long as the form that sent them can be sent again.
  with forgotten as (
    delete from tool_uses where (organization_id, tool_id, key) in (
      select organization_id, tool_id, key from tool_uses where usage_period_id is null and used_at < now() - interval '2 days'
      limit 10000 for update skip locked))
  select * from app.expire_purchases(now())
$$;
comment on function app.run_due_purchases is 'Never null: renewed, expired, warned, busy, failed, more.';

grant execute on function app.set_renewal, app.find_next_charge to lotline_app;
grant execute on function app.run_due_purchases to lotline_tasks;
