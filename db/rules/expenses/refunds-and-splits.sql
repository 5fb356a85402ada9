-- What is made of an expense that is there: refunds, and the parts of a split.

-- Records money (cents) that came back of an expense. It belongs to who spent it, and is decided as what they spend is.
--
--   p_id  of the new row, made with its form: a second click records nothing
--
-- Outcomes: RECORDED; NOT_FOUND, NOT_REFUNDABLE (a trip, a refund, or rejected), MORE_THAN_SPENT with what is left of the amount,
-- OTHER_YEAR, CLOSED_YEAR.
create or replace function app.record_expense_refund(p_id uuid, p_expense_id uuid, p_date date, p_amount integer, p_notes text)
returns table (outcome text, left_to_refund bigint)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_expense expenses := app.hold_expense(p_expense_id);
  v_year integer := extract(year from p_date)::integer;
begin
  left_to_refund := v_expense.amount - app.sum_refunds(v_expense.organization_id, v_expense.id, p_id);
  outcome := case
    when v_expense.id is null then 'NOT_FOUND'
    when exists (select from expenses where id = p_id and (organization_id, refund_of, amount, date)
      is not distinct from (v_expense.organization_id, p_expense_id, p_amount, p_date)) then 'RECORDED'
    when exists (select from expenses where id = p_id) then 'NOT_FOUND'
    when v_expense.is_refund or v_expense.mileage_distance is not null or v_expense.status = 'REJECTED' then 'NOT_REFUNDABLE'
    when p_amount > left_to_refund then 'MORE_THAN_SPENT'
    when v_year is null or not v_year = any (app.book_years()) then 'OTHER_YEAR'
    when app.find_closed_year(v_expense.organization_id, array[v_year]) is not null then 'CLOSED_YEAR' end;
  if outcome is null then
    insert into expenses (id, organization_id, user_id, date, tax_year, merchant, amount, category_id, payee_id, payment_method, notes,
      is_refund, refund_of, status)
    values (p_id, v_expense.organization_id, v_expense.user_id, p_date, v_year, v_expense.merchant, p_amount, v_expense.category_id,
      v_expense.payee_id, v_expense.payment_method, nullif(p_notes, ''), true, p_expense_id,
      case when current_setting('app.current_org_role', true) = 'MEMBER' then 'PENDING' else 'APPROVED' end::expense_status);
    outcome := 'RECORDED';
  end if;
  return next;
end
$$;
comment on function app.record_expense_refund is
  'Outcomes: RECORDED, NOT_FOUND, NOT_REFUNDABLE, MORE_THAN_SPENT, OTHER_YEAR, CLOSED_YEAR.';

-- Splits an expense into parts that sum to its amount. The first part is the expense itself, with its receipts; the others are made of
-- it, and all name the first. A part can be split again.
--
--   p_parts  [{id, amount, categoryId, listingId, percent}]: cents; the id of the first is not used; a percent of null starts at the
--            category's
--
-- Outcomes: SPLIT (also when it was split just so before); NOT_FOUND, DECIDED, CHANGED, NOT_SPLITTABLE (a trip, or a refund of an
-- expense), HAS_REFUNDS, WRONG_COUNT (2 to 20 parts, of all that came of one expense), WRONG_SUM, NO_CATEGORY, NO_PROPERTY,
-- PERCENT_TOO_HIGH, CLOSED_YEAR. The part that is refused is named by its place, from 1.
create or replace function app.split_expense(p_id uuid, p_version integer, p_parts jsonb)
returns table (outcome text, place integer, percent_limit numeric)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_expense expenses := app.hold_expense(p_id);
  v_split_id uuid := coalesce(v_expense.split_id, v_expense.id);
  v_parts expenses[];
  v_part expenses;
  v_status expense_status;
