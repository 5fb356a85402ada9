-- Nothing in a closed year changes, for nobody: to change it the year has to be opened again, which the audit trail shows.

grant select (id, organization_id, tax_year, closed_by, closed_at) on closed_tax_years to lotline_app;
grant insert (id, organization_id, tax_year, closed_by) on closed_tax_years to lotline_app;
grant delete on closed_tax_years to lotline_app;

-- Writers of a year hold its lock together; whoever closes it holds it alone, and so sees everything that was written before.
-- Statements after the lock see what others committed meanwhile, because transactions here are READ COMMITTED.
create or replace function app.lock_tax_year(p_organization_id uuid, p_tax_year integer, p_alone boolean) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_alone then
    perform pg_advisory_xact_lock(hashtextextended(p_organization_id::text, p_tax_year));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended(p_organization_id::text, p_tax_year));
  end if;
end
$$;

-- Returns the first of the years that is closed, null where none is, and holds them open until the end of the transaction. Years
-- are locked in ascending order, so that two writers of two years never wait for each other.
create or replace function app.find_closed_year(p_organization_id uuid, p_years integer[]) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_year integer;
begin
  for v_year in select distinct year from unnest(p_years) year where year is not null order by year loop
    perform app.lock_tax_year(p_organization_id, v_year, false);
  end loop;
  return (select tax_year from closed_tax_years
    where organization_id = p_organization_id and tax_year = any (p_years) order by tax_year limit 1);
end
$$;

