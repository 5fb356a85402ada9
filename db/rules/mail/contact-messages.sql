-- Anybody writes to the people behind the site by a form. Who reads it is decided here and by nobody who sends it, so that the form
-- never writes to a stranger.

-- Queues a message for everybody with the role SUPPORT of the platform, or SUPERADMIN while nobody has it. The same message of the same
-- sender on one day (UTC) is one message.
--
--   p_topic           a key of app/modules/mail/contact/topics.ts
--   p_address_digest  of the network address that sends; null where it is not known
--
-- Outcomes: SENT; TOO_OFTEN (within an hour 5 from one network address, 10 of one account, or 100 in all: whoever reads them has to get
-- to the end); NOBODY (has one of the two roles).
create or replace function app.send_contact_message(p_name text, p_email text, p_topic text, p_message text, p_address_digest text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
  v_key text;
  v_readers uuid[] := array(select user_id from platform_roles where role = 'SUPPORT');
begin
  if (char_length(p_name) between 1 and 120 and char_length(p_email) between 3 and 254 and char_length(p_topic) between 1 and 40
      and char_length(p_message) between 10 and 5000) is not true then
    raise check_violation using message = 'a message has 10 to 5000 characters, a name, an email and a topic';
  end if;
  -- Both stand in headers of the mail, and whoever answers it writes to one address.
  if p_email !~ '^[^[:space:][:cntrl:]@,;:<>"]+@[^[:space:][:cntrl:]@,;:<>"]+$' or p_name ~ '[[:cntrl:]]' then
    raise check_violation using message = 'a message names one sender, on one line';
  end if;
  if v_readers = '{}' then
    v_readers := array(select user_id from platform_roles where role = 'SUPERADMIN');
  end if;
  if v_readers = '{}' then
    return 'NOBODY';
  end if;
  v_key := 'contact:' || encode(sha256(convert_to(
    jsonb_build_array(v_user_id, lower(p_email), p_topic, p_message, (now() at time zone 'UTC')::date)::text, 'UTF8')), 'hex') || ':';
  if exists (select from outgoing_mail where key = any (array(select v_key || reader from unnest(v_readers) reader))) then
    return 'SENT';
  end if;
  if p_address_digest is not null and not app.count_use('CONTACT', p_address_digest, 5)
    or v_user_id is not null and not app.count_use('CONTACT', v_user_id::text, 10)
    or not app.count_use('CONTACT', 'everybody', 100) then
    return 'TOO_OFTEN';
  end if;
  perform app.queue_mail(v_key || reader.id, null, reader.email, 'contact-message', jsonb_build_object(
    'name', p_name, 'email', p_email, 'topic', p_topic, 'message', p_message,
    'account', (
      select jsonb_build_object('name', person.name, 'email', person.email,
        'organization', (select name from organizations where id = app.current_organization_id()))
      from users person where person.id = v_user_id)))
  from users reader where reader.id = any (v_readers);
  return 'SENT';
end
$$;
comment on function app.send_contact_message is 'Outcomes: SENT, TOO_OFTEN, NOBODY.';

grant execute on function app.send_contact_message to lotline_app;
