-- The first page of people who are signed in tells of their organization: what it pays again, what it owes, and its first steps.
-- Whoever belongs to it reads these, as they read its purchases and orders.

-- Lists the purchases of the viewer's organization that have a period, by the day it ends. Those that are suspended neither renew
-- nor end. Amounts are in cents.
--
--   goes_on     whether the schedule orders the next period
--   price       of that period, as it would be ordered today
--   unit_price  of each unit beyond those it includes; null for what is not paid by use
create or replace function app.list_coming_charges()
returns table (slug text, name text, price_model price_model, ends_at timestamptz, goes_on boolean, price integer, unit_price integer, currency text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select tool.slug, tool.name, tool.price_model, purchase.period_end, app.goes_on(purchase) and billed.is_possible, renewal.price,
    renewal.unit_price, tool.currency
  from tool_purchases purchase
  join marketplace_tools tool on tool.id = purchase.tool_id
  cross join (select array(select app.owned_tool_ids(app.current_organization_id())) as tool_ids) owned
  cross join (select exists (select from app.find_renewal_billing(app.current_organization_id(), '{}'::tool_purchases[])) as is_possible) billed
  cross join lateral app.renewal_price(purchase, owned.tool_ids) renewal
  where purchase.organization_id = app.current_organization_id() and purchase.status = 'ACTIVE' and purchase.suspended_at is null
    and purchase.period_end is not null
  order by purchase.period_end, tool.name collate human, tool.id
$$;
comment on function app.list_coming_charges is 'Never null: slug, name, price_model, ends_at, goes_on, price, currency.';

-- Lists the orders of the viewer's organization of which something is owed, those that are due first in front, and on each row
-- how many there are and what they owe in all, in cents.
create or replace function app.list_open_invoices(p_limit integer)
returns table (number text, due_on date, owed integer, currency text, is_overdue boolean, owed_in_all double precision, count integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select o.number, o.due_on, app.amount_owed(o), o.currency, coalesce(o.due_on < app.today(), false),
    (sum(app.amount_owed(o)) over ())::double precision, (count(*) over ())::integer
  from marketplace_orders o
  where o.organization_id = app.current_organization_id() and app.amount_owed(o) > 0
  order by o.due_on, o.number limit p_limit
$$;
comment on function app.list_open_invoices is 'Never null: number, owed, currency, is_overdue, owed_in_all, count.';

-- Puts the list of first steps of the viewer's organization away, for good.
--
-- Outcomes: ENDED (also when it was away), NOT_ALLOWED (only OWNER and ADMIN).
create or replace function app.end_first_steps() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  update organizations set first_steps_ended_at = now()
  where id = app.current_organization_id() and first_steps_ended_at is null;
  return 'ENDED';
end
$$;
comment on function app.end_first_steps is 'Outcomes: ENDED, NOT_ALLOWED.';

grant execute on function app.list_coming_charges, app.list_open_invoices, app.end_first_steps to lotline_app;
