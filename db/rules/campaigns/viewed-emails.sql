-- A message can be looked at in a browser, by a token that only its recipient has. It is put together again from what was compiled and what
-- it was filled with.

-- Returns what a message is put together from: its half of the compiled email as the only one, the values of its tags, where its links lead in
-- the order of their numbers, and what its tokens were made from. Nothing where the token is unknown, and once the values were erased.
--
--   p_token_hash  SHA-256 of the token, hex
create or replace function app.find_viewed_email(p_token_hash text)
returns table (compiled jsonb, merge_values jsonb, links text[], claim_id uuid, claim_place integer, secret_version text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select jsonb_build_object('version', email.compiled -> 'version', 'variants', jsonb_build_object('A',
      coalesce(email.compiled -> 'variants' -> delivery.variant::text, email.compiled -> 'variants' -> 'A'))),
    delivery.merge_values,
    array(select url from email_links link
      where link.organization_id = delivery.organization_id and link.email_campaign_id = delivery.email_campaign_id order by number),
    delivery.claim_id, delivery.claim_place::integer, delivery.secret_version
  from email_deliveries delivery
  join email_campaigns email on email.organization_id = delivery.organization_id and email.id = delivery.email_campaign_id
  where delivery.view_token_hash = p_token_hash and delivery.merge_values is not null and email.compiled is not null
$$;
comment on function app.find_viewed_email is 'Never null: compiled, merge_values, links.';

grant execute on function app.find_viewed_email to lotline_app;
