-- What alerts found goes out by mail and webhook, queued in the transaction that found it, or once a day, week or month in a digest.

-- Describes an event for the receiver of a webhook.
create or replace function app.describe_alert_event(p_event reid_alert_events) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('id', p_event.id, 'areaKey', p_event.area_key, 'areaName', left(p_event.area_name, 120), 'source', p_event.data_source,
    'reportDate', p_event.report_date, 'figure', p_event.figure, 'value', p_event.value, 'baseline', p_event.baseline,
    'unit', case when p_event.figure = 'days_on_market' then 'days' when p_event.figure = 'inventory_months' then 'months'
      when p_event.figure like '%listings' then 'count' else 'cents' end,
    'sentence', p_event.sentence)
$$;

-- Writes the body of a webhook, as Standard Webhooks has it.
--
--   p_events  already few enough for 64 kB
--   p_more    how many are left out
create or replace function app.write_webhook_body(p_type text, p_alert reid_alerts, p_events jsonb, p_more bigint) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('type', p_type, 'timestamp', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'data', jsonb_build_object('alert', jsonb_build_object('id', p_alert.id, 'name', p_alert.name), 'events', p_events, 'moreEvents', p_more))::text
$$;

-- Queues mail and webhooks about events that were not told yet: one message an event, or one an alert as a digest. A mail lists at most
-- 50 events, a webhook as many as 50 kB hold, and both say how many more there are.
create or replace function app.deliver_alert_events(p_event_ids uuid[], p_is_digest boolean) returns void
language sql
set search_path = public, pg_temp
as $$
  with told as (
    update reid_alert_events set delivered_at = now()
    where id = any (p_event_ids) and delivered_at is null and state in ('NEW', 'APPROVED')
    returning *
  ), placed as (
    select told.*, case when p_is_digest then told.alert_id else told.id end as message,
      row_number() over message as place, app.describe_alert_event(row(told.*)::reid_alert_events) as described,
      sum(octet_length(app.describe_alert_event(row(told.*)::reid_alert_events)::text)) over message as bytes
    from told
    window message as (partition by case when p_is_digest then told.alert_id else told.id end order by told.report_date desc, told.area_key, told.id)
  ), messages as (
    select message, organization_id, alert_id, min(id::text) filter (where place = 1) as first_id,
      jsonb_agg(sentence order by place) filter (where place <= 50) as sentences, greatest(count(*) - 50, 0) as more_sentences,
      jsonb_agg(described order by place) filter (where bytes <= 50000) as events, count(*) filter (where bytes > 50000) as more_events
    from placed group by message, organization_id, alert_id
  ), mails as (
    insert into outgoing_mail (key, organization_id, recipient, kind, content)
    select 'reid-alert:' || message.first_id || ':' || recipient.address, alert.organization_id, recipient.address, 'reid-alert',
      jsonb_build_object('alertId', alert.id, 'name', alert.name, 'organization', organization.name, 'addedBy', person.name,
        'frequency', alert.frequency, 'sentences', message.sentences, 'more', message.more_sentences)
    from messages message
    join reid_alerts alert on alert.organization_id = message.organization_id and alert.id = message.alert_id
    join organizations organization on organization.id = alert.organization_id
    left join users person on person.id = alert.user_id
    cross join lateral (select distinct unnest(alert.email_addresses)) recipient (address)
    where 'EMAIL' = any (alert.delivery_channels)
    on conflict (key) do nothing
  )
  insert into reid_webhook_deliveries (organization_id, alert_id, body)
  select alert.organization_id, alert.id, app.write_webhook_body('reid.alert', row(alert.*)::reid_alerts, coalesce(message.events, '[]'), message.more_events)
  from messages message
  join reid_alerts alert on alert.organization_id = message.organization_id and alert.id = message.alert_id
  where 'WEBHOOK' = any (alert.delivery_channels) and alert.webhook_url is not null and alert.webhook_paused_at is null
$$;

-- Sends the digests that are due, each alert's in one message, and plans the next ones. Those of organizations that do not have the
-- module now wait. Returns how many alerts were looked at.
create or replace function app.send_due_digests(p_limit integer) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_alert_ids uuid[] := array(
    select alert.id from reid_alerts alert
    where alert.next_digest_at <= now() and app.is_module_open(alert.organization_id, 'reid-dashboard')
    order by alert.next_digest_at, alert.id limit p_limit for update of alert skip locked);
begin
  perform app.deliver_alert_events(array(
    select event.id from reid_alerts alert
    join reid_alert_events event on event.organization_id = alert.organization_id and event.alert_id = alert.id
    where alert.id = any (v_alert_ids) and event.delivered_at is null and event.state = 'NEW'), true);
  update reid_alerts set next_digest_at = case when is_active then app.find_next_digest(frequency, time_zone, now()) end
  where id = any (v_alert_ids);
  return cardinality(v_alert_ids);
end
$$;

-- Tells whoever got a mail of an alert what it was, so that they can stop it without an account. The id of the mail is only in it.
create or replace function app.find_alert_mail(p_mail_id uuid) returns table (organization text, alert text, recipient text, is_stopped boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.name, mail.content ->> 'name', mail.recipient, not coalesce(mail.recipient = any (alert.email_addresses), false)
  from outgoing_mail mail
  join organizations organization on organization.id = mail.organization_id
  left join reid_alerts alert on alert.organization_id = mail.organization_id and alert.id = (mail.content ->> 'alertId')::uuid
  where mail.id = p_mail_id and mail.kind = 'reid-alert'
$$;
comment on function app.find_alert_mail is 'Never null: organization, alert, recipient, is_stopped.';

-- Takes the recipient of a mail off its alert. An alert that told nobody else goes on telling on the site.
--
-- Outcomes: STOPPED (also when it was before), NOT_FOUND.
create or replace function app.stop_alert_mail(p_mail_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_mail outgoing_mail;
begin
  select * into v_mail from outgoing_mail where id = p_mail_id and kind = 'reid-alert';
  if not found then
    return 'NOT_FOUND';
  end if;
  update reid_alerts set email_addresses = array_remove(email_addresses, v_mail.recipient),
    delivery_channels = case
      when array_remove(email_addresses, v_mail.recipient) <> '{}' then delivery_channels
      when array_remove(delivery_channels, 'EMAIL') <> '{}' then array_remove(delivery_channels, 'EMAIL')
      else '{IN_APP}' end
  where organization_id = v_mail.organization_id and id = (v_mail.content ->> 'alertId')::uuid and v_mail.recipient = any (email_addresses);
  -- Those that wait for the mail server are not sent any more.
  update outgoing_mail set send_after = 'infinity', last_error = 'The recipient stopped the mail of this alert.'
  where kind = 'reid-alert' and organization_id = v_mail.organization_id and recipient = v_mail.recipient
    and content ->> 'alertId' = v_mail.content ->> 'alertId' and sent_at is null and send_after < 'infinity' and claimed_at is null;
  return 'STOPPED';
end
$$;
comment on function app.stop_alert_mail is 'Outcomes: STOPPED, NOT_FOUND.';

grant execute on function app.send_due_digests, app.find_alert_mail, app.stop_alert_mail to lotline_app;
