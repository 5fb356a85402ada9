-- An import brings in the lines of a statement in four steps: the file is uploaded, its columns are named, its lines are
-- staged and checked, and those that somebody chose become expenses, refunds or income. Every step that takes long goes in
-- slices of at most 2,000 lines, each a transaction that says where the next one begins: a Worker that is killed between two
-- has lost nothing, and a slice that is sent twice is written once. Only these functions write the tables.

grant select (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, account, detected,
  mapping, status, next_byte, next_line, lines_count, imported_count, problem, leased_until, completed_at, undone_at,
  created_at, updated_at) on expense_imports to lotline_app;
grant select (organization_id, import_id, line, date, amount, merchant, description, account, bank_id, occurrence, state,
  is_selected, category_id, listing_id, duplicate_of, became_id, problems) on expense_import_lines to lotline_app;

create trigger touch_updated_at before update on expense_imports for each row execute function app.touch_updated_at();

-- The trail tells what was imported and what was taken back, not how far it was in between.
create trigger audit after update of status on expense_imports for each row
  when (old.status is distinct from new.status and new.status in ('COMPLETED', 'UNDONE'))
  execute function app.audit_row('expense_import', 'updated_at', 'leased_until', 'next_byte', 'next_line', 'detected', 'mapping', 'file_key');

-- Returns whether the viewer may import: everybody with a seat who is no VIEWER. They stay one until the end of the
-- transaction.
create or replace function app.may_import_expenses() returns boolean
language sql
set search_path = public, pg_temp
as $$ select app.may_use_tool('expense-tax') and coalesce(app.lock_role() <> 'VIEWER', false) $$;

-- Holds an import that the viewer may work on until the end of the transaction: their own, and any for who manages the
-- organization. Its id is null when there is none.
create or replace function app.hold_expense_import(p_import_id uuid) returns expense_imports
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_import expense_imports;
begin
  if not app.may_import_expenses() then
    return v_import;
  end if;
  select * into v_import from expense_imports
  where id = p_import_id and organization_id = app.current_organization_id()
    and (user_id = app.current_user_id() or app.lock_role() in ('OWNER', 'ADMIN'))
  for no key update;
  return v_import;
end
$$;

-- Counts one more upload, before its file is stored.
--
-- Outcomes: ALLOWED; NOT_ALLOWED, TOO_OFTEN (10 within an hour).
create or replace function app.begin_expense_import() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_import_expenses() then
    return 'NOT_ALLOWED';
  end if;
  return case when app.count_use('EXPENSE_IMPORT', app.current_organization_id()::text, 10) then 'ALLOWED' else 'TOO_OFTEN' end;
end
$$;
comment on function app.begin_expense_import is 'Outcomes: ALLOWED, NOT_ALLOWED, TOO_OFTEN.';

-- Keeps an uploaded file as an import. The page chose the id, so a form that is sent twice makes one import; with another
-- file it makes another one.
--
-- Outcomes: ADDED; REPLAYED (nothing written, the file is not needed), NOT_ALLOWED.
create or replace function app.add_expense_import(p_import_id uuid, p_file_name text, p_file_key text, p_file_size integer,
  p_content_hash text, p_account text, p_detected jsonb)
