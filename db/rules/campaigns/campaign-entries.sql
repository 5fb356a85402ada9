-- What a campaign cost and brought, as people enter it. What was spent follows: no other rule writes `budget_spent`.

grant select (id, organization_id, campaign_id, kind, label, occurred_on, amount, leads, created_by,
  created_at) on campaign_entries to lotline_app;
grant insert (id, organization_id, campaign_id, kind, label, occurred_on, amount, leads, created_by) on campaign_entries to lotline_app;
grant update (label, occurred_on, amount, leads) on campaign_entries to lotline_app;
grant delete on campaign_entries to lotline_app;

-- Keeps what a campaign has spent. Whoever writes at the same moment waits for the row of the campaign, so no cost is lost.
create or replace function app.keep_budget_spent() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_added bigint := case when tg_op <> 'DELETE' and new.kind = 'COST' then new.amount else 0 end;
  v_removed bigint := case when tg_op <> 'INSERT' and old.kind = 'COST' then old.amount else 0 end;
begin
  if v_added <> v_removed then
    update campaigns set budget_spent = budget_spent + v_added - v_removed
    where organization_id = coalesce(new.organization_id, old.organization_id) and id = coalesce(new.campaign_id, old.campaign_id);
  end if;
  return null;
end
$$;

create trigger keep_budget_spent after insert or update or delete on campaign_entries for each row execute function app.keep_budget_spent();

-- Adds a cost or a result. Its id is made with the form, so that a second click adds nothing again.
--
--   p_amount  cents: what was spent, or the revenue
--   p_leads   people who asked, of a result
--
-- Outcomes: ADDED (also when it was before), FULL (5,000 entries), NOT_ALLOWED, NOT_FOUND (the campaign).
create or replace function app.add_campaign_entry(p_id uuid, p_campaign_id uuid, p_kind campaign_entry_kind, p_label text, p_occurred_on date,
  p_amount bigint, p_leads integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_organization_id uuid := app.current_organization_id();
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  elsif exists (select from campaign_entries where organization_id = v_organization_id and campaign_id = p_campaign_id and id = p_id) then
    return 'ADDED';
  end if;
  perform from campaigns where organization_id = v_organization_id and id = p_campaign_id for no key update;
  if not found then
    return 'NOT_FOUND';
  elsif (select count(*) from campaign_entries where organization_id = v_organization_id and campaign_id = p_campaign_id) >= 5000 then
    return 'FULL';
  end if;
  insert into campaign_entries (id, organization_id, campaign_id, kind, label, occurred_on, amount, leads, created_by)
  values (p_id, v_organization_id, p_campaign_id, p_kind, p_label, p_occurred_on, p_amount, p_leads, app.current_user_id())
  on conflict (id) do nothing;
  -- The id is another campaign's only where somebody made it up.
  return case when exists (select from campaign_entries
    where organization_id = v_organization_id and campaign_id = p_campaign_id and id = p_id) then 'ADDED' else 'NOT_FOUND' end;
end
$$;
comment on function app.add_campaign_entry is 'Outcomes: ADDED, FULL, NOT_ALLOWED, NOT_FOUND.';

-- Removes a cost or a result: whoever entered it, and ADMIN and OWNER.
--
-- Outcomes: REMOVED (also when it was gone), NOT_ALLOWED.
create or replace function app.remove_campaign_entry(p_campaign_id uuid, p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_entry campaign_entries;
begin
  select * into v_entry from campaign_entries
  where organization_id = app.current_organization_id() and campaign_id = p_campaign_id and id = p_id for update;
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns')
    or v_role = 'MEMBER' and v_entry.created_by <> app.current_user_id() then
    return 'NOT_ALLOWED';
  end if;
  delete from campaign_entries where id = v_entry.id;
  return 'REMOVED';
end
$$;
comment on function app.remove_campaign_entry is 'Outcomes: REMOVED, NOT_ALLOWED.';

grant execute on function app.add_campaign_entry, app.remove_campaign_entry to lotline_app;
