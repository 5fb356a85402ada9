-- A campaign binds content, mail and posts together. Who made it changes it, and ADMIN and OWNER change all. Functions move it from one
-- state to the next, so no grant names its state, and what was spent follows from its entries (campaign-entries.sql).

grant select (id, organization_id, name, description, slug, type, status, start_date, end_date, goals, budget,
  budget_spent, currency, metrics, created_by, tags, is_archived, version, created_at, updated_at) on campaigns to lotline_app;
grant insert (id, organization_id, name, description, slug, type, start_date, end_date, goals, budget, currency, created_by,
  tags) on campaigns to lotline_app;
grant update (name, description, type, start_date, end_date, goals, budget, currency, tags) on campaigns to lotline_app;
grant delete on campaigns to lotline_app;

create trigger touch_updated_at before update on campaigns for each row execute function app.touch_updated_at();

-- Counts the changes that a form may have been filled before. What entries cost is none of them.
create trigger count_version before update on campaigns for each row
  when ((old.name, old.description, old.type, old.status, old.start_date, old.end_date, old.goals, old.budget, old.currency, old.tags,
      old.is_archived) is distinct from (new.name, new.description, new.type, new.status, new.start_date, new.end_date, new.goals, new.budget,
      new.currency, new.tags, new.is_archived))
  execute function app.count_version();

-- Appends transitions and deletions to the trail.
create trigger audit after update on campaigns for each row
  when (old.status is distinct from new.status or old.is_archived is distinct from new.is_archived)
  execute function app.audit_row('campaign', 'description', 'goals', 'metrics', 'tags', 'version', 'updated_at');
create trigger audit_deletion after delete on campaigns for each row
  execute function app.audit_row('campaign', 'description', 'goals', 'metrics', 'tags', 'version', 'updated_at');

-- Refuses a MEMBER to delete a campaign whose posts are out; what went out by mail nobody deletes (keep_sent_email). Copies that a
-- repeat made go before the repeat, which they refer to.
create or replace function app.prepare_campaign_deletion() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if current_setting('app.current_org_role', true) = 'MEMBER' and exists (
    select from social_media_posts where organization_id = old.organization_id and campaign_id = old.id and status = 'PUBLISHED') then
    raise restrict_violation using message = 'only an ADMIN or OWNER deletes a campaign with posts that are out', table = 'campaigns',
      constraint = 'campaigns_kept';
  end if;
  delete from email_campaigns where organization_id = old.organization_id and campaign_id = old.id and repeat_id is not null;
  delete from social_media_posts where organization_id = old.organization_id and campaign_id = old.id and repeat_id is not null;
  return old;
end
$$;

create trigger prepare_deletion before delete on campaigns for each row execute function app.prepare_campaign_deletion();

-- Says whether the viewer may change a campaign: theirs, or any for an ADMIN or OWNER, with a seat.
create or replace function app.may_change_campaign(p_campaign campaigns) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(p_campaign.organization_id = app.current_organization_id() and app.may_use_tool('campaigns')
    and case app.lock_role() when 'VIEWER' then false when 'MEMBER' then p_campaign.created_by = app.current_user_id() else true end, false)
$$;

-- Returns the first slug that is free: the wish, or with -2, -3 … behind it. Names of pages beside the campaigns are taken. The caller waits
-- for others who choose one at the same moment.
create or replace function app.choose_campaign_slug(p_organization_id uuid, p_wish text) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_slug text := p_wish;
  v_number integer := 1;
begin
  perform pg_advisory_xact_lock(hashtextextended('campaign-slugs:' || p_organization_id, 0));
  while v_slug = any ('{new,emails,contacts,posts,content,calendar,settings,accounts,repeats}')
    or exists (select from campaigns where organization_id = p_organization_id and slug = v_slug) loop
    v_number := v_number + 1;
    v_slug := p_wish || '-' || v_number;
  end loop;
  return v_slug;
end
$$;

