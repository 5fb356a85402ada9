-- What is known of a message after it was sent comes from its links and its picture. Persons, mail programs and scanners ask for the same
-- addresses, so each event carries the rule that calls it a machine's, or none. Only the rule and the minute are kept, no network address
-- and no program.
--
-- The rules about a single request are in app/modules/campaigns/tracking/verdicts.ts. Two more need the ledger: what comes too soon after
-- sending (EARLY), and several links at once (MANY_LINKS).

grant select (id, organization_id, delivery_id, kind, link_number, is_machine, verdict, occurred_at) on email_events to lotline_app;
grant select (organization_id, email_campaign_id, number, url, label) on email_links to lotline_app;

-- Says whether a message was sent less than so many seconds ago. What a lane holds is being sent at this moment.
create or replace function app.is_just_sent(p_delivery email_deliveries, p_seconds integer) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(p_delivery.sent_at is null and p_delivery.lease_until > now()
    or coalesce(p_delivery.sent_at, p_delivery.handed_over_at) > now() - make_interval(secs => p_seconds), false)
$$;

-- Draws from its events what a delivery says of its person. Whoever clicked has opened the message, also where its picture was never loaded.
-- The email is locked only where something changes, because it counts its deliveries.
create or replace function app.draw_reading(p_delivery email_deliveries) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_opened timestamptz;
  v_machine timestamptz;
  v_clicked timestamptz;
begin
  select min(occurred_at) filter (where not is_machine), min(occurred_at) filter (where is_machine),
    min(occurred_at) filter (where not is_machine and kind = 'CLICK')
  into v_opened, v_machine, v_clicked
  from email_events where organization_id = p_delivery.organization_id and delivery_id = p_delivery.id and kind in ('OPEN', 'CLICK');
  if (v_opened, v_machine, v_clicked) is distinct from (p_delivery.opened_at, p_delivery.machine_opened_at, p_delivery.clicked_at) then
    perform app.lock_email(p_delivery.email_campaign_id);
    update email_deliveries set opened_at = v_opened, machine_opened_at = v_machine, clicked_at = v_clicked where id = p_delivery.id;
  end if;
end
$$;

-- Writes an event down: once a minute, and 200 of a message at most, so that nobody fills the table by asking for one address.
create or replace function app.add_reading(p_delivery email_deliveries, p_kind email_event_kind, p_link integer, p_verdict text) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into email_events (organization_id, delivery_id, kind, link_number, is_machine, verdict, occurred_at)
  select p_delivery.organization_id, p_delivery.id, p_kind, p_link, p_verdict is not null, p_verdict, date_trunc('minute', now())
  where not exists (
    select from email_events
    where organization_id = p_delivery.organization_id and delivery_id = p_delivery.id and occurred_at = date_trunc('minute', now())
      and kind = p_kind and link_number is not distinct from p_link and is_machine = (p_verdict is not null))
    and (select count(*) from (
      select from email_events where organization_id = p_delivery.organization_id and delivery_id = p_delivery.id limit 200) known) < 200
$$;

-- Makes the events of one message wait for each other.
create or replace function app.lock_reading(p_delivery_id uuid) returns void
language sql
set search_path = pg_catalog
as $$ select pg_advisory_xact_lock(hashtextextended('email-reading:' || p_delivery_id, 0)) $$;

-- Says whether a click belongs to several at once: on different links of a message, each within two seconds of the one before. Nobody clicks
-- so fast, so the click before becomes a machine's as well. The last click of a message is remembered to the second for an hour, and
-- nowhere else; a negative number is that of a link among several.
create or replace function app.joins_click_burst(p_delivery email_deliveries, p_link integer) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_last limited_uses;
  v_is_burst boolean;
begin
  select * into v_last from limited_uses where purpose = 'EMAIL_CLICK' and subject = p_delivery.id::text for update;
  v_is_burst := coalesce(v_last.uses <> p_link and v_last.started_at >= clock_timestamp() - interval '2 seconds', false);
  insert into limited_uses (purpose, subject, uses, started_at)
  values ('EMAIL_CLICK', p_delivery.id::text, case when v_is_burst then -p_link else p_link end, clock_timestamp())
  on conflict (purpose, subject) do update set uses = excluded.uses, started_at = excluded.started_at;
  if v_is_burst then
    update email_events set is_machine = true, verdict = 'MANY_LINKS'
    where organization_id = p_delivery.organization_id and delivery_id = p_delivery.id and kind = 'CLICK' and not is_machine
      and link_number = abs(v_last.uses) and occurred_at >= date_trunc('minute', v_last.started_at);
  end if;
  return v_is_burst;
end
$$;

-- Notes that the picture of a message was loaded. Of a person who was erased nothing is noted.
--
--   p_verdict        the rule that calls it a machine's; null where none does
--   p_early_seconds  so soon after sending nobody opens a message
--
-- Returns whether anything may have been noted.
create or replace function app.note_email_open(p_delivery_id uuid, p_verdict text, p_early_seconds integer) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_delivery email_deliveries;
begin
  perform app.lock_reading(p_delivery_id);
  select * into v_delivery from email_deliveries where id = p_delivery_id and contact_id is not null;
  if v_delivery.id is null then
    return false;
  end if;
  perform app.add_reading(v_delivery, 'OPEN', null,
    coalesce(p_verdict, case when app.is_just_sent(v_delivery, p_early_seconds) then 'EARLY' end));
  perform app.draw_reading(v_delivery);
  return true;
end
$$;

-- Returns where a link of a message leads; null where it has no such link.
create or replace function app.find_email_link(p_delivery_id uuid, p_number integer) returns text
language sql stable security definer
set search_path = public, pg_temp
as $$
  select link.url
  from email_deliveries delivery
  join email_links link on link.organization_id = delivery.organization_id and link.email_campaign_id = delivery.email_campaign_id
  where delivery.id = p_delivery_id and link.number = p_number
$$;

-- Notes a click, and returns where the link leads, as find_email_link does. A click of a person proves that the message arrived.
--
--   p_verdict, p_early_seconds  as for note_email_open
create or replace function app.follow_email_link(p_delivery_id uuid, p_number integer, p_verdict text, p_early_seconds integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_url text := app.find_email_link(p_delivery_id, p_number);
  v_delivery email_deliveries;
  v_verdict text;
begin
  if v_url is null then
    return null;
  end if;
  perform app.lock_reading(p_delivery_id);
  select * into v_delivery from email_deliveries where id = p_delivery_id and contact_id is not null;
  if v_delivery.id is null then
    return v_url;
  end if;
  v_verdict := coalesce(p_verdict, case when app.is_just_sent(v_delivery, p_early_seconds) then 'EARLY' end::text);
  if app.joins_click_burst(v_delivery, p_number) then
    v_verdict := coalesce(v_verdict, 'MANY_LINKS');
  end if;
  perform app.add_reading(v_delivery, 'CLICK', p_number, v_verdict);
  perform app.draw_reading(v_delivery);
  if v_verdict is null then
    perform app.note_evidence(p_delivery_id);
  end if;
  return v_url;
end
$$;

grant execute on function app.note_email_open, app.find_email_link, app.follow_email_link to lotline_app;
