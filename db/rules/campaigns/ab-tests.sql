-- An A/B test sends two subjects to a part of the audience, and the better one to the others. The ledger's rows of the test have a variant from
-- the start; those of the others get that of the winner when they are handed over. Which one is better is judged in
-- app/modules/campaigns/ab-tests/judgement.ts.

-- Lists tests that are to be decided, with what they counted: all recipients of the test have been tried, and the hours to wait are over
-- since. Whoever is tried a second time holds nobody up, and whoever could not be tried for a day neither.
--
--   events_a, events_b  people who clicked, or opened, by what the test goes by
create or replace function app.list_due_ab_tests(p_limit integer)
returns table (email_id uuid, measure text, delivered_a integer, events_a integer, delivered_b integer, events_b integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select email.id, given.measure, test.delivered_a, test.events_a, test.delivered_b, test.events_b
  from email_campaigns email
  cross join lateral (
    select case email.ab_test_config ->> 'by' when 'OPENS' then 'OPENS' else 'CLICKS' end as measure,
      make_interval(hours => (email.ab_test_config ->> 'waitHours')::integer) as pause
  ) given
  cross join lateral (
    select (count(*) filter (where variant = 'A' and arrived))::integer as delivered_a,
      (count(*) filter (where variant = 'A' and arrived and acted))::integer as events_a,
      (count(*) filter (where variant = 'B' and arrived))::integer as delivered_b,
      (count(*) filter (where variant = 'B' and arrived and acted))::integer as events_b,
      coalesce(bool_or(is_untried), false) as has_untried,
      coalesce(max(sent_at) filter (where attempts = 1), email.queued_all_at) as last_sent_at
    from (
      select variant, attempts, sent_at, status in ('SENT', 'DELIVERED', 'COMPLAINED') as arrived,
        case given.measure when 'OPENS' then opened_at else clicked_at end is not null as acted,
        status = 'SENDING' or status = 'QUEUED' and attempts = 0 as is_untried
      from email_deliveries
      where organization_id = email.organization_id and email_campaign_id = email.id and variant is not null
    ) delivery
  ) test
  where app.current_user_id() is null and email.status = 'SENDING' and email.is_ab_test and email.ab_winner is null
    and email.cancelled_at is null and email.queued_all_at <= now() - given.pause
    and (not test.has_untried and test.last_sent_at <= now() - given.pause or email.queued_all_at <= now() - given.pause - interval '24 hours')
  order by email.started_at, email.id limit p_limit
$$;
comment on function app.list_due_ab_tests is 'Never null: email_id, measure, delivered_a, events_a, delivered_b, events_b.';

-- Lets the others get one of the subjects. Of several who decide at once the first one counts. Nothing for somebody who is signed in.
--
-- Outcomes: DECIDED; ALREADY (it was before, or it is not being sent), NOT_FOUND.
create or replace function app.decide_ab_test(p_email_id uuid, p_winner email_variant, p_reason text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
begin
  if app.current_user_id() is not null then
    return 'NOT_FOUND';
  end if;
  select * into v_email from app.lock_email(p_email_id);
  if v_email.id is null or not v_email.is_ab_test then
    return 'NOT_FOUND';
  elsif not app.may_be_decided(v_email) then
    return 'ALREADY';
  end if;
  update email_campaigns set ab_winner = p_winner, ab_decided_at = now(), ab_reason = left(p_reason, 1000) where id = p_email_id;
  return 'DECIDED';
end
$$;
comment on function app.decide_ab_test is 'Outcomes: DECIDED, ALREADY, NOT_FOUND.';

-- Says whether a test is under way and undecided.
create or replace function app.may_be_decided(p_email email_campaigns) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$
  select p_email.is_ab_test and p_email.status in ('SENDING', 'PAUSED') and p_email.cancelled_at is null and p_email.ab_winner is null
$$;

-- Chooses a subject before the test is over.
--
-- Outcomes: CHOSEN; DECIDED (it was before, also by the same click), NOT_TESTING (it is no test, or it is not being sent), NOT_ALLOWED (the
-- creator, an ADMIN or OWNER choose), NOT_FOUND.
create or replace function app.choose_ab_winner(p_email_id uuid, p_winner email_variant) returns text
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
  elsif v_email.ab_winner is not null then
    return 'DECIDED';
  elsif not app.may_be_decided(v_email) then
    return 'NOT_TESTING';
  end if;
  update email_campaigns set ab_winner = p_winner, ab_decided_at = now(), ab_reason = 'Somebody chose it before the test was over.'
  where id = p_email_id;
  perform app.append_audit_entry(v_email.organization_id, 'update', 'campaign_email', p_email_id::text, null,
    jsonb_build_object('ab_winner', p_winner));
  return 'CHOSEN';
end
$$;
comment on function app.choose_ab_winner is 'Outcomes: CHOSEN, DECIDED, NOT_TESTING, NOT_ALLOWED, NOT_FOUND.';

grant execute on function app.list_due_ab_tests, app.decide_ab_test, app.choose_ab_winner to lotline_app;
