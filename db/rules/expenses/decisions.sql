-- OWNERs and ADMINs decide about expenses: one by one where they wait, or several that are ticked in the list.

-- Decides about an expense that is held.
--
-- Outcomes: APPROVED, REJECTED, ASKED, ALREADY (it is so); NOT_ALLOWED, OWN (another person has to), FUTURE (its day is to come),
-- NO_NOTE, CLOSED_YEAR, HAS_REFUNDS (that count: they are rejected first), REFUND_OF_REJECTED, MORE_THAN_SPENT (with the other refunds).
create or replace function app.decide_held_expense(p_expense expenses, p_decision text, p_note text) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_status expense_status := case p_decision when 'APPROVE' then 'APPROVED' when 'REJECT' then 'REJECTED' when 'ASK' then 'NEEDS_REVIEW' end::expense_status;
begin
  -- Two refunds that are approved at once count one after the other.
  if p_expense.refund_of is not null then
    perform 1 from expenses where organization_id = p_expense.organization_id and id = p_expense.refund_of for update;
  end if;
  if v_status is null or current_setting('app.current_org_role', true) not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  elsif v_status <> 'APPROVED' and app.is_sentence(p_note) is not true then
    return 'NO_NOTE';
  elsif p_expense.status = v_status and (v_status = 'APPROVED' or p_expense.decision_note is not distinct from btrim(p_note, E' \t\r\n')) then
    return 'ALREADY';
  elsif v_status <> 'NEEDS_REVIEW' and p_expense.user_id = app.current_user_id() and app.needs_another_person(p_expense.organization_id) then
    return 'OWN';
  elsif v_status = 'APPROVED' and p_expense.date > app.today() then
    return 'FUTURE';
  elsif app.find_closed_year(p_expense.organization_id, array[p_expense.tax_year]) is not null then
    return 'CLOSED_YEAR';
  elsif v_status = 'REJECTED' and app.sum_refunds(p_expense.organization_id, p_expense.id) > 0 then
    return 'HAS_REFUNDS';
  elsif v_status <> 'REJECTED' and p_expense.status = 'REJECTED' and exists (select from expenses
      where organization_id = p_expense.organization_id and id = p_expense.refund_of and status = 'REJECTED') then
    return 'REFUND_OF_REJECTED';
  elsif v_status <> 'REJECTED' and p_expense.status = 'REJECTED' and p_expense.refund_of is not null
      and app.sum_refunds(p_expense.organization_id, p_expense.refund_of, p_expense.id) + p_expense.amount
        > (select amount from expenses where organization_id = p_expense.organization_id and id = p_expense.refund_of) then
    return 'MORE_THAN_SPENT';
  end if;
  update expenses set status = v_status, decision_note = case when v_status <> 'APPROVED' then btrim(p_note, E' \t\r\n') end
  where organization_id = p_expense.organization_id and id = p_expense.id;
  return case v_status when 'NEEDS_REVIEW' then 'ASKED' else v_status::text end;
end
$$;
comment on function app.decide_held_expense is
  'Outcomes: APPROVED, REJECTED, ASKED, ALREADY, NOT_ALLOWED, OWN, FUTURE, NO_NOTE, CLOSED_YEAR, HAS_REFUNDS, REFUND_OF_REJECTED, MORE_THAN_SPENT.';

