-- A webhook's deliveries are claimed by the schedule, sent by the Worker and settled here. Only the claim hands out the sealed secrets
-- that sign them, and the list by which they are sealed anew; both to nobody who is signed in.

grant select (id, organization_id, alert_id, body, is_test, status, attempts, next_attempt_at, answer_status, problem, delivered_at,
  created_at) on reid_webhook_deliveries to lotline_app;

-- Queues a message that tries the webhook of an alert: once, and also while it is paused. When it is answered, a paused webhook goes on.
--
--   p_delivery_id  made with the form: a second click sends no other one
--
-- Outcomes: QUEUED (also when it was before), NO_WEBHOOK, TOO_OFTEN (ten an hour and organization), NOT_FOUND.
create or replace function app.send_webhook_test(p_alert_id uuid, p_delivery_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_alert reid_alerts;
begin
  select * into v_alert from reid_alerts where organization_id = app.current_organization_id() and id = p_alert_id;
  if not app.may_change_alert(v_alert) then
    return 'NOT_FOUND';
  elsif 'WEBHOOK' <> all (v_alert.delivery_channels) or v_alert.webhook_url is null or v_alert.webhook_secret is null then
    return 'NO_WEBHOOK';
  elsif exists (select from reid_webhook_deliveries where organization_id = v_alert.organization_id and alert_id = v_alert.id and id = p_delivery_id) then
    return 'QUEUED';
  elsif not app.count_use('REID_WEBHOOK_TEST', v_alert.organization_id::text, 10) then
    return 'TOO_OFTEN';
  end if;
  insert into reid_webhook_deliveries (id, organization_id, alert_id, body, is_test)
  values (p_delivery_id, v_alert.organization_id, v_alert.id, app.write_webhook_body('reid.alert.test', v_alert, '[]', 0), true)
  on conflict do nothing;
  -- The id is another alert's only where somebody made it up.
  return case when found then 'QUEUED' else 'NOT_FOUND' end;
end
$$;
comment on function app.send_webhook_test is 'Outcomes: QUEUED, NO_WEBHOOK, TOO_OFTEN, NOT_FOUND.';

-- Gives the webhook of an alert a new secret. The one before signs for another day, so that receivers have time to change.
--
--   p_version  of the secret that is replaced: a second click replaces nothing
--
-- Outcomes: REPLACED, CHANGED, NO_WEBHOOK, NOT_FOUND.
create or replace function app.replace_webhook_secret(p_alert_id uuid, p_version integer, p_sealed_secret text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_alert reid_alerts;
begin
  select * into v_alert from reid_alerts where organization_id = app.current_organization_id() and id = p_alert_id for update;
  if not app.may_change_alert(v_alert) then
    return 'NOT_FOUND';
  elsif 'WEBHOOK' <> all (v_alert.delivery_channels) then
    return 'NO_WEBHOOK';
  elsif v_alert.secret_version <> p_version then
    return 'CHANGED';
  end if;
  update reid_alerts set previous_webhook_secret = webhook_secret,
    previous_secret_until = case when webhook_secret is not null then now() + interval '1 day' end,
    webhook_secret = p_sealed_secret, secret_version = secret_version + 1
  where id = v_alert.id;
  return 'REPLACED';
end
$$;
comment on function app.replace_webhook_secret is 'Outcomes: REPLACED, CHANGED, NO_WEBHOOK, NOT_FOUND.';

-- Hands deliveries that are due to the schedule, with the sealed secrets that sign them, for 60 seconds: whoever dies meanwhile has sent
-- what may be sent again under the same id. Organizations take turns, so that the slow receivers of one hold up no other. Those of a
-- webhook that was paused or taken away, or that were tried ten times without ever being settled, are given up.
create or replace function app.claim_webhook_deliveries(p_limit integer)
returns table (id uuid, attempt integer, organization_id uuid, alert_id uuid, is_test boolean, body text, address text, secret text, previous_secret text, previous_until timestamptz)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  if app.current_user_id() is not null then
    return;
  end if;
  update reid_webhook_deliveries delivery set status = 'GIVEN_UP', leased_until = null,
    problem = coalesce(delivery.problem, 'The webhook was paused or taken away before it was sent.')
  from reid_alerts alert
  where alert.organization_id = delivery.organization_id and alert.id = delivery.alert_id and delivery.status = 'PENDING'
    and delivery.next_attempt_at <= now() and coalesce(delivery.leased_until <= now(), true)
    and ('WEBHOOK' <> all (alert.delivery_channels) or alert.webhook_url is null or alert.webhook_secret is null or delivery.attempts >= 10
      or alert.webhook_paused_at is not null and not delivery.is_test);
  return query
  with due as materialized (
    select delivery.id, delivery.next_attempt_at,
      row_number() over (partition by delivery.organization_id order by delivery.next_attempt_at, delivery.id) as turn
    from reid_webhook_deliveries delivery
    where delivery.status = 'PENDING' and delivery.next_attempt_at <= now() and coalesce(delivery.leased_until <= now(), true)
      and app.is_module_open(delivery.organization_id, 'reid-dashboard')
  ), held as materialized (
    select delivery.id from reid_webhook_deliveries delivery
    where delivery.id in (select due.id from due order by due.turn, due.next_attempt_at, due.id limit p_limit)
      and delivery.status = 'PENDING' and coalesce(delivery.leased_until <= now(), true)
    for update skip locked
  )
  update reid_webhook_deliveries delivery
  set attempts = delivery.attempts + 1, leased_until = now() + interval '60 seconds'
  from held, reid_alerts alert
  where delivery.id = held.id and alert.organization_id = delivery.organization_id and alert.id = delivery.alert_id
  returning delivery.id, delivery.attempts::integer, delivery.organization_id, delivery.alert_id, delivery.is_test,
    delivery.body, alert.webhook_url, alert.webhook_secret,
    alert.previous_webhook_secret, alert.previous_secret_until;
end
$$;
comment on function app.claim_webhook_deliveries is
  'Never null: id, attempt, organization_id, alert_id, is_test, body, address, secret.';

-- Notes what became of deliveries. An attempt whose lease ran out and was claimed again is somebody else's to settle. A webhook that
-- answers 410, or ten of whose messages in a row were given up, is paused; an answer to any message ends the row.
--
--   p_results  a list of {id, attempt, outcome: DELIVERED, GONE or FAILED, status, problem, retryAt: null to give it up}
--
-- Returns how many were settled.
create or replace function app.settle_webhook_deliveries(p_results jsonb) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_count integer;
begin
  if app.current_user_id() is not null then
    return 0;
  end if;
  with results as (
    select * from jsonb_to_recordset(p_results) as result (id uuid, attempt integer, outcome text, status smallint, problem text, "retryAt" timestamptz)
  ), settled as (
    update reid_webhook_deliveries delivery set
      status = case when result.outcome = 'DELIVERED' then 'DELIVERED'
        when result.outcome = 'GONE' or result."retryAt" is null or delivery.is_test then 'GIVEN_UP' else 'PENDING' end::reid_delivery_status,
      next_attempt_at = coalesce(result."retryAt", delivery.next_attempt_at), leased_until = null, answer_status = result.status,
      problem = case when result.outcome <> 'DELIVERED' then left(result.problem, 500) end,
      delivered_at = case when result.outcome = 'DELIVERED' then now() end
    from results result
    where delivery.id = result.id and delivery.attempts = result.attempt and delivery.status = 'PENDING' and delivery.leased_until is not null
    returning delivery.organization_id, delivery.alert_id, delivery.is_test, delivery.status, result.outcome
  ), alerts as (
    select organization_id, alert_id, bool_or(status = 'DELIVERED') as answered, bool_or(outcome = 'GONE') as gone,
      count(*) filter (where status = 'GIVEN_UP' and not is_test)::integer as given_up
    from settled group by organization_id, alert_id
  ), noted as (
    update reid_alerts alert set
      webhook_failures = case when settled.answered then 0 else alert.webhook_failures + settled.given_up end,
      webhook_paused_at = case
        when settled.gone then coalesce(alert.webhook_paused_at, now())
        when settled.answered then null
        when alert.webhook_failures + settled.given_up >= 10 then coalesce(alert.webhook_paused_at, now())
        else alert.webhook_paused_at end
    from alerts settled
    where alert.organization_id = settled.organization_id and alert.id = settled.alert_id
      and (settled.gone or settled.answered and (alert.webhook_failures > 0 or alert.webhook_paused_at is not null) or settled.given_up > 0)
  )
  select count(*) into v_count from settled;
  return v_count;
end
$$;

-- Lists sealed secrets of webhooks by the ids of their alerts, for the schedule only: those of an older key are sealed anew.
create or replace function app.list_webhook_secrets(p_after uuid, p_limit integer) returns table (alert_id uuid, secret text, previous_secret text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select id, webhook_secret, previous_webhook_secret from reid_alerts
  where app.current_user_id() is null and webhook_secret is not null and id > p_after order by id limit p_limit
$$;
comment on function app.list_webhook_secrets is 'Never null: alert_id, secret.';

-- Puts secrets that were sealed anew in the place of what they were, unless somebody made a new secret meanwhile.
--
--   p_secrets  a list of {alertId, before, after}
--
-- Returns how many alerts have one.
create or replace function app.replace_sealed_secrets(p_secrets jsonb) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_count integer;
begin
  update reid_alerts alert set
    webhook_secret = coalesce((select after from jsonb_to_recordset(p_secrets) as given (before text, after text)
      where before = alert.webhook_secret), alert.webhook_secret),
    previous_webhook_secret = coalesce((select after from jsonb_to_recordset(p_secrets) as given (before text, after text)
      where before = alert.previous_webhook_secret), alert.previous_webhook_secret)
  where app.current_user_id() is null
    and alert.id in (select "alertId" from jsonb_to_recordset(p_secrets) as given ("alertId" uuid));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

grant execute on function app.list_webhook_secrets, app.replace_sealed_secrets, app.send_webhook_test, app.replace_webhook_secret, app.claim_webhook_deliveries, app.settle_webhook_deliveries to lotline_app;
