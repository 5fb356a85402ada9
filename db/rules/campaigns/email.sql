-- An email is written as blocks and sent once. Its creator changes it, and ADMIN and OWNER change all; functions make its states and figures, so
-- no grant names those columns. One row follows each recipient (ledger.sql), and nobody reads the token to unsubscribe.

grant select (id, organization_id, campaign_id, name, subject, preview_text, body_html, body_plaintext, from_name, from_email, reply_to,
  recipient_lists, recipient_segments, excluded_lists, recipient_count, scheduled_at, scheduled_time_zone, scheduled_local, in_recipient_zone,
  body_blocks, is_tracked, compiled, snapshot, started_at, queued_all_at, paused_reason, cancelled_at, failed_reason, sent_at, status, total_sent,
  total_delivered, total_opened, total_clicked, total_bounced, total_unsubscribed, total_complained, total_failed, total_skipped, total_unknown,
  total_machine_opened, open_rate, click_rate, is_ab_test, ab_test_config, ab_winner, ab_decided_at, ab_reason, repeat_id, occurs_on, version,
  created_by, created_at, updated_at) on email_campaigns to lotline_app;
grant insert (id, organization_id, campaign_id, name, subject, preview_text, body_html, body_plaintext, from_name, from_email, reply_to,
  recipient_lists, recipient_segments, excluded_lists, body_blocks, is_tracked, is_ab_test, ab_test_config, created_by) on email_campaigns to lotline_app;
grant update (name, subject, preview_text, body_html, body_plaintext, from_name, from_email, reply_to, recipient_lists, recipient_segments,
  excluded_lists, body_blocks, is_tracked, is_ab_test, ab_test_config) on email_campaigns to lotline_app;
grant delete on email_campaigns to lotline_app;

grant select (id, organization_id, email_campaign_id, contact_id, email, status, reason, attempts, provider_message_id,
  sent_at, delivered_at, opened_at, clicked_at, unsubscribed_at, created_at) on email_deliveries to lotline_app;

create trigger touch_updated_at before update on email_campaigns for each row execute function app.touch_updated_at();

-- Counts changes of what people write, not those of states and figures.
create trigger count_version before update of name, subject, preview_text, from_name, from_email, reply_to, recipient_lists, recipient_segments,
  excluded_lists, body_blocks, is_tracked, is_ab_test, ab_test_config on email_campaigns
  for each row execute function app.count_version();

-- The trail tells of an email that is gone by ids and counts: neither what it said nor addresses. Its states are audited in sending.sql.
create trigger audit_deletion after delete on email_campaigns for each row
  execute function app.audit_row('campaign_email', 'name', 'subject', 'preview_text', 'body_html', 'body_plaintext', 'from_name', 'from_email', 'reply_to',
    'body_blocks', 'compiled', 'snapshot', 'ab_test_config', 'queue_cursor', 'created_at', 'updated_at');

-- Says whether the viewer may change an email: theirs, or any for an ADMIN or OWNER, with a seat.
create or replace function app.may_change_email(p_email email_campaigns) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(p_email.id is not null and app.may_use_tool('campaigns')
    and case app.lock_role() when 'VIEWER' then false when 'MEMBER' then p_email.created_by = app.current_user_id() else app.lock_role() is not null end, false)
$$;

-- Holds an email of the viewer's organization until the end of the transaction. Its id is null when there is none, or the viewer does not see it.
create or replace function app.hold_email(p_id uuid) returns email_campaigns
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
begin
  if app.may_read_tool('campaigns') then
    select * into v_email from email_campaigns where organization_id = app.current_organization_id() and id = p_id for no key update;
  end if;
  return v_email;
end
$$;

