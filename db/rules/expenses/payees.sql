-- Payees are people and firms who are paid for services or rent, and may get a Form 1099.

grant select (id, organization_id, name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city,
  state, zip_code, is_active, version, created_at, updated_at) on payees to lotline_app;
grant insert (id, organization_id, name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city,
  state, zip_code, is_active) on payees to lotline_app;
grant update (name, classification, is_attorney, w9_received_on, tax_number_last_four, address, city, state, zip_code,
  is_active) on payees to lotline_app;
grant delete on payees to lotline_app;

-- The trail tells who changed what a form is sent by.
create trigger audit after insert or update or delete on payees for each row
  execute function app.audit_row('payee', 'updated_at', 'version', 'tax_number_last_four');

create trigger count_version before update on payees for each row execute function app.count_version();
create trigger touch_updated_at before update on payees for each row execute function app.touch_updated_at();
