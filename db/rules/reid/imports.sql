-- A publisher's file is brought in by steps that go in slices. Only these functions write its tables, so every figure keeps the
-- file and the line that it came from.

grant select (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, data_sources, status,
  detected, choices, header, parts, checked_through, applied_through, slice_rows, rows_count, new_count, restated_count,
  unchanged_count, withdrawn_count, problems_count, problem, leased_until, applied_at, undone_at, created_at,
  updated_at) on reid_imports to lotline_app;
grant select (organization_id, import_id, number, line, kind, row_key, record, raw, outcome, before) on reid_import_rows to lotline_app;
grant select (organization_id, import_id, number, line, column_name, found, expected) on reid_import_problems to lotline_app;

create trigger touch_updated_at before update on reid_imports for each row execute function app.touch_updated_at();

-- The trail tells what was brought in and what was taken back, not how far it was in between.
create trigger audit after update of status on reid_imports for each row
  when (old.status is distinct from new.status and new.status in ('APPLIED', 'UNDONE', 'CANCELLED'))
  execute function app.audit_row('reid_import', 'updated_at', 'leased_until', 'applied_through', 'checked_through', 'slice_rows', 'detected',
    'choices', 'header', 'parts', 'file_key');