-- Makes a draft. The page chose its id, so a form that is sent twice makes one. It comes from the viewer until somebody says otherwise.
--
-- Outcomes: CREATED (also when it was before); NOT_FOUND (no such campaign), NOT_ALLOWED.
create or replace function app.create_email(p_id uuid, p_campaign_id uuid, p_name text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  perform 1 from campaigns where organization_id = v_organization_id and id = p_campaign_id for key share;
  if not found then
    return 'NOT_FOUND';
  end if;
  insert into email_campaigns (id, organization_id, campaign_id, name, subject, from_name, from_email, reply_to, is_tracked, created_by)
  select p_id, v_organization_id, p_campaign_id, coalesce(nullif(trim(left(p_name, 200)), ''), 'Email'), '',
    coalesce(settings.from_name, regexp_replace(left(organization.name, 100), '[[:cntrl:]]', ' ', 'g')), person.email, settings.reply_to,
    coalesce(settings.tracks_emails, true), person.id
  from organizations organization
  join users person on person.id = app.current_user_id()
  left join campaign_settings settings on settings.organization_id = organization.id
  where organization.id = v_organization_id
  on conflict (id) do nothing;
  return case when exists (select from email_campaigns where organization_id = v_organization_id and campaign_id = p_campaign_id and id = p_id
    and created_by = app.current_user_id()) then 'CREATED' else 'NOT_ALLOWED' end;
end
$$;
comment on function app.create_email is 'Outcomes: CREATED, NOT_FOUND, NOT_ALLOWED.';

-- Says whether two emails say the same to the same people.
create or replace function app.is_same_email(p_one email_campaigns, p_other email_campaigns) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$
  select (p_one.name, p_one.subject, p_one.preview_text, p_one.from_name, p_one.from_email, p_one.reply_to, p_one.recipient_lists, p_one.recipient_segments,
      p_one.excluded_lists, p_one.body_blocks, p_one.is_tracked, p_one.is_ab_test, p_one.ab_test_config)
    is not distinct from (p_other.name, p_other.subject, p_other.preview_text, p_other.from_name, p_other.from_email, p_other.reply_to,
      p_other.recipient_lists, p_other.recipient_segments, p_other.excluded_lists, p_other.body_blocks, p_other.is_tracked, p_other.is_ab_test,
      p_other.ab_test_config)
$$;

-- Saves what people write. p_version is that of the email the form was filled in for; where somebody saved other content since, nothing is
-- written. body_html and body_plaintext in p_email are the mail as it goes out, its tags as they are typed; without them they stay. An
-- email that failed is a draft again.
--
-- Outcomes: SAVED (also when it says so already), CHANGED (meanwhile), NOT_DRAFT (it is scheduled or sent), TIER (A/B tests come with
-- ELITE), NOT_ALLOWED, NOT_FOUND. version is that of the email now.
create or replace function app.save_email(p_id uuid, p_version integer, p_email jsonb, out outcome text, out version integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_email email_campaigns := app.hold_email(p_id);
  v_given email_campaigns := jsonb_populate_record(null::email_campaigns, p_email);
begin
  version := coalesce(v_email.version, 0);
  outcome := case
    when v_email.id is null then 'NOT_FOUND'
    when not app.may_change_email(v_email) then 'NOT_ALLOWED'
    when v_email.status not in ('DRAFT', 'FAILED') then 'NOT_DRAFT'
    when app.is_same_email(v_email, v_given) then 'SAVED'
    when v_email.version <> p_version then 'CHANGED'
    when app.is_repeating(v_email.organization_id, p_id) then 'REPEATS'
    when v_given.is_ab_test and not v_email.is_ab_test
      and (select subscription_tier < 'ELITE' from organizations where id = v_email.organization_id) then 'TIER'
    else 'SAVED' end;
  if outcome <> 'SAVED' then
    return;
  end if;
  if not app.is_same_email(v_email, v_given) then
    update email_campaigns email set name = v_given.name, subject = v_given.subject, preview_text = v_given.preview_text, from_name = v_given.from_name,
      from_email = v_given.from_email, reply_to = v_given.reply_to, recipient_lists = v_given.recipient_lists,
      recipient_segments = v_given.recipient_segments, excluded_lists = v_given.excluded_lists, body_blocks = v_given.body_blocks,
      is_tracked = v_given.is_tracked, is_ab_test = v_given.is_ab_test, ab_test_config = v_given.ab_test_config
    where email.id = v_email.id
    returning email.version into version;
  end if;
  update email_campaigns email set status = 'DRAFT', failed_reason = null, body_html = coalesce(v_given.body_html, email.body_html),
    body_plaintext = coalesce(v_given.body_plaintext, email.body_plaintext)
  where email.id = v_email.id and (email.status = 'FAILED' or v_given.body_html is not null);
end
$$;
comment on function app.save_email is 'Outcomes: SAVED, CHANGED, NOT_DRAFT, REPEATS, TIER, NOT_ALLOWED, NOT_FOUND. Never null: version.';

-- Saves an email and plans it, both or, where somebody saved other content since, neither. What is saved and cannot be planned stays saved.
--
-- Outcomes: those of saving and planning, SCHEDULED where both are done. version is that of the email now.
create or replace function app.save_and_schedule_email(p_id uuid, p_version integer, p_email jsonb, p_local timestamp, p_time_zone text, p_at timestamptz,
  p_in_recipient_zone boolean, p_compiled jsonb, p_links jsonb, out outcome text, out version integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  select saved.outcome, saved.version into outcome, version from app.save_email(p_id, p_version, p_email) saved;
  if outcome = 'SAVED' then
    outcome := app.schedule_email(p_id, version, p_local, p_time_zone, p_at, p_in_recipient_zone, p_compiled, p_links);
  end if;
end
$$;
comment on function app.save_and_schedule_email is
  'Outcomes: SCHEDULED, CHANGED, NOT_DRAFT, REPEATS, TIER, TOO_SOON, NO_RECIPIENTS, NOT_READY, NOT_ALLOWED, NOT_FOUND. Never null: version.';

-- Deletes a draft: its creator within 24 hours, an ADMIN or OWNER any time. What went out, or is about to, is kept.
--
-- Outcomes: DELETED (also when it was before), NOT_DRAFT, WENT_OUT, REPEATS (copies are made of it), TOO_LATE, NOT_ALLOWED.
create or replace function app.delete_email(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns := app.hold_email(p_id);
begin
  if v_email.id is null then
    return case when app.may_use_tool('campaigns') then 'DELETED' else 'NOT_ALLOWED' end;
  elsif not app.may_change_email(v_email) then
    return 'NOT_ALLOWED';
  elsif v_email.status not in ('DRAFT', 'FAILED') then
    return 'NOT_DRAFT';
  elsif app.lock_role() = 'MEMBER' and v_email.created_at <= now() - interval '24 hours' then
    return 'TOO_LATE';
  elsif exists (select from campaign_repeats where organization_id = v_email.organization_id and source_id = p_id and is_active) then
    return 'REPEATS';
  elsif exists (select from email_deliveries where organization_id = v_email.organization_id and email_campaign_id = p_id
      and first_handed_over_at is not null) then
    return 'WENT_OUT';
  end if;
  delete from email_campaigns where id = p_id;
  return 'DELETED';
end
$$;
comment on function app.delete_email is 'Outcomes: DELETED, NOT_DRAFT, WENT_OUT, REPEATS, TOO_LATE, NOT_ALLOWED.';

-- Counts who would get an email now: all of the audience, and those who may be mailed; how many recipients the organization has reserved in
-- this month of UTC, and may mail in one (null for any number); and twenty people to try it with, of the first 200 those with the longest names.
create or replace function app.describe_audience(p_lists uuid[], p_segments uuid[], p_excluded uuid[], out total integer, out mailable integer,
  out reserved integer, out allowed integer, out samples jsonb)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_audience jsonb;
begin
  total := 0;
  mailable := 0;
  reserved := 0;
  samples := '[]';
  if not app.may_read_tool('campaigns') then
    return;
  end if;
  v_audience := app.make_audience(v_organization_id, p_lists, p_segments, p_excluded);
  select counted.total, counted.mailable into total, mailable from app.count_audience(v_organization_id, v_audience) counted;
  select coalesce(jsonb_agg(jsonb_build_object('name', person.name, 'email', person.email)), '[]') into samples
  from (
    select listed.name, listed.email from app.list_audience(v_organization_id, v_audience, now(), null, 200) listed
    where listed.refusal is null order by char_length(listed.name) + char_length(listed.email) desc, listed.contact_id limit 20
  ) person;
  reserved := coalesce((select months.reserved from sending_months months
    where months.organization_id = v_organization_id and months.month = date_trunc('month', now() at time zone 'utc')::date), 0);
  allowed := (select app.monthly_email_limit(subscription_tier) from organizations where id = v_organization_id);
end
$$;
comment on function app.describe_audience is 'Never null: total, mailable, reserved, samples.';

-- Counts a test for each colleague among these people, and says who gets one now: twenty an hour for the organization. Such a message is in
-- no ledger.
--
-- Outcomes: ALLOWED with {name, email} of each; TOO_OFTEN, NO_RECIPIENTS, NOT_ALLOWED, NOT_FOUND.
create or replace function app.begin_test_send(p_id uuid, p_people uuid[], out outcome text, out recipients jsonb)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns := app.hold_email(p_id);
  v_person record;
  v_found boolean := false;
begin
  recipients := '[]';
  outcome := case when v_email.id is null then 'NOT_FOUND' when not app.may_change_email(v_email) then 'NOT_ALLOWED' end;
  if outcome is not null then
    return;
  end if;
  for v_person in
    select person.name, person.email from memberships membership join users person on person.id = membership.user_id
    where membership.organization_id = v_email.organization_id and membership.user_id = any (p_people) order by person.email limit 20
  loop
    v_found := true;
    exit when not app.count_use('TEST_SEND', v_email.organization_id::text, 20);
    recipients := recipients || jsonb_build_object('name', v_person.name, 'email', v_person.email);
  end loop;
  outcome := case when not v_found then 'NO_RECIPIENTS' when recipients = '[]' then 'TOO_OFTEN' else 'ALLOWED' end;
end
$$;
comment on function app.begin_test_send is 'Outcomes: ALLOWED, TOO_OFTEN, NO_RECIPIENTS, NOT_ALLOWED, NOT_FOUND. Never null: recipients.';

grant execute on function app.create_email, app.save_email, app.save_and_schedule_email, app.delete_email, app.describe_audience, app.begin_test_send to lotline_app;
