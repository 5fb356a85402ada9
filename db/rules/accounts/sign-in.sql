-- Somebody signs in with a password, or signs up. The Worker compares hashes, so signing in takes two calls.

-- Returns what the Worker needs to check a password. It counts the attempt before it is known to fail, so that parallel
-- guesses cannot outrun the count; success takes the count back. From the fifth failure on, each doubles the wait, from
-- 30 seconds up to an hour. Addresses without an account behave exactly alike.
create or replace function app.start_sign_in(p_email text)
returns table (user_id uuid, password_hash text, wait_seconds integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_digest text := encode(sha256(convert_to(lower(p_email), 'UTF8')), 'hex');
  v_attempt sign_in_attempts;
begin
  insert into sign_in_attempts as attempt (email_digest) values (v_digest)
  on conflict (email_digest) do update set email_digest = excluded.email_digest
  returning * into v_attempt;
  if v_attempt.blocked_until > now() then
    return query select null::uuid, null::text, ceil(extract(epoch from v_attempt.blocked_until - now()))::integer;
    return;
  end if;
  if v_attempt.updated_at < now() - interval '1 day' then
    v_attempt.failures := 0;
  end if;
  update sign_in_attempts set
    failures = v_attempt.failures + 1,
    blocked_until = case when v_attempt.failures + 1 >= 5
      then now() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(v_attempt.failures - 4, 10)) end,
    updated_at = now()
  where email_digest = v_digest;
  return query
    select person.id, person.password_hash, 0 from (select 1) as always
    left join users person on lower(person.email) = lower(p_email);
end
$$;
comment on function app.start_sign_in is 'Never null: wait_seconds.';

-- Opens the session after the Worker has checked the password. The hash that was checked comes along: if the password
-- was changed meanwhile, there is no session. Returns what became of the guest cart, or null when nothing was opened.
create or replace function app.finish_sign_in(p_user_id uuid, p_password_hash text, p_token_hash text, p_guest_cart jsonb)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email text;
begin
  select email into v_email from users where id = p_user_id and password_hash = p_password_hash for update;
  if not found then
    return null;
  end if;
  delete from sign_in_attempts where email_digest = encode(sha256(convert_to(lower(v_email), 'UTF8')), 'hex');
  perform app.open_session(p_user_id, p_token_hash, null);
  return app.join_guest_cart(p_guest_cart);
end
$$;

-- Makes a person, their organization with them as OWNER, and their session; the guest cart joins.
--
-- Outcomes: CREATED with what became of the guest cart; EMAIL_TAKEN with nothing written; TOO_OFTEN when the network
-- address (known by a digest) asked 20 times within an hour. Asking counts even in vain, because every answer tells
-- whether an email has an account.
create or replace function app.sign_up(p_name text, p_email text, p_password_hash text, p_organization text, p_token_hash text,
  p_guest_cart jsonb, p_address_digest text default null)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid;
  v_organization_id uuid;
begin
  if p_address_digest is not null and not app.count_use('SIGN_UP', p_address_digest, 20) then
    return jsonb_build_object('outcome', 'TOO_OFTEN');
  end if;
  insert into users (name, email, password_hash) values (p_name, lower(p_email), p_password_hash)
  on conflict (lower(email)) do nothing
  returning id into v_user_id;
  if v_user_id is null then
    return jsonb_build_object('outcome', 'EMAIL_TAKEN');
  end if;
  perform set_config('app.current_user_id', v_user_id::text, true);
  -- Two sign-ups with the same name at once must not choose the same slug.
  perform pg_advisory_xact_lock(hashtextextended('organization-slug', 0));
  insert into organizations (name, slug) values (p_organization, app.organization_slug(p_organization))
  returning id into v_organization_id;
  insert into memberships (organization_id, user_id, role) values (v_organization_id, v_user_id, 'OWNER');
  perform app.open_session(v_user_id, p_token_hash, v_organization_id);
  return jsonb_build_object('outcome', 'CREATED', 'cart', app.join_guest_cart(p_guest_cart));
end
$$;
comment on function app.sign_up is 'Outcomes: CREATED, EMAIL_TAKEN, TOO_OFTEN.';

grant execute on function app.start_sign_in, app.finish_sign_in, app.sign_up to lotline_app;
