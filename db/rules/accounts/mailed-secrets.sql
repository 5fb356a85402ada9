-- Tokens and codes that travel by mail are made here, so that nobody who may only ask can know one: the queue holds it until
-- the mail was sent, and only what takes mail to send it reads it there. The rest of the database keeps digests.

-- Makes a token of 244 random bits, as 43 characters of base64url: for the address of a link.
create or replace function app.make_mailed_secret() returns text
language sql volatile
set search_path = public, pg_temp
as $$
  select rtrim(translate(encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'base64'), '+/', '-_'), '=')
$$;

-- Makes a code to type: p_length characters of p_alphabet, each as likely as the others to a millionth.
create or replace function app.make_mailed_code(p_alphabet text, p_length integer) returns text
language sql volatile
set search_path = public, pg_temp
as $$
  select string_agg(substr(p_alphabet,
    1 + (('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 8))::bit(32)::bigint % char_length(p_alphabet))::integer, 1), '')
  from generate_series(1, p_length)
$$;

-- Writes what a token or code is kept and looked up by: its SHA-256, hex, as the Worker hashes what comes in an address.
create or replace function app.digest_secret(p_secret text) returns text
language sql immutable strict
set search_path = pg_catalog
as $$ select encode(sha256(convert_to(p_secret, 'UTF8')), 'hex') $$;

-- Queues mail that brings its recipient a secret: a token, a code, or both with a space between. A key that was used before
-- sends nothing again.
create or replace function app.queue_secret_mail(p_key text, p_recipient text, p_kind text, p_content jsonb, p_secret text,
  p_organization_id uuid default null)
returns void
language sql
set search_path = public, pg_temp
as $$
  insert into outgoing_mail (key, organization_id, recipient, kind, content, secret)
  values (p_key, p_organization_id, p_recipient, p_kind, p_content, p_secret)
  on conflict (key) do nothing
$$;

-- Returns what the mails are counted by that anybody can ask for to an account: the account, or a browser that signed in to it
-- before. Where the address was never confirmed it is the address, whatever the browser: its account may be a stranger's, made and
-- deleted and made again.
create or replace function app.mail_quota(p_person users, p_device_hash text) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when p_person.email_confirmed_at is null then app.digest_secret(lower(p_person.email))
    when app.is_known_device(p_person.id, p_device_hash) then p_person.id || ' ' || p_device_hash
    else p_person.id::text end
$$;

-- Returns the name by which mail that anybody can ask for greets a person; null where it may go to a stranger.
create or replace function app.greeting_name(p_person users) returns text
language sql immutable
set search_path = public, pg_temp
as $$ select case when p_person.email_confirmed_at is not null then p_person.name end $$;
