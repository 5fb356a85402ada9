-- What is kept for a time only. SECURITY.md has the same table for people, app/modules/accounts/retention/periods.ts for the code;
-- a test holds the three together. The same task of the schedule calls what other files remove: sessions, links and codes, counts,
-- the rows of closed organizations, and files.

-- Removes what is past its time and returns how much of each. The schedule calls it once a day.
--
--   what  the key of the kind in periods.ts
create or replace function app.apply_retention() returns table (what text, removed integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  what := 'invitations';
  delete from invitations where coalesce(accepted_at, expires_at) < now() - interval '90 days';
  get diagnostics removed = row_count;
  return next;

  -- The row stays: its key keeps the same mail from being sent again, and whoever got the mail of an alert can stop it by its link.
  what := 'sentMail';
  update outgoing_mail set
    recipient = case when kind = 'reid-alert' then recipient else '' end,
    content = case when kind = 'reid-alert' then jsonb_build_object('alertId', content -> 'alertId', 'name', content -> 'name') else '{}' end
  where (sent_at is not null or send_after = 'infinity') and created_at < now() - interval '90 days'
    and content <> '{}' and (kind <> 'reid-alert' or content ? 'sentences');
  get diagnostics removed = row_count;
  return next;

  what := 'paymentEvents';
  delete from payment_events where received_at < now() - interval '400 days';
  get diagnostics removed = row_count;
  return next;
end
$$;
comment on function app.apply_retention is 'Never null: what, removed.';

grant execute on function app.apply_retention to lotline_tasks;
