-- A payment of estimated tax counts for a year, and for the instalment it names.

grant select (id, organization_id, user_id, tax_year, quarter, jurisdiction, paid_on, amount, confirmation, created_at,
  updated_at) on tax_payments to lotline_app;
grant insert (id, organization_id, user_id, tax_year, quarter, jurisdiction, paid_on, amount,
  confirmation) on tax_payments to lotline_app;
grant update (tax_year, quarter, jurisdiction, paid_on, amount, confirmation) on tax_payments to lotline_app;
grant delete on tax_payments to lotline_app;

-- Returns what was paid (cents) for a year, federal and state; or for a quarter, federal only, as its instalment is.
create or replace function app.sum_tax_payments(p_organization_id uuid, p_tax_year smallint, p_quarter smallint) returns bigint
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(sum(amount), 0)::bigint from tax_payments
  where organization_id = p_organization_id and tax_year = p_tax_year
    and (p_quarter is null or quarter = p_quarter and jurisdiction = 'FEDERAL')
$$;

-- Keeps on each estimate what was paid for it.
create or replace function app.keep_amount_paid() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if tg_table_name = 'tax_estimates' then
    new.amount_paid := app.sum_tax_payments(new.organization_id, new.tax_year, new.quarter);
    return new;
  end if;
  update tax_estimates estimate set amount_paid = app.sum_tax_payments(estimate.organization_id, estimate.tax_year, estimate.quarter)
  where tg_op <> 'INSERT' and estimate.organization_id = old.organization_id and estimate.tax_year = old.tax_year
    or tg_op <> 'DELETE' and estimate.organization_id = new.organization_id and estimate.tax_year = new.tax_year;
  return null;
end
$$;

create trigger keep_amount_paid after insert or update or delete on tax_payments for each row execute function app.keep_amount_paid();
create trigger keep_amount_paid before insert or update of tax_year, quarter on tax_estimates
  for each row execute function app.keep_amount_paid();

-- The trail tells payments, without their sums.
create trigger audit after insert or update or delete on tax_payments for each row
  execute function app.audit_row('tax_payment', 'updated_at', 'amount', 'confirmation');

create trigger touch_updated_at before update on tax_payments for each row execute function app.touch_updated_at();

-- Records a payment, in cents. The key is made with the form, so that a second click records nothing again; a form in
-- another tab has another key, so the same payment is asked about.
--
--   p_quarter  null for a payment with an extension or the return
--   p_again    records it although the same one is there
--
-- Outcomes: RECORDED, SAME (one of the same day, quarter and amount is there), CLOSED (the year is), NOT_ALLOWED.
create or replace function app.record_tax_payment(p_key uuid, p_year integer, p_quarter integer, p_jurisdiction tax_jurisdiction,
  p_paid_on date, p_amount bigint, p_confirmation text, p_again boolean) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_constraint text;
begin
  if not (app.may_use_tool('expense-tax') and app.may_see_taxes()) then
    return 'NOT_ALLOWED';
  end if;
  -- One after the other, so that two tabs at once do not both find nothing.
  perform pg_advisory_xact_lock(hashtextextended(format('tax-payments %s', v_organization_id), 0));
  if exists (select from tax_payments where organization_id = v_organization_id and id = p_key) then
    return 'RECORDED';
  end if;
  if not p_again and exists (select from tax_payments where organization_id = v_organization_id and tax_year = p_year
      and quarter is not distinct from p_quarter and jurisdiction = p_jurisdiction and paid_on = p_paid_on and amount = p_amount) then
    return 'SAME';
  end if;
  insert into tax_payments (id, organization_id, user_id, tax_year, quarter, jurisdiction, paid_on, amount, confirmation)
  values (p_key, v_organization_id, app.current_user_id(), p_year, p_quarter, p_jurisdiction, p_paid_on, p_amount, nullif(p_confirmation, ''));
  return 'RECORDED';
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint not like '%\_tax\_year\_open' then
    raise;
  end if;
  return 'CLOSED';
end
$$;
comment on function app.record_tax_payment is 'Outcomes: RECORDED, SAME, CLOSED, NOT_ALLOWED.';

-- Removes a payment that was recorded by mistake.
--
-- Outcomes: REMOVED, NOT_FOUND, CLOSED (its year is), NOT_ALLOWED.
create or replace function app.remove_tax_payment(p_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  if not (app.may_use_tool('expense-tax') and app.may_see_taxes()) then
    return 'NOT_ALLOWED';
  end if;
  delete from tax_payments where organization_id = app.current_organization_id() and id = p_id;
  return case when found then 'REMOVED' else 'NOT_FOUND' end;
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint not like '%\_tax\_year\_open' then
    raise;
  end if;
  return 'CLOSED';
end
$$;
comment on function app.remove_tax_payment is 'Outcomes: REMOVED, NOT_FOUND, CLOSED, NOT_ALLOWED.';

grant execute on function app.record_tax_payment, app.remove_tax_payment to lotline_app;
