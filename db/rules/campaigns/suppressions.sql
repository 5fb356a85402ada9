-- An address is suppressed for one reason or several, a row each, and any of them keeps mail away. A reason is lifted by whom it is for:
-- who said no themselves, says yes themselves; an address that bounced may be tried again after a year.

grant select (id, organization_id, email, reason, note, created_by, created_at) on suppressions to lotline_app;
grant insert (id, organization_id, email, reason, note, created_by) on suppressions to lotline_app;

-- Suppresses an address, unless it is for this reason already. What an erased person left in the ledger is no address.
create or replace function app.suppress(p_organization_id uuid, p_email text, p_reason suppression_reason, p_note text) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into suppressions (organization_id, email, reason, note, created_by)
  select p_organization_id, lower(p_email), p_reason, left(nullif(p_note, ''), 1000), case when p_reason = 'MANUAL' then app.current_user_id() end
  where p_email not like '%@erased.invalid'
  on conflict (organization_id, email, reason) do nothing
$$;

-- Suppresses an address in the viewer's name. A form that is sent twice adds it once.
--
-- Outcomes: ADDED; ALREADY (somebody did before), NOT_ALLOWED (also without an address).
create or replace function app.add_suppression(p_id uuid, p_email text, p_note text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if p_email is null or not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  end if;
  insert into suppressions (id, organization_id, email, reason, note, created_by)
  values (p_id, v_organization_id, lower(p_email), 'MANUAL', p_note, app.current_user_id())
  on conflict do nothing;
  return case
    when found or exists (select from suppressions where id = p_id and organization_id = v_organization_id) then 'ADDED'
    when exists (select from suppressions
      where organization_id = v_organization_id and email = lower(p_email) and reason = 'MANUAL') then 'ALREADY'
    else 'NOT_ALLOWED' end;
end
$$;
comment on function app.add_suppression is 'Outcomes: ADDED, ALREADY, NOT_ALLOWED.';

-- Takes a reason away and notes who did, without the address.
create or replace function app.remove_suppression(p_suppression suppressions) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  delete from suppressions where id = p_suppression.id;
  perform app.append_audit_entry(p_suppression.organization_id, 'delete', 'suppression', p_suppression.id::text,
    jsonb_build_object('reason', p_suppression.reason, 'since', p_suppression.created_at), null);
end
$$;

-- Lifts a suppression.
--
-- Outcomes: LIFTED; ONLY_PERSON (who unsubscribed or complained), TOO_EARLY (it bounced within 12 months), NOT_ALLOWED (an ADMIN or OWNER
-- lifts), NOT_FOUND.
create or replace function app.lift_suppression(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_suppression suppressions;
begin
  if not app.may_keep_contacts() then
    return 'NOT_FOUND';
  end if;
  select * into v_suppression from suppressions where organization_id = app.current_organization_id() and id = p_id for update;
  if v_suppression.id is null then
    return 'NOT_FOUND';
  elsif not app.may_manage_contacts() then
    return 'NOT_ALLOWED';
  elsif v_suppression.reason in ('UNSUBSCRIBED', 'COMPLAINED') then
    return 'ONLY_PERSON';
  elsif v_suppression.reason = 'BOUNCED' and v_suppression.created_at > now() - interval '12 months' then
    return 'TOO_EARLY';
  end if;
  perform app.remove_suppression(v_suppression);
  return 'LIFTED';
end
$$;
comment on function app.lift_suppression is 'Outcomes: LIFTED, ONLY_PERSON, TOO_EARLY, NOT_ALLOWED, NOT_FOUND.';

-- Lifts what a person said themselves. Only a confirmation from their mailbox leads here.
create or replace function app.lift_by_person(p_organization_id uuid, p_email text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_suppression suppressions;
begin
  for v_suppression in
    select * from suppressions where organization_id = p_organization_id and email = lower(p_email) and reason in ('UNSUBSCRIBED', 'COMPLAINED')
    order by id for update
  loop
    perform app.remove_suppression(v_suppression);
  end loop;
end
$$;

grant execute on function app.add_suppression, app.lift_suppression to lotline_app;
