-- Mail that people of an organization cause is counted, so that nobody fills the mailboxes of strangers with it: 50 an hour for an
-- organization, and 5 a day for an address that is not one of its own, whoever writes to it. What is beyond is not refused: it
-- waits for its turn. Mail of the schedule and of the platform is not counted.

-- Says whether an address belongs to somebody of the organization, or agreed to get its invoices.
create or replace function app.is_own_address(p_organization_id uuid, p_email text) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from users person join memberships membership on membership.user_id = person.id
      where lower(person.email) = lower(p_email) and person.email_confirmed_at is not null and membership.organization_id = p_organization_id)
    or exists (select from billing_emails
      where organization_id = p_organization_id and email = lower(p_email) and confirmed_at is not null)
$$;

-- Returns when the next counted mail of an organization to an address may go out: the first moment with fewer than 50 mails in the
-- hour before it and, for a stranger, not before a day after the 5th. Those who count at the same moment wait for each other.
create or replace function app.find_mail_turn(p_organization_id uuid, p_recipient text) returns timestamptz
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_turn timestamptz := now();
begin
  perform pg_advisory_xact_lock(hashtextextended('counted-mail:' || p_organization_id, 0));
  if not app.is_own_address(p_organization_id, p_recipient) then
    perform pg_advisory_xact_lock(hashtextextended('counted-mail:' || lower(p_recipient), 0));
    v_turn := greatest(v_turn, (select counted_at + interval '1 day' from outgoing_mail
      where lower(recipient) = lower(p_recipient) and counted_at is not null order by counted_at desc nulls last offset 4 limit 1));
  end if;
  -- What waits for a stranger's next day does not hold up what comes before it.
  return (
    select candidate.turn from (
      select v_turn as turn
      union all
      select counted_at + interval '1 hour' from outgoing_mail
      where organization_id = p_organization_id and counted_at > v_turn - interval '1 hour'
    ) candidate
    where (select count(*) from outgoing_mail
      where organization_id = p_organization_id and counted_at > candidate.turn - interval '1 hour' and counted_at <= candidate.turn) < 50
    order by candidate.turn limit 1);
end
$$;

-- Counts a mail that was just queued, where somebody of its organization caused it, and lets it wait for its turn. What warns the
-- people of an organization does not wait: whoever it warns of could see to it that there is much before it.
create or replace function app.count_mail(p_key text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_mail outgoing_mail;
  v_turn timestamptz;
begin
  select * into v_mail from outgoing_mail where key = p_key;
  if v_mail.organization_id is distinct from app.current_organization_id() or v_mail.organization_id is null then
    return;
  end if;
  v_turn := case when v_mail.kind in ('role-changed', 'billing-changed', 'organization-closing', 'organization-kept-open', 'second-factor-required')
    then now()
    else app.find_mail_turn(v_mail.organization_id, v_mail.recipient) end;
  update outgoing_mail set counted_at = v_turn, send_after = v_turn where id = v_mail.id;
end
$$;

-- Queues counted mail of an organization that carries a secret.
create or replace function app.queue_counted_secret(p_key text, p_organization_id uuid, p_recipient text, p_kind text, p_content jsonb, p_secret text)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform app.queue_secret_mail(p_key, p_recipient, p_kind, p_content, p_secret, p_organization_id);
  perform app.count_mail(p_key);
end
$$;

-- Returns the seconds until the last mail goes out that this transaction queued for the viewer's organization; 0 when all of it
-- goes out at once.
create or replace function app.find_mail_delay() returns integer
language sql stable security definer
set search_path = public, pg_temp
as $$
  select coalesce(ceil(extract(epoch from max(counted_at) - now())), 0)::integer from outgoing_mail
  where organization_id = app.current_organization_id() and created_at = now() and counted_at > now()
$$;

grant execute on function app.find_mail_delay to lotline_app;
