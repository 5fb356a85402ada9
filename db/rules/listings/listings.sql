-- A listing is a property that expenses are booked on.

grant select (id, organization_id, address, city, state, zip_code, kind, is_active, version, created_at,
  updated_at) on listings to lotline_app;
grant insert (id, organization_id, address, city, state, zip_code, kind, is_active) on listings to lotline_app;
grant update (address, city, state, zip_code, kind, is_active) on listings to lotline_app;
grant delete on listings to lotline_app;

create trigger touch_updated_at before update on listings for each row execute function app.touch_updated_at();
create trigger count_version before update on listings for each row execute function app.count_version();

-- Adds a property (no version) or changes one that is at that version, for whoever may work in the books. Sent twice, it writes once.
--
-- Outcomes: SAVED; and with nothing written NOT_ALLOWED, NOT_FOUND, CHANGED (since the page was opened), CLOSED (its kind would change
-- the forms of a closed year).
create or replace function app.save_property(
  p_id uuid, p_version integer, p_address text, p_city text, p_state text, p_zip_code text, p_kind listing_kind, p_is_active boolean)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  if not app.may_use_tool('expense-tax') then
    return 'NOT_ALLOWED';
  end if;
  if p_version is null then
    insert into listings (id, organization_id, address, city, state, zip_code, kind, is_active)
    values (p_id, app.current_organization_id(), p_address, p_city, p_state, p_zip_code, p_kind, p_is_active)
    on conflict (id) do nothing;
    return 'SAVED';
  end if;
  update listings set address = p_address, city = p_city, state = p_state, zip_code = p_zip_code, kind = p_kind, is_active = p_is_active
  where id = p_id and version = p_version;
  if found or exists (select from listings
      where id = p_id and (address, city, state, zip_code, kind, is_active)
        is not distinct from (p_address, p_city, p_state::char(2), p_zip_code, p_kind, p_is_active)) then
    return 'SAVED';
  end if;
  return case when exists (select from listings where id = p_id) then 'CHANGED' else 'NOT_FOUND' end;
exception
  when check_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'listings_tax_year_open' then
      return 'CLOSED';
    end if;
    raise;
end
$$;
comment on function app.save_property is 'Outcomes: SAVED, NOT_ALLOWED, NOT_FOUND, CHANGED, CLOSED.';

grant execute on function app.save_property to lotline_app;
