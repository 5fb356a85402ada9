-- This file counts what somebody may do only so many times within an hour. The application role cannot read or write
-- the counts.

-- Counts one more use, unless there were p_most within the hour that began with the first one; then it returns false
-- and counts nothing. Uses at the same moment wait for each other. The functions of other rules call it, the
-- application role does not.
create or replace function app.count_use(p_purpose text, p_subject text, p_most integer)
returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into limited_uses as counted (purpose, subject, uses) values (p_purpose, p_subject, 1)
  on conflict (purpose, subject) do update set
    uses = case when counted.started_at > now() - interval '1 hour' then counted.uses + 1 else 1 end,
    started_at = case when counted.started_at > now() - interval '1 hour' then counted.started_at else now() end
  where counted.uses < p_most or counted.started_at <= now() - interval '1 hour';
  return found;
end
$$;

-- Removes counts that no longer matter: of limited uses after an hour, of failures to sign in after a day. The schedule
-- calls it. It leaves rows that somebody is counting in at the moment for the next time.
create or replace function app.forget_counts()
returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_uses integer;
  v_attempts integer;
begin
  delete from limited_uses where (purpose, subject) in (
    select purpose, subject from limited_uses where started_at <= now() - interval '1 hour' for update skip locked);
  get diagnostics v_uses = row_count;
  delete from sign_in_attempts where email_digest in (
    select email_digest from sign_in_attempts where updated_at < now() - interval '1 day' for update skip locked);
  get diagnostics v_attempts = row_count;
  return v_uses + v_attempts;
end
$$;

grant execute on function app.forget_counts to lotline_app;
