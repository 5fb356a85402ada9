-- People set alerts on markets. The database counts when one fires, so no grant names those columns, and an alert stays
-- with who made it.

grant select (id, organization_id, user_id, name, alert_type, is_active, zip_codes, cities, states, counties,
  neighborhoods, conditions, frequency, delivery_channels, last_triggered_at, trigger_count, priority,
  auto_disable_after, max_triggers_per_day, require_verification, email_addresses, webhook_url, notification_template,
  created_at, updated_at) on reid_alerts to lotline_app;
grant insert (id, organization_id, user_id, name, alert_type, is_active, zip_codes, cities, states, counties,
  neighborhoods, conditions, frequency, delivery_channels, priority, auto_disable_after, max_triggers_per_day,
  require_verification, email_addresses, webhook_url, notification_template) on reid_alerts to lotline_app;
grant update (name, alert_type, is_active, zip_codes, cities, states, counties, neighborhoods, conditions, frequency,
  delivery_channels, priority, auto_disable_after, max_triggers_per_day, require_verification, email_addresses,
  webhook_url, notification_template) on reid_alerts to lotline_app;
grant delete on reid_alerts to lotline_app;

create trigger touch_updated_at before update on reid_alerts for each row execute function app.touch_updated_at();
