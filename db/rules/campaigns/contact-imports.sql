-- A file of contacts is read in slices of at most 2,000 rows, each a transaction that says where the next one begins: a Worker that is
-- killed between two has lost nothing, and a slice that is sent twice is written once. Work goes on behind the answer, or by the schedule:
-- whoever does it holds the import's lease, and does it in the name of who attested where the contacts come from. When that person may not
-- import any more, it stops at the next slice.

grant select (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, status, detected, mapping, list_id, tags,
  consent_source, consent_date, consent_wording, attested_at, position, line, leased_until, rows_added, rows_changed, rows_unchanged,
  rows_refused, problem, finished_at, created_at, updated_at) on contact_imports to lotline_app;
grant select (organization_id, import_id, line, reason, cells) on contact_import_problems to lotline_app;

create trigger touch_updated_at before update on contact_imports for each row execute function app.touch_updated_at();

-- The trail tells what came of an import, not how far it was in between.
create trigger audit after update of status on contact_imports for each row
  when (old.status is distinct from new.status and new.status in ('DONE', 'FAILED', 'CANCELLED'))
  execute function app.audit_row('contact_import', 'updated_at', 'lease', 'leased_until', 'position', 'line', 'detected', 'mapping',
    'file_key', 'problem');

-- Holds an import of the viewer's organization until the end of the transaction. Its id is null when there is none, or the viewer may not
-- import.
create or replace function app.hold_contact_import(p_import_id uuid) returns contact_imports
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_import contact_imports;
begin
  if app.may_manage_contacts() then
    select * into v_import from contact_imports
    where id = p_import_id and organization_id = app.current_organization_id() for no key update;
  end if;
  return v_import;
end
$$;

-- Holds an import for who has its lease, and lengthens that. Its id is null for everybody else.
create or replace function app.hold_leased_contact_import(p_import_id uuid, p_lease uuid) returns contact_imports
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_import contact_imports;
begin
  update contact_imports set leased_until = now() + interval '1 minute'
  where id = p_import_id and lease = p_lease and status = 'RUNNING' returning * into v_import;
  if v_import.id is null then
    return v_import;
  end if;
  perform app.set_viewer(v_import.user_id, v_import.organization_id, (select role::text from memberships
    where organization_id = v_import.organization_id and user_id = v_import.user_id), false);
  if app.may_manage_contacts() then
    return v_import;
  end if;
  update contact_imports set lease = null, leased_until = null,
    problem = 'It stopped because whoever began it may not import contacts any more. An owner or admin with a seat can go on.'
  where id = v_import.id;
  return null;
end
$$;

-- Counts one more upload, before its file is stored.
--
-- Outcomes: ALLOWED; NOT_ALLOWED, TOO_OFTEN (10 within an hour).
create or replace function app.begin_contact_import() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_manage_contacts() then
    return 'NOT_ALLOWED';
  end if;
  return case when app.count_use('CONTACT_IMPORT', app.current_organization_id()::text, 10) then 'ALLOWED' else 'TOO_OFTEN' end;
end
$$;
comment on function app.begin_contact_import is 'Outcomes: ALLOWED, NOT_ALLOWED, TOO_OFTEN.';

