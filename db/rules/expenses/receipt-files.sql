-- The files of receipts lie outside the database: they are put there first, and these functions write, take off and give back the
-- rows that name them. The Worker removes each file whose row was refused.

-- Returns the bytes that the receipts of an organization may have together, by its plan.
create or replace function app.receipt_storage(p_organization_id uuid) returns bigint
language sql stable
set search_path = public, pg_temp
as $$
  select (case when subscription_tier >= 'ELITE' then 100 when subscription_tier >= 'GROWTH' then 20 else 5 end)::bigint * 1024 * 1024 * 1024
  from organizations where id = p_organization_id
$$;

-- Returns the bytes they have. One that was taken off counts no more.
create or replace function app.used_receipt_storage(p_organization_id uuid) returns bigint
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(sum(file_size_bytes), 0)::bigint from receipts where organization_id = p_organization_id and deleted_at is null
$$;

-- Says whether an organization has uploaded as much as it may within an hour.
create or replace function app.uploads_too_often(p_organization_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from limited_uses where purpose = 'RECEIPT_UPLOAD' and subject = p_organization_id::text and uses >= 300
    and started_at > now() - interval '1 hour')
$$;

-- Returns the expense whose receipts are those of an expense (the parts of a split have those of the first part), and why the viewer
-- may not change them; null where they may. Without a role, that of the start of the transaction counts.
--
-- Outcomes: NOT_FOUND, SETTLED (approved: a MEMBER changes it no more), CLOSED_YEAR, or null.
create or replace function app.find_receipt_owner(p_expense_id uuid, p_role org_role, out id uuid, out outcome text)
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_expense expenses;
begin
  select first.* into v_expense from expenses expense
  join expenses first on first.organization_id = expense.organization_id and first.id = coalesce(expense.split_id, expense.id)
  where expense.organization_id = app.current_organization_id() and expense.id = p_expense_id
    and (p_role in ('OWNER', 'ADMIN') or p_role = 'MEMBER' and expense.user_id = app.current_user_id());
  id := v_expense.id;
  outcome := case
    when id is null or not app.may_use_tool('expense-tax') then 'NOT_FOUND'
    when p_role = 'MEMBER' and v_expense.status = 'APPROVED' then 'SETTLED'
    when exists (select from closed_tax_years
      where organization_id = v_expense.organization_id and tax_year = v_expense.tax_year) then 'CLOSED_YEAR' end;
end
$$;

-- Says whether the viewer may add receipts, before their files are taken in: what is refused here needs not be sent to the end.
--
--   p_expense_id  null for an expense that is not there yet
--   owner_id      of the expense that has the receipts: the first part of a split has those of the others
--   places        how many receipts the expense has room for
--   bytes         how many bytes the organization has room for
--
-- Outcomes: OPEN, NOT_FOUND, SETTLED, CLOSED_YEAR, TOO_OFTEN.
create or replace function app.find_receipt_room(p_expense_id uuid)
returns table (outcome text, owner_id uuid, places integer, bytes bigint)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role;
begin
  select role into v_role from memberships where organization_id = v_organization_id and user_id = app.current_user_id();
  if p_expense_id is null then
    outcome := case when v_role in ('OWNER', 'ADMIN', 'MEMBER') and app.may_use_tool('expense-tax') then null else 'NOT_FOUND' end;
  else
    select owner.id, owner.outcome into owner_id, outcome from app.find_receipt_owner(p_expense_id, v_role) owner;
  end if;
  outcome := coalesce(outcome, case when app.uploads_too_often(v_organization_id) then 'TOO_OFTEN' else 'OPEN' end);
  places := 0;
  bytes := 0;
  if outcome = 'OPEN' then
    places := 5 - (select count(*) from receipts
      where organization_id = v_organization_id and expense_id = owner_id and deleted_at is null);
    bytes := greatest(0, app.receipt_storage(v_organization_id) - app.used_receipt_storage(v_organization_id));
  end if;
  return next;
end
$$;
comment on function app.find_receipt_room is 'Outcomes: OPEN, NOT_FOUND, SETTLED, CLOSED_YEAR, TOO_OFTEN. Never null: places, bytes.';

