-- A publisher's file is brought in by steps that go in slices. Only these functions write its tables, so every figure keeps the
-- file and the line that it came from. Work goes on behind the answer, or by the schedule: whoever does it holds the import's lease,
-- and does it in the name of the person who began it. When that person may not do it any more, it stops at the next slice.

grant select (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, data_sources, status,
  detected, choices, header, parts, checked_through, scope, applied_through, slice_rows, rows_count, new_count, restated_count,
  unchanged_count, withdrawn_count, problems_count, problem, leased_until, worked_by, applied_at, undone_at, created_at,
  updated_at) on reid_imports to lotline_app;
grant select (organization_id, import_id, row_key, line, kind, record, raw) on reid_import_rows to lotline_app;
grant select (organization_id, import_id, number, line, column_name, found, expected) on reid_import_problems to lotline_app;

create trigger touch_updated_at before update on reid_imports for each row execute function app.touch_updated_at();

-- The trail tells what was brought in and what was taken back, not how far it was in between.
create trigger audit after update of status on reid_imports for each row
  when (old.status is distinct from new.status and new.status in ('APPLIED', 'UNDONE', 'CANCELLED'))
  execute function app.audit_row('reid_import', 'updated_at', 'lease', 'leased_until', 'worked_by', 'applied_through', 'checked_through',
    'slice_rows', 'detected', 'choices', 'header', 'parts', 'scope', 'file_key');

-- Returns whether the viewer may bring files in: everybody with a seat who is no VIEWER.
create or replace function app.may_import_markets() returns boolean
language sql
set search_path = public, pg_temp
as $$ select app.may_use_tool('reid-dashboard') and coalesce(app.lock_role() <> 'VIEWER', false) $$;

-- Holds an import of the viewer's organization until the end of the transaction. Its id is null when there is none, or the viewer may
-- not work on it.
create or replace function app.hold_reid_import(p_import_id uuid) returns reid_imports
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports;
begin
  if app.may_import_markets() then
    select * into v_import from reid_imports
    where id = p_import_id and organization_id = app.current_organization_id() for no key update;
  end if;
  return v_import;
end
$$;

-- Holds an import for who has its lease, and lengthens that. Its id is null for everybody else. It stops here when the person who
-- began the work has lost their seat, or the organization its tier: then nobody has the lease any more, and "Continue" goes on.
create or replace function app.hold_leased_import(p_import_id uuid, p_lease uuid) returns reid_imports
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports;
begin
  update reid_imports set leased_until = now() + interval '1 minute' where id = p_import_id and lease = p_lease returning * into v_import;
  if v_import.id is null then
    return v_import;
  end if;
  perform app.set_viewer(v_import.worked_by, v_import.organization_id, (select role::text from memberships
    where organization_id = v_import.organization_id and user_id = v_import.worked_by), false);
  if app.may_import_markets() then
    return v_import;
  end if;
  update reid_imports set lease = null, leased_until = null,
    problem = 'It stopped because whoever began it may not work with REID any more. Somebody with a seat can continue it.'
  where id = v_import.id;
  return null;
end
$$;

-- Gives the work on an import to the viewer.
create or replace function app.lease_reid_import(p_import_id uuid, p_status reid_import_status) returns uuid
language sql
set search_path = public, pg_temp
as $$
  update reid_imports set status = p_status, lease = gen_random_uuid(), leased_until = now() + interval '1 minute',
    worked_by = app.current_user_id(), problem = null
  where id = p_import_id returning lease
$$;

-- Returns those of these keys that no import needs: a publisher's file is kept for 30 days, with the parts that it is unpacked into. A key
-- is random, so whoever asks knew the file before.
create or replace function app.list_unnamed_market_files(p_keys text[]) returns setof text
language sql stable security definer
set search_path = public, pg_temp
as $$
  select key from unnest(p_keys) key
  where not exists (select from reid_imports where file_key = split_part(key, '.', 1) and created_at > now() - interval '30 days')
$$;

-- Counts one more upload, before its file is stored.
--
-- Outcomes: ALLOWED; NOT_ALLOWED, TOO_OFTEN (30 within an hour).
create or replace function app.begin_reid_upload() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_import_markets() then
    return 'NOT_ALLOWED';
  end if;
  return case when app.count_use('REID_UPLOAD', app.current_organization_id()::text, 30) then 'ALLOWED' else 'TOO_OFTEN' end;
end
$$;
comment on function app.begin_reid_upload is 'Outcomes: ALLOWED, NOT_ALLOWED, TOO_OFTEN.';

