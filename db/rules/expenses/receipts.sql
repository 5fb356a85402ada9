-- A receipt proves an expense. Its file and what identifies it never change; who verified it is for the database to
-- note.

grant select (id, organization_id, expense_id, file_name, file_key, file_type, file_size_bytes, content_hash, ocr_text,
  ocr_confidence, ocr_processed_at, ocr_metadata, merchant_name, receipt_date, receipt_total, is_verified, verified_by,
  verified_at, deleted_at, created_at, updated_at) on receipts to lotline_app;
grant insert (id, organization_id, expense_id, file_name, file_key, file_type, file_size_bytes, content_hash, ocr_text,
  ocr_confidence, ocr_processed_at, ocr_metadata, merchant_name, receipt_date, receipt_total,
  is_verified) on receipts to lotline_app;
grant update (file_name, ocr_text, ocr_confidence, ocr_processed_at, ocr_metadata, merchant_name, receipt_date,
  receipt_total, is_verified, deleted_at) on receipts to lotline_app;
grant delete on receipts to lotline_app;

-- Lets an expense have five receipts. It locks the expense, so that two uploads at once are counted one after the
-- other.
create or replace function app.limit_receipts() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from expenses where organization_id = new.organization_id and id = new.expense_id for no key update;
  if (select count(*) from receipts where organization_id = new.organization_id and expense_id = new.expense_id
      and deleted_at is null) > 5 then
    raise check_violation using message = 'an expense has at most 5 receipts', table = 'receipts', constraint = 'receipts_limit';
  end if;
  return null;
end
$$;

create trigger limit_receipts after insert or update of deleted_at on receipts for each row execute function app.limit_receipts();

create trigger stamp_verification before insert on receipts for each row execute function app.stamp_verification();
create trigger stamp_verification_again before update of is_verified on receipts
  for each row when (old.is_verified is distinct from new.is_verified) execute function app.stamp_verification();

-- The trail tells which receipts came and went, not what was read from them.
create trigger audit after insert or update or delete on receipts for each row
  execute function app.audit_row('receipt', 'updated_at', 'file_key', 'ocr_text', 'ocr_confidence', 'ocr_processed_at', 'ocr_metadata');

create trigger touch_updated_at before update on receipts for each row execute function app.touch_updated_at();

-- Lists the receipts of an expense, as far as the viewer may read them. The parts of a split have those of the first part: said
-- with "case", because "coalesce" is not leakproof, so that all receipts of the organization would be read.
create or replace function app.receipts_of(p_expense_id uuid) returns setof receipts
language sql stable
set search_path = public, pg_temp
as $$
  select receipt.* from expenses expense
  join receipts receipt on receipt.organization_id = expense.organization_id
    and receipt.expense_id = case when expense.split_id is null then expense.id else expense.split_id end
  where expense.id = p_expense_id and receipt.deleted_at is null
  order by receipt.created_at, receipt.id
$$;

grant execute on function app.receipts_of to lotline_app;
