-- The last step of an import, which makes expenses, refunds and income of its lines, and the way back.

-- Returns the chosen lines of a slice that another import of the account has brought in since they were checked, and what they became.
create or replace function app.find_known_import_lines(p_organization_id uuid, p_import_id uuid, p_from integer, p_last integer)
returns table (line integer, became_id uuid)
language plpgsql stable
-- Planned for each slice: a plan kept from when there were few lines would read all of them for each one.
set plan_cache_mode = force_custom_plan
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  select chosen.line, brought.became_id
  from expense_import_lines chosen
  cross join lateral (select became_id from expense_import_lines other
    -- By a select, as when lines are staged: the plan is not to know the organization.
    where other.organization_id = (select p_organization_id) and other.account = chosen.account and other.date = chosen.date
      and other.amount = chosen.amount and other.import_id <> p_import_id and other.merchant = chosen.merchant
      and other.bank_id is not distinct from chosen.bank_id and other.occurrence = chosen.occurrence
      and other.state = 'IMPORTED'
      and (exists (select from expenses where organization_id = p_organization_id and id = other.became_id)
        or exists (select from income_entries where organization_id = p_organization_id and id = other.became_id))
    limit 1) brought
  where chosen.organization_id = p_organization_id and chosen.import_id = p_import_id and chosen.line between p_from and p_last
    and chosen.is_selected;
end
$$;

