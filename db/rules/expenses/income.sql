-- Income is what the business earned. Only who may see taxes reads or writes it.

grant select (id, organization_id, user_id, date, tax_year, kind, payer, description, amount, listing_id, federal_withheld,
  state_withheld, import_id, import_line, version, created_at, updated_at) on income_entries to lotline_app;
grant insert (id, organization_id, user_id, date, tax_year, kind, payer, description, amount, listing_id, federal_withheld,
  state_withheld) on income_entries to lotline_app;
grant update (date, tax_year, kind, payer, description, amount, listing_id, federal_withheld,
  state_withheld) on income_entries to lotline_app;
grant delete on income_entries to lotline_app;

create trigger count_version before update on income_entries for each row execute function app.count_version();
create trigger touch_updated_at before update on income_entries for each row execute function app.touch_updated_at();

-- Saves an entry of income as it was filled in over version p_version, 0 for a new one. The key of a new one is made with
-- the form, so that a second click adds nothing again.
--
--   p_entry  date, kind, payer, description, amount, listingId, federalWithheld, stateWithheld; amounts in cents
--
-- Outcomes: SAVED, CHANGED (somebody changed it meanwhile), NOT_FOUND, NO_PROPERTY (it is not the organization's),
-- CLOSED (its year is, or the one it would move to), NOT_ALLOWED.
create or replace function app.save_income(p_id uuid, p_version integer, p_entry jsonb) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_before income_entries;
  v_date date := p_entry ->> 'date';
  v_listing_id uuid := p_entry ->> 'listingId';
  v_constraint text;
begin
  if not (app.may_use_tool('expense-tax') and app.may_see_taxes()) then
    return 'NOT_ALLOWED';
  end if;
  if v_listing_id is not null and not exists (select from listings where organization_id = v_organization_id and id = v_listing_id) then
    return 'NO_PROPERTY';
  end if;
  if p_version = 0 then
    insert into income_entries (id, organization_id, user_id, date, tax_year, kind, payer, description, amount, listing_id,
      federal_withheld, state_withheld)
    values (p_id, v_organization_id, app.current_user_id(), v_date, extract(year from v_date), (p_entry ->> 'kind')::income_kind,
      p_entry ->> 'payer', nullif(p_entry ->> 'description', ''), (p_entry ->> 'amount')::bigint, v_listing_id,
      (p_entry ->> 'federalWithheld')::bigint, (p_entry ->> 'stateWithheld')::bigint)
    on conflict (id) do nothing;
    return 'SAVED';
  end if;
  select * into v_before from income_entries where organization_id = v_organization_id and id = p_id for update;
  if not found then
    return 'NOT_FOUND';
  end if;
  if (v_before.date, v_before.kind::text, v_before.payer, v_before.description, v_before.amount, v_before.listing_id, v_before.federal_withheld,
      v_before.state_withheld) is not distinct from (v_date, p_entry ->> 'kind', p_entry ->> 'payer', nullif(p_entry ->> 'description', ''),
      (p_entry ->> 'amount')::bigint, v_listing_id, (p_entry ->> 'federalWithheld')::bigint, (p_entry ->> 'stateWithheld')::bigint) then
    return 'SAVED';
  elsif v_before.version <> p_version then
    return 'CHANGED';
  end if;
  update income_entries set date = v_date, tax_year = extract(year from v_date), kind = (p_entry ->> 'kind')::income_kind,
    payer = p_entry ->> 'payer', description = nullif(p_entry ->> 'description', ''), amount = (p_entry ->> 'amount')::bigint,
    listing_id = v_listing_id, federal_withheld = (p_entry ->> 'federalWithheld')::bigint,
    state_withheld = (p_entry ->> 'stateWithheld')::bigint
  where organization_id = v_organization_id and id = p_id;
  return 'SAVED';
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint not like '%\_tax\_year\_open' then
    raise;
  end if;
  return 'CLOSED';
end
$$;
comment on function app.save_income is 'Outcomes: SAVED, CHANGED, NOT_FOUND, NO_PROPERTY, CLOSED, NOT_ALLOWED.';

-- Deletes an entry of income.
--
-- Outcomes: DELETED, NOT_FOUND, CLOSED (its year is), NOT_ALLOWED.
create or replace function app.delete_income(p_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  if not (app.may_use_tool('expense-tax') and app.may_see_taxes()) then
    return 'NOT_ALLOWED';
  end if;
  delete from income_entries where organization_id = app.current_organization_id() and id = p_id;
  return case when found then 'DELETED' else 'NOT_FOUND' end;
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint not like '%\_tax\_year\_open' then
    raise;
  end if;
  return 'CLOSED';
end
$$;
comment on function app.delete_income is 'Outcomes: DELETED, NOT_FOUND, CLOSED, NOT_ALLOWED.';

grant execute on function app.save_income, app.delete_income to lotline_app;
