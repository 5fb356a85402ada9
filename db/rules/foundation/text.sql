-- These rules say what counts as written text.

-- Says whether somebody wrote something that others can read, in at most 1,000 characters.
create or replace function app.is_sentence(p_text text) returns boolean
language sql immutable
set search_path = pg_catalog
as $$ select p_text ~ '\S' and char_length(p_text) <= 1000 $$;
