-- A row remembers when it was last changed. Tables ask for this with a trigger in the file of their own subject.

create or replace function app.touch_updated_at() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
