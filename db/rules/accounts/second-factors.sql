-- A second factor is an app that shows codes, or a passkey; recovery codes stand in for either, once each. Signing in with a password
-- goes on to it, and nothing that came by mail stands in for it.
--
-- The Worker checks codes and signatures, because Postgres knows neither HMAC-SHA-1 nor elliptic curves. Whoever speaks SQL as the
-- application role must not be able to say so in its place: every secret has a proof, sealed by a key that only the Worker holds,
-- and the functions that let somebody in compare the SHA-256 of the proof.

-- Says whether signing in takes a second step. Functions that open sessions ask it, the application role does not.
create or replace function app.has_second_factor(p_user_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from authenticators where user_id = p_user_id and confirmed_at is not null)
    or exists (select from passkeys where user_id = p_user_id)
$$;

-- Says whether somebody must keep a second factor: the administration of the platform requires one of all but the people of the
-- demo, who are in no production, and so does an organization from its day on.
create or replace function app.must_have_second_factor(p_user_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (
      select from platform_roles held join users person on person.id = held.user_id where held.user_id = p_user_id and not person.is_demo)
    or exists (
      select from memberships membership
      join organizations organization on organization.id = membership.organization_id
      where membership.user_id = p_user_id and organization.second_factor_from <= (now() at time zone 'UTC')::date)
$$;

-- Notes a change of the person's factors in the trail of the organization they work in, and tells them by mail.
--   p_change  as app/modules/mail/second-factor.ts has it
--   p_device  the browser of a sign-in under way, in words; without it, the one of their session
create or replace function app.note_factor_change(p_user_id uuid, p_change text, p_device text default null) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_person users;
begin
  select * into v_person from users where id = p_user_id;
  -- Who is signed in may be somebody else, and whoever sets up the factor that is required works for no organization yet.
  perform app.append_audit_entry(
    coalesce(case when p_user_id = app.current_user_id() then app.current_organization_id() end, app.home_organization(p_user_id)),
    lower(p_change), 'user', p_user_id::text, null, null);
  perform app.queue_mail('second-factor-changed:' || gen_random_uuid(), null, v_person.email, 'second-factor-changed', jsonb_build_object(
    'name', v_person.name,
    'change', p_change,
    'codesLeft', (select count(*) from recovery_codes where user_id = p_user_id and used_at is null),
    'device', coalesce(p_device, (select device from sessions where id = app.current_session_id() and user_id = p_user_id))));
end
$$;

-- What follows from the first factor of somebody: recovery codes, and the end of every other session, which was opened without one.
-- The session that adds it has just shown it. Returns whether the codes were kept; codes from before stay instead.
create or replace function app.begin_second_factors(p_user_id uuid, p_code_hashes text[]) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_is_first boolean := not app.has_second_factor(p_user_id);
begin
  update sessions set second_factor_at = now() where id = app.current_session_id();
  if v_is_first then
    perform app.forget_sign_ins(p_user_id, app.current_session_id());
    delete from recovery_codes where user_id = p_user_id;
  elsif exists (select from recovery_codes where user_id = p_user_id and used_at is null) then
    return false;
  end if;
  insert into recovery_codes (user_id, code_hash) select p_user_id, unnest(p_code_hashes) on conflict do nothing;
  return true;
end
$$;

-- Says why the viewer may not add or take away a factor now; null where they may.
create or replace function app.refuse_factor_change() returns text
language plpgsql stable
set search_path = public, pg_temp
as $$
begin
  return case
    when app.current_user_id() is null then 'NOT_ALLOWED'
    when not app.is_confirmed() then 'NOT_CONFIRMED'
    when not app.is_proved() then 'PROVE'
  end;
end
$$;

-- Takes the recovery codes away with the last factor, and what sessions have shown of it: what requires one asks for it again.
create or replace function app.end_second_factors(p_user_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if not app.has_second_factor(p_user_id) then
    delete from recovery_codes where user_id = p_user_id;
    update sessions set second_factor_at = null where user_id = p_user_id and second_factor_at is not null;
  end if;
end
$$;

-- Returns what the viewer has, in one row; none for nobody.
create or replace function app.own_second_factors()
returns table (authenticator_added_at timestamptz, codes_left integer, is_required boolean, is_confirmed boolean)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
begin
  if v_user_id is null then
    return;
  end if;
  return query select
    (select confirmed_at from authenticators where user_id = v_user_id and confirmed_at is not null),
    (select count(*)::integer from recovery_codes where user_id = v_user_id and used_at is null),
    app.must_have_second_factor(v_user_id),
    app.is_confirmed();
end
$$;
comment on function app.own_second_factors is 'Never null: codes_left, is_required, is_confirmed.';

-- Puts new recovery codes, by their SHA-256, in the place of all earlier ones.
--
-- Outcomes: REPLACED, NOTHING_TO_RECOVER, NOT_ALLOWED, NOT_CONFIRMED, PROVE.
create or replace function app.replace_recovery_codes(p_code_hashes text[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
  v_refusal text := app.refuse_factor_change();
begin
  if v_refusal is not null then
    return v_refusal;
  end if;
  perform 1 from users where id = v_user_id for no key update;
  if not app.has_second_factor(v_user_id) then
    return 'NOTHING_TO_RECOVER';
  end if;
  delete from recovery_codes where user_id = v_user_id;
  insert into recovery_codes (user_id, code_hash) select v_user_id, unnest(p_code_hashes) on conflict do nothing;
  perform app.note_factor_change(v_user_id, 'RECOVERY_CODES_REPLACED');
  return 'REPLACED';
end
$$;
comment on function app.replace_recovery_codes is 'Outcomes: REPLACED, NOTHING_TO_RECOVER, NOT_ALLOWED, NOT_CONFIRMED, PROVE.';

grant execute on function app.own_second_factors, app.replace_recovery_codes to lotline_app;