-- Decides about an expense as the page showed it.
--
--   p_decision  APPROVE; REJECT or ASK, with a note to whoever spent it
--
-- Outcomes: NOT_FOUND, CHANGED (since that version: by who spent it, or decided by somebody else), and those of decide_held_expense.
create or replace function app.decide_expense(p_id uuid, p_version integer, p_decision text, p_note text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_expense expenses := app.hold_expense(p_id);
  v_is_current boolean := v_expense.version = p_version;
begin
  if v_expense.id is null then
    return 'NOT_FOUND';
  elsif not v_is_current then
    -- The same decision sent again, or made by somebody else at the same time, is as good as this one.
    return case when v_expense.status = case p_decision when 'APPROVE' then 'APPROVED' when 'REJECT' then 'REJECTED' when 'ASK' then 'NEEDS_REVIEW' end::expense_status
      and (p_decision = 'APPROVE' or v_expense.decision_note is not distinct from btrim(p_note, E' \t\r\n')) then 'ALREADY' else 'CHANGED' end;
  end if;
  return app.decide_held_expense(v_expense, p_decision, p_note);
end
$$;
comment on function app.decide_expense is
  'Outcomes: APPROVED, REJECTED, ASKED, ALREADY, NOT_ALLOWED, NOT_FOUND, CHANGED, OWN, FUTURE, NO_NOTE, CLOSED_YEAR, HAS_REFUNDS, REFUND_OF_REJECTED, MORE_THAN_SPENT.';

-- Gives an expense that is held another category, which brings its percent, or another property.
--
-- Outcomes: SET, ALREADY, DECIDED, TRIP (is always by car), FOLLOWS_EXPENSE (a refund is what its expense is),
-- CLOSED_YEAR.
create or replace function app.reassign_held_expense(p_expense expenses, p_category_id uuid, p_listing_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if app.is_settled_for_viewer(p_expense) then
    return 'DECIDED';
  elsif (p_category_id, p_listing_id) is not distinct from (p_expense.category_id, p_expense.listing_id) then
    return 'ALREADY';
  elsif p_expense.refund_of is not null then
    return 'FOLLOWS_EXPENSE';
  elsif p_expense.mileage_distance is not null and p_category_id <> p_expense.category_id then
    return 'TRIP';
  elsif app.find_closed_year(p_expense.organization_id, array[p_expense.tax_year]) is not null then
    return 'CLOSED_YEAR';
  end if;
  update expenses set category_id = p_category_id, listing_id = p_listing_id,
    deduction_percent = case when p_category_id = p_expense.category_id then deduction_percent else app.starting_percent(p_category_id) end,
    is_deductible = case when p_category_id = p_expense.category_id then is_deductible else app.starting_percent(p_category_id) > 0 end,
    status = app.status_of_change(p_expense.user_id, p_expense.status)
  where organization_id = p_expense.organization_id and id = p_expense.id;
  return 'SET';
end
$$;
comment on function app.reassign_held_expense is 'Outcomes: SET, ALREADY, DECIDED, TRIP, FOLLOWS_EXPENSE, CLOSED_YEAR.';

-- Does the same to all expenses that are ticked, as their page showed them, and says how often each thing happened. What cannot be
-- done to one of them keeps the others from nothing.
--
--   p_versions  of the expenses in p_ids, in their order
--   p_act       APPROVE, REJECT (with a note), SET_CATEGORY or SET_PROPERTY (p_target; null takes the property off), DELETE
--
-- Outcomes, each with its count: DONE, ALREADY; NOT_FOUND, CHANGED, NOT_ALLOWED, OWN, FUTURE, NO_NOTE, CLOSED_YEAR, HAS_REFUNDS,
-- REFUND_OF_REJECTED, MORE_THAN_SPENT, DECIDED, TRIP, FOLLOWS_EXPENSE, NO_CATEGORY, NO_PROPERTY, HAS_PARTS. TOO_MANY: more than 200,
-- and nothing was done.
create or replace function app.change_expenses(p_ids uuid[], p_versions integer[], p_act text, p_target uuid, p_note text)
returns table (outcome text, count integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_counts jsonb := '{}';
  v_ticked record;
  v_expense expenses;
  v_outcome text;
begin
  if coalesce(cardinality(p_ids), 0) > 200 then
    return query select 'TOO_MANY', cardinality(p_ids);
    return;
  end if;
  -- All are held in one order, so that two people with the same ticks do not wait for each other.
  perform app.hold_vehicles(p_ids, null, null);
  perform app.hold_expense(id) from unnest(p_ids) id order by id;
  for v_ticked in
    select ticked.id, max(ticked.version) as version
    from unnest(p_ids, p_versions) as ticked (id, version)
    left join expenses expense on expense.organization_id = app.current_organization_id() and expense.id = ticked.id
    group by ticked.id, expense.refund_of, expense.split_id, expense.id
    -- Refunds go before their expenses, and other parts before the first one.
    order by expense.refund_of is null, expense.split_id is not distinct from expense.id, ticked.id
  loop
    v_expense := app.hold_expense(v_ticked.id);
    if v_expense.id is null then
      v_outcome := case when exists (select from expenses where organization_id = app.current_organization_id() and id = v_ticked.id
        and app.may_read_tool('expense-tax') and current_setting('app.current_org_role', true) = 'VIEWER') then 'NOT_ALLOWED' else 'NOT_FOUND' end;
    elsif v_expense.version <> v_ticked.version then
      -- A second click finds it done.
      v_outcome := case when case p_act
          when 'APPROVE' then v_expense.status = 'APPROVED'
          when 'REJECT' then v_expense.status = 'REJECTED' and v_expense.decision_note is not distinct from btrim(p_note, E' \t\r\n')
          when 'SET_CATEGORY' then v_expense.category_id = p_target
          when 'SET_PROPERTY' then v_expense.listing_id is not distinct from p_target end then 'ALREADY' else 'CHANGED' end;
    elsif p_act in ('APPROVE', 'REJECT') then
      v_outcome := app.decide_held_expense(v_expense, p_act, p_note);
    elsif p_act = 'DELETE' then
      v_outcome := app.remove_held_expense(v_expense);
    else
      v_outcome := case p_act
        when 'SET_CATEGORY' then coalesce(app.refuse_references(v_expense, p_target, v_expense.listing_id, v_expense.payee_id),
          app.reassign_held_expense(v_expense, p_target, v_expense.listing_id))
        when 'SET_PROPERTY' then coalesce(app.refuse_references(v_expense, v_expense.category_id, p_target, v_expense.payee_id),
          app.reassign_held_expense(v_expense, v_expense.category_id, p_target))
        else 'NOT_ALLOWED' end;
    end if;
    v_outcome := case when v_outcome in ('APPROVED', 'REJECTED', 'DELETED', 'SET') then 'DONE' else v_outcome end;
    v_counts := jsonb_set(v_counts, array[v_outcome], to_jsonb(coalesce((v_counts ->> v_outcome)::integer, 0) + 1));
  end loop;
  return query select key, value::integer from jsonb_each_text(v_counts) order by key <> 'DONE', key;
end
$$;
comment on function app.change_expenses is
  'Outcomes: DONE, ALREADY, NOT_FOUND, CHANGED, NOT_ALLOWED, OWN, FUTURE, NO_NOTE, CLOSED_YEAR, HAS_REFUNDS, REFUND_OF_REJECTED, MORE_THAN_SPENT, DECIDED, TRIP, FOLLOWS_EXPENSE, NO_CATEGORY, NO_PROPERTY, HAS_PARTS, TOO_MANY.';

grant execute on function app.decide_expense, app.change_expenses to lotline_app;
