-- Takes 0002_add_reid_expense_campaigns back, with everything its tables hold and the rules of the three modules: all of it
-- or nothing. What the audit trail says about them stays, because nothing is ever taken out of it. Run it as the owner, with
-- the version of the application from before the migration about to be deployed:
--
--   psql "$DATABASE_OWNER_URL" --set ON_ERROR_STOP=1 --file migrations/rollback/0002_add_reid_expense_campaigns.sql
--
-- Afterwards the migration can be applied again, and the rules with it.
begin;

drop table
  campaign_content, campaigns, email_campaigns, email_deliveries, social_media_posts, contact_consents,
  contact_list_members, contact_lists, contacts, suppressions, content, expense_categories, expenses, receipts,
  tax_form_lines, listings, reid_demographics, reid_market_data, reid_schools, reid_ai_profiles, reid_alerts,
  reid_reports, reid_roi_simulations, closed_tax_years, tax_estimates, tax_reports;

drop function
  app.check_expense_category, app.keep_category_organization, app.stamp_expense_decision, app.refuse_closed_tax_year,
  app.limit_receipts, app.keep_generated_report, app.find_public_report;

drop type
  campaign_status, campaign_type, email_campaign_status, email_delivery_status, social_platform, social_post_status,
  consent_channel, suppression_reason, content_kind, content_status, expense_status, irs_category, tax_form,
  listing_kind, reid_area_type, reid_period_type, reid_alert_frequency, reid_alert_priority, reid_alert_type,
  reid_delivery_channel, reid_profile_type, reid_report_status, reid_report_type, reid_scenario_type,
  tax_calculation_method, tax_payment_status, tax_report_status, tax_report_template;

-- The journal knows a migration by this time.
delete from drizzle.__drizzle_migrations where created_at = 1795918247430;

commit;
