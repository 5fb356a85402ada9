-- The application role can set any setting, so a setting alone proves nothing. Whatever sets the viewer leaves a proof beside the
-- settings, made with a secret that only functions read; policies, and everything that asks for the viewer, believe the settings only
-- beside it. A proof is of one transaction: it holds for no other viewer, connection or moment.

-- Makes the proof of the viewer as the settings say who that is. Internal: whoever may call it could be anybody. A further setting
-- that says what the viewer may do is written here as well.
create or replace function app.prove_viewer() returns text
language plpgsql stable parallel restricted
set search_path = public, pg_temp
as $$
declare
  v_secret text;
begin
  select secret into strict v_secret from request_secrets;
  -- As an array each setting is quoted, so that none can pass for two. The secret stands at both ends, so that nothing can be appended.
  return encode(sha256(convert_to(v_secret || array[
    pg_backend_pid()::text, extract(epoch from transaction_timestamp())::text,
    current_setting('app.current_user_id', true), current_setting('app.current_org_id', true),
    current_setting('app.current_org_role', true), current_setting('app.is_platform_admin', true),
    current_setting('app.current_session_id', true)]::text || v_secret, 'UTF8')), 'hex');
end
$$;

-- Says whether a function of ours set the viewer, or nobody, in this very transaction. Each table of an organization has the policy
-- genuine_request, which asks this once a statement. A helper process has another id, so the leader answers for it.
create or replace function app.is_genuine() returns boolean
language plpgsql stable parallel restricted security definer
set search_path = public, pg_temp
as $$
begin
  return coalesce(current_setting('app.viewer_proof', true) = app.prove_viewer(), false);
end
$$;

grant execute on function app.is_genuine to lotline_app;