-- Raises check_violation when one of the years is closed, and holds them open until the end of the transaction.
create or replace function app.require_open_years(p_organization_id uuid, p_years integer[], p_table text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_year integer := app.find_closed_year(p_organization_id, p_years);
begin
  if v_year is not null then
    raise check_violation using message = format('the tax year %s is closed', v_year),
      table = p_table, constraint = p_table || '_tax_year_open';
  end if;
end
$$;

-- Every row that names its year.
create or replace function app.refuse_closed_tax_year() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_open_years((case tg_op when 'DELETE' then old.organization_id else new.organization_id end),
    array[case when tg_op <> 'INSERT' then old.tax_year end, case when tg_op <> 'DELETE' then new.tax_year end], tg_table_name);
  return null;
end
$$;

create trigger refuse_closed_tax_year after insert or update or delete on expenses
  for each row execute function app.refuse_closed_tax_year();
create trigger refuse_closed_tax_year after insert or update or delete on tax_estimates
  for each row execute function app.refuse_closed_tax_year();
create trigger refuse_closed_tax_year after insert or update or delete on income_entries
  for each row execute function app.refuse_closed_tax_year();
create trigger refuse_closed_tax_year after insert or update or delete on tax_payments
  for each row execute function app.refuse_closed_tax_year();
create trigger refuse_closed_tax_year after insert or update or delete on tax_settings
  for each row execute function app.refuse_closed_tax_year();
create trigger refuse_closed_tax_year after insert or update or delete on vehicle_years
  for each row execute function app.refuse_closed_tax_year();

-- A receipt is of the year of its expense. One that was taken off before goes with its file in any year.
create or replace function app.refuse_receipt_of_closed_year() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_receipt receipts := case tg_op when 'DELETE' then old else new end;
begin
  if tg_op = 'DELETE' and old.deleted_at is not null then
    return null;
  end if;
  perform app.require_open_years(v_receipt.organization_id,
    array(select tax_year::integer from expenses where organization_id = v_receipt.organization_id and id = v_receipt.expense_id),
    tg_table_name);
  return null;
end
$$;

create trigger refuse_closed_tax_year after insert or update or delete on receipts
  for each row execute function app.refuse_receipt_of_closed_year();

-- Returns all years that books are kept of.
create or replace function app.book_years() returns integer[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$ select array_agg(year) from generate_series(2020, extract(year from current_date)::integer + 1) year $$;

-- What an asset was bought for and when decides the depreciation of all years since: that stays once one of them is closed. So
-- does an amount that is typed for a closed year.
create or replace function app.refuse_asset_of_closed_year() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := case tg_op when 'DELETE' then old.organization_id else new.organization_id end;
  v_first integer := least(
    case when tg_op <> 'INSERT' then extract(year from old.in_service_on)::integer end,
    case when tg_op <> 'DELETE' then extract(year from new.in_service_on)::integer end);
begin
  if tg_op = 'UPDATE' and (old.asset_class, old.basis, old.in_service_on, old.listing_id)
      is not distinct from (new.asset_class, new.basis, new.in_service_on, new.listing_id) then
    perform app.require_open_years(v_organization_id, array(
      select key::integer from jsonb_object_keys(old.yearly_amounts || new.yearly_amounts) key
      where old.yearly_amounts -> key is distinct from new.yearly_amounts -> key and key ~ '^20[0-9]{2}$'), tg_table_name);
  else
    perform app.require_open_years(v_organization_id, array(
      select year from unnest(app.book_years()) year where year >= v_first), tg_table_name);
  end if;
  return null;
end
$$;

create trigger refuse_closed_tax_year after insert or update or delete on depreciable_assets
  for each row execute function app.refuse_asset_of_closed_year();

-- The line of a category decides the forms of every year that has expenses in it. So does whether one without a line is deducted
-- at all: if not, its expenses are on none. All years are held before it looks, so that none closes with an expense that came
-- meanwhile.
create or replace function app.refuse_line_of_closed_year() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.find_closed_year(new.organization_id, app.book_years());
  perform app.require_open_years(new.organization_id, array(
    select year from unnest(app.book_years()) year
    where exists (select from expenses
      where organization_id = new.organization_id and category_id = new.id and tax_year = year)), tg_table_name);
  return null;
end
$$;

create trigger refuse_closed_tax_year after update on expense_categories
  for each row when (new.organization_id is not null
    and (old.irs_category is distinct from new.irs_category
      or new.irs_category is null and (old.deduction_limit = 0) <> (new.deduction_limit = 0)))
  execute function app.refuse_line_of_closed_year();

-- So does the kind of a property: only rentals are on Schedule E, with what is written off of their assets.
create or replace function app.refuse_kind_of_closed_year() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.find_closed_year(new.organization_id, app.book_years());
  perform app.require_open_years(new.organization_id, array(
    select year from unnest(app.book_years()) year
    where exists (select from expenses where organization_id = new.organization_id and listing_id = new.id and tax_year = year)
      or exists (select from income_entries where organization_id = new.organization_id and listing_id = new.id and tax_year = year)
      or exists (select from depreciable_assets
        where organization_id = new.organization_id and listing_id = new.id and extract(year from in_service_on) <= year)),
    tg_table_name);
  return null;
end
$$;

create trigger refuse_closed_tax_year after update on listings
  for each row when (old.kind is distinct from new.kind) execute function app.refuse_kind_of_closed_year();

-- Waits until everybody who writes into the year is done; those who come later find it closed.
create or replace function app.close_alone() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.lock_tax_year(new.organization_id, new.tax_year, true);
  return new;
end
$$;

create trigger close_alone before insert on closed_tax_years for each row execute function app.close_alone();

create trigger audit after insert or delete on closed_tax_years for each row execute function app.audit_row('closed_tax_year');

-- Counts what of a year somebody should look at before it is closed, for the whole organization: expenses that nobody
-- decided about; approved or undecided ones of $75 or more without a receipt (trips and refunds have none); approved
-- deductible ones whose category has no line on a form.
create or replace function app.count_open_points(p_organization_id uuid, p_tax_year integer, out undecided integer, out without_receipt integer,
  out unmapped integer)
language sql stable
set search_path = public, pg_temp
as $$
  select count(*) filter (where expense.status in ('PENDING', 'NEEDS_REVIEW'))::integer,
    count(*) filter (where expense.amount >= 7500 and not expense.is_refund and expense.mileage_distance is null and not exists (
      select from receipts receipt
      where receipt.organization_id = expense.organization_id and receipt.expense_id = coalesce(expense.split_id, expense.id)
        and receipt.deleted_at is null))::integer,
    count(*) filter (where expense.status = 'APPROVED' and expense.deductible_amount <> 0 and category.irs_category is null)::integer
  from expenses expense
  join expense_categories category on category.id = expense.category_id
  where expense.organization_id = p_organization_id and expense.tax_year = p_tax_year and expense.status <> 'REJECTED'
$$;

-- Closes a year for the organization. Whoever writes into it is waited for, and its open points are counted after that:
-- it closes over those that were shown, and over no others.
--
-- Outcomes: CLOSED, CLOSED_BEFORE, CHANGED (the open points are others than shown), NO_YEAR (books are not kept of it),
-- NOT_ALLOWED (only an OWNER or ADMIN closes).
create or replace function app.close_tax_year(p_year integer, p_undecided integer, p_without_receipt integer, p_unmapped integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_points record;
begin
  if not app.may_use_tool('expense-tax') or app.lock_role() not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  elsif not p_year = any (app.book_years()) then
    return 'NO_YEAR';
  end if;
  perform app.lock_tax_year(v_organization_id, p_year, true);
  if exists (select from closed_tax_years where organization_id = v_organization_id and tax_year = p_year) then
    return 'CLOSED_BEFORE';
  end if;
  select * into v_points from app.count_open_points(v_organization_id, p_year);
  if (v_points.undecided, v_points.without_receipt, v_points.unmapped) is distinct from (p_undecided, p_without_receipt, p_unmapped) then
    return 'CHANGED';
  end if;
  insert into closed_tax_years (organization_id, tax_year, closed_by) values (v_organization_id, p_year, app.current_user_id());
  return 'CLOSED';
end
$$;
comment on function app.close_tax_year is 'Outcomes: CLOSED, CLOSED_BEFORE, CHANGED, NO_YEAR, NOT_ALLOWED.';

-- Opens a closed year again; the trail tells who did.
--
-- Outcomes: OPENED, OPEN (it was not closed), NOT_ALLOWED (only an OWNER or ADMIN opens).
create or replace function app.reopen_tax_year(p_year integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_use_tool('expense-tax') or app.lock_role() not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  delete from closed_tax_years where organization_id = app.current_organization_id() and tax_year = p_year;
  return case when found then 'OPENED' else 'OPEN' end;
end
$$;
comment on function app.reopen_tax_year is 'Outcomes: OPENED, OPEN, NOT_ALLOWED.';

-- Lists the years that the organization keeps books of, the newest first, with their open points and sums (cents of
-- approved expenses). Only who reads everybody's expenses gets rows: the points are those of the whole organization.
create or replace function app.list_book_years()
returns table (tax_year integer, expenses integer, spent bigint, deductible bigint, undecided integer, without_receipt integer,
  unmapped integer, closed_at timestamptz, closed_by text)
language sql stable
set search_path = public, pg_temp
as $$
  select year, coalesce(books.count, 0)::integer, coalesce(books.spent, 0)::bigint, coalesce(books.deductible, 0)::bigint,
    points.undecided, points.without_receipt, points.unmapped, closing.closed_at, closer.name
  from unnest(app.book_years()) year
  left join lateral (
    select count(*), sum(net_amount) as spent, sum(deductible_amount) as deductible from expenses
    where organization_id = app.current_organization_id() and expenses.tax_year = year and status = 'APPROVED') books on true
  cross join lateral app.count_open_points(app.current_organization_id(), year) points
  left join closed_tax_years closing on closing.organization_id = app.current_organization_id() and closing.tax_year = year
  left join users closer on closer.id = closing.closed_by
  where current_setting('app.current_org_role', true) in ('OWNER', 'ADMIN', 'VIEWER') and app.may_read_tool('expense-tax')
    and (books.count > 0 or points.undecided > 0 or closing.closed_at is not null
      or year between extract(year from current_date)::integer - 1 and extract(year from current_date)::integer)
  order by year desc
$$;
comment on function app.list_book_years is
  'Never null: tax_year, expenses, spent, deductible, undecided, without_receipt, unmapped.';

grant execute on function app.book_years, app.count_open_points, app.close_tax_year, app.reopen_tax_year,
  app.list_book_years to lotline_app;
