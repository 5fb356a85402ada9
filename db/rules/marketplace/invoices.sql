-- An invoice is the document of what an order costs, a credit note that of what was taken back. Both name the seller as
-- the settings of the platform have it when they are issued, and keep that.

grant select on platform_settings to lotline_app;

-- Makes the number of an order: random, so that it tells neither how many there are nor what the next one is. Of letters
-- and digits those are left out that look like others.
create or replace function app.new_order_number() returns text
language sql volatile
set search_path = pg_catalog
as $$
  -- Bytes 6 and 8 of a random UUID are not random.
  select 'LOT-' || string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(bytes, place) % 32 + 1, 1), '' order by place)
  from (select uuid_send(gen_random_uuid()) as bytes) made, unnest(array[0, 1, 2, 3, 4, 5, 9, 10, 11, 12]) as place
$$;

-- Takes the next number of an organization's documents of a kind in a year: INV-4C2A1E9B-2026-0001. There are no gaps,
-- because a transaction that does not commit gives its number back, and the next one waits for it.
create or replace function app.take_document_number(p_organization_id uuid, p_kind document_kind, p_day date) returns text
language sql volatile
set search_path = public, pg_temp
as $$
  with counter as (
    insert into document_counters as counter (organization_id, kind, year, last)
    values (p_organization_id, p_kind, extract(year from p_day), 1)
    on conflict (organization_id, kind, year) do update set last = counter.last + 1
    returning organization_id, year, last)
  select concat_ws('-', case p_kind when 'INVOICE' then 'INV' else 'CRN' end, organization.document_prefix, counter.year,
    lpad(counter.last::text, greatest(4, length(counter.last::text)), '0'))
  from counter join organizations organization on organization.id = counter.organization_id
$$;

-- Describes the seller as documents issued now name it.
create or replace function app.describe_seller() returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('name', seller_name, 'street', seller_street, 'city', seller_city, 'state', seller_state,
    'postalCode', seller_postal_code, 'email', seller_email, 'taxId', seller_taxpayer_number, 'paymentInstructions', payment_instructions,
    'taxNote', untaxed_because)
  from platform_settings
$$;

-- Issues the invoice of an order as soon as it is owed or paid: at once when it goes by invoice, when its money arrives
-- when it goes by card. What costs nothing has none. Whoever places an order or reports its payment holds the
-- organization's checkout lock, so its invoices are numbered one after the other.
create or replace function app.issue_invoice() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_is_paid boolean := new.payment_status = 'COMPLETED' or new.payment_status = 'REFUNDED' and new.payment_method = 'CREDIT_CARD';
begin
  if new.total = 0 then
    return new;
  end if;
  if v_is_paid and new.paid_at is null then
    new.paid_at := now();
  end if;
  if new.invoice_number is null and (v_is_paid or new.payment_method <> 'CREDIT_CARD' and new.payment_status = 'PENDING') then
    new.invoiced_on := (case when tg_op = 'INSERT' then new.placed_at else now() end at time zone 'UTC')::date;
    new.invoice_number := app.take_document_number(new.organization_id, 'INVOICE', new.invoiced_on);
    new.seller := app.describe_seller();
  end if;
  return new;
end
$$;

create trigger issue_invoice before insert or update of payment_status on marketplace_orders for each row
  execute function app.issue_invoice();

-- Numbers a credit note, unless it brings a number.
create or replace function app.issue_credit_note() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  new.seller := coalesce(new.seller, app.describe_seller());
  new.number := coalesce(new.number, app.take_document_number(new.organization_id, 'CREDIT_NOTE', (new.issued_at at time zone 'UTC')::date));
  return new;
end
$$;

create trigger issue_credit_note before insert on credit_notes for each row execute function app.issue_credit_note();

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

-- Lists the credit notes of an order, the oldest first.
create or replace function app.list_credit_notes(p_order_id uuid) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('number', number, 'total', total, 'issuedAt', issued_at) order by issued_at, number), '[]')
  from credit_notes
  where organization_id = (select organization_id from marketplace_orders where id = p_order_id) and order_id = p_order_id
$$;

-- Describes a credit note as its page and mail tell of it, to those who may read it. Amounts are in cents, moments in
-- ISO 8601.
create or replace function app.describe_credit_note(p_credit_note_id uuid) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('number', note.number, 'total', note.total, 'currency', note.currency, 'reason', note.reason,
    'issuedAt', note.issued_at, 'seller', note.seller,
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('name', charged.name, 'amount', credited.amount)
        order by line.position, charged.position), '[]')
      from credit_note_lines credited
      join order_line_tools charged on charged.organization_id = credited.organization_id and charged.id = credited.order_line_tool_id
      join order_lines line on line.organization_id = charged.organization_id and line.id = charged.order_line_id
      where credited.organization_id = note.organization_id and credited.credit_note_id = note.id))
  from credit_notes note where note.id = p_credit_note_id
$$;

-- Saves what invoices say of the seller, by a platform admin. Documents that were issued stay as they are. Sending the
-- same once more changes nothing.
--
--   p_revision  of the settings that the form was opened with
--   p_seller    as describe_seller has it
--
-- Outcomes: SAVED, CHANGED (somebody else saved since).
create or replace function app.save_seller(p_revision integer, p_seller jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_revision integer;
begin
  perform app.require_platform_admin();
  select revision into v_revision from platform_settings for update;
  if p_seller = app.describe_seller() then
    return 'SAVED';
  elsif v_revision is distinct from p_revision then
    return 'CHANGED';
  end if;
  update platform_settings set seller_name = p_seller ->> 'name', seller_street = p_seller ->> 'street', seller_city = p_seller ->> 'city',
    seller_state = p_seller ->> 'state', seller_postal_code = p_seller ->> 'postalCode', seller_email = p_seller ->> 'email',
    seller_taxpayer_number = p_seller ->> 'taxId', payment_instructions = p_seller ->> 'paymentInstructions', untaxed_because = p_seller ->> 'taxNote',
    revision = revision + 1, updated_at = now();
  return 'SAVED';
end
$$;
comment on function app.save_seller is 'Outcomes: SAVED, CHANGED.';

create trigger audit after insert or update or delete on platform_settings for each row
  execute function app.audit_row('platform_settings', 'revision', 'updated_at');

grant execute on function app.save_seller, app.describe_order, app.describe_credit_note, app.list_credit_notes to lotline_app;
