-- What the tables need before they exist.

create extension if not exists pg_trgm;

-- Nobody runs a function of ours unless it is granted. (A default for one schema could only add to this.)
alter default privileges revoke execute on functions from public;

-- Functions of our own live apart from the tables, so that one grant on the schema covers them.
create schema app;

-- Roles belong to the whole cluster: another database of the same cluster may have made it already.
-- It gets its password, and with it the right to log in, from the migration command.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'lotline_app') then
    create role lotline_app nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
end
$$;

-- array_to_string is only STABLE, because it serves types whose text form depends on settings. For text it is
-- immutable, which a generated column needs.
create function app.tool_search_document(name text, description text, long_description text, tags text[])
returns tsvector
language sql immutable parallel safe
set search_path = pg_catalog
as $$
  select setweight(to_tsvector('english', name), 'A')
    || setweight(to_tsvector('english', array_to_string(tags, ' ')), 'B')
    || setweight(to_tsvector('english', description), 'C')
    || setweight(to_tsvector('english', long_description), 'D')
$$;

grant execute on function app.tool_search_document to lotline_app;
