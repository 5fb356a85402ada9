CREATE TYPE "public"."reid_delivery_status" AS ENUM('PENDING', 'DELIVERED', 'GIVEN_UP');--> statement-breakpoint
CREATE TYPE "public"."reid_event_state" AS ENUM('NEW', 'HELD_BACK', 'AWAITING', 'APPROVED', 'DISMISSED');--> statement-breakpoint
CREATE TYPE "public"."reid_pause_reason" AS ENUM('TIER', 'TRIGGERS');--> statement-breakpoint
CREATE TYPE "public"."reid_import_status" AS ENUM('UPLOADED', 'CHECKING', 'READY', 'APPLYING', 'APPLIED', 'REFUSED', 'CANCELLED', 'UNDOING', 'UNDONE');--> statement-breakpoint
CREATE TYPE "public"."reid_row_kind" AS ENUM('MARKET', 'SERIES', 'DEMOGRAPHICS', 'SCHOOL');--> statement-breakpoint
CREATE TYPE "public"."reid_use" AS ENUM('SIMULATION', 'PROFILE');--> statement-breakpoint
CREATE TYPE "public"."reid_strategy" AS ENUM('RENTAL', 'FLIP', 'BRRRR', 'REFINANCE', 'RENT_OR_BUY');--> statement-breakpoint
CREATE TABLE "reid_alert_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"area_key" text NOT NULL,
	"area_name" text NOT NULL,
	"data_source" text NOT NULL,
	"report_date" date NOT NULL,
	"figure" text NOT NULL,
	"value" numeric,
	"baseline" numeric,
	"sentence" text NOT NULL,
	"market_data_id" uuid,
	"state" "reid_event_state" NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_alert_events_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "reid_alert_events_area_period" UNIQUE("organization_id","alert_id","area_key","report_date"),
	CONSTRAINT "reid_alert_events_decision" CHECK ((decided_by is null) = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "reid_alert_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_alert_events" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_alert_reads" (
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_alert_reads_organization_id_user_id_event_id_pk" PRIMARY KEY("organization_id","user_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "reid_alert_reads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_alert_reads" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"body" text NOT NULL,
	"is_test" boolean DEFAULT false NOT NULL,
	"status" "reid_delivery_status" DEFAULT 'PENDING' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"answer_status" smallint,
	"problem" text,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_webhook_deliveries_body_size" CHECK (octet_length(body) <= 65536),
	CONSTRAINT "reid_webhook_deliveries_counts" CHECK (attempts >= 0)
);
--> statement-breakpoint
ALTER TABLE "reid_webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_webhook_deliveries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_import_problems" (
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"line" integer NOT NULL,
	"column_name" text,
	"found" text,
	"expected" text NOT NULL,
	CONSTRAINT "reid_import_problems_organization_id_import_id_number_pk" PRIMARY KEY("organization_id","import_id","number"),
	CONSTRAINT "reid_import_problems_texts_to_100" CHECK (char_length(found) between 1 and 100),
	CONSTRAINT "reid_import_problems_number" CHECK (number between 1 and 1000)
);
--> statement-breakpoint
ALTER TABLE "reid_import_problems" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_import_problems" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_import_rows" (
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row_key" text NOT NULL,
	"line" integer NOT NULL,
	"kind" "reid_row_kind" NOT NULL,
	"record" jsonb NOT NULL,
	"raw" jsonb,
	CONSTRAINT "reid_import_rows_organization_id_import_id_row_key_pk" PRIMARY KEY("organization_id","import_id","row_key")
);
--> statement-breakpoint
ALTER TABLE "reid_import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_import_rows" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"file_size_bytes" integer NOT NULL,
	"content_hash" text NOT NULL,
	"format" text,
	"data_sources" text[] DEFAULT '{}'::text[] NOT NULL,
	"status" "reid_import_status" DEFAULT 'UPLOADED' NOT NULL,
	"detected" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"header" jsonb,
	"parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"checked_through" jsonb,
	"scope" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"applied_through" integer DEFAULT 0 NOT NULL,
	"slice_rows" integer DEFAULT 2000 NOT NULL,
	"rows_count" integer DEFAULT 0 NOT NULL,
	"new_count" integer DEFAULT 0 NOT NULL,
	"restated_count" integer DEFAULT 0 NOT NULL,
	"unchanged_count" integer DEFAULT 0 NOT NULL,
	"withdrawn_count" integer DEFAULT 0 NOT NULL,
	"problems_count" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"lease" uuid,
	"leased_until" timestamp with time zone,
	"worked_by" uuid,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_imports_file_key_unique" UNIQUE("file_key"),
	CONSTRAINT "reid_imports_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "reid_imports_file_name_length" CHECK (char_length(file_name) between 1 and 200),
	CONSTRAINT "reid_imports_texts_to_2000" CHECK (char_length(problem) between 1 and 2000),
	CONSTRAINT "reid_imports_file_size" CHECK (file_size_bytes between 1 and 26214400),
	CONSTRAINT "reid_imports_content_hash_format" CHECK (content_hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "reid_imports_file_key_prefix" CHECK (starts_with(file_key, 'imports/' || organization_id || '/')),
	CONSTRAINT "reid_imports_counts" CHECK (applied_through >= 0 and rows_count >= 0 and new_count >= 0 and restated_count >= 0 and unchanged_count >= 0 and withdrawn_count >= 0 and problems_count >= 0),
	CONSTRAINT "reid_imports_slice_rows" CHECK (slice_rows between 1 and 100000)
);
--> statement-breakpoint
ALTER TABLE "reid_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_imports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_market_revisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"data_source" text NOT NULL,
	"area_key" text NOT NULL,
	"property_type" text,
	"period_type" "reid_period_type" NOT NULL,
	"figure" text NOT NULL,
	"report_dates" date[] NOT NULL,
	"old_values" numeric[] NOT NULL,
	"had_rows" boolean[] NOT NULL,
	"external_id" text,
	"old_rows" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_market_revisions_series" UNIQUE NULLS NOT DISTINCT("organization_id","area_key","data_source","property_type","period_type","figure","import_id"),
	CONSTRAINT "reid_market_revisions_lengths" CHECK (cardinality(old_values) = cardinality(report_dates) and cardinality(had_rows) = cardinality(report_dates))
);
--> statement-breakpoint
ALTER TABLE "reid_market_revisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_market_revisions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_series_values" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"data_source" text NOT NULL,
	"series" text NOT NULL,
	"report_date" date NOT NULL,
	"period_type" "reid_period_type" NOT NULL,
	"value" numeric,
	"import_id" uuid,
	"source_line" integer,
	"source_row" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_series_values_series_date" UNIQUE("organization_id","series","data_source","report_date"),
	CONSTRAINT "reid_series_values_series_length" CHECK (char_length(series) between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "reid_series_values" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_series_values" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_monthly_uses" (
	"organization_id" uuid NOT NULL,
	"month" date NOT NULL,
	"use" "reid_use" NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "reid_monthly_uses_organization_id_month_use_pk" PRIMARY KEY("organization_id","month","use"),
	CONSTRAINT "reid_monthly_uses_uses" CHECK (uses > 0 and month = date_trunc('month', month::timestamp)::date)
);
--> statement-breakpoint
ALTER TABLE "reid_monthly_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_monthly_uses" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reid_watched_areas" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"area_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reid_watched_areas_person_area" UNIQUE("organization_id","user_id","area_key"),
	CONSTRAINT "reid_watched_areas_area_key_format" CHECK (area_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
ALTER TABLE "reid_watched_areas" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_watched_areas" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reid_demographics" DROP CONSTRAINT "reid_demographics_area_year";--> statement-breakpoint
ALTER TABLE "reid_market_data" DROP CONSTRAINT "reid_market_data_source_area_period";--> statement-breakpoint
ALTER TABLE "limited_uses" DROP CONSTRAINT "limited_uses_purpose";--> statement-breakpoint
ALTER TABLE "reid_alerts" DROP CONSTRAINT "reid_alerts_counts";--> statement-breakpoint
ALTER TABLE "reid_market_data" DROP CONSTRAINT "reid_market_data_prices";--> statement-breakpoint
ALTER TABLE "reid_market_data" DROP CONSTRAINT "reid_market_data_counts";--> statement-breakpoint
ALTER TABLE "reid_roi_simulations" DROP CONSTRAINT "reid_roi_simulations_parent";
--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "area_keys" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "webhook_secret" text;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "previous_webhook_secret" text;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "previous_secret_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "secret_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "webhook_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "webhook_paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "next_digest_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD COLUMN "paused_reason" "reid_pause_reason";--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD COLUMN "area_key" text;--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD COLUMN "area_name" text;--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD COLUMN "column_sources" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD COLUMN "annotations" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "area_key" text;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "area_name" text;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "typical_value" bigint;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "median_list_price" bigint;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "avg_list_price" bigint;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "list_price_per_sqft" bigint;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "median_rent" bigint;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "total_listings" integer;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "above_list_share" numeric(6, 5);--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "price_cut_share" numeric(6, 5);--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "quick_sale_share" numeric(6, 5);--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "is_flagged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD COLUMN "source_line" integer;--> statement-breakpoint
ALTER TABLE "reid_ai_profiles" ADD COLUMN "area_key" text;--> statement-breakpoint
ALTER TABLE "reid_reports" ADD COLUMN "area_keys" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_reports" ADD COLUMN "problem" text;--> statement-breakpoint
ALTER TABLE "reid_reports" ADD COLUMN "next_run_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reid_reports" ADD COLUMN "period_key" text;--> statement-breakpoint
ALTER TABLE "reid_schools" ADD COLUMN "county_fips" char(5);--> statement-breakpoint
ALTER TABLE "reid_schools" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "reid_schools" ADD COLUMN "school_year" text;--> statement-breakpoint
ALTER TABLE "reid_schools" ADD COLUMN "status_code" smallint;--> statement-breakpoint
ALTER TABLE "reid_schools" ADD COLUMN "source_line" integer;--> statement-breakpoint
ALTER TABLE "reid_roi_simulations" ADD COLUMN "strategy" "reid_strategy" DEFAULT 'RENTAL' NOT NULL;--> statement-breakpoint
-- Rows from before name their area in columns; an import they came from was never kept.
UPDATE "reid_demographics" SET "import_id" = NULL,
  "area_name" = CASE "area_type" WHEN 'ZIP' THEN "zip_code" WHEN 'NATIONAL' THEN 'United States' WHEN 'STATE' THEN "state"
    ELSE concat_ws(', ', coalesce(CASE "area_type" WHEN 'NEIGHBORHOOD' THEN "neighborhood" WHEN 'COUNTY' THEN "county"
      WHEN 'SCHOOL_DISTRICT' THEN "school_district" END, "city", "msa_code"), "state") END,
  "area_key" = CASE "area_type" WHEN 'NATIONAL' THEN 'us' WHEN 'SCHOOL_DISTRICT' THEN 'district-' ELSE lower("area_type"::text) || '-' END
    || CASE WHEN "area_type" = 'NATIONAL' THEN '' ELSE trim('-' FROM regexp_replace(lower(CASE "area_type" WHEN 'ZIP' THEN "zip_code"
      WHEN 'STATE' THEN "state" WHEN 'METRO' THEN coalesce("msa_code", concat_ws('-', "city", "state"))
      WHEN 'CITY' THEN concat_ws('-', "state", "city") WHEN 'COUNTY' THEN concat_ws('-', "state", "county")
      WHEN 'SCHOOL_DISTRICT' THEN concat_ws('-', "state", "school_district") ELSE concat_ws('-', "state", "city", "neighborhood") END), '[^a-z0-9]+', '-', 'g')) END;--> statement-breakpoint
ALTER TABLE "reid_demographics" ALTER COLUMN "area_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_demographics" ALTER COLUMN "area_name" SET NOT NULL;--> statement-breakpoint
UPDATE "reid_market_data" SET "import_id" = NULL,
  "area_name" = CASE "area_type" WHEN 'ZIP' THEN "zip_code" WHEN 'NATIONAL' THEN 'United States' WHEN 'STATE' THEN "state"
    ELSE concat_ws(', ', coalesce(CASE "area_type" WHEN 'NEIGHBORHOOD' THEN "neighborhood" WHEN 'COUNTY' THEN "county"
      WHEN 'SCHOOL_DISTRICT' THEN "school_district" END, "city", "msa_code"), "state") END,
  "area_key" = CASE "area_type" WHEN 'NATIONAL' THEN 'us' WHEN 'SCHOOL_DISTRICT' THEN 'district-' ELSE lower("area_type"::text) || '-' END
    || CASE WHEN "area_type" = 'NATIONAL' THEN '' ELSE trim('-' FROM regexp_replace(lower(CASE "area_type" WHEN 'ZIP' THEN "zip_code"
      WHEN 'STATE' THEN "state" WHEN 'METRO' THEN coalesce("msa_code", concat_ws('-', "city", "state"))
      WHEN 'CITY' THEN concat_ws('-', "state", "city") WHEN 'COUNTY' THEN concat_ws('-', "state", "county")
      WHEN 'SCHOOL_DISTRICT' THEN concat_ws('-', "state", "school_district") ELSE concat_ws('-', "state", "city", "neighborhood") END), '[^a-z0-9]+', '-', 'g')) END;--> statement-breakpoint
ALTER TABLE "reid_market_data" ALTER COLUMN "area_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "reid_market_data" ALTER COLUMN "area_name" SET NOT NULL;--> statement-breakpoint
UPDATE "reid_schools" SET "import_id" = NULL;--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_organization_id_id" UNIQUE("organization_id","id");--> statement-breakpoint
ALTER TABLE "reid_alert_events" ADD CONSTRAINT "reid_alert_events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_alert_events" ADD CONSTRAINT "reid_alert_events_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_alert_events" ADD CONSTRAINT "reid_alert_events_alert" FOREIGN KEY ("organization_id","alert_id") REFERENCES "public"."reid_alerts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_alert_reads" ADD CONSTRAINT "reid_alert_reads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_alert_reads" ADD CONSTRAINT "reid_alert_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_alert_reads" ADD CONSTRAINT "reid_alert_reads_event" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."reid_alert_events"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_webhook_deliveries" ADD CONSTRAINT "reid_webhook_deliveries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_webhook_deliveries" ADD CONSTRAINT "reid_webhook_deliveries_alert" FOREIGN KEY ("organization_id","alert_id") REFERENCES "public"."reid_alerts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_import_problems" ADD CONSTRAINT "reid_import_problems_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_import_problems" ADD CONSTRAINT "reid_import_problems_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."reid_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_import_rows" ADD CONSTRAINT "reid_import_rows_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_import_rows" ADD CONSTRAINT "reid_import_rows_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."reid_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_imports" ADD CONSTRAINT "reid_imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_imports" ADD CONSTRAINT "reid_imports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_imports" ADD CONSTRAINT "reid_imports_worked_by_users_id_fk" FOREIGN KEY ("worked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_market_revisions" ADD CONSTRAINT "reid_market_revisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_market_revisions" ADD CONSTRAINT "reid_market_revisions_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."reid_imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_series_values" ADD CONSTRAINT "reid_series_values_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_series_values" ADD CONSTRAINT "reid_series_values_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."reid_imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_monthly_uses" ADD CONSTRAINT "reid_monthly_uses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_watched_areas" ADD CONSTRAINT "reid_watched_areas_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_watched_areas" ADD CONSTRAINT "reid_watched_areas_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reid_alert_events_organization_id_created_at" ON "reid_alert_events" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reid_alert_events_undelivered" ON "reid_alert_events" USING btree ("organization_id","alert_id","created_at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "reid_webhook_deliveries_alert_id" ON "reid_webhook_deliveries" USING btree ("organization_id","alert_id","created_at");--> statement-breakpoint
CREATE INDEX "reid_webhook_deliveries_next_attempt_at" ON "reid_webhook_deliveries" USING btree ("next_attempt_at") WHERE status = 'PENDING';--> statement-breakpoint
CREATE INDEX "reid_imports_organization_id_created_at" ON "reid_imports" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reid_imports_content_hash" ON "reid_imports" USING btree ("organization_id","content_hash");--> statement-breakpoint
CREATE INDEX "reid_imports_at_work" ON "reid_imports" USING btree ("leased_until") WHERE status in ('CHECKING', 'APPLYING', 'UNDOING');--> statement-breakpoint
CREATE INDEX "reid_market_revisions_import_id" ON "reid_market_revisions" USING btree ("organization_id","import_id");--> statement-breakpoint
CREATE INDEX "reid_market_revisions_external_id" ON "reid_market_revisions" USING btree ("organization_id","data_source","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "reid_series_values_import_id" ON "reid_series_values" USING btree ("organization_id","import_id");--> statement-breakpoint
CREATE INDEX "reid_watched_areas_organization_id_created_at" ON "reid_watched_areas" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD CONSTRAINT "reid_demographics_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."reid_imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD CONSTRAINT "reid_market_data_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."reid_imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_schools" ADD CONSTRAINT "reid_schools_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."reid_imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reid_roi_simulations" ADD CONSTRAINT "reid_roi_simulations_parent" FOREIGN KEY ("organization_id","parent_simulation_id") REFERENCES "public"."reid_roi_simulations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reid_alerts_next_digest_at" ON "reid_alerts" USING btree ("next_digest_at") WHERE next_digest_at is not null;--> statement-breakpoint
CREATE INDEX "reid_demographics_organization_id_area_key" ON "reid_demographics" USING btree ("organization_id","area_key","report_year");--> statement-breakpoint
CREATE INDEX "reid_market_data_source_report_date" ON "reid_market_data" USING btree ("organization_id","data_source","report_date","area_key");--> statement-breakpoint
CREATE INDEX "reid_market_data_organization_id_area_key" ON "reid_market_data" USING btree ("organization_id","area_key","report_date");--> statement-breakpoint
CREATE INDEX "reid_market_data_import_id" ON "reid_market_data" USING btree ("organization_id","import_id");--> statement-breakpoint
CREATE INDEX "reid_reports_next_run_at" ON "reid_reports" USING btree ("next_run_at") WHERE next_run_at is not null;--> statement-breakpoint
CREATE INDEX "reid_schools_organization_id_county" ON "reid_schools" USING btree ("organization_id","state","county_fips","name");--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD CONSTRAINT "reid_demographics_area_year" UNIQUE("organization_id","data_source","area_key","report_year");--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD CONSTRAINT "reid_market_data_source_area_period" UNIQUE NULLS NOT DISTINCT("organization_id","data_source","area_key","property_type","period_type","report_date");--> statement-breakpoint
ALTER TABLE "reid_reports" ADD CONSTRAINT "reid_reports_template_period" UNIQUE("organization_id","template_id","period_key");--> statement-breakpoint
ALTER TABLE "limited_uses" ADD CONSTRAINT "limited_uses_purpose" CHECK (purpose in ('SIGN_UP', 'PASSWORD_RESET', 'REVIEW', 'INVITATION', 'RECEIPT_UPLOAD', 'EXPENSE_IMPORT', 'TAX_REPORT', 'REID_UPLOAD', 'REID_JUDGING', 'REID_WEBHOOK_TEST', 'PUBLIC_REPORT'));--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_areas" CHECK (cardinality(area_keys) <= 200);--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_email_addresses" CHECK (cardinality(email_addresses) <= 10);--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_conditions" CHECK (jsonb_typeof(conditions) = 'object');--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_pause" CHECK (paused_reason is null or not is_active);--> statement-breakpoint
ALTER TABLE "reid_alerts" ADD CONSTRAINT "reid_alerts_counts" CHECK (trigger_count >= 0 and webhook_failures >= 0 and secret_version >= 0);--> statement-breakpoint
ALTER TABLE "reid_demographics" ADD CONSTRAINT "reid_demographics_area_key_format" CHECK (area_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$');--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD CONSTRAINT "reid_market_data_area_key_format" CHECK (area_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$');--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD CONSTRAINT "reid_market_data_shares" CHECK (above_list_share between 0 and 1 and price_cut_share between 0 and 1 and quick_sale_share between 0 and 1);--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD CONSTRAINT "reid_market_data_prices" CHECK (median_price >= 0 and avg_price >= 0 and min_price >= 0 and max_price >= 0 and price_per_sqft >= 0 and typical_value >= 0 and median_list_price >= 0 and avg_list_price >= 0 and list_price_per_sqft >= 0 and median_rent >= 0);--> statement-breakpoint
ALTER TABLE "reid_market_data" ADD CONSTRAINT "reid_market_data_counts" CHECK (active_listings >= 0 and new_listings >= 0 and sold_listings >= 0 and pending_listings >= 0 and expired_listings >= 0 and total_listings >= 0 and inventory_months >= 0 and days_on_market >= 0 and absorption_rate >= 0);--> statement-breakpoint
ALTER TABLE "reid_reports" ADD CONSTRAINT "reid_reports_texts_to_2000" CHECK (char_length(problem) between 1 and 2000);--> statement-breakpoint
ALTER TABLE "reid_schools" ADD CONSTRAINT "reid_schools_county_fips_format" CHECK (county_fips ~ '^[0-9]{5}$');--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_demographics_insert" ON "reid_demographics" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_demographics_update" ON "reid_demographics" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_demographics_delete" ON "reid_demographics" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_market_data_insert" ON "reid_market_data" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_market_data_update" ON "reid_market_data" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_market_data_delete" ON "reid_market_data" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_schools_insert" ON "reid_schools" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_schools_update" ON "reid_schools" CASCADE;--> statement-breakpoint
DROP POLICY "tenant_isolation_reid_schools_delete" ON "reid_schools" CASCADE;--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alert_events" ON "reid_alert_events" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (alert_id in (select id from reid_alerts)));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_events" ON "reid_alert_events" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_events_insert" ON "reid_alert_events" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_events_update" ON "reid_alert_events" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_events_delete" ON "reid_alert_events" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alert_reads" ON "reid_alert_reads" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alert_reads_insert" ON "reid_alert_reads" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER') and event_id in (select id from reid_alert_events)));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_alert_reads_delete" ON "reid_alert_reads" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_reads" ON "reid_alert_reads" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_reads_insert" ON "reid_alert_reads" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_reads_update" ON "reid_alert_reads" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_alert_reads_delete" ON "reid_alert_reads" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_webhook_deliveries" ON "reid_webhook_deliveries" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (alert_id in (select id from reid_alerts)));--> statement-breakpoint
CREATE POLICY "module_gate_reid_webhook_deliveries" ON "reid_webhook_deliveries" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_webhook_deliveries_insert" ON "reid_webhook_deliveries" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_webhook_deliveries_update" ON "reid_webhook_deliveries" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_webhook_deliveries_delete" ON "reid_webhook_deliveries" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_import_problems" ON "reid_import_problems" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_problems" ON "reid_import_problems" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_problems_insert" ON "reid_import_problems" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_problems_update" ON "reid_import_problems" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_problems_delete" ON "reid_import_problems" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_import_rows" ON "reid_import_rows" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_rows" ON "reid_import_rows" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_rows_insert" ON "reid_import_rows" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_rows_update" ON "reid_import_rows" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_import_rows_delete" ON "reid_import_rows" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_imports" ON "reid_imports" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "module_gate_reid_imports" ON "reid_imports" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_imports_insert" ON "reid_imports" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_imports_update" ON "reid_imports" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_imports_delete" ON "reid_imports" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_market_revisions" ON "reid_market_revisions" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_revisions" ON "reid_market_revisions" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_revisions_insert" ON "reid_market_revisions" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_revisions_update" ON "reid_market_revisions" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_market_revisions_delete" ON "reid_market_revisions" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_series_values" ON "reid_series_values" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "module_gate_reid_series_values" ON "reid_series_values" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_series_values_insert" ON "reid_series_values" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_series_values_update" ON "reid_series_values" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_series_values_delete" ON "reid_series_values" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_monthly_uses" ON "reid_monthly_uses" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "module_gate_reid_monthly_uses" ON "reid_monthly_uses" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_monthly_uses_insert" ON "reid_monthly_uses" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_monthly_uses_update" ON "reid_monthly_uses" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_monthly_uses_delete" ON "reid_monthly_uses" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_watched_areas" ON "reid_watched_areas" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_watched_areas_insert" ON "reid_watched_areas" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_reid_watched_areas_delete" ON "reid_watched_areas" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_watched_areas" ON "reid_watched_areas" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_watched_areas_insert" ON "reid_watched_areas" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_watched_areas_update" ON "reid_watched_areas" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard'))) WITH CHECK ((select app.may_use_tool('reid-dashboard')));--> statement-breakpoint
CREATE POLICY "module_gate_reid_watched_areas_delete" ON "reid_watched_areas" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('reid-dashboard')));