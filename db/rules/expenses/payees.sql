-- Payees are people and firms who are paid for services or rent, and may get a Form 1099.

grant select (id, organization_id, name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city,
  state, zip_code, is_active, version, created_at, updated_at) on payees to lotline_app;
grant insert (id, organization_id, name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city,
  state, zip_code, is_active) on payees to lotline_app;
grant update (name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city, state, zip_code,
  is_active) on payees to lotline_app;
grant delete on payees to lotline_app;

-- The trail tells who changed what a form is sent by.
create trigger audit after insert or update or delete on payees for each row
  execute function app.audit_row('payee', 'updated_at', 'version', 'tax_number_last_four');

create trigger count_version before update on payees for each row execute function app.count_version();
create trigger touch_updated_at before update on payees for each row execute function app.touch_updated_at();

-- Returns the payments of a year from which Form 1099-NEC (services) or 1099-MISC box 1 (rent) is due for everybody whom the
-- amount reaches from a year on; null where it is not published yet. IRC 6041(a): $600, from 2026 $2,000 (P.L. 119-21, section
-- 70433), adjusted for inflation from 2027.
create or replace function app.form_1099_threshold(p_year integer) returns bigint
language sql immutable
set search_path = pg_catalog, pg_temp
as $$ select case when p_year <= 2025 then 60000 when p_year = 2026 then 200000 end $$;

-- Returns what the viewer sees was paid to payees in a calendar year for what goes on a Form 1099: one row for each payee and
-- form, NEC (services) or MISC (rent, box 1). It is the one place of the rule; pages and reports read it.
--
-- Amounts are cents of APPROVED rows, net of refunds, whether they are deductible or not. A refund is of the payee and
-- of the payment method of its expense, and of the year of its own day.
--   paid            by cash, check, transfer, or nobody said how: what a form tells
--   paid_unsaid     the part of it for which nobody said how it was paid
--   paid_otherwise  by card or through a payment network, which the processor reports: never on a form
--   threshold       from which a form is due; null: not published
--   is_exempt       corporations and exempt payees get none; of corporations attorneys do, for services
--   is_due          whether a form is due; null while the threshold is not published
--   lacks           what is not there and the form needs: W9, TAX_NUMBER, ADDRESS; empty where no form is due
-- MEMBERs see what they spent themselves, so for them the sums are not those of the organization.
create or replace function app.payee_payments(p_year integer) returns table (
  payee_id uuid, form text, payments integer, paid bigint, paid_unsaid bigint, paid_otherwise bigint, threshold bigint,
  is_exempt boolean, is_due boolean, lacks text[])
language sql stable
set search_path = public, pg_temp
as $$
  with payments as (
    select coalesce(expense.payee_id, refunded.payee_id) as payee_id,
      case when category.irs_category = 'RENT_PROPERTY' then 'MISC' else 'NEC' end as form,
      expense.net_amount,
      case when expense.is_refund then coalesce(refunded.payment_method, expense.payment_method) else expense.payment_method end as method
    from expenses expense
    join expense_categories category on category.id = expense.category_id
    left join expenses refunded on refunded.organization_id = expense.organization_id and refunded.id = expense.refund_of
    where expense.tax_year = p_year and expense.status = 'APPROVED' and expense.mileage_distance is null
      and coalesce(expense.payee_id, refunded.payee_id) is not null
      and category.irs_category in ('COMMISSIONS_AND_FEES', 'CONTRACT_LABOR', 'LEGAL_AND_PROFESSIONAL', 'REPAIRS_AND_MAINTENANCE',
        'CLEANING_AND_MAINTENANCE', 'MANAGEMENT_FEES', 'ADVERTISING', 'RENT_PROPERTY')
  ), sums as (
    select payments.payee_id, payments.form, count(*)::integer as payments,
      coalesce(sum(net_amount) filter (where method is null or method in ('CASH', 'CHECK', 'TRANSFER')), 0)::bigint as paid,
      coalesce(sum(net_amount) filter (where method is null), 0)::bigint as paid_unsaid,
      coalesce(sum(net_amount) filter (where method in ('CARD', 'NETWORK')), 0)::bigint as paid_otherwise
    from payments
    group by payments.payee_id, payments.form
  ), judged as (
    select sums.*, app.form_1099_threshold(p_year) as threshold,
      coalesce(payee.classification = 'EXEMPT' or payee.classification in ('C_CORPORATION', 'S_CORPORATION')
        and not (payee.is_attorney and sums.form = 'NEC'), false) as is_exempt,
      array_remove(array[
        case when payee.w9_received_on is null then 'W9' end,
        case when payee.tax_number_last_four is null then 'TAX_NUMBER' end,
        case when payee.address is null or payee.city is null or payee.state is null or payee.zip_code is null then 'ADDRESS' end],
        null) as lacks
    from sums
    join payees payee on payee.id = sums.payee_id
  ), decided as (
    select judged.*, case when is_exempt then false else paid >= threshold end as is_due from judged
  )
  select payee_id, form, payments, paid, paid_unsaid, paid_otherwise, threshold, is_exempt, is_due,
    case when is_due then lacks else '{}' end
  from decided
