-- An import brings in the lines of a statement. Functions write it, which know its steps.

grant select (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, account, mapping, status,
  next_byte, next_line, lines_count, imported_count, problem, leased_until, completed_at, undone_at, created_at,
  updated_at) on expense_imports to lotline_app;
grant select (organization_id, import_id, line, date, amount, merchant, description, account, bank_id, occurrence, state,
  is_selected, category_id, listing_id, duplicate_of, became_id, problems) on expense_import_lines to lotline_app;

create trigger touch_updated_at before update on expense_imports for each row execute function app.touch_updated_at();
