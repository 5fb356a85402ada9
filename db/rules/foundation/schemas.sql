-- Who may look into the schemas at all. Nobody but the owner and the application role.

grant usage on schema public, app to lotline_app;
