-- A post is planned for one platform: DRAFT and SCHEDULED go to and fro, PUBLISHED and FAILED are what publishing.sql makes of it. Who
-- made it changes it, and ADMIN and OWNER change all. Functions make its states, times and figures, so no grant names those columns.

grant select (id, organization_id, campaign_id, title, post_text, hashtags, mentions, platform, platform_config, media_urls, media_metadata,
  link_url, link_preview, scheduled_at, scheduled_time_zone, scheduled_local, account_id, hand_due_at, attempts, next_attempt_at, leased_until,
  first_attempt_at, failed_reason, repeat_id, occurs_on, version, published_at, status, external_post_id, external_url, impressions, reach,
  likes, comments, shares, clicks, engagement_rate, is_carousel, is_video, is_story, is_reel, created_by, created_at,
  updated_at) on social_media_posts to lotline_app;
grant insert (id, organization_id, campaign_id, title, post_text, hashtags, mentions, platform, platform_config, media_urls, media_metadata,
  link_url, link_preview, account_id, is_carousel, is_video, is_story, is_reel, created_by) on social_media_posts to lotline_app;
grant update (title, post_text, hashtags, mentions, platform, platform_config, media_urls, media_metadata, link_url, link_preview, account_id,
  is_carousel, is_video, is_story, is_reel) on social_media_posts to lotline_app;
grant delete on social_media_posts to lotline_app;

create trigger touch_updated_at before update on social_media_posts for each row execute function app.touch_updated_at();

-- Counts the changes that a form may have been filled before, and keeps a post as it is once it is out or on its way.
create or replace function app.prepare_post() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if (new.title, new.post_text, new.hashtags, new.mentions, new.platform, new.platform_config, new.media_urls, new.media_metadata, new.link_url,
      new.is_carousel, new.is_video, new.is_story, new.is_reel)
    is distinct from (old.title, old.post_text, old.hashtags, old.mentions, old.platform, old.platform_config, old.media_urls, old.media_metadata,
      old.link_url, old.is_carousel, old.is_video, old.is_story, old.is_reel) then
    if old.status = 'PUBLISHED' or old.leased_until > now() then
      raise check_violation using message = 'a post that is out or on its way stays as it is', table = 'social_media_posts',
        constraint = 'social_media_posts_frozen';
    end if;
    new.version := old.version + 1;
  elsif (new.status, new.scheduled_at, new.scheduled_time_zone, new.scheduled_local, new.account_id)
    is distinct from (old.status, old.scheduled_at, old.scheduled_time_zone, old.scheduled_local, old.account_id) then
    new.version := old.version + 1;
  end if;
  if new.status <> 'SCHEDULED' then
    new.hand_due_at := null;
    new.next_attempt_at := null;
  end if;
  return new;
end
$$;

create trigger prepare_post before update on social_media_posts for each row execute function app.prepare_post();

-- A MEMBER deletes only what never went out. A campaign that is deleted takes its posts along.
create or replace function app.keep_published_post() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  if old.status = 'PUBLISHED' and pg_trigger_depth() = 1 and current_setting('app.current_org_role', true) = 'MEMBER' then
    raise check_violation using message = 'only an ADMIN or OWNER deletes a post that is out', table = 'social_media_posts',
      constraint = 'social_media_posts_kept';
  end if;
  return old;
end
$$;

create trigger keep_published_post before delete on social_media_posts for each row execute function app.keep_published_post();

-- The trail has what became of a post, and neither its words nor its figures.
create trigger audit after update of status on social_media_posts for each row when (old.status is distinct from new.status)
  execute function app.audit_row('campaign_post', 'title', 'post_text', 'hashtags', 'mentions', 'platform_config', 'media_urls', 'media_metadata',
    'link_url', 'link_preview', 'attempts', 'next_attempt_at', 'leased_until', 'first_attempt_at', 'hand_due_at', 'failed_reason', 'version',
    'external_url', 'impressions', 'reach', 'likes', 'comments', 'shares', 'clicks', 'engagement_rate', 'updated_at');
