-- A recurring expense is a template: on each of its days the schedule makes an expense of it that waits for a decision.

grant select (id, organization_id, user_id, merchant, amount, category_id, listing_id, payee_id, payment_method,
  deduction_percent, description, recurrence, starts_on, ends_on, next_on, is_paused,
  stopped_because, version, created_at,
  updated_at) on recurring_expenses to lotline_app;
grant insert (id, organization_id, user_id, merchant, amount, category_id, listing_id, payee_id, payment_method,
  deduction_percent, description, recurrence, starts_on, ends_on, next_on, is_paused) on recurring_expenses to lotline_app;
grant update (merchant, amount, category_id, listing_id, payee_id, payment_method, deduction_percent, description, recurrence,
  starts_on, ends_on, next_on, is_paused) on recurring_expenses to lotline_app;
grant delete on recurring_expenses to lotline_app;

create constraint trigger check_category after insert or update of category_id, organization_id on recurring_expenses
  for each row execute function app.check_expense_category();

create trigger count_version before update on recurring_expenses for each row execute function app.count_version();
create trigger touch_updated_at before update on recurring_expenses for each row execute function app.touch_updated_at();

-- Returns the first day on or after p_from on which a template is due. Days of a month are counted from the first day of all, so that
-- the 31st, cut to the 28th in February, is the 31st again in March.
create or replace function app.find_recurrence(p_starts_on date, p_recurrence recurrence, p_from date) returns date
language sql immutable
set search_path = pg_catalog, public
as $$
  select case
    when p_from <= p_starts_on then p_starts_on
    when p_recurrence = 'WEEKLY' then p_starts_on + (p_from - p_starts_on + 6) / 7 * 7
    else (select min((p_starts_on + make_interval(months => step.months * time))::date)
      from (select case p_recurrence when 'MONTHLY' then 1 when 'QUARTERLY' then 3 else 12 end as months) step
      cross join lateral generate_series(
        ((extract(year from p_from) - extract(year from p_starts_on)) * 12 + extract(month from p_from) - extract(month from p_starts_on))::integer / step.months,
        ((extract(year from p_from) - extract(year from p_starts_on)) * 12 + extract(month from p_from) - extract(month from p_starts_on))::integer / step.months + 1) time
      where (p_starts_on + make_interval(months => step.months * time))::date >= p_from) end
$$;

-- Returns the day of the next expense on or after p_from, null after the last one.
create or replace function app.next_recurrence(p_template recurring_expenses, p_from date) returns date
language sql immutable
set search_path = public, pg_temp
as $$
  select case when due <= coalesce(p_template.ends_on, due) then due end
  from app.find_recurrence(p_template.starts_on, p_template.recurrence, p_from) due
$$;

-- Adds a template. Days of it that have passed become expenses at the next run of the schedule.
--
-- Outcomes: ADDED (also when it was before), NOT_ALLOWED, NO_CATEGORY, NO_PROPERTY, NO_PAYEE, OTHER_YEAR (no books are kept of its first
-- day), ENDS_TOO_EARLY, TOO_MANY (200 templates).
create or replace function app.add_recurring_expense(p_id uuid, p_merchant text, p_amount integer, p_category_id uuid, p_listing_id uuid,
  p_payee_id uuid, p_payment_method expense_payment_method, p_description text, p_recurrence recurrence, p_starts_on date, p_ends_on date) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_refused text := app.refuse_references(null, p_category_id, p_listing_id, p_payee_id);
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('expense-tax') then
    return 'NOT_ALLOWED';
  elsif exists (select from recurring_expenses where id = p_id and organization_id = app.current_organization_id()
      and user_id = app.current_user_id() and (merchant, amount, recurrence, starts_on) = (p_merchant, p_amount, p_recurrence, p_starts_on)) then
    return 'ADDED';
  elsif v_refused is not null then
    return v_refused;
  elsif not extract(year from p_starts_on)::integer = any (app.book_years()) then
    return 'OTHER_YEAR';
  elsif p_ends_on < p_starts_on then
    return 'ENDS_TOO_EARLY';
  elsif (select count(*) from recurring_expenses where organization_id = app.current_organization_id()) >= 200 then
    return 'TOO_MANY';
  end if;
  insert into recurring_expenses (id, organization_id, user_id, merchant, amount, category_id, listing_id, payee_id, payment_method,
    deduction_percent, description, recurrence, starts_on, ends_on, next_on)
  values (p_id, app.current_organization_id(), app.current_user_id(), p_merchant, p_amount, p_category_id, p_listing_id, p_payee_id, p_payment_method,
    app.starting_percent(p_category_id), nullif(p_description, ''), p_recurrence, p_starts_on, p_ends_on, p_starts_on)
  on conflict do nothing;
  return case when found then 'ADDED' else 'NOT_ALLOWED' end;
end
$$;
comment on function app.add_recurring_expense is
  'Outcomes: ADDED, NOT_ALLOWED, NO_CATEGORY, NO_PROPERTY, NO_PAYEE, OTHER_YEAR, ENDS_TOO_EARLY, TOO_MANY.';

