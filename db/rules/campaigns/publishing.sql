-- Posts with an account publish themselves when they are due: claimed by the schedule, published by the Worker, settled here. The others
-- become "Publish by hand", and a mail says so. Only nobody who is signed in gets any handed out.
--
-- `first_attempt_at` says since when a post may be out: it is set with the claim, and taken back where the attempt certainly did nothing.

-- Tells whoever made a post, or the OWNERs where they have left, that it is due by hand or could not be published, once for each time it
-- was planned.
--
--   p_problem  why it was not published, in words; null where it waits for a person
create or replace function app.tell_about_post(p_post social_media_posts, p_problem text) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into outgoing_mail (key, organization_id, recipient, kind, content)
  select 'campaign-post-due:' || p_post.id || ':' || p_post.version || ':' || person.id, p_post.organization_id, person.email, 'campaign-post-due',
    jsonb_build_object('organization', organization.name, 'campaign', campaign.name, 'postId', p_post.id, 'platform', p_post.platform,
      'text', left(coalesce(p_post.title || E'\n', '') || p_post.post_text, 500), 'problem', p_problem)
  from organizations organization
  join campaigns campaign on campaign.organization_id = organization.id and campaign.id = p_post.campaign_id
  cross join lateral (
    select users.id, users.email from memberships member join users on users.id = member.user_id
    where member.organization_id = organization.id
      and (member.user_id = p_post.created_by or member.role = 'OWNER' and not exists (select from memberships creator
        where creator.organization_id = organization.id and creator.user_id = p_post.created_by))
  ) person
  where organization.id = p_post.organization_id
  on conflict (key) do nothing
$$;

-- Says whether a campaign's posts go out: those of one that is paused or over are held.
create or replace function app.publishes_posts(p_organization_id uuid, p_campaign_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from campaigns where organization_id = p_organization_id and id = p_campaign_id
      and status not in ('PAUSED', 'COMPLETED', 'CANCELLED'))
    and app.is_module_open(p_organization_id, 'campaigns')
$$;

-- Turns posts without an account that are due into "Publish by hand". Returns how many.
create or replace function app.note_posts_by_hand(p_limit integer) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_post social_media_posts;
  v_count integer := 0;
