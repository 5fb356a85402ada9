-- Whoever types an address for invoices may type a stranger's. Such an address gets one neutral mail, in which nothing stands that
-- the organization chose; its invoices wait until it says that it takes them. The buyer has a copy of each all the while.

grant select (id, organization_id, email, asked_at, confirmed_at, refused_at) on billing_emails to lotline_app;

-- Holds a mail about an order until its address takes it, and asks the address, at most every 7 days while it does not answer. One
-- that refused is neither asked nor written to.
create or replace function app.hold_billing_mail(p_key text, p_organization_id uuid, p_email text, p_kind text, p_content jsonb) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_token text := app.make_mailed_secret();
begin
  if exists (select from billing_emails where organization_id = p_organization_id and email = p_email and refused_at is not null) then
    return;
  end if;
  insert into outgoing_mail (key, organization_id, recipient, kind, content, send_after, is_held)
  values (p_key, p_organization_id, p_email, p_kind, p_content, 'infinity', true)
  on conflict (key) do nothing;
  insert into billing_emails as asked (organization_id, email, token_hash)
  values (p_organization_id, p_email, app.digest_secret(v_token))
  on conflict (organization_id, email) do update set token_hash = excluded.token_hash, asked_at = now()
  where asked.confirmed_at is null and asked.asked_at < now() - interval '7 days';
  if found then
    perform app.queue_counted_secret(format('billing-email:%s:%s:%s', p_organization_id, p_email, extract(epoch from now())),
      p_organization_id, p_email, 'billing-email', '{}', v_token);
  end if;
end
$$;

-- Tells whoever holds the link of the mail what they are asked: no row for an unknown link.
create or replace function app.find_billing_email(p_token_hash text)
returns table (organization text, email text, is_confirmed boolean, is_refused boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.name, asked.email, asked.confirmed_at is not null, asked.refused_at is not null
  from billing_emails asked join organizations organization on organization.id = asked.organization_id
  where asked.token_hash = p_token_hash
$$;
comment on function app.find_billing_email is 'Never null: organization, email, is_confirmed, is_refused.';

-- Takes the invoices of the organization that the link is about, or refuses them; either can be said again, by the same link. What
-- waited goes out, or is dropped.
--
-- Outcomes: CONFIRMED, REFUSED, CLOSED (an unknown link).
create or replace function app.answer_billing_email(p_token_hash text, p_takes boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_answered billing_emails;
begin
  update billing_emails set confirmed_at = case when p_takes then coalesce(confirmed_at, now()) end,
    refused_at = case when not p_takes then coalesce(refused_at, now()) end
  where token_hash = p_token_hash returning * into v_answered;
  if not found then
    return 'CLOSED';
  end if;
  if p_takes then
    update outgoing_mail set is_held = false, send_after = now()
    where organization_id = v_answered.organization_id and lower(recipient) = v_answered.email and is_held;
    return 'CONFIRMED';
  end if;
  delete from outgoing_mail where organization_id = v_answered.organization_id and lower(recipient) = v_answered.email and is_held;
  return 'REFUSED';
end
$$;
comment on function app.answer_billing_email is 'Outcomes: CONFIRMED, REFUSED, CLOSED.';

-- Tells the OWNERs of an order whose billing details are not those of the order before it, with who gave them: it is where the next
-- invoices go, and a way to see an account that somebody else uses.
create or replace function app.tell_billing_change(p_order marketplace_orders) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail(format('billing-changed:%s:%s', p_order.id, owner.id), p_order.organization_id, owner.email, 'billing-changed',
    jsonb_build_object('organization', organization.name, 'changedBy', buyer.name, 'number', p_order.number, 'name', p_order.billing_name,
      'email', p_order.billing_email, 'street', p_order.billing_street, 'city', p_order.billing_city, 'state', p_order.billing_state,
      'postalCode', p_order.billing_postal_code))
  from (
    select earlier.* from marketplace_orders earlier
    where earlier.organization_id = p_order.organization_id and earlier.billing_name is not null and earlier.id <> p_order.id
    order by earlier.placed_at desc, earlier.number desc limit 1
  ) before
  join organizations organization on organization.id = p_order.organization_id
  join users buyer on buyer.id = p_order.buyer_id
  join memberships membership on membership.organization_id = p_order.organization_id and membership.role = 'OWNER'
  join users owner on owner.id = membership.user_id
  where p_order.billing_name is not null
    and (before.billing_name, lower(before.billing_email), before.billing_street, before.billing_city, before.billing_state, before.billing_postal_code)
      is distinct from
      (p_order.billing_name, lower(p_order.billing_email), p_order.billing_street, p_order.billing_city, p_order.billing_state, p_order.billing_postal_code)
$$;

create trigger audit after insert or update or delete on billing_emails for each row execute function app.audit_row('billing_email', 'token_hash', 'asked_at');

grant execute on function app.find_billing_email, app.answer_billing_email to lotline_app;
