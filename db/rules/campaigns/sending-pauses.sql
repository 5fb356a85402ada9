-- An email that is being sent can stand still: a person paused it, or its campaign, or it stopped by itself, because something is wrong.

-- Why an email stands still, in the words that people read.
create or replace function app.pause_reason(p_cause text) returns text
language sql immutable
set search_path = public, pg_temp
as $$
  select case p_cause
    when 'PERSON' then 'Somebody paused it.'
    when 'CAMPAIGN' then 'Its campaign was paused.'
    when 'LATE' then 'It was more than 24 hours late.'
    when 'BOUNCES' then 'More than 5 % of its messages came back or were refused.'
    when 'COMPLAINTS' then 'More than 0.3 % of its recipients complained.' end
$$;

-- Pauses an email. What a lane holds already still goes out.
--
-- Outcomes: PAUSED; the state as it is, where it is not being sent: DRAFT, SCHEDULED, SENDING (it is being cancelled), SENT, FAILED;
-- NOT_ALLOWED, NOT_FOUND.
create or replace function app.pause_email(p_email_id uuid) returns text
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
  elsif v_email.status <> 'SENDING' or v_email.cancelled_at is not null then
    return app.name_email_state(v_email.status);
  end if;
  update email_campaigns set status = 'PAUSED', paused_reason = app.pause_reason('PERSON') where id = v_email.id;
  return 'PAUSED';
end
$$;
comment on function app.pause_email is 'Outcomes: PAUSED, DRAFT, SCHEDULED, SENDING, SENT, FAILED, NOT_ALLOWED, NOT_FOUND.';

-- Lets a paused email go on. Who has it already gets no other one: their rows are settled. Whoever resumes it has read why it stood
-- still, so it does not stop by itself for that again, nor because it is late by now.
--
-- Outcomes: SENDING; the state as it is otherwise, PAUSED where its campaign is; NOT_ALLOWED, NOT_FOUND.
create or replace function app.resume_email(p_email_id uuid) returns text
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
  elsif v_email.status <> 'PAUSED' or exists (
    select from campaigns where organization_id = v_email.organization_id and id = v_email.campaign_id
      and status in ('PAUSED', 'COMPLETED', 'CANCELLED')) then
    return app.name_email_state(v_email.status);
  end if;
  update email_campaigns set status = 'SENDING', paused_reason = null, snapshot = snapshot || jsonb_build_object('read',
    coalesce(snapshot -> 'read', '[]') || coalesce(snapshot -> 'pausedFor', '[]') || '["LATE"]')
  where id = v_email.id;
  return 'SENDING';
end
$$;
comment on function app.resume_email is 'Outcomes: SENDING, DRAFT, SCHEDULED, SENT, FAILED, PAUSED, NOT_ALLOWED, NOT_FOUND.';

-- Pauses what is being sent of a campaign that is paused. Its planned emails wait by themselves.
create or replace function app.pause_emails_of_campaign(p_organization_id uuid, p_campaign_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  update email_campaigns set status = 'PAUSED', paused_reason = app.pause_reason('CAMPAIGN')
  where organization_id = p_organization_id and campaign_id = p_campaign_id and status = 'SENDING' and cancelled_at is null
$$;

-- Pauses an email of which too much came back or was complained about: after 200 tries more than 5 % bounced or refused; complaints of
-- more than 0.3 % and at least three. The caller has locked it.
create or replace function app.pause_failing_email(p_email_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
begin
  select * into v_email from email_campaigns where id = p_email_id;
  if v_email.total_sent + v_email.total_failed >= 200
    and (v_email.total_bounced + v_email.total_failed) * 100 > (v_email.total_sent + v_email.total_failed) * 5 then
    perform app.pause_by_itself(p_email_id, 'BOUNCES');
  end if;
  if v_email.total_complained >= 3 and v_email.total_complained * 1000 > v_email.total_sent * 3 then
    perform app.pause_by_itself(p_email_id, 'COMPLAINTS');
  end if;
end
$$;

-- Pauses an email for a cause that nobody has read yet, and tells its creator. The caller has locked it.
--
-- Returns whether it did.
create or replace function app.pause_by_itself(p_email_id uuid, p_cause text) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
begin
  update email_campaigns set status = 'PAUSED', paused_reason = app.pause_reason(p_cause),
    snapshot = snapshot || jsonb_build_object('pausedFor', jsonb_build_array(p_cause))
  where id = p_email_id and status = 'SENDING' and cancelled_at is null and not coalesce(snapshot -> 'read' ? p_cause, false)
  returning * into v_email;
  if v_email.id is null then
    return false;
  end if;
  perform app.tell_creator(v_email, 'PAUSED', v_email.paused_reason);
  return true;
end
$$;

-- Queues the mail that tells the creator of an email that it failed or stands still; the OWNERs, where the creator has left.
create or replace function app.tell_creator(p_email email_campaigns, p_state text, p_reason text) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail('campaign-email:' || p_email.id || ':' || person.id || ':' || extract(epoch from now()), p_email.organization_id,
    person.email, 'campaign-email-failed', jsonb_build_object('emailId', p_email.id, 'name', p_email.name, 'organization', organization.name,
      'state', p_state, 'reason', p_reason))
  from memberships membership
  join users person on person.id = membership.user_id
  join organizations organization on organization.id = membership.organization_id
  where membership.organization_id = p_email.organization_id and case when exists (
      select from memberships where organization_id = p_email.organization_id and user_id = p_email.created_by)
    then membership.user_id = p_email.created_by else membership.role = 'OWNER' end
$$;

grant execute on function app.pause_email, app.resume_email to lotline_app;
