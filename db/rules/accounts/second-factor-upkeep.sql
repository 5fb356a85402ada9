-- The schedule forgets what is left of second factors, and seals anew what an older key sealed.

-- Removes challenges that have ended, secrets nobody confirmed, and failures of more than a day ago; says how many rows that were.
create or replace function app.forget_factor_leftovers() returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_challenges integer;
  v_secrets integer;
  v_attempts integer;
begin
  -- A challenge ends after ten minutes.
  delete from used_challenges where used_at < now() - interval '1 hour';
  get diagnostics v_challenges = row_count;
  delete from authenticators where confirmed_at is null and created_at < now() - interval '1 day';
  get diagnostics v_secrets = row_count;
  delete from second_factor_attempts where (user_id, is_known_device) in (
    select user_id, is_known_device from second_factor_attempts where updated_at < now() - interval '1 day' for update skip locked);
  get diagnostics v_attempts = row_count;
  return v_challenges + v_secrets + v_attempts;
end
$$;

-- Lists what is sealed, by the ids of authenticators and passkeys, for the schedule only.
--   kind  authenticators or passkeys
create or replace function app.list_sealed_factors(p_after uuid, p_limit integer) returns table (id uuid, kind text, sealed text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select * from (
    select authenticators.id, 'authenticators' as kind, sealed_secret as sealed from authenticators
    union all
    select passkeys.id, 'passkeys', sealed_proof from passkeys) as factor
  where app.current_user_id() is null and factor.id > p_after order by factor.id limit p_limit
$$;
comment on function app.list_sealed_factors is 'Never null: id, kind, sealed.';

-- Puts what was sealed anew in the place of what it was; says how many that were.
--   p_factors  a list of id, before and after
create or replace function app.replace_sealed_factors(p_factors jsonb) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_authenticators integer;
  v_passkeys integer;
begin
  if app.current_user_id() is not null then
    return 0;
  end if;
  update authenticators set sealed_secret = factor.after
  from jsonb_to_recordset(p_factors) as factor (id uuid, before text, after text)
  where authenticators.id = factor.id and sealed_secret = factor.before;
  get diagnostics v_authenticators = row_count;
  update passkeys set sealed_proof = factor.after
  from jsonb_to_recordset(p_factors) as factor (id uuid, before text, after text)
  where passkeys.id = factor.id and sealed_proof = factor.before;
  get diagnostics v_passkeys = row_count;
  return v_authenticators + v_passkeys;
end
$$;

grant execute on function app.forget_factor_leftovers, app.list_sealed_factors, app.replace_sealed_factors to lotline_tasks;
