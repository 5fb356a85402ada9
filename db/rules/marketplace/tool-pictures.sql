-- The pictures on a tool's page, six at most. Everybody sees them; CATALOG of the platform adds, describes, orders and removes them.

grant select on tool_pictures to lotline_app;

-- Adds a picture whose files were stored, at the end of the tool's gallery.
--
--   p_id         chosen by the page, so that the same form sent twice adds one picture
--   p_key        of the file; p_small_key and p_small_width of the same in a smaller size, null where there is none
--   p_alt        the words for whoever does not see it
--
-- Outcomes: ADDED; and with nothing written KNOWN (it was added before: these files are not needed), FULL, NO_TOOL.
create or replace function app.add_tool_picture(p_id uuid, p_tool_id uuid, p_alt text, p_key text, p_width integer, p_height integer,
  p_small_key text, p_small_width integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_role('{CATALOG}');
  -- One after the other, so that two at once do not both take the last place.
  perform 1 from marketplace_tools where id = p_tool_id for no key update;
  if not found then
    return 'NO_TOOL';
  end if;
  if exists (select from tool_pictures where id = p_id) then
    return 'KNOWN';
  end if;
  if (select count(*) from tool_pictures where tool_id = p_tool_id) >= 6 then
    return 'FULL';
  end if;
  insert into tool_pictures (id, tool_id, position, alt, address, width, height, small_address, small_width)
  select p_id, p_tool_id, coalesce(max(position) + 1, 0), p_alt, '/p/' || p_key, p_width, p_height, '/p/' || p_small_key, p_small_width
  from tool_pictures where tool_id = p_tool_id;
  return 'ADDED';
end
$$;
comment on function app.add_tool_picture is 'Outcomes: ADDED, KNOWN, FULL, NO_TOOL.';

-- Describes a picture anew.
--
-- Outcomes: SAVED, NOT_FOUND.
create or replace function app.describe_tool_picture(p_tool_id uuid, p_id uuid, p_alt text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_role('{CATALOG}');
  update tool_pictures set alt = p_alt where id = p_id and tool_id = p_tool_id;
  return case when found then 'SAVED' else 'NOT_FOUND' end;
end
$$;
comment on function app.describe_tool_picture is 'Outcomes: SAVED, NOT_FOUND.';

-- Moves a picture to a place of the gallery, from 0; the others make room.
--
-- Outcomes: MOVED, NOT_FOUND.
create or replace function app.move_tool_picture(p_tool_id uuid, p_id uuid, p_position integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_others uuid[];
  v_place constant integer := greatest(p_position, 0);
begin
  perform app.require_platform_role('{CATALOG}');
  perform 1 from marketplace_tools where id = p_tool_id for no key update;
  if not exists (select from tool_pictures where id = p_id and tool_id = p_tool_id) then
    return 'NOT_FOUND';
  end if;
  v_others := array(select id from tool_pictures where tool_id = p_tool_id and id <> p_id order by position, id);
  update tool_pictures picture set position = placed.place - 1
  from unnest(v_others[:v_place] || p_id || v_others[v_place + 1:]) with ordinality as placed (id, place)
  where picture.id = placed.id and picture.position <> placed.place - 1;
  return 'MOVED';
end
$$;
comment on function app.move_tool_picture is 'Outcomes: MOVED, NOT_FOUND.';

-- Takes a picture out of the gallery. Its files go with the next sweep.
--
-- Outcomes: REMOVED, NOT_FOUND (it may have been removed before).
create or replace function app.remove_tool_picture(p_tool_id uuid, p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_role('{CATALOG}');
  delete from tool_pictures where id = p_id and tool_id = p_tool_id;
  return case when found then 'REMOVED' else 'NOT_FOUND' end;
end
$$;
comment on function app.remove_tool_picture is 'Outcomes: REMOVED, NOT_FOUND.';

-- Returns those of these keys of files that no picture names.
create or replace function app.list_unnamed_tool_pictures(p_keys text[]) returns setof text
language sql stable security definer
set search_path = public, pg_temp
as $$
  select given.key from unnest(p_keys) given (key)
  cross join lateral (select '/p/' || substring(given.key from '^tools/(.*)$') as address) served
  where not exists (select from tool_pictures picture where picture.address = served.address)
    and not exists (select from tool_pictures picture where picture.small_address = served.address)
$$;

create trigger audit after insert or update or delete on tool_pictures for each row execute function app.audit_row('tool_picture');

grant execute on function app.add_tool_picture, app.describe_tool_picture, app.move_tool_picture, app.remove_tool_picture to lotline_app;
grant execute on function app.list_unnamed_tool_pictures to lotline_tasks;
