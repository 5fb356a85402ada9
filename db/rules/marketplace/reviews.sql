-- People who own a tool review it, and its rating follows from the published reviews. The public reads those and
-- nothing else about their authors.
--
-- Everybody who changes a review holds its tool first, so changes to the reviews of one tool come one after the other.
-- Checkout and the catalog's editors take tools before whatever else they change too, so that nobody waits in a circle;
-- writing a review first would do so through its foreign key, which keeps the tool from a checkout that counts owners.

grant select on tool_reviews to lotline_app;

-- Writes the viewer's review of a tool, or rewrites it: then it waits to be approved again and is not published
-- until it is, because there is one text, and what is published has been read by somebody. updated_at is the moment its
-- author last wrote it.
--
-- Outcomes: WRITTEN, EDITED, UNCHANGED (the same as before: it stays as it is); NO_TOOL; NOT_ALLOWED (nobody, VIEWER,
-- and people of the platform, who moderate); NOT_CONFIRMED (the author's address); NOT_OWNED; ELSEWHERE (they reviewed the tool for another organization, and there
-- is one review for a person and tool); TOO_OFTEN (the author saved 20 times within an hour, and a moderator reads each
-- of them). Only the first two write anything.
create or replace function app.save_review(p_tool_slug text, p_rating integer, p_title text, p_review text) returns text
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
  if v_role is null or v_role = 'VIEWER' or exists (select from platform_roles where user_id = v_user_id) then
    return 'NOT_ALLOWED';
  end if;
  if not app.is_confirmed() then
    return 'NOT_CONFIRMED';
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
  if v_earlier.id is not null
    and (v_earlier.rating, v_earlier.title, v_earlier.review) is not distinct from (p_rating, v_title, p_review) then
    return 'UNCHANGED';
  end if;
  if not app.count_use('REVIEW', v_user_id::text, 20) then
    return 'TOO_OFTEN';
  end if;
  if v_earlier.id is null then
    insert into tool_reviews (organization_id, tool_id, reviewer_id, rating, title, review)
    values (v_organization_id, v_tool_id, v_user_id, p_rating, v_title, p_review);
    return 'WRITTEN';
  end if;
  update tool_reviews set rating = p_rating, title = v_title, review = p_review, status = 'PENDING',
    moderated_at = null, moderated_by = null, moderation_note = null, updated_at = now()
  where id = v_earlier.id;
  return 'EDITED';
end
$$;
comment on function app.save_review is
  'Outcomes: WRITTEN, EDITED, UNCHANGED, NO_TOOL, NOT_ALLOWED, NOT_CONFIRMED, NOT_OWNED, ELSEWHERE, TOO_OFTEN.';

-- Deletes the viewer's review of a tool, wherever they wrote it and whatever they are now: their words are theirs.
--
-- Outcomes: DELETED, NONE.
create or replace function app.delete_review(p_tool_slug text) returns text
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
comment on function app.delete_review is 'Outcomes: DELETED, NONE.';

-- Returns the viewer's own review of a tool, with what the moderators said of it; also one written for another
-- organization.
create or replace function app.find_own_review(p_tool_slug text)
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
comment on function app.find_own_review is 'Never null: is_of_organization, rating, review, status, created_at.';

-- Notes whether the organization owned the tool when the review was written, whatever the writer says. It stays so when
-- the purchase ends: what somebody says who worked with a tool does not become less true.
create or replace function app.verify_purchase() returns trigger
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

-- Sets the rating to the average of the approved reviews, in which a review counts half as much as one written a year
-- (365 days) later: tools change, and what is said of them gets old. It stays between 1 and 5, and among reviews of the
-- same day it is the plain average.
--
-- Halving by age, 0.5 ^ (age / 365 days), gives any two reviews weights whose ratio depends on the days between them
-- and not on today. So the average does not move while nobody says anything, what was computed at the last change stays
-- right for good, and nothing has to be computed again as time passes. Ages are counted back from the newest review
-- instead of from today, which gives the same average and never a weight too small to divide by. The day that counts is
-- created_at, the one the public sees: rewording an old review does not make it young.
create or replace function app.refresh_rating(p_tool_id uuid) returns void
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

-- A rating follows every review that becomes published, changes or goes.
create or replace function app.keep_rating() returns trigger
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

-- The trail leaves the words out: it is kept for good, and a review that its author deleted has to be gone.
create trigger audit after insert or update or delete on tool_reviews for each row
  execute function app.audit_row('review', 'title', 'review', 'updated_at');

-- Lists reviews under the reader's row-level security.
create or replace view marketplace_reviews with (security_invoker = true) as
  select id, organization_id, tool_id, reviewer_id, rating, title, review, status, verified_purchase, vendor_reply, created_at
  from tool_reviews;

