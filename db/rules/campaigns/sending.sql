-- An email goes DRAFT → SCHEDULED → SENDING → SENT. People schedule, pause, resume and cancel it; the schedule starts it when it is
-- due, queues its recipients slice by slice, and finishes it once nothing of it is open. Every one of these locks the email first.
-- A request that comes too late, or a second time, is answered with the state as it is.

grant select (organization_id, month, reserved) on sending_months to lotline_app;

-- Returns how many emails a tier sends in a month of UTC; null for no limit.
create or replace function app.monthly_email_limit(p_tier subscription_tier) returns integer
language sql immutable
set search_path = public, pg_temp
as $$
  select case when p_tier < 'STARTER' then 0 when p_tier = 'STARTER' then 10000 when p_tier = 'GROWTH' then 50000
    when p_tier = 'ELITE' then 250000 end
$$;

-- Says whether the viewer may send an email: its creator or an ADMIN or OWNER, with a seat.
create or replace function app.may_send_email(p_email email_campaigns) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(p_email.organization_id = app.current_organization_id() and app.may_use_tool('campaigns')
    and case app.lock_role() when 'VIEWER' then false when 'MEMBER' then p_email.created_by = app.current_user_id() else true end, false)
$$;

-- Returns the state of an email as an answer.
create or replace function app.name_email_state(p_status email_campaign_status) returns text
language sql immutable
set search_path = public, pg_temp
as $$
  select case p_status when 'DRAFT' then 'DRAFT' when 'SCHEDULED' then 'SCHEDULED' when 'SENDING' then 'SENDING' when 'PAUSED' then 'PAUSED'
    when 'SENT' then 'SENT' else 'FAILED' end
$$;
comment on function app.name_email_state is 'Outcomes: DRAFT, SCHEDULED, SENDING, PAUSED, SENT, FAILED.';

-- Returns the moment at which a clock in a zone shows a local time. A time that is skipped when clocks go forward moves on by the gap;
-- of one that comes twice it is the first. Null for a zone that is not known here.
create or replace function app.find_local_instant(p_local timestamp, p_zone text) returns timestamptz
language plpgsql stable
set search_path = pg_catalog
as $$
declare
  -- Postgres reads a skipped time by the clock before the gap, which moves it on, and a doubled one by the clock after the change.
  v_instant timestamptz;
  v_earlier interval;
begin
  v_instant := p_local at time zone p_zone;
  -- The clock a day before the change was ahead of what Postgres took by as much as clocks went back.
  v_earlier := ((v_instant - interval '1 day') at time zone p_zone) - ((v_instant - interval '1 day') at time zone 'UTC')
    - ((v_instant at time zone p_zone) - (v_instant at time zone 'UTC'));
  if v_earlier > interval '0' and (v_instant - v_earlier) at time zone p_zone = p_local then
    return v_instant - v_earlier;
  end if;
  return v_instant;
exception when invalid_parameter_value then
  return null;
end
$$;

-- Returns the earliest moment at which anybody's clock shows the time an email is planned for: then it starts, where each person gets
-- it at that time of their own.
create or replace function app.find_email_start(p_email email_campaigns) returns timestamptz
language sql stable
set search_path = public, pg_temp
as $$
  select case when p_email.in_recipient_zone and p_email.scheduled_local is not null
    then least(p_email.scheduled_at, p_email.scheduled_local at time zone 'UTC' - interval '14 hours') else p_email.scheduled_at end
$$;

