-- What the tables need before they exist. Functions stand here only where a column, an index or a policy is made with
-- them; all others are in db/rules.

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

-- A request waits ten seconds for the database. A statement that waits for a lock ends before that, so that the answer is
-- that nothing was written, instead of none; and it does not go on to write after whoever asked was told that it failed.
alter role lotline_app set statement_timeout = '9s';

-- A generated column finds tools by this. array_to_string is only STABLE, because it serves types whose text form depends
-- on settings. For text it is immutable, which a generated column needs.
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

-- An index finds tools by these words for the administration.
create function app.tool_words(p_name text, p_slug text, p_tags text[]) returns text
language sql immutable parallel safe
set search_path = pg_catalog
as $$ select p_name || ' ' || p_slug || ' ' || array_to_string(p_tags, ' ') $$;

-- Policies name these functions, so they have to be there before them. They say no until db/rules replaces them, at the end
-- of the same transaction: another function a policy names is announced here in the same way, with the arguments of its rule.
create function app.may_read_tool(p_slug text) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select false $$;

create function app.may_use_tool(p_slug text) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select false $$;
