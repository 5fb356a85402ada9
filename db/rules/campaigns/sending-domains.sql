-- A domain is sent from while its DNS records say that the organization owns it, hold the key that signs, and have a policy (DMARC).
-- Only functions write it. The sealed private key is read where mail is handed over, and here to seal it anew.

grant select (id, organization_id, domain, selector, public_key, ownership_token, findings, checked_at, verified_at, created_by,
  created_at) on sending_domains to lotline_app;

create trigger audit after insert or update of verified_at or delete on sending_domains for each row
  execute function app.audit_row('sending_domain', 'public_key', 'sealed_private_key', 'ownership_token', 'findings', 'checked_at');

-- Says whether the viewer keeps the domains of the organization: an ADMIN or OWNER with a seat.
create or replace function app.may_keep_domains(p_organization_id uuid) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(p_organization_id = app.current_organization_id() and app.lock_role() in ('OWNER', 'ADMIN')
    and app.may_use_tool('campaigns'), false)
$$;

-- Adds a domain with a key that was made for it. Whose it is shows in its DNS only: several organizations may add one.
--
--   p_id  made with the form, so that a second click adds no other one
--
-- Outcomes: ADDED (also when it was before), TAKEN (the organization has it already), TOO_MANY (it has ten), NOT_ALLOWED.
create or replace function app.add_sending_domain(
  p_id uuid, p_domain text, p_selector text, p_public_key text, p_sealed_private_key text, p_ownership_token text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if not app.may_keep_domains(v_organization_id) then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('sending-domains:' || v_organization_id, 0));
  if exists (select from sending_domains where organization_id = v_organization_id and id = p_id) then
    return 'ADDED';
  elsif exists (select from sending_domains where organization_id = v_organization_id and domain = p_domain) then
    return 'TAKEN';
  elsif (select count(*) from sending_domains where organization_id = v_organization_id) >= 10 then
    return 'TOO_MANY';
  end if;
  insert into sending_domains (id, organization_id, domain, selector, public_key, sealed_private_key, ownership_token, created_by)
  values (p_id, v_organization_id, p_domain, p_selector, p_public_key, p_sealed_private_key, p_ownership_token, app.current_user_id())
  on conflict (id) do nothing;
  -- The id is another organization's only where somebody made it up.
  return case when found then 'ADDED' else 'NOT_ALLOWED' end;
end
$$;
comment on function app.add_sending_domain is 'Outcomes: ADDED, TAKEN, TOO_MANY, NOT_ALLOWED.';

