-- Things that may be done so many times within an hour.

-- Counts one more use of something that is limited, unless there were as many as there may be in the hour that began with
-- the first; false then, and nothing is counted. Uses at once wait for each other. Not for the application role.
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

-- Removes counts that no longer count: of limited uses after an hour, of failures to sign in after a day. For the
-- schedule. Rows somebody is counting in at the moment are left for the next time.
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
