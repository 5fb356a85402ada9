-- What became of an email is read from its ledger. Everybody of the organization may ask why somebody got it, or did not; whoever takes all
-- recipients away is noted.

grant select (snapshot, ab_winner, ab_decided_at, ab_reason, started_at, queued_all_at, cancelled_at, paused_reason, failed_reason,
  total_complained, total_failed, total_skipped, total_unknown, total_machine_opened) on email_campaigns to lotline_app;

-- Tells why somebody got an email, or did not: whoever it is, also somebody whom nobody here knows, and one who was erased since.
--
--   p_email  in the spelling that contacts have
--
-- Returns one row; none where the viewer's organization has no such email. answer is one of
--   of the ledger  QUEUED, SENDING, SENT, DELIVERED, BOUNCED, COMPLAINED, FAILED, UNKNOWN; and SUPPRESSED, NO_CONSENT, CONSENT_EXPIRED,
--                  ERASED, CANCELLED, for whom it was left out
--   of nobody in it  NOT_STARTED (it was not sent yet), NO_CONTACT (nobody here has the address), OTHER_ADDRESS (it went to an address that
--                  the contact had then, `reason`), EXCLUDED (they are on the list `reason`, which was left out), LEFT (they left the list
--                  `reason`), ADDED_LATER (they came after it began), CANCELLED (before their turn), NOT_QUEUED_YET, NOT_IN_AUDIENCE
-- happened_at is its moment; reason what a mail server said, or as above. lists are those of the audience that the person is on,
-- consent_source and consent_at are of the latest consent of the address, suppressions are {reason, since}: all of them as they are now.
create or replace function app.explain_delivery(p_email_id uuid, p_email text)
returns table (answer text, happened_at timestamptz, reason text, attempts integer, send_after timestamptz, variant email_variant, is_erased boolean,
  opened_at timestamptz, clicked_at timestamptz, unsubscribed_at timestamptz, lists text[], consent_source text, consent_at timestamptz,
  suppressions jsonb)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_email email_campaigns;
  v_delivery email_deliveries;
  v_contact contacts;
begin
  if not app.may_read_tool('campaigns') then
    return;
  end if;
  select * into v_email from email_campaigns where organization_id = app.current_organization_id() and id = p_email_id;
  if v_email.id is null then
    return;
  end if;
  select * into v_contact from contacts where organization_id = v_email.organization_id and email = p_email;
  -- By the hash, which erasing leaves alone.
  select * into v_delivery from email_deliveries
  where organization_id = v_email.organization_id and email_campaign_id = v_email.id
    and recipient_hash = app.hash_recipient(v_email.organization_id, p_email);
  suppressions := (
    select coalesce(jsonb_agg(jsonb_build_object('reason', suppression.reason, 'since', suppression.created_at) order by suppression.created_at), '[]')
    from suppressions suppression where suppression.organization_id = v_email.organization_id and suppression.email = p_email);
  lists := array(
    select list.name from app.list_audience_memberships(v_email, v_contact, 'lists') membership
    join contact_lists list on list.organization_id = v_email.organization_id and list.id = membership.list_id
    where membership.is_on order by list.name collate human);
  select entry.source, entry.recorded_at into consent_source, consent_at from contact_consents entry
  where entry.organization_id = v_email.organization_id and entry.contact_id = v_contact.id and entry.email = p_email
    and entry.channel = 'EMAIL' and entry.is_granted
  order by entry.recorded_at desc, entry.id desc limit 1;
  is_erased := v_delivery.id is not null and v_delivery.contact_id is null;
  if v_delivery.id is null then
    attempts := 0;
    select absence.answer, absence.happened_at, absence.reason into answer, happened_at, reason
    from app.explain_absence(v_email, v_contact) absence;
  else
    attempts := v_delivery.attempts;
    send_after := v_delivery.send_after;
    variant := v_delivery.variant;
    opened_at := v_delivery.opened_at;
    clicked_at := v_delivery.clicked_at;
    unsubscribed_at := v_delivery.unsubscribed_at;
    answer := case v_delivery.status when 'SKIPPED' then v_delivery.reason else v_delivery.status::text end;
    reason := case v_delivery.status when 'SKIPPED' then null else v_delivery.reason end;
    happened_at := case v_delivery.status
      when 'SENT' then v_delivery.sent_at when 'DELIVERED' then v_delivery.delivered_at when 'BOUNCED' then v_delivery.bounced_at
      when 'COMPLAINED' then v_delivery.complained_at when 'SENDING' then v_delivery.handed_over_at when 'UNKNOWN' then v_delivery.handed_over_at
      when 'SKIPPED' then case v_delivery.reason when 'CANCELLED' then v_email.cancelled_at
        when 'CONSENT_EXPIRED' then v_contact.email_consent_until end
      end;
  end if;
  return next;
