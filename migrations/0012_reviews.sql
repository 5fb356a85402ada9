-- Reviews: writing, flagging and moderating them, and the rating of a tool, which follows from them.
--
-- Whoever changes a review holds its tool before that, so changes to the reviews of one tool come one after the other.
-- Checkout and the catalog's editors take tools before whatever else they change too, so that nobody waits in a circle;
-- writing a review first would do so through its foreign key, which keeps the tool from a checkout that counts owners.

-- rating is the average of the approved reviews, in which a review counts half as much as one written a year (365 days)
-- later: tools change, and what is said of them gets old. It stays between 1 and 5, and among reviews of the same day it
-- is the plain average.
--
-- Halving by age, 0.5 ^ (age / 365 days), gives any two reviews weights whose ratio depends on the days between them and
-- not on today. So the average does not move while nobody says anything, what was computed at the last change stays
-- right for good, and nothing has to be computed anew as time passes. Ages are counted back from the newest review
-- instead of from today, which gives the same average and never a weight too small to divide by. The day that counts is
-- created_at, the one the public sees: rewording an old review does not make it young.
create function app.refresh_rating(p_tool_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  -- A statement of its own: the one below sees what the transaction that held the tool before this one wrote.
  perform 1 from marketplace_tools where id = p_tool_id for no key update;
  update marketplace_tools tool set rating = approved.rating, review_count = approved.review_count
  from (
    select count(*)::integer as review_count, round((sum(rating * weight) / sum(weight))::numeric, 2) as rating
    from (
      select rating,
        power(0.5::double precision, (extract(epoch from max(created_at) over () - created_at) / (365 * 86400))::double precision) as weight
      from tool_reviews where tool_id = p_tool_id and status = 'APPROVED'
    ) weighted
  ) approved
  where tool.id = p_tool_id and (tool.rating, tool.review_count) is distinct from (approved.rating, approved.review_count);
end
$$;

create function app.keep_rating() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if old.status = 'APPROVED' then
    perform app.refresh_rating(old.tool_id);
  end if;
  if new.status = 'APPROVED' then
    perform app.refresh_rating(new.tool_id);
  end if;
  return null;
end
$$;

create trigger keep_rating after insert or delete or update of rating, status, tool_id, created_at on tool_reviews
  for each row execute function app.keep_rating();

-- Whether the organization owned the tool when the review was written, whatever the writer says. It stays so when the
-- purchase ends: what somebody says who worked with a tool does not become less true.
create function app.verify_purchase() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  new.verified_purchase := case when tg_op = 'UPDATE' then old.verified_purchase
    else new.tool_id in (select app.owned_tool_ids(new.organization_id)) end;
  return new;
end
$$;

create trigger verify_purchase before insert or update of verified_purchase on tool_reviews
  for each row execute function app.verify_purchase();

-- Without the words: the trail is kept for good, and a review that its author deleted has to be gone.
create trigger audit after insert or update or delete on tool_reviews for each row
  execute function app.audit_row('review', 'title', 'review', 'updated_at');

-- Existing reviews came before the trigger.
select app.refresh_rating(id) from marketplace_tools order by id;

-- Writes the viewer's review of a tool, or writes it anew: then it waits to be approved again and is not published until
-- it is, because there is one text, and what is published has been read by somebody. updated_at is the moment its author
-- last wrote it.
--
-- Outcomes: WRITTEN, EDITED, UNCHANGED (the same as before: it stays as it is); NO_TOOL; NOT_ALLOWED (nobody, VIEWER,
-- and platform admins, who moderate); NOT_OWNED; ELSEWHERE (they reviewed the tool for another organization, and there is
-- one review for a person and tool). Nothing is written by all but the first two.
create function app.save_review(p_tool_slug text, p_rating integer, p_title text, p_review text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_user_id uuid := app.current_user_id();
  v_organization_id uuid := app.current_organization_id();
  v_title text := nullif(p_title, '');
  v_tool_id uuid;
  v_earlier tool_reviews;
begin
  if v_role is null or v_role = 'VIEWER' or (select is_platform_admin from users where id = v_user_id) then
    return 'NOT_ALLOWED';
  end if;
  if char_length(v_title) > 120 or char_length(p_review) not between 20 and 5000 then
    raise check_violation using message = 'a review has 20 to 5000 characters, its title at most 120';
  end if;
  select id into v_tool_id from marketplace_tools where slug = p_tool_slug and status <> 'DISABLED' for no key update;
  if not found then
    return 'NO_TOOL';
  end if;
  select * into v_earlier from tool_reviews where tool_id = v_tool_id and reviewer_id = v_user_id;
  if v_earlier.organization_id <> v_organization_id then
    return 'ELSEWHERE';
  end if;
  if v_tool_id not in (select app.owned_tool_ids(v_organization_id)) then
    return 'NOT_OWNED';
  end if;
  if v_earlier.id is null then
    insert into tool_reviews (organization_id, tool_id, reviewer_id, rating, title, review)
    values (v_organization_id, v_tool_id, v_user_id, p_rating, v_title, p_review);
    return 'WRITTEN';
  end if;
  if (v_earlier.rating, v_earlier.title, v_earlier.review) is not distinct from (p_rating, v_title, p_review) then
    return 'UNCHANGED';
  end if;
  update tool_reviews set rating = p_rating, title = v_title, review = p_review, status = 'PENDING',
    moderated_at = null, moderated_by = null, moderation_note = null, updated_at = now()
  where id = v_earlier.id;
  return 'EDITED';
end
$$;

-- Deletes the viewer's review of a tool, wherever they wrote it and whatever they are now: their words are theirs.
-- Outcomes: DELETED, NONE.
create function app.delete_review(p_tool_slug text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_tool_id uuid;
begin
  select id into v_tool_id from marketplace_tools where slug = p_tool_slug for no key update;
  delete from tool_reviews where tool_id = v_tool_id and reviewer_id = app.current_user_id();
  return case when found then 'DELETED' else 'NONE' end;
end
$$;

-- The viewer's own review of a tool, with what the moderators said of it; also one written for another organization.
create function app.find_own_review(p_tool_slug text)
returns table (is_of_organization boolean, rating smallint, title text, review text, status review_status, moderation_note text,
  created_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select own.organization_id is not distinct from app.current_organization_id(), own.rating, own.title, own.review, own.status,
    own.moderation_note, own.created_at
  from tool_reviews own
  where own.tool_id = (select id from marketplace_tools where slug = p_tool_slug) and own.reviewer_id = app.current_user_id()
$$;

-- A review as it is now, its tool held first. Null when there is none.
create function app.lock_review(p_review_id uuid) returns tool_reviews
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_review tool_reviews;
begin
  perform 1 from marketplace_tools where id = (select tool_id from tool_reviews where id = p_review_id) for no key update;
  select * into v_review from tool_reviews where id = p_review_id;
  return v_review;
end
$$;

-- How many organizations stand behind the flags of a review that nobody has looked at. A person counts for the
-- organization they joined first, so that somebody who belongs to several counts once; somebody of none does not count.
create function app.count_flagging_organizations(p_review_id uuid) returns integer
language sql stable
set search_path = public, pg_temp
as $$
  select count(distinct home.organization_id)::integer
  from review_flags flag
  cross join lateral (
    select organization_id from memberships where user_id = flag.user_id order by created_at, organization_id limit 1
  ) home
  where flag.review_id = p_review_id and flag.settled_at is null
$$;

-- Says for the viewer that a published review is wrong. It stays published, and the moderators see why; once people of
-- three organizations have said so it becomes FLAGGED, which nobody reads, until a moderator decides. The decision settles
-- its flags, and nobody flags the same review twice: those who were not agreed with cannot take it down again.
-- Outcomes: FLAGGED, ALREADY (by the viewer before), OWN, NOT_PUBLISHED, NOT_ALLOWED (nobody). Only the first writes.
create function app.flag_review(p_review_id uuid, p_reason text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
  v_review tool_reviews;
begin
  if v_user_id is null then
    return 'NOT_ALLOWED';
  end if;
  if char_length(p_reason) not between 1 and 300 then
    raise check_violation using message = 'a reason has 1 to 300 characters';
  end if;
  v_review := app.lock_review(p_review_id);
  if v_review.status is distinct from 'APPROVED' then
    return 'NOT_PUBLISHED';
  end if;
  if v_review.reviewer_id = v_user_id then
    return 'OWN';
  end if;
  insert into review_flags (review_id, user_id, reason) values (p_review_id, v_user_id, p_reason) on conflict do nothing;
  if not found then
    return 'ALREADY';
  end if;
  if app.count_flagging_organizations(p_review_id) >= 3 then
    update tool_reviews set status = 'FLAGGED' where id = p_review_id;
  end if;
  return 'FLAGGED';
end
$$;

-- All reviews, for those who moderate. A published one that somebody has flagged waits among the flagged. `version` is
-- another one whenever something changes that a decision depends on.
create view platform_reviews with (security_barrier = true) as
  select review.id, tool.slug as tool_slug, tool.name as tool_name, organization.name as organization, reviewer.name as reviewer,
    review.rating, review.title, review.review, review.status,
    case when review.status = 'APPROVED' and flagged.open_flags > 0 then 'FLAGGED' else review.status end as queue,
    review.verified_purchase, review.vendor_reply, review.moderation_note, review.moderated_at, moderator.name as moderator,
    review.created_at, review.updated_at, coalesce(flagged.first_flagged_at, review.moderated_at, review.updated_at) as queued_at,
    flagged.flags,
    md5(row (review.status, review.updated_at, review.moderated_at, review.vendor_reply, flagged.open_flags)::text) as version
  from tool_reviews review
  join marketplace_tools tool on tool.id = review.tool_id
  join organizations organization on organization.id = review.organization_id
  join users reviewer on reviewer.id = review.reviewer_id
  left join users moderator on moderator.id = review.moderated_by
  cross join lateral (
    select count(*) filter (where settled_at is null) as open_flags,
      min(flag.created_at) filter (where settled_at is null) as first_flagged_at,
      coalesce(jsonb_agg(jsonb_build_object('by', person.name, 'reason', flag.reason, 'createdAt', flag.created_at,
        'settledAt', flag.settled_at) order by flag.created_at, flag.user_id), '[]') as flags
    from review_flags flag join users person on person.id = flag.user_id
    where flag.review_id = review.id
  ) flagged
  where app.is_platform_admin();

-- Approves or rejects a review, as it was when the platform admin looked at it, and settles its flags.
-- Outcomes: MODERATED, NO_NOTE (a rejection says why), CHANGED (since p_version), NONE.
create function app.moderate_review(p_review_id uuid, p_is_approved boolean, p_note text, p_version text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_review tool_reviews;
begin
  perform app.require_platform_admin();
  if char_length(p_note) > 1000 then
    raise check_violation using message = 'a note has at most 1000 characters';
  end if;
  v_review := app.lock_review(p_review_id);
  if v_review.id is null then
    return 'NONE';
  end if;
  if (select version from platform_reviews where id = p_review_id) is distinct from p_version then
    return 'CHANGED';
  end if;
  if not p_is_approved and coalesce(p_note, '') = '' then
    return 'NO_NOTE';
  end if;
  update tool_reviews set status = case when p_is_approved then 'APPROVED' else 'REJECTED' end::review_status,
    moderation_note = nullif(p_note, ''), moderated_at = now(), moderated_by = app.current_user_id()
  where id = p_review_id;
  update review_flags set settled_at = now() where review_id = p_review_id and settled_at is null;
  return 'MODERATED';
end
$$;

-- Answers a review for its tool's provider, in place of an earlier answer; null takes the answer away.
-- Outcomes: REPLIED, CHANGED (since p_version), NONE.
create function app.reply_to_review(p_review_id uuid, p_reply text, p_version text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_review tool_reviews;
begin
  perform app.require_platform_admin();
  if char_length(p_reply) not between 1 and 2000 then
    raise check_violation using message = 'a reply has 1 to 2000 characters';
  end if;
  v_review := app.lock_review(p_review_id);
  if v_review.id is null then
    return 'NONE';
  end if;
  if (select version from platform_reviews where id = p_review_id) is distinct from p_version then
    return 'CHANGED';
  end if;
  update tool_reviews set vendor_reply = p_reply where id = p_review_id;
  return 'REPLIED';
end
$$;

grant select on platform_reviews to lotline_app;
grant execute on function app.save_review, app.delete_review, app.find_own_review, app.flag_review, app.moderate_review,
  app.reply_to_review to lotline_app;
