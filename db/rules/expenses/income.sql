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