-- Adds receipts to an expense, each for itself, in their order. Whoever takes in a file adds its row or removes the file.
--
--   p_files  an array of objects: key, name, type, size, digest; and as read from the file, or null: text, merchant, date, total (cents)
--
-- Outcomes, one for each file: ADDED (also when it was before); SAME (the expense has that file, by this or another upload); FULL (it has five); NO_ROOM (the
-- storage of the plan is full); TOO_OFTEN, NOT_FOUND, SETTLED, CLOSED_YEAR.
create or replace function app.add_receipts(p_expense_id uuid, p_files jsonb)
returns table (key text, outcome text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_owner record;
  v_file record;
begin
  select * into v_owner from app.find_receipt_owner(p_expense_id, v_role);
  if v_owner.outcome is null then
    -- Two uploads at once are counted one after the other, and a year that is being closed is waited for.
    perform app.lock_tax_year(v_organization_id, expense.tax_year, false) from expenses expense
    where organization_id = v_organization_id and expense.id = v_owner.id;
    perform 1 from expenses expense where organization_id = v_organization_id and expense.id = v_owner.id for no key update;
    -- Between two expenses, what the plan leaves is counted one after the other as well.
    perform pg_advisory_xact_lock(hashtextextended('receipts ' || v_organization_id::text, 0));
    select * into v_owner from app.find_receipt_owner(p_expense_id, v_role);
  end if;
  for v_file in
    select * from jsonb_to_recordset(p_files) as file(key text, name text, type text, size integer, digest text, text text, merchant text,
      date date, total integer)
  loop
    key := v_file.key;
    outcome := v_owner.outcome;
    if exists (select from receipts where file_key = v_file.key) then
      -- Sent twice. Its file must not be taken for one without a row.
      outcome := 'ADDED';
      return next;
      continue;
    elsif outcome is null then
      outcome := case
        when not starts_with(v_file.key, format('receipts/%s/%s/', v_organization_id, v_owner.id)) then 'NOT_FOUND'
        when exists (select from receipts where organization_id = v_organization_id and expense_id = v_owner.id
          and content_hash = v_file.digest and deleted_at is null) then 'SAME'
        when (select count(*) from receipts where organization_id = v_organization_id and expense_id = v_owner.id
          and deleted_at is null) >= 5 then 'FULL'
        when app.used_receipt_storage(v_organization_id) + v_file.size > app.receipt_storage(v_organization_id) then 'NO_ROOM'
        when not app.count_use('RECEIPT_UPLOAD', v_organization_id::text, 300) then 'TOO_OFTEN'
        else 'ADDED' end;
    end if;
    if outcome = 'ADDED' then
      insert into receipts (organization_id, expense_id, file_name, file_key, file_type, file_size_bytes, content_hash, ocr_text,
        ocr_processed_at, merchant_name, receipt_date, receipt_total)
      values (v_organization_id, v_owner.id, v_file.name, v_file.key, v_file.type, v_file.size, v_file.digest, v_file.text,
        case when v_file.text is not null then now() end, v_file.merchant, v_file.date, v_file.total);
    end if;
    return next;
  end loop;
end
$$;
comment on function app.add_receipts is 'Outcomes: ADDED, SAME, FULL, NO_ROOM, TOO_OFTEN, NOT_FOUND, SETTLED, CLOSED_YEAR. Never null: key.';

-- Takes a receipt off its expense. Its file stays for 30 days, in which it can be given back.
--
-- Outcomes: REMOVED (also when it was before), NOT_FOUND, SETTLED, CLOSED_YEAR.
create or replace function app.remove_receipt(p_id uuid, out outcome text, out expense_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_receipt receipts;
begin
  select * into v_receipt from receipts where organization_id = app.current_organization_id() and id = p_id for update;
  select owner.id, coalesce(owner.outcome, 'REMOVED') into expense_id, outcome from app.find_receipt_owner(v_receipt.expense_id, v_role) owner;
  if outcome = 'REMOVED' then
    update receipts set deleted_at = now() where id = p_id and deleted_at is null;
  end if;
end
$$;
comment on function app.remove_receipt is 'Outcomes: REMOVED, NOT_FOUND, SETTLED, CLOSED_YEAR.';

-- Gives a receipt back to its expense.
--
-- Outcomes: RESTORED (also when it was before), FULL, NO_ROOM, NOT_FOUND (also when its file is gone), SETTLED, CLOSED_YEAR.
create or replace function app.restore_receipt(p_id uuid, out outcome text, out expense_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_receipt receipts;
begin
  perform 1 from expenses expense where organization_id = v_organization_id
    and expense.id = (select receipt.expense_id from receipts receipt where receipt.organization_id = v_organization_id and receipt.id = p_id)
    for no key update;
  select * into v_receipt from receipts where organization_id = v_organization_id and id = p_id for update;
  select owner.id, owner.outcome into expense_id, outcome from app.find_receipt_owner(v_receipt.expense_id, v_role) owner;
  outcome := coalesce(outcome, case
    when v_receipt.deleted_at is null then 'RESTORED'
    when (select count(*) from receipts receipt where receipt.organization_id = v_organization_id
      and receipt.expense_id = v_receipt.expense_id and receipt.deleted_at is null) >= 5 then 'FULL'
    when app.used_receipt_storage(v_organization_id) + v_receipt.file_size_bytes > app.receipt_storage(v_organization_id) then 'NO_ROOM'
    else 'RESTORED' end);
  if outcome = 'RESTORED' then
    update receipts set deleted_at = null where id = p_id and deleted_at is not null;
  end if;
end
$$;
comment on function app.restore_receipt is 'Outcomes: RESTORED, FULL, NO_ROOM, NOT_FOUND, SETTLED, CLOSED_YEAR.';

-- Lists the receipts of an expense the viewer may read that are in the organization a second time: the same file at another expense.
-- Which one is told only to whoever may read that one; to the others only that there is one.
create or replace function app.list_same_receipts(p_expense_id uuid)
returns table (receipt_id uuid, expense_id uuid, merchant text, date date)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_reads_all boolean;
  v_carrier_id uuid;
begin
  if not app.may_read_tool('expense-tax') then
    return;
  end if;
  select role <> 'MEMBER' into v_reads_all from memberships
  where organization_id = v_organization_id and user_id = app.current_user_id();
  select coalesce(split_id, id) into v_carrier_id from expenses
  where organization_id = v_organization_id and id = p_expense_id
    and (v_reads_all or user_id = app.current_user_id());
  return query
  select distinct on (receipt.id, visible.id) receipt.id, visible.id, visible.merchant, visible.date
  from receipts receipt
  join receipts same on same.organization_id = v_organization_id and same.content_hash = receipt.content_hash
    and same.deleted_at is null and same.expense_id <> receipt.expense_id
  left join expenses visible on visible.organization_id = v_organization_id and visible.id = same.expense_id
    and (v_reads_all or visible.user_id = app.current_user_id())
  where receipt.organization_id = v_organization_id and receipt.expense_id = v_carrier_id and receipt.deleted_at is null
  order by receipt.id, visible.id
  limit 20;
end
$$;
comment on function app.list_same_receipts is 'Never null: receipt_id.';

-- Takes out receipts that were taken off more than 30 days ago, and returns the keys of their files, to be removed. The schedule calls
-- it; anybody may, because it does only what is due. A file whose removal fails is one without a row, which the sweep finds.
create or replace function app.drop_old_receipts(p_limit integer) returns setof text
language sql security definer
set search_path = public, pg_temp
as $$
  delete from receipts where id in (
    select id from receipts where deleted_at < now() - interval '30 days' order by deleted_at limit p_limit for update skip locked)
  returning file_key
$$;

-- Returns those of these keys that no row of the books names. A key is random, so whoever asks knew the file before.
create or replace function app.list_unnamed_files(p_keys text[]) returns setof text
language sql stable security definer
set search_path = public, pg_temp
as $$
  select key from unnest(p_keys) key
  where not exists (select from receipts where file_key = key)
    and not exists (select from expense_imports where file_key = key)
    and not exists (select from tax_reports where file_key = key)
    and not exists (select from tax_reports where csv_key = key)
$$;

grant execute on function app.find_receipt_room, app.add_receipts, app.remove_receipt, app.restore_receipt, app.list_same_receipts,
  app.drop_old_receipts, app.list_unnamed_files to lotline_app;
