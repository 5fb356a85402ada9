-- People follow areas on their overview, each for themselves.

grant select (id, organization_id, user_id, area_key, created_at) on reid_watched_areas to lotline_app;
grant insert (id, organization_id, user_id, area_key) on reid_watched_areas to lotline_app;
grant delete on reid_watched_areas to lotline_app;
