-- An asset is written off over several years.

grant select (id, organization_id, listing_id, name, asset_class, basis, in_service_on, yearly_amounts, version, created_at,
  updated_at) on depreciable_assets to lotline_app;
grant insert (id, organization_id, listing_id, name, asset_class, basis, in_service_on,
  yearly_amounts) on depreciable_assets to lotline_app;
grant update (listing_id, name, asset_class, basis, in_service_on, yearly_amounts) on depreciable_assets to lotline_app;
grant delete on depreciable_assets to lotline_app;

create trigger audit after insert or update or delete on depreciable_assets for each row
  execute function app.audit_row('depreciable_asset', 'updated_at', 'version');

create trigger count_version before update on depreciable_assets for each row execute function app.count_version();
create trigger touch_updated_at before update on depreciable_assets for each row execute function app.touch_updated_at();

-- Adds an asset (no version) or changes one that is at that version. Sent twice, it writes once.
--
-- Outcomes: SAVED; and with nothing written NOT_ALLOWED, NOT_FOUND, CHANGED (since the page was opened), NO_PROPERTY, CLOSED (a
-- year that it would be depreciated in otherwise).
create or replace function app.save_asset(
  p_id uuid, p_version integer, p_listing_id uuid, p_name text, p_asset_class asset_class, p_basis bigint, p_in_service_on date,
  p_yearly_amounts jsonb)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  if p_version is null then
    insert into depreciable_assets (id, organization_id, listing_id, name, asset_class, basis, in_service_on, yearly_amounts)
    values (p_id, app.current_organization_id(), p_listing_id, p_name, p_asset_class, p_basis, p_in_service_on, p_yearly_amounts)
    on conflict (id) do nothing;
  else
    update depreciable_assets set listing_id = p_listing_id, name = p_name, asset_class = p_asset_class, basis = p_basis,
      in_service_on = p_in_service_on, yearly_amounts = p_yearly_amounts
    where id = p_id and version = p_version;
    if not found and not exists (select from depreciable_assets
        where id = p_id and (listing_id, name, asset_class, basis, in_service_on, yearly_amounts)
          is not distinct from (p_listing_id, p_name, p_asset_class, p_basis, p_in_service_on, p_yearly_amounts)) then
      return case
        when not exists (select from depreciable_assets where id = p_id) then 'NOT_FOUND'
        when exists (select from depreciable_assets where id = p_id and version = p_version) then 'NOT_ALLOWED'
        else 'CHANGED' end;
    end if;
  end if;
  return 'SAVED';
exception
  when insufficient_privilege then
    return 'NOT_ALLOWED';
  when foreign_key_violation then
    return 'NO_PROPERTY';
  when check_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'depreciable_assets_tax_year_open' then
      return 'CLOSED';
    end if;
    raise;
end
$$;
comment on function app.save_asset is 'Outcomes: SAVED, NOT_ALLOWED, NOT_FOUND, CHANGED, NO_PROPERTY, CLOSED.';

-- Deletes an asset that is at the version the page showed.
--
-- Outcomes: DELETED, NOT_ALLOWED, NOT_FOUND, CHANGED, CLOSED. Only DELETED changes anything.
create or replace function app.delete_asset(p_id uuid, p_version integer) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  delete from depreciable_assets where id = p_id and version = p_version;
  if found then
    return 'DELETED';
  end if;
  return case
    when not exists (select from depreciable_assets where id = p_id) then 'NOT_FOUND'
    when exists (select from depreciable_assets where id = p_id and version = p_version) then 'NOT_ALLOWED'
    else 'CHANGED' end;
exception
  when check_violation then
    return 'CLOSED';
end
$$;
comment on function app.delete_asset is 'Outcomes: DELETED, NOT_ALLOWED, NOT_FOUND, CHANGED, CLOSED.';

grant execute on function app.save_asset, app.delete_asset to lotline_app;
