-- An invoice gives credit: what it unlocks is used before it is paid. How much may be owed at a time has a limit, over all
-- organizations of the same owners.

-- Returns the organizations that have an OWNER in common with this one, itself among them.
create or replace function app.organizations_of_owners(p_organization_id uuid) returns setof uuid
language sql stable
set search_path = public, pg_temp
as $$
  select p_organization_id
  union
  select other.organization_id from memberships own
  join memberships other on other.user_id = own.user_id and other.role = 'OWNER'
  where own.organization_id = p_organization_id and own.role = 'OWNER'
$$;

-- Says what credit an organization has. Amounts are in cents.
--
--   credit_limit  what may be owed in all: as the platform set it, else $1,000 until an order was paid, and $5,000 then
--   owed          by invoices that are not paid yet, and for use that is not billed yet
--   room          what one more invoice may add; 0 when nothing
--   approved      the most that the platform lets one order owe in spite of the limit and of what is overdue; null for none
--   is_overdue    whether an invoice should have been paid by now
create or replace function app.find_credit(p_organization_id uuid)
returns table (credit_limit bigint, owed bigint, room bigint, approved integer, is_overdue boolean)
language sql stable
set search_path = public, pg_temp
as $$
  select allowed.cents, state.owed, greatest(allowed.cents - state.owed, 0), organization.invoice_approval, state.is_overdue
  from organizations organization
  cross join lateral (
    select coalesce(sum(app.amount_owed(o)), 0) + (select coalesce(sum(app.unbilled_use(id)), 0)
        from app.organizations_of_owners(organization.id) as id) as owed,
      coalesce(bool_or(app.amount_owed(o) > 0 and o.due_on < app.today()), false) as is_overdue,
      coalesce(bool_or(o.payment_status = 'COMPLETED' and o.paid_at is not null), false) as has_paid
    from marketplace_orders o where o.organization_id in (select app.organizations_of_owners(organization.id))) state
  cross join lateral (
    select coalesce(organization.invoice_limit, case when state.has_paid then 500000 else 100000 end)::bigint as cents) allowed
  where organization.id = p_organization_id
$$;

-- Returns the cents that invoices of an organization may still add to what it owes.
create or replace function app.invoice_room(p_organization_id uuid) returns bigint
language sql stable
set search_path = public, pg_temp
as $$ select room from app.find_credit(p_organization_id) $$;

-- Says whether an invoice of p_cents may be written now: null, or why not: INVOICE_OVERDUE, OVER_INVOICE_LIMIT.
create or replace function app.reason_without_credit(p_organization_id uuid, p_cents bigint) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case when p_cents = 0 or p_cents <= approved then null
    when is_overdue then 'INVOICE_OVERDUE' when p_cents > room then 'OVER_INVOICE_LIMIT' end
  from app.find_credit(p_organization_id)
$$;

-- Takes the credit for an invoice of p_cents, or says why it is not given. Two organizations of the same owner take theirs one
-- after the other. What the platform approved is used up by the first order that needs it.
create or replace function app.take_credit(p_organization_id uuid, p_cents bigint) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_reason text;
  v_owner_id uuid;
begin
  for v_owner_id in select user_id from memberships where organization_id = p_organization_id and role = 'OWNER' order by user_id loop
    perform pg_advisory_xact_lock(hashtextextended('credit:' || v_owner_id, 0));
  end loop;
  v_reason := app.reason_without_credit(p_organization_id, p_cents);
  if v_reason is null then
    update organizations set invoice_approval = null, updated_at = now()
    from app.find_credit(p_organization_id) credit
    where id = p_organization_id and invoice_approval is not null and (credit.is_overdue or p_cents > credit.room);
  end if;
  return v_reason;
end
$$;

-- Shows the credit of the viewer's organization to those who order for it. Of invoices that are overdue, the numbers of
-- their orders: none where they are those of another organization of the same owners. contact is where to ask for more.
create or replace function app.show_credit()
returns table (room integer, approved integer, is_overdue boolean, overdue_orders text[], contact text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select least(credit.room, 2147483647)::integer, credit.approved, credit.is_overdue,
    array(select number from marketplace_orders o where o.organization_id = membership.organization_id
      and app.amount_owed(o) > 0 and o.due_on < app.today() order by o.due_on, o.number),
    (select seller_email from platform_settings)
  from memberships membership
  cross join lateral app.find_credit(membership.organization_id) credit
  where membership.organization_id = app.current_organization_id() and membership.user_id = app.current_user_id()
    and membership.role in ('OWNER', 'ADMIN')
$$;
comment on function app.show_credit is 'Never null: room, is_overdue, overdue_orders, contact.';

-- Sets the credit of an organization, by a platform admin. Cents; null for the limit that follows from what was paid, and for
-- no approval.
--
-- Outcomes: CHANGED, NOT_FOUND.
create or replace function app.set_credit(p_organization_id uuid, p_invoice_limit integer, p_invoice_approval integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_admin();
  update organizations set invoice_limit = p_invoice_limit, invoice_approval = p_invoice_approval, updated_at = now()
  where id = p_organization_id;
  return case when found then 'CHANGED' else 'NOT_FOUND' end;
end
$$;
comment on function app.set_credit is 'Outcomes: CHANGED, NOT_FOUND.';

grant execute on function app.show_credit, app.set_credit to lotline_app;
