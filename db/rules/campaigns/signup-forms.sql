-- People put themselves on a list by a form, and confirm it from their mailbox within 7 days. Whoever sends a form hears the same
-- whether the address is known, suppressed or new.

grant select (id, organization_id, name, slug, list_id, heading, introduction, consent_wording, asks_name, is_active, version,
  created_at, updated_at) on signup_forms to lotline_app;
grant insert (id, organization_id, name, slug, list_id, heading, introduction, consent_wording, asks_name,
  is_active) on signup_forms to lotline_app;
-- A form is switched off and never deleted: what was asked through it counts for its addresses.
grant update (name, slug, list_id, heading, introduction, consent_wording, asks_name, is_active) on signup_forms to lotline_app;

grant select (id, organization_id, form_id, name, email, wording, expires_at, confirmed_at,
  created_at) on subscription_requests to lotline_app;

create trigger count_version before update on signup_forms for each row execute function app.count_version();
create trigger touch_updated_at before update on signup_forms for each row execute function app.touch_updated_at();

-- Adds a form (version 0) or changes one that is at that version. Sent twice, it writes once.
--
-- Outcomes: SAVED; and with nothing written SLUG_TAKEN (by another form of the organization), NO_LIST (it is gone), CHANGED (since
-- the page was opened), NOT_FOUND, NOT_ALLOWED.
create or replace function app.save_signup_form(
  p_id uuid, p_version integer, p_name text, p_slug text, p_list_id uuid, p_heading text, p_introduction text, p_consent_wording text,
  p_asks_name boolean, p_is_active boolean)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_form signup_forms;
  v_constraint text;
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  select * into v_form from signup_forms where organization_id = v_organization_id and id = p_id for update;
  if v_form.id is null and p_version <> 0 then
    return 'NOT_FOUND';
  elsif v_form.id is not null and v_form.version is distinct from p_version then
    return case when (v_form.name, v_form.slug, v_form.list_id, v_form.heading, v_form.introduction, v_form.consent_wording, v_form.asks_name,
        v_form.is_active)
      is not distinct from (p_name, p_slug, p_list_id, p_heading, p_introduction, p_consent_wording, p_asks_name, p_is_active)
      then 'SAVED' else 'CHANGED' end;
  elsif not exists (select from contact_lists where organization_id = v_organization_id and id = p_list_id) then
    return 'NO_LIST';
  elsif v_form.id is null then
    insert into signup_forms (id, organization_id, name, slug, list_id, heading, introduction, consent_wording, asks_name, is_active)
    values (p_id, v_organization_id, p_name, p_slug, p_list_id, p_heading, p_introduction, p_consent_wording, p_asks_name, p_is_active);
  else
    update signup_forms set name = p_name, slug = p_slug, list_id = p_list_id, heading = p_heading, introduction = p_introduction,
      consent_wording = p_consent_wording, asks_name = p_asks_name, is_active = p_is_active
    where organization_id = v_organization_id and id = p_id;
  end if;
  return 'SAVED';
exception when unique_violation then
  get stacked diagnostics v_constraint = constraint_name;
  -- Otherwise the id is another organization's, which only a made-up form can name.
  return case when v_constraint = 'signup_forms_organization_id_slug' then 'SLUG_TAKEN' else 'NOT_ALLOWED' end;
end
$$;
comment on function app.save_signup_form is 'Outcomes: SAVED, SLUG_TAKEN, NO_LIST, CHANGED, NOT_FOUND, NOT_ALLOWED.';

