-- The application role may look into both schemas, and nobody else but the owner may.

grant usage on schema public, app to lotline_app;
