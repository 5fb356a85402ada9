-- The send ledger holds one row for each person and email, made before anything is sent. An email's totals follow from it, so
-- no other rule writes them, and what went out to anybody is never deleted.
--
-- A row that is QUEUED or SKIPPED is with nobody: it has no claim, no lease and no token. `first_handed_over_at` and
-- `handed_over_at` tell when it was handed over, and are cleared once it is certain that nothing was taken; so they are the
-- same moment, unless a row was handed over again although it may have been taken. app.verify_ledger looks.

grant select (domain_group, variant, send_after, first_handed_over_at, handed_over_at, bounced_at, complained_at,
  machine_opened_at) on email_deliveries to lotline_app;

-- Returns whose servers take the mail of a domain: mail to all of them is slowed down and paused together. A domain by itself is
-- its own group, and one without a dot is no domain of the Internet.
create or replace function app.group_domain(p_domain text) returns text
language sql immutable
set search_path = public, pg_temp
as $$
  select case
    when p_domain in ('gmail.com', 'googlemail.com') then 'gmail'
    when p_domain ~ '^(yahoo|ymail|rocketmail|aol|aim)\.' then 'yahoo'
    when p_domain ~ '^(outlook|hotmail|live|msn|passport)\.' then 'microsoft'
    when p_domain in ('icloud.com', 'me.com', 'mac.com') then 'apple'
    when p_domain not like '%.%' then 'other'
    else p_domain end
$$;

-- Returns the keyed hash by which the ledger knows a recipient, also after the address was erased. Null for an organization that
-- has no settings, and so no key, yet: it has sent nothing.
create or replace function app.hash_recipient(p_organization_id uuid, p_email text) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select encode(sha256(convert_to(recipient_key || p_email, 'UTF8')), 'hex') from campaign_settings where organization_id = p_organization_id
$$;

-- Locks an email before any of its deliveries: whoever changes deliveries does this first, so that nobody waits for each other
-- in a circle. Rows that refer to the email may still be added.
create or replace function app.lock_email(p_email_id uuid) returns email_campaigns
language sql
set search_path = public, pg_temp
as $$ select * from email_campaigns where id = p_email_id for no key update $$;

