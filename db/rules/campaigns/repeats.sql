-- An email or a post comes again: each time as a copy, at the same time of the clock of its zone. The app counts days and moments
-- (app/modules/campaigns/repeats/occurrences.ts), because Postgres and it need not know the same rules of a zone; the database sees to it that
-- a day is made once. The source keeps its content while it repeats.

grant select (id, organization_id, campaign_id, kind, source_id, frequency, interval, starts_on, ends_on, local_time, time_zone, next_on, next_at,
  is_active, created_by, created_at, updated_at) on campaign_repeats to lotline_app;

create trigger touch_updated_at before update on campaign_repeats for each row execute function app.touch_updated_at();

-- Says whether an email or a post repeats at the moment.
create or replace function app.is_repeating(p_organization_id uuid, p_source_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from campaign_repeats where organization_id = p_organization_id and source_id = p_source_id and is_active)
$$;

-- Keeps what copies are made of: the content of an email that repeats, and what it was compiled to, which going back to a draft would empty.
create or replace function app.freeze_repeated_email() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.is_repeating(old.organization_id, old.id) then
    return new;
  elsif (old.campaign_id, old.subject, old.preview_text, old.body_html, old.body_plaintext, old.body_blocks, old.from_name, old.from_email,
      old.reply_to, old.recipient_lists, old.recipient_segments, old.excluded_lists, old.is_tracked, old.is_ab_test, old.ab_test_config)
    is distinct from (new.campaign_id, new.subject, new.preview_text, new.body_html, new.body_plaintext, new.body_blocks, new.from_name,
      new.from_email, new.reply_to, new.recipient_lists, new.recipient_segments, new.excluded_lists, new.is_tracked, new.is_ab_test,
      new.ab_test_config) then
    raise check_violation using message = 'an email stays as it is while it repeats', table = 'email_campaigns',
      constraint = 'email_campaigns_repeated';
  end if;
  new.compiled := coalesce(new.compiled, old.compiled);
  return new;
end
$$;

create trigger freeze_repeated before update of campaign_id, subject, preview_text, body_html, body_plaintext, body_blocks, from_name, from_email,
  reply_to, recipient_lists, recipient_segments, excluded_lists, is_tracked, is_ab_test, ab_test_config, compiled on email_campaigns
  for each row execute function app.freeze_repeated_email();

-- Keeps the content of a post that repeats.
create or replace function app.freeze_repeated_post() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.is_repeating(old.organization_id, old.id) then
    raise check_violation using message = 'a post stays as it is while it repeats', table = 'social_media_posts',
      constraint = 'social_media_posts_repeated';
  end if;
  return new;
end
$$;

create trigger freeze_repeated before update on social_media_posts for each row
  when ((old.campaign_id, old.title, old.post_text, old.hashtags, old.mentions, old.platform, old.platform_config, old.media_urls,
      old.media_metadata, old.link_url, old.is_carousel, old.is_video, old.is_story, old.is_reel)
    is distinct from (new.campaign_id, new.title, new.post_text, new.hashtags, new.mentions, new.platform, new.platform_config, new.media_urls,
      new.media_metadata, new.link_url, new.is_carousel, new.is_video, new.is_story, new.is_reel))
  execute function app.freeze_repeated_post();

-- Stops what is left without its source.
create or replace function app.stop_repeat_of_deleted() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update campaign_repeats set is_active = false, next_on = null, next_at = null
  where organization_id = old.organization_id and source_id = old.id and is_active;
  return null;
end
$$;

create trigger stop_repeat after delete on email_campaigns for each row execute function app.stop_repeat_of_deleted();
create trigger stop_repeat after delete on social_media_posts for each row execute function app.stop_repeat_of_deleted();

