CREATE TYPE "public"."asset_class" AS ENUM('RESIDENTIAL', 'COMMERCIAL', 'MANUAL');--> statement-breakpoint
CREATE TYPE "public"."import_format" AS ENUM('CSV', 'OFX');--> statement-breakpoint
CREATE TYPE "public"."import_line_state" AS ENUM('READY', 'POSSIBLE_DUPLICATE', 'KNOWN', 'SKIPPED', 'PROBLEM', 'IMPORTED', 'UNDONE');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('UPLOADED', 'STAGING', 'CHECKED', 'COMMITTING', 'COMPLETED', 'UNDOING', 'UNDONE', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."income_kind" AS ENUM('COMMISSION', 'RENT', 'OTHER');--> statement-breakpoint
CREATE TYPE "public"."payee_classification" AS ENUM('INDIVIDUAL', 'PARTNERSHIP', 'C_CORPORATION', 'S_CORPORATION', 'TRUST_OR_ESTATE', 'EXEMPT');--> statement-breakpoint
CREATE TYPE "public"."expense_payment_method" AS ENUM('CASH', 'CHECK', 'TRANSFER', 'CARD', 'NETWORK');--> statement-breakpoint
CREATE TYPE "public"."recurrence" AS ENUM('WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY');--> statement-breakpoint
CREATE TYPE "public"."filing_status" AS ENUM('SINGLE', 'MARRIED_JOINT', 'MARRIED_SEPARATE', 'HEAD_OF_HOUSEHOLD', 'SURVIVING_SPOUSE');--> statement-breakpoint
CREATE TYPE "public"."home_office_method" AS ENUM('NONE', 'SIMPLIFIED', 'FORM_8829');--> statement-breakpoint
CREATE TYPE "public"."instalment_method" AS ENUM('EQUAL', 'ANNUALIZED');--> statement-breakpoint
CREATE TYPE "public"."tax_jurisdiction" AS ENUM('FEDERAL', 'STATE');--> statement-breakpoint
CREATE TYPE "public"."taxed_as" AS ENUM('SOLE_PROPRIETOR', 'SINGLE_MEMBER_LLC', 'PARTNERSHIP', 'S_CORPORATION', 'C_CORPORATION');--> statement-breakpoint
CREATE TYPE "public"."vehicle_method" AS ENUM('STANDARD', 'ACTUAL');--> statement-breakpoint
CREATE TABLE "depreciable_assets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"listing_id" uuid,
	"name" text NOT NULL,
	"asset_class" "asset_class" NOT NULL,
	"basis" bigint NOT NULL,
	"in_service_on" date NOT NULL,
	"yearly_amounts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "depreciable_assets_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "depreciable_assets_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "depreciable_assets_basis" CHECK (basis between 1 and 1000000000000),
	CONSTRAINT "depreciable_assets_in_service_on" CHECK (in_service_on >= '1987-01-01'),
	CONSTRAINT "depreciable_assets_yearly_amounts" CHECK (jsonb_typeof(yearly_amounts) = 'object')
);
--> statement-breakpoint
ALTER TABLE "depreciable_assets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "depreciable_assets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "merchant_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"merchant" text NOT NULL,
	"category_id" uuid NOT NULL,
	"listing_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merchant_rules_texts_to_200" CHECK (char_length(merchant) between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "merchant_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "merchant_rules" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "expense_settings" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"approval_needs_another_person" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "expense_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "expense_settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "expense_import_lines" (
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"date" date,
	"amount" integer,
	"merchant" text,
	"description" text,
	"account" text,
	"bank_id" text,
	"occurrence" integer DEFAULT 1 NOT NULL,
	"state" "import_line_state" NOT NULL,
	"is_selected" boolean DEFAULT false NOT NULL,
	"category_id" uuid,
	"listing_id" uuid,
	"duplicate_of" uuid,
	"became_id" uuid,
	"problems" jsonb,
	CONSTRAINT "expense_import_lines_organization_id_import_id_line_pk" PRIMARY KEY("organization_id","import_id","line"),
	CONSTRAINT "expense_import_lines_line" CHECK (line between 1 and 1000000 and occurrence >= 1),
	CONSTRAINT "expense_import_lines_texts_to_200" CHECK (char_length(merchant) between 1 and 200 and char_length(account) between 1 and 200 and char_length(bank_id) between 1 and 200),
	CONSTRAINT "expense_import_lines_texts_to_2000" CHECK (char_length(description) between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "expense_import_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "expense_import_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "expense_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"file_size_bytes" integer NOT NULL,
	"content_hash" text NOT NULL,
	"format" "import_format" NOT NULL,
	"account" text,
	"detected" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" "import_status" DEFAULT 'UPLOADED' NOT NULL,
	"next_byte" integer DEFAULT 0 NOT NULL,
	"next_line" integer DEFAULT 1 NOT NULL,
	"lines_count" integer DEFAULT 0 NOT NULL,
	"imported_count" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"leased_until" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "expense_imports_file_key_unique" UNIQUE("file_key"),
	CONSTRAINT "expense_imports_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "expense_imports_file_name_length" CHECK (char_length(file_name) between 1 and 200),
	CONSTRAINT "expense_imports_texts_to_200" CHECK (char_length(account) between 1 and 200),
	CONSTRAINT "expense_imports_texts_to_2000" CHECK (char_length(problem) between 1 and 2000),
	CONSTRAINT "expense_imports_file_size" CHECK (file_size_bytes between 1 and 10485760),
	CONSTRAINT "expense_imports_content_hash_format" CHECK (content_hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "expense_imports_file_key_prefix" CHECK (starts_with(file_key, 'imports/' || organization_id || '/')),
	CONSTRAINT "expense_imports_counts" CHECK (next_byte >= 0 and next_line >= 0 and lines_count >= 0 and imported_count >= 0)
);
--> statement-breakpoint
ALTER TABLE "expense_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "expense_imports" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "income_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"date" date NOT NULL,
	"tax_year" smallint NOT NULL,
	"kind" "income_kind" NOT NULL,
	"payer" text NOT NULL,
	"description" text,
	"amount" bigint NOT NULL,
	"listing_id" uuid,
	"federal_withheld" bigint DEFAULT 0 NOT NULL,
	"state_withheld" bigint DEFAULT 0 NOT NULL,
	"import_id" uuid,
	"import_line" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "income_entries_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "income_entries_payer_length" CHECK (char_length(payer) between 1 and 200),
	CONSTRAINT "income_entries_texts_to_2000" CHECK (char_length(description) between 1 and 2000),
	CONSTRAINT "income_entries_amount_range" CHECK (amount between 1 and 10000000000),
	CONSTRAINT "income_entries_amounts" CHECK (federal_withheld >= 0 and state_withheld >= 0),
	CONSTRAINT "income_entries_withheld" CHECK (federal_withheld + state_withheld <= amount),
	CONSTRAINT "income_entries_rent_of_property" CHECK (kind <> 'RENT' or listing_id is not null),
	CONSTRAINT "income_entries_imported" CHECK ((import_id is null) = (import_line is null)),
	CONSTRAINT "income_entries_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1),
	CONSTRAINT "income_entries_tax_year_of_date" CHECK (tax_year = extract(year from date))
);
--> statement-breakpoint
ALTER TABLE "income_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "income_entries" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payees" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"classification" "payee_classification",
	"is_attorney" boolean DEFAULT false NOT NULL,
	"w9_received_on" date,
	"tax_number_last_four" text,
	"address" text,
	"city" text,
	"state" text,
	"zip_code" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payees_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "payees_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "payees_texts_to_200" CHECK (char_length(address) between 1 and 200 and char_length(city) between 1 and 200),
	CONSTRAINT "payees_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "payees_zip_code_format" CHECK (zip_code ~ '^[0-9]{5}(-[0-9]{4})?$'),
	CONSTRAINT "payees_tax_number_last_four_format" CHECK (tax_number_last_four ~ '^[0-9]{4}$')
);
--> statement-breakpoint
ALTER TABLE "payees" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payees" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recurring_expenses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"merchant" text NOT NULL,
	"amount" integer NOT NULL,
	"category_id" uuid NOT NULL,
	"listing_id" uuid,
	"payee_id" uuid,
	"payment_method" "expense_payment_method",
	"deduction_percent" numeric(5, 2) DEFAULT 100 NOT NULL,
	"description" text,
	"recurrence" "recurrence" NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"next_on" date,
	"is_paused" boolean DEFAULT false NOT NULL,
	"stopped_because" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recurring_expenses_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "recurring_expenses_merchant_length" CHECK (char_length(merchant) between 1 and 200),
	CONSTRAINT "recurring_expenses_texts_to_2000" CHECK (char_length(description) between 1 and 2000 and char_length(stopped_because) between 1 and 2000),
	CONSTRAINT "recurring_expenses_amount_range" CHECK (amount between 1 and 100000000),
	CONSTRAINT "recurring_expenses_percentages" CHECK (deduction_percent between 0 and 100),
	CONSTRAINT "recurring_expenses_days" CHECK (ends_on >= starts_on and next_on >= starts_on)
);
--> statement-breakpoint
ALTER TABLE "recurring_expenses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recurring_expenses" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_report_rows" (
	"organization_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"section" text NOT NULL,
	"expense_id" uuid,
	"date" date,
	"label" text NOT NULL,
	"net_amount" bigint DEFAULT 0 NOT NULL,
	"deductible_amount" bigint DEFAULT 0 NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "tax_report_rows_organization_id_report_id_position_pk" PRIMARY KEY("organization_id","report_id","position")
);
--> statement-breakpoint
ALTER TABLE "tax_report_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tax_report_rows" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_payments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"tax_year" smallint NOT NULL,
	"quarter" smallint,
	"jurisdiction" "tax_jurisdiction" DEFAULT 'FEDERAL' NOT NULL,
	"paid_on" date NOT NULL,
	"amount" bigint NOT NULL,
	"confirmation" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_payments_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1),
	CONSTRAINT "tax_payments_quarter_range" CHECK (quarter between 1 and 4),
	CONSTRAINT "tax_payments_amount_range" CHECK (amount between 1 and 10000000000),
	CONSTRAINT "tax_payments_texts_to_200" CHECK (char_length(confirmation) between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "tax_payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tax_payments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_readers" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"named_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_readers_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "tax_readers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tax_readers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_settings" (
	"organization_id" uuid NOT NULL,
	"tax_year" smallint NOT NULL,
	"taxed_as" "taxed_as" DEFAULT 'SOLE_PROPRIETOR' NOT NULL,
	"filing_status" "filing_status" DEFAULT 'SINGLE' NOT NULL,
	"w2_wages" bigint DEFAULT 0 NOT NULL,
	"w2_social_security_wages" bigint DEFAULT 0 NOT NULL,
	"federal_withholding" bigint DEFAULT 0 NOT NULL,
	"state_withholding" bigint DEFAULT 0 NOT NULL,
	"itemized_deductions" bigint DEFAULT 0 NOT NULL,
	"additional_deductions" bigint DEFAULT 0 NOT NULL,
	"other_income" bigint DEFAULT 0 NOT NULL,
	"net_capital_gain" bigint DEFAULT 0 NOT NULL,
	"other_investment_income" bigint DEFAULT 0 NOT NULL,
	"health_insurance" bigint DEFAULT 0 NOT NULL,
	"retirement_contributions" bigint DEFAULT 0 NOT NULL,
	"other_adjustments" bigint DEFAULT 0 NOT NULL,
	"credits" bigint DEFAULT 0 NOT NULL,
	"other_taxes" bigint DEFAULT 0 NOT NULL,
	"wages_paid" bigint DEFAULT 0 NOT NULL,
	"qualified_property" bigint DEFAULT 0 NOT NULL,
	"home_office_amount" bigint DEFAULT 0 NOT NULL,
	"custom_income" bigint DEFAULT 0 NOT NULL,
	"custom_expenses" bigint DEFAULT 0 NOT NULL,
	"state_deduction" bigint DEFAULT 0 NOT NULL,
	"last_year_tax" bigint,
	"last_year_income" bigint,
	"had_no_tax_last_year" boolean DEFAULT false NOT NULL,
	"rental_qualifies" boolean DEFAULT false NOT NULL,
	"is_real_estate_professional" boolean DEFAULT false NOT NULL,
	"materially_participates" boolean DEFAULT true NOT NULL,
	"home_office_method" "home_office_method" DEFAULT 'NONE' NOT NULL,
	"home_office_square_feet" smallint DEFAULT 0 NOT NULL,
	"home_office_months" smallint DEFAULT 12 NOT NULL,
	"calculation_method" "tax_calculation_method" DEFAULT 'STANDARD' NOT NULL,
	"simplified_rate" numeric(5, 2) DEFAULT 0 NOT NULL,
	"instalment_method" "instalment_method" DEFAULT 'EQUAL' NOT NULL,
	"state" char(2),
	"state_rate" numeric(5, 3),
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tax_settings_organization_id_tax_year_pk" PRIMARY KEY("organization_id","tax_year"),
	CONSTRAINT "tax_settings_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1),
	CONSTRAINT "tax_settings_state_code" CHECK (state ~ '^[A-Z]{2}$'),
	CONSTRAINT "tax_settings_amounts" CHECK (w2_wages >= 0 and w2_social_security_wages >= 0 and federal_withholding >= 0 and state_withholding >= 0 and itemized_deductions >= 0 and additional_deductions >= 0 and other_income >= 0 and net_capital_gain >= 0 and other_investment_income >= 0 and health_insurance >= 0 and retirement_contributions >= 0 and other_adjustments >= 0 and credits >= 0 and other_taxes >= 0 and wages_paid >= 0 and qualified_property >= 0 and home_office_amount >= 0 and custom_income >= 0 and custom_expenses >= 0 and state_deduction >= 0 and last_year_tax >= 0),
	CONSTRAINT "tax_settings_rates" CHECK (simplified_rate between 0 and 100 and state_rate between 0 and 100),
	CONSTRAINT "tax_settings_home_office_square_feet" CHECK (home_office_square_feet between 0 and 30000),
	CONSTRAINT "tax_settings_home_office_months" CHECK (home_office_months between 0 and 12),
	CONSTRAINT "tax_settings_social_security_wages" CHECK (w2_social_security_wages <= w2_wages)
);
--> statement-breakpoint
ALTER TABLE "tax_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tax_settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "vehicle_years" (
	"organization_id" uuid NOT NULL,
	"vehicle_id" uuid NOT NULL,
	"tax_year" smallint NOT NULL,
	"method" "vehicle_method" DEFAULT 'STANDARD' NOT NULL,
	"odometer_start" numeric(9, 1),
	"odometer_end" numeric(9, 1),
	"business_percent" numeric(5, 2),
	"commuting_miles" numeric(9, 1) DEFAULT 0 NOT NULL,
	"is_available_for_personal_use" boolean DEFAULT false NOT NULL,
	"has_another_vehicle" boolean DEFAULT false NOT NULL,
	"has_evidence" boolean DEFAULT true NOT NULL,
	"is_evidence_written" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vehicle_years_organization_id_vehicle_id_tax_year_pk" PRIMARY KEY("organization_id","vehicle_id","tax_year"),
	CONSTRAINT "vehicle_years_tax_year_range" CHECK (tax_year between 2020 and extract(year from current_date)::integer + 1),
	CONSTRAINT "vehicle_years_miles" CHECK (odometer_start >= 0 and odometer_end >= 0 and commuting_miles >= 0),
	CONSTRAINT "vehicle_years_percentages" CHECK (business_percent between 0 and 100),
	CONSTRAINT "vehicle_years_odometer_order" CHECK (odometer_end >= odometer_start)
);
--> statement-breakpoint
ALTER TABLE "vehicle_years" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "vehicle_years" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "vehicles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"person_id" uuid,
	"first_used_on" date NOT NULL,
	"last_used_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vehicles_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "vehicles_name_length" CHECK (char_length(name) between 1 and 200),
	CONSTRAINT "vehicles_days" CHECK (last_used_on >= first_used_on)
);
--> statement-breakpoint
ALTER TABLE "vehicles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "vehicles" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "limited_uses" DROP CONSTRAINT "limited_uses_purpose";--> statement-breakpoint
DROP INDEX "expenses_organization_id_tax_year";--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "is_refund" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "refund_of" uuid;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "split_id" uuid;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "payee_id" uuid;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "payment_method" "expense_payment_method";--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "vehicle_id" uuid;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "mileage_from" text;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "mileage_to" text;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "mileage_rate" numeric(5, 2);--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "reimbursed_amount" integer;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "is_parking_or_toll" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "net_amount" integer GENERATED ALWAYS AS (case when mileage_distance is null then amount * case when is_refund then -1 else 1 end else 0 end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "deductible_amount" integer GENERATED ALWAYS AS (case when is_deductible then (round(amount * deduction_percent / 100) * case when is_refund then -1 else 1 end)::integer else 0 end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "recurring_id" uuid;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "import_line" integer;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "decision_note" text;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tax_estimates" ADD COLUMN "calculation_version" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_estimates" ADD COLUMN "figures_hash" text;--> statement-breakpoint
ALTER TABLE "tax_estimates" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "member_id" uuid;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "filters" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "is_in_whole_dollars" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "holds_taxes" boolean GENERATED ALWAYS AS (template_type in ('SCHEDULE_C', 'SCHEDULE_E', 'QUARTERLY_ESTIMATE', 'ANNUAL_SUMMARY')) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "sections" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "csv_key" text;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "csv_size_bytes" integer;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "link_token_hash" text;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "link_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "manifest_hash" text;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD COLUMN "problem" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_organization_id_id" UNIQUE("organization_id","id");--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_link_token_hash" UNIQUE("link_token_hash");--> statement-breakpoint
ALTER TABLE "depreciable_assets" ADD CONSTRAINT "depreciable_assets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "depreciable_assets" ADD CONSTRAINT "depreciable_assets_listing" FOREIGN KEY ("organization_id","listing_id") REFERENCES "public"."listings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_rules" ADD CONSTRAINT "merchant_rules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_rules" ADD CONSTRAINT "merchant_rules_category_id_expense_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."expense_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_rules" ADD CONSTRAINT "merchant_rules_listing" FOREIGN KEY ("organization_id","listing_id") REFERENCES "public"."listings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expense_settings" ADD CONSTRAINT "expense_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expense_import_lines" ADD CONSTRAINT "expense_import_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expense_import_lines" ADD CONSTRAINT "expense_import_lines_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."expense_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expense_imports" ADD CONSTRAINT "expense_imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expense_imports" ADD CONSTRAINT "expense_imports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_listing" FOREIGN KEY ("organization_id","listing_id") REFERENCES "public"."listings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."expense_imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payees" ADD CONSTRAINT "payees_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_expenses" ADD CONSTRAINT "recurring_expenses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_expenses" ADD CONSTRAINT "recurring_expenses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_expenses" ADD CONSTRAINT "recurring_expenses_category_id_expense_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."expense_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_expenses" ADD CONSTRAINT "recurring_expenses_listing" FOREIGN KEY ("organization_id","listing_id") REFERENCES "public"."listings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_expenses" ADD CONSTRAINT "recurring_expenses_payee" FOREIGN KEY ("organization_id","payee_id") REFERENCES "public"."payees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_report_rows" ADD CONSTRAINT "tax_report_rows_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_report_rows" ADD CONSTRAINT "tax_report_rows_report" FOREIGN KEY ("organization_id","report_id") REFERENCES "public"."tax_reports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_payments" ADD CONSTRAINT "tax_payments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_payments" ADD CONSTRAINT "tax_payments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_readers" ADD CONSTRAINT "tax_readers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_readers" ADD CONSTRAINT "tax_readers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_readers" ADD CONSTRAINT "tax_readers_named_by_users_id_fk" FOREIGN KEY ("named_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_settings" ADD CONSTRAINT "tax_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vehicle_years" ADD CONSTRAINT "vehicle_years_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vehicle_years" ADD CONSTRAINT "vehicle_years_vehicle" FOREIGN KEY ("organization_id","vehicle_id") REFERENCES "public"."vehicles"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vehicles" ADD CONSTRAINT "vehicles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vehicles" ADD CONSTRAINT "vehicles_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "depreciable_assets_organization_id_listing_id" ON "depreciable_assets" USING btree ("organization_id","listing_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "merchant_rules_organization_id_merchant" ON "merchant_rules" USING btree ("organization_id",lower(merchant));--> statement-breakpoint
CREATE INDEX "merchant_rules_category_id" ON "merchant_rules" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "merchant_rules_listing_id" ON "merchant_rules" USING btree ("organization_id","listing_id");--> statement-breakpoint
CREATE INDEX "expense_import_lines_identity" ON "expense_import_lines" USING btree ("organization_id","account","date","amount");--> statement-breakpoint
CREATE INDEX "expense_imports_organization_id_created_at" ON "expense_imports" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "income_entries_import_line_once" ON "income_entries" USING btree ("organization_id","import_id","import_line");--> statement-breakpoint
CREATE INDEX "income_entries_organization_id_tax_year" ON "income_entries" USING btree ("organization_id","tax_year","date","id");--> statement-breakpoint
CREATE INDEX "income_entries_organization_id_listing_id" ON "income_entries" USING btree ("organization_id","listing_id","date");--> statement-breakpoint
CREATE INDEX "payees_organization_id_name" ON "payees" USING btree ("organization_id","name","id");--> statement-breakpoint
CREATE INDEX "recurring_expenses_organization_id_next_on" ON "recurring_expenses" USING btree ("organization_id","next_on","id");--> statement-breakpoint
CREATE INDEX "recurring_expenses_due" ON "recurring_expenses" USING btree ("next_on") WHERE not is_paused;--> statement-breakpoint
CREATE INDEX "recurring_expenses_category_id" ON "recurring_expenses" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "recurring_expenses_listing_id" ON "recurring_expenses" USING btree ("organization_id","listing_id");--> statement-breakpoint
CREATE INDEX "recurring_expenses_payee_id" ON "recurring_expenses" USING btree ("organization_id","payee_id");--> statement-breakpoint
CREATE INDEX "tax_payments_organization_id_tax_year" ON "tax_payments" USING btree ("organization_id","tax_year","paid_on","id");--> statement-breakpoint
CREATE INDEX "tax_readers_user_id" ON "tax_readers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "vehicles_organization_id_name" ON "vehicles" USING btree ("organization_id","name","id");--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_refunded" FOREIGN KEY ("organization_id","refund_of") REFERENCES "public"."expenses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_payee" FOREIGN KEY ("organization_id","payee_id") REFERENCES "public"."payees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_vehicle" FOREIGN KEY ("organization_id","vehicle_id") REFERENCES "public"."vehicles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_recurring" FOREIGN KEY ("organization_id","recurring_id") REFERENCES "public"."recurring_expenses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_import" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."expense_imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_member_id_users_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_organization_id_subject_id" ON "audit_log" USING btree ("organization_id","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "expenses_recurring_once" ON "expenses" USING btree ("organization_id","recurring_id","date") WHERE recurring_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "expenses_import_line_once" ON "expenses" USING btree ("organization_id","import_id","import_line") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "expenses_organization_id_refund_of" ON "expenses" USING btree ("organization_id","refund_of") WHERE refund_of is not null;--> statement-breakpoint
CREATE INDEX "expenses_organization_id_split_id" ON "expenses" USING btree ("organization_id","split_id") WHERE split_id is not null;--> statement-breakpoint
CREATE INDEX "expenses_organization_id_payee_id" ON "expenses" USING btree ("organization_id","payee_id","date") WHERE payee_id is not null;--> statement-breakpoint
CREATE INDEX "expenses_organization_id_vehicle_id" ON "expenses" USING btree ("organization_id","vehicle_id","date") WHERE vehicle_id is not null;--> statement-breakpoint
CREATE INDEX "expenses_organization_id_user_id" ON "expenses" USING btree ("organization_id","user_id","date","id");--> statement-breakpoint
CREATE INDEX "expenses_organization_id_amount" ON "expenses" USING btree ("organization_id","amount","date");--> statement-breakpoint
CREATE INDEX "expenses_trips" ON "expenses" USING btree ("organization_id","tax_year","date","id") WHERE mileage_distance is not null;--> statement-breakpoint
CREATE INDEX "receipts_kept" ON "receipts" USING btree ("organization_id","file_size_bytes") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "receipts_deleted" ON "receipts" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "tax_reports_unfinished" ON "tax_reports" USING btree ("started_at") WHERE status = 'GENERATING';--> statement-breakpoint
CREATE INDEX "expenses_organization_id_tax_year" ON "expenses" USING btree ("organization_id","tax_year","date","id","net_amount","deductible_amount");--> statement-breakpoint
ALTER TABLE "limited_uses" ADD CONSTRAINT "limited_uses_purpose" CHECK (purpose in ('SIGN_UP', 'PASSWORD_RESET', 'REVIEW', 'INVITATION', 'RECEIPT_UPLOAD', 'EXPENSE_IMPORT', 'TAX_REPORT'));--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_currency" CHECK (currency = 'USD');--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_tax_year_of_date" CHECK (tax_year = extract(year from date));--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_refund" CHECK (refund_of is null or is_refund);--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_trip_is_no_refund" CHECK (mileage_distance is null or not is_refund);--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_trip_distance" CHECK (mileage_distance is null or mileage_start is null or mileage_end is null or mileage_distance <= mileage_end - mileage_start);--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_reimbursed_trip" CHECK (reimbursed_amount is null or (mileage_distance is not null and reimbursed_amount between 1 and 100000000));--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_imported" CHECK ((import_id is null) = (import_line is null));--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_texts_to_200" CHECK (char_length(mileage_purpose) between 1 and 200 and char_length(mileage_from) between 1 and 200 and char_length(mileage_to) between 1 and 200);--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_texts_to_2000" CHECK (char_length(description) between 1 and 2000 and char_length(notes) between 1 and 2000 and char_length(decision_note) between 1 and 2000);--> statement-breakpoint
ALTER TABLE "tax_estimates" ADD CONSTRAINT "tax_estimates_figures_hash_format" CHECK (figures_hash ~ '^[0-9a-f]{64}$');--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_hashes" CHECK (link_token_hash ~ '^[0-9a-f]{64}$' and manifest_hash ~ '^[0-9a-f]{64}$');--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_file_key_prefix" CHECK (starts_with(file_key, 'reports/' || organization_id || '/') and starts_with(csv_key, 'reports/' || organization_id || '/'));--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_link" CHECK ((link_token_hash is null) = (link_expires_at is null));--> statement-breakpoint
ALTER TABLE "tax_reports" ADD CONSTRAINT "tax_reports_attempts" CHECK (attempts between 0 and 100);--> statement-breakpoint
-- The policies ask it; the rules say what it does.
CREATE FUNCTION app.may_see_taxes() RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$ SELECT false $$;--> statement-breakpoint
CREATE POLICY "tenant_isolation_depreciable_assets" ON "depreciable_assets" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'VIEWER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_depreciable_assets_insert" ON "depreciable_assets" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_depreciable_assets_update" ON "depreciable_assets" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_depreciable_assets_delete" ON "depreciable_assets" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "module_gate_depreciable_assets" ON "depreciable_assets" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_depreciable_assets_insert" ON "depreciable_assets" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_depreciable_assets_update" ON "depreciable_assets" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_depreciable_assets_delete" ON "depreciable_assets" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_merchant_rules" ON "merchant_rules" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_merchant_rules_insert" ON "merchant_rules" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_merchant_rules_update" ON "merchant_rules" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_merchant_rules_delete" ON "merchant_rules" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "module_gate_merchant_rules" ON "merchant_rules" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_merchant_rules_insert" ON "merchant_rules" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_merchant_rules_update" ON "merchant_rules" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_merchant_rules_delete" ON "merchant_rules" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_settings" ON "expense_settings" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_settings_insert" ON "expense_settings" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) = 'OWNER'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_settings_update" ON "expense_settings" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) = 'OWNER')) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) = 'OWNER'));--> statement-breakpoint
CREATE POLICY "module_gate_expense_settings" ON "expense_settings" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_settings_insert" ON "expense_settings" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_settings_update" ON "expense_settings" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_settings_delete" ON "expense_settings" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_import_lines" ON "expense_import_lines" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (import_id in (select id from expense_imports) and (amount > 0 or amount is null or (select app.may_see_taxes())
  or import_id in (select id from expense_imports where user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid)))));--> statement-breakpoint
CREATE POLICY "module_gate_expense_import_lines" ON "expense_import_lines" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_import_lines_insert" ON "expense_import_lines" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_import_lines_update" ON "expense_import_lines" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_import_lines_delete" ON "expense_import_lines" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_expense_imports" ON "expense_imports" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'VIEWER')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_imports" ON "expense_imports" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_imports_insert" ON "expense_imports" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_imports_update" ON "expense_imports" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_expense_imports_delete" ON "expense_imports" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_income_entries" ON "income_entries" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_income_entries_insert" ON "income_entries" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_income_entries_update" ON "income_entries" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes()))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_income_entries_delete" ON "income_entries" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "module_gate_income_entries" ON "income_entries" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_income_entries_insert" ON "income_entries" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_income_entries_update" ON "income_entries" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_income_entries_delete" ON "income_entries" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_payees" ON "payees" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "tenant_isolation_payees_insert" ON "payees" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_payees_update" ON "payees" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_payees_delete" ON "payees" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "module_gate_payees" ON "payees" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_payees_insert" ON "payees" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_payees_update" ON "payees" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_payees_delete" ON "payees" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_recurring_expenses" ON "recurring_expenses" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'VIEWER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_recurring_expenses_insert" ON "recurring_expenses" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_recurring_expenses_update" ON "recurring_expenses" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_recurring_expenses_delete" ON "recurring_expenses" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "module_gate_recurring_expenses" ON "recurring_expenses" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_recurring_expenses_insert" ON "recurring_expenses" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_recurring_expenses_update" ON "recurring_expenses" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_recurring_expenses_delete" ON "recurring_expenses" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_report_rows" ON "tax_report_rows" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (select from tax_reports where tax_reports.organization_id = tax_report_rows.organization_id
  and tax_reports.id = tax_report_rows.report_id)));--> statement-breakpoint
