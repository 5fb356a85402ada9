-- Stand-in until the limit of invoices is merged.
create or replace function app.invoice_room(p_organization_id uuid) returns bigint
language sql stable
set search_path = public, pg_temp
as $$ select 100000000 - app.unbilled_use(p_organization_id) $$;
