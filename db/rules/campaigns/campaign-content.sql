-- The content that a campaign uses, in its order. Everybody who may write here links it and takes it off again.

grant select (id, organization_id, campaign_id, content_id, position, is_primary, notes, linked_at,
  linked_by) on campaign_content to lotline_app;
grant insert (id, organization_id, campaign_id, content_id, position, is_primary, notes,
  linked_by) on campaign_content to lotline_app;
grant update (position, is_primary, notes) on campaign_content to lotline_app;
grant delete on campaign_content to lotline_app;

-- Links content to a campaign, behind what it has.
--
--   p_is_primary  makes it the main piece, and no other one
--
-- Outcomes: LINKED (also when it was before), FULL (200 pieces), NOT_ALLOWED, NOT_FOUND (the campaign, or the content).
create or replace function app.link_campaign_content(p_campaign_id uuid, p_content_id uuid, p_is_primary boolean, p_notes text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_organization_id uuid := app.current_organization_id();
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  -- Those who link at the same moment take places one after the other.
  perform from campaigns where organization_id = v_organization_id and id = p_campaign_id for no key update;
  if not found or not exists (select from content where organization_id = v_organization_id and id = p_content_id) then
    return 'NOT_FOUND';
  elsif (select count(*) from campaign_content where organization_id = v_organization_id and campaign_id = p_campaign_id) >= 200 then
    return 'FULL';
  end if;
  if p_is_primary then
    update campaign_content set is_primary = false
    where organization_id = v_organization_id and campaign_id = p_campaign_id and is_primary and content_id <> p_content_id;
  end if;
  insert into campaign_content (organization_id, campaign_id, content_id, position, is_primary, notes, linked_by)
  values (v_organization_id, p_campaign_id, p_content_id,
    (select coalesce(max(position) + 1, 0) from campaign_content where organization_id = v_organization_id and campaign_id = p_campaign_id),
    p_is_primary, p_notes, app.current_user_id())
  on conflict (campaign_id, content_id) do update set is_primary = excluded.is_primary, notes = excluded.notes;
  return 'LINKED';
end
$$;
comment on function app.link_campaign_content is 'Outcomes: LINKED, FULL, NOT_ALLOWED, NOT_FOUND.';

-- Takes content off a campaign. The content itself stays.
--
-- Outcomes: UNLINKED (also when it was not linked), NOT_ALLOWED.
create or replace function app.unlink_campaign_content(p_campaign_id uuid, p_content_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  delete from campaign_content
  where organization_id = app.current_organization_id() and campaign_id = p_campaign_id and content_id = p_content_id;
  return 'UNLINKED';
end
$$;
comment on function app.unlink_campaign_content is 'Outcomes: UNLINKED, NOT_ALLOWED.';

grant execute on function app.link_campaign_content, app.unlink_campaign_content to lotline_app;