-- Takes a domain away, with its key. Mail from it is sent from the platform's domain from then on.
--
-- Outcomes: REMOVED, NOT_FOUND.
create or replace function app.remove_sending_domain(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_keep_domains(app.current_organization_id()) then
    return 'NOT_FOUND';
  end if;
  delete from sending_domains where organization_id = app.current_organization_id() and id = p_id;
  return case when found then 'REMOVED' else 'NOT_FOUND' end;
end
$$;
comment on function app.remove_sending_domain is 'Outcomes: REMOVED, NOT_FOUND.';

-- Lets an ADMIN or OWNER look at the DNS of a domain now, and returns what has to stand there.
--
-- Outcomes: CHECK; TOO_OFTEN (30 an hour and organization), NOT_FOUND, both with nothing beside.
create or replace function app.start_domain_check(p_id uuid)
returns table (outcome text, domain text, selector text, public_key text, ownership_token text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_domain sending_domains;
begin
  select * into v_domain from sending_domains kept where kept.organization_id = app.current_organization_id() and kept.id = p_id;
  if v_domain.id is null or not app.may_keep_domains(v_domain.organization_id) then
    outcome := 'NOT_FOUND';
  elsif not app.count_use('DOMAIN_CHECK', v_domain.organization_id::text, 30) then
    outcome := 'TOO_OFTEN';
  else
    outcome := 'CHECK';
    domain := v_domain.domain;
    selector := v_domain.selector;
    public_key := v_domain.public_key;
    ownership_token := v_domain.ownership_token;
  end if;
  return next;
end
$$;
comment on function app.start_domain_check is 'Outcomes: CHECK, TOO_OFTEN, NOT_FOUND.';

-- Returns domains whose last look at DNS is a week old, for the schedule only; those that wait longest first.
create or replace function app.list_domains_to_check(p_limit integer)
returns table (id uuid, domain text, selector text, public_key text, ownership_token text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select id, domain, selector, public_key, ownership_token from sending_domains
  where app.current_user_id() is null and (checked_at is null and created_at < now() - interval '1 day' or checked_at < now() - interval '7 days')
    and app.is_module_open(organization_id, 'campaigns')
  order by checked_at nulls first, id limit p_limit
$$;
comment on function app.list_domains_to_check is 'Never null: id, domain, selector, public_key, ownership_token.';

-- Notes what DNS said of a domain: for the schedule, and for an ADMIN or OWNER of its organization. A record that DNS did not answer
-- for is left out, and stays as it was: a domain is taken away only by what DNS clearly says.
--
--   p_findings  {dkim, ownership, dmarc, spf}, each OK, MISSING or WRONG, as far as they were answered
--
-- Outcomes: VERIFIED, NOT_VERIFIED, UNANSWERED (nothing was noted), NOT_FOUND.
create or replace function app.note_domain_check(p_id uuid, p_findings jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_domain sending_domains;
  v_answered jsonb;
begin
  select * into v_domain from sending_domains where id = p_id for update;
  if v_domain.id is null or (app.current_user_id() is not null and not app.may_keep_domains(v_domain.organization_id)) then
    return 'NOT_FOUND';
  end if;
  select coalesce(jsonb_object_agg(key, value), '{}') into v_answered from jsonb_each_text(p_findings)
  where key in ('dkim', 'ownership', 'dmarc', 'spf') and value in ('OK', 'MISSING', 'WRONG');
  if v_answered = '{}' then
    return 'UNANSWERED';
  end if;
  update sending_domains set findings = findings || v_answered, checked_at = now(),
    verified_at = case when (findings || v_answered) @> '{"dkim": "OK", "ownership": "OK", "dmarc": "OK"}' then coalesce(verified_at, now()) end
  where id = v_domain.id
  returning * into v_domain;
  return case when v_domain.verified_at is not null then 'VERIFIED' else 'NOT_VERIFIED' end;
end
$$;
comment on function app.note_domain_check is 'Outcomes: VERIFIED, NOT_VERIFIED, UNANSWERED, NOT_FOUND.';

-- Returns the domain that mail from this address is sent and signed by; null where the organization has none that is verified.
create or replace function app.find_sender(p_organization_id uuid, p_from_email text) returns uuid
language sql stable
set search_path = public, pg_temp
as $$
  select id from sending_domains
  where organization_id = p_organization_id and domain = lower(split_part(p_from_email, '@', 2)) and verified_at is not null
$$;

-- Lists sealed keys by the ids of their domains, for the schedule only: those of an older key of ours are sealed anew.
create or replace function app.list_sealed_domain_keys(p_after uuid, p_limit integer) returns table (domain_id uuid, sealed text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select id, sealed_private_key from sending_domains where app.current_user_id() is null and id > p_after order by id limit p_limit
$$;
comment on function app.list_sealed_domain_keys is 'Never null: domain_id, sealed.';

-- Puts keys that were sealed anew in the place of what they were.
--
--   p_keys  a list of {domainId, before, after}
--
-- Returns how many there were.
create or replace function app.replace_sealed_domain_keys(p_keys jsonb) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_count integer;
begin
  update sending_domains domain set sealed_private_key = given.after
  from jsonb_to_recordset(p_keys) as given ("domainId" uuid, before text, after text)
  where app.current_user_id() is null and domain.id = given."domainId" and domain.sealed_private_key = given.before;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

grant execute on function app.add_sending_domain, app.remove_sending_domain, app.start_domain_check, app.list_domains_to_check,
  app.note_domain_check, app.list_sealed_domain_keys, app.replace_sealed_domain_keys to lotline_app;
