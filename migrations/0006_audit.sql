-- The audit trail is written by triggers, so that no path around them exists, and chained by hash.

-- One hash over everything an entry says and the hash before it. Also the formula the verification recomputes.
create function app.audit_hash(p_entry audit_log) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select encode(sha256(convert_to(jsonb_build_array(p_entry.previous_hash, p_entry.id, p_entry.organization_id, p_entry.chain_position,
    extract(epoch from p_entry.occurred_at), p_entry.actor_id, p_entry.action, p_entry.subject_type, p_entry.subject_id,
    p_entry.before, p_entry.after)::text, 'UTF8')), 'hex')
$$;

create function app.append_audit_entry(p_organization_id uuid, p_action text, p_subject_type text, p_subject_id text, p_before jsonb, p_after jsonb)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_entry audit_log;
  v_last audit_log;
begin
  -- Entries of one chain are written one after the other.
  perform pg_advisory_xact_lock(hashtextextended('audit:' || coalesce(p_organization_id::text, 'platform'), 0));
  select * into v_last from audit_log where organization_id is not distinct from p_organization_id
  order by chain_position desc limit 1;
  v_entry.id := gen_random_uuid();
  v_entry.organization_id := p_organization_id;
  v_entry.chain_position := coalesce(v_last.chain_position, 0) + 1;
  v_entry.occurred_at := clock_timestamp();
  v_entry.actor_id := app.current_user_id();
  v_entry.action := p_action;
  v_entry.subject_type := p_subject_type;
  v_entry.subject_id := p_subject_id;
  v_entry.before := p_before;
  v_entry.after := p_after;
  v_entry.previous_hash := coalesce(v_last.hash, '');
  v_entry.hash := app.audit_hash(v_entry);
  insert into audit_log select v_entry.*;
end
$$;

-- Trigger arguments: the subject's name, then the columns that are no part of the trail (secrets, counters the database
-- keeps, generated columns). A change of nothing but those is not recorded.
create function app.audit_row() returns trigger
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
      lower(tg_op), tg_argv[0], coalesce(v_row ->> 'id', v_row ->> 'user_id'), v_before, v_after);
  end if;
  return null;
end
$$;

create trigger audit after insert or update or delete on marketplace_tools for each row
  execute function app.audit_row('tool', 'search', 'purchase_count', 'review_count', 'rating', 'updated_at');
create trigger audit after insert or update or delete on tool_bundles for each row
  execute function app.audit_row('bundle', 'purchase_count', 'updated_at');
create trigger audit after insert or update or delete on bundle_tools for each row execute function app.audit_row('bundle_tool');
create trigger audit after insert or update or delete on tool_purchases for each row
  execute function app.audit_row('tool_purchase', 'last_used', 'usage_count');
create trigger audit after insert or update or delete on bundle_purchases for each row execute function app.audit_row('bundle_purchase');
create trigger audit after insert or update or delete on marketplace_orders for each row
  execute function app.audit_row('order', 'checkout_key', 'checkout_digest');
create trigger audit after insert or update or delete on memberships for each row execute function app.audit_row('membership');
create trigger audit after insert or update or delete on organizations for each row execute function app.audit_row('organization', 'updated_at');
create trigger audit after insert or update or delete on invitations for each row execute function app.audit_row('invitation', 'token_hash');
create trigger audit after insert or delete or update of email, name, is_platform_admin on users for each row
  execute function app.audit_row('user', 'password_hash', 'updated_at');

-- Append-only for everybody, the owner included.
create function app.refuse_audit_change() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  raise insufficient_privilege using message = 'the audit trail is append-only';
end
$$;

create trigger append_only before update or delete on audit_log for each row execute function app.refuse_audit_change();
create trigger append_only_truncate before truncate on audit_log for each statement execute function app.refuse_audit_change();
