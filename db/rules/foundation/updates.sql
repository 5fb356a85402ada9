-- The moment a row last changed.

-- What the database keeps by itself in the catalog and in carts, and the one place that prices a cart.
create or replace function app.touch_updated_at() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
