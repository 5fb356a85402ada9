-- A row that people verify remembers who did so and when. Tables ask for this with a trigger in the file of their own
-- subject.

create or replace function app.stamp_verification() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  new.verified_by := case when new.is_verified then coalesce(app.current_user_id(), new.verified_by) end;
  new.verified_at := case when new.is_verified then now() end;
  return new;
end
$$;
