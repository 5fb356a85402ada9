-- What the schedule does every minute with emails that are planned or under way: it starts the ones that are due, queues their
-- recipients, says which lanes there are to work in, gives up waiting for answers that never came, and finishes what is done. All of
-- it is safe to run twice, late, or beside itself. It does nothing for somebody who is signed in.

-- Starts up to p_limit emails that are due, or says why not: FAILED, with the reason, and nobody is mailed.
--
-- Returns how many it decided on.
create or replace function app.start_due_emails(p_limit integer) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
  v_problem text;
  v_count integer := 0;
begin
  if app.current_user_id() is not null then
    return 0;
  end if;
  for v_email in
    select email.* from email_campaigns email
    join campaigns campaign on campaign.organization_id = email.organization_id and campaign.id = email.campaign_id
    where email.status = 'SCHEDULED' and email.scheduled_at <= now() + interval '27 hours'
      and app.find_email_start(email) <= now() and campaign.status <> 'PAUSED'
      -- There is nobody left to be told that it was not sent.
      and not app.is_past_closing(email.organization_id)
    order by email.scheduled_at, email.id limit p_limit
    -- A campaign that is being paused at this moment is left for the next minute.
    for no key update of email skip locked for share of campaign skip locked
  loop
    begin
      v_problem := app.start_email(v_email);
    exception when others then
      raise warning 'email % could not be started: %', v_email.id, sqlerrm;
      v_problem := 'It could not be started.';
    end;
    if v_problem is not null then
      update email_campaigns set status = 'FAILED', failed_reason = v_problem where id = v_email.id;
      perform app.tell_creator(v_email, 'FAILED', v_problem);
    end if;
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;

-- Starts one email that is due and locked: reserves its recipients in the month, under a lock that all emails of the organization wait
-- for, and freezes the moment at which its audience is looked at. More than 24 hours late, it waits for a person to say that it
-- is still wanted.
--
-- Returns why it cannot be sent, in words; null once it is.
create or replace function app.start_email(p_email email_campaigns) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_tier subscription_tier := (select subscription_tier from organizations where id = p_email.organization_id);
  v_month date := date_trunc('month', now() at time zone 'UTC')::date;
  v_limit integer := app.monthly_email_limit(v_tier);
  v_reserved integer;
  v_mailable integer;
begin
  if not app.is_module_open(p_email.organization_id, 'campaigns') then
    return 'The organization has no Campaigns any more.';
  elsif (p_email.is_ab_test or p_email.in_recipient_zone) and v_tier < 'ELITE' then
    return 'Two subjects and the recipient’s own time zone need the tier ELITE.';
  elsif p_email.compiled is null or p_email.snapshot is null then
    return 'Its content was not kept.';
  elsif p_email.snapshot ->> 'domainId' is not null and not exists (
    select from sending_domains where organization_id = p_email.organization_id and id = (p_email.snapshot ->> 'domainId')::uuid
      and verified_at is not null) then
    return 'The domain of its sender is not verified any more.';
  end if;
  v_mailable := (select mailable from app.count_audience(p_email.organization_id, p_email.snapshot -> 'audience'));
  if v_mailable = 0 then
    return 'Nobody of its audience may be written to.';
  end if;
  insert into sending_months (organization_id, month) values (p_email.organization_id, v_month) on conflict do nothing;
  select reserved into v_reserved from sending_months where organization_id = p_email.organization_id and month = v_month for update;
  if v_reserved + v_mailable > v_limit then
    return format('It has %s recipients, and %s of the %s emails of this month are used.', v_mailable, v_reserved, v_limit);
  end if;
  update sending_months set reserved = reserved + v_mailable where organization_id = p_email.organization_id and month = v_month;
  update email_campaigns set status = 'SENDING', started_at = now(), queue_cursor = null, queued_all_at = null, recipient_count = 0,
    paused_reason = null, snapshot = snapshot || jsonb_build_object('reserved', v_mailable, 'month', v_month)
  where id = p_email.id;
  if p_email.scheduled_at < now() - interval '24 hours' then
    perform app.pause_by_itself(p_email.id, 'LATE');
  end if;
  return null;
end
$$;

-- Returns the half of an A/B test that a contact is in, always the same one; null for those who wait for the winner.
--
--   p_share  percent of the audience that take part
create or replace function app.find_test_variant(p_email_id uuid, p_contact_id uuid, p_share integer) returns email_variant
language sql immutable
set search_path = public, pg_temp
as $$
  select case when (get_byte(digest, 0) * 256 + get_byte(digest, 1)) * 100 < p_share * 65536
    then case get_byte(digest, 2) & 1 when 0 then 'A' else 'B' end::email_variant end
  from (select sha256(convert_to(p_email_id::text || p_contact_id::text, 'UTF8')) as digest) hashed
$$;

