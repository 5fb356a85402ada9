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

-- Returns the rule that an expense of this merchant comes under: the longest text that is part of the name, whatever its case. A
-- rule whose category was archived is none.
create or replace function app.find_merchant_rule(p_organization_id uuid, p_merchant text) returns merchant_rules
language sql stable
set search_path = public, pg_temp
as $$
  select rule from merchant_rules rule
  where rule.organization_id = p_organization_id and strpos(lower(p_merchant), lower(rule.merchant)) > 0
    and exists (select from expense_categories category where category.id = rule.category_id and category.is_active)
  order by char_length(rule.merchant) desc, rule.merchant limit 1
$$;

-- Says whether the viewer keeps the books of their organization: categories and rules are theirs to change.
create or replace function app.keeps_books() returns boolean
language sql
set search_path = public, pg_temp
as $$ select coalesce(app.lock_role() in ('OWNER', 'ADMIN'), false) and app.may_use_tool('expense-tax') $$;

-- Adds a category of the organization. Its code is made of its name.
--
-- Outcomes: ADDED (also when it was before), NAME_TAKEN, NOT_ALLOWED.
create or replace function app.add_expense_category(p_id uuid, p_name text, p_description text, p_irs_category irs_category, p_deduction_limit numeric) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_code text := left(btrim(regexp_replace(upper(p_name), '[^A-Z0-9]+', '_', 'g'), '_'), 40);
begin
  if not app.keeps_books() then
    return 'NOT_ALLOWED';
  end if;
  if exists (select from expense_categories where id = p_id and organization_id = v_organization_id and name = p_name) then
    return 'ADDED';
  end if;
  v_code := case when v_code ~ '^[A-Z]' then v_code else left('C_' || v_code, 40) end;
  if exists (select from expense_categories where (organization_id is null or organization_id = v_organization_id)
      and (lower(name) = lower(p_name) or code = v_code and v_code <> 'C_')) then
    return 'NAME_TAKEN';
  end if;
  -- A name without a Latin letter leaves nothing for a code.
  if v_code = 'C_' then
    v_code := v_code || upper(replace(left(p_id::text, 13), '-', ''));
  end if;
  insert into expense_categories (id, organization_id, name, code, description, irs_category, deduction_limit)
  values (p_id, v_organization_id, p_name, v_code, nullif(p_description, ''), p_irs_category, p_deduction_limit)
  on conflict do nothing;
  return case when found then 'ADDED' else 'NAME_TAKEN' end;
end
$$;
comment on function app.add_expense_category is 'Outcomes: ADDED, NAME_TAKEN, NOT_ALLOWED.';

-- Archives a category of the organization, or brings it back. Expenses keep an archived one; new ones cannot have it.
--
-- Outcomes: SAVED, NOT_FOUND.
create or replace function app.archive_expense_category(p_id uuid, p_is_active boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.keeps_books() then
    return 'NOT_FOUND';
  end if;
  update expense_categories set is_active = p_is_active where organization_id = app.current_organization_id() and id = p_id;
  return case when found then 'SAVED' else 'NOT_FOUND' end;
end
$$;
comment on function app.archive_expense_category is 'Outcomes: SAVED, NOT_FOUND.';

-- Adds a rule about merchants.
--
-- Outcomes: ADDED (also when it was before), TAKEN (there is one for this text), NO_CATEGORY, NO_PROPERTY, NOT_ALLOWED.
create or replace function app.add_merchant_rule(p_id uuid, p_merchant text, p_category_id uuid, p_listing_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_refused text := app.refuse_references(null, p_category_id, p_listing_id, null);
begin
  if not app.keeps_books() then
    return 'NOT_ALLOWED';
  elsif exists (select from merchant_rules where organization_id = app.current_organization_id() and id = p_id
      and (merchant, category_id, listing_id) is not distinct from (p_merchant, p_category_id, p_listing_id)) then
    return 'ADDED';
  elsif v_refused is not null then
    return v_refused;
  end if;
  insert into merchant_rules (id, organization_id, merchant, category_id, listing_id)
  values (p_id, app.current_organization_id(), p_merchant, p_category_id, p_listing_id)
  on conflict do nothing;
  return case when found then 'ADDED' else 'TAKEN' end;
end
$$;
comment on function app.add_merchant_rule is 'Outcomes: ADDED, TAKEN, NO_CATEGORY, NO_PROPERTY, NO_PAYEE, NOT_ALLOWED.';

-- Takes a rule out. Expenses keep what it gave them.
--
-- Outcomes: REMOVED, NOT_FOUND.
create or replace function app.remove_merchant_rule(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.keeps_books() then
    return 'NOT_FOUND';
  end if;
  delete from merchant_rules where organization_id = app.current_organization_id() and id = p_id;
  return case when found then 'REMOVED' else 'NOT_FOUND' end;
end
$$;
comment on function app.remove_merchant_rule is 'Outcomes: REMOVED, NOT_FOUND.';

grant execute on function app.find_merchant_rule, app.add_expense_category, app.archive_expense_category, app.add_merchant_rule,
  app.remove_merchant_rule to lotline_app;
