const words = (text: string) => text.trim().split(/\s+/);

const area = 'area_type zip_code city state county neighborhood msa_code';
const address = 'address city state zip_code';
const areaFilters = 'zip_codes cities states counties neighborhoods';
const source = 'data_source external_id source_row import_id is_verified confidence_score notes';
const timestamps = 'created_at updated_at';

/** Every column that REID, Expense & Tax and Campaigns are specified with. Each may be added to; none may go. */
export const moduleColumns: Readonly<Record<string, readonly string[]>> = {
  reid_market_data:
    words(`id organization_id ${area} report_date period_type property_type median_price avg_price min_price
    max_price price_per_sqft price_change_pct active_listings new_listings sold_listings pending_listings expired_listings
    inventory_months days_on_market sale_to_list_ratio absorption_rate turnover_rate ${source} ${timestamps}`),
  reid_demographics: words(`id organization_id ${area} report_year total_population population_density population_growth
    households avg_household_size age_distribution median_age median_income avg_income income_distribution poverty_rate
    education_levels high_school_rate college_rate employment_rate unemployment_rate labor_force_size top_industries
    homeownership_rate renter_rate median_home_value median_rent diversity_index margins_of_error ${source} ${timestamps}`),
  reid_schools: words(`id organization_id name school_type district_name district_id nces_id ${address} county latitude
    longitude serves_grades rating_overall rating_source test_scores rankings total_students student_teacher_ratio
    low_income_pct graduation_rate college_readiness advanced_placement boundary_geojson is_active ${source} ${timestamps}`),
  reid_roi_simulations: words(`id organization_id user_id name description ${address} inputs results scenario_type
    parent_simulation_id market_data_id demographics_id is_shared shared_with_users is_template template_category
    calculation_version tags notes last_viewed_at ${timestamps}`),
  reid_alerts: words(`id organization_id user_id name alert_type is_active ${areaFilters} conditions frequency
    delivery_channels last_triggered_at trigger_count priority auto_disable_after max_triggers_per_day require_verification
    email_addresses webhook_url notification_template ${timestamps}`),
  reid_reports: words(`id organization_id user_id name report_type status ${areaFilters} period_start period_end
    configuration data insights file_key file_size_bytes file_format is_public public_token_hash public_expires_at
    shared_with_users is_template template_id schedule view_count download_count generated_at ${timestamps}`),
  reid_ai_profiles: words(`id organization_id user_id profile_type ${area} address summary detailed_analysis strengths
    weaknesses opportunities overall_score investment_score lifestyle_score growth_score risk_score metrics recommendations
    data_sources ai_model model_version confidence_score is_public is_verified verified_by verified_at expires_at
    last_refreshed_at ${timestamps}`),
  expense_categories:
    words(`id organization_id name code description irs_category default_deductible deduction_limit color
    icon is_active is_system`),
  expenses: words(`id organization_id user_id date merchant amount currency category_id description notes listing_id
    is_deductible deduction_percent tax_year mileage_start mileage_end mileage_distance mileage_purpose quickbooks_id
    quickbooks_synced status approved_by approved_at`),
  receipts: words(`id organization_id expense_id file_name file_key file_type file_size_bytes content_hash ocr_text
    ocr_confidence ocr_processed_at ocr_metadata merchant_name receipt_date receipt_total is_verified verified_by
    verified_at`),
  tax_estimates: words(`id organization_id user_id tax_year quarter period_start period_end total_income total_expenses
    total_deductions net_income estimated_tax_rate federal_tax_estimated state_tax_estimated self_employment_tax
    total_tax_estimated amount_paid payment_due_date payment_status quickbooks_id calculation_method assumptions
    calculated_at`),
  tax_reports: words(`id organization_id user_id name template_type tax_year period_start period_end status file_key
    file_format file_size_bytes total_income total_expenses total_deductions categories_count expenses_count is_shared
    shared_with share_expires_at generated_at generation_time_ms template_version`),
  tax_form_lines: words('form irs_category first_tax_year line label'),
  closed_tax_years: words('id organization_id tax_year closed_by closed_at'),
  listings: words(`id organization_id ${address} kind is_active`),
  campaigns: words(`id organization_id name description slug type status start_date end_date goals budget budget_spent
    metrics created_by tags is_archived`),
  email_campaigns: words(`id organization_id campaign_id name subject preview_text body_html body_plaintext from_name
    from_email reply_to recipient_lists recipient_count scheduled_at scheduled_time_zone sent_at status total_sent
    total_delivered total_opened total_clicked total_bounced total_unsubscribed open_rate click_rate is_ab_test
    ab_test_config created_by`),
  social_media_posts: words(`id organization_id campaign_id title post_text hashtags mentions platform platform_config
    media_urls media_metadata link_url link_preview scheduled_at scheduled_time_zone published_at status external_post_id
    external_url impressions reach likes comments shares clicks engagement_rate is_carousel is_video is_story is_reel
    created_by`),
  campaign_content: words('id organization_id campaign_id content_id position is_primary notes linked_at linked_by'),
  content: words('id organization_id title slug kind status body author published_at'),
  contacts: words('id organization_id name email'),
  contact_lists: words('id organization_id name'),
  contact_list_members: words('organization_id list_id contact_id'),
  contact_consents: words('id organization_id contact_id channel is_granted source recorded_by recorded_at'),
  suppressions: words('id organization_id email reason'),
  email_deliveries: words('id organization_id email_campaign_id contact_id email status'),
};

