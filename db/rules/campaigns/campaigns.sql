-- A campaign binds content, mail and posts together. It stays with who made it.

grant select (id, organization_id, name, description, slug, type, status, start_date, end_date, goals, budget,
  budget_spent, currency, metrics, created_by, tags, is_archived, created_at, updated_at) on campaigns to lotline_app;
grant insert (id, organization_id, name, description, slug, type, status, start_date, end_date, goals, budget,
  budget_spent, currency, metrics, created_by, tags, is_archived) on campaigns to lotline_app;
grant update (name, description, slug, type, status, start_date, end_date, goals, budget, budget_spent, currency,
  metrics, tags, is_archived) on campaigns to lotline_app;
grant delete on campaigns to lotline_app;

grant select (id, organization_id, campaign_id, content_id, position, is_primary, notes, linked_at,
  linked_by) on campaign_content to lotline_app;
grant insert (id, organization_id, campaign_id, content_id, position, is_primary, notes,
  linked_by) on campaign_content to lotline_app;
grant update (position, is_primary, notes) on campaign_content to lotline_app;
grant delete on campaign_content to lotline_app;

create trigger touch_updated_at before update on campaigns for each row execute function app.touch_updated_at();