returns table (outcome text, import_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_id uuid := p_import_id;
begin
  if not app.may_import_expenses() then
    return query select 'NOT_ALLOWED', null::uuid;
    return;
  end if;
  for v_try in 1 .. 2 loop
    insert into expense_imports (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, account, detected)
    values (v_id, app.current_organization_id(), app.current_user_id(), p_file_name, p_file_key, p_file_size, p_content_hash,
      (p_detected ->> 'format')::import_format, p_account, p_detected)
    on conflict (id) do nothing;
    exit when found;
    if exists (select from expense_imports where id = v_id and organization_id = app.current_organization_id()
        and user_id = app.current_user_id() and content_hash = p_content_hash) then
      return query select 'REPLAYED', v_id;
      return;
    end if;
    v_id := gen_random_uuid();
  end loop;
  return query select 'ADDED', v_id;
end
$$;
comment on function app.add_expense_import is 'Outcomes: ADDED, REPLAYED, NOT_ALLOWED.';

-- Names the columns of a file, and what becomes of money that came in. Whatever was staged before goes: the file is read
-- again from its beginning.
--
-- Outcomes: MAPPED; NOT_FOUND, CLOSED (it was imported, or cannot be read), NO_CATEGORY, NO_INCOME (the viewer may not see
-- taxes, so they enter no income).
create or replace function app.map_expense_import(p_import_id uuid, p_mapping jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import expense_imports := app.hold_expense_import(p_import_id);
begin
  if v_import.id is null then
    return 'NOT_FOUND';
  end if;
  if v_import.status not in ('UPLOADED', 'STAGING', 'CHECKED') then
    return 'CLOSED';
  end if;
  if not exists (select from expense_categories where id = (p_mapping ->> 'category')::uuid and is_active
      and (organization_id is null or organization_id = v_import.organization_id)) then
    return 'NO_CATEGORY';
  end if;
  if p_mapping ->> 'moneyIn' = 'INCOME' and not app.may_see_taxes() then
    return 'NO_INCOME';
  end if;
  delete from expense_import_lines where organization_id = v_import.organization_id and import_id = v_import.id;
  update expense_imports set mapping = p_mapping, status = 'STAGING', next_byte = 0, next_line = 1, lines_count = 0, leased_until = null
  where id = v_import.id;
  return 'MAPPED';
end
$$;
comment on function app.map_expense_import is 'Outcomes: MAPPED, NOT_FOUND, CLOSED, NO_CATEGORY, NO_INCOME.';

-- Lets one Worker read a file on, for half a minute after its latest slice. Nothing depends on it: two that read at once
-- would do the work twice, and write it once.
--
-- Outcomes: TAKEN; NOT_FOUND, BUSY (somebody reads it at the moment), NOTHING (there is nothing to read).
create or replace function app.take_expense_import(p_import_id uuid)
returns table (outcome text, file_key text, account text, detected jsonb, mapping jsonb, next_byte integer, next_line integer,
  lines_count integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import expense_imports := app.hold_expense_import(p_import_id);
  v_outcome text := case
    when v_import.id is null then 'NOT_FOUND'
    when v_import.status <> 'STAGING' then 'NOTHING'
    when v_import.leased_until > now() then 'BUSY'
    else 'TAKEN' end;
begin
  if v_outcome = 'TAKEN' then
    update expense_imports set leased_until = now() + interval '30 seconds' where id = v_import.id;
  end if;
  return query select v_outcome, v_import.file_key, v_import.account, v_import.detected, v_import.mapping, v_import.next_byte,
    v_import.next_line, v_import.lines_count;
end
$$;
comment on function app.take_expense_import is 'Outcomes: TAKEN, NOT_FOUND, BUSY, NOTHING.';

-- Describes lines as they were read from a file.
create or replace function app.read_import_lines(p_lines jsonb)
returns table (line integer, date date, amount integer, merchant text, description text, bank_id text, account text, problems jsonb)
language sql immutable
set search_path = pg_catalog
as $$
  select line, date, amount, merchant, description, "bankId", account, case when jsonb_typeof(problems) = 'array' then problems end
  from jsonb_to_recordset(p_lines) as given (line integer, date date, amount integer, merchant text, description text,
    "bankId" text, account text, problems jsonb)
$$;

-- Checks a slice of lines and keeps them, if it begins where the last one ended. A line is known when an import of this
-- account brought in the same one: same bank id and date, amount, merchant, and the same one of those in a file that are
-- alike in all of that, because banks use ids again. An expense of the same amount within three days may be the same; one
-- that a line of this file is known to be is no candidate for another line.
--
-- Outcomes: STAGED; NOT_FOUND, MOVED (it is further, or begins anew).
create or replace function app.stage_expense_import_lines(p_import_id uuid, p_from_byte integer, p_lines jsonb, p_next_byte integer,
  p_next_line integer, p_statement jsonb, p_is_last boolean, p_goes_on boolean)
returns text
language plpgsql security definer
-- Planned for each slice: a plan kept from when there were few lines would read all of them for each line of the slice.
set plan_cache_mode = force_custom_plan
set search_path = public, pg_temp
as $$
declare
  v_import expense_imports := app.hold_expense_import(p_import_id);
  v_money_in text;
begin
  if v_import.id is null then
    return 'NOT_FOUND';
  end if;
  if v_import.status <> 'STAGING' or v_import.next_byte <> p_from_byte then
    return 'MOVED';
  end if;
  v_money_in := v_import.mapping ->> 'moneyIn';

  -- What is looked up for each line asks for its organization by a select, so that the plan does not know it: of one that the
  -- statistics do not have yet it would expect nothing, take any index, and read all that the organization has for each line.
  with given as materialized (
    select given.*, row_number() over (partition by account, date, amount, merchant, bank_id order by line)::integer as place
    from app.read_import_lines(p_lines) given
  ), counted as materialized (
    select given.*, place + (select count(*)::integer from expense_import_lines earlier
      where earlier.organization_id = (select v_import.organization_id) and earlier.account = given.account and earlier.date = given.date
        and earlier.amount = given.amount and earlier.merchant = given.merchant and earlier.bank_id is not distinct from given.bank_id
        -- Said so that it cannot choose the index: without fresh statistics, all lines of the import might be read for each.
        and (earlier.import_id = v_import.id) is true) as occurrence
    from given
  ), known as materialized (
    select counted.*, brought.became_id as known_as,
      exists (select from expenses where organization_id = v_import.organization_id and id = brought.became_id)
        or exists (select from income_entries where organization_id = v_import.organization_id and id = brought.became_id) as is_there
    from counted
    left join lateral (
      select became_id from expense_import_lines brought
      where brought.organization_id = (select v_import.organization_id) and brought.account = counted.account and brought.date = counted.date
        and brought.amount = counted.amount and brought.import_id <> v_import.id and brought.merchant = counted.merchant
        and brought.bank_id is not distinct from counted.bank_id and brought.occurrence = counted.occurrence
        and brought.state = 'IMPORTED'
      limit 1) brought on true
  ), claimed as materialized (
    select known_as as id from known where is_there
    union all
    select duplicate_of from expense_import_lines
    where organization_id = v_import.organization_id and import_id = v_import.id and state = 'KNOWN'
  ), checked as (
    select known.*, coalesce(known.known_as, alike.id) as duplicate_of,
      case
        when known.problems is not null then 'PROBLEM'::import_line_state
        when known.amount < 0 and v_money_in = 'SKIP' then 'SKIPPED'::import_line_state
        when known.is_there then 'KNOWN'::import_line_state
        when closed.tax_year is not null then 'PROBLEM'::import_line_state
        -- What was imported before and deleted by hand since, nobody brings back without being asked.
        when known.known_as is not null or alike.id is not null then 'POSSIBLE_DUPLICATE'::import_line_state
        else 'READY'::import_line_state
      end as state,
      coalesce(known.problems, case when closed.tax_year is not null then jsonb_build_array(jsonb_build_object('column', 'Date',
        'found', known.date, 'expected', format('a day of an open year: %s is closed', closed.tax_year))) end) as found_problems
    from known
    left join closed_tax_years closed
      on closed.organization_id = v_import.organization_id and closed.tax_year = extract(year from known.date)
    left join lateral (
      select candidate.id from (
        (select expense.id, expense.date from expenses expense
          where (known.amount > 0 or v_money_in = 'REFUND') and expense.organization_id = (select v_import.organization_id)
            and expense.amount = abs(known.amount) and expense.date between known.date - 3 and known.date + 3
            and expense.is_refund = (known.amount < 0) and expense.mileage_distance is null
            and expense.id not in (select id from claimed)
          order by abs(expense.date - known.date), expense.id limit 1)
        union all
        (select income.id, income.date from income_entries income
          where known.amount < 0 and v_money_in = 'INCOME' and income.organization_id = (select v_import.organization_id)
            and income.tax_year between extract(year from known.date - 3) and extract(year from known.date + 3)
            and income.date between known.date - 3 and known.date + 3 and income.amount = abs(known.amount)
            and income.id not in (select id from claimed)
          order by abs(income.date - known.date), income.id limit 1)) candidate
      where known.known_as is null and known.problems is null
      limit 1) alike on true
  )
  insert into expense_import_lines (organization_id, import_id, line, date, amount, merchant, description, account, bank_id,
    occurrence, state, is_selected, category_id, listing_id, duplicate_of, problems)
  select v_import.organization_id, v_import.id, checked.line, checked.date, checked.amount, checked.merchant, checked.description,
    checked.account, checked.bank_id, checked.occurrence, checked.state, checked.state = 'READY',
    coalesce(rule.category_id, (v_import.mapping ->> 'category')::uuid), rule.listing_id,
    case when checked.state in ('KNOWN', 'POSSIBLE_DUPLICATE') then checked.duplicate_of end, checked.found_problems
  from checked
  left join lateral (
    select merchant_rule.category_id, merchant_rule.listing_id from merchant_rules merchant_rule
    join expense_categories category on category.id = merchant_rule.category_id and category.is_active
    where merchant_rule.organization_id = v_import.organization_id
      and strpos(lower(checked.merchant), lower(merchant_rule.merchant)) > 0
    order by char_length(merchant_rule.merchant) desc, merchant_rule.id limit 1) rule on true
  on conflict do nothing;

  update expense_imports set
    status = case when p_is_last then 'CHECKED' else 'STAGING' end::import_status,
    next_byte = p_next_byte,
    next_line = p_next_line,
    detected = case when p_statement is null or p_statement = 'null' then detected else detected || jsonb_build_object('statement', p_statement) end,
    account = coalesce(account, p_lines -> 0 ->> 'account'),
    lines_count = lines_count + jsonb_array_length(p_lines),
    leased_until = case when p_goes_on and not p_is_last then now() + interval '30 seconds' end
  where id = v_import.id;
  return 'STAGED';
end
$$;
comment on function app.stage_expense_import_lines is 'Outcomes: STAGED, NOT_FOUND, MOVED.';

-- Ends an import that cannot be read to its end. Nothing of it can be chosen.
--
-- Outcomes: FAILED; NOT_FOUND (or it is read no more).
create or replace function app.fail_expense_import(p_import_id uuid, p_problem text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import expense_imports := app.hold_expense_import(p_import_id);
begin
  if v_import.id is null or v_import.status <> 'STAGING' then
    return 'NOT_FOUND';
  end if;
  delete from expense_import_lines where organization_id = v_import.organization_id and import_id = v_import.id;
  update expense_imports set status = 'FAILED', problem = p_problem, lines_count = 0, leased_until = null where id = v_import.id;
  return 'FAILED';
end
$$;
comment on function app.fail_expense_import is 'Outcomes: FAILED, NOT_FOUND.';

-- Chooses lines: of those that were shown, the ticked ones. A line that is known, has a problem or is skipped cannot be.
--
-- Outcomes: CHOSEN; NOT_FOUND, CLOSED (nothing is to be chosen any more, or not yet).
create or replace function app.choose_expense_import_lines(p_import_id uuid, p_shown integer[], p_ticked integer[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import expense_imports := app.hold_expense_import(p_import_id);
begin
  if v_import.id is null then
    return 'NOT_FOUND';
  end if;
  if v_import.status <> 'CHECKED' then
    return 'CLOSED';
  end if;
  update expense_import_lines set is_selected = line = any (p_ticked)
  where organization_id = v_import.organization_id and import_id = v_import.id and line = any (p_shown)
    and state in ('READY', 'POSSIBLE_DUPLICATE') and is_selected <> (line = any (p_ticked));
  return 'CHOSEN';
end
$$;
comment on function app.choose_expense_import_lines is 'Outcomes: CHOSEN, NOT_FOUND, CLOSED.';

grant execute on function app.begin_expense_import, app.add_expense_import, app.map_expense_import, app.take_expense_import,
  app.stage_expense_import_lines, app.fail_expense_import, app.choose_expense_import_lines to lotline_app;