/** Enums, in the order they are declared in. */
export const moduleEnums: Readonly<Record<string, readonly string[]>> = {
  reid_area_type: words('ZIP NEIGHBORHOOD CITY COUNTY METRO SCHOOL_DISTRICT STATE NATIONAL'),
  reid_period_type: words('DAILY WEEKLY MONTHLY QUARTERLY YEARLY'),
  reid_scenario_type: words('BASE OPTIMISTIC PESSIMISTIC CUSTOM'),
  reid_alert_type: words('PRICE_DROP PRICE_INCREASE NEW_LISTINGS SOLD INVENTORY DAYS_ON_MARKET MARKET_TREND'),
  reid_alert_frequency: words('IMMEDIATE DAILY WEEKLY MONTHLY'),
  reid_delivery_channel: words('IN_APP EMAIL WEBHOOK'),
  reid_report_type:
    words(`NEIGHBORHOOD_ANALYSIS MARKET_OVERVIEW COMPARATIVE_STUDY INVESTMENT_ANALYSIS DEMOGRAPHIC_REPORT
    CUSTOM`),
  reid_profile_type: words('PROPERTY NEIGHBORHOOD MARKET_SEGMENT'),
  expense_status: words('PENDING APPROVED REJECTED NEEDS_REVIEW'),
  tax_calculation_method: words('STANDARD SIMPLIFIED CUSTOM'),
  tax_report_template: words(`FORM_1099_MISC FORM_1099_NEC SCHEDULE_C SCHEDULE_E EXPENSE_SUMMARY CATEGORY_BREAKDOWN
    QUARTERLY_ESTIMATE ANNUAL_SUMMARY CUSTOM`),
  tax_report_status: words('GENERATING COMPLETED FAILED EXPIRED'),
  campaign_type: words(`CONTENT_MARKETING EMAIL_MARKETING SOCIAL_MEDIA PAID_ADVERTISING SEO_CAMPAIGN LEAD_GENERATION
    BRAND_AWARENESS PRODUCT_LAUNCH`),
  campaign_status: words('DRAFT PLANNING ACTIVE PAUSED COMPLETED CANCELLED'),
  email_campaign_status: words('DRAFT SCHEDULED SENDING SENT FAILED PAUSED'),
  social_platform: words('FACEBOOK TWITTER INSTAGRAM LINKEDIN YOUTUBE TIKTOK PINTEREST BLUESKY MASTODON'),
  social_post_status: words('DRAFT SCHEDULED PUBLISHED FAILED'),
};

/** Columns that are unique together, in this order; with `nullsEqual`, two nulls count as the same. */
export const moduleUniqueKeys: readonly { table: string; columns: readonly string[]; nullsEqual: boolean }[] = [
  {
    table: 'reid_market_data',
    columns: words('organization_id data_source area_key property_type period_type report_date'),
    nullsEqual: true,
  },
  {
    table: 'reid_demographics',
    columns: words('organization_id data_source area_key report_year'),
    nullsEqual: false,
  },
  { table: 'expense_categories', columns: ['organization_id', 'code'], nullsEqual: true },
  { table: 'expenses', columns: ['organization_id', 'quickbooks_id'], nullsEqual: false },
  { table: 'tax_estimates', columns: ['organization_id', 'tax_year', 'quarter'], nullsEqual: true },
  { table: 'campaigns', columns: ['organization_id', 'slug'], nullsEqual: false },
  { table: 'campaign_content', columns: ['campaign_id', 'content_id'], nullsEqual: false },
  { table: 'email_deliveries', columns: ['organization_id', 'email_campaign_id', 'recipient_hash'], nullsEqual: false },
  { table: 'suppressions', columns: ['organization_id', 'email', 'reason'], nullsEqual: false },
];

/** Columns that an index begins with, in this order. */
export const moduleIndexes: readonly { table: string; columns: readonly string[] }[] = [
  { table: 'expenses', columns: ['organization_id', 'date'] },
  { table: 'expenses', columns: ['organization_id', 'category_id'] },
  { table: 'expenses', columns: ['organization_id', 'listing_id'] },
  { table: 'expenses', columns: ['organization_id', 'tax_year'] },
  { table: 'expenses', columns: ['organization_id', 'status'] },
];
