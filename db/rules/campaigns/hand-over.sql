-- A lane hands messages to the mail server in strides of ten. One request settles the stride before and hands over the next. What is
-- settled stays settled, also when the hand-over behind it fails.
--
-- The lane names each stride by a claim that it makes up. The same claim is answered with the same rows, so an answer that got lost
-- costs nobody. A row that was handed over comes back only if its own claim says, within its own lease, that it was certainly not
-- taken. Whoever hears nothing for long makes it UNKNOWN, and it stays that: only a provider that knows the claim as a key of
-- idempotency is asked again, with the very same stride.

-- Settles the stride before and hands over the next one.
--
--   p_started_at     when the email began, as the lane has read it: content of an earlier start is not sent
--   p_claim_id       of the new stride
--   p_token_hashes   a list, by place in the stride, of {unsubscribe, view, bounce}: SHA-256 in hex of the tokens of that claim and place
--   p_secret_version names the secret that the tokens were made with
--   p_settlements    a list of {claimId, leaseUntil, results}; each result {id, attempt, outcome, reason, code, messageId, pauses}. Outcome:
--                    SENT, REFUSED (for good), NOT_TAKEN (certainly), UNSENT (not even tried), UNKNOWN. pauses: GROUP or TRANSPORT
--   p_limit          messages of the stride; 0 settles only
--   p_settings       {leaseSeconds, rate, groupRate (messages a second, 0 for no limit), repeatsUnknown, secretVersions}
--
-- Returns {outcome} and more. HANDED_OVER with claimId, leaseUntil, organizationId and rows; NOTHING (that is due now); THROTTLED (ask again in
-- a second); BUSY (two lanes work for the organization); STOPPED (it is not being sent); FAILED with the problem, where nothing was handed
-- over; SETTLED, where nothing was asked for. Null for somebody who is signed in.
create or replace function app.hand_over_stride(p_email_id uuid, p_started_at timestamptz, p_claim_id uuid, p_token_hashes jsonb,
  p_secret_version text, p_settlements jsonb, p_limit integer, p_settings jsonb) returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
  v_answer jsonb;
begin
  if app.current_user_id() is not null then
    return null;
  end if;
  select * into v_email from app.lock_email(p_email_id);
  if v_email.id is null then
    return jsonb_build_object('outcome', 'STOPPED');
  end if;
  perform app.settle_deliveries(v_email, p_settlements);
  if p_limit = 0 then
    return jsonb_build_object('outcome', 'SETTLED');
  end if;
  begin
    v_answer := app.hand_over_deliveries(p_email_id, p_started_at, p_claim_id, p_token_hashes, p_secret_version, p_limit, p_settings);
  exception when others then
    v_answer := jsonb_build_object('outcome', 'FAILED', 'problem', sqlerrm);
  end;
  return v_answer;
end
$$;
comment on function app.hand_over_stride is 'Outcomes: HANDED_OVER, NOTHING, THROTTLED, BUSY, STOPPED, FAILED, SETTLED.';

