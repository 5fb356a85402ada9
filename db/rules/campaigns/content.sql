-- Content is written once and used by campaigns. Functions publish it and take it back; what is published is for everybody, from its
-- time on, as long as its organization has the module.

grant select (id, organization_id, title, slug, kind, status, body, author, published_at, version, created_by, created_at,
  updated_at) on content to lotline_app;
grant insert (id, organization_id, title, slug, kind, body, author, created_by) on content to lotline_app;
grant update (title, slug, kind, body, author) on content to lotline_app;
grant delete on content to lotline_app;

create trigger count_version before update on content for each row execute function app.count_version();
create trigger touch_updated_at before update on content for each row execute function app.touch_updated_at();
create trigger audit after update of status, published_at or delete on content for each row
  execute function app.audit_row('campaign_content', 'body', 'version', 'updated_at');

-- Says whether the viewer may change a piece of content: theirs, or any for an ADMIN or OWNER, with a seat.
create or replace function app.may_change_content(p_content content) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(p_content.organization_id = app.current_organization_id() and app.may_use_tool('campaigns')
    and case app.lock_role() when 'VIEWER' then false when 'MEMBER' then p_content.created_by = app.current_user_id() else true end, false)
$$;

-- Makes the slug of new content from its title: 'open-house', or 'open-house-2' where the organization has that already.
create or replace function app.free_content_slug(p_base text) returns text
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_base text := coalesce(nullif(p_base, ''), 'content');
  v_slug text := v_base;
  v_number integer := 1;
begin
  while exists (select from content where organization_id = app.current_organization_id() and slug = v_slug) loop
    v_number := v_number + 1;
    v_slug := v_base || '-' || v_number;
  end loop;
  return v_slug;
end
$$;

