-- What was under way when a backup was made is not sent again after it was restored.

-- After the database was restored from a backup: whatever was on its way at the moment of the backup, or has become due since, may have
-- gone out, and its outcome is lost. It becomes UNKNOWN, so that nobody gets it again. Emails that became due since are queued for that,
-- and none of them is sent. Run it as the owner, before sending is switched on again.
--
--   p_time  the moment that the backup shows
--
-- Returns how many rows it turned.
create or replace function app.hold_after_restore(p_time timestamptz) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_email email_campaigns;
  v_held integer;
  v_count integer := 0;
begin
  for v_email in
    select * from email_campaigns
    where status in ('SENDING', 'PAUSED') or status = 'SCHEDULED' and app.find_email_start(email_campaigns) <= now()
    order by id for no key update
  loop
    if v_email.status <> 'SENDING' then
      update email_campaigns set status = 'SENDING', started_at = coalesce(started_at, app.find_email_start(v_email)),
        snapshot = coalesce(snapshot, '{}') where id = v_email.id;
    end if;
    while app.queue_recipients(v_email.id, 5000) = 'MORE' loop
    end loop;
    update email_deliveries set status = 'UNKNOWN', reason = 'The database was restored from a backup.', attempts = greatest(attempts, 1),
      first_handed_over_at = coalesce(first_handed_over_at, p_time), handed_over_at = coalesce(handed_over_at, first_handed_over_at, p_time),
      lease_until = null
    where organization_id = v_email.organization_id and email_campaign_id = v_email.id
      and (status = 'SENDING' or status = 'QUEUED' and coalesce(send_after <= now(), true));
    get diagnostics v_held = row_count;
    v_count := v_count + v_held;
    perform app.work_off_email(v_email.id, false, 5000);
    -- What is due later goes on: nobody can have got it yet.
    if v_email.status = 'PAUSED' then
      update email_campaigns set status = 'PAUSED' where id = v_email.id and status = 'SENDING';
    end if;
  end loop;
  return v_count;
end
$$;
