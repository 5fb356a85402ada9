-- Content is written once and used by campaigns.

grant select (id, organization_id, title, slug, kind, status, body, author, published_at, created_by, created_at,
  updated_at) on content to lotline_app;
grant insert (id, organization_id, title, slug, kind, status, body, author, published_at,
  created_by) on content to lotline_app;
grant update (title, slug, kind, status, body, author, published_at) on content to lotline_app;
grant delete on content to lotline_app;

create trigger touch_updated_at before update on content for each row execute function app.touch_updated_at();
