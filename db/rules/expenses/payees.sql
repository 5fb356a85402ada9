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

-- Returns the form that payments of a kind are told on: services on NEC, rent on MISC (box 1), everything else on none.
create or replace function app.form_1099_of(p_irs_category irs_category) returns tax_report_template
language sql immutable
set search_path = public, pg_temp
as $$
  select case
    when p_irs_category in ('COMMISSIONS_AND_FEES', 'CONTRACT_LABOR', 'LEGAL_AND_PROFESSIONAL', 'REPAIRS_AND_MAINTENANCE',
      'CLEANING_AND_MAINTENANCE', 'MANAGEMENT_FEES', 'ADVERTISING') then 'FORM_1099_NEC'::tax_report_template
    when p_irs_category = 'RENT_PROPERTY' then 'FORM_1099_MISC'::tax_report_template
  end
$$;

-- Decides whether a payee gets a form for the cents that they were paid in a year. Corporations get none, but for attorneys who are
-- paid for services; whoever is not known yet is taken for somebody who does.
--
-- Outcomes: FORM (it is due), NOT_PUBLISHED (nobody knows the threshold of the year), BELOW_THRESHOLD, CORPORATION, EXEMPT.
create or replace function app.decide_form_1099(
  p_form tax_report_template, p_classification payee_classification, p_is_attorney boolean, p_paid bigint, p_year integer)
returns text
language sql immutable
set search_path = public, pg_temp
as $$
  select case
    when p_classification = 'EXEMPT' then 'EXEMPT'
    when p_classification in ('C_CORPORATION', 'S_CORPORATION') and not (p_is_attorney and p_form = 'FORM_1099_NEC') then 'CORPORATION'
    when p_paid >= app.form_1099_threshold(p_year) then 'FORM'
    when p_paid > 0 and app.form_1099_threshold(p_year) is null then 'NOT_PUBLISHED'
    else 'BELOW_THRESHOLD'
  end
$$;
comment on function app.decide_form_1099 is 'Outcomes: FORM, NOT_PUBLISHED, BELOW_THRESHOLD, CORPORATION, EXEMPT.';

-- Lists the APPROVED payments of a calendar year for what goes on a Form 1099, deductible or not, that the caller sees. A refund is
-- of the payee and of the payment method of its expense, and of the year of its own day.
--
--   net_amount  cents, below 0 for a refund
--   is_told     whether a form tells it: not what was paid by card or through a payment network, which the processor reports
create or replace function app.list_form_1099_payments(p_organization_id uuid, p_year integer)
returns table (expense_id uuid, payee_id uuid, form tax_report_template, net_amount integer, payment_method expense_payment_method,
  is_told boolean)
language sql stable
set search_path = public, pg_temp
as $$
  select expense.id, payment.payee_id, app.form_1099_of(category.irs_category), expense.net_amount, payment.method,
    payment.method is null or payment.method in ('CASH', 'CHECK', 'TRANSFER')
  from expenses expense
  join expense_categories category on category.id = expense.category_id
  left join expenses refunded on refunded.organization_id = expense.organization_id and refunded.id = expense.refund_of
  cross join lateral (select coalesce(expense.payee_id, refunded.payee_id) as payee_id,
    coalesce(refunded.payment_method, expense.payment_method) as method) payment
  where expense.organization_id = p_organization_id and expense.tax_year = p_year and expense.status = 'APPROVED'
    and app.form_1099_of(category.irs_category) is not null
$$;

-- Returns what the viewer sees was paid to payees in a calendar year: one row for each payee and form, NEC or MISC. Amounts are
-- cents, net of refunds.
--   paid            what a form tells
--   paid_unsaid     the part of it for which nobody said how it was paid
--   paid_otherwise  what no form tells
--   threshold       from which a form is due; null: not published
--   is_exempt       whether the payee gets no form, however much it is
--   is_due          whether a form is due; null while that is not known
--   lacks           what is not there and the form needs: W9, TAX_NUMBER, ADDRESS; empty where no form is due
-- MEMBERs see what they spent themselves, so for them the sums are not those of the organization.
create or replace function app.payee_payments(p_year integer) returns table (
  payee_id uuid, form text, payments integer, paid bigint, paid_unsaid bigint, paid_otherwise bigint, threshold bigint,
  is_exempt boolean, is_due boolean, lacks text[])
language sql stable
set search_path = public, pg_temp
as $$
  with sums as (
    select payment.payee_id, payment.form, count(*)::integer as payments,
      coalesce(sum(net_amount) filter (where is_told), 0)::bigint as paid,
      coalesce(sum(net_amount) filter (where payment_method is null), 0)::bigint as paid_unsaid,
      coalesce(sum(net_amount) filter (where not is_told), 0)::bigint as paid_otherwise
    from app.list_form_1099_payments(app.current_organization_id(), p_year) payment
    where payment.payee_id is not null
    group by payment.payee_id, payment.form
  ), decided as (
    select sums.*, app.decide_form_1099(sums.form, payee.classification, payee.is_attorney, sums.paid, p_year) as verdict,
      array_remove(array[
        case when payee.w9_received_on is null then 'W9' end,
        case when payee.tax_number_last_four is null then 'TAX_NUMBER' end,
        case when payee.address is null or payee.city is null or payee.state is null or payee.zip_code is null then 'ADDRESS' end],
        null) as lacks
    from sums
    join payees payee on payee.organization_id = app.current_organization_id() and payee.id = sums.payee_id
  )
  select payee_id, case form when 'FORM_1099_NEC' then 'NEC' else 'MISC' end, payments, paid, paid_unsaid, paid_otherwise,
    app.form_1099_threshold(p_year), verdict in ('CORPORATION', 'EXEMPT'), case verdict when 'NOT_PUBLISHED' then null else verdict = 'FORM' end,
    case verdict when 'FORM' then lacks else '{}' end
  from decided
$$;

grant execute on function app.form_1099_threshold, app.form_1099_of, app.decide_form_1099, app.list_form_1099_payments,
  app.payee_payments to lotline_app;

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
