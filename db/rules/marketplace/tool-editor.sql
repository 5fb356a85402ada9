-- Platform admins edit tools. A revision lets two editors notice each other.

-- Counts and dates the changes that people make to a tool, so that an editor who saves learns of another save
-- before. Columns that the database keeps by itself do not count. (Generated columns are not computed yet when this runs.)
create or replace function app.count_tool_change() returns trigger
language plpgsql set search_path = pg_catalog
as $$
declare
  v_kept constant text[] := array['is_active', 'is_sold', 'search', 'purchase_count', 'rating', 'review_count', 'revision', 'updated_at'];
begin
  new.revision := old.revision;
  if to_jsonb(new) - v_kept is distinct from to_jsonb(old) - v_kept then
    new.revision := old.revision + 1;
    new.updated_at := now();
  end if;
  return new;
end
$$;

create trigger count_change before update on marketplace_tools for each row execute function app.count_tool_change();

create trigger audit after insert or update or delete on marketplace_tools for each row
  execute function app.audit_row('tool', 'search', 'purchase_count', 'review_count', 'rating', 'updated_at');