begin
  v_parts := array(
    select jsonb_populate_record(null::expenses, jsonb_build_object('id', case when position = 1 then p_id::text else part ->> 'id' end,
      'amount', part -> 'amount', 'category_id', part -> 'categoryId', 'listing_id', part -> 'listingId',
      'deduction_percent', coalesce((part ->> 'percent')::numeric, app.starting_percent((part ->> 'categoryId')::uuid))))
    from jsonb_array_elements(p_parts) with ordinality as given (part, position) order by position);
  if v_expense.id is not null and v_expense.version <> p_version then
    -- The same sent again has split it already.
    outcome := case when not exists (
      select from unnest(v_parts) part
      left join expenses made on made.organization_id = v_expense.organization_id and made.id = part.id
      where (made.amount, made.category_id, made.listing_id, made.deduction_percent, made.split_id)
        is distinct from (part.amount, part.category_id, part.listing_id, part.deduction_percent, v_split_id)) then 'SPLIT' else 'CHANGED' end;
    return next;
    return;
  end if;
  outcome := case
    when v_expense.id is null then 'NOT_FOUND'
    when app.is_settled_for_viewer(v_expense) then 'DECIDED'
    when v_expense.mileage_distance is not null or v_expense.refund_of is not null then 'NOT_SPLITTABLE'
    when exists (select from expenses where organization_id = v_expense.organization_id and refund_of = p_id) then 'HAS_REFUNDS'
    when cardinality(v_parts) < 2 or cardinality(v_parts) - 1 + greatest(1, (select count(*) from expenses
      where organization_id = v_expense.organization_id and split_id = v_expense.split_id)) > 20 then 'WRONG_COUNT'
    when (select sum(part.amount) from unnest(v_parts) part) is distinct from v_expense.amount
      or exists (select from unnest(v_parts) part where part.amount is null or part.amount < 1) then 'WRONG_SUM'
    when exists (select from expenses where id in (select part.id from unnest(v_parts[2:]) part)) then 'CHANGED'
    when app.find_closed_year(v_expense.organization_id, array[v_expense.tax_year]) is not null then 'CLOSED_YEAR' end;
  if outcome is null then
    for place in select generate_subscripts(v_parts, 1) loop
      v_part := v_parts[place];
      outcome := app.refuse_references(v_expense, v_part.category_id, v_part.listing_id, v_expense.payee_id);
      percent_limit := app.deduction_limit(v_part.category_id, v_expense.date);
      if outcome is null and v_part.deduction_percent > percent_limit then
        outcome := 'PERCENT_TOO_HIGH';
      end if;
      exit when outcome is not null;
    end loop;
  end if;
  if outcome is not null then
    return next;
    return;
  end if;

  v_part := v_parts[1];
  update expenses expense set amount = v_part.amount, category_id = v_part.category_id, listing_id = v_part.listing_id,
    deduction_percent = v_part.deduction_percent, is_deductible = v_part.deduction_percent > 0, split_id = v_split_id,
    status = app.status_of_change(v_expense.user_id, v_expense.status)
  where expense.organization_id = v_expense.organization_id and expense.id = p_id
  returning expense.status into v_status;
  insert into expenses (id, organization_id, user_id, date, tax_year, merchant, amount, category_id, listing_id, payee_id,
    payment_method, is_deductible, deduction_percent, description, notes, is_refund, split_id, status, decision_note)
  select part.id, v_expense.organization_id, v_expense.user_id, v_expense.date, v_expense.tax_year, v_expense.merchant, part.amount,
    part.category_id, part.listing_id, v_expense.payee_id, v_expense.payment_method, part.deduction_percent > 0, part.deduction_percent,
    v_expense.description, v_expense.notes, v_expense.is_refund, v_split_id, v_status, v_expense.decision_note
  from unnest(v_parts[2:]) part;
  outcome := 'SPLIT';
  place := null;
  return next;
end
$$;
comment on function app.split_expense is
  'Outcomes: SPLIT, NOT_FOUND, DECIDED, CHANGED, NOT_SPLITTABLE, HAS_REFUNDS, WRONG_COUNT, WRONG_SUM, NO_CATEGORY, NO_PROPERTY, PERCENT_TOO_HIGH, CLOSED_YEAR.';

grant execute on function app.record_expense_refund, app.split_expense to lotline_app;