begin
  if app.current_user_id() is not null then
    return 0;
  end if;
  for v_post in
    select * from social_media_posts post
    where post.status = 'SCHEDULED' and post.account_id is null and post.hand_due_at is null and post.scheduled_at <= now()
      and app.publishes_posts(post.organization_id, post.campaign_id)
    order by post.scheduled_at, post.id limit p_limit for update skip locked
  loop
    update social_media_posts set hand_due_at = now() where id = v_post.id;
    perform app.tell_about_post(v_post, null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;

-- Gives up posts that can no longer be published safely, and says why: on Mastodon, where a repeated post is known by its key for an hour
-- only; those that were tried too often without ever being settled; and those whose time passed more than a day ago, while their campaign was
-- paused or the organization was without the module.
create or replace function app.give_up_posts() returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_post social_media_posts;
begin
  for v_post in
    update social_media_posts post set status = 'FAILED', leased_until = null, failed_reason = case
      when post.first_attempt_at is not null
        then 'It may be out: the server did not say. Look there before you schedule it again.' || coalesce(' ' || left(post.failed_reason, 800), '')
      else 'Its time passed more than a day ago, while it was held.' end
    where post.status = 'SCHEDULED' and post.account_id is not null and post.scheduled_at <= now() and coalesce(post.leased_until <= now(), true)
      and (post.attempts >= 20
        or post.first_attempt_at is null and post.attempts = 0 and post.scheduled_at < now() - interval '24 hours'
          and app.publishes_posts(post.organization_id, post.campaign_id)
        or post.first_attempt_at < now() - interval '55 minutes' and exists (select from social_accounts account
          where account.organization_id = post.organization_id and account.id = post.account_id and account.kind = 'MASTODON'))
    returning post.*
  loop
    perform app.tell_about_post(v_post, v_post.failed_reason);
  end loop;
end
$$;

-- Hands posts that are due to the schedule, each for three minutes. Organizations take turns, so that the slow servers of one hold up no
-- other. Who dies meanwhile has published what may be published again: by the same key, which makes no second post.
create or replace function app.claim_posts(p_limit integer)
returns table (id uuid, lease text, organization_id uuid, account_id uuid, attempt integer, may_be_out boolean, first_attempt_at timestamptz,
  platform social_platform, title text, post_text text, hashtags text[], mentions text[], link_url text, pictures jsonb, picture_count integer,
  campaign_slug text, campaign text, created_at timestamptz, scheduled_at timestamptz)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  if app.current_user_id() is not null then
    return;
  end if;
  perform app.give_up_posts();
  return query
  with due as materialized (
    select post.id, post.scheduled_at,
      row_number() over (partition by post.organization_id order by post.scheduled_at, post.id) as turn
    from social_media_posts post
    where post.status = 'SCHEDULED' and post.account_id is not null and post.scheduled_at <= now()
      and coalesce(post.next_attempt_at <= now(), true) and coalesce(post.leased_until <= now(), true)
      and app.publishes_posts(post.organization_id, post.campaign_id)
  ), held as materialized (
    select post.id, post.first_attempt_at from social_media_posts post
    where post.id in (select due.id from due order by due.turn, due.scheduled_at, due.id limit p_limit)
      and post.status = 'SCHEDULED' and post.account_id is not null and coalesce(post.leased_until <= now(), true)
    for update skip locked
  )
  update social_media_posts post
  set attempts = post.attempts + 1, leased_until = now() + interval '3 minutes', first_attempt_at = coalesce(post.first_attempt_at, now())
  from held, campaigns campaign
  where post.id = held.id and campaign.organization_id = post.organization_id and campaign.id = post.campaign_id
  returning post.id, post.leased_until::text, post.organization_id, post.account_id, post.attempts::integer, held.first_attempt_at is not null,
    post.first_attempt_at, post.platform, post.title, post.post_text, post.hashtags, post.mentions, post.link_url,
    (select coalesce(jsonb_agg(jsonb_build_object('key', file.key, 'type', file.file_type, 'size', file.file_size_bytes, 'width', file.width,
        'height', file.height, 'alt', coalesce(picture.value ->> 'alt', '')) order by picture.place), '[]')
      from jsonb_array_elements(case jsonb_typeof(post.media_metadata) when 'array' then post.media_metadata else '[]' end)
        with ordinality as picture (value, place)
      join media_files file on file.organization_id = post.organization_id and file.key = picture.value ->> 'key'),
    case jsonb_typeof(post.media_metadata) when 'array' then jsonb_array_length(post.media_metadata) else 0 end,
    campaign.slug, campaign.name, post.created_at, post.scheduled_at;
end
$$;
comment on function app.claim_posts is
  'Never null: id, lease, organization_id, account_id, attempt, may_be_out, first_attempt_at, platform, post_text, hashtags, mentions, pictures, picture_count, campaign_slug, campaign, created_at, scheduled_at.';

-- Notes what became of posts. A lease that ran out and was claimed again is somebody else's to settle. What is out is PUBLISHED, also where
-- somebody made a draft of it meanwhile.
--
--   p_results  a list of {id, lease, outcome: PUBLISHED, NOT_TAKEN (certainly) or UNKNOWN, externalId, externalUrl, problem, retryAt: null to
--              give it up, mayBeOut: whether an earlier attempt left that open, accountProblem: null where the account is not to blame}
--
-- Returns how many were settled.
create or replace function app.settle_posts(p_results jsonb) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_post social_media_posts;
  v_count integer := 0;
begin
  if app.current_user_id() is not null then
    return 0;
  end if;
  update social_accounts account set checked_at = now(), problem = left(result."accountProblem", 1000)
  from jsonb_to_recordset(p_results) as result (id uuid, lease text, outcome text, "accountProblem" text), social_media_posts post
  where post.id = result.id and post.leased_until = result.lease::timestamptz and account.organization_id = post.organization_id
    and account.id = post.account_id and (result.outcome = 'PUBLISHED' or result."accountProblem" is not null);
  for v_post in
    update social_media_posts post set
      status = case
        when result.outcome = 'PUBLISHED' then 'PUBLISHED'
        when post.status = 'SCHEDULED' and result."retryAt" is null then 'FAILED'
        else post.status end::social_post_status,
      published_at = case when result.outcome = 'PUBLISHED' then now() end,
      external_post_id = case when result.outcome = 'PUBLISHED' then left(result."externalId", 500) end,
      external_url = case when result.outcome = 'PUBLISHED' and result."externalUrl" ~ '^https?://' then left(result."externalUrl", 2000) end,
      failed_reason = case when result.outcome <> 'PUBLISHED' then left(result.problem, 1000) end,
      next_attempt_at = result."retryAt", leased_until = null,
      first_attempt_at = case when result.outcome = 'NOT_TAKEN' and not result."mayBeOut" then null else post.first_attempt_at end
    from jsonb_to_recordset(p_results) as result (id uuid, lease text, outcome text, "externalId" text, "externalUrl" text, problem text,
      "retryAt" timestamptz, "mayBeOut" boolean)
    where post.id = result.id and post.leased_until = result.lease::timestamptz and post.status in ('DRAFT', 'SCHEDULED')
    returning post.*
  loop
    v_count := v_count + 1;
    if v_post.status = 'FAILED' then
      perform app.tell_about_post(v_post, coalesce(v_post.failed_reason, 'It could not be published.'));
    end if;
  end loop;
  return v_count;
end
$$;

grant execute on function app.note_posts_by_hand, app.claim_posts, app.settle_posts to lotline_app;
