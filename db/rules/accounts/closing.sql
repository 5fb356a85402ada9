-- An OWNER closes an organization. For 30 days everything goes on but renewals, and an OWNER can keep it open; then nobody works
-- in it any more and its data goes, but for what tax law keeps for seven years: orders, invoices and credit notes.

-- Says whether the 30 days of an organization are over.
create or replace function app.is_past_closing(p_organization_id uuid) returns boolean
language plpgsql stable
set search_path = public, pg_temp
as $$ begin return exists (select from organizations where id = p_organization_id and closing_at <= now()); end $$;

-- Says whether an organization has to pay something, or a card payment of it is under way.
create or replace function app.owes_anything(p_organization_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from marketplace_orders o
    where o.organization_id = p_organization_id
      and (app.amount_owed(o) > 0 or o.payment_method = 'CREDIT_CARD' and o.payment_status in ('PENDING', 'PROCESSING')))
$$;

-- Tells everybody of an organization that it closes, or that it stays open after all; nobody whose address may be a stranger's.
create or replace function app.tell_of_closing(p_organization_id uuid, p_kind text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform app.queue_mail(p_kind || ':' || organization.id || ':' || person.id || ':' || extract(epoch from now()), organization.id,
    person.email, p_kind, jsonb_build_object('organization', organization.name,
      'person', (select name from users where id = app.current_user_id()), 'closingAt', organization.closing_at))
  from organizations organization
  join memberships membership on membership.organization_id = organization.id
  join users person on person.id = membership.user_id and person.email_confirmed_at is not null
  where organization.id = p_organization_id;
end
$$;

-- Lets the 30 days of an organization begin. The functions that call it have asked whether that may be.
create or replace function app.begin_closing(p_organization_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update organizations set closing_at = now() + interval '30 days', closed_by = app.current_user_id(), updated_at = now()
  where id = p_organization_id and closing_at is null;
  if found then
    -- Nobody joins because of a mail that waited for its turn: who is wanted all the same is sent it again.
    delete from outgoing_mail
    where organization_id = p_organization_id and kind = 'invitation' and sent_at is null and claimed_at is null;
    perform app.tell_of_closing(p_organization_id, 'organization-closing');
  end if;
end
$$;

-- Closes the current organization in 30 days.
--
--   p_typed  its name, typed as a confirmation
--
-- Outcomes: CLOSING (also when it is already), NOT_ALLOWED (only an OWNER closes), PROVE (they have to prove who they are once
-- more), NOT_TYPED, UNPAID.
create or replace function app.close_organization(p_typed text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization organizations;
begin
  if app.lock_people() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  elsif not app.is_proved() then
    return 'PROVE';
  end if;
  -- Nothing is ordered while it is decided whether something is owed.
  perform pg_advisory_xact_lock(app.checkout_lock(app.current_organization_id()));
  select * into v_organization from organizations where id = app.current_organization_id() for no key update;
  if lower(btrim(p_typed)) is distinct from lower(btrim(v_organization.name)) then
    return 'NOT_TYPED';
  elsif app.owes_anything(v_organization.id) then
    return 'UNPAID';
  end if;
  perform app.begin_closing(v_organization.id);
  return 'CLOSING';
end
$$;
comment on function app.close_organization is 'Outcomes: CLOSING, NOT_ALLOWED, PROVE, NOT_TYPED, UNPAID.';

-- Keeps the current organization open after all.
--
-- Outcomes: REOPENED (also when it is open), NOT_ALLOWED (only an OWNER).
create or replace function app.keep_organization_open() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.lock_people() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  update organizations set closing_at = null, closed_by = null, updated_at = now()
  where id = app.current_organization_id() and closing_at > now();
  if found then
    perform app.tell_of_closing(app.current_organization_id(), 'organization-kept-open');
  end if;
  return 'REOPENED';
end
$$;
comment on function app.keep_organization_open is 'Outcomes: REOPENED, NOT_ALLOWED.';

-- Returns what stops the current organization from closing now, for its OWNERs: nothing, or that it owes something.
create or replace function app.find_closing_state() returns table (owes boolean, closed_by text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select app.owes_anything(organization.id), (select name from users where id = organization.closed_by)
  from organizations organization
  join memberships own on own.organization_id = organization.id and own.user_id = app.current_user_id() and own.role = 'OWNER'
  where organization.id = app.current_organization_id()
$$;
comment on function app.find_closing_state is 'Never null: owes.';

-- Removes up to p_most rows of one organization that is past its closing and owes nothing, or of one that closed seven years ago:
-- then also orders, invoices and credit notes. The schedule calls it until nothing is left: a large organization would take longer
-- than a statement may. One whose rows cannot be removed is logged and does not hold up the others.
--
-- Outcomes: MORE (there are rows left, of this organization or another), DONE.
create or replace function app.remove_closed_rows(p_most integer) returns table (outcome text, removed integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization organizations;
begin
  for v_organization in
    select * from organizations
    where closing_at <= now() and case when closed_at is null then not app.owes_anything(id) and app.unbilled_use(id) = 0
      else closed_at < now() - interval '7 years' and exists (select from marketplace_orders where organization_id = organizations.id) end
    order by closed_at nulls first, closing_at, id for no key update skip locked
  loop
    begin
      removed := app.remove_rows_of_closed(v_organization, p_most);
      return query select 'MORE', removed;
      return;
    exception when others then
      raise warning 'rows of the organization % were not removed: %', v_organization.id, sqlerrm;
    end;
  end loop;
  return query select 'DONE', 0;
end
$$;
comment on function app.remove_closed_rows is 'Outcomes: MORE, DONE. Never null: removed.';

-- Removes up to p_most rows of an organization that closed, and finishes closing it once none is left. Returns how many went.
create or replace function app.remove_rows_of_closed(p_organization organizations, p_most integer) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_removed integer;
begin
  if p_organization.closed_at is null then
    -- Whatever goes leaves no entry, and the entries there are may go.
    update audit_chains set erased_at = now() where organization_id = p_organization.id and erased_at is null;
    perform app.end_ownership(p_organization.id);
  else
    delete from unmatched_payments where exists (select from marketplace_orders o
      where o.organization_id = p_organization.id and o.id in (named_order_id, assigned_order_id));
  end if;
  v_removed := app.remove_rows(p_organization.id, case when p_organization.closed_at is null then app.tables_kept_for_taxes() else '{}' end, p_most);
  -- Not before a whole look found nothing: what goes last may have written somewhere.
  if v_removed = 0 and p_organization.closed_at is null then
    perform app.finish_closing(p_organization);
  end if;
  return v_removed;
end
$$;

-- Ends what an organization owns before its rows go, so that tools and bundles count an owner less.
create or replace function app.end_ownership(p_organization_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_tool_ids uuid[];
  v_bundle_ids uuid[];
begin
  perform pg_advisory_xact_lock(app.checkout_lock(p_organization_id));
  v_tool_ids := array(select tool_id from tool_purchases where organization_id = p_organization_id and status = 'ACTIVE');
  v_bundle_ids := array(select bundle_id from bundle_purchases where organization_id = p_organization_id and status = 'ACTIVE');
  perform app.hold_catalog(v_tool_ids, v_bundle_ids);
  update tool_purchases set status = 'EXPIRED', renews = false, suspended_at = null
  where organization_id = p_organization_id and status = 'ACTIVE';
  update bundle_purchases set status = 'EXPIRED' where organization_id = p_organization_id and status = 'ACTIVE';
  update marketplace_tools tool set purchase_count =
    (select count(*) from tool_purchases owned where owned.tool_id = tool.id and owned.status = 'ACTIVE')
  where id = any (v_tool_ids);
  update tool_bundles bundle set purchase_count =
    (select count(*) from bundle_purchases bought where bought.bundle_id = bundle.id and bought.status = 'ACTIVE')
  where id = any (v_bundle_ids);
end
$$;

-- The tables of an organization that tax law keeps for seven years.
create or replace function app.tables_kept_for_taxes() returns text[]
language sql immutable
set search_path = pg_catalog
as $$
  select '{marketplace_orders,order_lines,order_line_tools,order_line_credits,credit_notes,credit_note_lines,document_counters}'::text[]
$$;

-- Returns the condition under which no other row of the same table refers to the row `gone`: a refund goes before its expense.
create or replace function app.unneeded_condition(p_table regclass) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(string_agg(format('not exists (select from %s needs where needs.ctid <> gone.ctid and %s)', p_table, pair.equal), ' and '), 'true')
  from pg_constraint k
  cross join lateral (
    select string_agg(format('needs.%I = gone.%I', own.attname, named.attname), ' and ') as equal
    from unnest(k.conkey, k.confkey) as key (own, named)
    join pg_attribute own on own.attrelid = p_table and own.attnum = key.own
    join pg_attribute named on named.attrelid = p_table and named.attnum = key.named) pair
  where k.contype = 'f' and k.conrelid = p_table and k.confrelid = p_table and k.confdeltype in ('a', 'r')
$$;

-- Removes up to p_most rows of an organization from every table that names one, but for the kept ones, whatever order their foreign
-- keys ask for: a table whose rows are still needed has its turn again. Returns how many went; 0 when none is left.
create or replace function app.remove_rows(p_organization_id uuid, p_kept text[], p_most integer) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_left regclass[] := array(
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all (p_kept || '{audit_chains,sessions}'::text[])
    order by c.relname);
  v_needed regclass[];
  v_table regclass;
  v_step integer;
  v_count integer;
  v_removed integer := 0;
begin
  while cardinality(v_left) > 0 loop
    v_needed := '{}';
    foreach v_table in array v_left loop
      begin
        v_count := 0;
        loop
          execute format('delete from %1$s where ctid = any (array(select gone.ctid from %1$s gone where gone.organization_id = $1 and %2$s limit $2))',
            v_table, app.unneeded_condition(v_table))
          using p_organization_id, p_most - v_removed - v_count;
          get diagnostics v_step = row_count;
          v_count := v_count + v_step;
          exit when v_step = 0 or v_removed + v_count >= p_most;
        end loop;
        v_removed := v_removed + v_count;
      exception when foreign_key_violation or restrict_violation or check_violation then
        v_needed := v_needed || v_table;
      end;
      if v_removed >= p_most then
        return v_removed;
      end if;
    end loop;
    if cardinality(v_needed) = cardinality(v_left) then
      raise exception 'rows of % are needed by others', v_needed;
    end if;
    v_left := v_needed;
  end loop;
  return v_removed;
end
$$;

-- Leaves of an organization whose data has gone what its orders need: a row without a name.
create or replace function app.finish_closing(p_organization organizations) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_chain audit_chains;
begin
  update sessions set organization_id = app.choose_organization(user_id, null) where organization_id = p_organization.id;
  update users set last_organization_id = null where last_organization_id = p_organization.id;
  -- An address that nobody could guess and take, which would keep this from being finished.
  update organizations set name = 'Closed organization', slug = 'closed-' || gen_random_uuid(), subscription_tier = 'FREE', monthly_spending_limit = null,
    invoice_limit = null, invoice_approval = null, closed_by = null, closed_at = now(), updated_at = now()
  where id = p_organization.id;
  perform app.forget_values_of_chain(p_organization.id);
  select * into v_chain from audit_chains where organization_id = p_organization.id;
  perform app.append_audit_entry(null, 'erase', 'organization', p_organization.id::text, null,
    jsonb_build_object('entries', v_chain.length, 'last_hash', v_chain.last_hash));
end
$$;

grant execute on function app.close_organization, app.keep_organization_open, app.find_closing_state to lotline_app;
grant execute on function app.remove_closed_rows to lotline_tasks;