end
$$;
comment on function app.explain_delivery is 'Never null: answer, attempts, is_erased, lists, suppressions.';

-- Lists where a contact stands with the lists of an audience: on them, or having left.
--
--   p_part  lists, or excludedLists
create or replace function app.list_audience_memberships(p_email email_campaigns, p_contact contacts, p_part text)
returns table (list_id uuid, is_on boolean, since timestamptz, left_at timestamptz)
language sql stable
set search_path = public, pg_temp
as $$
  select member.list_id, app.is_on_list(member.left_at, member.left_by_person, member.left_email, p_contact.email), member.created_at,
    member.left_at
  from contact_list_members member
  where member.organization_id = p_email.organization_id and member.contact_id = p_contact.id
    and member.list_id in (select id::uuid from jsonb_array_elements_text(p_email.snapshot -> 'audience' -> p_part) id)
$$;

-- Tells why an address has no row in the ledger of an email.
create or replace function app.explain_absence(p_email email_campaigns, p_contact contacts, out answer text, out happened_at timestamptz, out reason text)
language plpgsql stable
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_membership record;
  v_list record;
  -- In a segment nobody can be found any more as it was: whoever is in none is told apart by being on none of the lists.
  v_may_belong boolean;
  v_is_ahead boolean;
begin
  if p_email.started_at is null then
    answer := 'NOT_STARTED';
    happened_at := p_email.scheduled_at;
    return;
  elsif p_contact.id is null then
    answer := 'NO_CONTACT';
    return;
  end if;
  -- Their address was another one when the email was queued.
  select delivery.email, coalesce(delivery.sent_at, delivery.created_at) into reason, happened_at from email_deliveries delivery
  where delivery.organization_id = p_email.organization_id and delivery.email_campaign_id = p_email.id and delivery.contact_id = p_contact.id
  order by delivery.id limit 1;
  if reason is not null then
    answer := 'OTHER_ADDRESS';
    return;
  elsif p_contact.created_at > p_email.started_at then
    answer := 'ADDED_LATER';
    happened_at := p_contact.created_at;
    return;
  end if;
  -- A list that they are on counts before one that they left.
  select * into v_membership from app.list_audience_memberships(p_email, p_contact, 'lists') membership
  order by membership.is_on desc, membership.since limit 1;
  select list.name, excluded.since into v_list from app.list_audience_memberships(p_email, p_contact, 'excludedLists') excluded
  join contact_lists list on list.organization_id = p_email.organization_id and list.id = excluded.list_id
  where excluded.is_on order by excluded.since limit 1;
  v_may_belong := coalesce(v_membership.is_on, false) or jsonb_array_length(coalesce(p_email.snapshot -> 'audience' -> 'segments', '[]')) > 0;
  v_is_ahead := v_may_belong and coalesce(p_contact.id > p_email.queue_cursor, true);
  if v_may_belong and v_list.name is not null then
    answer := 'EXCLUDED';
    happened_at := v_list.since;
    reason := v_list.name;
  elsif v_membership.is_on and v_membership.since > p_email.started_at then
    answer := 'ADDED_LATER';
    happened_at := v_membership.since;
  -- Cancelling ends queueing where it is.
  elsif v_is_ahead and p_email.queued_all_at = p_email.cancelled_at then
    answer := 'CANCELLED';
    happened_at := p_email.cancelled_at;
  elsif v_is_ahead and p_email.queued_all_at is null then
    answer := 'NOT_QUEUED_YET';
  elsif not v_membership.is_on then
    answer := 'LEFT';
    happened_at := v_membership.left_at;
    reason := (select name from contact_lists where organization_id = p_email.organization_id and id = v_membership.list_id);
  else
    answer := 'NOT_IN_AUDIENCE';
  end if;
end
$$;

-- Notes that the viewer takes the recipients of an email away.
--
--   p_outcome  those of one outcome; null for all
--
-- Outcomes: RECORDED; NOT_ALLOWED (an ADMIN or OWNER exports), NOT_FOUND.
create or replace function app.record_results_export(p_email_id uuid, p_outcome text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_recipients integer;
begin
  if not app.may_use_tool('campaigns') or coalesce(app.lock_role() not in ('OWNER', 'ADMIN'), true) then
    return 'NOT_ALLOWED';
  end if;
  select recipient_count into v_recipients from email_campaigns where organization_id = app.current_organization_id() and id = p_email_id;
  if v_recipients is null then
    return 'NOT_FOUND';
  end if;
  perform app.append_audit_entry(app.current_organization_id(), 'export', 'campaign_email', p_email_id::text, null,
    jsonb_build_object('outcome', coalesce(p_outcome, 'ALL'), 'recipients', v_recipients));
  return 'RECORDED';
end
$$;
comment on function app.record_results_export is 'Outcomes: RECORDED, NOT_ALLOWED, NOT_FOUND.';

grant execute on function app.explain_delivery, app.record_results_export to lotline_app;
