-- Whoever has proved who they are gets a session; who has a second factor waits for it, ten minutes at most, and is told apart by
-- a token of their own until then.

-- Opens a session for somebody who has proved who they are: the guest cart joins, the browser is remembered, a browser that was
-- not known is told by mail, and the trail of the organization they work in notes it. Returns what became of the guest cart.
--
--   p_is_proved           whether the proof counts for what asks once more: a link or a code by mail does not
--   p_with_second_factor  whether a second factor was given
create or replace function app.let_in(p_user_id uuid, p_token_hash text, p_guest_cart jsonb, p_device jsonb, p_is_proved boolean,
  p_with_second_factor boolean)
returns jsonb
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_is_known boolean := app.is_known_device(p_user_id, p_device ->> 'tokenHash');
begin
  perform app.open_session(p_user_id, p_token_hash, null, p_device);
  update sessions set proved_at = case when p_is_proved then now() end,
    second_factor_at = case when p_with_second_factor then now() end
  where token_hash = p_token_hash;
  perform app.remember_device(p_user_id, p_device);
  if not v_is_known then
    perform app.tell_new_device(p_user_id, p_device);
  end if;
  perform app.append_audit_entry(app.current_organization_id(), 'sign_in', 'user', p_user_id::text, null,
    jsonb_build_object('device', p_device ->> 'name', 'country', p_device ->> 'country'));
  return app.join_guest_cart(p_guest_cart);
end
$$;

-- Signs somebody in whose password, or mail, was right; or lets them wait for their second factor. The token is that of the new
-- session, or of the waiting.
--
-- Outcomes: SIGNED_IN with what became of the guest cart, SECOND_FACTOR.
create or replace function app.admit(p_user_id uuid, p_token_hash text, p_guest_cart jsonb, p_device jsonb, p_is_proved boolean)
returns jsonb
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if app.has_second_factor(p_user_id) then
    insert into pending_sign_ins (token_hash, user_id, guest_cart, device, is_known_device, expires_at)
    values (p_token_hash, p_user_id, p_guest_cart, p_device, app.is_known_device(p_user_id, p_device ->> 'tokenHash'),
      now() + interval '10 minutes');
    return jsonb_build_object('outcome', 'SECOND_FACTOR');
  end if;
  return jsonb_build_object('outcome', 'SIGNED_IN',
    'cart', app.let_in(p_user_id, p_token_hash, p_guest_cart, p_device, p_is_proved, false));
end
$$;

-- Opens the session of somebody who waited and has just given their second factor: the functions that check it call this.
-- Returns what became of the guest cart, or null when the waiting has ended.
create or replace function app.complete_sign_in(p_pending_hash text, p_token_hash text) returns jsonb
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_pending pending_sign_ins;
begin
  delete from pending_sign_ins where token_hash = p_pending_hash and expires_at > now() returning * into v_pending;
  if not found then
    return null;
  end if;
  return app.let_in(v_pending.user_id, p_token_hash, v_pending.guest_cart, v_pending.device, true, true);
end
$$;

-- Opens a session for somebody who signed in with a passkey that verified them, which is both factors at once: the function that
-- checks it calls this. Returns what became of the guest cart.
create or replace function app.open_proved_session(p_user_id uuid, p_token_hash text, p_guest_cart jsonb, p_device jsonb) returns jsonb
language sql
set search_path = public, pg_temp
as $$ select app.let_in(p_user_id, p_token_hash, p_guest_cart, p_device, true, true) $$;
