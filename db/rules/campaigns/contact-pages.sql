-- The list of contacts is cut here and not by a query of the page: under row-level security a search by beginnings would not reach its
-- indexes, because `lower` is not leakproof.

-- Returns a page of the viewer's contacts. Without a search the newest come first; with one those whose name or address begins with it, by
-- what begins so.
--
--   p_query     a beginning; '' for all
--   p_list_id, p_tag  null for any
--   p_standing  MAILABLE, or why not: SUPPRESSED, NO_CONSENT, CONSENT_EXPIRED; null for any
--   p_after_key, p_after_id  key and id of the last row of the page before; null for the first page
create or replace function app.list_contacts(p_query text, p_list_id uuid, p_tag text, p_standing text, p_after_key text, p_after_id uuid,
  p_limit integer)
returns table (id uuid, name text, email text, tags text[], created_at timestamptz, refusal text, key text)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_from text := lower(p_query);
  v_judged constant text := 'app.judge_recipient(exists (select from suppressions
    where organization_id = $1 and email = contact.email), contact.email_consent, contact.email_consent_until)';
  v_columns constant text := 'contact.id, contact.name, contact.email, contact.tags, contact.created_at, ' || v_judged || ' as refusal, ';
  v_name constant text := 'lower(contact.name) collate "C"';
  v_email constant text := 'contact.email collate "C"';
  v_where text := ' from contacts contact where contact.organization_id = $1';
begin
  if not app.may_read_tool('campaigns') then
    return;
  end if;
  if p_list_id is not null then
    v_where := v_where || ' and exists (select from contact_list_members member where member.organization_id = $1
      and member.contact_id = contact.id and member.list_id = $2
      and app.is_on_list(member.left_at, member.left_by_person, member.left_email, contact.email))';
  end if;
  if p_tag is not null then
    v_where := v_where || ' and contact.tags @> array[$3]';
  end if;
  if p_standing is not null then
    v_where := v_where || ' and ' || v_judged || ' is not distinct from nullif($4, ''MAILABLE'')';
  end if;
  if v_from = '' then
    if p_after_id is not null then
      v_where := v_where || ' and (contact.created_at, contact.id) < ($5::timestamptz, $6)';
    end if;
    return query execute 'select ' || v_columns || 'to_char(contact.created_at at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')'
      || v_where || ' order by contact.created_at desc, contact.id desc limit $7'
    using app.current_organization_id(), p_list_id, p_tag, p_standing, p_after_key, p_after_id, p_limit;
    return;
  end if;
  return query execute 'select * from (
    (select ' || v_columns || v_name || ' as key' || v_where || ' and ' || v_name || ' >= $8 and ' || v_name || ' < $9
      and (' || v_name || ', contact.id) > ($5, $6) order by ' || v_name || ', contact.id limit $7)
    union all
    (select ' || v_columns || v_email || ' as key' || v_where || ' and ' || v_email || ' >= $8 and ' || v_email || ' < $9
      and (' || v_email || ', contact.id) > ($5, $6) and not (' || v_name || ' >= $10 and ' || v_name || ' < $9)
      order by ' || v_email || ' limit $7)
    ) found order by key, id limit $7'
  using app.current_organization_id(), p_list_id, p_tag, p_standing, coalesce(p_after_key, ''),
    coalesce(p_after_id, '00000000-0000-0000-0000-000000000000'), p_limit, greatest(v_from collate "C", p_after_key collate "C"),
    -- No letter comes behind the last one of Unicode.
    v_from || chr(1114111), v_from;
end
$$;
comment on function app.list_contacts is 'Never null: id, name, email, tags, created_at, key.';

-- Notes that the viewer takes all contacts away.
--
-- Outcomes: RECORDED; NOT_ALLOWED (an ADMIN or OWNER exports).
create or replace function app.record_contact_export() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_manage_contacts() then
    return 'NOT_ALLOWED';
  end if;
  perform app.append_audit_entry(app.current_organization_id(), 'export', 'contact_export', app.current_organization_id()::text, null,
    jsonb_build_object('contacts', app.count_contacts_to(app.current_organization_id(), 1000001)));
  return 'RECORDED';
end
$$;
comment on function app.record_contact_export is 'Outcomes: RECORDED, NOT_ALLOWED.';

