-- The administration sorts the orders of all organizations by any column. By the day they were placed, newest first, they are read
-- from an index (app.order_page); any other order sorts those that match.

-- Returns the ids of a page of the orders of all organizations, sorted. Arguments that are null narrow nothing; p_words is the
-- number of an order, or part of the name of an organization or of a buyer's name or email address. None for anybody but BILLING and
-- AUDITOR.
--
--   p_sort  number, organization, buyer, placed, method, payment or total; anything else sorts by the day they were placed
create or replace function app.sorted_orders(p_number text, p_words text, p_status payment_status, p_method payment_method,
  p_from timestamptz, p_until timestamptz, p_sort text, p_is_descending boolean, p_limit integer, p_offset integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_column text := case p_sort when 'number' then 'o.number' when 'organization' then 'organization.name collate human'
    when 'buyer' then 'buyer.name collate human'
    when 'method' then 'o.payment_method' when 'payment' then 'o.payment_status' when 'total' then 'o.total' else 'o.placed_at' end;
  v_direction text := case when p_is_descending then 'desc' else 'asc' end;
begin
  if not app.has_platform_role('{BILLING,AUDITOR}') then
    return;
  end if;
  return query execute format(
    'select o.id from marketplace_orders o
     join organizations organization on organization.id = o.organization_id
     join users buyer on buyer.id = o.buyer_id
     where ($1 is null or o.number = $1)
       and ($2 is null or o.number = $2 or strpos(lower(organization.name), lower($2)) > 0 or strpos(lower(buyer.name), lower($2)) > 0
         or strpos(lower(buyer.email), lower($2)) > 0)
       and ($3 is null or o.payment_status = $3) and ($4 is null or o.payment_method = $4)
       and ($5 is null or o.placed_at >= $5) and ($6 is null or o.placed_at < $6)
     order by %s %s, o.placed_at desc, o.number desc limit $7 offset $8', v_column, v_direction)
  using p_number, p_words, p_status, p_method, p_from, p_until, p_limit, p_offset;
end
$$;

grant execute on function app.sorted_orders to lotline_app;
