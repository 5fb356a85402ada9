-- An erased person leaves the ledger's rows behind, which keep their address as a digest that is none, and the suppression of their
-- address, which keeps them from being written to again. Everything else about them goes.

-- Erases a contact.
--
-- Outcomes: ERASED (also when they were before); NOT_ALLOWED (an ADMIN or OWNER erases), NOT_FOUND.
create or replace function app.erase_contact(p_contact_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_contact contacts;
  v_addresses text[];
  v_deliveries uuid[];
begin
  if not app.may_keep_contacts() then
    return 'NOT_FOUND';
  elsif not app.may_manage_contacts() then
    return case when exists (select from contacts where organization_id = v_organization_id and id = p_contact_id) then 'NOT_ALLOWED'
      else 'NOT_FOUND' end;
  end if;
  select * into v_contact from contacts where organization_id = v_organization_id and id = p_contact_id;
  v_addresses := app.list_addresses(v_contact);
  -- Emails are locked before contacts and deliveries, as queueing does; once more for one that queued this contact just before.
  perform app.lock_emails_to(v_organization_id, p_contact_id, v_addresses);
  select * into v_contact from contacts where organization_id = v_organization_id and id = p_contact_id for update;
  if v_contact.id is null then
    return case when exists (select from audit_log where organization_id = v_organization_id and subject_id = p_contact_id::text
      and subject_type = 'contact' and action = 'erase') then 'ERASED' else 'NOT_FOUND' end;
  end if;
  v_addresses := app.list_addresses(v_contact);
  perform app.lock_emails_to(v_organization_id, p_contact_id, v_addresses);
  select coalesce(array_agg(id), '{}') into v_deliveries from email_deliveries
  where organization_id = v_organization_id and (contact_id = p_contact_id or contact_id is null and email = any (v_addresses));
  update email_deliveries set contact_id = null, email = left(recipient_hash, 40) || '@erased.invalid', merge_values = null,
    status = case when status = 'QUEUED' then 'SKIPPED' else status end::email_delivery_status,
    -- Mail servers repeat the address in what they answer.
    reason = case when status = 'QUEUED' then 'ERASED' when strpos(reason, '@') > 0 then null else reason end
  where id = any (v_deliveries);
  delete from email_events where organization_id = v_organization_id and delivery_id = any (v_deliveries);
  perform app.keep_withdrawal(v_contact);
  perform app.forget_addresses(v_organization_id, v_addresses);
  delete from contacts where id = v_contact.id;
  perform app.append_audit_entry(v_organization_id, 'erase', 'contact', p_contact_id::text, null,
    jsonb_build_object('messages', cardinality(v_deliveries)));
  return 'ERASED';
end
$$;
comment on function app.erase_contact is 'Outcomes: ERASED, NOT_ALLOWED, NOT_FOUND.';

-- Locks the emails that have a message to a contact, or to an address whose contact is gone.
create or replace function app.lock_emails_to(p_organization_id uuid, p_contact_id uuid, p_addresses text[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from email_campaigns
  where id in (select email_campaign_id from email_deliveries where organization_id = p_organization_id
    and (contact_id = p_contact_id or contact_id is null and email = any (p_addresses)))
  order by id for no key update;
end
$$;

-- Lists every address that is known to have been a contact's.
create or replace function app.list_addresses(p_contact contacts) returns text[]
language sql stable
set search_path = public, pg_temp
as $$
  select array(
    select p_contact.email
    union select email from contact_consents where organization_id = p_contact.organization_id and contact_id = p_contact.id
    union select address from contact_list_members member cross join unnest(string_to_array(member.left_email, ' ')) address
      where member.organization_id = p_contact.organization_id and member.contact_id = p_contact.id
    union select email from email_deliveries where organization_id = p_contact.organization_id and contact_id = p_contact.id)
$$;

-- Removes what is kept by address: what the person asked for in a sign-up form, the mail that asked them to confirm it, and the cells of
-- rows that an import refused. Where the address stays suppressed, what was asked within 31 days stays without its name and cannot be
-- confirmed any more: it keeps count of the mails that ask for a confirmation.
create or replace function app.forget_addresses(p_organization_id uuid, p_addresses text[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update subscription_requests request set name = '', confirmed_at = null, expires_at = least(expires_at, now())
  where organization_id = p_organization_id and email = any (p_addresses) and created_at > now() - interval '31 days'
    and exists (select from suppressions where organization_id = p_organization_id and email = request.email);
  delete from subscription_requests request
  where organization_id = p_organization_id and email = any (p_addresses) and (created_at <= now() - interval '31 days'
    or not exists (select from suppressions where organization_id = p_organization_id and email = request.email));
  delete from outgoing_mail
  where organization_id = p_organization_id and kind = 'signup-confirmation' and lower(recipient) = any (p_addresses);
  update contact_import_problems problem set cells = '{}'
  where organization_id = p_organization_id and exists (
    select from unnest(problem.cells) cell cross join unnest(p_addresses) address where strpos(lower(cell), address) > 0);
end
$$;

grant execute on function app.erase_contact to lotline_app;
