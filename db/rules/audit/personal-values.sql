-- What tells who somebody is (a name, an address) is no part of an entry. The entry holds a digest of it with a salt of that
-- person; salt and value lie in audit_people and audit_values, and erasing the person removes them. So the hash of the entry, and
-- every one after it, goes on holding, and nobody can find the value by trying.

-- Returns the columns of a subject that tell who somebody is.
create or replace function app.personal_columns(p_subject_type text) returns text[]
language sql immutable
set search_path = pg_catalog
as $$
  select case p_subject_type
    when 'user' then '{email,name,pending_email}'
    when 'invitation' then '{email}'
    when 'billing_email' then '{email}'
    when 'order' then '{billing_name,billing_email}'
    else '{}' end::text[]
$$;

-- Returns whose values a row holds: the user themselves, whoever placed an order, or whoever has confirmed the address of an
-- invitation or one for invoices, for which the row's own id stands while nobody has.
create or replace function app.person_in_row(p_subject_type text, p_row jsonb) returns uuid
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when p_subject_type = 'order' then (p_row ->> 'buyer_id')::uuid
    when p_subject_type in ('invitation', 'billing_email')
      then coalesce((select id from users where lower(email) = lower(p_row ->> 'email') and email_confirmed_at is not null), (p_row ->> 'id')::uuid)
    else (p_row ->> 'id')::uuid end
$$;

-- Returns the salt of a person, and makes it at the first call.
create or replace function app.audit_salt(p_person_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into audit_people (person_id, salt) values (p_person_id, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''))
  on conflict (person_id) do nothing;
  return (select salt from audit_people where person_id = p_person_id);
end
$$;

-- The digest that stands in the trail for a value. The verification has the same formula of its own.
create or replace function app.audit_digest(p_salt text, p_value text) returns text
language sql immutable
set search_path = pg_catalog
as $$ select encode(sha256(convert_to(p_salt || p_value, 'UTF8')), 'hex') $$;

-- Returns a row as the chain of an organization (null for the platform's) holds it: digests in place of what tells who somebody is,
-- and keeps what they stand for.
create or replace function app.hide_personal_values(p_chain uuid, p_subject_type text, p_row jsonb) returns jsonb
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_columns text[] := app.personal_columns(p_subject_type);
  v_row jsonb := p_row;
  v_person_id uuid;
  v_salt text;
  v_digest text;
  v_column text;
begin
  if p_row is null or cardinality(v_columns) = 0 then
    return p_row;
  end if;
  foreach v_column in array v_columns loop
    if jsonb_typeof(p_row -> v_column) = 'string' then
      if v_salt is null then
        v_person_id := app.person_in_row(p_subject_type, p_row);
        v_salt := app.audit_salt(v_person_id);
      end if;
      v_digest := app.audit_digest(v_salt, p_row ->> v_column);
      insert into audit_values (digest, chain, person_id, value) values (v_digest, p_chain, v_person_id, p_row ->> v_column)
      on conflict (digest, chain) do nothing;
      v_row := v_row || jsonb_build_object(v_column, v_digest);
    end if;
  end loop;
  return v_row;
end
$$;

-- Returns a row of the trail with what its digests stand for; null where the person is erased.
create or replace function app.show_personal_values(p_subject_type text, p_row jsonb) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select case when p_row is null or cardinality(app.personal_columns(p_subject_type)) = 0 then p_row
    else p_row || coalesce((
      select jsonb_object_agg(name, (select value from audit_values where digest = p_row ->> name limit 1))
      from unnest(app.personal_columns(p_subject_type)) as name where jsonb_typeof(p_row -> name) = 'string'), '{}') end
$$;

-- Forgets what the digests in the chain of an organization stand for, once its entries are gone.
create or replace function app.forget_values_of_chain(p_chain uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  delete from audit_values where chain = p_chain;
  -- Those of invitations to people without an account.
  delete from audit_people person where not exists (select from audit_values where person_id = person.person_id)
    and not exists (select from users where id = person.person_id);
end
$$;

-- Forgets what the digests of a person stand for, and those of their address wherever it stands: in invitations, or in the billing
-- details of a colleague's order. Null for an address that may not be theirs.
create or replace function app.forget_personal_values(p_person_id uuid, p_email text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  delete from audit_values where lower(value) = lower(p_email);
  delete from audit_people where person_id = p_person_id;
end
$$;
