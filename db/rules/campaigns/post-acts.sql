-- What people do with a post beside writing it: move it in the calendar, copy it to other platforms, publish it by hand, type the figures
-- that its platform shows, delete it.

-- Moves a post to another day, at the same time of its zone's clock.
--
--   p_local  that day and time; p_at is its moment
--
-- Outcomes: MOVED (also when it was before); CHANGED (it has another time or zone by now), TOO_LATE (a scheduled post, and the moment is
-- over), PUBLISHING, PUBLISHED, NOT_FOUND.
create or replace function app.move_post(p_id uuid, p_local timestamp, p_time_zone text, p_at timestamptz) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_post social_media_posts;
begin
  select * into v_post from social_media_posts where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_post(v_post) then
    return 'NOT_FOUND';
  elsif v_post.status = 'PUBLISHED' then
    return 'PUBLISHED';
  elsif app.is_post_on_its_way(v_post) then
    return 'PUBLISHING';
  elsif (v_post.scheduled_local::time, v_post.scheduled_time_zone) is distinct from (p_local::time, p_time_zone) then
    return 'CHANGED';
  elsif v_post.scheduled_local = p_local then
    return 'MOVED';
  elsif v_post.status = 'SCHEDULED' and p_at <= now() then
    return 'TOO_LATE';
  end if;
  update social_media_posts set scheduled_local = p_local, scheduled_at = p_at, hand_due_at = null, next_attempt_at = null, attempts = 0
  where id = v_post.id;
  return 'MOVED';
end
$$;
comment on function app.move_post is 'Outcomes: MOVED, CHANGED, TOO_LATE, PUBLISHING, PUBLISHED, NOT_FOUND.';

-- Copies a post to other platforms, as drafts of whoever asks.
--
--   p_copies  a list of {id, platform}; the ids came with the form: a second click makes no others
--
-- Outcomes: COPIED (also when it was before), NOT_ALLOWED, NOT_FOUND.
create or replace function app.copy_post(p_id uuid, p_copies jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_post social_media_posts;
begin
  select * into v_post from social_media_posts where organization_id = app.current_organization_id() and id = p_id for key share;
  if v_post.id is null then
    return 'NOT_FOUND';
  elsif v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  insert into social_media_posts (id, organization_id, campaign_id, title, post_text, hashtags, mentions, platform, media_urls, media_metadata,
    link_url, scheduled_at, scheduled_time_zone, scheduled_local, created_by)
  select copy.id, v_post.organization_id, v_post.campaign_id, v_post.title, v_post.post_text, v_post.hashtags, v_post.mentions, copy.platform,
    v_post.media_urls, v_post.media_metadata, v_post.link_url, v_post.scheduled_at, v_post.scheduled_time_zone, v_post.scheduled_local,
    app.current_user_id()
  from jsonb_to_recordset(p_copies) as copy (id uuid, platform social_platform)
  on conflict (id) do nothing;
  return 'COPIED';
end
$$;
comment on function app.copy_post is 'Outcomes: COPIED, NOT_ALLOWED, NOT_FOUND.';

-- Notes that a person published a post, whoever of the organization works in the module.
--
--   p_url  its address on the platform, where that is known
--
-- Outcomes: PUBLISHED (also when it was before), PUBLISHING, NOT_ALLOWED, NOT_FOUND.
create or replace function app.mark_post_published(p_id uuid, p_url text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_post social_media_posts;
  v_zone text;
begin
  select * into v_post from social_media_posts where organization_id = app.current_organization_id() and id = p_id for update;
  if v_post.id is null then
    return 'NOT_FOUND';
  elsif v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  elsif v_post.status = 'PUBLISHED' then
    return 'PUBLISHED';
  elsif app.is_post_on_its_way(v_post) then
    return 'PUBLISHING';
  end if;
  v_zone := coalesce(v_post.scheduled_time_zone, (select time_zone from campaign_settings where organization_id = v_post.organization_id),
    'America/New_York');
  update social_media_posts set status = 'PUBLISHED', published_at = now(), external_url = p_url, failed_reason = null,
    -- The calendar shows it on its day.
    scheduled_at = coalesce(scheduled_at, now()), scheduled_time_zone = v_zone,
    scheduled_local = coalesce(scheduled_local, date_trunc('minute', coalesce(scheduled_at, now()) at time zone v_zone))
  where id = v_post.id;
  return 'PUBLISHED';
end
$$;
comment on function app.mark_post_published is 'Outcomes: PUBLISHED, PUBLISHING, NOT_ALLOWED, NOT_FOUND.';

-- Keeps the figures that a platform shows of a post that is out, and where it is.
--
--   p_figures  impressions, reach, likes, comments, shares, clicks
--
-- Outcomes: SAVED, NOT_PUBLISHED, NOT_FOUND.
create or replace function app.save_post_figures(p_id uuid, p_url text, p_figures jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_post social_media_posts;
  v_given social_media_posts := jsonb_populate_record(null::social_media_posts, p_figures);
begin
  select * into v_post from social_media_posts where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_post(v_post) then
    return 'NOT_FOUND';
  elsif v_post.status <> 'PUBLISHED' then
    return 'NOT_PUBLISHED';
  end if;
  update social_media_posts set external_url = p_url, impressions = v_given.impressions, reach = v_given.reach, likes = v_given.likes,
    comments = v_given.comments, shares = v_given.shares, clicks = v_given.clicks
  where id = v_post.id;
  return 'SAVED';
end
$$;
comment on function app.save_post_figures is 'Outcomes: SAVED, NOT_PUBLISHED, NOT_FOUND.';

-- Deletes a post: an ADMIN or OWNER any, who made it within 24 hours and only what never went out.
--
-- Outcomes: DELETED; PUBLISHING; PUBLISHED, TOO_LATE (only an ADMIN or OWNER deletes it now); REPEATED (it is what a repeat copies);
-- NOT_FOUND.
create or replace function app.delete_post(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_post social_media_posts;
  v_is_member boolean := app.lock_role() = 'MEMBER';
begin
  select * into v_post from social_media_posts where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_post(v_post) then
    return 'NOT_FOUND';
  elsif app.is_post_on_its_way(v_post) then
    return 'PUBLISHING';
  elsif v_is_member and v_post.status = 'PUBLISHED' then
    return 'PUBLISHED';
  elsif v_is_member and v_post.created_at <= now() - interval '24 hours' then
    return 'TOO_LATE';
  elsif exists (select from campaign_repeats where organization_id = v_post.organization_id and source_id = v_post.id and is_active) then
    return 'REPEATED';
  end if;
  delete from social_media_posts where id = v_post.id;
  return 'DELETED';
end
$$;
comment on function app.delete_post is 'Outcomes: DELETED, PUBLISHING, PUBLISHED, TOO_LATE, REPEATED, NOT_FOUND.';

grant execute on function app.move_post, app.copy_post, app.mark_post_published, app.save_post_figures, app.delete_post to lotline_app;
