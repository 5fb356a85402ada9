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
