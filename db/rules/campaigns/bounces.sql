-- What becomes known of a message after it was sent: a provider says that it was delivered, a mail server gives it back, a
-- person complains. Reports come late, twice and out of order. They only move a delivery upwards, SENT < DELIVERED < BOUNCED <
-- COMPLAINED, and so does whatever proves that a message arrived whose outcome was not known. Nobody who is signed in reports.

-- Returns the enhanced status code (RFC 3463) that an answer of a mail server names, such as 5.1.1; null where it names none.
create or replace function app.find_status_code(p_reason text) returns text
language sql immutable
set search_path = public, pg_temp
as $$ select substring(p_reason from '(?<![0-9.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9]|\.[0-9])') $$;

-- Says whether a code means that there is no such mailbox: then nobody writes to it again. 5.1.7 and 5.1.8 speak of our own
-- sender, and 5.7.x of a policy.
create or replace function app.is_gone_for_good(p_code text) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$ select coalesce(p_code in ('5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'), false) $$;

-- Says whether a code means that a mailbox takes nothing at present: it is full, or cannot be reached.
create or replace function app.is_gone_for_now(p_code text) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$ select coalesce(p_code like '4.%' or p_code in ('5.2.2', '5.4.4'), false) $$;

-- Suppresses the address of a delivery that was given back, as its code asks: at once, or with the third email within 30 days
-- that its mailbox did not take. Call it once the delivery's event is written.
create or replace function app.judge_bounce(p_delivery email_deliveries, p_code text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  -- Of an erased person there is no address to suppress.
  if p_delivery.contact_id is null then
    return;
  elsif app.is_gone_for_good(p_code) or app.is_gone_for_now(p_code) and (
    select count(distinct delivery.email_campaign_id) >= 3
    from email_deliveries delivery
    join email_events event on event.organization_id = delivery.organization_id and event.delivery_id = delivery.id
    where delivery.organization_id = p_delivery.organization_id and delivery.contact_id = p_delivery.contact_id
      and delivery.email = p_delivery.email and event.kind = 'BOUNCE' and event.occurred_at > now() - interval '30 days'
      and app.is_gone_for_now(event.verdict)) then
    perform app.suppress(p_delivery.organization_id, p_delivery.email, 'BOUNCED', 'A mail server answered ' || p_code || '.');
  end if;
end
$$;

-- Returns the rank of a state that a delivery has once its message was taken; null for all others.
create or replace function app.rank_delivery(p_status email_delivery_status) returns integer
language sql immutable
set search_path = public, pg_temp
as $$ select array_position(array['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED'], p_status::text) $$;

-- Moves a delivery up to a state, and notes when it came there. One that is on its way, or of unknown outcome, or waits for
-- another try although it was tried, is now known to have been taken. One that was refused or left out stays what it is.
-- The email is locked.
create or replace function app.raise_delivery(p_delivery_id uuid, p_status email_delivery_status, p_reason text) returns email_deliveries
language sql
set search_path = public, pg_temp
as $$
  update email_deliveries delivery set
    status = case
      when delivery.status in ('SENDING', 'UNKNOWN') or delivery.status = 'QUEUED' and delivery.attempts > 0
        or app.rank_delivery(delivery.status) < app.rank_delivery(p_status) then p_status else delivery.status end,
    sent_at = case when delivery.status in ('FAILED', 'SKIPPED') then delivery.sent_at else coalesce(delivery.sent_at, now()) end,
    lease_until = null,
    delivered_at = case when p_status = 'DELIVERED' then coalesce(delivery.delivered_at, now()) else delivery.delivered_at end,
    bounced_at = case when p_status = 'BOUNCED' then coalesce(delivery.bounced_at, now()) else delivery.bounced_at end,
    complained_at = case when p_status = 'COMPLAINED' then coalesce(delivery.complained_at, now()) else delivery.complained_at end,
    reason = case when p_status = 'BOUNCED' then coalesce(left(p_reason, 1000), delivery.reason)
      when delivery.status in ('SENDING', 'UNKNOWN', 'QUEUED') then null else delivery.reason end
  where delivery.id = p_delivery_id and (delivery.status <> 'QUEUED' or delivery.attempts > 0)
  returning *
$$;

-- Notes that a message arrived, because a person clicked in it or used its link to unsubscribe.
create or replace function app.note_evidence(p_delivery_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_email_id uuid;
begin
  select email_campaign_id into v_email_id from email_deliveries
  where id = p_delivery_id and (status in ('SENDING', 'UNKNOWN') or status = 'QUEUED' and attempts > 0);
  if v_email_id is not null then
    perform app.lock_email(v_email_id);
    perform app.raise_delivery(p_delivery_id, 'SENT', null);
  end if;
end
$$;

-- Notes what a provider or a mail server reports of a delivery.
--
--   p_kind         DELIVERY, BOUNCE or COMPLAINT
--   p_reason       the server's words, with their code where there is one
--   p_external_id  the reporter's name of the event: it counts once
--
-- Outcomes: NOTED, REPEATED (it was before), NOT_FOUND.
create or replace function app.note_delivery_event(p_delivery_id uuid, p_kind email_event_kind, p_reason text, p_external_id text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_delivery email_deliveries;
  v_code text := case when p_kind = 'BOUNCE' then app.find_status_code(p_reason) end;
begin
  if app.current_user_id() is not null or p_kind not in ('DELIVERY', 'BOUNCE', 'COMPLAINT') then
    return 'NOT_FOUND';
  end if;
  select * into v_delivery from email_deliveries where id = p_delivery_id;
  if v_delivery.id is null then
    return 'NOT_FOUND';
  end if;
  perform app.lock_email(v_delivery.email_campaign_id);
  insert into email_events (organization_id, delivery_id, kind, verdict, occurred_at, external_id)
  values (v_delivery.organization_id, v_delivery.id, p_kind, v_code, date_trunc('minute', now()), left(p_external_id, 500))
  on conflict do nothing;
  if not found then
    return 'REPEATED';
  end if;
  perform app.raise_delivery(v_delivery.id,
    case p_kind when 'DELIVERY' then 'DELIVERED' when 'BOUNCE' then 'BOUNCED' else 'COMPLAINED' end::email_delivery_status, p_reason);
  if p_kind = 'BOUNCE' then
    perform app.judge_bounce(v_delivery, v_code);
  elsif p_kind = 'COMPLAINT' and v_delivery.contact_id is not null then
    perform app.suppress(v_delivery.organization_id, v_delivery.email, 'COMPLAINED', null);
  end if;
  perform app.pause_failing_email(v_delivery.email_campaign_id);
  return 'NOTED';
end
$$;
comment on function app.note_delivery_event is 'Outcomes: NOTED, REPEATED, NOT_FOUND.';

-- Notes what came back to the return path of a message. Only the mail itself carries that address, in its envelope, so whoever was
-- forwarded the mail reports nothing.
--
--   p_token_hash  SHA-256 of the token in the address, hex
--
-- Outcomes: NOTED, REPEATED, NOT_FOUND.
create or replace function app.note_returned_mail(p_token_hash text, p_kind email_event_kind, p_reason text, p_external_id text) returns text
language sql security definer
set search_path = public, pg_temp
as $$
  select coalesce((
    select app.note_delivery_event(delivery.id, p_kind, p_reason, p_external_id) from email_deliveries delivery
    where delivery.bounce_token_hash = p_token_hash), 'NOT_FOUND')
$$;
comment on function app.note_returned_mail is 'Outcomes: NOTED, REPEATED, NOT_FOUND.';

grant execute on function app.note_delivery_event, app.note_returned_mail to lotline_app;