-- Makes expenses, refunds or income of the next chosen lines. What was brought in or closed since they were checked is left
-- out: imports of an organization are written one after the other.
--
-- Outcomes: COMMITTED (there is more), COMPLETED (also when it was before); NOT_FOUND, NOT_CHECKED, NOTHING_CHOSEN, NO_INCOME
-- (the viewer may not see taxes).
create or replace function app.commit_expense_import(p_import_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import expense_imports := app.hold_expense_import(p_import_id);
  v_is_approved boolean;
  v_from integer;
  v_last integer;
  v_known integer[];
  v_known_as uuid[];
  v_written integer;
  v_year integer;
begin
  if v_import.id is null then
    return 'NOT_FOUND';
  end if;
  if v_import.status = 'COMPLETED' then
    return 'COMPLETED';
  end if;
  if v_import.status not in ('CHECKED', 'COMMITTING') then
    return 'NOT_CHECKED';
  end if;
  if v_import.mapping ->> 'moneyIn' = 'INCOME' and not app.may_see_taxes() then
    return 'NO_INCOME';
  end if;
  v_from := case v_import.status when 'CHECKED' then 0 else v_import.next_line end;
  perform pg_advisory_xact_lock(hashtextextended('expense-import:' || v_import.organization_id, 0));

  -- A slice is told by its first and last line: a plan that was made while there were few lines then reads them all once, where
  -- a list of numbers is compared with each of them.
  select max(line) into v_last from (
    select line from expense_import_lines
    where organization_id = v_import.organization_id and import_id = v_import.id and line >= v_from
      and is_selected and state in ('READY', 'POSSIBLE_DUPLICATE') order by line limit 2000) slice;
  if v_last is null then
    if v_import.status = 'CHECKED' then
      return 'NOTHING_CHOSEN';
    end if;
    update expense_imports set status = 'COMPLETED', completed_at = now(), leased_until = null where id = v_import.id;
    return 'COMPLETED';
  end if;

  -- Held in ascending order, so that nobody closes one of these years before they are written.
  for v_year in select distinct extract(year from date)::integer as year from expense_import_lines
    where organization_id = v_import.organization_id and import_id = v_import.id and line between v_from and v_last
      and is_selected order by year
  loop
    perform app.lock_tax_year(v_import.organization_id, v_year, false);
  end loop;
  update expense_import_lines line set state = 'PROBLEM', is_selected = false,
    problems = jsonb_build_array(jsonb_build_object('column', 'Date', 'found', line.date,
      'expected', format('a day of an open year: %s is closed', closed.tax_year)))
  from closed_tax_years closed
  where line.organization_id = v_import.organization_id and line.import_id = v_import.id and line.line between v_from and v_last
    and line.is_selected and closed.organization_id = line.organization_id and closed.tax_year = extract(year from line.date);
  select array_agg(known.line), array_agg(known.became_id) into v_known, v_known_as
  from app.find_known_import_lines(v_import.organization_id, v_import.id, v_from, v_last) known;
  update expense_import_lines set state = 'KNOWN', is_selected = false, duplicate_of = v_known_as[array_position(v_known, line)]
  where organization_id = v_import.organization_id and import_id = v_import.id and line between v_from and v_last
    and line = any (v_known);
  update expense_import_lines set state = 'IMPORTED', became_id = gen_random_uuid()
  where organization_id = v_import.organization_id and import_id = v_import.id and line between v_from and v_last
    and is_selected and state in ('READY', 'POSSIBLE_DUPLICATE');
  get diagnostics v_written = row_count;

  v_is_approved := v_import.user_id = app.current_user_id() and app.lock_role() in ('OWNER', 'ADMIN')
    and not exists (select from expense_settings
      where organization_id = v_import.organization_id and approval_needs_another_person);
  insert into expenses (id, organization_id, user_id, date, merchant, amount, category_id, description, listing_id, is_deductible,
    deduction_percent, tax_year, is_refund, import_id, import_line, status)
  select line.became_id, line.organization_id, v_import.user_id, line.date, line.merchant, abs(line.amount), line.category_id,
    line.description, line.listing_id, category.default_deductible, category.deduction_limit, extract(year from line.date),
    line.amount < 0, line.import_id, line.line,
    case when v_is_approved and line.date <= current_date then 'APPROVED' else 'PENDING' end::expense_status
  from expense_import_lines line
  join expense_categories category on category.id = line.category_id
  where line.organization_id = v_import.organization_id and line.import_id = v_import.id and line.line between v_from and v_last
    and line.state = 'IMPORTED' and (line.amount > 0 or v_import.mapping ->> 'moneyIn' = 'REFUND');
  insert into income_entries (id, organization_id, user_id, date, tax_year, kind, payer, description, amount, import_id, import_line)
  select line.became_id, line.organization_id, v_import.user_id, line.date, extract(year from line.date), 'OTHER', line.merchant,
    line.description, -line.amount, line.import_id, line.line
  from expense_import_lines line
  where line.organization_id = v_import.organization_id and line.import_id = v_import.id and line.line between v_from and v_last
    and line.state = 'IMPORTED' and line.amount < 0 and v_import.mapping ->> 'moneyIn' = 'INCOME';

  update expense_imports set
    status = case when exists (select from expense_import_lines rest
      where rest.organization_id = v_import.organization_id and rest.import_id = v_import.id and rest.line > v_last
        and rest.is_selected and rest.state in ('READY', 'POSSIBLE_DUPLICATE')) then 'COMMITTING' else 'COMPLETED' end::import_status,
    imported_count = imported_count + v_written, next_line = v_last + 1
  where id = v_import.id
  returning * into v_import;
  if v_import.status = 'COMPLETED' then
    update expense_imports set completed_at = now() where id = v_import.id;
  end if;
  return case v_import.status when 'COMPLETED' then 'COMPLETED' else 'COMMITTED' end;
end
$$;
comment on function app.commit_expense_import is
  'Outcomes: COMMITTED, COMPLETED, NOT_FOUND, NOT_CHECKED, NOTHING_CHOSEN, NO_INCOME.';

-- Says why an expense that an import made stays when the import is undone; null where it goes. What the import itself
-- approved, nobody decided about.
create or replace function app.explain_kept_expense(p_expense expenses) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when exists (select from closed_tax_years
      where organization_id = p_expense.organization_id and tax_year = p_expense.tax_year) then 'CLOSED'
    when p_expense.status = 'REJECTED' or p_expense.status = 'APPROVED' and p_expense.approved_at <> p_expense.created_at then 'DECIDED'
    when p_expense.version <> 1 or p_expense.split_id is not null then 'CHANGED'
    when exists (select from receipts
      where organization_id = p_expense.organization_id and expense_id = p_expense.id and deleted_at is null) then 'RECEIPT'
    when exists (select from expenses refund
      where refund.organization_id = p_expense.organization_id and refund.refund_of = p_expense.id) then 'REFUNDED'
  end
$$;

-- The same of an income entry.
create or replace function app.explain_kept_income(p_income income_entries) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when exists (select from closed_tax_years
      where organization_id = p_income.organization_id and tax_year = p_income.tax_year) then 'CLOSED'
    when p_income.version <> 1 then 'CHANGED'
  end
$$;

-- Takes back the next lines that became expenses, refunds or income, for 30 days: those that nobody has decided about or
-- changed since, in years that are open. The others stay, each with its reason. It can be called again, for what was
-- closed then and is open now.
--
-- Outcomes: REMOVED (there may be more), UNDONE; NOT_FOUND, NOT_IMPORTED, TOO_LATE, NO_INCOME (the viewer may not see taxes).
create or replace function app.undo_expense_import(p_import_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import expense_imports := app.hold_expense_import(p_import_id);
  v_from integer;
  v_count integer;
  v_last integer;
  v_year integer;
  v_is_last boolean;
  v_removed integer[];
  v_kept integer[];
  v_reasons text[];
begin
  if v_import.id is null then
    return 'NOT_FOUND';
  end if;
  if v_import.status not in ('COMMITTING', 'COMPLETED', 'UNDOING', 'UNDONE') then
    return 'NOT_IMPORTED';
  end if;
  if coalesce(v_import.completed_at, v_import.updated_at) < now() - interval '30 days' then
    return 'TOO_LATE';
  end if;
  if v_import.mapping ->> 'moneyIn' = 'INCOME' and not app.may_see_taxes() then
    return 'NO_INCOME';
  end if;
  v_from := case v_import.status when 'UNDOING' then v_import.next_line else 0 end;
  -- Said before anything is deleted: the trail then tells the undoing as a whole, and not line by line.
  update expense_imports set status = 'UNDOING' where id = v_import.id;
  select count(*), max(line) into v_count, v_last from (
    select line from expense_import_lines
    where organization_id = v_import.organization_id and import_id = v_import.id and line >= v_from and state = 'IMPORTED'
    order by line limit 2000) slice;
  for v_year in select distinct extract(year from date)::integer as year from expense_import_lines
    where organization_id = v_import.organization_id and import_id = v_import.id and line between v_from and v_last
      and state = 'IMPORTED' order by year
  loop
    perform app.lock_tax_year(v_import.organization_id, v_year, false);
  end loop;

  select array_agg(import_line) filter (where kept is null), array_agg(import_line) filter (where kept is not null),
    array_agg(kept) filter (where kept is not null)
  into v_removed, v_kept, v_reasons
  from (
    select expense.import_line, app.explain_kept_expense(expense) as kept from expenses expense
    where expense.organization_id = v_import.organization_id and expense.import_id = v_import.id
      and expense.import_line between v_from and v_last
    union all
    select income.import_line, app.explain_kept_income(income) from income_entries income
    where income.organization_id = v_import.organization_id and income.import_id = v_import.id
      and income.import_line between v_from and v_last) made;
  delete from expenses
  where organization_id = v_import.organization_id and import_id = v_import.id and import_line between v_from and v_last
    and import_line = any (v_removed);
  delete from income_entries
  where organization_id = v_import.organization_id and import_id = v_import.id and import_line between v_from and v_last
    and import_line = any (v_removed);
  update expense_import_lines set state = 'UNDONE', is_selected = false, problems = null
  where organization_id = v_import.organization_id and import_id = v_import.id and line between v_from and v_last
    and line = any (v_removed);
  update expense_import_lines set problems = jsonb_build_object('kept', v_reasons[array_position(v_kept, line)])
  where organization_id = v_import.organization_id and import_id = v_import.id and line between v_from and v_last
    and line = any (v_kept);

  v_is_last := v_count < 2000;
  update expense_imports set
    status = case when v_is_last then 'UNDONE' else 'UNDOING' end::import_status,
    next_line = coalesce(v_last + 1, next_line),
    undone_at = case when v_is_last then now() else undone_at end,
    imported_count = imported_count - coalesce(cardinality(v_removed), 0)
  where id = v_import.id;
  return case when v_is_last then 'UNDONE' else 'REMOVED' end;
end
$$;
comment on function app.undo_expense_import is
  'Outcomes: REMOVED, UNDONE, NOT_FOUND, NOT_IMPORTED, TOO_LATE, NO_INCOME.';

grant execute on function app.commit_expense_import, app.undo_expense_import to lotline_app;
