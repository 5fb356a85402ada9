-- An invoice is the document of what an order costs, a credit note that of what was taken back.

-- Settles an invoice once its credit notes took back all that it cost: what is left of it cost nothing, so nothing is due.
-- An order all of whose lines were taken back is REFUNDED instead.
create or replace function app.settle_credited_order() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if new.payment_status = 'PENDING' and new.payment_method <> 'CREDIT_CARD' and new.refunded_total = new.total then
    new.payment_status := 'COMPLETED';
  end if;
  return new;
end
$$;

create trigger settle_credited before update of refunded_total on marketplace_orders for each row
  execute function app.settle_credited_order();