-- Returns what the public reads of the name of whoever wrote a review: the first name, and nothing that could be more of it. Where the
-- first name cannot be told (an address, a title with a surname, a script that writes both names as one or the surname first)
-- it is "A member". 'Schmidt, Anna' and 'Dr. Anna Schmidt' are Anna.
create or replace function app.published_first_name(p_name text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  c_unknown constant text := 'A member';
  c_titles constant text[] := array['dr', 'prof', 'professor', 'mr', 'mrs', 'ms', 'miss', 'mx', 'sir', 'dame', 'rev', 'hon', 'herr', 'frau', 'mme', 'sr', 'sra'];
  c_particles constant text[] := array['van', 'von', 'de', 'del', 'della', 'den', 'der', 'di', 'da', 'dos', 'du', 'la', 'le', 'ten', 'ter', 'zu', 'bin', 'al', 'el'];
  c_suffixes constant text[] := array['jr', 'sr', 'ii', 'iii', 'iv', 'esq', 'phd', 'md', 'jd', 'mba', 'cpa', 'realtor', 'broker', 'agent', 'gri', 'crs', 'abr'];
  v_name text := btrim(regexp_replace(p_name, '[[:space:]\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000]+', ' ', 'g'));
  v_surname text := split_part(v_name, ',', 1);
  v_words text[];
  v_word text;
  v_is_reversed boolean;
  v_had_title boolean := false;
begin
  -- Han, kana, bopomofo and hangul, with their forms for compatibility.
  if v_name ~ '[\u1100-\u11FF\u2E80-\u2FDF\u3005-\u3007\u3021-\u3029\u3041-\u30FF\u3105-\u318E\u31A0-\u31BF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFF66-\uFFDC\U0001B000-\U0001B16F\U00020000-\U0003FFFF]' then
    return c_unknown;
  end if;
  -- The surname comes first where one word stands before the comma, or several that begin with a particle; 'Jane Doe, Realtor' is none.
  v_is_reversed := strpos(v_name, ',') > 0
    and (strpos(v_surname, ' ') = 0 or split_part(v_surname, ' ', 1) = any (c_particles))
    and lower(regexp_replace(split_part(v_name, ',', 2), '[^[:alpha:]]', '', 'g')) <> all (c_suffixes);
  v_name := case when v_is_reversed then substr(v_name, strpos(v_name, ',') + 1) else v_surname end;
  v_words := regexp_split_to_array(btrim(v_name), ' +');
  foreach v_word in array v_words loop
    if lower(rtrim(v_word, '.,')) = any (c_titles) then
      v_had_title := true;
      continue;
    end if;
    -- A title before one word: that is the surname.
    if v_had_title and not v_is_reversed and v_word = v_words[cardinality(v_words)] then
      return c_unknown;
    end if;
    v_word := btrim(v_word, ',;:!?()[]{}<>"*/|“”„«»');
    -- An address of mail or of a site, or names that something else than a space keeps apart.
    if v_word = '' or v_word ~ '@|[^._/\\]+[._/\\][^._/\\]{2,}' then
      return c_unknown;
    end if;
    return v_word;
  end loop;
  return c_unknown;
end
$$;

-- The public reads reviews here and nowhere else. The view reads with its owner's rights, past row-level security, and
-- shows approved rows only: neither the organization nor the person can be told from it.
create or replace view published_reviews with (security_barrier = true) as
  select review.id, review.tool_id, review.rating, review.title, review.review, review.vendor_reply, review.created_at,
    case when reviewer.closed_at is null then app.published_first_name(reviewer.name) else 'A former member' end as first_name,
    review.verified_purchase
  from tool_reviews review
  join users reviewer on reviewer.id = review.reviewer_id
  where review.status = 'APPROVED';

grant select on marketplace_reviews, published_reviews to lotline_app;

-- Returns the ids of a page of the published reviews of a tool: newest, highest or lowest first, and of one rating the
-- newest. It is a function, because the page has to be cut, in the order of an index, before the names of the reviewers
-- are looked up.
create or replace function app.published_review_page(p_tool_slug text, p_order text, p_limit integer, p_offset integer) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_tool_id uuid := (select id from marketplace_tools where slug = p_tool_slug);
begin
  case p_order
    when 'highest' then
      return query select id from tool_reviews where tool_id = v_tool_id and status = 'APPROVED'
        order by rating desc, created_at desc, id desc limit p_limit offset p_offset;
    when 'lowest' then
      return query select review.id from generate_series(1, 5) as stars
        cross join lateral (select id, rating, created_at from tool_reviews
          where tool_id = v_tool_id and status = 'APPROVED' and rating = stars
          order by created_at desc, id desc limit p_limit + p_offset) review
        order by review.rating, review.created_at desc, review.id desc limit p_limit offset p_offset;
    else
      return query select id from tool_reviews where tool_id = v_tool_id and status = 'APPROVED'
        order by created_at desc, id desc limit p_limit offset p_offset;
  end case;
end
$$;

-- Returns the ids of the newest published reviews of tools that the catalog lists, whatever their rating.
create or replace function app.latest_review_page(p_limit integer) returns setof uuid
language sql stable security definer
set search_path = public, pg_temp
as $$
  select review.id from tool_reviews review
  where review.status = 'APPROVED'
    and exists (select from marketplace_tools where id = review.tool_id and status in ('ACTIVE', 'BETA', 'COMING_SOON'))
  order by review.created_at desc, review.id desc limit p_limit
$$;

-- Counts how many published reviews gave a tool each rating.
create or replace function app.count_ratings(p_tool_slug text) returns table (rating smallint, count integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select rating, count(*)::integer from tool_reviews
  where tool_id = (select id from marketplace_tools where slug = p_tool_slug) and status = 'APPROVED' group by rating
$$;
comment on function app.count_ratings is 'Never null: rating, count.';

grant execute on function app.save_review, app.delete_review, app.find_own_review, app.published_review_page,
  app.latest_review_page, app.published_first_name, app.count_ratings to lotline_app;