create trigger audit_deletion after delete on social_media_posts for each row
  execute function app.audit_row('campaign_post', 'title', 'post_text', 'hashtags', 'mentions', 'platform_config', 'media_urls', 'media_metadata',
    'link_url', 'link_preview', 'attempts', 'next_attempt_at', 'leased_until', 'first_attempt_at', 'hand_due_at', 'failed_reason', 'version',
    'external_url', 'impressions', 'reach', 'likes', 'comments', 'shares', 'clicks', 'engagement_rate', 'updated_at');

-- Says whether the viewer may change a post: theirs, or any for an ADMIN or OWNER, with a seat.
create or replace function app.may_change_post(p_post social_media_posts) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(p_post.organization_id = app.current_organization_id() and app.may_use_tool('campaigns')
    and case app.lock_role() when 'VIEWER' then false when 'MEMBER' then p_post.created_by = app.current_user_id() else true end, false)
$$;

-- Says whether a post may be out already, or is on its way at this moment. Nobody changes it then.
create or replace function app.is_post_on_its_way(p_post social_media_posts) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(p_post.leased_until > now(), false) or p_post.status = 'SCHEDULED' and p_post.first_attempt_at is not null
$$;

-- Says whether an account publishes posts of a platform. One without a platform, a webhook, takes any.
create or replace function app.may_account_publish(p_organization_id uuid, p_account_id uuid, p_platform social_platform) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from social_accounts
    where organization_id = p_organization_id and id = p_account_id and (platform is null or platform = p_platform))
$$;

-- Makes an empty draft.
--
--   p_id  came with the form: a second click makes no other one
--
-- Outcomes: CREATED (also when it was before), NOT_FOUND (there is no such campaign), NOT_ALLOWED.
create or replace function app.create_post(p_id uuid, p_campaign_id uuid, p_platform social_platform) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_organization_id uuid := app.current_organization_id();
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  perform from campaigns where organization_id = v_organization_id and id = p_campaign_id for key share;
  if not found then
    return 'NOT_FOUND';
  end if;
  insert into social_media_posts (id, organization_id, campaign_id, post_text, platform, created_by)
  values (p_id, v_organization_id, p_campaign_id, '', p_platform, app.current_user_id())
  on conflict (id) do nothing;
  return case when exists (select from social_media_posts where organization_id = v_organization_id and id = p_id) then 'CREATED' else 'NOT_FOUND' end;
end
$$;
comment on function app.create_post is 'Outcomes: CREATED, NOT_FOUND, NOT_ALLOWED.';

