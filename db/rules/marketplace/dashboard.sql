-- What somebody of the platform sees first: the figures of the areas that their roles open, and the last twelve months.

-- Describes sales since the first day of a month (UTC): by month, cents of orders less refunds, cancelled and failed ones aside, and
-- their number; what renews within 30 days at the prices paid last; what is overdue; what waits for a second person; payments that
-- belong to no order.
create or replace function app.describe_sales(p_first timestamp) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'months', (
      select jsonb_agg(jsonb_build_object('month', to_char(months.month, 'YYYY-MM'), 'sales', coalesce(sold.sales, 0),
        'orders', coalesce(sold.orders, 0)) order by months.month)
      from generate_series(p_first, p_first + interval '11 months', interval '1 month') as months (month)
      left join (
        select date_trunc('month', placed_at at time zone 'UTC') as month, sum(total - refunded_total) as sales, count(*) as orders
        from marketplace_orders
        where placed_at >= p_first at time zone 'UTC' and payment_status not in ('CANCELLED', 'FAILED')
        group by 1
      ) sold on sold.month = months.month),
    'renewals', (
      select jsonb_build_object('count', count(*), 'amount', coalesce(sum(price_at_purchase), 0)) from tool_purchases
      where status = 'ACTIVE' and renews and period_end between now() and now() + interval '30 days'),
    'overdue', (
      select jsonb_build_object('count', count(*), 'amount', coalesce(sum(app.amount_owed(o)), 0)) from marketplace_orders o
      where o.payment_status in ('PENDING', 'PROCESSING') and o.due_on < app.today() and app.amount_owed(o) > 0),
    'approvals', (select count(*) from platform_approval_requests where state = 'WAITING'),
    'unmatchedPayments', (select count(*) from unmatched_payments where state = 'OPEN'))
$$;

-- Describes the catalog: what is on sale and what is not published, reviews that wait and that were reported, 501 of each at most,
-- and by month the reviews that were written.
create or replace function app.describe_catalog(p_first timestamp) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'toolsOnSale', (select count(*) from marketplace_tools where is_sold),
    'toolsHidden', (select count(*) from marketplace_tools where status = 'DISABLED'),
    'bundlesOnSale', (select count(*) from tool_bundles where is_active),
    'pendingReviews', (select count(*) from app.review_queue('PENDING', '', 501, 0)),
    'reportedReviews', (select count(*) from app.review_queue('FLAGGED', '', 501, 0)),
    'months', (
      select jsonb_agg(jsonb_build_object('month', to_char(months.month, 'YYYY-MM'), 'reviews', coalesce(written.reviews, 0))
        order by months.month)
      from generate_series(p_first, p_first + interval '11 months', interval '1 month') as months (month)
      left join (
        select date_trunc('month', created_at at time zone 'UTC') as month, count(*) as reviews
        from tool_reviews where created_at >= p_first at time zone 'UTC' group by 1
      ) written on written.month = months.month))
$$;

-- Describes organizations: how many there are, by month those that are new, and mail of the last 30 days that was given up, the
-- newest of it in full but for its content.
create or replace function app.describe_customers(p_first timestamp) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  with given_up as (
    select id, kind, recipient, last_error, created_at from outgoing_mail
    where sent_at is null and send_after = 'infinity' and not is_held and last_error is not null and created_at > now() - interval '30 days'
  )
  select jsonb_build_object(
    'organizations', (select count(*) from organizations),
    'months', (
      select jsonb_agg(jsonb_build_object('month', to_char(months.month, 'YYYY-MM'), 'organizations', coalesce(begun.organizations, 0))
        order by months.month)
      from generate_series(p_first, p_first + interval '11 months', interval '1 month') as months (month)
      left join (
        select date_trunc('month', created_at at time zone 'UTC') as month, count(*) as organizations
        from organizations where created_at >= p_first at time zone 'UTC' group by 1
      ) begun on begun.month = months.month),
    'failedMail', (select count(*) from given_up),
    'newestFailedMail', (
      select coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'recipient', recipient, 'error', last_error,
        'createdAt', created_at) order by created_at desc, id), '[]')
      from (select * from given_up order by created_at desc, id limit 5) newest))
$$;

-- Returns the figures of the areas that the viewer's roles of the platform open, each null where they do not open it: sales for
-- BILLING, catalog for CATALOG, customers for SUPPORT and BILLING, all for AUDITOR.
create or replace function app.platform_dashboard() returns jsonb
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_first timestamp := date_trunc('month', now() at time zone 'UTC') - interval '11 months';
begin
  return jsonb_build_object(
    'sales', case when app.has_platform_role('{BILLING,AUDITOR}') then app.describe_sales(v_first) end,
    'catalog', case when app.has_platform_role('{CATALOG,AUDITOR}') then app.describe_catalog(v_first) end,
    'customers', case when app.has_platform_role('{SUPPORT,BILLING,AUDITOR}') then app.describe_customers(v_first)
      || jsonb_build_object('upgradeRequests', (select count(*) from platform_upgrade_requests where status = 'PENDING')) end);
end
$$;

grant execute on function app.platform_dashboard to lotline_app;