$$;

grant execute on function app.payee_payments, app.form_1099_threshold to lotline_app;

-- Adds a payee (no version) or changes one that is at that version. Sent twice, it writes once.
--
-- Outcomes: SAVED; and with nothing written NOT_ALLOWED, NOT_FOUND, CHANGED (since the page was opened).
create or replace function app.save_payee(
  p_id uuid, p_version integer, p_name text, p_classification payee_classification, p_is_attorney boolean, p_w9_received_on date,
  p_tax_number_last_four text, p_address text, p_city text, p_state text, p_zip_code text)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if p_version is null then
    insert into payees (id, organization_id, name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city,
      state, zip_code)
    values (p_id, app.current_organization_id(), p_name, p_classification, p_is_attorney, p_w9_received_on, p_tax_number_last_four,
      p_address, p_city, p_state, p_zip_code)
    on conflict (id) do nothing;
    return 'SAVED';
  end if;
  update payees set name = p_name, classification = p_classification, is_attorney = p_is_attorney, w9_received_on = p_w9_received_on,
    tax_number_last_four = p_tax_number_last_four, address = p_address, city = p_city, state = p_state, zip_code = p_zip_code
  where id = p_id and version = p_version;
  if found or exists (select from payees
      where id = p_id and (name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city, state, zip_code)
        is not distinct from (p_name, p_classification, p_is_attorney, p_w9_received_on, p_tax_number_last_four, p_address, p_city,
          p_state, p_zip_code)) then
    return 'SAVED';
  end if;
  return case
    when not exists (select from payees where id = p_id) then 'NOT_FOUND'
    when exists (select from payees where id = p_id and version = p_version) then 'NOT_ALLOWED'
    else 'CHANGED' end;
exception
  when insufficient_privilege then
    return 'NOT_ALLOWED';
end
$$;
comment on function app.save_payee is 'Outcomes: SAVED, NOT_ALLOWED, NOT_FOUND, CHANGED.';

-- Archives a payee, who is then not picked any more, or takes them back. What they were paid stays.
--
-- Outcomes: ARCHIVED, RESTORED; NOT_ALLOWED, NOT_FOUND.
create or replace function app.archive_payee(p_id uuid, p_is_active boolean) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update payees set is_active = p_is_active where id = p_id;
  if found then
    return case when p_is_active then 'RESTORED' else 'ARCHIVED' end;
  end if;
  return case when exists (select from payees where id = p_id) then 'NOT_ALLOWED' else 'NOT_FOUND' end;
end
$$;
comment on function app.archive_payee is 'Outcomes: ARCHIVED, RESTORED, NOT_ALLOWED, NOT_FOUND.';

grant execute on function app.save_payee, app.archive_payee to lotline_app;
