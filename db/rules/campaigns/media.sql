-- Pictures of emails and posts. Whoever knows a key sees the picture, so a key is random and nothing else is told by it.

grant select (id, organization_id, key, file_name, file_type, file_size_bytes, content_hash, width, height, created_by, created_at) on media_files to lotline_app;
grant insert (id, organization_id, key, file_name, file_type, file_size_bytes, content_hash, width, height, created_by) on media_files to lotline_app;
grant delete on media_files to lotline_app;

-- Keeps a picture whose file was stored. The same picture of the organization is kept once: then its first key is answered, and the new file
-- is not needed.
--
-- Outcomes: ADDED, KNOWN; NOT_ALLOWED, TOO_OFTEN (200 within an hour), with which the file is not needed either.
create or replace function app.add_picture(p_key text, p_file_name text, p_file_type text, p_file_size integer, p_content_hash text, p_width integer,
  p_height integer, out outcome text, out key text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
begin
  key := p_key;
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    outcome := 'NOT_ALLOWED';
    return;
  end if;
  -- One after the other, so that two of the same picture are not both the first.
  perform pg_advisory_xact_lock(hashtextextended('campaign-pictures:' || v_organization_id, 0));
  select media.key into key from media_files media
  where media.organization_id = v_organization_id and media.content_hash = p_content_hash order by media.created_at, media.id limit 1;
  if found then
    outcome := 'KNOWN';
    return;
  end if;
  key := p_key;
  if not app.count_use('PICTURE_UPLOAD', v_organization_id::text, 200) then
    outcome := 'TOO_OFTEN';
    return;
  end if;
  insert into media_files (organization_id, key, file_name, file_type, file_size_bytes, content_hash, width, height, created_by)
  values (v_organization_id, p_key, p_file_name, p_file_type, p_file_size, p_content_hash, p_width, p_height, app.current_user_id());
  outcome := 'ADDED';
end
$$;
comment on function app.add_picture is 'Outcomes: ADDED, KNOWN, NOT_ALLOWED, TOO_OFTEN. Never null: key.';

grant execute on function app.add_picture to lotline_app;