-- Returns contacts with everything that an export says of them, by id. Nothing for anybody but an ADMIN or OWNER.
--
--   p_after  the last one of the page before; null for the first page
create or replace function app.export_contacts(p_after uuid, p_limit integer)
returns table (id uuid, email text, name text, phone text, tags text[], time_zone text, notes text, lists text[], consent email_consent,
  consent_until timestamptz, consent_source text, refusal text, created_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select contact.id, contact.email, contact.name, contact.phone, contact.tags, contact.time_zone, contact.notes,
    array(select list.name from contact_list_members member
      join contact_lists list on list.organization_id = member.organization_id and list.id = member.list_id
      where member.organization_id = contact.organization_id and member.contact_id = contact.id
        and app.is_on_list(member.left_at, member.left_by_person, member.left_email, contact.email)
      order by list.name collate human),
    contact.email_consent, contact.email_consent_until,
    (select entry.source from contact_consents entry
      where entry.organization_id = contact.organization_id and entry.contact_id = contact.id and entry.channel = 'EMAIL'
        and entry.email = contact.email
      order by entry.recorded_at desc, entry.id desc limit 1),
    app.judge_recipient(exists (select from suppressions
        where organization_id = contact.organization_id and email = contact.email), contact.email_consent, contact.email_consent_until),
    contact.created_at
  from contacts contact
  where contact.organization_id = app.current_organization_id()
    and contact.id > case when p_after is null then '00000000-0000-0000-0000-000000000000' else p_after end
    and app.may_read_tool('campaigns') and exists (select from memberships
      where organization_id = app.current_organization_id() and user_id = app.current_user_id() and role in ('OWNER', 'ADMIN'))
  order by contact.id limit p_limit
$$;
comment on function app.export_contacts is 'Never null: id, email, name, tags, lists, consent, created_at.';

-- Returns everything that is kept about one contact, for them to have; null where the viewer finds no such contact.
create or replace function app.collect_contact_data(p_contact_id uuid) returns jsonb
language sql stable security definer
set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'contact', jsonb_build_object('id', contact.id, 'name', contact.name, 'email', contact.email, 'phone', contact.phone, 'tags', contact.tags,
      'notes', contact.notes, 'timeZone', contact.time_zone, 'emailConsent', contact.email_consent,
      'emailConsentUntil', contact.email_consent_until, 'createdAt', contact.created_at, 'updatedAt', contact.updated_at),
    'lists', (select coalesce(jsonb_agg(jsonb_build_object('list', list.name, 'since', member.created_at, 'leftAt', member.left_at,
        'leftByThemselves', member.left_by_person, 'leftFrom', member.left_email) order by list.name collate human), '[]')
      from contact_list_members member
      join contact_lists list on list.organization_id = member.organization_id and list.id = member.list_id
      where member.organization_id = contact.organization_id and member.contact_id = contact.id),
    'consents', (select coalesce(jsonb_agg(jsonb_build_object('email', entry.email, 'channel', entry.channel, 'isGranted', entry.is_granted,
        'source', entry.source, 'wording', entry.wording, 'expiresAt', entry.expires_at, 'byThemselves', entry.recorded_by is null,
        'recordedAt', entry.recorded_at) order by entry.recorded_at), '[]')
      from contact_consents entry where entry.organization_id = contact.organization_id and entry.contact_id = contact.id),
    'suppressions', (select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'note', note, 'since', created_at) order by created_at), '[]')
      from suppressions where organization_id = contact.organization_id and email = contact.email),
    'signUps', (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'email', email, 'wording', wording, 'askedAt', created_at,
        'confirmedAt', confirmed_at) order by created_at), '[]')
      from subscription_requests where organization_id = contact.organization_id and email = contact.email),
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('email', delivery.email, 'subject', message.subject, 'status', delivery.status,
        'reason', delivery.reason, 'sentAt', delivery.sent_at, 'deliveredAt', delivery.delivered_at, 'bouncedAt', delivery.bounced_at,
        'complainedAt', delivery.complained_at, 'openedAt', delivery.opened_at, 'clickedAt', delivery.clicked_at,
        'unsubscribedAt', delivery.unsubscribed_at, 'events', (
          select coalesce(jsonb_agg(jsonb_build_object('kind', event.kind, 'link', link.url, 'byProgram', event.is_machine,
            'at', event.occurred_at) order by event.occurred_at), '[]')
          from email_events event
          left join email_links link on link.organization_id = event.organization_id
            and link.email_campaign_id = delivery.email_campaign_id and link.number = event.link_number
          where event.organization_id = delivery.organization_id and event.delivery_id = delivery.id)) order by delivery.created_at), '[]')
      from email_deliveries delivery
      join email_campaigns message on message.organization_id = delivery.organization_id and message.id = delivery.email_campaign_id
      where delivery.organization_id = contact.organization_id and delivery.contact_id = contact.id))
  from contacts contact
  where contact.organization_id = app.current_organization_id() and contact.id = p_contact_id and app.may_read_tool('campaigns')
$$;

grant execute on function app.list_contacts, app.record_contact_export, app.export_contacts, app.collect_contact_data to lotline_app;
