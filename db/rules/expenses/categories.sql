-- A category says what an expense means for taxes. System categories have no organization and are for all.

grant select (id, organization_id, name, code, description, irs_category, default_deductible, deduction_limit, color,
  icon, is_active, is_system, created_at, updated_at) on expense_categories to lotline_app;
grant insert (id, organization_id, name, code, description, irs_category, default_deductible, deduction_limit, color,
  icon, is_active) on expense_categories to lotline_app;
grant update (name, code, description, irs_category, default_deductible, deduction_limit, color, icon,
  is_active) on expense_categories to lotline_app;
grant delete on expense_categories to lotline_app;

grant select (form, irs_category, first_tax_year, line, label) on tax_form_lines to lotline_app;

-- Checks whose category an expense, a rule or a template has. A foreign key with the organization in it cannot reach a category that has
-- none, and one without it would accept anybody's. So the key asks that the category exists (and keeps one that is in
-- use), and this trigger whose it is. It runs after the row was checked by the policies, and as the writer: the
-- category of another organization does not exist.
create or replace function app.check_expense_category() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if not exists (select from expense_categories
      where id = new.category_id and (organization_id is null or organization_id = new.organization_id)) then
    raise foreign_key_violation using message = 'this category is neither a system category nor one of the organization',
      table = tg_table_name, constraint = tg_table_name || '_category_ownership';
  end if;
  return null;
end
$$;

create constraint trigger check_category after insert or update of category_id, organization_id on expenses
  for each row execute function app.check_expense_category();

-- Keeps a category with whom it belongs to, or expenses would change hands with it.
create or replace function app.keep_category_organization() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  raise check_violation using message = 'a category cannot move to another organization', table = 'expense_categories';
end
$$;

create trigger keep_organization before update of organization_id on expense_categories
  for each row when (old.organization_id is distinct from new.organization_id) execute function app.keep_category_organization();

-- The trail tells what categories mean for taxes.
create trigger audit after insert or update or delete on expense_categories for each row
  execute function app.audit_row('expense_category', 'updated_at', 'color', 'icon');

create trigger touch_updated_at before update on expense_categories for each row execute function app.touch_updated_at();

-- Rules about merchants name categories, too.
grant select (id, organization_id, merchant, category_id, listing_id, created_at, updated_at) on merchant_rules to lotline_app;
grant insert (id, organization_id, merchant, category_id, listing_id) on merchant_rules to lotline_app;
grant update (merchant, category_id, listing_id) on merchant_rules to lotline_app;
grant delete on merchant_rules to lotline_app;

create constraint trigger check_category after insert or update of category_id, organization_id on merchant_rules
  for each row execute function app.check_expense_category();

create trigger touch_updated_at before update on merchant_rules for each row execute function app.touch_updated_at();
