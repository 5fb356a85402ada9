-- A row remembers when it was last changed, and how often. Tables ask for this with a trigger in the file of their own
-- subject.

create or replace function app.touch_updated_at() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

-- Counts the changes of a row, so that a form can say which of them its values come from.
create or replace function app.count_version() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;