CREATE POLICY "module_gate_tax_report_rows" ON "tax_report_rows" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_report_rows_insert" ON "tax_report_rows" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_report_rows_update" ON "tax_report_rows" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_report_rows_delete" ON "tax_report_rows" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_payments" ON "tax_payments" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_payments_insert" ON "tax_payments" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_payments_update" ON "tax_payments" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes()))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_payments_delete" ON "tax_payments" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "module_gate_tax_payments" ON "tax_payments" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_payments_insert" ON "tax_payments" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_payments_update" ON "tax_payments" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_payments_delete" ON "tax_payments" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_readers" ON "tax_readers" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_readers_insert" ON "tax_readers" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) = 'OWNER' and named_by = (select nullif(current_setting('app.current_user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_readers_delete" ON "tax_readers" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select current_setting('app.current_org_role', true)) = 'OWNER'));--> statement-breakpoint
CREATE POLICY "module_gate_tax_readers" ON "tax_readers" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_readers_insert" ON "tax_readers" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_readers_update" ON "tax_readers" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_readers_delete" ON "tax_readers" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_settings" ON "tax_settings" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_settings_insert" ON "tax_settings" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_settings_update" ON "tax_settings" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes()))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tax_settings_delete" ON "tax_settings" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
CREATE POLICY "module_gate_tax_settings" ON "tax_settings" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_settings_insert" ON "tax_settings" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_settings_update" ON "tax_settings" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_tax_settings_delete" ON "tax_settings" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicle_years" ON "vehicle_years" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (select from vehicles where vehicles.organization_id = vehicle_years.organization_id and vehicles.id = vehicle_years.vehicle_id)));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicle_years_insert" ON "vehicle_years" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (select from vehicles where vehicles.organization_id = vehicle_years.organization_id
  and vehicles.id = vehicle_years.vehicle_id and ((vehicles.person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicle_years_update" ON "vehicle_years" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (select from vehicles where vehicles.organization_id = vehicle_years.organization_id
  and vehicles.id = vehicle_years.vehicle_id and ((vehicles.person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (select from vehicles where vehicles.organization_id = vehicle_years.organization_id
  and vehicles.id = vehicle_years.vehicle_id and ((vehicles.person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')))));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicle_years_delete" ON "vehicle_years" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (select from vehicles where vehicles.organization_id = vehicle_years.organization_id
  and vehicles.id = vehicle_years.vehicle_id and ((vehicles.person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')))));--> statement-breakpoint
CREATE POLICY "module_gate_vehicle_years" ON "vehicle_years" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_vehicle_years_insert" ON "vehicle_years" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_vehicle_years_update" ON "vehicle_years" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_vehicle_years_delete" ON "vehicle_years" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicles" ON "vehicles" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (person_id is null or person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'VIEWER')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicles_insert" ON "vehicles" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicles_update" ON "vehicles" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "tenant_isolation_vehicles_delete" ON "vehicles" AS PERMISSIVE FOR DELETE TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((person_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')));--> statement-breakpoint
CREATE POLICY "module_gate_vehicles" ON "vehicles" AS RESTRICTIVE FOR SELECT TO "lotline_app" USING ((select app.may_read_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_vehicles_insert" ON "vehicles" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_vehicles_update" ON "vehicles" AS RESTRICTIVE FOR UPDATE TO "lotline_app" USING ((select app.may_use_tool('expense-tax'))) WITH CHECK ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
CREATE POLICY "module_gate_vehicles_delete" ON "vehicles" AS RESTRICTIVE FOR DELETE TO "lotline_app" USING ((select app.may_use_tool('expense-tax')));--> statement-breakpoint
ALTER POLICY "tenant_isolation_expenses" ON "expenses" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'VIEWER')));--> statement-breakpoint
ALTER POLICY "tenant_isolation_receipts" ON "receipts" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id)));--> statement-breakpoint
ALTER POLICY "tenant_isolation_tax_estimates" ON "tax_estimates" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
ALTER POLICY "tenant_isolation_tax_estimates_insert" ON "tax_estimates" TO lotline_app WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
ALTER POLICY "tenant_isolation_tax_estimates_update" ON "tax_estimates" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes()))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
ALTER POLICY "tenant_isolation_tax_estimates_delete" ON "tax_estimates" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((select app.may_see_taxes())));--> statement-breakpoint
ALTER POLICY "tenant_isolation_tax_reports" ON "tax_reports" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and ((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN') or ((is_shared or (select nullif(current_setting('app.current_user_id', true), '')::uuid) = any (shared_with)) and (share_expires_at is null or share_expires_at > now()))) and (not holds_taxes or (select app.may_see_taxes()))));--> statement-breakpoint
DROP POLICY "tenant_isolation_tax_reports_insert" ON "tax_reports" CASCADE;--> statement-breakpoint
ALTER POLICY "tenant_isolation_tax_reports_update" ON "tax_reports" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')) and (not holds_taxes or (select app.may_see_taxes())))) WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')) and (not holds_taxes or (select app.may_see_taxes()))));--> statement-breakpoint
ALTER POLICY "tenant_isolation_tax_reports_delete" ON "tax_reports" TO lotline_app USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (((user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER')) or (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')) and (not holds_taxes or (select app.may_see_taxes()))));--> statement-breakpoint
INSERT INTO "expense_categories" ("code", "name", "description", "irs_category", "deduction_limit", "color", "icon") VALUES
  ('CAR', 'Car and truck', 'Miles driven for the business, or what a vehicle costs', 'CAR_AND_TRUCK', 100, '#8a4b08', 'map-pin'),
  ('CONTRACT_LABOR', 'Contract labor', 'People who work for the business without being employed', 'CONTRACT_LABOR', 100, '#5b4a9e', 'users'),
  ('SUPPLIES', 'Supplies', 'Things that are used up', 'SUPPLIES', 100, '#2d6a5a', 'package'),
  ('TAXES_LICENSES', 'Taxes and licenses', 'Property tax, license fees, business taxes', 'TAXES_AND_LICENSES', 100, '#7a3b3b', 'landmark'),
  ('RENT', 'Rent', 'Office rent', 'RENT_PROPERTY', 100, '#3f5f8a', 'building'),
  ('MORTGAGE_INTEREST', 'Mortgage interest', 'Interest paid to banks on a mortgage', 'MORTGAGE_INTEREST', 100, '#4a5d23', 'landmark'),
  ('OTHER_INTEREST', 'Other interest', 'Interest on loans and cards of the business', 'OTHER_INTEREST', 100, '#5f5f2f', 'percent'),
  ('CLEANING', 'Cleaning', 'Cleaning of property and offices', 'CLEANING_AND_MAINTENANCE', 100, '#1f6f8f', 'sparkles'),
  ('MANAGEMENT', 'Management fees', 'Fees of property managers', 'MANAGEMENT_FEES', 100, '#6a4a2a', 'briefcase'),
  ('ENTERTAINMENT', 'Entertainment', 'Not deductible since 2018', NULL, 0, '#8a3a6a', 'star');--> statement-breakpoint
-- Miles were booked as travel. The triggers of the books would refuse a closed year; what it counts stays the same.
ALTER TABLE "expenses" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "expenses" SET "category_id" = (SELECT "id" FROM "expense_categories" WHERE "organization_id" IS NULL AND "code" = 'CAR')
WHERE "mileage_distance" IS NOT NULL
  AND "category_id" = (SELECT "id" FROM "expense_categories" WHERE "organization_id" IS NULL AND "code" = 'TRAVEL');--> statement-breakpoint
ALTER TABLE "expenses" ENABLE TRIGGER USER;
