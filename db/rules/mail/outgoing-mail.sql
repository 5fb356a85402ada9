-- Mail is queued in the transaction it speaks of and sent after it: claimed, handed to the mail server, settled.
--
-- A mail is due when `send_after` has passed. Claiming moves it ten minutes ahead, so that a sender that dies gives it
-- back by itself. Handing over moves it to infinity: from then on the mail server may have it, and it is never sent
-- again unless its sender reports that it was not taken. The number of the attempt tells a sender whose claim ran out
-- from the one that claimed after it.

-- Queues mail to be sent once this transaction has committed, or in its turn where somebody of the organization caused it (see
-- counted-mail.sql). A key that was used before sends nothing again. Nobody is told of what they do themselves at an address that
-- they never confirmed: it may be a stranger's, and names stand in these mails.
create or replace function app.queue_mail(p_key text, p_organization_id uuid, p_recipient text, p_kind text, p_content jsonb)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if exists (select from users where id = app.current_user_id() and email_confirmed_at is null and lower(email) = lower(p_recipient)) then
    return;
  end if;
  insert into outgoing_mail (key, organization_id, recipient, kind, content)
  values (p_key, p_organization_id, p_recipient, p_kind, p_content)
  on conflict (key) do nothing;
  if found then
    perform app.count_mail(p_key);
  end if;
end
$$;

-- Takes up to p_limit mails that are due: first those with a code or link that somebody may be waiting for, then the longest
-- waiting; nobody else gets them for ten minutes. This is the only way to a mail's secret.
create or replace function app.claim_mail(p_limit integer)
returns table (id uuid, attempt integer, kind text, recipient text, content jsonb, secret text)
language sql security definer
set search_path = public, pg_temp
as $$
  with due as materialized (
    select mail.id from outgoing_mail mail
    where mail.sent_at is null and mail.send_after <= now()
    order by mail.secret is null, mail.send_after, mail.id limit p_limit
    for update skip locked
  )
  update outgoing_mail mail
  set claimed_at = now(), attempts = mail.attempts + 1,
    -- The last attempt is not given back.
    send_after = case when mail.attempts < 9 then now() + interval '10 minutes' else 'infinity' end
  from due where mail.id = due.id
  returning mail.id, mail.attempts, mail.kind, mail.recipient, mail.content, mail.secret
$$;
comment on function app.claim_mail is 'Never null: id, attempt, kind, recipient, content.';

-- Marks a mail right before the message goes out. Returns false when the claim has run out, because the mail is
-- somebody else's now, and for an invitation into an organization that closed while the mail waited: its link opens nothing.
create or replace function app.hand_over_mail(p_id uuid, p_attempt integer) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update outgoing_mail set send_after = 'infinity', last_error = 'Handed to the mail server; whether it was taken is not known.'
  where id = p_id and attempts = p_attempt and sent_at is null and claimed_at is not null and send_after > now()
    and not (kind = 'invitation' and app.is_past_closing(organization_id));
  return found;
end
$$;

-- Notes what became of an attempt: the mail was sent when there is no error, else it is tried again, later each time,
-- or not at all. Ten attempts take about two days. Returns SENT, LATER or GIVEN_UP, and null when the mail is no longer
-- this attempt's to settle. The secret of a mail that is not tried again is forgotten.
create or replace function app.settle_mail(p_id uuid, p_attempt integer, p_error text, p_again boolean) returns text
language sql security definer
set search_path = public, pg_temp
as $$
  update outgoing_mail
  set sent_at = case when p_error is null then now() end,
    claimed_at = case when p_error is null then claimed_at end,
    last_error = left(p_error, 1000),
    secret = case when p_error is not null and p_again and attempts < 10 then secret end,
    send_after = case when p_error is not null and p_again and attempts < 10
      then now() + least(interval '1 minute' * power(4, attempts - 1), interval '12 hours') else 'infinity' end
  where id = p_id and attempts = p_attempt and sent_at is null and claimed_at is not null
  returning case when sent_at is not null then 'SENT' when send_after < 'infinity' then 'LATER' else 'GIVEN_UP' end
$$;
comment on function app.settle_mail is 'Outcomes: SENT, LATER, GIVEN_UP or null.';

grant execute on function app.claim_mail, app.hand_over_mail, app.settle_mail to lotline_tasks;