-- Saves a post, and plans it where the button said so. The lengths of platforms were counted before: the database cannot.
--
--   p_version  of the post that the form was filled from
--   p_post     what was typed, by the names of columns
--   p_act      SCHEDULE; PUBLISH_NOW; null to save only. What is saved of a scheduled post stays scheduled, a failed one is a draft again
--
-- Outcomes: SAVED; SCHEDULED; DUE (published as soon as it can be); and with nothing written CHANGED (somebody else was faster),
-- REPEATED (it is what a repeat copies), PUBLISHING, PUBLISHED, NO_ACCOUNT (the account is gone, or of another platform), NO_TIME, TOO_LATE
-- (the time is over), CAMPAIGN_CLOSED, NOT_FOUND.
create or replace function app.save_post(p_id uuid, p_version integer, p_post jsonb, p_act text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_post social_media_posts;
  v_given social_media_posts := jsonb_populate_record(null::social_media_posts, p_post);
  v_is_same_time boolean;
  v_will_be_scheduled boolean;
begin
  -- Without pictures there is nothing to tell of them.
  v_given.media_metadata := nullif(v_given.media_metadata, '[]'::jsonb);
  select * into v_post from social_media_posts where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_post(v_post) then
    return 'NOT_FOUND';
  elsif v_post.status = 'PUBLISHED' then
    return 'PUBLISHED';
  elsif app.is_post_on_its_way(v_post) then
    return 'PUBLISHING';
  elsif v_post.version <> p_version
    and (v_post.title, v_post.post_text, v_post.hashtags, v_post.mentions, v_post.platform, v_post.media_metadata, v_post.link_url, v_post.account_id)
      is distinct from (v_given.title, v_given.post_text, v_given.hashtags, v_given.mentions, v_given.platform, v_given.media_metadata,
        v_given.link_url, v_given.account_id) then
    return 'CHANGED';
  elsif (v_post.title, v_post.post_text, v_post.hashtags, v_post.mentions, v_post.platform, v_post.media_metadata, v_post.link_url)
      is distinct from (v_given.title, v_given.post_text, v_given.hashtags, v_given.mentions, v_given.platform, v_given.media_metadata,
        v_given.link_url)
    and exists (select from campaign_repeats where organization_id = v_post.organization_id and source_id = v_post.id and is_active) then
    return 'REPEATED';
  elsif v_given.account_id is not null and not app.may_account_publish(v_post.organization_id, v_given.account_id, v_given.platform) then
    return 'NO_ACCOUNT';
  elsif p_act = 'PUBLISH_NOW' and v_given.account_id is null then
    return 'NO_ACCOUNT';
  end if;
  v_will_be_scheduled := p_act is not null or v_post.status = 'SCHEDULED';
  if p_act = 'PUBLISH_NOW' then
    v_given.scheduled_time_zone := coalesce(v_given.scheduled_time_zone,
      (select time_zone from campaign_settings where organization_id = v_post.organization_id), 'America/New_York');
    v_given.scheduled_at := now();
    v_given.scheduled_local := date_trunc('minute', now() at time zone v_given.scheduled_time_zone);
  end if;
  v_is_same_time := (v_given.scheduled_at, v_given.scheduled_time_zone) is not distinct from (v_post.scheduled_at, v_post.scheduled_time_zone);
  if v_will_be_scheduled and v_given.scheduled_at is null then
    return 'NO_TIME';
  elsif v_will_be_scheduled and p_act is distinct from 'PUBLISH_NOW' and v_given.scheduled_at <= now()
    -- A post that waits for a person, or for its next try, keeps its time.
    and not (v_is_same_time and v_post.status = 'SCHEDULED') then
    return 'TOO_LATE';
  elsif p_act is not null and exists (select from campaigns where organization_id = v_post.organization_id and id = v_post.campaign_id
      and status in ('COMPLETED', 'CANCELLED')) then
    return 'CAMPAIGN_CLOSED';
  end if;
  update social_media_posts set title = v_given.title, post_text = v_given.post_text, hashtags = coalesce(v_given.hashtags, '{}'),
    mentions = coalesce(v_given.mentions, '{}'), platform = v_given.platform, link_url = v_given.link_url, account_id = v_given.account_id,
    media_urls = coalesce(v_given.media_urls, '{}'), media_metadata = v_given.media_metadata, is_carousel = coalesce(v_given.is_carousel, false),
    is_video = coalesce(v_given.is_video, false), is_story = coalesce(v_given.is_story, false), is_reel = coalesce(v_given.is_reel, false),
    scheduled_at = v_given.scheduled_at, scheduled_time_zone = v_given.scheduled_time_zone, scheduled_local = v_given.scheduled_local,
    status = case when v_will_be_scheduled then 'SCHEDULED' else 'DRAFT' end::social_post_status,
    hand_due_at = case when v_is_same_time and v_given.account_id is null then hand_due_at end,
    failed_reason = null, attempts = 0, next_attempt_at = null, first_attempt_at = null, leased_until = null
  where id = v_post.id;
  return case p_act when 'SCHEDULE' then 'SCHEDULED' when 'PUBLISH_NOW' then 'DUE' else 'SAVED' end;
end
$$;
comment on function app.save_post is
  'Outcomes: SAVED, SCHEDULED, DUE, CHANGED, REPEATED, PUBLISHING, PUBLISHED, NO_ACCOUNT, NO_TIME, TOO_LATE, CAMPAIGN_CLOSED, NOT_FOUND.';

-- Makes a draft again of a post that is scheduled or has failed. It keeps its time.
--
-- Outcomes: DRAFT (also when it was before); PUBLISHING or PUBLISHED, as it is; NOT_FOUND.
create or replace function app.unschedule_post(p_id uuid) returns text
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
  end if;
  update social_media_posts set status = 'DRAFT', failed_reason = null where id = v_post.id and status <> 'DRAFT';
  return 'DRAFT';
end
$$;
comment on function app.unschedule_post is 'Outcomes: DRAFT, PUBLISHING, PUBLISHED, NOT_FOUND.';

grant execute on function app.create_post, app.save_post, app.unschedule_post to lotline_app;
