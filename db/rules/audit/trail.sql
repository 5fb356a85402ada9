-- Triggers write the audit trail, so that no path leads around it, and every entry carries the hash of the one before
-- it. A table joins the trail with a trigger named `audit` in the file of its own subject. What tells who somebody is stands in
-- an entry as a digest: see personal-values.sql.

grant select on audit_log to lotline_app;

-- Hashes everything an entry says and the hash before it. The verification has the same formula of its own.
create or replace function app.audit_hash(p_entry audit_log) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select encode(sha256(convert_to(jsonb_build_array(p_entry.previous_hash, p_entry.id, p_entry.organization_id, p_entry.chain_position,
    extract(epoch from p_entry.occurred_at), p_entry.actor_id, p_entry.action, p_entry.subject_type, p_entry.subject_id,
    p_entry.before, p_entry.after)::text, 'UTF8')), 'hex')
$$;

-- Appends an entry to the chain of an organization, or of the platform where that is null. Entries of one chain are
-- written one after the other: the row of its head is locked until the transaction ends. A chain that was erased with its
-- organization takes none.
create or replace function app.append_audit_entry(p_organization_id uuid, p_action text, p_subject_type text, p_subject_id text, p_before jsonb, p_after jsonb)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_chain audit_chains;
  v_entry audit_log;
begin
  loop
    select * into v_chain from audit_chains
    where organization_id = p_organization_id or p_organization_id is null and organization_id is null for update;
    exit when found;
    insert into audit_chains (organization_id, length, last_hash) values (p_organization_id, 0, '') on conflict do nothing;
  end loop;
  if v_chain.erased_at is not null then
    return;
  end if;
  v_entry.id := gen_random_uuid();
  v_entry.organization_id := p_organization_id;
  v_entry.chain_position := v_chain.length + 1;
  v_entry.occurred_at := clock_timestamp();
  v_entry.actor_id := app.current_user_id();
  v_entry.action := p_action;
  v_entry.subject_type := p_subject_type;
  v_entry.subject_id := p_subject_id;
  v_entry.before := app.hide_personal_values(p_organization_id, p_subject_type, p_before);
  v_entry.after := app.hide_personal_values(p_organization_id, p_subject_type, p_after);
  v_entry.previous_hash := v_chain.last_hash;
  v_entry.hash := app.audit_hash(v_entry);
  insert into audit_log select v_entry.*;
  update audit_chains set length = v_entry.chain_position, last_hash = v_entry.hash where id = v_chain.id;
end
$$;

-- Appends what happened to a row. The trigger's arguments are the subject's name and then the columns that are no part
-- of the trail (secrets, counters the database keeps, generated columns). A change of nothing but those is not
-- recorded.
create or replace function app.audit_row() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_ignored text[] := tg_argv[1:];
  v_before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - v_ignored end;
  v_after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - v_ignored end;
  v_row jsonb := coalesce(v_after, v_before);
begin
  if v_before is distinct from v_after then
    perform app.append_audit_entry(
      case when tg_argv[0] = 'organization' then (v_row ->> 'id')::uuid else (v_row ->> 'organization_id')::uuid end,
      lower(tg_op), tg_argv[0], coalesce(v_row ->> 'id', v_row ->> 'user_id', v_row ->> 'order_line_id',
        v_row ->> 'organization_id'), v_before, v_after);
  end if;
  return null;
end
$$;

-- Nobody changes or removes an entry, the owner included. There are two exceptions, and the head of the chain tells of both: its
-- entries are converted to digests once, and they go together when its organization is erased.
create or replace function app.refuse_audit_change() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  -- Truncating knows no row.
  if tg_op = 'UPDATE' then
    if exists (select from audit_chains
        where (organization_id = old.organization_id or old.organization_id is null and organization_id is null) and not holds_digests) then
      return new;
    end if;
  elsif tg_op = 'DELETE' then
    if exists (select from audit_chains
        where (organization_id = old.organization_id or old.organization_id is null and organization_id is null) and erased_at is not null) then
      return old;
    end if;
  end if;
  raise insufficient_privilege using message = 'the audit trail is append-only';
end
$$;

create trigger append_only before update or delete on audit_log for each row execute function app.refuse_audit_change();
create trigger append_only_truncate before truncate on audit_log for each statement execute function app.refuse_audit_change();
