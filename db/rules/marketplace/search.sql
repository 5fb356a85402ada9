-- The catalog is searched by words. A misspelled one is held against every word that tools are described by, or were:
-- words are few, however many tools there are, so finding the nearest costs the same in a large catalog.

-- Returns the words that can be held against a misspelled one. It leaves out numbers and words too short to be told
-- apart misspelled.
create or replace function app.searchable_words(p_name text, p_description text, p_tags text[]) returns setof text
language sql immutable
set search_path = pg_catalog
as $$
  select distinct word from regexp_split_to_table(lower(p_name || ' ' || p_description || ' ' || array_to_string(p_tags, ' ')), '[^[:alpha:]]+') as word
  where char_length(word) between 4 and 40
$$;

create or replace function app.keep_catalog_words() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  -- In one order, so that two at once wait for each other and never for good.
  insert into catalog_words select word from app.searchable_words(new.name, new.description, new.tags) as word order by word
  on conflict do nothing;
  return null;
end
$$;

create trigger keep_catalog_words after insert or update of name, description, tags on marketplace_tools
  for each row execute function app.keep_catalog_words();

-- Returns what somebody may have meant who searched for words that nothing holds: for each of them the nearest words
-- there are.
create or replace function app.forgive_search(p_text text) returns tsquery
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_word text;
  v_near_word text;
  v_near tsquery;
  v_all tsquery;
begin
  for v_word in
    select word from regexp_split_to_table(lower(left(p_text, 100)), '[^[:alnum:]]+') as word where word <> '' limit 10
  loop
    v_near := plainto_tsquery('english', v_word);
    for v_near_word in
      select word from catalog_words where word % v_word order by similarity(word, v_word) desc, word limit 2
    loop
      v_near := v_near || plainto_tsquery('english', v_near_word);
    end loop;
    v_all := case when v_all is null then v_near else v_all && v_near end;
  end loop;
  return v_all;
end
$$;

grant execute on function app.tool_search_document, app.tool_words, app.forgive_search to lotline_app;