-- Queues the next slice of an email's recipients. The email itself remembers the last contact, so a slice that is queued twice, or by two
-- at once, goes on where the one before ended. Whoever may not be written to gets a row as well, which says why.
--
-- Outcomes: MORE, DONE, STOPPED (it is not being sent, or somebody queues it now).
create or replace function app.queue_recipients(p_email_id uuid, p_limit integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
  v_key text;
  v_share integer;
  v_read integer;
  v_last uuid;
  v_added integer;
begin
  if app.current_user_id() is not null then
    return 'STOPPED';
  end if;
  select * into v_email from email_campaigns where id = p_email_id for no key update skip locked;
  if v_email.id is null or v_email.status <> 'SENDING' or v_email.cancelled_at is not null then
    return 'STOPPED';
  elsif v_email.queued_all_at is not null then
    return 'DONE';
  end if;
  v_key := (app.ensure_campaign_settings(v_email.organization_id)).recipient_key;
  v_share := case when v_email.is_ab_test then (v_email.ab_test_config ->> 'share')::integer end;
  with audience as materialized (
    select contact_id, email, refusal, case when v_email.in_recipient_zone then coalesce(time_zone, '') else '' end as time_zone,
      substring(email from '[^@]*$') as domain
    from app.list_audience(v_email.organization_id, v_email.snapshot -> 'audience', v_email.started_at, v_email.queue_cursor, p_limit)
  ), domains as materialized (
    select domain, app.group_domain(domain) as domain_group from (select distinct domain from audience) given
  ), zones as materialized (
    select time_zone, case when v_email.in_recipient_zone then
      coalesce(app.find_local_instant(v_email.scheduled_local, nullif(time_zone, '')), v_email.scheduled_at) end as send_after
    from (select distinct time_zone from audience) given
  ), added as (
    insert into email_deliveries (organization_id, email_campaign_id, contact_id, email, recipient_hash, domain_group, status, reason,
      variant, send_after)
    -- The hash is that of app.hash_recipient, which would look for the key at every row.
    select v_email.organization_id, v_email.id, contact_id, email, encode(sha256(convert_to(v_key || email, 'UTF8')), 'hex'), domain_group,
      case when refusal is null then 'QUEUED' else 'SKIPPED' end::email_delivery_status, refusal,
      case when v_share is not null then app.find_test_variant(v_email.id, contact_id, v_share) end, send_after
    from audience join domains using (domain) join zones using (time_zone)
    on conflict (organization_id, email_campaign_id, recipient_hash) do nothing
    returning 1
  )
  select (select count(*) from audience), (select contact_id from audience order by contact_id desc limit 1), (select count(*) from added)
  into v_read, v_last, v_added;
  update email_campaigns set queue_cursor = coalesce(v_last, queue_cursor), recipient_count = recipient_count + v_added,
    queued_all_at = case when v_read < p_limit then now() end
  where id = v_email.id;
  return case when v_read < p_limit then 'DONE' else 'MORE' end;
end
$$;
comment on function app.queue_recipients is 'Outcomes: MORE, DONE, STOPPED.';

-- Lists emails whose recipients are not all queued, the longest waiting first.
create or replace function app.list_emails_to_queue(p_limit integer) returns table (email_id uuid)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select id from email_campaigns
  where app.current_user_id() is null and status = 'SENDING' and queued_all_at is null and cancelled_at is null
    and not app.is_past_closing(organization_id)
  order by started_at, id limit p_limit
$$;
comment on function app.list_emails_to_queue is 'Never null: email_id.';

-- Lists the lanes in which something can be handed over: two for an organization, on the email that began first or on two of them.
-- Organizations take turns.
create or replace function app.list_lanes(p_limit integer) returns table (email_id uuid)
language sql stable security definer
set search_path = public, pg_temp
as $$
  with waiting as (
    select id, organization_id, started_at, row_number() over (partition by organization_id order by started_at, id) as place,
      count(*) over (partition by organization_id) as emails
    from email_campaigns email
    where app.current_user_id() is null and status = 'SENDING' and cancelled_at is null and app.is_module_open(organization_id, 'campaigns')
      and (exists (
        select from email_deliveries where organization_id = email.organization_id and email_campaign_id = email.id
          and status = 'QUEUED' and coalesce(send_after <= now(), true)
          and (not email.is_ab_test or variant is not null or email.ab_winner is not null))
        or exists (
        select from email_deliveries where organization_id = email.organization_id and email_campaign_id = email.id
          and status = 'UNKNOWN' and handed_over_at > now() - interval '12 hours'))
  )
  select waiting.id from waiting cross join generate_series(1, 2) turn
  where case when emails = 1 then true else place = turn end
  order by turn, started_at, id limit p_limit
$$;
comment on function app.list_lanes is 'Never null: email_id.';

-- Returns what a lane needs to write the messages of an email: its content and sender as they were frozen, and the sealed key of the
-- sender's domain. Nothing for somebody who is signed in, and for an email that is not being sent.
create or replace function app.find_lane(p_email_id uuid)
returns table (organization_id uuid, campaign_id uuid, started_at timestamptz, compiled jsonb, snapshot jsonb, domain_id uuid, domain text, selector text,
  sealed_private_key text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select email.organization_id, email.campaign_id, email.started_at, email.compiled, email.snapshot, domain.id, domain.domain, domain.selector,
    domain.sealed_private_key
  from email_campaigns email
  left join sending_domains domain on domain.organization_id = email.organization_id
    and domain.id = (email.snapshot ->> 'domainId')::uuid and domain.verified_at is not null
  where app.current_user_id() is null and email.id = p_email_id and email.status = 'SENDING' and email.cancelled_at is null
    and app.is_module_open(email.organization_id, 'campaigns')
$$;
comment on function app.find_lane is 'Never null: organization_id, campaign_id, started_at, compiled, snapshot.';

-- Gives up waiting: what a lane holds since so long that it must have died is of unknown outcome. Its late answer still settles it.
--
--   p_seconds  since the lease ran out
--
-- Returns how many rows.
create or replace function app.sweep_deliveries(p_seconds integer) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email_id uuid;
  v_swept integer;
  v_count integer := 0;
begin
  if app.current_user_id() is not null then
    return 0;
  end if;
  for v_email_id in
    select distinct email_campaign_id from email_deliveries
    where status = 'SENDING' and lease_until <= now() - make_interval(secs => p_seconds) order by email_campaign_id
  loop
    perform app.lock_email(v_email_id);
    update email_deliveries set status = 'UNKNOWN', reason = coalesce(reason, 'Nobody said whether it was taken.')
    where email_campaign_id = v_email_id and organization_id = (select organization_id from email_campaigns where id = v_email_id)
      and status = 'SENDING' and lease_until <= now() - make_interval(secs => p_seconds);
    get diagnostics v_swept = row_count;
    v_count := v_count + v_swept;
  end loop;
  perform app.forget_budgets();
  return v_count;
end
$$;

-- Finishes an email that is locked, once nothing of it is open. A cancelled one is worked off first, so many rows at a time: who waits gets
-- nothing; where nothing was ever handed over, it is a draft again.
--
--   p_holds_unknown  whether unknown outcomes may still become known by asking again: then they are waited for, for 12 hours
create or replace function app.work_off_email(p_email_id uuid, p_holds_unknown boolean, p_limit integer) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
  v_deleted integer;
begin
  select * into v_email from email_campaigns where id = p_email_id;
  if v_email.status <> 'SENDING' or v_email.queued_all_at is null then
    return;
  end if;
  if v_email.cancelled_at is not null then
    if exists (select from email_deliveries where organization_id = v_email.organization_id and email_campaign_id = v_email.id
      and (attempts > 0 or status not in ('QUEUED', 'SKIPPED'))) then
      update email_deliveries set status = 'SKIPPED', reason = 'CANCELLED'
      where id in (select id from email_deliveries where organization_id = v_email.organization_id and email_campaign_id = v_email.id
        and status = 'QUEUED' limit p_limit);
    else
      delete from email_deliveries
      where id in (select id from email_deliveries where organization_id = v_email.organization_id and email_campaign_id = v_email.id
        limit p_limit);
      get diagnostics v_deleted = row_count;
      update email_campaigns set recipient_count = recipient_count - v_deleted where id = v_email.id;
      if not exists (select from email_deliveries where organization_id = v_email.organization_id and email_campaign_id = v_email.id) then
        perform app.return_to_draft(v_email);
      end if;
      return;
    end if;
  end if;
  update email_campaigns email set status = 'SENT', sent_at = now()
  where email.id = v_email.id and not exists (
    select from email_deliveries where organization_id = v_email.organization_id and email_campaign_id = v_email.id
      and (status in ('QUEUED', 'SENDING') or p_holds_unknown and v_email.cancelled_at is null and status = 'UNKNOWN'
        and handed_over_at > now() - interval '12 hours'));
end
$$;

-- Finishes emails of which nothing is open, and works off cancelled ones.
--
-- Returns how many it looked at.
create or replace function app.finish_emails(p_holds_unknown boolean, p_limit integer) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email_id uuid;
  v_count integer := 0;
begin
  if app.current_user_id() is not null then
    return 0;
  end if;
  for v_email_id in
    select id from email_campaigns where status = 'SENDING' and queued_all_at is not null
    order by started_at, id limit p_limit for no key update skip locked
  loop
    perform app.work_off_email(v_email_id, p_holds_unknown, 5000);
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;

grant execute on function app.start_due_emails, app.queue_recipients, app.list_emails_to_queue, app.list_lanes,
  app.find_lane, app.sweep_deliveries, app.finish_emails to lotline_tasks;
