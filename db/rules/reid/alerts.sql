-- People set alerts on markets. The database counts when one fires, so no grant names those columns, and an alert stays
-- with who made it.

grant select (id, organization_id, user_id, name, alert_type, is_active, area_keys, zip_codes, cities, states, counties,
  neighborhoods, conditions, frequency, delivery_channels, last_triggered_at, trigger_count, priority,
  auto_disable_after, max_triggers_per_day, require_verification, email_addresses, webhook_url, secret_version, previous_secret_until,
  webhook_failures, webhook_paused_at, notification_template, time_zone, next_digest_at, paused_reason, created_at,
  updated_at) on reid_alerts to lotline_app;
grant insert (id, organization_id, user_id, name, alert_type, is_active, area_keys, zip_codes, cities, states, counties,
  neighborhoods, conditions, frequency, delivery_channels, priority, auto_disable_after, max_triggers_per_day,
  require_verification, email_addresses, webhook_url, notification_template, time_zone) on reid_alerts to lotline_app;
grant update (name, alert_type, is_active, area_keys, zip_codes, cities, states, counties, neighborhoods, conditions, frequency,
  delivery_channels, priority, auto_disable_after, max_triggers_per_day, require_verification, email_addresses,
  webhook_url, notification_template, time_zone) on reid_alerts to lotline_app;
grant delete on reid_alerts to lotline_app;

create trigger touch_updated_at before update on reid_alerts for each row execute function app.touch_updated_at();

grant select (id, organization_id, alert_id, area_key, area_name, data_source, report_date, figure, value, baseline, sentence,
  market_data_id, state, decided_by, decided_at, delivered_at, created_at) on reid_alert_events to lotline_app;
grant select (organization_id, event_id, user_id, read_at) on reid_alert_reads to lotline_app;
grant insert (organization_id, event_id, user_id) on reid_alert_reads to lotline_app;
grant delete on reid_alert_reads to lotline_app;
grant select (id, organization_id, alert_id, body, is_test, status, attempts, next_attempt_at, answer_status, problem, delivered_at,
  created_at) on reid_webhook_deliveries to lotline_app;
