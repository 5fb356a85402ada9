-- An OWNER sees the taxes of the organization, and says who else does.

grant select (organization_id, user_id, named_by, created_at) on tax_readers to lotline_app;
grant insert (organization_id, user_id, named_by) on tax_readers to lotline_app;
grant delete on tax_readers to lotline_app;

-- Says whether the viewer may see income, settings, payments and estimates: an OWNER, or somebody whom an OWNER named while
-- they are ADMIN or VIEWER. The policies ask it once a statement.
create or replace function app.may_see_taxes() returns boolean
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
begin
  return exists (
    select from memberships member
    where member.organization_id = app.current_organization_id() and member.user_id = app.current_user_id()
      and (member.role = 'OWNER' or member.role in ('ADMIN', 'VIEWER') and exists (
        select from tax_readers reader
        where reader.organization_id = member.organization_id and reader.user_id = member.user_id)));
end
$$;

grant execute on function app.may_see_taxes to lotline_app;

create trigger audit after insert or delete on tax_readers for each row execute function app.audit_row('tax_reader');
