-- A mail campaign counts what became of its mail, and one row follows each recipient. The database keeps both, so no
-- grant names those counts or writes deliveries, and nobody reads the token to unsubscribe.

grant select (id, organization_id, campaign_id, name, subject, preview_text, body_html, body_plaintext, from_name,
  from_email, reply_to, recipient_lists, recipient_count, scheduled_at, scheduled_time_zone, sent_at, status,
  total_sent, total_delivered, total_opened, total_clicked, total_bounced, total_unsubscribed, open_rate, click_rate,
  is_ab_test, ab_test_config, created_by, created_at, updated_at) on email_campaigns to lotline_app;
grant insert (id, organization_id, campaign_id, name, subject, preview_text, body_html, body_plaintext, from_name,
  from_email, reply_to, recipient_lists, scheduled_at, scheduled_time_zone, status, is_ab_test, ab_test_config,
  created_by) on email_campaigns to lotline_app;
grant update (name, subject, preview_text, body_html, body_plaintext, from_name, from_email, reply_to, recipient_lists,
  scheduled_at, scheduled_time_zone, status, is_ab_test, ab_test_config) on email_campaigns to lotline_app;
grant delete on email_campaigns to lotline_app;

grant select (id, organization_id, email_campaign_id, contact_id, email, status, reason, attempts, provider_message_id,
  sent_at, delivered_at, opened_at, clicked_at, unsubscribed_at, created_at) on email_deliveries to lotline_app;

create trigger touch_updated_at before update on email_campaigns for each row execute function app.touch_updated_at();