-- Freezes an email as it is and plans when it is sent; what cannot be sent is refused.
--
--   p_version     of the email whose checks were passed
--   p_local, p_at the time by the clock of p_time_zone, and its moment; both null for now
--   p_compiled, p_links  what its blocks were compiled to: {version, variants}, and a list of {url, label}
--
-- Outcomes: SCHEDULED; CHANGED (it has another version), NOT_DRAFT (it is planned, or went out), NOT_ALLOWED, NOT_FOUND, TOO_SOON (less
-- than 24 hours ahead, where each person gets it by their own clock), NO_RECIPIENTS, NOT_READY (no postal address or sender, or the
-- campaign is over), TIER (its features, or so many recipients in that month, need a higher one).
create or replace function app.schedule_email(p_email_id uuid, p_version integer, p_local timestamp, p_time_zone text, p_at timestamptz,
  p_in_recipient_zone boolean, p_compiled jsonb, p_links jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
  v_organization organizations;
  v_settings campaign_settings;
  v_audience jsonb;
  v_mailable integer;
  v_at timestamptz := coalesce(p_at, now());
begin
  select * into v_email from app.lock_email(p_email_id);
  if v_email.id is null or v_email.organization_id is distinct from app.current_organization_id() then
    return 'NOT_FOUND';
  elsif not app.may_send_email(v_email) then
    return 'NOT_ALLOWED';
  elsif v_email.status <> 'DRAFT' then
    return 'NOT_DRAFT';
  elsif app.is_repeating(v_email.organization_id, v_email.id) then
    return 'REPEATS';
  elsif v_email.version <> p_version then
    return 'CHANGED';
  elsif p_in_recipient_zone and (p_local is null or v_at < now() + interval '24 hours') then
    return 'TOO_SOON';
  end if;
  select * into v_organization from organizations where id = v_email.organization_id;
  if (v_email.is_ab_test or p_in_recipient_zone) and v_organization.subscription_tier < 'ELITE' then
    return 'TIER';
  end if;
  select * into v_settings from app.ensure_campaign_settings(v_email.organization_id);
  if v_settings.postal_address is null or v_email.from_name !~ '\S' or exists (
    select from campaigns where organization_id = v_email.organization_id and id = v_email.campaign_id
      and status in ('COMPLETED', 'CANCELLED')) then
    return 'NOT_READY';
  end if;
  v_audience := app.make_audience(v_email.organization_id, v_email.recipient_lists, v_email.recipient_segments, v_email.excluded_lists);
  if app.asks_for_behaviour(v_audience) and v_organization.subscription_tier < 'GROWTH' then
    return 'TIER';
  end if;
  v_mailable := (select mailable from app.count_audience(v_email.organization_id, v_audience));
  if v_mailable = 0 then
    return 'NO_RECIPIENTS';
  elsif v_mailable + coalesce((select reserved from sending_months where organization_id = v_email.organization_id
    and month = date_trunc('month', v_at at time zone 'UTC')::date), 0) > app.monthly_email_limit(v_organization.subscription_tier) then
    return 'TIER';
  end if;
  update email_campaigns set status = 'SCHEDULED', scheduled_at = v_at, scheduled_time_zone = coalesce(p_time_zone, v_settings.time_zone),
    scheduled_local = p_local, in_recipient_zone = p_in_recipient_zone, compiled = p_compiled,
    snapshot = jsonb_build_object('fromName', v_email.from_name, 'fromEmail', v_email.from_email,
      'replyTo', coalesce(v_email.reply_to, v_settings.reply_to), 'domainId', app.find_sender(v_email.organization_id, v_email.from_email),
      'organizationName', v_organization.name, 'organizationSlug', v_organization.slug, 'postalAddress', v_settings.postal_address,
      'isTracked', v_email.is_tracked and v_settings.tracks_emails, 'audience', v_audience),
    started_at = null, queue_cursor = null, queued_all_at = null, paused_reason = null, cancelled_at = null, failed_reason = null,
    ab_winner = null, ab_decided_at = null, ab_reason = null, recipient_count = 0
  where id = v_email.id;
  delete from email_links where organization_id = v_email.organization_id and email_campaign_id = v_email.id;
  insert into email_links (organization_id, email_campaign_id, number, url, label)
  select v_email.organization_id, v_email.id, place, link ->> 'url', coalesce(link ->> 'label', '')
  from jsonb_array_elements(p_links) with ordinality as listed (link, place);
  return 'SCHEDULED';
end
$$;
comment on function app.schedule_email is
  'Outcomes: SCHEDULED, CHANGED, NOT_DRAFT, REPEATS, NOT_ALLOWED, NOT_FOUND, TOO_SOON, NO_RECIPIENTS, NOT_READY, TIER.';

-- Cancels an email: a planned one is a draft again, and so is one of which nothing was ever handed over. Of any other, whoever waits
-- for it gets nothing, and it is done once what is on its way is settled.
--
-- Outcomes: DRAFT, SENT; SENDING, while the schedule works it off; FAILED and DRAFT as they are; NOT_ALLOWED, NOT_FOUND.
create or replace function app.cancel_email(p_email_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
begin
  select * into v_email from app.lock_email(p_email_id);
  if v_email.id is null or v_email.organization_id is distinct from app.current_organization_id() then
    return 'NOT_FOUND';
  elsif not app.may_send_email(v_email) then
    return 'NOT_ALLOWED';
  elsif v_email.status = 'SCHEDULED' then
    perform app.return_to_draft(v_email);
  elsif v_email.status in ('SENDING', 'PAUSED') and v_email.cancelled_at is null then
    update email_campaigns set status = 'SENDING', cancelled_at = now(), queued_all_at = coalesce(queued_all_at, now())
    where id = v_email.id;
    perform app.work_off_email(v_email.id, false, 5000);
  end if;
  return app.name_email_state((select status from email_campaigns where id = v_email.id));
end
$$;
comment on function app.cancel_email is 'Outcomes: DRAFT, SENT, SENDING, SCHEDULED, PAUSED, FAILED, NOT_ALLOWED, NOT_FOUND.';

-- Makes an email a draft again that nobody got, and gives back what it had reserved. The caller has locked it, and it has no rows.
create or replace function app.return_to_draft(p_email email_campaigns) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update sending_months set reserved = greatest(0, reserved - (p_email.snapshot ->> 'reserved')::integer)
  where organization_id = p_email.organization_id and month = (p_email.snapshot ->> 'month')::date;
  update email_campaigns set status = 'DRAFT', scheduled_at = null, scheduled_time_zone = null, scheduled_local = null, compiled = null,
    snapshot = null, started_at = null, queue_cursor = null, queued_all_at = null, paused_reason = null, cancelled_at = null,
    recipient_count = 0
  where id = p_email.id;
end
$$;

-- Makes the planned emails of a campaign that is over drafts again.
create or replace function app.unschedule_emails_of_campaign(p_organization_id uuid, p_campaign_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
begin
  for v_email in
    select * from email_campaigns where organization_id = p_organization_id and campaign_id = p_campaign_id and status = 'SCHEDULED'
    order by id for no key update
  loop
    perform app.return_to_draft(v_email);
  end loop;
end
$$;

-- Appends every transition to the trail, with counts and no address.
create trigger audit after update on email_campaigns for each row
  when (old.status is distinct from new.status or old.cancelled_at is distinct from new.cancelled_at)
  execute function app.audit_row('campaign_email', 'subject', 'preview_text', 'body_html', 'body_plaintext', 'from_name', 'from_email',
    'reply_to', 'recipient_lists', 'recipient_segments', 'excluded_lists', 'body_blocks', 'compiled', 'snapshot', 'queue_cursor',
    'ab_test_config', 'open_rate', 'click_rate', 'version', 'updated_at');

-- Keeps an email as it was when it was scheduled. One that failed is a draft again as soon as somebody changes it.
create or replace function app.freeze_email() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if old.status = 'FAILED' and new.status = 'FAILED' then
    new.status := 'DRAFT';
    new.failed_reason := null;
  elsif old.status not in ('DRAFT', 'FAILED') then
    raise check_violation using message = 'an email is not changed once it is scheduled', table = 'email_campaigns',
      constraint = 'email_campaigns_frozen';
  end if;
  return new;
end
$$;

create trigger freeze_content before update of campaign_id, subject, preview_text, body_html, body_plaintext, body_blocks, from_name, from_email,
  reply_to, recipient_lists, recipient_segments, excluded_lists, is_tracked, is_ab_test, ab_test_config on email_campaigns for each row
  when (old.status <> 'DRAFT' and (old.campaign_id, old.subject, old.preview_text, old.body_html, old.body_plaintext, old.body_blocks,
    old.from_name, old.from_email, old.reply_to, old.recipient_lists, old.recipient_segments, old.excluded_lists, old.is_tracked,
    old.is_ab_test, old.ab_test_config) is distinct from (new.campaign_id, new.subject, new.preview_text, new.body_html,
    new.body_plaintext, new.body_blocks, new.from_name, new.from_email, new.reply_to, new.recipient_lists, new.recipient_segments,
    new.excluded_lists, new.is_tracked, new.is_ab_test, new.ab_test_config))
  execute function app.freeze_email();

grant execute on function app.schedule_email, app.cancel_email to lotline_app;