-- Keeps an uploaded file as an import. The page chose the id, so a form that is sent twice makes one import; with another file it makes
-- another one.
--
-- Outcomes: ADDED; REPLAYED (nothing written, the file is not needed), NOT_ALLOWED.
create or replace function app.add_contact_import(p_import_id uuid, p_file_name text, p_file_key text, p_file_size integer,
  p_content_hash text, p_detected jsonb, out outcome text, out import_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  if not app.may_manage_contacts() then
    outcome := 'NOT_ALLOWED';
    return;
  end if;
  import_id := p_import_id;
  for v_try in 1 .. 2 loop
    insert into contact_imports (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, detected)
    values (import_id, app.current_organization_id(), app.current_user_id(), p_file_name, p_file_key, p_file_size, p_content_hash, p_detected)
    on conflict (id) do nothing;
    exit when found;
    if exists (select from contact_imports where id = p_import_id and organization_id = app.current_organization_id()
        and user_id = app.current_user_id() and content_hash = p_content_hash) then
      outcome := 'REPLAYED';
      return;
    end if;
    import_id := gen_random_uuid();
  end loop;
  outcome := 'ADDED';
end
$$;
comment on function app.add_contact_import is 'Outcomes: ADDED, REPLAYED, NOT_ALLOWED.';

-- Begins to read a file in the viewer's name, who attests where its contacts come from and that they agreed to email.
--
--   p_mapping  the column of each field, by its place: app/modules/campaigns/contact-imports/mapping.ts
--   p_consent  {source, date, wording}
--
-- Outcomes: RUNNING (also when it ran before), with a lease where it begins now; NO_LIST (it is gone), CLOSED (it is done with, or its file
-- is kept no more), NOT_FOUND.
create or replace function app.start_contact_import(p_import_id uuid, p_mapping jsonb, p_list_id uuid, p_tags text[], p_consent jsonb,
  out outcome text, out lease uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import contact_imports := app.hold_contact_import(p_import_id);
begin
  if v_import.id is null then
    outcome := 'NOT_FOUND';
  elsif v_import.status in ('RUNNING', 'DONE') then
    outcome := 'RUNNING';
  elsif v_import.status <> 'UPLOADED' or v_import.created_at < now() - interval '30 days' then
    outcome := 'CLOSED';
  elsif p_list_id is not null and not exists (select from contact_lists
      where organization_id = v_import.organization_id and id = p_list_id for key share) then
    outcome := 'NO_LIST';
  else
    outcome := 'RUNNING';
    lease := gen_random_uuid();
    update contact_imports i set status = 'RUNNING', user_id = app.current_user_id(), mapping = p_mapping, list_id = p_list_id, tags = p_tags,
      consent_source = p_consent ->> 'source', consent_date = (p_consent ->> 'date')::date, consent_wording = p_consent ->> 'wording',
      attested_at = now(), lease = start_contact_import.lease, leased_until = now() + interval '1 minute', problem = null
    where i.id = v_import.id;
  end if;
end
$$;
comment on function app.start_contact_import is 'Outcomes: RUNNING, NO_LIST, CLOSED, NOT_FOUND.';

-- Lets the viewer go on with an import that nobody is at. Where it stopped, because who began it lost the right, it is theirs from then on.
--
-- Outcomes: TAKEN, with the lease; BUSY (somebody is at it), NOTHING (there is nothing to go on with), NOT_FOUND.
create or replace function app.continue_contact_import(p_import_id uuid, out outcome text, out lease uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import contact_imports := app.hold_contact_import(p_import_id);
begin
  if v_import.id is null then
    outcome := 'NOT_FOUND';
  elsif v_import.status <> 'RUNNING' then
    outcome := 'NOTHING';
  elsif v_import.leased_until > now() then
    outcome := 'BUSY';
  else
    outcome := 'TAKEN';
    lease := gen_random_uuid();
    update contact_imports i set lease = continue_contact_import.lease, leased_until = now() + interval '1 minute', problem = null,
      user_id = case when v_import.problem is null then v_import.user_id else app.current_user_id() end
    where i.id = v_import.id;
  end if;
end
$$;
comment on function app.continue_contact_import is 'Outcomes: TAKEN, BUSY, NOTHING, NOT_FOUND.';

-- Gives an import up. What it brought in stays.
--
-- Outcomes: CANCELLED (also when it was before); CLOSED (it is done), NOT_FOUND.
create or replace function app.cancel_contact_import(p_import_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import contact_imports := app.hold_contact_import(p_import_id);
begin
  if v_import.id is null then
    return 'NOT_FOUND';
  elsif v_import.status in ('DONE', 'FAILED') then
    return 'CLOSED';
  end if;
  update contact_imports set status = 'CANCELLED', lease = null, leased_until = null, problem = null, finished_at = now()
  where id = v_import.id and status <> 'CANCELLED';
  return 'CANCELLED';
end
$$;
comment on function app.cancel_contact_import is 'Outcomes: CANCELLED, CLOSED, NOT_FOUND.';

-- Hands imports to the schedule that somebody left. Who is signed in gets none.
create or replace function app.claim_contact_imports(p_limit integer) returns table (id uuid, lease uuid)
language sql security definer
set search_path = public, pg_temp
as $$
  with due as materialized (
    select i.id from contact_imports i
    where app.current_user_id() is null and i.status = 'RUNNING' and i.leased_until <= now()
    order by i.updated_at, i.id limit p_limit for update skip locked
  )
  update contact_imports i set lease = gen_random_uuid(), leased_until = now() + interval '1 minute'
  from due where i.id = due.id
  returning i.id, i.lease
$$;
comment on function app.claim_contact_imports is 'Never null: id, lease.';

-- Tells who has the lease what there is to do.
create or replace function app.describe_contact_import(p_import_id uuid, p_lease uuid)
returns table (file_key text, detected jsonb, mapping jsonb, "position" double precision, line integer, rows_read integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import contact_imports := app.hold_leased_contact_import(p_import_id, p_lease);
begin
  if v_import.id is not null then
    return query select v_import.file_key, v_import.detected, v_import.mapping, v_import.position::double precision, v_import.line,
      v_import.rows_added + v_import.rows_changed + v_import.rows_unchanged + v_import.rows_refused;
  end if;
end
$$;
comment on function app.describe_contact_import is 'Never null: file_key, detected, mapping, position, line, rows_read.';

-- Leaves the work to the next one: the schedule, or whoever presses "Go on".
create or replace function app.leave_contact_import(p_import_id uuid, p_lease uuid) returns void
language sql security definer
set search_path = public, pg_temp
as $$ update contact_imports set leased_until = now() where id = p_import_id and lease = p_lease $$;

-- Ends an import whose file cannot be read on. What it brought in before stays.
--
-- Outcomes: FAILED; STOPPED (somebody else has it, or nobody).
create or replace function app.fail_contact_import(p_import_id uuid, p_lease uuid, p_problem text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import contact_imports := app.hold_leased_contact_import(p_import_id, p_lease);
begin
  if v_import.id is null then
    return 'STOPPED';
  end if;
  update contact_imports set status = 'FAILED', problem = left(p_problem, 2000), lease = null, leased_until = null, finished_at = now()
  where id = v_import.id;
  return 'FAILED';
end
$$;
comment on function app.fail_contact_import is 'Outcomes: FAILED, STOPPED.';

-- Returns those of these keys that nothing of the module names: the file of an import is kept until it is read, 30 days at most, a picture
-- as long as its row. A key is random, so whoever asks knew the file before.
create or replace function app.list_unnamed_campaign_files(p_keys text[]) returns setof text
language sql stable security definer
set search_path = public, pg_temp
as $$
  select given.key from unnest(p_keys) given (key)
  where not exists (select from contact_imports
      where file_key = given.key and (status = 'RUNNING' or status = 'UPLOADED' and created_at > now() - interval '30 days'))
    and not exists (select from media_files picture where picture.key = substring(given.key from '^media/(.*)$'))
$$;

grant execute on function app.begin_contact_import, app.add_contact_import, app.start_contact_import, app.continue_contact_import,
  app.cancel_contact_import, app.claim_contact_imports, app.describe_contact_import, app.leave_contact_import, app.fail_contact_import,
  app.list_unnamed_campaign_files to lotline_app;
