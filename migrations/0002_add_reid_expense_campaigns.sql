CREATE TYPE "public"."campaign_status" AS ENUM('DRAFT', 'PLANNING', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED');--> statement-breakpoint
CREATE TYPE "public"."campaign_type" AS ENUM('CONTENT_MARKETING', 'EMAIL_MARKETING', 'SOCIAL_MEDIA', 'PAID_ADVERTISING', 'SEO_CAMPAIGN', 'LEAD_GENERATION', 'BRAND_AWARENESS', 'PRODUCT_LAUNCH');--> statement-breakpoint
CREATE TYPE "public"."email_campaign_status" AS ENUM('DRAFT', 'SCHEDULED', 'SENDING', 'SENT', 'FAILED', 'PAUSED');--> statement-breakpoint
CREATE TYPE "public"."email_delivery_status" AS ENUM('QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'FAILED', 'SKIPPED');--> statement-breakpoint
CREATE TYPE "public"."social_platform" AS ENUM('FACEBOOK', 'TWITTER', 'INSTAGRAM', 'LINKEDIN', 'YOUTUBE', 'TIKTOK', 'PINTEREST');--> statement-breakpoint
CREATE TYPE "public"."social_post_status" AS ENUM('DRAFT', 'SCHEDULED', 'PUBLISHED', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."consent_channel" AS ENUM('EMAIL', 'SMS', 'PHONE');--> statement-breakpoint
CREATE TYPE "public"."suppression_reason" AS ENUM('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED', 'MANUAL');--> statement-breakpoint
CREATE TYPE "public"."content_kind" AS ENUM('ARTICLE', 'LANDING_PAGE', 'NEWSLETTER', 'VIDEO', 'GUIDE');--> statement-breakpoint
CREATE TYPE "public"."content_status" AS ENUM('DRAFT', 'PUBLISHED', 'ARCHIVED');--> statement-breakpoint
CREATE TYPE "public"."expense_status" AS ENUM('PENDING', 'APPROVED', 'REJECTED', 'NEEDS_REVIEW');--> statement-breakpoint
CREATE TYPE "public"."irs_category" AS ENUM('ADVERTISING', 'CAR_AND_TRUCK', 'CLEANING_AND_MAINTENANCE', 'COMMISSIONS_AND_FEES', 'CONTRACT_LABOR', 'DEPRECIATION', 'EMPLOYEE_BENEFITS', 'ENERGY_EFFICIENT_BUILDINGS', 'INSURANCE', 'LEGAL_AND_PROFESSIONAL', 'MANAGEMENT_FEES', 'MEALS', 'MORTGAGE_INTEREST', 'OFFICE_EXPENSE', 'OTHER_EXPENSES', 'OTHER_INTEREST', 'RENT_EQUIPMENT', 'RENT_PROPERTY', 'REPAIRS_AND_MAINTENANCE', 'SUPPLIES', 'TAXES_AND_LICENSES', 'TRAVEL', 'UTILITIES', 'WAGES');--> statement-breakpoint
CREATE TYPE "public"."tax_form" AS ENUM('SCHEDULE_C', 'SCHEDULE_E');--> statement-breakpoint
CREATE TYPE "public"."listing_kind" AS ENUM('SALE', 'RENTAL');--> statement-breakpoint
CREATE TYPE "public"."reid_area_type" AS ENUM('ZIP', 'NEIGHBORHOOD', 'CITY', 'COUNTY', 'METRO', 'SCHOOL_DISTRICT', 'STATE', 'NATIONAL');--> statement-breakpoint
CREATE TYPE "public"."reid_period_type" AS ENUM('DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY');--> statement-breakpoint
CREATE TYPE "public"."reid_alert_frequency" AS ENUM('IMMEDIATE', 'DAILY', 'WEEKLY', 'MONTHLY');--> statement-breakpoint
CREATE TYPE "public"."reid_alert_priority" AS ENUM('LOW', 'NORMAL', 'HIGH', 'URGENT');--> statement-breakpoint
CREATE TYPE "public"."reid_alert_type" AS ENUM('PRICE_DROP', 'PRICE_INCREASE', 'NEW_LISTINGS', 'SOLD', 'INVENTORY', 'DAYS_ON_MARKET', 'MARKET_TREND');--> statement-breakpoint
CREATE TYPE "public"."reid_delivery_channel" AS ENUM('IN_APP', 'EMAIL', 'WEBHOOK');--> statement-breakpoint
CREATE TYPE "public"."reid_profile_type" AS ENUM('PROPERTY', 'NEIGHBORHOOD', 'MARKET_SEGMENT');--> statement-breakpoint
CREATE TYPE "public"."reid_report_status" AS ENUM('DRAFT', 'GENERATING', 'COMPLETED', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."reid_report_type" AS ENUM('NEIGHBORHOOD_ANALYSIS', 'MARKET_OVERVIEW', 'COMPARATIVE_STUDY', 'INVESTMENT_ANALYSIS', 'DEMOGRAPHIC_REPORT', 'CUSTOM');--> statement-breakpoint
CREATE TYPE "public"."reid_scenario_type" AS ENUM('BASE', 'OPTIMISTIC', 'PESSIMISTIC', 'CUSTOM');--> statement-breakpoint
CREATE TYPE "public"."tax_calculation_method" AS ENUM('STANDARD', 'SIMPLIFIED', 'CUSTOM');--> statement-breakpoint
CREATE TYPE "public"."tax_payment_status" AS ENUM('UNPAID', 'PARTIALLY_PAID', 'PAID');--> statement-breakpoint
CREATE TYPE "public"."tax_report_status" AS ENUM('GENERATING', 'COMPLETED', 'FAILED', 'EXPIRED');--> statement-breakpoint
CREATE TYPE "public"."tax_report_template" AS ENUM('FORM_1099_MISC', 'FORM_1099_NEC', 'SCHEDULE_C', 'SCHEDULE_E', 'EXPENSE_SUMMARY', 'CATEGORY_BREAKDOWN', 'QUARTERLY_ESTIMATE', 'ANNUAL_SUMMARY', 'CUSTOM');--> statement-breakpoint
CREATE TABLE "campaign_content" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"notes" text,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"linked_by" uuid NOT NULL,
	CONSTRAINT "campaign_content_campaign_id_content_id" UNIQUE("campaign_id","content_id"),
	CONSTRAINT "campaign_content_counts" CHECK (position >= 0)
);
--> statement-breakpoint
ALTER TABLE "campaign_content" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"slug" text NOT NULL,
	"type" "campaign_type" NOT NULL,
	"status" "campaign_status" DEFAULT 'DRAFT' NOT NULL,
	"start_date" date,
	"end_date" date,
	"goals" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"budget" bigint,
	"budget_spent" bigint DEFAULT 0 NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"metrics" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_organization_id_slug" UNIQUE("organization_id","slug"),
	CONSTRAINT "campaigns_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "campaigns_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "campaigns_slug_format" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120),
	CONSTRAINT "campaigns_date_order" CHECK (end_date >= start_date),
	CONSTRAINT "campaigns_amounts" CHECK (budget >= 0 and budget_spent >= 0)
);
--> statement-breakpoint
ALTER TABLE "campaigns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "email_campaigns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"preview_text" text,
	"body_html" text DEFAULT '' NOT NULL,
	"body_plaintext" text DEFAULT '' NOT NULL,
	"from_name" text NOT NULL,
	"from_email" text NOT NULL,
	"reply_to" text,
	"recipient_lists" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"recipient_count" integer DEFAULT 0 NOT NULL,
	"scheduled_at" timestamp with time zone,
	"scheduled_time_zone" text,
	"sent_at" timestamp with time zone,
	"status" "email_campaign_status" DEFAULT 'DRAFT' NOT NULL,
	"total_sent" integer DEFAULT 0 NOT NULL,
	"total_delivered" integer DEFAULT 0 NOT NULL,
	"total_opened" integer DEFAULT 0 NOT NULL,
	"total_clicked" integer DEFAULT 0 NOT NULL,
	"total_bounced" integer DEFAULT 0 NOT NULL,
	"total_unsubscribed" integer DEFAULT 0 NOT NULL,
	"open_rate" numeric(14, 2) GENERATED ALWAYS AS (round((total_opened) * 100.0 / nullif(total_delivered, 0), 2)) STORED,
	"click_rate" numeric(14, 2) GENERATED ALWAYS AS (round((total_clicked) * 100.0 / nullif(total_delivered, 0), 2)) STORED,
	"is_ab_test" boolean DEFAULT false NOT NULL,
	"ab_test_config" jsonb,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_campaigns_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "email_campaigns_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "email_campaigns_subject_length" CHECK (char_length(subject) between 1 and 998),
	CONSTRAINT "email_campaigns_scheduled_time" CHECK ((scheduled_at is null) = (scheduled_time_zone is null) and scheduled_time_zone ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$'),
	CONSTRAINT "email_campaigns_scheduled_when" CHECK (status <> 'SCHEDULED' or scheduled_at is not null),
	CONSTRAINT "email_campaigns_ab_test" CHECK (not is_ab_test or ab_test_config is not null),
	CONSTRAINT "email_campaigns_counts" CHECK (recipient_count >= 0 and total_sent >= 0 and total_delivered >= 0 and total_opened >= 0 and total_clicked >= 0 and total_bounced >= 0 and total_unsubscribed >= 0)
);
--> statement-breakpoint
ALTER TABLE "email_campaigns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "email_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"email_campaign_id" uuid NOT NULL,
	"contact_id" uuid,
	"email" text NOT NULL,
	"status" "email_delivery_status" DEFAULT 'QUEUED' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"provider_message_id" text,
	"unsubscribe_token_hash" text,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"clicked_at" timestamp with time zone,
	"unsubscribed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_deliveries_unsubscribe_token_hash_unique" UNIQUE("unsubscribe_token_hash"),
	CONSTRAINT "email_deliveries_once" UNIQUE("organization_id","email_campaign_id","email"),
	CONSTRAINT "email_deliveries_email_format" CHECK (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
	CONSTRAINT "email_deliveries_unsubscribe_token_hash_format" CHECK (unsubscribe_token_hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "email_deliveries_counts" CHECK (attempts >= 0)
);
--> statement-breakpoint
ALTER TABLE "email_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "social_media_posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"title" text,
	"post_text" text NOT NULL,
	"hashtags" text[] DEFAULT '{}'::text[] NOT NULL,
	"mentions" text[] DEFAULT '{}'::text[] NOT NULL,
	"platform" "social_platform" NOT NULL,
	"platform_config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"media_urls" text[] DEFAULT '{}'::text[] NOT NULL,
	"media_metadata" jsonb,
	"link_url" text,
	"link_preview" jsonb,
	"scheduled_at" timestamp with time zone,
	"scheduled_time_zone" text,
	"published_at" timestamp with time zone,
	"status" "social_post_status" DEFAULT 'DRAFT' NOT NULL,
	"external_post_id" text,
	"external_url" text,
	"impressions" integer DEFAULT 0 NOT NULL,
	"reach" integer DEFAULT 0 NOT NULL,
	"likes" integer DEFAULT 0 NOT NULL,
	"comments" integer DEFAULT 0 NOT NULL,
	"shares" integer DEFAULT 0 NOT NULL,
	"clicks" integer DEFAULT 0 NOT NULL,
	"engagement_rate" numeric(14, 2) GENERATED ALWAYS AS (round((likes::bigint + comments + shares + clicks) * 100.0 / nullif(impressions, 0), 2)) STORED,
	"is_carousel" boolean DEFAULT false NOT NULL,
	"is_video" boolean DEFAULT false NOT NULL,
	"is_story" boolean DEFAULT false NOT NULL,
	"is_reel" boolean DEFAULT false NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "social_media_posts_text_length" CHECK (char_length(post_text) <= 63206),
	CONSTRAINT "social_media_posts_urls" CHECK (link_url ~ '^https?://' and external_url ~ '^https?://'),
	CONSTRAINT "social_media_posts_scheduled_time" CHECK ((scheduled_at is null) = (scheduled_time_zone is null) and scheduled_time_zone ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$'),
	CONSTRAINT "social_media_posts_scheduled_when" CHECK (status <> 'SCHEDULED' or scheduled_at is not null),
	CONSTRAINT "social_media_posts_published" CHECK (status <> 'PUBLISHED' or published_at is not null),
	CONSTRAINT "social_media_posts_counts" CHECK (impressions >= 0 and reach >= 0 and likes >= 0 and comments >= 0 and shares >= 0 and clicks >= 0)
);
--> statement-breakpoint
ALTER TABLE "social_media_posts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_consents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"channel" "consent_channel" DEFAULT 'EMAIL' NOT NULL,
	"is_granted" boolean NOT NULL,
	"source" text NOT NULL,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contact_consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_list_members" (
	"organization_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_list_members_organization_id_list_id_contact_id_pk" PRIMARY KEY("organization_id","list_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "contact_list_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_lists" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_lists_organization_id_name" UNIQUE("organization_id","name"),
	CONSTRAINT "contact_lists_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "contact_lists_name_length" CHECK (char_length(name) between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "contact_lists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"phone" text,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_organization_id_email" UNIQUE("organization_id","email"),
	CONSTRAINT "contacts_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "contacts_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "contacts_email_format" CHECK (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 254)
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"reason" "suppression_reason" NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_organization_id_email" UNIQUE("organization_id","email"),
	CONSTRAINT "suppressions_email_format" CHECK (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 254)
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "content" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"title" text NOT NULL,
	"slug" text NOT NULL,
	"kind" "content_kind" DEFAULT 'ARTICLE' NOT NULL,
	"status" "content_status" DEFAULT 'DRAFT' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"author" text NOT NULL,
	"published_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_organization_id_slug" UNIQUE("organization_id","slug"),
	CONSTRAINT "content_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "content_title_length" CHECK (char_length(title) between 1 and 200),
	CONSTRAINT "content_slug_format" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120),
	CONSTRAINT "content_published" CHECK (status <> 'PUBLISHED' or published_at is not null)
);
--> statement-breakpoint
ALTER TABLE "content" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "expense_categories" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid,
	"name" text NOT NULL,
	"code" text NOT NULL,
	"description" text,
	"irs_category" "irs_category",
	"default_deductible" boolean DEFAULT true NOT NULL,
	"deduction_limit" numeric(5, 2) DEFAULT 100 NOT NULL,
	"color" text,
	"icon" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_system" boolean GENERATED ALWAYS AS (organization_id is null) STORED NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "expense_categories_organization_id_code" UNIQUE NULLS NOT DISTINCT("organization_id","code"),
	CONSTRAINT "expense_categories_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "expense_categories_code_format" CHECK (code ~ '^[A-Z][A-Z0-9_]{0,39}$'),
	CONSTRAINT "expense_categories_percentages" CHECK (deduction_limit between 0 and 100),
	CONSTRAINT "expense_categories_color_format" CHECK (color ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
ALTER TABLE "expense_categories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "expenses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"date" date NOT NULL,
	"merchant" text NOT NULL,
	"amount" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"category_id" uuid NOT NULL,
	"description" text,
	"notes" text,
	"listing_id" uuid,
	"is_deductible" boolean DEFAULT true NOT NULL,
	"deduction_percent" numeric(5, 2) DEFAULT 100 NOT NULL,
	"tax_year" smallint NOT NULL,
	"mileage_start" numeric(9, 1),
	"mileage_end" numeric(9, 1),
	"mileage_distance" numeric(7, 1),
	"mileage_purpose" text,
	"quickbooks_id" text,
	"quickbooks_synced" boolean DEFAULT false NOT NULL,
	"status" "expense_status" DEFAULT 'PENDING' NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "expenses_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "expenses_quickbooks_id" UNIQUE("organization_id","quickbooks_id"),
	CONSTRAINT "expenses_merchant_length" CHECK (char_length(merchant) between 1 and 200),
	CONSTRAINT "expenses_amount_range" CHECK (amount between 1 and 100000000),
	CONSTRAINT "expenses_percentages" CHECK (deduction_percent between 0 and 100),
	CONSTRAINT "expenses_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1),
	CONSTRAINT "expenses_mileage" CHECK (mileage_start >= 0 and mileage_end >= 0 and mileage_distance >= 0),
	CONSTRAINT "expenses_mileage_order" CHECK (mileage_end >= mileage_start),
	CONSTRAINT "expenses_decision" CHECK ((status in ('PENDING', 'NEEDS_REVIEW')) = (approved_at is null))
);
--> statement-breakpoint
ALTER TABLE "expenses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"expense_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"file_type" text NOT NULL,
	"file_size_bytes" integer NOT NULL,
	"content_hash" text NOT NULL,
	"ocr_text" text,
	"ocr_confidence" numeric(4, 3),
	"ocr_processed_at" timestamp with time zone,
	"ocr_metadata" jsonb,
	"merchant_name" text,
	"receipt_date" date,
	"receipt_total" integer,
	"is_verified" boolean DEFAULT false NOT NULL,
	"verified_by" uuid,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "receipts_file_key_unique" UNIQUE("file_key"),
	CONSTRAINT "receipts_file_type" CHECK (file_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
	CONSTRAINT "receipts_file_size" CHECK (file_size_bytes between 1 and 10485760),
	CONSTRAINT "receipts_content_hash_format" CHECK (content_hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "receipts_file_key_prefix" CHECK (starts_with(file_key, 'receipts/' || organization_id || '/' || expense_id || '/')),
	CONSTRAINT "receipts_ocr_confidence_range" CHECK (ocr_confidence between 0 and 1),
	CONSTRAINT "receipts_receipt_total_range" CHECK (receipt_total >= 0),
	CONSTRAINT "receipts_verification" CHECK (is_verified = (verified_at is not null))
);
--> statement-breakpoint
ALTER TABLE "receipts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_form_lines" (
	"form" "tax_form" NOT NULL,
	"irs_category" "irs_category" NOT NULL,
	"first_tax_year" smallint NOT NULL,
	"line" text NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "tax_form_lines_form_irs_category_first_tax_year_pk" PRIMARY KEY("form","irs_category","first_tax_year"),
	CONSTRAINT "tax_form_lines_first_tax_year_range" CHECK (first_tax_year between 2020 and 2100),
	CONSTRAINT "tax_form_lines_line_format" CHECK (line ~ '^[0-9]{1,2}[a-z]?$')
);
--> statement-breakpoint
ALTER TABLE "tax_form_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"address" text NOT NULL,
	"city" text NOT NULL,
	"state" char(2) NOT NULL,
	"zip_code" text NOT NULL,
	"kind" "listing_kind" NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listings_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "listings_address_length" CHECK (char_length(address) between 1 and 200),
	CONSTRAINT "listings_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "listings_zip_code_format" CHECK (zip_code ~ '^[0-9]{5}(-[0-9]{4})?$')
);
--> statement-breakpoint
ALTER TABLE "listings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_demographics" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"area_type" "reid_area_type" NOT NULL,
	"zip_code" text,
	"city" text,
	"state" char(2),
	"county" text,
	"neighborhood" text,
	"school_district" text,
	"msa_code" text,
	"report_year" smallint NOT NULL,
	"total_population" integer,
	"population_density" numeric(12, 2),
	"population_growth" numeric(7, 2),
	"households" integer,
	"avg_household_size" numeric(5, 2),
	"age_distribution" jsonb,
	"median_age" numeric(4, 1),
	"median_income" integer,
	"avg_income" integer,
	"income_distribution" jsonb,
	"poverty_rate" numeric(5, 2),
	"education_levels" jsonb,
	"high_school_rate" numeric(5, 2),
	"college_rate" numeric(5, 2),
	"employment_rate" numeric(5, 2),
	"unemployment_rate" numeric(5, 2),
	"labor_force_size" integer,
	"top_industries" jsonb,
	"homeownership_rate" numeric(5, 2),
	"renter_rate" numeric(5, 2),
	"median_home_value" bigint,
	"median_rent" integer,
	"diversity_index" numeric(5, 2),
	"margins_of_error" jsonb,
	"data_source" text NOT NULL,
	"external_id" text,
	"source_row" jsonb,
	"import_id" uuid,
	"is_verified" boolean DEFAULT false NOT NULL,
	"confidence_score" numeric(4, 3),
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_demographics_area_year" UNIQUE NULLS NOT DISTINCT("organization_id","area_type","zip_code","city","state","county","neighborhood","school_district","msa_code","report_year"),
	CONSTRAINT "reid_demographics_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "reid_demographics_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "reid_demographics_area_codes" CHECK (zip_code ~ '^[0-9]{5}$' and msa_code ~ '^[0-9]{5}$'),
	CONSTRAINT "reid_demographics_area_is_named" CHECK (case area_type
  when 'ZIP' then zip_code is not null
  when 'NEIGHBORHOOD' then neighborhood is not null
  when 'CITY' then city is not null
  when 'COUNTY' then county is not null
  when 'METRO' then coalesce(msa_code, city) is not null
  when 'SCHOOL_DISTRICT' then school_district is not null
  when 'STATE' then state is not null
  else true end),
	CONSTRAINT "reid_demographics_report_year_range" CHECK (report_year between 1900 and 2100),
	CONSTRAINT "reid_demographics_median_age_range" CHECK (median_age between 0 and 120),
	CONSTRAINT "reid_demographics_counts" CHECK (total_population >= 0 and population_density >= 0 and households >= 0 and avg_household_size >= 0 and labor_force_size >= 0 and median_income >= 0 and avg_income >= 0 and median_home_value >= 0 and median_rent >= 0),
	CONSTRAINT "reid_demographics_percentages" CHECK (poverty_rate between 0 and 100 and high_school_rate between 0 and 100 and college_rate between 0 and 100 and employment_rate between 0 and 100 and unemployment_rate between 0 and 100 and homeownership_rate between 0 and 100 and renter_rate between 0 and 100 and diversity_index between 0 and 100),
	CONSTRAINT "reid_demographics_confidence" CHECK (confidence_score between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "reid_demographics" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_market_data" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"area_type" "reid_area_type" NOT NULL,
	"zip_code" text,
	"city" text,
	"state" char(2),
	"county" text,
	"neighborhood" text,
	"school_district" text,
	"msa_code" text,
	"report_date" date NOT NULL,
	"period_type" "reid_period_type" NOT NULL,
	"property_type" text,
	"median_price" bigint,
	"avg_price" bigint,
	"min_price" bigint,
	"max_price" bigint,
	"price_per_sqft" bigint,
	"price_change_pct" numeric(9, 2),
	"active_listings" integer,
	"new_listings" integer,
	"sold_listings" integer,
	"pending_listings" integer,
	"expired_listings" integer,
	"inventory_months" numeric(7, 2),
	"days_on_market" numeric(7, 1),
	"sale_to_list_ratio" numeric(6, 4),
	"absorption_rate" numeric(9, 2),
	"turnover_rate" numeric(5, 2),
	"data_source" text NOT NULL,
	"external_id" text,
	"source_row" jsonb,
	"import_id" uuid,
	"is_verified" boolean DEFAULT false NOT NULL,
	"confidence_score" numeric(4, 3),
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_market_data_source_area_period" UNIQUE NULLS NOT DISTINCT("organization_id","data_source","area_type","zip_code","city","state","county","neighborhood","school_district","msa_code","property_type","report_date","period_type"),
	CONSTRAINT "reid_market_data_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "reid_market_data_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "reid_market_data_area_codes" CHECK (zip_code ~ '^[0-9]{5}$' and msa_code ~ '^[0-9]{5}$'),
	CONSTRAINT "reid_market_data_area_is_named" CHECK (case area_type
  when 'ZIP' then zip_code is not null
  when 'NEIGHBORHOOD' then neighborhood is not null
  when 'CITY' then city is not null
  when 'COUNTY' then county is not null
  when 'METRO' then coalesce(msa_code, city) is not null
  when 'SCHOOL_DISTRICT' then school_district is not null
  when 'STATE' then state is not null
  else true end),
	CONSTRAINT "reid_market_data_prices" CHECK (median_price >= 0 and avg_price >= 0 and min_price >= 0 and max_price >= 0 and price_per_sqft >= 0),
	CONSTRAINT "reid_market_data_price_order" CHECK (max_price >= min_price),
	CONSTRAINT "reid_market_data_counts" CHECK (active_listings >= 0 and new_listings >= 0 and sold_listings >= 0 and pending_listings >= 0 and expired_listings >= 0 and inventory_months >= 0 and days_on_market >= 0 and absorption_rate >= 0),
	CONSTRAINT "reid_market_data_sale_to_list_ratio" CHECK (sale_to_list_ratio between 0 and 10),
	CONSTRAINT "reid_market_data_percentages" CHECK (turnover_rate between 0 and 100),
	CONSTRAINT "reid_market_data_confidence" CHECK (confidence_score between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "reid_market_data" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_schools" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"school_type" text,
	"district_name" text,
	"district_id" text,
	"nces_id" text,
	"address" text,
	"city" text,
	"state" char(2),
	"zip_code" text,
	"county" text,
	"latitude" double precision,
	"longitude" double precision,
	"serves_grades" text,
	"rating_overall" numeric(3, 1),
	"rating_source" text,
	"test_scores" jsonb,
	"rankings" jsonb,
	"total_students" integer,
	"student_teacher_ratio" numeric(5, 2),
	"low_income_pct" numeric(5, 2),
	"graduation_rate" numeric(5, 2),
	"college_readiness" numeric(5, 2),
	"advanced_placement" boolean,
	"boundary_geojson" jsonb,
	"is_active" boolean DEFAULT true NOT NULL,
	"data_source" text NOT NULL,
	"external_id" text,
	"source_row" jsonb,
	"import_id" uuid,
	"is_verified" boolean DEFAULT false NOT NULL,
	"confidence_score" numeric(4, 3),
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_schools_nces_id" UNIQUE("organization_id","nces_id"),
	CONSTRAINT "reid_schools_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "reid_schools_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "reid_schools_zip_code_format" CHECK (zip_code ~ '^[0-9]{5}(-[0-9]{4})?$'),
	CONSTRAINT "reid_schools_latitude_range" CHECK (latitude between -90 and 90),
	CONSTRAINT "reid_schools_longitude_range" CHECK (longitude between -180 and 180),
	CONSTRAINT "reid_schools_coordinates" CHECK ((latitude is null) = (longitude is null)),
	CONSTRAINT "reid_schools_rating_range" CHECK (rating_overall between 1 and 10),
	CONSTRAINT "reid_schools_rating_has_source" CHECK (rating_overall is null or rating_source is not null),
	CONSTRAINT "reid_schools_counts" CHECK (total_students >= 0 and student_teacher_ratio >= 0),
	CONSTRAINT "reid_schools_percentages" CHECK (low_income_pct between 0 and 100 and graduation_rate between 0 and 100 and college_readiness between 0 and 100),
	CONSTRAINT "reid_schools_confidence" CHECK (confidence_score between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "reid_schools" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_ai_profiles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"profile_type" "reid_profile_type" NOT NULL,
	"area_type" "reid_area_type",
	"address" text,
	"zip_code" text,
	"city" text,
	"state" char(2),
	"county" text,
	"neighborhood" text,
	"school_district" text,
	"msa_code" text,
	"summary" text NOT NULL,
	"detailed_analysis" text,
	"strengths" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"weaknesses" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"opportunities" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"overall_score" smallint,
	"investment_score" smallint,
	"lifestyle_score" smallint,
	"growth_score" smallint,
	"risk_score" smallint,
	"metrics" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"recommendations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"data_sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"ai_model" text NOT NULL,
	"model_version" text NOT NULL,
	"confidence_score" numeric(4, 3),
	"is_public" boolean DEFAULT false NOT NULL,
	"is_verified" boolean DEFAULT false NOT NULL,
	"verified_by" uuid,
	"verified_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"last_refreshed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_ai_profiles_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "reid_ai_profiles_zip_code_format" CHECK (zip_code ~ '^[0-9]{5}(-[0-9]{4})?$'),
	CONSTRAINT "reid_ai_profiles_subject" CHECK (case when profile_type = 'PROPERTY' then address is not null else area_type is not null end),
	CONSTRAINT "reid_ai_profiles_scores" CHECK (overall_score between 0 and 100 and investment_score between 0 and 100 and lifestyle_score between 0 and 100 and growth_score between 0 and 100 and risk_score between 0 and 100),
	CONSTRAINT "reid_ai_profiles_confidence" CHECK (confidence_score between 0 and 1),
	CONSTRAINT "reid_ai_profiles_verification" CHECK (is_verified = (verified_at is not null))
);
--> statement-breakpoint
ALTER TABLE "reid_ai_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_alerts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid,
	"name" text NOT NULL,
	"alert_type" "reid_alert_type" NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"zip_codes" text[] DEFAULT '{}'::text[] NOT NULL,
	"cities" text[] DEFAULT '{}'::text[] NOT NULL,
	"states" text[] DEFAULT '{}'::text[] NOT NULL,
	"counties" text[] DEFAULT '{}'::text[] NOT NULL,
	"neighborhoods" text[] DEFAULT '{}'::text[] NOT NULL,
	"conditions" jsonb NOT NULL,
	"frequency" "reid_alert_frequency" DEFAULT 'DAILY' NOT NULL,
	"delivery_channels" "reid_delivery_channel"[] DEFAULT '{IN_APP}' NOT NULL,
	"last_triggered_at" timestamp with time zone,
	"trigger_count" integer DEFAULT 0 NOT NULL,
	"priority" "reid_alert_priority" DEFAULT 'NORMAL' NOT NULL,
	"auto_disable_after" integer,
	"max_triggers_per_day" integer,
	"require_verification" boolean DEFAULT false NOT NULL,
	"email_addresses" text[] DEFAULT '{}'::text[] NOT NULL,
	"webhook_url" text,
	"notification_template" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_alerts_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "reid_alerts_counts" CHECK (trigger_count >= 0),
	CONSTRAINT "reid_alerts_limits" CHECK (auto_disable_after >= 1 and max_triggers_per_day >= 1),
	CONSTRAINT "reid_alerts_has_channel" CHECK (cardinality(delivery_channels) > 0),
	CONSTRAINT "reid_alerts_states" CHECK (array_to_string(states, ',') ~ '^([A-Z]{2}(,[A-Z]{2})*)?$'),
	CONSTRAINT "reid_alerts_webhook" CHECK (webhook_url ~ '^https://' and ('WEBHOOK' <> all (delivery_channels) or webhook_url is not null))
);
--> statement-breakpoint
ALTER TABLE "reid_alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"report_type" "reid_report_type" NOT NULL,
	"status" "reid_report_status" DEFAULT 'DRAFT' NOT NULL,
	"area_type" "reid_area_type",
	"zip_codes" text[] DEFAULT '{}'::text[] NOT NULL,
	"cities" text[] DEFAULT '{}'::text[] NOT NULL,
	"states" text[] DEFAULT '{}'::text[] NOT NULL,
	"counties" text[] DEFAULT '{}'::text[] NOT NULL,
	"neighborhoods" text[] DEFAULT '{}'::text[] NOT NULL,
	"period_start" date,
	"period_end" date,
	"configuration" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"data" jsonb,
	"insights" jsonb,
	"file_key" text,
	"file_size_bytes" integer,
	"file_format" text,
	"is_public" boolean DEFAULT false NOT NULL,
	"public_token_hash" text,
	"public_expires_at" timestamp with time zone,
	"shared_with_users" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"is_template" boolean DEFAULT false NOT NULL,
	"template_id" uuid,
	"schedule" jsonb,
	"view_count" integer DEFAULT 0 NOT NULL,
	"download_count" integer DEFAULT 0 NOT NULL,
	"generated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_reports_public_token_hash_unique" UNIQUE("public_token_hash"),
	CONSTRAINT "reid_reports_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "reid_reports_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "reid_reports_period_order" CHECK (period_end >= period_start),
	CONSTRAINT "reid_reports_counts" CHECK (view_count >= 0 and download_count >= 0 and file_size_bytes >= 0),
	CONSTRAINT "reid_reports_file_format" CHECK (file_format in ('PDF', 'CSV', 'XLSX', 'JSON')),
	CONSTRAINT "reid_reports_states" CHECK (array_to_string(states, ',') ~ '^([A-Z]{2}(,[A-Z]{2})*)?$'),
	CONSTRAINT "reid_reports_public_token_hash_format" CHECK (public_token_hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "reid_reports_public_link" CHECK (not is_public or (public_token_hash is not null and public_expires_at is not null)),
	CONSTRAINT "reid_reports_completed" CHECK (status <> 'COMPLETED' or (generated_at is not null and data is not null))
);
--> statement-breakpoint
ALTER TABLE "reid_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_roi_simulations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"address" text,
	"city" text,
	"state" char(2),
	"zip_code" text,
	"inputs" jsonb NOT NULL,
	"results" jsonb,
	"scenario_type" "reid_scenario_type" DEFAULT 'BASE' NOT NULL,
	"parent_simulation_id" uuid,
	"market_data_id" uuid,
	"demographics_id" uuid,
	"is_shared" boolean DEFAULT false NOT NULL,
	"shared_with_users" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"is_template" boolean DEFAULT false NOT NULL,
	"template_category" text,
	"calculation_version" text DEFAULT '1' NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"notes" text,
	"last_viewed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_roi_simulations_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "reid_roi_simulations_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "reid_roi_simulations_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "reid_roi_simulations_zip_code_format" CHECK (zip_code ~ '^[0-9]{5}(-[0-9]{4})?$'),
	CONSTRAINT "reid_roi_simulations_no_own_parent" CHECK (parent_simulation_id <> id)
);
--> statement-breakpoint
ALTER TABLE "reid_roi_simulations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "closed_tax_years" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"tax_year" smallint NOT NULL,
	"closed_by" uuid NOT NULL,
	"closed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "closed_tax_years_organization_id_tax_year" UNIQUE("organization_id","tax_year"),
	CONSTRAINT "closed_tax_years_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1)
);
--> statement-breakpoint
ALTER TABLE "closed_tax_years" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_estimates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"tax_year" smallint NOT NULL,
	"quarter" smallint,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"total_income" bigint DEFAULT 0 NOT NULL,
	"total_expenses" bigint DEFAULT 0 NOT NULL,
	"total_deductions" bigint DEFAULT 0 NOT NULL,
	"net_income" bigint DEFAULT 0 NOT NULL,
	"estimated_tax_rate" numeric(5, 2),
	"federal_tax_estimated" bigint DEFAULT 0 NOT NULL,
	"state_tax_estimated" bigint DEFAULT 0 NOT NULL,
	"self_employment_tax" bigint DEFAULT 0 NOT NULL,
	"total_tax_estimated" bigint GENERATED ALWAYS AS (federal_tax_estimated + state_tax_estimated + self_employment_tax) STORED NOT NULL,
	"amount_paid" bigint DEFAULT 0 NOT NULL,
	"payment_due_date" date,
	"payment_status" "tax_payment_status" GENERATED ALWAYS AS (case when amount_paid >= federal_tax_estimated + state_tax_estimated + self_employment_tax then 'PAID'::tax_payment_status when amount_paid > 0 then 'PARTIALLY_PAID'::tax_payment_status else 'UNPAID'::tax_payment_status end) STORED NOT NULL,
	"quickbooks_id" text,
	"calculation_method" "tax_calculation_method" DEFAULT 'STANDARD' NOT NULL,
	"assumptions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"calculated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_estimates_organization_id_tax_year_quarter" UNIQUE NULLS NOT DISTINCT("organization_id","tax_year","quarter"),
	CONSTRAINT "tax_estimates_quickbooks_id" UNIQUE("organization_id","quickbooks_id"),
	CONSTRAINT "tax_estimates_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1),
	CONSTRAINT "tax_estimates_quarter_range" CHECK (quarter between 1 and 4),
	CONSTRAINT "tax_estimates_period_order" CHECK (period_end >= period_start),
	CONSTRAINT "tax_estimates_percentages" CHECK (estimated_tax_rate between 0 and 100),
	CONSTRAINT "tax_estimates_amounts" CHECK (total_income >= 0 and total_expenses >= 0 and total_deductions >= 0 and federal_tax_estimated >= 0 and state_tax_estimated >= 0 and self_employment_tax >= 0 and amount_paid >= 0)
);
--> statement-breakpoint
ALTER TABLE "tax_estimates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"template_type" "tax_report_template" NOT NULL,
	"tax_year" smallint NOT NULL,
	"period_start" date,
	"period_end" date,
	"status" "tax_report_status" DEFAULT 'GENERATING' NOT NULL,
	"file_key" text,
	"file_format" text,
	"file_size_bytes" integer,
	"total_income" bigint DEFAULT 0 NOT NULL,
	"total_expenses" bigint DEFAULT 0 NOT NULL,
	"total_deductions" bigint DEFAULT 0 NOT NULL,
	"categories_count" integer DEFAULT 0 NOT NULL,
	"expenses_count" integer DEFAULT 0 NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"shared_with" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"share_expires_at" timestamp with time zone,
	"generated_at" timestamp with time zone,
	"generation_time_ms" integer,
	"template_version" text DEFAULT '1' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_reports_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "tax_reports_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1),
	CONSTRAINT "tax_reports_period_order" CHECK (period_end >= period_start),
	CONSTRAINT "tax_reports_counts" CHECK (categories_count >= 0 and expenses_count >= 0 and file_size_bytes >= 0 and generation_time_ms >= 0),
	CONSTRAINT "tax_reports_amounts" CHECK (total_income >= 0 and total_expenses >= 0 and total_deductions >= 0),
	CONSTRAINT "tax_reports_file_format" CHECK (file_format in ('PDF', 'CSV', 'XLSX', 'JSON')),
	CONSTRAINT "tax_reports_completed" CHECK (status <> 'COMPLETED' or generated_at is not null)
);
--> statement-breakpoint
ALTER TABLE "tax_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_content" ADD CONSTRAINT "campaign_content_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_content" ADD CONSTRAINT "campaign_content_linked_by_users_id_fk" FOREIGN KEY ("linked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_content" ADD CONSTRAINT "campaign_content_campaign" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_content" ADD CONSTRAINT "campaign_content_content" FOREIGN KEY ("organization_id","content_id") REFERENCES "public"."content"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_campaigns" ADD CONSTRAINT "email_campaigns_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_campaigns" ADD CONSTRAINT "email_campaigns_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_campaigns" ADD CONSTRAINT "email_campaigns_campaign" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_deliveries" ADD CONSTRAINT "email_deliveries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_deliveries" ADD CONSTRAINT "email_deliveries_email_campaign" FOREIGN KEY ("organization_id","email_campaign_id") REFERENCES "public"."email_campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- By hand: only this column becomes null. The organization of a row stays.
ALTER TABLE "email_deliveries" ADD CONSTRAINT "email_deliveries_contact" FOREIGN KEY ("organization_id","contact_id") REFERENCES "public"."contacts"("organization_id","id") ON DELETE set null ("contact_id") ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_media_posts" ADD CONSTRAINT "social_media_posts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_media_posts" ADD CONSTRAINT "social_media_posts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_media_posts" ADD CONSTRAINT "social_media_posts_campaign" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "public"."campaigns"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_consents" ADD CONSTRAINT "contact_consents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_consents" ADD CONSTRAINT "contact_consents_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_consents" ADD CONSTRAINT "contact_consents_contact" FOREIGN KEY ("organization_id","contact_id") REFERENCES "public"."contacts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_list" FOREIGN KEY ("organization_id","list_id") REFERENCES "public"."contact_lists"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_contact" FOREIGN KEY ("organization_id","contact_id") REFERENCES "public"."contacts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_lists" ADD CONSTRAINT "contact_lists_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content" ADD CONSTRAINT "content_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content" ADD CONSTRAINT "content_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expense_categories" ADD CONSTRAINT "expense_categories_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_category_id_expense_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."expense_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_listing" FOREIGN KEY ("organization_id","listing_id") REFERENCES "public"."listings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_verified_by_users_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_expense" FOREIGN KEY ("organization_id","expense_id") REFERENCES "public"."expenses"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD CONSTRAINT "reid_demographics_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD CONSTRAINT "reid_market_data_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_schools" ADD CONSTRAINT "reid_schools_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_ai_profiles" ADD CONSTRAINT "reid_ai_profiles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_ai_profiles" ADD CONSTRAINT "reid_ai_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_ai_profiles" ADD CONSTRAINT "reid_ai_profiles_verified_by_users_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_reports" ADD CONSTRAINT "reid_reports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_reports" ADD CONSTRAINT "reid_reports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand: only this column becomes null. The organization of a row stays.
ALTER TABLE "reid_reports" ADD CONSTRAINT "reid_reports_template" FOREIGN KEY ("organization_id","template_id") REFERENCES "public"."reid_reports"("organization_id","id") ON DELETE set null ("template_id") ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_roi_simulations" ADD CONSTRAINT "reid_roi_simulations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_roi_simulations" ADD CONSTRAINT "reid_roi_simulations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand: only this column becomes null. The organization of a row stays.
ALTER TABLE "reid_roi_simulations" ADD CONSTRAINT "reid_roi_simulations_parent" FOREIGN KEY ("organization_id","parent_simulation_id") REFERENCES "public"."reid_roi_simulations"("organization_id","id") ON DELETE set null ("parent_simulation_id") ON UPDATE no action;--> statement-breakpoint
-- By hand: only this column becomes null. The organization of a row stays.
ALTER TABLE "reid_roi_simulations" ADD CONSTRAINT "reid_roi_simulations_market_data" FOREIGN KEY ("organization_id","market_data_id") REFERENCES "public"."reid_market_data"("organization_id","id") ON DELETE set null ("market_data_id") ON UPDATE no action;--> statement-breakpoint
-- By hand: only this column becomes null. The organization of a row stays.
ALTER TABLE "reid_roi_simulations" ADD CONSTRAINT "reid_roi_simulations_demographics" FOREIGN KEY ("organization_id","demographics_id") REFERENCES "public"."reid_demographics"("organization_id","id") ON DELETE set null ("demographics_id") ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_tax_years" ADD CONSTRAINT "closed_tax_years_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_tax_years" ADD CONSTRAINT "closed_tax_years_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_estimates" ADD CONSTRAINT "tax_estimates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_estimates" ADD CONSTRAINT "tax_estimates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_content_organization_id_campaign_id" ON "campaign_content" USING btree ("organization_id","campaign_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_content_one_primary" ON "campaign_content" USING btree ("organization_id","campaign_id") WHERE is_primary;--> statement-breakpoint
CREATE INDEX "campaign_content_content_id" ON "campaign_content" USING btree ("organization_id","content_id");--> statement-breakpoint
CREATE INDEX "campaigns_organization_id_created_at" ON "campaigns" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "email_campaigns_organization_id_campaign_id" ON "email_campaigns" USING btree ("organization_id","campaign_id","created_at");--> statement-breakpoint
CREATE INDEX "email_campaigns_organization_id_created_at" ON "email_campaigns" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "email_campaigns_scheduled" ON "email_campaigns" USING btree ("scheduled_at") WHERE status = 'SCHEDULED';--> statement-breakpoint
CREATE INDEX "email_deliveries_contact_id" ON "email_deliveries" USING btree ("organization_id","contact_id","created_at");--> statement-breakpoint
CREATE INDEX "email_deliveries_queued" ON "email_deliveries" USING btree ("organization_id","email_campaign_id","id") WHERE status = 'QUEUED';--> statement-breakpoint
CREATE INDEX "social_media_posts_organization_id_campaign_id" ON "social_media_posts" USING btree ("organization_id","campaign_id","created_at");--> statement-breakpoint
CREATE INDEX "social_media_posts_organization_id_scheduled_at" ON "social_media_posts" USING btree ("organization_id","scheduled_at","id");--> statement-breakpoint
CREATE INDEX "social_media_posts_scheduled" ON "social_media_posts" USING btree ("scheduled_at") WHERE status = 'SCHEDULED';--> statement-breakpoint
CREATE INDEX "contact_consents_organization_id_contact_id" ON "contact_consents" USING btree ("organization_id","contact_id","recorded_at");--> statement-breakpoint
CREATE INDEX "contact_list_members_contact_id" ON "contact_list_members" USING btree ("organization_id","contact_id");--> statement-breakpoint
CREATE INDEX "contacts_organization_id_name" ON "contacts" USING btree ("organization_id","name","id");--> statement-breakpoint
CREATE INDEX "suppressions_organization_id_created_at" ON "suppressions" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "content_organization_id_updated_at" ON "content" USING btree ("organization_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "expense_categories_organization_id_name" ON "expense_categories" USING btree ("organization_id","name");--> statement-breakpoint
CREATE INDEX "expenses_organization_id_date" ON "expenses" USING btree ("organization_id","date","id");--> statement-breakpoint
CREATE INDEX "expenses_organization_id_category_id" ON "expenses" USING btree ("organization_id","category_id","date");--> statement-breakpoint
CREATE INDEX "expenses_organization_id_listing_id" ON "expenses" USING btree ("organization_id","listing_id","date");--> statement-breakpoint
CREATE INDEX "expenses_organization_id_tax_year" ON "expenses" USING btree ("organization_id","tax_year","date");--> statement-breakpoint
CREATE INDEX "expenses_organization_id_status" ON "expenses" USING btree ("organization_id","status","date");--> statement-breakpoint
CREATE INDEX "expenses_undecided" ON "expenses" USING btree ("organization_id","date","id") WHERE status in ('PENDING', 'NEEDS_REVIEW');--> statement-breakpoint
CREATE INDEX "expenses_category_id" ON "expenses" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "receipts_organization_id_expense_id" ON "receipts" USING btree ("organization_id","expense_id","created_at");--> statement-breakpoint
CREATE INDEX "receipts_organization_id_created_at" ON "receipts" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "receipts_organization_id_content_hash" ON "receipts" USING btree ("organization_id","content_hash");--> statement-breakpoint
CREATE INDEX "listings_organization_id_address" ON "listings" USING btree ("organization_id","address","id");--> statement-breakpoint
CREATE INDEX "reid_demographics_organization_id_report_year" ON "reid_demographics" USING btree ("organization_id","report_year","id");--> statement-breakpoint
CREATE INDEX "reid_demographics_organization_id_zip_code" ON "reid_demographics" USING btree ("organization_id","zip_code","report_year");--> statement-breakpoint
CREATE INDEX "reid_market_data_organization_id_report_date" ON "reid_market_data" USING btree ("organization_id","report_date","id");--> statement-breakpoint
CREATE INDEX "reid_market_data_organization_id_zip_code" ON "reid_market_data" USING btree ("organization_id","zip_code","report_date");--> statement-breakpoint
CREATE INDEX "reid_market_data_organization_id_city" ON "reid_market_data" USING btree ("organization_id","state","city","report_date");--> statement-breakpoint
CREATE INDEX "reid_schools_organization_id_name" ON "reid_schools" USING btree ("organization_id","name","id");--> statement-breakpoint
CREATE INDEX "reid_schools_organization_id_city" ON "reid_schools" USING btree ("organization_id","state","city","name");--> statement-breakpoint
CREATE INDEX "reid_schools_organization_id_zip_code" ON "reid_schools" USING btree ("organization_id","zip_code","name");--> statement-breakpoint
CREATE INDEX "reid_ai_profiles_organization_id_created_at" ON "reid_ai_profiles" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reid_ai_profiles_organization_id_user_id" ON "reid_ai_profiles" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "reid_alerts_organization_id_created_at" ON "reid_alerts" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reid_alerts_organization_id_user_id" ON "reid_alerts" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "reid_alerts_active" ON "reid_alerts" USING btree ("organization_id","id") WHERE is_active;--> statement-breakpoint
CREATE INDEX "reid_reports_organization_id_created_at" ON "reid_reports" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reid_reports_organization_id_user_id" ON "reid_reports" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "reid_reports_template_id" ON "reid_reports" USING btree ("organization_id","template_id");--> statement-breakpoint
CREATE INDEX "reid_roi_simulations_organization_id_updated_at" ON "reid_roi_simulations" USING btree ("organization_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "reid_roi_simulations_organization_id_user_id" ON "reid_roi_simulations" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "reid_roi_simulations_organization_id_created_at" ON "reid_roi_simulations" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "reid_roi_simulations_parent_simulation_id" ON "reid_roi_simulations" USING btree ("organization_id","parent_simulation_id");--> statement-breakpoint
CREATE INDEX "reid_roi_simulations_market_data_id" ON "reid_roi_simulations" USING btree ("organization_id","market_data_id");--> statement-breakpoint
CREATE INDEX "reid_roi_simulations_demographics_id" ON "reid_roi_simulations" USING btree ("organization_id","demographics_id");--> statement-breakpoint
CREATE INDEX "tax_reports_organization_id_created_at" ON "tax_reports" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "tax_reports_organization_id_tax_year" ON "tax_reports" USING btree ("organization_id","tax_year","created_at");--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaign_content" ON "campaign_content" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaign_content_insert" ON "campaign_content" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (linked_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaign_content_update" ON "campaign_content" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((linked_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((linked_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaign_content_delete" ON "campaign_content" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((linked_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaigns" ON "campaigns" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaigns_insert" ON "campaigns" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaigns_update" ON "campaigns" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_campaigns_delete" ON "campaigns" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and created_at > now() - interval '24 hours') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_email_campaigns" ON "email_campaigns" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_email_campaigns_insert" ON "email_campaigns" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_email_campaigns_update" ON "email_campaigns" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_email_campaigns_delete" ON "email_campaigns" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and created_at > now() - interval '24 hours') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_email_deliveries" ON "email_deliveries" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_social_media_posts" ON "social_media_posts" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_social_media_posts_insert" ON "social_media_posts" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_social_media_posts_update" ON "social_media_posts" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_social_media_posts_delete" ON "social_media_posts" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and created_at > now() - interval '24 hours') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_consents" ON "contact_consents" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_consents_insert" ON "contact_consents" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (recorded_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_list_members" ON "contact_list_members" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_list_members_insert" ON "contact_list_members" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_list_members_delete" ON "contact_list_members" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_lists" ON "contact_lists" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_lists_insert" ON "contact_lists" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_lists_update" ON "contact_lists" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contact_lists_delete" ON "contact_lists" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contacts" ON "contacts" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contacts_insert" ON "contacts" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contacts_update" ON "contacts" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_contacts_delete" ON "contacts" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_suppressions" ON "suppressions" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_suppressions_insert" ON "suppressions" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_suppressions_delete" ON "suppressions" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN') and reason = 'MANUAL'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_content" ON "content" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_content_insert" ON "content" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_content_update" ON "content" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_content_delete" ON "content" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((created_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and created_at > now() - interval '24 hours') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_categories" ON "expense_categories" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_categories_insert" ON "expense_categories" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_categories_update" ON "expense_categories" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_categories_delete" ON "expense_categories" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "public_read_expense_categories" ON "expense_categories" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id is null);--> statement-breakpoint
CREATE POLICY "tenant_isolation_expenses" ON "expenses" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expenses_insert" ON "expenses" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and (status in ('PENDING', 'NEEDS_REVIEW') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expenses_update" ON "expenses" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and status <> 'APPROVED') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and status in ('PENDING', 'NEEDS_REVIEW')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expenses_delete" ON "expenses" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and status <> 'APPROVED') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_receipts" ON "receipts" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_receipts_insert" ON "receipts" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id
    and ((expenses.user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and expenses.status <> 'APPROVED') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_receipts_update" ON "receipts" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id
    and ((expenses.user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and expenses.status <> 'APPROVED') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id
    and ((expenses.user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and expenses.status <> 'APPROVED') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_receipts_delete" ON "receipts" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id
    and ((expenses.user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and expenses.status <> 'APPROVED') or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')))));--> statement-breakpoint
CREATE POLICY "public_read_tax_form_lines" ON "tax_form_lines" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation_listings" ON "listings" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_listings_insert" ON "listings" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_listings_update" ON "listings" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_listings_delete" ON "listings" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_demographics" ON "reid_demographics" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_demographics_insert" ON "reid_demographics" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_demographics_update" ON "reid_demographics" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_demographics_delete" ON "reid_demographics" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_market_data" ON "reid_market_data" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_market_data_insert" ON "reid_market_data" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_market_data_update" ON "reid_market_data" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_market_data_delete" ON "reid_market_data" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_schools" ON "reid_schools" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_schools_insert" ON "reid_schools" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_schools_update" ON "reid_schools" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_schools_delete" ON "reid_schools" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_ai_profiles" ON "reid_ai_profiles" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN') or (is_public)));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_ai_profiles_insert" ON "reid_ai_profiles" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_ai_profiles_update" ON "reid_ai_profiles" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_ai_profiles_delete" ON "reid_ai_profiles" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alerts" ON "reid_alerts" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN') or (user_id is null)));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alerts_insert" ON "reid_alerts" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (user_id is null and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alerts_update" ON "reid_alerts" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alerts_delete" ON "reid_alerts" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_reports" ON "reid_reports" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN') or (is_public or (select nullif(current_setting('app.current_user_id', true), '')::uuid) = any (shared_with_users))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_reports_insert" ON "reid_reports" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_reports_update" ON "reid_reports" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_reports_delete" ON "reid_reports" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_roi_simulations" ON "reid_roi_simulations" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN') or (is_shared or (select nullif(current_setting('app.current_user_id', true), '')::uuid) = any (shared_with_users))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_roi_simulations_insert" ON "reid_roi_simulations" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_roi_simulations_update" ON "reid_roi_simulations" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_roi_simulations_delete" ON "reid_roi_simulations" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_closed_tax_years" ON "closed_tax_years" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_closed_tax_years_insert" ON "closed_tax_years" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (closed_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_closed_tax_years_delete" ON "closed_tax_years" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_estimates" ON "tax_estimates" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_estimates_insert" ON "tax_estimates" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_estimates_update" ON "tax_estimates" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_estimates_delete" ON "tax_estimates" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_reports" ON "tax_reports" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN') or ((is_shared or (select nullif(current_setting('app.current_user_id', true), '')::uuid) = any (shared_with)) and (share_expires_at is null or share_expires_at > now()))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_reports_insert" ON "tax_reports" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_reports_update" ON "tax_reports" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_reports_delete" ON "tax_reports" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaign_content" ON "campaign_content" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaign_content_insert" ON "campaign_content" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaign_content_update" ON "campaign_content" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaign_content_delete" ON "campaign_content" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaigns" ON "campaigns" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaigns_insert" ON "campaigns" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaigns_update" ON "campaigns" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_campaigns_delete" ON "campaigns" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_campaigns" ON "email_campaigns" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_campaigns_insert" ON "email_campaigns" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_campaigns_update" ON "email_campaigns" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_campaigns_delete" ON "email_campaigns" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_deliveries" ON "email_deliveries" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_deliveries_insert" ON "email_deliveries" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_deliveries_update" ON "email_deliveries" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_email_deliveries_delete" ON "email_deliveries" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_social_media_posts" ON "social_media_posts" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_social_media_posts_insert" ON "social_media_posts" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_social_media_posts_update" ON "social_media_posts" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_social_media_posts_delete" ON "social_media_posts" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_consents" ON "contact_consents" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_consents_insert" ON "contact_consents" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_consents_update" ON "contact_consents" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_consents_delete" ON "contact_consents" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_list_members" ON "contact_list_members" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_list_members_insert" ON "contact_list_members" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_list_members_update" ON "contact_list_members" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_list_members_delete" ON "contact_list_members" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_lists" ON "contact_lists" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_lists_insert" ON "contact_lists" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_lists_update" ON "contact_lists" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contact_lists_delete" ON "contact_lists" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contacts" ON "contacts" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contacts_insert" ON "contacts" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contacts_update" ON "contacts" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_contacts_delete" ON "contacts" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_suppressions" ON "suppressions" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_suppressions_insert" ON "suppressions" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_suppressions_update" ON "suppressions" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_suppressions_delete" ON "suppressions" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_content" ON "content" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_content_insert" ON "content" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_content_update" ON "content" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('campaigns'))) WITH CHECK ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_content_delete" ON "content" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('campaigns')));
--> statement-breakpoint
CREATE POLICY "module_gate_expense_categories" ON "expense_categories" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_expense_categories_insert" ON "expense_categories" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_expense_categories_update" ON "expense_categories" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_expense_categories_delete" ON "expense_categories" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_expenses" ON "expenses" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_expenses_insert" ON "expenses" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_expenses_update" ON "expenses" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_expenses_delete" ON "expenses" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_receipts" ON "receipts" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_receipts_insert" ON "receipts" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_receipts_update" ON "receipts" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_receipts_delete" ON "receipts" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_demographics" ON "reid_demographics" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_demographics_insert" ON "reid_demographics" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_demographics_update" ON "reid_demographics" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_demographics_delete" ON "reid_demographics" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_data" ON "reid_market_data" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_data_insert" ON "reid_market_data" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_data_update" ON "reid_market_data" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_data_delete" ON "reid_market_data" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_schools" ON "reid_schools" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_schools_insert" ON "reid_schools" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_schools_update" ON "reid_schools" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_schools_delete" ON "reid_schools" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_ai_profiles" ON "reid_ai_profiles" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_ai_profiles_insert" ON "reid_ai_profiles" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_ai_profiles_update" ON "reid_ai_profiles" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_ai_profiles_delete" ON "reid_ai_profiles" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_alerts" ON "reid_alerts" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_alerts_insert" ON "reid_alerts" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_alerts_update" ON "reid_alerts" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_alerts_delete" ON "reid_alerts" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_reports" ON "reid_reports" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_reports_insert" ON "reid_reports" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_reports_update" ON "reid_reports" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_reports_delete" ON "reid_reports" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_roi_simulations" ON "reid_roi_simulations" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_roi_simulations_insert" ON "reid_roi_simulations" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_roi_simulations_update" ON "reid_roi_simulations" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_reid_roi_simulations_delete" ON "reid_roi_simulations" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));
--> statement-breakpoint
CREATE POLICY "module_gate_closed_tax_years" ON "closed_tax_years" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_closed_tax_years_insert" ON "closed_tax_years" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_closed_tax_years_update" ON "closed_tax_years" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_closed_tax_years_delete" ON "closed_tax_years" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_estimates" ON "tax_estimates" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_estimates_insert" ON "tax_estimates" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_estimates_update" ON "tax_estimates" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_estimates_delete" ON "tax_estimates" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_reports" ON "tax_reports" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_reports_insert" ON "tax_reports" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_reports_update" ON "tax_reports" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
CREATE POLICY "module_gate_tax_reports_delete" ON "tax_reports" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));
--> statement-breakpoint
-- By hand from here on.

-- Row-level security is forced on every table made so far, as on the earlier ones.
do $$
declare
  v_table regclass;
begin
  for v_table in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relforcerowsecurity loop
    execute format('alter table %s force row level security', v_table);
  end loop;
end
$$;
--> statement-breakpoint
-- Lines of the forms. Schedule C got a line for energy efficient buildings in 2023 (27b); since 2025 that line is 27a, and
-- the other expenses, which were 27a, are 27b.
insert into tax_form_lines (form, irs_category, first_tax_year, line, label) values
  ('SCHEDULE_C', 'ADVERTISING', 2020, '8', 'Advertising'),
  ('SCHEDULE_C', 'CAR_AND_TRUCK', 2020, '9', 'Car and truck expenses'),
  ('SCHEDULE_C', 'COMMISSIONS_AND_FEES', 2020, '10', 'Commissions and fees'),
  ('SCHEDULE_C', 'CONTRACT_LABOR', 2020, '11', 'Contract labor'),
  ('SCHEDULE_C', 'DEPRECIATION', 2020, '13', 'Depreciation and section 179 expense deduction'),
  ('SCHEDULE_C', 'EMPLOYEE_BENEFITS', 2020, '14', 'Employee benefit programs'),
  ('SCHEDULE_C', 'INSURANCE', 2020, '15', 'Insurance (other than health)'),
  ('SCHEDULE_C', 'MORTGAGE_INTEREST', 2020, '16a', 'Mortgage interest paid to banks'),
  ('SCHEDULE_C', 'OTHER_INTEREST', 2020, '16b', 'Other interest'),
  ('SCHEDULE_C', 'LEGAL_AND_PROFESSIONAL', 2020, '17', 'Legal and professional services'),
  ('SCHEDULE_C', 'OFFICE_EXPENSE', 2020, '18', 'Office expense'),
  ('SCHEDULE_C', 'RENT_EQUIPMENT', 2020, '20a', 'Rent or lease: vehicles, machinery, and equipment'),
  ('SCHEDULE_C', 'RENT_PROPERTY', 2020, '20b', 'Rent or lease: other business property'),
  ('SCHEDULE_C', 'REPAIRS_AND_MAINTENANCE', 2020, '21', 'Repairs and maintenance'),
  ('SCHEDULE_C', 'CLEANING_AND_MAINTENANCE', 2020, '21', 'Repairs and maintenance'),
  ('SCHEDULE_C', 'SUPPLIES', 2020, '22', 'Supplies'),
  ('SCHEDULE_C', 'TAXES_AND_LICENSES', 2020, '23', 'Taxes and licenses'),
  ('SCHEDULE_C', 'TRAVEL', 2020, '24a', 'Travel'),
  ('SCHEDULE_C', 'MEALS', 2020, '24b', 'Deductible meals'),
  ('SCHEDULE_C', 'UTILITIES', 2020, '25', 'Utilities'),
  ('SCHEDULE_C', 'WAGES', 2020, '26', 'Wages'),
  ('SCHEDULE_C', 'MANAGEMENT_FEES', 2020, '27a', 'Other expenses'),
  ('SCHEDULE_C', 'MANAGEMENT_FEES', 2025, '27b', 'Other expenses'),
  ('SCHEDULE_C', 'OTHER_EXPENSES', 2020, '27a', 'Other expenses'),
  ('SCHEDULE_C', 'OTHER_EXPENSES', 2025, '27b', 'Other expenses'),
  ('SCHEDULE_C', 'ENERGY_EFFICIENT_BUILDINGS', 2023, '27b', 'Energy efficient commercial buildings deduction'),
  ('SCHEDULE_C', 'ENERGY_EFFICIENT_BUILDINGS', 2025, '27a', 'Energy efficient commercial buildings deduction'),
  ('SCHEDULE_E', 'ADVERTISING', 2020, '5', 'Advertising'),
  ('SCHEDULE_E', 'CAR_AND_TRUCK', 2020, '6', 'Auto and travel'),
  ('SCHEDULE_E', 'TRAVEL', 2020, '6', 'Auto and travel'),
  ('SCHEDULE_E', 'CLEANING_AND_MAINTENANCE', 2020, '7', 'Cleaning and maintenance'),
  ('SCHEDULE_E', 'COMMISSIONS_AND_FEES', 2020, '8', 'Commissions'),
  ('SCHEDULE_E', 'INSURANCE', 2020, '9', 'Insurance'),
  ('SCHEDULE_E', 'LEGAL_AND_PROFESSIONAL', 2020, '10', 'Legal and other professional fees'),
  ('SCHEDULE_E', 'MANAGEMENT_FEES', 2020, '11', 'Management fees'),
  ('SCHEDULE_E', 'MORTGAGE_INTEREST', 2020, '12', 'Mortgage interest paid to banks'),
  ('SCHEDULE_E', 'OTHER_INTEREST', 2020, '13', 'Other interest'),
  ('SCHEDULE_E', 'REPAIRS_AND_MAINTENANCE', 2020, '14', 'Repairs'),
  ('SCHEDULE_E', 'SUPPLIES', 2020, '15', 'Supplies'),
  ('SCHEDULE_E', 'TAXES_AND_LICENSES', 2020, '16', 'Taxes'),
  ('SCHEDULE_E', 'UTILITIES', 2020, '17', 'Utilities'),
  ('SCHEDULE_E', 'DEPRECIATION', 2020, '18', 'Depreciation expense'),
  ('SCHEDULE_E', 'CONTRACT_LABOR', 2020, '19', 'Other'),
  ('SCHEDULE_E', 'EMPLOYEE_BENEFITS', 2020, '19', 'Other'),
  ('SCHEDULE_E', 'ENERGY_EFFICIENT_BUILDINGS', 2023, '19', 'Other'),
  ('SCHEDULE_E', 'MEALS', 2020, '19', 'Other'),
  ('SCHEDULE_E', 'OFFICE_EXPENSE', 2020, '19', 'Other'),
  ('SCHEDULE_E', 'OTHER_EXPENSES', 2020, '19', 'Other'),
  ('SCHEDULE_E', 'RENT_EQUIPMENT', 2020, '19', 'Other'),
  ('SCHEDULE_E', 'RENT_PROPERTY', 2020, '19', 'Other'),
  ('SCHEDULE_E', 'WAGES', 2020, '19', 'Other');
--> statement-breakpoint
insert into expense_categories (code, name, description, irs_category, deduction_limit, color, icon) values
  ('MARKETING', 'Marketing', 'Advertising, signs, photography and online listings', 'ADVERTISING', 100, '#b4532a', 'megaphone'),
  ('COMMISSION', 'Commissions', 'Commissions and referral fees paid to others', 'COMMISSIONS_AND_FEES', 100, '#8a5a00', 'percent'),
  ('INSURANCE', 'Insurance', 'Liability and other business insurance', 'INSURANCE', 100, '#2f6f4f', 'shield'),
  ('LEGAL', 'Legal and professional', 'Lawyers, accountants and other advisers', 'LEGAL_AND_PROFESSIONAL', 100, '#4b5563', 'scale'),
  ('OFFICE', 'Office', 'Office supplies, postage and small equipment', 'OFFICE_EXPENSE', 100, '#1d6a8a', 'briefcase'),
  ('REPAIRS', 'Repairs and maintenance', 'Keeping property and equipment in order', 'REPAIRS_AND_MAINTENANCE', 100, '#7a4b8a', 'wrench'),
  ('TRAVEL', 'Travel', 'Transport and lodging away from home', 'TRAVEL', 100, '#23637a', 'plane'),
  ('MEALS', 'Meals', 'Business meals', 'MEALS', 50, '#a03a4a', 'utensils'),
  ('UTILITIES', 'Utilities', 'Electricity, water, telephone and internet', 'UTILITIES', 100, '#5b6b1f', 'plug'),
  ('EDUCATION', 'Education', 'Courses, licenses to learn and trade literature', 'OTHER_EXPENSES', 100, '#3a4fa0', 'graduation-cap'),
  ('SOFTWARE', 'Software', 'Software and online services', 'OTHER_EXPENSES', 100, '#305f5f', 'monitor'),
  ('OTHER', 'Other', 'What fits nowhere else', 'OTHER_EXPENSES', 100, '#6b7280', 'circle');
