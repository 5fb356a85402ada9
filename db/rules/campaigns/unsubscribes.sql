-- Whoever holds the token of a message can end the mail to its recipient, and nothing else. A token that is unknown is answered like any
-- other, so nobody learns which ones there are.

-- Returns what the page of a token shows. Nothing where it is unknown. An erased person gets no mail, as one who unsubscribed.
--
--   lists  those that the person is on, by name: {id, name}
create or replace function app.find_unsubscribe_page(p_token_hash text)
returns table (organization text, email text, is_unsubscribed boolean, lists jsonb)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.name, case when delivery.contact_id is not null then delivery.email end,
    delivery.contact_id is null or exists (select from suppressions suppression
      where suppression.organization_id = delivery.organization_id and suppression.email = delivery.email and suppression.reason = 'UNSUBSCRIBED'),
    coalesce((
      select jsonb_agg(jsonb_build_object('id', list.id, 'name', list.name) order by list.name collate human, list.id)
      from contacts contact
      join contact_list_members member on member.organization_id = contact.organization_id and member.contact_id = contact.id
      join contact_lists list on list.organization_id = member.organization_id and list.id = member.list_id
      where contact.organization_id = delivery.organization_id and contact.id = delivery.contact_id
        and app.is_on_list(member.left_at, member.left_by_person, member.left_email, contact.email)), '[]')
  from email_deliveries delivery
  join organizations organization on organization.id = delivery.organization_id
  where delivery.unsubscribe_token_hash = p_token_hash
$$;
comment on function app.find_unsubscribe_page is 'Never null: organization, is_unsubscribed, lists.';

-- Ends all mail of an organization to the address that a message went to. Somebody who comes back and unsubscribes by an old message again is
-- unsubscribed again.
--
-- Outcomes: UNSUBSCRIBED, for every token.
create or replace function app.unsubscribe_by_token(p_token_hash text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_delivery email_deliveries;
begin
  select * into v_delivery from email_deliveries where unsubscribe_token_hash = p_token_hash;
  -- Of a person who was erased there is neither an address nor anything to note.
  if v_delivery.contact_id is null then
    return 'UNSUBSCRIBED';
  end if;
  perform app.lock_email(v_delivery.email_campaign_id);
  update email_deliveries set unsubscribed_at = now() where id = v_delivery.id and unsubscribed_at is null;
  if found then
    insert into email_events (organization_id, delivery_id, kind, occurred_at)
    values (v_delivery.organization_id, v_delivery.id, 'UNSUBSCRIBE', date_trunc('minute', now()));
  end if;
  perform app.note_evidence(v_delivery.id);
  perform app.suppress(v_delivery.organization_id, v_delivery.email, 'UNSUBSCRIBED', null);
  return 'UNSUBSCRIBED';
end
$$;
comment on function app.unsubscribe_by_token is 'Outcomes: UNSUBSCRIBED.';

-- Takes the person off one list, in their own name.
--
-- Outcomes: LEFT, for every token and every list.
create or replace function app.leave_list_by_token(p_token_hash text, p_list_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_delivery email_deliveries;
begin
  select * into v_delivery from email_deliveries where unsubscribe_token_hash = p_token_hash;
  if exists (select from contact_list_members
    where organization_id = v_delivery.organization_id and list_id = p_list_id and contact_id = v_delivery.contact_id) then
    perform app.note_evidence(v_delivery.id);
    perform app.leave_list(v_delivery.organization_id, v_delivery.contact_id, p_list_id);
  end if;
  return 'LEFT';
end
$$;
comment on function app.leave_list_by_token is 'Outcomes: LEFT.';

grant execute on function app.find_unsubscribe_page, app.unsubscribe_by_token, app.leave_list_by_token to lotline_app;
grant execute on function app.unsubscribe_by_token to lotline_tasks;
