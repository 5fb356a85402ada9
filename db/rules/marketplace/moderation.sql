-- Readers flag reviews, and platform admins approve, reject and answer them. Everybody who changes a review holds its tool
-- first: changes to the reviews of one tool then come one after the other, and nobody waits in a circle with a
-- checkout, which takes tools first as well.

grant select on review_flags to lotline_app;

-- Returns a review as it is now, after holding its tool. Returns null when there is none.
create or replace function app.lock_review(p_review_id uuid) returns tool_reviews
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

-- Counts the organizations behind the flags of a review that nobody has looked at. A person counts for the organization
-- they joined first, so that somebody who belongs to several counts once; somebody of none does not count.
create or replace function app.count_flagging_organizations(p_review_id uuid) returns integer
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
-- three organizations have said so it becomes FLAGGED, which nobody reads, until a moderator decides. The decision
-- settles its flags, and nobody flags the same review twice: those who were not agreed with cannot take it down again.
--
-- Outcomes: FLAGGED, ALREADY (by the viewer before), OWN, NOT_PUBLISHED, NOT_ALLOWED (nobody). Only FLAGGED writes
-- anything.
create or replace function app.flag_review(p_review_id uuid, p_reason text) returns text
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
comment on function app.flag_review is 'Outcomes: FLAGGED, ALREADY, OWN, NOT_PUBLISHED, NOT_ALLOWED.';

-- Those who moderate see all reviews here; everybody else finds it empty. A published one that somebody has flagged
-- waits among the flagged. `version` changes whenever something changes that a decision depends on.
create or replace view platform_reviews with (security_barrier = true) as
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

grant select on platform_reviews to lotline_app;

-- Returns the ids of the reviews of a moderators' tab, in its order: what waits, the longest waiting first; what was
-- decided, the latest first. With words, it returns only those of tools whose names hold them. None for anybody but
-- platform admins.
--
-- It is a function rather than a condition on platform_reviews, because the page has to be cut before names and flags
-- are looked up.
create or replace function app.review_queue(p_queue review_status, p_words text, p_limit integer, p_offset integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_tool_ids uuid[] := case when p_words <> '' then array(select id from marketplace_tools
    where app.tool_words(name, slug, tags) ilike '%' || regexp_replace(p_words, '([\\%_])', '\\\1', 'g') || '%'
      and strpos(lower(name), lower(p_words)) > 0) end;
begin
  if not app.is_platform_admin() then
    return;
  end if;
  case p_queue
    when 'FLAGGED' then
      return query
        -- In order, and one by one: no more of them are looked up than the page needs, and none by reading all reviews.
        select waiting.id
        from (
          select review_id as id, min(created_at) as since from review_flags where settled_at is null group by review_id
          union all
          select id, coalesce(moderated_at, updated_at) from tool_reviews flagged
          where status = 'FLAGGED' and not exists (select from review_flags where review_id = flagged.id and settled_at is null)
          order by since, id
          offset 0
        ) waiting
        cross join lateral (
          select from tool_reviews where id = waiting.id and status in ('APPROVED', 'FLAGGED')
            and (v_tool_ids is null or tool_id = any (v_tool_ids))
          offset 0
        ) review
        order by waiting.since, waiting.id
        limit p_limit offset p_offset;
    when 'PENDING' then
      return query
        select id from tool_reviews
        where status = 'PENDING' and (v_tool_ids is null or tool_id = any (v_tool_ids))
        order by coalesce(moderated_at, updated_at), id
        limit p_limit offset p_offset;
    else
      return query
        select id from tool_reviews review
        where status = p_queue and (v_tool_ids is null or tool_id = any (v_tool_ids))
          and (p_queue = 'REJECTED' or not exists (select from review_flags where review_id = review.id and settled_at is null))
        order by coalesce(moderated_at, updated_at) desc, id desc
        limit p_limit offset p_offset;
  end case;
end
$$;

-- Approves or rejects a review, as it was when the platform admin looked at it, and settles its flags.
--
-- Outcomes: MODERATED, NO_NOTE (a rejection says why), CHANGED (since p_version), NONE.
create or replace function app.moderate_review(p_review_id uuid, p_is_approved boolean, p_note text, p_version text) returns text
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
comment on function app.moderate_review is 'Outcomes: MODERATED, NO_NOTE, CHANGED, NONE.';

-- Answers a review for its tool's provider, in place of an earlier answer; null takes the answer away.
--
-- Outcomes: REPLIED, CHANGED (since p_version), NONE.
create or replace function app.reply_to_review(p_review_id uuid, p_reply text, p_version text) returns text
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
comment on function app.reply_to_review is 'Outcomes: REPLIED, CHANGED, NONE.';

grant execute on function app.flag_review, app.review_queue, app.moderate_review, app.reply_to_review to lotline_app;
