-- Passkeys are added by their person. One signs in by itself, because the device has asked who holds it, or stands beside a password.

-- Lists the viewer's passkeys, the oldest first.
create or replace function app.own_passkeys()
returns table (id uuid, credential_id text, transports text[], name text, is_backed_up boolean, created_at timestamptz, last_used_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select passkey.id, passkey.credential_id, passkey.transports, passkey.name, passkey.is_backed_up, passkey.created_at, passkey.last_used_at
  from passkeys passkey where user_id = app.current_user_id() order by passkey.created_at, passkey.id
$$;
comment on function app.own_passkeys is 'Never null: id, credential_id, transports, name, is_backed_up, created_at.';

-- Adds a passkey whose registration the Worker has checked.
--   p_passkey  id, credentialId, publicKey, signCount, transports, isBackedUp, name, sealedProof, proofHash
--   p_challenge_hash  of what it signed
--   p_code_hashes  recovery codes, kept where there are none yet
--
-- Outcomes: ADDED, ADDED_WITH_CODES, KNOWN (somebody else has it), TOO_MANY (twenty), CLOSED (the challenge was used), NOT_ALLOWED,
-- NOT_CONFIRMED, PROVE.
create or replace function app.add_passkey(p_passkey jsonb, p_challenge_hash text, p_code_hashes text[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
  v_refusal text := app.refuse_factor_change();
  v_has_codes boolean;
begin
  if v_refusal is not null then
    return v_refusal;
  end if;
  perform 1 from users where id = v_user_id for no key update;
  select case when user_id = v_user_id then 'ADDED' else 'KNOWN' end into v_refusal
  from passkeys where credential_id = p_passkey ->> 'credentialId';
  if found then
    -- Of the viewer: the same form was sent again.
    return v_refusal;
  end if;
  if (select count(*) from passkeys where user_id = v_user_id) >= 20 then
    return 'TOO_MANY';
  end if;
  if not app.use_challenge(p_challenge_hash) then
    return 'CLOSED';
  end if;
  v_has_codes := app.begin_second_factors(v_user_id, p_code_hashes);
  insert into passkeys (id, user_id, credential_id, public_key, sign_count, transports, is_backed_up, name, sealed_proof, proof_hash)
  values ((p_passkey ->> 'id')::uuid, v_user_id, p_passkey ->> 'credentialId', p_passkey ->> 'publicKey', (p_passkey ->> 'signCount')::bigint,
    array(select jsonb_array_elements_text(p_passkey -> 'transports')), (p_passkey ->> 'isBackedUp')::boolean, p_passkey ->> 'name',
    p_passkey ->> 'sealedProof', p_passkey ->> 'proofHash');
  perform app.note_factor_change(v_user_id, 'PASSKEY_ADDED');
  return case when v_has_codes then 'ADDED_WITH_CODES' else 'ADDED' end;
end
$$;
comment on function app.add_passkey is 'Outcomes: ADDED, ADDED_WITH_CODES, KNOWN, TOO_MANY, CLOSED, NOT_ALLOWED, NOT_CONFIRMED, PROVE.';

-- Takes one of the viewer's passkeys away.
--
-- Outcomes: REMOVED, NOT_FOUND, REQUIRED (it is the last factor of somebody who must have one), NOT_ALLOWED, NOT_CONFIRMED, PROVE.
create or replace function app.remove_passkey(p_id uuid) returns text
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
  if not exists (select from passkeys where id = p_id and user_id = v_user_id) then
    return 'NOT_FOUND';
  end if;
  if app.must_have_second_factor(v_user_id)
    and not exists (select from passkeys where user_id = v_user_id and id <> p_id)
    and not exists (select from authenticators where user_id = v_user_id and confirmed_at is not null) then
    return 'REQUIRED';
  end if;
  delete from passkeys where id = p_id;
  perform app.end_second_factors(v_user_id);
  perform app.note_factor_change(v_user_id, 'PASSKEY_REMOVED');
  return 'REMOVED';
end
$$;
comment on function app.remove_passkey is 'Outcomes: REMOVED, NOT_FOUND, REQUIRED, NOT_ALLOWED, NOT_CONFIRMED, PROVE.';

-- Notes that a challenge was signed; false when it was before. The Worker makes challenges that end after ten minutes.
create or replace function app.use_challenge(p_challenge_hash text) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into used_challenges (challenge_hash) values (p_challenge_hash) on conflict do nothing;
  return found;
end
$$;

-- Finds what the Worker needs to check a signature; no row for a passkey nobody has. What it hands out opens nothing: the public key
-- checks, and the proof is sealed.
create or replace function app.find_passkey(p_credential_id text)
returns table (id uuid, public_key text, sign_count integer, transports text[], sealed_proof text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select passkey.id, passkey.public_key, least(passkey.sign_count, 2147483647)::integer, passkey.transports, passkey.sealed_proof
  from passkeys passkey where credential_id = p_credential_id
$$;
comment on function app.find_passkey is 'Never null: id, public_key, sign_count, transports, sealed_proof.';

-- Notes a use of a passkey whose signature the Worker has checked; returns whose it is, or null where that is not proved, the
-- challenge was used before, or the device has counted backwards, which a copy of it would.
create or replace function app.use_passkey(p_id uuid, p_proof text, p_sign_count bigint, p_challenge_hash text) returns uuid
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid;
begin
  perform 1 from passkeys where id = p_id and proof_hash = encode(sha256(convert_to(p_proof, 'UTF8')), 'hex') for no key update;
  if not found or not app.use_challenge(p_challenge_hash) then
    return null;
  end if;
  update passkeys set sign_count = p_sign_count, last_used_at = now()
  where id = p_id and (p_sign_count > sign_count or p_sign_count = 0 and sign_count = 0)
  returning user_id into v_user_id;
  return v_user_id;
end
$$;

grant execute on function app.own_passkeys, app.add_passkey, app.remove_passkey, app.find_passkey to lotline_app;