-- Saves a campaign as it was filled in over version p_version, 0 for a new one. The id of a new one is made with the form, so that a second
-- click adds nothing again. A campaign keeps the slug it was made with, because links that are out name it.
--
--   p_campaign  name, description, type, startDate, endDate, goals, budget (cents), tags, and for a new one slug: what its address should be
--
-- Outcomes: SAVED with the slug, CHANGED (somebody changed it meanwhile), NOT_ALLOWED, NOT_FOUND.
create or replace function app.save_campaign(p_id uuid, p_version integer, p_campaign jsonb, out outcome text, out slug text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_role org_role := app.lock_role();
  v_organization_id uuid := app.current_organization_id();
  v_before campaigns;
  v_given campaigns := jsonb_populate_record(null::campaigns, jsonb_build_object('name', p_campaign -> 'name',
    'description', p_campaign -> 'description', 'type', p_campaign -> 'type', 'start_date', p_campaign -> 'startDate',
    'end_date', p_campaign -> 'endDate', 'goals', p_campaign -> 'goals', 'budget', p_campaign -> 'budget', 'tags', p_campaign -> 'tags'));
begin
  select * into v_before from campaigns where organization_id = v_organization_id and id = p_id for no key update;
  save_campaign.slug := v_before.slug;
  if v_before.id is null then
    if p_version <> 0 then
      outcome := 'NOT_FOUND';
      return;
    elsif v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
      outcome := 'NOT_ALLOWED';
      return;
    end if;
    save_campaign.slug := app.choose_campaign_slug(v_organization_id, p_campaign ->> 'slug');
    insert into campaigns (id, organization_id, name, description, slug, type, start_date, end_date, goals, budget, tags, created_by)
    values (p_id, v_organization_id, v_given.name, v_given.description, save_campaign.slug, v_given.type, v_given.start_date,
      v_given.end_date, v_given.goals, v_given.budget, v_given.tags, app.current_user_id())
    on conflict (id) do nothing;
    if not found then
      -- This click lost against its twin, or the id is another organization's.
      save_campaign.slug := (select slug from campaigns where organization_id = v_organization_id and id = p_id);
    end if;
    outcome := case when save_campaign.slug is null then 'NOT_ALLOWED' else 'SAVED' end;
    return;
  elsif not app.may_change_campaign(v_before) then
    outcome := 'NOT_ALLOWED';
    return;
  elsif (v_before.name, v_before.description, v_before.type, v_before.start_date, v_before.end_date, v_before.goals, v_before.budget, v_before.tags)
    is not distinct from (v_given.name, v_given.description, v_given.type, v_given.start_date, v_given.end_date, v_given.goals, v_given.budget,
      v_given.tags) or p_version = 0 then
    outcome := 'SAVED';
    return;
  elsif v_before.version <> p_version then
    outcome := 'CHANGED';
    return;
  end if;
  update campaigns set name = v_given.name, description = v_given.description, type = v_given.type, start_date = v_given.start_date,
    end_date = v_given.end_date, goals = v_given.goals, budget = v_given.budget, tags = v_given.tags
  where id = v_before.id;
  outcome := 'SAVED';
end
$$;
comment on function app.save_campaign is 'Outcomes: SAVED, CHANGED, NOT_ALLOWED, NOT_FOUND.';

-- Moves a campaign to another state. DRAFT, PLANNING, ACTIVE and PAUSED follow each other in any order; COMPLETED and CANCELLED end it,
-- until an ADMIN plans it again. While it is PAUSED what is being sent of it stands still, and what is scheduled is held. Ending it makes
-- drafts of what is scheduled and stops what repeats.
--
--   p_version  of the campaign that the button was shown for
--
-- Outcomes: MOVED (also when it was before); CHANGED (it has another version), SENDING (one of its emails or posts is on its way at this
-- moment), CLOSED (it ended, and can only be planned again), NEEDS_ADMIN (to be planned again), NOT_ALLOWED, NOT_FOUND.
create or replace function app.move_campaign(p_campaign_id uuid, p_to campaign_status, p_version integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_campaign campaigns;
  v_ends boolean := p_to in ('COMPLETED', 'CANCELLED');
begin
  select * into v_campaign from campaigns where organization_id = app.current_organization_id() and id = p_campaign_id for no key update;
  if v_campaign.id is null then
    return 'NOT_FOUND';
  elsif not app.may_change_campaign(v_campaign) then
    return 'NOT_ALLOWED';
  elsif v_campaign.status = p_to then
    return 'MOVED';
  elsif v_campaign.version <> p_version then
    return 'CHANGED';
  elsif v_campaign.status in ('COMPLETED', 'CANCELLED') and p_to <> 'PLANNING' then
    return 'CLOSED';
  elsif v_campaign.status in ('COMPLETED', 'CANCELLED') and app.lock_role() = 'MEMBER' then
    return 'NEEDS_ADMIN';
  end if;
  -- Whoever schedules or starts one of them meanwhile has to be done before, or sees the new state.
  perform from email_campaigns where organization_id = v_campaign.organization_id and campaign_id = v_campaign.id order by id for no key update;
  if v_ends then
    perform from social_media_posts where organization_id = v_campaign.organization_id and campaign_id = v_campaign.id and status = 'SCHEDULED'
    order by id for no key update;
    if exists (select from email_campaigns
        where organization_id = v_campaign.organization_id and campaign_id = v_campaign.id and status = 'SENDING')
      or exists (select from social_media_posts post
        where post.organization_id = v_campaign.organization_id and post.campaign_id = v_campaign.id and app.is_post_on_its_way(post)) then
      return 'SENDING';
    end if;
    perform app.unschedule_emails_of_campaign(v_campaign.organization_id, v_campaign.id);
    update social_media_posts set status = 'DRAFT', failed_reason = null
    where organization_id = v_campaign.organization_id and campaign_id = v_campaign.id and status = 'SCHEDULED';
    update campaign_repeats set is_active = false, next_on = null, next_at = null
    where organization_id = v_campaign.organization_id and campaign_id = v_campaign.id and is_active;
  elsif p_to = 'PAUSED' then
    perform app.pause_emails_of_campaign(v_campaign.organization_id, v_campaign.id);
  end if;
  update campaigns set status = p_to where id = v_campaign.id;
  return 'MOVED';
end
$$;
comment on function app.move_campaign is 'Outcomes: MOVED, CHANGED, SENDING, CLOSED, NEEDS_ADMIN, NOT_ALLOWED, NOT_FOUND.';

-- Puts a campaign out of sight, or back.
--
-- Outcomes: ARCHIVED, RESTORED, NOT_ALLOWED, NOT_FOUND.
create or replace function app.archive_campaign(p_campaign_id uuid, p_is_archived boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_campaign campaigns;
begin
  select * into v_campaign from campaigns where organization_id = app.current_organization_id() and id = p_campaign_id for no key update;
  if v_campaign.id is null then
    return 'NOT_FOUND';
  elsif not app.may_change_campaign(v_campaign) then
    return 'NOT_ALLOWED';
  end if;
  update campaigns set is_archived = p_is_archived where id = v_campaign.id and is_archived <> p_is_archived;
  return case when p_is_archived then 'ARCHIVED' else 'RESTORED' end;
end
$$;
comment on function app.archive_campaign is 'Outcomes: ARCHIVED, RESTORED, NOT_ALLOWED, NOT_FOUND.';

-- Deletes a campaign with everything of it: its creator within 24 hours, ADMIN and OWNER always, and nobody once an email of it went out or is
-- under way.
--
-- Outcomes: DELETED, WENT_OUT, TOO_LATE (for its creator), NOT_ALLOWED, NOT_FOUND.
create or replace function app.delete_campaign(p_campaign_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_campaign campaigns;
begin
  select * into v_campaign from campaigns where organization_id = app.current_organization_id() and id = p_campaign_id for update;
  if v_campaign.id is null then
    return 'NOT_FOUND';
  elsif not app.may_change_campaign(v_campaign) then
    return 'NOT_ALLOWED';
  elsif app.lock_role() = 'MEMBER' and v_campaign.created_at <= now() - interval '24 hours' then
    return 'TOO_LATE';
  end if;
  delete from campaigns where id = v_campaign.id;
  return 'DELETED';
exception when restrict_violation then
  return 'WENT_OUT';
end
$$;
comment on function app.delete_campaign is 'Outcomes: DELETED, WENT_OUT, TOO_LATE, NOT_ALLOWED, NOT_FOUND.';

grant execute on function app.save_campaign, app.move_campaign, app.archive_campaign, app.delete_campaign to lotline_app;