-- Adds what a statement changed to the totals of its emails. It writes no email whose totals stay as they are.
--
--   p_added, p_removed  counts of rows by email, status (OPEN for what is in no total) and what their people did
create or replace function app.add_delivery_totals(p_added jsonb, p_removed jsonb) returns void
language sql
set search_path = public, pg_temp
as $$
  with changes as (
    select * from jsonb_to_recordset(coalesce(p_added, '[]')) as added (email_id uuid, status text, opened boolean,
      clicked boolean, unsubscribed boolean, machine boolean, count integer)
    union all
    select email_id, status, opened, clicked, unsubscribed, machine, -count
    from jsonb_to_recordset(coalesce(p_removed, '[]')) as removed (email_id uuid, status text, opened boolean,
      clicked boolean, unsubscribed boolean, machine boolean, count integer)
  ), sums as (
    select email_id,
      coalesce(sum(count) filter (where status in ('SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED')), 0)::integer as sent,
      coalesce(sum(count) filter (where status = 'BOUNCED'), 0)::integer as bounced,
      coalesce(sum(count) filter (where status = 'COMPLAINED'), 0)::integer as complained,
      coalesce(sum(count) filter (where status = 'FAILED'), 0)::integer as failed,
      coalesce(sum(count) filter (where status = 'SKIPPED'), 0)::integer as skipped,
      coalesce(sum(count) filter (where status = 'UNKNOWN'), 0)::integer as unknown,
      coalesce(sum(count) filter (where opened), 0)::integer as opened,
      coalesce(sum(count) filter (where clicked), 0)::integer as clicked,
      coalesce(sum(count) filter (where unsubscribed), 0)::integer as unsubscribed,
      coalesce(sum(count) filter (where machine and not opened), 0)::integer as machine
    from changes group by email_id
  )
  update email_campaigns email set total_sent = email.total_sent + sums.sent,
    total_delivered = email.total_delivered + sums.sent - sums.bounced, total_bounced = email.total_bounced + sums.bounced,
    total_complained = email.total_complained + sums.complained, total_failed = email.total_failed + sums.failed,
    total_skipped = email.total_skipped + sums.skipped, total_unknown = email.total_unknown + sums.unknown,
    total_opened = email.total_opened + sums.opened, total_clicked = email.total_clicked + sums.clicked,
    total_unsubscribed = email.total_unsubscribed + sums.unsubscribed,
    total_machine_opened = email.total_machine_opened + sums.machine
  from sums
  where email.id = sums.email_id and (sums.sent, sums.bounced, sums.complained, sums.failed, sums.skipped, sums.unknown,
    sums.opened, sums.clicked, sums.unsubscribed, sums.machine) is distinct from (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
$$;

-- Counts the rows of a statement, once for all of them. Those that wait and those on their way are in no total, so they count as one:
-- handing over writes none, and neither does a statement that found no row.
create or replace function app.count_deliveries() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_added jsonb;
  v_removed jsonb;
begin
  if tg_op <> 'DELETE' then
    select jsonb_agg(to_jsonb(counted)) into v_added from (
      select email_campaign_id as email_id, case when status in ('QUEUED', 'SENDING') then 'OPEN' else status::text end as status,
        opened_at is not null as opened, clicked_at is not null as clicked,
        unsubscribed_at is not null as unsubscribed, machine_opened_at is not null as machine, count(*) as count
      from new_rows group by 1, 2, 3, 4, 5, 6) counted;
  end if;
  if tg_op <> 'INSERT' then
    select jsonb_agg(to_jsonb(counted)) into v_removed from (
      select email_campaign_id as email_id, case when status in ('QUEUED', 'SENDING') then 'OPEN' else status::text end as status,
        opened_at is not null as opened, clicked_at is not null as clicked,
        unsubscribed_at is not null as unsubscribed, machine_opened_at is not null as machine, count(*) as count
      from old_rows group by 1, 2, 3, 4, 5, 6) counted;
  end if;
  if v_added is distinct from v_removed then
    perform app.add_delivery_totals(v_added, v_removed);
  end if;
  return null;
end
$$;

create trigger count_inserted after insert on email_deliveries referencing new table as new_rows
  for each statement execute function app.count_deliveries();
create trigger count_updated after update on email_deliveries referencing old table as old_rows new table as new_rows
  for each statement execute function app.count_deliveries();
create trigger count_deleted after delete on email_deliveries referencing old table as old_rows
  for each statement execute function app.count_deliveries();

-- Refuses to delete an email that somebody got, or may have got, and one that is under way, also with its campaign: its rows keep
-- people from a second copy, and its links to unsubscribe have to work. It goes with everything else of an organization that closed.
create or replace function app.keep_sent_email() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.is_past_closing(old.organization_id) then
    return old;
  end if;
  if old.status in ('SENDING', 'PAUSED') or exists (
    select from email_deliveries where organization_id = old.organization_id and email_campaign_id = old.id
      and (attempts > 0 or handed_over_at is not null or status not in ('QUEUED', 'SKIPPED'))) then
    raise restrict_violation using message = 'an email that went out, or is under way, is kept', table = 'email_campaigns',
      constraint = 'email_campaigns_kept';
  end if;
  return old;
end
$$;

create trigger keep_sent before delete on email_campaigns for each row execute function app.keep_sent_email();

-- Lists every row and total of an email that breaks a rule of the ledger; nothing, where all is well. Who is signed in asks about
-- their own organization.
--
--   rule    HANDED_OVER_TWICE (again, although it may have been taken), HANDED_OVER_SUPPRESSED, HELD_BY_NOBODY (on its way, and no
--           lane has it), STILL_HELD (waits, or was left out, and a lane has it), NEVER_HANDED_OVER (went out without an attempt),
--           NO_MOMENT (a state without its time), SAME_TOKENS, SAME_ADDRESS, OPEN (of an email that is done), NOT_A_DRAFT (rows
--           of a draft), NOT_QUEUED (an email that is done, and not everybody was queued), TOTAL
--   detail  for people
create or replace function app.verify_ledger(p_email_id uuid) returns table (delivery_id uuid, rule text, detail text)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
begin
  select * into v_email from email_campaigns email
  where email.id = p_email_id and (session_user = current_user or email.organization_id = app.current_organization_id());
  if v_email.id is null then
    return;
  end if;
  return query
  select delivery.id, broken.rule, broken.detail
  from email_deliveries delivery
  cross join lateral (
    select 'HANDED_OVER_TWICE' as rule, 'at ' || delivery.first_handed_over_at || ' and at ' || delivery.handed_over_at as detail
    where delivery.first_handed_over_at <> delivery.handed_over_at
    union all
    -- A suppression that was written while a stride was handed over began before it and ended after it, within the time of a statement.
    select 'HANDED_OVER_SUPPRESSED', suppression.reason::text || ' since ' || suppression.created_at
    from suppressions suppression
    where suppression.organization_id = delivery.organization_id and suppression.email = delivery.email
      and suppression.created_at < delivery.handed_over_at - interval '30 seconds'
    union all
    select 'HELD_BY_NOBODY', 'claim ' || coalesce(delivery.claim_id::text, 'none') || ', attempts ' || delivery.attempts
    where delivery.status = 'SENDING' and (delivery.claim_id is null or delivery.claim_place is null or delivery.lease_until is null
      or delivery.handed_over_at is null or delivery.attempts = 0)
    union all
    select 'STILL_HELD', delivery.status::text
    where delivery.status in ('QUEUED', 'SKIPPED') and (delivery.claim_id is not null or delivery.lease_until is not null
      or delivery.handed_over_at is not null or delivery.unsubscribe_token_hash is not null)
    union all
    select 'NEVER_HANDED_OVER', delivery.status::text
    where delivery.status in ('SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'UNKNOWN') and delivery.attempts = 0
    union all
    select 'NO_MOMENT', delivery.status::text
    where case delivery.status when 'SENT' then delivery.sent_at is null when 'DELIVERED' then delivery.delivered_at is null
      when 'BOUNCED' then delivery.bounced_at is null when 'COMPLAINED' then delivery.complained_at is null else false end
    union all
    select 'OPEN', delivery.status::text where v_email.status = 'SENT' and delivery.status in ('QUEUED', 'SENDING')
    union all
    select 'NOT_A_DRAFT', delivery.status::text where v_email.status in ('DRAFT', 'SCHEDULED', 'FAILED')
  ) broken
  where delivery.organization_id = v_email.organization_id and delivery.email_campaign_id = v_email.id;
  return query
  select delivery.id, 'SAME_TOKENS', 'claim ' || delivery.claim_id || ', place ' || delivery.claim_place
  from (
    select id, claim_id, claim_place, count(*) over (partition by claim_id, claim_place) as rows from email_deliveries
    where organization_id = v_email.organization_id and email_campaign_id = v_email.id and claim_id is not null
  ) delivery
  where delivery.rows > 1;
  return query
  select delivery.id, 'SAME_ADDRESS', 'one of ' || delivery.rows
  from (
    select id, count(*) over (partition by email) as rows from email_deliveries
    where organization_id = v_email.organization_id and email_campaign_id = v_email.id and contact_id is not null
  ) delivery
  where delivery.rows > 1;
  return query
  select null::uuid, 'NOT_QUEUED', 'not everybody was queued' where v_email.status = 'SENT' and v_email.queued_all_at is null;
  return query
  select null::uuid, 'TOTAL', total.name || ' is ' || total.kept || ', the rows say ' || total.counted
  from (
    select count(*) as rows,
      count(*) filter (where status in ('SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED')) as sent,
      count(*) filter (where status in ('SENT', 'DELIVERED', 'COMPLAINED')) as delivered,
      count(*) filter (where status = 'BOUNCED') as bounced, count(*) filter (where status = 'COMPLAINED') as complained,
      count(*) filter (where status = 'FAILED') as failed, count(*) filter (where status = 'SKIPPED') as skipped,
      count(*) filter (where status = 'UNKNOWN') as unknown, count(*) filter (where status in ('QUEUED', 'SENDING')) as open,
      count(opened_at) as opened, count(clicked_at) as clicked, count(unsubscribed_at) as unsubscribed,
      count(*) filter (where machine_opened_at is not null and opened_at is null) as machine
    from email_deliveries where organization_id = v_email.organization_id and email_campaign_id = v_email.id
  ) counts
  cross join lateral (values
    ('recipient_count', v_email.recipient_count, counts.rows), ('total_sent', v_email.total_sent, counts.sent),
    ('total_delivered', v_email.total_delivered, counts.delivered), ('total_bounced', v_email.total_bounced, counts.bounced),
    ('total_complained', v_email.total_complained, counts.complained), ('total_failed', v_email.total_failed, counts.failed),
    ('total_skipped', v_email.total_skipped, counts.skipped), ('total_unknown', v_email.total_unknown, counts.unknown),
    ('total_opened', v_email.total_opened, counts.opened), ('total_clicked', v_email.total_clicked, counts.clicked),
    ('total_unsubscribed', v_email.total_unsubscribed, counts.unsubscribed),
    ('total_machine_opened', v_email.total_machine_opened, counts.machine),
    ('the sum of its states', v_email.recipient_count, counts.sent + counts.failed + counts.skipped + counts.unknown + counts.open)
  ) total (name, kept, counted)
  where total.kept <> total.counted;
end
$$;
comment on function app.verify_ledger is 'Never null: rule, detail.';

grant execute on function app.verify_ledger to lotline_app;