-- Pauses a template of the viewer's (of anybody's for OWNERs and ADMINs), lets it go on, or leaves its next day out.
--
--   p_act  PAUSE; RESUME: days that passed meanwhile are left out; SKIP
--   p_day  that is left out: a second click leaves out no other one
--
-- Outcomes: PAUSED, RESUMED, SKIPPED; NOT_FOUND, ENDED (there is no next day).
create or replace function app.change_recurring_expense(p_id uuid, p_act text, p_day date) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_template recurring_expenses;
begin
  if v_role in ('OWNER', 'ADMIN', 'MEMBER') and app.may_use_tool('expense-tax') then
    select * into v_template from recurring_expenses
    where organization_id = app.current_organization_id() and id = p_id and (v_role <> 'MEMBER' or user_id = app.current_user_id()) for update;
  end if;
  if v_template.id is null then
    return 'NOT_FOUND';
  elsif p_act = 'PAUSE' then
    update recurring_expenses set is_paused = true where id = v_template.id and not is_paused;
    return 'PAUSED';
  elsif p_act = 'RESUME' then
    update recurring_expenses set is_paused = false, stopped_because = null,
      next_on = app.next_recurrence(v_template, greatest(v_template.next_on, app.today()))
    where id = v_template.id and is_paused and next_on is not null;
    return case when v_template.next_on is null then 'ENDED' else 'RESUMED' end;
  elsif v_template.next_on is null then
    return 'ENDED';
  end if;
  update recurring_expenses set next_on = app.next_recurrence(v_template, v_template.next_on + 1)
  where id = v_template.id and next_on = p_day;
  return 'SKIPPED';
end
$$;
comment on function app.change_recurring_expense is 'Outcomes: PAUSED, RESUMED, SKIPPED, NOT_FOUND, ENDED.';

-- Says why a template cannot go on, as a sentence for whoever reads its page; null where it can.
create or replace function app.explain_stop(p_template recurring_expenses) returns text
language sql
set search_path = public, pg_temp
as $$
  select case
    when not exists (select from memberships where organization_id = p_template.organization_id and user_id = p_template.user_id and role <> 'VIEWER')
      then 'Whoever added it does not enter expenses here any more. Add it again in your own name.'
    when not exists (select from expense_categories where id = p_template.category_id and is_active)
      then 'Its category was archived. Bring the category back, or add it again with another one.'
    when exists (select from listings where id = p_template.listing_id and not is_active)
      then 'Its property is no longer kept. Add it again without it.'
    when app.find_closed_year(p_template.organization_id, array[extract(year from p_template.next_on)::integer]) is not null
      then format('The tax year %s is closed. Resume it to go on from today.', extract(year from p_template.next_on)) end
$$;

-- Makes the expenses of templates that are due, one a template and day however often it runs. They wait for a decision and have no
-- receipt. A template that cannot go on is paused with the reason, and the others go on; those of organizations that do not have the
-- module now wait. Templates that somebody changes at the moment are left for the next time.
create or replace function app.make_recurring_expenses(p_limit integer, out made integer, out stopped integer, out more boolean)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_template recurring_expenses;
  v_problem text;
begin
  made := 0;
  stopped := 0;
  more := false;
  for v_template in
    select template.* from recurring_expenses template
    where not template.is_paused and template.next_on <= app.today() and app.is_module_open(template.organization_id, 'expense-tax')
    order by template.next_on, template.id limit p_limit
    for update of template skip locked
  loop
    if made + stopped >= p_limit then
      more := true;
      exit;
    end if;
    while v_template.next_on <= app.today() loop
      v_problem := app.explain_stop(v_template);
      if v_problem is null then
        begin
          insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id, listing_id, payee_id, payment_method,
            deduction_percent, is_deductible, description, recurring_id)
          values (v_template.organization_id, v_template.user_id, v_template.next_on, extract(year from v_template.next_on), v_template.merchant,
            v_template.amount, v_template.category_id, v_template.listing_id, v_template.payee_id, v_template.payment_method,
            v_template.deduction_percent, v_template.deduction_percent > 0, v_template.description, v_template.id)
          on conflict (organization_id, recurring_id, date) where recurring_id is not null do nothing;
          made := made + case when found then 1 else 0 end;
        exception when integrity_constraint_violation then
          -- Some rule that is not looked at above. One template must not keep the others from their day.
          v_problem := format('The books refused it: %s. Add it again.', sqlerrm);
        end;
      end if;
      if v_problem is not null then
        update recurring_expenses set is_paused = true, stopped_because = v_problem where id = v_template.id;
        stopped := stopped + 1;
        exit;
      end if;
      v_template.next_on := app.next_recurrence(v_template, v_template.next_on + 1);
      update recurring_expenses set next_on = v_template.next_on where id = v_template.id;
    end loop;
  end loop;
  more := more or made + stopped >= p_limit;
end
$$;

-- The schedule calls this. Anybody may, because it does only what is due.
create or replace function app.run_recurring_expenses(out made integer, out stopped integer, out more boolean)
language sql security definer
set search_path = public, pg_temp
as $$ select * from app.make_recurring_expenses(500) $$;
comment on function app.run_recurring_expenses is 'Never null: made, stopped, more.';

grant execute on function app.add_recurring_expense, app.change_recurring_expense, app.run_recurring_expenses to lotline_app;
