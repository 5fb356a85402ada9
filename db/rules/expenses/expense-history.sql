-- Whoever sees an expense sees its history. The trail itself is read by OWNERs and ADMINs only.

-- Lists what the trail tells about an expense, the oldest first: decisions, and what was changed of it when it was approved. `names`
-- are those of the categories and properties that the entry names by id.
create or replace function app.expense_history(p_id uuid)
returns table (occurred_at timestamptz, actor text, before jsonb, after jsonb, names jsonb)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_read_tool('expense-tax') or not exists (
      select from expenses expense
      join memberships member on member.organization_id = expense.organization_id and member.user_id = app.current_user_id()
      where expense.organization_id = app.current_organization_id() and expense.id = p_id
        and (member.role <> 'MEMBER' or expense.user_id = member.user_id)) then
    return;
  end if;
  return query
  select entry.occurred_at, actor.name, entry.before, entry.after, named.names
  from audit_log entry
  left join users actor on actor.id = entry.actor_id
  cross join lateral (
    select coalesce(jsonb_object_agg(held.id, held.name), '{}') as names
    from (
      select category.id, category.name from expense_categories category
      where category.id in ((entry.before ->> 'category_id')::uuid, (entry.after ->> 'category_id')::uuid)
      union all
      select listing.id, listing.address from listings listing where listing.organization_id = entry.organization_id
        and listing.id in ((entry.before ->> 'listing_id')::uuid, (entry.after ->> 'listing_id')::uuid)
    ) held
  ) named
  where entry.organization_id = app.current_organization_id() and entry.subject_id = p_id::text and entry.subject_type = 'expense'
  order by entry.chain_position;
end
$$;
comment on function app.expense_history is 'Never null: occurred_at.';

grant execute on function app.expense_history to lotline_app;
