-- An organization is a customer: its name, its tier, and how the platform's administration finds it.

grant select on organizations to lotline_app;

-- Makes the slug of a new organization from its name: 'harbor-realty', or 'harbor-realty-2' where that is taken. The addresses of
-- sign-up forms begin with it, and /f/confirm/ is none of them.
create or replace function app.organization_slug(p_name text) returns text
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_base text := coalesce(nullif(trim(both '-' from left(regexp_replace(lower(p_name), '[^a-z0-9]+', '-', 'g'), 60)), ''), 'organization');
  v_slug text := v_base;
  v_suffix integer := 1;
begin
  while v_slug = 'confirm' or exists (select 1 from organizations where slug = v_slug) loop
    v_suffix := v_suffix + 1;
    v_slug := v_base || '-' || v_suffix;
  end loop;
  return v_slug;
end
$$;

-- Makes an organization with somebody as its OWNER. The functions of other rules call it, the application role does not.
create or replace function app.make_organization(p_id uuid, p_name text, p_owner_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  -- Two with the same name at once must not choose the same slug.
  perform pg_advisory_xact_lock(hashtextextended('organization-slug', 0));
  insert into organizations (id, name, slug) values (p_id, p_name, app.organization_slug(p_name));
  insert into memberships (organization_id, user_id, role) values (p_id, p_owner_id, 'OWNER');
end
$$;

-- Makes an organization of the viewer's own, also for somebody who belongs to none, and moves their session there. The id is made
-- with the form: sent twice, the form makes one.
--
-- Outcomes: CREATED, NOT_ALLOWED (nobody, or the id is of something else), TOO_OFTEN (a person made five within an hour).
create or replace function app.create_organization(p_id uuid, p_name text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
begin
  -- A form sent twice at once waits for itself here.
  perform 1 from users where id = v_user_id for no key update;
  if not found then
    return 'NOT_ALLOWED';
  end if;
  if exists (select from organizations where id = p_id) then
    return case when app.switch_organization(p_id) then 'CREATED' else 'NOT_ALLOWED' end;
  end if;
  if not app.count_use('NEW_ORGANIZATION', v_user_id::text, 5) then
    return 'TOO_OFTEN';
  end if;
  perform app.make_organization(p_id, p_name, v_user_id);
  perform app.switch_organization(p_id);
  return 'CREATED';
end
$$;
comment on function app.create_organization is 'Outcomes: CREATED, NOT_ALLOWED, TOO_OFTEN.';

-- Renames the current organization. The slug stays, because addresses that were given away go on working.
--
-- Outcomes: RENAMED, NOT_ALLOWED (only an OWNER renames).
create or replace function app.rename_organization(p_name text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.lock_role() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  update organizations set name = p_name, updated_at = now() where id = app.current_organization_id();
  return 'RENAMED';
end
$$;
comment on function app.rename_organization is 'Outcomes: RENAMED, NOT_ALLOWED.';

-- Sets what an organization may buy, by SUPPORT. It keeps what it owns, whatever the tier. A waiting request for that tier, or a lower
-- one, is granted by it.
--
-- Outcomes: CHANGED, NOT_FOUND, OWN_ORGANIZATION, PROVE (the viewer has to show once more who they are).
create or replace function app.set_tier(p_organization_id uuid, p_tier subscription_tier) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_role('{SUPPORT}');
  if app.is_own_organization(p_organization_id) then
    return 'OWN_ORGANIZATION';
  elsif not app.is_proved() then
    return 'PROVE';
  end if;
  update organizations set subscription_tier = p_tier, updated_at = now() where id = p_organization_id;
  if not found then
    return 'NOT_FOUND';
  end if;
  perform app.settle_upgrade(p_organization_id);
  return 'CHANGED';
end
$$;
comment on function app.set_tier is 'Outcomes: CHANGED, NOT_FOUND, OWN_ORGANIZATION, PROVE.';

-- SUPPORT, BILLING and AUDITOR list organizations from this view; everybody else finds it empty. A query that does
-- not ask for the counts does not count.
create or replace view platform_organizations with (security_barrier = true) as
  select organization.id, organization.name, organization.slug, organization.subscription_tier, organization.created_at,
    organization.invoice_limit, organization.invoice_approval,
    (select count(*)::integer from memberships where organization_id = organization.id) as people,
    (select count(*)::integer from marketplace_orders where organization_id = organization.id) as orders,
    (select coalesce(sum(total - refunded_total), 0)::bigint from marketplace_orders
      where organization_id = organization.id and payment_status not in ('CANCELLED', 'FAILED')) as spent
  from organizations organization
  where (select app.has_platform_role('{SUPPORT,BILLING,AUDITOR}'));

grant select on platform_organizations to lotline_app;

-- Returns the ids of one page of all organizations, by name, after the one that p_after_name and p_after_id name; none
-- for anybody but SUPPORT, BILLING and AUDITOR. p_words is part of a name. Arguments that are null narrow nothing. It plans each
-- call by itself, because one plan for all calls could not use the index.
create or replace function app.organization_page(p_words text, p_tier subscription_tier, p_after_name text, p_after_id uuid, p_limit integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  if not app.has_platform_role('{SUPPORT,BILLING,AUDITOR}') then
    return;
  end if;
  return query
    select id from organizations
    where (p_words is null or strpos(lower(name), lower(p_words)) > 0)
      and (p_tier is null or subscription_tier = p_tier)
      and (p_after_name is null or (name collate human, id) > (p_after_name, p_after_id))
    order by name collate human, id
    limit p_limit;
end
$$;

create trigger audit after insert or update or delete on organizations for each row execute function app.audit_row('organization', 'updated_at', 'first_steps_ended_at');

grant execute on function app.create_organization, app.rename_organization, app.set_tier, app.organization_page to lotline_app;