-- Writes down what became of messages. It may be told twice. The email is locked.
create or replace function app.settle_deliveries(p_email email_campaigns, p_settlements jsonb) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_settled jsonb;
begin
  with results as (
    select (settlement ->> 'claimId')::uuid as claim_id, (settlement ->> 'leaseUntil')::timestamptz as lease_until, result.*
    from jsonb_array_elements(p_settlements) settlement
    cross join lateral jsonb_to_recordset(settlement -> 'results') as result (id uuid, attempt integer, outcome text, reason text, code text,
      "messageId" text, pauses text)
  ), claimed as materialized (
    select * from email_deliveries where claim_id = any (array(select claim_id from results))
  ), judged as materialized (
    select results.*, delivery.domain_group, case
        when outcome = 'SENT' then 'SENT'
        when outcome = 'REFUSED' and delivery.reason is distinct from app.repeated_reason() then 'FAILED'
        when outcome = 'UNKNOWN' then 'UNKNOWN'
        -- That the second asking was not heard says nothing of the first.
        when delivery.reason = app.repeated_reason() then 'UNKNOWN'
        when p_email.cancelled_at is not null then 'SKIPPED'
        when outcome = 'NOT_TAKEN' and (delivery.attempts >= 10 or delivery.first_handed_over_at <= now() - interval '48 hours'
          or delivery.attempts > 1 and delivery.created_at <= now() - interval '48 hours') then 'FAILED'
        else 'QUEUED' end as next
    from results
    join claimed delivery on delivery.organization_id = p_email.organization_id and delivery.email_campaign_id = p_email.id
      and delivery.id = results.id and delivery.claim_id = results.claim_id and delivery.attempts = results.attempt
    where delivery.status in ('SENDING', 'UNKNOWN')
      -- A stride that is asked for again has another lease: an answer to the first asking does not release it.
      and (results.outcome in ('SENT', 'REFUSED') or delivery.lease_until = results.lease_until)
  ), settled as (
    update email_deliveries delivery set
      status = judged.next::email_delivery_status,
      reason = case when judged.next = 'SENT' then null when judged.next = 'SKIPPED' then 'CANCELLED'
        when delivery.reason = app.repeated_reason() then delivery.reason else left(judged.reason, 1000) end,
      attempts = case when judged.outcome = 'UNSENT' and judged.next in ('QUEUED', 'SKIPPED') then delivery.attempts - 1 else delivery.attempts end,
      send_after = case when judged.outcome = 'NOT_TAKEN' and judged.next = 'QUEUED'
        then now() + make_interval(mins => least(60, power(2, delivery.attempts - 1))::integer) else delivery.send_after end,
      sent_at = case when judged.next = 'SENT' then coalesce(delivery.sent_at, now()) else delivery.sent_at end,
      provider_message_id = coalesce(judged."messageId", delivery.provider_message_id),
      lease_until = case when judged.next = 'UNKNOWN' then delivery.lease_until end,
      claim_id = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.claim_id end,
      claim_place = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.claim_place end,
      first_handed_over_at = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.first_handed_over_at end,
      handed_over_at = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.handed_over_at end,
      merge_values = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.merge_values end,
      secret_version = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.secret_version end,
      unsubscribe_token_hash = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.unsubscribe_token_hash end,
      view_token_hash = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.view_token_hash end,
      bounce_token_hash = case when judged.next in ('QUEUED', 'SKIPPED') then null else delivery.bounce_token_hash end
    from judged
    where delivery.id = any (array(select id from judged)) and delivery.id = judged.id and delivery.claim_id = judged.claim_id
      and delivery.status in ('SENDING', 'UNKNOWN')
    returning delivery.id, judged.next, judged.code, judged.pauses, judged.domain_group
  )
  select jsonb_agg(to_jsonb(settled)) into v_settled from settled;
  if v_settled is null then
    return;
  end if;
  begin
    perform app.heed_settlement(p_email, v_settled);
  exception when others then
    -- What became of the messages is kept in any case.
    raise warning 'what email % learned from its answers is lost: %', p_email.id, sqlerrm;
  end;
end
$$;

-- Draws the conclusions from answers of mail servers: who is slowed down, who gets no mail any more, and whether the email stops.
create or replace function app.heed_settlement(p_email email_campaigns, p_settled jsonb) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_refused record;
  v_delivery email_deliveries;
  v_paused text[];
  v_taken text[];
begin
  select coalesce(array_agg(distinct case pauses when 'TRANSPORT' then 'transport' else domain_group end) filter (where pauses is not null), '{}'),
    coalesce(array_agg(distinct domain_group) filter (where next = 'SENT'), '{}')
  into v_paused, v_taken
  from jsonb_to_recordset(p_settled) as settled (next text, pauses text, domain_group text);
  perform app.pause_budgets(v_paused, v_taken);
  for v_refused in
    select id, code from jsonb_to_recordset(p_settled) as settled (id uuid, next text, code text)
    where next = 'FAILED' and code is not null order by id
  loop
    select * into v_delivery from email_deliveries where id = v_refused.id;
    insert into email_events (organization_id, delivery_id, kind, verdict, occurred_at)
    values (v_delivery.organization_id, v_delivery.id, 'BOUNCE', v_refused.code, date_trunc('minute', now()));
    perform app.judge_bounce(v_delivery, v_refused.code);
  end loop;
  perform app.pause_failing_email(p_email.id);
end
$$;

-- Says whether a message that waits should have gone out more than 24 hours ago. Those behind an A/B test wait for its winner.
create or replace function app.is_late(p_email email_campaigns, p_variant email_variant, p_send_after timestamptz) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select greatest(p_email.started_at, p_send_after, case when p_variant is null then p_email.ab_decided_at end) < now() - interval '24 hours'
$$;

-- Finds rows of an email that may be handed over now, by their ids, and locks them: rows that wait, and rows whose time has come. It walks
-- along the index of what is queued until there are enough. Sorting is switched off for that: the planner knows nothing of a new email,
-- takes its rows for few, and would read all of them for each stride.
--
--   p_closed  groups of domains to which nothing can go now
create or replace function app.find_due_deliveries(p_email email_campaigns, p_closed text[], p_limit integer)
returns table (id uuid, domain_group text)
language plpgsql
set search_path = public, pg_temp
set enable_sort = off
set enable_bitmapscan = off
as $$
#variable_conflict use_column
begin
  return query
  select delivery.id, delivery.domain_group from email_deliveries delivery
  where delivery.organization_id = p_email.organization_id and delivery.email_campaign_id = p_email.id and delivery.status = 'QUEUED'
    and (delivery.send_after is null or delivery.send_after <= now()) and delivery.handed_over_at is null
    and (not p_email.is_ab_test or delivery.variant is not null or p_email.ab_winner is not null)
    and delivery.domain_group <> all (p_closed)
  order by delivery.id limit p_limit
  for no key update skip locked;
