-- The spending limit says how much ADMINs may order in a calendar month (UTC). What they may not order, they request.

-- Returns the cents the organization ordered in the calendar month (UTC) of a moment, less what was taken back.
create or replace function app.ordered_in_month(p_organization_id uuid, p_at timestamptz) returns bigint
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(sum(total - refunded_total), 0)::bigint from marketplace_orders
  where organization_id = p_organization_id and payment_status not in ('CANCELLED', 'FAILED')
    and placed_at >= date_trunc('month', p_at, 'UTC') and placed_at < date_trunc('month', p_at, 'UTC') + interval '1 month'
$$;

-- Sets the limit in cents; null lets ADMINs order as much as they like.
--
-- Outcomes: SET, NOT_ALLOWED (only an OWNER sets it).
create or replace function app.set_spending_limit(p_cents integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.lock_role() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  update organizations set monthly_spending_limit = p_cents where id = app.current_organization_id();
  return 'SET';
end
$$;
comment on function app.set_spending_limit is 'Outcomes: SET, NOT_ALLOWED.';

grant execute on function app.ordered_in_month, app.set_spending_limit to lotline_app;