-- Lets an email or a post repeat, or changes how it does. The source is frozen from now on; an email keeps what it was compiled to now.
--
--   p_id       made with the form, for a repeat that is not there yet
--   p_version  of the source that the page showed, and that was compiled
--   p_rule     frequency, interval, startsOn, endsOn, localTime, timeZone, nextOn, nextAt
--   p_compiled, p_links  of an email, as app.schedule_email takes them; null for one that was compiled before, and for a post
--
-- Outcomes: SAVED; CHANGED (the source has another version), TIER (repeats need ELITE), CLOSED (its campaign is over), COPY (it was made by a
-- repeat itself), NOT_READY (an email without anything compiled), NOT_ALLOWED, NOT_FOUND.
create or replace function app.save_campaign_repeat(p_id uuid, p_kind repeat_kind, p_source_id uuid, p_version integer, p_rule jsonb,
  p_compiled jsonb, p_links jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_email email_campaigns;
  v_post social_media_posts;
  v_campaign_id uuid;
begin
  if p_kind = 'EMAIL' then
    select * into v_email from email_campaigns where organization_id = v_organization_id and id = p_source_id for no key update;
    v_campaign_id := v_email.campaign_id;
  else
    select * into v_post from social_media_posts where organization_id = v_organization_id and id = p_source_id for no key update;
    v_campaign_id := v_post.campaign_id;
  end if;
  if v_campaign_id is null then
    return 'NOT_FOUND';
  elsif not app.may_repeat(coalesce(v_email.created_by, v_post.created_by)) then
    return 'NOT_ALLOWED';
  elsif not exists (select from organizations where id = v_organization_id and subscription_tier >= 'ELITE') then
    return 'TIER';
  elsif coalesce(v_email.repeat_id, v_post.repeat_id) is not null then
    return 'COPY';
  elsif exists (select from campaigns where organization_id = v_organization_id and id = v_campaign_id and status in ('COMPLETED', 'CANCELLED')) then
    return 'CLOSED';
  elsif coalesce(v_email.version, v_post.version) <> p_version then
    return 'CHANGED';
  end if;
  if p_kind = 'EMAIL' and v_email.status = 'DRAFT' and p_compiled is not null then
    update email_campaigns set compiled = p_compiled where id = v_email.id;
    delete from email_links where organization_id = v_organization_id and email_campaign_id = v_email.id;
    insert into email_links (organization_id, email_campaign_id, number, url, label)
    select v_organization_id, v_email.id, place, link ->> 'url', coalesce(link ->> 'label', '')
    from jsonb_array_elements(p_links) with ordinality as listed (link, place);
  elsif p_kind = 'EMAIL' and v_email.compiled is null then
    return 'NOT_READY';
  end if;
  insert into campaign_repeats (id, organization_id, campaign_id, kind, source_id, frequency, interval, starts_on, ends_on, local_time, time_zone,
    next_on, next_at, created_by)
  values (p_id, v_organization_id, v_campaign_id, p_kind, p_source_id, (p_rule ->> 'frequency')::repeat_frequency, (p_rule ->> 'interval')::smallint,
    (p_rule ->> 'startsOn')::date, (p_rule ->> 'endsOn')::date, (p_rule ->> 'localTime')::time, p_rule ->> 'timeZone',
    (p_rule ->> 'nextOn')::date, (p_rule ->> 'nextAt')::timestamptz, app.current_user_id())
  on conflict (organization_id, source_id) do update set campaign_id = excluded.campaign_id, frequency = excluded.frequency,
    interval = excluded.interval, starts_on = excluded.starts_on, ends_on = excluded.ends_on, local_time = excluded.local_time,
    time_zone = excluded.time_zone, next_on = excluded.next_on, next_at = excluded.next_at, is_active = true, created_by = excluded.created_by;
  return 'SAVED';
end
$$;
comment on function app.save_campaign_repeat is 'Outcomes: SAVED, CHANGED, TIER, CLOSED, COPY, NOT_READY, NOT_ALLOWED, NOT_FOUND.';

-- Says whether the viewer may let something repeat that this person made: theirs, or anything for an ADMIN or OWNER, with a seat.
create or replace function app.may_repeat(p_created_by uuid) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(app.may_use_tool('campaigns')
    and case app.lock_role() when 'VIEWER' then false when 'MEMBER' then p_created_by = app.current_user_id() else true end, false)
$$;

-- Stops a repeat: no further copy is made, and the source can be changed again. What was made stays.
--
-- Outcomes: STOPPED (also when it was before), NOT_ALLOWED, NOT_FOUND.
create or replace function app.stop_campaign_repeat(p_source_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_repeat campaign_repeats;
  v_created_by uuid;
begin
  select * into v_repeat from campaign_repeats
  where organization_id = app.current_organization_id() and source_id = p_source_id for no key update;
  if v_repeat.id is null then
    return 'NOT_FOUND';
  end if;
  v_created_by := case v_repeat.kind
    when 'EMAIL' then (select created_by from email_campaigns where organization_id = v_repeat.organization_id and id = p_source_id)
    else (select created_by from social_media_posts where organization_id = v_repeat.organization_id and id = p_source_id) end;
  if not app.may_repeat(v_created_by) then
    return 'NOT_ALLOWED';
  end if;
  update campaign_repeats set is_active = false, next_on = null, next_at = null where id = v_repeat.id and is_active;
  return 'STOPPED';
end
$$;
comment on function app.stop_campaign_repeat is 'Outcomes: STOPPED, NOT_ALLOWED, NOT_FOUND.';

-- Lists repeats that are due, with what their next day is computed from. Nothing for somebody who is signed in.
--
--   untracked  of an email: what it was compiled to and its links, where those are counted and the organization does not count any more
create or replace function app.list_due_repeats(p_limit integer)
returns table (id uuid, kind repeat_kind, frequency repeat_frequency, every integer, starts_on date, ends_on date, local_time text, time_zone text,
  next_on date, untracked jsonb)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select repeat.id, repeat.kind, repeat.frequency, repeat.interval::integer, repeat.starts_on, repeat.ends_on, to_char(repeat.local_time, 'HH24:MI'),
    repeat.time_zone, repeat.next_on,
    case when repeat.kind = 'EMAIL' and not coalesce(settings.tracks_emails, true) then (
      select jsonb_build_object('compiled', email.compiled, 'links', coalesce((
        select jsonb_agg(link.url order by link.number) from email_links link
        where link.organization_id = email.organization_id and link.email_campaign_id = email.id), '[]'))
      from email_campaigns email where email.organization_id = repeat.organization_id and email.id = repeat.source_id) end
  from campaign_repeats repeat
  left join campaign_settings settings on settings.organization_id = repeat.organization_id
  where app.current_user_id() is null and repeat.is_active and repeat.next_at <= now()
  order by repeat.next_at, repeat.id limit p_limit
$$;
comment on function app.list_due_repeats is
  'Never null: id, kind, frequency, every, starts_on, local_time, time_zone, next_on.';

-- Makes the copy of a repeat for one day and moves the repeat on, once however often it is asked. The copy is scheduled in the name of
-- whoever made the repeat, by the same rules as if they pressed the button; where they refuse, it is kept as FAILED and says why.
--
--   p_local     the time by the clock of its zone
--   p_at        its moment; null for a day that was missed: it is left out, and only the repeat moves on
--   p_next_on, p_next_at  when it comes again; both null after the last time
--   p_compiled  of an email, where it is to be another than the source has; its links are none of ours then
--
-- Outcomes: MADE, REFUSED (as FAILED), MISSED, HELD (the campaign is paused: left out), GONE (somebody else was faster, or it was stopped).
create or replace function app.make_repeat_copy(p_repeat_id uuid, p_occurs_on date, p_local timestamp, p_at timestamptz, p_next_on date,
  p_next_at timestamptz, p_compiled jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_repeat campaign_repeats;
  v_outcome text;
begin
  if app.current_user_id() is not null then
    return 'GONE';
  end if;
  select * into v_repeat from campaign_repeats where id = p_repeat_id for no key update skip locked;
  if v_repeat.id is null or not v_repeat.is_active or v_repeat.next_on is distinct from p_occurs_on then
    return 'GONE';
  end if;
  update campaign_repeats set next_on = p_next_on, next_at = p_next_at, is_active = p_next_on is not null where id = v_repeat.id;
  if p_at is null then
    return 'MISSED';
  elsif exists (select from campaigns
      where organization_id = v_repeat.organization_id and id = v_repeat.campaign_id and status = 'PAUSED') then
    return 'HELD';
  elsif not app.is_module_open(v_repeat.organization_id, 'campaigns') then
    return 'MISSED';
  end if;
  perform app.set_viewer(v_repeat.created_by, v_repeat.organization_id, (select role::text from memberships
    where organization_id = v_repeat.organization_id and user_id = v_repeat.created_by), false);
  v_outcome := case v_repeat.kind when 'EMAIL' then app.copy_repeated_email(v_repeat, p_occurs_on, p_local, p_at, p_compiled)
    else app.copy_repeated_post(v_repeat, p_occurs_on, p_local, p_at) end;
  perform app.set_viewer(null, null, null, false);
  return v_outcome;
end
$$;
comment on function app.make_repeat_copy is 'Outcomes: MADE, REFUSED, MISSED, HELD, GONE.';

-- Says in words why a copy could not be scheduled.
create or replace function app.explain_refused_copy(p_outcome text) returns text
language sql immutable
set search_path = public, pg_temp
as $$
  select case p_outcome
    when 'TIER' then 'Repeats, or so many emails in a month, need a higher plan.'
    when 'NO_RECIPIENTS' then 'Nobody of its audience may be written to.'
    when 'NOT_READY' then 'There is no postal address or no sender, or the campaign is over.'
    when 'NOT_ALLOWED' then 'Whoever let it repeat may not send for the organization any more.'
    else 'It could not be scheduled.' end
$$;

-- Copies an email that repeats and schedules the copy. The viewer is whoever made the repeat.
create or replace function app.copy_repeated_email(p_repeat campaign_repeats, p_occurs_on date, p_local timestamp, p_at timestamptz, p_compiled jsonb)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_source email_campaigns;
  v_copy email_campaigns;
  v_outcome text;
begin
  select * into v_source from email_campaigns where organization_id = p_repeat.organization_id and id = p_repeat.source_id;
  if v_source.id is null then
    return 'GONE';
  end if;
  insert into email_campaigns (organization_id, campaign_id, name, subject, preview_text, body_html, body_plaintext, from_name, from_email,
    reply_to, recipient_lists, recipient_segments, excluded_lists, body_blocks, is_tracked, is_ab_test, ab_test_config, created_by, repeat_id,
    occurs_on)
  values (v_source.organization_id, v_source.campaign_id, left(v_source.name, 180) || ', ' || to_char(p_occurs_on, 'FMMon FMDD, YYYY'), v_source.subject,
    v_source.preview_text, v_source.body_html, v_source.body_plaintext, v_source.from_name, v_source.from_email, v_source.reply_to,
    v_source.recipient_lists, v_source.recipient_segments, v_source.excluded_lists, v_source.body_blocks, v_source.is_tracked,
    v_source.is_ab_test, v_source.ab_test_config, p_repeat.created_by, p_repeat.id, p_occurs_on)
  on conflict (repeat_id, occurs_on) do nothing
  returning * into v_copy;
  if v_copy.id is null then
    return 'GONE';
  end if;
  v_outcome := case
    when not exists (select from organizations where id = p_repeat.organization_id and subscription_tier >= 'ELITE') then 'TIER'
    when not app.may_repeat(v_source.created_by) then 'NOT_ALLOWED'
    else app.schedule_email(v_copy.id, v_copy.version, p_local, p_repeat.time_zone, p_at, false, coalesce(p_compiled, v_source.compiled),
      case when p_compiled is not null then '[]' else coalesce((
        select jsonb_agg(jsonb_build_object('url', url, 'label', label) order by number) from email_links
        where organization_id = v_source.organization_id and email_campaign_id = v_source.id), '[]') end) end;
  if v_outcome = 'SCHEDULED' then
    return 'MADE';
  end if;
  update email_campaigns set status = 'FAILED', failed_reason = app.explain_refused_copy(v_outcome) where id = v_copy.id returning * into v_copy;
  perform app.tell_creator(v_copy, 'FAILED', v_copy.failed_reason);
  return 'REFUSED';
end
$$;

-- Copies a post that repeats as a scheduled one. The viewer is whoever made the repeat.
create or replace function app.copy_repeated_post(p_repeat campaign_repeats, p_occurs_on date, p_local timestamp, p_at timestamptz) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_source social_media_posts;
  v_copy social_media_posts;
  v_problem text;
begin
  select * into v_source from social_media_posts where organization_id = p_repeat.organization_id and id = p_repeat.source_id;
  if v_source.id is null then
    return 'GONE';
  end if;
  v_problem := case
    when not exists (select from organizations where id = p_repeat.organization_id and subscription_tier >= 'ELITE') then 'TIER'
    when not app.may_repeat(v_source.created_by) then 'NOT_ALLOWED' end;
  insert into social_media_posts (organization_id, campaign_id, title, post_text, hashtags, mentions, platform, platform_config, media_urls,
    media_metadata, link_url, link_preview, account_id, is_carousel, is_video, is_story, is_reel, created_by, repeat_id, occurs_on, status,
    scheduled_at, scheduled_time_zone, scheduled_local, failed_reason)
  values (v_source.organization_id, v_source.campaign_id, v_source.title, v_source.post_text, v_source.hashtags, v_source.mentions,
    v_source.platform, v_source.platform_config, v_source.media_urls, v_source.media_metadata, v_source.link_url, v_source.link_preview,
    v_source.account_id, v_source.is_carousel, v_source.is_video, v_source.is_story, v_source.is_reel, p_repeat.created_by, p_repeat.id,
    p_occurs_on, case when v_problem is null then 'SCHEDULED' else 'FAILED' end::social_post_status, p_at, p_repeat.time_zone, p_local,
    case when v_problem is not null then app.explain_refused_copy(v_problem) end)
  on conflict (repeat_id, occurs_on) do nothing
  returning * into v_copy;
  if v_copy.id is null then
    return 'GONE';
  elsif v_problem is null then
    return 'MADE';
  end if;
  perform app.tell_about_post(v_copy, v_copy.failed_reason);
  return 'REFUSED';
end
$$;

grant execute on function app.save_campaign_repeat, app.stop_campaign_repeat, app.list_due_repeats, app.make_repeat_copy to lotline_app;