end
$$;

-- Lists the rows of an email that a claim has. The claim is looked for first: nothing else finds ten rows among a hundred thousand.
create or replace function app.list_claimed(p_email email_campaigns, p_claim_id uuid) returns setof email_deliveries
language sql stable
set search_path = public, pg_temp
as $$
  with claimed as materialized (select * from email_deliveries where claim_id = p_claim_id)
  select * from claimed where organization_id = p_email.organization_id and email_campaign_id = p_email.id
$$;

-- Hands over the next stride of an email that is locked. A statement that waits too long for a lock fails, and nothing is handed over.
create or replace function app.hand_over_deliveries(p_email_id uuid, p_started_at timestamptz, p_claim_id uuid, p_token_hashes jsonb,
  p_secret_version text, p_limit integer, p_settings jsonb) returns jsonb
language plpgsql
set search_path = public, pg_temp
set lock_timeout = '3s'
as $$
declare
  v_email email_campaigns;
  v_lease constant interval := make_interval(secs => (p_settings ->> 'leaseSeconds')::integer);
  v_rate constant integer := (p_settings ->> 'rate')::integer;
  v_group_rate constant integer := (p_settings ->> 'groupRate')::integer;
  v_closed text[];
  v_candidates uuid[];
  v_groups text[];
  v_chosen uuid[];
  v_skipped integer := 0;
  v_claim_id uuid;
begin
  select * into v_email from email_campaigns where id = p_email_id;
  if exists (select from app.list_claimed(v_email, p_claim_id) where status = 'SENDING') then
    update email_deliveries set lease_until = now() + v_lease
    where id in (select id from app.list_claimed(v_email, p_claim_id)) and status = 'SENDING';
    return app.describe_stride(v_email, p_claim_id);
  elsif v_email.status <> 'SENDING' or v_email.cancelled_at is not null or v_email.started_at is distinct from p_started_at then
    return jsonb_build_object('outcome', 'STOPPED');
  elsif (select count(distinct delivery.claim_id) from email_deliveries delivery
    where delivery.status = 'SENDING' and delivery.lease_until > now() and delivery.organization_id = v_email.organization_id) >= 2 then
    return jsonb_build_object('outcome', 'BUSY');
  elsif exists (select from send_budgets where name = 'transport' and paused_until > clock_timestamp()) then
    return jsonb_build_object('outcome', 'NOTHING');
  end if;

  if (p_settings ->> 'repeatsUnknown')::boolean then
    v_claim_id := app.repeat_unknown_stride(v_email, v_lease, p_settings -> 'secretVersions');
    if v_claim_id is not null then
      return app.describe_stride(v_email, v_claim_id);
    end if;
  end if;

  v_closed := app.list_closed_groups(v_group_rate);
  select array_agg(id), array_agg(distinct domain_group) into v_candidates, v_groups
  from app.find_due_deliveries(v_email, v_closed, p_limit * 3);
  if v_candidates is null then
    perform app.work_off_email(v_email.id, (p_settings ->> 'repeatsUnknown')::boolean, 0);
    return jsonb_build_object('outcome', 'NOTHING');
  -- Nothing is late of an email that began less than 24 hours ago.
  elsif v_email.started_at < now() - interval '24 hours'
    and exists (select from email_deliveries where id = any (v_candidates) and app.is_late(v_email, variant, send_after)) then
    if app.pause_by_itself(v_email.id, 'LATE') then
      return jsonb_build_object('outcome', 'STOPPED');
    end if;
  end if;

  if exists (select from app.judge_deliveries(v_candidates) where refusal is not null) then
    update email_deliveries delivery set status = 'SKIPPED', reason = judged.refusal
    from app.judge_deliveries(v_candidates) judged where delivery.id = judged.id and judged.refusal is not null;
    get diagnostics v_skipped = row_count;
  end if;

  -- States are compared as texts, so that rows are found by their ids and by nothing else.
  with budget as materialized (
    select * from app.open_budgets(v_groups, v_rate, v_group_rate)
  ), ranked as (
    select delivery.id, delivery.send_after, delivery.domain_group,
      row_number() over (partition by delivery.domain_group order by delivery.send_after nulls last, delivery.id) as place
    from email_deliveries delivery where delivery.id = any (v_candidates) and delivery.status::text = 'QUEUED'
  ), affordable as (
    select ranked.id, row_number() over (order by ranked.send_after nulls last, ranked.id) as place
    from ranked join budget on budget.name = ranked.domain_group where ranked.place <= budget.tokens
  )
  select array_agg(id order by place) into v_chosen
  from affordable where place <= least(p_limit, (select tokens from budget where name = 'transport'));
  -- A few at a time would cost a request each: better to wait until half a stride may go.
  if coalesce(cardinality(v_chosen), 0) < least(p_limit, cardinality(v_candidates) - v_skipped) / 2.0 then
    return jsonb_build_object('outcome', 'THROTTLED');
  end if;

  -- Asks once more, in the statement that hands over, whether the person may be written to.
  update email_deliveries delivery set status = 'SENDING', reason = null, attempts = delivery.attempts + 1, claim_id = p_claim_id,
    claim_place = chosen.place, lease_until = now() + v_lease, handed_over_at = now(),
    first_handed_over_at = coalesce(delivery.first_handed_over_at, now()), secret_version = p_secret_version,
    variant = coalesce(delivery.variant, v_email.ab_winner),
    unsubscribe_token_hash = p_token_hashes -> chosen.place ->> 'unsubscribe', view_token_hash = p_token_hashes -> chosen.place ->> 'view',
    bounce_token_hash = p_token_hashes -> chosen.place ->> 'bounce',
    -- The values of tags follow from these: app/modules/campaigns/merge-tags/values.ts.
    merge_values = jsonb_build_object('name', contact.name, 'email', delivery.email, 'organization', v_email.snapshot ->> 'organizationName')
  from (select id, (place - 1)::integer as place from unnest(v_chosen) with ordinality as listed (id, place)) chosen,
    app.judge_deliveries(v_chosen) judged, contacts contact
  where delivery.id = any (v_chosen) and delivery.id = chosen.id and delivery.status::text = 'QUEUED' and delivery.handed_over_at is null
    and contact.organization_id = delivery.organization_id and contact.id = delivery.contact_id
    and judged.id = delivery.id and judged.refusal is null;
  if v_rate > 0 or v_group_rate > 0 then
    perform app.take_tokens(array(select domain_group from email_deliveries where claim_id = p_claim_id));
  end if;
  return app.describe_stride(v_email, p_claim_id);