-- Returns the form at an address of the site, for anybody, while it is on and its organization has the module.
create or replace function app.find_signup_form(p_organization_slug text, p_form_slug text)
returns table (form_id uuid, organization text, heading text, introduction text, consent_wording text, asks_name boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select form.id, organization.name, form.heading, form.introduction, form.consent_wording, form.asks_name
  from organizations organization
  join signup_forms form on form.organization_id = organization.id
  where organization.slug = p_organization_slug and form.slug = p_form_slug and form.is_active
    and app.is_module_open(organization.id, 'campaigns')
$$;
comment on function app.find_signup_form is 'Never null: form_id, organization, heading, consent_wording, asks_name.';

-- Notes that somebody asked to be written to, which counts as nothing until they confirm it. Requests of one address wait for each
-- other, so that no more of them are mailed than the rule says.
--
--   p_email           in lower case
--   p_token_hash      of the token that the mail brings
--   p_address_digest  of the network address that asks; null where it is not known
--
-- Outcomes: ASKED (the mail has to be sent); SILENT (no mail: the address got three today, or it is suppressed here and got one from
-- anybody within 30 days), which nobody is told; TOO_OFTEN (30 an hour from one network address, 500 for one form); NOT_FOUND.
create or replace function app.request_subscription(
  p_organization_slug text, p_form_slug text, p_name text, p_email text, p_token_hash text, p_address_digest text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_form signup_forms;
begin
  select form.* into v_form
  from signup_forms form
  join app.find_signup_form(p_organization_slug, p_form_slug) shown on shown.form_id = form.id;
  if v_form.id is null then
    return 'NOT_FOUND';
  elsif p_address_digest is not null and not app.count_use('FORM_SIGN_UP', p_address_digest, 30)
    or not app.count_use('FORM_SIGN_UP', v_form.id::text, 500) then
    return 'TOO_OFTEN';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('subscription:' || p_email, 0));
  if (select count(*) from subscription_requests where email = p_email and created_at > now() - interval '1 day') >= 3 then
    return 'SILENT';
  elsif exists (select from suppressions where organization_id = v_form.organization_id and email = p_email)
    and exists (select from subscription_requests where email = p_email and created_at > now() - interval '30 days') then
    return 'SILENT';
  end if;
  insert into subscription_requests (organization_id, form_id, name, email, wording, token_hash, expires_at)
  values (v_form.organization_id, v_form.id, case when v_form.asks_name then p_name else '' end, p_email, v_form.consent_wording, p_token_hash,
    now() + interval '7 days');
  return 'ASKED';
end
$$;
comment on function app.request_subscription is 'Outcomes: ASKED, SILENT, TOO_OFTEN, NOT_FOUND.';

-- Returns what a token confirms, for whoever holds it.
--
-- Outcomes: OPEN, CONFIRMED, EXPIRED (7 days after it was asked). No row for a token that nobody has.
create or replace function app.find_subscription_request(p_token_hash text)
returns table (outcome text, organization text, heading text, email text, wording text, form_address text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select case when request.confirmed_at is not null then 'CONFIRMED' when request.expires_at <= now() then 'EXPIRED' else 'OPEN' end,
    organization.name, form.heading, request.email, request.wording, '/f/' || organization.slug || '/' || form.slug
  from subscription_requests request
  join signup_forms form on form.organization_id = request.organization_id and form.id = request.form_id
  join organizations organization on organization.id = request.organization_id
  where request.token_hash = p_token_hash and app.is_module_open(request.organization_id, 'campaigns')
$$;
comment on function app.find_subscription_request is
  'Outcomes: OPEN, CONFIRMED, EXPIRED. Never null: organization, heading, email, wording, form_address.';

-- Confirms it: the person consents in the words they read, is on the form's list, and lifts what they had said before against mail of
-- this organization. Once only: whoever withdraws later does not consent again by an old mail.
--
-- Outcomes: CONFIRMED (also when it was before), EXPIRED, NOT_FOUND.
create or replace function app.confirm_subscription(p_token_hash text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_request subscription_requests;
  v_form signup_forms;
  v_contact_id uuid;
begin
  select * into v_request from subscription_requests where token_hash = p_token_hash for update;
  if not found or not app.is_module_open(v_request.organization_id, 'campaigns') then
    return 'NOT_FOUND';
  elsif v_request.confirmed_at is not null then
    return 'CONFIRMED';
  elsif v_request.expires_at <= now() then
    return 'EXPIRED';
  end if;
  select * into v_form from signup_forms where organization_id = v_request.organization_id and id = v_request.form_id;
  insert into contacts (organization_id, name, email) values (v_request.organization_id, v_request.name, v_request.email)
  on conflict (organization_id, email) do nothing;
  select id into v_contact_id from contacts where organization_id = v_request.organization_id and email = v_request.email for update;
  -- A name that the organization knows already stays.
  update contacts set name = v_request.name where id = v_contact_id and name = '' and v_request.name <> '';
  perform app.record_person_consent(v_request.organization_id, v_contact_id, true, left('Sign-up form ' || v_form.name, 200),
    v_request.wording);
  perform app.join_list_by_person(v_request.organization_id, v_contact_id, v_form.list_id);
  perform app.lift_by_person(v_request.organization_id, v_request.email);
  update subscription_requests set confirmed_at = now() where id = v_request.id;
  return 'CONFIRMED';
end
$$;
comment on function app.confirm_subscription is 'Outcomes: CONFIRMED, EXPIRED, NOT_FOUND.';

-- Forgets what nobody confirmed, once it counts for no address any more; for the schedule. Returns how many requests that were.
create or replace function app.forget_subscription_requests() returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_count integer;
begin
  delete from subscription_requests
  where app.current_user_id() is null and confirmed_at is null and created_at < now() - interval '31 days';
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

grant execute on function app.save_signup_form, app.find_signup_form, app.request_subscription, app.find_subscription_request,
  app.confirm_subscription, app.forget_subscription_requests to lotline_app;