-- Adds content (version 0) or changes what is at that version. Sent twice, it writes once. What is published changes for everybody.
--
--   p_slug       null for one from p_slug_base, with a number where that is taken
--
-- Outcomes: SAVED; and with nothing written SLUG_TAKEN, ARCHIVED (it is taken back first), CHANGED (since the page was opened),
-- NOT_FOUND, NOT_ALLOWED.
create or replace function app.save_content(
  p_id uuid, p_version integer, p_title text, p_slug text, p_slug_base text, p_kind content_kind, p_body text, p_author text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_content content;
  v_constraint text;
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  select * into v_content from content where organization_id = v_organization_id and id = p_id for update;
  if v_content.id is null and p_version <> 0 then
    return 'NOT_FOUND';
  elsif v_content.id is not null and not app.may_change_content(v_content) then
    return 'NOT_ALLOWED';
  elsif v_content.id is not null and v_content.version is distinct from p_version then
    return case when (v_content.title, v_content.slug, v_content.kind, v_content.body, v_content.author)
      is not distinct from (p_title, coalesce(p_slug, v_content.slug), p_kind, p_body, p_author) then 'SAVED' else 'CHANGED' end;
  elsif v_content.status = 'ARCHIVED' then
    return 'ARCHIVED';
  elsif v_content.id is null then
    -- Two with one title at once must not choose the same slug.
    perform pg_advisory_xact_lock(hashtextextended('content-slug:' || v_organization_id, 0));
    insert into content (id, organization_id, title, slug, kind, body, author, created_by)
    values (p_id, v_organization_id, p_title, coalesce(p_slug, app.free_content_slug(p_slug_base)), p_kind, p_body, p_author,
      app.current_user_id());
  else
    update content set title = p_title, slug = coalesce(p_slug, slug), kind = p_kind, body = p_body, author = p_author
    where organization_id = v_organization_id and id = p_id;
  end if;
  return 'SAVED';
exception when unique_violation then
  get stacked diagnostics v_constraint = constraint_name;
  -- Otherwise the id is another organization's, which only a made-up form can name.
  return case when v_constraint = 'content_organization_id_slug' then 'SLUG_TAKEN' else 'NOT_ALLOWED' end;
end
$$;
comment on function app.save_content is 'Outcomes: SAVED, SLUG_TAKEN, ARCHIVED, CHANGED, NOT_FOUND, NOT_ALLOWED.';

-- Saves content and shows it to everybody, at once or from a time on.
--
--   p_published_at  null for now; what is out already keeps the moment that it came out
--
-- Outcomes: PUBLISHED (also when it was before); those of saving; EMPTY (there is nothing to read), with nothing written.
create or replace function app.publish_content(
  p_id uuid, p_version integer, p_title text, p_slug text, p_slug_base text, p_kind content_kind, p_body text, p_author text,
  p_published_at timestamptz)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_before content;
  v_outcome text;
begin
  if coalesce(p_body, '') !~ '\S' then
    return 'EMPTY';
  end if;
  select * into v_before from content where organization_id = app.current_organization_id() and id = p_id for update;
  v_outcome := app.save_content(p_id, p_version, p_title, p_slug, p_slug_base, p_kind, p_body, p_author);
  if v_outcome <> 'SAVED' then
    return v_outcome;
  elsif v_before.id is not null and v_before.version is distinct from p_version then
    -- The form was sent before. What somebody took back meanwhile is not shown again by its second copy.
    return case when v_before.status = 'PUBLISHED' then 'PUBLISHED' else 'CHANGED' end;
  end if;
  update content set status = 'PUBLISHED', published_at = case
    -- Forms know minutes.
    when status = 'PUBLISHED' and (p_published_at = date_trunc('minute', published_at) or p_published_at is null and published_at <= now())
      then published_at
    else coalesce(p_published_at, now()) end
  where organization_id = app.current_organization_id() and id = p_id;
  return 'PUBLISHED';
end
$$;
comment on function app.publish_content is 'Outcomes: PUBLISHED, EMPTY, SLUG_TAKEN, ARCHIVED, CHANGED, NOT_FOUND, NOT_ALLOWED.';

-- Makes published or archived content a draft again, which nobody else sees.
--
-- Outcomes: DRAFT (also when it was one), NOT_FOUND.
create or replace function app.unpublish_content(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_content content;
begin
  select * into v_content from content where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_content(v_content) then
    return 'NOT_FOUND';
  end if;
  update content set status = 'DRAFT', published_at = null where id = v_content.id and status <> 'DRAFT';
  return 'DRAFT';
end
$$;
comment on function app.unpublish_content is 'Outcomes: DRAFT, NOT_FOUND.';

-- Puts content away: nobody outside sees it, and lists leave it out.
--
-- Outcomes: ARCHIVED (also when it was), NOT_FOUND.
create or replace function app.archive_content(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_content content;
begin
  select * into v_content from content where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_content(v_content) then
    return 'NOT_FOUND';
  end if;
  update content set status = 'ARCHIVED', published_at = null where id = v_content.id and status <> 'ARCHIVED';
  return 'ARCHIVED';
end
$$;
comment on function app.archive_content is 'Outcomes: ARCHIVED, NOT_FOUND.';

-- Deletes content: by whoever made it within 24 hours, by an ADMIN or OWNER always.
--
-- Outcomes: DELETED, TOO_LATE, NOT_FOUND.
create or replace function app.delete_content(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_content content;
begin
  select * into v_content from content where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_content(v_content) then
    return 'NOT_FOUND';
  elsif app.lock_role() = 'MEMBER' and v_content.created_at <= now() - interval '24 hours' then
    return 'TOO_LATE';
  end if;
  delete from content where id = v_content.id;
  return 'DELETED';
end
$$;
comment on function app.delete_content is 'Outcomes: DELETED, TOO_LATE, NOT_FOUND.';

-- Lists what an organization has published, the newest first, for anybody.
create or replace function app.list_published_content(p_organization_slug text, p_limit integer)
returns table (organization text, title text, slug text, kind content_kind, body text, author text, published_at timestamptz,
  updated_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.name, piece.title, piece.slug, piece.kind, piece.body, piece.author, piece.published_at, piece.updated_at
  from organizations organization
  join content piece on piece.organization_id = organization.id
  where organization.slug = p_organization_slug and piece.status = 'PUBLISHED' and piece.published_at <= now()
    and app.is_module_open(organization.id, 'campaigns')
  order by piece.published_at desc, piece.id limit p_limit
$$;
comment on function app.list_published_content is
  'Never null: organization, title, slug, kind, body, author, published_at, updated_at.';

-- Returns one of them.
create or replace function app.find_published_content(p_organization_slug text, p_slug text)
returns table (organization text, title text, kind content_kind, body text, author text, published_at timestamptz, updated_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.name, piece.title, piece.kind, piece.body, piece.author, piece.published_at, piece.updated_at
  from organizations organization
  join content piece on piece.organization_id = organization.id
  where organization.slug = p_organization_slug and piece.slug = p_slug and piece.status = 'PUBLISHED' and piece.published_at <= now()
    and app.is_module_open(organization.id, 'campaigns')
$$;
comment on function app.find_published_content is 'Never null: organization, title, kind, body, author, published_at, updated_at.';

-- Lists the addresses of all published content, for search engines.
create or replace function app.list_published_addresses(p_limit integer) returns table (path text, updated_on text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select '/c/' || organization.slug || '/' || piece.slug, to_char(piece.updated_at at time zone 'utc', 'YYYY-MM-DD')
  from organizations organization
  join content piece on piece.organization_id = organization.id
  where piece.status = 'PUBLISHED' and piece.published_at <= now() and app.is_module_open(organization.id, 'campaigns')
  order by piece.published_at desc, piece.id limit p_limit
$$;
comment on function app.list_published_addresses is 'Never null: path, updated_on.';

grant execute on function app.save_content, app.publish_content, app.unpublish_content, app.archive_content, app.delete_content,
  app.list_published_content, app.find_published_content, app.list_published_addresses to lotline_app;
