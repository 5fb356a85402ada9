CREATE TYPE "public"."org_role" AS ENUM('OWNER', 'ADMIN', 'MEMBER', 'VIEWER');--> statement-breakpoint
CREATE TYPE "public"."subscription_tier" AS ENUM('FREE', 'CUSTOM', 'STARTER', 'GROWTH', 'ELITE', 'ENTERPRISE');--> statement-breakpoint
CREATE TYPE "public"."bundle_status" AS ENUM('DRAFT', 'ACTIVE', 'ARCHIVED');--> statement-breakpoint
CREATE TYPE "public"."bundle_type" AS ENUM('STARTER_PACK', 'GROWTH_PACK', 'ELITE_PACK', 'CUSTOM_PACK');--> statement-breakpoint
CREATE TYPE "public"."integration_type" AS ENUM('API', 'WEBHOOK', 'EMBED', 'STANDALONE', 'N8N_WORKFLOW', 'NATIVE');--> statement-breakpoint
CREATE TYPE "public"."line_kind" AS ENUM('TOOL', 'BUNDLE');--> statement-breakpoint
CREATE TYPE "public"."price_model" AS ENUM('FREE', 'ONE_TIME', 'MONTHLY', 'ANNUAL', 'USAGE_BASED', 'CUSTOM');--> statement-breakpoint
CREATE TYPE "public"."tool_area" AS ENUM('LEADS', 'LISTINGS', 'MARKET_ANALYSIS', 'TRANSACTIONS', 'FINANCE', 'CUSTOMER_SERVICE', 'CRM', 'MARKETING', 'PLATFORM');--> statement-breakpoint
CREATE TYPE "public"."tool_category" AS ENUM('FOUNDATION', 'GROWTH', 'ELITE', 'CUSTOM', 'ADVANCED', 'INTEGRATION');--> statement-breakpoint
CREATE TYPE "public"."tool_status" AS ENUM('ACTIVE', 'COMING_SOON', 'BETA', 'DEPRECATED', 'DISABLED');--> statement-breakpoint
CREATE TYPE "public"."tool_tier" AS ENUM('T1', 'T2', 'T3');--> statement-breakpoint
CREATE TYPE "public"."payment_method" AS ENUM('CREDIT_CARD', 'ACH', 'INVOICE', 'PLATFORM_CREDITS');--> statement-breakpoint
CREATE TYPE "public"."payment_status" AS ENUM('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'REFUNDED', 'CANCELLED');--> statement-breakpoint
CREATE TYPE "public"."purchase_status" AS ENUM('ACTIVE', 'CANCELLED', 'REFUNDED', 'EXPIRED');--> statement-breakpoint
CREATE TYPE "public"."request_status" AS ENUM('PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN');--> statement-breakpoint
CREATE TYPE "public"."review_status" AS ENUM('PENDING', 'APPROVED', 'REJECTED', 'FLAGGED');--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" "org_role" NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "limited_uses" (
	"purpose" text NOT NULL,
	"subject" text NOT NULL,
	"uses" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "limited_uses_purpose_subject_pk" PRIMARY KEY("purpose","subject"),
	CONSTRAINT "limited_uses_purpose" CHECK (purpose in ('SIGN_UP', 'PASSWORD_RESET', 'REVIEW', 'INVITATION'))
);
--> statement-breakpoint
ALTER TABLE "limited_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "org_role" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"subscription_tier" "subscription_tier" DEFAULT 'FREE' NOT NULL,
	"monthly_spending_limit" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organizations_spending_limit" CHECK (monthly_spending_limit >= 0),
	CONSTRAINT "organizations_name_length" CHECK (char_length(name) between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "password_resets_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "password_resets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"email_digest" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sign_in_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"is_platform_admin" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_length" CHECK (char_length(email) between 3 and 254),
	CONSTRAINT "users_name_length" CHECK (char_length(name) between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid,
	"length" bigint NOT NULL,
	"last_hash" text NOT NULL,
	CONSTRAINT "audit_chains_organization_id" UNIQUE NULLS NOT DISTINCT("organization_id")
);
--> statement-breakpoint
ALTER TABLE "audit_chains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid,
	"chain_position" bigint NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_log_chain" UNIQUE NULLS NOT DISTINCT("organization_id","chain_position")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bundle_tools" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"bundle_id" uuid NOT NULL,
	"tool_id" uuid NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "bundle_tools_bundle_id_tool_id" UNIQUE("bundle_id","tool_id")
);
--> statement-breakpoint
ALTER TABLE "bundle_tools" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "catalog_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalog_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "former_slugs" (
	"slug" text NOT NULL,
	"kind" "line_kind" NOT NULL,
	"tool_id" uuid,
	"bundle_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "former_slugs_kind_slug_pk" PRIMARY KEY("kind","slug"),
	CONSTRAINT "former_slugs_one_item" CHECK ((kind = 'TOOL') = (tool_id is not null) and (kind = 'BUNDLE') = (bundle_id is not null))
);
--> statement-breakpoint
ALTER TABLE "former_slugs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "marketplace_tools" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"long_description" text DEFAULT '' NOT NULL,
	"category" "tool_category" NOT NULL,
	"area" "tool_area" NOT NULL,
	"tier" "tool_tier" NOT NULL,
	"price" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"price_model" "price_model" DEFAULT 'MONTHLY' NOT NULL,
	"required_tier" "subscription_tier" DEFAULT 'FREE' NOT NULL,
	"integration_type" "integration_type" DEFAULT 'NATIVE' NOT NULL,
	"status" "tool_status" DEFAULT 'ACTIVE' NOT NULL,
	"is_active" boolean GENERATED ALWAYS AS (status in ('ACTIVE', 'BETA')) STORED NOT NULL,
	"is_sold" boolean GENERATED ALWAYS AS (status in ('ACTIVE', 'BETA') and price_model <> 'CUSTOM') STORED NOT NULL,
	"is_featured" boolean DEFAULT false NOT NULL,
	"features" text[] DEFAULT '{}'::text[] NOT NULL,
	"capabilities" text[] DEFAULT '{}'::text[] NOT NULL,
	"integrations" text[] DEFAULT '{}'::text[] NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"icon" text DEFAULT 'box' NOT NULL,
	"purchase_count" integer DEFAULT 0 NOT NULL,
	"rating" numeric(3, 2),
	"review_count" integer DEFAULT 0 NOT NULL,
	"provider" text DEFAULT 'Lotline' NOT NULL,
	"documentation_url" text,
	"demo_url" text,
	"support_url" text,
	"version" text,
	"seats_included" integer,
	"search" "tsvector" GENERATED ALWAYS AS (app.tool_search_document(name, description, long_description, tags)) STORED NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "marketplace_tools_slug_unique" UNIQUE("slug"),
	CONSTRAINT "marketplace_tools_slug_format" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80),
	CONSTRAINT "marketplace_tools_name_length" CHECK (char_length(name) between 1 and 120),
	CONSTRAINT "marketplace_tools_price_range" CHECK (price between 0 and 100000000),
	CONSTRAINT "marketplace_tools_free_costs_nothing" CHECK ((price_model = 'FREE') = (price = 0)),
	CONSTRAINT "marketplace_tools_rating_range" CHECK (rating between 1 and 5),
	CONSTRAINT "marketplace_tools_counts" CHECK (purchase_count >= 0 and review_count >= 0),
	CONSTRAINT "marketplace_tools_seats" CHECK (seats_included > 0)
);
--> statement-breakpoint
ALTER TABLE "marketplace_tools" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_bundles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"long_description" text DEFAULT '' NOT NULL,
	"bundle_type" "bundle_type" NOT NULL,
	"original_price" integer DEFAULT 0 NOT NULL,
	"bundle_price" integer NOT NULL,
	"discount" numeric(5, 2) GENERATED ALWAYS AS (case when original_price > bundle_price then round((original_price - bundle_price) * 100.0 / original_price, 2) else 0 end) STORED NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"required_tier" "subscription_tier" DEFAULT 'FREE' NOT NULL,
	"status" "bundle_status" DEFAULT 'DRAFT' NOT NULL,
	"is_active" boolean GENERATED ALWAYS AS (status = 'ACTIVE') STORED NOT NULL,
	"is_popular" boolean DEFAULT false NOT NULL,
	"icon" text DEFAULT 'package' NOT NULL,
	"purchase_count" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_bundles_slug_unique" UNIQUE("slug"),
	CONSTRAINT "tool_bundles_slug_format" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80),
	CONSTRAINT "tool_bundles_name_length" CHECK (char_length(name) between 1 and 120),
	CONSTRAINT "tool_bundles_price_range" CHECK (bundle_price between 0 and 100000000),
	CONSTRAINT "tool_bundles_counts" CHECK (purchase_count >= 0 and original_price >= 0)
);
--> statement-breakpoint
ALTER TABLE "tool_bundles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outgoing_mail" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"organization_id" uuid,
	"recipient" text NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"send_after" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	CONSTRAINT "outgoing_mail_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "outgoing_mail" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bundle_purchases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"bundle_id" uuid NOT NULL,
	"price_at_purchase" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"purchase_date" timestamp with time zone DEFAULT now() NOT NULL,
	"purchased_by" uuid NOT NULL,
	"status" "purchase_status" DEFAULT 'ACTIVE' NOT NULL,
	"order_id" uuid,
	CONSTRAINT "bundle_purchases_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "bundle_purchases_price" CHECK (price_at_purchase >= 0)
);
--> statement-breakpoint
ALTER TABLE "bundle_purchases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "credit_note_lines" (
	"organization_id" uuid NOT NULL,
	"credit_note_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"amount" integer NOT NULL,
	CONSTRAINT "credit_note_lines_organization_id_order_line_id_pk" PRIMARY KEY("organization_id","order_line_id"),
	CONSTRAINT "credit_note_lines_amount" CHECK (amount >= 0)
);
--> statement-breakpoint
ALTER TABLE "credit_note_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "credit_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"number" text NOT NULL,
	"reason" text NOT NULL,
	"total" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"issued_by" uuid,
	"refund_reference" text,
	CONSTRAINT "credit_notes_number_unique" UNIQUE("number"),
	CONSTRAINT "credit_notes_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "credit_notes_total" CHECK (total >= 0)
);
--> statement-breakpoint
ALTER TABLE "credit_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "marketplace_orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"number" text NOT NULL,
	"checkout_key" uuid NOT NULL,
	"checkout_digest" text NOT NULL,
	"buyer_id" uuid NOT NULL,
	"payment_method" "payment_method" NOT NULL,
	"payment_status" "payment_status" DEFAULT 'PENDING' NOT NULL,
	"purchase_order_number" text,
	"billing_name" text NOT NULL,
	"billing_email" text NOT NULL,
	"billing_street" text NOT NULL,
	"billing_city" text NOT NULL,
	"billing_state" text NOT NULL,
	"billing_postal_code" text NOT NULL,
	"billing_country" char(2) DEFAULT 'US' NOT NULL,
	"subtotal" integer NOT NULL,
	"credit_total" integer NOT NULL,
	"total" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"placed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_on" date,
	"refunded_total" integer DEFAULT 0 NOT NULL,
	"payment_reference" text,
	"payment_expires_at" timestamp with time zone,
	"payment_intent" text,
	CONSTRAINT "marketplace_orders_number_unique" UNIQUE("number"),
	CONSTRAINT "marketplace_orders_payment_reference_unique" UNIQUE("payment_reference"),
	CONSTRAINT "marketplace_orders_checkout_key" UNIQUE("organization_id","checkout_key"),
	CONSTRAINT "marketplace_orders_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "marketplace_orders_totals" CHECK (subtotal >= 0 and credit_total >= 0 and total >= 0 and total = subtotal - credit_total),
	CONSTRAINT "marketplace_orders_refunded" CHECK (refunded_total between 0 and total)
);
--> statement-breakpoint
ALTER TABLE "marketplace_orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" "line_kind" NOT NULL,
	"tool_id" uuid,
	"bundle_id" uuid,
	"name" text NOT NULL,
	"included_tools" text[] DEFAULT '{}'::text[] NOT NULL,
	"list_price" integer NOT NULL,
	"credit" integer NOT NULL,
	"price" integer NOT NULL,
	"price_model" "price_model",
	CONSTRAINT "order_lines_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "order_lines_position" UNIQUE("organization_id","order_id","position"),
	CONSTRAINT "order_lines_one_item" CHECK ((kind = 'TOOL') = (tool_id is not null) and (kind = 'BUNDLE') = (bundle_id is not null)),
	CONSTRAINT "order_lines_prices" CHECK (credit >= 0 and price >= 0 and price = list_price - credit)
);
--> statement-breakpoint
ALTER TABLE "order_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_events" (
	"reference" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"requester_id" uuid NOT NULL,
	"tools" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"bundles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"status" "request_status" DEFAULT 'PENDING' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"order_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "purchase_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "review_flags" (
	"review_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "review_flags_review_id_user_id_pk" PRIMARY KEY("review_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "review_flags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shopping_carts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"tools" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"bundles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"total_price" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shopping_carts_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
ALTER TABLE "shopping_carts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_purchases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"tool_id" uuid NOT NULL,
	"price_at_purchase" integer NOT NULL,
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"purchase_date" timestamp with time zone DEFAULT now() NOT NULL,
	"purchased_by" uuid NOT NULL,
	"status" "purchase_status" DEFAULT 'ACTIVE' NOT NULL,
	"period_end" timestamp with time zone,
	"renews" boolean DEFAULT true NOT NULL,
	"order_id" uuid,
	"last_used" timestamp with time zone,
	"usage_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "tool_purchases_tool_id_organization_id" UNIQUE("tool_id","organization_id"),
	CONSTRAINT "tool_purchases_organization_id_id" UNIQUE("organization_id","id"),
	CONSTRAINT "tool_purchases_price" CHECK (price_at_purchase >= 0)
);
--> statement-breakpoint
ALTER TABLE "tool_purchases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"tool_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"rating" smallint NOT NULL,
	"title" text,
	"review" text DEFAULT '' NOT NULL,
	"status" "review_status" DEFAULT 'PENDING' NOT NULL,
	"verified_purchase" boolean DEFAULT false NOT NULL,
	"vendor_reply" text,
	"moderated_at" timestamp with time zone,
	"moderated_by" uuid,
	"moderation_note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_reviews_tool_id_reviewer_id" UNIQUE("tool_id","reviewer_id"),
	CONSTRAINT "tool_reviews_rating" CHECK (rating between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "tool_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_seats" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"tool_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"assigned_by" uuid NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_seats_one_per_person" UNIQUE("organization_id","tool_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "tool_seats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tool_usage_daily" (
	"organization_id" uuid NOT NULL,
	"tool_id" uuid NOT NULL,
	"day" date NOT NULL,
	"opens" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "tool_usage_daily_organization_id_tool_id_day_pk" PRIMARY KEY("organization_id","tool_id","day"),
	CONSTRAINT "tool_usage_daily_opens" CHECK (opens >= 0)
);
--> statement-breakpoint
ALTER TABLE "tool_usage_daily" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_chains" ADD CONSTRAINT "audit_chains_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_tools" ADD CONSTRAINT "bundle_tools_bundle_id_tool_bundles_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."tool_bundles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_tools" ADD CONSTRAINT "bundle_tools_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_bundle_id_tool_bundles_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."tool_bundles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_purchases" ADD CONSTRAINT "bundle_purchases_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_purchases" ADD CONSTRAINT "bundle_purchases_bundle_id_tool_bundles_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."tool_bundles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_purchases" ADD CONSTRAINT "bundle_purchases_purchased_by_users_id_fk" FOREIGN KEY ("purchased_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_purchases" ADD CONSTRAINT "bundle_purchases_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_credit_note" FOREIGN KEY ("organization_id","credit_note_id") REFERENCES "public"."credit_notes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_order_line" FOREIGN KEY ("organization_id","order_line_id") REFERENCES "public"."order_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_bundle_id_tool_bundles_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."tool_bundles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requests" ADD CONSTRAINT "purchase_requests_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_flags" ADD CONSTRAINT "review_flags_review_id_tool_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."tool_reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_flags" ADD CONSTRAINT "review_flags_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shopping_carts" ADD CONSTRAINT "shopping_carts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shopping_carts" ADD CONSTRAINT "shopping_carts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_purchased_by_users_id_fk" FOREIGN KEY ("purchased_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_purchases" ADD CONSTRAINT "tool_purchases_order" FOREIGN KEY ("organization_id","order_id") REFERENCES "public"."marketplace_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_reviews" ADD CONSTRAINT "tool_reviews_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_reviews" ADD CONSTRAINT "tool_reviews_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_reviews" ADD CONSTRAINT "tool_reviews_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_reviews" ADD CONSTRAINT "tool_reviews_moderated_by_users_id_fk" FOREIGN KEY ("moderated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_seats" ADD CONSTRAINT "tool_seats_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_seats" ADD CONSTRAINT "tool_seats_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_seats" ADD CONSTRAINT "tool_seats_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_seats" ADD CONSTRAINT "tool_seats_member" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."memberships"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_usage_daily" ADD CONSTRAINT "tool_usage_daily_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_usage_daily" ADD CONSTRAINT "tool_usage_daily_tool_id_marketplace_tools_id_fk" FOREIGN KEY ("tool_id") REFERENCES "public"."marketplace_tools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_key" ON "invitations" USING btree ("organization_id",lower(email)) WHERE accepted_at is null;--> statement-breakpoint
CREATE INDEX "limited_uses_started_at" ON "limited_uses" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "memberships_user_id" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "organizations_name" ON "organizations" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "password_resets_user_id" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_organization_id" ON "sessions" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower(email));--> statement-breakpoint
CREATE INDEX "audit_log_actor_id" ON "audit_log" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "audit_log_occurred_at" ON "audit_log" USING btree ("occurred_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_organization_id_occurred_at" ON "audit_log" USING btree ("organization_id","occurred_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "bundle_tools_tool_id" ON "bundle_tools" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "catalog_words_trigrams" ON "catalog_words" USING gin (word gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "former_slugs_tool_id" ON "former_slugs" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "former_slugs_bundle_id" ON "former_slugs" USING btree ("bundle_id");--> statement-breakpoint
CREATE INDEX "marketplace_tools_category" ON "marketplace_tools" USING btree ("category");--> statement-breakpoint
CREATE INDEX "marketplace_tools_tier" ON "marketplace_tools" USING btree ("tier");--> statement-breakpoint
CREATE INDEX "marketplace_tools_is_active" ON "marketplace_tools" USING btree ("is_active");--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_popularity" ON "marketplace_tools" USING btree ("purchase_count" DESC NULLS FIRST,"name","id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_age" ON "marketplace_tools" USING btree ("created_at" DESC NULLS FIRST,"name","id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_price" ON "marketplace_tools" USING btree ((price_model = 'CUSTOM'),"price","name","id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_price_down" ON "marketplace_tools" USING btree ((price_model = 'CUSTOM'),"price" DESC NULLS FIRST,"name","id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');--> statement-breakpoint
CREATE INDEX "marketplace_tools_listed_by_rating" ON "marketplace_tools" USING btree ("rating" DESC NULLS LAST,"review_count" DESC NULLS FIRST,"name","id") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');--> statement-breakpoint
CREATE INDEX "marketplace_tools_facets" ON "marketplace_tools" USING btree ("purchase_count" DESC NULLS FIRST,"category","area","tier","price","price_model","required_tier","is_sold","tags") WHERE status in ('ACTIVE', 'BETA', 'COMING_SOON');--> statement-breakpoint
CREATE INDEX "marketplace_tools_name" ON "marketplace_tools" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "marketplace_tools_updated_at" ON "marketplace_tools" USING btree ("updated_at" DESC NULLS FIRST,"name","id");--> statement-breakpoint
CREATE INDEX "marketplace_tools_price" ON "marketplace_tools" USING btree ("price","name","id");--> statement-breakpoint
CREATE INDEX "marketplace_tools_price_down" ON "marketplace_tools" USING btree ("price" DESC NULLS FIRST,"name","id");--> statement-breakpoint
CREATE INDEX "marketplace_tools_purchase_count" ON "marketplace_tools" USING btree ("purchase_count" DESC NULLS FIRST,"name","id");--> statement-breakpoint
CREATE INDEX "marketplace_tools_sold_by_tier" ON "marketplace_tools" USING btree ("required_tier") WHERE is_sold;--> statement-breakpoint
CREATE INDEX "marketplace_tools_search" ON "marketplace_tools" USING gin ("search");--> statement-breakpoint
CREATE INDEX "marketplace_tools_name_search" ON "marketplace_tools" USING gin (to_tsvector('english', name));--> statement-breakpoint
CREATE INDEX "marketplace_tools_word_trigrams" ON "marketplace_tools" USING gin (app.tool_words(name, slug, tags) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "marketplace_tools_tags" ON "marketplace_tools" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "tool_bundles_bundle_type" ON "tool_bundles" USING btree ("bundle_type");--> statement-breakpoint
CREATE INDEX "tool_bundles_is_active" ON "tool_bundles" USING btree ("is_active");--> statement-breakpoint
CREATE INDEX "tool_bundles_on_sale" ON "tool_bundles" USING btree ("bundle_price","name","id") WHERE is_active;--> statement-breakpoint
CREATE INDEX "tool_bundles_on_sale_popular" ON "tool_bundles" USING btree ("is_popular" DESC NULLS FIRST,"bundle_price","name","id") WHERE is_active;--> statement-breakpoint
CREATE INDEX "tool_bundles_updated_at" ON "tool_bundles" USING btree ("updated_at" DESC NULLS FIRST,"name","id");--> statement-breakpoint
CREATE INDEX "outgoing_mail_organization_id" ON "outgoing_mail" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "outgoing_mail_unsent" ON "outgoing_mail" USING btree ("send_after") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "bundle_purchases_order_id" ON "bundle_purchases" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bundle_purchases_one_active" ON "bundle_purchases" USING btree ("bundle_id","organization_id") WHERE status = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "bundle_purchases_organization_id" ON "bundle_purchases" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "bundle_purchases_purchased_by" ON "bundle_purchases" USING btree ("purchased_by");--> statement-breakpoint
CREATE INDEX "bundle_purchases_status" ON "bundle_purchases" USING btree ("status");--> statement-breakpoint
CREATE INDEX "bundle_purchases_organization_id_status" ON "bundle_purchases" USING btree ("organization_id","status");--> statement-breakpoint
CREATE INDEX "credit_note_lines_credit_note_id" ON "credit_note_lines" USING btree ("organization_id","credit_note_id");--> statement-breakpoint
CREATE INDEX "credit_notes_order_id" ON "credit_notes" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "marketplace_orders_placed_at" ON "marketplace_orders" USING btree ("placed_at" DESC NULLS LAST,"number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "marketplace_orders_payment_expires_at" ON "marketplace_orders" USING btree ("payment_expires_at") WHERE payment_status = 'PENDING' and payment_expires_at is not null;--> statement-breakpoint
CREATE INDEX "marketplace_orders_organization_id_placed_at" ON "marketplace_orders" USING btree ("organization_id","placed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "marketplace_orders_buyer_id" ON "marketplace_orders" USING btree ("buyer_id");--> statement-breakpoint
CREATE INDEX "order_lines_tool_id" ON "order_lines" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "order_lines_bundle_id" ON "order_lines" USING btree ("bundle_id");--> statement-breakpoint
CREATE INDEX "purchase_requests_organization_id_status" ON "purchase_requests" USING btree ("organization_id","status","created_at");--> statement-breakpoint
CREATE INDEX "purchase_requests_requester_id" ON "purchase_requests" USING btree ("requester_id");--> statement-breakpoint
CREATE INDEX "review_flags_user_id" ON "review_flags" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "review_flags_open" ON "review_flags" USING btree ("review_id","created_at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "shopping_carts_organization_id" ON "shopping_carts" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "tool_purchases_organization_id" ON "tool_purchases" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "tool_purchases_purchased_by" ON "tool_purchases" USING btree ("purchased_by");--> statement-breakpoint
CREATE INDEX "tool_purchases_status" ON "tool_purchases" USING btree ("status");--> statement-breakpoint
CREATE INDEX "tool_purchases_organization_id_status" ON "tool_purchases" USING btree ("organization_id","status");--> statement-breakpoint
CREATE INDEX "tool_purchases_period_end" ON "tool_purchases" USING btree ("period_end") WHERE status = 'ACTIVE' and period_end is not null;--> statement-breakpoint
CREATE INDEX "tool_purchases_order_id" ON "tool_purchases" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "tool_reviews_tool_id" ON "tool_reviews" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "tool_reviews_published" ON "tool_reviews" USING btree ("tool_id","created_at","id") WHERE status = 'APPROVED';--> statement-breakpoint
CREATE INDEX "tool_reviews_published_by_rating" ON "tool_reviews" USING btree ("tool_id","rating","created_at","id") WHERE status = 'APPROVED';--> statement-breakpoint
CREATE INDEX "tool_reviews_queue" ON "tool_reviews" USING btree ("status",coalesce(moderated_at, updated_at),"id");--> statement-breakpoint
CREATE INDEX "tool_reviews_organization_id" ON "tool_reviews" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "tool_seats_tool_id" ON "tool_seats" USING btree ("tool_id");--> statement-breakpoint
CREATE INDEX "tool_usage_daily_tool_id" ON "tool_usage_daily" USING btree ("tool_id");--> statement-breakpoint
CREATE POLICY "tenant_isolation_invitations" ON "invitations" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_memberships" ON "memberships" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_organizations" ON "organizations" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "colleagues_read_users" ON "users" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) or exists (select 1 from memberships where memberships.organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and memberships.user_id = users.id));--> statement-breakpoint
CREATE POLICY "tenant_isolation_audit_log" ON "audit_log" AS PERMISSIVE FOR SELECT TO "lotline_app" USING ((organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN')) or (select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "public_read_bundle_tools" ON "bundle_tools" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);--> statement-breakpoint
CREATE POLICY "platform_insert_bundle_tools" ON "bundle_tools" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "platform_update_bundle_tools" ON "bundle_tools" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "platform_delete_bundle_tools" ON "bundle_tools" AS PERMISSIVE FOR DELETE TO "lotline_app" USING ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "public_read_former_slugs" ON "former_slugs" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);--> statement-breakpoint
CREATE POLICY "public_read_marketplace_tools" ON "marketplace_tools" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);--> statement-breakpoint
CREATE POLICY "platform_insert_marketplace_tools" ON "marketplace_tools" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "platform_update_marketplace_tools" ON "marketplace_tools" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "platform_delete_marketplace_tools" ON "marketplace_tools" AS PERMISSIVE FOR DELETE TO "lotline_app" USING ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "public_read_tool_bundles" ON "tool_bundles" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (true);--> statement-breakpoint
CREATE POLICY "platform_insert_tool_bundles" ON "tool_bundles" AS PERMISSIVE FOR INSERT TO "lotline_app" WITH CHECK ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "platform_update_tool_bundles" ON "tool_bundles" AS PERMISSIVE FOR UPDATE TO "lotline_app" USING ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "platform_delete_tool_bundles" ON "tool_bundles" AS PERMISSIVE FOR DELETE TO "lotline_app" USING ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_bundle_purchases" ON "bundle_purchases" AS PERMISSIVE FOR ALL TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_bundle_purchases_insert" ON "bundle_purchases" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_credit_note_lines" ON "credit_note_lines" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_credit_notes" ON "credit_notes" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_marketplace_orders" ON "marketplace_orders" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_order_lines" ON "order_lines" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_purchase_requests" ON "purchase_requests" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "own_rows_review_flags" ON "review_flags" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_shopping_carts" ON "shopping_carts" AS PERMISSIVE FOR ALL TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_shopping_carts_insert" ON "shopping_carts" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and user_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tool_purchases" ON "tool_purchases" AS PERMISSIVE FOR ALL TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tool_purchases_insert" ON "tool_purchases" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tool_reviews" ON "tool_reviews" AS PERMISSIVE FOR ALL TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tool_reviews_insert" ON "tool_reviews" AS RESTRICTIVE FOR INSERT TO "lotline_app" WITH CHECK (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid) and reviewer_id = (select nullif(current_setting('app.current_user_id', true), '')::uuid) and (select current_setting('app.current_org_role', true)) in ('OWNER', 'ADMIN', 'MEMBER'));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tool_seats" ON "tool_seats" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation_tool_usage_daily" ON "tool_usage_daily" AS PERMISSIVE FOR SELECT TO "lotline_app" USING (organization_id = (select nullif(current_setting('app.current_org_id', true), '')::uuid));
--> statement-breakpoint
-- By hand from here on.

-- Row-level security is forced, so that not even the owner of a table reads past it by accident (roles with
-- BYPASSRLS, which run migrations and own the functions, still do).
do $$
declare
  v_table regclass;
begin
  for v_table in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
    execute format('alter table %s force row level security', v_table);
  end loop;
end
$$;
--> statement-breakpoint
-- Numbers that people read, counted on from here.
create sequence app.order_number start 100001;
--> statement-breakpoint
create sequence app.credit_note_number start 100001;
--> statement-breakpoint
-- A line of a cart with its price, as app.price_cart finds it.
create type app.priced_line as (kind line_kind, id uuid, slug text, name text, icon text, state text, included_in text,
  required_tier subscription_tier, price_model price_model, price_seen integer, list_price integer, credit integer, price integer,
  tool_ids uuid[], tool_names text[], owned_tool_names text[]);
--> statement-breakpoint
create type app.audit_entry as (id uuid, chain_position bigint, occurred_at timestamptz, organization_id uuid,
  organization_name text, actor_id uuid, actor_name text, action text, subject_type text, subject_id text, before jsonb, after jsonb,
  names jsonb);
