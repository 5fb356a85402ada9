-- The roles of the Worker may look into both schemas, and nobody else but the owner may. lotline_app asks for whoever is signed in;
-- lotline_tasks does what only the schedule, the webhooks and the work behind an answer do, and reads no table.

grant usage on schema public, app to lotline_app, lotline_tasks;