-- Keeps an uploaded file as an import. The page chose the id, so a form that is sent twice makes one import.
--
-- Outcomes: ADDED; REPLAYED (nothing written, the file is not needed), NOT_ALLOWED, SEEN (the same file is applied: when, and by whom).
create or replace function app.add_reid_import(p_import_id uuid, p_file_name text, p_file_key text, p_file_size integer,
  p_content_hash text, p_detected jsonb, out outcome text, out import_id uuid, out applied_at timestamptz, out person text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if not app.may_import_markets() then
    outcome := 'NOT_ALLOWED';
    return;
  end if;
  -- One after the other, so that two of the same file are not both the first.
  perform pg_advisory_xact_lock(hashtextextended('reid-import:' || v_organization_id, 0));
  if exists (select from reid_imports i where i.id = p_import_id and i.organization_id = v_organization_id
      and i.user_id = app.current_user_id() and i.content_hash = p_content_hash) then
    outcome := 'REPLAYED';
    import_id := p_import_id;
    return;
  end if;
  select 'SEEN', i.id, coalesce(i.applied_at, i.updated_at), u.name into outcome, import_id, applied_at, person
  from reid_imports i left join users u on u.id = i.user_id
  where i.organization_id = v_organization_id and i.content_hash = p_content_hash and i.status in ('APPLYING', 'APPLIED')
  order by i.created_at desc limit 1;
  if found then
    return;
  end if;
  import_id := case when exists (select from reid_imports i where i.id = p_import_id) then gen_random_uuid() else p_import_id end;
  insert into reid_imports (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, detected, header)
  values (import_id, v_organization_id, app.current_user_id(), p_file_name, p_file_key, p_file_size, p_content_hash,
    p_detected ->> 'format', p_detected, p_detected -> 'columns');
  outcome := 'ADDED';
end
$$;
comment on function app.add_reid_import is 'Outcomes: ADDED, REPLAYED, NOT_ALLOWED, SEEN.';

-- Begins to check a file, as it was chosen to be read. What was staged of it before goes.
--
--   p_scope  kind of its rows, figures that it brings
--
-- Outcomes: CHECKING, with the lease; NOT_FOUND, CLOSED (it is being checked or applied, or is done with).
create or replace function app.check_reid_import(p_import_id uuid, p_choices jsonb, p_data_sources text[], p_scope jsonb,
  out outcome text, out lease uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import reid_imports := app.hold_reid_import(p_import_id);
begin
  if v_import.id is null then
    outcome := 'NOT_FOUND';
  elsif v_import.status not in ('UPLOADED', 'READY', 'REFUSED') or v_import.created_at < now() - interval '30 days' then
    outcome := 'CLOSED';
  else
    outcome := 'CHECKING';
    lease := app.lease_reid_import(v_import.id, 'CHECKING');
    update reid_imports set parts = '[]' where id = v_import.id;
    perform app.restart_import_check(v_import.id, p_choices, p_data_sources, p_scope);
  end if;
end
$$;
comment on function app.check_reid_import is 'Outcomes: CHECKING, NOT_FOUND, CLOSED.';

create or replace function app.restart_import_check(p_import_id uuid, p_choices jsonb, p_data_sources text[], p_scope jsonb) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := (select organization_id from reid_imports where id = p_import_id);
begin
  delete from reid_import_rows where organization_id = v_organization_id and import_id = p_import_id;
  delete from reid_import_problems where organization_id = v_organization_id and import_id = p_import_id;
  update reid_imports set choices = p_choices, data_sources = p_data_sources, scope = p_scope, checked_through = null, rows_count = 0,
    problems_count = 0, problem = null
  where id = p_import_id;
end
$$;

-- Begins to apply a file that was checked.
--
-- Outcomes: APPLYING, with the lease; NOT_FOUND, NOT_READY, BUSY (another file of the same source is being applied or undone).
create or replace function app.start_import(p_import_id uuid, out outcome text, out lease uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import reid_imports := app.hold_reid_import(p_import_id);
begin
  if v_import.id is null then
    outcome := 'NOT_FOUND';
  elsif v_import.status <> 'READY' then
    outcome := 'NOT_READY';
  elsif app.is_source_at_work(v_import) then
    outcome := 'BUSY';
  else
    outcome := 'APPLYING';
    lease := app.lease_reid_import(v_import.id, 'APPLYING');
  end if;
end
$$;
comment on function app.start_import is 'Outcomes: APPLYING, NOT_FOUND, NOT_READY, BUSY.';

-- Says whether another import changes the same sources: two at once would each take the other's figures for what was before.
create or replace function app.is_source_at_work(p_import reid_imports) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('reid-import:' || p_import.organization_id, 0));
  return exists (select from reid_imports other
    where other.organization_id = p_import.organization_id and other.id <> p_import.id and other.status in ('APPLYING', 'UNDOING')
      and other.data_sources && p_import.data_sources);
end
$$;

-- Lets the viewer go on with work that nobody is at.
--
-- Outcomes: TAKEN, with the lease; NOT_FOUND, BUSY (somebody is at it), NOTHING (there is nothing to go on with).
create or replace function app.continue_import(p_import_id uuid, out outcome text, out lease uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import reid_imports := app.hold_reid_import(p_import_id);
begin
  if v_import.id is null then
    outcome := 'NOT_FOUND';
  elsif v_import.status not in ('CHECKING', 'APPLYING', 'UNDOING') then
    outcome := 'NOTHING';
  elsif v_import.leased_until > now() then
    outcome := 'BUSY';
  else
    outcome := 'TAKEN';
    lease := app.lease_reid_import(v_import.id, v_import.status);
  end if;
end
$$;
comment on function app.continue_import is 'Outcomes: TAKEN, NOT_FOUND, BUSY, NOTHING.';

-- Gives up a file of which nothing is applied.
--
-- Outcomes: CANCELLED (also when it was before); NOT_FOUND, CLOSED (it is applied, or was).
create or replace function app.cancel_import(p_import_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports := app.hold_reid_import(p_import_id);
begin
  if v_import.id is null then
    return 'NOT_FOUND';
  elsif v_import.status = 'CANCELLED' then
    return 'CANCELLED';
  elsif v_import.status not in ('UPLOADED', 'CHECKING', 'READY', 'REFUSED') then
    return 'CLOSED';
  end if;
  update reid_imports set status = 'CANCELLED', lease = null, leased_until = null, problem = null where id = v_import.id;
  delete from reid_import_rows where organization_id = v_import.organization_id and import_id = v_import.id;
  return 'CANCELLED';
end
$$;
comment on function app.cancel_import is 'Outcomes: CANCELLED, NOT_FOUND, CLOSED.';

-- Hands work to the schedule that somebody left: those who began it have the right to it still, or it stops at its next slice.
create or replace function app.claim_imports(p_limit integer) returns table (id uuid, lease uuid)
language sql security definer
set search_path = public, pg_temp
as $$
  with due as materialized (
    select i.id from reid_imports i
    where i.status in ('CHECKING', 'APPLYING', 'UNDOING') and i.leased_until <= now() and i.created_at > now() - interval '30 days'
    order by i.leased_until, i.id limit p_limit for update skip locked
  )
  update reid_imports i set lease = gen_random_uuid(), leased_until = now() + interval '1 minute'
  from due where i.id = due.id
  returning i.id, i.lease
$$;
comment on function app.claim_imports is 'Never null: id, lease.';

-- Tells who has the lease what there is to do.
create or replace function app.describe_import_work(p_import_id uuid, p_lease uuid)
returns table (status reid_import_status, file_name text, file_key text, file_size integer, detected jsonb, choices jsonb,
  scope jsonb, parts jsonb, checked_through jsonb, slice_rows integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import reid_imports := app.hold_leased_import(p_import_id, p_lease);
begin
  if v_import.id is not null then
    return query select v_import.status, v_import.file_name, v_import.file_key, v_import.file_size_bytes, v_import.detected,
      v_import.choices, v_import.scope, v_import.parts, v_import.checked_through, v_import.slice_rows;
  end if;
end
$$;
comment on function app.describe_import_work is
  'Never null: status, file_name, file_key, file_size, detected, choices, scope, parts, slice_rows.';

-- Keeps the parts that a file was unpacked into, and its encoding, which is known only now.
--
-- Outcomes: KEPT; STOPPED.
create or replace function app.keep_import_parts(p_import_id uuid, p_lease uuid, p_parts jsonb, p_detected jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports := app.hold_leased_import(p_import_id, p_lease);
begin
  if v_import.id is null or v_import.status <> 'CHECKING' then
    return 'STOPPED';
  end if;
  update reid_imports set parts = p_parts, detected = p_detected where id = v_import.id;
  return 'KEPT';
end
$$;
comment on function app.keep_import_parts is 'Outcomes: KEPT, STOPPED.';

-- Leaves the work to the next one: the schedule, or whoever presses "Continue".
create or replace function app.leave_import(p_import_id uuid, p_lease uuid) returns void
language sql security definer
set search_path = public, pg_temp
as $$ update reid_imports set leased_until = now() where id = p_import_id and lease = p_lease $$;

-- Ends an import whose file cannot be read to its end. Nothing of it is visible.
--
-- Outcomes: REFUSED; STOPPED.
create or replace function app.refuse_import(p_import_id uuid, p_lease uuid, p_problem text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports := app.hold_leased_import(p_import_id, p_lease);
begin
  if v_import.id is null or v_import.status <> 'CHECKING' then
    return 'STOPPED';
  end if;
  delete from reid_import_rows where organization_id = v_import.organization_id and import_id = v_import.id;
  update reid_imports set status = 'REFUSED', problem = left(p_problem, 2000), rows_count = 0, lease = null, leased_until = null
  where id = v_import.id;
  return 'REFUSED';
end
$$;
comment on function app.refuse_import is 'Outcomes: REFUSED, STOPPED.';

grant execute on function app.list_unnamed_market_files, app.begin_reid_upload, app.add_reid_import, app.check_reid_import, app.start_import, app.continue_import,
  app.cancel_import, app.claim_imports, app.describe_import_work, app.keep_import_parts, app.leave_import, app.refuse_import
  to lotline_app;
