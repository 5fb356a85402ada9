CREATE TYPE "public"."document_kind" AS ENUM('INVOICE', 'CREDIT_NOTE');--> statement-breakpoint
CREATE TABLE "document_counters" (
	"organization_id" uuid NOT NULL,
	"kind" "document_kind" NOT NULL,
	"year" smallint NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "document_counters_organization_id_kind_year_pk" PRIMARY KEY("organization_id","kind","year"),
	CONSTRAINT "document_counters_last" CHECK (last > 0)
);
--> statement-breakpoint
ALTER TABLE "document_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "document_counters" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform_settings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"seller_name" text NOT NULL,
	"seller_street" text DEFAULT '' NOT NULL,
	"seller_city" text DEFAULT '' NOT NULL,
	"seller_state" text DEFAULT '' NOT NULL,
	"seller_postal_code" text DEFAULT '' NOT NULL,
	"seller_email" text DEFAULT '' NOT NULL,
	"seller_taxpayer_number" text DEFAULT '' NOT NULL,
	"payment_instructions" text DEFAULT '' NOT NULL,
	"untaxed_because" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "platform_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "platform_settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "platform_settings" ("seller_name", "untaxed_because") VALUES ('Lotline', 'No sales tax is charged on this sale.');--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_name" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_email" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_street" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_city" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_state" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_postal_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ALTER COLUMN "billing_country" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "document_prefix" text DEFAULT upper(substr(md5(gen_random_uuid()::text), 1, 8)) NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD COLUMN "seller" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "paid_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "invoice_number" text;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "invoiced_on" date;--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD COLUMN "seller" jsonb;--> statement-breakpoint
ALTER TABLE "document_counters" ADD CONSTRAINT "document_counters_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "platform_settings_one_row" ON "platform_settings" USING btree ((true));--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_document_prefix_unique" UNIQUE("document_prefix");--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_invoice_number_unique" UNIQUE("invoice_number");--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_billing" CHECK (total = 0 or num_nulls(billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, billing_country) = 0);--> statement-breakpoint
ALTER TABLE "marketplace_orders" ADD CONSTRAINT "marketplace_orders_invoice" CHECK (num_nulls(invoice_number, invoiced_on, seller) in (0, 3));--> statement-breakpoint
CREATE POLICY "platform_read_platform_settings" ON "platform_settings" AS PERMISSIVE FOR SELECT TO "lotline_app" USING ((select current_setting('app.is_platform_admin', true) = 'on'));--> statement-breakpoint
DROP SEQUENCE app.order_number;--> statement-breakpoint
DROP SEQUENCE app.credit_note_number;