end
$$;

-- Marks a row that was asked for again: from then on only the answer that it was taken ends its unknown outcome.
create or replace function app.repeated_reason() returns text
language sql immutable
set search_path = public, pg_temp
as $$ select 'Nobody said whether it was taken, and the provider was asked again.' $$;

-- Takes a stride again whose outcome is not known, for a provider that knows its claim: with the same rows, values and tokens, within 12
-- hours, and not before five minutes have passed. Not where one of its people may not be written to any more, because leaving one out
-- would make it another stride.
--
-- Returns its claim; null where there is none.
create or replace function app.repeat_unknown_stride(p_email email_campaigns, p_lease interval, p_secret_versions jsonb) returns uuid
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_claim_id uuid;
begin
  select lost.claim_id into v_claim_id from email_deliveries lost
  where lost.organization_id = p_email.organization_id and lost.email_campaign_id = p_email.id and lost.status = 'UNKNOWN'
    and lost.handed_over_at > now() - interval '12 hours' and lost.lease_until <= now() - interval '5 minutes'
    and p_secret_versions ? lost.secret_version and not exists (
      select from email_deliveries other
      where other.claim_id = lost.claim_id and (other.merge_values is null or other.contact_id is null or other.status = 'SENDING'
        or other.status = 'UNKNOWN' and app.refuse_recipient(other.organization_id, other.contact_id, other.email) is not null))
  order by lost.lease_until, lost.id limit 1;
  update email_deliveries set status = 'SENDING', reason = app.repeated_reason(), lease_until = now() + p_lease
  where claim_id = v_claim_id and organization_id = p_email.organization_id and email_campaign_id = p_email.id and status = 'UNKNOWN';
  return v_claim_id;
end
$$;

-- Describes the rows of a claim as the lane gets them, by their places. Those that are not open any more belong to the stride as well: a
-- provider that is asked again has to see all of it.
create or replace function app.describe_stride(p_email email_campaigns, p_claim_id uuid) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('outcome', 'HANDED_OVER', 'claimId', p_claim_id,
    'leaseUntil', max(lease_until) filter (where status = 'SENDING'),
    'rows', coalesce(jsonb_agg(jsonb_build_object('id', id, 'attempt', attempts, 'place', claim_place, 'email', email,
      'variant', coalesce(variant, 'A'), 'values', merge_values, 'secretVersion', secret_version, 'isOpen', status = 'SENDING')
      order by claim_place), '[]'))
  from app.list_claimed(p_email, p_claim_id)
$$;

grant execute on function app.hand_over_stride to lotline_tasks;
